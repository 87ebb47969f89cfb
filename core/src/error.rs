//! Every way an operation can end badly: what happened, and (through [`Error::explain`]) what to do.
//!
//! No variant carries a secret or another error's text: the apps show what is here.

use std::time::Duration;

use kunci_domain::names::Unsafe;
use kunci_domain::password;
use kunci_domain::safety;
use kunci_domain::texts::{self, Language, Value};
use kunci_domain::unlock_code::Weakness;

use crate::ports::{DeviceKeyError, EntropyError, HttpError, LinkError, StoreError};

/// Why an operation did not succeed. Nothing is half-done after any of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    // No answer, or no trust in it
    /// No connection could be made: nothing was sent.
    #[error("the bank cannot be reached")]
    Offline,
    /// The request may have arrived, the answer did not. Asking again is safe.
    #[error("the connection broke before the answer")]
    OutcomeUnknown,
    /// The server's key is none of the pinned ones.
    #[error("the server's key is not the bank's")]
    PinMismatch,
    /// By this phone's date the certificate has expired.
    #[error("the server's certificate has expired")]
    CertificateExpired,
    /// By this phone's date the certificate is not valid yet.
    #[error("the server's certificate is not valid yet: check the phone's date")]
    CertificateNotYetValid,
    /// Captive portal, proxy or impostor.
    #[error("the server's certificate has an unknown issuer")]
    UnknownIssuer,
    /// The TLS handshake failed in another way.
    #[error("the secure connection failed")]
    TlsFailed,
    /// The gateway could not open what was sealed, with a fresh key bundle neither.
    #[error("the bank's gateway refused the message")]
    GatewayRefused,
    /// Over the contract's size.
    #[error("the answer is too large")]
    ReplyTooLarge,
    /// Not what the contract says.
    #[error("the answer cannot be read")]
    ReplyUnreadable,
    /// The key bundle is not signed by the pinned root or its signer.
    #[error("the bank's key bundle is not genuine")]
    BundleForged,
    /// The newest key bundle offered is out of date.
    #[error("the bank's key bundle has expired")]
    BundleExpired,
    /// The key bundle is older than one seen before.
    #[error("the bank's key bundle was rolled back")]
    BundleRolledBack,
    // This phone
    /// The profile's file is damaged or cut short.
    #[error("the profile is damaged")]
    ProfileDamaged,
    /// The phone's key does not open the profile.
    #[error("the profile's key does not fit")]
    ProfileKeyWrong,
    /// Written by a newer version.
    #[error("the profile has version {found}, this app knows {known}")]
    ProfileFromTheFuture {
        /// The profile's schema version.
        found: u32,
        /// The newest one this build knows.
        known: u32,
    },
    /// Another process has the profile open.
    #[error("the profile is in use")]
    ProfileInUse,
    /// No room to save.
    #[error("the disk is full")]
    DiskFull,
    /// The disk failed.
    #[error("the disk failed")]
    DiskFailed,
    /// A passing fault of the key hardware.
    #[error("the key hardware is busy")]
    KeysBusy {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Keys cannot be used while the phone is locked.
    #[error("the phone is locked")]
    PhoneLocked,
    /// The keys can never be used again.
    #[error("the phone's keys were invalidated")]
    KeysInvalidated,
    /// The hardware holds no such key.
    #[error("the phone's keys are missing")]
    KeysMissing,
    /// The key hardware cannot be reached.
    #[error("the key hardware cannot be reached")]
    KeysUnavailable,
    /// The system gives no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
    /// The bank's configuration cannot be used.
    #[error("the bank's configuration cannot be used")]
    ConfigInvalid,
    // Session
    /// Wrong user id or password.
    #[error("sign-in refused")]
    SignInRefused,
    /// Too many wrong passwords.
    #[error("sign-in has to wait")]
    SignInDelayed {
        /// How long to wait.
        retry_after: Duration,
    },
    /// There is no session.
    #[error("not signed in")]
    NotSignedIn,
    /// The bank has ended the session.
    #[error("the session has ended")]
    SessionEnded,
    /// The session may not do this yet: the token's proof is missing.
    #[error("the session may not do this")]
    Scope,
    // Enrolment
    /// One SMS for each sign-in.
    #[error("an SMS was already sent in this session")]
    SmsAlreadySent,
    /// Not six digits.
    #[error("the one-time PIN has six digits")]
    OtpFormat,
    /// Wrong one-time PIN.
    #[error("the one-time PIN was refused, {tries_left} tries left")]
    OtpRefused {
        /// Tries left.
        tries_left: u32,
    },
    /// Too many SMS lately.
    #[error("too many SMS were sent")]
    SmsLimit {
        /// How long to wait.
        retry_after: Duration,
    },
    /// No hardware token is activated.
    #[error("there is no activated hardware token")]
    HardwareTokenMissing,
    /// No other phone of the customer has a token that works now: none can approve this one.
    #[error("no other phone can approve")]
    OldPhoneMissing,
    /// The old phone, or the website, has not decided yet. Asking again is fine.
    #[error("the approval is outstanding")]
    ApprovalPending,
    /// The scanned text is not the bank's.
    #[error("the scanned text is not genuine")]
    ScanNotGenuine,
    /// The scanned text is for another customer.
    #[error("the scanned text is for somebody else")]
    ScanNotForYou,
    /// An operator has closed internet banking, on all devices.
    #[error("internet banking is closed for this customer")]
    BankingFlagged,
    /// Not a full international number, or registered already.
    #[error("the phone number cannot be used")]
    NumberInvalid,
    /// Expired, used up, cancelled or in force.
    #[error("the number change is closed")]
    NumberChangeClosed,
    /// Wrong old Unlock Code with "not me".
    #[error("the old Unlock Code was refused, {tries_left} tries left")]
    NotMeCodeRefused {
        /// Tries left.
        tries_left: u32,
    },
    /// Not `DD/MM/YYYY`, or no date of the calendar.
    #[error("the date of birth is not DD/MM/YYYY")]
    DateFormat,
    /// Date of birth, serial or code; which one is not said.
    #[error("the hardware token was refused")]
    HardwareTokenRefused,
    /// Too many wrong tries with a hardware token.
    #[error("the hardware token has to wait")]
    HardwareTokenDelayed {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Expired, used up or superseded.
    #[error("the enrolment is closed")]
    EnrolmentClosed,
    /// Nothing to go on with.
    #[error("no enrolment is open")]
    NoEnrolment,
    /// The Unlock Code is too easy to guess.
    #[error("the code is too easy to guess")]
    WeakCode {
        /// Why.
        reason: Weakness,
    },
    /// The new password is too easy to guess.
    #[error("the password is too easy to guess")]
    WeakPassword {
        /// Why.
        reason: password::Weakness,
    },
    /// The old password is wrong.
    #[error("the old password was refused")]
    PasswordRefused,
    /// The Unlock Code typed has not six digits.
    #[error("the Unlock Code has six digits")]
    CodeLength,
    /// The code was typed differently the second time.
    #[error("the two codes differ")]
    CodesDiffer,
    /// The bank's signature does not cover this phone's transcript.
    #[error("the bank did not prove the enrolment")]
    BankNotProven,
    /// The bank refused the confirmation.
    #[error("the confirmation was refused")]
    ConfirmationRefused,
    /// A token status that is not the bank's word for this phone and question.
    #[error("the token status is not genuine")]
    StatusForged,
    /// A state that this version does not know.
    #[error("the token status is unknown to this version")]
    StatusUnknown,
    // Token
    /// This phone has no token.
    #[error("this phone has no token")]
    NoToken,
    /// The enrolment is not finished.
    #[error("the token is pending")]
    TokenPending,
    /// There is an active token on this phone already.
    #[error("this phone has an active token")]
    TokenExists,
    /// Too many wrong codes.
    #[error("the token is locked")]
    TokenLocked,
    /// The bank holds the token.
    #[error("the token is suspended")]
    TokenSuspended,
    /// Another phone took its place.
    #[error("the token was superseded")]
    TokenSuperseded,
    /// This phone is not as the bank saw it last: the customer shows by other means who she is.
    #[error("another proof is needed")]
    StepUpRequired,
    /// No step-up is open in this session: sign in again.
    #[error("the step-up is closed")]
    StepUpClosed,
    /// The phone was set back to before a change of the Unlock Code.
    #[error("the phone was set back to before a code change")]
    TokenSetBack,
    /// The bank refused the proof of the Unlock Code.
    #[error("the proof was refused")]
    ProofRefused,
    /// The new Unlock Code is the old one.
    #[error("the new code is the old one")]
    CodeUnchanged,
    /// The bank has closed this change of the Unlock Code: the old code holds.
    #[error("the code change is closed")]
    CodeChangeClosed,
    /// The last answer about a code change was lost.
    #[error("the bank's word on the code change is missing")]
    CodeChangeUnknown,
    /// An earlier change of the Unlock Code has taken effect.
    #[error("an earlier code change is in force")]
    CodeChangeInForce,
    /// Finger or face is not switched on.
    #[error("finger or face is not switched on")]
    BiometricOff,
    /// The Unlock Code must be typed first.
    #[error("the Unlock Code comes first")]
    CodeFirst,
    /// A finger or face is not enough: this takes the customer's own protection away.
    #[error("the Unlock Code is needed")]
    CodeNeeded,
    /// It cannot wait, and the customer wishes that nothing loosens at once outside trusted places.
    #[error("not possible outside a trusted place")]
    OutsideTrustedPlace,
    /// The customer did not want to, or the prompt is no longer open.
    #[error("cancelled")]
    BiometricCancelled,
    /// Too many fingers that do not fit.
    #[error("the system refuses finger and face for now")]
    BiometricLockedOut,
    /// A finger or face was added on the phone: it is off now.
    #[error("a finger or face was added")]
    BiometricInvalidated,
    /// No sensor, or it cannot be reached.
    #[error("finger and face cannot be used")]
    BiometricUnavailable,
    /// "Not me" is not possible (any more).
    #[error("it is too late, or was said already")]
    NotMeClosed,
    // Operations and cards
    /// Zero, negative, too large, or not of the currency's exponent.
    #[error("the amount is not valid")]
    AmountInvalid,
    /// The bank's bytes are not an operation for this phone.
    #[error("the operation cannot be shown, so it cannot be approved")]
    OperationUnreadable,
    /// It has expired, or was answered already.
    #[error("the operation is closed")]
    OperationClosed,
    /// Nobody answered it in time.
    #[error("the operation has expired")]
    OperationExpired,
    /// Cancelled by the one who asked, or what it spoke of has changed.
    #[error("the operation is no longer valid")]
    OperationSuperseded,
    /// It was answered before, perhaps elsewhere.
    #[error("the operation was answered already")]
    OperationAnswered,
    /// A name that could be taken for another.
    #[error("the name is not shown: {}", reason.code())]
    NameUnsafe {
        /// Why.
        reason: Unsafe,
    },
    /// A scanned text over 4 kB.
    #[error("the scanned code is too large")]
    ScanTooLarge,
    /// A scanned text that poses as the bank's.
    #[error("the scanned code is not the bank's")]
    ScanForged,
    /// Not everything was typed that an approval by typing needs, or not in its form.
    #[error("what was typed is not complete")]
    TypedIncomplete,
    /// The caller did not prove to be the bank.
    #[error("the caller is not proven to be the bank")]
    CallerNotProven,
    /// The challenge for the caller is over.
    #[error("the challenge for the caller has expired")]
    CallerCheckExpired,
    /// There is no such operation or card here.
    #[error("not found")]
    NotFound,
    /// The bank refused the proof of an approval.
    #[error("the approval was refused")]
    ApprovalRefused,
    /// A new phone has to wait.
    #[error("held back while the phone is new")]
    HeldByProbation {
        /// Until then, milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// The card has changed since it was read.
    #[error("the card has changed")]
    CardChanged,
    /// Over the bank's ceiling.
    #[error("the limit is above the bank's ceiling")]
    LimitAboveCeiling,
    /// A control that the card does not have, or a time that is over before the change would begin.
    #[error("the control cannot be set so")]
    ChangeInvalid,
    /// The card is closed, or somebody else holds it.
    #[error("the card does not allow this")]
    CardNotUsable,
    /// A receipt that is not the bank's word on this command.
    #[error("the receipt is not genuine")]
    ReceiptForged,
    // Chat
    /// What answers on the live link does not hold the bank's key.
    #[error("the bank did not prove itself on the live link")]
    LinkNotProven,
    /// The draft holds a secret: it was not sent, nor kept.
    #[error("the draft holds a secret")]
    DraftBlocked {
        /// What was found.
        finding: safety::Kind,
        /// The draft with every finding masked.
        masked: String,
    },
    /// The draft holds what the bank does not need: it is sent if the customer says so.
    #[error("the draft holds personal data")]
    DraftWarned {
        /// What was found.
        finding: safety::Kind,
        /// The draft with every finding masked.
        masked: String,
    },
    /// It may be at the bank already: it cannot be taken back.
    #[error("the message may be at the bank already")]
    MessageUnderway,
    /// Nothing to send.
    #[error("the draft is empty")]
    DraftEmpty,
    /// Longer than the contract allows.
    #[error("the draft is too long")]
    DraftTooLong,
    // The bank
    /// The app must be updated.
    #[error("the app is too old")]
    AppTooOld,
    /// The bank is closed for work.
    #[error("the bank is closed for maintenance")]
    Maintenance {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Any refusal without a variant of its own.
    #[error("the bank refused: {problem}")]
    BankRefused {
        /// The contract's code, or the status class.
        problem: String,
        /// Finds the bank's record.
        debug_id: String,
    },
    /// A fault at the bank.
    #[error("the bank failed")]
    BankFailed {
        /// Finds the bank's record.
        debug_id: String,
    },
    // The app
    /// The phone object was closed.
    #[error("closed")]
    Closed,
    /// A fault in this program; the step was stopped.
    #[error("internal fault")]
    Internal,
}

impl Error {
    /// The error's name in journeys, `--json` output and text keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::PinMismatch => "pin_mismatch",
            Self::CertificateExpired => "certificate_expired",
            Self::CertificateNotYetValid => "certificate_not_yet_valid",
            Self::UnknownIssuer => "unknown_issuer",
            Self::TlsFailed => "tls_failed",
            Self::GatewayRefused => "gateway_refused",
            Self::ReplyTooLarge => "reply_too_large",
            Self::ReplyUnreadable => "reply_unreadable",
            Self::BundleForged => "bundle_forged",
            Self::BundleExpired => "bundle_expired",
            Self::BundleRolledBack => "bundle_rolled_back",
            Self::ProfileDamaged => "profile_damaged",
            Self::ProfileKeyWrong => "profile_key_wrong",
            Self::ProfileFromTheFuture { .. } => "profile_from_the_future",
            Self::ProfileInUse => "profile_in_use",
            Self::DiskFull => "disk_full",
            Self::DiskFailed => "disk_failed",
            Self::KeysBusy { .. } => "keys_busy",
            Self::PhoneLocked => "phone_locked",
            Self::KeysInvalidated => "keys_invalidated",
            Self::KeysMissing => "keys_missing",
            Self::KeysUnavailable => "keys_unavailable",
            Self::NoRandomness => "no_randomness",
            Self::ConfigInvalid => "config_invalid",
            Self::SignInRefused => "sign_in_refused",
            Self::SignInDelayed { .. } => "sign_in_delayed",
            Self::NotSignedIn => "not_signed_in",
            Self::SessionEnded => "session_ended",
            Self::Scope => "scope",
            Self::SmsAlreadySent => "sms_already_sent",
            Self::OtpFormat => "otp_format",
            Self::OtpRefused { .. } => "otp_refused",
            Self::SmsLimit { .. } => "sms_limit",
            Self::HardwareTokenMissing => "hardware_token_missing",
            Self::OldPhoneMissing => "old_phone_missing",
            Self::ApprovalPending => "approval_pending",
            Self::ScanNotGenuine => "scan_not_genuine",
            Self::ScanNotForYou => "scan_not_for_you",
            Self::BankingFlagged => "banking_flagged",
            Self::NumberInvalid => "number_invalid",
            Self::NumberChangeClosed => "number_change_closed",
            Self::NotMeCodeRefused { .. } => "not_me_code_refused",
            Self::DateFormat => "date_format",
            Self::HardwareTokenRefused => "hardware_token_refused",
            Self::HardwareTokenDelayed { .. } => "hardware_token_delayed",
            Self::EnrolmentClosed => "enrolment_closed",
            Self::NoEnrolment => "no_enrolment",
            Self::WeakCode { .. } => "weak_code",
            Self::WeakPassword { .. } => "weak_password",
            Self::PasswordRefused => "password_refused",
            Self::CodeLength => "code_length",
            Self::CodesDiffer => "codes_differ",
            Self::BankNotProven => "bank_not_proven",
            Self::ConfirmationRefused => "confirmation_refused",
            Self::StatusForged => "status_forged",
            Self::StatusUnknown => "status_unknown",
            Self::NoToken => "no_token",
            Self::TokenPending => "token_pending",
            Self::TokenExists => "token_exists",
            Self::TokenLocked => "token_locked",
            Self::TokenSuspended => "token_suspended",
            Self::TokenSuperseded => "token_superseded",
            Self::StepUpRequired => "step_up_required",
            Self::StepUpClosed => "step_up_closed",
            Self::TokenSetBack => "token_set_back",
            Self::ProofRefused => "proof_refused",
            Self::CodeUnchanged => "code_unchanged",
            Self::CodeChangeClosed => "code_change_closed",
            Self::CodeChangeUnknown => "code_change_unknown",
            Self::CodeChangeInForce => "code_change_in_force",
            Self::BiometricOff => "biometric_off",
            Self::CodeFirst => "code_first",
            Self::CodeNeeded => "code_needed",
            Self::OutsideTrustedPlace => "outside_trusted_place",
            Self::BiometricCancelled => "biometric_cancelled",
            Self::BiometricLockedOut => "biometric_locked_out",
            Self::BiometricInvalidated => "biometric_invalidated",
            Self::BiometricUnavailable => "biometric_unavailable",
            Self::NotMeClosed => "not_me_closed",
            Self::AmountInvalid => "amount_invalid",
            Self::OperationUnreadable => "operation_unreadable",
            Self::OperationClosed => "operation_closed",
            Self::OperationExpired => "operation_expired",
            Self::OperationSuperseded => "operation_superseded",
            Self::OperationAnswered => "operation_answered",
            Self::NameUnsafe { .. } => "name_unsafe",
            Self::ScanTooLarge => "scan_too_large",
            Self::ScanForged => "scan_forged",
            Self::TypedIncomplete => "typed_incomplete",
            Self::CallerNotProven => "caller_not_proven",
            Self::CallerCheckExpired => "caller_check_expired",
            Self::NotFound => "not_found",
            Self::ApprovalRefused => "approval_refused",
            Self::HeldByProbation { .. } => "held_by_probation",
            Self::CardChanged => "card_changed",
            Self::LimitAboveCeiling => "limit_above_ceiling",
            Self::ChangeInvalid => "change_invalid",
            Self::CardNotUsable => "card_not_usable",
            Self::ReceiptForged => "receipt_forged",
            Self::LinkNotProven => "link_not_proven",
            Self::DraftBlocked { .. } => "draft_blocked",
            Self::DraftWarned { .. } => "draft_warned",
            Self::MessageUnderway => "message_underway",
            Self::DraftEmpty => "draft_empty",
            Self::DraftTooLong => "draft_too_long",
            Self::AppTooOld => "app_too_old",
            Self::Maintenance { .. } => "maintenance",
            Self::BankRefused { .. } => "bank_refused",
            Self::BankFailed { .. } => "bank_failed",
            Self::Closed => "closed",
            Self::Internal => "internal",
        }
    }

    /// Title, meaning and next step for the customer.
    #[must_use]
    pub fn explain(&self, language: Language) -> Explanation {
        let key = format!("error-{}", self.code().replace('_', "-"));
        let detail = match self {
            Self::WeakCode { reason } => Some(texts::text(language, &format!("weak-{}", reason.code()), &[])),
            Self::WeakPassword { reason } => Some(texts::text(language, &format!("password-{}", reason.code()), &[])),
            Self::NameUnsafe { reason } => Some(texts::text(language, &format!("name-unsafe-{}", reason.code()), &[])),
            Self::OtpRefused { tries_left } | Self::NotMeCodeRefused { tries_left } => {
                Some(texts::text(language, "tries-left", &[("count", Value::Count(u64::from(*tries_left)))]))
            }
            Self::SignInDelayed { retry_after }
            | Self::SmsLimit { retry_after }
            | Self::HardwareTokenDelayed { retry_after }
            | Self::Maintenance { retry_after } => {
                Some(texts::text(language, "wait", &[("count", Value::Count(retry_after.as_secs()))]))
            }
            Self::DraftBlocked { finding, .. } | Self::DraftWarned { finding, .. } => {
                Some(texts::text(language, &format!("{}.body", finding.text_key()), &[]))
            }
            _ => None,
        };
        let body = texts::text(language, &format!("{key}.body"), &[]);
        Explanation {
            title: texts::text(language, &key, &[]),
            body: detail.map_or_else(|| body.clone(), |detail| format!("{body} {detail}")),
            action: texts::text(language, &format!("{key}.action"), &[]),
        }
    }
}

/// What a person reads about an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
}

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Offline => Self::Offline,
            HttpError::OutcomeUnknown => Self::OutcomeUnknown,
            HttpError::PinMismatch => Self::PinMismatch,
            HttpError::CertificateExpired => Self::CertificateExpired,
            HttpError::CertificateNotYetValid => Self::CertificateNotYetValid,
            HttpError::UnknownIssuer => Self::UnknownIssuer,
            HttpError::TlsFailed => Self::TlsFailed,
            HttpError::GatewayRefused => Self::GatewayRefused,
            HttpError::ReplyTooLarge => Self::ReplyTooLarge,
            HttpError::ReplyUnreadable => Self::ReplyUnreadable,
        }
    }
}

impl From<LinkError> for Error {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Connect(error) => error.into(),
            LinkError::NotOffered | LinkError::Broken => Self::Offline,
            LinkError::NotTheBank => Self::LinkNotProven,
            LinkError::FrameTooLarge => Self::ReplyTooLarge,
            LinkError::Unreadable => Self::ReplyUnreadable,
        }
    }
}

impl From<DeviceKeyError> for Error {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Busy { retry_after } => Self::KeysBusy { retry_after },
            DeviceKeyError::DeviceLocked => Self::PhoneLocked,
            DeviceKeyError::Invalidated => Self::KeysInvalidated,
            DeviceKeyError::Missing => Self::KeysMissing,
            DeviceKeyError::Unavailable => Self::KeysUnavailable,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged => Self::ProfileDamaged,
            StoreError::WrongKey => Self::ProfileKeyWrong,
            StoreError::FromTheFuture { found, known } => Self::ProfileFromTheFuture { found, known },
            StoreError::Busy => Self::ProfileInUse,
            StoreError::Full => Self::DiskFull,
            StoreError::Io => Self::DiskFailed,
            StoreError::Key(error) => error.into(),
        }
    }
}

impl From<EntropyError> for Error {
    fn from(_: EntropyError) -> Self {
        Self::NoRandomness
    }
}

impl From<crate::config::ConfigError> for Error {
    fn from(_: crate::config::ConfigError) -> Self {
        Self::ConfigInvalid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Error> {
        let wait = Duration::from_secs(5);
        vec![
            Error::Offline,
            Error::OutcomeUnknown,
            Error::PinMismatch,
            Error::CertificateExpired,
            Error::CertificateNotYetValid,
            Error::UnknownIssuer,
            Error::TlsFailed,
            Error::GatewayRefused,
            Error::ReplyTooLarge,
            Error::ReplyUnreadable,
            Error::BundleForged,
            Error::BundleExpired,
            Error::BundleRolledBack,
            Error::ProfileDamaged,
            Error::ProfileKeyWrong,
            Error::ProfileFromTheFuture { found: 9, known: 1 },
            Error::ProfileInUse,
            Error::DiskFull,
            Error::DiskFailed,
            Error::KeysBusy { retry_after: wait },
            Error::PhoneLocked,
            Error::KeysInvalidated,
            Error::KeysMissing,
            Error::KeysUnavailable,
            Error::NoRandomness,
            Error::ConfigInvalid,
            Error::SignInRefused,
            Error::SignInDelayed { retry_after: wait },
            Error::NotSignedIn,
            Error::SessionEnded,
            Error::Scope,
            Error::SmsAlreadySent,
            Error::OtpFormat,
            Error::OtpRefused { tries_left: 1 },
            Error::SmsLimit { retry_after: wait },
            Error::HardwareTokenMissing,
            Error::OldPhoneMissing,
            Error::ApprovalPending,
            Error::ScanNotGenuine,
            Error::ScanNotForYou,
            Error::BankingFlagged,
            Error::NumberInvalid,
            Error::NumberChangeClosed,
            Error::NotMeCodeRefused { tries_left: 1 },
            Error::DateFormat,
            Error::HardwareTokenRefused,
            Error::HardwareTokenDelayed { retry_after: wait },
            Error::EnrolmentClosed,
            Error::NoEnrolment,
            Error::WeakCode { reason: Weakness::Run },
            Error::WeakPassword { reason: password::Weakness::Common },
            Error::PasswordRefused,
            Error::CodeLength,
            Error::CodesDiffer,
            Error::BankNotProven,
            Error::ConfirmationRefused,
            Error::StatusForged,
            Error::StatusUnknown,
            Error::NoToken,
            Error::TokenPending,
            Error::TokenExists,
            Error::TokenLocked,
            Error::TokenSuspended,
            Error::TokenSuperseded,
            Error::StepUpRequired,
            Error::StepUpClosed,
            Error::TokenSetBack,
            Error::ProofRefused,
            Error::CodeUnchanged,
            Error::CodeChangeClosed,
            Error::CodeChangeUnknown,
            Error::CodeChangeInForce,
            Error::BiometricOff,
            Error::CodeFirst,
            Error::CodeNeeded,
            Error::OutsideTrustedPlace,
            Error::BiometricCancelled,
            Error::BiometricLockedOut,
            Error::BiometricInvalidated,
            Error::BiometricUnavailable,
            Error::NotMeClosed,
            Error::AmountInvalid,
            Error::OperationUnreadable,
            Error::OperationClosed,
            Error::OperationExpired,
            Error::OperationSuperseded,
            Error::OperationAnswered,
            Error::NameUnsafe { reason: Unsafe::Hidden },
            Error::ScanTooLarge,
            Error::ScanForged,
            Error::TypedIncomplete,
            Error::CallerNotProven,
            Error::CallerCheckExpired,
            Error::NotFound,
            Error::ApprovalRefused,
            Error::HeldByProbation { until_ms: 1 },
            Error::CardChanged,
            Error::LimitAboveCeiling,
            Error::ChangeInvalid,
            Error::CardNotUsable,
            Error::ReceiptForged,
            Error::LinkNotProven,
            Error::DraftBlocked { finding: safety::Kind::CardNumber, masked: String::new() },
            Error::DraftWarned { finding: safety::Kind::NationalId, masked: String::new() },
            Error::MessageUnderway,
            Error::DraftEmpty,
            Error::DraftTooLong,
            Error::AppTooOld,
            Error::Maintenance { retry_after: wait },
            Error::BankRefused { problem: String::new(), debug_id: String::new() },
            Error::BankFailed { debug_id: String::new() },
            Error::Closed,
            Error::Internal,
        ]
    }

    #[test]
    fn safe_5_every_error_is_explained_in_both_languages() {
        for error in all() {
            for language in Language::ALL {
                let told = error.explain(language);
                for part in [&told.title, &told.body, &told.action] {
                    assert!(!part.is_empty() && !part.starts_with('['), "{} in {language:?}: {part}", error.code());
                }
            }
        }
    }

    #[test]
    fn safe_4_a_weak_code_is_refused_with_the_reason_in_words() {
        for reason in Weakness::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("weak-{}", reason.code())), "{reason:?}");
            }
        }
        for reason in password::Weakness::ALL {
            for language in Language::ALL {
                assert!(texts::exists(language, &format!("password-{}", reason.code())), "{reason:?}");
            }
        }
        let told = Error::WeakCode { reason: Weakness::BirthDate }.explain(Language::Indonesian);
        assert!(told.body.ends_with("Itu tanggal lahir Anda."), "{}", told.body);
    }

    #[test]
    fn otp_12_a_certificate_that_is_not_valid_yet_asks_for_the_phones_date() {
        for (language, word) in [(Language::English, "date"), (Language::Indonesian, "tanggal")] {
            let told = Error::CertificateNotYetValid.explain(language);
            assert!(told.title.contains(word) && told.action.contains(word), "{told:?}");
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = all().iter().map(Error::code).collect();
        codes.sort_unstable();
        let before = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), before);
    }
}

//! Errors as the apps see them: one typed variant for each of the core's, and the words for a person.

use std::time::Duration;

use kunci_core::Error;
use kunci_domain::safety;
use kunci_domain::texts::Language;
use kunci_domain::unlock_code::Weakness;

/// Why an operation did not succeed; see [`kunci_core::Error`] for the meaning of each. No field holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum PhoneError {
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
        /// Milliseconds to wait.
        retry_after_ms: u64,
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
    /// Wrong user id or password.
    #[error("sign-in refused")]
    SignInRefused,
    /// Too many wrong passwords.
    #[error("sign-in has to wait")]
    SignInDelayed {
        /// Milliseconds to wait.
        retry_after_ms: u64,
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
        reason: WeakCodeReason,
    },
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
    /// The bank refused the proof of the Unlock Code.
    #[error("the proof was refused")]
    ProofRefused,
    /// "Not me" is not possible (any more).
    #[error("it is too late, or was said already")]
    NotMeClosed,
    /// Zero, negative, too large, or not of the currency's exponent.
    #[error("the amount is not valid")]
    AmountInvalid,
    /// The bank's bytes are not an operation for this phone.
    #[error("the operation cannot be shown")]
    OperationUnreadable,
    /// It has expired, or was answered already.
    #[error("the operation is closed")]
    OperationClosed,
    /// There is no such operation or card here.
    #[error("not found")]
    NotFound,
    /// The bank refused the proof of an approval.
    #[error("the approval was refused")]
    ApprovalRefused,
    /// The card has changed since it was read.
    #[error("the card has changed")]
    CardChanged,
    /// Over the bank's ceiling.
    #[error("the limit is above the bank's ceiling")]
    LimitAboveCeiling,
    /// The card is closed, or somebody else holds it.
    #[error("the card does not allow this")]
    CardNotUsable,
    /// A receipt that is not the bank's word on this command.
    #[error("the receipt is not genuine")]
    ReceiptForged,
    /// A new phone has to wait.
    #[error("held back while the phone is new")]
    HeldByProbation {
        /// Until then, milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// What answers on the live link does not hold the bank's key.
    #[error("the bank did not prove itself on the live link")]
    LinkNotProven,
    /// The draft holds a secret: it was not sent, nor kept.
    #[error("the draft holds a secret")]
    DraftBlocked {
        /// What was found: `card_number`, `pin` …
        finding: String,
        /// The draft with every finding masked.
        masked: String,
    },
    /// Nothing to send.
    #[error("the draft is empty")]
    DraftEmpty,
    /// Longer than the contract allows.
    #[error("the draft is too long")]
    DraftTooLong,
    /// The app must be updated.
    #[error("the app is too old")]
    AppTooOld,
    /// The bank is closed for work.
    #[error("the bank is closed for maintenance")]
    Maintenance {
        /// Milliseconds to wait.
        retry_after_ms: u64,
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
    /// The phone object was closed.
    #[error("closed")]
    Closed,
    /// A fault in this program; the step was stopped.
    #[error("internal fault")]
    Internal,
}

impl From<Error> for PhoneError {
    fn from(error: Error) -> Self {
        match error {
            Error::Offline => Self::Offline,
            Error::OutcomeUnknown => Self::OutcomeUnknown,
            Error::PinMismatch => Self::PinMismatch,
            Error::CertificateExpired => Self::CertificateExpired,
            Error::CertificateNotYetValid => Self::CertificateNotYetValid,
            Error::UnknownIssuer => Self::UnknownIssuer,
            Error::TlsFailed => Self::TlsFailed,
            Error::GatewayRefused => Self::GatewayRefused,
            Error::ReplyTooLarge => Self::ReplyTooLarge,
            Error::ReplyUnreadable => Self::ReplyUnreadable,
            Error::BundleForged => Self::BundleForged,
            Error::BundleExpired => Self::BundleExpired,
            Error::BundleRolledBack => Self::BundleRolledBack,
            Error::ProfileDamaged => Self::ProfileDamaged,
            Error::ProfileKeyWrong => Self::ProfileKeyWrong,
            Error::ProfileFromTheFuture { found, known } => Self::ProfileFromTheFuture { found, known },
            Error::ProfileInUse => Self::ProfileInUse,
            Error::DiskFull => Self::DiskFull,
            Error::DiskFailed => Self::DiskFailed,
            Error::KeysBusy { retry_after } => Self::KeysBusy { retry_after_ms: millis(retry_after) },
            Error::PhoneLocked => Self::PhoneLocked,
            Error::KeysInvalidated => Self::KeysInvalidated,
            Error::KeysMissing => Self::KeysMissing,
            Error::KeysUnavailable => Self::KeysUnavailable,
            Error::NoRandomness => Self::NoRandomness,
            Error::ConfigInvalid => Self::ConfigInvalid,
            Error::SignInRefused => Self::SignInRefused,
            Error::SignInDelayed { retry_after } => Self::SignInDelayed { retry_after_ms: millis(retry_after) },
            Error::NotSignedIn => Self::NotSignedIn,
            Error::SessionEnded => Self::SessionEnded,
            Error::Scope => Self::Scope,
            Error::SmsAlreadySent => Self::SmsAlreadySent,
            Error::OtpFormat => Self::OtpFormat,
            Error::OtpRefused { tries_left } => Self::OtpRefused { tries_left },
            Error::EnrolmentClosed => Self::EnrolmentClosed,
            Error::NoEnrolment => Self::NoEnrolment,
            Error::WeakCode { reason } => Self::WeakCode { reason: reason.into() },
            Error::CodeLength => Self::CodeLength,
            Error::CodesDiffer => Self::CodesDiffer,
            Error::BankNotProven => Self::BankNotProven,
            Error::ConfirmationRefused => Self::ConfirmationRefused,
            Error::StatusForged => Self::StatusForged,
            Error::StatusUnknown => Self::StatusUnknown,
            Error::NoToken => Self::NoToken,
            Error::TokenPending => Self::TokenPending,
            Error::TokenExists => Self::TokenExists,
            Error::TokenLocked => Self::TokenLocked,
            Error::TokenSuspended => Self::TokenSuspended,
            Error::TokenSuperseded => Self::TokenSuperseded,
            Error::ProofRefused => Self::ProofRefused,
            Error::NotMeClosed => Self::NotMeClosed,
            Error::AmountInvalid => Self::AmountInvalid,
            Error::OperationUnreadable => Self::OperationUnreadable,
            Error::OperationClosed => Self::OperationClosed,
            Error::NotFound => Self::NotFound,
            Error::ApprovalRefused => Self::ApprovalRefused,
            Error::CardChanged => Self::CardChanged,
            Error::LimitAboveCeiling => Self::LimitAboveCeiling,
            Error::CardNotUsable => Self::CardNotUsable,
            Error::ReceiptForged => Self::ReceiptForged,
            Error::HeldByProbation { until_ms } => Self::HeldByProbation { until_ms },
            Error::LinkNotProven => Self::LinkNotProven,
            Error::DraftBlocked { finding, masked } => {
                Self::DraftBlocked { finding: finding.code().to_owned(), masked }
            }
            Error::DraftEmpty => Self::DraftEmpty,
            Error::DraftTooLong => Self::DraftTooLong,
            Error::AppTooOld => Self::AppTooOld,
            Error::Maintenance { retry_after } => Self::Maintenance { retry_after_ms: millis(retry_after) },
            Error::BankRefused { problem, debug_id } => Self::BankRefused { problem, debug_id },
            Error::BankFailed { debug_id } => Self::BankFailed { debug_id },
            Error::Closed => Self::Closed,
            Error::Internal => Self::Internal,
            // A variant that this library does not know cannot come from the core it is built with.
            _ => Self::Internal,
        }
    }
}

impl From<PhoneError> for Error {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Offline => Self::Offline,
            PhoneError::OutcomeUnknown => Self::OutcomeUnknown,
            PhoneError::PinMismatch => Self::PinMismatch,
            PhoneError::CertificateExpired => Self::CertificateExpired,
            PhoneError::CertificateNotYetValid => Self::CertificateNotYetValid,
            PhoneError::UnknownIssuer => Self::UnknownIssuer,
            PhoneError::TlsFailed => Self::TlsFailed,
            PhoneError::GatewayRefused => Self::GatewayRefused,
            PhoneError::ReplyTooLarge => Self::ReplyTooLarge,
            PhoneError::ReplyUnreadable => Self::ReplyUnreadable,
            PhoneError::BundleForged => Self::BundleForged,
            PhoneError::BundleExpired => Self::BundleExpired,
            PhoneError::BundleRolledBack => Self::BundleRolledBack,
            PhoneError::ProfileDamaged => Self::ProfileDamaged,
            PhoneError::ProfileKeyWrong => Self::ProfileKeyWrong,
            PhoneError::ProfileFromTheFuture { found, known } => Self::ProfileFromTheFuture { found, known },
            PhoneError::ProfileInUse => Self::ProfileInUse,
            PhoneError::DiskFull => Self::DiskFull,
            PhoneError::DiskFailed => Self::DiskFailed,
            PhoneError::KeysBusy { retry_after_ms } => {
                Self::KeysBusy { retry_after: Duration::from_millis(retry_after_ms) }
            }
            PhoneError::PhoneLocked => Self::PhoneLocked,
            PhoneError::KeysInvalidated => Self::KeysInvalidated,
            PhoneError::KeysMissing => Self::KeysMissing,
            PhoneError::KeysUnavailable => Self::KeysUnavailable,
            PhoneError::NoRandomness => Self::NoRandomness,
            PhoneError::ConfigInvalid => Self::ConfigInvalid,
            PhoneError::SignInRefused => Self::SignInRefused,
            PhoneError::SignInDelayed { retry_after_ms } => {
                Self::SignInDelayed { retry_after: Duration::from_millis(retry_after_ms) }
            }
            PhoneError::NotSignedIn => Self::NotSignedIn,
            PhoneError::SessionEnded => Self::SessionEnded,
            PhoneError::Scope => Self::Scope,
            PhoneError::SmsAlreadySent => Self::SmsAlreadySent,
            PhoneError::OtpFormat => Self::OtpFormat,
            PhoneError::OtpRefused { tries_left } => Self::OtpRefused { tries_left },
            PhoneError::EnrolmentClosed => Self::EnrolmentClosed,
            PhoneError::NoEnrolment => Self::NoEnrolment,
            PhoneError::WeakCode { reason } => Self::WeakCode { reason: reason.into() },
            PhoneError::CodeLength => Self::CodeLength,
            PhoneError::CodesDiffer => Self::CodesDiffer,
            PhoneError::BankNotProven => Self::BankNotProven,
            PhoneError::ConfirmationRefused => Self::ConfirmationRefused,
            PhoneError::StatusForged => Self::StatusForged,
            PhoneError::StatusUnknown => Self::StatusUnknown,
            PhoneError::NoToken => Self::NoToken,
            PhoneError::TokenPending => Self::TokenPending,
            PhoneError::TokenExists => Self::TokenExists,
            PhoneError::TokenLocked => Self::TokenLocked,
            PhoneError::TokenSuspended => Self::TokenSuspended,
            PhoneError::TokenSuperseded => Self::TokenSuperseded,
            PhoneError::ProofRefused => Self::ProofRefused,
            PhoneError::NotMeClosed => Self::NotMeClosed,
            PhoneError::AmountInvalid => Self::AmountInvalid,
            PhoneError::OperationUnreadable => Self::OperationUnreadable,
            PhoneError::OperationClosed => Self::OperationClosed,
            PhoneError::NotFound => Self::NotFound,
            PhoneError::ApprovalRefused => Self::ApprovalRefused,
            PhoneError::CardChanged => Self::CardChanged,
            PhoneError::LimitAboveCeiling => Self::LimitAboveCeiling,
            PhoneError::CardNotUsable => Self::CardNotUsable,
            PhoneError::ReceiptForged => Self::ReceiptForged,
            PhoneError::HeldByProbation { until_ms } => Self::HeldByProbation { until_ms },
            PhoneError::LinkNotProven => Self::LinkNotProven,
            PhoneError::DraftBlocked { finding, masked } => match finding_kind(&finding) {
                Some(finding) => Self::DraftBlocked { finding, masked },
                None => Self::Internal,
            },
            PhoneError::DraftEmpty => Self::DraftEmpty,
            PhoneError::DraftTooLong => Self::DraftTooLong,
            PhoneError::AppTooOld => Self::AppTooOld,
            PhoneError::Maintenance { retry_after_ms } => {
                Self::Maintenance { retry_after: Duration::from_millis(retry_after_ms) }
            }
            PhoneError::BankRefused { problem, debug_id } => Self::BankRefused { problem, debug_id },
            PhoneError::BankFailed { debug_id } => Self::BankFailed { debug_id },
            PhoneError::Closed => Self::Closed,
            PhoneError::Internal => Self::Internal,
        }
    }
}

fn finding_kind(code: &str) -> Option<safety::Kind> {
    safety::Kind::ALL.into_iter().find(|kind| kind.code() == code)
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Why an Unlock Code is too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum WeakCodeReason {
    /// Not exactly six digits.
    Length,
    /// One or two different digits only.
    FewDigits,
    /// Up or down in equal steps.
    Run,
    /// Repeated, mirrored or doubled.
    Pattern,
    /// Among the commonest.
    Common,
    /// The customer's birth date.
    BirthDate,
    /// Part of the customer's phone number.
    PhoneNumber,
}

impl From<Weakness> for WeakCodeReason {
    fn from(reason: Weakness) -> Self {
        match reason {
            Weakness::Length => Self::Length,
            Weakness::FewDigits => Self::FewDigits,
            Weakness::Run => Self::Run,
            Weakness::Pattern => Self::Pattern,
            Weakness::Common => Self::Common,
            Weakness::BirthDate => Self::BirthDate,
            Weakness::PhoneNumber => Self::PhoneNumber,
        }
    }
}

impl From<WeakCodeReason> for Weakness {
    fn from(reason: WeakCodeReason) -> Self {
        match reason {
            WeakCodeReason::Length => Self::Length,
            WeakCodeReason::FewDigits => Self::FewDigits,
            WeakCodeReason::Run => Self::Run,
            WeakCodeReason::Pattern => Self::Pattern,
            WeakCodeReason::Common => Self::Common,
            WeakCodeReason::BirthDate => Self::BirthDate,
            WeakCodeReason::PhoneNumber => Self::PhoneNumber,
        }
    }
}

/// What a person reads about an error.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Explanation {
    /// What happened.
    pub title: String,
    /// What it means.
    pub body: String,
    /// What to do.
    pub action: String,
}

/// The error's name in journeys and `--json` output.
#[uniffi::export]
#[must_use]
pub fn error_code(error: PhoneError) -> String {
    Error::from(error).code().to_owned()
}

/// Title, meaning and next step, in the language of the tag (`id…`, else English).
#[uniffi::export]
#[must_use]
pub fn explain(error: PhoneError, language: String) -> Explanation {
    let told = Error::from(error).explain(Language::from_tag(&language));
    Explanation { title: told.title, body: told.body, action: told.action }
}

//! Refusals (RFC 9457 problem+json) with a closed list of codes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{B64, Bytes32};

/// A refusal as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:kunci:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short English title, for engineers.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// The code; see [`ProblemCode`].
    pub code: String,
    /// What happened here, for engineers. Never a secret.
    #[serde(default)]
    pub detail: String,
    /// Finds the bank's record of this refusal.
    #[serde(default)]
    pub debug_id: String,
    /// How long to wait, where the code says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
    /// Tries left for a one-time code, where the code says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// The bank's time in milliseconds since 1970 UTC, with `signature-stale`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank_time_ms: Option<i64>,
    /// The session's next login nonce, with `proof-refused` and `step-up-required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_nonce: Option<Bytes32>,
    /// Fresh bytes for another try, with `approval-refused`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<B64>,
    /// How the operation stands, with `operation-closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// When it will be possible, with `held-by-probation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why, with `password-weak`, `pin-weak`, `session-ended`, `dispute-refused`, `evidence-refused`, `file-refused` and `trip-refused`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal, $title:literal;)*) => {
        /// Every refusal of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            /// All of them, in the contract's order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The code as it travels.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $text,)* } }
            /// The HTTP status it comes with.
            #[must_use]
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status,)* } }
            /// Short English title.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $(Self::$name => $title,)* } }
            /// Reads a code; `None` if this contract does not have it.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> { match code { $($text => Some(Self::$name),)* _ => None } }
        }
    };
}

codes! {
    /// Not JSON, a wrong type, a missing member, bad base64, a bad key.
    Malformed = "malformed", 400, "The request cannot be read";
    /// A member that the contract does not have.
    UnknownField = "unknown-field", 400, "The request has an unknown member";
    /// Over a size or nesting limit.
    TooLarge = "too-large", 413, "The request is too large";
    /// No such path or id, or not the caller's.
    NotFound = "not-found", 404, "Not found";
    /// The request must be signed.
    SignatureMissing = "signature-missing", 401, "The request is not signed";
    /// The signature does not fit.
    SignatureInvalid = "signature-invalid", 401, "The signature does not fit";
    /// Outside its time; carries the bank's time.
    SignatureStale = "signature-stale", 401, "The signature is out of date";
    /// The nonce was seen before.
    RequestReplayed = "request-replayed", 401, "The request was seen before";
    /// Unknown, idle or expired session.
    SessionEnded = "session-ended", 401, "The session has ended";
    /// The session may not do this (yet).
    Scope = "scope", 403, "The session may not do this";
    /// Wrong user id or password: one answer for both.
    SignInRefused = "sign-in-refused", 401, "Sign-in refused";
    /// Too many wrong passwords.
    SignInDelayed = "sign-in-delayed", 429, "Sign-in has to wait";
    /// The idempotency key is missing.
    IdempotencyMissing = "idempotency-missing", 400, "Idempotency-Key is missing";
    /// The first call with this key has not finished.
    IdempotencyInFlight = "idempotency-in-flight", 409, "The first call is still running";
    /// The same key with another intent.
    IdempotencyMismatch = "idempotency-mismatch", 422, "The key was used for something else";
    /// One SMS OTP for each login session.
    SmsAlreadySent = "sms-already-sent", 409, "An SMS was already sent in this session";
    /// Too many SMS OTPs for this customer lately.
    SmsLimit = "sms-limit", 429, "Too many SMS were sent";
    /// Too many letters of this customer in 24 hours.
    LetterLimit = "letter-limit", 429, "Too many letters were written";
    /// The customer has asked for a call already.
    CallBackOpen = "call-back-open", 409, "A call is waited for already";
    /// As many conversations about a topic are open as the bank takes.
    ConversationLimit = "conversation-limit", 409, "Too many conversations are open";
    /// The bank does not offer this window, or not any more.
    CallBackWindow = "call-back-window", 409, "The bank cannot call then";
    /// Too many calls were asked for in 24 hours.
    CallBackLimit = "call-back-limit", 429, "Too many calls were asked for";
    /// The customer has no activated hardware token.
    HardwareTokenMissing = "hardware-token-missing", 409, "There is no activated hardware token";
    /// No phone of this customer has a token that works now, so that none can approve a new one.
    OldPhoneMissing = "old-phone-missing", 409, "No phone of the customer can approve";
    /// The old phone, or the website, has not decided yet.
    ApprovalPending = "approval-pending", 409, "The approval is outstanding";
    /// An operator has closed internet banking for this customer, on all devices.
    BankingFlagged = "banking-flagged", 403, "Internet banking is closed for this customer";
    /// The number is not E.164, or is registered already.
    NumberInvalid = "number-invalid", 422, "The phone number cannot be used";
    /// The number change is over.
    NumberChangeClosed = "number-change-closed", 410, "The number change is closed";
    /// Wrong SMS OTP.
    OtpRefused = "otp-refused", 403, "The one-time PIN is wrong";
    /// A date of birth in another form than `DD/MM/YYYY`.
    DateFormat = "date-format", 422, "The date is not DD/MM/YYYY";
    /// Date of birth, serial or code of a hardware token: one answer for every reason.
    HardwareTokenRefused = "hardware-token-refused", 403, "The hardware token was refused";
    /// Too many wrong tries with a hardware token.
    HardwareTokenDelayed = "hardware-token-delayed", 429, "The hardware token has to wait";
    /// Expired, used up or superseded.
    EnrolmentClosed = "enrolment-closed", 410, "The enrolment is closed";
    /// Device signature or knowledge MAC does not fit.
    ConfirmationRefused = "confirmation-refused", 403, "The confirmation does not fit";
    /// Login proof refused: one answer for every reason.
    ProofRefused = "proof-refused", 403, "The proof does not fit";
    /// Off the chain of logins: the customer steps up; carries the next login nonce.
    StepUpRequired = "step-up-required", 403, "Another proof is needed";
    /// No step-up is open in this session.
    StepUpClosed = "step-up-closed", 410, "The step-up is closed";
    /// The phone is as it was before the Unlock Code was changed.
    TokenRolledBack = "token-rolled-back", 409, "The phone was set back";
    /// Too many wrong Unlock Codes.
    TokenLocked = "token-locked", 403, "The token is locked";
    /// Superseded, removed, suspended or not yet active.
    TokenNotActive = "token-not-active", 403, "The token is not active";
    /// The new password is too easy to guess; carries `reason`.
    PasswordWeak = "password-weak", 422, "The password is too easy to guess";
    /// The PIN is too easy to guess; carries `reason`.
    PinWeak = "pin-weak", 422, "The PIN is too easy to guess";
    /// A travel notice that is not taken; carries `reason`.
    TripRefused = "trip-refused", 422, "The trip is not taken";
    /// Zero, negative, too large, wrong exponent or currency.
    AmountInvalid = "amount-invalid", 422, "The amount is invalid";
    /// Held back by probation; carries `until`.
    HeldByProbation = "held-by-probation", 403, "Held back by probation";
    /// Wrong proof of an approval; carries fresh bytes.
    ApprovalRefused = "approval-refused", 403, "The approval does not fit";
    /// A finger or face is not enough for this operation.
    CodeNeeded = "code-needed", 403, "The Unlock Code is needed";
    /// It cannot wait, and the customer wishes that nothing loosens at once here.
    OutsideTrustedPlace = "outside-trusted-place", 403, "Not possible outside a trusted place";
    /// Expired, rejected or superseded.
    OperationClosed = "operation-closed", 410, "The operation is closed";
    /// Expired, replaced or refused before.
    CodeChangeClosed = "code-change-closed", 410, "The code change is closed";
    /// Wrong proof of the old Unlock Code; carries the tries left.
    NotMeCodeRefused = "not-me-code-refused", 403, "The old Unlock Code does not fit";
    /// Too late, used already, or not offered.
    NotMeClosed = "not-me-closed", 403, "Not possible any more";
    /// `if-match` is missing.
    PreconditionMissing = "precondition-missing", 428, "If-Match is missing";
    /// The object has changed.
    PreconditionFailed = "precondition-failed", 412, "The object has changed";
    /// Over the bank's ceiling.
    LimitAboveCeiling = "limit-above-ceiling", 422, "The limit is above the ceiling";
    /// No such control, or a time that is over before it begins.
    ChangeInvalid = "change-invalid", 422, "The control cannot be set so";
    /// Closed, or held by somebody else.
    CardNotUsable = "card-not-usable", 409, "The card does not allow this";
    /// As many virtual cards as there can be.
    TooManyCards = "too-many-cards", 409, "There are as many virtual cards as there can be";
    /// A filter by amounts that are negative, in the wrong order or in a currency that no card has.
    AmountsInvalid = "amounts-invalid", 422, "The amounts are no range";
    /// A card's details were shown already, their time is over, or they are for another session.
    RevealClosed = "reveal-closed", 410, "The card's details are not shown any more";
    /// The payment cannot be disputed so; carries `reason`.
    DisputeRefused = "dispute-refused", 422, "The dispute cannot be taken so";
    /// A piece of evidence that is not taken; carries `reason`.
    EvidenceRefused = "evidence-refused", 422, "The evidence cannot be taken";
    /// A file of the chat that is not taken; carries `reason`.
    FileRefused = "file-refused", 422, "The file cannot be taken";
    /// The app is too old.
    ClientTooOld = "client-too-old", 426, "The app must be updated";
    /// The bank is closed for work.
    Maintenance = "maintenance", 503, "Maintenance";
    /// The bank failed.
    Internal = "internal", 500, "The bank failed";
}

impl Problem {
    /// A problem with the code's own status and title.
    #[must_use]
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:kunci:problem:{}", code.code()),
            title: code.title().to_owned(),
            status: code.status(),
            code: code.code().to_owned(),
            detail: detail.into(),
            debug_id: String::new(),
            retry_after_seconds: None,
            tries_left: None,
            bank_time_ms: None,
            login_nonce: None,
            operation: None,
            state: None,
            until: None,
            reason: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_has_an_error_status() {
        for &code in ProblemCode::ALL {
            assert_eq!(ProblemCode::parse(code.code()), Some(code));
            assert!((400..600).contains(&code.status()), "{code:?}");
        }
        assert_eq!(ProblemCode::parse("no-such-code"), None);
    }

    #[test]
    fn the_contract_page_lists_every_code() {
        let page = [
            include_str!("../../../docs/contract/handshake.md"),
            include_str!("../../../docs/contract/hardware-token.md"),
            include_str!("../../../docs/contract/operations.md"),
            include_str!("../../../docs/contract/phone-number.md"),
            include_str!("../../../docs/contract/cards.md"),
            include_str!("../../../docs/contract/disputes.md"),
            include_str!("../../../docs/contract/code-change.md"),
            include_str!("../../../docs/contract/direction.md"),
            include_str!("../../../docs/contract/clones.md"),
            include_str!("../../../docs/contract/written.md"),
            include_str!("../../../docs/contract/attachments.md"),
            include_str!("../../../docs/contract/call-backs.md"),
            include_str!("../../../docs/contract/link.md"),
        ]
        .concat();
        for &code in ProblemCode::ALL {
            assert!(page.contains(&format!("`{}`", code.code())), "{} is not in the contract", code.code());
        }
    }
}

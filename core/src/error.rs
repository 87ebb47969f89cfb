//! Every way an operation can end badly: what happened, and (through [`Error::explain`]) what to do.
//!
//! No variant carries a secret or another error's text: the apps show what is here.

mod explain;
mod from_ports;

use std::time::Duration;

use kunci_domain::attachments::AttachmentFault;
use kunci_domain::cards::dispute::DisputeBar;
use kunci_domain::cards::evidence::EvidenceFault;
use kunci_domain::cards::trip::TripFault;
use kunci_domain::money::AmountFault;
use kunci_domain::names::Unsafe;
use kunci_domain::outages::Service;
use kunci_domain::password;
use kunci_domain::safety;
use kunci_domain::unlock_code::Weakness;

pub use explain::Explanation;

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
    /// What was typed is no amount of the currency.
    #[error("what was typed is no amount: {}", reason.name())]
    AmountUnreadable {
        /// Why.
        reason: AmountFault,
    },
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
    /// There are as many virtual cards as a customer can have at one time.
    #[error("as many virtual cards as there can be")]
    TooManyCards,
    /// A filter by amounts that are negative, in the wrong order or in a currency that no card has.
    #[error("the amounts are no range")]
    AmountsInvalid,
    /// Days that are none, or in the wrong order.
    #[error("the days are no range")]
    DaysInvalid,
    /// A card's details were shown already, or their time is over.
    #[error("the card's details are not shown any more")]
    RevealClosed,
    /// A receipt that is not the bank's word on this command.
    #[error("the receipt is not genuine")]
    ReceiptForged,
    /// A travel notice that is not taken.
    #[error("the trip is not taken: {}", reason.name())]
    TripRefused {
        /// Why.
        reason: TripFault,
    },
    // Disputes
    /// The payment cannot be disputed so.
    #[error("the dispute cannot be taken: {}", reason.name())]
    DisputeRefused {
        /// Why.
        reason: DisputeBar,
    },
    /// A piece of evidence that is not taken.
    #[error("the evidence cannot be taken: {}", reason.name())]
    EvidenceRefused {
        /// Why.
        reason: EvidenceFault,
    },
    /// The dispute is on its way, and may be at the bank already: it cannot be changed any more.
    #[error("the dispute may be at the bank already")]
    DisputeUnderway,
    /// A document that is not the one of the bank's list.
    #[error("the document is not genuine")]
    DocumentForged,
    /// More drafts than the phone keeps.
    #[error("too many drafts of disputes")]
    DraftsFull,
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
    /// More would wait to be sent than a person writes while there is no link.
    #[error("too many messages wait to be sent")]
    OutboxFull,
    /// A file that is not taken into the chat.
    #[error("the file cannot be taken: {}", reason.name())]
    AttachmentRefused {
        /// Why.
        reason: AttachmentFault,
    },
    /// The bank has not asked for it: it is sent if the customer says so.
    #[error("the bank has not asked for a file")]
    AttachmentUnasked,
    /// What came is not the file that its message announced.
    #[error("the file is not the one that was announced")]
    AttachmentForged,
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
    /// The bank has told that this part of it is out.
    #[error("the bank's service {} is out", service.code())]
    ServiceDown {
        /// Which.
        service: Service,
        /// The bank expects it to be over then, milliseconds since 1970 UTC.
        until_ms: Option<i64>,
        /// The bank failed on the way: it may have done it all the same. Otherwise it refused, and did nothing.
        unsure: bool,
    },
    /// A complaint or letter of fewer or more characters than the contract allows.
    #[error("what was written is too short or too long")]
    WrittenText,
    /// Too many letters in 24 hours.
    #[error("too many letters were written")]
    LetterLimit {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The customer has asked for a call already.
    #[error("a call is waited for already")]
    CallBackOpen,
    /// As many conversations about a topic are open as the bank takes.
    #[error("too many conversations are open")]
    ConversationLimit,
    /// The bank does not offer this window, or not any more.
    #[error("the bank cannot call then")]
    CallBackWindow,
    /// Too many calls were asked for in 24 hours.
    #[error("too many calls were asked for")]
    CallBackLimit {
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
    /// The app is in the background ([`crate::Phone::pause`]); nothing was done.
    #[error("paused")]
    Paused,
    /// The phone object was closed.
    #[error("closed")]
    Closed,
    /// A fault in this program; the step was stopped.
    #[error("internal fault")]
    Internal,
}

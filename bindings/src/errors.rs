//! Errors as the apps see them, and the words for a person.
//!
//! The types are the core's own. `uniffi::remote` wants their definitions repeated, and what is repeated here is checked: a
//! variant or a field that is missing or different does not compile.

use std::time::Duration;

use kunci_domain::texts::Language;

pub use kunci_core::Error as PhoneError;
pub use kunci_domain::attachments::AttachmentFault;
pub use kunci_domain::cards::dispute::DisputeBar;
pub use kunci_domain::cards::evidence::EvidenceFault;
pub use kunci_domain::cards::trip::TripFault;
pub use kunci_domain::money::AmountFault;
pub use kunci_domain::names::Unsafe as UnsafeName;
pub use kunci_domain::outages::Service as BankService;
pub use kunci_domain::password::Weakness as WeakPasswordReason;
pub use kunci_domain::safety::Kind as FindingKind;
pub use kunci_domain::unlock_code::Weakness as WeakCodeReason;

/// Why an operation did not succeed; see [`kunci_core::Error`] for the meaning of each. No field holds a secret.
#[uniffi::remote(Error)]
pub enum PhoneError {
    /// No connection could be made: nothing was sent.
    Offline,
    /// The request may have arrived, the answer did not. Asking again is safe.
    OutcomeUnknown,
    /// The server's key is none of the pinned ones.
    PinMismatch,
    /// By this phone's date the certificate has expired.
    CertificateExpired,
    /// By this phone's date the certificate is not valid yet.
    CertificateNotYetValid,
    /// Captive portal, proxy or impostor.
    UnknownIssuer,
    /// The TLS handshake failed in another way.
    TlsFailed,
    /// The gateway could not open what was sealed, with a fresh key bundle neither.
    GatewayRefused,
    /// Over the contract's size.
    ReplyTooLarge,
    /// Not what the contract says.
    ReplyUnreadable,
    /// The key bundle is not signed by the pinned root or its signer.
    BundleForged,
    /// The newest key bundle offered is out of date.
    BundleExpired,
    /// The key bundle is older than one seen before.
    BundleRolledBack,
    /// The profile's file is damaged or cut short.
    ProfileDamaged,
    /// The phone's key does not open the profile.
    ProfileKeyWrong,
    /// Written by a newer version.
    ProfileFromTheFuture {
        /// The profile's schema version.
        found: u32,
        /// The newest one this build knows.
        known: u32,
    },
    /// Another process has the profile open.
    ProfileInUse,
    /// No room to save.
    DiskFull,
    /// The disk failed.
    DiskFailed,
    /// A passing fault of the key hardware.
    KeysBusy {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Keys cannot be used while the phone is locked.
    PhoneLocked,
    /// The keys can never be used again.
    KeysInvalidated,
    /// The hardware holds no such key.
    KeysMissing,
    /// The key hardware cannot be reached.
    KeysUnavailable,
    /// The system gives no randomness.
    NoRandomness,
    /// The bank's configuration cannot be used.
    ConfigInvalid,
    /// Wrong user id or password.
    SignInRefused,
    /// Too many wrong passwords.
    SignInDelayed {
        /// How long to wait.
        retry_after: Duration,
    },
    /// There is no session.
    NotSignedIn,
    /// The bank has ended the session.
    SessionEnded,
    /// The session may not do this yet: the token's proof is missing.
    Scope,
    /// One SMS for each sign-in.
    SmsAlreadySent,
    /// Not six digits.
    OtpFormat,
    /// Wrong one-time PIN.
    OtpRefused {
        /// Tries left.
        tries_left: u32,
    },
    /// Too many SMS lately.
    SmsLimit {
        /// How long to wait.
        retry_after: Duration,
    },
    /// No hardware token is activated.
    HardwareTokenMissing,
    /// No other phone of the customer has a token that works now: none can approve this one.
    OldPhoneMissing,
    /// The old phone, or the website, has not decided yet. Asking again is fine.
    ApprovalPending,
    /// The scanned text is not the bank's.
    ScanNotGenuine,
    /// The scanned text is for another customer.
    ScanNotForYou,
    /// An operator has closed internet banking, on all devices.
    BankingFlagged,
    /// Not a full international number, or registered already.
    NumberInvalid,
    /// Expired, used up, cancelled or in force.
    NumberChangeClosed,
    /// Wrong old Unlock Code with "not me".
    NotMeCodeRefused {
        /// Tries left.
        tries_left: u32,
    },
    /// Not `DD/MM/YYYY`, or no date of the calendar.
    DateFormat,
    /// Date of birth, serial or code; which one is not said.
    HardwareTokenRefused,
    /// Too many wrong tries with a hardware token.
    HardwareTokenDelayed {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Expired, used up or superseded.
    EnrolmentClosed,
    /// Nothing to go on with.
    NoEnrolment,
    /// The Unlock Code is too easy to guess.
    WeakCode {
        /// Why.
        reason: WeakCodeReason,
    },
    /// The new password is too easy to guess.
    WeakPassword {
        /// Why.
        reason: WeakPasswordReason,
    },
    /// The old password is wrong.
    PasswordRefused,
    /// The Unlock Code typed has not six digits.
    CodeLength,
    /// The code was typed differently the second time.
    CodesDiffer,
    /// The bank's signature does not cover this phone's transcript.
    BankNotProven,
    /// The bank refused the confirmation.
    ConfirmationRefused,
    /// A token status that is not the bank's word for this phone and question.
    StatusForged,
    /// A state that this version does not know.
    StatusUnknown,
    /// This phone has no token.
    NoToken,
    /// The enrolment is not finished.
    TokenPending,
    /// There is an active token on this phone already.
    TokenExists,
    /// Too many wrong codes.
    TokenLocked,
    /// The bank holds the token.
    TokenSuspended,
    /// Another phone took its place.
    TokenSuperseded,
    /// This phone is not as the bank saw it last: the customer shows by other means who she is.
    StepUpRequired,
    /// No step-up is open in this session: sign in again.
    StepUpClosed,
    /// The phone was set back to before a change of the Unlock Code.
    TokenSetBack,
    /// The bank refused the proof of the Unlock Code.
    ProofRefused,
    /// The new Unlock Code is the old one.
    CodeUnchanged,
    /// The bank has closed this change of the Unlock Code: the old code holds.
    CodeChangeClosed,
    /// The last answer about a code change was lost.
    CodeChangeUnknown,
    /// An earlier change of the Unlock Code has taken effect.
    CodeChangeInForce,
    /// Finger or face is not switched on.
    BiometricOff,
    /// The Unlock Code must be typed first.
    CodeFirst,
    /// A finger or face is not enough: this takes the customer's own protection away.
    CodeNeeded,
    /// It cannot wait, and the customer wishes that nothing loosens at once outside trusted places.
    OutsideTrustedPlace,
    /// The customer did not want to, or the prompt is no longer open.
    BiometricCancelled,
    /// Too many fingers that do not fit.
    BiometricLockedOut,
    /// A finger or face was added on the phone: it is off now.
    BiometricInvalidated,
    /// No sensor, or it cannot be reached.
    BiometricUnavailable,
    /// "Not me" is not possible (any more).
    NotMeClosed,
    /// Zero, negative, too large, or not of the currency's exponent.
    AmountInvalid,
    /// What was typed is no amount of the currency.
    AmountUnreadable {
        /// Why.
        reason: AmountFault,
    },
    /// The bank's bytes are not an operation for this phone.
    OperationUnreadable,
    /// It has expired, or was answered already.
    OperationClosed,
    /// Nobody answered it in time.
    OperationExpired,
    /// Cancelled by the one who asked, or what it spoke of has changed.
    OperationSuperseded,
    /// It was answered before, perhaps elsewhere.
    OperationAnswered,
    /// A name that could be taken for another.
    NameUnsafe {
        /// Why.
        reason: UnsafeName,
    },
    /// A scanned text over 4 kB.
    ScanTooLarge,
    /// A scanned text that poses as the bank's.
    ScanForged,
    /// Not everything was typed that an approval by typing needs, or not in its form.
    TypedIncomplete,
    /// The caller did not prove to be the bank.
    CallerNotProven,
    /// The challenge for the caller is over.
    CallerCheckExpired,
    /// There is no such operation or card here.
    NotFound,
    /// The bank refused the proof of an approval.
    ApprovalRefused,
    /// The card has changed since it was read.
    CardChanged,
    /// Over the bank's ceiling.
    LimitAboveCeiling,
    /// A control that the card does not have, or a time that is over before the change would begin.
    ChangeInvalid,
    /// The card is closed, or somebody else holds it.
    CardNotUsable,
    /// There are as many virtual cards as a customer can have at one time.
    TooManyCards,
    /// A filter by amounts that are negative, in the wrong order or in a currency that no card has.
    AmountsInvalid,
    /// Days that are none, or in the wrong order.
    DaysInvalid,
    /// A card's details were shown already, or their time is over.
    RevealClosed,
    /// A receipt that is not the bank's word on this command.
    ReceiptForged,
    /// A travel notice that is not taken.
    TripRefused {
        /// Why.
        reason: TripFault,
    },
    /// The payment cannot be disputed so.
    DisputeRefused {
        /// Why.
        reason: DisputeBar,
    },
    /// A piece of evidence that is not taken.
    EvidenceRefused {
        /// Why.
        reason: EvidenceFault,
    },
    /// The dispute is on its way, and may be at the bank already: it cannot be changed any more.
    DisputeUnderway,
    /// A document that is not the one of the bank's list.
    DocumentForged,
    /// More drafts than the phone keeps.
    DraftsFull,
    /// A new phone has to wait.
    HeldByProbation {
        /// Until then, milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// What answers on the live link does not hold the bank's key.
    LinkNotProven,
    /// The draft holds a secret: it was not sent, nor kept.
    DraftBlocked {
        /// What was found.
        finding: FindingKind,
        /// The draft with every finding masked.
        masked: String,
    },
    /// The draft holds what the bank does not need: it is sent if the customer says so.
    DraftWarned {
        /// What was found.
        finding: FindingKind,
        /// The draft with every finding masked.
        masked: String,
    },
    /// It may be at the bank already: it cannot be taken back.
    MessageUnderway,
    /// Nothing to send.
    DraftEmpty,
    /// Longer than the contract allows.
    DraftTooLong,
    /// More would wait to be sent than a person writes while there is no link.
    OutboxFull,
    /// A file that is not taken into the chat.
    AttachmentRefused {
        /// Why.
        reason: AttachmentFault,
    },
    /// The bank has not asked for it: it is sent if the customer says so.
    AttachmentUnasked,
    /// What came is not the file that its message announced.
    AttachmentForged,
    /// The app must be updated.
    AppTooOld,
    /// The bank is closed for work.
    Maintenance {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The bank has told that this part of it is out.
    ServiceDown {
        /// Which.
        service: BankService,
        /// The bank expects it to be over then, milliseconds since 1970 UTC.
        until_ms: Option<i64>,
        /// The bank failed on the way: it may have done it all the same. Otherwise it refused, and did nothing.
        unsure: bool,
    },
    /// A complaint or letter of fewer or more characters than the contract allows.
    WrittenText,
    /// Too many letters in 24 hours.
    LetterLimit {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The customer has asked for a call already.
    CallBackOpen,
    /// As many conversations about a topic are open as the bank takes: one of them is to be ended first.
    ConversationLimit,
    /// The bank does not offer this window, or not any more.
    CallBackWindow,
    /// Too many calls were asked for in 24 hours.
    CallBackLimit {
        /// How long to wait.
        retry_after: Duration,
    },
    /// Any refusal without a variant of its own.
    BankRefused {
        /// The contract's code, or the status class.
        problem: String,
        /// Finds the bank's record.
        debug_id: String,
    },
    /// A fault at the bank.
    BankFailed {
        /// Finds the bank's record.
        debug_id: String,
    },
    /// The app is in the background; nothing was done.
    Paused,
    /// The phone object was closed.
    Closed,
    /// A fault in this program; the step was stopped.
    Internal,
}

/// Why an Unlock Code is too easy to guess.
#[uniffi::remote(Enum)]
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

/// Why a password is too easy to guess.
#[uniffi::remote(Enum)]
pub enum WeakPasswordReason {
    /// Fewer characters than the bank asks for.
    Short,
    /// More characters than the bank takes.
    Long,
    /// A character that no keyboard types.
    Control,
    /// Built of the user id, name, birth date or phone number.
    Personal,
    /// Built of common passwords and words.
    Common,
    /// Built of neighbouring keys, the alphabet or counting.
    Run,
    /// A few characters again and again.
    Repeated,
}

/// A part of the bank that can be out by itself.
#[uniffi::remote(Enum)]
pub enum BankService {
    /// Opening sessions.
    SignIn,
    /// Registering a phone, and what is changed about its security.
    Registration,
    /// Transfers, payees and everything else that the token approves.
    Approvals,
    /// Cards and their controls.
    Cards,
    /// Payments with cards, why one was declined, disputes about them, and statements.
    Transactions,
    /// The chat.
    Chat,
    /// Short messages.
    Sms,
    /// The telephone.
    PhoneLine,
}

/// Why a dispute is not taken.
#[uniffi::remote(Enum)]
pub enum DisputeBar {
    /// Nothing was charged, or all of it was given back.
    NothingCharged,
    /// The payment is too old.
    TooLate,
    /// There is one about this payment that is not over.
    OpenAlready,
    /// The reason does not go with such a payment.
    ReasonUnfit,
    /// What the reason needs is not there.
    EvidenceMissing,
    /// Too many pieces, or one of them twice.
    EvidenceTooMuch,
    /// A piece that the bank does not have (any more).
    EvidenceUnknown,
    /// No words, or too many.
    Statement,
    /// It is over, or nothing was asked for.
    State,
}

/// Why what was typed is no amount.
#[uniffi::remote(Enum)]
pub enum AmountFault {
    /// Not digits with the separators of the language.
    Form,
    /// More digits behind the point than the currency has.
    Decimals,
    /// Another currency stands before it.
    OtherCurrency,
    /// More than can be written down.
    Size,
}

/// Why a trip is not taken.
#[uniffi::remote(Enum)]
pub enum TripFault {
    /// It has begun already, or is over.
    Past,
    /// It ends before it begins.
    EndsBefore,
    /// It is longer than the bank allows.
    TooLong,
    /// It begins in more than a year.
    TooFar,
    /// No country, or too many.
    Countries,
    /// What is no country.
    UnknownCountry,
    /// The card's own country, where nobody travels to.
    Home,
    /// What is no date.
    Date,
    /// The card has as many trips as it may.
    TooMany,
}

/// Why a piece of evidence is not taken.
#[uniffi::remote(Enum)]
pub enum EvidenceFault {
    /// Nothing is in it.
    Empty,
    /// Too large.
    TooLarge,
    /// None of the forms that are taken.
    UnknownForm,
    /// It ends before it should, or goes on after.
    Damaged,
    /// A paper that holds a program, another file, or is encrypted.
    Active,
    /// Words with characters that show nothing or turn the direction.
    Hidden,
}

/// Why a file is not taken into the chat.
#[uniffi::remote(Enum)]
pub enum AttachmentFault {
    /// Nothing is in it.
    Empty,
    /// Too large.
    TooLarge,
    /// None of the forms that are taken.
    UnknownForm,
    /// A photograph in a form of Apple's that the bank cannot open.
    Heic,
    /// It ends before it should, or goes on after.
    Damaged,
    /// A paper that holds a program, another file, or is encrypted.
    Active,
    /// No name, one that is too long, or with characters that show nothing.
    Name,
    /// Its name claims another form than its bytes have.
    OtherForm,
    /// The bank has as many files without a message as it takes.
    TooMany,
    /// What arrived is not what was announced.
    Changed,
}

/// Why a name is not shown.
#[uniffi::remote(Enum)]
pub enum UnsafeName {
    /// Empty or too long.
    Length,
    /// Characters that show nothing or turn the direction.
    Hidden,
    /// Letters of several alphabets.
    MixedScripts,
    /// Letters or digits that are drawn like plain ones.
    LookAlike,
    /// Marks piled up on one letter, or struck through it.
    Marks,
}

/// What must not go through the chat.
#[uniffi::remote(Enum)]
pub enum FindingKind {
    /// A payment card's number.
    CardNumber,
    /// The card's verification value.
    Cvv,
    /// A PIN.
    Pin,
    /// A one-time PIN.
    Otp,
    /// A password.
    Password,
    /// The Unlock Code of the token.
    UnlockCode,
    /// The number of an account.
    AccountNumber,
    /// The national identity number (NIK).
    NationalId,
    /// A date of birth.
    BirthDate,
    /// Somebody asks for one of the above.
    AsksSecret,
    /// Money is to be moved to a "safe" account.
    SafeAccount,
    /// Somebody asks for money.
    MoneyRequest,
    /// An address that poses as the bank's.
    LookalikeLink,
    /// Somebody says that he speaks for the bank or an authority.
    Impersonation,
    /// Haste, a threat, or "tell nobody".
    Urgency,
    /// An address outside the bank's own domain.
    Link,
    /// Words of banking, misspelt.
    PoorSpelling,
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

impl From<kunci_core::Explanation> for Explanation {
    fn from(told: kunci_core::Explanation) -> Self {
        let kunci_core::Explanation { title, body, action } = told;
        Self { title, body, action }
    }
}

/// The error's name in journeys and `--json` output.
#[uniffi::export]
#[must_use]
pub fn error_code(error: PhoneError) -> String {
    error.code().to_owned()
}

/// Title, meaning and next step, in the language of the tag (`id…`, else English).
#[uniffi::export]
#[must_use]
pub fn explain(error: PhoneError, language: String) -> Explanation {
    error.explain(Language::from_tag(&language)).into()
}

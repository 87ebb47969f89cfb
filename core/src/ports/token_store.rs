use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::WrapParams;
pub use kunci_domain::cards::commands::{CommandAction, CommandState};
use kunci_domain::written::Way;
use uuid::Uuid;

/// The *token* database: the one record of this phone's token, the highest key bundle seen, the last bank time.
///
/// Encrypted under a raw key that hardware wraps; needs no user authentication, so that removing the screen lock never loses
/// a token. Every method is one durable transaction: after `Ok` the change survives a power cut, after `Err` nothing changed.
/// Reading changes no byte on disk (a wrong Unlock Code must leave no trace).
pub trait TokenStore: Send + Sync {
    /// Until what this returns is dropped, what was read from the database may stay in memory, also between one transaction and the next;
    /// then it is wiped. For one operation, which reads and writes several times. Nothing is locked between the transactions.
    #[must_use]
    fn hold(&self) -> Box<dyn Send> {
        Box::new(())
    }
    /// Closes the database even if it is held, and wipes what was read of it; its next use opens it.
    fn rest(&self) {}
    /// The token, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    fn token(&self) -> Result<Option<TokenRecord>, StoreError>;
    /// Puts `record` in place of any other.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_token(&self, record: &TokenRecord) -> Result<(), StoreError>;
    /// Removes the token record.
    ///
    /// # Errors
    /// [`StoreError`].
    fn remove_token(&self) -> Result<(), StoreError>;
    /// The newest key bundle accepted.
    ///
    /// # Errors
    /// [`StoreError`].
    fn bundle(&self) -> Result<Option<BundleRecord>, StoreError>;
    /// Puts `record` in place of any other.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_bundle(&self, record: &BundleRecord) -> Result<(), StoreError>;
    /// The last authenticated bank time.
    ///
    /// # Errors
    /// [`StoreError`].
    fn time_anchor(&self) -> Result<Option<TimeAnchor>, StoreError>;
    /// Puts `anchor` in place of any other.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_time_anchor(&self, anchor: &TimeAnchor) -> Result<(), StoreError>;
    /// The bank's newest word on its services: a compact JWS, verified again whenever it is loaded.
    ///
    /// # Errors
    /// [`StoreError`].
    fn service_status(&self) -> Result<Option<String>, StoreError>;
    /// Puts `signed` in place of any other.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_service_status(&self, signed: &str) -> Result<(), StoreError>;
    /// The customer's cards as last listed: enough to freeze one without a session.
    ///
    /// # Errors
    /// [`StoreError`].
    fn cards(&self) -> Result<Vec<CardRef>, StoreError>;
    /// Puts `cards` in place of all others.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_cards(&self, cards: &[CardRef]) -> Result<(), StoreError>;
    /// The commands kept, in the order in which they were written down first.
    ///
    /// # Errors
    /// [`StoreError`].
    fn commands(&self) -> Result<Vec<CommandRecord>, StoreError>;
    /// Those whose outcome is still to come, and the one with the id `and` however it stands; in the same order. A customer has few of
    /// them, and over the years many commands.
    ///
    /// # Errors
    /// [`StoreError`].
    fn open_commands(&self, and: Option<Uuid>) -> Result<Vec<CommandRecord>, StoreError> {
        let mut all = self.commands()?;
        all.retain(|kept| kept.state.is_open() || Some(kept.command_id) == and);
        Ok(all)
    }
    /// Puts a command that was never put before after all others.
    ///
    /// # Errors
    /// [`StoreError`].
    fn add_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.put_command(command)
    }
    /// Puts `command` in place of the one with its id, in its place of the order; a new one comes last.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_command(&self, command: &CommandRecord) -> Result<(), StoreError>;
    /// Removes the command with the id of `command`, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    fn remove_command(&self, command: &CommandRecord) -> Result<(), StoreError>;
    /// The drafts of disputes, in the order in which they were begun.
    ///
    /// # Errors
    /// [`StoreError`].
    fn dispute_drafts(&self) -> Result<Vec<DraftRecord>, StoreError>;
    /// Puts `draft` in place of the one with its id, in its place of the order; a new one comes last.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError>;
    /// Removes the draft with the id of `draft`, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    fn remove_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError>;
    /// What was typed to the bank and not sent, in the order in which it was begun.
    ///
    /// # Errors
    /// [`StoreError`].
    fn unsent(&self) -> Result<Vec<UnsentRecord>, StoreError>;
    /// Puts `typed` in place of what its customer typed the same way; there is one of each.
    ///
    /// # Errors
    /// [`StoreError`].
    fn put_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError>;
    /// Removes what the customer of `typed` typed the same way, if there is something.
    ///
    /// # Errors
    /// [`StoreError`].
    fn remove_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError>;
}

/// A card by name. No number, no limit, no hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRef {
    /// Its id.
    pub card_id: Uuid,
    /// Last four digits.
    pub ending: String,
    /// As the customer knows it.
    pub name: String,
}

/// A card command: on disk before it is first sent, sent again under the same id until the bank's receipt. Kept with the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandRecord {
    /// Its id and idempotency key.
    pub command_id: Uuid,
    /// Which card.
    pub card_id: Uuid,
    /// What.
    pub action: CommandAction,
    /// The customer's intent: the request's JSON, the same at every attempt. Holds no secret.
    pub intent: String,
    /// The card's version that it was made on, where that counts.
    pub version: Option<u64>,
    /// How it stands.
    pub state: CommandState,
    /// The bank's receipt (compact JWS), once confirmed.
    pub receipt: Option<String>,
    /// Bank time of the request, milliseconds since 1970 UTC.
    pub requested_ms: i64,
}

/// A dispute that the customer is writing, or has sent without an answer yet.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRecord {
    /// Its id, which is the idempotency key of its submission.
    pub draft_id: Uuid,
    /// What the customer wrote and attached, as JSON.
    pub draft: String,
}

/// What a customer writes to the bank is nobody else's.
impl std::fmt::Debug for DraftRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DraftRecord").field("draft_id", &self.draft_id).finish_non_exhaustive()
    }
}

/// A complaint or a letter that the customer is writing.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsentRecord {
    /// Who writes it.
    pub customer_id: Uuid,
    /// Which way it goes.
    pub way: Way,
    /// What it is about, by name; `None` before that is chosen.
    pub about: Option<String>,
    /// What was typed so far.
    pub text: String,
    /// Bank time of the last change, milliseconds since 1970 UTC.
    pub typed_ms: i64,
}

impl std::fmt::Debug for UnsentRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnsentRecord").field("way", &self.way).finish_non_exhaustive()
    }
}

/// Everything the phone keeps of its token. Nothing in it is computed from `K_know` except the wrapped key itself, which fits every code.
#[derive(Debug)]
pub struct TokenRecord {
    /// Where it stands.
    pub phase: Phase,
    /// Token id.
    pub token_id: Uuid,
    /// Binding epoch.
    pub epoch: u64,
    /// Whose token.
    pub customer_id: Uuid,
    /// Which pair of hardware aliases holds its keys.
    pub slot: Slot,
    /// RFC 7638 thumbprint of the device signing key.
    pub thumbprint: String,
    /// SHA-256 of the enrolment transcript.
    pub transcript_hash: [u8; 32],
    /// The bank's public half of `hw`, uncompressed SEC1.
    pub bank_agreement: [u8; 65],
    /// `K_know` under the Unlock Code.
    pub knowledge: WrappedKnowledge,
    /// Counts the knowledge keys; 1 at enrolment.
    pub generation: u64,
    /// The key of a code change whose end is not known yet, under the new Unlock Code.
    pub next: Option<NextKnowledge>,
    /// Biometrics, if they are on.
    pub biometric: Option<BiometricRecord>,
    /// Its place in the chain of its logins.
    pub chain: ChainRecord,
    /// The bank's signed status spoke of a newer knowledge key than this phone can have: it was set back to before a code change.
    pub set_back: bool,
    /// `K_freeze`: offline freeze codes.
    pub freeze_key: Secret<32>,
    /// `K_reverse`: proof of a calling bank.
    pub reverse_key: Secret<32>,
}

/// Where a stored token stands. The bank's signed status moves it, nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The confirmation was made; the bank's word on it is outstanding.
    Pending {
        /// Which enrolment to confirm.
        enrolment_id: Uuid,
        /// The same key for every attempt, so that a lost reply costs nothing.
        idempotency_key: Uuid,
    },
    /// The bank said so.
    Active,
    /// Too many wrong codes; the bank said so.
    Locked,
    /// Held by the bank.
    Suspended,
    /// Another phone took its place. What is left is for "not me", and is erased when the time for that is over.
    Superseded {
        /// The time for it ends then (bank time, milliseconds since 1970 UTC); `None` in a profile of before this was said.
        not_me_until_ms: Option<i64>,
        /// "Not me" was said under this key, and the bank's answer is outstanding.
        not_me_key: Option<Uuid>,
    },
}

/// One of two pairs of hardware aliases. A new enrolment uses the other pair, so an abandoned one is overwritten, never mixed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// First pair.
    A,
    /// Second pair.
    B,
}

impl Slot {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    /// Alias of the signing key.
    #[must_use]
    pub const fn signing_alias(self) -> &'static str {
        match self {
            Self::A => "kunci.token.a.sign",
            Self::B => "kunci.token.b.sign",
        }
    }

    /// Alias of the agreement key.
    #[must_use]
    pub const fn agreement_alias(self) -> &'static str {
        match self {
            Self::A => "kunci.token.a.agree",
            Self::B => "kunci.token.b.agree",
        }
    }
}

/// `salt ‖ (K_know ⊕ mask)`: no tag, no padding, no hint. Any code unwraps it to *some* key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrappedKnowledge {
    /// 32 fresh bytes of this wrap.
    pub salt: [u8; 32],
    /// The masked key.
    pub masked: [u8; 32],
    /// Cost of the password hash.
    pub params: WrapParams,
}

/// Random links that say which login of this token was the last. They fit every Unlock Code, and no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChainRecord {
    /// The one that the bank has as the newest; `None` before the first login.
    pub current: Option<[u8; 32]>,
    /// The next one: on disk before it is sent, the same until the bank's signed status says that the bank has it.
    pub next: Option<[u8; 32]>,
}

/// `K_bio` under the host's biometric key. Made in an exchange of its own: it says nothing about `K_know` or the Unlock Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BiometricRecord {
    /// The exchange that made it.
    pub change_id: Uuid,
    /// As the host wrapped it.
    pub wrapped: Vec<u8>,
    /// The bank's signed status named it.
    pub confirmed: bool,
    /// The phone's clocks when the Unlock Code was last proved: wall, milliseconds since 1970 UTC …
    pub code_wall_ms: i64,
    /// … and boot.
    pub code_boot_ms: i64,
}

/// A new `K_know` beside the present one, until the bank's signed status says which of them is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextKnowledge {
    /// Which code change made it.
    pub change_id: Uuid,
    /// The key, under the new Unlock Code.
    pub knowledge: WrappedKnowledge,
}

/// The newest key bundle accepted; its version is the floor for the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleRecord {
    /// First half of the version.
    pub epoch: u64,
    /// Second half.
    pub counter: u64,
    /// The reply body as received; it is verified again whenever it is loaded.
    pub reply: Vec<u8>,
}

/// The last authenticated bank time with what the phone's clocks said then. Milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeAnchor {
    /// The bank's time, since 1970 UTC.
    pub bank_ms: i64,
    /// The phone's wall clock, since 1970 UTC.
    pub wall_ms: i64,
    /// The phone's boot clock.
    pub boot_ms: i64,
    /// Which run of the phone that was, where the system names it.
    pub boot_id: Option<BootId>,
}

/// Names one run of the phone, from its start to the next.
pub type BootId = [u8; 16];

/// Why the store did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file is damaged or cut short.
    #[error("the profile is damaged")]
    Damaged,
    /// The key does not open the file.
    #[error("the profile's key does not fit")]
    WrongKey,
    /// Written by a newer version of the app.
    #[error("the profile was written by a newer version")]
    FromTheFuture {
        /// The profile's schema version.
        found: u32,
        /// The newest version this build knows.
        known: u32,
    },
    /// Another process has it open.
    #[error("the profile is in use")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk failed.
    #[error("the disk failed")]
    Io,
    /// The hardware that keeps the file's key did not answer.
    #[error("the profile's key: {0}")]
    Key(#[from] super::DeviceKeyError),
}

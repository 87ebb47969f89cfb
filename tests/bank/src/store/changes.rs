//! Code changes: records, and what can be asked of a transaction about them.

use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Which knowledge key a token uses.
#[derive(Clone)]
pub(crate) struct KeyState {
    /// Counts its knowledge keys.
    pub(crate) generation: u64,
    /// The change that made the present one.
    pub(crate) change: Option<Uuid>,
    /// The key before it, wrapped, until the phone says that it uses the present one.
    pub(crate) before: Option<Vec<u8>>,
    /// A proved change that can be committed until then.
    pub(crate) open: Option<(Uuid, i64)>,
    /// `K_bio`, wrapped, and the exchange that made it.
    pub(crate) biometric: Option<(Uuid, Vec<u8>)>,
}

impl Default for KeyState {
    fn default() -> Self {
        Self { generation: 1, change: None, before: None, open: None, biometric: None }
    }
}

/// How far a code change has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeStage {
    /// The bank's half is drawn.
    Offered,
    /// The old code was right; the new key waits for its commit.
    Proved,
    /// The new key is in force.
    Committed,
    /// Over without a new key.
    Closed,
}

impl ChangeStage {
    pub(crate) const ALL: [Self; 4] = [Self::Offered, Self::Proved, Self::Committed, Self::Closed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Proved => "proved",
            Self::Committed => "committed",
            Self::Closed => "closed",
        }
    }
}

/// What an exchange makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangePurpose {
    /// A new `K_know`.
    Code,
    /// A `K_bio`.
    Biometric,
}

impl ChangePurpose {
    pub(crate) const ALL: [Self; 2] = [Self::Code, Self::Biometric];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Biometric => "biometric",
        }
    }
}

/// A code change, or the exchange that switches biometrics on.
#[derive(Clone)]
pub(crate) struct KeyChange {
    pub(crate) id: Uuid,
    pub(crate) token: Uuid,
    pub(crate) customer: Uuid,
    pub(crate) session: Uuid,
    pub(crate) purpose: ChangePurpose,
    /// Of the new key; for a `K_bio`, of the present one.
    pub(crate) generation: u64,
    pub(crate) stage: ChangeStage,
    /// What the bank drew for it (a `ChangeOffer` as JSON), public.
    pub(crate) offer: String,
    /// The bank's private half, wrapped; until the proof.
    pub(crate) private_key: Option<Vec<u8>>,
    /// The new key, wrapped; until the commit.
    pub(crate) next: Option<Vec<u8>>,
    pub(crate) transcript_hash: Option<[u8; 32]>,
    pub(crate) expires_at: i64,
}

/// Code changes.
pub(crate) trait Changes {
    fn insert_change(&mut self, change: &KeyChange) -> Result<()>;
    fn change(&mut self, id: Uuid) -> Result<Option<KeyChange>>;
    /// Replaces everything that changes: stage, keys, hash.
    fn update_change(&mut self, change: &KeyChange) -> Result<()>;
    /// Ends every change of a token that is under way, and destroys its keys.
    fn close_changes(&mut self, token: Uuid) -> Result<()>;
    /// The same for all whose time is over.
    fn close_stale_changes(&mut self, now: i64) -> Result<()>;
    /// Puts a wrapped key in the place of the present one.
    fn set_token_know(&mut self, token: Uuid, know: &[u8]) -> Result<()>;
    fn set_key_state(&mut self, token: Uuid, state: &KeyState) -> Result<()>;
}

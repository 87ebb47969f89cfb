//! Chains of logins, and the step-ups of sessions.

use kunci_domain::clones::Chain;
use kunci_wire::sessions::StepUpMethod;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// How far a session's step-up has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepUpStage {
    /// The session owes it.
    Needed,
    /// A code is asked for.
    Asked,
    /// It was right: the next login by token goes through.
    Proved,
    /// Over without one.
    Closed,
}

impl StepUpStage {
    pub(crate) const ALL: [Self; 4] = [Self::Needed, Self::Asked, Self::Proved, Self::Closed];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Asked => "asked",
            Self::Proved => "proved",
            Self::Closed => "closed",
        }
    }
}

/// What a session owes, or has shown, beside password and phone.
#[derive(Clone)]
pub(crate) struct StepUp {
    pub(crate) session: Uuid,
    pub(crate) stage: StepUpStage,
    /// Chosen when it is asked for.
    pub(crate) method: Option<StepUpMethod>,
    /// Keyed digest of the SMS OTP; empty with a hardware token.
    pub(crate) otp_digest: Vec<u8>,
    pub(crate) expires_at: i64,
    pub(crate) tries_left: u32,
}

/// Chains and step-ups.
pub(crate) trait Chains {
    /// The empty one before a token's first login.
    fn chain(&mut self, token: Uuid) -> Result<Chain>;
    fn set_chain(&mut self, token: Uuid, chain: &Chain) -> Result<()>;
    fn step_up(&mut self, session: Uuid) -> Result<Option<StepUp>>;
    /// Puts it in the place of the session's other one.
    fn put_step_up(&mut self, step_up: &StepUp) -> Result<()>;
    fn remove_step_up(&mut self, session: Uuid) -> Result<()>;
}

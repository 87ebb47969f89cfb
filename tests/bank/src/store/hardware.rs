//! Hardware tokens, and failure counters that stand apart from all others.

use uuid::Uuid;

use crate::refusal::BankError;
use crate::throttle::Throttle;

type Result<T> = std::result::Result<T, BankError>;

/// The hash under a device's HMAC, as printed with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Sha1,
    Sha256,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 2] = [Self::Sha1, Self::Sha256];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }
}

/// A hardware token.
#[derive(Clone)]
pub(crate) struct HardwareToken {
    pub(crate) serial: String,
    pub(crate) customer: Uuid,
    pub(crate) algorithm: Algorithm,
    /// Wrapped.
    pub(crate) secret: Vec<u8>,
    pub(crate) activated_at: Option<i64>,
    /// Steps that its clock is ahead of the bank's.
    pub(crate) drift: i64,
    /// Highest step ever taken.
    pub(crate) highest_step: i64,
}

/// Hardware tokens and named throttles.
pub(crate) trait HardwareTokens {
    fn insert_hardware_token(&mut self, token: &HardwareToken) -> Result<()>;
    fn hardware_token(&mut self, serial: &str) -> Result<Option<HardwareToken>>;
    fn hardware_tokens_of(&mut self, customer: Uuid) -> Result<Vec<HardwareToken>>;
    fn activate_hardware_token(&mut self, serial: &str, at: i64) -> Result<()>;
    /// Compare-and-swap of the highest step taken; learns the drift with it.
    fn take_hardware_step(&mut self, serial: &str, highest: i64, step: i64, drift: i64) -> Result<bool>;
    /// The counter of this name; each name counts for itself.
    fn throttle(&mut self, customer: Uuid, name: &str) -> Result<Throttle>;
    fn set_throttle(&mut self, customer: Uuid, name: &str, throttle: Throttle) -> Result<()>;
}

//! What a screen may show of the token.

use crate::Error;
use crate::ports::{Phase, TokenRecord};

/// Where the token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenStage {
    /// No token on this phone.
    None,
    /// Enrolment not finished.
    Pending,
    /// Works.
    Active,
    /// Too many wrong codes.
    Locked,
    /// Held by the bank.
    Suspended,
    /// Another phone took its place.
    Superseded,
}

impl TokenStage {
    /// Its name in journeys and `--json` output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Suspended => "suspended",
            Self::Superseded => "superseded",
        }
    }
}

/// The token, without any secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenView {
    /// Where it stands.
    pub stage: TokenStage,
    /// Its id, if there is one.
    pub token_id: Option<String>,
    /// Its binding epoch; 0 without a token.
    pub epoch: u64,
    /// Counts its Unlock Codes; 1 at enrolment, 0 without a token.
    pub generation: u64,
    /// A change of the Unlock Code whose end the bank has not told yet: without network the old code holds.
    pub code_change_open: bool,
    /// A finger or face serves beside the Unlock Code.
    pub biometric: bool,
    /// This phone was set back to before a change of the Unlock Code: it makes no code that the bank takes. The way out is a new
    /// registration, which is possible although the stage is active.
    pub set_back: bool,
}

impl TokenView {
    pub(crate) const fn none() -> Self {
        Self {
            stage: TokenStage::None,
            token_id: None,
            epoch: 0,
            generation: 0,
            code_change_open: false,
            biometric: false,
            set_back: false,
        }
    }

    pub(crate) fn of(record: &TokenRecord) -> Self {
        let stage = match record.phase {
            Phase::Pending { .. } => TokenStage::Pending,
            Phase::Active => TokenStage::Active,
            Phase::Locked => TokenStage::Locked,
            Phase::Suspended => TokenStage::Suspended,
            Phase::Superseded { .. } => TokenStage::Superseded,
        };
        Self {
            stage,
            token_id: Some(record.token_id.to_string()),
            epoch: record.epoch,
            generation: record.generation,
            code_change_open: record.next.is_some(),
            biometric: record.has_biometrics(),
            set_back: record.set_back,
        }
    }
}

/// The record, if the phone in the hand is the customer's: enough for what tightens, also while the token is locked or suspended.
pub(crate) fn possessed(record: Option<TokenRecord>) -> Result<TokenRecord, Error> {
    let record = record.ok_or(Error::NoToken)?;
    match record.phase {
        Phase::Active | Phase::Locked | Phase::Suspended => Ok(record),
        Phase::Pending { .. } => Err(Error::TokenPending),
        Phase::Superseded { .. } => Err(Error::TokenSuperseded),
    }
}

/// The record, if it may be used for codes and proofs now.
pub(crate) fn working(record: Option<TokenRecord>) -> Result<TokenRecord, Error> {
    let record = record.ok_or(Error::NoToken)?;
    match record.phase {
        Phase::Active if record.set_back => Err(Error::TokenSetBack),
        Phase::Active => Ok(record),
        Phase::Pending { .. } => Err(Error::TokenPending),
        Phase::Locked => Err(Error::TokenLocked),
        Phase::Suspended => Err(Error::TokenSuspended),
        Phase::Superseded { .. } => Err(Error::TokenSuperseded),
    }
}

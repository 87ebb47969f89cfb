//! `/v1/cards`; see `docs/contract/cards.md`.

use kunci_domain::cards::Card;
use serde::{Deserialize, Serialize};

use crate::B64;
use crate::operations::AmountRequest;

/// `GET /v1/cards`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardsReply {
    /// All cards of the customer.
    pub cards: Vec<Card>,
}

/// `POST …/freeze` and `POST …/unfreeze`: an empty object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {}

/// `POST …/limit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRequest {
    /// Which limit.
    pub limit: LimitName,
    /// Its new value.
    pub amount: AmountRequest,
}

/// The limits so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitName {
    /// Most for one payment.
    PerTransaction,
}

impl LimitName {
    /// As it travels and as it stands in an operation's bytes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerTransaction => "per-transaction",
        }
    }
}

/// The answer to a control command: a receipt when it is done, an operation when it must be approved first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandReply {
    /// [`crate::signed::CardReceipt`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Canonical bytes, label `kunci/operation/1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<B64>,
}

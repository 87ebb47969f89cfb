//! `/v1/operations` and `/v1/token/not-me`; see `docs/contract/operations.md`.

use jiff::Timestamp;
use kunci_domain::money::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32};

/// `POST /v1/operations/transfers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferRequest {
    /// As the customer knows the payee.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account, 6 to 20 digits.
    pub account: String,
    /// How much.
    pub amount: AmountRequest,
    /// At most 140 characters.
    pub note: String,
}

/// `POST /v1/operations/payees`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayeeRequest {
    /// As the customer knows the payee.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account, 6 to 20 digits.
    pub account: String,
}

/// `POST /v1/operations/profile`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// What is to change.
    pub field: ProfileField,
    /// Its new value, at most 140 characters.
    pub new: String,
}

/// What of a customer's data an operation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProfileField {
    /// Where letters go.
    Address,
    /// Where mail goes.
    Email,
}

impl ProfileField {
    /// As it travels and as it stands in an operation's bytes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Email => "email",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Address, Self::Email].into_iter().find(|field| field.as_str() == text)
    }
}

/// An amount as asked: not yet a [`Money`], so that a wrong one is refused as `amount-invalid`, not as unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmountRequest {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217 letters.
    pub currency: String,
    /// Must be the currency's own.
    pub exponent: u8,
}

impl AmountRequest {
    /// A positive amount, or `None`.
    #[must_use]
    pub fn positive(&self) -> Option<Money> {
        Money::new(self.minor, &self.currency, self.exponent).ok().filter(|money| money.minor() > 0)
    }
}

impl From<Money> for AmountRequest {
    fn from(money: Money) -> Self {
        Self { minor: money.minor(), currency: money.currency().to_owned(), exponent: money.exponent() }
    }
}

/// `201` or `202`: the bytes to show and approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OperationOffer {
    /// Canonical bytes, label `kunci/operation/1`.
    pub operation: B64,
}

/// `GET /v1/operations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OperationsReply {
    /// Newest first.
    pub operations: Vec<OperationState>,
}

/// How an operation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OperationState {
    /// Its id.
    pub operation_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// `pending`, `waiting`, `approved`, `completed`, `failed`, `rejected`, `expired`, `superseded`. A string, so that a state of the future is told apart from garbage.
    pub state: String,
    /// The bytes while it is pending or waiting.
    #[serde(default)]
    pub operation: Option<B64>,
    /// The bank's reference, once approved.
    #[serde(default)]
    pub reference: Option<String>,
    /// Settled at the latest then, once approved.
    #[serde(default)]
    pub deadline: Option<Timestamp>,
    /// Approved, and takes effect then; until then it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_at: Option<Timestamp>,
    /// When it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// Where it was answered: `phone`, `qr`, `typed`, `website`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// [`crate::signed::CardReceipt`], where the operation changed a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// `POST /v1/operations/{id}/approval`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalRequest {
    /// [`crate::signed::Approval`] signed by the device key.
    pub approval: String,
}

/// `POST /v1/operations/{id}/rejection`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RejectionRequest {
    /// Why.
    pub reason: RejectReason,
}

/// Why an operation is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RejectReason {
    /// The customer changed their mind.
    Mistake,
    /// The customer did not ask for it: a fraud case.
    NotMe,
}

/// `POST /v1/token/not-me`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotMeRequest {
    /// The replaced token.
    pub token_id: Uuid,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
    /// HMAC-SHA256 under the replaced token's use key `kunci/use/not-me`: with it the new token is suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mac: Option<Bytes32>,
}

/// `200` of [`NotMeRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotMeReply {
    /// [`crate::signed::TokenStatus`] of the replaced token.
    pub status: String,
    /// The new token's probation lasts until then.
    pub probation_until: Timestamp,
    /// The new token is suspended.
    #[serde(default)]
    pub suspended: bool,
}

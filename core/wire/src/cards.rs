//! `/v1/cards`; see `docs/contract/cards.md`.

use kunci_domain::cards::change::Change;
use kunci_domain::cards::evaluate::Decision;
use kunci_domain::cards::place::{Channel, Country, Merchant};
use kunci_domain::cards::transaction::Transaction;
use kunci_domain::cards::{Card, Closing};
use kunci_domain::money::Money;
use serde::{Deserialize, Serialize};

use crate::B64;

/// `GET /v1/cards`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CardsReply {
    /// All cards of the customer.
    pub cards: Vec<Card>,
}

/// `POST …/freeze` and `POST …/unfreeze`: an empty object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {}

/// `GET /v1/cards/receipts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceiptsReply {
    /// The newest first, at most 200: [`crate::signed::CardReceipt`] each.
    pub receipts: Vec<String>,
}

/// `POST …/tighten` and `POST …/controls`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ControlsRequest {
    /// One after the other; what they do not name stays as it is.
    pub changes: Vec<Change>,
}

/// `POST …/preflight`: a payment that somebody thinks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreflightRequest {
    /// In the card's currency.
    pub amount: Money,
    /// How.
    pub channel: Channel,
    /// Where.
    pub country: Country,
    /// ISO 18245 code of the merchant.
    pub category: u16,
    /// To whom, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<Merchant>,
}

/// What would become of it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreflightReply {
    /// Every rule that was asked.
    pub decision: Decision,
}

/// `POST …/trial`: what these controls would have done to the last 90 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrialReply {
    /// How many payments that had passed were tried.
    pub tried: u32,
    /// How many of them would not have passed.
    pub stopped: u32,
    /// The newest of those first, at most 50; `decision` holds the rules that would have declined.
    pub transactions: Vec<Transaction>,
}

/// `POST …/cancel-raise`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelRaiseRequest {
    /// Of which limit.
    pub limit: String,
}

/// `POST …/block`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockRequest {
    /// `lost`, `stolen` or `compromised`; of a virtual card also `ended`: not wanted any more.
    pub reason: Closing,
}

/// `POST …/virtual-card`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VirtualCardRequest {
    /// What the customer calls it: 1 to 30 characters.
    pub name: String,
    /// The most in a calendar month; without it the bank's ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<Money>,
}

/// `POST …/pin`. Holds a PIN: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PinRequest {
    /// Six digits.
    pub pin: String,
}

/// `POST …/reveal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RevealRequest {
    /// A one-time P-256 key of the phone (65 bytes), to which the details are sealed.
    pub key: B64,
}

/// `POST /v1/operations/{id}/card-details`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CardDetailsReply {
    /// The bank's one-time key (65 bytes): `enc` of RFC 9180.
    pub enc: B64,
    /// HPKE (RFC 9180) of the digits.
    pub sealed: B64,
    /// They are to be off the screen by then.
    pub shown_until: jiff::Timestamp,
}

/// `info` of the HPKE of an operation's card details: they open for no other purpose and operation.
#[must_use]
pub fn details_info(operation: uuid::Uuid) -> Vec<u8> {
    [b"kunci/card-details/1", operation.as_bytes().as_slice()].concat()
}

/// The answer to a control command: a receipt when it is done, an operation when it must be approved first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommandReply {
    /// [`crate::signed::CardReceipt`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Canonical bytes, label `kunci/operation/1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<B64>,
}

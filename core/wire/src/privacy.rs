//! `/v1/privacy`; see `docs/contract/privacy.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `200` of `GET` and `POST /v1/privacy/consents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentsReply {
    /// All that the bank asks for.
    pub consents: Vec<ConsentItem>,
}

/// One consent, and how the customer stands to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentItem {
    /// Name of a [`kunci_domain::privacy::Consent`]; the phone leaves out what it does not know.
    pub kind: String,
    /// The version that is asked for now.
    pub version: u32,
    /// It cannot be taken back while the customer is one.
    pub required: bool,
    /// What the customer said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<ConsentSaid>,
}

/// A customer's word on a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConsentSaid {
    /// Yes, or no.
    pub given: bool,
    /// To this version.
    pub version: u32,
    /// Then, by the bank's clock.
    pub at: Timestamp,
}

/// `POST /v1/privacy/consents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// Which one.
    pub kind: String,
    /// The version that the customer was shown.
    pub version: u32,
    /// Yes, or no.
    pub given: bool,
}

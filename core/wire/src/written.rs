//! `/v1/complaints` and `/v1/letters`; see `docs/contract/written.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST /v1/complaints` and `POST /v1/letters`. All of it is the intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WrittenRequest {
    /// What it is about.
    pub kind: String,
    /// What the customer says: 10 to 2000 characters.
    pub text: String,
}

/// One complaint or letter: `201` of its `POST`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WrittenItem {
    /// By which the bank and the authorities find it.
    pub reference: String,
    /// What it is about.
    pub kind: String,
    /// As the customer wrote it.
    pub text: String,
    /// Filed at.
    pub filed: Timestamp,
    /// The bank answers by then.
    pub due: Timestamp,
    /// `received`, `in-work`, `extended` or `answered`.
    pub state: String,
    /// The bank's answer, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// `200` of `GET /v1/complaints` and `GET /v1/letters`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WrittenReply {
    /// Newest first.
    pub written: Vec<WrittenItem>,
    /// Cursor of the next page; none after the last.
    pub next: Option<String>,
}

//! `/v1/complaints`; see `docs/contract/complaints.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `POST /v1/complaints`. All of it is the intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComplaintRequest {
    /// What it is about.
    pub kind: String,
    /// What happened: 10 to 2000 characters.
    pub text: String,
}

/// One complaint: `201` of `POST /v1/complaints`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintItem {
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

/// `200` of `GET /v1/complaints`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintsReply {
    /// Newest first.
    pub complaints: Vec<ComplaintItem>,
    /// Cursor of the next page; none after the last.
    pub next: Option<String>,
}

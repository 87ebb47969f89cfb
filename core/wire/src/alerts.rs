//! `/v1/alerts`; see `docs/contract/alerts.md`.

use jiff::Timestamp;
use kunci_domain::alerts::Alert;
use serde::{Deserialize, Serialize};

/// `200` of `GET /v1/alerts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlertsReply {
    /// Newest first.
    pub alerts: Vec<AlertItem>,
    /// How many of all are unread, not only of this page.
    pub unread: u64,
    /// Cursor of the next page; none after the last.
    pub next: Option<String>,
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlertItem {
    /// Opaque.
    pub alert_id: String,
    /// When it happened.
    pub at: Timestamp,
    /// The kind; one that the phone does not know is shown as a message to update for.
    pub kind: String,
    /// Last digits of the card it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<String>,
    /// The wallet it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wallet: Option<String>,
    /// The customer has seen it.
    pub read: bool,
}

impl AlertItem {
    /// What happened; `None` for a kind of the future.
    #[must_use]
    pub fn alert(&self) -> Option<Alert> {
        let part = |value: &Option<String>| value.clone().unwrap_or_default();
        Alert::parse(&self.kind, &part(&self.ending), &part(&self.wallet))
    }
}

/// `POST /v1/alerts/read`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadAlertsRequest {
    /// This one and all before it are read.
    pub up_to: String,
}

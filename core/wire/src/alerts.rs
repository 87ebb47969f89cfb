//! `/v1/alerts`; see `docs/contract/alerts.md`.

use jiff::Timestamp;
use kunci_domain::alerts::{Alert, Details};
use kunci_domain::money::Money;
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
    /// How much, of a payment that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// By whom that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// The customer has seen it.
    pub read: bool,
}

impl AlertItem {
    /// What happened; `None` for a kind of the future.
    #[must_use]
    pub fn alert(&self) -> Option<Alert> {
        let details = Details {
            ending: self.ending.clone(),
            wallet: self.wallet.clone(),
            amount: self.amount,
            merchant: self.merchant.clone(),
        };
        Alert::parse(&self.kind, &details)
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

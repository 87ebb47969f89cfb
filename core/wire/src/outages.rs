//! `GET /v1/status`: what of the bank does not work; see `docs/contract/status.md`.

use jiff::Timestamp;
use kunci_domain::outages;
use serde::{Deserialize, Serialize};

/// `200` of `GET /v1/status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServicesReply {
    /// [`ServiceStatus`], signed.
    pub status: String,
}

/// The bank's word on its services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceStatus {
    /// Which bank.
    pub bank: String,
    /// The bank's time of signing.
    pub issued: Timestamp,
    /// At most [`OUTAGES`]; what is not here works.
    pub outages: Vec<OutageItem>,
}

/// One outage, or planned work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutageItem {
    /// The service; a phone leaves out those that it does not know.
    pub service: String,
    /// Since when, or from when on.
    pub since: Timestamp,
    /// Expected to be over then; absent: the bank cannot tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl OutageItem {
    /// The outage; `None` for a service of the future.
    #[must_use]
    pub fn outage(&self) -> Option<outages::Outage> {
        Some(outages::Outage {
            service: outages::Service::parse(&self.service)?,
            since_ms: self.since.as_millisecond(),
            until_ms: self.until.map(Timestamp::as_millisecond),
        })
    }
}

/// Most outages of a status.
pub const OUTAGES: usize = 32;

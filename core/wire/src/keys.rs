//! `GET /v1/keys`: the key bundle (see `docs/contract/handshake.md`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{B64, Jwk};

/// What the bank answers: two compact JWS.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeysReply {
    /// [`BundleSigner`] signed by a pinned root.
    pub signer: String,
    /// [`Bundle`] signed by the bundle signer.
    pub bundle: String,
    /// [`Directory`](crate::channels::Directory) signed by a key of that bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<String>,
}

/// The root's word on who signs bundles (≤ 90 days).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleSigner {
    /// Which bank.
    pub bank: String,
    /// Raised only by the root; the first half of a bundle's version.
    pub epoch: u64,
    /// The signer's key.
    pub key: Jwk,
    /// Valid from.
    pub not_before: Timestamp,
    /// Valid until (exclusive).
    pub expires: Timestamp,
}

/// The keys that the bank signs and opens with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bundle {
    /// Which bank.
    pub bank: String,
    /// The signer's epoch.
    pub epoch: u64,
    /// Counts up with every bundle of an epoch.
    pub counter: u64,
    /// Made at.
    pub issued: Timestamp,
    /// Valid until (exclusive), at most 72 hours after `issued`.
    pub expires: Timestamp,
    /// The keys.
    pub keys: Vec<BundleKey>,
    /// Key ids that must not be used any more.
    #[serde(default)]
    pub revoked: Vec<String>,
}

/// One key of a bundle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleKey {
    /// Its id, as in the `kid` of what it signs.
    pub kid: String,
    /// What it may be used for; see [`key_use`].
    #[serde(rename = "use")]
    pub key_use: String,
    /// A signing key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Jwk>,
    /// An Oblivious HTTP key configuration (RFC 9458 §3), as one encoded configuration; or the 32 bytes of a `noise` key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<B64>,
}

/// The known values of [`BundleKey::key_use`].
pub mod key_use {
    /// Gateway of Oblivious HTTP.
    pub const OHTTP: &str = "ohttp";
    /// Signs enrolment transcripts.
    pub const TRANSCRIPT: &str = "transcript";
    /// Signs challenges for offline approval by QR.
    pub const APPROVAL_QR: &str = "approval-qr";
    /// Signs receipts of card controls.
    pub const RECEIPT: &str = "receipt";
    /// Signs the badges of agents and bots.
    pub const BADGE: &str = "badge";
    /// The bank's static key of the live link: 32 bytes of X25519 in `config`.
    pub const NOISE: &str = "noise";
    /// Signs the directory of the bank's channels.
    pub const CHANNELS: &str = "channels";
    /// Signs the website's offers of an enrolment.
    pub const ENROL_QR: &str = "enrol-qr";
    /// Signs the status of the bank's services.
    pub const SERVICE_STATUS: &str = "service-status";
    /// Signs token statuses.
    pub const TOKEN_STATUS: &str = "token-status";
}

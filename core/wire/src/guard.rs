//! Trusted places and the customer's own suspension; see `docs/contract/direction.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::B64;

/// `POST /v1/trusted-places`, `POST /v1/operations/trusted-places-off`, `POST /v1/operations/lift-suspension`: an empty object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmptyRequest {}

/// How the customer's wish stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrustedPlacesReply {
    /// Loosening waits outside trusted places.
    pub on: bool,
    /// How long it waits there.
    pub wait_seconds: u64,
}

/// `POST /v1/token/suspension`, signed by the device key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SuspensionRequest {
    /// The own token.
    pub token_id: Uuid,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
}

/// `POST /v1/operations/emergency-key`. Holds the key: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmergencyKeyRequest {
    /// Twenty digits, drawn by the phone.
    pub key: String,
}

/// `GET /v1/emergency-key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EmergencyKeyReply {
    /// When the key that works now was made; absent if none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Timestamp>,
    /// When the last key was used; absent if none was, or a new one was made since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

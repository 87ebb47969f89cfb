//! `/v1/profile/phone-number`: the registered number; see `docs/contract/phone-number.md`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::B64;

/// `GET /v1/profile/phone-number`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NumberReply {
    /// The registered number, masked.
    pub number: String,
    /// A change that waits for its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<WaitingChange>,
}

/// A change that takes effect by itself unless it is cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WaitingChange {
    /// Its id.
    pub change_id: Uuid,
    /// The new number, masked.
    pub number: String,
    /// Takes effect then.
    pub effective_at: Timestamp,
}

/// `POST /v1/profile/phone-number`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NumberChangeRequest"))]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// E.164.
    pub number: String,
}

/// `201` of [`ChangeRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NumberChangeReply"))]
pub struct ChangeReply {
    /// In every later path.
    pub change_id: Uuid,
    /// The new number, masked: the code went there.
    pub sent_to: String,
    /// The code's life.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

/// `POST …/{id}/proof`. Holds one-time codes: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NumberChangeProof"))]
#[serde(deny_unknown_fields)]
pub struct ChangeProof {
    /// From the SMS to the new number.
    pub otp: String,
    /// Without a working token: a code of the hardware token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hardware_otp: Option<String>,
}

/// `201` (an operation to approve) or `202` (it waits) of [`ChangeProof`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NumberChangeProofReply"))]
pub struct ChangeProofReply {
    /// Canonical bytes, to be approved by the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<B64>,
    /// Or the change as it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<WaitingChange>,
}

/// `POST …/{id}/cancellation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NumberChangeCancellation"))]
#[serde(deny_unknown_fields)]
pub struct ChangeCancellation {}

//! `/v1/token/code-changes`: a new knowledge key for a new Unlock Code; see `docs/contract/code-change.md`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::token::CodeRules;
use crate::{Bytes32, Jwk};

/// `POST /v1/token/code-changes`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRequest {
    /// Which token.
    pub token_id: Uuid,
}

/// `201` of [`ChangeRequest`]: what the bank puts into the transcript.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeOffer {
    /// The change, in every later path.
    pub change_id: Uuid,
    /// [`crate::token::SUITE`].
    pub suite: String,
    /// The bank's id.
    pub bank: String,
    /// As asked.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// Of the new key.
    pub generation: u64,
    /// Fresh.
    pub bank_nonce: Bytes32,
    /// For this exchange.
    pub bank_ephemeral: Jwk,
    /// Which bank key will sign the transcript.
    pub transcript_kid: String,
    /// What the new code must not be.
    #[serde(default)]
    pub code_rules: CodeRules,
    /// Committed by then, or dead.
    pub expires_in_seconds: u64,
}

/// `POST …/{id}/proof`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeProofRequest {
    /// For this exchange.
    pub ephemeral: Jwk,
    /// Fresh.
    pub phone_nonce: Bytes32,
    /// [`crate::signed::KeyProof`] signed by the device key.
    pub proof: String,
}

/// `200` of [`ChangeProofRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeProofReply {
    /// [`crate::signed::TranscriptSignature`] signed by the bank.
    pub transcript_signature: String,
}

/// `POST …/{id}/commit`; its `200` is a [`crate::token::StatusReply`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeCommitRequest {
    /// [`crate::signed::KeyCommit`] signed by the device key.
    pub commit: String,
}

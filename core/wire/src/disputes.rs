//! `/v1/disputes`; see `docs/contract/disputes.md`.

use jiff::Timestamp;
use kunci_domain::cards::dispute::{Dispute, DisputeReason, Piece};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::B64;

/// `POST /v1/disputes/evidence`: one piece, before the dispute that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceRequest {
    /// 1 to 40,960 bytes: a JPEG, a PNG, a PDF without anything that acts, or plain words in UTF-8. Its form is read from the bytes.
    pub content: B64,
}

/// The bank has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceReply {
    /// SHA-256 of the bytes, in 64 lower-case hexadecimal digits.
    pub digest: String,
    /// Until then a dispute can name it; without one it is destroyed after that.
    pub until: Timestamp,
}

/// `POST /v1/disputes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DisputeRequest {
    /// About which payment.
    pub transaction_id: Uuid,
    /// What is wrong.
    pub reason: DisputeReason,
    /// In the customer's words: 1 to 1,000 characters.
    pub statement: String,
    /// Pieces that the bank has, at most 6.
    pub evidence: Vec<Piece>,
}

/// `POST /v1/disputes/{id}/evidence`: more of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MoreEvidenceRequest {
    /// Pieces that the bank has; with those of before at most 6.
    pub evidence: Vec<Piece>,
}

/// `POST /v1/disputes/{id}/withdrawal`: an empty object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawalRequest {}

/// `GET /v1/disputes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisputesReply {
    /// The newest first, at most 20.
    pub disputes: Vec<Dispute>,
}

/// One dispute as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DisputeReply {
    /// It.
    pub dispute: Dispute,
}

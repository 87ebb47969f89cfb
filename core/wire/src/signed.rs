//! Payloads of signed objects (compact JWS, ES256) and their `typ` values; see `docs/contract/canonical-bytes.md`.

use jiff::Timestamp;
use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::{CardState, Closing, Hold};
use kunci_domain::direction::Surroundings;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32};

/// `typ` header values: a signature made for one purpose never serves another.
pub mod typ {
    /// [`crate::keys::BundleSigner`].
    pub const BUNDLE_SIGNER: &str = "kunci-bundle-signer";
    /// [`crate::keys::Bundle`].
    pub const BUNDLE: &str = "kunci-bundle";
    /// [`super::TranscriptSignature`].
    pub const TRANSCRIPT: &str = "kunci-transcript";
    /// [`super::TokenStatus`].
    pub const TOKEN_STATUS: &str = "kunci-token-status";
    /// [`super::EnrolConfirmation`].
    pub const ENROL_CONFIRM: &str = "kunci-enrol-confirm";
    /// [`super::KeyProof`] of the present Unlock Code.
    pub const CODE_PROOF: &str = "kunci-code-proof";
    /// [`super::KeyCommit`] of the new Unlock Code.
    pub const CODE_COMMIT: &str = "kunci-code-commit";
    /// [`super::KeyProof`] of the Unlock Code, for biometrics.
    pub const BIOMETRIC_PROOF: &str = "kunci-biometric-proof";
    /// [`super::KeyCommit`] of a `K_bio`.
    pub const BIOMETRIC_COMMIT: &str = "kunci-biometric-commit";
    /// [`super::Approval`].
    pub const APPROVAL: &str = "kunci-approval";
    /// [`super::ApprovalChallenge`].
    pub const APPROVAL_QR: &str = "kunci-approval-qr";
    /// [`super::CardReceipt`].
    pub const CARD_RECEIPT: &str = "kunci-card-receipt";
    /// [`crate::chat::Badge`] of a person.
    pub const AGENT_BADGE: &str = "kunci-agent-badge";
    /// [`crate::chat::Badge`] of a program.
    pub const BOT_BADGE: &str = "kunci-bot-badge";
    /// [`crate::channels::Directory`].
    pub const CHANNELS: &str = "kunci-channels";
    /// [`crate::chat::EpochReset`].
    pub const EPOCH_RESET: &str = "kunci-epoch-reset";
    /// [`crate::chat::SessionKeyCertificate`].
    pub const SESSION_KEY: &str = "kunci-session-key";
    /// [`crate::chat::ChatHead`].
    pub const CHAT_HEAD: &str = "kunci-chat-head";
    /// [`crate::chat::Revocations`].
    pub const BADGE_REVOCATIONS: &str = "kunci-badge-revocations";
    /// [`crate::attachments::DocumentRequest`].
    pub const DOCUMENT_REQUEST: &str = "kunci-document-request";
    /// [`super::OwnPhone`].
    pub const OWN_PHONE: &str = "kunci-own-phone";
    /// [`super::EnrolQr`].
    pub const ENROL_QR: &str = "kunci-enrol-qr";
    /// [`super::SessionCertificate`].
    pub const SESSION_CERT: &str = "kunci-session-cert";
    /// [`crate::outages::ServiceStatus`].
    pub const SERVICE_STATUS: &str = "kunci-service-status";
}

/// The bank's word that it saw the same transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TranscriptSignature {
    /// SHA-256 of the canonical transcript.
    pub transcript_hash: Bytes32,
    /// The token being enrolled.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
}

/// The bank's only word on a token's state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenStatus {
    /// The token.
    pub token_id: Uuid,
    /// RFC 7638 thumbprint of its device signing key.
    pub thumbprint: String,
    /// SHA-256 of its enrolment transcript.
    pub transcript_hash: Bytes32,
    /// Its binding epoch.
    pub epoch: u64,
    /// The state; see [`TokenState`]. A string, so that a state of the future is told apart from garbage.
    pub state: String,
    /// What the phone asked with.
    pub nonce: B64,
    /// The bank's time of signing.
    pub issued: Timestamp,
    /// With `superseded`: so long the replaced phone may say "not me". Absent: it may not, and erases everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_me_until: Option<Timestamp>,
    /// Until then some acts are held back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probation_until: Option<Timestamp>,
    /// Counts the token's knowledge keys; 1 at enrolment.
    #[serde(default = "first_generation")]
    pub generation: u64,
    /// The code change that made the present key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_change: Option<Uuid>,
    /// The exchange that made the `K_bio` in force; absent while biometrics are off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biometric: Option<Uuid>,
    /// A proved exchange that can still be committed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_change: Option<Uuid>,
    /// SHA-256 of the newest link of the chain of logins; absent before the first login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Bytes32>,
}

const fn first_generation() -> u64 {
    1
}

/// States of a token at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TokenState {
    /// Keys agreed, confirmation outstanding.
    Pending,
    /// Works.
    Active,
    /// Too many wrong codes.
    Locked,
    /// Held by the bank.
    Suspended,
    /// Another phone took its place.
    Superseded,
    /// Removed by the customer or an operator.
    Removed,
}

impl TokenState {
    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Suspended => "suspended",
            Self::Superseded => "superseded",
            Self::Removed => "removed",
        }
    }

    /// Reads what [`Self::as_str`] writes; `None` for a state this version does not know.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Pending, Self::Active, Self::Locked, Self::Suspended, Self::Superseded, Self::Removed]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// The phone's confirmation of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolConfirmation {
    /// Which enrolment.
    pub enrolment_id: Uuid,
    /// The token.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// SHA-256 of the transcript as the phone saw it.
    pub transcript_hash: Bytes32,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
    /// HMAC-SHA256 under the use key `kunci/use/enrol-confirm`.
    pub mac: Bytes32,
}

/// The present key's proof over the transcript of an exchange that makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeyProof {
    /// Which change.
    pub change_id: Uuid,
    /// The token.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// Of the new key.
    pub generation: u64,
    /// SHA-256 of the transcript as the phone saw it.
    pub transcript_hash: Bytes32,
    /// HMAC-SHA256 under a use key of the present knowledge key.
    pub mac: Bytes32,
    /// What the phone's app says of the place and the moment, as in an [`Approval`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surroundings: Option<Surroundings>,
}

/// The new key's proof: puts it in the place of the present one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeyCommit {
    /// Which change.
    pub change_id: Uuid,
    /// The token.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// Of the new key.
    pub generation: u64,
    /// SHA-256 of the transcript as the phone saw it.
    pub transcript_hash: Bytes32,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
    /// HMAC-SHA256 under a use key of the new key.
    pub mac: Bytes32,
}

/// The customer's approval of one operation, signed by the device key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Which operation.
    pub operation_id: Uuid,
    /// SHA-256 of its canonical bytes, as shown.
    pub operation_hash: Bytes32,
    /// Always `approve`.
    pub decision: Decision,
    /// HMAC-SHA256 of the canonical bytes under the use key `kunci/use/approve`.
    pub mac: Bytes32,
    /// Where the phone is and who may be listening; absent where the app does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surroundings: Option<Surroundings>,
}

/// What a QR on the bank's website holds: an operation to approve offline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovalChallenge {
    /// Canonical bytes, label `kunci/operation/1`.
    pub operation: B64,
}

/// The one decision that needs a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Do it.
    Approve,
}

/// The bank's proof of a control change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CardReceipt {
    /// The command's idempotency key.
    pub command_id: Uuid,
    /// Which card.
    pub card_id: Uuid,
    /// What was done: `freeze`, `unfreeze`, `controls`, `cancel-raise`, `block`, `activation`, `pin`, `replacement`,
    /// `virtual-card`.
    pub action: String,
    /// The card's holds after it.
    pub holds: Vec<Hold>,
    /// The card's controls after it.
    pub controls: Controls,
    /// Since when.
    pub effective_at: Timestamp,
    /// Counts the card's authorisations and changes.
    pub sequence: u64,
    /// The card's version after it.
    pub version: u64,
    /// The card's state after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<CardState>,
    /// Why it is closed, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closing>,
    /// The card that is made in its place, after `replacement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Uuid>,
    /// The virtual card that was ordered beside it, after `virtual-card`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Uuid>,
}

/// The device key's word at sign-in that the customer's own phone asks. It says nothing about who holds the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPhone {
    /// RFC 7638 thumbprint of the session key that signs the request: of no use to whoever lacks that key.
    pub session_key: String,
    /// The bank's id.
    pub audience: String,
}

/// What the website shows as a QR to a customer who wants another phone to be the token.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnrolQr {
    /// The bank's id.
    pub bank: String,
    /// Which offer.
    pub offer_id: Uuid,
    /// Known to whoever sees the QR.
    pub secret: Bytes32,
    /// For whom.
    pub customer_id: Uuid,
    /// Unix seconds.
    pub expires: i64,
}

/// The device key's certificate for a session key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionCertificate {
    /// RFC 7638 thumbprint of the session key.
    pub thumbprint: String,
    /// The customer.
    pub customer: Uuid,
    /// The bank's id.
    pub audience: String,
    /// The session.
    pub session: Uuid,
    /// The token whose device key signs.
    pub token: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// The nonce of this sign-in.
    pub login_nonce: Bytes32,
    /// Unix seconds; at most 8 hours ahead.
    pub expires: i64,
    /// The knowledge key that this phone has in use.
    pub generation: u64,
    /// What this phone knows of its logins.
    pub chain: LoginLinks,
}

/// A phone's place in the chain of its logins; see `docs/contract/clones.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoginLinks {
    /// The link that it has; absent before its first login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<Bytes32>,
    /// The next one: 32 random bytes, the same until the bank has them.
    pub next: Bytes32,
}

//! `/v1/token`: enrolment and status; see `docs/contract/enrolment.md`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32, Jwk};

/// The one suite so far. The name leaves room for a hybrid with ML-KEM-768.
pub const SUITE: &str = "KUNCI-P256-SHA256/1";

/// How the customer proves to be who they are, before keys are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
    /// The present token approves it, in full.
    OldPhone,
    /// A QR shown by the website; the phone's fingerprint is typed there.
    Website,
}

impl Method {
    /// As it travels and as it stands in the transcript.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::HardwareToken => "hardware-token",
            Self::OldPhone => "old-phone",
            Self::Website => "website",
        }
    }
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Sms, Self::HardwareToken, Self::OldPhone, Self::Website];

    /// Reads what [`Self::as_str`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}

/// `POST /v1/token/enrolments`. May hold a secret of the website: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BeginRequest {
    /// How to prove.
    pub method: Method,
    /// With `old-phone`: what this phone is, in words for the old one's screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// With `website`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebsiteOffer>,
}

impl BeginRequest {
    /// Without further members.
    #[must_use]
    pub const fn new(method: Method) -> Self {
        Self { method, device: None, website: None }
    }
}

/// What was scanned from the website, and the phone's word on its keys before the bank draws anything.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WebsiteOffer {
    /// Which offer.
    pub offer_id: Uuid,
    /// Stood in the QR.
    pub secret: Bytes32,
    /// SHA-256 of `canonical("kunci/enrol-commit/1", …)`.
    pub commitment: Bytes32,
}

/// `201` of [`BeginRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BeginReply {
    /// The enrolment, in every later path.
    pub enrolment_id: Uuid,
    /// As asked.
    pub method: Method,
    /// Where the OTP went, or the serial of the hardware token, masked for display; empty for other methods.
    pub sent_to: String,
    /// With `old-phone`: shown on both phones, to be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The proof must be made by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

/// `POST …/{id}/proof`. Holds a one-time PIN: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProofRequest {
    /// Six digits, with `sms` and `hardware-token` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otp: Option<String>,
}

/// `200` of [`ProofRequest`]: what the bank puts into the transcript.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProofReply {
    /// [`SUITE`].
    pub suite: String,
    /// The bank's id.
    pub bank: String,
    /// The new token.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
    /// The token it will replace.
    pub replaces: Option<Uuid>,
    /// Fresh.
    pub bank_nonce: Bytes32,
    /// For the platform's key attestation.
    pub attestation_challenge: Bytes32,
    /// For this exchange.
    pub bank_ephemeral: Jwk,
    /// For this enrolment: the bank's half of `hw`.
    pub bank_agreement: Jwk,
    /// Which bank key will sign the transcript.
    pub transcript_kid: String,
    /// What an Unlock Code must not be.
    pub code_rules: CodeRules,
}

/// Personal facts that make a code guessable; kept in memory only, and out of `Debug`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeRules {
    /// `YYYY-MM-DD`.
    #[serde(default)]
    pub birth_date: Option<String>,
    /// E.164.
    #[serde(default)]
    pub phone_number: Option<String>,
}

impl std::fmt::Debug for CodeRules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeRules(redacted)")
    }
}

/// `POST …/{id}/keys`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeysRequest {
    /// Device signing key.
    pub device_signing: Jwk,
    /// Device agreement key.
    pub device_agreement: Jwk,
    /// For this exchange.
    pub ephemeral: Jwk,
    /// Fresh.
    pub phone_nonce: Bytes32,
    /// What the platform says about the keys.
    pub attestation: Attestation,
}

/// A signal for the bank, not a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// Where the signing key lives.
    pub signing_level: Level,
    /// Where the agreement key lives.
    pub agreement_level: Level,
    /// The platform's evidence, opaque.
    pub evidence: Vec<B64>,
}

/// Where a key lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// In software.
    Software,
    /// In a trusted execution environment.
    Tee,
    /// In Android's StrongBox.
    Strongbox,
    /// In Apple's Secure Enclave.
    SecureEnclave,
}

impl Level {
    /// As it travels and as it stands in the attestation digest.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Software => "software",
            Self::Tee => "tee",
            Self::Strongbox => "strongbox",
            Self::SecureEnclave => "secure-enclave",
        }
    }
}

/// `200` of [`KeysRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeysExchangeReply {
    /// [`crate::signed::TranscriptSignature`] signed by the bank.
    pub transcript_signature: String,
}

/// `POST …/{id}/confirmation`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// [`crate::signed::EnrolConfirmation`] signed by the device key.
    pub confirmation: String,
}

/// `POST /v1/token/status`, signed by the device key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StatusRequest {
    /// Which token.
    pub token_id: Uuid,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
    /// The knowledge key that this phone has in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u64>,
    /// The exchange whose `K_bio` this phone has let go: the bank destroys its half of that one, and of no later one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub biometric_off: Option<Uuid>,
}

/// `200` of [`ConfirmRequest`], [`StatusRequest`] and [`RemovalRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusReply {
    /// [`crate::signed::TokenStatus`] signed by the bank.
    pub status: String,
}

/// `POST /v1/token/removal`, signed by the device key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemovalRequest {
    /// Which token.
    pub token_id: Uuid,
    /// The status must carry it back (16 bytes).
    pub nonce: B64,
    /// HMAC-SHA256 under the use key `kunci/use/remove`.
    pub mac: Bytes32,
}

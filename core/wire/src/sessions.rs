//! `/v1/sessions`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32, Jwk};

/// `POST /v1/sessions`. Holds a password: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The customer's user id.
    pub user_id: String,
    /// The password.
    pub password: String,
    /// The key that signs this and every later request of the session.
    pub session_key: Jwk,
    /// `android`, `ios` or `desktop`.
    pub platform: String,
    /// Version of the app.
    pub app_version: String,
    /// `id` or `en`.
    pub language: String,
    /// [`crate::signed::OwnPhone`] signed by the device key of the customer's token: while strangers' wrong passwords delay the sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_phone: Option<String>,
}

/// `201` of [`SignInRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInReply {
    /// The session.
    pub session_id: Uuid,
    /// The customer.
    pub customer_id: Uuid,
    /// How the bank addresses the customer.
    pub customer_name: String,
    /// What the session may do.
    pub scope: Scope,
    /// To be signed and MACed by the token's login proof; single use.
    pub login_nonce: Bytes32,
    /// Ends after so long without a request.
    pub idle_seconds: u64,
    /// Ends then at the latest.
    pub expires_at: Timestamp,
    /// The customer's present token, if there is one.
    pub token: Option<PresentToken>,
    /// What the session was opened with: names of [`kunci_domain::means::Means`].
    #[serde(default)]
    pub means: Vec<String>,
}

/// This header with `?1` says that the app asks by itself: it keeps no session alive.
pub const UNATTENDED: &str = "kunci-unattended";

/// `200` of `GET /v1/sessions/current`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionStateReply {
    /// What the session may do.
    pub scope: Scope,
    /// Ends after so long without an act of the customer.
    pub idle_seconds: u64,
    /// Ends then at the latest.
    pub expires_at: Timestamp,
}

/// Which token the bank has on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PresentToken {
    /// Its id.
    pub token_id: Uuid,
    /// Its binding epoch.
    pub epoch: u64,
}

/// What a session may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Enrol a token, prove one, sign out.
    Enrol,
    /// The same, and look: cards, operations, alerts.
    View,
    /// Everything.
    Full,
}

/// `POST /v1/sessions/current/token`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TokenLoginRequest {
    /// [`crate::signed::SessionCertificate`] signed by the device key.
    pub certificate: String,
    /// HMAC-SHA256 under the use key `kunci/use/login`.
    pub proof: Bytes32,
    /// The status must carry it back (16 bytes).
    pub status_nonce: B64,
    /// What the app says of the phone's integrity: rooted or jailbroken. A signal, never a gate; absent: the app does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rooted: Option<bool>,
}

/// `200` of [`TokenLoginRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenLoginReply {
    /// The session's new scope.
    pub scope: Scope,
    /// Ends then at the latest.
    pub expires_at: Timestamp,
    /// [`crate::signed::TokenStatus`] signed by the bank.
    pub status: String,
    /// What the session was opened with, all together.
    #[serde(default)]
    pub means: Vec<String>,
}

/// `POST /v1/sessions/current/hardware-token`. Holds a code: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HardwareLoginRequest {
    /// What the hardware token shows.
    pub otp: String,
}

/// `200` of [`HardwareLoginRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeReply {
    /// The session's new scope.
    pub scope: Scope,
    /// Ends then at the latest.
    pub expires_at: Timestamp,
    /// What the session was opened with, all together.
    pub means: Vec<String>,
}

/// How a customer shows who she is, where the phone alone does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepUpMethod {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
}

impl StepUpMethod {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sms, Self::HardwareToken];

    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::HardwareToken => "hardware-token",
        }
    }
}

/// `POST /v1/sessions/current/step-up`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepUpRequest {
    /// How.
    pub method: StepUpMethod,
}

/// `201` of [`StepUpRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepUpReply {
    /// Where the one-time PIN went, or the serial of the hardware token, masked for display.
    pub sent_to: String,
    /// The code must be given by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

/// `POST /v1/sessions/current/step-up/proof`; its `200` is `{}`. Holds a code: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepUpProof {
    /// Six digits.
    pub otp: String,
}

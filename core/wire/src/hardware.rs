//! `/v1/token/hardware`: the customer's hardware token; see `docs/contract/hardware-token.md`.

use serde::{Deserialize, Serialize};

/// `POST /v1/token/hardware`. Holds a one-time code: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HardwareActivation {
    /// `DD/MM/YYYY`.
    pub birth_date: String,
    /// As printed on the back.
    pub serial: String,
    /// Six digits, on the display now.
    pub otp: String,
}

/// `POST /v1/token/hardware/resync`. Holds one-time codes: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HardwareResync {
    /// As printed on the back.
    pub serial: String,
    /// Six digits.
    pub otp: String,
    /// The six digits that followed.
    pub next_otp: String,
}

/// `200` of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HardwareReply {
    /// Masked for display.
    pub serial: String,
    /// Whether its codes are taken now.
    pub activated: bool,
}

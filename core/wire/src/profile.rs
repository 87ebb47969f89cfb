//! `/v1/profile`; see `docs/contract/profile.md`.

use serde::{Deserialize, Serialize};

/// `POST /v1/profile/password`. Holds two passwords: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// The one in force.
    pub old_password: String,
    /// The one that takes its place once the operation is approved.
    pub new_password: String,
}

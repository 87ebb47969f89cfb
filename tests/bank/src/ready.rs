//! Where the bank listens and what a phone must know of it.

use std::fmt;
use std::path::Path;

use kunci_wire::{B64, Bytes32, Jwk};
use serde::{Deserialize, Serialize};

use crate::folder::write_private;
use crate::refusal::BankError;

/// Written once everything listens, so that tests in any language can drive the bank. Holds the control token.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadyFile {
    /// `https://127.0.0.1:PORT`: key bundle and gateway.
    pub api_url: String,
    /// `http://127.0.0.1:PORT`: the API unsealed, if asked for.
    pub plain_url: Option<String>,
    /// `http://127.0.0.1:PORT`: clock, faults, SMS outbox and so on.
    pub control_url: String,
    /// `Authorization: Bearer …` of the control port.
    pub control_token: String,
    /// `http://127.0.0.1:PORT/`: the console, if one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_url: Option<String>,
    /// What an app is built or configured with.
    pub phone_config: PhoneConfig,
}

/// What a phone must know before its first call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PhoneConfig {
    /// The bank's id.
    pub bank_id: String,
    /// `https://127.0.0.1:PORT`.
    pub base_url: String,
    /// Roots of the TLS certificate (DER).
    pub tls_roots: Vec<B64>,
    /// SPKI SHA-256 of the leaf's key and of its successor's.
    pub pins: Vec<Bytes32>,
    /// The two roots of the key bundle.
    pub bundle_roots: Vec<Jwk>,
}

impl ReadyFile {
    /// Writes it whole or not at all, readable by its owner only.
    pub(crate) fn write(&self, path: &Path) -> Result<(), BankError> {
        write_private(path, &serde_json::to_vec_pretty(self)?)
    }
}

/// Its JSON, as an app's configuration holds it.
impl fmt::Display for PhoneConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

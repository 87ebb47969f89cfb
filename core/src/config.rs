//! What an app ships with to know its bank: public, but it decides whom the phone trusts.

use std::sync::Arc;

use kunci_crypto::p256key::PublicKey;
use kunci_domain::safety::{BankRules, Rules};
use kunci_wire::{Bytes32, Jwk, bytes::B64};
use serde::Deserialize;

/// The bank as configured into the app.
#[derive(Debug, Clone)]
pub struct BankConfig {
    /// The bank's id, part of every transcript.
    pub bank_id: String,
    /// `https://host[:port]`, no path.
    pub base_url: String,
    /// Certificate authorities (DER) that may issue the bank's TLS certificate.
    pub tls_roots: Vec<Vec<u8>>,
    /// SHA-256 of SubjectPublicKeyInfo; any of them; at least two, so that a lost key locks nobody out.
    pub pins: Vec<[u8; 32]>,
    /// The two offline roots of the key bundle.
    pub bundle_roots: Vec<PublicKey>,
    /// What the chat's safety filter looks for: the built-in rules with the bank's own domains, names and phrases.
    pub safety: Arc<Rules>,
}

/// Why a configuration cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Not the expected JSON.
    #[error("the bank's configuration is not the expected JSON")]
    Malformed,
    /// Fewer than two pins.
    #[error("the bank's configuration needs at least two pins")]
    TooFewPins,
    /// No TLS root, or a number of bundle roots other than two.
    #[error("the bank's configuration needs TLS roots and exactly two bundle roots")]
    Roots,
    /// Not `https://host[:port]`.
    #[error("the bank's address must be https://host[:port]")]
    Address,
    /// A phrase of the safety filter cannot be read.
    #[error("a rule of the chat's safety filter cannot be read")]
    SafetyRules,
}

#[derive(Deserialize)]
struct File {
    bank_id: String,
    base_url: String,
    tls_roots: Vec<B64>,
    pins: Vec<Bytes32>,
    bundle_roots: Vec<Jwk>,
    #[serde(default)]
    safety: BankRules,
}

impl BankConfig {
    /// Reads the configuration (`phone_config` of the sandbox's ready file).
    ///
    /// # Errors
    /// [`ConfigError`] says what is wrong with it.
    pub fn from_json(text: &str) -> Result<Self, ConfigError> {
        let file: File = serde_json::from_str(text).map_err(|_| ConfigError::Malformed)?;
        let address = file.base_url.strip_prefix("https://").ok_or(ConfigError::Address)?;
        if address.is_empty() || address.contains(['/', '?', '#', '@']) || file.bank_id.is_empty() {
            return Err(ConfigError::Address);
        }
        if file.pins.len() < 2 {
            return Err(ConfigError::TooFewPins);
        }
        let bundle_roots = file
            .bundle_roots
            .iter()
            .map(|jwk| PublicKey::from_sec1(&jwk.to_sec1()).map_err(|_| ConfigError::Malformed))
            .collect::<Result<Vec<_>, _>>()?;
        if file.tls_roots.is_empty() || bundle_roots.len() != 2 {
            return Err(ConfigError::Roots);
        }
        let safety = Rules::compile(&file.safety).map_err(|_| ConfigError::SafetyRules)?;
        Ok(Self {
            safety: Arc::new(safety),
            bank_id: file.bank_id,
            base_url: file.base_url,
            tls_roots: file.tls_roots.into_iter().map(|B64(der)| der).collect(),
            pins: file.pins.into_iter().map(|Bytes32(pin)| pin).collect(),
            bundle_roots,
        })
    }

    /// Host and port.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.base_url.strip_prefix("https://").unwrap_or_default()
    }
}

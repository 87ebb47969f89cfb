//! The host trait for key hardware: Kotlin (Keystore) and Swift (Secure Enclave) implement it.

use std::sync::Arc;
use std::time::Duration;

use kunci_core::ports;
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_wire::token::Level;
use zeroize::Zeroize;

/// The phone's key hardware. Synchronous; shows no prompt; P-256 keys that never leave it. Called on the core's worker threads,
/// several at once.
#[uniffi::export(with_foreign)]
pub trait DeviceKeys: Send + Sync {
    /// Makes a key pair under the alias, in place of any that is there.
    ///
    /// # Errors
    /// Nothing is left under the alias then.
    fn generate(&self, spec: KeySpec) -> Result<GeneratedKey, DeviceKeyError>;
    /// ECDSA over SHA-256 of the message: 64 bytes r‖s, not DER.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn sign(&self, alias: String, message: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;
    /// ECDH with a peer's uncompressed point (65 bytes): the x coordinate, 32 bytes.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn agree(&self, alias: String, peer_public: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;
    /// 32 bytes of a PRF whose key exists only in the hardware.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn device_secret(&self, label: String) -> Result<Vec<u8>, DeviceKeyError>;
    /// Authenticated encryption under a hardware key for the label.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn wrap(&self, label: String, plaintext: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;
    /// Undoes `wrap`.
    ///
    /// # Errors
    /// `Invalidated` if the bytes are not what `wrap` gave.
    fn unwrap(&self, label: String, wrapped: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError>;
    /// Removes the key pair; fine if there is none.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn erase(&self, alias: String) -> Result<(), DeviceKeyError>;
}

/// What to make.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct KeySpec {
    /// The name to find it by.
    pub alias: String,
    /// What it will do.
    pub purpose: KeyPurpose,
    /// The bank's challenge for key attestation, 32 bytes.
    pub challenge: Vec<u8>,
}

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum KeyPurpose {
    /// ECDSA.
    Sign,
    /// ECDH.
    Agree,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GeneratedKey {
    /// Uncompressed SEC1 point, 65 bytes.
    pub public_key: Vec<u8>,
    /// Where the key lives, as probed.
    pub level: KeyLevel,
    /// The platform's attestation chain; may be empty.
    pub attestation_chain: Vec<Vec<u8>>,
}

/// Where a key lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum KeyLevel {
    /// In software.
    Software,
    /// In a trusted execution environment.
    Tee,
    /// In Android's StrongBox.
    Strongbox,
    /// In Apple's Secure Enclave.
    SecureEnclave,
}

/// Why the hardware did not do it: a closed set. Only `Missing` means that there is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum DeviceKeyError {
    /// A passing fault: try again after the time given.
    #[error("busy")]
    Busy {
        /// Milliseconds to wait.
        retry_after_ms: u64,
    },
    /// Keys cannot be used while the phone is locked.
    #[error("the phone is locked")]
    DeviceLocked,
    /// The key can never be used again.
    #[error("invalidated")]
    Invalidated,
    /// The hardware answered: there is no such key.
    #[error("missing")]
    Missing,
    /// The hardware cannot be reached, or answered nonsense.
    #[error("unavailable")]
    Unavailable,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for DeviceKeyError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // The text of a foreign exception may hold anything: it goes no further.
        Self::Unavailable
    }
}

/// The core's view of the host's hardware. Lengths are checked here, once; what the host returned is wiped.
pub(crate) struct Host(pub(crate) Arc<dyn DeviceKeys>);

impl ports::DeviceKeys for Host {
    fn generate(&self, spec: &ports::KeySpec) -> Result<ports::GeneratedKey, ports::DeviceKeyError> {
        let purpose = match spec.purpose {
            ports::KeyPurpose::Sign => KeyPurpose::Sign,
            ports::KeyPurpose::Agree => KeyPurpose::Agree,
        };
        let made =
            self.0.generate(KeySpec { alias: spec.alias.clone(), purpose, challenge: spec.challenge.to_vec() })?;
        Ok(ports::GeneratedKey {
            public_key: fixed(made.public_key)?,
            level: made.level.into(),
            attestation: made.attestation_chain,
        })
    }

    fn sign(&self, alias: &str, message: &[u8]) -> Result<[u8; 64], ports::DeviceKeyError> {
        fixed(self.0.sign(alias.to_owned(), message.to_vec())?)
    }

    fn agree(&self, alias: &str, peer: &[u8; 65]) -> Result<Secret<32>, ports::DeviceKeyError> {
        secret(self.0.agree(alias.to_owned(), peer.to_vec())?)
    }

    fn device_secret(&self, label: &str) -> Result<Secret<32>, ports::DeviceKeyError> {
        secret(self.0.device_secret(label.to_owned())?)
    }

    fn wrap(&self, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, ports::DeviceKeyError> {
        Ok(self.0.wrap(label.to_owned(), plaintext.to_vec())?)
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<SecretBytes, ports::DeviceKeyError> {
        Ok(SecretBytes::from_vec(self.0.unwrap(label.to_owned(), wrapped.to_vec())?))
    }

    fn erase(&self, alias: &str) -> Result<(), ports::DeviceKeyError> {
        Ok(self.0.erase(alias.to_owned())?)
    }
}

fn fixed<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], ports::DeviceKeyError> {
    <[u8; N]>::try_from(bytes).map_err(|_| ports::DeviceKeyError::Unavailable)
}

fn secret(mut bytes: Vec<u8>) -> Result<Secret<32>, ports::DeviceKeyError> {
    let taken = Secret::try_from_slice(&bytes).ok_or(ports::DeviceKeyError::Unavailable);
    bytes.zeroize();
    taken
}

impl From<DeviceKeyError> for ports::DeviceKeyError {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Busy { retry_after_ms } => {
                Self::Busy { retry_after: Duration::from_millis(retry_after_ms) }
            }
            DeviceKeyError::DeviceLocked => Self::DeviceLocked,
            DeviceKeyError::Invalidated => Self::Invalidated,
            DeviceKeyError::Missing => Self::Missing,
            DeviceKeyError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<ports::DeviceKeyError> for DeviceKeyError {
    fn from(error: ports::DeviceKeyError) -> Self {
        match error {
            ports::DeviceKeyError::Busy { retry_after } => {
                Self::Busy { retry_after_ms: u64::try_from(retry_after.as_millis()).unwrap_or(u64::MAX) }
            }
            ports::DeviceKeyError::DeviceLocked => Self::DeviceLocked,
            ports::DeviceKeyError::Invalidated => Self::Invalidated,
            ports::DeviceKeyError::Missing => Self::Missing,
            ports::DeviceKeyError::Unavailable => Self::Unavailable,
        }
    }
}

impl From<KeyLevel> for Level {
    fn from(level: KeyLevel) -> Self {
        match level {
            KeyLevel::Software => Self::Software,
            KeyLevel::Tee => Self::Tee,
            KeyLevel::Strongbox => Self::Strongbox,
            KeyLevel::SecureEnclave => Self::SecureEnclave,
        }
    }
}

impl From<Level> for KeyLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Software => Self::Software,
            Level::Tee => Self::Tee,
            Level::Strongbox => Self::Strongbox,
            Level::SecureEnclave => Self::SecureEnclave,
        }
    }
}

use std::time::Duration;

use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_wire::token::Level;

/// The phone's key hardware: Android Keystore, Secure Enclave, or software on a desktop.
///
/// Synchronous, and it never shows anything: biometric prompts are the app's own business, before the call. Keys are P-256
/// and never leave the hardware. An alias that exists is replaced by [`Self::generate`].
pub trait DeviceKeys: Send + Sync {
    /// Makes a key pair under `spec.alias`.
    ///
    /// # Errors
    /// [`DeviceKeyError`]; nothing is left under the alias then.
    fn generate(&self, spec: &KeySpec) -> Result<GeneratedKey, DeviceKeyError>;
    /// ECDSA over SHA-256 of `message`; the signature as 64 bytes r‖s (not DER).
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn sign(&self, alias: &str, message: &[u8]) -> Result<[u8; 64], DeviceKeyError>;
    /// ECDH with `peer` (65 bytes, uncompressed SEC1): the x coordinate.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn agree(&self, alias: &str, peer: &[u8; 65]) -> Result<Secret<32>, DeviceKeyError>;
    /// A secret of this phone for `label`: a PRF of a key that exists only in the hardware. The same label gives the same bytes.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn device_secret(&self, label: &str) -> Result<Secret<32>, DeviceKeyError>;
    /// Encrypts (authenticated) under a hardware key for `label`.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn wrap(&self, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, DeviceKeyError>;
    /// Undoes [`Self::wrap`].
    ///
    /// # Errors
    /// [`DeviceKeyError::Invalidated`] if the bytes are not what `wrap` gave.
    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<SecretBytes, DeviceKeyError>;
    /// Removes the key pair under `alias`; fine if there is none.
    ///
    /// # Errors
    /// [`DeviceKeyError`].
    fn erase(&self, alias: &str) -> Result<(), DeviceKeyError>;
}

/// What to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySpec {
    /// The name to find it by.
    pub alias: String,
    /// What it will do.
    pub purpose: KeyPurpose,
    /// The bank's challenge for key attestation.
    pub challenge: [u8; 32],
}

/// What a key may do; hardware keeps keys to one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPurpose {
    /// ECDSA.
    Sign,
    /// ECDH.
    Agree,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedKey {
    /// Uncompressed SEC1 point.
    pub public_key: [u8; 65],
    /// Where the key lives, as probed, never inferred from an OS version.
    pub level: Level,
    /// The platform's attestation chain, opaque; may be empty.
    pub attestation: Vec<Vec<u8>>,
}

/// Why the hardware did not do it: a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeviceKeyError {
    /// A passing fault: try again after the time given.
    #[error("the key hardware is busy")]
    Busy {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The phone is locked, keys cannot be used now.
    #[error("the phone is locked")]
    DeviceLocked,
    /// The key exists but can never be used again.
    #[error("the key was invalidated")]
    Invalidated,
    /// The hardware answered: there is no such key. The only answer that means "no token here".
    #[error("there is no such key")]
    Missing,
    /// The hardware cannot be reached.
    #[error("the key hardware cannot be reached")]
    Unavailable,
}

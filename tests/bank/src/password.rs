//! Passwords, kept as Argon2id digests (RFC 9106).

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq as _;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::entropy::Entropy;
use crate::refusal::BankError;

/// What a digest costs whoever makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cost {
    /// Argon2id, 19 MiB, two passes.
    Full,
    /// Next to nothing: for simulations, where thousands of banks open and nobody guesses.
    Light,
}

/// A salted digest of a password.
#[derive(Clone)]
pub(crate) struct PasswordDigest {
    /// Fresh for each password.
    pub(crate) salt: [u8; 16],
    /// Argon2id.
    pub(crate) digest: [u8; 32],
}

impl PasswordDigest {
    /// Digests a password with a fresh salt.
    pub(crate) fn make(entropy: &Entropy, cost: Cost, password: &str) -> Result<Self, BankError> {
        let salt = entropy.bytes()?;
        Ok(Self { salt, digest: digest(cost, password, &salt)? })
    }

    /// Whether this is the password.
    pub(crate) fn matches(&self, cost: Cost, password: &str) -> Result<bool, BankError> {
        Ok(digest(cost, password, &self.salt)?.ct_eq(&self.digest).into())
    }
}

/// Digested in NFC: two keyboards may spell one character in two ways.
fn digest(cost: Cost, password: &str, salt: &[u8]) -> Result<[u8; 32], BankError> {
    let password: Zeroizing<String> = Zeroizing::new(password.nfc().collect());
    let (memory, passes) = match cost {
        Cost::Full => (19 * 1024, 2),
        Cost::Light => (Params::MIN_M_COST, 1),
    };
    let params = Params::new(memory, passes, 1, Some(32)).map_err(|_| BankError::Key)?;
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut out)
        .map_err(|_| BankError::Key)?;
    Ok(out)
}

//! The password hash, made fast: the simulation looks for lost and doubled effects, not for guesses.

use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::{Stretch, WrapError, WrapParams};

/// One SHA-256 in place of Argon2id.
pub(crate) struct FastStretch;

impl Stretch for FastStretch {
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], _: WrapParams) -> Result<Secret<32>, WrapError> {
        Ok(Secret::from_bytes(&mut sha256(&[code.expose(), salt.as_slice()].concat())))
    }
}

//! Stand-in for the bank's hardware security module: one master key that never enters the database.

use std::fs;
use std::path::Path;

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

use crate::crypto::mac::{hmac, hmac_matches};
use crate::entropy::Entropy;
use crate::folder::write_private;
use crate::refusal::BankError;
use crate::store::sqlite::DatabaseKey;

/// Wraps secrets (AES-256-GCM) and makes keyed digests of things that are too short to hash (one-time codes).
pub(crate) struct Hsm {
    cipher: Aes256Gcm,
    database_key: Zeroizing<[u8; 32]>,
    digest_key: Zeroizing<[u8; 32]>,
}

impl Hsm {
    /// Reads the master key beside the database, or makes it.
    pub(crate) fn open(path: &Path, entropy: &Entropy) -> Result<Self, BankError> {
        let master: Zeroizing<[u8; 32]> = match fs::read(path) {
            Ok(bytes) => Zeroizing::new(Zeroizing::new(bytes).as_slice().try_into().map_err(|_| BankError::Key)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = Zeroizing::new(entropy.bytes()?);
                write_private(path, &key[..])?;
                key
            }
            Err(error) => return Err(error.into()),
        };
        Self::with(&master)
    }

    /// With a master key that is kept nowhere: for simulations.
    pub(crate) fn in_memory(entropy: &Entropy) -> Result<Self, BankError> {
        Self::with(&Zeroizing::new(entropy.bytes()?))
    }

    fn with(master: &Zeroizing<[u8; 32]>) -> Result<Self, BankError> {
        let wrapping = Zeroizing::new(hmac(&master[..], b"kunci bank wrapping key"));
        let cipher = Aes256Gcm::new_from_slice(&wrapping[..]).map_err(|_| BankError::Key)?;
        let derived = |label: &[u8]| Zeroizing::new(hmac(&master[..], label));
        Ok(Self {
            cipher,
            database_key: derived(b"kunci bank database key"),
            digest_key: derived(b"kunci bank digest key"),
        })
    }

    /// What the database file is encrypted with.
    pub(crate) fn database_key(&self) -> DatabaseKey {
        DatabaseKey::new(&self.database_key)
    }

    /// Wraps a secret for one purpose: what is wrapped under one label opens under no other. Result: nonce ‖ ciphertext ‖ tag.
    pub(crate) fn wrap(&self, entropy: &Entropy, label: &str, secret: &[u8]) -> Result<Vec<u8>, BankError> {
        let nonce: [u8; 12] = entropy.bytes()?;
        let payload = Payload { msg: secret, aad: label.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| BankError::Key)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Undoes [`Self::wrap`].
    pub(crate) fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, BankError> {
        let (nonce, sealed) = wrapped.split_first_chunk::<12>().ok_or(BankError::Key)?;
        let payload = Payload { msg: sealed, aad: label.as_bytes() };
        let secret = self.cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| BankError::Key)?;
        Ok(Zeroizing::new(secret))
    }

    /// A digest that says nothing without the master key.
    pub(crate) fn digest(&self, label: &str, value: &[u8]) -> [u8; 32] {
        hmac(&self.digest_key[..], &digest_input(label, value))
    }

    /// Whether the digest is of this value; in constant time.
    pub(crate) fn digest_matches(&self, label: &str, value: &[u8], digest: &[u8]) -> bool {
        hmac_matches(&self.digest_key[..], &digest_input(label, value), digest)
    }
}

fn digest_input(label: &str, value: &[u8]) -> Vec<u8> {
    [label.as_bytes(), &[0], value].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrap_opens_only_under_its_own_label_and_unharmed() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("hsm.key");
        let hsm = Hsm::open(&path, &Entropy::System).expect("opens");
        let wrapped = hsm.wrap(&Entropy::System, "a", b"secret").expect("wraps");
        assert_eq!(hsm.unwrap("a", &wrapped).expect("opens").as_slice(), b"secret");
        assert!(hsm.unwrap("b", &wrapped).is_err());
        let again = Hsm::open(&path, &Entropy::System).expect("opens again");
        assert_eq!(again.unwrap("a", &wrapped).expect("opens").as_slice(), b"secret");
        let mut harmed = wrapped;
        harmed[15] ^= 1;
        assert!(hsm.unwrap("a", &harmed).is_err());
    }
}

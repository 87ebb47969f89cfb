//! The key schedule (`docs/contract/canonical-bytes.md`, HKDF-SHA256 of RFC 5869).

use hkdf::Hkdf;
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::canonical::Canonical;
use crate::refusal::BankError;

/// 32 secret bytes.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// `K_root`, before it is expanded.
pub(crate) struct Root(Hkdf<Sha256>);

impl Root {
    /// `HKDF-Extract(salt = transcript hash, ikm = ECDH(ephemerals) ‖ hw)`.
    pub(crate) fn extract(transcript_hash: &[u8; 32], ephemeral: &Key, hw: &Key) -> Self {
        let ikm = Zeroizing::new([&ephemeral[..], &hw[..]].concat());
        Self(Hkdf::new(Some(transcript_hash), &ikm))
    }

    /// `K_know`, `K_freeze`, `K_reverse`, by label.
    pub(crate) fn expand(&self, label: &str, token: Uuid, epoch: u64) -> Result<Key, BankError> {
        expand(&self.0, label, token, epoch)
    }
}

/// A use key: `HKDF-Expand(HKDF-Extract(salt = hw, ikm = K_know), canonical(label, token id, epoch), 32)`.
pub(crate) fn use_key(hw: &[u8], know: &[u8], label: &str, token: Uuid, epoch: u64) -> Result<Key, BankError> {
    expand(&Hkdf::new(Some(hw), know), label, token, epoch)
}

fn expand(hkdf: &Hkdf<Sha256>, label: &str, token: Uuid, epoch: u64) -> Result<Key, BankError> {
    let info = Canonical::new(label).uuid(token).integer(epoch).finish();
    let mut key = Zeroizing::new([0; 32]);
    hkdf.expand(&info, &mut key[..]).map_err(|_| BankError::Key)?;
    Ok(key)
}

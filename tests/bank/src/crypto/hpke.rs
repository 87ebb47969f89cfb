//! HPKE (RFC 9180), base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The bank only seals.

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use hkdf::Hkdf;
use p256::SecretKey;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::derive::Key;
use super::keys::{PeerKey, agree, public_jwk};
use crate::refusal::BankError;

const KEM: &[u8] = b"KEM\x00\x10";
const SUITE: &[u8] = b"HPKE\x00\x10\x00\x01\x00\x02";

/// What travels.
pub(crate) struct Sealed {
    /// The sender's one-time key.
    pub(crate) enc: [u8; 65],
    pub(crate) sealed: Vec<u8>,
}

/// `SetupBaseS` and `Seal` with the first nonce (§5.1.1, §5.2). `sender` must be fresh and serve nothing else.
pub(crate) fn seal(sender: &SecretKey, to: &PeerKey, info: &[u8], plain: &[u8]) -> Result<Sealed, BankError> {
    let enc = public_jwk(sender)?.to_sec1();
    let context = [&enc[..], &to.sec1()].concat();
    let agreed = agree(sender, to);
    let shared: Key = expand(KEM, &extract(KEM, &[], "eae_prk", &agreed[..]), "shared_secret", &context)?;
    let psk_id = prk(SUITE, &[], "psk_id_hash", &[]);
    let info = prk(SUITE, &[], "info_hash", info);
    let context = [&[0][..], &psk_id[..], &info[..]].concat();
    let secret = extract(SUITE, &shared[..], "secret", &[]);
    let key: Key = expand(SUITE, &secret, "key", &context)?;
    let nonce: Zeroizing<[u8; 12]> = expand(SUITE, &secret, "base_nonce", &context)?;
    let cipher = Aes256Gcm::new_from_slice(&key[..]).map_err(|_| BankError::Key)?;
    let sealed = cipher.encrypt(&Nonce::from(*nonce), plain).map_err(|_| BankError::Key)?;
    Ok(Sealed { enc, sealed })
}

/// `LabeledExtract` (§4).
fn extract(suite: &[u8], salt: &[u8], label: &str, ikm: &[u8]) -> Hkdf<Sha256> {
    Hkdf::new(Some(salt), &labeled(suite, label, ikm))
}

/// The same, as bytes.
fn prk(suite: &[u8], salt: &[u8], label: &str, ikm: &[u8]) -> Key {
    Zeroizing::new(Hkdf::<Sha256>::extract(Some(salt), &labeled(suite, label, ikm)).0.into())
}

fn labeled(suite: &[u8], label: &str, ikm: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([b"HPKE-v1", suite, label.as_bytes(), ikm].concat())
}

/// `LabeledExpand` (§4).
fn expand<const N: usize>(
    suite: &[u8],
    prk: &Hkdf<Sha256>,
    label: &str,
    info: &[u8],
) -> Result<Zeroizing<[u8; N]>, BankError> {
    let length = u16::try_from(N).map_err(|_| BankError::Key)?.to_be_bytes();
    let mut out = Zeroizing::new([0; N]);
    prk.expand(&[&length[..], b"HPKE-v1", suite, label.as_bytes(), info].concat(), &mut out[..])
        .map_err(|_| BankError::Key)?;
    Ok(out)
}

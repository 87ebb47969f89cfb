//! Opening what the bank sealed to a one-time key of this phone: HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256,
//! AES-256-GCM, one message for each key (`docs/contract/cards.md`).
//!
//! The phone only opens. Its key is made for one message and used up by it, so that neither the end of TLS nor what is kept of the
//! traffic reads the message later.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::kdf::{expand, extract};
use crate::p256key::{Ephemeral, PublicKey};
use crate::secret::{Secret, SecretBytes};

/// `"KEM" ‖ I2OSP(0x0010, 2)`.
const KEM_SUITE: &[u8] = b"KEM\x00\x10";
/// `"HPKE" ‖ kem ‖ kdf ‖ aead`.
const SUITE: &[u8] = b"HPKE\x00\x10\x00\x01\x00\x02";
/// `mode_base`.
const BASE: u8 = 0;

/// It was not sealed to this key, for this purpose, or was changed on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was sealed cannot be opened with this key")]
pub struct HpkeError;

/// `SetupBaseR` and `Open` with the first nonce (RFC 9180 §5.1.1, §5.2). `enc`: the sender's one-time key. Uses the key up.
///
/// # Errors
/// [`HpkeError`], whatever was wrong.
pub fn open(key: Ephemeral, enc: &[u8], info: &[u8], aad: &[u8], sealed: Vec<u8>) -> Result<SecretBytes, HpkeError> {
    let sender = PublicKey::from_sec1(enc).map_err(|_| HpkeError)?;
    let own = key.public();
    let shared = key.agree(&sender).map_err(|_| HpkeError)?;
    open_agreed(&shared, enc, &own, info, aad, sealed)
}

/// The rest, from the agreed point on.
fn open_agreed(
    agreed: &Secret<32>,
    enc: &[u8],
    own: &PublicKey,
    info: &[u8],
    aad: &[u8],
    mut sealed: Vec<u8>,
) -> Result<SecretBytes, HpkeError> {
    // ExtractAndExpand (§4.1).
    let context = [enc, &own.to_sec1()].concat();
    let prk = labeled_extract(KEM_SUITE, &[], "eae_prk", agreed.expose());
    let mut shared = Secret::<32>::zeroed();
    labeled_expand(KEM_SUITE, &prk, "shared_secret", &context, shared.expose_mut())?;
    // KeySchedule (§5.1), without a pre-shared key.
    let psk_id = labeled_extract(SUITE, &[], "psk_id_hash", &[]);
    let info = labeled_extract(SUITE, &[], "info_hash", info);
    let context = [&[BASE][..], psk_id.expose(), info.expose()].concat();
    let secret = labeled_extract(SUITE, shared.expose(), "secret", &[]);
    let mut key = Secret::<32>::zeroed();
    labeled_expand(SUITE, &secret, "key", &context, key.expose_mut())?;
    let mut nonce = [0; NONCE_LEN];
    labeled_expand(SUITE, &secret, "base_nonce", &context, &mut nonce)?;
    // Exposed to the cipher itself.
    let cipher = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).map_err(|_| HpkeError)?;
    let length = cipher
        .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut sealed)
        .map_err(|_| HpkeError)?
        .len();
    sealed.truncate(length);
    Ok(SecretBytes::from_vec(sealed))
}

/// `LabeledExtract` (§4). The labelled material is wiped: it may hold a secret.
fn labeled_extract(suite: &[u8], salt: &[u8], label: &str, ikm: &[u8]) -> Secret<32> {
    let material = SecretBytes::from_vec([b"HPKE-v1", suite, label.as_bytes(), ikm].concat());
    extract(salt, material.expose())
}

/// `LabeledExpand` (§4).
fn labeled_expand(suite: &[u8], prk: &Secret<32>, label: &str, info: &[u8], out: &mut [u8]) -> Result<(), HpkeError> {
    let length = u16::try_from(out.len()).map_err(|_| HpkeError)?;
    expand(prk, &[&length.to_be_bytes()[..], b"HPKE-v1", suite, label.as_bytes(), info].concat(), out)
        .map_err(|_| HpkeError)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
    }

    /// The published vector of this suite in base mode: kem 16, kdf 1, aead 2 (RFC 9180, test vectors of the CFRG).
    struct Vector {
        agreed: Secret<32>,
        enc: Vec<u8>,
        own: PublicKey,
        info: Vec<u8>,
        aad: Vec<u8>,
        sealed: Vec<u8>,
        plain: Vec<u8>,
    }

    fn vector() -> Vector {
        let own_secret = hex("317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2");
        let enc = hex("04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e\
             0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0");
        let own = hex("04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f\
             853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c");
        let secret = p256::SecretKey::from_slice(&own_secret).expect("a scalar");
        let peer = p256::PublicKey::from_sec1_bytes(&enc).expect("a point");
        let point = p256::ecdh::diffie_hellman(secret.to_nonzero_scalar(), peer.as_affine());
        Vector {
            agreed: Secret::try_from_slice(point.raw_secret_bytes().as_slice()).expect("32 bytes"),
            enc,
            own: PublicKey::from_sec1(&own).expect("a point"),
            info: hex("4f6465206f6e2061204772656369616e2055726e"),
            aad: hex("436f756e742d30"),
            sealed: hex("58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465\
                 e902cd216f8908da49f8f96f"),
            plain: hex("4265617574792069732074727574682c20747275746820626561757479"),
        }
    }

    #[test]
    fn card_5_the_published_vector_of_rfc_9180_opens() {
        let Vector { agreed, enc, own, info, aad, sealed, plain } = vector();
        let opened = open_agreed(&agreed, &enc, &own, &info, &aad, sealed).expect("opens");
        assert_eq!(opened.expose(), plain);
    }

    #[test]
    fn card_5_what_was_changed_or_sealed_for_something_else_does_not_open() {
        let opens = |change: &dyn Fn(&mut Vector)| {
            let mut bent = vector();
            change(&mut bent);
            let Vector { agreed, enc, own, info, aad, sealed, .. } = bent;
            open_agreed(&agreed, &enc, &own, &info, &aad, sealed).is_ok()
        };
        assert!(opens(&|_| {}));
        assert!(!opens(&|bent| bent.sealed[0] ^= 1));
        assert!(!opens(&|bent| bent.sealed.truncate(20)));
        assert!(!opens(&|bent| bent.sealed.clear()));
        assert!(!opens(&|bent| bent.info.push(0)));
        assert!(!opens(&|bent| bent.aad.clear()));
        assert!(!opens(&|bent| bent.enc[1] ^= 1));
        assert!(!opens(&|bent| bent.agreed = Secret::from_bytes(&mut [7; 32])));
    }

    #[test]
    fn card_5_a_key_that_is_no_point_opens_nothing() {
        let Vector { info, aad, sealed, .. } = vector();
        let key = Ephemeral::generate().expect("key");
        assert_eq!(open(key, &[4; 65], &info, &aad, sealed).err(), Some(HpkeError));
    }
}

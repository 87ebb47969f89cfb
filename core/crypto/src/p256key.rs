//! P-256 keys (FIPS 186-5, SEC 1): public keys of either side, and the phone's own keys that live in memory only.
//!
//! Keys that outlive the process belong to the host's hardware (`DeviceKeys`), not here.

use std::fmt;

use p256::elliptic_curve::sec1::ToSec1Point as _;
use ring::agreement;
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, UnparsedPublicKey};

use crate::encoding::base64url;
use crate::hash::sha256;
use crate::secret::Secret;

/// Why a key or a signature was refused or not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not 65 bytes `04 ‖ x ‖ y` of a point on the curve.
    #[error("not an uncompressed point of P-256")]
    NotAPoint,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// The operating system gave no random bytes.
    #[error("no random bytes")]
    NoRandomness,
    /// The agreement failed.
    #[error("the key agreement failed")]
    Agreement,
}

/// A public key: a point of the curve other than infinity, checked when made (SEC 1 §3.2.2.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 65]);

impl PublicKey {
    /// From `04 ‖ x ‖ y`. Compressed and hybrid forms are refused: one key, one spelling.
    ///
    /// # Errors
    /// [`KeyError::NotAPoint`].
    pub fn from_sec1(point: &[u8]) -> Result<Self, KeyError> {
        let point: [u8; 65] = point.try_into().map_err(|_| KeyError::NotAPoint)?;
        if point[0] != 4 {
            return Err(KeyError::NotAPoint);
        }
        // ring checks a point only where it uses it; p256 checks it here.
        p256::PublicKey::from_sec1_bytes(&point).map_err(|_| KeyError::NotAPoint)?;
        Ok(Self(point))
    }

    /// `04 ‖ x ‖ y`.
    #[must_use]
    pub const fn to_sec1(&self) -> [u8; 65] {
        self.0
    }

    /// RFC 7638 thumbprint: base64url of the SHA-256 of the key's canonical JWK.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.0[1..].split_at(32);
        let jwk = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, base64url(x), base64url(y));
        base64url(&sha256(jwk.as_bytes()))
    }

    /// Checks an ECDSA-SHA256 signature of 64 bytes r ‖ s.
    ///
    /// # Errors
    /// [`KeyError::Signature`], for another length too.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), KeyError> {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0)
            .verify(message, signature)
            .map_err(|_| KeyError::Signature)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.thumbprint())
    }
}

/// The session's signing key: made at sign-in, in memory only, gone with the process.
pub struct SessionKey {
    // ring's key pair cannot be wiped, so it is set up for each signature; what stays is wiped when dropped.
    scalar: Secret<32>,
    public: PublicKey,
}

impl SessionKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate() -> Result<Self, KeyError> {
        let mut scalar = Secret::zeroed();
        // A candidate is out of range once in 2³²; ten in a row are no chance.
        for _ in 0..10 {
            SystemRandom::new().fill(scalar.expose_mut()).map_err(|_| KeyError::NoRandomness)?;
            // Exposed to compute the public half; p256 wipes its copy.
            let Ok(private) = p256::SecretKey::from_slice(scalar.expose()) else {
                continue;
            };
            let public = PublicKey::from_sec1(&private.public_key().to_sec1_point(false).to_bytes())?;
            return Ok(Self { scalar, public });
        }
        Err(KeyError::NoRandomness)
    }

    /// Its public half.
    #[must_use]
    pub const fn public(&self) -> PublicKey {
        self.public
    }

    /// Signs with ECDSA-SHA256: 64 bytes r ‖ s, different at every call.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], KeyError> {
        let random = SystemRandom::new();
        // Exposed to the signing itself.
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            self.scalar.expose(),
            &self.public.0,
            &random,
        )
        .map_err(|_| KeyError::NoRandomness)?;
        let signature = pair.sign(&random, message).map_err(|_| KeyError::NoRandomness)?;
        signature.as_ref().try_into().map_err(|_| KeyError::Signature)
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(redacted)")
    }
}

/// One half of one key agreement (ECDH, SEC 1 §3.3.1): agreeing uses it up.
pub struct Ephemeral {
    private: agreement::EphemeralPrivateKey,
    public: PublicKey,
}

impl Ephemeral {
    /// A fresh key.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`].
    pub fn generate() -> Result<Self, KeyError> {
        let private = agreement::EphemeralPrivateKey::generate(&agreement::ECDH_P256, &SystemRandom::new())
            .map_err(|_| KeyError::NoRandomness)?;
        let public = private.compute_public_key().map_err(|_| KeyError::NoRandomness)?;
        Ok(Self { public: PublicKey::from_sec1(public.as_ref())?, private })
    }

    /// Its public half.
    #[must_use]
    pub const fn public(&self) -> PublicKey {
        self.public
    }

    /// The x coordinate of the shared point.
    ///
    /// # Errors
    /// [`KeyError::Agreement`].
    pub fn agree(self, peer: &PublicKey) -> Result<Secret<32>, KeyError> {
        let peer = agreement::UnparsedPublicKey::new(&agreement::ECDH_P256, &peer.0);
        agreement::agree_ephemeral(self.private, &peer, Secret::try_from_slice)
            .ok()
            .flatten()
            .ok_or(KeyError::Agreement)
    }
}

impl fmt::Debug for Ephemeral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ephemeral(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_a_thumbprint_and_no_private_key() {
        let key = SessionKey::generate().expect("key");
        assert_eq!(format!("{key:?}"), "SessionKey(redacted)");
        assert_eq!(format!("{:?}", Ephemeral::generate().expect("key")), "Ephemeral(redacted)");
        assert_eq!(format!("{:?}", key.public()), format!("PublicKey({})", key.public().thumbprint()));
    }

    #[test]
    fn a_session_key_signs_what_its_public_half_verifies() {
        let (key, other) = (SessionKey::generate().expect("key"), SessionKey::generate().expect("key"));
        let signature = key.sign(b"message").expect("signs");
        assert_eq!(key.public().verify(b"message", &signature), Ok(()));
        assert_eq!(key.public().verify(b"massage", &signature), Err(KeyError::Signature));
        assert_eq!(other.public().verify(b"message", &signature), Err(KeyError::Signature));
        assert_eq!(key.public().verify(b"message", &signature[..63]), Err(KeyError::Signature));
        assert_ne!(signature, key.sign(b"message").expect("signs"));
    }

    #[test]
    fn both_halves_agree() {
        let (one, two) = (Ephemeral::generate().expect("key"), Ephemeral::generate().expect("key"));
        let (public_one, public_two) = (one.public(), two.public());
        let shared = one.agree(&public_two).expect("agrees");
        assert_eq!(shared, two.agree(&public_one).expect("agrees"));
        assert_ne!(shared.expose(), &[0; 32]);
    }

    #[test]
    fn other_forms_and_points_off_the_curve_are_refused() {
        let good = SessionKey::generate().expect("key").public().to_sec1();
        assert!(PublicKey::from_sec1(&good).is_ok());
        let mut off = good;
        off[64] ^= 1;
        let mut hybrid = good;
        hybrid[0] = 6 | (good[64] & 1);
        let compressed = [&[2 | (good[64] & 1)], &good[1..33]].concat();
        for bad in [&off[..], &hybrid, &compressed, &[0], &[], &[4; 65], &good[..64], &[0; 65]] {
            assert_eq!(PublicKey::from_sec1(bad), Err(KeyError::NotAPoint));
        }
    }
}

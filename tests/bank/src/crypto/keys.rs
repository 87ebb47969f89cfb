//! P-256 keys in the forms of the contract.

use kunci_wire::Jwk;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::{PublicKey, SecretKey};
use zeroize::Zeroizing;

use super::mac::sha256;
use crate::refusal::BankError;

/// A public key that lies on the curve.
#[derive(Clone)]
pub(crate) struct PeerKey {
    jwk: Jwk,
    point: PublicKey,
}

impl PeerKey {
    /// `None` if the coordinates are no point of P-256.
    pub(crate) fn from_jwk(jwk: &Jwk) -> Option<Self> {
        let point = PublicKey::from_sec1_bytes(&jwk.to_sec1()).ok()?;
        Some(Self { jwk: jwk.clone(), point })
    }

    /// From the 65 bytes kept in the database.
    pub(crate) fn from_sec1(point: &[u8]) -> Option<Self> {
        Self::from_jwk(&Jwk::from_sec1(point)?)
    }

    /// The 65 bytes of the uncompressed point.
    pub(crate) fn sec1(&self) -> [u8; 65] {
        self.jwk.to_sec1()
    }

    /// The key's id: RFC 7638.
    pub(crate) fn thumbprint(&self) -> String {
        thumbprint(&self.jwk)
    }

    /// ECDSA P-256 SHA-256 over the message; 64 bytes r‖s.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        VerifyingKey::from(&self.point).verify(message, &signature).is_ok()
    }
}

/// A signing key and its public forms.
pub(crate) struct SigningPair {
    /// Made once: it holds the public point, which costs as much to find as a signature.
    pub(crate) signer: SigningKey,
    pub(crate) public: Jwk,
    pub(crate) kid: String,
}

impl SigningPair {
    pub(crate) fn new(secret: SecretKey) -> Result<Self, BankError> {
        let public = public_jwk(&secret)?;
        let kid = thumbprint(&public);
        Ok(Self { signer: SigningKey::from(secret), public, kid })
    }
}

/// RFC 7638 SHA-256 thumbprint, base64url.
pub(crate) fn thumbprint(jwk: &Jwk) -> String {
    kunci_wire::bytes::encode(&sha256(jwk.thumbprint_input().as_bytes()))
}

/// The public half as JWK.
pub(crate) fn public_jwk(key: &SecretKey) -> Result<Jwk, BankError> {
    Jwk::from_sec1(&key.public_key().to_sec1_bytes()).ok_or(BankError::Key)
}

/// ECDSA P-256 SHA-256; 64 bytes r‖s.
pub(crate) fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign(message);
    signature.to_bytes().to_vec()
}

/// x coordinate of the shared point, 32 bytes.
pub(crate) fn agree(own: &SecretKey, peer: &PeerKey) -> Zeroizing<[u8; 32]> {
    let shared = p256::ecdh::diffie_hellman(own.to_nonzero_scalar(), peer.point.as_affine());
    Zeroizing::new((*shared.raw_secret_bytes()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;

    #[test]
    fn points_off_the_curve_are_no_keys() {
        let mut point = [1; 65];
        point[0] = 4;
        assert!(PeerKey::from_sec1(&point).is_none());
        let key = Entropy::System.secret_key().expect("key");
        assert!(PeerKey::from_jwk(&public_jwk(&key).expect("public")).is_some());
    }

    #[test]
    fn rfc_7638_thumbprint_is_of_the_ordered_members() {
        // Coordinates of RFC 7517 appendix A.1; digest computed once with an independent tool.
        let jwk: Jwk = serde_json::from_str(
            r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}"#,
        )
        .expect("jwk");
        assert_eq!(thumbprint(&jwk), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }
}

//! Compact JWS (RFC 7515), ES256, with a header of exactly `alg`, `kid`, `typ`.

use kunci_wire::bytes::{decode, encode};
use p256::ecdsa::SigningKey;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::keys::{PeerKey, SigningPair, sign};
use super::strict::{self, StrictError};
use crate::refusal::BankError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Signs a payload under the key's own thumbprint.
pub(crate) fn seal<T: Serialize>(key: &SigningPair, typ: &str, payload: &T) -> Result<String, BankError> {
    seal_as(&key.signer, &key.kid, typ, payload)
}

/// Signs a payload under any key id: also the wrong one, for the fault switches.
pub(crate) fn seal_as<T: Serialize>(key: &SigningKey, kid: &str, typ: &str, payload: &T) -> Result<String, BankError> {
    let header = Header { alg: "ES256".to_owned(), kid: kid.to_owned(), typ: typ.to_owned() };
    let signed = format!("{}.{}", encode(&serde_json::to_vec(&header)?), encode(&serde_json::to_vec(payload)?));
    let signature = encode(&sign(key, signed.as_bytes()));
    Ok(format!("{signed}.{signature}"))
}

/// A well-formed JWS of the wanted `typ` whose signature nobody has looked at yet.
pub(crate) struct Unverified<T> {
    signed: String,
    signature: Vec<u8>,
    kid: String,
    /// What it claims.
    pub(crate) claim: T,
}

/// Why a text is no JWS of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JwsError {
    /// Not three base64url parts, not JSON, a missing member.
    Malformed,
    /// A payload member that the contract does not have.
    UnknownField,
    /// Another `alg` or `typ`, or a further header member.
    Header,
}

/// Reads without verifying: the claim says which key to ask for.
pub(crate) fn read<T: Serialize + DeserializeOwned>(text: &str, typ: &str) -> Result<Unverified<T>, JwsError> {
    let (signed, signature) = text.rsplit_once('.').ok_or(JwsError::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(JwsError::Malformed)?;
    let header = decode(header).ok_or(JwsError::Malformed)?;
    let payload = decode(payload).ok_or(JwsError::Malformed)?;
    let signature = decode(signature).ok_or(JwsError::Malformed)?;
    if !kunci_wire::limits::depth_is_fine(&header) || !kunci_wire::limits::depth_is_fine(&payload) {
        return Err(JwsError::Malformed);
    }
    let header: Header = strict::read(&header).map_err(|_| JwsError::Header)?;
    if header.alg != "ES256" || header.typ != typ {
        return Err(JwsError::Header);
    }
    let claim = strict::read(&payload).map_err(|error| match error {
        StrictError::UnknownField => JwsError::UnknownField,
        StrictError::Malformed => JwsError::Malformed,
    })?;
    Ok(Unverified { signed: signed.to_owned(), signature, kid: header.kid, claim })
}

impl<T> Unverified<T> {
    /// Whether this key, and no other, signed it.
    pub(crate) fn verifies(&self, key: &PeerKey) -> bool {
        self.kid == key.thumbprint() && key.verifies(self.signed.as_bytes(), &self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::Entropy;

    fn pair(entropy: &Entropy) -> SigningPair {
        SigningPair::new(entropy.secret_key().expect("key")).expect("pair")
    }

    fn peer(key: &SigningPair) -> PeerKey {
        PeerKey::from_jwk(&key.public).expect("point")
    }

    #[test]
    fn a_signature_serves_one_typ_one_key_and_one_payload() {
        let key = pair(&Entropy::System);
        let other = pair(&Entropy::System);
        let text = seal(&key, "t", &[1, 2]).expect("signs");
        let read_back = read::<Vec<u8>>(&text, "t").expect("reads");
        assert!(read_back.verifies(&peer(&key)));
        assert!(!read_back.verifies(&peer(&other)));
        assert_eq!(read::<Vec<u8>>(&text, "u").err(), Some(JwsError::Header));
        let forged = seal_as(&other.signer, &key.kid, "t", &[1, 2]).expect("signs");
        assert!(!read::<Vec<u8>>(&forged, "t").expect("reads").verifies(&peer(&key)));
    }

    #[test]
    fn other_algorithms_and_header_members_are_refused() {
        for header in [
            r#"{"alg":"none","kid":"k","typ":"t"}"#,
            r#"{"alg":"HS256","kid":"k","typ":"t"}"#,
            r#"{"alg":"ES256","kid":"k","typ":"t","jwk":{}}"#,
            r#"{"alg":"ES256","typ":"t"}"#,
        ] {
            let text = format!("{}.{}.{}", encode(header.as_bytes()), encode(b"[]"), encode(&[0; 64]));
            assert_eq!(read::<Vec<u8>>(&text, "t").err(), Some(JwsError::Header), "{header}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_stumble(text in "[A-Za-z0-9_.=-]{0,200}") {
            let _ = read::<Vec<u8>>(&text, "t");
        }

        #[test]
        fn no_change_of_a_signed_object_verifies(at in 0_usize..1000, with in "[A-Za-z0-9_-]") {
            let key = pair(&Entropy::new(Some(1), 1));
            let good = seal(&key, "t", &[1, 2, 3]).expect("signs");
            let mut changed = good.clone();
            let at = at % good.len();
            changed.replace_range(at..=at, &with);
            let verifies = read::<Vec<u8>>(&changed, "t").is_ok_and(|read| read.verifies(&peer(&key)));
            proptest::prop_assert_eq!(verifies, changed == good);
        }
    }
}

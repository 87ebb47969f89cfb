//! Signed objects: JWS in compact serialisation (RFC 7515 §7.1), ES256 (RFC 7518 §3.4), with one spelling for everything.
//!
//! The protected header is exactly `alg`, `kid`, `typ`. `alg` is compared with `ES256`, never used to choose; the caller says
//! which `typ` it wants, so a signature made for one purpose never serves another. The bytes that were received are the bytes
//! that are verified: nothing is spelt anew in between. (The signature itself has a twin, r ‖ n − s, as always with ECDSA: never
//! take the bytes of a JWS for an identifier.)

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::encoding::{base64url, from_base64url};
use crate::p256key::PublicKey;

/// The longest JWS that is looked at, in bytes.
pub const MAX_LEN: usize = 64 * 1024;

/// Why a JWS was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Longer than [`MAX_LEN`].
    #[error("longer than 64 KiB")]
    TooLong,
    /// Not three parts of base64url without padding, or a signature that is not 64 bytes.
    #[error("not a compact JWS")]
    Form,
    /// The header is not exactly `alg`, `kid`, `typ`.
    #[error("the protected header is not exactly alg, kid, typ")]
    Header,
    /// Another algorithm than ES256.
    #[error("the algorithm is not ES256")]
    Algorithm,
    /// A signature made for another purpose.
    #[error("the signature is for another purpose")]
    Type,
    /// The signature does not fit.
    #[error("the signature does not fit")]
    Signature,
    /// The signature fits, but the payload is not what this `typ` carries.
    #[error("the payload is not of the expected shape")]
    Payload,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// What is signed: `BASE64URL(header) "." BASE64URL(payload)` (RFC 7515 §5.1). Signing happens elsewhere, in hardware.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningInput(String);

impl SigningInput {
    /// The bytes to sign with ES256.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Begins a JWS.
///
/// # Errors
/// [`JwsError::TooLong`], [`JwsError::Header`].
pub fn sign_input(kid: &str, typ: &str, payload_json: &[u8]) -> Result<SigningInput, JwsError> {
    let header = Header { alg: "ES256".into(), kid: kid.into(), typ: typ.into() };
    let header = serde_json::to_vec(&header).map_err(|_| JwsError::Header)?;
    let input = format!("{}.{}", base64url(&header), base64url(payload_json));
    if input.len() + SIGNATURE_PART > MAX_LEN {
        return Err(JwsError::TooLong);
    }
    Ok(SigningInput(input))
}

/// Ends a JWS with the signature of its input: 64 bytes r ‖ s.
#[must_use]
pub fn assemble(input: SigningInput, signature: &[u8; 64]) -> String {
    let SigningInput(mut jws) = input;
    jws.push('.');
    jws.push_str(&base64url(signature));
    jws
}

/// A dot and 64 bytes in base64url.
const SIGNATURE_PART: usize = 1 + 86;

/// A payload whose signature, algorithm and `typ` fit. Whether its contents do is still to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedPayload(Vec<u8>);

impl VerifiedPayload {
    /// The bytes as they were signed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as they were signed.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Reads the JSON object.
    ///
    /// # Errors
    /// [`JwsError::Payload`].
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, JwsError> {
        read_object(&self.0).ok_or(JwsError::Payload)
    }
}

/// Verifies a JWS under a key that the caller chose for this `typ`.
///
/// # Errors
/// [`JwsError`].
pub fn verify(jws: &str, expected_typ: &str, key: &PublicKey) -> Result<VerifiedPayload, JwsError> {
    let parts = Parts::split(jws)?;
    let header = parts.header()?;
    if header.typ != expected_typ {
        return Err(JwsError::Type);
    }
    let signature: [u8; 64] =
        from_base64url(parts.signature).and_then(|bytes| bytes.try_into().ok()).ok_or(JwsError::Form)?;
    let payload = from_base64url(parts.payload).ok_or(JwsError::Form)?;
    key.verify(parts.input.as_bytes(), &signature).map_err(|_| JwsError::Signature)?;
    Ok(VerifiedPayload(payload))
}

/// **Danger: nothing is verified.** The key id that a JWS claims, good only for looking up a key that is trusted for other
/// reasons, to be passed to [`verify`].
///
/// # Errors
/// [`JwsError::TooLong`], [`JwsError::Form`], [`JwsError::Header`], [`JwsError::Algorithm`].
pub fn peek_kid(jws: &str) -> Result<String, JwsError> {
    Ok(Parts::split(jws)?.header()?.kid)
}

/// **Danger: nothing is verified.** The purpose that a JWS claims, good only for telling the sorts of scanned texts apart.
///
/// # Errors
/// As [`peek_kid`].
pub fn peek_typ(jws: &str) -> Result<String, JwsError> {
    Ok(Parts::split(jws)?.header()?.typ)
}

/// **Danger: nothing is verified.** What a JWS claims, good only for showing it as a claim that nobody can check any more.
///
/// # Errors
/// As [`peek_kid`].
pub fn peek_payload(jws: &str) -> Result<Vec<u8>, JwsError> {
    let parts = Parts::split(jws)?;
    parts.header()?;
    from_base64url(parts.payload).ok_or(JwsError::Form)
}

struct Parts<'a> {
    input: &'a str,
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
}

impl<'a> Parts<'a> {
    fn split(jws: &'a str) -> Result<Self, JwsError> {
        if jws.len() > MAX_LEN {
            return Err(JwsError::TooLong);
        }
        let (input, signature) = jws.rsplit_once('.').ok_or(JwsError::Form)?;
        let (header, payload) = input.split_once('.').ok_or(JwsError::Form)?;
        // A further dot would stand in the payload, where base64url refuses it.
        Ok(Self { input, header, payload, signature })
    }

    fn header(&self) -> Result<Header, JwsError> {
        let bytes = from_base64url(self.header).ok_or(JwsError::Form)?;
        let header: Header = read_object(&bytes).ok_or(JwsError::Header)?;
        if header.alg != "ES256" {
            return Err(JwsError::Algorithm);
        }
        Ok(header)
    }
}

/// serde refuses missing and repeated members (and unknown ones where asked), and anything but white space behind. But it reads
/// a struct from an array as well: only an object will do here.
fn read_object<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    json.trim_ascii_start().starts_with(b"{").then(|| serde_json::from_slice(json).ok())?
}

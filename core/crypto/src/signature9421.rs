//! Request signatures (RFC 9421) and content digests (RFC 9530), in the one form of `docs/contract/handshake.md`.
//!
//! [`RequestToSign::prepare`] gives the bytes to sign; the signer is elsewhere; [`Prepared::signature_header`] ends it.

use std::fmt::Write as _;

use crate::encoding::{base64url, byte_sequence};
use crate::hash::sha256;
use crate::p256key::{KeyError, PublicKey};

/// The longest life of a signature, in seconds.
pub const MAX_LIFE_SECONDS: u64 = 120;

/// The parts of a request that a signature covers. Header values as they are sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct RequestToSign<'a> {
    /// Method, such as `POST`.
    pub method: &'a str,
    /// Host, and port unless it is 443.
    pub authority: &'a str,
    /// Path as sent, still percent-encoded; an empty one is `/`.
    pub path: &'a str,
    /// Query as sent, without `?`.
    pub query: Option<&'a str>,
    /// `content-type`; must be there with a body.
    pub content_type: Option<&'a str>,
    /// Body as sent.
    pub body: Option<&'a [u8]>,
    /// `idempotency-key`.
    pub idempotency_key: Option<&'a str>,
    /// `if-match`.
    pub if_match: Option<&'a str>,
    /// `authorization`.
    pub authorization: Option<&'a str>,
}

/// The signature's own parameters (RFC 9421 §2.3).
#[derive(Clone, Copy, Debug)]
pub struct SignatureParams<'a> {
    /// Unix seconds, in the bank's time.
    pub created: u64,
    /// Unix seconds; at most [`MAX_LIFE_SECONDS`] after `created`.
    pub expires: u64,
    /// Fresh random bytes.
    pub nonce: &'a [u8; 16],
    /// Thumbprint of the signing key.
    pub keyid: &'a str,
    /// Which key signs, and for what.
    pub tag: Tag,
}

/// Which key signs, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// The session key.
    Session,
    /// The device key, without a session.
    Device,
}

impl Tag {
    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Session => "kunci/1/session",
            Self::Device => "kunci/1/device",
        }
    }
}

/// Why a request cannot be signed: a mistake of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// A value that no header or target can hold: empty method or authority, a line break, another control character,
    /// something else than ASCII.
    #[error("{0} cannot be covered")]
    Value(&'static str),
    /// A body without `content-type`.
    #[error("a body needs a content-type")]
    ContentType,
    /// It ends before it begins, or lives too long.
    #[error("the signature's life is not 1 to 120 seconds")]
    Life,
}

/// What is to be signed, and the headers that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// `content-digest`, if there is a body.
    pub content_digest: Option<String>,
    /// `signature-input`.
    pub signature_input: String,
    /// The signature base (RFC 9421 §2.5): the bytes to sign with ECDSA P-256 SHA-256.
    pub base: Vec<u8>,
}

impl Prepared {
    /// `signature`, from the 64 bytes r ‖ s over [`Prepared::base`].
    #[must_use]
    pub fn signature_header(&self, signature: &[u8; 64]) -> String {
        format!("kunci={}", byte_sequence(signature))
    }
}

impl RequestToSign<'_> {
    /// Builds the signature base. The components stand in the contract's order, and all that the request has are covered.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub fn prepare(&self, params: &SignatureParams<'_>) -> Result<Prepared, SignatureError> {
        if self.body.is_some() && self.content_type.is_none() {
            return Err(SignatureError::ContentType);
        }
        if !(1..=MAX_LIFE_SECONDS).contains(&params.expires.saturating_sub(params.created)) {
            return Err(SignatureError::Life);
        }
        if !is_string_content(params.keyid) {
            return Err(SignatureError::Value("keyid"));
        }
        let content_digest = self.body.map(content_digest);
        let components = self.components(content_digest.as_deref())?;
        let (mut names, mut base) = (String::new(), String::new());
        for (name, value) in &components {
            let space = if names.is_empty() { "" } else { " " };
            // Writing to a String does not fail.
            _ = write!(names, "{space}\"{name}\"");
            _ = writeln!(base, "\"{name}\": {value}");
        }
        let parameters = format!("({names}){}", parameters(params));
        _ = write!(base, "\"@signature-params\": {parameters}");
        Ok(Prepared { content_digest, signature_input: format!("kunci={parameters}"), base: base.into_bytes() })
    }

    fn components(&self, content_digest: Option<&str>) -> Result<Vec<(&'static str, String)>, SignatureError> {
        let path = if self.path.is_empty() { "/" } else { self.path };
        let mut components = vec![
            ("@method", target_part("@method", self.method)?),
            ("@authority", authority(self.authority)?),
            ("@path", target_part("@path", path)?),
            ("@query", query(self.query)?),
        ];
        let headers = [
            ("content-digest", content_digest),
            ("content-type", self.content_type),
            ("idempotency-key", self.idempotency_key),
            ("if-match", self.if_match),
            ("authorization", self.authorization),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                components.push((name, header_value(name, value)?));
            }
        }
        Ok(components)
    }
}

/// `content-digest` of a body (RFC 9530 §2).
#[must_use]
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256={}", byte_sequence(&sha256(body)))
}

/// Checks a signature of 64 bytes over a signature base, as the receiving side does.
///
/// # Errors
/// [`KeyError::Signature`].
pub fn verify_base(base: &[u8], signature: &[u8], key: &PublicKey) -> Result<(), KeyError> {
    key.verify(base, signature)
}

fn parameters(params: &SignatureParams<'_>) -> String {
    format!(
        r#";created={};expires={};nonce="{}";keyid="{}";alg="ecdsa-p256-sha256";tag="{}""#,
        params.created,
        params.expires,
        base64url(params.nonce),
        params.keyid,
        params.tag.as_str(),
    )
}

/// RFC 9421 §2.2.7: with its `?`, which stands alone if there is no query.
fn query(value: Option<&str>) -> Result<String, SignatureError> {
    match value {
        None | Some("") => Ok("?".into()),
        Some(value) => target_part("@query", value).map(|value| format!("?{value}")),
    }
}

/// RFC 9421 §2.2.3: lower case, without the scheme's default port.
fn authority(value: &str) -> Result<String, SignatureError> {
    let lower = value.strip_suffix(":443").unwrap_or(value).to_ascii_lowercase();
    target_part("@authority", &lower)
}

/// A part of the request target: visible ASCII, at least one character.
fn target_part(name: &'static str, value: &str) -> Result<String, SignatureError> {
    let fine = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic());
    fine.then(|| value.to_owned()).ok_or(SignatureError::Value(name))
}

/// RFC 9421 §2.1: the value without the white space around it; on one line.
fn header_value(name: &'static str, value: &str) -> Result<String, SignatureError> {
    let value = value.trim_matches([' ', '\t']);
    let fine = value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t'));
    fine.then(|| value.to_owned()).ok_or(SignatureError::Value(name))
}

/// What a quoted string of structured fields holds without escapes (RFC 8941 §3.3.3).
fn is_string_content(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\')
}

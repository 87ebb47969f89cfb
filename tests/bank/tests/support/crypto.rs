//! The phone's cryptography, written again from the contract: neither the bank's code nor the core's.

use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kunci_wire::Jwk;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::{PublicKey, SecretKey};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

pub use kunci_wire::bytes::{decode, encode};

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("randomness");
    bytes
}

pub fn secret_key() -> SecretKey {
    loop {
        if let Ok(key) = SecretKey::from_slice(&random::<32>()) {
            return key;
        }
    }
}

pub fn jwk(key: &SecretKey) -> Jwk {
    Jwk::from_sec1(&key.public_key().to_sec1_bytes()).expect("uncompressed")
}

pub fn thumbprint(key: &SecretKey) -> String {
    encode(&sha256(jwk(key).thumbprint_input().as_bytes()))
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

pub fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    Hmac::<Sha256>::new_from_slice(key).expect("any length").chain_update(message).finalize().into_bytes().into()
}

/// HKDF by hand (RFC 5869), 32 bytes.
pub fn extract(salt: &[u8], material: &[u8]) -> [u8; 32] {
    hmac(salt, material)
}

pub fn expand(key: &[u8; 32], info: &[u8]) -> [u8; 32] {
    hmac(key, &[info, &[1]].concat())
}

pub fn agree(own: &SecretKey, peer: &Jwk) -> [u8; 32] {
    let peer = PublicKey::from_sec1_bytes(&peer.to_sec1()).expect("a point");
    let shared = p256::ecdh::diffie_hellman(own.to_nonzero_scalar(), peer.as_affine());
    (*shared.raw_secret_bytes()).into()
}

pub fn sign(key: &SecretKey, message: &[u8]) -> Vec<u8> {
    let signature: Signature = SigningKey::from(key).sign(message);
    signature.to_bytes().to_vec()
}

/// `label ‖ 00 ‖ (tag ‖ length ‖ value)…`.
pub fn canonical(label: &str, fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = [label.as_bytes(), &[0]].concat();
    for (tag, field) in (1_u16..).zip(fields) {
        bytes.extend(tag.to_be_bytes());
        bytes.extend(u32::try_from(field.len()).expect("short").to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

pub fn jws(key: &SecretKey, typ: &str, payload: &impl Serialize) -> String {
    let header = format!(r#"{{"alg":"ES256","kid":"{}","typ":"{typ}"}}"#, thumbprint(key));
    let signed = format!("{}.{}", encode(header.as_bytes()), encode(&serde_json::to_vec(payload).expect("json")));
    let signature = encode(&sign(key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// Verifies a JWS and returns its payload; `None` if `kid`, `typ` or signature do not fit.
pub fn open_jws(text: &str, typ: &str, key: &Jwk) -> Option<Value> {
    let mut parts = text.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let header_json: Value = serde_json::from_slice(&decode(header)?).ok()?;
    let kid = encode(&sha256(key.thumbprint_input().as_bytes()));
    if header_json != serde_json::json!({ "alg": "ES256", "kid": kid, "typ": typ }) {
        return None;
    }
    let verifier = VerifyingKey::from_sec1_bytes(&key.to_sec1()).ok()?;
    let signature = Signature::from_slice(&decode(signature)?).ok()?;
    verifier.verify(format!("{header}.{payload}").as_bytes(), &signature).ok()?;
    serde_json::from_slice(&decode(payload)?).ok()
}

pub fn standard_base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// TOTP, six digits, thirty seconds.
pub fn totp(key: &[u8], now_ms: i64, steps_away: i64) -> String {
    let mac = hmac(key, &(now_ms / 30_000 + steps_away).to_be_bytes());
    let at = usize::from(mac[31] & 15);
    let word = u32::from_be_bytes(mac[at..at + 4].try_into().expect("four")) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

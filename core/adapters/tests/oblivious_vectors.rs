//! RFC 9180 Appendix A.2.1 over the HPKE that is under Oblivious HTTP, in the one suite of the contract.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, HpkeError, Kem, OpModeR, setup_receiver};
use ohttp::hpke::{Aead, Kdf, Kem as KemId};
use ohttp::{KeyConfig, SymmetricSuite};
use serde_json::Value;

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

fn vector() -> Value {
    serde_json::from_str(include_str!("vectors/rfc9180_a_2_1.json")).expect("JSON")
}

fn hex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().expect("text").as_bytes();
    let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).expect("ASCII"), 16).expect("hexadecimal");
    digits.chunks(2).map(byte).collect()
}

fn receiver(vector: &Value) -> hpke::aead::AeadCtxR<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256> {
    let key = PrivateKey::from_bytes(&hex(&vector["skRm"])).expect("a key");
    let encapped = EncappedKey::from_bytes(&hex(&vector["enc"])).expect("a key");
    setup_receiver(&OpModeR::Base, &key, &encapped, &hex(&vector["info"])).expect("decapsulates")
}

#[test]
fn what_the_rfc_sealed_is_opened_in_its_order_and_no_other() {
    let vector = vector();
    let sealed = vector["encryptions"].as_array().expect("a list");
    assert_eq!(sealed.len(), 4);
    let mut context = receiver(&vector);
    for one in sealed {
        assert_eq!(context.open(&hex(&one["ct"]), &hex(&one["aad"])), Ok(hex(&one["pt"])));
    }
    let mut context = receiver(&vector);
    assert_eq!(context.open(&hex(&sealed[1]["ct"]), &hex(&sealed[1]["aad"])), Err(HpkeError::OpenError));
    assert_eq!(context.open(&hex(&sealed[0]["ct"]), &hex(&sealed[1]["aad"])), Err(HpkeError::OpenError));
}

#[test]
fn what_the_rfc_exports_is_exported() {
    let vector = vector();
    for one in vector["exports"].as_array().expect("a list") {
        let mut out = [0; 32];
        receiver(&vector).export(&hex(&one["exporter_context"]), &mut out).expect("short enough");
        assert_eq!(out.to_vec(), hex(&one["exported_value"]));
    }
}

#[test]
fn a_gateway_key_is_derived_as_the_rfc_derives_it() {
    let vector = vector();
    let suite = SymmetricSuite::new(Kdf::HkdfSha256, Aead::ChaCha20Poly1305);
    let config = KeyConfig::derive(1, KemId::X25519Sha256, vec![suite], &hex(&vector["ikmR"])).expect("a key");
    // Key id, KEM, then the public key (RFC 9458 §3.1).
    let encoded = config.encode().expect("encodes");
    assert_eq!(encoded.get(3..35), Some(hex(&vector["pkRm"]).as_slice()));
}

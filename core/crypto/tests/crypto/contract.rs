//! The committed worked examples are the ones that this code makes, and they hold together.

use kunci_crypto::contract_vectors::generate;
use kunci_crypto::hash::sha256;
use kunci_crypto::{PublicKey, jws};
use serde_json::Value;

use crate::hex;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/contract/vectors/kunci-1.json");

#[test]
fn the_committed_examples_are_up_to_date() {
    let committed = std::fs::read_to_string(COMMITTED).expect("docs/contract/vectors/kunci-1.json");
    assert!(committed == generate().expect("examples"), "out of date: run `cargo run -- contract-vectors`");
}

#[test]
fn the_examples_are_the_same_each_time() {
    assert_eq!(generate(), generate());
}

fn example() -> Value {
    serde_json::from_str(&generate().expect("examples")).expect("json")
}

fn bytes(value: &Value) -> Vec<u8> {
    hex(value.as_str().expect("text"))
}

#[test]
fn the_transcript_hash_is_that_of_the_canonical_bytes_and_feeds_the_key_schedule() {
    let example = example();
    let canonical = example["canonical"].as_array().expect("list");
    let of = |what: &str| {
        let found = canonical.iter().find(|entry| entry["what"].as_str().is_some_and(|text| text.starts_with(what)));
        bytes(&found.unwrap_or_else(|| panic!("{what}"))["hex"])
    };
    let hash = bytes(&example["transcript"]["hash_hex"]);
    assert_eq!(sha256(&of("kunci/enrolment/1")).as_slice(), hash);
    assert_eq!(bytes(&example["key_schedule"]["transcript_hash_hex"]), hash);
    let digest = bytes(&example["transcript"]["attestation_digest_hex"]);
    assert_eq!(sha256(&of("kunci/attestation/1 of")).as_slice(), digest);
    for label in [
        "kunci/enrolment/1",
        "kunci/attestation/1",
        "kunci/key/know",
        "kunci/key/freeze",
        "kunci/key/reverse",
        "kunci/use/otp",
        "kunci/use/login",
        "kunci/use/enrol-confirm",
        "kunci/enrol-confirm/1",
        "kunci/login/1",
    ] {
        assert!(of(label).starts_with(format!("{label}\0").as_bytes()), "{label}");
    }
}

#[test]
fn the_signed_objects_verify_under_the_keys_beside_them() {
    let example = example();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let keys = example["keys"].as_array().expect("list");
    for object in example["jws"].as_array().expect("list") {
        let key = keys.iter().find(|key| key["name"] == object["key"]).expect("named");
        let public = PublicKey::from_sec1(&bytes(&key["public_hex"])).expect("point");
        assert_eq!(text(&key["thumbprint"]), public.thumbprint());
        assert_eq!(jws::peek_kid(&text(&object["jws"])).expect("kid"), public.thumbprint());
        let payload = jws::verify(&text(&object["jws"]), &text(&object["typ"]), &public).expect("verifies");
        assert_eq!(payload.as_bytes(), text(&object["payload"]).as_bytes());
    }
}

//! The contract's own numbers (`docs/contract/vectors`), made by the phone's side and checked here by this one.

use axum::http::{HeaderMap, HeaderValue};
use kunci_wire::signed::{SessionCertificate, TranscriptSignature};
use kunci_wire::token::{Attestation, ProofReply};
use kunci_wire::{B64, Bytes32, Jwk};
use p256::SecretKey;
use serde_json::{Value, json};
use uuid::Uuid;

use super::canonical::Canonical;
use super::derive::{Root, use_key};
use super::keys::{PeerKey, agree, public_jwk, thumbprint};
use super::mac::{hmac_matches, sha256};
use super::signature9421::{RequestSignature, Signed, Tag};
use super::transcript::{Transcript, fingerprint};
use super::{jws, ocra, totp};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../../docs/contract/vectors/kunci-1.json")).expect("vectors")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn hex(value: &Value) -> Vec<u8> {
    let text = text(value);
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex")).collect()
}

fn bytes32(value: &Value) -> [u8; 32] {
    hex(value).try_into().expect("32 bytes")
}

fn id(value: &Value) -> Uuid {
    text(value).parse().expect("uuid")
}

fn secret(all: &Value, name: &str) -> SecretKey {
    let keys = all["keys"].as_array().expect("keys");
    let found = keys.iter().find(|key| key["name"] == name).expect("named key");
    SecretKey::from_slice(&hex(&found["private_hex"])).expect("scalar")
}

fn peer(all: &Value, name: &str) -> PeerKey {
    PeerKey::from_jwk(&public_jwk(&secret(all, name)).expect("jwk")).expect("point")
}

#[test]
fn keys_and_thumbprints_fit() {
    let all = vectors();
    for key in all["keys"].as_array().expect("keys") {
        let public = public_jwk(&secret(&all, text(&key["name"]))).expect("jwk");
        assert_eq!(public.to_sec1().as_slice(), hex(&key["public_hex"]));
        assert_eq!(thumbprint(&public), text(&key["thumbprint"]));
    }
}

#[test]
fn the_layout_of_canonical_bytes_fits() {
    let all = vectors();
    let example = Canonical::new("kunci/example/1").text("cafe\u{301}").maybe_uuid(None).at(300).integer(258).finish();
    assert_eq!(example, hex(&all["canonical"][0]["hex"]));
}

#[test]
fn the_transcripts_hash_fits_with_and_without_a_commitment() {
    let all = vectors();
    let given = &all["transcript"];
    let jwk = |name: &str| Jwk::from_sec1(&hex(&given[name])).expect("point");
    let offer = ProofReply {
        suite: text(&given["suite"]).to_owned(),
        bank: text(&given["bank"]).to_owned(),
        token_id: id(&given["token_id"]),
        epoch: given["epoch"].as_u64().expect("epoch"),
        replaces: Some(id(&given["replaced_token_id"])),
        bank_nonce: Bytes32(bytes32(&given["bank_nonce_hex"])),
        attestation_challenge: Bytes32(bytes32(&given["attestation_challenge_hex"])),
        bank_ephemeral: jwk("bank_ephemeral_hex"),
        bank_agreement: jwk("bank_agreement_hex"),
        transcript_kid: text(&given["transcript_kid"]).to_owned(),
        code_rules: Default::default(),
    };
    let pieces = given["attestation_evidence_hex"].as_array().expect("evidence");
    let levels = json!({
        "signing_level": given["attestation_levels"][0],
        "agreement_level": given["attestation_levels"][1],
        "evidence": pieces.iter().map(|piece| B64(hex(piece))).collect::<Vec<_>>(),
    });
    let attestation: Attestation = serde_json::from_value(levels).expect("attestation");
    let (phone_ephemeral, device_signing) = (peer(&all, "phone ephemeral"), peer(&all, "device signing"));
    let (device_agreement, phone_nonce) = (peer(&all, "device agreement"), bytes32(&given["phone_nonce_hex"]));
    let hash = |method, commitment| Transcript {
        offer: &offer,
        customer: id(&given["customer_id"]),
        session: id(&given["session_id"]),
        enrolment: id(&given["enrolment_id"]),
        method,
        commitment,
        session_thumbprint: text(&given["session_thumbprint"]),
        phone_ephemeral: &phone_ephemeral,
        device_signing: &device_signing,
        device_agreement: &device_agreement,
        phone_nonce: &phone_nonce,
        attestation: &attestation,
    };
    assert_eq!(hash(text(&given["method"]), None).hash(), bytes32(&given["hash_hex"]));
    let by_qr = &given["by_qr"];
    let said = Canonical::new("kunci/enrol-commit/1")
        .bytes(&device_signing.sec1())
        .bytes(&device_agreement.sec1())
        .bytes(&phone_ephemeral.sec1())
        .bytes(&phone_nonce)
        .finish();
    let commitment = sha256(&said);
    assert_eq!(commitment, bytes32(&by_qr["commitment_hex"]));
    let with_commitment = hash("website", Some(&commitment)).hash();
    assert_eq!(with_commitment, bytes32(&by_qr["hash_hex"]));
    assert_eq!(fingerprint(&with_commitment), text(&by_qr["fingerprint"]));
    let challenge =
        Canonical::new("kunci/enrol-challenge/1").uuid(id(&given["enrolment_id"])).bytes(&[0xc4; 32]).finish();
    assert_eq!(sha256(&challenge), bytes32(&by_qr["attestation_challenge_of_secret_c4_hex"]));
}

#[test]
fn the_key_schedule_macs_and_otps_fit() {
    let all = vectors();
    let given = &all["key_schedule"];
    let (token, epoch) = (id(&given["token_id"]), given["epoch"].as_u64().expect("epoch"));
    // The bank's halves against the phone's public keys: what the bank computes.
    let hw = agree(&secret(&all, "bank agreement"), &peer(&all, "device agreement"));
    let shared = agree(&secret(&all, "bank ephemeral"), &peer(&all, "phone ephemeral"));
    assert_eq!(*hw, bytes32(&given["hw_hex"]));
    assert_eq!(*shared, bytes32(&given["eph_shared_hex"]));
    let root = Root::extract(&bytes32(&given["transcript_hash_hex"]), &shared, &hw);
    for (label, name) in [("know", "know_hex"), ("freeze", "freeze_hex"), ("reverse", "reverse_hex")] {
        let key = root.expand(&format!("kunci/key/{label}"), token, epoch).expect("key");
        assert_eq!(*key, bytes32(&given[name]), "{label}");
    }
    let know = bytes32(&given["know_hex"]);
    let key = |label: &str| use_key(&hw[..], &know, label, token, epoch).expect("key");
    assert_eq!(*key("kunci/use/otp"), bytes32(&given["use_otp_hex"]));
    assert_eq!(*key("kunci/use/login"), bytes32(&given["use_login_hex"]));
    assert_eq!(*key("kunci/use/enrol-confirm"), bytes32(&given["use_enrol_confirm_hex"]));
    assert_eq!(*key("kunci/use/ocra-qr"), bytes32(&given["use_ocra_qr_hex"]));
    assert_eq!(*key("kunci/use/ocra-typed"), bytes32(&given["use_ocra_typed_hex"]));
    for mac in all["macs"].as_array().expect("macs") {
        assert!(hmac_matches(&key(text(&mac["key"]))[..], &hex(&mac["message_hex"]), &hex(&mac["mac_hex"])));
    }
    for otp in all["otp"].as_array().expect("otp") {
        let step = totp::step(otp["unix_seconds"].as_i64().expect("seconds") * 1000);
        assert_eq!(step, otp["step"].as_i64().expect("step"));
        assert_eq!(totp::code(&key("kunci/use/otp")[..], step), text(&otp["code"]));
    }
}

#[test]
fn codes_without_a_network_fit() {
    let all = vectors();
    let codes = all["offline_codes"].as_array().expect("codes");
    assert_eq!(codes.len(), 4);
    for given in codes {
        let (key, question) = (hex(&given["key_hex"]), text(&given["question"]));
        assert!(question.ends_with(&ocra::hexadecimal(&sha256(&hex(&given["canonical_hex"])))));
        let code = match given["minute"].as_i64() {
            Some(minute) => ocra::timed_code(&key, question, minute),
            None => ocra::code(&key, question),
        };
        assert_eq!(code, text(&given["code"]), "{}", given["what"]);
    }
}

#[test]
fn signed_objects_verify() {
    let all = vectors();
    let [transcript, certificate] = [&all["jws"][0], &all["jws"][1]];
    let read = jws::read::<TranscriptSignature>(text(&transcript["jws"]), "kunci-transcript").expect("reads");
    assert!(read.verifies(&peer(&all, "bank transcript")));
    let read = jws::read::<SessionCertificate>(text(&certificate["jws"]), "kunci-session-cert").expect("reads");
    assert!(read.verifies(&peer(&all, "device signing")));
    assert!(!read.verifies(&peer(&all, "session")));
}

#[test]
fn request_signatures_verify_and_every_covered_part_counts() {
    let all = vectors();
    for given in all["http_signatures"].as_array().expect("signatures") {
        let key = peer(&all, text(&given["key"]));
        let tag = if given["authorization"].is_null() { Tag::Device } else { Tag::Session };
        let mut headers = HeaderMap::new();
        for (name, member) in [
            ("content-digest", "content_digest"),
            ("content-type", "content_type"),
            ("idempotency-key", "idempotency_key"),
            ("authorization", "authorization"),
            ("signature-input", "signature_input"),
            ("signature", "signature"),
        ] {
            if let Some(value) = given[member].as_str() {
                headers.insert(name, HeaderValue::from_str(value).expect("value"));
            }
        }
        let request = |path, headers, body| Signed {
            method: text(&given["method"]),
            authority: text(&given["authority"]),
            path,
            query: given["query"].as_str(),
            headers,
            body,
        };
        let (path, body) = (text(&given["path"]), text(&given["body"]).as_bytes());
        assert!(RequestSignature::read(&request(path, &headers, body), tag).expect("form").verifies(&key));
        assert!(!RequestSignature::read(&request("/v1/other", &headers, body), tag).expect("form").verifies(&key));
        assert!(RequestSignature::read(&request(path, &headers, b"{}"), tag).is_err(), "digest");
        let mut more = headers.clone();
        more.insert("if-match", HeaderValue::from_static("\"1\""));
        assert!(RequestSignature::read(&request(path, &more, body), tag).is_err(), "uncovered header");
        let mut less = headers.clone();
        less.remove("signature");
        assert!(RequestSignature::read(&request(path, &less, body), tag).is_err(), "unsigned");
        let other = if tag == Tag::Device { Tag::Session } else { Tag::Device };
        assert!(RequestSignature::read(&request(path, &headers, body), other).is_err(), "other tag");
    }
}

#[test]
fn otp_9_the_code_changes_proofs_and_next_key_fit() {
    let all = vectors();
    let given = &all["code_change"];
    let (token, epoch) = (id(&all["key_schedule"]["token_id"]), all["key_schedule"]["epoch"].as_u64().expect("epoch"));
    let hash = bytes32(&given["transcript_hash_hex"]);
    assert_eq!(super::mac::sha256(&hex(&given["transcript_hex"])), hash);
    let hw = agree(&secret(&all, "bank agreement"), &peer(&all, "device agreement"));
    let shared = agree(&secret(&all, "bank ephemeral"), &peer(&all, "phone ephemeral"));
    let next = Root::extract(&hash, &shared, &hw).expand("kunci/key/know", token, epoch).expect("expands");
    assert_eq!(next.as_slice(), hex(&given["next_know_hex"]));
    let know = hex(&all["key_schedule"]["know_hex"]);
    for (label, know, message, use_label) in [
        ("proof", know.as_slice(), "kunci/code-change-proof/1", "kunci/use/code-change"),
        ("commit", next.as_slice(), "kunci/code-commit/1", "kunci/use/code-commit"),
    ] {
        let message = Canonical::new(message).bytes(&hash).uuid(id(&given["change_id"])).finish();
        assert_eq!(message, hex(&given[format!("{label}_message_hex")]));
        let key = use_key(&hw[..], know, use_label, token, epoch).expect("key");
        assert!(hmac_matches(&key[..], &message, &hex(&given[format!("{label}_mac_hex")])));
    }
}

//! Signatures, limits, strict JSON, idempotency: what every request must keep.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::support::phone::new_key;
use crate::support::{Draft, SARI, advance, audit, bank, now_ms, phone};

#[tokio::test]
async fn req_1_a_request_works_once() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let request = phone.sign(&phone.begin_draft());
    phone.door.send(request.clone()).await.expect("reply").expect(201);
    phone.door.send(request).await.expect("reply").refused("request-replayed");
    let sign_in = phone.sign(&phone.sign_in_draft(SARI.0, SARI.1));
    phone.door.send(sign_in.clone()).await.expect("reply").expect(201);
    phone.door.send(sign_in).await.expect("reply").refused("request-replayed");
}

#[tokio::test]
async fn req_2_a_stale_signature_is_told_the_banks_time() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.begin_draft();
    let now = now_ms(&bank) / 1000;
    for (created, expires) in [(now - 200, now - 80), (now + 40, now + 100), (now - 60, now)] {
        let answer = phone.send(&Draft { created, expires, ..draft.again() }).await.refused("signature-stale");
        let told = answer.body["bank_time_ms"].as_i64().expect("time");
        assert!((told - now_ms(&bank)).abs() < 5000);
        assert!(answer.header("kunci-time").is_some());
    }
    phone.send(&Draft { created: now + 20, expires: now + 80, ..draft.again() }).await.expect(201);
}

#[tokio::test]
async fn req_2_the_form_of_a_signature_is_checked_first() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.begin_draft();
    phone.door.send(draft.unsigned()).await.expect("reply").refused("signature-missing");
    let now = draft.created;
    phone.send(&Draft { created: now - 61, expires: now + 60, ..draft.again() }).await.refused("signature-invalid");
    phone.send(&Draft { expires: now, ..draft.again() }).await.refused("signature-invalid");
    phone.send(&Draft { nonce: "AAAA".to_owned(), ..draft.again() }).await.refused("signature-invalid");
    let mut uncovered = phone.sign(&draft);
    uncovered.headers.push(("if-match".to_owned(), "\"1\"".to_owned()));
    phone.door.send(uncovered).await.expect("reply").refused("signature-invalid");
    let mut other_body = phone.sign(&draft);
    other_body.body = b"{\"method\":\"qr\"}".to_vec();
    phone.door.send(other_body).await.expect("reply").refused("signature-invalid");
    let mut other_path = phone.sign(&draft);
    other_path.path = format!("/v1/token/enrolments/{}/proof", new_key());
    phone.door.send(other_path).await.expect("reply").refused("signature-invalid");
    let mut der = phone.sign(&draft);
    for (_, value) in der.headers.iter_mut().filter(|(name, _)| name == "signature") {
        *value = in_der(value);
    }
    phone.door.send(der).await.expect("reply").refused("signature-invalid");
    let wrong_tag = Draft { tag: crate::support::Tag::Device, ..draft.again() };
    phone.send(&wrong_tag).await.refused("signature-invalid");
    phone.send(&draft).await.expect(201);
}

/// The same signature as X.509 spells it, in place of its 64 bytes.
fn in_der(header: &str) -> String {
    let [before, raw, after] = header.split(':').collect::<Vec<_>>()[..] else { panic!("{header}") };
    let raw = STANDARD.decode(raw).expect("base64");
    let signature = p256::ecdsa::Signature::from_slice(&raw).expect("64 bytes");
    format!("{before}:{}:{after}", STANDARD.encode(signature.to_der()))
}

#[tokio::test]
async fn req_2_a_signature_for_another_host_is_worth_nothing_here() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    phone.send(&Draft { authority: "other.test".to_owned(), ..phone.begin_draft() }).await.refused("not-found");
    let mut rerouted = phone.sign(&Draft { authority: "other.test".to_owned(), ..phone.begin_draft() });
    rerouted.authority = crate::support::AUTHORITY.to_owned();
    phone.door.send(rerouted).await.expect("reply").refused("signature-invalid");
}

#[tokio::test]
async fn req_3_bodies_are_strict_and_bounded() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let deep = format!("{{\"method\":{}1{}}}", "[".repeat(16), "]".repeat(16));
    let large = format!("{{\"method\":\"{}\"}}", "x".repeat(64 * 1024));
    for (body, code) in [
        ("{\"method\":\"sms\",\"to\":\"+62\"}", "unknown-field"),
        ("{\"method\":\"sms\"", "malformed"),
        ("{\"method\":7}", "malformed"),
        ("{\"method\":\"pigeon\"}", "malformed"),
        ("{}", "malformed"),
        ("[\"sms\"]", "malformed"),
        ("{\"method\":\"sms\",\"method\":\"sms\"}", "malformed"),
        ("\u{feff}{\"method\":\"sms\"}", "malformed"),
        (deep.as_str(), "too-large"),
        (large.as_str(), "too-large"),
    ] {
        let draft = Draft { body: Some(body.as_bytes().to_vec()), ..phone.begin_draft() };
        phone.send(&draft).await.refused(code);
    }
    phone.begin().await.expect(201);
}

#[tokio::test]
async fn req_3_unknown_paths_and_methods_are_not_found() {
    let bank = bank();
    let phone = phone(&bank);
    for (method, path) in [("GET", "/v1/nothing"), ("GET", "/v1/sessions"), ("POST", "/"), ("PUT", "/v1/token/status")]
    {
        let answer = phone.send(&phone.draft(method, path, None)).await.refused("not-found");
        assert!(answer.header("kunci-time").is_some(), "{path}");
    }
}

#[tokio::test]
async fn req_4_idempotency_keys_are_required_and_mean_one_intent() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    phone.send(&Draft { idempotency_key: None, ..phone.begin_draft() }).await.refused("idempotency-missing");
    for bad in [
        "x".to_owned(),
        new_key().to_string().to_uppercase(),
        uuid::Builder::from_random_bytes([7; 16]).into_uuid().to_string(),
    ] {
        phone.send(&Draft { idempotency_key: Some(bad), ..phone.begin_draft() }).await.refused("malformed");
    }
    phone.begin().await.expect(201);
    let first = phone.prove_draft("000000");
    phone.send(&first).await;
    let other = Draft { idempotency_key: first.idempotency_key.clone(), ..phone.prove_draft("111111") };
    phone.send(&other).await.refused("idempotency-mismatch");
}

#[tokio::test]
async fn req_4_a_replayed_reply_carries_the_present_time() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.begin_draft();
    let time =
        |answer: &crate::support::Answer| answer.header("kunci-time").expect("time").parse::<i64>().expect("number");
    let first = phone.send(&draft).await.expect(201);
    advance(&bank, 200);
    let created = now_ms(&bank) / 1000;
    let again = phone.send(&Draft { created, expires: created + 60, ..draft.again() }).await.expect(201);
    assert_eq!(again.raw, first.raw);
    assert!(time(&again) >= time(&first) + 200_000);
}

#[tokio::test]
async fn req_5_every_refusal_is_found_by_its_debug_id_and_no_secret_is_written_down() {
    let bank = bank();
    let mut phone = phone(&bank);
    let refusal = phone.sign_in(("sari", "a-very-secret-guess")).await.refused("sign-in-refused");
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    let code = crate::support::sms(&bank, "sari");
    crate::support::website(&bank, SARI, &phone.otp(0));
    let trail = crate::support::control(&bank, "audit", json!({}));
    let debug_id = &refusal.body["debug_id"];
    assert!(trail["entries"].as_array().expect("entries").iter().any(|entry| &entry["debug_id"] == debug_id));
    let words = audit(&bank).join("\n");
    for secret in ["a-very-secret-guess", SARI.1, code.as_str(), phone.otp(0).as_str()] {
        assert!(!words.contains(secret), "{secret} stands in the audit trail");
    }
}

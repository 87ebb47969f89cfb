//! How a phone becomes the customer's one soft token.

use kunci_wire::Bytes32;
use serde_json::{Value, json};

use crate::support::crypto::{jwk, random, secret_key};
use crate::support::phone::new_key;
use crate::support::{BUDI, Draft, SARI, advance, audit, bank, customer, other_code, phone, sms};

#[tokio::test]
async fn otp_1_a_phone_becomes_the_customers_token() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    assert_eq!(phone.session["scope"], "enrol");
    assert_eq!(phone.session["token"], Value::Null);
    let begun = phone.begin().await.expect(201).body;
    let sent = json!({
        "enrolment_id": phone.enrolment, "method": "sms", "sent_to": "•••• 4321", "expires_in_seconds": 120, "tries_left": 5,
    });
    assert_eq!(begun, sent);
    let offer = phone.prove(&sms(&bank, "sari")).await.expect(200).body;
    assert_eq!(offer["code_rules"], json!({ "birth_date": "1990-08-17", "phone_number": "+628120004321" }));
    assert_eq!((&offer["epoch"], &offer["replaces"]), (&json!(1), &Value::Null));
    phone.exchange().await.expect(200);
    assert_eq!(phone.status().await, "pending");
    let answer = phone.confirm().await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
    assert_eq!(phone.status().await, "active");
    assert_eq!(customer(&bank, "sari")["active_tokens"], 1);
    let words = audit(&bank).join("\n");
    assert!(words.contains("Accepted Sari's password and opened session"), "{words}");
    assert!(words.contains("Activated Sari's token"), "{words}");
}

#[tokio::test]
async fn otp_2_activation_supersedes_the_old_token_in_one_transaction() {
    let bank = bank();
    let (mut old, mut new) = (phone(&bank), phone(&bank));
    old.enrol(SARI).await;
    old.login(true).await.expect(200);
    new.enrol_until_pending(SARI).await;
    assert_eq!(new.offer.as_ref().and_then(|offer| offer.replaces), old.token.as_ref().map(|token| token.id));
    assert_eq!(old.status().await, "active", "nothing changes before the confirmation");
    let answer = new.confirm().await.expect(200);
    assert_eq!(new.state(&answer).await, "active");
    assert_eq!(old.status().await, "superseded");
    let stands = customer(&bank, "sari");
    assert_eq!((&stands["active_tokens"], &stands["epoch"]), (&json!(1), &json!(2)));
    // The old phone's sessions went with its token, and its proof opens nothing.
    old.begin().await.refused("session-ended");
    old.sign_in(SARI).await.expect(201);
    old.login(true).await.refused("token-not-active");
}

#[tokio::test]
async fn otp_5_only_one_sms_for_a_login_session() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.begin_draft();
    let first = phone.send(&draft).await.expect(201);
    let again = phone.send(&draft.again()).await.expect(201);
    assert_eq!(again.raw, first.raw, "the same bytes come back");
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(first.header("idempotency-replayed"), None);
    phone.begin().await.refused("sms-already-sent");
    phone.sign_in(SARI).await.expect(201);
    phone.begin().await.expect(201);
}

#[tokio::test]
async fn otp_5_an_sms_otp_has_five_tries_and_a_repeated_call_does_not_count() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    phone.begin().await.expect(201);
    let code = sms(&bank, "sari");
    let draft = phone.prove_draft(&other_code(&code));
    let first = phone.send(&draft).await.refused("otp-refused");
    assert_eq!(first.body["tries_left"], 4);
    let again = phone.send(&draft.again()).await.refused("otp-refused");
    assert_eq!((again.raw, again.headers.iter().any(|(name, _)| name == "idempotency-replayed")), (first.raw, true));
    for left in [3, 2, 1, 0] {
        assert_eq!(phone.prove(&other_code(&code)).await.refused("otp-refused").body["tries_left"], left);
    }
    phone.prove(&code).await.refused("enrolment-closed");
}

#[tokio::test]
async fn otp_5_an_sms_otp_lives_120_seconds_and_works_once() {
    let bank = bank();
    let mut late = phone(&bank);
    late.sign_in(SARI).await.expect(201);
    late.begin().await.expect(201);
    advance(&bank, 120);
    late.prove(&sms(&bank, "sari")).await.refused("enrolment-closed");
    let mut once = phone(&bank);
    once.get_offer(SARI).await;
    once.prove(&sms(&bank, "sari")).await.refused("enrolment-closed");
}

#[tokio::test]
async fn otp_5_an_enrolment_is_over_after_ten_minutes_and_its_token_is_removed() {
    let bank = bank();
    let (mut early, mut pending) = (phone(&bank), phone(&bank));
    early.get_offer(SARI).await;
    pending.enrol_until_pending(SARI).await;
    advance(&bank, 290);
    // Keeps the sessions from going idle.
    early.send(&Draft { idempotency_key: None, ..early.begin_draft() }).await.refused("idempotency-missing");
    pending.send(&Draft { idempotency_key: None, ..pending.begin_draft() }).await.refused("idempotency-missing");
    advance(&bank, 290);
    assert_eq!(pending.status().await, "pending");
    early.send(&Draft { idempotency_key: None, ..early.begin_draft() }).await.refused("idempotency-missing");
    pending.send(&Draft { idempotency_key: None, ..pending.begin_draft() }).await.refused("idempotency-missing");
    advance(&bank, 21);
    early.exchange().await.refused("enrolment-closed");
    pending.confirm().await.refused("enrolment-closed");
    assert_eq!(pending.status().await, "removed");
    assert_eq!(customer(&bank, "sari")["active_tokens"], 0);
}

#[tokio::test]
async fn otp_2_a_repeated_or_late_confirmation_gets_the_present_status() {
    let bank = bank();
    let (mut old, mut new) = (phone(&bank), phone(&bank));
    old.enrol_until_pending(SARI).await;
    let confirmation = old.confirmation();
    let draft = old.confirm_draft(&confirmation);
    let first = old.send(&draft).await.expect(200);
    let again = old.send(&draft.again()).await.expect(200);
    assert_eq!(old.state(&again).await, "active");
    assert_eq!(first.header("idempotency-replayed"), None);
    new.enrol(SARI).await;
    // Same key, same intent, another session of the same customer: never a stored "active".
    old.sign_in(SARI).await.expect(201);
    let late = Draft { authorization: old.begin_draft().authorization, ..draft.again() };
    let late = old.send(&late).await.expect(200);
    assert_eq!(old.state(&late).await, "superseded");
}

#[tokio::test]
async fn otp_2_any_session_of_the_same_customer_may_confirm_but_nobody_else() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol_until_pending(SARI).await;
    let mut stranger = phone.clone();
    stranger.sign_in(BUDI).await.expect(201);
    stranger.confirm().await.refused("not-found");
    phone.sign_in(SARI).await.expect(201);
    phone.exchange().await.refused("not-found");
    let answer = phone.confirm().await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
}

#[tokio::test]
async fn otp_2_five_wrong_confirmations_end_the_enrolment() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol_until_pending(SARI).await;
    let mut wrong = phone.confirmation();
    wrong.mac = Bytes32(random());
    let key = Some(new_key().to_string());
    for _ in 0..4 {
        // A wrong proof is no other intent: the same idempotency key may carry the next try.
        let draft = Draft { idempotency_key: key.clone(), ..phone.confirm_draft(&wrong) };
        phone.send(&draft).await.refused("confirmation-refused");
    }
    let mut imposter = phone.clone();
    imposter.device_signing = secret_key();
    imposter.confirm().await.refused("confirmation-refused");
    phone.confirm().await.refused("enrolment-closed");
    assert_eq!(phone.status().await, "removed");
}

#[tokio::test]
async fn otp_2_a_right_confirmation_after_a_wrong_one_works_under_the_same_key() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol_until_pending(SARI).await;
    let key = Some(new_key().to_string());
    let mut wrong = phone.confirmation();
    wrong.mac = Bytes32(random());
    let draft = Draft { idempotency_key: key.clone(), ..phone.confirm_draft(&wrong) };
    phone.send(&draft).await.refused("confirmation-refused");
    let draft = Draft { idempotency_key: key, ..phone.confirm_draft(&phone.confirmation()) };
    let answer = phone.send(&draft).await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
}

#[tokio::test]
async fn otp_2_keys_that_are_no_points_and_too_much_evidence_are_refused() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.get_offer(SARI).await;
    let off_curve = json!({ "kty": "EC", "crv": "P-256", "x": Bytes32([1; 32]), "y": Bytes32([2; 32]) });
    let body = |signing: &Value, evidence: Vec<String>| {
        json!({
            "device_signing": signing, "device_agreement": jwk(&secret_key()), "ephemeral": jwk(&secret_key()),
            "phone_nonce": Bytes32([3; 32]),
            "attestation": { "signing_level": "software", "agreement_level": "software", "evidence": evidence },
        })
    };
    let path = phone.enrolment_path("keys");
    phone.send(&phone.draft("POST", &path, Some(body(&off_curve, Vec::new())))).await.refused("malformed");
    let good = json!(jwk(&secret_key()));
    let many = vec!["AA".to_owned(); 17];
    phone.send(&phone.draft("POST", &path, Some(body(&good, many)))).await.refused("too-large");
    let long = vec!["AAAA".repeat(2731)];
    phone.send(&phone.draft("POST", &path, Some(body(&good, long)))).await.refused("too-large");
    phone.exchange().await.expect(200);
}

#[tokio::test]
async fn otp_2_an_enrolment_that_was_overtaken_is_closed() {
    let bank = bank();
    let (mut slow, mut pending, mut fast) = (phone(&bank), phone(&bank), phone(&bank));
    slow.get_offer(SARI).await;
    pending.enrol_until_pending(SARI).await;
    fast.enrol(SARI).await;
    slow.exchange().await.refused("enrolment-closed");
    assert_eq!(pending.status().await, "superseded");
    let answer = pending.confirm().await.expect(200);
    assert_eq!(pending.state(&answer).await, "superseded");
    assert_eq!(fast.status().await, "active");
}

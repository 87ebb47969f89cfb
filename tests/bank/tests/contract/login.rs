//! Login by token: the proof, its counter, and the lock.

use serde_json::json;

use crate::support::crypto::secret_key;
use crate::support::{BUDI, SARI, advance, audit, bank, customer, now_ms, operator, phone};

#[tokio::test]
async fn otp_3_a_right_proof_raises_the_session_to_full_scope() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let answer = phone.login(true).await.expect(200);
    assert_eq!((&answer.body["scope"], &answer.body["expires_at"]), (&json!("full"), &phone.session["expires_at"]));
    assert_eq!(phone.state(&answer).await, "active");
    phone.sign_in(SARI).await.expect(201);
    let present = json!({ "token_id": phone.token.as_ref().map(|token| token.id), "epoch": 1 });
    assert_eq!(phone.session["token"], present);
}

#[tokio::test]
async fn otp_3_a_lost_login_reply_can_be_asked_for_again_without_counting() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let certificate = phone.certificate();
    let draft = phone.login_draft(&certificate, &phone.device_signing, true);
    phone.send(&draft).await.expect(200);
    let again = phone.send(&draft.again()).await.expect(200);
    assert_eq!(phone.state(&again).await, "active");
    // Another certificate needs a nonce of its own.
    let mut other = certificate.clone();
    other.expires += 1;
    phone.send(&phone.login_draft(&other, &phone.device_signing, true)).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    // And asking again is no place to test codes.
    phone.send(&phone.login_draft(&certificate, &phone.device_signing, false)).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
}

#[tokio::test]
async fn otp_4_five_wrong_proofs_in_a_row_lock_the_token() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let mut wrong = async |times| {
        for _ in 0..times {
            phone.sign_in(SARI).await.expect(201);
            phone.login(false).await.refused("proof-refused");
        }
        phone.sign_in(SARI).await.expect(201);
        phone.clone()
    };
    let four = wrong(4).await;
    four.login(true).await.expect(200);
    let locked = wrong(5).await;
    locked.login(true).await.refused("token-locked");
    assert_eq!(locked.status().await, "locked");
    assert_eq!(customer(&bank, "sari")["active_tokens"], 0);
    assert!(audit(&bank).iter().any(|what| what.starts_with("Locked Sari's token")));
    // Enrolling again is the customer's own way out.
    let mut fresh = crate::support::phone(&bank);
    fresh.enrol(SARI).await;
    assert_eq!(locked.status().await, "superseded");
}

#[tokio::test]
async fn otp_4_a_bad_device_signature_counts_nothing() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    for _ in 0..6 {
        let draft = phone.login_draft(&phone.certificate(), &secret_key(), false);
        phone.send(&draft).await.refused("signature-invalid");
    }
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    phone.login(true).await.expect(200);
}

#[tokio::test]
async fn otp_4_the_login_nonce_burns_on_failure_and_the_refusal_brings_the_next() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let burnt = phone.session["login_nonce"].clone();
    phone.login(false).await.refused("proof-refused");
    let second = phone.login(true).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1, "a burnt nonce is no wrong code");
    assert_ne!(second.body["login_nonce"], burnt);
    phone.session["login_nonce"] = second.body["login_nonce"].clone();
    phone.login(true).await.expect(200);
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_4_one_session_is_enough_to_lock_and_every_try_needs_its_own_nonce() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    for failures in 1..=5 {
        let refusal = phone.login(false).await.refused("proof-refused");
        assert_eq!(customer(&bank, "sari")["token_failures"], failures);
        phone.session["login_nonce"] = refusal.body["login_nonce"].clone();
    }
    phone.login(true).await.refused("token-locked");
}

#[tokio::test]
async fn otp_3_a_certificate_serves_one_session_key_bank_and_time() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let now = now_ms(&bank) / 1000;
    type Bend = fn(&mut kunci_wire::signed::SessionCertificate, i64);
    let bends: [Bend; 7] = [
        |certificate, _| certificate.audience = "otherbank".to_owned(),
        |certificate, _| certificate.thumbprint = "AAAA".to_owned(),
        |certificate, _| certificate.epoch += 1,
        |certificate, _| certificate.login_nonce.0[0] ^= 1,
        |certificate, _| certificate.session = certificate.customer,
        |certificate, now| certificate.expires = now - 1,
        |certificate, now| certificate.expires = now + 8 * 3600 + 60,
    ];
    let mut answers = Vec::new();
    for bend in bends {
        phone.sign_in(SARI).await.expect(201);
        let mut certificate = phone.certificate();
        bend(&mut certificate, now);
        let draft = phone.login_draft(&certificate, &phone.device_signing, true);
        answers.push(phone.send(&draft).await.refused("proof-refused").body["detail"].clone());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "one answer for every reason");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_3_a_token_proves_nothing_in_another_customers_session() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.sign_in(BUDI).await.expect(201);
    phone.login(true).await.refused("proof-refused");
}

#[tokio::test]
async fn otp_6_a_suspended_token_signs_nobody_in_and_says_so_in_its_status() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    operator(&bank, "suspend");
    phone.login(true).await.refused("token-not-active");
    assert_eq!(phone.status().await, "suspended");
    operator(&bank, "deregister");
    assert_eq!(phone.status().await, "removed");
    phone.sign_in(SARI).await.expect(201);
    assert!(phone.session["token"].is_null());
}

#[tokio::test]
async fn otp_6_the_status_needs_the_tokens_own_device_key_and_no_session() {
    let bank = bank();
    let (mut sari, mut budi) = (phone(&bank), phone(&bank));
    sari.enrol(SARI).await;
    budi.enrol(BUDI).await;
    advance(&bank, 9 * 3600);
    assert_eq!(sari.status().await, "active", "sessions are long over");
    let mut curious = budi.clone();
    curious.token = sari.token.clone();
    curious.send(&curious.status_draft()).await.refused("not-found");
    let mut nobody = sari.clone();
    nobody.device_signing = secret_key();
    nobody.send(&nobody.status_draft()).await.refused("signature-invalid");
}

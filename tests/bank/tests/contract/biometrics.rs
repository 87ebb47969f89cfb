//! Finger or face: a key of its own beside the Unlock Code's.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::json;

use crate::support::approve::{Offered, alerts};
use crate::support::change::{BIOMETRIC, CODE};
use crate::support::crypto::{encode, totp};
use crate::support::phone::HeldToken;
use crate::support::{Answer, Phone, SARI, advance, audit, bank, customer, now_ms, other_code, phone, website};

/// Sari's phone in a full session, finger or face on; the phone as it is when a finger unlocks it.
async fn ready() -> (Arc<Bank>, Phone, Phone) {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.log_in().await;
    let bio = phone.enable_biometrics().await;
    let by_finger = Phone { token: Some(bio), ..phone.clone() };
    (bank, phone, by_finger)
}

async fn login_by_finger(phone: &mut Phone, right: bool) -> Answer {
    phone.sign_in(SARI).await.expect(201);
    let draft = phone.login_draft_by("kunci/use/bio-login", &phone.certificate(), &phone.device_signing, right);
    phone.send(&draft).await
}

fn bio_otp(bank: &Arc<Bank>, token: &HeldToken) -> String {
    totp(&token.use_key("kunci/use/bio-otp"), now_ms(bank), 0)
}

#[tokio::test]
async fn otp_11_a_finger_opens_session_and_website_and_the_bank_knows_that_it_was_one() {
    let (bank, mut phone, mut by_finger) = ready().await;
    login_by_finger(&mut by_finger, true).await.expect(200);
    assert!(
        audit(&bank).iter().any(|what| what.starts_with("Accepted the proof") && what.contains("by finger or face"))
    );
    let token = by_finger.token.clone().expect("token");
    assert_eq!(website(&bank, SARI, &bio_otp(&bank, &token))["accepted"], true);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false, "one step is one OTP, of whichever key");
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 1);
    advance(&bank, 60);
    assert_eq!(website(&bank, SARI, &other_code(&phone.otp(0)))["accepted"], false);
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 2, "two keys are tried, one failure is counted");
    phone.log_in().await;
    assert_eq!(alerts(&bank).last().map(String::as_str), Some("Fingerprint or face was switched on for your token"));
}

#[tokio::test]
async fn otp_11_a_right_finger_ends_no_row_of_wrong_codes_and_a_wrong_proof_counts_once() {
    let (bank, mut phone, mut by_finger) = ready().await;
    phone.sign_in(SARI).await.expect(201);
    phone.login(false).await.refused("proof-refused");
    login_by_finger(&mut by_finger, true).await.expect(200);
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    login_by_finger(&mut by_finger, false).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 2);
    phone.log_in().await;
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_11_a_finger_approves_what_is_shown_and_resets_nothing() {
    let (bank, mut phone, mut by_finger) = ready().await;
    phone.sign_in(SARI).await.expect(201);
    phone.login(false).await.refused("proof-refused");
    login_by_finger(&mut by_finger, true).await.expect(200);
    let offered = by_finger.transfer(50_000).await;
    by_finger.approve_by("kunci/use/bio-approve", &offered, false).await.refused("approval-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 2);
    let offered = by_finger.transfer(50_000).await;
    let answer = by_finger.approve_by("kunci/use/bio-approve", &offered, true).await.expect(200);
    assert_eq!(answer.body["state"], "approved");
    assert_eq!(customer(&bank, "sari")["token_failures"], 2);
}

#[tokio::test]
async fn otp_11_switching_off_needs_the_phone_alone_and_ends_it_at_once() {
    let (bank, phone, mut by_finger) = ready().await;
    for _ in 0..5 {
        let change = phone.begin_change().await;
        phone.prove_change(&change, false).await;
    }
    assert_eq!(phone.status().await, "locked");
    phone.biometrics_off().await;
    assert_eq!(customer(&bank, "sari")["biometric_on"], false);
    assert_eq!(alerts(&bank).last().map(String::as_str), Some("Fingerprint or face was switched off for your token"));
    login_by_finger(&mut by_finger, true).await.refused("token-locked");
}

#[tokio::test]
async fn otp_11_a_late_word_that_it_is_off_ends_no_finger_that_was_switched_on_since() {
    let (bank, phone, mut by_finger) = ready().await;
    let first = phone.biometric().await.expect("it is on");
    phone.biometric_is_gone(&first).await;
    assert_eq!(phone.biometric().await, None);
    let told = alerts(&bank).len();
    phone.biometric_is_gone(&first).await;
    assert_eq!(alerts(&bank).len(), told, "told once");
    by_finger.token = Some(phone.enable_biometrics().await);
    let second = phone.biometric().await.expect("it is on again");
    phone.biometric_is_gone(&first).await;
    assert_eq!(phone.biometric().await, Some(second));
    login_by_finger(&mut by_finger, true).await.expect(200);
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_11_after_it_is_off_a_finger_is_a_wrong_proof() {
    let (bank, phone, mut by_finger) = ready().await;
    phone.biometrics_off().await;
    login_by_finger(&mut by_finger, true).await.refused("proof-refused");
    let token = by_finger.token.clone().expect("token");
    assert_eq!(website(&bank, SARI, &bio_otp(&bank, &token))["accepted"], false);
}

#[tokio::test]
async fn otp_11_only_the_code_switches_it_on_or_changes_the_code() {
    let (bank, phone, by_finger) = ready().await;
    for kind in [BIOMETRIC, CODE] {
        let exchange = by_finger.begin_exchange(kind).await;
        by_finger.prove_change(&exchange, true).await.refused("proof-refused");
    }
    assert_eq!(customer(&bank, "sari")["token_failures"], 2);
    // An exchange of one kind is none of the other.
    let exchange = phone.begin_exchange(BIOMETRIC).await;
    let crossed = crate::support::change::Change { kind: CODE, ..exchange };
    phone.prove_change(&crossed, true).await.refused("not-found");
}

#[tokio::test]
async fn otp_11_a_code_change_leaves_the_finger_and_a_finger_leaves_the_code() {
    let (_bank, mut phone, mut by_finger) = ready().await;
    let change = phone.begin_change().await;
    phone.prove_change(&change, true).await.expect(200);
    phone.commit_change(&change, true).await.expect(200);
    by_finger.token.as_mut().expect("a token").generation = 2;
    login_by_finger(&mut by_finger, true).await.expect(200);
    phone.token = Some(phone.changed(&change));
    phone.log_in().await;
    assert_ne!(phone.token.as_ref().map(|token| token.know), by_finger.token.as_ref().map(|token| token.know));
}

#[tokio::test]
async fn safe_9_a_finger_lifts_no_suspension_and_switches_no_trusted_places_off() {
    let (bank, mut phone, mut by_finger) = ready().await;
    advance(&bank, 13 * 3600);
    login_by_finger(&mut by_finger, true).await.expect(200);
    let off = by_finger.draft("POST", "/v1/operations/trusted-places-off", Some(json!({})));
    let offered = Offered::of(&by_finger.send(&off).await.expect(201));
    by_finger.approve_by("kunci/use/bio-approve", &offered, true).await.refused("code-needed");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0, "the finger was right");
    by_finger.approve_by("kunci/use/bio-approve", &offered, false).await.refused("approval-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    phone.session.clone_from(&by_finger.session);
    phone.session_key = by_finger.session_key.clone();
    let fresh = Offered::read(&phone.operation(offered.id()).await["operation"]);
    assert_eq!(phone.approve(&fresh, true).await.expect(200).body["state"], "completed");
    let id = phone.token.as_ref().map(|token| token.id);
    let suspend = json!({ "token_id": id, "nonce": encode(&[7; 16]) });
    phone.send(&phone.device_draft("/v1/token/suspension", suspend)).await.expect(200);
    by_finger.sign_in(SARI).await.expect(201);
    let lift = by_finger.draft("POST", "/v1/operations/lift-suspension", Some(json!({})));
    let offered = Offered::of(&by_finger.send(&lift).await.expect(201));
    by_finger.approve_by("kunci/use/bio-approve", &offered, true).await.refused("code-needed");
    assert_eq!(phone.status().await, "suspended");
}

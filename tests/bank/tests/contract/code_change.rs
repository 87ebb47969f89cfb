//! A new Unlock Code: a new key, proved by the old one over its own exchange.

use std::sync::Arc;

use kunci_bank::Bank;
use kunci_wire::Bytes32;
use tokio::task::JoinSet;

use crate::support::approve::alerts;
use crate::support::change::Change;
use crate::support::crypto::secret_key;
use crate::support::{BUDI, Phone, SARI, advance, bank, customer, phone, website};

/// Sari's phone in a full session.
async fn ready() -> (Arc<Bank>, Phone) {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.log_in().await;
    (bank, phone)
}

fn id(change: &Change) -> Option<String> {
    Some(change.offer.change_id.to_string())
}

#[tokio::test]
async fn otp_9_a_code_change_puts_a_new_key_in_force_and_says_so() {
    let (bank, mut phone) = ready().await;
    assert_eq!(phone.key_state().await, (1, None, None));
    let change = phone.begin_change().await;
    assert_eq!(change.offer.generation, 2);
    phone.prove_change(&change, true).await.expect(200);
    assert_eq!(phone.key_state().await, (1, None, id(&change)));
    let done = phone.commit_change(&change, true).await.expect(200);
    assert_eq!(phone.state(&done).await, "active");
    assert_eq!(phone.key_state_of(&done).await, (2, id(&change), None));
    let old = phone.clone();
    phone.token = Some(phone.changed(&change));
    assert_ne!(phone.token.as_ref().map(|token| token.know), old.token.as_ref().map(|token| token.know));
    phone.log_in().await;
    // The old key opens no session any more.
    let mut old = Phone { session: phone.session.clone(), session_key: phone.session_key.clone(), ..old };
    old.sign_in(SARI).await.expect(201);
    let refused = old.login(true).await.refused("token-rolled-back");
    // Not by claiming to be up to date either.
    old.session["login_nonce"] = refused.body["login_nonce"].clone();
    old.token.as_mut().expect("token").generation = 2;
    old.login(true).await.refused("proof-refused");
    assert_eq!(alerts(&bank).last().map(String::as_str), Some("Your Unlock Code was changed"));
}

#[tokio::test]
async fn otp_9_the_website_takes_the_old_keys_otp_until_the_phone_has_let_it_go() {
    let (bank, mut phone) = ready().await;
    let change = phone.begin_change().await;
    phone.prove_change(&change, true).await.expect(200);
    phone.commit_change(&change, true).await.expect(200);
    let old = phone.clone();
    phone.token = Some(phone.changed(&change));
    advance(&bank, 60);
    assert_eq!(website(&bank, SARI, &old.otp(0))["accepted"], true, "the reply may have been lost");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false, "one step is one OTP, of whichever key");
    advance(&bank, 60);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
    phone.acknowledge(1).await;
    advance(&bank, 60);
    assert_eq!(website(&bank, SARI, &old.otp(0))["accepted"], true, "the phone still uses the old key");
    phone.acknowledge(2).await;
    advance(&bank, 60);
    assert_eq!(website(&bank, SARI, &old.otp(0))["accepted"], false);
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 1);
}

#[tokio::test]
async fn otp_9_a_wrong_old_code_counts_once_closes_the_change_and_five_lock() {
    let (bank, phone) = ready().await;
    for failures in 1..=4 {
        let change = phone.begin_change().await;
        let draft = phone.change_proof_draft(&change, &phone.key_proof(&change, false), &phone.device_signing);
        phone.send(&draft).await.refused("proof-refused");
        // The same again, because the reply was lost, and then the right one: this exchange is over.
        phone.send(&draft.again()).await.refused("code-change-closed");
        phone.prove_change(&change, true).await.refused("code-change-closed");
        assert_eq!(customer(&bank, "sari")["token_failures"], failures);
    }
    let change = phone.begin_change().await;
    phone.prove_change(&change, false).await.refused("token-locked");
    assert_eq!(phone.status().await, "locked");
}

#[tokio::test]
async fn otp_9_a_right_old_code_resets_the_count_and_a_wrong_new_one_counts() {
    let (bank, phone) = ready().await;
    let change = phone.begin_change().await;
    phone.prove_change(&change, false).await.refused("proof-refused");
    let change = phone.begin_change().await;
    phone.prove_change(&change, true).await.expect(200);
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    phone.commit_change(&change, false).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1, "the new code may not be tried either");
    phone.commit_change(&change, true).await.refused("code-change-closed");
    assert_eq!(phone.key_state().await, (1, None, None));
}

#[tokio::test]
async fn otp_9_a_proof_serves_no_other_exchange_and_needs_the_device_key() {
    let (bank, phone) = ready().await;
    let (first, second) = (phone.begin_change().await, phone.begin_change().await);
    // Spliced: the proof of one exchange under the keys of another.
    let spliced = phone.change_proof_draft(&second, &phone.key_proof(&first, true), &phone.device_signing);
    phone.send(&spliced).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    let third = phone.begin_change().await;
    let swapped = Change { ephemeral: secret_key(), ..third.clone() };
    let draft = phone.change_proof_draft(&swapped, &phone.key_proof(&third, true), &phone.device_signing);
    phone.send(&draft).await.refused("proof-refused");
    let fourth = phone.begin_change().await;
    let foreign = phone.change_proof_draft(&fourth, &phone.key_proof(&fourth, false), &secret_key());
    phone.send(&foreign).await.refused("signature-invalid");
    assert_eq!(customer(&bank, "sari")["token_failures"], 2, "a bad device signature counts nothing");
    phone.prove_change(&fourth, true).await.expect(200);
    let mut bent = phone.key_commit(&fourth, true);
    bent.transcript_hash = Bytes32([9; 32]);
    phone.send(&phone.commit_draft(&fourth, &bent)).await.refused("proof-refused");
}

#[tokio::test]
async fn otp_9_an_uncommitted_key_dies_after_ten_minutes_with_its_session_or_with_the_next_change() {
    let (bank, mut phone) = ready().await;
    let old = phone.begin_change().await;
    phone.prove_change(&old, true).await.expect(200);
    let new = phone.begin_change().await;
    phone.commit_change(&old, true).await.refused("code-change-closed");
    phone.prove_change(&new, true).await.expect(200);
    phone.log_in().await;
    phone.commit_change(&new, true).await.refused("code-change-closed");
    let late = phone.begin_change().await;
    phone.prove_change(&late, true).await.expect(200);
    for _ in 0..3 {
        advance(&bank, 200);
        phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200);
    }
    phone.commit_change(&late, true).await.refused("code-change-closed");
    assert_eq!(phone.key_state().await, (1, None, None));
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_9_a_lost_reply_is_played_back_and_a_repeated_commit_gets_the_present_status() {
    let (_bank, phone) = ready().await;
    let change = phone.begin_change().await;
    let draft = phone.change_proof_draft(&change, &phone.key_proof(&change, true), &phone.device_signing);
    let first = phone.send(&draft).await.expect(200);
    let again = phone.send(&draft.again()).await.expect(200);
    assert_eq!((first.raw, again.header("idempotency-replayed")), (again.raw.clone(), Some("true")));
    let commit = phone.commit_draft(&change, &phone.key_commit(&change, true));
    phone.send(&commit).await.expect(200);
    let repeated = phone.send(&commit.again()).await.expect(200);
    assert_eq!(phone.key_state_of(&repeated).await, (2, id(&change), None));
    // Nor is a committed change a place to test codes.
    phone.commit_change(&change, false).await.expect(200);
}

#[tokio::test]
async fn otp_9_a_change_is_its_customers_own_and_needs_a_full_session() {
    let (bank, mut phone) = ready().await;
    let change = phone.begin_change().await;
    let mut budi = crate::support::phone(&bank);
    budi.enrol(BUDI).await;
    budi.sign_in(BUDI).await.expect(201);
    budi.login(true).await.expect(200);
    budi.prove_change(&change, true).await.refused("not-found");
    phone.sign_in(SARI).await.expect(201);
    phone.send(&phone.change_draft()).await.refused("scope");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_9_parallel_guesses_cannot_outrun_the_counter() {
    let (bank, phone) = ready().await;
    let change = phone.begin_change().await;
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        // Each under an idempotency key of its own, all for one exchange.
        let (phone, change) = (phone.clone(), change.clone());
        calls.spawn(async move { phone.prove_change(&change, false).await.code() });
    }
    let codes = calls.join_all().await;
    assert_eq!(codes.iter().filter(|code| *code == "proof-refused").count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| code == "proof-refused" || code == "code-change-closed"), "{codes:?}");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
}

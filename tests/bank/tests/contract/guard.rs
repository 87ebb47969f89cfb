//! Failures and locks: who may count what against whom, in which order, and what no crowd of parallel guesses can outrun.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::approve::{Offered, alerts, settled_phone};
use crate::support::crypto::secret_key;
use crate::support::phone::new_key;
use crate::support::{
    BUDI, Draft, Phone, SARI, Tag, advance, bank, customer, operator, other_code, phone, sms, website,
};

fn failures(bank: &Arc<Bank>) -> u64 {
    customer(bank, "sari")["token_failures"].as_u64().expect("a count")
}

/// Somebody in `phone`'s place types so many wrong codes at the login.
async fn fail_logins(phone: &mut Phone, times: usize) {
    for _ in 0..times {
        phone.sign_in(SARI).await.expect(201);
        phone.login(false).await.refused("proof-refused");
    }
}

/// The calls without a signature: what the bank signs for everybody alike.
const UNSIGNED: [&str; 3] = ["/v1/keys", "/v1/status", "/v1/user-id-reminders"];

/// Requests for a call, as a session and as the device key would sign them. What they ask for need not make sense: replays are refused
/// before that is looked at.
fn attempts(phone: &Phone, method: &str, path: &str) -> Vec<Draft> {
    let path = path.replace("{id}", &new_key().to_string());
    if path == "/v1/sessions" {
        return vec![phone.sign_in_draft(SARI.0, SARI.1)];
    }
    let by_session = phone.draft(method, &path, (method == "POST").then(|| json!({})));
    let by_device = Draft { tag: Tag::Device, authorization: None, ..by_session.again() };
    vec![by_device, by_session]
}

#[tokio::test]
async fn req_1_every_call_of_the_api_refuses_a_request_repeated_byte_for_byte() {
    let routes = Bank::routes();
    assert!(routes.len() > 15);
    for (method, path) in routes.into_iter().filter(|(_, path)| !UNSIGNED.contains(path)) {
        let bank = bank();
        let phone = settled_phone(&bank).await;
        let mut ways_in = 0;
        for draft in attempts(&phone, &method, path) {
            let request = phone.sign(&draft);
            let first = phone.door.send(request.clone()).await.expect("a reply").code();
            if first.starts_with("signature") {
                continue;
            }
            ways_in += 1;
            let second = phone.door.send(request).await.expect("a reply").code();
            // Signing out ends the session, and with it the key that the replay is signed by.
            let expected = if method == "DELETE" { "session-ended" } else { "request-replayed" };
            assert_eq!((first == "request-replayed", second.as_str()), (false, expected), "{method} {path}");
        }
        assert!(ways_in > 0, "{method} {path} lets nobody in");
    }
}

#[tokio::test]
async fn otp_4_login_and_approval_share_one_counter() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    let offered = Offered::of(&phone.approve(&offered, false).await.refused("approval-refused"));
    phone.approve(&offered, false).await.refused("approval-refused");
    fail_logins(&mut phone, 2).await;
    assert_eq!(failures(&bank), 4);
    phone.sign_in(SARI).await.expect(201);
    phone.login(false).await.refused("proof-refused");
    assert_eq!(phone.status().await, "locked");
}

#[tokio::test]
async fn otp_1_enrolment_and_login_failures_share_no_limit() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    fail_logins(&mut phone, 4).await;
    // Another phone of hers is enrolled with four wrong one-time PINs and four wrong confirmations on the way.
    let mut other = crate::support::phone(&bank);
    other.sign_in(SARI).await.expect(201);
    other.begin().await.expect(201);
    let otp = sms(&bank, "sari");
    for _ in 0..4 {
        other.prove(&other_code(&otp)).await.refused("otp-refused");
    }
    other.prove(&otp).await.expect(200);
    other.exchange().await.expect(200);
    for _ in 0..4 {
        let mut wrong = other.confirmation();
        wrong.mac.0[0] ^= 1;
        other.send(&other.confirm_draft(&wrong)).await.refused("confirmation-refused");
    }
    assert_eq!(failures(&bank), 4, "what happens on the way to a new token counts nothing against the old one");
    phone.login_again().await.expect(200);
    other.confirm().await.expect(200);
    assert_eq!(failures(&bank), 0, "and nothing against the new one");
}

#[tokio::test]
async fn otp_4_success_of_the_phone_or_of_the_website_resets_no_count_of_wrong_codes() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let waiting = phone.transfer(1).await;
    fail_logins(&mut phone, 3).await;
    // Possession alone.
    assert_eq!(phone.status().await, "active");
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    phone.reject(waiting.id(), "mistake").await.expect(200);
    // The website's login has a counter of its own.
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
    assert_eq!(failures(&bank), 3);
    phone.login_again().await.expect(200);
    assert_eq!(failures(&bank), 0, "the right code does");
}

#[tokio::test]
async fn safe_8_the_customer_is_told_before_the_lock_and_of_the_lock() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let told = alerts(&bank).len();
    fail_logins(&mut phone, 2).await;
    assert_eq!(alerts(&bank).len(), told);
    fail_logins(&mut phone, 1).await;
    assert_eq!(phone.status().await, "active", "told while the token still works");
    assert_eq!(alerts(&bank).len(), told + 1);
    fail_logins(&mut phone, 2).await;
    assert_eq!((phone.status().await.as_str(), alerts(&bank).len()), ("locked", told + 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_4_parallel_wrong_logins_cannot_outrun_the_counter() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let mut guesses = Vec::new();
    for n in 0..12 {
        let mut guesser = phone.clone();
        guesser.sign_in(SARI).await.expect(201);
        // The last one guesses right: too late, if five were wrong before it.
        guesses.push((n, guesser));
    }
    let mut calls = JoinSet::new();
    for (n, guesser) in guesses {
        calls.spawn(async move { (n, guesser.login(n == 11).await.code()) });
    }
    let answers = calls.join_all().await;
    let wrong = answers.iter().filter(|(_, code)| code == "proof-refused").count();
    let locked = answers.iter().filter(|(_, code)| code == "token-locked").count();
    let right = answers.iter().find(|(n, _)| *n == 11).map(|(_, code)| code.as_str());
    match right {
        // It came in between: at most four wrong ones before it and five after it.
        Some("200") => assert!(wrong <= 9 && wrong + locked == 11, "{answers:?}"),
        _ => assert_eq!((wrong, locked), (5, 7), "{answers:?}"),
    }
    assert_eq!(phone.status().await, "locked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_4_parallel_wrong_approvals_and_logins_cannot_outrun_the_counter() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut guesses = Vec::new();
    for n in 0..12 {
        let mut guesser = phone.clone();
        let draft = if n % 2 == 0 {
            let offered = phone.transfer(n + 1).await;
            phone.approval_draft(offered.id(), &phone.approval(&offered, false))
        } else {
            guesser.sign_in(SARI).await.expect(201);
            guesser.login_draft(&guesser.certificate(), &guesser.device_signing, false)
        };
        guesses.push((guesser, draft));
    }
    let mut calls = JoinSet::new();
    for (guesser, draft) in guesses {
        calls.spawn(async move { guesser.send(&draft).await.code() });
    }
    let codes = calls.join_all().await;
    assert!(codes.iter().filter(|code| code.ends_with("refused")).count() <= 5, "{codes:?}");
    assert_eq!((phone.status().await.as_str(), failures(&bank)), ("locked", 5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_7_parallel_website_guesses_cannot_outrun_their_counter() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let wrong = other_code(&phone.otp(0));
    let mut calls = JoinSet::new();
    for _ in 0..12 {
        let (bank, wrong) = (Arc::clone(&bank), wrong.clone());
        calls.spawn_blocking(move || website(&bank, SARI, &wrong)["accepted"] == true);
    }
    assert!(calls.join_all().await.into_iter().all(|accepted| !accepted));
    let stands = customer(&bank, "sari");
    assert_eq!((&stands["website_otp_failures"], &stands["token_failures"]), (&json!(5), &json!(0)), "{stands}");
}

#[tokio::test]
async fn otp_7_the_websites_delay_doubles_and_ends_at_a_day() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let mut minutes = Vec::new();
    for failure in 1..=13 {
        assert_eq!(website(&bank, SARI, &other_code(&phone.otp(0)))["accepted"], false);
        let stands = customer(&bank, "sari");
        let until = stands["website_otp_waits_until"].as_str().map(|at| at.parse::<jiff::Timestamp>().expect("time"));
        let wait = until.map_or(0, |at| at.as_millisecond() - crate::support::now_ms(&bank));
        minutes.push((wait + 59_999) / 60_000);
        assert_eq!(stands["website_otp_failures"], failure);
        // A right OTP is not even looked at before the time is over …
        if wait > 0 {
            assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
            advance(&bank, u64::try_from(wait / 1000 + 1).expect("seconds"));
        }
    }
    assert_eq!(minutes, [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    // … and then it ends the row.
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 0);
}

#[tokio::test]
async fn otp_7_the_thirty_days_of_the_websites_failures_roll_on() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let fail = |times: usize| {
        for _ in 0..times {
            // Far enough apart for every delay.
            advance(&bank, 25 * 3600);
            assert_eq!(website(&bank, SARI, &other_code(&phone.otp(0)))["accepted"], false);
        }
    };
    let on = || customer(&bank, "sari")["website_otp_on"] == true;
    fail(19);
    advance(&bank, 12 * 24 * 3600);
    // The first ones are older than thirty days by now.
    fail(3);
    let stands = customer(&bank, "sari");
    assert!(on() && stands["website_otp_failures_30_days"].as_u64().is_some_and(|n| n < 20), "{stands}");
    fail(18);
    assert!(!on(), "twenty within thirty days");
    assert_eq!(phone.status().await, "active");
}

#[tokio::test]
async fn otp_4_a_stranger_with_the_user_id_and_even_the_password_locks_nothing() {
    let bank = bank();
    let mut sari = phone(&bank);
    sari.enrol(SARI).await;
    // With the user id alone.
    let mut stranger = phone(&bank);
    for _ in 0..2 {
        stranger.sign_in(("sari", "guess")).await.refused("sign-in-refused");
        assert_eq!(website(&bank, ("sari", "guess"), "000000")["accepted"], false);
    }
    advance(&bank, 24 * 3600);
    // With the password too, and every key but hers.
    stranger.token = sari.token.clone();
    stranger.sign_in(SARI).await.expect(201);
    for _ in 0..7 {
        let draft = stranger.login_draft(&stranger.certificate(), &secret_key(), false);
        stranger.send(&draft).await.refused("signature-invalid");
    }
    // With a token of his own.
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.sign_in(SARI).await.expect(201);
    budi.login(false).await.refused("proof-refused");
    assert_eq!((failures(&bank), sari.status().await.as_str()), (0, "active"));
    sari.login_again().await.expect(200);
}

#[tokio::test]
async fn otp_4_what_is_repeated_is_answered_without_counting() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    // The very bytes of a wrong approval, byte for byte and signed anew.
    let offered = phone.transfer(1).await;
    let draft = phone.approval_draft(offered.id(), &phone.approval(&offered, false));
    let request = phone.sign(&draft);
    phone.door.send(request.clone()).await.expect("a reply").refused("approval-refused");
    phone.door.send(request).await.expect("a reply").refused("request-replayed");
    phone.send(&draft.again()).await.refused("approval-refused");
    assert_eq!(failures(&bank), 1);
    // The same of a wrong login: its nonce is burnt, so it is not looked at again.
    let mut guesser = phone.clone();
    guesser.sign_in(SARI).await.expect(201);
    let draft = guesser.login_draft(&guesser.certificate(), &guesser.device_signing, false);
    let request = guesser.sign(&draft);
    guesser.door.send(request.clone()).await.expect("a reply").refused("proof-refused");
    guesser.door.send(request).await.expect("a reply").refused("request-replayed");
    guesser.send(&draft.again()).await.refused("proof-refused");
    assert_eq!(failures(&bank), 2);
}

#[tokio::test]
async fn otp_7_an_operator_unlocks_and_so_does_a_new_enrolment_with_probation() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    fail_logins(&mut phone, 5).await;
    assert_eq!(phone.status().await, "locked");
    operator(&bank, "unlock");
    assert_eq!((phone.status().await.as_str(), failures(&bank)), ("active", 0));
    phone.login_again().await.expect(200);
    fail_logins(&mut phone, 5).await;
    let mut fresh = crate::support::phone(&bank);
    fresh.enrol(SARI).await;
    fresh.login(true).await.expect(200);
    let stranger = fresh.transfer_draft("5550001111", crate::support::approve::rupiah(1));
    fresh.send(&stranger).await.refused("held-by-probation");
}

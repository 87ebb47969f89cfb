//! Other ways to prove an enrolment than SMS, and the limits of SMS.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, rupiah, settled_phone};
use crate::support::crypto::{decode, encode, open_jws, random, secret_key};
use crate::support::phone::payload;
use crate::support::{
    BUDI, Phone, SARI, advance, audit, bank, control, customer, other_code, phone, press, sms, website,
};

const SERIAL: &str = "KT-1004-2817";

async fn activate(phone: &Phone, bank: &Arc<Bank>) {
    let body = json!({ "birth_date": "17/08/1990", "serial": SERIAL, "otp": press(bank, SERIAL, 0).0 });
    phone.send(&phone.draft("POST", "/v1/token/hardware", Some(body))).await.expect(200);
    advance(bank, 30);
}

/// A phone of Sari's, signed in, with an activated hardware token in her hand.
async fn with_device(bank: &Arc<Bank>) -> Phone {
    let mut phone = phone(bank);
    phone.sign_in(SARI).await.expect(201);
    activate(&phone, bank).await;
    phone
}

async fn status(phone: &Phone) -> Value {
    let answer = phone.send(&phone.status_draft()).await.expect(200);
    payload(answer.body["status"].as_str().expect("status"))
}

#[tokio::test]
async fn otp_1_a_hardware_token_proves_an_enrolment() {
    let bank = bank();
    let mut phone = with_device(&bank).await;
    let begun = phone.begin_by(json!({ "method": "hardware-token" })).await.expect(201).body;
    assert_eq!((&begun["sent_to"], &begun["tries_left"]), (&json!("•••• 2817"), &json!(5)));
    let (code, _) = press(&bank, SERIAL, 0);
    assert_eq!(phone.prove(&other_code(&code)).await.refused("otp-refused").body["tries_left"], 4);
    phone.prove(&code).await.expect(200);
    phone.exchange().await.expect(200);
    let answer = phone.confirm().await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
    assert!(status(&phone).await["probation_until"].is_string(), "a code can be phished");
    assert_eq!(website(&bank, SARI, &code)["accepted"], false, "the code is used up");
}

#[tokio::test]
async fn otp_1_without_an_activated_hardware_token_it_proves_nothing() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    phone.begin_by(json!({ "method": "hardware-token" })).await.refused("hardware-token-missing");
    phone.begin_by(json!({ "method": "carrier-pigeon" })).await.refused("malformed");
    phone.begin_by(json!({ "method": "sms", "device": "x" })).await.refused("malformed");
    phone.begin_by(json!({ "method": "website" })).await.refused("malformed");
}

#[tokio::test]
async fn otp_1_guessing_a_hardware_tokens_code_over_many_enrolments_has_to_wait() {
    let bank = bank();
    let mut phone = with_device(&bank).await;
    phone.begin_by(json!({ "method": "hardware-token" })).await.expect(201);
    let (code, _) = press(&bank, SERIAL, 0);
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(phone.prove(&other_code(&code)).await.refused("otp-refused").body["tries_left"], left);
    }
    phone.prove(&code).await.refused("enrolment-closed");
    phone.begin_by(json!({ "method": "hardware-token" })).await.refused("hardware-token-delayed");
    // Neither the website, nor another way of enrolment, nor activation is touched by that.
    assert_eq!(website(&bank, SARI, &press(&bank, SERIAL, 0).1)["accepted"], true);
    phone.method = "sms".to_owned();
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
}

/// A new phone that asks the old one.
async fn asking(bank: &Arc<Bank>) -> (Phone, Value) {
    let mut new = phone(bank);
    new.sign_in(SARI).await.expect(201);
    let begun = new.begin_by(json!({ "method": "old-phone", "device": "Android" })).await.expect(201).body;
    (new, begun)
}

/// What waits on the old phone.
async fn waiting(old: &Phone) -> Offered {
    let listed = old.send(&old.draft("GET", "/v1/operations", None)).await.expect(200).body;
    Offered::read(&listed["operations"][0]["operation"])
}

#[tokio::test]
async fn otp_1_the_old_phone_lets_the_new_one_in_without_probation_and_keeps_nothing() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let (mut new, begun) = asking(&bank).await;
    let number = begun["number"].as_str().expect("number").to_owned();
    assert!(number.len() == 4 && begun["sent_to"] == "");
    new.prove_without_code().await.refused("approval-pending");
    new.prove("123456").await.refused("malformed");
    let offered = waiting(&old).await;
    assert_eq!((offered.text(2), offered.text(17), offered.text(18)), ("new-device", "Android", number.as_str()));
    old.approve(&offered, false).await.refused("approval-refused");
    new.prove_without_code().await.refused("approval-pending");
    old.approve(&waiting(&old).await, true).await.expect(200);
    new.prove_without_code().await.expect(200);
    new.exchange().await.expect(200);
    let answer = new.confirm().await.expect(200);
    assert_eq!(new.state(&answer).await, "active");
    assert_eq!(status(&new).await["probation_until"], Value::Null);
    new.log_in().await;
    new.send(&new.transfer_draft("5550001111", rupiah(1))).await.expect(201);
    // The old phone is told to keep nothing, and "not me" is not offered.
    let left = status(&old).await;
    assert_eq!((&left["state"], &left["not_me_until"]), (&json!("superseded"), &Value::Null));
    let id = old.token.as_ref().map(|token| token.id);
    let said = old.device_draft("/v1/token/not-me", json!({ "token_id": id, "nonce": encode(&random::<16>()) }));
    old.send(&said).await.refused("not-me-closed");
}

#[tokio::test]
async fn otp_1_without_the_old_phones_yes_the_enrolment_ends() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let (mut new, _) = asking(&bank).await;
    old.reject(waiting(&old).await.id(), "not-me").await.expect(200);
    new.prove_without_code().await.refused("enrolment-closed");
    let (mut late, _) = asking(&bank).await;
    advance(&bank, 121);
    late.prove_without_code().await.refused("enrolment-closed");
    assert_eq!(old.status().await, "active");
}

#[tokio::test]
async fn otp_1_a_phone_on_probation_lets_no_other_in_and_a_locked_one_neither() {
    let bank = bank();
    let mut old = phone(&bank);
    old.enrol(SARI).await;
    let mut new = phone(&bank);
    new.sign_in(SARI).await.expect(201);
    let ask = json!({ "method": "old-phone", "device": "Android" });
    new.begin_by(ask.clone()).await.refused("held-by-probation");
    advance(&bank, 13 * 3600);
    control(&bank, "operator", json!({ "do": "suspend", "user_id": "sari", "reason": "test" }));
    new.sign_in(SARI).await.expect(201);
    new.begin_by(ask.clone()).await.refused("old-phone-missing");
    let mut budi = phone(&bank);
    budi.sign_in(BUDI).await.expect(201);
    budi.begin_by(ask).await.refused("old-phone-missing");
}

/// Which phone is locked, and that one is, is not the new phone's business: what helps there is another way.
#[tokio::test]
async fn otp_1_a_locked_old_phone_approves_nothing_and_another_way_is_named() {
    let bank = bank();
    let mut old = settled_phone(&bank).await;
    for _ in 0..5 {
        old.sign_in(SARI).await.expect(201);
        old.login(false).await;
    }
    assert_eq!(old.status().await, "locked");
    let mut new = phone(&bank);
    new.sign_in(SARI).await.expect(201);
    new.begin_by(json!({ "method": "old-phone", "device": "Android" })).await.refused("old-phone-missing");
    new.method = "sms".to_owned();
    new.enrol(SARI).await;
    assert_eq!(new.status().await, "active");
}

#[tokio::test]
async fn otp_1_an_old_phones_yes_is_worth_nothing_once_it_was_replaced() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let (mut new, _) = asking(&bank).await;
    old.approve(&waiting(&old).await, true).await.expect(200);
    let mut fast = phone(&bank);
    fast.enrol(SARI).await;
    new.prove_without_code().await.refused("enrolment-closed");
}

/// The website's QR for Sari, as its payload.
async fn qr(bank: &Arc<Bank>, otp: &str) -> (Value, Value) {
    let asked = json!({ "user_id": "sari", "password": SARI.1, "otp": otp });
    let shown = control(bank, "website_enrol_qr", asked);
    let key = phone(bank).bank_key("enrol-qr").await;
    let text = shown["qr"].as_str().expect("qr");
    (open_jws(text, "kunci-enrol-qr", &key).expect("signed for this use"), shown["offer_id"].clone())
}

async fn scan(phone: &mut Phone, qr: &Value) -> crate::support::Answer {
    let commitment = encode(&phone.commit());
    let website = json!({ "offer_id": qr["offer_id"], "secret": qr["secret"], "commitment": commitment });
    phone.begin_by(json!({ "method": "website", "website": website })).await
}

fn typed(bank: &Arc<Bank>, offer: &Value, fingerprint: &str) -> Value {
    control(bank, "website_enrol_fingerprint", json!({ "offer_id": offer, "fingerprint": fingerprint }))["accepted"]
        .clone()
}

/// A phone that has scanned the QR and exchanged keys.
async fn scanned(bank: &Arc<Bank>) -> (Phone, Value) {
    let mut old = phone(bank);
    old.enrol(SARI).await;
    let (shown, offer) = qr(bank, &old.otp(0)).await;
    let mut new = phone(bank);
    new.sign_in(SARI).await.expect(201);
    scan(&mut new, &shown).await.expect(201);
    new.prove_without_code().await.expect(200);
    new.exchange().await.expect(200);
    (new, offer)
}

#[tokio::test]
async fn otp_1_a_qr_of_the_website_enrols_once_the_fingerprint_is_typed_there() {
    let bank = bank();
    let (new, offer) = scanned(&bank).await;
    new.confirm().await.refused("approval-pending");
    assert_eq!(new.status().await, "pending");
    assert_eq!(typed(&bank, &offer, &new.fingerprint()), true);
    let answer = new.confirm().await.expect(200);
    assert_eq!(new.state(&answer).await, "active");
    assert!(status(&new).await["probation_until"].is_string(), "a QR can be passed on");
    let challenge = new.offer.as_ref().expect("offer").attestation_challenge.0;
    assert_ne!(challenge, [0; 32]);
}

#[tokio::test]
async fn otp_1_a_wrong_or_late_fingerprint_ends_the_enrolment() {
    let bank = bank();
    let (new, offer) = scanned(&bank).await;
    assert_eq!(typed(&bank, &offer, "00000000"), new.fingerprint() == "00000000");
    let again =
        bank.control("website_enrol_fingerprint", &json!({ "offer_id": offer, "fingerprint": new.fingerprint() }));
    assert_eq!(again.expect_err("one try").code, "not_ready");
    new.confirm().await.refused("enrolment-closed");
    assert_eq!(new.status().await, "removed");
    let other = crate::support::bank();
    let (late, offer) = scanned(&other).await;
    advance(&other, 121);
    assert_eq!(typed(&other, &offer, &late.fingerprint()), false);
    late.confirm().await.refused("enrolment-closed");
}

#[tokio::test]
async fn otp_1_keys_that_were_not_committed_to_are_refused() {
    let bank = bank();
    let mut old = phone(&bank);
    old.enrol(SARI).await;
    let (shown, _) = qr(&bank, &old.otp(0)).await;
    let mut middle = phone(&bank);
    middle.sign_in(SARI).await.expect(201);
    scan(&mut middle, &shown).await.expect(201);
    middle.prove_without_code().await.expect(200);
    // Having seen the bank's half, somebody in the middle would like other keys.
    middle.committed.as_mut().expect("committed").ephemeral = secret_key();
    middle.exchange().await.refused("enrolment-closed");
    middle.exchange().await.refused("enrolment-closed");
    assert!(audit(&bank).iter().any(|what| what.contains("committed to")));
}

#[tokio::test]
async fn otp_1_an_offer_goes_to_the_first_phone_of_its_own_customer_in_time() {
    let bank = bank();
    let mut old = phone(&bank);
    old.enrol(SARI).await;
    let (shown, offer) = qr(&bank, &old.otp(0)).await;
    assert!(decode(shown["secret"].as_str().expect("secret")).expect("bytes").len() == 32);
    let mut stranger = phone(&bank);
    stranger.sign_in(BUDI).await.expect(201);
    scan(&mut stranger, &shown).await.refused("enrolment-closed");
    let (mut thief, mut sari) = (phone(&bank), phone(&bank));
    thief.sign_in(SARI).await.expect(201);
    sari.sign_in(SARI).await.expect(201);
    let mut guessed = shown.clone();
    guessed["secret"] = json!(encode(&random::<32>()));
    scan(&mut thief, &guessed).await.refused("enrolment-closed");
    scan(&mut thief, &shown).await.expect(201);
    scan(&mut sari, &shown).await.refused("enrolment-closed");
    // Nobody has exchanged keys: the website has nothing to compare with.
    let early = bank.control("website_enrol_fingerprint", &json!({ "offer_id": offer, "fingerprint": "12345678" }));
    assert_eq!(early.expect_err("early").code, "not_ready");
    advance(&bank, 60);
    let (shown, _) = qr(&bank, &old.otp(0)).await;
    advance(&bank, 299);
    sari.sign_in(SARI).await.expect(201);
    advance(&bank, 2);
    scan(&mut sari, &shown).await.refused("enrolment-closed");
}

#[tokio::test]
async fn otp_5_three_sms_in_ten_minutes_and_ten_in_a_day_and_nothing_is_spent_by_a_refusal() {
    let bank = bank();
    let mut phone = phone(&bank);
    for _ in 0..3 {
        phone.sign_in(SARI).await.expect(201);
        phone.begin().await.expect(201);
        advance(&bank, 60);
    }
    phone.sign_in(SARI).await.expect(201);
    let limited = phone.begin().await.refused("sms-limit");
    let wait = limited.body["retry_after_seconds"].as_u64().expect("seconds");
    assert!((415..=420).contains(&wait), "{wait}");
    let outbox = control(&bank, "sms_outbox", json!({ "user_id": "sari" }));
    assert_eq!(outbox["count"], 3);
    // Another customer is not touched, and this session still has its SMS to come.
    let mut budi = crate::support::phone(&bank);
    budi.enrol(BUDI).await;
    advance(&bank, 299);
    phone.begin().await.refused("sms-limit");
    advance(&bank, 125);
    phone.begin().await.expect(201);
    for _ in 0..6 {
        advance(&bank, 601);
        phone.sign_in(SARI).await.expect(201);
        phone.begin().await.expect(201);
    }
    advance(&bank, 601);
    phone.sign_in(SARI).await.expect(201);
    let limited = phone.begin().await.refused("sms-limit");
    assert!(limited.body["retry_after_seconds"].as_u64().expect("seconds") > 3600);
    assert!(sms(&bank, "sari").len() == 6);
}

#[tokio::test]
async fn otp_1_a_stranger_who_knows_only_the_user_id_locks_nothing() {
    let bank = bank();
    let mut sari = settled_phone(&bank).await;
    for _ in 0..30 {
        website(&bank, ("sari", "guess"), "123456");
    }
    let mut stranger = phone(&bank);
    stranger.sign_in(("sari", "guess")).await.refused("sign-in-delayed");
    let stands = customer(&bank, "sari");
    assert_eq!(
        (&stands["token_failures"], &stands["website_otp_failures"], &stands["active_tokens"]),
        (&json!(0), &json!(0), &json!(1))
    );
    assert_eq!(sari.status().await, "active");
    sari.transfer(1).await;
    sari.send(&sari.freeze_draft(&sari.card("4821").await)).await.expect(200);
    advance(&bank, 24 * 3600 + 60);
    sari.log_in().await;
}

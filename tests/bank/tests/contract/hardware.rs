//! The hardware token: activation, resynchronisation, its codes on the website.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::alerts;
use crate::support::{Answer, BUDI, Draft, Phone, SARI, advance, bank, customer, other_code, phone, press, website};

const SERIAL: &str = "KT-1004-2817";
const BORN: &str = "17/08/1990";

fn activation(phone: &Phone, birth_date: &str, serial: &str, otp: &str) -> Draft {
    let body = json!({ "birth_date": birth_date, "serial": serial, "otp": otp });
    phone.draft("POST", "/v1/token/hardware", Some(body))
}

async fn activate(phone: &Phone, birth_date: &str, serial: &str, otp: &str) -> Answer {
    phone.send(&activation(phone, birth_date, serial, otp)).await
}

async fn resync(phone: &Phone, serial: &str, otp: &str, next_otp: &str) -> Answer {
    let body = json!({ "serial": serial, "otp": otp, "next_otp": next_otp });
    phone.send(&phone.draft("POST", "/v1/token/hardware/resync", Some(body))).await
}

async fn signed_in(bank: &Arc<Bank>) -> Phone {
    let mut phone = phone(bank);
    phone.sign_in(SARI).await.expect(201);
    phone
}

#[tokio::test]
async fn otp_6_a_device_is_activated_with_date_serial_and_code_and_then_opens_the_website() {
    let bank = bank();
    let phone = signed_in(&bank).await;
    let (code, _) = press(&bank, SERIAL, 0);
    assert_eq!(website(&bank, SARI, &code)["accepted"], false, "not activated yet");
    let done = activate(&phone, BORN, SERIAL, &code).await.expect(200).body;
    assert_eq!(done, json!({ "serial": "•••• 2817", "activated": true }));
    assert_eq!(alerts(&bank).iter().filter(|what| what.contains("hardware token")).count(), 1);
    assert_eq!(website(&bank, SARI, &code)["accepted"], false, "the code was used up by the activation");
    advance(&bank, 30);
    let (code, _) = press(&bank, SERIAL, 0);
    assert_eq!(website(&bank, SARI, &code)["accepted"], true, "one press, one code, no network");
    assert_eq!(website(&bank, SARI, &code)["accepted"], false, "once");
    assert_eq!(website(&bank, BUDI, &press(&bank, SERIAL, 0).1)["accepted"], false, "nobody else's");
}

#[tokio::test]
async fn otp_6_a_sha_256_device_works_as_well() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(BUDI).await.expect(201);
    activate(&phone, "05/01/1985", "KT-1009-3355", &press(&bank, "KT-1009-3355", 0).0).await.expect(200);
    advance(&bank, 60);
    assert_eq!(website(&bank, BUDI, &press(&bank, "KT-1009-3355", 0).0)["accepted"], true);
}

#[tokio::test]
async fn otp_6_one_answer_for_a_wrong_date_serial_or_code() {
    let bank = bank();
    let phone = signed_in(&bank).await;
    let (code, _) = press(&bank, SERIAL, 0);
    let (foreign, _) = press(&bank, "KT-1009-3355", 0);
    let mut said = Vec::new();
    for (born, serial, otp) in [
        ("18/08/1990", SERIAL, code.as_str()),
        (BORN, "KT-0000-0000", code.as_str()),
        (BORN, "KT-1009-3355", foreign.as_str()),
        (BORN, SERIAL, other_code(&code).as_str()),
    ] {
        let refusal = activate(&phone, born, serial, otp).await.refused("hardware-token-refused");
        said.push((refusal.body["title"].clone(), refusal.body["detail"].clone()));
    }
    said.dedup();
    assert_eq!(said.len(), 1, "which of the three was wrong is not said");
    activate(&phone, BORN, SERIAL, &code).await.expect(200);
}

#[tokio::test]
async fn otp_6_a_date_of_another_form_is_said_and_counts_nothing() {
    let bank = bank();
    let phone = signed_in(&bank).await;
    let (code, _) = press(&bank, SERIAL, 0);
    for born in ["1990-08-17", "17/8/1990", "31/02/1990", "08/17/1990", ""] {
        activate(&phone, born, SERIAL, &code).await.refused("date-format");
    }
    activate(&phone, BORN, SERIAL, "12345").await.refused("malformed");
    activate(&phone, BORN, SERIAL, &code).await.expect(200);
}

#[tokio::test]
async fn otp_6_activation_failures_wait_and_share_no_counter_with_anything() {
    let bank = bank();
    let mut phone = signed_in(&bank).await;
    let (code, _) = press(&bank, SERIAL, 0);
    let wrong = activation(&phone, BORN, SERIAL, &other_code(&code));
    phone.send(&wrong).await.refused("hardware-token-refused");
    // The same call again, because its answer was lost, does not count.
    for _ in 0..6 {
        phone.send(&wrong.again()).await.refused("hardware-token-refused");
    }
    for _ in 0..4 {
        activate(&phone, BORN, SERIAL, &other_code(&code)).await.refused("hardware-token-refused");
    }
    let waits = activate(&phone, BORN, SERIAL, &code).await.refused("hardware-token-delayed");
    assert!((1..=900).contains(&waits.body["retry_after_seconds"].as_u64().expect("seconds")));
    resync(&phone, SERIAL, &code, &press(&bank, SERIAL, 0).1).await.refused("hardware-token-delayed");
    // Sign-in, enrolment, soft token and website go on.
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    assert_eq!(website(&bank, SARI, &phone.otp(1))["accepted"], true);
    let stands = customer(&bank, "sari");
    assert_eq!((&stands["token_failures"], &stands["website_otp_failures"]), (&json!(0), &json!(0)));
    advance(&bank, 901);
    phone.log_in().await;
    activate(&phone, BORN, SERIAL, &press(&bank, SERIAL, 0).0).await.expect(200);
}

#[tokio::test]
async fn otp_6_a_drifted_device_is_resynchronised_with_two_codes_in_a_row() {
    let bank = bank();
    let phone = signed_in(&bank).await;
    let drift = 5400;
    let (code, next) = press(&bank, SERIAL, drift);
    activate(&phone, BORN, SERIAL, &code).await.refused("hardware-token-refused");
    resync(&phone, SERIAL, &code, &other_code(&next)).await.refused("hardware-token-refused");
    resync(&phone, SERIAL, &next, &code).await.refused("hardware-token-refused");
    let learned = resync(&phone, SERIAL, &code, &next).await.expect(200).body;
    assert_eq!(learned, json!({ "serial": "•••• 2817", "activated": false }));
    activate(&phone, BORN, SERIAL, &next).await.refused("hardware-token-refused");
    advance(&bank, 90);
    activate(&phone, BORN, SERIAL, &press(&bank, SERIAL, drift).0).await.expect(200);
    // The device goes on drifting; each code teaches the bank a little.
    for more in 1..=5 {
        advance(&bank, 24 * 3600);
        let (code, _) = press(&bank, SERIAL, drift + 45 * more);
        assert_eq!(website(&bank, SARI, &code)["accepted"], true, "after {more} days");
    }
    let (far, after) = press(&bank, SERIAL, 3 * 3600);
    resync(&phone, SERIAL, &far, &after).await.refused("session-ended");
    let phone = signed_in(&bank).await;
    let (far, after) = press(&bank, SERIAL, 3 * 3600);
    resync(&phone, SERIAL, &far, &after).await.refused("hardware-token-refused");
}

#[tokio::test]
async fn otp_6_codes_more_than_two_steps_from_the_learned_drift_are_not_taken() {
    let bank = bank();
    let phone = signed_in(&bank).await;
    activate(&phone, BORN, SERIAL, &press(&bank, SERIAL, 0).0).await.expect(200);
    advance(&bank, 600);
    for (drift, taken) in [(-120, false), (120, false), (60, true)] {
        assert_eq!(website(&bank, SARI, &press(&bank, SERIAL, drift).0)["accepted"], taken, "{drift}");
    }
}

#[tokio::test]
async fn otp_6_a_wrong_website_code_counts_once_although_two_tokens_are_tried() {
    let bank = bank();
    let mut phone = signed_in(&bank).await;
    activate(&phone, BORN, SERIAL, &press(&bank, SERIAL, 0).0).await.expect(200);
    phone.enrol(SARI).await;
    let neither = (0..1_000_000)
        .map(|code| format!("{code:06}"))
        .find(|code| (-9..=9).all(|step| *code != phone.otp(step) && *code != press(&bank, SERIAL, 30 * step).0));
    assert_eq!(website(&bank, SARI, &neither.expect("a free code"))["accepted"], false);
    assert_eq!(customer(&bank, "sari")["website_otp_failures"], 1);
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true, "either token opens the website");
    advance(&bank, 30);
    assert_eq!(website(&bank, SARI, &press(&bank, SERIAL, 0).0)["accepted"], true);
}

#[tokio::test]
async fn otp_6_the_seed_is_not_in_the_clear_in_the_banks_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = kunci_bank::BankOptions { data_dir: Some(folder.path().to_owned()), ..Default::default() };
    drop(Bank::open(&options).expect("the bank opens"));
    for entry in std::fs::read_dir(folder.path()).expect("the folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).unwrap_or_default();
        assert!(!bytes.windows(20).any(|window| window == b"kunci sandbox: sari!"));
    }
    let again = Bank::open(&options).expect("the bank opens again");
    assert_eq!(
        again.control("hardware_token", &json!({ "serial": SERIAL, "press": false })).expect("known")["user_id"],
        Value::from("sari")
    );
}

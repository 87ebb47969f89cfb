//! The registered phone number: changed by the token, by a hardware token with a delay, by an operator; never needing the old number.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, settled_phone};
use crate::support::{Answer, Phone, SARI, advance, bank, control, customer, other_code, phone, press, sms};

const NEW: &str = "+628777000999";
const SERIAL: &str = "KT-1004-2817";

async fn begin(phone: &Phone, number: &str) -> Answer {
    phone.send(&phone.draft("POST", "/v1/profile/phone-number", Some(json!({ "number": number })))).await
}

async fn prove(phone: &Phone, begun: &Value, proof: Value) -> Answer {
    let path = format!("/v1/profile/phone-number/{}/proof", begun["change_id"].as_str().expect("id"));
    phone.send(&phone.draft("POST", &path, Some(proof))).await
}

async fn cancel(phone: &Phone, id: &Value) -> Answer {
    let path = format!("/v1/profile/phone-number/{}/cancellation", id.as_str().expect("id"));
    phone.send(&phone.draft("POST", &path, Some(json!({})))).await
}

/// Every message so far: number and text.
fn outbox(bank: &Arc<Bank>) -> Vec<(String, String)> {
    let all = control(bank, "sms_outbox", json!({ "user_id": "sari" }));
    let text = |message: &Value, name: &str| message[name].as_str().expect("text").to_owned();
    let messages = all["messages"].as_array().expect("messages");
    messages.iter().map(|message| (text(message, "to"), text(message, "text"))).collect()
}

#[tokio::test]
async fn otp_8_the_token_approves_a_new_number_and_the_old_one_is_not_needed() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let before = outbox(&bank).len();
    let begun = begin(&phone, NEW).await.expect(201).body;
    assert_eq!(begun["sent_to"], "•••• 0999");
    let after = outbox(&bank);
    assert!(after[before..].iter().all(|(to, _)| to == NEW), "the code goes to the new number only");
    let code = sms(&bank, "sari");
    assert_eq!(
        prove(&phone, &begun, json!({ "otp": other_code(&code) })).await.refused("otp-refused").body["tries_left"],
        4
    );
    let offered = Offered::of(&prove(&phone, &begun, json!({ "otp": code })).await.expect(201));
    assert_eq!((offered.text(2), offered.text(16), offered.text(17)), ("number-change", "•••• 4321", NEW));
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 4321");
    phone.approve(&offered, false).await.refused("approval-refused");
    let listed = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let done = phone.approve(&Offered::read(&listed["operations"][0]["operation"]), true).await.expect(200).body;
    assert_eq!(done["state"], "completed");
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 0999");
    let told = outbox(&bank);
    let about = |number: &str| told.iter().any(|(to, text)| to == number && text.contains("number was changed"));
    assert!(about("+628120004321") && about(NEW), "old and new are told");
    assert!(alerts(&bank).iter().any(|what| what.contains("phone number was changed")));
    // The next SMS of an enrolment goes to the new number.
    phone.sign_in(SARI).await.expect(201);
    assert_eq!(phone.begin().await.expect(201).body["sent_to"], "•••• 0999");
}

#[tokio::test]
async fn otp_8_probation_holds_a_new_number_and_only_real_numbers_are_taken() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    for wrong in ["08120004321", "+62", "+62 812 000 4321", "+628120004321", ""] {
        begin(&phone, wrong).await.refused("number-invalid");
    }
    let begun = begin(&phone, NEW).await.expect(201).body;
    prove(&phone, &begun, json!({ "otp": sms(&bank, "sari") })).await.refused("held-by-probation");
    begin(&phone, NEW).await.expect(201);
    begin(&phone, NEW).await.refused("sms-limit");
}

#[tokio::test]
async fn otp_8_the_code_has_five_tries_and_two_minutes() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let begun = begin(&phone, NEW).await.expect(201).body;
    let code = sms(&bank, "sari");
    for left in [4, 3, 2, 1, 0] {
        let refused = prove(&phone, &begun, json!({ "otp": other_code(&code) })).await.refused("otp-refused");
        assert_eq!(refused.body["tries_left"], left);
    }
    prove(&phone, &begun, json!({ "otp": code })).await.refused("number-change-closed");
    let begun = begin(&phone, NEW).await.expect(201).body;
    advance(&bank, 121);
    prove(&phone, &begun, json!({ "otp": sms(&bank, "sari") })).await.refused("number-change-closed");
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 4321");
}

/// Sari without a working token, with a hardware token in her hand, in a session of scope enrol; a change waits.
async fn waiting(bank: &Arc<Bank>) -> (Phone, Value) {
    let mut phone = phone(bank);
    phone.sign_in(SARI).await.expect(201);
    begin(&phone, NEW).await.refused("hardware-token-missing");
    let body = json!({ "birth_date": "17/08/1990", "serial": SERIAL, "otp": press(bank, SERIAL, 0).0 });
    phone.send(&phone.draft("POST", "/v1/token/hardware", Some(body))).await.expect(200);
    advance(bank, 30);
    let begun = begin(&phone, NEW).await.expect(201).body;
    let (otp, device) = (sms(bank, "sari"), press(bank, SERIAL, 0).0);
    prove(&phone, &begun, json!({ "otp": otp })).await.refused("scope");
    prove(&phone, &begun, json!({ "otp": otp, "hardware_otp": other_code(&device) }))
        .await
        .refused("hardware-token-refused");
    let answer = prove(&phone, &begun, json!({ "otp": otp, "hardware_otp": device })).await.expect(202).body;
    assert_eq!(answer["waiting"]["number"], "•••• 0999");
    (phone, answer["waiting"]["change_id"].clone())
}

#[tokio::test]
async fn otp_8_without_a_token_the_hardware_token_stands_in_and_the_change_waits_a_day() {
    let bank = bank();
    let (_, _) = waiting(&bank).await;
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 4321");
    assert!(alerts(&bank).iter().any(|what| what.contains("in 24 hours")));
    advance(&bank, 24 * 3600 - 60);
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 4321");
    advance(&bank, 61);
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 0999", "the dead number was never asked");
}

#[tokio::test]
async fn otp_8_a_waiting_change_is_stopped_by_the_old_number_or_by_any_signed_in_phone() {
    let bank = bank();
    let (phone, id) = waiting(&bank).await;
    let shown = phone.send(&phone.draft("GET", "/v1/profile/phone-number", None)).await.expect(200).body;
    assert_eq!((&shown["number"], &shown["waiting"]["change_id"]), (&json!("•••• 4321"), &id));
    cancel(&phone, &id).await.expect(200);
    advance(&bank, 25 * 3600);
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 4321");

    let other = crate::support::bank();
    let _ = waiting(&other).await;
    let (_, text) = outbox(&other).into_iter().rfind(|(_, text)| text.contains("BATAL")).expect("a way to stop it");
    let code: String = text.split("BATAL ").nth(1).expect("code").chars().take(6).collect();
    let reply = |from: &str, text: &str| {
        control(&other, "sms_reply", json!({ "user_id": "sari", "from": from, "text": text }))["stopped"].clone()
    };
    assert_eq!(reply(NEW, &format!("BATAL {code}")), false, "not from another number");
    assert_eq!(reply("+628120004321", &format!("BATAL {}", other_code(&code))), false);
    assert_eq!(reply("+628120004321", &format!("BATAL {code}")), true);
    advance(&other, 25 * 3600);
    assert_eq!(customer(&other, "sari")["phone"], "•••• 4321");
}

#[tokio::test]
async fn otp_8_a_working_token_cannot_be_passed_by_with_a_hardware_token() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    phone.sign_in(SARI).await.expect(201);
    begin(&phone, NEW).await.refused("scope");
    phone.login(true).await.expect(200);
    let begun = begin(&phone, NEW).await.expect(201).body;
    let proof = json!({ "otp": sms(&bank, "sari"), "hardware_otp": press(&bank, SERIAL, 0).0 });
    prove(&phone, &begun, proof).await.refused("scope");
}

#[tokio::test]
async fn otp_8_an_operator_changes_the_number_too() {
    let bank = bank();
    let asked = json!({ "do": "change_number", "user_id": "sari", "reason": "number taken over, seen in the branch", "number": NEW });
    control(&bank, "operator", asked);
    assert_eq!(customer(&bank, "sari")["phone"], "•••• 0999");
    let told = outbox(&bank);
    assert!(told.iter().any(|(to, _)| to == NEW) && told.iter().any(|(to, _)| to == "+628120004321"));
}

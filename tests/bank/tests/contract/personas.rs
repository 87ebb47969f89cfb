//! Ready-made customers: each is what its story says, however often it is made, and the same for the same seed.

use std::sync::Arc;

use kunci_bank::{Bank, BankOptions};
use serde_json::{Value, json};

use crate::support::{advance, bank, control, customer, phone, press};

fn row(bank: &Arc<Bank>, user: &str) -> Value {
    let all = control(bank, "personas", json!({}));
    let rows = all["personas"].as_array().expect("a list");
    rows.iter().find(|persona| persona["user_id"] == user).expect("a persona").clone()
}

fn make(bank: &Arc<Bank>, user: &str) -> Value {
    control(bank, "persona", json!({ "user_id": user }))
}

/// Makes it, registers a phone for it, and sets the stage.
async fn with_phone(bank: &Arc<Bank>, user: &str) -> Value {
    make(bank, user);
    let mut phone = phone(bank);
    let password = row(bank, user)["password"].as_str().expect("a password").to_owned();
    phone.enrol((user, &password)).await;
    assert_eq!(make(bank, user)["stage"], "ready");
    customer(bank, user)
}

#[test]
fn ops_3_no_bank_has_personas_until_they_are_asked_for_and_each_has_its_story_in_both_languages() {
    let bank = bank();
    let all = control(&bank, "personas", json!({}));
    let rows = all["personas"].as_array().expect("a list");
    assert_eq!(rows.len(), 7);
    for persona in rows {
        assert_eq!(persona["stage"], "absent");
        assert!(persona["story"]["id"].is_string() && persona["story"]["en"] != persona["story"]["id"]);
        assert_eq!(bank.control("customer", persona).expect_err("nobody").code, "malformed");
        let who = json!({ "user_id": persona["user_id"] });
        assert_eq!(bank.control("customer", &who).expect_err("nobody").code, "unknown_customer");
    }
    assert_eq!(bank.control("persona", &json!({ "user_id": "sari" })).expect_err("no persona").code, "unknown_persona");
}

#[test]
fn ops_3_a_persona_is_made_once_and_gone_with_a_reset() {
    let bank = bank();
    assert_eq!(make(&bank, "maya")["stage"], "wants-phone");
    let before = control(&bank, "card_payments", json!({ "user_id": "maya" }));
    assert_eq!(before["payments"].as_array().map(Vec::len), Some(50));
    make(&bank, "maya");
    assert_eq!(control(&bank, "card_payments", json!({ "user_id": "maya" })), before);
    let overview = control(&bank, "overview", json!({}));
    assert_eq!(overview["customers"].as_array().map(Vec::len), Some(3), "the console knows her");
    control(&bank, "reset", json!({}));
    assert_eq!(row(&bank, "maya")["stage"], "absent");
}

#[test]
fn ops_3_who_has_no_phone_is_ready_at_once() {
    let bank = bank();
    assert_eq!(make(&bank, "hendra")["stage"], "ready");
    let device = &customer(&bank, "hendra")["hardware_tokens"][0];
    assert_eq!((&device["serial"], &device["activated"]), (&row(&bank, "hendra")["serial"], &json!(true)));
    press(&bank, device["serial"].as_str().expect("a serial"), 0);

    assert_eq!(make(&bank, "dian")["stage"], "ready");
    let papers = control(&bank, "written", json!({}));
    let ways: Vec<_> = papers["written"].as_array().expect("a list").iter().map(|paper| &paper["way"]).collect();
    assert_eq!(ways, ["letter", "complaint"]);
    let disputes = control(&bank, "disputes", json!({}));
    assert_eq!(disputes["disputes"][0]["state"], "submitted");

    make(&bank, "wayan");
    let payments = control(&bank, "card_payments", json!({ "user_id": "wayan" }));
    let why: Vec<_> = payments["payments"].as_array().expect("a list").iter().map(|made| &made["code"]).collect();
    assert_eq!(why, ["51", "61"]);
}

#[tokio::test]
async fn ops_3_a_phone_that_registers_as_a_persona_is_brought_to_where_the_story_wants_it() {
    let bank = bank();
    let works = with_phone(&bank, "maya").await;
    assert_eq!((&works["tokens"][0]["state"], &works["token_failures"]), (&json!("active"), &json!(0)));
    let locked = with_phone(&bank, "joko").await;
    assert_eq!((&locked["tokens"][0]["state"], &locked["token_failures"]), (&json!("locked"), &json!(5)));
    let told = control(&bank, "alerts", json!({ "user_id": "joko" })).to_string();
    assert!(told.contains("failed-codes") && told.contains("token-locked"), "{told}");
    // Unlocked meanwhile, it is not as its story has it, until the stage is set again.
    control(&bank, "operator", json!({ "do": "unlock", "user_id": "joko", "reason": "he called" }));
    assert_eq!(row(&bank, "joko")["stage"], "wants-stage");
    assert_eq!(make(&bank, "joko")["stage"], "ready");

    with_phone(&bank, "putu").await;
    advance(&bank, 12 * 3600 + 1);
    assert_eq!(row(&bank, "putu")["stage"], "wants-stage", "her probation is over by itself");
    assert_eq!(make(&bank, "putu")["stage"], "ready");
}

#[test]
fn ops_3_the_same_seed_makes_the_same_personas() {
    let lives = || {
        let options = BankOptions { seed: Some(5), simulated: true, ..BankOptions::default() };
        let bank = Bank::open(&options).expect("the bank opens");
        let users = ["maya", "joko", "rina", "hendra", "wayan", "putu", "dian"];
        let seen = users.map(|user| {
            make(&bank, user);
            let who = json!({ "user_id": user });
            [customer(&bank, user), control(&bank, "card_payments", who.clone()), control(&bank, "alerts", who)]
        });
        (seen, control(&bank, "disputes", json!({})), control(&bank, "written", json!({})))
    };
    assert_eq!(lives(), lives());
}

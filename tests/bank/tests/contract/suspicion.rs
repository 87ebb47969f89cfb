//! Suspected payments: held, asked about, answered or not.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, rupiah, settled_phone};
use crate::support::{Phone, SARI, advance, bank, control, operator, phone};

fn pay(bank: &Arc<Bank>, merchant: &str, suspicious: bool) -> Value {
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(750_000), "merchant": merchant, "channel": "online",
        "suspicious": suspicious,
    });
    control(bank, "card_pay", body)
}

/// What the bank asks the phone.
async fn asked(phone: &Phone) -> Offered {
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let pending = |state: &&Value| state["state"] == "pending" && state["kind"] == "suspected-payment";
    let state = list["operations"].as_array().expect("operations").iter().find(pending).expect("a question").clone();
    Offered::read(&state["operation"])
}

#[tokio::test]
async fn card_8_a_suspected_payment_is_held_and_the_customer_is_asked_about_exactly_it() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let held = pay(&bank, "Toko Maya", true);
    assert_eq!((&held["approved"], &held["code"]), (&json!(false), &json!("59")));
    let offered = asked(&phone).await;
    assert_eq!(
        (offered.text(17), offered.text(18), offered.text(19), offered.number(20), offered.text(22)),
        ("4821", "Toko Maya", "IDR", 75_000_000, held["transaction_id"].as_str().expect("id"))
    );
    let hold = phone.card("4821").await["holds"][0].clone();
    assert_eq!((&hold["holder"], &hold["reason"]), (&json!("fraud"), &json!("suspected-payment")));
    // Nothing else passes until there is an answer, and there is one question only.
    let other = pay(&bank, "Warung Made", true);
    assert_eq!(other["reasons"], json!(["held-by-fraud-desk"]));
    assert!(alerts(&bank).iter().any(|told| told.contains("4821") && told.contains("held")));
}

#[tokio::test]
async fn card_8_yes_needs_the_full_proof_and_lets_the_same_payment_pass_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    pay(&bank, "Toko Maya", true);
    let offered = asked(&phone).await;
    let wrong = phone.approve(&offered, false).await.refused("approval-refused");
    assert_eq!(pay(&bank, "Toko Maya", true)["approved"], false, "a wrong code is no yes");
    let done = phone.approve(&Offered::of(&wrong), true).await.expect(200);
    assert_eq!(done.body["state"], "completed");
    assert_eq!(phone.card("4821").await["holds"], json!([]));
    assert_eq!(pay(&bank, "Toko Maya", true)["approved"], true, "the retry is let through");
    assert_eq!(pay(&bank, "Toko Maya", true)["approved"], false, "once");
}

#[tokio::test]
async fn card_8_yes_is_for_this_shop_and_this_amount_and_fifteen_minutes() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    pay(&bank, "Toko Maya", true);
    phone.approve(&asked(&phone).await, true).await.expect(200);
    let other_shop = pay(&bank, "Toko Lain", true);
    assert_eq!(other_shop["code"], "59");
    phone.reject(asked(&phone).await.id(), "mistake").await.expect(200);
    advance(&bank, 15 * 60 + 1);
    assert_eq!(pay(&bank, "Toko Maya", true)["code"], "59");
}

#[tokio::test]
async fn card_8_no_needs_the_phone_alone_also_while_the_token_is_locked_and_freezes_the_card() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    pay(&bank, "Toko Maya", true);
    let mut offered = asked(&phone).await;
    let id = offered.id();
    for _ in 0..4 {
        offered = Offered::of(&phone.approve(&offered, false).await.refused("approval-refused"));
    }
    phone.approve(&offered, false).await.refused("token-locked");
    let said = phone.reject(id, "not-me").await.expect(200);
    assert_eq!(said.body["state"], "rejected");
    assert!(said.body["receipt"].is_string(), "the freeze has a receipt");
    let after = pay(&bank, "Toko Maya", false);
    assert_eq!(after["reasons"], json!(["frozen-by-you"]), "the customer's own hold, and no other");
    assert!(alerts(&bank).iter().any(|told| told.contains("did not ask for")));
}

#[tokio::test]
async fn card_8_unanswered_the_payment_is_not_made_the_card_goes_on_and_the_customer_is_told() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    pay(&bank, "Toko Maya", true);
    let offered = asked(&phone).await;
    advance(&bank, 5 * 60 + 1);
    assert_eq!(pay(&bank, "Warung Made", false)["approved"], true);
    phone.log_in().await;
    assert_eq!(phone.card("4821").await["holds"], json!([]));
    assert_eq!(alerts(&bank).iter().filter(|told| told.contains("did not answer")).count(), 1);
    phone.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(pay(&bank, "Toko Maya", true)["approved"], false, "a late yes is none");
}

#[tokio::test]
async fn card_8_whoever_cannot_be_asked_is_told_and_the_card_is_not_held() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    operator(&bank, "deregister");
    assert_eq!(pay(&bank, "Toko Maya", true)["code"], "59");
    assert!(alerts(&bank).iter().any(|told| told.contains("held")));
    assert_eq!(pay(&bank, "Warung Made", false)["approved"], true);
    drop(phone);
}

#[tokio::test]
async fn card_8_a_new_phone_does_not_say_yes_for_the_customer() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.log_in().await;
    assert_eq!(pay(&bank, "Toko Maya", true)["code"], "59");
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    assert_eq!(list["operations"], json!([]), "its probation is not over: it is not asked");
}

//! The emergency key: made by approval, used once without a phone, and what it cannot do.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, rupiah, settled_phone};
use crate::support::{Draft, Phone, SARI, advance, bank, control, phone};

const KEY: &str = "48210773059164820375";

fn make(phone: &Phone, key: &str) -> Draft {
    phone.draft("POST", "/v1/operations/emergency-key", Some(json!({ "key": key })))
}

/// Made and approved.
async fn made(phone: &Phone, key: &str) {
    let offered = Offered::of(&phone.send(&make(phone, key)).await.expect(201));
    assert_eq!((offered.text(2), offered.fields.len()), ("emergency-key", 8));
    assert!(!offered.bytes.windows(4).any(|four| four == &key.as_bytes()[..4]), "the key stands in no bytes");
    assert_eq!(phone.approve(&offered, true).await.expect(200).body["state"], "completed");
}

fn say(bank: &Arc<Bank>, user: &str, key: &str, by: &str) -> Value {
    control(bank, "emergency_key", json!({ "user_id": user, "key": key, "by": by }))
}

fn pays(bank: &Arc<Bank>, ending: &str) -> bool {
    let body = json!({ "user_id": "sari", "ending": ending, "amount": rupiah(1_000), "merchant": "Warung Made" });
    control(bank, "card_pay", body)["approved"] == true
}

#[tokio::test]
async fn card_13_a_key_freezes_every_card_and_suspends_the_phone_once_and_closes_nothing() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    made(&phone, KEY).await;
    assert!(alerts(&bank).iter().any(|told| told.contains("key was made")));
    let used = say(&bank, "sari", "4821 0773 0591-6482-0375", "phone_line");
    assert_eq!((&used["accepted"], &used["frozen"], &used["suspended"]), (&json!(true), &json!(2), &json!(true)));
    assert!(!pays(&bank, "4821") && !pays(&bank, "7730"));
    assert_eq!(phone.status().await, "suspended");
    phone.send(&phone.draft("GET", "/v1/cards", None)).await.refused("session-ended");
    assert!(alerts(&bank).iter().any(|told| told.contains("key was used")));
    let again = say(&bank, "sari", KEY, "website");
    assert_eq!((&again["accepted"], &again["bank_saw"]), (&json!(false), &json!("the customer has no key")));
    // All of it can be taken back by its owner, with the Unlock Code.
    phone.sign_in(SARI).await.expect(201);
    let lift = phone.draft("POST", "/v1/operations/lift-suspension", Some(json!({})));
    let offered = Offered::of(&phone.send(&lift).await.expect(201));
    phone.approve(&offered, true).await.expect(200);
    phone.log_in().await;
    let there = || phone.draft("GET", "/v1/emergency-key", None);
    let standing = phone.send(&there()).await.expect(200).body;
    assert!(standing["made_at"].is_null() && standing["used_at"].is_string(), "{standing}");
    let card = phone.card("4821").await;
    assert_eq!((&card["state"], &card["holds"][0]["holder"]), (&json!("active"), &json!("customer")));
    let offered = Offered::of(&phone.send(&phone.unfreeze_draft(&card)).await.expect(202));
    phone.approve(&offered, true).await.expect(200);
    assert!(pays(&bank, "4821"));
    made(&phone, "11223344556677889900").await;
    let standing = phone.send(&there()).await.expect(200).body;
    assert!(standing["made_at"].is_string() && standing["used_at"].is_null(), "{standing}");
}

#[tokio::test]
async fn card_13_every_refusal_sounds_the_same_and_five_tries_a_day_are_all() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    made(&phone, KEY).await;
    let unknown = say(&bank, "nobody", KEY, "website");
    let mut wrong = Vec::new();
    for _ in 0..5 {
        wrong.push(say(&bank, "sari", "00000000000000000000", "website"));
    }
    let late = say(&bank, "sari", KEY, "phone_line");
    for answer in wrong.iter().chain([&unknown, &late]) {
        assert_eq!((&answer["accepted"], &answer["message"]), (&json!(false), &unknown["message"]));
        assert_eq!((&answer["frozen"], &answer["suspended"]), (&json!(0), &json!(false)));
    }
    assert_eq!(late["bank_saw"], "five keys were tried today");
    assert_eq!(alerts(&bank).iter().filter(|told| told.contains("wrong emergency keys")).count(), 1);
    assert!(pays(&bank, "4821"));
    advance(&bank, 24 * 3600 + 1);
    assert_eq!(say(&bank, "sari", KEY, "phone_line")["accepted"], true);
}

#[tokio::test]
async fn card_13_a_key_is_made_and_dropped_by_approval_and_a_new_one_takes_the_old_ones_place() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let there = || phone.draft("GET", "/v1/emergency-key", None);
    assert_eq!(phone.send(&there()).await.expect(200).body, json!({}));
    for bad in ["123", "4821077305916482037a", "482107730591648203750"] {
        phone.send(&make(&phone, bad)).await.refused("malformed");
    }
    let off = || phone.draft("POST", "/v1/operations/emergency-key-off", Some(json!({})));
    phone.send(&off()).await.refused("not-found");
    phone.send(&make(&phone, KEY)).await.expect(201);
    assert_eq!(say(&bank, "sari", KEY, "website")["accepted"], false, "asking makes nothing");
    made(&phone, KEY).await;
    assert!(phone.send(&there()).await.expect(200).body["made_at"].is_string());
    made(&phone, "11223344556677889900").await;
    assert_eq!(say(&bank, "sari", KEY, "website")["bank_saw"], "wrong key");
    let offered = Offered::of(&phone.send(&off()).await.expect(201));
    phone.approve(&offered, true).await.expect(200);
    assert!(alerts(&bank).iter().any(|told| told.contains("worthless")));
    assert_eq!(say(&bank, "sari", "11223344556677889900", "website")["accepted"], false);
    assert_eq!(phone.status().await, "active");
}

#[tokio::test]
async fn card_13_a_new_phone_makes_no_key_before_its_probation_is_over() {
    let bank = bank();
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.log_in().await;
    new.send(&make(&new, KEY)).await.refused("held-by-probation");
}

//! A card's life: closed for good, replaced, taken into use, its PIN.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, card_path, rupiah, settled_phone};
use crate::support::{Draft, Phone, bank, control};

fn pay(bank: &Arc<Bank>, ending: &str, amount: i64) -> Value {
    let body = json!({ "user_id": "sari", "ending": ending, "amount": rupiah(amount), "merchant": "Warung Made" });
    control(bank, "card_pay", body)
}

fn pays(bank: &Arc<Bank>, ending: &str) -> bool {
    pay(bank, ending, 1_000)["approved"] == true
}

fn post(bank: &Arc<Bank>) -> Value {
    control(bank, "card_post", json!({ "user_id": "sari" }))
}

fn block(phone: &Phone, card: &Value, reason: &str) -> Draft {
    phone.draft("POST", &card_path(card, "block"), Some(json!({ "reason": reason })))
}

fn empty(phone: &Phone, card: &Value, act: &str) -> Draft {
    phone.draft("POST", &card_path(card, act), Some(json!({})))
}

fn pin(phone: &Phone, card: &Value, digits: &str) -> Draft {
    phone.draft("POST", &card_path(card, "pin"), Some(json!({ "pin": digits })))
}

/// Has it approved; the receipt.
async fn approved(phone: &Phone, draft: &Draft) -> Value {
    let offered = Offered::of(&phone.send(draft).await.expect(202));
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!(done.body["state"], "completed");
    phone.receipt(&done, draft).await
}

#[tokio::test]
async fn card_5_a_card_is_reported_lost_at_once_also_while_frozen_and_for_good() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let draft = block(&phone, &card, "lost");
    let answer = phone.send(&draft).await.expect(200);
    let receipt = phone.receipt(&answer, &draft).await;
    assert_eq!(
        (&receipt["action"], &receipt["state"], &receipt["closed"]),
        (&json!("block"), &json!("closed"), &json!("lost"))
    );
    assert!(!pays(&bank, "4821"));
    assert_eq!(phone.card("4821").await["state"], "closed");
    assert!(alerts(&bank).iter().any(|told| told.contains("4821") && told.contains("closed")));
    // A replay is the same; nothing else is possible any more.
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw);
    phone.send(&block(&phone, &card, "stolen")).await.refused("card-not-usable");
    phone.send(&phone.unfreeze_draft(&card)).await.refused("card-not-usable");
    phone.send(&pin(&phone, &card, "502863")).await.refused("card-not-usable");
    assert!(pays(&bank, "7730"), "the other card is left alone");
}

#[tokio::test]
async fn card_5_closing_for_good_needs_more_than_the_phone_and_a_reason_of_the_customers() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let alone = phone.device_draft(&card_path(&card, "block"), json!({ "reason": "lost" }));
    let answer = phone.send(&alone).await;
    assert!(answer.status >= 400, "by possession alone");
    for reason in ["replaced", "bored"] {
        phone.send(&block(&phone, &card, reason)).await.refused("malformed");
    }
    phone.send(&block(&phone, &card, "ended")).await.refused("card-not-usable");
    assert!(pays(&bank, "4821"));
}

#[tokio::test]
async fn card_5_an_operator_closes_a_card_for_a_customer_who_calls() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let body = json!({ "do": "block_card", "user_id": "sari", "reason": "she called: it is lost", "ending": "4821" });
    control(&bank, "operator", body);
    assert_eq!(phone.card("4821").await["closed"], "lost");
    assert!(!pays(&bank, "4821"));
    assert!(alerts(&bank).iter().any(|told| told.contains("4821")), "the customer is told, whoever did it");
}

#[tokio::test]
async fn card_1_an_operator_holds_a_card_and_the_customer_cannot_lift_that() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let operator = |deed: &str| {
        let body = json!({ "do": deed, "user_id": "sari", "reason": "a court asked", "ending": "4821" });
        bank.control("operator", &body)
    };
    assert!(operator("release_card").is_err(), "it holds nothing");
    operator("hold_card").expect("held");
    assert!(operator("hold_card").is_err(), "once is enough");
    assert!(!pays(&bank, "4821"));
    let card = phone.card("4821").await;
    assert_eq!(card["holds"][0]["holder"], "bank");
    phone.send(&empty(&phone, &card, "unfreeze")).await.refused("card-not-usable");
    operator("release_card").expect("let go");
    assert!(pays(&bank, "4821"));
}

#[tokio::test]
async fn card_5_a_lost_card_is_replaced_with_its_limits_blocks_and_what_was_spent() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let blocked = json!({ "what": "country", "country": "RU", "blocked": true });
    phone.send(&phone.tighten_draft(&card, blocked)).await.expect(200);
    let card = phone.card("4821").await;
    phone.send(&block(&phone, &card, "stolen")).await.expect(200);
    let draft = empty(&phone, &card, "replacement");
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    assert_eq!(
        (offered.text(2), offered.text(17), offered.text(18)),
        ("card-replacement", "4821", "Jalan Melati 7, Bandung")
    );
    let receipt = approved(&phone, &empty(&phone, &card, "replacement")).await;
    let made = control(&bank, "card_post", json!({ "user_id": "sari" }));
    let ending = made["ending"].as_str().expect("ending").to_owned();
    let new = phone.card(&ending).await;
    assert_eq!((&new["card_id"], &new["replaces"]), (&receipt["replacement"], &card["card_id"]));
    assert_eq!((&new["state"], &new["controls"]), (&json!("shipped"), &card["controls"]));
    assert!(!pays(&bank, &ending), "not here yet");
    phone.send(&empty(&phone, &new, "activation")).await.refused("card-not-usable");
    phone.send(&empty(&phone, &card, "replacement")).await.refused("card-not-usable");
    assert_eq!(post(&bank)["state"], "awaiting-activation");
    let receipt = approved(&phone, &empty(&phone, &new, "activation")).await;
    assert_eq!((&receipt["action"], &receipt["state"]), (&json!("activation"), &json!("active")));
    assert!(pays(&bank, &ending));
    // What was offered before the first was approved is worth nothing now.
    phone.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(phone.operation(offered.id()).await["state"], "superseded");
}

#[tokio::test]
async fn card_5_what_was_spent_counts_on_with_the_new_card() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let limit = json!({ "what": "limit", "limit": "day", "value": { "at-most": rupiah(100_000) } });
    phone.send(&phone.tighten_draft(&card, limit)).await.expect(200);
    assert_eq!(pay(&bank, "4821", 60_000)["approved"], true);
    phone.send(&block(&phone, &card, "lost")).await.expect(200);
    approved(&phone, &empty(&phone, &card, "replacement")).await;
    post(&bank);
    let ending = post(&bank)["ending"].as_str().expect("ending").to_owned();
    let new = phone.card(&ending).await;
    approved(&phone, &empty(&phone, &new, "activation")).await;
    assert_eq!(pay(&bank, &ending, 60_000)["reasons"], json!(["over-limit"]));
    assert_eq!(pay(&bank, &ending, 40_000)["approved"], true);
}

#[tokio::test]
async fn card_5_a_frozen_card_is_replaced_too_and_closed_only_when_the_new_one_is_in_use() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("7730").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    approved(&phone, &empty(&phone, &card, "replacement")).await;
    assert_eq!(phone.card("7730").await["state"], "active");
    post(&bank);
    let ending = post(&bank)["ending"].as_str().expect("ending").to_owned();
    let new = phone.card(&ending).await;
    assert_eq!(new["holds"], json!([]), "the freeze was of the old one");
    approved(&phone, &empty(&phone, &new, "activation")).await;
    let old = phone.card("7730").await;
    assert_eq!((&old["state"], &old["closed"]), (&json!("closed"), &json!("replaced")));
    assert!(pays(&bank, &ending));
}

#[tokio::test]
async fn card_5_a_pin_is_set_by_approval_stands_in_no_bytes_and_must_not_be_easy_to_guess() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let typed = |digits: &str| {
        let body = json!({ "user_id": "sari", "ending": "4821", "pin": digits });
        control(&bank, "card_pin", body)["fits"] == true
    };
    for (weak, reason) in [("123456", "run"), ("111111", "few-digits"), ("12345", "length"), ("12345a", "length")] {
        let answer = phone.send(&pin(&phone, &card, weak)).await;
        assert_eq!(answer.body["reason"], reason, "{weak}");
        answer.refused("pin-weak");
    }
    let draft = pin(&phone, &card, "502863");
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    assert_eq!((offered.text(2), offered.text(17)), ("card-pin", "4821"));
    assert!(!offered.bytes.windows(6).any(|six| six == b"502863"));
    assert!(!typed("502863"), "asking sets nothing");
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!(phone.receipt(&done, &draft).await["action"], "pin");
    assert!(typed("502863") && !typed("502864"));
}

//! Virtual cards: in use from the start, paid with where no plastic is needed, replaced at once, without PIN and post.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, card_path, rupiah, settled_phone};
use crate::support::{Draft, Phone, bank, control};

fn pay(bank: &Arc<Bank>, ending: &str, channel: &str) -> Value {
    let body = json!({
        "user_id": "sari", "ending": ending, "amount": rupiah(50_000), "merchant": "Toko Maya", "channel": channel,
    });
    control(bank, "card_pay", body)
}

fn empty(phone: &Phone, card: &Value, act: &str) -> Draft {
    phone.draft("POST", &card_path(card, act), Some(json!({})))
}

#[tokio::test]
async fn card_5_a_virtual_card_pays_at_once_but_only_where_no_plastic_is_needed() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let ending =
        control(&bank, "card_virtual", json!({ "user_id": "sari" }))["ending"].as_str().expect("ending").to_owned();
    let card = phone.card(&ending).await;
    assert_eq!((&card["kind"], &card["state"]), (&json!("virtual"), &json!("active")));
    assert_eq!(phone.card("4821").await["kind"], "debit");
    assert_eq!(phone.card("7730").await["kind"], "credit");
    for channel in ["online", "mail-phone", "recurring"] {
        assert_eq!(pay(&bank, &ending, channel)["approved"], true, "{channel}");
    }
    for channel in ["chip", "contactless", "magnetic-stripe", "atm", "cash-advance"] {
        let answer = pay(&bank, &ending, channel);
        assert_eq!((&answer["reason"], &answer["code"]), (&json!("channel-missing"), &json!("57")), "{channel}");
    }
    let limits: Vec<_> =
        card["controls"]["limits"].as_array().expect("limits").iter().map(|limit| &limit["name"]).collect();
    assert!(!limits.contains(&&json!("atm-day")) && !limits.contains(&&json!("contactless-transaction")), "{limits:?}");
    let foreseen = json!({ "amount": rupiah(50_000), "channel": "chip", "country": "ID", "category": 5812 });
    let answer = phone.send(&phone.draft("POST", &card_path(&card, "preflight"), Some(foreseen))).await.expect(200);
    assert_eq!(answer.body["decision"]["approved"], false, "the preflight says so too");
}

#[tokio::test]
async fn card_5_a_virtual_card_has_no_pin_and_no_activation_and_is_replaced_at_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let ending =
        control(&bank, "card_virtual", json!({ "user_id": "sari" }))["ending"].as_str().expect("ending").to_owned();
    let card = phone.card(&ending).await;
    let pin = phone.draft("POST", &card_path(&card, "pin"), Some(json!({ "pin": "502863" })));
    phone.send(&pin).await.refused("card-not-usable");
    phone.send(&empty(&phone, &card, "activation")).await.refused("card-not-usable");
    let draft = empty(&phone, &card, "replacement");
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    assert_eq!(offered.text(18), "", "nothing is sent");
    let done = phone.approve(&offered, true).await.expect(200);
    let receipt = phone.receipt(&done, &draft).await;
    assert_eq!((&receipt["state"], &receipt["closed"]), (&json!("closed"), &json!("replaced")));
    let cards = phone.send(&phone.draft("GET", "/v1/cards", None)).await.expect(200).body;
    let all = cards["cards"].as_array().expect("cards");
    let new = all.iter().find(|other| other["card_id"] == receipt["replacement"]).expect("the new one");
    assert_eq!(
        (&new["kind"], &new["state"], &new["replaces"]),
        (&json!("virtual"), &json!("active"), &card["card_id"])
    );
    assert_eq!(pay(&bank, new["ending"].as_str().expect("ending"), "online")["approved"], true);
    assert_eq!(pay(&bank, &ending, "online")["approved"], false);
    // Closed like any other.
    let block = phone.draft("POST", &card_path(new, "block"), Some(json!({ "reason": "compromised" })));
    phone.send(&block).await.expect(200);
    assert_eq!(pay(&bank, new["ending"].as_str().expect("ending"), "online")["approved"], false);
}

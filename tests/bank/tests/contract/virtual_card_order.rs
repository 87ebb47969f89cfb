//! Virtual cards that the customer orders: by approval, beside a card in use, five at most, and closed by the customer for good.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, card_path, rupiah, settled_phone};
use crate::support::door::Answer;
use crate::support::{BUDI, Draft, Phone, SARI, advance, bank, control, phone};

fn order(phone: &Phone, card: &Value, body: Value) -> Draft {
    phone.draft("POST", &card_path(card, "virtual-card"), Some(body))
}

fn pay(bank: &Arc<Bank>, ending: &str, amount: i64, channel: &str) -> Value {
    let body = json!({
        "user_id": "sari", "ending": ending, "amount": rupiah(amount), "merchant": "Toko Maya", "channel": channel,
    });
    control(bank, "card_pay", body)
}

async fn all(phone: &Phone) -> Vec<Value> {
    let cards = phone.send(&phone.draft("GET", "/v1/cards", None)).await.expect(200).body;
    cards["cards"].as_array().expect("cards").clone()
}

async fn virtual_ones(phone: &Phone) -> Vec<Value> {
    all(phone).await.into_iter().filter(|card| card["kind"] == "virtual").collect()
}

/// Orders and approves one; the answer of the approval.
async fn ordered(phone: &Phone, card: &Value, name: &str) -> Answer {
    let offered = Offered::of(&phone.send(&order(phone, card, json!({ "name": name }))).await.expect(202));
    phone.approve(&offered, true).await.expect(200)
}

#[tokio::test]
async fn card_5_a_virtual_card_is_ordered_by_approval_and_in_use_at_once_on_the_internet_only() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    let draft = order(&phone, &base, json!({ "name": "Langganan film", "month": rupiah(300_000) }));
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    let shown = (offered.text(2), offered.text(17), offered.text(18), offered.text(19));
    assert_eq!(shown, ("virtual-card", "4821", "Langganan film", "IDR"));
    assert_eq!((offered.number(20), offered.number(21)), (30_000_000, 2));
    assert!(virtual_ones(&phone).await.is_empty(), "asking makes none");
    let done = phone.approve(&offered, true).await.expect(200);
    let receipt = phone.receipt(&done, &draft).await;
    assert_eq!((&receipt["action"], &receipt["card_id"]), (&json!("virtual-card"), &base["card_id"]));
    let made = virtual_ones(&phone).await;
    assert_eq!(made.len(), 1);
    let new = &made[0];
    assert_eq!((&receipt["issued"], &new["beside"]), (&new["card_id"], &base["card_id"]));
    assert_eq!((&new["name"], &new["state"]), (&json!("Langganan film"), &json!("active")));
    let ending = new["ending"].as_str().expect("digits");
    assert_eq!(pay(&bank, ending, 200_000, "online")["approved"], true);
    assert_eq!(pay(&bank, ending, 10_000, "contactless")["reason"], "channel-missing");
    assert_eq!(pay(&bank, ending, 100_001, "online")["approved"], false, "more than the month allows");
    assert_eq!(pay(&bank, ending, 100_000, "online")["approved"], true);
    // Told at once, by SMS too.
    let alerts = control(&bank, "alerts", json!({ "user_id": "sari" }));
    assert!(alerts.to_string().contains("virtual-card-ordered"), "{alerts}");
    assert_eq!(phone.card("4821").await, base, "the card beside it is as it was");
}

#[tokio::test]
async fn card_5_without_a_limit_the_banks_most_is_what_is_shown_and_no_higher_than_the_other_cards() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    let offered = Offered::of(&phone.send(&order(&phone, &base, json!({ "name": "Belanja" }))).await.expect(202));
    assert_eq!(offered.number(20), 10_000_000_000);
    phone.approve(&offered, true).await.expect(200);
    let new = virtual_ones(&phone).await.remove(0);
    let ceiling = |card: &Value| {
        let limits = card["controls"]["limits"].as_array().expect("limits").clone();
        limits[0]["ceiling"]["minor"].as_i64().expect("minor")
    };
    assert!(ceiling(&new) <= ceiling(&base));
}

#[tokio::test]
async fn card_5_a_second_tap_is_the_same_order_and_of_two_offers_beside_a_card_one_is_made() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    let draft = order(&phone, &base, json!({ "name": "Film" }));
    let answer = phone.send(&draft).await.expect(202);
    assert_eq!(phone.send(&draft.again()).await.expect(202).raw, answer.raw, "a replay is the same");
    let other = Draft { body: Some(serde_json::to_vec(&json!({ "name": "Musik" })).expect("JSON")), ..draft.again() };
    phone.send(&other).await.refused("idempotency-mismatch");
    let first = Offered::of(&answer);
    let second = Offered::of(&phone.send(&order(&phone, &base, json!({ "name": "Film" }))).await.expect(202));
    assert_ne!(first.id(), second.id());
    phone.approve(&second, true).await.expect(200);
    phone.approve(&first, true).await.refused("operation-closed");
    assert_eq!(virtual_ones(&phone).await.len(), 1);
}

#[tokio::test]
async fn card_5_five_virtual_cards_are_the_most_also_when_a_sixth_was_offered_before_the_fifth_was_made() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (debit, credit) = (phone.card("4821").await, phone.card("7730").await);
    for number in 1..=4 {
        ordered(&phone, &debit, &format!("Kartu {number}")).await;
    }
    let early = Offered::of(&phone.send(&order(&phone, &credit, json!({ "name": "Kredit" }))).await.expect(202));
    ordered(&phone, &debit, "Kartu 5").await;
    phone.send(&order(&phone, &debit, json!({ "name": "Kartu 6" }))).await.refused("too-many-cards");
    let late = phone.approve(&early, true).await;
    assert_ne!(late.body["state"], "done", "{:?}", late.body);
    assert_eq!(virtual_ones(&phone).await.len(), 5);
    let closed = virtual_ones(&phone).await.remove(0);
    let close = phone.draft("POST", &card_path(&closed, "block"), Some(json!({ "reason": "ended" })));
    phone.send(&close).await.expect(200);
    ordered(&phone, &debit, "Kartu 6").await;
    assert_eq!(virtual_ones(&phone).await.iter().filter(|card| card["state"] == "active").count(), 5);
}

#[tokio::test]
async fn card_5_a_limit_or_name_that_cannot_be_is_refused_and_makes_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    let money = |minor: Value, currency: &str, exponent: u8| json!({ "minor": minor, "currency": currency, "exponent": exponent });
    for (month, code) in [
        (money(json!(0), "IDR", 2), "amount-invalid"),
        (money(json!(-1), "IDR", 2), "amount-invalid"),
        (money(json!(1_000), "USD", 2), "amount-invalid"),
        (money(json!(1_000), "IDR", 0), "malformed"),
        (money(json!(1_000), "QQQ", 2), "malformed"),
        (money(json!(i64::MAX), "IDR", 2), "limit-above-ceiling"),
        (money(json!(u64::MAX), "IDR", 2), "malformed"),
        (money(json!(1.5), "IDR", 2), "malformed"),
        (rupiah(100_000_001), "limit-above-ceiling"),
    ] {
        phone.send(&order(&phone, &base, json!({ "name": "Film", "month": month }))).await.refused(code);
    }
    for name in ["", "   ", &"a".repeat(31), "Film\u{202e}", "Bеli", "a\nb"] {
        phone.send(&order(&phone, &base, json!({ "name": name }))).await.refused("malformed");
    }
    phone.send(&order(&phone, &base, json!({ "name": "Film", "more": 1 }))).await.refused("unknown-field");
    phone.send(&order(&phone, &base, json!({}))).await.refused("malformed");
    assert!(virtual_ones(&phone).await.is_empty());
    let spaced = order(&phone, &base, json!({ "name": "  Film " }));
    assert_eq!(Offered::of(&phone.send(&spaced).await.expect(202)).text(18), "Film", "as it is kept");
}

#[tokio::test]
async fn card_5_none_is_ordered_beside_a_card_that_is_frozen_closed_virtual_or_another_customers() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    let asks = json!({ "name": "Film" });
    let offered = Offered::of(&phone.send(&order(&phone, &base, asks.clone())).await.expect(202));
    phone.send(&phone.freeze_draft(&base)).await.expect(200);
    phone.send(&order(&phone, &base, asks.clone())).await.refused("card-not-usable");
    let late = phone.approve(&offered, true).await;
    assert_ne!(late.body["state"], "done", "a freeze in between counts: {:?}", late.body);
    assert!(virtual_ones(&phone).await.is_empty());
    let credit = phone.card("7730").await;
    ordered(&phone, &credit, "Film").await;
    let new = virtual_ones(&phone).await.remove(0);
    phone.send(&order(&phone, &new, asks.clone())).await.refused("card-not-usable");
    let lost = phone.draft("POST", &card_path(&credit, "block"), Some(json!({ "reason": "lost" })));
    phone.send(&lost).await.expect(200);
    phone.send(&order(&phone, &credit, asks.clone())).await.refused("card-not-usable");
    let ending = new["ending"].as_str().expect("digits");
    assert_eq!(pay(&bank, ending, 10_000, "online")["approved"], true, "the virtual one goes on");

    let mut stranger = crate::support::phone(&bank);
    stranger.enrol(BUDI).await;
    advance(&bank, 13 * 3600);
    stranger.sign_in(BUDI).await.expect(201);
    stranger.login(true).await.expect(200);
    let unknown = json!({ "card_id": "00000000-0000-7000-8000-000000000001" });
    let ours = stranger.send(&order(&stranger, &base, asks.clone())).await;
    let nobodys = stranger.send(&order(&stranger, &unknown, asks)).await;
    assert_eq!((ours.status, &ours.body["code"]), (nobodys.status, &nobodys.body["code"]));
    ours.refused("not-found");
    nobodys.refused("not-found");
}

#[tokio::test]
async fn card_5_a_virtual_card_is_closed_by_the_customer_for_good_and_one_of_plastic_is_not_so() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let base = phone.card("4821").await;
    ordered(&phone, &base, "Film").await;
    let new = virtual_ones(&phone).await.remove(0);
    let close = |card: &Value| phone.draft("POST", &card_path(card, "block"), Some(json!({ "reason": "ended" })));
    phone.send(&close(&base)).await.refused("card-not-usable");
    assert_eq!(phone.card("4821").await["state"], "active");
    let draft = close(&new);
    let answer = phone.send(&draft).await.expect(200);
    let receipt = phone.receipt(&answer, &draft).await;
    assert_eq!((&receipt["state"], &receipt["closed"]), (&json!("closed"), &json!("ended")));
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw);
    let ending = new["ending"].as_str().expect("digits");
    assert_eq!(pay(&bank, ending, 10_000, "online")["approved"], false);
    phone.send(&close(&new)).await.refused("card-not-usable");
    let again = phone.draft("POST", &card_path(&new, "replacement"), Some(json!({})));
    phone.send(&again).await.refused("card-not-usable");
    let alerts = control(&bank, "alerts", json!({ "user_id": "sari" })).to_string();
    assert!(alerts.contains("card-ended") && !alerts.contains("card-closed"), "{alerts}");
}

#[tokio::test]
async fn card_5_a_new_phone_orders_no_virtual_card_and_a_session_alone_none_either() {
    let bank = bank();
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.log_in().await;
    let base = new.card("4821").await;
    new.send(&order(&new, &base, json!({ "name": "Film" }))).await.refused("held-by-probation");
    new.sign_in(SARI).await.expect(201);
    new.send(&order(&new, &base, json!({ "name": "Film" }))).await.refused("scope");
}

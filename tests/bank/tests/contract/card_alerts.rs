//! Alert thresholds: what the customer wants to be told of. They decline nothing; telling less is approved, and told itself.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::approve::{Offered, alerts, rupiah, settled_phone};
use crate::support::{BUDI, Draft, Phone, SARI, bank, control, phone};

fn pay(bank: &Arc<Bank>, amount: i64, extra: Value) -> Value {
    let mut body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "Toko Maya" });
    let (Some(body), Some(extra)) = (body.as_object_mut(), extra.as_object()) else { panic!("objects") };
    body.extend(extra.clone());
    control(bank, "card_pay", Value::Object(body.clone()))
}

fn alert(of: &str, threshold: Value) -> Value {
    json!({ "what": "alert", "of": of, "threshold": threshold })
}

fn from(amount: i64) -> Value {
    json!({ "from": rupiah(amount) })
}

async fn set(phone: &Phone, change: Value) -> Value {
    let draft = phone.tighten_draft(&phone.card("4821").await, change);
    let answer = phone.send(&draft).await.expect(200);
    phone.receipt(&answer, &draft).await
}

/// The alerts about payments, newest first.
async fn told(phone: &Phone) -> Vec<Value> {
    let page = phone.send(&phone.draft("GET", "/v1/alerts", None)).await.expect(200).body;
    let alerts = page["alerts"].as_array().expect("alerts");
    alerts.iter().filter(|alert| alert["kind"].as_str().expect("kind").starts_with("card-")).cloned().collect()
}

fn kinds(told: &[Value]) -> Vec<&str> {
    told.iter().map(|alert| alert["kind"].as_str().expect("kind")).collect()
}

#[tokio::test]
async fn card_4_a_payment_of_the_threshold_or_more_is_told_once_and_passes_as_before() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    assert_eq!(pay(&bank, 900_000, json!({}))["approved"], true);
    assert!(told(&phone).await.is_empty(), "nobody asked for it");
    let receipt = set(&phone, alert("payment", from(500_000))).await;
    assert_eq!(receipt["controls"]["alerts"], json!({ "payment": { "from": rupiah(500_000) } }));
    assert_eq!(pay(&bank, 499_999, json!({}))["approved"], true);
    assert!(told(&phone).await.is_empty(), "below it");
    let messages = alerts(&bank).len();
    assert_eq!(pay(&bank, 500_000, json!({}))["approved"], true);
    let told = told(&phone).await;
    let [newest] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (&newest["kind"], &newest["ending"], &newest["amount"], &newest["merchant"]),
        (&json!("card-payment"), &json!("4821"), &rupiah(500_000), &json!("Toko Maya"))
    );
    let messages = alerts(&bank).split_off(messages);
    let [message] = messages.as_slice() else { panic!("{messages:?}") };
    assert!(message.contains("500") && message.contains("4821") && !message.contains("Toko Maya"), "{message}");
}

#[tokio::test]
async fn card_4_however_many_thresholds_a_payment_meets_it_is_told_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for of in ["payment", "abroad", "cash", "declined"] {
        set(&phone, alert(of, json!("every"))).await;
    }
    assert_eq!(pay(&bank, 5_000, json!({ "channel": "atm", "country": "SG" }))["approved"], true);
    assert_eq!(kinds(&told(&phone).await), ["card-payment"]);
}

#[tokio::test]
async fn card_4_each_kind_of_payment_is_told_by_its_own_threshold() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let cases = [
        ("online", json!({ "channel": "online" })),
        ("recurring", json!({ "channel": "recurring" })),
        ("contactless", json!({ "channel": "contactless" })),
        ("magnetic-stripe", json!({ "channel": "magnetic-stripe" })),
        ("cash", json!({ "channel": "atm" })),
        ("abroad", json!({ "country": "SG" })),
    ];
    let mut count = 0;
    for (of, payment) in cases {
        pay(&bank, 5_000, payment.clone());
        assert_eq!(told(&phone).await.len(), count, "{of}: before");
        set(&phone, alert(of, from(5_000))).await;
        pay(&bank, 4_999, payment.clone());
        pay(&bank, 5_000, json!({}));
        assert_eq!(told(&phone).await.len(), count, "{of}: less, or something else");
        pay(&bank, 5_000, payment);
        count += 1;
        assert_eq!(told(&phone).await.len(), count, "{of}");
    }
}

#[tokio::test]
async fn card_4_a_declined_payment_is_told_if_that_was_asked_for_and_a_suspected_one_by_its_question() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    set(&phone, alert("payment", json!("every"))).await;
    assert_eq!(pay(&bank, 10_000_001, json!({}))["approved"], false);
    assert!(told(&phone).await.is_empty());
    set(&phone, alert("declined", from(1_000))).await;
    pay(&bank, 10_000_001, json!({}));
    assert_eq!(pay(&bank, 999, json!({ "code": "91" }))["approved"], false);
    assert_eq!(kinds(&told(&phone).await), ["card-payment-declined"]);
    pay(&bank, 1_000, json!({ "code": "91" }));
    assert_eq!(told(&phone).await.len(), 2, "declined by the network");
    assert_eq!(pay(&bank, 5_000, json!({ "suspicious": true }))["code"], "59");
    assert_eq!(told(&phone).await.len(), 2, "the customer is asked about it already");
}

#[tokio::test]
async fn card_4_a_payment_that_the_network_asks_again_is_answered_and_told_as_before() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    set(&phone, alert("payment", json!("every"))).await;
    let id = json!({ "transaction_id": Uuid::from_u128(7) });
    let first = pay(&bank, 5_000, id.clone());
    assert_eq!((&first["approved"], &first["transaction_id"]), (&json!(true), &id["transaction_id"]));
    assert_eq!(pay(&bank, 5_000, id.clone()), first, "its answer was lost");
    assert_eq!(told(&phone).await.len(), 1);
    // The card's sequence: one change, one payment.
    assert_eq!(set(&phone, alert("online", json!("every"))).await["sequence"], 3);
    let other = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(5_001), "merchant": "Toko Maya",
        "transaction_id": Uuid::from_u128(7) });
    assert_eq!(bank.control("card_pay", &other).expect_err("another payment").code, "transaction_id_taken");
    assert_eq!(told(&phone).await.len(), 1);
}

#[tokio::test]
async fn card_4_telling_less_needs_the_tokens_approval_and_is_told_by_sms() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    set(&phone, alert("online", from(100_000))).await;
    let more = set(&phone, alert("online", from(50_000))).await;
    assert_eq!(more["controls"]["alerts"]["online"], from(50_000), "more is told at once, by possession");
    for less in [from(50_001), Value::Null] {
        let card = phone.card("4821").await;
        phone.send(&phone.tighten_draft(&card, alert("online", less.clone()))).await.refused("scope");
        let draft = phone.controls_draft(&card, alert("online", less.clone()));
        let offered = Offered::of(&phone.send(&draft).await.expect(202));
        let written = if less.is_null() { "alert online off" } else { "alert online 5000100" };
        assert_eq!((offered.text(2), offered.text(17), offered.text(22)), ("card-controls", "4821", written));
        assert_eq!(phone.card("4821").await, card, "asking changes nothing");
        assert!(!kinds(&told(&phone).await).contains(&"card-alerts-lowered") || less.is_null());
        let messages = alerts(&bank).len();
        let done = phone.approve(&offered, true).await.expect(200);
        let receipt = phone.receipt(&done, &draft).await;
        assert_eq!(receipt["controls"]["alerts"]["online"], less);
        assert_eq!(kinds(&told(&phone).await)[0], "card-alerts-lowered");
        assert_eq!(alerts(&bank).len(), messages + 1, "the phone alone cannot hide it");
    }
    pay(&bank, 900_000, json!({ "channel": "online" }));
    assert_eq!(kinds(&told(&phone).await), ["card-alerts-lowered", "card-alerts-lowered"]);
}

#[tokio::test]
async fn card_4_a_new_phone_hears_nothing_less_before_its_probation_is_over() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    set(&phone, alert("cash", json!("every"))).await;
    let card = phone.card("4821").await;
    phone.send(&phone.controls_draft(&card, alert("cash", Value::Null))).await.refused("held-by-probation");
}

#[tokio::test]
async fn card_4_thresholds_that_cannot_be_are_refused_and_change_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let amount = |minor: Value, currency: &str, exponent: u8| json!({ "from": { "minor": minor, "currency": currency, "exponent": exponent } });
    let beyond: Value = serde_json::from_str("9223372036854775808").expect("a number");
    for (threshold, code) in [
        (amount(json!(0), "IDR", 2), "amount-invalid"),
        (amount(json!(-1), "IDR", 2), "amount-invalid"),
        (amount(json!(i64::MIN), "IDR", 2), "amount-invalid"),
        (amount(json!(100), "USD", 2), "amount-invalid"),
        (amount(json!(i64::MAX), "IDR", 2), "limit-above-ceiling"),
        (from(10_000_001), "limit-above-ceiling"),
        (amount(beyond, "IDR", 2), "malformed"),
        (amount(json!(100), "IDR", 0), "malformed"),
        (amount(json!(100), "??", 2), "malformed"),
        (json!("sometimes"), "malformed"),
    ] {
        for draft in [
            phone.tighten_draft(&card, alert("online", threshold.clone())),
            phone.controls_draft(&card, alert("online", threshold.clone())),
        ] {
            phone.send(&draft).await.refused(code);
        }
    }
    phone.send(&phone.tighten_draft(&card, alert("on-sundays", json!("every")))).await.refused("malformed");
    let good = phone.tighten_draft(&card, alert("online", json!("every")));
    for (if_match, code) in
        [(None, "precondition-missing"), (Some("\"0\""), "precondition-failed"), (Some("1"), "malformed")]
    {
        phone.send(&Draft { if_match: if_match.map(str::to_owned), ..good.again() }).await.refused(code);
    }
    assert_eq!(phone.card("4821").await, card);
}

#[tokio::test]
async fn card_4_somebody_elses_card_looks_like_none() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let card = sari.card("4821").await;
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    let none = json!({ "card_id": Uuid::from_u128(1), "version": card["version"] });
    for card in [&card, &none] {
        let change = alert("online", json!("every"));
        let by_phone = budi.send(&budi.tighten_draft(card, change.clone())).await.refused("not-found");
        let by_session = budi.send(&budi.controls_draft(card, change)).await.refused("not-found");
        assert_eq!(by_phone.body["detail"], by_session.body["detail"]);
    }
    assert_eq!(sari.card("4821").await, card);
}

#[tokio::test]
async fn card_4_a_threshold_set_again_by_the_same_command_is_set_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let draft = phone.tighten_draft(&phone.card("4821").await, alert("online", json!("every")));
    let answer = phone.send(&draft).await.expect(200);
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw);
    assert_eq!(phone.card("4821").await["version"], 2);
}

//! Limits over a day and for a channel, channels, blocks, cooling off, receipts that are kept.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, card_path, rupiah, settled_phone};
use crate::support::{BUDI, Draft, Phone, advance, bank, control, phone};

fn pay(bank: &Arc<Bank>, amount: i64, extra: Value) -> Value {
    let mut body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "Toko Maya" });
    let (Some(body), Some(extra)) = (body.as_object_mut(), extra.as_object()) else { panic!("objects") };
    body.extend(extra.clone());
    control(bank, "card_pay", Value::Object(body.clone()))
}

/// Noon in Jakarta, so that no day ends while a test runs.
fn noon(bank: &Arc<Bank>) {
    let second_of_day = (crate::support::now_ms(bank) / 1000 + 7 * 3600).rem_euclid(86_400);
    advance(bank, u64::try_from(86_400 - second_of_day + 43_200).expect("ahead"));
}

fn limit(name: &str, amount: i64) -> Value {
    json!({ "what": "limit", "limit": name, "value": { "at-most": rupiah(amount) } })
}

async fn tighten(phone: &Phone, change: Value) -> Value {
    let draft = phone.tighten_draft(&phone.card("4821").await, change);
    let answer = phone.send(&draft).await.expect(200);
    phone.receipt(&answer, &draft).await
}

fn in_list<'a>(of: &'a Value, name: &str) -> &'a Value {
    let limits = of["controls"]["limits"].as_array().expect("limits");
    limits.iter().find(|limit| limit["name"] == name).expect("the limit")
}

#[tokio::test]
async fn card_3_a_days_limit_adds_up_and_begins_anew_at_midnight_in_its_zone() {
    let bank = bank();
    noon(&bank);
    let phone = settled_phone(&bank).await;
    let receipt = tighten(&phone, limit("day", 100_000)).await;
    assert_eq!(in_list(&receipt, "day")["value"], json!({ "at-most": rupiah(100_000) }));
    assert_eq!(pay(&bank, 60_000, json!({}))["approved"], true);
    let second = pay(&bank, 50_000, json!({}));
    assert_eq!(
        (&second["approved"], &second["reasons"], &second["code"]),
        (&json!(false), &json!(["over-limit"]), &json!("61"))
    );
    assert_eq!(pay(&bank, 40_000, json!({}))["approved"], true);
    // What is given up counts no more.
    let last = pay(&bank, 1, json!({}));
    assert_eq!(last["approved"], false);
    advance(&bank, 24 * 3600);
    let next_day = pay(&bank, 100_000, json!({}));
    assert_eq!(next_day["approved"], true);
    control(&bank, "card_reverse", json!({ "transaction_id": next_day["transaction_id"] }));
    assert_eq!(pay(&bank, 100_000, json!({}))["approved"], true);
}

#[tokio::test]
async fn card_3_a_channels_limit_counts_that_channel_only() {
    let bank = bank();
    noon(&bank);
    let phone = settled_phone(&bank).await;
    tighten(&phone, limit("online-day", 100_000)).await;
    assert_eq!(pay(&bank, 100_000, json!({ "channel": "online" }))["approved"], true);
    assert_eq!(pay(&bank, 1, json!({ "channel": "recurring" }))["reasons"], json!(["over-limit"]));
    assert_eq!(pay(&bank, 1, json!({ "channel": "chip" }))["approved"], true);
    assert_eq!(
        pay(&bank, 1_000_001, json!({ "channel": "contactless" }))["reasons"],
        json!(["over-limit"]),
        "the bank's own"
    );
}

#[tokio::test]
async fn card_4_channels_categories_countries_and_merchants_are_stopped_by_the_phone_alone() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let cases = [
        (
            json!({ "what": "channel", "channel": "atm", "place": "abroad", "on": false }),
            json!({ "channel": "atm", "country": "SG" }),
            "channel-off",
        ),
        (
            json!({ "what": "category", "group": "gambling", "blocked": true }),
            json!({ "category": 7995 }),
            "category-blocked",
        ),
        (json!({ "what": "country", "country": "RU", "blocked": true }), json!({ "country": "RU" }), "country-blocked"),
        (
            json!({ "what": "merchant", "merchant": { "id": "M-LANGGANANLAMA", "name": "Langganan Lama" }, "blocked": true }),
            json!({ "merchant": "Langganan Lama" }),
            "merchant-blocked",
        ),
    ];
    for (change, payment, why) in cases {
        assert_eq!(pay(&bank, 1_000, payment.clone())["approved"], true, "{why}: before");
        tighten(&phone, change.clone()).await;
        assert_eq!(pay(&bank, 1_000, payment)["reasons"], json!([why]));
        assert_eq!(pay(&bank, 1_000, json!({}))["approved"], true, "{why}: nothing else");
        // Again it changes nothing, and gets its receipt all the same.
        let version = phone.card("4821").await["version"].clone();
        assert_eq!(tighten(&phone, change).await["version"], version);
    }
}

#[tokio::test]
async fn card_4_what_was_stopped_passes_again_only_by_approval() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let off = |on: bool| json!({ "what": "channel", "channel": "online", "place": "domestic", "on": on });
    tighten(&phone, off(false)).await;
    let card = phone.card("4821").await;
    phone.send(&phone.tighten_draft(&card, off(true))).await.refused("scope");
    let draft = phone.controls_draft(&card, off(true));
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    assert_eq!((offered.text(2), offered.text(22)), ("card-controls", "channel online domestic on"));
    assert_eq!(pay(&bank, 1, json!({ "channel": "online" }))["approved"], false, "asking switches nothing on");
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!(phone.receipt(&done, &draft).await["controls"].get("off"), None);
    assert_eq!(pay(&bank, 1, json!({ "channel": "online" }))["approved"], true);
}

#[tokio::test]
async fn card_3_of_several_changes_one_that_loosens_makes_all_of_them_wait_for_the_approval() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    tighten(&phone, limit("month", 1_000_000)).await;
    let card = phone.card("4821").await;
    let body = json!({ "changes": [limit("day", 50_000), limit("month", 2_000_000)] });
    let mixed = |draft: Draft| Draft { if_match: Some(format!("\"{}\"", card["version"])), ..draft };
    phone.send(&mixed(phone.device_draft(&card_path(&card, "tighten"), body.clone()))).await.refused("scope");
    let draft = mixed(phone.draft("POST", &card_path(&card, "controls"), Some(body)));
    let offered = Offered::of(&phone.send(&draft).await.expect(202));
    assert_eq!((offered.number(21), offered.text(22)), (2, "limit day 5000000 always"));
    assert_eq!((offered.text(24), offered.number(25)), ("limit month 200000000 always", 100_000_000));
    assert_eq!(in_list(&phone.card("4821").await, "day")["value"], json!(null));
}

#[tokio::test]
async fn card_3_a_raise_cools_off_for_twelve_hours_and_is_cancelled_by_the_phone_alone() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    tighten(&phone, limit("per-transaction", 100_000)).await;
    for cancel in [true, false] {
        let draft = phone.controls_draft(&phone.card("4821").await, limit("per-transaction", 300_000));
        let offered = Offered::of(&phone.send(&draft).await.expect(202));
        assert_eq!(offered.number(20), 43_200);
        let done = phone.approve(&offered, true).await.expect(200);
        let receipt = phone.receipt(&done, &draft).await;
        let cools = &in_list(&receipt, "per-transaction")["schedule"][0];
        assert_eq!(cools["value"], json!({ "at-most": rupiah(300_000) }));
        assert_eq!(pay(&bank, 200_000, json!({}))["approved"], false, "not yet");
        if cancel {
            let path = card_path(&phone.card("4821").await, "cancel-raise");
            let cancel = phone.device_draft(&path, json!({ "limit": "per-transaction" }));
            let answer = phone.send(&cancel).await.expect(200);
            let receipt = phone.receipt(&answer, &cancel).await;
            assert_eq!(receipt["action"], "cancel-raise");
            assert_eq!(in_list(&receipt, "per-transaction").get("schedule"), None);
        }
        advance(&bank, 12 * 3600 - 60);
        assert_eq!(pay(&bank, 200_000, json!({}))["approved"], false);
        advance(&bank, 120);
        assert_eq!(pay(&bank, 200_000, json!({}))["approved"], !cancel);
        phone.log_in().await;
    }
    let path = card_path(&phone.card("4821").await, "cancel-raise");
    phone.send(&phone.device_draft(&path, json!({ "limit": "week" }))).await.refused("change-invalid");
}

#[tokio::test]
async fn card_3_a_lower_limit_for_a_time_ends_by_itself() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let until = |seconds: i64| {
        let at = jiff::Timestamp::from_second(crate::support::now_ms(&bank) / 1000 + seconds).expect("a time");
        json!({ "what": "limit", "limit": "per-transaction", "value": "blocked", "until": at.to_string() })
    };
    let card = phone.card("4821").await;
    phone.send(&phone.tighten_draft(&card, until(-1))).await.refused("change-invalid");
    tighten(&phone, until(3600)).await;
    assert_eq!(pay(&bank, 1, json!({}))["reasons"], json!(["over-limit"]));
    // The receipt names the moment that the limit begins at, or no phone can tell that it is what was asked for.
    for seconds in 3601..3621 {
        let receipt = tighten(&phone, until(seconds)).await;
        assert_eq!(in_list(&receipt, "per-transaction")["schedule"][0]["from"], receipt["effective_at"]);
    }
    advance(&bank, 3621);
    assert_eq!(pay(&bank, 1, json!({}))["approved"], true);
}

#[tokio::test]
async fn card_4_what_is_no_control_is_refused_and_changes_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.tighten_draft(&card, limit("week", 1))).await.refused("change-invalid");
    let many = json!({ "changes": vec![limit("day", 1); 17] });
    let none = json!({ "changes": [] });
    for body in [many, none] {
        let draft = phone.device_draft(&card_path(&card, "tighten"), body);
        let draft = Draft { if_match: Some("\"1\"".into()), ..draft };
        phone.send(&draft).await.refused("change-invalid");
    }
    for unknown in [
        json!({ "what": "country", "country": "XX", "blocked": true }),
        json!({ "what": "category", "group": "fun", "blocked": true }),
        json!({ "what": "channel", "channel": "telepathy", "place": "abroad", "on": false }),
        json!({ "what": "merchant", "merchant": { "id": "M 1", "name": "x" }, "blocked": true }),
        json!({ "what": "country", "country": "RU", "blocked": true, "because": "x" }),
    ] {
        let refused = phone.send(&phone.tighten_draft(&card, unknown)).await;
        assert_eq!(refused.status, 400, "{:?}", refused.body);
    }
    assert_eq!(phone.card("4821").await, card);
}

#[tokio::test]
async fn card_12_every_change_leaves_a_receipt_that_the_bank_keeps_for_its_customer_alone() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let first = sari.freeze_draft(&sari.card("4821").await);
    let frozen = sari.send(&first).await.expect(200);
    tighten(&sari, limit("day", 70_000)).await;
    let listed = sari.send(&sari.draft("GET", "/v1/cards/receipts", None)).await.expect(200).body;
    let receipts = listed["receipts"].as_array().expect("receipts");
    assert_eq!((receipts.len(), &receipts[1]), (2, &frozen.body["receipt"]));
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    let none = budi.send(&budi.draft("GET", "/v1/cards/receipts", None)).await.expect(200).body;
    assert_eq!(none["receipts"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn card_3_payments_at_the_same_time_never_add_up_to_more_than_the_limit() {
    let bank = bank();
    noon(&bank);
    let phone = settled_phone(&bank).await;
    tighten(&phone, limit("day", 100_000)).await;
    let tries = (0..12).map(|_| {
        let bank = Arc::clone(&bank);
        tokio::task::spawn_blocking(move || pay(&bank, 30_000, json!({}))["approved"] == true)
    });
    let mut approved = 0;
    for one in tries.collect::<Vec<_>>() {
        approved += usize::from(one.await.expect("ran"));
    }
    assert_eq!(approved, 3);
}

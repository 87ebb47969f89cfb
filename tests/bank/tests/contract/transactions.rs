//! The list of payments: a year of them, pages, filters, states; and why one did not pass.

use serde_json::{Value, json};

use crate::support::approve::{card_path, rupiah, settled_phone};
use crate::support::{BUDI, Phone, advance, bank, control, phone};

async fn search(phone: &Phone, body: Value) -> Value {
    phone.send(&phone.draft("POST", "/v1/transactions/search", Some(body))).await.expect(200).body
}

/// A year of payments with Sari's other card.
fn past(bank: &std::sync::Arc<kunci_bank::Bank>) {
    let card = json!({ "user_id": "sari", "ending": "7730" });
    control(bank, "card_past", card.clone());
    assert_eq!(bank.control("card_past", &card).expect_err("once").code, "card_used");
}

fn list(page: &Value) -> &Vec<Value> {
    page["transactions"].as_array().expect("a list")
}

#[tokio::test]
async fn card_1_a_year_of_payments_is_read_page_by_page_newest_first_each_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    past(&bank);
    let (mut after, mut all) = (Value::Null, Vec::new());
    loop {
        let body = if after.is_null() { json!({}) } else { json!({ "after": after }) };
        let page = search(&phone, body).await;
        assert!(list(&page).len() <= 25);
        all.extend(list(&page).clone());
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert!(all.len() > 400, "{}", all.len());
    let times: Vec<jiff::Timestamp> =
        all.iter().map(|made| made["at"].as_str().expect("time").parse().expect("time")).collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]), "newest first");
    let span = times.first().expect("one").duration_since(*times.last().expect("one"));
    assert!(span.as_hours() > 360 * 24, "{span}");
    let ids: std::collections::BTreeSet<_> = all.iter().map(|made| made["transaction_id"].to_string()).collect();
    assert_eq!(ids.len(), all.len());
    let merchants: std::collections::BTreeSet<_> =
        all.iter().map(|made| made["asked"]["merchant"]["id"].to_string()).collect();
    assert!(merchants.len() >= 12);
}

async fn all(phone: &Phone, filter: Value) -> Vec<Value> {
    let (mut body, mut all) = (filter, Vec::new());
    loop {
        let page = search(phone, body.clone()).await;
        all.extend(list(&page).clone());
        match page.get("next") {
            Some(next) => body["after"] = next.clone(),
            None => return all,
        }
    }
}

#[tokio::test]
async fn card_1_a_group_of_the_spending_picture_is_found_and_every_payment_is_in_one() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    past(&bank);
    let whole = all(&phone, json!({})).await.len();
    let mut grouped = 0;
    let kinds = kunci_domain::cards::category::CategoryGroup::ALL.iter().map(|group| group.name());
    for group in kinds.chain(["cash"]) {
        let found = all(&phone, json!({ "group": group })).await;
        let cash = found.iter().all(|made| made["asked"]["channel"] == "atm");
        assert!(found.is_empty() || cash == (group == "cash"), "{group}");
        grouped += found.len();
    }
    assert_eq!(grouped, whole);
    assert!(all(&phone, json!({ "group": "money" })).await.is_empty(), "cash from a machine is no transfer");
    let unknown = phone.draft("POST", "/v1/transactions/search", Some(json!({ "group": "cashier" })));
    phone.send(&unknown).await.refused("malformed");
}

#[tokio::test]
async fn card_1_each_of_thirteen_months_has_payments_and_they_are_the_same_every_time() {
    let mut told = Vec::new();
    for _ in 0..2 {
        let bank = bank();
        let phone = settled_phone(&bank).await;
        past(&bank);
        let whole = all(&phone, json!({})).await;
        told.push(
            whole
                .iter()
                .map(|made| json!([made["at"], made["asked"]["merchant"], made["charged"]]))
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(told[0], told[1]);
    let month = |made: &Value| made[0].as_str().expect("a moment")[..7].to_owned();
    let months: std::collections::BTreeSet<_> = told[0].iter().map(month).collect();
    assert!(months.len() >= 13, "{months:?}");
}

#[tokio::test]
async fn card_1_searching_and_filtering_find_what_fits_and_nothing_else() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    past(&bank);
    let found = search(&phone, json!({ "search": "  bu TINI " })).await;
    assert_eq!(list(&found).len(), 25);
    assert!(list(&found).iter().all(|made| made["asked"]["merchant"]["name"] == "Warung Bu Tini"));
    let declined = search(&phone, json!({ "states": ["declined"] })).await;
    assert_eq!((list(&declined).len(), &declined["next"]), (1, &Value::Null));
    let fraud = &list(&declined)[0];
    assert_eq!((&fraud["code"], &fraud["charged"]["minor"]), (&json!("61"), &json!(0)));
    assert_eq!(fraud["decision"]["trace"][0]["rule"]["rule"], "over-limit");
    let abroad = search(&phone, json!({ "search": "orchard" })).await;
    assert_eq!(list(&abroad)[0]["original"], json!({ "minor": 19_500, "currency": "SGD", "exponent": 2 }));
    let none = search(&phone, json!({ "card_id": phone.card("4821").await["card_id"] })).await;
    assert_eq!(none, json!({ "transactions": [] }));
    let (from, until) = (list(&found)[20]["at"].clone(), list(&found)[3]["at"].clone());
    let between = search(&phone, json!({ "search": "tini", "from": from, "until": until })).await;
    assert_eq!(list(&between).as_slice(), &list(&found)[4..=20]);
    for wrong in [
        json!({ "after": "x" }),
        json!({ "after": "1.02" }),
        json!({ "search": "x".repeat(61) }),
        json!({ "states": ["lost"] }),
    ] {
        phone.send(&phone.draft("POST", "/v1/transactions/search", Some(wrong))).await.refused("malformed");
    }
    phone
        .send(&phone.draft("POST", "/v1/transactions/search", Some(json!({ "page": 2 }))))
        .await
        .refused("unknown-field");
}

#[tokio::test]
async fn card_1_payments_are_found_by_amount_from_and_to_and_what_is_no_range_is_refused() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for amount in [40_000, 50_000, 60_000] {
        let body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "Toko Maya" });
        control(&bank, "card_pay", body);
    }
    let minor = async |asked: Value| -> Vec<i64> {
        let found = search(&phone, asked).await;
        list(&found).iter().map(|made| made["asked"]["amount"]["minor"].as_i64().expect("minor")).collect()
    };
    assert_eq!(minor(json!({ "amount_from": rupiah(50_000) })).await, [6_000_000, 5_000_000]);
    assert_eq!(minor(json!({ "amount_to": rupiah(50_000) })).await, [5_000_000, 4_000_000]);
    let both = json!({ "amount_from": rupiah(45_000), "amount_to": rupiah(55_000), "search": "maya" });
    assert_eq!(minor(both).await, [5_000_000]);
    let dollars = json!({ "minor": 100, "currency": "USD", "exponent": 2 });
    for wrong in [
        json!({ "amount_from": { "minor": -1, "currency": "IDR", "exponent": 2 } }),
        json!({ "amount_from": rupiah(2), "amount_to": rupiah(1) }),
        json!({ "amount_from": dollars, "amount_to": rupiah(1) }),
        json!({ "amount_from": dollars }),
    ] {
        phone.send(&phone.draft("POST", "/v1/transactions/search", Some(wrong))).await.refused("amounts-invalid");
    }
    let exponent = json!({ "amount_from": { "minor": 100, "currency": "IDR", "exponent": 0 } });
    phone.send(&phone.draft("POST", "/v1/transactions/search", Some(exponent))).await.refused("malformed");
}

#[tokio::test]
async fn card_1_a_payment_is_followed_from_reserved_to_collected_to_refunded_and_is_its_customers_alone() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(90_000), "merchant": "Toko Maya", "channel": "online" });
    let id = control(&bank, "card_pay", body)["transaction_id"].clone();
    let newest = async || list(&search(&phone, json!({})).await)[0].clone();
    assert_eq!((&newest().await["state"], &newest().await["transaction_id"]), (&json!("pending"), &id));
    advance(&bank, 60);
    control(&bank, "card_capture", json!({ "transaction_id": id, "amount": rupiah(80_000) }));
    let settled = newest().await;
    assert_eq!((&settled["state"], &settled["charged"]), (&json!("settled"), &rupiah(80_000)));
    let too_much = json!({ "transaction_id": id, "amount": rupiah(80_001) });
    assert_eq!(bank.control("card_refund", &too_much).expect_err("too much").code, "transaction_state");
    control(&bank, "card_refund", json!({ "transaction_id": id, "amount": rupiah(30_000) }));
    let refunded = newest().await;
    assert_eq!((&refunded["state"], &refunded["refunded"]), (&json!("refunded"), &rupiah(30_000)));
    let mut budi = crate::support::phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    assert_eq!(list(&search(&budi, json!({})).await).len(), 0);
}

#[tokio::test]
async fn card_9_the_network_declines_with_any_code_and_the_bank_keeps_it() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(crate::support::SARI).await;
    phone.login(true).await.expect(200);
    for code in ["05", "51", "91", "N7", "1A"] {
        let body =
            json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(1), "merchant": "Toko Maya", "code": code });
        let declined = control(&bank, "card_pay", body);
        assert_eq!(
            (&declined["approved"], &declined["code"], &declined["reasons"]),
            (&json!(false), &json!(code), &json!([]))
        );
        let newest = list(&search(&phone, json!({ "states": ["declined"] })).await)[0].clone();
        assert_eq!((&newest["code"], newest.get("decision")), (&json!(code), None));
    }
    for no_decline in ["00", "85", "", "5!", "ABCD"] {
        let body =
            json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(1), "merchant": "x", "code": no_decline });
        assert_eq!(bank.control("card_pay", &body).expect_err("no decline").code, "malformed");
    }
}

#[tokio::test]
async fn card_11_a_preflight_answers_as_the_payment_would_be_decided_and_reserves_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let path = card_path(&card, "preflight");
    let ask = async |amount: i64, country: &str| {
        let body = json!({ "amount": rupiah(amount), "channel": "chip", "country": country, "category": 5812 });
        phone.send(&phone.draft("POST", &path, Some(body))).await.expect(200).body["decision"].clone()
    };
    for (amount, country) in [(10_000_000, "ID"), (10_000_001, "ID"), (10_000_000, "SG"), (0, "ID")] {
        let foretold = ask(amount, country).await;
        assert_eq!(ask(amount, country).await, foretold);
        let body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "m", "country": country });
        let decided = control(&bank, "card_pay", body);
        assert_eq!(decided["approved"], foretold["approved"], "{amount} {country}");
        if decided["approved"] == true {
            control(&bank, "card_reverse", json!({ "transaction_id": decided["transaction_id"] }));
        }
    }
    assert_eq!(phone.card("4821").await, card);
    let strange = json!({ "amount": rupiah(1), "channel": "chip", "country": "ID", "category": 5812, "now": true });
    phone.send(&phone.draft("POST", &path, Some(strange))).await.refused("unknown-field");
}

#[tokio::test]
async fn card_11_a_trial_of_a_year_names_what_would_have_been_stopped_and_changes_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    past(&bank);
    let card = phone.card("7730").await;
    let ask = async |change: Value| {
        let body = json!({ "changes": [change] });
        phone.send(&phone.draft("POST", &card_path(&card, "trial"), Some(body))).await
    };
    let limit =
        |amount: i64| json!({ "what": "limit", "limit": "per-transaction", "value": { "at-most": rupiah(amount) } });
    let hotel = ask(limit(2_000_000)).await.expect(200).body;
    assert_eq!((&hotel["stopped"], list(&hotel).len()), (&json!(1), 1));
    assert_eq!(list(&hotel)[0]["asked"]["merchant"]["name"], "Orchard Garden Hotel");
    assert_eq!(list(&hotel)[0]["decision"]["trace"][0]["rule"]["rule"], "over-limit");
    let online =
        ask(json!({ "what": "channel", "channel": "online", "place": "domestic", "on": false })).await.expect(200).body;
    let stopped = online["stopped"].as_u64().expect("a count");
    assert!(stopped > 3 && stopped < online["tried"].as_u64().expect("a count"), "{online}");
    assert!(list(&online).iter().all(|made| made["asked"]["channel"] == "online"));
    ask(json!({ "what": "limit", "limit": "week", "value": null })).await.refused("change-invalid");
    assert_eq!(phone.card("7730").await, card);
}

#[tokio::test]
async fn card_1_a_large_page_holds_what_small_ones_hold_and_its_size_has_a_range() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    past(&bank);
    let small = all(&phone, json!({})).await;
    let first = search(&phone, json!({ "most": 200 })).await;
    assert_eq!(list(&first).len(), 200);
    assert_eq!(all(&phone, json!({ "most": 200 })).await, small);
    assert_eq!(
        all(&phone, json!({ "most": 7, "search": "warung" })).await,
        all(&phone, json!({ "search": "warung" })).await
    );
    for most in [0, 201] {
        let draft = phone.draft("POST", "/v1/transactions/search", Some(json!({ "most": most })));
        phone.send(&draft).await.refused("malformed");
    }
}

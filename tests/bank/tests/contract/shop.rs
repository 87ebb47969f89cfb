//! Card payments on the internet (3-D Secure), and how approved operations end.

use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, balance, rupiah, settled_phone};
use crate::support::{Draft, Phone, Tag, advance, audit, bank, control};

const OPENING: i64 = 2_500_000_000;

/// An order of a shop; its id, and the bytes on the phone.
async fn order(phone: &Phone, amount: i64) -> (Value, Offered) {
    let body = json!({ "user_id": "sari", "ending": "4821", "merchant": "Toko Buku Nusantara", "amount": rupiah(amount), "order": "INV-2209" });
    let made = control(&phone.bank, "merchant_purchase", body);
    assert_eq!(made["outcome"], "waiting");
    let listed = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let offered = Offered::read(&listed["operations"][0]["operation"]);
    assert_eq!(json!(offered.id()), made["operation_id"]);
    (made["operation_id"].clone(), offered)
}

fn outcome(phone: &Phone, id: &Value) -> Value {
    control(&phone.bank, "merchant_order", json!({ "operation_id": id }))["outcome"].clone()
}

#[tokio::test]
async fn otp_13_a_purchase_is_approved_and_only_then_settled() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (id, offered) = order(&phone, 250_000).await;
    assert_eq!(
        (offered.text(2), offered.text(17), offered.text(18), offered.text(22)),
        ("purchase", "4821", "Toko Buku Nusantara", "INV-2209")
    );
    let approved = phone.approve(&offered, true).await.expect(200).body;
    assert_eq!((&approved["state"], outcome(&phone, &id)), (&json!("approved"), json!("approved")));
    assert!(approved["deadline"].is_string() && approved["settled_at"].is_null());
    control(&bank, "settle", json!({ "operation_id": id }));
    assert_eq!(outcome(&phone, &id), "paid");
    assert!(phone.operation(offered.id()).await["settled_at"].is_string());
}

#[tokio::test]
async fn otp_13_not_me_freezes_the_card_opens_a_case_and_needs_possession_only() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (id, offered) = order(&phone, 250_000).await;
    for _ in 0..5 {
        let other = phone.transfer(1).await;
        phone.approve(&other, false).await;
    }
    assert_eq!(phone.status().await, "locked");
    // A restarted phone finds it again by possession alone.
    let draft = Draft { tag: Tag::Device, authorization: None, ..phone.draft("GET", "/v1/operations", None) };
    let listed = phone.send(&draft).await.expect(200).body["operations"].clone();
    let states: Vec<_> = listed.as_array().expect("list").iter().map(|state| state["state"].clone()).collect();
    assert!(states.iter().all(|state| *state == "pending") && states.len() == 6, "{states:?}");
    assert_eq!(json!(Offered::read(&listed[5]["operation"]).id()), id);
    let answer = phone.reject(offered.id(), "not-me").await.expect(200);
    assert_eq!((&answer.body["state"], outcome(&phone, &id)), (&json!("rejected"), json!("declined")));
    let key = phone.bank_key("receipt").await;
    let receipt = answer.body["receipt"].as_str().expect("receipt");
    let receipt = crate::support::crypto::open_jws(receipt, "kunci-card-receipt", &key).expect("the bank's");
    assert_eq!((&receipt["action"], receipt["card_id"].as_str()), (&json!("freeze"), Some(offered.text(16))));
    let paid = json!({ "user_id": "sari", "ending": "4821", "merchant": "Warung", "amount": rupiah(1) });
    assert_eq!(control(&bank, "card_pay", paid)["reason"], "frozen-by-you");
    assert!(audit(&bank).iter().any(|what| what.starts_with("Opened a fraud case: Sari did not ask")));
    assert!(alerts(&bank).iter().any(|what| what.contains("did not ask for")));
}

#[tokio::test]
async fn otp_13_cancelled_expired_and_frozen_end_with_their_own_state() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (id, offered) = order(&phone, 1).await;
    assert_eq!(control(&bank, "merchant_cancel", json!({ "operation_id": id }))["outcome"], "cancelled");
    assert_eq!(phone.approve(&offered, true).await.refused("operation-closed").body["state"], "superseded");
    let (id, offered) = order(&phone, 1).await;
    advance(&bank, 299);
    phone.operation(offered.id()).await;
    advance(&bank, 2);
    assert_eq!(phone.approve(&offered, true).await.refused("operation-closed").body["state"], "expired");
    assert_eq!(outcome(&phone, &id), "expired");
    let (id, offered) = order(&phone, 1).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let failed = phone.approve(&offered, true).await.expect(200).body;
    assert_eq!((&failed["state"], outcome(&phone, &id)), (&json!("failed"), json!("failed")));
    assert!(failed["reference"].is_string());
}

#[tokio::test]
async fn otp_13_late_and_failed_settlements_say_so_and_money_comes_back() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let late = phone.transfer(10_000).await;
    phone.approve(&late, true).await.expect(200);
    control(&bank, "settle_late", json!({ "operation_id": late.id(), "seconds": 240 }));
    let failing = phone.transfer(20_000).await;
    phone.approve(&failing, true).await.expect(200);
    assert_eq!(balance(&bank), OPENING - 3_000_000);
    control(&bank, "settle_failed", json!({ "operation_id": failing.id() }));
    assert_eq!(balance(&bank), OPENING - 1_000_000);
    let failed = phone.operation(failing.id()).await;
    assert_eq!((&failed["state"], failed["reference"].is_string()), (&json!("failed"), true));
    let again = bank.control("settle_failed", &json!({ "operation_id": failing.id() }));
    assert_eq!(again.expect_err("once").code, "not_approved");
    for _ in 0..3 {
        advance(&bank, 210);
        phone.operation(late.id()).await;
    }
    assert_eq!(phone.operation(late.id()).await["state"], "approved", "the deadline is over, it is not");
    advance(&bank, 211);
    let settled = phone.operation(late.id()).await;
    let time = |name: &str| settled[name].as_str().expect("time").parse::<jiff::Timestamp>().expect("time");
    assert_eq!(settled["state"], "completed");
    assert!(time("settled_at") > time("deadline"));
}

#[tokio::test]
async fn otp_13_purchases_count_into_the_small_sum_of_a_new_phone() {
    let bank = bank();
    let mut phone = crate::support::phone(&bank);
    phone.enrol(crate::support::SARI).await;
    phone.login(true).await.expect(200);
    let body = |amount: i64| json!({ "user_id": "sari", "ending": "4821", "merchant": "Toko", "amount": rupiah(amount), "order": "1" });
    control(&bank, "merchant_purchase", body(900_000));
    assert_eq!(bank.control("merchant_purchase", &body(100_001)).expect_err("held").code, "held-by-probation");
    let posing =
        json!({ "user_id": "sari", "ending": "4821", "merchant": "T\u{43e}ko", "amount": rupiah(1), "order": "1" });
    assert_eq!(bank.control("merchant_purchase", &posing).expect_err("posing").code, "name_unsafe");
}

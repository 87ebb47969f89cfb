//! The bank's fraud desk: what was held, who answered, and what an operator decides for a customer who called.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{alerts, rupiah, settled_phone};
use crate::support::{advance, audit, bank, control, operator};

fn pay(bank: &Arc<Bank>, merchant: &str) -> Value {
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(750_000), "merchant": merchant, "channel": "online",
        "suspicious": true,
    });
    control(bank, "card_pay", body)
}

fn queue(bank: &Arc<Bank>) -> Vec<Value> {
    control(bank, "fraud_queue", json!({}))["held"].as_array().expect("a list").clone()
}

fn decision(made: &Value, deed: &str) -> Value {
    json!({ "transaction_id": made["transaction_id"], "do": deed, "reason": "she called, and proved who she is" })
}

fn refused(bank: &Arc<Bank>, made: &Value, deed: &str) -> &'static str {
    bank.control("fraud_decide", &decision(made, deed)).expect_err("refused").code
}

#[tokio::test]
async fn ops_3_a_held_payment_waits_in_the_queue_with_its_deadline_and_what_happens_without_an_answer() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    assert_eq!(queue(&bank), Vec::<Value>::new());
    let made = pay(&bank, "Toko Maya");
    let held = queue(&bank);
    let row = &held[0];
    assert_eq!(
        (&row["transaction_id"], &row["answer"], &row["without_answer"], &row["merchant"], &row["ending"]),
        (&made["transaction_id"], &json!("waiting"), &json!("not-made"), &json!("Toko Maya"), &json!("4821"))
    );
    let moment = |name: &str| row[name].as_str().expect("a time").parse::<jiff::Timestamp>().expect("RFC 3339");
    let left = moment("answer_by").duration_since(moment("at")).as_secs();
    assert!((299..=300).contains(&left), "{left}");
    advance(&bank, 5 * 60 + 1);
    assert_eq!((held.len(), &queue(&bank)[0]["answer"]), (1, &json!("none")));
    // A later one that waits stands before it.
    pay(&bank, "Warung Made");
    let both: Vec<_> = queue(&bank).iter().map(|row| row["answer"].clone()).collect();
    assert_eq!(both, ["waiting", "none"]);
    drop(phone);
}

#[tokio::test]
async fn ops_3_an_operator_says_yes_for_the_customer_once_and_the_shop_may_try_again() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let made = pay(&bank, "Toko Maya");
    control(&bank, "fraud_decide", decision(&made, "allow"));
    let row = queue(&bank)[0].clone();
    assert_eq!(
        (&row["answer"], &row["answered_by"], &row["fraud_case"]),
        (&json!("yes"), &json!("operator"), &json!(false))
    );
    assert_eq!(phone.card("4821").await["holds"], json!([]));
    assert!(
        audit(&bank)
            .iter()
            .any(|entry| entry.contains("said yes to the held payment at Toko Maya for Sari: she called"))
    );
    for deed in ["allow", "refuse"] {
        assert_eq!(refused(&bank, &made, deed), "not_possible", "it is answered");
    }
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let seen = &list["operations"][0];
    assert_eq!((&seen["state"], &seen["answered_by"]), (&json!("completed"), &json!("operator")));
    assert_eq!(pay(&bank, "Toko Maya")["approved"], true, "the retry is let through");
    assert_eq!(pay(&bank, "Toko Maya")["approved"], false, "once");
}

#[tokio::test]
async fn ops_3_an_operator_says_no_for_the_customer_and_the_card_is_frozen_as_by_the_customer() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let made = pay(&bank, "Toko Maya");
    control(&bank, "fraud_decide", decision(&made, "refuse"));
    let row = queue(&bank)[0].clone();
    assert_eq!(
        (&row["answer"], &row["answered_by"], &row["fraud_case"]),
        (&json!("no"), &json!("operator"), &json!(true))
    );
    let holds = phone.card("4821").await["holds"].clone();
    assert_eq!((holds.as_array().map(Vec::len), &holds[0]["holder"]), (Some(1), &json!("customer")), "theirs to lift");
    assert_eq!(pay(&bank, "Toko Maya")["reasons"], json!(["frozen-by-you"]));
    assert!(alerts(&bank).iter().any(|told| told.contains("did not ask for")));
    assert_eq!(refused(&bank, &made, "allow"), "not_possible");
}

#[tokio::test]
async fn ops_3_too_late_for_the_payment_a_no_still_freezes_the_card_and_a_yes_is_none() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    let made = pay(&bank, "Toko Maya");
    advance(&bank, 5 * 60 + 1);
    assert_eq!(refused(&bank, &made, "allow"), "not_possible");
    control(&bank, "fraud_decide", decision(&made, "refuse"));
    assert_eq!(queue(&bank)[0]["fraud_case"], true);
    assert_eq!(refused(&bank, &made, "refuse"), "not_possible", "said already");
}

#[tokio::test]
async fn ops_3_whoever_could_not_be_asked_calls_and_the_card_is_frozen() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    operator(&bank, "deregister");
    let made = pay(&bank, "Toko Maya");
    assert_eq!((&queue(&bank)[0]["answer"], &queue(&bank)[0]["answer_by"]), (&json!("not-asked"), &Value::Null));
    control(&bank, "fraud_decide", decision(&made, "refuse"));
    assert_eq!(pay(&bank, "Warung Made")["reasons"], json!(["frozen-by-you"]));
}

#[tokio::test]
async fn ops_3_an_operator_says_yes_for_a_customer_who_could_not_be_asked_once() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    operator(&bank, "deregister");
    let made = pay(&bank, "Toko Maya");
    assert_eq!(pay(&bank, "Toko Maya")["approved"], false);
    control(&bank, "fraud_decide", decision(&made, "allow"));
    let rows = queue(&bank);
    let row = rows.iter().find(|row| row["transaction_id"] == made["transaction_id"]).expect("the payment");
    assert_eq!((&row["answer"], &row["answered_by"]), (&json!("yes"), &json!("operator")));
    for deed in ["allow", "refuse"] {
        assert_eq!(refused(&bank, &made, deed), "not_possible", "it is answered");
    }
    assert_eq!(pay(&bank, "Warung Made")["approved"], false, "another shop is another payment");
    assert_eq!(pay(&bank, "Toko Maya")["approved"], true, "the retry is let through");
    assert_eq!(pay(&bank, "Toko Maya")["approved"], false, "once");
    let later = pay(&bank, "Toko Budi");
    control(&bank, "fraud_decide", decision(&later, "allow"));
    advance(&bank, 15 * 60 + 1);
    assert_eq!(pay(&bank, "Toko Budi")["approved"], false, "too late");
}

#[tokio::test]
async fn ops_3_what_the_network_declined_for_suspected_fraud_is_said_to_be_declined_and_not_held() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(750_000), "merchant": "Toko Maya", "code": "59",
    });
    let made = control(&bank, "card_pay", body);
    let row = queue(&bank)[0].clone();
    assert_eq!((&row["answer"], &row["answer_by"]), (&json!("declined"), &Value::Null));
    assert_eq!(refused(&bank, &made, "allow"), "not_possible", "the bank holds nothing that it could let through");
    let told = audit(&bank);
    assert!(told.iter().any(|entry| entry.contains("The network declined a payment")), "{told:?}");
    assert!(!told.iter().any(|entry| entry.contains("Held a payment")), "{told:?}");
    control(&bank, "fraud_decide", decision(&made, "refuse"));
    assert_eq!(pay(&bank, "Warung Made")["reasons"], json!(["frozen-by-you"]));
}

#[tokio::test]
async fn ops_3_a_decision_names_a_held_payment_and_has_a_reason() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    let made = pay(&bank, "Toko Maya");
    let mut silent = decision(&made, "allow");
    silent["reason"] = json!("  ");
    assert_eq!(bank.control("fraud_decide", &silent).expect_err("refused").code, "malformed");
    let fine = json!({ "user_id": "sari", "ending": "7730", "amount": rupiah(10_000), "merchant": "Warung Made" });
    let passed = control(&bank, "card_pay", fine);
    for other in [&passed, &json!({ "transaction_id": "0190a7e4-0000-7000-8000-000000000000" })] {
        assert_eq!(refused(&bank, other, "refuse"), "unknown_payment");
    }
    assert_eq!(queue(&bank)[0]["answer"], "waiting", "nothing was decided");
}

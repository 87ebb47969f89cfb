//! Outages: signed for everybody, and refused where they are.

use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::crypto::{encode, open_jws, random};
use crate::support::{Door, Draft, Phone, SARI, advance, bank, control, phone};

/// What anybody is told, under the bank's signature.
async fn told(phone: &Phone) -> Value {
    let key = phone.bank_key("service-status").await;
    let draft = Draft { authorization: None, ..phone.draft("GET", "/v1/status", None) };
    let reply = Door::Router(phone.bank.router()).send(draft.unsigned()).await.expect("a reply").expect(200);
    open_jws(reply.body["status"].as_str().expect("a status"), "kunci-service-status", &key)
        .expect("signed by the bank")
}

#[tokio::test]
async fn safe_10_anybody_reads_the_signed_status_and_a_service_that_is_out_refuses() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    assert_eq!(told(&sari).await["outages"], json!([]));
    control(&bank, "outage", json!({ "service": "cards", "ends_in_seconds": 3600 }));
    let status = told(&sari).await;
    assert_eq!((&status["bank"], &status["outages"][0]["service"]), (&json!("kuncibank"), &json!("cards")));
    assert!(status["outages"][0]["until"].is_string());
    let cards = sari.send(&sari.draft("GET", "/v1/cards", None)).await.refused("maintenance");
    assert!(cards.header("retry-after").is_some());
    sari.send(&sari.draft("GET", "/v1/operations", None)).await.expect(200);
    control(&bank, "outage", json!({ "service": "cards", "over": true }));
    sari.send(&sari.draft("GET", "/v1/cards", None)).await.expect(200);
    assert_eq!(told(&sari).await["outages"], json!([]));
}

#[tokio::test]
async fn safe_10_planned_work_stops_nothing_before_it_begins_and_lasts_until_the_bank_says_that_it_is_over() {
    let bank = bank();
    control(&bank, "outage", json!({ "service": "sign-in", "starts_in_seconds": 60, "ends_in_seconds": 120 }));
    let mut sari = phone(&bank);
    sari.sign_in(SARI).await.expect(201);
    for seconds in [90, 60] {
        advance(&bank, seconds);
        sari.sign_in(SARI).await.refused("maintenance");
    }
    control(&bank, "outage", json!({ "service": "sign-in", "over": true }));
    sari.sign_in(SARI).await.expect(201);
    let other = bank.control("outage", &json!({ "service": "weather" }));
    assert_eq!(other.expect_err("no such service").code, "unknown_service");
}

#[tokio::test]
async fn safe_10_no_outage_keeps_a_customer_from_protecting_the_phone() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    for service in ["sign-in", "registration", "approvals", "cards", "transactions", "chat", "sms", "phone-line"] {
        control(&bank, "outage", json!({ "service": service }));
    }
    assert_eq!(sari.status().await, "active");
    let id = sari.token.as_ref().map(|token| token.id);
    let suspend = json!({ "token_id": id, "nonce": encode(&random::<16>()) });
    sari.send(&sari.device_draft("/v1/token/suspension", suspend)).await.expect(200);
}

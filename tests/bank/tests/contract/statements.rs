//! Statements: what they add up, their documents, money that comes in, and the one reminder.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{alerts, rupiah, settled_phone};
use crate::support::crypto::{decode, sha256};
use crate::support::{Phone, advance, bank, control};

/// Paid with the credit card and collected by the shop.
fn collected(bank: &Arc<Bank>, amount: i64) -> String {
    let body = json!({ "user_id": "sari", "ending": "7730", "amount": rupiah(amount), "merchant": "Warung (Made)" });
    let id = control(bank, "card_pay", body)["transaction_id"].as_str().expect("id").to_owned();
    control(bank, "card_capture", json!({ "transaction_id": id }));
    id
}

fn close(bank: &Arc<Bank>) -> Value {
    control(bank, "statement_close", json!({ "user_id": "sari", "ending": "7730" }))
}

async fn newest(phone: &Phone) -> Value {
    let list = phone.send(&phone.draft("GET", "/v1/statements", None)).await.expect(200).body;
    list["statements"][0].clone()
}

#[tokio::test]
async fn card_6_a_statement_adds_up_what_was_collected_since_the_last_one_less_what_came_back() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    collected(&bank, 700_000);
    let returned = collected(&bank, 300_000);
    control(&bank, "card_refund", json!({ "transaction_id": returned, "amount": rupiah(100_000) }));
    // Reserved only: not on the bill yet.
    let body = json!({ "user_id": "sari", "ending": "7730", "amount": rupiah(50_000), "merchant": "Warung Made" });
    control(&bank, "card_pay", body);
    close(&bank);
    let first = newest(&phone).await;
    assert_eq!((&first["total"], &first["minimum"]), (&rupiah(900_000), &rupiah(90_000)));
    assert_eq!((&first["paid"], &first["ending"]), (&rupiah(0), &json!("7730")));
    advance(&bank, 60);
    collected(&bank, 20_000);
    close(&bank);
    let second = newest(&phone).await;
    assert_eq!((&second["total"], &second["minimum"]), (&rupiah(20_000), &rupiah(20_000)));
    assert_eq!(second["from"], first["until"]);
}

#[tokio::test]
async fn card_6_the_document_is_exactly_the_one_of_the_digest_and_nobody_elses() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    collected(&bank, 700_000);
    close(&bank);
    let bill = newest(&phone).await;
    let path = |id: &str| format!("/v1/statements/{id}/document");
    let draft = phone.draft("GET", &path(bill["statement_id"].as_str().expect("id")), None);
    let answer = phone.send(&draft).await.expect(200);
    let content = decode(answer.body["content"].as_str().expect("content")).expect("base64url");
    let digest: String = sha256(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((bill["digest"].as_str(), bill["size"].as_u64()), (Some(digest.as_str()), Some(content.len() as u64)));
    assert!(content.starts_with(b"%PDF-") && content.ends_with(b"%%EOF\n"));
    assert!(
        content.windows(14).any(|found| found == b"Warung \\(Made\\"),
        "what a PDF would take for itself is escaped"
    );
    let elsewhere = path("01890000-0000-7000-8000-000000000000");
    phone.send(&phone.draft("GET", &elsewhere, None)).await.refused("not-found");
}

#[tokio::test]
async fn card_6_a_bill_is_reminded_of_once_in_time_and_not_if_the_minimum_is_paid() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let reminded = || alerts(&bank).iter().filter(|told| told.contains("due soon")).count();
    collected(&bank, 700_000);
    close(&bank);
    advance(&bank, 16 * 24 * 3600);
    assert_eq!(reminded(), 0, "four days are left");
    advance(&bank, 24 * 3600 + 1);
    assert_eq!(reminded(), 1, "three days");
    advance(&bank, 5 * 24 * 3600);
    assert_eq!(reminded(), 1, "once");
    phone.log_in().await;
    collected(&bank, 700_000);
    close(&bank);
    control(&bank, "statement_pay", json!({ "user_id": "sari", "ending": "7730", "minor": 7_000_000 }));
    assert_eq!(newest(&phone).await["paid"], rupiah(70_000));
    advance(&bank, 30 * 24 * 3600);
    assert_eq!(reminded(), 1, "the minimum was paid");
}

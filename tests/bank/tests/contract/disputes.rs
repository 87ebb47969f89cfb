//! Disputes: evidence, filing once, deadlines, what the bank's desk does.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{alerts, rupiah, settled_phone};
use crate::support::crypto::{encode, sha256};
use crate::support::{Draft, Phone, advance, bank, control};

/// A payment of Sari's that the shop has collected.
fn paid(bank: &Arc<Bank>, merchant: &str) -> String {
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(750_000), "merchant": merchant, "channel": "online",
    });
    let made = control(bank, "card_pay", body);
    let id = made["transaction_id"].as_str().expect("id").to_owned();
    control(bank, "card_capture", json!({ "transaction_id": id }));
    id
}

fn desk(bank: &Arc<Bank>, deed: &str, words: Option<&str>) -> Value {
    let body = match words {
        Some(words) => json!({ "user_id": "sari", "do": deed, "words": words }),
        None => json!({ "user_id": "sari", "do": deed }),
    };
    control(bank, "dispute", body)
}

fn evidence_draft(phone: &Phone, content: &[u8]) -> Draft {
    phone.draft("POST", "/v1/disputes/evidence", Some(json!({ "content": encode(content) })))
}

/// Hands it in; its digest.
async fn hand_in(phone: &Phone, content: &[u8]) -> String {
    let answer = phone.send(&evidence_draft(phone, content)).await.expect(200);
    let digest: String = sha256(content).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(answer.body["digest"], digest.as_str());
    digest
}

fn file_draft(phone: &Phone, payment: &str, reason: &str, evidence: Value) -> Draft {
    let body = json!({
        "transaction_id": payment, "reason": reason, "statement": "Barang tidak pernah datang.", "evidence": evidence,
    });
    phone.draft("POST", "/v1/disputes", Some(body))
}

async fn listed(phone: &Phone) -> Vec<Value> {
    let list = phone.send(&phone.draft("GET", "/v1/disputes", None)).await.expect(200).body;
    list["disputes"].as_array().expect("disputes").clone()
}

#[tokio::test]
async fn card_7_a_dispute_is_filed_once_and_followed_to_the_money() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    let digest = hand_in(&phone, b"Toko berjanji mengirim pada 3 Mei.").await;
    let draft = file_draft(&phone, &payment, "not-received", json!([{ "digest": digest, "kind": "letter" }]));
    let answer = phone.send(&draft).await.expect(201);
    let dispute = &answer.body["dispute"];
    assert_eq!((&dispute["state"], &dispute["amount"]), (&json!("submitted"), &rupiah(750_000)));
    assert_eq!((&dispute["merchant"], &dispute["extended"]), (&json!("Toko Maya"), &json!(false)));
    // A lost answer is asked for again, and there is one.
    assert_eq!(phone.send(&draft.again()).await.expect(201).raw, answer.raw);
    assert_eq!(listed(&phone).await.len(), 1);
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "not-mine", json!([]))).await, "open-already");

    desk(&bank, "review", None);
    desk(&bank, "ask", Some("Bukti pesanan"));
    let asked = listed(&phone).await[0].clone();
    assert_eq!((&asked["state"], &asked["words"]), (&json!("needs-evidence"), &json!("Bukti pesanan")));
    assert!(asked["evidence_by"].is_string() && alerts(&bank).iter().any(|told| told.contains("needs something")));
    let more = hand_in(&phone, b"Pesanan 1174").await;
    let path = format!("/v1/disputes/{}/evidence", asked["dispute_id"].as_str().expect("id"));
    let body = json!({ "evidence": [{ "digest": more, "kind": "receipt" }] });
    let added = phone.send(&phone.draft("POST", &path, Some(body))).await.expect(200);
    assert_eq!(added.body["dispute"]["state"], "in-review");

    desk(&bank, "grant", Some("Toko tidak dapat menunjukkan bukti kirim."));
    let granted = listed(&phone).await[0].clone();
    assert_eq!((&granted["state"], &granted["returned"]), (&json!("granted"), &rupiah(750_000)));
    assert!(alerts(&bank).iter().any(|told| told.contains("decided")));
    let found = phone.send(&phone.draft("POST", "/v1/transactions/search", Some(json!({ "search": "Maya" })))).await;
    assert_eq!(found.expect(200).body["transactions"][0]["refunded"], rupiah(750_000));
    // Nothing is left to dispute.
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "not-mine", json!([]))).await, "nothing-charged");
}

async fn reason(phone: &Phone, draft: &Draft) -> String {
    let answer = phone.send(draft).await;
    let reason = answer.body["reason"].as_str().expect("a reason").to_owned();
    answer.refused("dispute-refused");
    reason
}

#[tokio::test]
async fn card_7_evidence_is_looked_at_counted_and_forgotten_if_nobody_names_it() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    for (content, fault) in [
        (b"PK\x03\x04zip".to_vec(), "unknown-form"),
        (b"%PDF-1.7\n<< /JavaScript 1 0 R >>\n%%EOF".to_vec(), "active"),
        (vec![0xFF, 0xD8, 0xFF, 0xE0], "damaged"),
        (Vec::new(), "empty"),
        (vec![b'a'; 40_961], "too-large"),
    ] {
        let answer = phone.send(&evidence_draft(&phone, &content)).await;
        assert_eq!(answer.body["reason"], fault);
        answer.refused("evidence-refused");
    }
    let named = hand_in(&phone, b"Pesanan 1174").await;
    for piece in 1..12 {
        hand_in(&phone, format!("Bukti {piece}").as_bytes()).await;
    }
    hand_in(&phone, b"Pesanan 1174").await;
    assert_eq!(reason(&phone, &evidence_draft(&phone, b"Bukti 13")).await, "evidence-too-much");
    let filed = file_draft(&phone, &payment, "not-received", json!([{ "digest": named, "kind": "receipt" }]));
    phone.send(&filed).await.expect(201);

    let loose = hand_in(&phone, b"Bukti 1").await;
    advance(&bank, 24 * 3600 + 1);
    phone.log_in().await;
    let fresh = hand_in(&phone, b"Bukti 14").await;
    let path = format!("/v1/disputes/{}/evidence", listed(&phone).await[0]["dispute_id"].as_str().expect("id"));
    let add = |digest: &str| {
        let body = json!({ "evidence": [{ "digest": digest, "kind": "other" }] });
        phone.draft("POST", &path, Some(body))
    };
    assert_eq!(reason(&phone, &add(&loose)).await, "evidence-unknown");
    assert_eq!(reason(&phone, &add(&named)).await, "evidence-too-much", "twice");
    phone.send(&add(&fresh)).await.expect(200);
}

#[tokio::test]
async fn card_7_what_cannot_be_disputed_is_refused_with_the_reason() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "cash-missing", json!([]))).await, "reason-unfit");
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "wrong-amount", json!([]))).await, "evidence-missing");
    let unknown = json!([{ "digest": "0".repeat(64), "kind": "receipt" }]);
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "wrong-amount", unknown)).await, "evidence-unknown");
    let words = hand_in(&phone, b"Bukan foto").await;
    let photo = json!([{ "digest": words, "kind": "photo" }]);
    phone.send(&file_draft(&phone, &payment, "not-as-described", photo)).await.refused("evidence-refused");
    let elsewhere = "01890000-0000-7000-8000-000000000000";
    phone.send(&file_draft(&phone, elsewhere, "not-mine", json!([]))).await.refused("not-found");
    phone.send(&file_draft(&phone, &payment, "bored", json!([]))).await.refused("malformed");
    assert!(listed(&phone).await.is_empty());
    advance(&bank, 121 * 24 * 3600);
    phone.log_in().await;
    assert_eq!(reason(&phone, &file_draft(&phone, &payment, "not-mine", json!([]))).await, "too-late");
}

#[tokio::test]
async fn safe_7_the_bank_announces_a_longer_wait_once_and_in_time_and_a_refusal_says_why() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    phone.send(&file_draft(&phone, &payment, "not-mine", json!([]))).await.expect(201);
    let first = listed(&phone).await[0]["answer_by"].clone();
    desk(&bank, "extend", None);
    let later = listed(&phone).await[0].clone();
    assert_eq!(later["extended"], true);
    assert!(later["answer_by"].as_str() > first.as_str(), "{first} {later}");
    assert!(alerts(&bank).iter().any(|told| told.contains("takes longer")));
    let again = bank.control("dispute", &json!({ "user_id": "sari", "do": "extend" }));
    assert_eq!(again.expect_err("once").code, "not_possible");
    desk(&bank, "refuse", Some("Kode OTP dipakai."));
    let refused = listed(&phone).await[0].clone();
    assert_eq!((&refused["state"], &refused["words"]), (&json!("refused"), &json!("Kode OTP dipakai.")));
    // A new one about the same payment can be filed; with the first deadline over nothing can be announced any more.
    phone.send(&file_draft(&phone, &payment, "not-mine", json!([]))).await.expect(201);
    advance(&bank, 20 * 24 * 3600);
    phone.log_in().await;
    let late = bank.control("dispute", &json!({ "user_id": "sari", "do": "extend" }));
    assert_eq!(late.expect_err("too late").code, "not_possible");
}

#[tokio::test]
async fn card_7_a_dispute_is_taken_back_by_its_owner_until_it_is_decided() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    let filed = phone.send(&file_draft(&phone, &payment, "not-mine", json!([]))).await.expect(201).body;
    let path = format!("/v1/disputes/{}/withdrawal", filed["dispute"]["dispute_id"].as_str().expect("id"));
    let back = || phone.draft("POST", &path, Some(json!({})));
    assert_eq!(phone.send(&back()).await.expect(200).body["dispute"]["state"], "withdrawn");
    assert_eq!(phone.send(&back()).await.expect(200).body["dispute"]["state"], "withdrawn");
    phone.send(&file_draft(&phone, &payment, "not-mine", json!([]))).await.expect(201);
    desk(&bank, "refuse", Some("Kode OTP dipakai."));
    let decided = listed(&phone).await[0]["dispute_id"].as_str().expect("id").to_owned();
    let late = phone.draft("POST", &format!("/v1/disputes/{decided}/withdrawal"), Some(json!({})));
    assert_eq!(reason(&phone, &late).await, "state");
}

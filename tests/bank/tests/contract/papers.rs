//! The desks for complaints, letters and disputes: what lies there, of all customers.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{rupiah, settled_phone};
use crate::support::crypto::encode;
use crate::support::{Phone, advance, audit, bank, control};

fn written(bank: &Arc<Bank>) -> Vec<Value> {
    control(bank, "written", json!({}))["written"].as_array().expect("a list").clone()
}

fn disputes(bank: &Arc<Bank>) -> Vec<Value> {
    control(bank, "disputes", json!({}))["disputes"].as_array().expect("a list").clone()
}

fn references(bank: &Arc<Bank>) -> Vec<Value> {
    written(bank).iter().map(|paper| paper["reference"].clone()).collect()
}

async fn write(phone: &Phone, path: &str, kind: &str, text: &str) -> Value {
    let draft = phone.draft("POST", path, Some(json!({ "kind": kind, "text": text })));
    phone.send(&draft).await.expect(201).body["reference"].clone()
}

#[tokio::test]
async fn ops_3_the_desk_lists_what_waits_by_its_day_and_what_may_be_done_with_it() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = write(&phone, "/v1/complaints", "card", "The machine kept my card.").await;
    let data = write(&phone, "/v1/complaints", "data", "Who has seen my number?").await;
    let letter = write(&phone, "/v1/letters", "details", "I have moved to another town.").await;
    let all = written(&bank);
    let of = |reference: &Value| all.iter().find(|paper| paper["reference"] == *reference).expect("listed").clone();
    assert_eq!(references(&bank).last(), Some(&card), "ten working days are longest");
    assert_eq!(of(&card)["may"], json!({ "take": true, "extend": true, "answer": true }));
    for never_put_off in [&data, &letter] {
        assert_eq!(of(never_put_off)["may"]["extend"], false);
    }
    assert_eq!((&of(&letter)["way"], &of(&letter)["name"]), (&json!("letter"), &json!("Sari Wulandari")));
    assert!(of(&data)["about"]["id"].is_string() && of(&data)["about"]["en"] != of(&data)["about"]["id"]);
    assert_eq!(of(&data)["overdue"], false);

    advance(&bank, 4 * 24 * 3600);
    let late = written(&bank).into_iter().find(|paper| paper["reference"] == data).expect("listed");
    assert_eq!(late["overdue"], true);
    control(&bank, "complaint", json!({ "do": "answer", "reference": data, "answer": "Two people of ours." }));
    let answered = written(&bank).pop().expect("listed");
    assert_eq!(
        (&answered["reference"], &answered["answer"], &answered["overdue"]),
        (&data, &json!("Two people of ours."), &json!(false)),
        "what is answered stands last, and is late no more"
    );
    assert_eq!(answered["may"], json!({ "take": false, "extend": false, "answer": false }));
}

fn paid(bank: &Arc<Bank>, merchant: &str) -> Value {
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(750_000), "merchant": merchant, "channel": "online",
    });
    let made = control(bank, "card_pay", body)["transaction_id"].clone();
    control(bank, "card_capture", json!({ "transaction_id": made }));
    made
}

async fn file(phone: &Phone, payment: &Value, evidence: Value) -> Value {
    let body = json!({
        "transaction_id": payment, "reason": "not-received", "statement": "Barang tidak pernah datang.", "evidence": evidence,
    });
    phone.send(&phone.draft("POST", "/v1/disputes", Some(body))).await.expect(201).body["dispute"]["dispute_id"].clone()
}

#[tokio::test]
async fn ops_3_the_desk_sees_each_dispute_with_its_evidence_and_acts_on_the_one_that_it_names() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (one, two) = (paid(&bank, "Toko Maya"), paid(&bank, "Toko Lain"));
    let content = b"Toko berjanji mengirim pada 3 Mei.";
    let piece = phone.draft("POST", "/v1/disputes/evidence", Some(json!({ "content": encode(content) })));
    let digest = phone.send(&piece).await.expect(200).body["digest"].clone();
    let first = file(&phone, &one, json!([{ "digest": digest, "kind": "letter" }])).await;
    let second = file(&phone, &two, json!([])).await;
    let of = |id: &Value| disputes(&bank).into_iter().find(|case| case["dispute_id"] == *id).expect("listed");
    let evidence = &of(&first)["evidence"];
    assert_eq!(
        (evidence.as_array().map(Vec::len), &evidence[0]["form"], &evidence[0]["bytes"], &evidence[0]["digest"]),
        (Some(1), &json!("text/plain"), &json!(content.len()), &digest)
    );
    assert_eq!((&of(&second)["evidence"], &of(&second)["merchant"]), (&json!([]), &json!("Toko Lain")));
    let act = |id: &Value, deed: &str| json!({ "user_id": "sari", "dispute_id": id, "do": deed });
    // Not the newest one.
    control(&bank, "dispute", act(&first, "review"));
    assert_eq!((&of(&first)["state"], &of(&second)["state"]), (&json!("in-review"), &json!("submitted")));
    assert_eq!(of(&first)["may"]["review"], false);
    let mut grant = act(&first, "grant");
    grant["words"] = json!("Anda benar.");
    control(&bank, "dispute", grant);
    let over = disputes(&bank).pop().expect("listed");
    assert_eq!(
        (&over["dispute_id"], &over["state"], &over["returned_minor"], &over["words"]),
        (&first, &json!("granted"), &json!(75_000_000), &json!("Anda benar."))
    );
    assert_eq!(over["may"], json!({ "review": false, "extend": false, "ask": false, "grant": false, "refuse": false }));
    let mut foreign = act(&second, "review");
    foreign["user_id"] = json!("budi");
    assert_eq!(bank.control("dispute", &foreign).expect_err("not his").code, "unknown_dispute");
}

#[tokio::test]
async fn ops_3_what_is_in_a_piece_is_shown_to_the_desk_that_asks_and_the_look_stands_in_the_trail() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let payment = paid(&bank, "Toko Maya");
    let content = b"Toko berjanji mengirim pada 3 Mei.";
    let piece = phone.draft("POST", "/v1/disputes/evidence", Some(json!({ "content": encode(content) })));
    let digest = phone.send(&piece).await.expect(200).body["digest"].clone();
    file(&phone, &payment, json!([{ "digest": digest, "kind": "letter" }])).await;
    let looks = || audit(&bank).iter().filter(|entry| entry.contains("looked at evidence of Sari")).count();
    assert_eq!(looks(), 0);
    let shown = control(&bank, "evidence", json!({ "user_id": "sari", "digest": digest }));
    assert_eq!(shown, json!({ "form": "text/plain", "content": "VG9rbyBiZXJqYW5qaSBtZW5naXJpbSBwYWRhIDMgTWVpLg==" }));
    assert_eq!(looks(), 1);
    for other in [json!({ "user_id": "budi", "digest": digest }), json!({ "user_id": "sari", "digest": "nothing" })] {
        assert_eq!(bank.control("evidence", &other).expect_err("not his, or none").code, "unknown_evidence");
    }
    assert_eq!(looks(), 1);
}

//! Complaints and letters: filed once, dated by rule, followed to the answer; never somebody else's.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::{BUDI, Draft, Phone, advance, bank, control, phone};

fn filing(phone: &Phone, kind: &str, text: &str) -> Draft {
    phone.draft("POST", "/v1/complaints", Some(json!({ "kind": kind, "text": text })))
}

fn letter(phone: &Phone, subject: &str, text: &str) -> Draft {
    phone.draft("POST", "/v1/letters", Some(json!({ "kind": subject, "text": text })))
}

async fn listed(phone: &Phone) -> Value {
    page(phone, "/v1/complaints").await
}

async fn page(phone: &Phone, path: &str) -> Value {
    phone.send(&phone.draft("GET", path, None)).await.expect(200).body
}

/// Budi, signed in by his token on a phone of his own.
async fn budi(bank: &Arc<Bank>) -> Phone {
    let mut budi = phone(bank);
    budi.enrol(BUDI).await;
    budi.sign_in(BUDI).await.expect(201);
    budi.login(true).await.expect(200);
    budi
}

const TEXT: &str = "The machine kept my card.";

#[tokio::test]
async fn safe_7_a_complaint_is_filed_once_under_its_key_and_dated_by_rule() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let draft = filing(&phone, "data", TEXT);
    let filed = phone.send(&draft).await.expect(201).body;
    assert_eq!((&filed["state"], &filed["kind"], &filed["text"]), (&json!("received"), &json!("data"), &json!(TEXT)));
    let moment = |name: &str| filed[name].as_str().expect("a time").parse::<jiff::Timestamp>().expect("RFC 3339");
    assert_eq!(moment("due").duration_since(moment("filed")).as_hours(), 72);
    let again = phone.send(&draft.again()).await.expect(201).body;
    assert_eq!(again["reference"], filed["reference"]);
    assert_eq!(listed(&phone).await["written"].as_array().expect("a list").len(), 1);
    let other = Draft { idempotency_key: draft.idempotency_key.clone(), ..filing(&phone, "card", TEXT) };
    phone.send(&other).await.refused("idempotency-mismatch");
}

#[tokio::test]
async fn safe_7_what_says_nothing_or_is_about_nothing_known_is_refused() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for (kind, text) in [("card", "Help"), ("weather", TEXT), ("card", "x".repeat(2001).as_str())] {
        phone.send(&filing(&phone, kind, text)).await.refused("malformed");
    }
    assert_eq!(listed(&phone).await["written"], json!([]));
}

#[tokio::test]
async fn safe_7_the_bank_puts_its_answer_off_once_and_before_it_is_due() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let first = phone.send(&filing(&phone, "card", TEXT)).await.expect(201).body;
    let act = |deed: &str| json!({ "do": deed, "reference": first["reference"] });
    let extended = control(&bank, "complaint", act("extend"));
    assert_ne!(extended["due"], first["due"]);
    for deed in ["extend", "take"] {
        assert_eq!(bank.control("complaint", &act(deed)).expect_err("too late for that").code, "not_possible");
    }
    let second = phone.send(&filing(&phone, "card", TEXT)).await.expect(201).body;
    advance(&bank, 60 * 24 * 3600);
    let late = bank.control("complaint", &json!({ "do": "extend", "reference": second["reference"] }));
    assert_eq!(late.expect_err("said too late").code, "not_possible");
}

#[tokio::test]
async fn safe_7_an_answer_is_read_by_its_customer_and_by_nobody_else() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let filed = sari.send(&filing(&sari, "service", TEXT)).await.expect(201).body;
    let answer = json!({ "do": "answer", "reference": filed["reference"], "answer": "We are sorry." });
    control(&bank, "complaint", answer);
    let mine = listed(&sari).await;
    assert_eq!(mine["written"][0]["answer"], "We are sorry.");
    assert_eq!(mine["written"][0]["state"], "answered");
    let told = sari.send(&sari.draft("GET", "/v1/alerts", None)).await.expect(200).body;
    assert_eq!(told["alerts"][0]["kind"], "complaint-answered");
    let budi = budi(&bank).await;
    assert_eq!(listed(&budi).await["written"], json!([]));
}

#[tokio::test]
async fn chat_8_a_letter_is_written_once_under_its_key_with_a_reference_of_its_own() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let draft = letter(&phone, "details", TEXT);
    let written = phone.send(&draft).await.expect(201).body;
    assert_eq!(
        (&written["state"], &written["kind"], &written["text"]),
        (&json!("received"), &json!("details"), &json!(TEXT))
    );
    let again = phone.send(&draft.again()).await.expect(201).body;
    assert_eq!(again["reference"], written["reference"]);
    let letters = page(&phone, "/v1/letters").await;
    assert_eq!(letters["written"].as_array().expect("a list").len(), 1);
    assert_eq!(listed(&phone).await["written"], json!([]), "a letter is no complaint");
    let other = Draft { idempotency_key: draft.idempotency_key.clone(), ..letter(&phone, "other", TEXT) };
    phone.send(&other).await.refused("idempotency-mismatch");
    let verb = json!({ "do": "take", "reference": written["reference"] });
    assert_eq!(bank.control("complaint", &verb).expect_err("no complaint").code, "unknown_complaint");
}

#[tokio::test]
async fn chat_8_a_letter_that_says_nothing_or_is_about_nothing_known_is_refused() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for (subject, text) in [("cards", "Help"), ("fraud", TEXT), ("cards", "x".repeat(2001).as_str())] {
        phone.send(&letter(&phone, subject, text)).await.refused("malformed");
    }
    let unknown = json!({ "kind": "cards", "text": TEXT, "to": "director" });
    phone.send(&phone.draft("POST", "/v1/letters", Some(unknown))).await.refused("unknown-field");
    phone.send(&phone.draft("GET", "/v1/letters?before=x", None)).await.refused("malformed");
    assert_eq!(page(&phone, "/v1/letters").await["written"], json!([]));
}

#[tokio::test]
async fn chat_8_five_letters_in_24_hours_are_enough_and_the_wait_is_said() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut drafts = Vec::new();
    for number in 1..=5 {
        let draft = letter(&phone, "other", &format!("Letter number {number}."));
        phone.send(&draft).await.expect(201);
        drafts.push(draft);
    }
    let refused = phone.send(&letter(&phone, "other", "One too many.")).await.refused("letter-limit");
    let wait = refused.body["retry_after_seconds"].as_u64().expect("a wait");
    assert!((1..=24 * 3600).contains(&wait), "{wait}");
    phone.send(&drafts[0].again()).await.expect(201);
    phone.send(&filing(&phone, "card", TEXT)).await.expect(201);
}

#[tokio::test]
async fn chat_8_an_answer_to_a_letter_is_read_by_its_customer_and_looks_absent_to_others() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let written = sari.send(&letter(&sari, "token", TEXT)).await.expect(201).body;
    let act = |deed: &str| json!({ "do": deed, "reference": written["reference"] });
    assert_eq!(bank.control("letter", &act("extend")).expect_err("never put off").code, "not_possible");
    assert_eq!(control(&bank, "letter", act("take"))["state"], "in-work");
    let answer = json!({ "do": "answer", "reference": written["reference"], "answer": "It works again." });
    control(&bank, "letter", answer);
    let mine = page(&sari, "/v1/letters").await;
    assert_eq!(
        (&mine["written"][0]["answer"], &mine["written"][0]["state"]),
        (&json!("It works again."), &json!("answered"))
    );
    let told = page(&sari, "/v1/alerts").await;
    assert_eq!(told["alerts"][0]["kind"], "letter-answered");
    let budi = budi(&bank).await;
    for path in ["/v1/letters", "/v1/letters?before=99"] {
        assert_eq!(page(&budi, path).await["written"], json!([]), "{path}");
    }
}

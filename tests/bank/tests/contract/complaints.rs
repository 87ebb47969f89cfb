//! Complaints: filed once, dated by rule, followed to the answer; never somebody else's.

use serde_json::{Value, json};

use crate::support::approve::settled_phone;
use crate::support::{BUDI, Draft, Phone, advance, bank, control, phone};

fn filing(phone: &Phone, kind: &str, text: &str) -> Draft {
    phone.draft("POST", "/v1/complaints", Some(json!({ "kind": kind, "text": text })))
}

async fn listed(phone: &Phone) -> Value {
    phone.send(&phone.draft("GET", "/v1/complaints", None)).await.expect(200).body
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
    assert_eq!(listed(&phone).await["complaints"].as_array().expect("a list").len(), 1);
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
    assert_eq!(listed(&phone).await["complaints"], json!([]));
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
    assert_eq!(mine["complaints"][0]["answer"], "We are sorry.");
    assert_eq!(mine["complaints"][0]["state"], "answered");
    let told = sari.send(&sari.draft("GET", "/v1/alerts", None)).await.expect(200).body;
    assert_eq!(told["alerts"][0]["kind"], "complaint-answered");
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.sign_in(BUDI).await.expect(201);
    budi.login(true).await.expect(200);
    assert_eq!(listed(&budi).await["complaints"], json!([]));
}

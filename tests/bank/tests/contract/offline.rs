//! Codes without a network: approvals by QR and by typing, freezing by telephone, the bank's own calls.

use serde_json::json;

use crate::support::approve::{balance, settled_phone};
use crate::support::{SARI, advance, bank, control, customer, other_code, phone};

const OPENING: i64 = 2_500_000_000;
const KNOWN: &str = "1234567890";

/// Another code of eight digits.
fn wrong(code: &str) -> String {
    format!("{:08}", (code.parse::<u32>().expect("digits") + 1) % 100_000_000)
}

#[tokio::test]
async fn otp_10_a_qr_code_approves_exactly_the_bytes_that_were_shown() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer(KNOWN, 50_000);
    let shown = phone.scan(&site.qr(&id)).await;
    assert_eq!((json!(shown.id()), shown.text(18), shown.number(20)), (id.clone(), KNOWN, 5_000_000));
    assert!(site.code(&id, "qr", &phone.qr_code(&shown.bytes)));
    let state = site.state(&id);
    assert_eq!((&state["state"], &state["answered_by"]), (&json!("approved"), &json!("qr")));
    assert_eq!(balance(&bank), OPENING - 5_000_000);
    // The phone, which was asked as well, sees how it stands; nothing is done twice.
    assert_eq!(phone.approve(&shown, true).await.expect(200).body["answered_by"], "qr");
    assert_eq!(balance(&bank), OPENING - 5_000_000);
}

#[tokio::test]
async fn otp_10_one_changed_byte_or_digit_closes_the_qr_and_nothing_else() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    for tampered in [true, false] {
        let id = site.transfer(KNOWN, 50_000);
        let shown = phone.scan(&site.qr(&id)).await;
        let right = phone.qr_code(&shown.bytes);
        let mut bytes = shown.bytes.clone();
        *bytes.last_mut().expect("bytes") ^= 1;
        let given = if tampered { phone.qr_code(&bytes) } else { wrong(&right) };
        assert!(!site.code(&id, "qr", &given));
        assert!(!site.code(&id, "qr", &right), "one try");
        assert!(
            !site.code(&id, "qr", &phone.qr_code(&phone.scan(&site.qr(&id)).await.bytes)),
            "a new QR is no new try"
        );
        assert_eq!((&site.state(&id)["state"], balance(&bank)), (&json!("pending"), OPENING));
        assert_eq!(customer(&bank, "sari")["token_failures"], 0, "whoever sits at the website locks no token");
        assert_eq!(phone.reject(shown.id(), "mistake").await.expect(200).body["state"], "rejected");
    }
}

#[tokio::test]
async fn otp_10_a_wrong_code_on_the_phone_makes_the_qr_old_and_costs_it_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer(KNOWN, 50_000);
    let old = phone.scan(&site.qr(&id)).await;
    phone.approve(&old, false).await.refused("approval-refused");
    assert!(!site.code(&id, "qr", &phone.qr_code(&old.bytes)), "these bytes are burnt");
    let fresh = phone.scan(&site.qr(&id)).await;
    assert!(site.code(&id, "qr", &phone.qr_code(&fresh.bytes)));
}

#[tokio::test]
async fn otp_10_a_qr_code_is_worthless_after_the_operations_end() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let id = site.transfer(KNOWN, 50_000);
    let code = phone.qr_code(&phone.scan(&site.qr(&id)).await.bytes);
    advance(&bank, 301);
    assert!(!site.code(&id, "qr", &code));
    assert_eq!((&site.state(&id)["state"], balance(&bank)), (&json!("expired"), OPENING));
    assert_eq!(site.refused("website_qr", json!({ "operation_id": id })), "operation-closed");
}

#[tokio::test]
async fn otp_10_a_typed_code_holds_for_what_was_typed_within_a_minute_and_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    for (minutes, fits) in [(-2, false), (2, false), (-1, true)] {
        let id = site.transfer(KNOWN, 40_000);
        assert_eq!(site.code(&id, "typed", &phone.typed_code(KNOWN, 40_000, minutes)), fits, "{minutes}");
    }
    let id = site.transfer(KNOWN, 50_000);
    assert!(!site.code(&id, "typed", &phone.typed_code("1234567891", 50_000, 0)), "another account");
    assert!(!site.code(&id, "typed", &phone.typed_code(KNOWN, 50_001, 0)), "another amount");
    let right = phone.typed_code(KNOWN, 50_000, 0);
    assert!(site.code(&id, "typed", &right));
    assert_eq!(site.state(&id)["answered_by"], "typed");
    // The same transfer again in this minute needs a code of another minute.
    let twin = site.transfer(KNOWN, 50_000);
    assert!(!site.code(&twin, "typed", &right), "taken once");
    assert_eq!(balance(&bank), OPENING - 9_000_000);
}

#[tokio::test]
async fn otp_10_three_typed_tries_for_an_operation_and_ten_offline_ones_a_day() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    for round in 0..4 {
        let id = site.transfer(KNOWN, 50_000);
        for _ in 0..3 {
            assert!(!site.code(&id, "typed", &wrong(&phone.typed_code(KNOWN, 50_000, 0))));
        }
        assert!(!site.code(&id, "typed", &phone.typed_code(KNOWN, 50_000, 1)), "three tries, round {round}");
    }
    let id = site.transfer(KNOWN, 50_000);
    let qr = phone.scan(&site.qr(&id)).await;
    assert!(!site.code(&id, "qr", &phone.qr_code(&qr.bytes)), "ten a day, of both sorts");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    // On the phone it goes on as ever.
    phone.approve(&qr, true).await.expect(200);
    advance(&bank, 24 * 3600);
    let site = phone.website();
    let id = site.transfer(KNOWN, 50_000);
    assert!(site.code(&id, "typed", &phone.typed_code(KNOWN, 50_000, 0)));
}

#[tokio::test]
async fn otp_10_what_is_more_than_bank_account_and_amount_cannot_be_typed() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let site = phone.website();
    let body = json!({ "payee_name": "Toko Melati", "bank_code": "014", "account": "5551234567" });
    let id = site.post("website_payee", body)["operation_id"].clone();
    assert!(!site.code(&id, "typed", &phone.typed_code("5551234567", 0, 0)));
    let shown = phone.scan(&site.qr(&id)).await;
    assert!(site.code(&id, "qr", &phone.qr_code(&shown.bytes)), "every kind goes by QR");
    assert_eq!(control(&bank, "record", json!({ "user_id": "sari" }))["payee_count"], 2);
}

#[tokio::test]
async fn card_10_a_freeze_code_works_once_within_ten_minutes_also_for_a_locked_token() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (debit, credit) = (phone.card("4821").await, phone.card("7730").await);
    for _ in 0..5 {
        let offered = phone.transfer(1).await;
        phone.approve(&offered, false).await;
    }
    assert_eq!(phone.status().await, "locked");
    let call = |ending: &str, code: &str| {
        let said = json!({ "user_id": "sari", "freeze_code": code, "ending": ending });
        control(&bank, "phone_line", said)["frozen"] == true
    };
    assert!(!call("7730", &phone.freeze_code(&debit, 0)), "another card's code");
    assert!(!call("4821", &phone.freeze_code(&debit, -11)) && !call("4821", &phone.freeze_code(&debit, 11)));
    let code = phone.freeze_code(&debit, -10);
    assert!(call("4821", &code) && !call("4821", &code), "once");
    assert!(call("7730", &phone.freeze_code(&credit, 10)));
    let paid = json!({ "user_id": "sari", "ending": "4821", "merchant": "Warung",
        "amount": { "minor": 100, "currency": "IDR", "exponent": 2 } });
    assert_eq!(control(&bank, "card_pay", paid)["reason"], "frozen-by-you");
    assert_eq!(customer(&bank, "sari")["token_failures"], 5, "the line has a counter of its own");
}

#[tokio::test]
async fn card_10_guesses_at_the_line_end_after_ten_a_day_and_lock_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let call = |code: &str| {
        let said = json!({ "user_id": "sari", "freeze_code": code, "ending": "4821" });
        control(&bank, "phone_line", said)["frozen"] == true
    };
    for _ in 0..10 {
        assert!(!call(&wrong(&phone.freeze_code(&card, 0))));
    }
    assert!(!call(&phone.freeze_code(&card, 0)), "an operator must ask more");
    assert_eq!(phone.status().await, "active");
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
}

#[tokio::test]
async fn chat_13_the_banks_answer_is_bound_to_challenge_employee_and_purpose() {
    let bank = bank();
    let mut phone = phone(&bank);
    let ask = |challenge: &str| {
        let call =
            json!({ "user_id": "sari", "employee_id": "KB-1042", "purpose": "card-fraud", "challenge": challenge });
        bank.control("caller", &call)
    };
    assert_eq!(ask("482913").expect_err("no token").code, "no_token");
    phone.enrol(SARI).await;
    let answer = ask("482913").expect("answers")["answer"].clone();
    // The minute may have turned between the two.
    let right = [
        phone.caller_answer("482913", "KB-1042", "card-fraud"),
        ask("482913").expect("answers")["answer"].as_str().expect("text").to_owned(),
    ];
    assert!(right.iter().any(|right| answer == *right.as_str()), "{answer} {right:?}");
    assert_ne!(answer, phone.caller_answer("482913", "KB-1042", "loan").as_str());
    assert_ne!(answer, phone.caller_answer(&other_code("482913"), "KB-1042", "card-fraud").as_str());
    assert_eq!(ask("48291").expect_err("six digits").code, "malformed");
}

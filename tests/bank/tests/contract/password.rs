//! The password's change: old password, a new one that is not weak, the token's approval.

use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, settled_phone};
use crate::support::{Answer, Phone, SARI, bank, control, customer, phone, website};

const NEW: &str = "hujan sore di kota tua";

async fn ask(phone: &Phone, old: &str, new: &str) -> Answer {
    let body = json!({ "old_password": old, "new_password": new });
    phone.send(&phone.draft("POST", "/v1/profile/password", Some(body))).await
}

#[tokio::test]
async fn safe_4_the_password_changes_at_the_approval_everywhere_and_other_sessions_end() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let mut elsewhere = crate::support::phone(&bank);
    elsewhere.sign_in(SARI).await.expect(201);
    let offered = Offered::of(&ask(&phone, SARI.1, NEW).await.expect(201));
    assert_eq!((offered.text(2), offered.text(16), offered.fields.len()), ("password-change", "sari", 9));
    // Nothing has changed yet.
    elsewhere.sign_in(SARI).await.expect(201);
    let done = phone.approve(&offered, true).await.expect(200);
    assert_eq!((&done.body["state"], &done.body["kind"]), (&json!("completed"), &json!("password-change")));
    elsewhere.send(&elsewhere.begin_draft()).await.refused("session-ended");
    phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200);
    assert!(alerts(&bank).iter().any(|what| what == "Your password was changed"));
    elsewhere.sign_in(SARI).await.refused("sign-in-refused");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
    assert_eq!(website(&bank, ("sari", NEW), &phone.otp(0))["accepted"], true);
    phone.sign_in(("sari", NEW)).await.expect(201);
}

#[tokio::test]
async fn safe_4_the_bank_refuses_weak_passwords_with_the_reason_whatever_the_phone_says() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for (weak, reason) in [
        ("Senja-72", "short"),
        ("password2024!", "common"),
        ("17081990-4321-ya", "personal"),
        ("qwertyuiop123", "run"),
        ("aaaaaaaaaaaaaaa", "repeated"),
        ("hujan\tsore di kota tua", "control"),
    ] {
        let refused = ask(&phone, SARI.1, weak).await.refused("password-weak");
        assert_eq!(refused.body["reason"], reason, "{weak}");
        assert!(!String::from_utf8_lossy(&refused.raw).contains(weak), "the refusal repeats no password");
    }
}

#[tokio::test]
async fn safe_4_a_wrong_old_password_counts_at_the_sign_ins_door() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for _ in 0..5 {
        ask(&phone, "not the old one", NEW).await.refused("sign-in-refused");
    }
    ask(&phone, SARI.1, NEW).await.refused("sign-in-delayed");
}

#[tokio::test]
async fn safe_4_a_new_phone_changes_no_password_and_a_password_alone_neither() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    ask(&phone, SARI.1, NEW).await.refused("scope");
    phone.login(true).await.expect(200);
    ask(&phone, SARI.1, NEW).await.refused("held-by-probation");
}

#[tokio::test]
async fn safe_4_a_rejected_change_leaves_the_old_password_and_no_trace_of_the_new() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let offered = Offered::of(&ask(&phone, SARI.1, NEW).await.expect(201));
    phone.reject(offered.id(), "not-me").await.expect(200);
    phone.approve(&offered, true).await.refused("operation-closed");
    phone.sign_in(SARI).await.expect(201);
    let mut other = crate::support::phone(&bank);
    other.sign_in(("sari", NEW)).await.refused("sign-in-refused");
}

#[tokio::test]
async fn safe_4_one_password_is_one_password_however_the_keyboard_composes_it() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let offered = Offered::of(&ask(&phone, SARI.1, "cafe\u{301} di tepi danau").await.expect(201));
    phone.approve(&offered, true).await.expect(200);
    phone.sign_in(("sari", "caf\u{e9} di tepi danau")).await.expect(201);
}

#[tokio::test]
async fn safe_4_passwords_stand_in_no_answer_trail_or_message() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let first = ask(&phone, SARI.1, NEW).await.expect(201);
    phone.approve(&Offered::of(&first), true).await.expect(200);
    let told: Value = json!([
        control(&bank, "audit", json!({})),
        control(&bank, "alerts", json!({ "user_id": "sari" })),
        customer(&bank, "sari")
    ]);
    for secret in [SARI.1, NEW] {
        assert!(!told.to_string().contains(secret) && !String::from_utf8_lossy(&first.raw).contains(secret));
    }
}

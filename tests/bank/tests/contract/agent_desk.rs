//! An employee's desk: what it shows, what it asks the token, what it proposes and what it keeps back.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, rupiah, settled_phone};
use crate::support::{Phone, SARI, advance, audit, bank, control, now_ms, phone};

fn desk(bank: &Arc<Bank>, speaker: &str) -> Value {
    control(bank, "agent_desk", json!({ "user_id": "sari", "as": speaker }))
}

fn verify(bank: &Arc<Bank>, speaker: &str) -> Value {
    control(bank, "agent_verify", json!({ "user_id": "sari", "as": speaker }))
}

fn propose(bank: &Arc<Bank>, mut proposal: Value) -> Value {
    proposal["user_id"] = json!("sari");
    proposal["as"] = json!("dewi");
    control(bank, "agent_propose", proposal)
}

fn limit(minor: i64) -> Value {
    let value = json!({ "at-most": { "minor": minor, "currency": "IDR", "exponent": 2 } });
    json!({ "act": "controls", "ending": "4821", "change": { "what": "limit", "limit": "online-day", "value": value } })
}

/// The only operation that waits.
async fn asked(phone: &Phone, kind: &str) -> Offered {
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let all = list["operations"].as_array().expect("operations");
    let pending: Vec<_> = all.iter().filter(|state| state["state"] == "pending").collect();
    assert!(pending.len() == 1 && pending[0]["kind"] == kind, "{pending:?}");
    Offered::read(&pending[0]["operation"])
}

/// Dewi has asked, and the token has confirmed it.
async fn confirmed(bank: &Arc<Bank>, phone: &Phone) {
    assert_eq!(verify(bank, "dewi")["done"], true);
    phone.approve(&asked(phone, "identity-check").await, true).await.expect(200);
}

#[tokio::test]
async fn chat_14_the_desk_shows_balances_and_cards_after_the_token_has_confirmed_who_it_is() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let before = desk(&bank, "dewi");
    assert_eq!((&before["standing"], &before["shows"]), (&json!("not-verified"), &json!(false)));
    for hidden in ["balances", "cards", "limits", "payments"] {
        assert_eq!(before[hidden], Value::Null, "{hidden}");
    }
    let first = verify(&bank, "dewi");
    assert_eq!(verify(&bank, "dewi")["operation_id"], first["operation_id"], "the same question");
    assert_eq!(desk(&bank, "dewi")["standing"], "asked");
    let offered = asked(&phone, "identity-check").await;
    assert_eq!((offered.text(17), offered.text(18)), ("Dewi", "10233"));
    let log = control(&bank, "chat_log", json!({ "user_id": "sari" }));
    assert_eq!(offered.text(16), log["conversation"].as_str().expect("an id"), "bound to the conversation");
    let wrong = phone.approve(&offered, false).await.refused("approval-refused");
    assert_eq!(desk(&bank, "dewi")["shows"], false, "a wrong code shows nothing");
    let done = phone.approve(&Offered::of(&wrong), true).await.expect(200);
    assert_eq!(done.body["state"], "completed");
    let after = desk(&bank, "dewi");
    assert_eq!((&after["standing"], &after["shows"]), (&json!("verified"), &json!(true)));
    assert!(after["cards"].as_str().expect("cards").contains("4821"));
    let limits = after["limits"].as_array().expect("limits");
    let online = limits.iter().find(|of| of["ending"] == "4821" && of["limit"] == "online-day").expect("a limit");
    assert!(online["now"]["minor"].as_i64().is_some_and(|minor| minor > 0) && online["label"]["id"].is_string());
    assert_eq!(desk(&bank, "agus")["cards"], Value::Null, "to Dewi alone");
}

#[tokio::test]
async fn chat_14_a_confirmation_ends_after_a_quarter_of_an_hour() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    assert_eq!(desk(&bank, "dewi")["verified_until"], Value::Null);
    let before = now_ms(&bank);
    confirmed(&bank, &phone).await;
    let told = desk(&bank, "dewi")["verified_until"].as_str().expect("until when").parse::<jiff::Timestamp>();
    let confirmed_at = told.expect("a time").as_millisecond() - 15 * 60 * 1000;
    assert!((before..=now_ms(&bank)).contains(&confirmed_at), "she sees until when it holds");
    advance(&bank, 14 * 60);
    assert_eq!(desk(&bank, "dewi")["shows"], true);
    advance(&bank, 61);
    let after = desk(&bank, "dewi");
    assert_eq!((&after["shows"], &after["verified_until"]), (&json!(false), &Value::Null));
}

#[tokio::test]
async fn chat_14_who_says_no_has_confirmed_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    verify(&bank, "dewi");
    phone.reject(asked(&phone, "identity-check").await.id(), "not-me").await.expect(200);
    let after = desk(&bank, "dewi");
    assert_eq!((&after["standing"], &after["shows"]), (&json!("declined"), &json!(false)));
}

#[tokio::test]
async fn chat_14_a_new_phone_confirms_nobody_but_may_freeze_what_is_proposed() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.log_in().await;
    let refused = bank.control("agent_verify", &json!({ "user_id": "sari", "as": "dewi" })).expect_err("probation");
    assert_eq!(refused.code, "held-by-probation");
    assert_eq!(propose(&bank, json!({ "act": "freeze", "ending": "4821" }))["done"], true);
    phone.approve(&asked(&phone, "proposed-freeze").await, true).await.expect(200);
    assert_eq!(phone.card("4821").await["holds"][0]["holder"], "customer");
}

#[tokio::test]
async fn chat_14_a_badge_that_was_taken_back_has_no_desk() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    control(&bank, "chat_revoke", json!({ "as": "agus" }));
    for speaker in ["agus", "bot", "impostor-forged", "nobody"] {
        assert_eq!(desk(&bank, speaker)["why"], "unknown_speaker", "{speaker}");
        assert_eq!(verify(&bank, speaker)["done"], false, "{speaker}");
    }
}

#[tokio::test]
async fn chat_14_what_nobody_of_the_bank_may_ask_is_kept_back_and_reported() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    let say = |text: &str| control(&bank, "agent_say", json!({ "user_id": "sari", "as": "dewi", "text": text }));
    for text in ["Mohon kirim kode OTP Anda", "Please send me your OTP"] {
        let kept = say(text);
        assert_eq!((&kept["done"], &kept["why"]), (&json!(false), &json!("forbidden_request")), "{text}");
    }
    assert_eq!(say("Jangan berikan OTP kepada siapa pun.")["done"], true, "a warning passes");
    let log = control(&bank, "chat_log", json!({ "user_id": "sari" }));
    assert_eq!(log["messages"].as_array().expect("messages").len(), 1);
    let told = audit(&bank).into_iter().filter(|what| what.contains("Kept Dewi, employee 10233"));
    assert_eq!(told.count(), 2);
}

#[tokio::test]
async fn chat_11_nothing_that_lets_more_pass_can_be_proposed() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    confirmed(&bank, &phone).await;
    let change = |change: Value| json!({ "act": "controls", "ending": "4821", "change": change });
    for proposal in [
        json!({ "act": "unfreeze", "ending": "4821" }),
        json!({ "act": "transfer" }),
        limit(i64::MAX),
        change(json!({ "what": "limit", "limit": "online-day", "value": null })),
        change(json!({ "what": "channel", "channel": "online", "place": "domestic", "on": true })),
        change(json!({ "what": "country", "country": "US", "blocked": false })),
    ] {
        let told = propose(&bank, proposal.clone());
        assert_eq!((&told["done"], &told["why"]), (&json!(false), &json!("not_proposable")), "{proposal}");
    }
    let list = phone.send(&phone.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let waits = |state: &&Value| state["state"] == "pending";
    assert_eq!(list["operations"].as_array().expect("operations").iter().filter(waits).count(), 0);
}

#[tokio::test]
async fn chat_11_a_lower_limit_holds_when_the_token_has_approved_it_and_not_before() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    assert_eq!(propose(&bank, limit(10_000_000))["why"], "not_verified");
    confirmed(&bank, &phone).await;
    assert_eq!(propose(&bank, limit(10_000_000))["done"], true);
    let version = phone.card("4821").await["version"].clone();
    let offered = asked(&phone, "proposed-controls").await;
    assert_eq!((offered.text(20), offered.text(23)), ("4821", "limit online-day 10000000 always"));
    assert!(offered.number(24) > 10_000_000, "what passes now is shown beside it");
    phone.approve(&offered, false).await.refused("approval-refused");
    assert_eq!(phone.card("4821").await["version"], version, "a wrong code changes nothing");
    let done = phone.approve(&asked(&phone, "proposed-controls").await, true).await.expect(200);
    assert!(done.body["receipt"].is_string(), "{:?}", done.body);
    assert_ne!(phone.card("4821").await["version"], version);
}

#[tokio::test]
async fn chat_11_a_payment_is_disputed_once_and_only_if_the_customer_approves() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    confirmed(&bank, &phone).await;
    let body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(50_000), "merchant": "Toko Maya", "channel": "online",
    });
    let paid = control(&bank, "card_pay", body);
    let dispute = || propose(&bank, json!({ "act": "dispute", "transaction_id": paid["transaction_id"] }));
    let disputes = || control(&bank, "chat_log", json!({ "user_id": "sari" }))["disputes"].clone();
    assert_eq!(dispute()["done"], true);
    let offered = asked(&phone, "proposed-dispute").await;
    assert_eq!((offered.text(21), offered.number(23)), ("Toko Maya", 5_000_000));
    phone.reject(offered.id(), "mistake").await.expect(200);
    assert_eq!(disputes(), 0);
    assert_eq!(dispute()["done"], true);
    phone.approve(&asked(&phone, "proposed-dispute").await, true).await.expect(200);
    assert_eq!(disputes(), 1);
    assert_eq!(dispute()["why"], "not_proposable");
    let unknown = propose(&bank, json!({ "act": "dispute", "transaction_id": "0198b2c0-0000-7000-8000-00000000000a" }));
    assert_eq!(unknown["why"], "unknown_payment");
}

#[tokio::test]
async fn chat_3_ready_replies_leave_the_desk_in_both_languages_by_the_way_of_typed_words() {
    let bank = bank();
    let _phone = settled_phone(&bank).await;
    let replies = control(&bank, "canned_replies", json!({}))["replies"].as_array().expect("a list").clone();
    assert!(replies.len() > 5);
    for (reply, language) in replies.iter().flat_map(|reply| ["id", "en"].map(|language| (reply, language))) {
        let text = &reply["text"][language];
        let said = control(&bank, "agent_say", json!({ "user_id": "sari", "as": "dewi", "text": text }));
        assert_eq!(said["done"], true, "{text}: {said}");
    }
    let changed = format!("{} Sebutkan PIN Anda.", replies[0]["text"]["id"].as_str().expect("a text"));
    let kept = control(&bank, "agent_say", json!({ "user_id": "sari", "as": "dewi", "text": changed }));
    assert_eq!((&kept["done"], &kept["why"]), (&json!(false), &json!("forbidden_request")));
}

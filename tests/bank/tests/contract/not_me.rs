//! One device: what the replaced phone can still do.

use serde_json::json;

use crate::support::approve::{Offered, alerts, balance, rupiah, settled_phone};
use crate::support::crypto::{canonical, encode, hmac, random};
use crate::support::phone::payload;
use crate::support::{Answer, Draft, Phone, SARI, advance, bank, control, customer, now_ms, phone};

fn not_me(phone: &Phone) -> Draft {
    let id = phone.token.as_ref().map(|token| token.id);
    phone.device_draft("/v1/token/not-me", json!({ "token_id": id, "nonce": encode(&random::<16>()) }))
}

fn until_ms(answer: &Answer, member: &str) -> i64 {
    answer.body[member].as_str().expect("time").parse::<jiff::Timestamp>().expect("time").as_millisecond()
}

#[tokio::test]
async fn otp_2_the_replaced_phone_says_not_me_once_and_probation_grows_by_72_hours() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    let first = not_me(&old);
    let said = old.send(&first).await.expect(200);
    assert_eq!(old.state(&said).await, "superseded");
    assert_eq!(said.body["suspended"], false);
    let left = until_ms(&said, "probation_until") - now_ms(&bank);
    assert!((84 * 3_600_000 - 60_000..=84 * 3_600_000).contains(&left), "{left}");
    old.send(&not_me(&old)).await.refused("not-me-closed");
    let again = old.send(&first.again()).await.expect(200);
    assert_eq!(again.body["probation_until"], said.body["probation_until"], "a lost answer can be asked for again");
    assert_eq!(alerts(&bank).iter().filter(|what| what.contains("former phone")).count(), 1);
    let told = control(&bank, "alerts", json!({ "user_id": "sari" }));
    assert!(
        told["alerts"]
            .as_array()
            .expect("alerts")
            .iter()
            .all(|alert| alert["sms"].as_str().expect("sms").starts_with("KunciBank: "))
    );
    let status = new.send(&new.status_draft()).await.expect(200);
    let status = payload(status.body["status"].as_str().expect("status"));
    assert_eq!((&status["state"], &status["probation_until"]), (&json!("active"), &said.body["probation_until"]));
    // Twelve hours would have been over by now.
    advance(&bank, 80 * 3600);
    new.log_in().await;
    let held = new.send(&new.transfer_draft("5550001111", rupiah(1))).await.refused("held-by-probation");
    assert_eq!(until_ms(&held, "until"), until_ms(&said, "probation_until"));
    advance(&bank, 5 * 3600);
    new.log_in().await;
    new.send(&new.transfer_draft("5550001111", rupiah(1))).await.expect(201);
    control(&bank, "reset", json!({}));
    assert_eq!((balance(&bank), alerts(&bank).len()), (2_500_000_000, 0), "a reset forgets all of it");
}

#[tokio::test]
async fn otp_2_not_me_also_stops_what_waits_for_approval() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    advance(&bank, 13 * 3600);
    new.log_in().await;
    let offered = Offered::of(&new.send(&new.transfer_draft("5550001111", rupiah(1))).await.expect(201));
    old.send(&not_me(&old)).await.expect(200);
    new.approve(&offered, true).await.refused("held-by-probation");
    assert_eq!(new.operation(offered.id()).await["state"], "rejected");
}

#[tokio::test]
async fn otp_2_not_me_is_too_late_after_72_hours() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    advance(&bank, 72 * 3600);
    old.send(&not_me(&old)).await.refused("not-me-closed");
}

#[tokio::test]
async fn otp_2_not_me_is_only_for_a_token_that_another_phone_replaced() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    phone.send(&not_me(&phone)).await.refused("not-me-closed");
    let mut stranger = phone.clone();
    stranger.token.as_mut().expect("token").id = uuid::Uuid::nil();
    stranger.send(&not_me(&stranger)).await.refused("not-found");
    control(&bank, "operator", json!({ "do": "deregister", "user_id": "sari", "reason": "lost" }));
    let mut next = crate::support::phone(&bank);
    next.enrol(SARI).await;
    phone.sign_in(SARI).await.expect(201);
    phone.send(&not_me(&phone)).await.refused("not-me-closed");
    // One that never worked was not replaced either.
    let (mut pending, mut fast) = (crate::support::phone(&bank), crate::support::phone(&bank));
    pending.enrol_until_pending(SARI).await;
    fast.enrol(SARI).await;
    assert_eq!(pending.status().await, "superseded");
    pending.send(&not_me(&pending)).await.refused("not-me-closed");
}

fn with_code(phone: &Phone, right: bool) -> Draft {
    let token = phone.token.as_ref().expect("token");
    let nonce = random::<16>();
    let message = canonical("kunci/not-me/1", &[token.id.to_string().as_bytes(), &token.epoch.to_be_bytes(), &nonce]);
    let mut mac = hmac(&token.use_key("kunci/use/not-me"), &message);
    mac[0] ^= u8::from(!right);
    let body = json!({ "token_id": token.id, "nonce": encode(&nonce), "mac": encode(&mac) });
    phone.device_draft("/v1/token/not-me", body)
}

#[tokio::test]
async fn otp_2_with_the_old_code_the_new_token_is_suspended() {
    let bank = bank();
    let mut old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.login(true).await.expect(200);
    for left in [4, 3] {
        let refused = old.send(&with_code(&old, false)).await.refused("not-me-code-refused");
        assert_eq!(refused.body["tries_left"], left);
    }
    assert_eq!(
        (new.status().await, alerts(&bank).iter().any(|what| what.contains("former phone"))),
        ("active".into(), false)
    );
    let first = with_code(&old, true);
    let said = old.send(&first).await.expect(200);
    assert_eq!(said.body["suspended"], true);
    assert_eq!(new.status().await, "suspended");
    new.send(&new.transfer_draft("1234567890", rupiah(1))).await.refused("session-ended");
    new.sign_in(SARI).await.expect(201);
    new.login(true).await.refused("token-not-active");
    assert_eq!(old.send(&with_code(&old, true)).await.expect(200).body["suspended"], true, "again: the same");
    assert_eq!(alerts(&bank).iter().filter(|what| what.contains("suspended")).count(), 1);
    // The customer's way back: her phone is registered anew.
    old.enrol(SARI).await;
    assert_eq!((old.status().await, new.status().await), ("active".into(), "superseded".into()));
}

#[tokio::test]
async fn otp_2_the_old_code_has_five_tries_of_its_own_and_72_hours() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    for _ in 0..5 {
        old.send(&with_code(&old, false)).await.refused("not-me-code-refused");
    }
    old.send(&with_code(&old, true)).await.refused("not-me-closed");
    assert_eq!((new.status().await, customer(&bank, "sari")["token_failures"].clone()), ("active".into(), json!(0)));
    // Possession still counts for something.
    old.send(&not_me(&old)).await.expect(200);
    let status = payload(old.send(&old.status_draft()).await.expect(200).body["status"].as_str().expect("status"));
    assert!(status["not_me_until"].is_string());
    advance(&bank, 72 * 3600);
    let status = payload(old.send(&old.status_draft()).await.expect(200).body["status"].as_str().expect("status"));
    assert_eq!(status["not_me_until"], json!(null));
    old.send(&with_code(&old, true)).await.refused("not-me-closed");
}

#[tokio::test]
async fn otp_2_a_phone_deregistered_as_lost_says_nothing_any_more() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    control(&bank, "operator", json!({ "do": "deregister", "user_id": "sari", "reason": "both phones stolen" }));
    assert_eq!(new.status().await, "removed");
    old.send(&not_me(&old)).await.refused("not-me-closed");
    old.send(&with_code(&old, true)).await.refused("not-me-closed");
}

//! What an operator does at the customer's call, and what the customer does alone: the token's end.

use serde_json::json;

use crate::support::approve::{alerts, rupiah, settled_phone};
use crate::support::crypto::{canonical, encode, hmac, random};
use crate::support::{Draft, Phone, SARI, advance, audit, bank, control, customer, phone, website};

#[tokio::test]
async fn otp_7_a_lost_phone_is_deregistered_and_nothing_can_be_had_from_it() {
    let bank = bank();
    let mut lost = settled_phone(&bank).await;
    let card = lost.card("4821").await;
    let otp = lost.otp(0);
    control(&bank, "operator", json!({ "do": "deregister", "user_id": "sari", "reason": "lost in a taxi" }));
    assert_eq!(lost.status().await, "removed");
    assert_eq!(website(&bank, SARI, &otp)["accepted"], false);
    lost.send(&lost.transfer_draft("1234567890", rupiah(1))).await.refused("session-ended");
    lost.send(&lost.freeze_draft(&card)).await.refused("token-not-active");
    lost.sign_in(SARI).await.expect(201);
    assert!(lost.session["token"].is_null());
    lost.login(true).await.refused("token-not-active");
    assert!(alerts(&bank).iter().any(|what| what.contains("deregistered")));
    assert!(audit(&bank).iter().any(|what| what.contains("lost in a taxi")));
    let mut next = phone(&bank);
    next.enrol(SARI).await;
    assert_eq!(customer(&bank, "sari")["active_tokens"], 1);
}

#[tokio::test]
async fn otp_7_a_flag_closes_internet_banking_on_all_devices_and_what_tightens_goes_on() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    let waiting = phone.transfer(1).await;
    control(&bank, "operator", json!({ "do": "flag_banking", "user_id": "sari", "reason": "suspected fraud" }));
    phone.send(&phone.transfer_draft("1234567890", rupiah(1))).await.refused("banking-flagged");
    phone.approve(&waiting, true).await.refused("banking-flagged");
    phone.sign_in(SARI).await.refused("banking-flagged");
    let mut other = crate::support::phone(&bank);
    other.sign_in(SARI).await.refused("banking-flagged");
    other.sign_in((SARI.0, "wrong")).await.refused("sign-in-refused");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    phone.reject(waiting.id(), "not-me").await.expect(200);
    assert_eq!(phone.status().await, "active");
    assert_eq!(customer(&bank, "sari")["flagged"], true);
    control(&bank, "operator", json!({ "do": "unflag_banking", "user_id": "sari", "reason": "cleared" }));
    phone.log_in().await;
    phone.transfer(1).await;
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], true);
    let told = alerts(&bank);
    assert!(
        told.iter().any(|what| what.contains("closed for you"))
            && told.iter().any(|what| what.contains("open for you"))
    );
}

#[tokio::test]
async fn otp_7_an_operator_unlocks_and_says_why() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    for _ in 0..5 {
        phone.sign_in(SARI).await.expect(201);
        phone.login(false).await.refused("proof-refused");
    }
    assert_eq!(phone.status().await, "locked");
    let act = |deed: &str, reason: &str| {
        bank.control("operator", &json!({ "do": deed, "user_id": "sari", "reason": reason }))
    };
    assert_eq!(act("unlock", " ").expect_err("no reason").code, "malformed");
    assert_eq!(act("resume", "x").expect_err("not suspended").code, "not_possible");
    act("unlock", "asked for her birth date and last payment").expect("done");
    phone.log_in().await;
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    act("suspend", "asked for it").expect("done");
    assert_eq!(phone.status().await, "suspended");
    act("resume", "asked for it").expect("done");
    assert_eq!(phone.status().await, "active");
}

fn removal(phone: &Phone, right: bool) -> Draft {
    let token = phone.token.as_ref().expect("token");
    let nonce = random::<16>();
    let message = canonical("kunci/remove/1", &[token.id.to_string().as_bytes(), &token.epoch.to_be_bytes(), &nonce]);
    let mut mac = hmac(&token.use_key("kunci/use/remove"), &message);
    mac[0] ^= u8::from(!right);
    let body = json!({ "token_id": token.id, "nonce": encode(&nonce), "mac": encode(&mac) });
    phone.device_draft("/v1/token/removal", body)
}

#[tokio::test]
async fn otp_7_the_customer_removes_the_token_with_the_unlock_code() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    phone.send(&removal(&phone, false)).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    let draft = removal(&phone, true);
    let answer = phone.send(&draft).await.expect(200);
    assert_eq!(phone.state(&answer).await, "removed");
    let again = phone.send(&removal(&phone, false)).await.expect(200);
    assert_eq!(phone.state(&again).await, "removed", "the present status; the proof is not looked at");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
    phone.sign_in(SARI).await.expect(201);
    assert!(phone.session["token"].is_null());
    assert!(alerts(&bank).iter().any(|what| what.contains("removed")));
}

#[tokio::test]
async fn otp_7_a_removal_is_no_place_to_try_codes() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for _ in 0..5 {
        phone.send(&removal(&phone, false)).await.refused("proof-refused");
    }
    phone.send(&removal(&phone, true)).await.refused("token-locked");
    assert_eq!(phone.status().await, "locked");
    let mut stranger = phone.clone();
    stranger.token.as_mut().expect("token").id = uuid::Uuid::nil();
    stranger.send(&removal(&stranger, true)).await.refused("not-found");
    advance(&bank, 1);
}

//! Cards in wallets of phones: stopped by possession alone, let pay again by approval, removed for good.

use std::sync::Arc;

use kunci_bank::Bank;
use serde_json::{Value, json};

use crate::support::approve::{Offered, rupiah, settled_phone};
use crate::support::{BUDI, Draft, Phone, SARI, advance, bank, control, phone};

fn added(bank: &Arc<Bank>, ending: &str, wallet: &str) -> String {
    let body = json!({ "user_id": "sari", "ending": ending, "wallet": wallet, "device": "Ponsel Sari" });
    control(bank, "wallet_add", body)["token_id"].as_str().expect("id").to_owned()
}

fn pay(bank: &Arc<Bank>, token: Option<&str>) -> Value {
    let mut body = json!({
        "user_id": "sari", "ending": "4821", "amount": rupiah(50_000), "merchant": "Toko Maya", "channel": "contactless",
    });
    if let Some(token) = token {
        body["wallet_token"] = json!(token);
    }
    control(bank, "card_pay", body)
}

fn stop(phone: &Phone, token: &str, act: &str) -> Draft {
    phone.device_draft(&format!("/v1/wallet-tokens/{token}/{act}"), json!({}))
}

fn resume(phone: &Phone, token: &str) -> Draft {
    phone.draft("POST", &format!("/v1/wallet-tokens/{token}/resumption"), Some(json!({})))
}

async fn tokens(phone: &Phone) -> Vec<Value> {
    let reply = phone.send(&phone.draft("GET", "/v1/wallet-tokens", None)).await.expect(200).body;
    reply["tokens"].as_array().expect("tokens").clone()
}

#[tokio::test]
async fn card_4_a_wallet_is_suspended_by_the_phone_alone_and_pays_again_only_by_approval() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (first, second) = (added(&bank, "4821", "Example Pay"), added(&bank, "4821", "Other Pay"));
    let told = tokens(&phone).await;
    assert_eq!((told.len(), &told[0]["token_id"], &told[0]["device"]), (2, &json!(second), &json!("Ponsel Sari")));
    assert_eq!(told[0]["ending"].as_str().expect("digits").len(), 4);
    assert_eq!(pay(&bank, Some(&first))["approved"], true);
    phone.send(&resume(&phone, &first)).await.refused("card-not-usable");
    let draft = stop(&phone, &first, "suspension");
    let answer = phone.send(&draft).await.expect(200);
    assert_eq!(answer.body["token"]["state"], "suspended");
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw, "a replay is the same");
    let declined = pay(&bank, Some(&first));
    assert_eq!((&declined["reason"], &declined["code"]), (&json!("wallet-stopped"), &json!("57")));
    assert_eq!(pay(&bank, Some(&second))["approved"], true, "another wallet goes on");
    assert_eq!(pay(&bank, None)["approved"], true, "and so does the card itself");
    let offered = Offered::of(&phone.send(&resume(&phone, &first)).await.expect(201));
    let (kind, wallet, device) = (offered.text(2), offered.text(19), offered.text(20));
    assert_eq!((kind, wallet, device), ("wallet-resume", "Example Pay", "Ponsel Sari"));
    assert_eq!(pay(&bank, Some(&first))["approved"], false, "asking lets nothing pass");
    phone.approve(&offered, true).await.expect(200);
    assert_eq!(pay(&bank, Some(&first))["approved"], true);
}

#[tokio::test]
async fn card_4_a_removed_wallet_never_pays_again_and_what_was_offered_for_it_is_void() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let token = added(&bank, "4821", "Example Pay");
    phone.send(&stop(&phone, &token, "suspension")).await.expect(200);
    let offered = Offered::of(&phone.send(&resume(&phone, &token)).await.expect(201));
    let answer = phone.send(&stop(&phone, &token, "removal")).await.expect(200);
    assert_eq!(answer.body["token"]["state"], "removed");
    phone.approve(&offered, true).await.refused("operation-closed");
    phone.send(&resume(&phone, &token)).await.refused("card-not-usable");
    assert_eq!(pay(&bank, Some(&token))["reason"], "wallet-stopped");
    let again = added(&bank, "4821", "Example Pay");
    assert_eq!(pay(&bank, Some(&again))["approved"], true, "it can be added anew");
}

#[tokio::test]
async fn card_4_another_customers_wallet_does_not_exist_and_a_session_alone_stops_none() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let token = added(&bank, "4821", "Example Pay");
    let mut stranger = crate::support::phone(&bank);
    stranger.enrol(BUDI).await;
    advance(&bank, 13 * 3600);
    stranger.sign_in(BUDI).await.expect(201);
    stranger.login(true).await.expect(200);
    stranger.send(&stop(&stranger, &token, "suspension")).await.refused("not-found");
    stranger.send(&stop(&stranger, &token, "removal")).await.refused("not-found");
    stranger.send(&resume(&stranger, &token)).await.refused("not-found");
    assert_eq!(tokens(&stranger).await, Vec::<Value>::new());
    assert_eq!(pay(&bank, Some(&token))["approved"], true);
    phone.send(&stop(&phone, &token, "suspension")).await.expect(200);
}

#[tokio::test]
async fn card_4_a_new_phone_stops_a_wallet_and_lets_none_pay_again() {
    let bank = bank();
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.log_in().await;
    let token = added(&bank, "4821", "Example Pay");
    new.send(&stop(&new, &token, "suspension")).await.expect(200);
    new.send(&resume(&new, &token)).await.refused("held-by-probation");
}

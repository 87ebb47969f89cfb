//! Alerts: told by kind, in pages, to a session or to the device key alone.

use serde_json::{Value, json};

use crate::support::approve::{Offered, alerts, settled_phone};
use crate::support::{BUDI, Draft, Phone, SARI, Tag, advance, bank, control, phone};

/// A reading of the list that the device key signs.
fn by_possession(phone: &Phone, query: &str) -> Draft {
    Draft { tag: Tag::Device, authorization: None, ..phone.draft("GET", &format!("/v1/alerts{query}"), None) }
}

fn wallet(bank: &std::sync::Arc<kunci_bank::Bank>, wallet: &str) {
    control(bank, "wallet_add", json!({ "user_id": "sari", "ending": "4821", "wallet": wallet }));
}

fn kinds(page: &Value) -> Vec<&str> {
    page["alerts"].as_array().expect("alerts").iter().map(|alert| alert["kind"].as_str().expect("kind")).collect()
}

#[tokio::test]
async fn safe_8_a_card_added_to_a_wallet_is_told_with_card_and_wallet() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    wallet(&bank, "Example Pay");
    let page = phone.send(&phone.draft("GET", "/v1/alerts", None)).await.expect(200).body;
    assert_eq!(kinds(&page), ["wallet-card", "new-device"]);
    let newest = &page["alerts"][0];
    assert_eq!(
        (&newest["ending"], &newest["wallet"], &newest["read"]),
        (&json!("4821"), &json!("Example Pay"), &json!(false))
    );
    assert_eq!((&page["unread"], &page["next"]), (&json!(2), &Value::Null));
    let other = bank.control("wallet_add", &json!({ "user_id": "sari", "ending": "0000", "wallet": "x" }));
    assert_eq!(other.expect_err("no such card").code, "unknown_card");
}

#[tokio::test]
async fn safe_8_a_locked_phone_reads_its_alerts_by_possession() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut offered = phone.transfer(1).await;
    for _ in 0..4 {
        offered = Offered::of(&phone.approve(&offered, false).await);
    }
    phone.approve(&offered, false).await.refused("token-locked");
    let page = phone.send(&by_possession(&phone, "")).await.expect(200).body;
    assert_eq!(kinds(&page), ["token-locked", "failed-codes", "new-device"]);
    let newest = &page["alerts"][0]["alert_id"];
    let read = phone.device_draft("/v1/alerts/read", json!({ "up_to": newest }));
    phone.send(&read).await.expect(204);
    assert_eq!(phone.send(&by_possession(&phone, "")).await.expect(200).body["unread"], 0);
}

#[tokio::test]
async fn safe_8_pages_hold_twenty_and_lead_on_to_the_end() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    for n in 0..44 {
        wallet(&bank, &format!("Wallet {n}"));
    }
    let (mut seen, mut query) = (Vec::new(), String::new());
    for expected in [20, 20, 5] {
        let page = phone.send(&by_possession(&phone, &query)).await.expect(200).body;
        assert_eq!((kinds(&page).len(), &page["unread"]), (expected, &json!(45)));
        seen.extend(page["alerts"].as_array().expect("alerts").iter().map(|alert| alert["alert_id"].clone()));
        query = page["next"].as_str().map(|next| format!("?before={next}")).unwrap_or_default();
    }
    assert!(query.is_empty(), "the last page has no next");
    let before = seen.len();
    seen.dedup();
    assert_eq!((seen.len(), before), (45, 45), "each alert once");
}

#[tokio::test]
async fn safe_8_alerts_are_the_customers_own_and_not_for_a_password_alone() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    wallet(&bank, "Example Pay");
    let page = budi.send(&by_possession(&budi, "")).await.expect(200).body;
    assert_eq!(kinds(&page), ["new-device"]);
    let beyond = budi.device_draft("/v1/alerts/read", json!({ "up_to": "2" }));
    budi.send(&beyond).await.refused("not-found");
    for odd in ["?before=", "?before=01", "?before=-1", "?after=1", "?before=1&before=2"] {
        sari.send(&by_possession(&sari, odd)).await.refused("malformed");
    }
    let mut stranger = phone(&bank);
    stranger.sign_in(SARI).await.expect(201);
    stranger.send(&stranger.draft("GET", "/v1/alerts", None)).await.refused("scope");
    stranger.send(&by_possession(&stranger, "")).await.refused("signature-invalid");
}

#[tokio::test]
async fn safe_5_alerts_by_sms_speak_the_language_of_the_newest_session() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    wallet(&bank, "Example Pay");
    let told = || control(&bank, "alerts", json!({ "user_id": "sari" }))["alerts"].clone();
    assert!(told()[1]["sms"].as_str().expect("sms").contains("was added to Example Pay"));
    let mut body = phone.sign_in_draft(SARI.0, SARI.1);
    body.body = body.body.map(|body| {
        let mut request: Value = serde_json::from_slice(&body).expect("json");
        request["language"] = json!("id");
        serde_json::to_vec(&request).expect("json")
    });
    phone.send(&body).await.expect(201);
    wallet(&bank, "Example Pay");
    assert!(told()[2]["sms"].as_str().expect("sms").contains("ditambahkan ke Example Pay"));
}

#[tokio::test]
async fn safe_8_a_rooted_phone_is_told_of_once_and_locks_nothing() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    let told = || alerts(&bank).iter().filter(|what| what.contains("does not look safe")).count();
    let log_in = async |phone: &mut Phone, rooted: serde_json::Value| {
        phone.sign_in(SARI).await.expect(201);
        let draft = phone.login_draft(&phone.certificate(), &phone.device_signing, true);
        let mut body: serde_json::Value = serde_json::from_slice(draft.body.as_deref().expect("a body")).expect("json");
        body["rooted"] = rooted;
        phone.send(&phone.draft("POST", &draft.path, Some(body))).await
    };
    log_in(&mut phone, json!(false)).await.expect(200);
    assert_eq!(told(), 0);
    log_in(&mut phone, json!("yes")).await.refused("malformed");
    log_in(&mut phone, json!(true)).await.expect(200);
    assert_eq!(told(), 1);
    log_in(&mut phone, json!(true)).await.expect(200);
    assert_eq!(told(), 1, "who knows it is not told at every sign-in");
    assert_eq!(phone.status().await, "active", "a signal, never a lock");
    // Another token on a rooted phone is news.
    advance(&bank, 1);
    let mut next = crate::support::phone(&bank);
    next.enrol(SARI).await;
    log_in(&mut next, json!(true)).await.expect(200);
    assert_eq!(told(), 2);
}

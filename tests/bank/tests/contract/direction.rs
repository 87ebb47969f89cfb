//! Direction of factors: what tightens needs the phone alone, also while the token is locked; what loosens needs the full proof.

use serde_json::{Value, json};

use crate::support::approve::{Offered, payment_limit, rupiah, settled_phone};
use crate::support::crypto::{encode, random};
use crate::support::{Answer, Draft, Phone, SARI, Tag, audit, bank, control, customer, operator, phone, website};

fn suspend_draft(phone: &Phone) -> Draft {
    let id = phone.token.as_ref().map(|token| token.id);
    phone.device_draft("/v1/token/suspension", json!({ "token_id": id, "nonce": encode(&random::<16>()) }))
}

async fn suspend(phone: &Phone) -> Answer {
    phone.send(&suspend_draft(phone)).await
}

fn lift_draft(phone: &Phone) -> Draft {
    phone.draft("POST", "/v1/operations/lift-suspension", Some(json!({})))
}

/// Five wrong codes.
async fn lock(phone: &mut Phone) {
    for _ in 0..5 {
        phone.sign_in(SARI).await.expect(201);
        phone.login(false).await.refused("proof-refused");
    }
    assert_eq!(phone.status().await, "locked");
}

#[tokio::test]
async fn card_3_a_lower_limit_needs_the_phone_alone_also_while_the_token_is_locked() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    lock(&mut phone).await;
    let draft = phone.lower_draft(&card, rupiah(500_000));
    let answer = phone.send(&draft).await.expect(200);
    let receipt = phone.receipt(&answer, &draft).await;
    assert_eq!((&receipt["action"], payment_limit(&receipt)), (&json!("controls"), rupiah(500_000)));
    assert_eq!(phone.send(&draft.again()).await.expect(200).raw, answer.raw);
    let pay = |amount: i64| {
        let body = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(amount), "merchant": "Warung Made" });
        control(&bank, "card_pay", body)["approved"].clone()
    };
    assert_eq!((pay(500_001), pay(500_000)), (json!(false), json!(true)));
}

#[tokio::test]
async fn card_3_the_phone_alone_never_raises_and_needs_the_cards_present_version() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let first = phone.card("4821").await;
    phone.send(&phone.lower_draft(&first, rupiah(500_000))).await.expect(200);
    let card = phone.card("4821").await;
    phone.send(&phone.lower_draft(&card, rupiah(500_001))).await.refused("scope");
    phone.send(&phone.lower_draft(&first, rupiah(1))).await.refused("precondition-failed");
    phone.send(&Draft { if_match: None, ..phone.lower_draft(&card, rupiah(1)) }).await.refused("precondition-missing");
    phone.send(&phone.lower_draft(&card, rupiah(500_000))).await.expect(200);
    let by_session = Draft { tag: Tag::Session, ..phone.limit_draft(&card, rupiah(1)) };
    let by_session = Draft { path: by_session.path.replace("/controls", "/tighten"), ..by_session };
    phone.send(&by_session).await.refused("signature-invalid");
    assert_eq!(phone.card("4821").await, card);
}

#[tokio::test]
async fn otp_3_the_customer_suspends_the_token_by_possession_alone_and_again() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (offered, card) = (phone.transfer(1).await, phone.card("4821").await);
    let answer = suspend(&phone).await.expect(200);
    assert_eq!(phone.state(&answer).await, "suspended");
    let again = suspend(&phone).await.expect(200);
    assert_eq!(phone.state(&again).await, "suspended");
    assert_eq!(audit(&bank).iter().filter(|what| what.starts_with("The customer suspended token")).count(), 1);
    // Sessions, OTP, approvals: all of it is over.
    phone.send(&phone.draft("GET", "/v1/cards", None)).await.refused("session-ended");
    assert_eq!(website(&bank, SARI, &phone.otp(0))["accepted"], false);
    let mut back = phone.clone();
    back.login_again().await.refused("token-not-active");
    back.approve(&offered, true).await.refused("scope");
    // Tightening goes on.
    phone.send(&phone.lower_draft(&card, rupiah(1))).await.expect(200);
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    assert_eq!(customer(&bank, "sari")["active_tokens"], 0);
    assert_eq!(phone.reject(offered.id(), "not-me").await.expect(200).body["state"], "rejected");
}

#[tokio::test]
async fn otp_3_lifting_the_own_suspension_needs_password_and_code() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    suspend(&phone).await.expect(200);
    phone.send(&lift_draft(&phone)).await.refused("session-ended");
    phone.sign_in(SARI).await.expect(201);
    let offered = Offered::of(&phone.send(&lift_draft(&phone)).await.expect(201));
    assert_eq!((offered.text(2), offered.fields.len()), ("lift-suspension", 8));
    let fresh = Offered::of(&phone.approve(&offered, false).await.refused("approval-refused"));
    assert_eq!(customer(&bank, "sari")["token_failures"], 1, "it is one counter");
    assert_eq!(phone.status().await, "suspended");
    assert_eq!(phone.approve(&fresh, true).await.expect(200).body["state"], "completed");
    assert_eq!((phone.status().await.as_str(), &customer(&bank, "sari")["token_failures"]), ("active", &json!(0)));
    phone.login_again().await.expect(200);
    phone.send(&lift_draft(&phone)).await.refused("token-not-active");
}

#[tokio::test]
async fn otp_3_what_the_bank_suspended_is_not_the_customers_to_lift() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    operator(&bank, "suspend");
    suspend(&phone).await.expect(200);
    phone.sign_in(SARI).await.expect(201);
    phone.send(&lift_draft(&phone)).await.refused("token-not-active");
    // Nor if the bank does it after the customer.
    operator(&bank, "resume");
    suspend(&phone).await.expect(200);
    let offered = Offered::of(&phone.send(&lift_draft(&phone)).await.expect(201));
    operator(&bank, "suspend");
    phone.approve(&offered, true).await.refused("token-not-active");
    assert_eq!(phone.status().await, "suspended");
    operator(&bank, "resume");
    assert_eq!(phone.status().await, "active");
}

#[tokio::test]
async fn otp_4_suspending_a_locked_token_is_no_way_around_the_lock() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    lock(&mut phone).await;
    let answer = suspend(&phone).await.expect(200);
    assert_eq!(phone.state(&answer).await, "suspended");
    phone.sign_in(SARI).await.expect(201);
    phone.send(&lift_draft(&phone)).await.refused("token-locked");
    // And five wrong codes on the way out lock as ever.
    operator(&bank, "resume");
    suspend(&phone).await.expect(200);
    let mut offered = Offered::of(&phone.send(&lift_draft(&phone)).await.expect(201));
    for _ in 0..4 {
        offered = Offered::of(&phone.approve(&offered, false).await.refused("approval-refused"));
    }
    phone.approve(&offered, false).await.refused("token-locked");
    assert_eq!(phone.status().await, "locked");
    phone.send(&lift_draft(&phone)).await.refused("token-not-active");
}

#[tokio::test]
async fn otp_3_nothing_that_loosens_goes_by_possession_alone() {
    let bank = bank();
    let mut phone = settled_phone(&bank).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let path = |act: &str| format!("/v1/cards/{}/{act}", card["card_id"].as_str().expect("id"));
    let offered = phone.transfer(1).await;
    let approval = format!("/v1/operations/{}/approval", offered.id());
    let loosening: [(&str, Value); 6] = [
        (&path("unfreeze"), json!({})),
        (&path("controls"), json!({ "changes": [] })),
        ("/v1/operations/transfers", json!({})),
        ("/v1/operations/trusted-places-off", json!({})),
        ("/v1/operations/lift-suspension", json!({})),
        (&approval, json!({ "approval": "" })),
    ];
    for (path, body) in &loosening {
        phone.send(&phone.device_draft(path, body.clone())).await.refused("signature-invalid");
    }
    // With the session of a locked token neither.
    lock(&mut phone).await;
    phone.sign_in(SARI).await.expect(201);
    for (path, body) in &loosening {
        let draft = phone.draft("POST", path, Some(body.clone()));
        let code = phone.send(&Draft { if_match: Some("\"1\"".to_owned()), ..draft }).await.code();
        assert!(["scope", "token-not-active", "malformed"].contains(&code.as_str()), "{path}: {code}");
    }
}

#[tokio::test]
async fn otp_2_a_replaced_phone_suspends_nobody() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    let answer = suspend(&old).await.expect(200);
    assert_eq!(old.state(&answer).await, "superseded");
    assert_eq!(new.status().await, "active");
    let mut foreign = old.clone();
    foreign.token = new.token.clone();
    suspend(&foreign).await.refused("not-found");
}

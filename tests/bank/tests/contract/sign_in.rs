//! Sign-in and the life of sessions.

use std::sync::Arc;

use kunci_bank::Bank;
use kunci_wire::signed::OwnPhone;
use serde_json::{Value, json};

use crate::support::approve::{alerts, rupiah};
use crate::support::crypto::{jws, thumbprint};
use crate::support::{Answer, BUDI, Draft, Phone, SARI, advance, bank, control, phone};

#[tokio::test]
async fn sec_1_wrong_user_and_wrong_password_get_one_answer() {
    let bank = bank();
    let mut phone = phone(&bank);
    let wrong = phone.sign_in(("sari", "guess")).await.refused("sign-in-refused");
    let unknown = phone.sign_in(("nobody", "guess")).await.refused("sign-in-refused");
    let sameness = |answer: &crate::support::Answer| {
        let mut body = answer.body.clone();
        body["debug_id"] = json!(null);
        body
    };
    assert_eq!(sameness(&wrong), sameness(&unknown));
}

#[tokio::test]
async fn sec_1_five_wrong_passwords_delay_the_sign_in_doubling() {
    let bank = bank();
    let mut phone = phone(&bank);
    for user in ["sari", "nobody"] {
        for _ in 0..5 {
            phone.sign_in((user, "guess")).await.refused("sign-in-refused");
        }
        let delayed = phone.sign_in((user, SARI.1)).await.refused("sign-in-delayed");
        let wait = delayed.body["retry_after_seconds"].as_u64().expect("seconds");
        assert!((890..=900).contains(&wait), "{wait}");
        assert_eq!(delayed.header("retry-after"), Some(wait.to_string().as_str()));
    }
    phone.sign_in(BUDI).await.expect(201);
    advance(&bank, 901);
    phone.sign_in(("sari", "guess")).await.refused("sign-in-refused");
    let wait = phone.sign_in(SARI).await.refused("sign-in-delayed").body["retry_after_seconds"].clone();
    assert!((1790..=1800).contains(&wait.as_u64().expect("seconds")), "{wait}");
    advance(&bank, 1801);
    phone.sign_in(SARI).await.expect(201);
}

#[tokio::test]
async fn sec_2_a_session_ends_after_300_idle_seconds_and_after_8_hours() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    assert_eq!(phone.session["idle_seconds"], 300);
    let poke = |phone: &crate::support::Phone| Draft { idempotency_key: None, ..phone.begin_draft() };
    for _ in 0..(8 * 3600 / 290) {
        phone.send(&poke(&phone)).await.refused("idempotency-missing");
        advance(&bank, 290);
    }
    phone.send(&poke(&phone)).await.refused("idempotency-missing");
    advance(&bank, 290);
    phone.send(&poke(&phone)).await.refused("session-ended");
    phone.sign_in(SARI).await.expect(201);
    advance(&bank, 299);
    phone.send(&poke(&phone)).await.refused("idempotency-missing");
    advance(&bank, 300);
    phone.send(&poke(&phone)).await.refused("session-ended");
}

/// The question how the session stands.
fn standing(phone: &Phone) -> Draft {
    phone.draft("GET", "/v1/sessions/current", None)
}

/// The same, asked by the app without the customer.
async fn by_itself(phone: &Phone) -> Answer {
    let mut request = phone.sign(&standing(phone));
    request.headers.push(("kunci-unattended".to_owned(), "?1".to_owned()));
    phone.door.send(request).await.expect("a reply")
}

#[tokio::test]
async fn safe_2_what_the_app_asks_by_itself_keeps_no_session_alive() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    advance(&bank, 240);
    let answer = by_itself(&phone).await.expect(200);
    assert_eq!((&answer.body["scope"], &answer.body["idle_seconds"]), (&json!("enrol"), &json!(300)));
    advance(&bank, 60);
    let over = by_itself(&phone).await.refused("session-ended");
    assert_eq!(over.body["reason"], "idle");
    // The same question as an act of the customer does.
    phone.sign_in(SARI).await.expect(201);
    for _ in 0..3 {
        advance(&bank, 240);
        phone.send(&standing(&phone)).await.expect(200);
    }
}

#[tokio::test]
async fn safe_2_who_holds_the_session_is_told_why_it_ended_and_nobody_else() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    control(&bank, "operator", json!({ "do": "sign_out", "user_id": "sari", "reason": "a call from the customer" }));
    let over = phone.send(&standing(&phone)).await.refused("session-ended");
    assert_eq!(over.body["reason"], "operator");
    let mut stranger = phone.clone();
    stranger.session_key = crate::support::crypto::secret_key();
    let over = stranger.send(&standing(&stranger)).await.refused("session-ended");
    assert_eq!(over.body.get("reason"), None);
    phone.sign_in(SARI).await.expect(201);
    advance(&bank, 8 * 3600);
    let over = phone.send(&standing(&phone)).await.refused("session-ended");
    assert_eq!(over.body["reason"], "expired");
}

#[tokio::test]
async fn sec_2_signing_out_ends_the_session() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let out = phone.draft("DELETE", "/v1/sessions/current", None);
    let answer = phone.send(&out).await.expect(204);
    assert!(answer.raw.is_empty() && answer.header("kunci-time").is_some());
    phone.send(&out.again()).await.refused("session-ended");
}

#[tokio::test]
async fn sec_2_a_session_belongs_to_the_key_that_opened_it() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.sign_in(SARI).await.expect(201);
    let mut thief = phone.clone();
    thief.session_key = crate::support::crypto::secret_key();
    thief.begin().await.refused("signature-invalid");
    // The key in the body is the one that must sign.
    let draft = phone.sign_in_draft(SARI.0, SARI.1);
    let stolen = phone.door.send(draft.signed_by(&thief.session_key)).await.expect("reply");
    stolen.refused("signature-invalid");
}

#[tokio::test]
async fn sec_2_an_old_app_is_told_to_update() {
    let bank = bank();
    let phone = phone(&bank);
    let mut draft = phone.sign_in_draft(SARI.0, SARI.1);
    let text = String::from_utf8(draft.body.take().expect("body")).expect("utf-8");
    draft.body = Some(text.replace("0.1.0", "0.0.9").into_bytes());
    phone.send(&draft).await.refused("client-too-old");
}

/// The device key's word for a session key.
fn own_phone(phone: &Phone, session_key: &str, audience: &str) -> String {
    let word = OwnPhone { session_key: session_key.to_owned(), audience: audience.to_owned() };
    jws(&phone.device_signing, "kunci-own-phone", &word)
}

/// A sign-in with that word.
fn vouched(phone: &Phone, (user, password): (&str, &str), word: &str) -> Draft {
    let mut draft = phone.sign_in_draft(user, password);
    let mut body: Value = serde_json::from_slice(&draft.body.expect("a body")).expect("json");
    body["own_phone"] = json!(word);
    draft.body = Some(serde_json::to_vec(&body).expect("json"));
    draft
}

fn thumb(phone: &Phone) -> String {
    thumbprint(&phone.session_key)
}

#[tokio::test]
async fn safe_1_strangers_cannot_keep_the_own_phone_from_signing_in() {
    let bank = bank();
    let mut own = phone(&bank);
    own.enrol(SARI).await;
    let stranger = phone(&bank);
    for _ in 0..5 {
        stranger.send(&stranger.sign_in_draft(SARI.0, "guess")).await.refused("sign-in-refused");
    }
    stranger.send(&stranger.sign_in_draft(SARI.0, SARI.1)).await.refused("sign-in-delayed");
    own.send(&own.sign_in_draft(SARI.0, SARI.1)).await.refused("sign-in-delayed");
    own.send(&vouched(&own, SARI, &own_phone(&own, &thumb(&own), "kuncibank"))).await.expect(201);
    // Its success does not clear the way for the stranger.
    stranger.send(&stranger.sign_in_draft(SARI.0, SARI.1)).await.refused("sign-in-delayed");
    assert_eq!(alerts(&bank).iter().filter(|what| what.contains("many wrong passwords")).count(), 1);
}

#[tokio::test]
async fn safe_1_the_own_phones_lane_has_the_same_delays_and_only_the_own_phone_gets_in() {
    let bank = bank();
    let mut own = phone(&bank);
    own.enrol(SARI).await;
    let stranger = phone(&bank);
    for _ in 0..5 {
        stranger.send(&stranger.sign_in_draft(SARI.0, "guess")).await.refused("sign-in-refused");
    }
    // Another phone's key, another session key's word, another bank's, another customer's: as if nothing had been said.
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    for word in [
        own_phone(&stranger, &thumb(&stranger), "kuncibank"),
        own_phone(&own, &thumb(&own), "kuncibank"),
        own_phone(&own, &thumb(&stranger), "otherbank"),
        own_phone(&budi, &thumb(&stranger), "kuncibank"),
    ] {
        stranger.send(&vouched(&stranger, SARI, &word)).await.refused("sign-in-delayed");
    }
    stranger.send(&vouched(&stranger, SARI, "no.jws.atall")).await.refused("malformed");
    // A thief with the phone in hand is delayed as well.
    let word = own_phone(&own, &thumb(&own), "kuncibank");
    for _ in 0..5 {
        own.send(&vouched(&own, ("sari", "guess"), &word)).await.refused("sign-in-refused");
    }
    own.send(&vouched(&own, SARI, &word)).await.refused("sign-in-delayed");
    advance(&bank, 15 * 60 + 1);
    let word = own_phone(&own, &thumb(&own), "kuncibank");
    own.send(&vouched(&own, SARI, &word)).await.expect(201);
}

/// The code on Sari's hardware token, which is activated already.
fn press(bank: &Arc<Bank>) -> String {
    let shown = control(bank, "hardware_token", json!({ "serial": "KT-1004-2817", "press": true }));
    shown["code"].as_str().expect("code").to_owned()
}

async fn with_hardware(phone: &Phone, otp: &str) -> Answer {
    phone.send(&phone.draft("POST", "/v1/sessions/current/hardware-token", Some(json!({ "otp": otp })))).await
}

#[tokio::test]
async fn safe_1_a_hardware_token_lets_a_session_look_and_no_more() {
    let bank = bank();
    let mut phone = phone(&bank);
    let opened = phone.sign_in(SARI).await.expect(201);
    assert_eq!(opened.body["means"], json!(["password"]));
    phone.send(&phone.draft("GET", "/v1/cards", None)).await.refused("scope");
    with_hardware(&phone, &press(&bank)).await.refused("hardware-token-refused");
    let activation = json!({ "birth_date": "17/08/1990", "serial": "KT-1004-2817", "otp": press(&bank) });
    phone.send(&phone.draft("POST", "/v1/token/hardware", Some(activation))).await.expect(200);
    advance(&bank, 30);
    let code = press(&bank);
    let raised = with_hardware(&phone, &code).await.expect(200);
    assert_eq!(
        (&raised.body["scope"], &raised.body["means"]),
        (&json!("view"), &json!(["password", "hardware-token"]))
    );
    for path in ["/v1/cards", "/v1/operations", "/v1/alerts"] {
        phone.send(&phone.draft("GET", path, None)).await.expect(200);
    }
    let transfer = phone.transfer_draft("1234567890", rupiah(1));
    phone.send(&transfer).await.refused("scope");
    let password = json!({ "old_password": SARI.1, "new_password": "hujan sore di kota tua" });
    phone.send(&phone.draft("POST", "/v1/profile/password", Some(password))).await.refused("scope");
    // The answer was lost: asking again brings it, and the code works nowhere else.
    with_hardware(&phone, &code).await.expect(200);
    phone.sign_in(SARI).await.expect(201);
    with_hardware(&phone, &code).await.refused("hardware-token-refused");
}

#[tokio::test]
async fn safe_1_wrong_hardware_codes_wait_at_their_own_door() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    for _ in 0..5 {
        with_hardware(&phone, "000000").await.refused("hardware-token-refused");
    }
    with_hardware(&phone, &press(&bank)).await.refused("hardware-token-delayed");
    let full = phone.login(true).await.expect(200);
    assert_eq!(full.body["means"], json!(["password", "own-phone", "unlock-code"]));
}

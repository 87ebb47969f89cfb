//! Copied and restored phones (`docs/contract/clones.md`).

use kunci_wire::Bytes32;
use kunci_wire::signed::LoginLinks;
use serde_json::{Value, json};

use crate::support::approve::alerts;
use crate::support::crypto::{encode, open_jws, random, sha256};
use crate::support::door::Answer;
use crate::support::phone::Phone;
use crate::support::{SARI, advance, audit, bank, control, customer, phone, press, sms};

const NOT_DRAWN: Bytes32 = Bytes32([0; 32]);

/// The phone's links, as on a disk.
trait Chained {
    fn links(&mut self) -> &mut LoginLinks;
    /// What the phone does with a signed status: it goes on if the bank has its next link.
    async fn hear(&mut self, answer: &Answer);
    /// The next link, drawn and written when it is first needed.
    fn draw(&mut self);
    /// A login whose answer arrives.
    async fn chained_login(&mut self) -> Answer;
}

impl Chained for Phone {
    fn links(&mut self) -> &mut LoginLinks {
        &mut self.token.as_mut().expect("a token").links
    }

    async fn hear(&mut self, answer: &Answer) {
        let key = self.bank_key("token-status").await;
        let status = open_jws(answer.body["status"].as_str().expect("status"), "kunci-token-status", &key);
        let status = status.expect("signed by the bank");
        if status["chain"] == json!(Bytes32(sha256(&self.links().next.0))) {
            let now = self.links().next;
            *self.links() = LoginLinks { have: Some(now), next: NOT_DRAWN };
        }
    }

    fn draw(&mut self) {
        if self.links().next == NOT_DRAWN {
            self.links().next = Bytes32(random());
        }
    }

    async fn chained_login(&mut self) -> Answer {
        // A nonce of the very millisecond in which another phone came is no proof of "after".
        advance(&self.bank, 1);
        self.draw();
        self.sign_in(SARI).await.expect(201);
        let answer = self.login(true).await;
        if answer.status == 200 {
            self.hear(&answer).await;
        }
        answer
    }
}

async fn enrolled() -> (std::sync::Arc<kunci_bank::Bank>, Phone) {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.chained_login().await.expect(200);
    (bank, phone)
}

/// Steps up in the present session by the SMS that it asks for.
async fn step_up(phone: &mut Phone, refused: Answer) {
    phone.session["login_nonce"] = refused.body["login_nonce"].clone();
    let begun =
        phone.send(&phone.draft("POST", "/v1/sessions/current/step-up", Some(json!({ "method": "sms" })))).await;
    let begun = begun.expect(201);
    assert_eq!((&begun.body["expires_in_seconds"], &begun.body["tries_left"]), (&json!(120), &json!(5)));
    let code = sms(&phone.bank, "sari");
    prove(phone, &code).await.expect(200);
}

async fn prove(phone: &Phone, otp: &str) -> Answer {
    let body = json!({ "otp": otp });
    phone.send(&phone.draft("POST", "/v1/sessions/current/step-up/proof", Some(body))).await
}

#[tokio::test]
async fn otp_12_two_copies_that_both_sign_in_are_suspended_and_the_customer_is_told() {
    let (bank, mut own) = enrolled().await;
    let mut thief = own.clone();
    own.chained_login().await.expect(200);
    // The thief has keys, password and Unlock Code. All of it is not enough, and it is no reason to suspend yet.
    thief.chained_login().await.refused("step-up-required");
    assert_eq!(own.status().await, "active");
    own.chained_login().await.refused("token-not-active");
    assert_eq!((own.status().await, thief.status().await), ("suspended".to_owned(), "suspended".to_owned()));
    assert!(
        alerts(&bank).iter().any(|what| what.contains("A copy of your phone's token was seen")),
        "{:?}",
        alerts(&bank)
    );
    assert!(sms_text(&bank).contains("copy of your phone"), "{}", sms_text(&bank));
    assert!(audit(&bank).iter().any(|what| what.starts_with("Suspended Sari's token")));
    // The customer cannot lift what the bank suspended.
    own.sign_in(SARI).await.expect(201);
    let lift = own.draft("POST", "/v1/operations/lift-suspension", Some(json!({})));
    own.send(&lift).await.refused("token-not-active");
    // Enrolling anew is her way out, and the copies are worth nothing.
    let mut fresh = phone(&bank);
    fresh.enrol(SARI).await;
    fresh.chained_login().await.expect(200);
    thief.sign_in(SARI).await.expect(201);
    thief.login(true).await.refused("token-not-active");
}

#[tokio::test]
async fn otp_12_a_thief_who_signs_in_first_is_found_when_the_owner_has_and_he_comes_back() {
    let (bank, mut own) = enrolled().await;
    let mut thief = own.clone();
    thief.chained_login().await.expect(200);
    let refused = own.chained_login().await.refused("step-up-required");
    step_up(&mut own, refused).await;
    let answer = own.login(true).await.expect(200);
    own.hear(&answer).await;
    own.chained_login().await.expect(200);
    thief.chained_login().await.refused("token-not-active");
    assert_eq!(own.status().await, "suspended");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_12_a_restored_backup_steps_up_and_goes_on() {
    let (bank, mut own) = enrolled().await;
    let backup = own.clone();
    own.chained_login().await.expect(200);
    own.chained_login().await.expect(200);
    for _ in 0..2 {
        own = backup.clone();
        let refused = own.chained_login().await.refused("step-up-required");
        // Tightening does not wait for that.
        assert_eq!(own.status().await, "active");
        step_up(&mut own, refused).await;
        let answer = own.login(true).await.expect(200);
        assert_eq!(answer.body["scope"], "full");
        own.hear(&answer).await;
        own.chained_login().await.expect(200);
        advance(&bank, 601);
    }
    assert_eq!(
        (customer(&bank, "sari")["token_failures"].clone(), own.status().await),
        (json!(0), "active".to_owned())
    );
    assert!(!alerts(&bank).iter().any(|what| what.contains("copy")));
}

#[tokio::test]
async fn otp_12_lost_repeated_late_and_parallel_logins_of_one_phone_raise_nothing() {
    let (bank, mut own) = enrolled().await;
    own.draw();
    // The answer never came: the same pair again, in new sessions, as often as it takes.
    for _ in 0..3 {
        own.sign_in(SARI).await.expect(201);
        own.login(true).await.expect(200);
    }
    // A request that stays under way while the phone goes on.
    own.sign_in(SARI).await.expect(201);
    let late = own.login_draft(&own.certificate(), &own.device_signing, true);
    let waiting = own.clone();
    own.chained_login().await.expect(200);
    own.chained_login().await.expect(200);
    waiting.send(&late.again()).await.refused("step-up-required");
    own.chained_login().await.expect(200);
    // Two sessions of one phone at the same moment: one pair, on disk before either is sent.
    own.draw();
    let mut other = own.clone();
    own.sign_in(SARI).await.expect(201);
    other.sign_in(SARI).await.expect(201);
    let (one, two) = tokio::join!(own.login(true), other.login(true));
    own.hear(&one.expect(200)).await;
    two.expect(200);
    own.chained_login().await.expect(200);
    assert_eq!(own.status().await, "active");
    assert!(!audit(&bank).iter().any(|what| what.starts_with("Suspended")));
}

#[tokio::test]
async fn otp_12_a_phone_set_back_before_a_code_change_is_told_so_and_burns_no_try() {
    let (bank, mut own) = enrolled().await;
    let backup = own.clone();
    let change = own.begin_change().await;
    own.prove_change(&change, true).await.expect(200);
    own.commit_change(&change, true).await.expect(200);
    own.token = Some(own.changed(&change));
    own.chained_login().await.expect(200);
    let mut restored = backup;
    for _ in 0..6 {
        restored.chained_login().await.refused("token-rolled-back");
    }
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    assert_eq!(restored.status().await, "active");
    // A step-up does not bring back a key that holds no more.
    let refused = prove(&restored, "123456").await;
    refused.refused("step-up-closed");
    // And a phone cannot speak of a generation that never was.
    own.token.as_mut().expect("token").generation += 1;
    own.sign_in(SARI).await.expect(201);
    own.login(true).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_12_without_the_step_up_no_code_is_looked_at() {
    let (bank, mut own) = enrolled().await;
    let mut copy = own.clone();
    own.chained_login().await.expect(200);
    for _ in 0..6 {
        copy.draw();
        copy.sign_in(SARI).await.expect(201);
        copy.login(false).await.refused("step-up-required");
    }
    assert_eq!(customer(&bank, "sari")["token_failures"], 0, "a copy is no place to test codes");
    // With it, a wrong code counts as ever.
    let refused = copy.chained_login().await.refused("step-up-required");
    step_up(&mut copy, refused).await;
    let refused = copy.login(false).await.refused("proof-refused");
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    copy.session["login_nonce"] = refused.body["login_nonce"].clone();
    copy.login(true).await.expect(200);
}

#[tokio::test]
async fn otp_12_a_step_up_has_five_tries_and_two_minutes_and_serves_its_session_alone() {
    let (bank, mut own) = enrolled().await;
    let backup = own.clone();
    own.chained_login().await.expect(200);
    own.chained_login().await.expect(200);
    let begin = |phone: &Phone| phone.draft("POST", "/v1/sessions/current/step-up", Some(json!({ "method": "sms" })));
    // Nothing is owed, so nothing can be begun.
    own.send(&begin(&own)).await.refused("step-up-closed");

    let mut phone = backup.clone();
    phone.chained_login().await.refused("step-up-required");
    prove(&phone, "123456").await.refused("step-up-closed");
    let draft = begin(&phone);
    phone.send(&draft).await.expect(201);
    phone.send(&draft.again()).await.expect(201);
    phone.send(&begin(&phone)).await.refused("sms-already-sent");
    let code = sms(&bank, "sari");
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for left in (1..5).rev() {
        let draft = phone.draft("POST", "/v1/sessions/current/step-up/proof", Some(json!({ "otp": wrong })));
        assert_eq!(phone.send(&draft).await.refused("otp-refused").body["tries_left"], left);
        // Its answer was lost: asked again, it burns no second try.
        assert_eq!(phone.send(&draft.again()).await.refused("otp-refused").body["tries_left"], left);
    }
    prove(&phone, wrong).await.refused("step-up-closed");
    prove(&phone, &code).await.refused("step-up-closed");

    // Too late.
    let mut phone = backup.clone();
    phone.chained_login().await.refused("step-up-required");
    phone.send(&begin(&phone)).await.expect(201);
    advance(&bank, 121);
    prove(&phone, &sms(&bank, "sari")).await.refused("step-up-closed");

    // Proved, and then another session: it owes its own.
    advance(&bank, 601);
    let mut phone = backup.clone();
    let refused = phone.chained_login().await.refused("step-up-required");
    step_up(&mut phone, refused).await;
    phone.chained_login().await.refused("step-up-required");
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_12_a_hardware_token_steps_up_too() {
    let (bank, mut own) = enrolled().await;
    let serial = "KT-1004-2817";
    let body = json!({ "birth_date": "17/08/1990", "serial": serial, "otp": press(&bank, serial, 0).0 });
    own.send(&own.draft("POST", "/v1/token/hardware", Some(body))).await.expect(200);
    let backup = own.clone();
    own.chained_login().await.expect(200);
    own.chained_login().await.expect(200);
    let mut phone = backup;
    let refused = phone.chained_login().await.refused("step-up-required");
    phone.session["login_nonce"] = refused.body["login_nonce"].clone();
    let body = json!({ "method": "hardware-token" });
    let begun = phone.send(&phone.draft("POST", "/v1/sessions/current/step-up", Some(body))).await.expect(201);
    assert_eq!(begun.body["sent_to"], "•••• 2817");
    advance(&bank, 60);
    prove(&phone, "000000").await.refused("hardware-token-refused");
    prove(&phone, &press(&bank, serial, 0).0).await.expect(200);
    phone.login(true).await.expect(200);
}

#[tokio::test]
async fn otp_12_after_an_operator_let_it_go_the_token_steps_up_first() {
    let (bank, mut own) = enrolled().await;
    let mut thief = own.clone();
    own.chained_login().await.expect(200);
    thief.chained_login().await.refused("step-up-required");
    own.chained_login().await.refused("token-not-active");
    control(&bank, "operator", json!({ "do": "resume", "user_id": "sari", "reason": "she called" }));
    let refused = own.chained_login().await.refused("step-up-required");
    step_up(&mut own, refused).await;
    let answer = own.login(true).await.expect(200);
    own.hear(&answer).await;
    own.chained_login().await.expect(200);
    thief.chained_login().await.refused("step-up-required");
    own.chained_login().await.refused("token-not-active");
}

#[tokio::test]
async fn otp_12_the_bank_keeps_no_link() {
    let (_bank, mut own) = enrolled().await;
    let answer = own.chained_login().await.expect(200);
    let links = own.links().clone();
    let have = links.have.expect("has logged in");
    let told = crate::support::phone::payload(answer.body["status"].as_str().expect("status"));
    assert_eq!(told["chain"], json!(Bytes32(sha256(&have.0))));
    assert!(!answer.body.to_string().contains(&encode(&have.0)));
}

fn sms_text(bank: &kunci_bank::Bank) -> String {
    let sms = bank.control("sms_outbox", &json!({ "user_id": "sari" })).expect("outbox");
    sms["messages"].as_array().and_then(|all| all.last()).map(Value::to_string).unwrap_or_default()
}

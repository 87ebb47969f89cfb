//! A phone snatched while unlocked (SAFE-9): outside trusted places what loosens waits, and is taken back by possession alone.

use kunci_domain::direction::Surroundings;
use kunci_wire::Bytes32;
use kunci_wire::signed::{Approval, KeyProof};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::approve::{Offered, alerts, balance, payment_limit, rupiah, settled_phone, without_cooling_off};
use crate::support::change::{BIOMETRIC, CODE};
use crate::support::crypto::{decode, encode};
use crate::support::{Answer, Phone, SARI, advance, audit, bank, control, customer, operator};

const HOME: Surroundings = Surroundings { trusted_place: Some(true), on_call: false, screen_shared: false };
const AWAY: Surroundings = Surroundings { trusted_place: Some(false), ..HOME };

async fn switch_on(phone: &Phone) -> Answer {
    phone.send(&phone.device_draft("/v1/trusted-places", json!({}))).await
}

fn approval(phone: &Phone, offered: &Offered, surroundings: Option<Surroundings>) -> Approval {
    Approval { surroundings, ..phone.approval(offered, true) }
}

async fn approve(phone: &Phone, offered: &Offered, surroundings: Option<Surroundings>) -> Answer {
    let approval = approval(phone, offered, surroundings);
    phone.send(&phone.approval_draft(offered.id(), &approval)).await.expect(200)
}

/// Asks for a limit that is higher than the one in force: `limit` was set before.
async fn raise(phone: &Phone, to: i64) -> Offered {
    let card = phone.card("4821").await;
    Offered::of(&phone.send(&phone.limit_draft(&card, rupiah(to))).await.expect(202))
}

async fn guarded_phone(bank: &std::sync::Arc<kunci_bank::Bank>) -> Phone {
    without_cooling_off(bank);
    let phone = settled_phone(bank).await;
    phone.send(&phone.limit_draft(&phone.card("4821").await, rupiah(500_000))).await.expect(200);
    assert_eq!(switch_on(&phone).await.expect(200).body, json!({ "on": true, "wait_seconds": 3600 }));
    phone
}

async fn limit(phone: &mut Phone) -> Value {
    phone.log_in().await;
    payment_limit(&phone.card("4821").await)
}

#[tokio::test]
async fn safe_9_outside_a_trusted_place_a_raise_waits_an_hour_and_takes_effect_by_itself() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let offered = raise(&phone, 600_000).await;
    let body = approve(&phone, &offered, Some(AWAY)).await.body;
    assert_eq!((&body["state"], body.get("receipt")), (&json!("waiting"), None));
    assert!(body["reference"].is_string());
    assert!(alerts(&bank).last().is_some_and(|what| what.contains("waits")), "told on every channel");
    let at: jiff::Timestamp = body["effective_at"].as_str().expect("time").parse().expect("time");
    let left = at.as_millisecond() - crate::support::now_ms(&bank);
    assert!((3_590_000..=3_600_000).contains(&left), "{left}");
    assert_eq!(Offered::read(&body["operation"]).bytes, offered.bytes, "the customer sees what waits");
    advance(&bank, 3500);
    assert_eq!(limit(&mut phone).await, rupiah(500_000));
    advance(&bank, 101);
    // Nobody asks for the operation: the card network sees the new limit all the same.
    let pay = json!({ "user_id": "sari", "ending": "4821", "amount": rupiah(600_000), "merchant": "Warung Made" });
    assert_eq!(control(&bank, "card_pay", pay)["approved"], true);
    assert_eq!(limit(&mut phone).await, rupiah(600_000));
    let done = phone.operation(offered.id()).await;
    assert_eq!((&done["state"], done.get("effective_at")), (&json!("completed"), None));
    assert!(done["receipt"].is_string());
    assert_eq!(audit(&bank).iter().filter(|what| what.contains("took effect")).count(), 1);
}

#[tokio::test]
async fn safe_9_in_a_trusted_place_or_without_the_wish_everything_is_as_ever() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    phone.send(&phone.limit_draft(&phone.card("4821").await, rupiah(500_000))).await.expect(200);
    let state = async |offered: &Offered, said| approve(&phone, offered, said).await.body["state"].clone();
    assert_eq!(state(&raise(&phone, 600_000).await, Some(AWAY)).await, "completed", "nobody wished it");
    switch_on(&phone).await.expect(200);
    assert_eq!(state(&raise(&phone, 700_000).await, Some(HOME)).await, "completed");
    // A known payee is paid at once, everywhere.
    assert_eq!(state(&phone.transfer(1).await, Some(AWAY)).await, "approved");
}

#[tokio::test]
async fn safe_9_unsaid_unknown_watched_or_outside_all_wait() {
    let bank = bank();
    let phone = guarded_phone(&bank).await;
    let unknown = Surroundings { trusted_place: None, ..HOME };
    let on_call = Surroundings { on_call: true, ..HOME };
    let shared = Surroundings { screen_shared: true, ..HOME };
    for said in [None, Some(unknown), Some(on_call), Some(shared), Some(AWAY)] {
        let offered = raise(&phone, 600_000).await;
        assert_eq!(approve(&phone, &offered, said).await.body["state"], "waiting", "{said:?}");
        assert_eq!(phone.reject(offered.id(), "mistake").await.expect(200).body["state"], "rejected");
    }
    assert_eq!(audit(&bank).iter().filter(|what| what.contains("during a call or with a shared screen")).count(), 2);
    let new_payee = Offered::of(&phone.send(&phone.transfer_draft("5550001111", rupiah(1))).await.expect(201));
    assert_eq!(approve(&phone, &new_payee, Some(AWAY)).await.body["state"], "waiting");
    assert_eq!(balance(&bank), 2_500_000_000);
    advance(&bank, 3601);
    assert_eq!(balance(&bank), 2_500_000_000 - 100);
}

#[tokio::test]
async fn safe_9_what_waits_is_taken_back_without_a_session_also_by_a_locked_phone() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let offered = raise(&phone, 600_000).await;
    approve(&phone, &offered, Some(AWAY)).await;
    for _ in 0..5 {
        phone.sign_in(SARI).await.expect(201);
        phone.login(false).await.refused("proof-refused");
    }
    let cancelled = phone.reject(offered.id(), "mistake").await.expect(200).body;
    assert_eq!((&cancelled["state"], cancelled.get("effective_at")), (&json!("rejected"), None));
    operator(&bank, "unlock");
    advance(&bank, 3700);
    assert_eq!(limit(&mut phone).await, rupiah(500_000));
}

#[tokio::test]
async fn safe_9_nobody_on_the_way_turns_the_signal_round() {
    let bank = bank();
    let phone = guarded_phone(&bank).await;
    let offered = raise(&phone, 600_000).await;
    let signed = phone.approval_draft(offered.id(), &approval(&phone, &offered, Some(AWAY)));
    let body: Value = serde_json::from_slice(signed.body.as_deref().expect("a body")).expect("json");
    let jws = body["approval"].as_str().expect("a signed object");
    let parts: Vec<_> = jws.split('.').collect();
    let payload = String::from_utf8(decode(parts[1]).expect("base64url")).expect("text");
    let turned = payload.replace("\"trusted_place\":false", "\"trusted_place\":true");
    assert_ne!(turned, payload);
    let forged = format!("{}.{}.{}", parts[0], encode(turned.as_bytes()), parts[2]);
    let draft = phone.draft("POST", &signed.path, Some(json!({ "approval": forged })));
    phone.send(&draft).await.refused("signature-invalid");
    assert_eq!(phone.operation(offered.id()).await["state"], "pending");
}

#[tokio::test]
async fn safe_9_an_offline_code_says_nothing_of_the_place_so_what_loosens_waits() {
    let bank = bank();
    let phone = guarded_phone(&bank).await;
    let site = phone.website();
    // A new payee, approved by a code over the QR that the website showed.
    let id = site.transfer("5550001111", 40);
    let shown = phone.scan(&site.qr(&id)).await;
    assert!(site.code(&id, "qr", &phone.qr_code(&shown.bytes)));
    assert_eq!((&site.state(&id)["state"], balance(&bank)), (&json!("waiting"), 2_500_000_000));
    assert_eq!(phone.reject(shown.id(), "mistake").await.expect(200).body["state"], "rejected");
    // A known one does not wait.
    let id = site.transfer("1234567890", 40);
    let shown = phone.scan(&site.qr(&id)).await;
    assert!(site.code(&id, "qr", &phone.qr_code(&shown.bytes)));
    assert_eq!((&site.state(&id)["state"], balance(&bank)), (&json!("approved"), 2_500_000_000 - 4_000));
}

#[tokio::test]
async fn safe_9_the_wish_is_switched_off_with_the_code_and_that_waits_too() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let off = async |phone: &Phone| {
        let draft = phone.draft("POST", "/v1/operations/trusted-places-off", Some(json!({})));
        Offered::of(&phone.send(&draft).await.expect(201))
    };
    let wish = async |phone: &Phone| phone.send(&phone.draft("GET", "/v1/trusted-places", None)).await.expect(200).body;
    let offered = off(&phone).await;
    assert_eq!((offered.text(2), offered.fields.len()), ("trusted-places-off", 8));
    let mut wrong = approval(&phone, &offered, Some(HOME));
    wrong.mac = Bytes32([0; 32]);
    phone.send(&phone.approval_draft(offered.id(), &wrong)).await.refused("approval-refused");
    let offered = Offered::read(&phone.operation(offered.id()).await["operation"]);
    assert_eq!(approve(&phone, &offered, Some(AWAY)).await.body["state"], "waiting");
    assert_eq!(wish(&phone).await["on"], true);
    advance(&bank, 3601);
    phone.log_in().await;
    assert_eq!(wish(&phone).await["on"], false);
    assert_eq!(switch_on(&phone).await.expect(200).body["on"], true);
    assert_eq!(switch_on(&phone).await.expect(200).body["on"], true, "again changes nothing");
    let offered = off(&phone).await;
    assert_eq!(approve(&phone, &offered, Some(HOME)).await.body["state"], "completed");
    assert_eq!(wish(&phone).await["on"], false);
    let by_session = phone.draft("POST", "/v1/trusted-places", Some(json!({})));
    phone.send(&by_session).await.refused("signature-invalid");
}

#[tokio::test]
async fn safe_9_what_waits_dies_with_the_token_that_approved_it() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let (first, second) = (raise(&phone, 600_000).await, raise(&phone, 700_000).await);
    approve(&phone, &first, Some(AWAY)).await;
    // Suspended by its own customer.
    let id = phone.token.as_ref().map(|token| token.id);
    let suspend = json!({ "token_id": id, "nonce": encode(&[7; 16]) });
    phone.send(&phone.device_draft("/v1/token/suspension", suspend)).await.expect(200);
    operator(&bank, "resume");
    phone.log_in().await;
    assert_eq!(phone.operation(first.id()).await["state"], "rejected");
    assert_eq!(phone.operation(second.id()).await["state"], "rejected");
    // Suspended by an operator: it does not take effect when its time has come.
    let third = raise(&phone, 600_000).await;
    approve(&phone, &third, Some(AWAY)).await;
    operator(&bank, "suspend");
    advance(&bank, 3700);
    operator(&bank, "resume");
    phone.log_in().await;
    assert_eq!(phone.operation(third.id()).await["state"], "rejected");
    // Replaced by another phone.
    let fourth = raise(&phone, 600_000).await;
    approve(&phone, &fourth, Some(AWAY)).await;
    let mut new = crate::support::phone(&bank);
    new.enrol(SARI).await;
    new.login(true).await.expect(200);
    assert_eq!(new.operation(fourth.id()).await["state"], "superseded");
    assert_eq!(payment_limit(&new.card("4821").await), rupiah(500_000));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn safe_9_what_waited_takes_effect_once_whoever_asks_first() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let offered = Offered::of(&phone.send(&phone.transfer_draft("5550001111", rupiah(40))).await.expect(201));
    approve(&phone, &offered, Some(AWAY)).await;
    // Said again, because the answer was lost.
    assert_eq!(approve(&phone, &offered, Some(HOME)).await.body["state"], "waiting", "and not reconsidered");
    advance(&bank, 3700);
    phone.log_in().await;
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let (phone, id) = (phone.clone(), offered.id());
        calls.spawn(async move { phone.operation(id).await["state"].clone() });
    }
    assert!(calls.join_all().await.iter().all(|state| state == "approved"));
    assert_eq!(balance(&bank), 2_500_000_000 - 4_000);
    assert_eq!(phone.reject(offered.id(), "mistake").await.expect(200).body["state"], "approved", "too late");
}

#[tokio::test]
async fn safe_9_what_cannot_be_done_any_more_when_its_time_has_come_is_over() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let offered = raise(&phone, 600_000).await;
    approve(&phone, &offered, Some(AWAY)).await;
    phone.send(&phone.lower_draft(&phone.card("4821").await, rupiah(1_000))).await.expect(200);
    advance(&bank, 3700);
    assert_eq!(limit(&mut phone).await, rupiah(1_000));
    assert_eq!(phone.operation(offered.id()).await["state"], "superseded");
    control(&bank, "reset", json!({}));
    let mut fresh = crate::support::phone(&bank);
    fresh.enrol(SARI).await;
    fresh.login(true).await.expect(200);
    let wish = fresh.send(&fresh.draft("GET", "/v1/trusted-places", None)).await.expect(200);
    assert_eq!(wish.body["on"], false, "a reset forgets the wish");
}

#[tokio::test]
async fn safe_9_a_new_code_and_a_finger_cannot_wait_so_outside_they_are_refused_and_nothing_is_counted() {
    let bank = bank();
    let mut phone = guarded_phone(&bank).await;
    let watched = Surroundings { on_call: true, ..HOME };
    for kind in [CODE, BIOMETRIC] {
        let change = phone.begin_exchange(kind).await;
        let prove = async |said: Option<Surroundings>, right: bool| {
            let proof = KeyProof { surroundings: said, ..phone.key_proof(&change, right) };
            phone.send(&phone.change_proof_draft(&change, &proof, &phone.device_signing)).await
        };
        for said in [None, Some(AWAY), Some(watched), Some(Surroundings::default())] {
            // Right or wrong, the answer is one: whoever holds the phone learns nothing about the code.
            prove(said, true).await.refused("outside-trusted-place");
            prove(said, false).await.refused("outside-trusted-place");
        }
        assert_eq!(customer(&bank, "sari")["token_failures"], 0);
        prove(Some(HOME), true).await.expect(200);
        phone.commit_change(&change, true).await.expect(200);
        assert_eq!(customer(&bank, "sari")["biometric_on"], kind.path == BIOMETRIC.path);
        if kind.path == CODE.path {
            phone.token = Some(phone.changed(&change));
        }
    }
}

#[tokio::test]
async fn safe_9_another_phone_is_let_in_from_a_trusted_place_only() {
    let bank = bank();
    let old = guarded_phone(&bank).await;
    let mut new = crate::support::phone(&bank);
    new.sign_in(SARI).await.expect(201);
    new.begin_by(json!({ "method": "old-phone", "device": "Android" })).await.expect(201);
    let listed = old.send(&old.draft("GET", "/v1/operations", None)).await.expect(200).body;
    let offered = Offered::read(&listed["operations"][0]["operation"]);
    for said in [None, Some(AWAY)] {
        let approval = approval(&old, &offered, said);
        old.send(&old.approval_draft(offered.id(), &approval)).await.refused("outside-trusted-place");
    }
    assert_eq!(old.operation(offered.id()).await["state"], "pending", "at home it can still be approved");
    new.prove_without_code().await.refused("approval-pending");
    assert_eq!(approve(&old, &offered, Some(HOME)).await.body["state"], "completed");
    new.prove_without_code().await.expect(200);
}

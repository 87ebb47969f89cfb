//! Operations: what the token approves.

use kunci_wire::Bytes32;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::approve::{Offered, alerts, balance, rupiah, settled_phone};
use crate::support::crypto::secret_key;
use crate::support::{BUDI, Draft, SARI, advance, audit, bank, control, customer, now_ms, phone};

const OPENING: i64 = 2_500_000_000;

#[tokio::test]
async fn otp_10_a_transfer_is_approved_as_shown_and_settled_by_its_deadline() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(250_000).await;
    let token = phone.token.as_ref().expect("token");
    assert_eq!(
        offered.fields.keys().copied().collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 18, 19, 20, 21, 22, 23]
    );
    assert_eq!((offered.text(2), offered.text(3)), ("transfer", phone.session["customer_id"].as_str().expect("id")));
    assert_eq!((offered.text(4), offered.number(5)), (token.id.to_string().as_str(), token.epoch));
    assert_eq!((offered.fields[&6].len(), offered.fields[&7].len()), (32, 65));
    let left = i64::try_from(offered.number(8)).expect("seconds") - now_ms(&bank) / 1000;
    assert!((290..=300).contains(&left), "{left}");
    assert_eq!((offered.text(16), offered.text(17), offered.text(18)), ("Budi Santoso", "014", "1234567890"));
    assert_eq!((offered.text(19), offered.number(20), offered.number(21)), ("IDR", 25_000_000, 2));
    assert_eq!((offered.text(22), offered.number(23)), ("makan siang", 0));
    let pending = phone.operation(offered.id()).await;
    assert_eq!((&pending["state"], &pending["reference"]), (&json!("pending"), &Value::Null));
    assert_eq!(Offered::read(&pending["operation"]).bytes, offered.bytes);

    let answer = phone.approve(&offered, true).await.expect(200);
    assert_eq!((&answer.body["state"], &answer.body["operation"]), (&json!("approved"), &Value::Null));
    assert!(answer.body["reference"].as_str().expect("reference").starts_with("KB"));
    assert!(answer.body.get("receipt").is_none());
    assert_eq!(balance(&bank), OPENING - 25_000_000);
    advance(&bank, 599);
    assert_eq!(control(&bank, "accounts", json!({ "user_id": "sari" }))["operations"][0]["state"], "approved");
    advance(&bank, 2);
    assert_eq!(control(&bank, "accounts", json!({ "user_id": "sari" }))["operations"][0]["state"], "completed");
    assert_eq!(balance(&bank), OPENING - 25_000_000, "settling moves nothing again");
    let words = audit(&bank).join("\n");
    assert!(words.contains("Sari approved operation"), "{words}");
    assert!(words.contains("transfer of IDR 250,000 to Budi Santoso (a known payee), bank 014, account 1234567890"));
}

#[tokio::test]
async fn otp_13_approved_is_completed_only_when_it_is_settled() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    let refused = bank.control("settle", &json!({ "operation_id": offered.id() })).expect_err("pending");
    assert_eq!(refused.code, "not_approved");
    phone.approve(&offered, true).await.expect(200);
    let approved = phone.operation(offered.id()).await;
    let deadline: jiff::Timestamp = approved["deadline"].as_str().expect("deadline").parse().expect("time");
    assert!((595_000..=600_000).contains(&(deadline.as_millisecond() - now_ms(&bank))));
    control(&bank, "settle", json!({ "operation_id": offered.id() }));
    assert_eq!(phone.operation(offered.id()).await["state"], "completed");
    assert_eq!(phone.operation(offered.id()).await["reference"], approved["reference"]);
    let again = phone.approve(&offered, true).await.expect(200);
    assert_eq!(again.body["state"], "completed", "a late approval gets the present state");
}

#[tokio::test]
async fn otp_4_a_wrong_code_counts_brings_fresh_bytes_and_the_fifth_locks() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let mut offered = phone.transfer(1).await;
    for failures in 1..=4 {
        let answer = phone.approve(&offered, false).await.refused("approval-refused");
        let fresh = Offered::of(&answer);
        assert_eq!(customer(&bank, "sari")["token_failures"], failures);
        assert_eq!(fresh.id(), offered.id());
        assert_ne!((&fresh.fields[&6], &fresh.fields[&7]), (&offered.fields[&6], &offered.fields[&7]));
        assert_eq!(fresh.fields[&8], offered.fields[&8], "the five minutes are not begun anew");
        offered = fresh;
    }
    phone.approve(&offered, false).await.refused("token-locked");
    assert_eq!(phone.status().await, "locked");
    let fresh = Offered::read(&phone.operation(offered.id()).await["operation"]);
    phone.approve(&fresh, true).await.refused("token-locked");
    phone.send(&phone.transfer_draft("1234567890", rupiah(1))).await.refused("token-locked");
    assert_eq!(balance(&bank), OPENING);
    let told = alerts(&bank);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("A new phone") && told[1].starts_with("Three wrong") && told[2].contains("locked"));
    // Saying no needs no code.
    assert_eq!(phone.reject(offered.id(), "mistake").await.expect(200).body["state"], "rejected");
}

#[tokio::test]
async fn otp_4_a_right_code_resets_the_count_and_burnt_bytes_are_worthless() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let first = phone.transfer(1).await;
    let second = Offered::of(&phone.approve(&first, false).await.refused("approval-refused"));
    let third = Offered::of(&phone.approve(&first, true).await.refused("approval-refused"));
    assert_eq!(customer(&bank, "sari")["token_failures"], 2);
    phone.approve(&second, true).await.refused("approval-refused");
    let fourth = Offered::read(&phone.operation(first.id()).await["operation"]);
    assert_ne!(third.bytes, fourth.bytes);
    phone.approve(&fourth, true).await.expect(200);
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
}

#[tokio::test]
async fn otp_4_a_refused_approval_sent_again_counts_once() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    let draft = phone.approval_draft(offered.id(), &phone.approval(&offered, false));
    let first = phone.send(&draft).await.refused("approval-refused");
    let again = phone.send(&draft.again()).await.refused("approval-refused");
    assert_eq!(again.body["operation"], first.body["operation"]);
    assert_eq!(customer(&bank, "sari")["token_failures"], 1);
    // A wrong proof is no other intent: the same idempotency key may carry the next try.
    let fresh = phone.approval(&Offered::of(&again), true);
    let draft = Draft { idempotency_key: draft.idempotency_key, ..phone.approval_draft(offered.id(), &fresh) };
    phone.send(&draft).await.expect(200);
}

#[tokio::test]
async fn otp_4_a_bad_signature_on_an_approval_counts_nothing() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    let mut imposter = phone.clone();
    imposter.device_signing = secret_key();
    for _ in 0..6 {
        imposter.approve(&offered, true).await.refused("signature-invalid");
    }
    assert_eq!(customer(&bank, "sari")["token_failures"], 0);
    phone.approve(&offered, true).await.expect(200);
}

#[tokio::test]
async fn otp_10_changed_bytes_and_the_approval_of_another_operation_are_worthless() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (small, large) = (phone.transfer(1).await, phone.transfer(9_000_000).await);
    // What malware would like: shown one amount, approved another.
    let mut changed = large.clone();
    let at = changed.bytes.windows(8).position(|window| window == 900_000_000_u64.to_be_bytes()).expect("amount");
    changed.bytes[at + 7] ^= 1;
    phone.approve(&changed, true).await.refused("approval-refused");
    let other = phone.approval(&small, true);
    phone.send(&phone.approval_draft(large.id(), &other)).await.refused("approval-refused");
    let mut renamed = phone.approval(&small, true);
    renamed.operation_id = large.id();
    phone.send(&phone.approval_draft(large.id(), &renamed)).await.refused("approval-refused");
    let mut hashless = phone.approval(&small, true);
    hashless.operation_hash = Bytes32([0; 32]);
    phone.send(&phone.approval_draft(small.id(), &hashless)).await.refused("approval-refused");
    assert_eq!((balance(&bank), &customer(&bank, "sari")["token_failures"]), (OPENING, &json!(4)));
}

#[tokio::test]
async fn otp_10_an_operation_lives_five_minutes() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    advance(&bank, 200);
    phone.operation(offered.id()).await;
    advance(&bank, 101);
    phone.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(phone.operation(offered.id()).await["state"], "expired");
    phone.reject(offered.id(), "mistake").await.refused("operation-closed");
    assert_eq!((balance(&bank), &customer(&bank, "sari")["token_failures"]), (OPENING, &json!(0)));
}

#[tokio::test]
async fn otp_10_money_moves_once_under_replay() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let ask = phone.transfer_draft("1234567890", rupiah(40));
    let first = phone.send(&ask).await.expect(201);
    let again = phone.send(&ask.again()).await.expect(201);
    assert_eq!((&again.raw, again.header("idempotency-replayed")), (&first.raw, Some("true")));
    let other =
        Draft { idempotency_key: ask.idempotency_key.clone(), ..phone.transfer_draft("1234567890", rupiah(41)) };
    phone.send(&other).await.refused("idempotency-mismatch");
    let offered = Offered::of(&first);
    let draft = phone.approval_draft(offered.id(), &phone.approval(&offered, true));
    for _ in 0..3 {
        assert_eq!(phone.send(&draft.again()).await.expect(200).body["state"], "approved");
    }
    phone.approve(&offered, true).await.expect(200);
    // What is approved is not looked at again: neither right nor wrong.
    phone.approve(&offered, false).await.expect(200);
    assert_eq!(balance(&bank), OPENING - 4_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn otp_10_money_moves_once_under_parallel_approvals() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(40).await;
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let (phone, offered) = (phone.clone(), offered.clone());
        calls.spawn(async move { phone.approve(&offered, true).await.expect(200).body["state"].clone() });
    }
    assert!(calls.join_all().await.iter().all(|state| state == "approved"));
    assert_eq!(balance(&bank), OPENING - 4_000);
}

#[tokio::test]
async fn otp_10_an_account_never_falls_below_zero() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let (first, second) = (phone.transfer(15_000_000).await, phone.transfer(15_000_000).await);
    phone.approve(&first, true).await.expect(200);
    // The customer said yes, and learns at once that the bank could not do it.
    assert_eq!(phone.approve(&second, true).await.expect(200).body["state"], "failed");
    assert_eq!(phone.operation(second.id()).await["state"], "failed");
    assert_eq!(balance(&bank), OPENING - 1_500_000_000);
}

#[tokio::test]
async fn otp_10_amounts_that_are_none_are_refused() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let amount = |minor: i64, currency: &str, exponent: u8| json!({ "minor": minor, "currency": currency, "exponent": exponent });
    for wrong in [
        amount(0, "IDR", 2),
        amount(-100, "IDR", 2),
        amount(i64::MIN, "IDR", 2),
        amount(i64::MAX, "IDR", 2),
        amount(OPENING + 1, "IDR", 2),
        amount(100, "IDR", 0),
        amount(100, "USD", 2),
        amount(100, "XQX", 2),
    ] {
        phone.send(&phone.transfer_draft("1234567890", wrong)).await.refused("amount-invalid");
    }
    let fraction = json!({ "minor": 1.5, "currency": "IDR", "exponent": 2 });
    phone.send(&phone.transfer_draft("1234567890", fraction)).await.refused("malformed");
    phone.send(&phone.transfer_draft("12345", rupiah(1))).await.refused("malformed");
    assert_eq!(control(&bank, "accounts", json!({ "user_id": "sari" }))["operations"], json!([]));
}

#[tokio::test]
async fn otp_1_probation_lets_small_payments_to_known_payees_through_and_holds_the_rest() {
    let bank = bank();
    let mut phone = phone(&bank);
    phone.enrol(SARI).await;
    phone.send(&phone.transfer_draft("1234567890", rupiah(1))).await.refused("scope");
    phone.login(true).await.expect(200);
    let held = phone.send(&phone.transfer_draft("5550001111", rupiah(1))).await.refused("held-by-probation");
    let until: jiff::Timestamp = held.body["until"].as_str().expect("until").parse().expect("time");
    let left = until.as_millisecond() - now_ms(&bank);
    assert!((12 * 3_600_000 - 60_000..=12 * 3_600_000).contains(&left), "{left}");
    phone.approve(&phone.transfer(600_000).await, true).await.expect(200);
    phone.send(&phone.transfer_draft("1234567890", rupiah(400_001))).await.refused("held-by-probation");
    let rest = phone.transfer(400_000).await;
    phone.send(&phone.transfer_draft("1234567890", rupiah(1))).await.refused("held-by-probation");
    phone.reject(rest.id(), "mistake").await.expect(200);
    phone.transfer(400_000).await;
    advance(&bank, 13 * 3600);
    phone.log_in().await;
    phone.transfer(20_000_000).await;
}

#[tokio::test]
async fn otp_3_a_new_payee_is_known_once_approved() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let ask = async || Offered::of(&phone.send(&phone.transfer_draft("5550001111", rupiah(1))).await.expect(201));
    let offered = ask().await;
    // New, and named like the payee that Sari knows.
    assert_eq!(offered.number(23), 2);
    assert_eq!(ask().await.number(23), 2, "asking is not knowing");
    phone.approve(&offered, true).await.expect(200);
    assert_eq!(ask().await.number(23), 0);
}

#[tokio::test]
async fn otp_10_a_rejected_operation_is_over_and_not_me_opens_a_fraud_case() {
    let bank = bank();
    let phone = settled_phone(&bank).await;
    let offered = phone.transfer(1).await;
    let path = format!("/v1/operations/{}/rejection", offered.id());
    let draft = phone.device_draft(&path, json!({ "reason": "not-me" }));
    let first = phone.send(&draft).await.expect(200);
    assert_eq!((&first.body["state"], &first.body["operation"]), (&json!("rejected"), &Value::Null));
    phone.send(&draft.again()).await.expect(200);
    phone.reject(offered.id(), "not-me").await.expect(200);
    phone.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(audit(&bank).iter().filter(|what| what.starts_with("Opened a fraud case: Sari did not ask")).count(), 1);
    assert_eq!(alerts(&bank).len(), 2);
    let by_session = phone.draft("POST", &path, Some(json!({ "reason": "mistake" })));
    phone.send(&by_session).await.refused("signature-invalid");
}

#[tokio::test]
async fn otp_2_a_replaced_phone_approves_and_rejects_nothing() {
    let bank = bank();
    let old = settled_phone(&bank).await;
    let offered = old.transfer(1).await;
    let mut new = phone(&bank);
    new.enrol(SARI).await;
    new.login(true).await.expect(200);
    old.approve(&offered, true).await.refused("session-ended");
    old.reject(offered.id(), "mistake").await.refused("token-not-active");
    assert_eq!(new.operation(offered.id()).await["state"], "superseded");
    new.approve(&offered, true).await.refused("operation-closed");
    assert_eq!(balance(&bank), OPENING);
}

#[tokio::test]
async fn otp_10_other_peoples_operations_do_not_exist() {
    let bank = bank();
    let sari = settled_phone(&bank).await;
    let offered = sari.transfer(1).await;
    let mut budi = phone(&bank);
    budi.enrol(BUDI).await;
    budi.login(true).await.expect(200);
    let path = format!("/v1/operations/{}", offered.id());
    budi.send(&budi.draft("GET", &path, None)).await.refused("not-found");
    budi.approve(&offered, true).await.refused("not-found");
    budi.reject(offered.id(), "not-me").await.refused("not-found");
    let list = budi.send(&budi.draft("GET", "/v1/operations", None)).await.expect(200);
    assert_eq!(list.body, json!({ "operations": [] }));
    let list = sari.send(&sari.draft("GET", "/v1/operations", None)).await.expect(200);
    assert_eq!(list.body["operations"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn ops_1_operations_cards_and_money_survive_a_restart() {
    let folder = tempfile::tempdir().expect("folder");
    let options = kunci_bank::BankOptions { data_dir: Some(folder.path().to_owned()), ..Default::default() };
    let open = || {
        let bank = kunci_bank::Bank::open(&options).expect("opens");
        bank.serve_as(crate::support::AUTHORITY);
        bank
    };
    let first = open();
    let mut phone = settled_phone(&first).await;
    let card = phone.card("4821").await;
    phone.send(&phone.freeze_draft(&card)).await.expect(200);
    let (frozen, key, offered) = (phone.card("4821").await, phone.bank_key("receipt").await, phone.transfer(7).await);
    phone.bank = bank();
    phone.door = crate::support::Door::Router(axum::Router::new());
    drop(first);
    let second = open();
    phone.bank = std::sync::Arc::clone(&second);
    phone.door = crate::support::Door::Router(second.router());
    assert_eq!((phone.card("4821").await, phone.bank_key("receipt").await), (frozen, key));
    phone.approve(&offered, true).await.expect(200);
    assert_eq!(balance(&second), OPENING - 700);
}

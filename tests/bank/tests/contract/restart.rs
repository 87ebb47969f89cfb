//! With a data folder a restart loses nothing.

use kunci_bank::{Bank, BankOptions};
use serde_json::json;

use crate::support::{AUTHORITY, Door, SARI, advance, audit, bank, control, customer, phone, website};

#[tokio::test]
async fn ops_1_a_restart_with_a_data_folder_keeps_everything() {
    let folder = tempfile::tempdir().expect("folder");
    let options = BankOptions { data_dir: Some(folder.path().to_owned()), seed: Some(7), ..BankOptions::default() };
    let open = || {
        let bank = Bank::open(&options).expect("opens");
        bank.serve_as(AUTHORITY);
        bank
    };
    let first = open();
    let mut mover = phone(&first);
    mover.enrol(SARI).await;
    advance(&first, 3600);
    let otp = mover.otp(0);
    assert_eq!(website(&first, SARI, &otp)["accepted"], true);
    mover.sign_in(SARI).await.expect(201);
    let replayed = mover.sign(&mover.begin_draft());
    mover.door.send(replayed.clone()).await.expect("reply").expect(201);
    let before = (mover.bank_key("token-status").await, customer(&first, "sari"), audit(&first));
    mover.door = Door::Router(axum::Router::new());
    drop(std::mem::replace(&mut mover.bank, bank()));
    drop(first);

    let second = open();
    mover.bank = std::sync::Arc::clone(&second);
    mover.door = Door::Router(second.router());
    assert_eq!((mover.bank_key("token-status").await, customer(&second, "sari"), audit(&second)), before);
    assert!(control(&second, "clock", json!({}))["offset_seconds"].as_i64().expect("offset") >= 3600);
    assert_eq!(mover.status().await, "active");
    mover.door.send(replayed).await.expect("reply").refused("request-replayed");
    mover.login(true).await.expect(200);
    assert_eq!(website(&second, SARI, &otp)["accepted"], false, "an OTP is used over a restart too");
}

#[tokio::test]
async fn ops_1_a_temporary_bank_leaves_nothing_behind() {
    let count = || {
        let entries = std::fs::read_dir(std::env::temp_dir()).expect("temp");
        let ours = entries.filter_map(Result::ok).filter(|entry| {
            entry.file_name().to_string_lossy().starts_with("kunci-bank-")
                && entry.metadata().is_ok_and(|data| data.modified().is_ok())
        });
        ours.map(|entry| entry.path()).collect::<std::collections::HashSet<_>>()
    };
    let before = count();
    let bank = bank();
    let during: Vec<_> = count().difference(&before).cloned().collect();
    assert!(!during.is_empty());
    drop(bank);
    // Other tests run beside this one: at least one of the new folders is gone, and it was ours.
    assert!(during.iter().any(|path| !path.exists()));
}

#[tokio::test]
async fn ops_2_a_seed_foretells_ids_and_otps() {
    let draw = async || {
        let bank = Bank::open(&BankOptions { seed: Some(42), ..BankOptions::default() }).expect("opens");
        bank.serve_as(AUTHORITY);
        let mut phone = phone(&bank);
        phone.sign_in(SARI).await.expect(201);
        phone.begin().await.expect(201);
        crate::support::sms(&bank, "sari")
    };
    assert_eq!(draw().await, draw().await);
}

//! What a dump of the app's process holds after each operation (design: "Secrets in memory").
//!
//! The app is a process of its own (`kunci-memory-subject`); the bank runs here. After every operation the whole writable memory of
//! the app is read through `/proc/PID/mem` and searched for what it must not hold any more.
//!
//! # Limits
//! * While the app runs it holds, by design: the session's key while signed in, the key of the open database file, and, in the place of
//!   hardware, the software key store's master secret. These are not searched for.
//! * Registers and pages that were swapped out are not seen. What Kotlin, Swift and the platform's own screens copy is not here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]
#![cfg(target_os = "linux")]

mod beside;
mod secrets;
mod subject;

use kunci_bank::{Bank, BankOptions};
use secrets::Secrets;
use serde_json::json;
use subject::Subject;

const USER: &str = "sari";
const PASSWORD: &str = "Senja-di-Ubud-72";
const CODE: &str = "740916";
const NEW_CODE: &str = "591860";

#[test]
fn the_search_finds_what_is_planted_and_the_allocator_wipes_what_is_dropped() {
    let mut app = Subject::start();
    let mut secrets = Secrets::default();
    secrets.add_text("the password", PASSWORD);
    secrets.add_digits("the code", CODE);
    secrets.add_key("a key", &[0xa7, 3, 0x5c, 0x91].repeat(8));
    assert_eq!(app.traces(&secrets), Vec::<String>::new(), "nothing was told yet");

    for (name, spelling) in secrets.spellings() {
        // Behind a few bytes: a freed block's first ones are overwritten by any allocator.
        let spelling = subject::inverted(&[&[b'.'; 48], spelling].concat());
        app.tell("plant", &[&spelling]).unwrap();
        assert_eq!(app.traces(&secrets), [format!("{name} (1×)")], "planted and held");
        app.tell("uproot", &[]).unwrap();
        assert_eq!(app.traces(&secrets), Vec::<String>::new(), "planted and dropped");
        app.tell("plant_and_drop", &[&spelling]).unwrap();
        assert_eq!(app.traces(&secrets), Vec::<String>::new(), "dropped at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_dump_after_each_operation_holds_no_code_key_password_or_otp() {
    let bank = Bank::start(BankOptions::default()).await.unwrap();
    let control = |name: &str, body: serde_json::Value| bank.bank().control(name, &body).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let config = subject::inverted(bank.ready.phone_config.to_string().as_bytes());
    let (password, code) = (subject::inverted(PASSWORD.as_bytes()), subject::inverted(CODE.as_bytes()));

    let mut app = Subject::start();
    let mut secrets = Secrets::default();
    secrets.add_text("the password", PASSWORD);
    secrets.add_digits("the Unlock Code", CODE);
    let mut found = Vec::new();
    let mut after = |app: &mut Subject, secrets: &Secrets, operation: &str| {
        found.extend(app.traces(secrets).into_iter().map(|trace| format!("after {operation}: {trace}")));
    };

    app.tell("open", &[&path("profile"), &path("hardware"), &config]).unwrap();
    app.tell("sign_in", &[USER, &password]).unwrap();
    after(&mut app, &secrets, "sign-in");
    app.tell("begin_enrolment", &[]).unwrap();
    let sms = control("sms", json!({ "user_id": USER }));
    let pin = sms["code"].as_str().unwrap();
    app.tell("prove_enrolment", &[&subject::inverted(pin.as_bytes())]).unwrap();
    secrets.add_digits("the SMS PIN", pin);
    after(&mut app, &secrets, "the proof by SMS");
    app.tell("choose_code", &[&code]).unwrap();
    secrets.add_token(folder.path(), CODE);
    after(&mut app, &secrets, "choosing the code");

    let otp = app.tell("otp", &[&code]).unwrap();
    secrets.add_digits("the OTP", &otp);
    after(&mut app, &secrets, "an OTP");
    assert_eq!(
        control("website_login", json!({ "user_id": USER, "password": PASSWORD, "otp": otp }))["accepted"],
        true
    );
    app.tell("token_status", &[]).unwrap();
    after(&mut app, &secrets, "asking the status");
    app.tell("sign_in", &[USER, &password]).unwrap();
    after(&mut app, &secrets, "sign-in with a token");
    app.tell("sign_in_with_token", &[&code]).unwrap();
    after(&mut app, &secrets, "the token's proof");
    // Wrong codes leave no more than right ones.
    secrets.add_digits("a wrong code", "385204");
    app.tell("sign_in", &[USER, &password]).unwrap();
    let wrong = app.tell("sign_in_with_token", &[&subject::inverted(b"385204")]);
    assert_eq!(wrong, Err("proof_refused".to_owned()));
    after(&mut app, &secrets, "a refused proof");
    app.tell("sign_in_with_token", &[&code]).unwrap();
    // Probation ends, then a transfer may be approved.
    control("clock", json!({ "advance_seconds": 13 * 3600 }));
    app.tell("sign_in", &[USER, &password]).unwrap();
    app.tell("sign_in_with_token", &[&code]).unwrap();
    app.tell("start_transfer", &["Toko", "008", "9876543210", "125000000"]).unwrap();
    app.tell("approve", &[&code]).unwrap();
    after(&mut app, &secrets, "an approval");
    let new = subject::inverted(NEW_CODE.as_bytes());
    secrets.add_digits("the new Unlock Code", NEW_CODE);
    app.tell("change_code", &[&code, &new]).unwrap();
    secrets.add_token(folder.path(), NEW_CODE);
    after(&mut app, &secrets, "changing the code");
    let otp = app.tell("otp", &[&new]).unwrap();
    secrets.add_digits("the new code's OTP", &otp);
    after(&mut app, &secrets, "an OTP under the new code");
    app.tell("freeze", &[]).unwrap();
    after(&mut app, &secrets, "freezing a card");
    app.tell("sign_out", &[]).unwrap();
    after(&mut app, &secrets, "sign-out");
    app.tell("shut_down", &[]).unwrap();
    secrets.add_closed(folder.path());
    after(&mut app, &secrets, "closing the phone");
    assert_eq!(found, Vec::<String>::new());
}

//! What a token does beside its first operations: codes without a network, a finger, another password, suspension, "not me", removal.

use std::path::Path;

use kunci_bank::{Bank, BankOptions, RunningBank};
use serde_json::{Value, json};

use crate::secrets::Secrets;
use crate::subject::{self, Subject};
use crate::{CODE, NEW_CODE, PASSWORD, USER};

const NEW_PASSWORD: &str = "Hujan-di-Bogor-4815";

struct Scene {
    bank: RunningBank,
    config: String,
    password: String,
    secrets: Secrets,
    found: Vec<String>,
}

impl Scene {
    fn control(&self, name: &str, body: Value) -> Value {
        self.bank.bank().control(name, &body).unwrap()
    }

    fn pass(&self, seconds: u64) {
        self.control("clock", json!({ "advance_seconds": seconds }));
    }

    fn after(&mut self, app: &mut Subject, operation: &str) {
        let traces = app.traces(&self.secrets);
        self.found.extend(traces.into_iter().map(|trace| format!("after {operation}: {trace}")));
    }

    fn enrolled(&mut self, folder: &Path, code: &str) -> Subject {
        let mut app = Subject::start();
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        app.tell("open", &[&path("profile"), &path("hardware"), &self.config]).unwrap();
        app.tell("sign_in", &[USER, &self.password]).unwrap();
        app.tell("begin_enrolment", &[]).unwrap();
        let sms = self.control("sms", json!({ "user_id": USER }));
        let pin = sms["code"].as_str().unwrap();
        app.tell("prove_enrolment", &[&subject::inverted(pin.as_bytes())]).unwrap();
        app.tell("choose_code", &[&subject::inverted(code.as_bytes())]).unwrap();
        app
    }

    fn signed_in(&self, app: &mut Subject, code: &str) {
        app.tell("sign_in", &[USER, &self.password]).unwrap();
        app.tell("sign_in_with_token", &[code]).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_dump_after_the_other_operations_holds_no_code_key_password_or_otp() {
    let bank = Bank::start(BankOptions::default()).await.unwrap();
    let config = subject::inverted(bank.ready.phone_config.to_string().as_bytes());
    let password = subject::inverted(PASSWORD.as_bytes());
    let mut scene = Scene { bank, config, password, secrets: Secrets::default(), found: Vec::new() };
    let code = subject::inverted(CODE.as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let mut app = scene.enrolled(folder.path(), CODE);
    scene.secrets.add_text("the password", PASSWORD);
    scene.secrets.add_digits("the Unlock Code", CODE);
    scene.secrets.add_token(folder.path(), CODE);

    // On the website, approved without a network.
    let otp = app.tell("otp", &[&code]).unwrap();
    scene.secrets.add_digits("the OTP", &otp);
    let login = scene.control("website_login", json!({ "user_id": USER, "password": PASSWORD, "otp": otp }));
    let session = login["session"].clone();
    let order = json!({ "session": session, "payee_name": "Budi Santoso", "bank_code": "014", "account": "1234567890",
        "amount": { "minor": 1_000_000, "currency": "IDR", "exponent": 2 } });
    let taken = |scene: &Scene, operation: &Value, by: &str, code: &str| {
        let given = json!({ "session": session, "operation_id": operation, "by": by, "code": code });
        assert_eq!(scene.control("website_code", given)["accepted"], true, "{by}");
    };
    let operation = scene.control("website_transfer", order.clone())["operation_id"].clone();
    let shown = scene.control("website_qr", json!({ "session": session, "operation_id": operation }));
    let qr = subject::inverted(shown["qr"].as_str().unwrap().as_bytes());
    let made = app.tell("qr_code", &[&qr, &code]).unwrap();
    scene.secrets.add_digits("the code of the QR", &made);
    scene.after(&mut app, "an approval by QR");
    taken(&scene, &operation, "qr", &made);
    let operation = scene.control("website_transfer", order)["operation_id"].clone();
    let made = app.tell("typed_code", &["014", "1234567890", "1000000", &code]).unwrap();
    scene.secrets.add_digits("the typed code", &made);
    scene.after(&mut app, "an approval by typing");
    taken(&scene, &operation, "typed", &made);

    // By telephone.
    scene.signed_in(&mut app, &code);
    let made = app.tell("freeze_code", &[]).unwrap();
    scene.secrets.add_digits("the freeze code", &made);
    scene.after(&mut app, "a freeze code");
    let challenge = app.tell("start_caller_check", &[]).unwrap();
    let asked = json!({ "user_id": USER, "employee_id": "KB-1042", "purpose": "card-fraud", "challenge": challenge });
    let answer = scene.control("caller", asked)["answer"].as_str().unwrap().to_owned();
    app.tell("finish_caller_check", &["KB-1042", "card-fraud", &subject::inverted(answer.as_bytes())]).unwrap();
    scene.after(&mut app, "the proof of a caller");

    // By finger. What it opens is the host's to keep: here, this test's.
    let key = app.tell_bytes("finger_to_wrap", &[&code]);
    scene.secrets.add_key("K_bio", &key);
    app.tell("finger_wrapped", &[&subject::inverted(b"a handle of the key hardware")]).unwrap();
    scene.after(&mut app, "switching a finger on");
    scene.pass(31);
    let otp = app.tell("finger_otp", &[&subject::inverted(&key)]).unwrap();
    scene.secrets.add_digits("the finger's OTP", &otp);
    scene.after(&mut app, "an OTP by finger");
    app.tell("sign_in", &[USER, &scene.password]).unwrap();
    app.tell("finger_signs_in", &[&subject::inverted(&key)]).unwrap();
    scene.after(&mut app, "signing in by finger");
    app.tell("finger_off", &[]).unwrap();
    scene.after(&mut app, "switching the finger off");

    // Another password, after the probation.
    scene.pass(13 * 3600);
    scene.signed_in(&mut app, &code);
    let new = subject::inverted(NEW_PASSWORD.as_bytes());
    scene.secrets.add_text("the new password", NEW_PASSWORD);
    app.tell("change_password", &[&scene.password, &new]).unwrap();
    scene.after(&mut app, "asking for another password");
    app.tell("approve", &[&code]).unwrap();
    scene.after(&mut app, "changing the password");
    scene.password = new;

    app.tell("suspend", &[]).unwrap();
    scene.after(&mut app, "suspending the token");
    app.tell("sign_in", &[USER, &scene.password]).unwrap();
    app.tell("lift", &[]).unwrap();
    app.tell("approve", &[&code]).unwrap();
    scene.after(&mut app, "lifting that");

    // Another phone takes over; the first one says that it was not she, and the other's token goes.
    let elsewhere = tempfile::tempdir().unwrap();
    scene.pass(700);
    let mut other = scene.enrolled(elsewhere.path(), NEW_CODE);
    assert!(app.tell("token_status", &[]).is_ok());
    scene.after(&mut app, "hearing that it was replaced");
    app.tell("not_me", &[&code]).unwrap();
    scene.after(&mut app, "\"not me\"");
    drop(app);

    scene.secrets.add_digits("the other phone's Unlock Code", NEW_CODE);
    scene.secrets.add_token(elsewhere.path(), NEW_CODE);
    scene.after(&mut other, "being held");
    assert_eq!(scene.found, Vec::<String>::new());
}

/// Alone, because it ends the token.
#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_dump_after_the_removal_of_the_token_holds_no_code_or_key() {
    let bank = Bank::start(BankOptions::default()).await.unwrap();
    let config = subject::inverted(bank.ready.phone_config.to_string().as_bytes());
    let password = subject::inverted(PASSWORD.as_bytes());
    let mut scene = Scene { bank, config, password, secrets: Secrets::default(), found: Vec::new() };
    let folder = tempfile::tempdir().unwrap();
    let mut app = scene.enrolled(folder.path(), CODE);
    scene.secrets.add_text("the password", PASSWORD);
    scene.secrets.add_digits("the Unlock Code", CODE);
    scene.secrets.add_token(folder.path(), CODE);
    app.tell("remove", &[&subject::inverted(CODE.as_bytes())]).unwrap();
    scene.after(&mut app, "removing the token");
    assert_eq!(scene.found, Vec::<String>::new());
}

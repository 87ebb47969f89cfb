//! Scenarios: variables, tables, and what phone and bank must have seen.

use std::path::Path;

use serde_json::Value;

use super::{PASSWORD, json_lines, kunci, printed, written};

fn committed() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

/// A scenario with these members beside its name.
fn scenario(folder: &Path, members: &str) -> String {
    let path = written(folder, "scenario.json", &format!(r#"{{"name":"s",{members}}}"#));
    path.to_str().expect("UTF-8").to_owned()
}

const SIGN_IN: &str = r#"{"id":"1.1","do":"phone.sign_in","with":{"user_id":"sari","password":"${password}"},"expect":{"ok":{"full":false}}"#;

#[test]
fn the_committed_scenarios_hold_row_by_row() {
    let home = tempfile::tempdir().expect("a folder");
    let mut played = 0;
    for entry in std::fs::read_dir(committed()).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name == "schema.json") {
            continue;
        }
        let output = kunci(home.path(), &["play", "--json", "--seed", "7", path.to_str().expect("UTF-8")]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        let read: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect("text")).expect("JSON");
        let rows = read["table"].as_array().map_or(1, Vec::len);
        let steps = read["steps"].as_array().expect("steps").len();
        let lines = json_lines(&output);
        assert_eq!(lines.len(), rows * steps + 1, "each step of each row, and the summary");
        if rows > 1 {
            assert_eq!(lines[steps]["row"], 2, "{}", lines[steps]);
        }
        played += 1;
    }
    assert!(played > 0);
}

#[test]
fn a_broken_step_tells_what_was_done_and_what_phone_and_bank_saw_without_secrets() {
    let home = tempfile::tempdir().expect("a folder");
    let file =
        scenario(home.path(), &format!(r#""ask":["password"],"steps":[{SIGN_IN},"saw":{{"bank":["Activated"]}}}}]"#));
    let password = format!("password={PASSWORD}");
    let output = kunci(home.path(), &["play", &file, "--set", &password]);
    let told = printed(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for part in [
        "did: phone.sign_in on phone first",
        "phone saw: customer_name Sari Wulandari",
        "bank saw: Accepted Sari's password",
        "BROKEN (no promise): the bank did not see \"Activated\"",
        "0 passed, 1 failed",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains(PASSWORD), "{told}");

    // A wrong password is refused by the bank, and named by nobody.
    let output = kunci(home.path(), &["play", &file, "--set", "password=Bulan-di-Bali-1", "--json"]);
    let told = printed(&output);
    let step = &json_lines(&output)[0];
    assert!(step["phone_saw"].to_string().contains("refused: sign_in_refused"), "{told}");
    assert!(step["bank_saw"].to_string().contains("Refused "), "{told}");
    assert!(!told.contains("Bulan-di-Bali-1"), "{told}");
}

#[test]
fn a_code_that_the_bank_sent_is_not_told_when_its_step_breaks() {
    let home = tempfile::tempdir().expect("a folder");
    let steps = r#"{"id":"1.2","do":"phone.begin_enrolment","with":{"method":"sms"},"expect":{"ok":{}}},
        {"id":"1.3","do":"bank.sms","with":{"user_id":"sari"},"expect":{"ok":{"code":"none"}}}"#;
    let members = format!(r#""let":{{"password":"{PASSWORD}"}},"steps":[{SIGN_IN}}},{steps}]"#);
    let file = scenario(home.path(), &members);
    let output = kunci(home.path(), &["play", &file, "--json"]);
    let step = &json_lines(&output)[2];
    assert_eq!((&step["ok"], &step["result"]["code"]), (&Value::from(false), &Value::from("••••")), "{step}");
    assert_eq!(step["wrong"], "code: expected \"none\", got \"••••\"");
    let text = step["result"]["text"].as_str().expect("the SMS");
    assert!(text.contains("••••"), "{text}");
}

#[test]
fn what_must_not_have_been_seen_breaks_too_and_every_row_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let members = format!(
        r#""let":{{"password":"{PASSWORD}"}},"table":[{{"case":"fine","unseen":"Budi"}},{{"case":"not fine","unseen":"Sari"}}],
            "steps":[{SIGN_IN},"saw":{{"phone_not":["${{unseen}}"]}}}}]"#
    );
    let output = kunci(home.path(), &["play", &scenario(home.path(), &members)]);
    let told = printed(&output);
    assert!(told.contains("row 1 of 2: fine") && told.contains("row 2 of 2: not fine"), "{told}");
    assert!(told.contains("the phone saw \"Sari\"") && told.trim_end().ends_with("1 passed, 1 failed"), "{told}");
}

#[test]
fn values_that_nobody_asked_for_and_files_that_are_misspelt_are_told_with_exit_code_2() {
    let home = tempfile::tempdir().expect("a folder");
    let fine = scenario(home.path(), &format!(r#""ask":["password"],"steps":[{SIGN_IN}}}]"#));
    let not_json = written(home.path(), "values.json", "[\"740916\"]");
    for args in [
        &["play", fine.as_str()][..],
        &["play", &fine, "--set", "password"],
        &["play", &fine, "--set", "password=a", "--set", "pasword=b"],
        &["play", &fine, "--values", "/no/such/file"],
        &["play", &fine, "--values", not_json.to_str().expect("UTF-8")],
    ] {
        let output = kunci(home.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", printed(&output));
        assert!(!printed(&output).contains("740916"), "{}", printed(&output));
    }
    let misspelt = scenario(home.path(), &format!(r#""steps":[{SIGN_IN},"saw":{{"banks":[]}}}}]"#));
    assert_eq!(kunci(home.path(), &["play", &misspelt]).status.code(), Some(2));
}

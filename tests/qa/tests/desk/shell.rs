//! `kunci phone NAME` without a verb.

use std::os::unix::fs::PermissionsExt as _;

use super::{BankProcess, CODE, PASSWORD, json_lines, kunci, piped, printed};

/// Registers the phone and signs in with its token.
fn registered() -> String {
    let secrets = format!("--user sari --password {PASSWORD} --code {CODE}");
    format!("register {secrets}\nsign-in {secrets}\n")
}

#[test]
fn a_shell_stays_signed_in_from_line_to_line_and_shows_what_the_bank_saw() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let lines = registered()
        + "\n# what a single verb cannot: it needs the session\ndo cards\nbank customer user_id=sari\nsaw\nexit\nfly\n";
    let output = piped(home.path(), &["phone", "siti", "--json"], &lines);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let told = json_lines(&output);
    let of =
        |action: &str| told.iter().rev().find(|line| line["action"] == action).unwrap_or_else(|| panic!("{action}"));
    assert_eq!(of("cards")["result"]["endings"], "4821 7730");
    assert_eq!(of("customer")["result"]["active_tokens"], 1);
    let saw = of("saw")["result"]["bank_saw"].to_string();
    assert!(saw.contains("Activated Sari's token"), "{saw}");
    assert!(told.iter().all(|line| line["ok"] == true), "nothing after exit is read: {}", printed(&output));
}

#[test]
fn the_history_brings_lines_back_and_holds_no_secret() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let lines = format!("do sign_in user_id=sari password={PASSWORD}\notp --code {CODE}\notp {CODE}\ntoken --ask\n");
    let first = piped(home.path(), &["phone", "siti"], &lines);
    assert!(printed(&first).contains("sign_in"), "{}", printed(&first));
    piped(home.path(), &["phone", "siti"], "keys\n");

    let file = home.path().join("phones/siti/history");
    let kept = std::fs::read_to_string(&file).expect("the history");
    for line in ["do sign_in user_id=sari password", "otp", "token --ask", "keys"] {
        assert!(kept.lines().any(|kept| kept == line), "{line}: {kept}");
    }
    assert!(!kept.contains(PASSWORD) && !kept.contains(CODE), "{kept}");
    let mode = std::fs::metadata(&file).expect("the history").permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else reads it: {mode:o}");
}

#[test]
fn a_line_that_fails_is_told_the_next_is_read_and_the_exit_code_remembers() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let output = piped(home.path(), &["phone", "siti", "--json"], "fly\ndo otp code\ndo otp code=740916\nkeys\n");
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    let told = json_lines(&output);
    let errors: Vec<_> = told.iter().map(|line| line["error"].as_str().unwrap_or("none")).collect();
    assert_eq!(errors, ["bad_line", "failed", "no_token", "none"], "{}", printed(&output));
    assert_eq!(told[3]["action"], "fetch_keys");

    let without = tempfile::tempdir().expect("a folder");
    assert_eq!(piped(without.path(), &["phone", "siti"], "keys\n").status.code(), Some(2), "no bank runs");
}

#[test]
fn every_action_that_is_listed_exists() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let listed = json_lines(&piped(home.path(), &["phone", "siti", "--json"], "actions\n"));
    assert!(listed.len() > 140, "{}", listed.len());
    let field = |line: &serde_json::Value, name: &str| line["result"][name].as_str().expect("a text").to_owned();
    let lines: String =
        listed.iter().map(|line| format!("{} {} nonsense=1\n", field(line, "verb"), field(line, "name"))).collect();
    let refused = json_lines(&piped(home.path(), &["phone", "siti", "--json"], &lines));
    assert_eq!(refused.len(), listed.len());
    for (listed, refused) in listed.iter().zip(&refused) {
        let (verb, name, told) = (field(listed, "verb"), field(listed, "name"), refused.to_string());
        if verb == "do" {
            assert_eq!(refused["error"], "bad_step", "{name}: {told}");
            assert!(told.contains("nonsense"), "{name}: {told}");
        } else {
            assert_ne!(refused["error"], "unknown_command", "{name}: {told}");
        }
    }
}

#[test]
fn a_recorded_shell_is_played_again_and_holds_no_secret() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let file = home.path().join("story.json");
    let file = file.to_str().expect("UTF-8");
    let lines = registered() + &format!("otp --code {CODE}\ndo start_transfer minor=oops\ndo fetch_keys\n");
    let recorded = piped(home.path(), &["phone", "siti", "--record", file], &lines);
    assert!(printed(&recorded).contains("9 steps recorded"), "{}", printed(&recorded));
    let text = std::fs::read_to_string(file).expect("the recording");
    assert!(!text.contains(PASSWORD) && !text.contains(CODE), "{text}");

    let (password, code) = (format!("password={PASSWORD}"), format!("code={CODE}"));
    let played = kunci(home.path(), &["play", file, "--set", &password, "--set", &code]);
    assert_eq!(played.status.code(), Some(0), "{}", printed(&played));
    assert!(printed(&played).trim_end().ends_with("9 passed, 0 failed"), "{}", printed(&played));

    // Another code is another story, and it is not told.
    let broken = kunci(home.path(), &["play", file, "--set", &password, "--set", "code=777777"]);
    let told = printed(&broken);
    assert_eq!(broken.status.code(), Some(1), "{told}");
    assert!(told.contains("weak_code") && told.contains("did: phone.choose_code"), "{told}");
    assert!(!told.contains("777777") && !told.contains(PASSWORD), "{told}");

    // The values may come from a file, where no other program reads them.
    let values = format!(r#"{{"password":"{PASSWORD}","code":"{CODE}"}}"#);
    let values = super::written(home.path(), "values.json", &values);
    let from_file = kunci(home.path(), &["play", file, "--values", values.to_str().expect("UTF-8")]);
    assert_eq!(from_file.status.code(), Some(0), "{}", printed(&from_file));
    assert_eq!(kunci(home.path(), &["play", file]).status.code(), Some(2), "what it asks for is not given");

    // A recording is not written over, and a verb alone is none.
    assert_eq!(piped(home.path(), &["phone", "siti", "--record", file], "").status.code(), Some(2));
    assert_eq!(kunci(home.path(), &["phone", "siti", "--record", "other.json", "token"]).status.code(), Some(2));
}

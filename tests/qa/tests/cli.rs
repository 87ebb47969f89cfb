//! The program as QA uses it: exit codes, `--json`, and what happens on bad input.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support::{BankProcess, kunci, text, written};

fn json(output: &Output) -> Value {
    let out = text(&output.stdout);
    serde_json::from_str(out.lines().last().unwrap_or_default())
        .unwrap_or_else(|error| panic!("{error}: {out} {}", text(&output.stderr)))
}

#[test]
fn otp_1_a_desktop_phone_registers_and_each_call_is_a_process_of_its_own() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let secrets = ["--user", "sari", "--password", "Senja-di-Ubud-72", "--code", "740916", "--json"];
    let phone = |verb: &[&str]| kunci(home.path(), &[&["phone", "siti"], verb].concat());

    let none = phone(&["otp", "--code", "740916", "--json"]);
    assert_eq!((none.status.code(), json(&none)["error"].as_str()), (Some(1), Some("no_token")));

    let registered = phone(&[&["register"], secrets.as_slice()].concat());
    assert_eq!(json(&registered)["result"]["stage"], "active", "{}", text(&registered.stderr));

    let otp = phone(&["otp", "--code", "740916", "--json"]);
    assert_eq!(json(&otp)["result"]["otp"].as_str().map(str::len), Some(6));

    let signed_in = phone(&[&["sign-in"], secrets.as_slice()].concat());
    assert_eq!(json(&signed_in)["result"]["full"], true, "{}", text(&signed_in.stderr));

    let asked = phone(&["token", "--ask", "--json"]);
    assert_eq!(json(&asked)["result"]["stage"], "active");
}

#[test]
fn card_5_a_virtual_card_is_ordered_and_closed_by_a_verb() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start_with(home.path(), &["--personas"]);
    // Her phone is no new one any more.
    let personas = json(&kunci(home.path(), &["personas", "--json"]));
    let maya = personas["personas"].as_array().and_then(|all| all.iter().find(|one| one["user_id"] == "maya").cloned());
    let maya = maya.expect("a persona");
    let of = |name: &str| maya[name].as_str().expect("text").to_owned();
    let (password, code) = (of("password"), of("unlock_code"));
    let secrets = ["--user", "maya", "--password", &password, "--code", &code, "--json"];
    let phone = |verb: &[&str]| kunci(home.path(), &[&["phone", "persona-maya"], verb, secrets.as_slice()].concat());

    let wrong = phone(&["virtual-card", "5102", "Film", "--month", "300.000"]);
    assert_eq!((wrong.status.code(), json(&wrong)["error"].as_str()), (Some(1), Some("amount_unreadable")));

    let ordered = phone(&["virtual-card", "5102", "Film", "--month", "300,000"]);
    let card = json(&ordered)["result"].clone();
    assert_eq!((&card["state"], &card["beside"]), (&"active".into(), &"5102".into()), "{}", text(&ordered.stderr));

    let closed = phone(&["close-card", card["ending"].as_str().expect("digits")]);
    assert_eq!(json(&closed)["result"]["action"], "block", "{}", text(&closed.stderr));
    let again = phone(&["close-card", card["ending"].as_str().expect("digits")]);
    assert_eq!(json(&again)["error"], "card_not_usable");
}

#[test]
fn personas_come_with_the_phones_of_their_stories() {
    let home = tempfile::tempdir().expect("a folder");
    let (_bank, said) = BankProcess::start_with(home.path(), &["--personas"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let personas = said["personas"].as_array().expect("personas");
    assert_eq!(personas.len(), 7);
    assert!(personas.iter().all(|persona| persona["stage"] == "ready"), "{said}");
    let of = |user: &str| personas.iter().find(|persona| persona["user_id"] == user).expect("a persona");
    assert_eq!(of("maya")["desktop_phone"], "persona-maya");
    for without in ["rina", "hendra", "dian"] {
        assert_eq!(of(without)["desktop_phone"], Value::Null, "{without}");
        assert!(!home.path().join("phones").join(format!("persona-{without}")).exists());
    }

    let sign_in = |user: &str| {
        let text = |name: &str| of(user)[name].as_str().expect("text").to_owned();
        let (phone, password, code) = (text("desktop_phone"), text("password"), text("unlock_code"));
        let secrets = ["--user", user, "--password", &password, "--code", &code, "--json"];
        json(&kunci(home.path(), &[&["phone", &phone, "sign-in"], secrets.as_slice()].concat()))
    };
    for works in ["maya", "wayan", "putu"] {
        assert_eq!(sign_in(works)["result"]["full"], true, "{works}");
    }
    assert_eq!(sign_in("joko")["error"], "token_locked");

    // Made again, nothing is registered anew.
    let again = kunci(home.path(), &["personas", "--make", "maya", "--json"]);
    assert_eq!(json(&again)["personas"][0]["stage"], "ready");
    assert_eq!(sign_in("maya")["result"]["full"], true);
    let nobody = kunci(home.path(), &["personas", "--make", "sari"]);
    assert_eq!(nobody.status.code(), Some(2), "{}", text(&nobody.stderr));
}

#[test]
fn a_tenant_is_a_bank_of_its_own_for_whoever_names_its_ready_file() {
    let home = tempfile::tempdir().expect("a folder");
    let (_bank, said) = BankProcess::start_with(home.path(), &["--tenant", "ani", "--tenant", "ci-7=42"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let ready = |tenant: usize| said["tenants"][tenant]["ready_file"].as_str().expect("a file").to_owned();
    assert!(ready(0).ends_with(".ani.json") && ready(1).ends_with(".ci-7.json"), "{said}");
    let hendra = |options: &[&str]| {
        let answer = kunci(home.path(), &[&["personas", "hendra", "--json"], options].concat());
        json(&answer)["personas"][0]["stage"].as_str().expect("a stage").to_owned()
    };
    assert_eq!(hendra(&["--make", "--ready-file", &ready(0)]), "ready");
    for other in [["--ready-file", &ready(1)].as_slice(), &[]] {
        assert_eq!(hendra(other), "absent", "{other:?}");
    }

    let elsewhere = tempfile::tempdir().expect("a folder");
    let refused = kunci(elsewhere.path(), &["bank", "--tenant", "../ani"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert!(!elsewhere.path().join("bank-ready.json").exists(), "nothing is left that says a bank runs");
}

#[test]
fn a_damaged_profile_is_told_and_left_as_it_is() {
    let home = tempfile::tempdir().expect("a folder");
    let _bank = BankProcess::start(home.path());
    let secrets = ["--user", "budi", "--password", "Kopi-Toraja-1945", "--code", "385204", "--json"];
    let registered = kunci(home.path(), &[&["phone", "tono", "register"], secrets.as_slice()].concat());
    assert_eq!(json(&registered)["result"]["stage"], "active", "{}", text(&registered.stderr));

    let database = home.path().join("phones/tono/profile/token.db");
    let whole = std::fs::read(&database).expect("the database");
    std::fs::write(&database, &whole[..whole.len() / 2 + 7]).expect("cut");
    let cut = std::fs::read(&database).expect("the database");
    let told = kunci(home.path(), &["phone", "tono", "token", "--json"]);
    assert_eq!((told.status.code(), json(&told)["error"].as_str()), (Some(1), Some("profile_damaged")));
    assert_eq!(std::fs::read(&database).expect("the database"), cut, "nothing was changed");

    // Put back, it works again: nothing was lost by looking.
    std::fs::write(&database, &whole).expect("put back");
    let back = kunci(home.path(), &["phone", "tono", "token", "--json"]);
    assert_eq!(json(&back)["result"]["stage"], "active");

    // Another phone's hardware under the same files: the key does not fit, and it is said.
    let hardware = home.path().join("phones/tono/hardware");
    std::fs::rename(&hardware, home.path().join("away")).expect("moved");
    let foreign = kunci(home.path(), &["phone", "tono", "token", "--json"]);
    let code = json(&foreign)["error"].as_str().unwrap_or_default().to_owned();
    assert!(["keys_invalidated", "profile_key_wrong", "keys_missing"].contains(&code.as_str()), "{code}");
}

#[test]
fn a_broken_step_ends_with_exit_code_1_and_the_promise_it_broke() {
    let home = tempfile::tempdir().expect("a folder");
    let journey = written(
        home.path(),
        "broken.json",
        r#"{"name":"broken","title":{"en":"t","id":"t"},"steps":[
            {"id":"1.1","title":{"en":"a","id":"a"},"do":"phone.open","expect":{"ok":{}}},
            {"id":"1.2","title":{"en":"b","id":"b"},"promises":["OTP-4"],"do":"phone.otp","with":{"code":"740916"},"expect":{"ok":{}}},
            {"id":"1.3","title":{"en":"c","id":"c"},"do":"phone.open","expect":{"ok":{}}}]}"#,
    );
    let played = kunci(home.path(), &["play", journey.to_str().expect("UTF-8")]);
    let out = text(&played.stdout);
    assert_eq!(played.status.code(), Some(1), "{out}");
    assert!(out.contains("BROKEN (OTP-4): got the error no_token"), "{out}");
    assert!(out.trim_end().ends_with("1 passed, 1 failed"), "{out}");
}

#[test]
fn unknown_actions_arguments_and_faults_fail_loudly() {
    let home = tempfile::tempdir().expect("a folder");
    for (action, with) in [
        ("phone.fly", "{}"),
        ("phone.open", r#"{"speed":1}"#),
        ("bank.fault", r#"{"kind":"earthquake"}"#),
        ("cloud.rain", "{}"),
    ] {
        let text_of = format!(
            r#"{{"name":"x","title":{{"en":"t","id":"t"}},"steps":[{{"id":"1.1","title":{{"en":"a","id":"a"}},"do":"{action}","with":{with},"expect":{{"ok":{{}}}}}}]}}"#
        );
        let journey = written(home.path(), "x.json", &text_of);
        assert_eq!(
            kunci(home.path(), &["play", journey.to_str().expect("UTF-8")]).status.code(),
            Some(1),
            "{action} {with}"
        );
    }
}

#[test]
fn bad_files_and_names_are_told_with_exit_code_2() {
    let home = tempfile::tempdir().expect("a folder");
    let not_json = written(home.path(), "no.json", "{");
    let not_json = not_json.to_str().expect("UTF-8");
    for args in [
        &["vectors", not_json][..],
        &["vectors", "/no/such/file"],
        &["play", not_json],
        &["play", "/no/such/file"],
        &["phone", "../evil", "token"],
        &["phone", "siti", "token"],
        &["no-such-verb"],
    ] {
        let output = kunci(home.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stdout));
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn published_vectors_pass_and_a_wrong_one_is_counted() {
    let home = tempfile::tempdir().expect("a folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/crypto/tests/vectors/otp.json");
    let good = kunci(home.path(), &["vectors", file.to_str().expect("UTF-8")]);
    assert!(good.status.success());
    assert_eq!(text(&good.stdout).lines().last(), Some("59 passed, 0 failed"));
    let planted = std::fs::read_to_string(&file).expect("vectors").replacen("755224", "755225", 1);
    let planted = written(home.path(), "planted.json", &planted);
    let bad = kunci(home.path(), &["vectors", planted.to_str().expect("UTF-8")]);
    assert_eq!(
        (bad.status.code(), text(&bad.stdout).lines().last().map(str::to_owned)),
        (Some(1), Some("58 passed, 1 failed".to_owned()))
    );
}

#[test]
fn the_demo_tells_each_step_as_one_json_object() {
    let home = tempfile::tempdir().expect("a folder");
    let demo = kunci(home.path(), &["demo", "--json", "--language", "id"]);
    let out = text(&demo.stdout);
    assert!(demo.status.success(), "{out}");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.len() > 30);
    assert!(lines.iter().all(|line| line["ok"] == true || line["summary"]["ok"] == true), "{out}");
    for secret in ["Senja-di-Ubud-72", "740916", "385204", "Kopi-Toraja-1945"] {
        assert!(!out.contains(secret), "the output holds {secret}");
    }
}

/// Each verb with arguments that it cannot do its work with; `None`: it is asked for nothing that can fail.
const FAILS: &[(&str, Option<&[&str]>)] = &[
    ("demo", Some(&["--seed", "many"])),
    ("bank", Some(&["--tenant", "../ani"])),
    ("phone", Some(&["siti", "keys"])),
    ("hardware", Some(&["KT-1004-2817", "press"])),
    ("personas", Some(&[])),
    ("play", Some(&["nothing.json"])),
    ("doctor", Some(&["--only", "spelling"])),
    ("vectors", Some(&["nothing.json"])),
    ("scan", Some(&["--draft"])),
    ("verify-transcript", Some(&["nothing.json"])),
    ("verify-receipts", Some(&["nothing.json"])),
    ("read-export", Some(&["nothing.json"])),
    ("contract-vectors", Some(&["--check", "nothing.json"])),
    ("contract-documents", Some(&["--check", "nowhere"])),
    ("completions", Some(&["dos"])),
    ("man", Some(&["--folder", "/dev/null/pages"])),
    ("help", None),
];

/// Every line of what a program reads.
fn all_json(output: &Output) -> Vec<Value> {
    let out = text(&output.stdout);
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    out.lines().map(read).collect()
}

#[test]
fn every_verb_fails_in_json_with_exit_code_2_when_it_is_asked_for_it() {
    let home = tempfile::tempdir().expect("a folder");
    let help = kunci(home.path(), &["--help"]);
    let help = text(&help.stdout);
    let listed =
        help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1).take_while(|line| !line.is_empty());
    let verbs: Vec<_> = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    assert!(verbs.len() > 10, "{help}");
    for verb in verbs {
        let (_, with) = FAILS.iter().find(|(known, _)| *known == verb).unwrap_or_else(|| panic!("{verb} is not tried"));
        let Some(with) = with else { continue };
        let failed = kunci(home.path(), &[&[verb], *with, &["--json"]].concat());
        let said = all_json(&failed);
        assert_eq!(failed.status.code(), Some(2), "{verb}: {said:?} {}", text(&failed.stderr));
        let [told] = &said[..] else { panic!("{verb}: {said:?}") };
        assert_eq!((told["ok"].as_bool(), told["error"].as_str()), (Some(false), Some("failed")), "{verb}: {told}");
        for member in ["what", "todo"] {
            assert!(told[member].as_str().is_some_and(|words| !words.is_empty()), "{verb}: {told}");
        }
        assert!(failed.stderr.is_empty(), "{verb}: {}", text(&failed.stderr));
        // For a person it stands on standard error.
        let shown = kunci(home.path(), &[&[verb], *with].concat());
        assert!(shown.status.code() == Some(2) && shown.stdout.is_empty() && !shown.stderr.is_empty(), "{verb}");
        assert!(!text(&shown.stderr).contains('\u{1b}'), "{verb}: no colour in a pipe");
    }
}

#[test]
fn verbs_that_need_no_bank_answer_in_json() {
    let home = tempfile::tempdir().expect("a folder");
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let at = |path: &str| project.join(path).to_str().expect("UTF-8").to_owned();
    let vectors = home.path().join("vectors.json").to_str().expect("UTF-8").to_owned();
    let pages = home.path().join("pages").to_str().expect("UTF-8").to_owned();
    let journey = at("tests/journeys/channels.json");
    let tries: [(&[&str], &str); 9] = [
        (&["vectors", &at("core/crypto/tests/vectors/otp.json")], "passed"),
        (&["scan", "--draft", "PIN saya 740916"], "findings"),
        (&["contract-vectors", &vectors], "state"),
        (&["contract-vectors", "--check", &vectors], "state"),
        (&["contract-documents", "--check", &at(".")], "files"),
        (&["completions", "bash"], "script"),
        (&["man"], "page"),
        (&["man", "--folder", &pages], "folder"),
        (&["play", &journey], "summary"),
    ];
    for (words, member) in tries {
        let answered = kunci(home.path(), &[words, &["--json"]].concat());
        let said = all_json(&answered);
        assert!(answered.status.success(), "{words:?}: {said:?} {}", text(&answered.stderr));
        assert!(said.last().is_some_and(|last| !last[member].is_null()), "{words:?}: {said:?}");
        assert!(
            !text(&answered.stdout).contains('\u{1b}') && answered.stderr.is_empty(),
            "{words:?}: for a program only"
        );
    }
    // What differs is an answer, too.
    std::fs::write(&vectors, "{}").expect("written");
    let differs = kunci(home.path(), &["contract-vectors", "--check", "--json", &vectors]);
    assert_eq!((differs.status.code(), json(&differs)["state"].as_str()), (Some(1), Some("differs")));
}

//! `kunci doctor`, on machines that are made up of what is on PATH.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::{PROGRAM, json_lines, printed, written};

/// A program that says this, whatever it is asked.
fn program(folder: &Path, name: &str, says: &str) {
    let file = written(folder, name, &format!("#!/bin/sh\necho '{says}'\n"));
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).expect("permissions");
}

/// On a machine with these programs and no others.
fn doctor(programs: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .arg("doctor")
        .args(args)
        .env("PATH", programs)
        .env("HOME", programs)
        .env_remove("XDG_CACHE_HOME")
        .output()
        .expect("kunci runs")
}

fn report(output: &Output) -> Value {
    let lines = json_lines(output);
    assert_eq!(lines.len(), 1, "one object: {}", printed(output));
    lines[0].clone()
}

#[test]
fn what_is_missing_is_named_with_what_to_do() {
    let bare = tempfile::tempdir().expect("a folder");
    let output = doctor(bare.path(), &["--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    let report = report(&output);
    let checks = report["checks"].as_array().expect("checks");
    for stage in ["set-up", "kotlin", "android", "swift", "browser", "interop", "mobile-check", "ci"] {
        assert!(checks.iter().any(|check| check["stage"] == stage), "{stage}");
    }
    for check in checks {
        let there = check["state"] == "present";
        assert_eq!(check["todo"].is_string(), !there, "{check}");
        assert!(check["needed"].as_str().is_some_and(|needed| !needed.is_empty()), "{check}");
    }
    let state = |name: &str| {
        let check = checks.iter().find(|check| check["name"] == name);
        check.and_then(|check| check["state"].as_str()).unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(["Rust", "Maven", "Loop-back"].map(state), ["missing", "missing", "present"]);
    let missing = checks.iter().filter(|check| check["state"] == "missing").count();
    assert_eq!((&report["ok"], &report["missing"]), (&Value::from(false), &Value::from(missing)));
}

#[test]
fn a_machine_that_has_all_is_well_and_one_with_an_old_compiler_is_not() {
    let machine = tempfile::tempdir().expect("a folder");
    program(machine.path(), "mvn", "Apache Maven 3.9.9");
    program(machine.path(), "javac", "javac 21.0.4");
    let well = doctor(machine.path(), &["--only", "kotlin"]);
    assert_eq!(well.status.code(), Some(0), "{}", printed(&well));
    assert!(printed(&well).contains("✓ Java development kit: javac 21.0.4"), "{}", printed(&well));
    assert!(printed(&well).trim_end().ends_with("Nothing is left to do."), "{}", printed(&well));

    program(machine.path(), "javac", "javac 11.0.2");
    let old = doctor(machine.path(), &["--only", "kotlin"]);
    assert_eq!(old.status.code(), Some(1), "{}", printed(&old));
    let told = printed(&old);
    assert!(told.contains("✗ Java development kit: javac 11.0.2; needed: Java development kit 17 or newer"), "{told}");
    assert!(told.contains("openjdk-17-jdk-headless") && told.contains("1 thing is missing."), "{told}");
}

#[test]
fn what_cargo_xtask_installs_by_itself_is_said_and_is_no_fault() {
    let debian = tempfile::tempdir().expect("a folder");
    program(debian.path(), "apt-get", "apt 3.0");
    program(debian.path(), "id", "0");
    let output = doctor(debian.path(), &["--json", "--only", "interop", "--only", "kotlin"]);
    let report = report(&output);
    let checks = report["checks"].as_array().expect("checks");
    let states: Vec<_> = checks.iter().map(|check| check["state"].as_str().expect("a state")).collect();
    assert!(states.iter().all(|state| *state == "comes_by_itself"), "{report}");
    assert_eq!(output.status.code(), Some(0), "{report}");

    // Not for somebody else than root.
    program(debian.path(), "id", "1000");
    assert_eq!(doctor(debian.path(), &["--only", "interop"]).status.code(), Some(1));
}

#[test]
fn a_stage_that_does_not_exist_is_refused_with_the_names_of_those_that_do() {
    let bare = tempfile::tempdir().expect("a folder");
    let output = doctor(bare.path(), &["--only", "windows"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("mobile-check"), "{}", printed(&output));
}

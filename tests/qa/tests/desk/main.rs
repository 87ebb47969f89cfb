//! QA's desk as a person and a program use it: shell, scenarios, doctor, completion and manual pages.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

mod doctor;
mod pages;
mod scenario;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_kunci");

/// Sari's, who is in every fresh sandbox bank.
const PASSWORD: &str = "Senja-di-Ubud-72";

fn kunci(home: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).env("KUNCI_HOME", home).env("LANG", "en").output().expect("kunci runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Everything that was printed.
fn printed(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// One JSON value a line.
fn json_lines(output: &Output) -> Vec<Value> {
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {}", printed(output)));
    text(&output.stdout).lines().map(read).collect()
}

fn written(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    path
}

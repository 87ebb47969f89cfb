//! QA's desk as a person and a program use it: shell, scenarios, doctor, completion and manual pages.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

mod doctor;
mod pages;
mod scenario;
mod shell;
#[path = "../support/mod.rs"]
mod support;
#[cfg(target_os = "linux")]
mod terminal;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{BankProcess, PROGRAM, kunci, text, written};

/// Sari's, who is in every fresh sandbox bank.
const PASSWORD: &str = "Senja-di-Ubud-72";
const CODE: &str = "740916";

/// The same with lines on its standard input.
fn piped(home: &Path, args: &[&str], lines: &str) -> Output {
    let mut child = Command::new(PROGRAM)
        .args(args)
        .env("KUNCI_HOME", home)
        .env("LANG", "en")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("kunci runs");
    let mut stdin = child.stdin.take().expect("piped");
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().expect("ends");
    // It may have ended before it read all: then its exit code says so.
    let _ = writer.join().expect("joins");
    output
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

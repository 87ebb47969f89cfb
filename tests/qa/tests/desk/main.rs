//! QA's desk as a person and a program use it: shell, scenarios, doctor, completion and manual pages.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

mod doctor;
mod pages;
mod scenario;
mod shell;
#[cfg(target_os = "linux")]
mod terminal;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_kunci");

/// Sari's, who is in every fresh sandbox bank.
const PASSWORD: &str = "Senja-di-Ubud-72";
const CODE: &str = "740916";

fn kunci(home: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).env("KUNCI_HOME", home).env("LANG", "en").output().expect("kunci runs")
}

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

/// A bank process that ends with the test.
struct BankProcess(Child);

impl BankProcess {
    fn start(home: &Path) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["bank", "--json", "--seed", "11"])
            .env("KUNCI_HOME", home)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the bank starts");
        // It prints one line when it is ready.
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        assert!(line.contains("ready_file"), "{line}");
        Self(child)
    }
}

impl Drop for BankProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

//! `cargo xtask interop`: implementations that others wrote accept our codes, and ours accept theirs; a client written from the contract's
//! pages alone does its banking with the sandbox bank.

use std::collections::HashMap;

use crate::apt;
use crate::problem::Outcome;
use crate::process;
use crate::results;
use crate::rust;
use crate::workspace::Workspace;

/// Python packages, each with its hashes.
const REQUIREMENTS: &str = "tests/interop/requirements.txt";

pub(crate) fn run(workspace: &Workspace) -> Outcome {
    results::forget(workspace, "interop")?;
    let mut missing = Vec::new();
    if !apt::has("oathtool", "--version") {
        missing.push("oathtool");
    }
    if !apt::has("python3", "--version") {
        missing.extend(["python3", "python3-venv"]);
    }
    if !missing.is_empty() {
        apt::install(workspace, &missing)?;
    }
    let folder = workspace.cache.join("interop-2");
    let python = folder.join("bin").join("python");
    if !apt::has(&python.to_string_lossy(), "--version") {
        let mut make = workspace.command("python3");
        make.args(["-m", "venv", "--clear"]).arg(&folder);
        if process::run(workspace, "interop-venv", &mut make).is_err() {
            apt::install(workspace, &["python3-venv"])?;
            process::run(workspace, "interop-venv", &mut make)?;
        }
    }
    let mut install = workspace.command(&python);
    install.args(["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r"]);
    process::run(workspace, "interop-pip", install.arg(REQUIREMENTS))?;
    process::run(workspace, "build-sandbox", &mut workspace.cargo(&["build", "-p", "kunci-qa"]))?;
    let mut tests = workspace.cargo(&["test", "-p", "kunci-interop", "--no-fail-fast", "--tests", "--", "--ignored"]);
    tests.env("KUNCI_INTEROP_PYTHON", &python).env("KUNCI_SANDBOX", workspace.sandbox());
    let transcript = process::tee(workspace, "interop", &mut tests)?;
    let passed = rust::passed_tests(&transcript.lines, &test_programs(&transcript.lines));
    // What passed stays known beside a check that did not: the promises then name that one alone.
    results::record(workspace, "interop", &passed)?;
    transcript.ok().map(drop)
}

/// The root source file of each test program, from the lines `Running tests/NAME.rs (…/NAME-HASH)`.
fn test_programs(lines: &[String]) -> HashMap<String, String> {
    let running = lines.iter().filter_map(|line| line.trim().strip_prefix("Running ")?.strip_suffix(')'));
    running
        .filter_map(|line| {
            let (source, program) = line.split_once(" (")?;
            Some((rust::file_name(program).to_owned(), format!("tests/interop/{source}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_the_line_that_starts_it() {
        let lines = ["     Running tests/client.rs (target/debug/deps/client-1f)".to_owned()];
        assert_eq!(test_programs(&lines).get("client-1f").map(String::as_str), Some("tests/interop/tests/client.rs"));
    }
}

//! `cargo xtask interop`: implementations that others wrote accept our codes, and ours accept theirs.

use crate::apt;
use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// What python-oath is, with its hash.
const REQUIREMENTS: &str = "tests/interop/requirements.txt";

pub(crate) fn run(workspace: &Workspace) -> Outcome {
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
    let folder = workspace.cache.join("interop-1");
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
    let mut tests = workspace.cargo(&["test", "-p", "kunci-interop", "--test", "interop", "--", "--ignored"]);
    process::run(workspace, "interop", tests.env("KUNCI_INTEROP_PYTHON", &python))
}

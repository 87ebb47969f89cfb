//! The Rust tests, and which of them passed.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::problem::{Outcome, Problem};
use crate::process;
use crate::results::{self, Passed};
use crate::workspace::Workspace;

/// Builds every test of the workspace.
pub(crate) fn build_tests(workspace: &Workspace) -> Outcome {
    process::run(workspace, "build-tests", &mut workspace.cargo(&["test", "--workspace", "--no-run"]))
}

/// Runs every test of the workspace and writes down which passed.
pub(crate) fn test(workspace: &Workspace) -> Outcome {
    results::forget(workspace, "rust")?;
    let roots = test_programs(workspace)?;
    let mut command = workspace.cargo(&["test", "--workspace", "--no-fail-fast"]);
    let transcript = process::tee(workspace, "rust", &mut command)?;
    let mut passed = passed_tests(&transcript.lines, &roots);
    passed.extend(results::journey_steps(&transcript.lines));
    // What passed stays known beside a test that did not: the promises then name that one alone.
    results::record(workspace, "rust", &passed)?;
    transcript.ok()?;
    if passed.is_empty() {
        return Err(Problem::new("cargo test ran no test"));
    }
    Ok(())
}

/// A line of Cargo's build messages.
#[derive(Deserialize)]
struct Message {
    executable: Option<String>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    src_path: String,
}

/// The root source file of each test program, by the program's file name.
fn test_programs(workspace: &Workspace) -> Outcome<HashMap<String, String>> {
    let mut command =
        workspace.cargo(&["test", "--workspace", "--no-run", "--message-format", "json-render-diagnostics"]);
    let output = command.output().map_err(|error| Problem::new(format!("starting cargo: {error}")))?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return Err(Problem::new("the tests do not compile"));
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let programs = messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    Ok(programs
        .filter_map(|message| {
            let root = message.target?.src_path;
            let root = Path::new(&root).strip_prefix(&workspace.root).ok()?.to_string_lossy().into_owned();
            Some((file_name(&message.executable?).to_owned(), root))
        })
        .collect())
}

/// Reads the output of `cargo test`: which program runs, then `test PATH ... ok`.
pub(crate) fn passed_tests(lines: &[String], roots: &HashMap<String, String>) -> Vec<Passed> {
    let mut root: Option<&String> = None;
    let mut passed = Vec::new();
    for line in lines {
        let line = line.trim();
        if line.starts_with("Running ") || line.starts_with("Doc-tests ") {
            let program = line.rsplit_once('(').map(|(_, program)| program.trim_end_matches(')'));
            root = program.and_then(|program| roots.get(file_name(program)));
        }
        let path = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... ok"));
        if let (Some(root), Some(path)) = (root, path) {
            let path = path.trim_end_matches(" - should panic").to_owned();
            passed.push(Passed::Rust { root: root.clone(), path });
        }
    }
    passed
}

pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ok_tests_of_a_known_program_are_taken() {
        let roots = HashMap::from([("kunci_core-1f".to_owned(), "core/src/lib.rs".to_owned())]);
        let lines = [
            "test before::any_program ... ok",
            "     Running unittests src/lib.rs (target/debug/deps/kunci_core-1f)",
            "test token::otp::tests::otp_4_code ... ok",
            "test token::otp::tests::refuses - should panic ... ok",
            "test token::otp::tests::broken ... FAILED",
            "test token::otp::tests::later ... ignored",
            "     Running tests/other.rs (target/debug/deps/other-2e)",
            "test unknown_program ... ok",
            "   Doc-tests kunci_core",
            "test core/src/lib.rs - (line 3) ... ok",
        ];
        let passed = passed_tests(&lines.map(str::to_owned), &roots);
        let paths = ["token::otp::tests::otp_4_code", "token::otp::tests::refuses"];
        assert_eq!(
            passed,
            paths.map(|path| Passed::Rust { root: "core/src/lib.rs".to_owned(), path: path.to_owned() })
        );
    }
}

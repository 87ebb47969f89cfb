//! A verb that judges a file, as anybody uses it.

use std::process::Command;

/// Exit code and standard output of `verb` for a file with this content; without one: for no file.
pub(crate) fn judge(verb: &str, content: Option<&str>, more: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file.json");
    if let Some(content) = content {
        std::fs::write(&file, content).expect("written");
    }
    let output =
        Command::new(env!("CARGO_BIN_EXE_kunci")).arg(verb).arg(&file).args(more).output().expect("kunci runs");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

//! A verb that could not do its work: what happened, and what to do.

use std::process::ExitCode;

/// Ends the program with exit code 2 (1 is kept for "ran, and something did not hold").
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    todo: String,
}

impl Failure {
    pub(crate) fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into() }
    }

    /// `as_json`: for a program, on standard output; else for a person, on standard error.
    pub(crate) fn exit(&self, as_json: bool) -> ExitCode {
        if as_json {
            let told = serde_json::json!({"ok": false, "error": "failed", "what": self.what, "todo": self.todo});
            crate::print::line(&told.to_string());
        } else {
            crate::print::error(&format!("{}\n{}", self.what, self.todo));
        }
        ExitCode::from(2)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.todo)
    }
}

impl From<kunci_core::Error> for Failure {
    fn from(error: kunci_core::Error) -> Self {
        let told = error.explain(crate::print::language());
        Self::new(format!("{} ({}). {}", told.title, error.code(), told.body), told.action)
    }
}

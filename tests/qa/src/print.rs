//! Output: colour only on a terminal, a closed pipe is no crash.

use std::io::{IsTerminal, Write};

use kunci_domain::texts::Language;

use crate::progress;

/// The person's language, from the environment.
pub(crate) fn language() -> Language {
    let tag = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::from_tag(&tag.unwrap_or_default())
}

/// A line on standard output.
pub(crate) fn line(text: &str) {
    let _ = progress::beside(|| writeln!(std::io::stdout().lock(), "{text}"));
}

/// A text of several lines on standard output, as it is.
pub(crate) fn bytes(text: &[u8]) {
    let _ = std::io::stdout().lock().write_all(text);
}

/// A line on standard error.
pub(crate) fn error(text: &str) {
    let text = colour(text, "31", std::io::stderr().is_terminal());
    let _ = progress::beside(|| writeln!(std::io::stderr().lock(), "{text}"));
}

/// A line on standard error that is no error: for a person, beside results that a program may read.
pub(crate) fn note(text: &str) {
    let _ = progress::beside(|| writeln!(std::io::stderr().lock(), "{text}"));
}

pub(crate) fn green(text: &str) -> String {
    colour(text, "32", std::io::stdout().is_terminal())
}

pub(crate) fn dim(text: &str) -> String {
    colour(text, "2", std::io::stdout().is_terminal())
}

pub(crate) fn bold(text: &str) -> String {
    colour(text, "1", std::io::stdout().is_terminal())
}

pub(crate) fn red(text: &str) -> String {
    colour(text, "31", std::io::stdout().is_terminal())
}

fn colour(text: &str, code: &str, terminal: bool) -> String {
    let wanted = terminal && std::env::var_os("NO_COLOR").is_none();
    if wanted { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

//! How far long work is: one line at the foot of a terminal. Never in a pipe, a file, or with `--json`.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// As wide as this, in characters.
const WIDTH: usize = 24;

/// The line that stands there now.
static SHOWN: Mutex<Option<String>> = Mutex::new(None);

/// Work of so many parts. The line goes away with it.
pub(crate) struct Progress {
    on: bool,
    parts: usize,
    done: usize,
}

impl Progress {
    /// Of one part there is nothing to tell.
    pub(crate) fn of(parts: usize, as_json: bool) -> Self {
        let fits = std::io::stderr().is_terminal() && std::env::var("TERM").is_ok_and(|term| term != "dumb");
        Self { on: fits && !as_json && parts > 1, parts, done: 0 }
    }

    /// The next part begins.
    pub(crate) fn begins(&mut self, what: &str) {
        if self.on {
            show(Some(bar(self.done, self.parts, what)));
        }
        self.done += 1;
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.on {
            show(None);
        }
    }
}

/// Writes something else on the terminal: above the line, which comes back after it.
pub(crate) fn beside<T>(write: impl FnOnce() -> T) -> T {
    let shown = shown();
    if shown.is_some() {
        erase();
    }
    let written = write();
    if let Some(line) = &*shown {
        draw(line);
    }
    written
}

fn bar(done: usize, parts: usize, what: &str) -> String {
    let full = WIDTH * done / parts.max(1);
    let what: String = what.chars().filter(|letter| !letter.is_control()).take(40).collect();
    format!("[{}{}] {} of {parts}: {what}", "#".repeat(full), ".".repeat(WIDTH - full), done + 1)
}

fn shown() -> MutexGuard<'static, Option<String>> {
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn show(line: Option<String>) {
    let mut shown = shown();
    if shown.is_some() {
        erase();
    }
    if let Some(line) = &line {
        draw(line);
    }
    *shown = line;
}

fn draw(line: &str) {
    let _ = write!(std::io::stderr().lock(), "{line}");
}

fn erase() {
    let _ = write!(std::io::stderr().lock(), "\r\u{1b}[2K");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_and_is_one_line_whatever_the_name() {
        assert_eq!(bar(0, 4, "session"), format!("[{}] 1 of 4: session", ".".repeat(24)));
        assert_eq!(bar(3, 4, "a\nb\u{1b}[2J"), format!("[{}{}] 4 of 4: ab[2J", "#".repeat(18), ".".repeat(6)));
        assert!(bar(1, 2, &"x".repeat(500)).len() < 80);
    }
}

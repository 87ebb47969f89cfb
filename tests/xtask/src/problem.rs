//! What went wrong, as a sentence that says what to do.

use std::fmt;

/// The result of everything here.
pub(crate) type Outcome<T = ()> = Result<T, Problem>;

/// A failure, told to the person at the terminal.
#[derive(Debug)]
pub(crate) struct Problem(String);

impl Problem {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was being done when an error came.
pub(crate) trait While<T> {
    /// `reading docs/promises.md` becomes `reading docs/promises.md: No such file or directory`.
    fn doing(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Problem(format!("{what}: {error}")))
    }
}

//! What can go wrong: a refusal that the contract names, or a failure of the bank itself.

use kunci_wire::{Problem, ProblemCode};

/// A failure of the bank itself; the caller only ever sees `internal`.
#[derive(Debug, thiserror::Error)]
pub enum BankError {
    /// A file or socket.
    #[error("input or output failed: {0}")]
    Io(#[from] std::io::Error),
    /// The database.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The database's schema.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// TLS set-up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// A certificate could not be made.
    #[error("a certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// JSON could not be written, or a stored one not be read.
    #[error("JSON failed: {0}")]
    Json(#[from] serde_json::Error),
    /// A stored key or record does not open or does not fit.
    #[error("a stored key or record is damaged")]
    Key,
    /// No randomness.
    #[error("the system gives no randomness")]
    Entropy,
    /// The console was to be opened in a way that protects nothing.
    #[error("the console cannot be opened: {0}")]
    Console(&'static str),
    /// A task of the server ended early.
    #[error("a task of the server ended early")]
    Task,
    /// The Oblivious HTTP library.
    #[error("oblivious HTTP failed")]
    Oblivious,
}

/// Why an operation did not go through.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// By a rule of the contract. What was written before it (counters, burnt nonces, audit) stays.
    Problem(Box<Problem>),
    /// The bank failed. Everything is rolled back.
    Failure(BankError),
}

impl<E: Into<BankError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

/// A refusal by the contract. `detail` is for engineers and never holds a secret.
pub(crate) fn refuse(code: ProblemCode, detail: impl Into<String>) -> Refusal {
    Refusal::Problem(Box::new(Problem::new(code, detail)))
}

/// A refusal with further members.
pub(crate) fn refuse_with(code: ProblemCode, detail: impl Into<String>, add: impl FnOnce(&mut Problem)) -> Refusal {
    let mut problem = Problem::new(code, detail);
    add(&mut problem);
    Refusal::Problem(Box::new(problem))
}

//! Matrix's event store, a program of its own (`tests/bench/peers/matrix`): it and we link different SQLites.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::process::Command;

use crate::chat_pipeline::BATCH;
use crate::scene::told;

/// How many it stores at once.
pub(crate) struct Batch {
    pub(crate) events: usize,
    /// What it does. The version is that of its `Cargo.toml`.
    pub(crate) against: &'static str,
    pub(crate) is_judged: bool,
}

/// A chunk of a room at a time, which is what its SDK keeps together, and more than an answer of a server mostly brings; and as many at once as our
/// link commits.
pub(crate) const BATCHES: [Batch; 2] = [
    Batch { events: 128, against: "matrix-sdk-sqlite 0.18.0: stored by the chunk", is_judged: true },
    Batch { events: BATCH, against: "the same, 2,048 at once", is_judged: false },
];

/// What it takes to store the texts in batches of so many, in nanoseconds.
pub(crate) fn round(program: Result<&Path, &str>, texts: &[String], batch: usize) -> Result<f64, String> {
    let peer = Command::new(program?).arg(batch.to_string()).stdin(lines(texts)?).output().map_err(told)?;
    if !peer.status.success() {
        return Err(String::from_utf8_lossy(&peer.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&peer.stdout);
    let figure = said.trim().strip_prefix("matrix_ns ").and_then(|said| said.split_once(" inserted "));
    let (took, inserted) = figure.ok_or("the peer printed no figure")?;
    if inserted.parse() != Ok(texts.len()) {
        return Err(format!("the peer stored {inserted} of {}", texts.len()));
    }
    took.parse().map_err(told)
}

/// One a line, from the beginning.
fn lines(texts: &[String]) -> Result<File, String> {
    let mut file = tempfile::tempfile().map_err(told)?;
    file.write_all((texts.join("\n") + "\n").as_bytes()).and_then(|()| file.rewind()).map_err(told)?;
    Ok(file)
}

//! Matrix's event store, a program of its own (`tests/bench/peers/matrix`): it and we link different SQLites.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::Path;
use std::process::Command;

use crate::scene::told;

/// What it does. The version is that of its `Cargo.toml`.
pub(crate) const STORED: &str = "matrix-sdk-sqlite 0.18.0: the texts stored";

/// `rounds`, and what it takes to store the texts in batches of so many, in nanoseconds.
pub(crate) fn round(program: &Path, texts: &[String], batch: usize, mut rounds: Vec<f64>) -> Result<Vec<f64>, String> {
    let peer = Command::new(program).arg(batch.to_string()).stdin(lines(texts)?).output().map_err(told)?;
    if !peer.status.success() {
        return Err(String::from_utf8_lossy(&peer.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&peer.stdout);
    let figure = said.trim().strip_prefix("matrix_ns ").and_then(|said| said.split_once(" inserted "));
    let (took, inserted) = figure.ok_or("the peer printed no figure")?;
    if inserted.parse() != Ok(texts.len()) {
        return Err(format!("the peer stored {inserted} of {}", texts.len()));
    }
    rounds.push(took.parse().map_err(told)?);
    Ok(rounds)
}

/// One a line, from the beginning.
fn lines(texts: &[String]) -> Result<File, String> {
    let mut file = tempfile::tempfile().map_err(told)?;
    file.write_all((texts.join("\n") + "\n").as_bytes()).and_then(|()| file.rewind()).map_err(told)?;
    Ok(file)
}

//! `kunci contract-documents [--check]`: the contract as OpenAPI and AsyncAPI, written from the code.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kunci_bank::documents;

use crate::failure::Failure;
use crate::print;

/// Where, and whether to write.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Compare with the files instead of writing them; exit code 1 if one differs.
    #[arg(long)]
    check: bool,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// The project's folder.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut states = Vec::new();
    for document in documents::all() {
        let path = args.folder.join(document.path);
        let state = if args.check { compared(&path, &document.text)? } else { written(&path, &document.text)? };
        if !args.json {
            tell(&path, state);
        }
        states.push((path, state));
    }
    let all_same = states.iter().all(|(_, state)| *state != State::Differs);
    if args.json {
        let one = |(path, state): &(PathBuf, State)| serde_json::json!({"file": path, "state": state.name()});
        let files: Vec<_> = states.iter().map(one).collect();
        print::line(&serde_json::json!({"ok": all_same, "files": files}).to_string());
    }
    Ok(if all_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What became of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Written,
    Same,
    Differs,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Same => "same",
            Self::Differs => "differs",
        }
    }
}

fn tell(path: &Path, state: State) {
    let name = path.display();
    match state {
        State::Written => print::line(&format!("{name} written.")),
        State::Same => print::line(&format!("{name} is what the code makes.")),
        State::Differs => print::error(&format!(
            "{name} is not what the code makes. If the contract changed on purpose: cargo run -- contract-documents"
        )),
    }
}

fn written(path: &Path, made: &str) -> Result<State, Failure> {
    std::fs::write(path, made).map_err(|error| {
        Failure::new(format!("{} cannot be written: {error}.", path.display()), "Run it in the project's folder.")
    })?;
    Ok(State::Written)
}

fn compared(path: &Path, made: &str) -> Result<State, Failure> {
    let kept = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}.", path.display()),
            "Write it: cargo run -- contract-documents",
        )
    })?;
    Ok(if kept == made { State::Same } else { State::Differs })
}

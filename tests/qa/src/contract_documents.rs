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
    /// The project's folder.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut code = ExitCode::SUCCESS;
    for document in documents::all() {
        let path = args.folder.join(document.path);
        if args.check {
            if !is_kept(&path, &document.text)? {
                code = ExitCode::FAILURE;
            }
        } else {
            std::fs::write(&path, &document.text).map_err(|error| {
                Failure::new(
                    format!("{} cannot be written: {error}.", path.display()),
                    "Run it in the project's folder.",
                )
            })?;
            print::line(&format!("{} written.", path.display()));
        }
    }
    Ok(code)
}

fn is_kept(path: &Path, made: &str) -> Result<bool, Failure> {
    let name = path.display();
    let kept = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("{name} cannot be read: {error}."), "Write it: cargo run -- contract-documents")
    })?;
    if kept == made {
        print::line(&format!("{name} is what the code makes."));
        return Ok(true);
    }
    print::error(&format!(
        "{name} is not what the code makes. If the contract changed on purpose: cargo run -- contract-documents"
    ));
    Ok(false)
}

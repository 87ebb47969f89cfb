//! `kunci contract-vectors [--check]`: the numbers a bank's engineers check their own code against.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::print;

/// Where, and whether to write.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Compare with the file instead of writing it; exit code 1 if it differs.
    #[arg(long)]
    check: bool,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// The file.
    #[arg(default_value = "docs/contract/vectors/kunci-1.json")]
    file: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let made = kunci_crypto::contract_vectors::generate().map_err(|error| {
        Failure::new(format!("The vectors cannot be made: {error}."), "This is a fault of this program.")
    })?;
    let name = args.file.display();
    let tell = |state: &str, words: &str| {
        if args.json {
            let told = serde_json::json!({"ok": state != "differs", "file": args.file, "state": state});
            return print::line(&told.to_string());
        }
        if state == "differs" { print::error(words) } else { print::line(words) }
    };
    if args.check {
        let kept = std::fs::read_to_string(&args.file).map_err(|error| {
            Failure::new(format!("{name} cannot be read: {error}."), "Write it: kunci contract-vectors")
        })?;
        if kept != made {
            tell(
                "differs",
                &format!(
                    "{name} is not what the code makes. If the contract changed on purpose: kunci contract-vectors"
                ),
            );
            return Ok(ExitCode::FAILURE);
        }
        tell("same", &format!("{name} is what the code makes."));
    } else {
        std::fs::write(&args.file, made).map_err(|error| {
            Failure::new(format!("{name} cannot be written: {error}."), "Run it in the project's folder.")
        })?;
        tell("written", &format!("{name} written."));
    }
    Ok(ExitCode::SUCCESS)
}

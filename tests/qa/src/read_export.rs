//! `kunci read-export FILE`: opens what the app has exported.

use std::io::BufRead as _;
use std::path::PathBuf;
use std::process::ExitCode;

use kunci_core::privacy::read_export;
use kunci_crypto::secret::SecretBytes;

use crate::failure::Failure;
use crate::print;

/// Which file.
#[derive(clap::Args)]
#[command(after_help = "\
The passphrase is one line of standard input. The JSON inside goes to standard output, with --json or
without; with --json a refusal goes there, too.
Exit code 1: the passphrase is wrong, or the file was changed. 2: the file cannot be read.")]
pub(crate) struct Args {
    /// The file, as the app has exported it.
    file: PathBuf,
    /// Also say in JSON why a file does not open.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let file = std::fs::read_to_string(&args.file).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}.", args.file.display()), "Name a readable export file.")
    })?;
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure::new(format!("There is no passphrase: {error}."), "Give it as a line of input."))?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    let passphrase = SecretBytes::from_vec(line.into_bytes());
    match read_export(&passphrase, &file) {
        Ok(inside) => {
            // Exposed to the customer who has the passphrase.
            print::line(&String::from_utf8_lossy(inside.expose()));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            if args.json {
                let told = serde_json::json!({"ok": false, "error": "not_opened", "what": error.to_string()});
                print::line(&told.to_string());
            } else {
                print::error(&error.to_string());
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

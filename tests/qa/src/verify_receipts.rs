//! `kunci verify-receipts FILE`: do exported receipts of card controls prove what they say?

use std::path::PathBuf;
use std::process::ExitCode;

use kunci_core::cards::receipts_file::{self, VerifiedReceipts};
use kunci_domain::moments;

use crate::failure::Failure;
use crate::print;

/// Which file, and by whose keys.
#[derive(clap::Args)]
#[command(after_help = "\
Exit code 0: all hold. 1: one does not (it was changed, or no key of the file has signed it; or a
key is another). 2: the file cannot be read.

Without --key the file vouches for its own keys: compare the thumbprints that are printed with
those that the bank publishes. That no receipt was left out the file cannot prove.")]
pub(crate) struct Args {
    /// The receipts, as the app has exported them.
    file: PathBuf,
    /// Every key must be one of these (RFC 7638 thumbprint); may be given several times.
    #[arg(long, value_name = "THUMBPRINT")]
    key: Vec<String>,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(&args.file).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}.", args.file.display()), "Name a readable file of receipts.")
    })?;
    let checked = receipts_file::verify(&text).map_err(|fault| fault.to_string()).and_then(|file| {
        let foreign = |key: &&String| !args.key.is_empty() && !args.key.contains(key);
        match file.signed_by.iter().find(foreign) {
            Some(key) => Err(format!("one was signed by another key: {key}")),
            None => Ok(file),
        }
    });
    match checked {
        Ok(file) => {
            if args.json {
                print::line(&in_json(&file));
            } else {
                in_lines(&file, !args.key.is_empty());
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(why) => {
            let json = serde_json::json!({"holds": false, "why": why}).to_string();
            print::line(&if args.json { json } else { format!("does not hold: {why}") });
            Ok(ExitCode::FAILURE)
        }
    }
}

fn in_json(file: &VerifiedReceipts) -> String {
    let receipts = file.receipts.iter().map(|receipt| {
        serde_json::json!({
            "command_id": receipt.command_id, "card_id": receipt.card_id, "action": receipt.action,
            "frozen": receipt.frozen, "effective_ms": receipt.effective_ms, "sequence": receipt.sequence,
        })
    });
    let receipts: Vec<_> = receipts.collect();
    serde_json::json!({"holds": true, "bank": file.bank, "signed_by": file.signed_by, "receipts": receipts, "unproved": file.unproved}).to_string()
}

fn in_lines(file: &VerifiedReceipts, key_known: bool) {
    for receipt in &file.receipts {
        // Debug spelling: what a file says must not move the cursor of a terminal.
        let moment = moments::display(receipt.effective_ms, print::language());
        print::line(&format!(
            "{moment}  {:?}  card {}  command {}",
            receipt.action, receipt.card_id, receipt.command_id
        ));
    }
    let hint = if key_known { "" } else { " (compare with those that the bank publishes)" };
    if file.unproved > 0 {
        print::line(&format!("{} more cannot be verified any more: the bank has withdrawn their keys", file.unproved));
    }
    print::line(&format!("holds: {} receipts, signed by {}{hint}", file.receipts.len(), file.signed_by.join(" ")));
}

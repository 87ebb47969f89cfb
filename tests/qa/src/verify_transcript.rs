//! `kunci verify-transcript FILE`: does a kept chat prove what was said?

use std::path::PathBuf;
use std::process::ExitCode;

use kunci_core::chat::Speaker;
use kunci_core::chat::transcript::{self, Transcript, TranscriptEntry};

use crate::failure::Failure;
use crate::print;

/// Which file, and by whose key.
#[derive(clap::Args)]
#[command(after_help = "\
Exit code 0: it holds. 1: it does not (a word was changed, left out, put in or moved; or the key
is another). 2: the file cannot be read.

Without --key the file vouches for its own key: compare the thumbprint that is printed with the
one that the bank publishes. Badge keys that the bank took back later are not in the file.")]
pub(crate) struct Args {
    /// The transcript, as the app has exported it.
    file: PathBuf,
    /// The key must be this one (RFC 7638 thumbprint).
    #[arg(long, value_name = "THUMBPRINT")]
    key: Option<String>,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(&args.file).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}.", args.file.display()), "Name a readable transcript.")
    })?;
    let checked = transcript::verify(&text).map_err(|fault| fault.to_string()).and_then(|transcript| {
        match args.key.as_deref().filter(|key| *key != transcript.signed_by) {
            Some(_) => Err(format!("it was signed by another key: {}", transcript.signed_by)),
            None => Ok(transcript),
        }
    });
    match checked {
        Ok(transcript) => {
            if args.json {
                print::line(&in_json(&transcript))
            } else {
                in_lines(&transcript, args.key.is_some())
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

fn in_json(transcript: &Transcript) -> String {
    let entry = |entry: &TranscriptEntry| serde_json::json!({"seq": entry.seq, "at_ms": entry.at_ms, "speaker": who(entry), "signed": entry.signed, "text": entry.text});
    serde_json::json!({
        "holds": true, "bank": transcript.bank, "conversation": transcript.conversation.to_string(),
        "signed_at_ms": transcript.signed_at_ms, "signed_by": transcript.signed_by,
        "entries": transcript.entries.iter().map(entry).collect::<Vec<_>>(),
    })
    .to_string()
}

fn in_lines(transcript: &Transcript, key_known: bool) {
    for entry in &transcript.entries {
        // Debug spelling: what somebody has written must not move the cursor of a terminal.
        print::line(&format!("{:>5}  {}: {:?}", entry.seq, who(entry), entry.text));
    }
    let hint = if key_known { "" } else { " (compare it with the one that the bank publishes)" };
    print::line(&format!("holds: {} entries, signed by {}{hint}", transcript.entries.len(), transcript.signed_by));
}

fn who(entry: &TranscriptEntry) -> String {
    match &entry.speaker {
        None => "unreadable".to_owned(),
        Some(Speaker::You) if entry.signed => "customer, by her own signature".to_owned(),
        Some(Speaker::You) => "customer (bound by the bank's signature only)".to_owned(),
        Some(Speaker::System) => "bank".to_owned(),
        Some(Speaker::Bot { name }) => format!("bot {name:?}"),
        Some(Speaker::VerifiedAgent { name, employee_id }) => format!("agent {name:?}, employee {employee_id:?}"),
        Some(Speaker::Unverified { why }) => format!("not verified ({})", why.code()),
    }
}

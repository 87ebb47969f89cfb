//! `kunci hardware SERIAL press`: a hardware token in the customer's hand, simulated.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::control::Control;
use crate::{home, play, print};

/// Which device, and what to do with it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The serial on its back, such as KT-1004-2817 (sari's) or KT-1009-3355 (budi's).
    serial: String,
    #[command(subcommand)]
    verb: Verb,
    /// One JSON object instead of words.
    #[arg(long, global = true)]
    json: bool,
    /// Ready file of the bank (else the one that `kunci bank` wrote last).
    #[arg(long, global = true, value_name = "FILE")]
    ready_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Verb {
    /// Press its one key: the display shows a code.
    Press {
        /// Its clock is ahead of the bank's by so much.
        #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
        drift_seconds: i64,
    },
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let ready = play::read_ready(&home::ready_file(args.ready_file.as_deref())?)?;
    let control = Control::new(&ready).map_err(|error| Failure::new(error, "Check the ready file."))?;
    let Verb::Press { drift_seconds } = args.verb;
    let asked = json!({"serial": args.serial, "press": true, "drift_seconds": drift_seconds});
    let asked = asked.as_object().cloned().unwrap_or_default();
    let shown: Map<String, Value> = control.call("hardware_token", &asked).await.map_err(|error| {
        Failure::new(format!("{} ({})", error.told, error.code), "Is the bank running, and the serial right?")
    })?;
    if args.json {
        print::line(&json!({"action": "press", "ok": true, "result": shown}).to_string());
    } else {
        print::line(shown.get("code").and_then(Value::as_str).unwrap_or_default());
    }
    Ok(ExitCode::SUCCESS)
}

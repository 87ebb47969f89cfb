//! `cargo xtask no-oracle`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use kunci_no_oracle::{Parts, run};

/// Tries all 10⁶ Unlock Codes against stolen images of a phone.
#[derive(Parser)]
struct Cli {
    /// One scenario and the controls only.
    #[arg(long)]
    fast: bool,
    /// Only what has this in its name; nothing is proved by a part.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Where to write the report.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let parts = if cli.fast { Parts::Fast } else { Parts::All };
    let outcome = tokio::runtime::Runtime::new()
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(run(parts, cli.only.as_deref(), cli.report.as_deref())));
    match outcome {
        Ok(outcome) if outcome.broken.is_empty() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("no-oracle: {error}");
            ExitCode::from(2)
        }
    }
}

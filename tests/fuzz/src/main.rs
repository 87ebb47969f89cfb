//! `kunci-fuzz [--seconds N] [--seed N] [TARGET …]`: replays the corpora, then changes them for a while.

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser as _;
use kunci_fuzz::driver::{self, Until};
use kunci_fuzz::{TARGETS, Target, seeds, target};

/// Hostile input for the phone and the bank.
#[derive(clap::Parser)]
struct Args {
    /// For each target.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Which inputs: the same number, the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the seeds that are made by code into the corpora.
    #[arg(long)]
    write_seeds: bool,
    /// Only these; all without a name.
    targets: Vec<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(what) => {
            eprintln!("{what}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<bool, String> {
    if args.write_seeds {
        seeds::write().map_err(|error| error.to_string())?;
        println!("The seeds are written.");
        return Ok(true);
    }
    let named = args.targets.iter().map(|name| target(name).ok_or_else(|| format!("there is no target {name:?}")));
    let mut chosen: Vec<Target> = named.collect::<Result<_, _>>()?;
    if chosen.is_empty() {
        chosen = TARGETS.to_vec();
    }
    let mut fine = true;
    for target in chosen {
        let corpus = driver::corpus(&target).map_err(|error| format!("{}: {error}", target.name))?;
        let report = driver::run(&target, &corpus, args.seed, Until::Time(Duration::from_secs(args.seconds)));
        println!("{:<14} {:>9} inputs from {} seeds: {}", target.name, report.inputs, corpus.len(), target.what);
        if let Some(input) = report.broken {
            let path = std::env::temp_dir().join(format!("kunci-fuzz-{}", target.name));
            std::fs::write(&path, &input).map_err(|error| error.to_string())?;
            println!(
                "  BROKEN by {} bytes, kept in {}: {:?}",
                input.len(),
                path.display(),
                String::from_utf8_lossy(&input)
            );
            fine = false;
        }
    }
    Ok(fine)
}

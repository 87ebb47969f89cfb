//! `kunci-simulation`: phones and bank in one process, in virtual time, on a network that loses, repeats and delays, with kills at
//! each write. A seed replays the same decisions. `cargo xtask simulate --seeds 100`.
//!
//! [`world`] holds the phones and the bank, [`network`] the faults, [`story`] what a seed decides, [`laws`] what must hold after
//! every step whatever was lost.

mod laws;
mod network;
mod story;
mod stretch;
mod world;

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::Parser;

/// Simulates phones and bank.
#[derive(Parser)]
#[command(max_term_width = 100)]
struct Cli {
    /// How many seeds to run.
    #[arg(long, default_value_t = 20)]
    seeds: u64,
    /// The first seed; with `--seeds 1` it replays one run.
    #[arg(long, default_value_t = 1)]
    first: u64,
    /// Steps of each run.
    #[arg(long, default_value_t = 60)]
    steps: u32,
    /// Print every step.
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (start, broken) = (Instant::now(), AtomicU64::new(0));
    let next = AtomicU64::new(cli.first);
    let end = cli.first.saturating_add(cli.seeds);
    let totals = std::sync::Mutex::new(story::Totals::default());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= end {
                        break;
                    }
                    match story::run(seed, cli.steps, cli.verbose) {
                        Ok(ran) => {
                            if let Ok(mut totals) = totals.lock() {
                                totals.add(&ran);
                            }
                        }
                        Err(what) => {
                            broken.fetch_add(1, Ordering::SeqCst);
                            println!(
                                "seed {seed}: {what}\n  replay: cargo xtask simulate --first {seed} --seeds 1 --verbose"
                            );
                        }
                    }
                }
            });
        }
    });
    let failed = broken.load(Ordering::SeqCst);
    if let Ok(totals) = totals.lock() {
        println!("{totals}");
    }
    println!("{} seeds in {:.1} s", cli.seeds, start.elapsed().as_secs_f32());
    println!("{} passed, {failed} failed", cli.seeds - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! `kunci-simulation`: see the library. `cargo xtask simulate --seeds 100`.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Parser;
use kunci_simulation::{cards, chat, exhaust, idle, machine, story};

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
    /// In place of seeds: an enrolment with every pair of faults.
    #[arg(long)]
    pairs: bool,
    /// With `--pairs`: so many of them, drawn by the seed `--first`.
    #[arg(long)]
    sample: Option<usize>,
    /// In place of seeds: so many drawn sequences of what two phones, the website and a stranger do.
    #[arg(long)]
    machine: Option<u32>,
    /// In place of seeds: so many drawn sequences of what two phones, the bank and the card network do with a card.
    #[arg(long)]
    cards: Option<u32>,
    /// In place of seeds of the token: so many of the chat.
    #[arg(long)]
    chat: Option<u64>,
    /// In place of seeds: how often an open link wakes a phone in an hour in which nothing happens.
    #[arg(long)]
    idle_hour: bool,
    /// With `--machine`, `--cards` and `--chat`: write what happened there, in Markdown. With `--pairs`: add to it.
    #[arg(long)]
    report: Option<std::path::PathBuf>,
    /// With `--report`: which state of the source it is about.
    #[arg(long, default_value = "not named")]
    commit: String,
    /// With `--machine`: a fault put in on purpose, which must be found.
    #[arg(long, value_enum, default_value = "nothing")]
    planted: machine::Planted,
    /// The same with `--cards`.
    #[arg(long, value_enum, default_value = "nothing")]
    planted_in_cards: cards::Planted,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.idle_hour {
        return idle_hour();
    }
    let start = Instant::now();
    let broken = match cli.machine {
        Some(cases) => drawn(&cli, |seed| machine::run(cases, seed, cli.planted), machine::report),
        None if cli.cards.is_some() => {
            let cases = cli.cards.unwrap_or_default();
            drawn(&cli, |seed| cards::run(cases, seed, cli.planted_in_cards), cards::report)
        }
        None if cli.pairs => pairs(&cli),
        None => match cli.chat {
            Some(seeds) => chats(&cli, seeds),
            None => {
                let run = |seed| story::run(seed, cli.steps, cli.verbose);
                in_threads(cli.first, cli.seeds, "--seeds", run, story::Totals::add).broken.len()
            }
        },
    };
    println!("{:.1} s, {broken} failed", start.elapsed().as_secs_f32());
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn idle_hour() -> ExitCode {
    match idle::hour() {
        Ok(idle) => {
            println!("idle_hour {} {} {}", idle.wakes, idle.asked, idle.came);
            ExitCode::SUCCESS
        }
        Err(what) => {
            println!("{what}");
            ExitCode::FAILURE
        }
    }
}

/// Returns how many broke a law.
fn pairs(cli: &Cli) -> usize {
    let start = Instant::now();
    match exhaust::pairs(cli.sample, cli.first) {
        Ok(pairs) => {
            if let Some(path) = &cli.report {
                let section = exhaust::report(&pairs, cli.first, start.elapsed());
                let added = std::fs::OpenOptions::new().append(true).open(path);
                if let Err(error) = added.and_then(|mut file| file.write_all(section.as_bytes())) {
                    println!("{}: {error}", path.display());
                    return 1;
                }
            }
            println!("{} runs with one fault", pairs.alone);
            println!(
                "enrolments: {} with a pair of faults, {} where one of a pair came; {} pairs there are",
                pairs.both, pairs.one, pairs.all
            );
            for what in &pairs.broken {
                println!("{what}");
            }
            pairs.broken.len()
        }
        Err(what) => {
            println!("{what}");
            1
        }
    }
}

/// Returns how many broke a law.
fn drawn(
    cli: &Cli,
    run: impl Fn(u64) -> (machine::Counts, Vec<machine::Broken>),
    report: fn(&machine::Counts, &[machine::Broken], u64, Duration, &str) -> String,
) -> usize {
    let start = Instant::now();
    let (counts, broken) = run(cli.first);
    if let Some(path) = &cli.report {
        let report = report(&counts, &broken, cli.first, start.elapsed(), &cli.commit);
        if let Err(error) = std::fs::write(path, report) {
            println!("{}: {error}", path.display());
            return 1;
        }
    }
    println!("{} sequences from seed {}", counts.cases, cli.first);
    for (name, count) in &counts.events {
        println!("{count:>9}  {name}");
    }
    println!("milliseconds of a sequence, by step:");
    let each = |spent: &Duration| spent.as_secs_f64() * 1e3 / counts.cases.max(1) as f64;
    for (name, spent) in &counts.spent {
        println!("{:>9.2}  {name}", each(spent));
    }
    for found in &broken {
        println!("\n{}\n  {}", found.what, found.steps.join("\n  "));
    }
    broken.len()
}

/// Returns how many broke a law.
fn chats(cli: &Cli, seeds: u64) -> usize {
    let start = Instant::now();
    let run = |seed| chat::run(seed, cli.steps, cli.verbose);
    let ran = in_threads(cli.first, seeds, "--chat", run, chat::Totals::add);
    if let Some(path) = &cli.report {
        let asked = chat::Asked { seeds, first: cli.first, steps: cli.steps, commit: &cli.commit };
        if let Err(error) = std::fs::write(path, chat::report(&asked, &ran.totals, &ran.broken, start.elapsed())) {
            println!("{}: {error}", path.display());
            return 1;
        }
    }
    ran.broken.len()
}

/// What came of a range of seeds.
struct Ran<T> {
    totals: T,
    /// Each with the command that replays it.
    broken: Vec<String>,
}

/// Runs seeds on every core; what broke a law is printed as it comes.
fn in_threads<T: Default + std::fmt::Display + Send>(
    first: u64,
    seeds: u64,
    option: &str,
    run: impl Fn(u64) -> Result<T, String> + Sync,
    add: impl Fn(&mut T, &T) + Sync,
) -> Ran<T> {
    let (next, broken) = (AtomicU64::new(first), Mutex::new(Vec::new()));
    let end = first.saturating_add(seeds);
    let totals = Mutex::new(T::default());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= end {
                break;
            }
            match run(seed) {
                Ok(ran) => add(&mut totals.lock().unwrap_or_else(PoisonError::into_inner), &ran),
                Err(what) => {
                    let told = format!(
                        "seed {seed}: {what}\n  replay: cargo xtask simulate --first {seed} {option} 1 --verbose"
                    );
                    println!("{told}");
                    broken.lock().unwrap_or_else(PoisonError::into_inner).push(told);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let totals = totals.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("{totals}\n{seeds} seeds");
    Ran { totals, broken: broken.into_inner().unwrap_or_else(PoisonError::into_inner) }
}

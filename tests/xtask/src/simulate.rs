//! `cargo xtask simulate`: phones and bank in one process, on a bad network, with kills at each write.

use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// What to simulate.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many seeds.
    #[arg(long, default_value_t = 100)]
    seeds: u64,
    /// The first seed; with `--seeds 1` one run is replayed.
    #[arg(long, default_value_t = 1)]
    first: u64,
    /// Print every step.
    #[arg(long)]
    verbose: bool,
    /// In place of seeds: so many drawn sequences, judged by a reference and shrunk where a law breaks.
    #[arg(long)]
    machine: Option<u32>,
    /// In place of seeds: so many drawn sequences of what two phones, the bank and the card network do with a card.
    #[arg(long)]
    cards: Option<u32>,
    /// In place of seeds of the token: so many of the chat.
    #[arg(long)]
    chat: Option<u64>,
}

impl Options {
    /// As many seeds, from the first.
    pub(crate) const fn seeds(seeds: u64) -> Self {
        Self { seeds, first: 1, verbose: false, machine: None, cards: None, chat: None }
    }

    /// As many seeds of the chat, from the first.
    pub(crate) const fn chat(seeds: u64) -> Self {
        Self { seeds, first: 1, verbose: false, machine: None, cards: None, chat: Some(seeds) }
    }
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    if let Some(cases) = options.machine {
        return drawn(workspace, Drawn::Token, "dev", cases, options.first, None);
    }
    if let Some(cases) = options.cards {
        return drawn(workspace, Drawn::Cards, "dev", cases, options.first, None);
    }
    let (option, seeds) = options.chat.map_or(("--seeds", options.seeds), |seeds| ("--chat", seeds));
    let (seeds, first) = (seeds.to_string(), options.first.to_string());
    let mut arguments = vec!["run", "-q", "-p", "kunci-simulation", "--", option, &seeds, "--first", &first];
    if options.verbose {
        arguments.push("--verbose");
    }
    process::run(workspace, "simulate", &mut workspace.cargo(&arguments))
}

/// Where a report goes, and which state of the source it is about.
pub(crate) struct Report<'a> {
    pub(crate) path: &'static str,
    pub(crate) commit: &'a str,
}

/// What sequences are drawn of.
#[derive(Clone, Copy)]
pub(crate) enum Drawn {
    /// What two phones, the website and a stranger do.
    Token,
    /// What two phones, the bank and the card network do with a card.
    Cards,
}

/// Drawn sequences.
pub(crate) fn drawn(
    workspace: &Workspace,
    what: Drawn,
    profile: &str,
    cases: u32,
    seed: u64,
    report: Option<&Report<'_>>,
) -> Outcome {
    let (cases, seed) = (cases.to_string(), seed.to_string());
    let (option, name) = match what {
        Drawn::Token => ("--machine", "simulate-machine"),
        Drawn::Cards => ("--cards", "simulate-cards"),
    };
    let mut arguments = vec!["run", "-q", "--profile", profile, "-p", "kunci-simulation", "--"];
    arguments.extend([option, &cases, "--first", &seed]);
    if let Some(report) = report {
        arguments.extend(["--report", report.path, "--commit", report.commit]);
    }
    process::run(workspace, name, &mut workspace.cargo(&arguments))
}

/// Seeds of the chat, with a report of its own.
pub(crate) fn chats(workspace: &Workspace, profile: &str, seeds: u64, first: u64, report: &Report<'_>) -> Outcome {
    let (seeds, first) = (seeds.to_string(), first.to_string());
    let mut arguments = vec!["run", "-q", "--profile", profile, "-p", "kunci-simulation", "--", "--chat", &seeds];
    arguments.extend(["--first", &first, "--report", report.path, "--commit", report.commit]);
    process::run(workspace, "simulate-chat", &mut workspace.cargo(&arguments))
}

/// Every scene with each fault alone, and an enrolment with so many pairs of faults, drawn by the seed; added to the report.
pub(crate) fn pairs(workspace: &Workspace, profile: &str, sample: u32, seed: u64, report: &Report<'_>) -> Outcome {
    let (sample, seed) = (sample.to_string(), seed.to_string());
    let mut arguments = vec!["run", "-q", "--profile", profile, "-p", "kunci-simulation", "--", "--pairs"];
    arguments.extend(["--sample", &sample, "--first", &seed, "--report", report.path]);
    process::run(workspace, "simulate-pairs", &mut workspace.cargo(&arguments))
}

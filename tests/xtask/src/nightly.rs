//! `cargo xtask nightly`: what takes too long for every change. Its report is committed.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::problem::{Outcome, Problem};
use crate::process;
use crate::stages::Stages;
use crate::workspace::{PROPERTY_SEED, Workspace};
use crate::{fuzz, no_oracle, simulate};

/// Where the reports go.
const MACHINE: &str = "docs/reports/state-machine.md";
const CARDS: &str = "docs/reports/card-machine.md";
const CHAT: &str = "docs/reports/chat-simulation.md";

/// The profile of the root `Cargo.toml` that everything here is built with.
const PROFILE: &str = "proof";

/// How much of it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Drawn sequences.
    #[arg(long, default_value_t = 10_000)]
    cases: u32,
    /// Drawn sequences of card controls.
    #[arg(long, default_value_t = 20_000)]
    cards: u32,
    /// Pairs of faults of an enrolment, of some six thousand: another part of them each night.
    #[arg(long, default_value_t = 2_000)]
    pairs: u32,
    /// Cases of each property of the rules, the cryptography and the sandbox bank.
    #[arg(long, default_value_t = 20_000)]
    properties: u32,
    /// Seeds of the chat.
    #[arg(long, default_value_t = 5_000)]
    chats: u64,
    /// Where they start; the day, if not given.
    #[arg(long)]
    seed: Option<u64>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let seed = options.seed.map_or_else(day, Ok)?;
    std::fs::create_dir_all(workspace.root.join("docs/reports"))
        .map_err(|error| Problem::new(format!("docs/reports: {error}")))?;
    // Before anything runs: the sources may be worked on meanwhile.
    let commit = commit(workspace)?;
    let report = |path| simulate::Report { path, commit: &commit };
    let mut stages = Stages::default();
    let drawn = |what, cases, report: simulate::Report<'_>| {
        simulate::drawn(workspace, what, PROFILE, cases, seed, Some(&report))
    };
    stages.run("machine", Some(60), || drawn(simulate::Drawn::Token, options.cases, report(MACHINE)));
    stages.run("cards", Some(60), || drawn(simulate::Drawn::Cards, options.cards, report(CARDS)));
    stages.run("properties", Some(10), || properties(workspace, options.properties, seed));
    stages.run("pairs", Some(10), || simulate::pairs(workspace, PROFILE, options.pairs, seed, &report(MACHINE)));
    stages.run("chat", Some(60), || simulate::chats(workspace, PROFILE, options.chats, seed, &report(CHAT)));
    stages.run("fuzz", Some(20), || fuzz::run(workspace, &fuzz::Options::seeded(60, seed)));
    stages.run("no-oracle", Some(20), || no_oracle::run_in(workspace, PROFILE, &no_oracle::Options::default()));
    stages.finish()
}

/// What holds for all drawn cases of one seed may fail for one in thousands.
fn properties(workspace: &Workspace, cases: u32, seed: u64) -> Outcome {
    let packages = ["test", "-p", "kunci-domain", "-p", "kunci-crypto", "-p", "kunci-bank", "--no-fail-fast"];
    let mut command = workspace.cargo(&packages);
    command.args(["--profile", PROFILE]).env("PROPTEST_CASES", cases.to_string());
    process::run(workspace, "properties", command.env(PROPERTY_SEED, seed.to_string()))
}

/// Days since 1970: another seed every night.
fn day() -> Outcome<u64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| Problem::new("the clock is before 1970"))?;
    Ok(now.as_secs() / 86_400)
}

/// Which state of the source the report is about.
fn commit(workspace: &Workspace) -> Outcome<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").current_dir(&workspace.root).args(arguments).output();
        output.map_err(|error| Problem::new(format!("git: {error}")))
    };
    let commit = git(&["rev-parse", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--", "core", "tests", "Cargo.lock"])?;
    let commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
    let note = if changed.stdout.is_empty() { "" } else { ", with changes that were not committed" };
    Ok(format!("`{commit}`{note}"))
}

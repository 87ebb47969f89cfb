//! `kunci play FILE…`, and what it shares with the demo.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};

use kunci_bank::{Bank, BankOptions, ReadyFile, RunningBank};
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::assign::assignment;
use crate::journey::file::Journey;
use crate::journey::run::{self, StepReport};
use crate::journey::scenario::{self, Case};
use crate::print;
use crate::progress::Progress;

/// What to play, against which bank.
#[derive(clap::Args)]
#[command(after_help = "\
Journeys (tests/journeys) are played by Rust, Kotlin and Swift alike. Scenarios are journeys that only
this program plays: with variables (\"let\", \"ask\"), a data table (\"table\": one play a row, each with
a fresh phone) and what phone and bank must have seen (\"saw\"). docs/desk.md tells the format;
kunci phone NAME --record FILE makes one.

A step that does not hold ends its play with what was done, what the phone saw and what the bank saw,
without secrets. Exit code: 0 all held, 1 a step did not hold, 2 a file or bank cannot be used.")]
pub(crate) struct Args {
    /// Files of journeys and scenarios.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Give a scenario's variable a value; NAME:=JSON for what is no text. Others on this machine can read it: see --values.
    #[arg(long = "set", value_name = "NAME=TEXT")]
    set: Vec<String>,
    /// Read such values from a file with one JSON object; --set goes before it.
    #[arg(long, value_name = "FILE")]
    values: Option<PathBuf>,
    /// One JSON object a step.
    #[arg(long)]
    json: bool,
    /// `en` or `id`; otherwise the language of the environment.
    #[arg(long)]
    language: Option<String>,
    /// Seed of the sandbox bank.
    #[arg(long)]
    seed: Option<u64>,
    /// Play against the running bank that wrote this file, instead of a fresh one per journey.
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
}

pub(crate) async fn run(args: Args) -> Result<ExitCode, Failure> {
    let output = Output::new(args.json, args.language.as_deref());
    let set = given(&args)?;
    let mut files = Vec::new();
    let mut settable = BTreeSet::new();
    for file in &args.files {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::new(
                format!("{} cannot be read: {error}.", file.display()),
                "Name a journey file, such as tests/journeys/new-phone.json.",
            )
        })?;
        let name = file.display().to_string();
        let journey = read(&text, &name)?;
        settable.extend(scenario::settable(&journey).map(str::to_owned));
        files.push((name, journey));
    }
    if let Some(unknown) = set.keys().find(|name| !settable.contains(*name)) {
        return Err(Failure::new(
            format!("No file has a variable {unknown:?}."),
            "Look for its name in \"ask\" and \"let\" of the scenario.",
        ));
    }
    let mut plays = Vec::new();
    for (name, journey) in files {
        plays.extend(cases(journey, &name, &set)?.into_iter().map(|case| (name.clone(), case)));
    }
    let mut all_held = true;
    let mut progress = Progress::of(plays.len(), args.json);
    for (name, case) in plays {
        progress.begins(&case.journey.name);
        all_held &= match &args.ready_file {
            Some(ready) => one(&case, &name, &read_ready(ready)?, output).await?,
            None => alone(&case, &name, args.seed, output).await?,
        };
    }
    drop(progress);
    output.summary(all_held);
    Ok(if all_held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What `--values` and `--set` give.
fn given(args: &Args) -> Result<Map<String, Value>, Failure> {
    let mut set = match &args.values {
        None => Map::new(),
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| {
                Failure::new(
                    format!("{} cannot be read: {error}.", file.display()),
                    "Name a file with one JSON object.",
                )
            })?;
            // serde's own message may quote the file, and secrets stand in it.
            serde_json::from_str(&text).map_err(|_| {
                Failure::new(
                    format!("{} is not one JSON object.", file.display()),
                    "Write it as {\"NAME\": \"VALUE\"}.",
                )
            })?
        }
    };
    for word in &args.set {
        let (name, value) = assignment(word).map_err(|error| {
            Failure::new(format!("--set: {error}."), "For example: --set user=sari --set minor:=500")
        })?;
        set.insert(name, value);
    }
    Ok(set)
}

/// Reads a file's text; `name` is for the message.
pub(crate) fn read(text: &str, name: &str) -> Result<Journey, Failure> {
    Journey::parse(text).map_err(|error| {
        Failure::new(
            format!("{name}: {error}."),
            "tests/journeys/schema.json says how a journey looks, tests/scenarios/schema.json what a scenario may have besides.",
        )
    })
}

/// The plays of a file: one, or one a row of its table.
pub(crate) fn cases(journey: Journey, name: &str, set: &Map<String, Value>) -> Result<Vec<Case>, Failure> {
    scenario::cases(journey, set)
        .map_err(|error| Failure::new(format!("{name}: {error}."), "docs/desk.md tells of variables and tables."))
}

/// A sandbox bank of one's own.
pub(crate) async fn start_bank(seed: Option<u64>) -> Result<RunningBank, Failure> {
    Bank::start(BankOptions { seed, ..BankOptions::default() }).await.map_err(|error| {
        Failure::new(
            format!("The sandbox bank did not start: {error}."),
            "Check that 127.0.0.1 can be listened on and the temporary folder has room.",
        )
    })
}

/// Reads the ready file of a running bank.
pub(crate) fn read_ready(path: &Path) -> Result<ReadyFile, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}.", path.display()), "Start a bank first: cargo run -- bank")
    })?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::new(
            format!("{} is no ready file: {error}.", path.display()),
            "Start the bank again: cargo run -- bank",
        )
    })
}

static HELD: AtomicU32 = AtomicU32::new(0);
static BROKEN: AtomicU32 = AtomicU32::new(0);

/// How results are shown.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    json: bool,
    language: Language,
}

impl Output {
    pub(crate) fn new(json: bool, language: Option<&str>) -> Self {
        Self { json, language: language.map_or_else(print::language, Language::from_tag) }
    }

    /// The closing line.
    pub(crate) fn summary(self, all_held: bool) {
        let (held, broken) = (HELD.load(Ordering::Relaxed), BROKEN.load(Ordering::Relaxed));
        if self.json {
            print::line(&json!({"summary": {"passed": held, "failed": broken, "ok": all_held}}).to_string());
        } else {
            print::line("");
            print::line(&format!("{held} passed, {broken} failed"));
        }
    }

    fn step(self, case: &Case, report: &StepReport<'_>) {
        let counter = if report.wrong.is_none() { &HELD } else { &BROKEN };
        counter.fetch_add(1, Ordering::Relaxed);
        if self.json {
            let (result, error) = match &report.outcome {
                Ok(result) => (Some(result), None),
                Err(error) => (None, Some(&error.code)),
            };
            print::line(
                &json!({
                    "journey": case.journey.name, "row": case.row.as_ref().map(|row| row.number),
                    "step": report.step.id, "do": report.step.action, "title": report.step.title(self.language),
                    "promises": report.step.promises, "ok": report.wrong.is_none(), "wrong": report.wrong,
                    "sees": report.sees, "phone_saw": report.phone_saw, "bank_saw": report.bank_saw,
                    "result": result, "error": error,
                    "milliseconds": u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX),
                })
                .to_string(),
            );
            return;
        }
        let mark = if report.wrong.is_none() { print::green("✓") } else { print::red("✗") };
        print::line(&format!("{mark} {:>4}  {}", report.step.id, report.step.title(self.language)));
        if !report.sees.is_empty() {
            print::line(&format!("         customer sees: {}", report.sees));
        }
        for saw in &report.bank_saw {
            print::line(&print::dim(&format!("         bank saw: {saw}")));
        }
        if let Some(wrong) = &report.wrong {
            let on = match report.step.action.starts_with("phone.") {
                true => format!(" on phone {}", report.step.phone()),
                false => String::new(),
            };
            print::line(&format!("         did: {}{on}", report.step.action));
            let other = |saw: &&String| **saw != report.sees;
            for saw in report.phone_saw.iter().filter(other) {
                print::line(&format!("         phone saw: {saw}"));
            }
            if report.bank_saw.is_empty() {
                print::line("         bank saw: nothing");
            }
            let promises =
                if report.step.promises.is_empty() { "no promise".to_owned() } else { report.step.promises.join(", ") };
            print::line(&format!("         BROKEN ({promises}): {wrong}"));
        }
    }
}

/// Plays one case in a fresh profile folder.
pub(crate) async fn one(case: &Case, name: &str, ready: &ReadyFile, output: Output) -> Result<bool, Failure> {
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::new(format!("No temporary folder: {error}."), "Free some disk space."))?;
    if !output.json {
        print::line("");
        print::line(&print::bold(&case.title(output.language)));
    }
    let mut told = |report: &StepReport<'_>| output.step(case, report);
    run::play(case, ready, folder.path(), output.language, &mut told)
        .await
        .map_err(|error| Failure::new(format!("{name}: {error}."), "Check the ready file and the bank."))
}

/// The same with a sandbox bank of its own.
pub(crate) async fn alone(case: &Case, name: &str, seed: Option<u64>, output: Output) -> Result<bool, Failure> {
    let bank = start_bank(seed).await?;
    let held = one(case, name, &bank.ready, output).await;
    bank.stop().await;
    held
}

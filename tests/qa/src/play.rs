//! `kunci play FILE…`, and what it shares with the demo.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU32, Ordering};

use kunci_bank::{Bank, BankOptions, ReadyFile, RunningBank};
use kunci_domain::texts::Language;
use serde_json::json;

use crate::failure::Failure;
use crate::journey::file::Journey;
use crate::journey::run::{self, StepReport};
use crate::print;

/// What to play, against which bank.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Journey files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
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
    let mut all_held = true;
    for file in &args.files {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::new(
                format!("{} cannot be read: {error}.", file.display()),
                "Name a journey file, such as tests/journeys/new-phone.json.",
            )
        })?;
        let name = file.display().to_string();
        all_held &= match &args.ready_file {
            Some(ready) => one(&text, &name, &read_ready(ready)?, output).await?,
            None => {
                let bank = start_bank(args.seed).await?;
                let held = one(&text, &name, &bank.ready, output).await;
                bank.stop().await;
                held?
            }
        };
    }
    output.summary(all_held);
    Ok(if all_held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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

    fn step(self, journey: &str, report: &StepReport<'_>) {
        let counter = if report.wrong.is_none() { &HELD } else { &BROKEN };
        counter.fetch_add(1, Ordering::Relaxed);
        if self.json {
            let (result, error) = match &report.outcome {
                Ok(result) => (Some(result), None),
                Err(error) => (None, Some(&error.code)),
            };
            print::line(
                &json!({
                    "journey": journey, "step": report.step.id, "title": report.step.title.in_language(self.language),
                    "promises": report.step.promises, "ok": report.wrong.is_none(), "wrong": report.wrong,
                    "sees": report.sees, "bank_saw": report.bank_saw, "result": result, "error": error,
                    "milliseconds": u64::try_from(report.took.as_millis()).unwrap_or(u64::MAX),
                })
                .to_string(),
            );
            return;
        }
        let mark = if report.wrong.is_none() { print::green("✓") } else { print::red("✗") };
        print::line(&format!("{mark} {:>4}  {}", report.step.id, report.step.title.in_language(self.language)));
        if !report.sees.is_empty() {
            print::line(&format!("         customer sees: {}", report.sees));
        }
        for saw in &report.bank_saw {
            print::line(&print::dim(&format!("         bank saw: {saw}")));
        }
        if let Some(wrong) = &report.wrong {
            let promises =
                if report.step.promises.is_empty() { "no promise".to_owned() } else { report.step.promises.join(", ") };
            print::line(&format!("         BROKEN ({promises}): {wrong}"));
        }
    }
}

/// Plays one journey in a fresh profile folder.
pub(crate) async fn one(text: &str, name: &str, ready: &ReadyFile, output: Output) -> Result<bool, Failure> {
    let journey = Journey::parse(text).map_err(|error| {
        Failure::new(format!("{name}: {error}."), "tests/journeys/schema.json says how a journey looks.")
    })?;
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::new(format!("No temporary folder: {error}."), "Free some disk space."))?;
    if !output.json {
        print::line("");
        print::line(&print::bold(journey.title.in_language(output.language)));
    }
    let mut told = |report: &StepReport<'_>| output.step(&journey.name, report);
    run::play(&journey, ready, folder.path(), output.language, &mut told)
        .await
        .map_err(|error| Failure::new(format!("{name}: {error}."), "Check the ready file and the bank."))
}

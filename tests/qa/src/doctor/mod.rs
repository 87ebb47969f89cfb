//! `kunci doctor`: what this machine lacks for the set-up and for each stage of `cargo xtask`, and what to do about it.
//!
//! It looks only: nothing is installed, fetched or started but the programs' own `--version`.

mod machine;
mod probe;
mod programs;

use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;
use crate::print;

/// What to look at.
#[derive(clap::Args)]
#[command(after_help = "\
Stages: set-up is what `cargo run` and the Rust tests need; the others go by their names in cargo xtask.
On Debian, as root, cargo xtask installs what a stage lacks by itself; that is said and is no fault.
Exit code: 0 nothing is left to do, 1 something is missing.")]
pub(crate) struct Args {
    /// One JSON object.
    #[arg(long)]
    json: bool,
    /// Look at this stage alone (more than one: repeat it).
    #[arg(long, value_name = "STAGE")]
    only: Vec<Stage>,
}

/// What needs it.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
    SetUp,
    Kotlin,
    Android,
    Swift,
    Browser,
    Interop,
    MobileCheck,
    Ci,
}

impl Stage {
    const fn words(self) -> &'static str {
        match self {
            Self::SetUp => "Set-up: cargo run, the Rust tests",
            Self::Kotlin => "Kotlin tests: cargo xtask kotlin",
            Self::Android => "Android app: cargo xtask android",
            Self::Swift => "Swift tests: cargo xtask swift",
            Self::Browser => "Console in a browser: cargo xtask browser",
            Self::Interop => "Other implementations: cargo xtask interop",
            Self::MobileCheck => "Rust for the phones: cargo xtask mobile-check",
            Self::Ci => "Format, lints and licences: cargo xtask ci",
        }
    }
}

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Present,
    /// It is not there, and comes when the stage runs.
    ComesByItself,
    Missing,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Finding {
    stage: Stage,
    name: &'static str,
    state: State,
    /// What there is.
    found: Option<String>,
    /// What there must be.
    needed: String,
    /// What to do; only where something is not there.
    todo: Option<String>,
}

impl Finding {
    fn present(stage: Stage, name: &'static str, needed: impl Into<String>, found: impl Into<String>) -> Self {
        let (needed, found) = (needed.into(), Some(found.into()));
        Self { stage, name, state: State::Present, found, needed, todo: None }
    }

    fn lacking(
        stage: Stage,
        name: &'static str,
        needed: impl Into<String>,
        found: Option<String>,
        state: State,
        todo: impl Into<String>,
    ) -> Self {
        Self { stage, name, state, found, needed: needed.into(), todo: Some(todo.into()) }
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let installs = probe::installs_by_itself();
    let mut all = Vec::new();
    for stage in Stage::value_variants().iter().copied() {
        if !args.only.is_empty() && !args.only.contains(&stage) {
            continue;
        }
        if !args.json {
            print::line("");
            print::line(&print::bold(stage.words()));
        }
        let findings = match stage {
            Stage::SetUp => machine::look(),
            other => programs::look(other, installs),
        };
        if !args.json {
            findings.iter().for_each(tell);
        }
        all.extend(findings);
    }
    let missing = all.iter().filter(|finding| finding.state == State::Missing).count();
    if args.json {
        let report = serde_json::json!({"ok": missing == 0, "missing": missing, "checks": all});
        print::line(&report.to_string());
    } else {
        print::line("");
        print::line(&match missing {
            0 => "Nothing is left to do.".to_owned(),
            1 => "1 thing is missing.".to_owned(),
            more => format!("{more} things are missing."),
        });
    }
    Ok(if missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn tell(finding: &Finding) {
    let mark = match finding.state {
        State::Present => print::green("✓"),
        State::ComesByItself => print::dim("…"),
        State::Missing => print::red("✗"),
    };
    let found = match (&finding.found, finding.state) {
        (Some(found), State::Present) => found.clone(),
        (Some(found), _) => format!("{found}; needed: {}", finding.needed),
        (None, _) => format!("not found; needed: {}", finding.needed),
    };
    print::line(&format!("{mark} {}: {found}", finding.name));
    if let Some(todo) = &finding.todo {
        print::line(&format!("    {todo}"));
    }
}

//! `cargo xtask no-oracle`: all 10⁶ Unlock Codes against stolen images of a phone (OTP-9).

use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// What to play.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// One scenario and the controls only.
    #[arg(long)]
    pub(crate) fast: bool,
    /// Only what has this in its name; nothing is proved by a part.
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Option<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    run_in(workspace, "dev", options)
}

/// The same, built with this profile.
pub(crate) fn run_in(workspace: &Workspace, profile: &str, options: &Options) -> Outcome {
    let report = workspace.target.join("no-oracle/report.json");
    let report = report.to_string_lossy();
    let mut arguments = vec!["run", "-q", "--profile", profile, "-p", "kunci-no-oracle", "--", "--report", &report];
    if options.fast {
        arguments.push("--fast");
    }
    if let Some(only) = &options.only {
        arguments.extend(["--only", only]);
    }
    process::run(workspace, "no-oracle", &mut workspace.cargo(&arguments))
}

//! `cargo xtask fuzz`: hostile input for phone and bank, on the stable compiler.

use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// How long, and which.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Seconds for each target.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Which inputs: the same number, the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only these; all without a name.
    targets: Vec<String>,
}

impl Options {
    /// All targets, so long each.
    pub(crate) const fn seconds(seconds: u64) -> Self {
        Self { seconds, seed: 1, targets: Vec::new() }
    }

    /// All targets, so long each, with inputs of this number.
    pub(crate) const fn seeded(seconds: u64, seed: u64) -> Self {
        Self { seconds, seed, targets: Vec::new() }
    }
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let (seconds, seed) = (options.seconds.to_string(), options.seed.to_string());
    let mut arguments = vec!["run", "-q", "-p", "kunci-fuzz", "--", "--seconds", &seconds, "--seed", &seed];
    arguments.extend(options.targets.iter().map(String::as_str));
    process::run(workspace, "fuzz", &mut workspace.cargo(&arguments))
}

//! `cargo xtask test`: the tests of every language over the real library.

use clap::{Args, ValueEnum};

use crate::problem::Outcome;
use crate::stages::Stages;
use crate::workspace::Workspace;
use crate::{android, browser, interop, kotlin, no_oracle, promises, rust, swift};

#[derive(Args)]
pub(crate) struct Options {
    /// Run one part only.
    #[arg(long)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    Rust,
    Kotlin,
    Android,
    Swift,
    Browser,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let wanted = |part| options.only.is_none_or(|only| only == part);
    let mut stages = Stages::default();
    if wanted(Part::Rust) {
        stages.run("rust", None, || rust::test(workspace));
    }
    if wanted(Part::Kotlin) {
        stages.run("kotlin", None, || kotlin::test(workspace));
    }
    if wanted(Part::Android) {
        stages.run("android", None, || android::test(workspace, None));
    }
    if wanted(Part::Swift) {
        stages.run("swift", None, || swift::test(workspace));
    }
    if wanted(Part::Browser) {
        stages.run("browser", None, || browser::run(workspace, &browser::Options::default()));
    }
    if options.only.is_none() {
        stages.run("interop", None, || interop::run(workspace));
        stages.run("no-oracle", None, || no_oracle::run(workspace, &no_oracle::Options::default()));
        stages.run("promises", None, || promises::check(workspace, true));
    }
    stages.finish()
}

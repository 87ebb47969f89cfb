//! `cargo xtask bench`: token, cards and chat against their peers and floors, in one run. Not a part of `ci`: it builds optimised, and a shared machine
//! measures badly.

use std::path::PathBuf;

use crate::kotlin;
use crate::problem::{Outcome, Problem};
use crate::process;
use crate::workspace::Workspace;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Without PowerAuth's Java: no Maven, no JVM.
    #[arg(long)]
    without_powerauth: bool,
    /// Without Matrix's event store: its some 250 crates are not built.
    #[arg(long)]
    without_matrix: bool,
    /// Only groups of rows whose name holds this (may be given several times): `freeze`, `chat`, `history` …
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
}

impl Options {
    fn wants(&self, group: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| group.contains(only.as_str()))
    }
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let build = ["build", "--profile", "measured", "-p", "kunci-bench"];
    process::run(workspace, "bench-build", &mut workspace.cargo(&build))?;
    let report = workspace.target.join("bench/report.json");
    let mut bench = workspace.command(workspace.target.join("measured/kunci-bench"));
    bench.arg("--report").arg(report);
    for only in &options.only {
        bench.args(["--only", only]);
    }
    if options.wants("wake-ups") {
        bench.args(["--idle-hour", &idle_hour(workspace)?]);
    }
    if options.without_powerauth || !options.wants("otp") {
        bench.args(["--powerauth-missing", "left out"]);
    } else {
        match powerauth(workspace) {
            Ok(nanoseconds) => bench.args(["--powerauth-ns", &nanoseconds]),
            Err(problem) => bench.args(["--powerauth-missing", &problem]),
        };
    }
    if options.without_matrix || !options.wants("chat-pipeline") {
        bench.args(["--matrix-missing", "left out"]);
    } else {
        match matrix(workspace) {
            Ok(program) => bench.arg("--matrix").arg(program),
            Err(problem) => bench.args(["--matrix-missing", &problem]),
        };
    }
    process::run(workspace, "bench", &mut bench)
}

/// What the open link does in an hour in which nothing happens. It is counted in virtual time, so an unoptimised build counts the same.
fn idle_hour(workspace: &Workspace) -> Result<String, Problem> {
    let mut counted = workspace.cargo(&["run", "-q", "-p", "kunci-simulation", "--", "--idle-hour"]);
    let lines = process::tee(workspace, "bench-idle-hour", &mut counted).and_then(process::Transcript::ok)?;
    let numbers = lines.iter().find_map(|line| line.strip_prefix("idle_hour ").map(str::to_owned));
    numbers.ok_or_else(|| Problem::new("the simulation counted no idle hour"))
}

/// Nanoseconds of one offline code by PowerAuth's own library, or why there are none.
fn powerauth(workspace: &Workspace) -> Result<String, String> {
    kotlin::tools(workspace).map_err(|problem| problem.to_string())?;
    let build = workspace.target.join("bench/powerauth");
    let mut maven = workspace.command("mvn");
    maven.args(["--quiet", "--batch-mode", "--no-transfer-progress", "--file"]);
    maven.arg(workspace.path("tests/bench/peers/powerauth/pom.xml"));
    maven.arg(format!("-Dbench.build={}", build.display())).args(["compile", "exec:java"]);
    let lines = process::tee(workspace, "bench-powerauth", &mut maven)
        .and_then(process::Transcript::ok)
        .map_err(|problem| problem.to_string())?;
    let figure = lines.iter().find_map(|line| line.split_once("powerauth_ns ")?.1.split(' ').next().map(str::to_owned));
    figure.ok_or_else(|| "the peer printed no figure".to_owned())
}

/// The program that stores messages with Matrix's event store. It is built here and run by the bench, in turn with our own.
fn matrix(workspace: &Workspace) -> Result<PathBuf, String> {
    let build = workspace.target.join("bench/matrix");
    let mut cargo = workspace.cargo(&["build", "--release", "--locked", "--manifest-path"]);
    cargo.arg(workspace.path("tests/bench/peers/matrix/Cargo.toml")).arg("--target-dir").arg(&build);
    // The compiler has just said all of it; a cell of the table has room for less.
    process::run(workspace, "bench-matrix", &mut cargo)
        .map_err(|_| "it does not build, see target/logs/bench-matrix.log".to_owned())?;
    Ok(build.join("release/matrix-peer"))
}

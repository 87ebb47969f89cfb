//! `cargo xtask bench`: the token against its peers, in one run. Not a part of `ci`: it builds optimised, and a shared machine
//! measures badly.

use crate::kotlin;
use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Without PowerAuth's Java: no Maven, no JVM.
    #[arg(long)]
    without_powerauth: bool,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let build = ["build", "--profile", "measured", "-p", "kunci-bench"];
    process::run(workspace, "bench-build", &mut workspace.cargo(&build))?;
    let report = workspace.target.join("bench/report.json");
    let mut bench = workspace.command(workspace.target.join("measured/kunci-bench"));
    bench.arg("--report").arg(report);
    if options.without_powerauth {
        bench.args(["--powerauth-missing", "left out"]);
    } else {
        match powerauth(workspace) {
            Ok(nanoseconds) => bench.args(["--powerauth-ns", &nanoseconds]),
            Err(problem) => bench.args(["--powerauth-missing", &problem]),
        };
    }
    process::run(workspace, "bench", &mut bench)
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

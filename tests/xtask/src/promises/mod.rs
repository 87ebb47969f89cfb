//! `cargo xtask promises`: what was promised, and which test holds each promise.

mod passed;
mod source;
mod table;

use std::fs;

use clap::Args;

use crate::problem::{Outcome, Problem, While};
use crate::results::{self, Passed};
use crate::workspace::Workspace;
use table::{Promise, State};

/// The table that is checked, below the repository.
const TABLE: &str = "docs/promises.md";

/// Faults of others and the tests that hold them off: any layout, each test in backticks.
const PITFALLS: &str = "docs/pitfalls.md";

#[derive(Args)]
pub(crate) struct Options {
    /// Print the table as JSON.
    #[arg(long)]
    json: bool,
    /// Also ask that every named test passed in the last `cargo xtask test`.
    #[arg(long)]
    run: bool,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    let promises = read(workspace)?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&promises).doing("writing the promises as JSON")?);
    } else {
        print(&promises);
    }
    judge(workspace, &promises, options.run)
}

/// The same as a stage of a run: prints the promises and fails where one is not held.
pub(crate) fn check(workspace: &Workspace, ran: bool) -> Outcome {
    let promises = read(workspace)?;
    print(&promises);
    judge(workspace, &promises, ran)
}

fn read(workspace: &Workspace) -> Outcome<Vec<Promise>> {
    let text = fs::read_to_string(workspace.path(TABLE)).doing(format!("reading {TABLE}"))?;
    table::parse(&text).map_err(|problems| Problem::new(format!("{TABLE}:\n  {}", problems.join("\n  "))))
}

fn print(promises: &[Promise]) {
    for promise in promises {
        let tests = promise.tests.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        println!("{:<8} {:<5} {tests}", promise.id, promise.state.name());
    }
    let kept = promises.iter().filter(|promise| promise.state == State::Kept).count();
    println!("{} promises: {kept} kept, {} open", promises.len(), promises.len() - kept);
}

fn judge(workspace: &Workspace, promises: &[Promise], ran: bool) -> Outcome {
    let passed = if ran { Some(results::all(workspace)?) } else { None };
    let mut problems = problems(workspace, promises, passed.as_deref());
    problems.extend(pitfalls(workspace)?);
    if problems.is_empty() {
        return Ok(());
    }
    Err(Problem::new(format!("{TABLE}, {PITFALLS}:\n  {}", problems.join("\n  "))))
}

/// Tests of [`PITFALLS`] that do not exist.
fn pitfalls(workspace: &Workspace) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(workspace.path(PITFALLS)).doing(format!("reading {PITFALLS}"))?;
    let tests = table::named(&text);
    if tests.is_empty() {
        return Ok(vec![format!("{PITFALLS} names no test")]);
    }
    let wrong =
        tests.iter().filter_map(|test| Some(format!("`{test}` {}", source::find(&workspace.root, test).err()?)));
    Ok(wrong.collect())
}

/// Everything that is wrong with the promises, each with its id.
fn problems(workspace: &Workspace, promises: &[Promise], passed: Option<&[Passed]>) -> Vec<String> {
    let mut problems = Vec::new();
    for promise in promises {
        if promise.state == State::Kept && promise.tests.is_empty() {
            problems.push(format!("{} is marked kept but names no test", promise.id));
        }
        for test in &promise.tests {
            let wrong = match source::find(&workspace.root, test) {
                Err(reason) => Some(reason),
                Ok(()) => passed
                    .filter(|passed| !passed.iter().any(|one| passed::is(test, one)))
                    .map(|_| "did not pass in the last run".to_owned()),
            };
            problems.extend(wrong.map(|reason| format!("{}: `{test}` {reason}", promise.id)));
        }
    }
    problems
}

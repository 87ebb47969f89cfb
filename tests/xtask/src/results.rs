//! Which tests passed, kept in `target/test-results` between the test stages and the check of the promises.

use std::fs;
use std::io::ErrorKind;

use serde::{Deserialize, Serialize};

use crate::problem::{Outcome, Problem, While};
use crate::workspace::Workspace;

/// One test that passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "runner", rename_all = "snake_case")]
pub(crate) enum Passed {
    /// A Rust test: the root file of its test program, below the repository, and its path in there.
    Rust { root: String, path: String },
    /// A JUnit test method.
    Kotlin { class: String, method: String },
    /// A function of Swift Testing.
    Swift { function: String },
    /// A step of a journey, printed by the runner of any language.
    Journey { file: String, step: String },
}

/// What a runner of journeys prints before the id of a step that passed.
const JOURNEY_MARK: &str = "journey step passed: ";

/// The steps of journeys that a runner reported as passed.
pub(crate) fn journey_steps(lines: &[String]) -> Vec<Passed> {
    let marked = lines.iter().filter_map(|line| line.split_once(JOURNEY_MARK));
    marked
        .filter_map(|(_, rest)| rest.split_whitespace().next()?.split_once("::"))
        .map(|(file, step)| Passed::Journey { file: file.to_owned(), step: step.to_owned() })
        .collect()
}

/// Forgets what a stage reported earlier; called before it runs, so that a broken run leaves nothing behind.
pub(crate) fn forget(workspace: &Workspace, stage: &str) -> Outcome {
    let file = workspace.target.join("test-results").join(format!("{stage}.json"));
    match fs::remove_file(&file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).doing(format!("removing {}", file.display())),
        _ => Ok(()),
    }
}

/// Writes down what passed in a stage.
pub(crate) fn record(workspace: &Workspace, stage: &str, passed: &[Passed]) -> Outcome {
    let folder = workspace.target.join("test-results");
    fs::create_dir_all(&folder).doing(format!("making {}", folder.display()))?;
    let text = serde_json::to_string_pretty(passed).doing("writing down the test results")?;
    let file = folder.join(format!("{stage}.json"));
    fs::write(&file, text).doing(format!("writing {}", file.display()))
}

/// What passed in the last run of each stage.
pub(crate) fn all(workspace: &Workspace) -> Outcome<Vec<Passed>> {
    let mut passed = Vec::new();
    for stage in ["rust", "kotlin", "android", "swift", "interop"] {
        let file = workspace.target.join("test-results").join(format!("{stage}.json"));
        if let Ok(text) = fs::read_to_string(&file) {
            passed.extend(serde_json::from_str::<Vec<Passed>>(&text).doing(format!("reading {}", file.display()))?);
        }
    }
    if passed.is_empty() {
        return Err(Problem::new("no test results in target/test-results: run `cargo xtask test` first"));
    }
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_lines_name_journey_steps() {
        let lines = [
            "journey step passed: tests/journeys/new-phone.json::4.2 The code is chosen",
            "[INFO] journey step passed: tests/journeys/new-phone.json::4.3",
            "journey step FAILED: tests/journeys/new-phone.json::4.4",
        ];
        let steps = journey_steps(&lines.map(str::to_owned));
        let file = "tests/journeys/new-phone.json".to_owned();
        assert_eq!(steps, ["4.2", "4.3"].map(|step| Passed::Journey { file: file.clone(), step: step.to_owned() }));
    }
}

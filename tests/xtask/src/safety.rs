//! `cargo xtask safety`: how good the chat's filter is, over a labelled corpus; fails under its floors.

use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// Prints each message that was judged wrongly, then precision and recall of each finding.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let arguments = ["test", "-q", "-p", "kunci-domain", "--test", "safety", "--", "--nocapture", "--test-threads=1"];
    process::run(workspace, "safety", &mut workspace.cargo(&arguments))
}

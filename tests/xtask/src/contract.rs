//! `cargo xtask contract`: what `docs/contract` holds for programs is what the code makes.

use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

/// The vectors, and the documents of the API and the link. Whether the running bank answers as they say is tried by its own tests.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    for verb in ["contract-vectors", "contract-documents"] {
        let mut check = workspace.cargo(&["run", "-q", "-p", "kunci-qa", "--", verb, "--check"]);
        process::run(workspace, verb, &mut check)?;
    }
    Ok(())
}

//! Installing a missing program on Debian and its kin.

use std::process::{Command, Stdio};

use crate::problem::{Outcome, Problem};
use crate::process::{self, answer};
use crate::workspace::Workspace;

/// Whether a program is found and starts.
pub(crate) fn has(program: &str, argument: &str) -> bool {
    Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether this process may install packages, mount folders and change its root.
pub(crate) fn is_root() -> bool {
    answer("id", &["-u"]).is_some_and(|id| id == "0")
}

/// Installs packages; where that is not possible, says which are missing.
pub(crate) fn install(workspace: &Workspace, packages: &[&str]) -> Outcome {
    let list = packages.join(" ");
    if !has("apt-get", "--version") || !is_root() {
        return Err(Problem::new(format!(
            "missing: {list}. Install them (on Debian, as root: apt-get install {list}) and run this again."
        )));
    }
    let apt = |arguments: &[&str]| {
        let mut command = workspace.command("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(workspace, "apt", &mut command)
    };
    apt(&["update", "-q"])?;
    let mut arguments = vec!["install", "-qy", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

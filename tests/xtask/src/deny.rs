//! cargo-deny: licences, duplicates and forbidden crates, and where crates come from.

use crate::apt;
use crate::problem::Outcome;
use crate::process;
use crate::workspace::Workspace;

const VERSION: &str = "0.20.2";

/// Installs cargo-deny on first use and checks `deny.toml`. The advisories are left out: their database comes from a
/// place that a build machine without the open internet cannot reach. `cargo deny check advisories` does it by hand.
pub(crate) fn check(workspace: &Workspace) -> Outcome {
    let root = workspace.cache.join(format!("cargo-deny-{VERSION}"));
    let program = root.join("bin").join("cargo-deny");
    if !apt::has(&program.to_string_lossy(), "--version") {
        let mut install = workspace.cargo(&["install", "--locked", "cargo-deny", "--version", VERSION]);
        install.arg("--root").arg(&root);
        process::run(workspace, "install-cargo-deny", &mut install)?;
    }
    println!(
        "Advisories are not checked here: their database cannot be fetched on a machine without the open internet."
    );
    let deny = |name: &str, arguments: &[&str]| {
        let mut command = workspace.command(&program);
        command.args(["--locked", "--config", "deny.toml"]).args(arguments);
        process::run(workspace, name, command.args(["licenses", "bans", "sources"]))
    };
    // Tools and tests may hold a crate twice; what apps ship may not.
    deny("deny-workspace", &["check", "--hide-inclusion-graph", "--allow", "duplicate"])?;
    deny(
        "deny-bindings",
        &["--manifest-path", "bindings/Cargo.toml", "check", "--hide-inclusion-graph", "--allow", "unused-wrapper"],
    )
}

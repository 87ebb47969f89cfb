//! `cargo xtask browser`: the bank's console, built again and played in a real browser.

use std::fs;

use crate::apt;
use crate::problem::{Outcome, Problem, While};
use crate::process::{self, answer};
use crate::workspace::Workspace;

const CONSOLE: &str = "tests/bank/console";

/// The oldest Node.js that runs the tests.
const NODE: u32 = 20;

/// What to do with the page.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Build the committed page from its sources, and test nothing.
    #[arg(long)]
    build: bool,
    /// Only tests with this in their name.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    tools(workspace)?;
    libraries(workspace)?;
    let node = |name: &str, arguments: &[&str]| {
        let mut command = workspace.command("node");
        command.current_dir(workspace.path(CONSOLE)).args(arguments);
        process::run(workspace, name, &mut command)
    };
    if options.build {
        return node("console-build", &["build.mjs"]);
    }
    node("console-check", &["build.mjs", "--check"])?;

    process::run(workspace, "build-sandbox", &mut workspace.cargo(&["build", "-p", "kunci-qa"]))?;
    let chromium = chromium().map_or_else(|| install_chromium(workspace), Ok)?;
    // Tests of different files would compete for two cores, and their waits would run out.
    let mut tests = workspace.command("node");
    tests.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    if let Some(only) = &options.only {
        tests.arg(format!("--test-name-pattern={only}"));
    }
    tests.args(
        ["stories", "desks", "employee", "access"]
            .map(|name| workspace.path(&format!("{CONSOLE}/browser/{name}.test.mjs"))),
    );
    tests.env("KUNCI_PROGRAM", workspace.sandbox()).env("KUNCI_CHROMIUM", chromium);
    tests.env("KUNCI_SCREENSHOTS", workspace.target.join("console"));
    process::run(workspace, "browser", &mut tests)
}

/// Node.js with npm.
fn tools(workspace: &Workspace) -> Outcome {
    if node_version().is_none() || !apt::has("npm", "--version") {
        apt::install(workspace, &["nodejs", "npm"])?;
    }
    match node_version() {
        Some(version) if version >= NODE => Ok(()),
        found => {
            let found = found.map_or_else(|| "none".to_owned(), |version| format!("version {version}"));
            Err(Problem::new(format!("Node.js {NODE} or newer is needed and {found} is on PATH: install a newer one")))
        }
    }
}

/// `v20.20.2` is 20.
fn node_version() -> Option<u32> {
    answer("node", &["--version"])?.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The libraries that the lock file names, unless they are there already. What npm fetches is kept in the user's cache folder.
fn libraries(workspace: &Workspace) -> Outcome {
    let folder = workspace.path(CONSOLE);
    let lock_file = folder.join("package-lock.json");
    let lock = fs::read(&lock_file).doing(format!("reading {}", lock_file.display()))?;
    let installed = folder.join("node_modules").join(".kunci-lock");
    if fs::read(&installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    let mut npm = workspace.command("npm");
    npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--cache"]);
    process::run(workspace, "npm", npm.arg(workspace.cache.join("npm")))?;
    fs::write(&installed, lock).doing(format!("writing {}", installed.display()))
}

fn chromium() -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find_map(|name| answer("sh", &["-c", &format!("command -v {name}")]))
}

fn install_chromium(workspace: &Workspace) -> Outcome<String> {
    apt::install(workspace, &["chromium"])?;
    chromium().ok_or_else(|| Problem::new("chromium is installed but not on PATH"))
}

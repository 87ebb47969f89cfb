//! The Swift tests over the real library: with the system's Swift where there is one, else in a Debian folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bindgen::{self, Language};
use crate::mirror::{copy_if_changed, mirror};
use crate::problem::{Outcome, Problem};
use crate::process::{self, answer};
use crate::results::{self, Passed};
use crate::swift_debian;
use crate::swiftui;
use crate::workspace::Workspace;

/// The oldest Swift that the package is written for.
const SWIFT: u32 = 6;

/// The folders that the Swift tests work on, here or as seen inside the Debian folder.
pub(crate) struct Folders {
    /// The package, with the generated sources in it.
    pub(crate) package: PathBuf,
    /// The library under test.
    pub(crate) library: PathBuf,
    /// Where the sandbox bank's program is.
    pub(crate) programs: PathBuf,
    /// The repository's `tests/journeys`.
    pub(crate) journeys: PathBuf,
}

impl Folders {
    /// What the package and its tests read from the environment.
    pub(crate) fn environment(&self) -> [(&'static str, PathBuf); 3] {
        [
            ("KUNCI_LIBRARY", self.library.clone()),
            ("KUNCI_SANDBOX", self.programs.join("kunci")),
            ("KUNCI_JOURNEYS", self.journeys.clone()),
        ]
    }
}

/// Builds the library and the sandbox bank, generates the sources, lints and tests the packages.
pub(crate) fn test(workspace: &Workspace) -> Outcome {
    results::forget(workspace, "swift")?;
    let toolchain = Toolchain::find(workspace)?;
    let library = bindgen::build(workspace, false)?;
    let generated = bindgen::generate(workspace, &library, Language::Swift)?;
    process::run(workspace, "build-sandbox", &mut workspace.cargo(&["build", "-p", "kunci-qa"]))?;
    let folders = Folders {
        package: assemble(workspace, &generated)?,
        library: library.folder,
        programs: workspace.target.join("debug"),
        journeys: workspace.path("tests/journeys"),
    };
    let kit = process::tee(workspace, "swift", &mut toolchain.command(workspace, &folders, LINT_AND_TEST))?;
    // Also when those failed: it can still tell something.
    let screens = swiftui::test(workspace, &toolchain, folders)?;
    let lines = [kit.lines.as_slice(), &screens.lines].concat();
    let mut passed = passed_tests(&lines);
    passed.extend(results::journey_steps(&lines));
    // What passed stays known beside a test that did not: the promises then name that one alone.
    results::record(workspace, "swift", &passed)?;
    kit.ok()?;
    screens.ok()?;
    if passed.is_empty() {
        return Err(Problem::new("swift test ran no test"));
    }
    Ok(())
}

/// Lints our own sources (not the generated ones), then tests. Run inside the package's folder.
///
/// `.swift-format` lists every rule, since a list there replaces the default one. Camel case is off: the name of a test begins
/// with its promise, as `otp_4_…`.
const LINT_AND_TEST: &str = "swift format lint --strict --recursive Package.swift Sources Tests && \
    swift test --disable-xctest";

/// The Swift that runs the tests.
pub(crate) enum Toolchain {
    System,
    Debian(PathBuf),
}

impl Toolchain {
    fn find(workspace: &Workspace) -> Outcome<Self> {
        if system_swift().is_some_and(|version| version >= SWIFT) {
            return Ok(Self::System);
        }
        if cfg!(not(target_os = "linux")) {
            return Err(Problem::new(format!("install Swift {SWIFT} or later (on macOS: Xcode) and run this again")));
        }
        swift_debian::folder(workspace).map(Self::Debian)
    }

    /// A script, run in the package's folder.
    pub(crate) fn command(&self, workspace: &Workspace, folders: &Folders, script: &str) -> Command {
        match self {
            Self::System => {
                let mut command = workspace.command("sh");
                command.args(["-c", script]).current_dir(&folders.package).envs(folders.environment());
                command
            }
            Self::Debian(debian) => swift_debian::command(workspace, debian, folders, script),
        }
    }
}

/// `Swift version 6.0.3 (…)` is 6.
fn system_swift() -> Option<u32> {
    let text = answer("swift", &["--version"])?;
    text.split_once("Swift version ")?.1.split('.').next()?.parse().ok()
}

/// A copy of the package below `target`, with the generated sources in their places.
fn assemble(workspace: &Workspace, generated: &Path) -> Outcome<PathBuf> {
    let package = workspace.target.join("swift").join("BankKit");
    let own = workspace.path("ios/BankKit");
    for file in ["Package.swift", ".swift-format"] {
        copy_if_changed(&own.join(file), &package.join(file))?;
    }
    for folder in ["Sources", "Tests"] {
        mirror(&own.join(folder), &package.join(folder))?;
    }
    for (file, place) in [
        ("kunci_bindings.swift", "KunciCore/kunci_bindings.swift"),
        ("kunci_bindingsFFI.h", "KunciCoreFFI/kunci_bindingsFFI.h"),
        ("kunci_bindingsFFI.modulemap", "KunciCoreFFI/module.modulemap"),
    ] {
        copy_if_changed(&generated.join(file), &package.join("Generated").join(place))?;
    }
    Ok(package)
}

/// Reads the closing line of each test: `✔ Test otp_4_code() passed after 0.1 seconds.` It names no file, so a name that
/// two tests share counts for neither.
fn passed_tests(lines: &[String]) -> Vec<Passed> {
    let mut times = BTreeMap::new();
    let closing = lines.iter().filter_map(|line| line.split_once("Test ")?.1.split_once(" passed after "));
    for (function, _) in closing.filter_map(|(name, _)| name.split_once('(')) {
        *times.entry(function).or_insert(0) += 1;
    }
    let unique = times.into_iter().filter(|(_, times)| *times == 1);
    unique.map(|(function, _)| Passed::Swift { function: function.to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_passed_functions_are_taken() {
        let lines = [
            "✔ Test otp_4_code() passed after 0.120 seconds.",
            "✔ Test everyJourney(_:) with 3 test cases passed after 2.0 seconds.",
            "✘ Test broken() failed after 0.010 seconds with 1 issue.",
            "◇ Test started() started.",
            "✔ Test twice() passed after 0.1 seconds.",
            "✔ Test twice() passed after 0.1 seconds.",
            "✔ Test run with 3 tests passed after 0.2 seconds.",
        ];
        let expected = ["everyJourney", "otp_4_code"].map(|name| Passed::Swift { function: name.to_owned() });
        assert_eq!(passed_tests(&lines.map(str::to_owned)), expected);
    }
}

//! The Kotlin tests over the real library, on the JVM.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::apt;
use crate::bindgen::{self, Language};
use crate::problem::{Outcome, Problem, While};
use crate::process::{self, answer};
use crate::results::{self, Passed};
use crate::workspace::Workspace;

/// The oldest Java that the Kotlin sources are compiled for.
const JAVA: u32 = 17;

/// Builds the library and the sandbox bank, generates the sources, runs Maven.
pub(crate) fn test(workspace: &Workspace) -> Outcome {
    results::forget(workspace, "kotlin")?;
    tools(workspace)?;
    let library = bindgen::build(workspace, false)?;
    let generated = bindgen::generate(workspace, &library, Language::Kotlin)?;
    process::run(workspace, "build-sandbox", &mut workspace.cargo(&["build", "-p", "kunci-qa"]))?;

    let build = workspace.target.join("android-sdk");
    forget_classes(&build)?;
    let mut maven = workspace.command("mvn");
    maven.args(["--batch-mode", "--no-transfer-progress", "-Dkotlin.compiler.daemon=false"]);
    maven.arg("--file").arg(workspace.path("android/sdk/pom.xml"));
    for (name, value) in [
        ("kunci.build", build),
        ("kunci.generated", generated),
        ("kunci.library", library.folder),
        ("kunci.sandbox", workspace.sandbox()),
        ("kunci.repository", workspace.root.clone()),
    ] {
        maven.arg(format!("-D{name}={}", value.display()));
    }
    maven.arg("test");
    let transcript = process::tee(workspace, "kotlin", &mut maven)?;
    let mut passed = passed_tests(&transcript.lines);
    passed.extend(results::journey_steps(&transcript.lines));
    // What passed stays known beside a test that did not: the promises then name that one alone.
    results::record(workspace, "kotlin", &passed)?;
    transcript.ok()?;
    if passed.is_empty() {
        return Err(Problem::new("Maven ran no test"));
    }
    Ok(())
}

/// Takes away what an earlier run compiled. Maven compiles every source anew anyway, but leaves the classes of sources that are
/// gone: a test that was removed or renamed would still be run, against what it was not compiled for.
pub(crate) fn forget_classes(build: &Path) -> Outcome {
    for name in ["classes", "test-classes"] {
        let folder = build.join(name);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).doing(format!("emptying {}", folder.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Maven and a Java compiler of at least [`JAVA`].
pub(crate) fn tools(workspace: &Workspace) -> Outcome {
    if java_version().is_none_or(|version| version < JAVA) {
        apt::install(workspace, &[&format!("openjdk-{JAVA}-jdk-headless")])?;
        if java_version().is_none_or(|version| version < JAVA) {
            return Err(Problem::new(format!(
                "`javac` is older than {JAVA}: put a Java development kit of at least {JAVA} first on PATH"
            )));
        }
    }
    if !apt::has("mvn", "--version") {
        apt::install(workspace, &["maven"])?;
    }
    Ok(())
}

/// `javac 17.0.15` is 17.
fn java_version() -> Option<u32> {
    answer("javac", &["-version"])?.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

/// Reads the lines `test Class::method ... ok` that the tests' own listener prints.
pub(crate) fn passed_tests(lines: &[String]) -> Vec<Passed> {
    let names = lines.iter().filter_map(|line| line.trim().strip_prefix("test ")?.strip_suffix(" ... ok"));
    names
        .filter_map(|name| name.split_once("::"))
        .map(|(class, method)| Passed::Kotlin { class: class.to_owned(), method: method.to_owned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_sources_that_are_gone_are_not_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let build = folder.path();
        fs::create_dir_all(build.join("test-classes/kunci")).expect("a folder");
        fs::write(build.join("test-classes/kunci/GoneTest.class"), "").expect("a class");
        fs::write(build.join("pom.xml"), "").expect("a file of the run");
        forget_classes(build).expect("emptied, though there is no folder of classes");
        let left = fs::read_dir(build).expect("the folder").count();
        assert_eq!(left, 1, "the POM alone");
    }

    #[test]
    fn failed_and_skipped_tests_are_not_taken() {
        let lines = [
            "[INFO] Tests run: 3",
            "test kunci.PhoneTest::otp 4 code ... ok",
            "test PhoneTest::broken ... FAILED",
            "test PhoneTest::later ... skipped",
        ];
        let expected = Passed::Kotlin { class: "kunci.PhoneTest".to_owned(), method: "otp 4 code".to_owned() };
        assert_eq!(passed_tests(&lines.map(str::to_owned)), [expected]);
    }
}

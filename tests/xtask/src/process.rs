//! Running a program: its output is shown as it comes, and kept.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::process::Command;

use crate::problem::{Outcome, Problem, While};
use crate::workspace::Workspace;

/// What a program printed, and whether it succeeded.
pub(crate) struct Transcript {
    pub(crate) lines: Vec<String>,
    failure: Option<String>,
}

impl Transcript {
    /// Fails if the program did.
    pub(crate) fn ok(self) -> Outcome<Vec<String>> {
        match self.failure {
            None => Ok(self.lines),
            Some(failure) => Err(Problem::new(told(&failure, &self.lines))),
        }
    }
}

/// How many of a runner's own lines a failure repeats: enough to name the cause, short enough for the end of a run.
const REPEATED: usize = 24;

/// How Rust begins to tell why a test failed.
const PANIC: &str = " panicked at ";

/// How much a failed assertion says after the place: what was expected, and what came.
const AFTER_A_PANIC: usize = 3;

/// The failure with the lines in which the runner names what failed, so that the end of a long run tells it too.
fn told(failure: &str, lines: &[String]) -> String {
    let (mut named, mut seen, mut of_a_panic) = (Vec::new(), BTreeSet::new(), 0);
    for line in lines.iter().map(|line| line.trim()) {
        let is_reason = of_a_panic > 0 && !line.is_empty() && !line.starts_with("note: ");
        of_a_panic = match line.contains(PANIC) {
            true => AFTER_A_PANIC,
            false if is_reason => of_a_panic - 1,
            false => 0,
        };
        // A compiler that works on several files at once says the same of each.
        if (is_reason || names_a_failure(line)) && seen.insert(line) {
            named.push(line);
        }
    }
    named.into_iter().take(REPEATED).fold(failure.to_owned(), |told, line| told + "\n    " + line)
}

/// Maven, Rust's and Swift's compilers and tests, and the journeys: each says in its own way what failed.
fn names_a_failure(line: &str) -> bool {
    let line = line.trim_start();
    let of_maven = line.strip_prefix("[ERROR] ").is_some_and(|said| {
        let boilerplate = ["Failed to execute", "->", "To see", "Re-run", "For more", "[Help", "Please refer", "See "];
        !said.trim().is_empty() && !boilerplate.iter().any(|start| said.starts_with(start))
    });
    of_maven
        || (line.starts_with("test ") && line.ends_with("FAILED"))
        || line.starts_with("error: ")
        || line.starts_with("error[")
        || line.contains(": error: ")
        // A lint of Swift that is as good as an error.
        || line.contains(": warning: [")
        || line.contains(PANIC)
        || line.starts_with('✗')
}

/// Runs the command, shows both its streams in their order, and keeps them in `target/logs/NAME.log`.
pub(crate) fn tee(workspace: &Workspace, name: &str, command: &mut Command) -> Outcome<Transcript> {
    let logs = workspace.target.join("logs");
    fs::create_dir_all(&logs).doing(format!("making {}", logs.display()))?;
    let log = logs.join(format!("{name}.log"));
    let mut file = File::create(&log).doing(format!("writing {}", log.display()))?;

    let title = describe(command);
    println!("$ {title}");
    let (reader, writer) = io::pipe().doing("opening a pipe")?;
    command.stdout(writer.try_clone().doing("opening a pipe")?).stderr(writer);
    let mut child = command.spawn().doing(format!("starting {title}"))?;
    // The command holds the writing end; without this the reader would wait for ever.
    command.stdout(io::stdout()).stderr(io::stderr());

    let mut lines = Vec::new();
    let mut shown = io::stdout().lock();
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).doing(format!("reading the output of {title}"))? > 0 {
        // A closed terminal must not stop the run; the log has it all.
        let _ = shown.write_all(&line);
        file.write_all(&line).doing(format!("writing {}", log.display()))?;
        lines.push(String::from_utf8_lossy(&line).trim_end().to_owned());
        line.clear();
    }
    let _ = shown.flush();
    let status = child.wait().doing(format!("waiting for {title}"))?;
    let failure =
        (!status.success()).then(|| format!("`{title}` failed ({status}); its output is in {}", log.display()));
    Ok(Transcript { lines, failure })
}

/// Runs the command and asks for success.
pub(crate) fn run(workspace: &Workspace, name: &str, command: &mut Command) -> Outcome {
    tee(workspace, name, command)?.ok().map(drop)
}

/// What the command prints, unseen; `None` if it cannot be run or fails.
pub(crate) fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    output.status.success().then(|| text.trim().to_owned())
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let title = words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    // A script given as an argument is shown by its first line.
    title.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_repeats_the_lines_in_which_a_runner_names_it() {
        let lines = [
            "[INFO] Tests run: 2, Failures: 0",
            "[ERROR] Failures: ",
            "[ERROR]   OtpTest.a_code_is_shown:55 expected a code",
            "[ERROR] ",
            "[ERROR] Failed to execute goal surefire",
            "test otp_1_a_code ... FAILED",
            "test otp_2_a_code ... ok",
            "thread 'otp_1_a_code' (17) panicked at core/src/token/otp.rs:7:5:",
            "assertion `left == right` failed: a code",
            "  left: 1",
            " right: 2",
            "note: run with `RUST_BACKTRACE=1`",
            "what it says after that",
            "Tests/CardTests.swift:7: error: CardTests.test_freeze : failed",
            "✗  4.2  The code is refused",
            "✗  4.2  The code is refused",
        ];
        let told = told("mvn failed", &lines.map(str::to_owned));
        assert_eq!(told.lines().count(), 10, "{told}");
        assert!(told.starts_with("mvn failed\n") && told.contains("OtpTest.a_code_is_shown:55"), "{told}");
        assert!(told.contains("\n    left: 1\n    right: 2\n"), "{told}");
        assert!(!told.contains("after that") && !told.contains("BACKTRACE"), "{told}");
        assert!(!told.contains("otp_2") && !told.contains("surefire"), "{told}");
    }

    #[test]
    fn a_failure_repeats_a_few_lines_only() {
        let many: Vec<String> = (0..100).map(|test| format!("test t{test} ... FAILED")).collect();
        assert_eq!(told("cargo failed", &many).lines().count(), 1 + REPEATED);
    }
}

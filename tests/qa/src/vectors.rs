//! `kunci vectors FILE`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::print;

/// Which file.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// JSON: `{"vectors":[{"kind":"hotp|totp|ocra",…,"expected":"…"}]}`.
    file: PathBuf,
    /// One JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(&args.file).map_err(|error| {
        Failure::new(format!("{} cannot be read: {error}.", args.file.display()), "Name a readable vector file.")
    })?;
    let report = kunci_crypto::vectors::run(&text).map_err(|error| {
        Failure::new(
            format!("{}: {error}.", args.file.display()),
            "Correct the file; tests/vectors/otp.json in core/crypto shows the format.",
        )
    })?;
    let failed = report.failures.len();
    if args.json {
        let failures: Vec<_> = report
            .failures
            .iter()
            .map(|failure| serde_json::json!({"index": failure.index, "kind": failure.kind, "source": failure.source, "reason": failure.reason}))
            .collect();
        print::line(&serde_json::json!({"passed": report.passed, "failed": failed, "failures": failures}).to_string());
    } else {
        for failure in &report.failures {
            print::line(&format!(
                "vector {} ({}, {}): {}",
                failure.index, failure.kind, failure.source, failure.reason
            ));
        }
        print::line(&format!("{} passed, {failed} failed", report.passed));
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

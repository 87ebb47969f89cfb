//! `cargo xtask`: the one door to every routine of this repository.
//!
//! Each command has a file of its own; what they share is in [`workspace`] (folders and environment),
//! [`process`] (running a program), [`stages`] (the closing table) and [`results`] (which tests passed).

mod android;
mod android_lock;
mod android_resources;
mod apt;
mod bench;
mod bindgen;
mod browser;
mod ci;
mod contract;
mod deny;
mod fuzz;
mod interop;
mod kotlin;
mod mirror;
mod mobile_check;
mod nightly;
mod no_oracle;
mod problem;
mod process;
mod promises;
mod results;
mod rust;
mod safety;
mod simulate;
mod size;
mod stages;
mod swift;
mod swift_debian;
mod swiftui;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::problem::Outcome;
use crate::stages::Stages;
use crate::workspace::Workspace;

/// Builds, tests and checks this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the tests of Rust, Kotlin and Swift over the real library.
    Test(test::Options),
    /// Everything a change must pass: format, lints, dependencies, tests, promises, contract, demo.
    Ci,
    /// Build the library and generate the Kotlin and Swift sources from it.
    Bindgen(bindgen::Options),
    /// Run the Kotlin tests only.
    Kotlin,
    /// Run the tests of the Android app only.
    Android(android::Options),
    /// Play the bank's console in a real browser.
    Browser(browser::Options),
    /// Run the Swift tests only.
    Swift,
    /// Simulate phones and bank on a bad network, with kills at each write.
    Simulate(simulate::Options),
    /// Read hostile input: the corpora, and what becomes of them by changes.
    Fuzz(fuzz::Options),
    /// Try every Unlock Code against stolen images of a phone (OTP-9).
    NoOracle(no_oracle::Options),
    /// How good the chat's safety filter is, by finding; fails under the floors.
    Safety,
    /// Check that the vectors and documents of the contract are what the code makes.
    Contract,
    /// Let oathtool and python-oath check our codes, and ours check theirs.
    Interop,
    /// What takes too long for every change: tens of thousands of drawn sequences, and reports of them.
    Nightly(nightly::Options),
    /// Measure the token against its peers.
    Bench(bench::Options),
    /// Type-check the library for Android and iOS.
    MobileCheck,
    /// Build the library for a phone's processor, and say how large it is.
    Size,
    /// Show what was promised, and which test holds each promise.
    Promises(promises::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    let workspace = Workspace::find()?;
    match command {
        Command::Test(options) => test::run(&workspace, &options),
        Command::Ci => ci::run(&workspace),
        Command::Bindgen(options) => bindgen::run(&workspace, &options),
        Command::Kotlin => Stages::single("kotlin", || kotlin::test(&workspace)),
        Command::Android(options) => Stages::single("android", || android::run(&workspace, &options)),
        Command::Browser(options) => Stages::single("browser", || browser::run(&workspace, &options)),
        Command::Swift => Stages::single("swift", || swift::test(&workspace)),
        Command::Simulate(options) => simulate::run(&workspace, &options),
        Command::Fuzz(options) => Stages::single("fuzz", || fuzz::run(&workspace, &options)),
        Command::NoOracle(options) => no_oracle::run(&workspace, &options),
        Command::Safety => Stages::single("safety", || safety::run(&workspace)),
        Command::Contract => Stages::single("contract", || contract::run(&workspace)),
        Command::Interop => Stages::single("interop", || interop::run(&workspace)),
        Command::Nightly(options) => nightly::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
        Command::MobileCheck => Stages::single("mobile-check", || mobile_check::run(&workspace)),
        Command::Size => Stages::single("size", || size::run(&workspace)),
        Command::Promises(options) => promises::run(&workspace, &options),
    }
}

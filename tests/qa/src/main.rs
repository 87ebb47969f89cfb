//! `kunci`: everything QA does on a desktop. Without arguments it is the demo: a sandbox bank and the journey of a new phone.
//!
//! | verb | does |
//! |---|---|
//! | `demo` | starts a sandbox bank and plays the main journey through the real core |
//! | `bank` | runs the sandbox bank alone |
//! | `phone NAME …` | a desktop phone: one profile folder per name; without a verb a shell |
//! | `hardware SERIAL press` | a hardware token: one press, one code |
//! | `personas` | ready-made customers, with their desktop phones |
//! | `play FILE…` | runs journeys and scenarios |
//! | `doctor` | what this machine lacks for the set-up and for each stage of the tests |
//! | `vectors FILE` | checks published OTP vectors |
//! | `scan` | runs the chat's safety filter over lines of JSON |
//! | `verify-transcript FILE` | checks a kept chat by itself: changed, left out, put in, moved? |
//! | `verify-receipts FILE` | checks exported receipts of card controls by themselves |
//! | `read-export FILE` | opens a file that the app has exported |
//! | `contract-vectors` | writes or checks the contract's own vectors |
//! | `contract-documents` | writes or checks the contract as OpenAPI and AsyncAPI |
//! | `completions SHELL`, `man` | completion for a shell, manual pages |

mod bank;
mod contract_documents;
mod contract_vectors;
mod demo;
mod desk;
mod doctor;
mod failure;
mod hardware;
mod home;
mod journey;
mod pages;
mod personas;
mod phone;
mod play;
mod print;
mod progress;
mod read_export;
mod record;
mod scan;
mod shell;
mod vectors;
mod verify_receipts;
mod verify_transcript;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;

/// The desktop of Kunci, the shared core of a mobile bank.
#[derive(Parser)]
#[command(
    name = "kunci",
    version,
    about,
    max_term_width = 100,
    after_help = "\
Begin with `kunci` alone (the demo), or `kunci doctor` on a new machine. `kunci help VERB` tells more.
Exit code: 0 all went well, 1 something did not hold or was refused, 2 the verb could not do its work."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Start a sandbox bank and play the journey of a new phone (what a bare `kunci` does).
    Demo(demo::Args),
    /// Run the sandbox bank until Ctrl-C.
    Bank(bank::Args),
    /// Be a desktop phone; its profile folder goes by NAME. Without a verb: a shell.
    Phone(phone::Args),
    /// Press the key of a hardware token; prints the code on its display.
    Hardware(hardware::Args),
    /// List the ready-made customers of the running bank, or make them with their desktop phones.
    Personas(personas::Args),
    /// Play journeys and scenarios against a fresh sandbox bank, or a running one.
    Play(play::Args),
    /// Check this machine: what the set-up and each stage of the tests need, what is missing, what to do.
    Doctor(doctor::Args),
    /// Check OTP vectors (HOTP, TOTP, OCRA); the last line is "N passed, N failed".
    Vectors(vectors::Args),
    /// Run the chat's safety filter over lines of JSON.
    Scan(scan::Args),
    /// Check a kept chat transcript without the bank.
    VerifyTranscript(verify_transcript::Args),
    /// Check exported receipts of card controls without the bank.
    VerifyReceipts(verify_receipts::Args),
    /// Open a file that the app has exported; the passphrase is a line of standard input.
    ReadExport(read_export::Args),
    /// Write the contract's vectors, or check the committed ones.
    ContractVectors(contract_vectors::Args),
    /// Write the contract as OpenAPI and AsyncAPI, or check the committed documents.
    ContractDocuments(contract_documents::Args),
    /// Write the completion for a shell.
    Completions(pages::CompletionArgs),
    /// Write the manual page, or all of them into a folder.
    Man(pages::ManArgs),
}

fn main() -> ExitCode {
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return not_understood(&error),
    };
    let as_json = wants_json(&matches);
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error),
    };
    // As in an app, where nothing uses SQLite before the phone does; a bank in the same process would.
    kunci_adapters::wipe_what_sqlite_frees();
    // The control port's client wants a default provider, although it never speaks TLS. Failing means there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return Failure::new(format!("no threads: {error}"), "Close other programs and try again.").exit(as_json);
        }
    };
    let outcome = runtime.block_on(async {
        match cli.verb.unwrap_or_else(|| Verb::Demo(demo::Args::default())) {
            Verb::Demo(args) => demo::run(args).await,
            Verb::Bank(args) => bank::run(args).await,
            Verb::Phone(args) => phone::run(args).await,
            Verb::Hardware(args) => hardware::run(args).await,
            Verb::Personas(args) => personas::run(args).await,
            Verb::Play(args) => play::run(args).await,
            Verb::Vectors(args) => vectors::run(&args),
            Verb::Scan(args) => scan::run(&args),
            Verb::VerifyTranscript(args) => verify_transcript::run(&args),
            Verb::VerifyReceipts(args) => verify_receipts::run(&args),
            Verb::ReadExport(args) => read_export::run(&args),
            Verb::ContractVectors(args) => contract_vectors::run(&args),
            Verb::ContractDocuments(args) => contract_documents::run(&args),
            Verb::Doctor(args) => doctor::run(&args),
            Verb::Completions(args) => pages::completions(&args),
            Verb::Man(args) => pages::man(&args),
        }
    });
    match outcome {
        Ok(code) => code,
        Err(failure) => failure.exit(as_json),
    }
}

/// Whether the verb, or what stands below it, was asked for JSON.
fn wants_json(matches: &ArgMatches) -> bool {
    let here = matches.try_get_one::<bool>("json").ok().flatten().copied().unwrap_or_default();
    here || matches.subcommand().is_some_and(|(_, below)| wants_json(below))
}

/// The arguments cannot be read, or ask for help. A program that asked for JSON gets it here too.
fn not_understood(error: &clap::Error) -> ExitCode {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help || !std::env::args_os().any(|word| word == "--json") {
        error.exit();
    }
    let told = error.to_string();
    Failure::new(told.trim_end(), "kunci help VERB tells the arguments.").exit(true)
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::*;

    /// Every verb and what stands below it, by its words.
    fn walk(command: &Command, above: &str, see: &mut impl FnMut(&str, &Command)) {
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            let name = format!("{above} {}", below.get_name());
            see(&name, below);
            walk(below, &name, see);
        }
    }

    #[test]
    fn every_verb_answers_in_json_and_tells_what_it_does() {
        let mut root = Cli::command();
        root.build();
        let (mut seen, mut wrong) = (0, Vec::new());
        walk(&root, "kunci", &mut |name, command| {
            seen += 1;
            if !command.get_arguments().any(|argument| argument.get_id() == "json") {
                wrong.push(format!("{name} has no --json"));
            }
            let told = command.get_about().is_some_and(|about| about.to_string().len() > 10);
            let silent = command.get_arguments().find(|argument| argument.get_help().is_none());
            if !told {
                wrong.push(format!("{name} does not tell what it does"));
            }
            if let Some(argument) = silent.filter(|argument| argument.get_id() != "help") {
                wrong.push(format!("{name}: {} is not explained", argument.get_id()));
            }
        });
        assert!(seen > 20, "{seen} verbs");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

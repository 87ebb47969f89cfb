//! The shell of `kunci phone NAME`: one line, one verb; the phone stays open in between.

mod complete;
mod line;
mod reader;

use std::io::IsTerminal;
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use crate::desk::{Desk, Stop, ask};
use crate::failure::Failure;
use crate::journey::actions;
use crate::journey::assign::{assignment, is_name};
use crate::phone::Args;
use crate::record::Recorder;
use crate::{home, print};
use line::{Act, Command, Parsed};
use reader::Reader;

pub(crate) async fn run(args: &Args) -> Result<ExitCode, Failure> {
    let folder = home::phone(&args.name)?;
    let mut desk = Desk::new(args)?;
    let terminal = std::io::stdin().is_terminal();
    let greet = terminal && !args.json;
    if let Some(file) = &args.record {
        desk.record(Recorder::start(file)?);
        if folder.join("profile").exists() {
            print::note("This phone has a past that the recording will not have: it is played on a new phone.");
        }
    }
    let mut reader = Reader::new(&folder, &args.name)?;
    if greet {
        print::line("Tab completes, help lists the verbs, exit (or Ctrl-D) ends it.");
    }
    // What happened before is not this shell's business.
    desk.saw().await;
    let mut all_fine = true;
    while let Some(line) = reader.line()? {
        match line::parse(&line) {
            Parsed::Nothing => {}
            Parsed::Help(text) => print::line(text.trim_end()),
            Parsed::Wrong(told) => {
                complain(args.json, "bad_line", &told);
                all_fine = false;
            }
            Parsed::Command(command) => {
                if let Some(line) = line::kept(&command) {
                    reader.keep(&line);
                }
                if matches!(command, Command::Exit) {
                    break;
                }
                all_fine &= obey(&mut desk, &command, args.json).await;
            }
        }
    }
    if let Some(told) = desk.stop_recording()? {
        // Not among the results, which may be read by a program.
        print::note(&told);
    }
    // A person has seen what went wrong; a program that pipes lines in sees the exit code.
    Ok(if all_fine || terminal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether it went well. What went wrong has been told.
async fn obey(desk: &mut Desk, command: &Command, as_json: bool) -> bool {
    let outcome = match command {
        Command::Phone(verb) => desk.verb(verb).await,
        Command::Do(act) => match arguments(act) {
            Ok(with) => desk.act(&act.name, with).await.map(drop),
            Err(failure) => Err(failure.into()),
        },
        Command::Bank(act) => match arguments(act) {
            Ok(with) => desk.bank(&act.name, with).await.map(drop),
            Err(failure) => Err(failure.into()),
        },
        Command::Saw => {
            let lines = desk.saw().await;
            saw(&lines, as_json);
            Ok(())
        }
        Command::Actions => {
            list(as_json);
            Ok(())
        }
        Command::Exit => Ok(()),
    };
    match outcome {
        Ok(()) => true,
        Err(Stop::Refused) => false,
        Err(Stop::Failed(failure)) => {
            complain(as_json, "failed", &failure.to_string());
            false
        }
    }
}

/// `NAME=TEXT` and `NAME:=JSON` as they are; a bare `NAME` is asked for.
fn arguments(act: &Act) -> Result<Value, Failure> {
    let mut with = Map::new();
    for word in &act.arguments {
        let (name, value) = if is_name(word) {
            (word.clone(), Value::from(ask(None, word)?))
        } else {
            assignment(word).map_err(|error| {
                Failure::new(
                    format!("An argument cannot be read: {error}."),
                    "For example: do sign_in user_id=sari password",
                )
            })?
        };
        with.insert(name, value);
    }
    Ok(Value::Object(with))
}

fn complain(as_json: bool, code: &str, told: &str) {
    if as_json {
        print::line(&json!({"ok": false, "error": code, "told": told}).to_string());
    } else {
        print::error(told.trim_end());
    }
}

fn saw(lines: &[String], as_json: bool) {
    if as_json {
        print::line(&json!({"action": "saw", "ok": true, "result": {"bank_saw": lines}}).to_string());
        return;
    }
    if lines.is_empty() {
        print::line("The bank saw nothing new.");
    }
    for line in lines {
        print::line(&format!("bank saw: {line}"));
    }
}

fn list(as_json: bool) {
    for (verb, table) in [("do", actions::PHONE), ("bank", actions::BANK)] {
        for (name, arguments) in table {
            if as_json {
                let arguments: Vec<_> = arguments.split_whitespace().collect();
                print::line(&json!({"action": "actions", "ok": true, "result": {"verb": verb, "name": name, "arguments": arguments}}).to_string());
            } else {
                let arguments: String = arguments
                    .split_whitespace()
                    .map(|name| match name.strip_suffix(':') {
                        Some(name) => format!(" {name}:=JSON"),
                        None => format!(" {name}=TEXT"),
                    })
                    .collect();
                print::line(&format!("{verb} {name}{arguments}"));
            }
        }
    }
}

//! `kunci scan`: the chat's safety filter over lines of JSON.

use std::io::{BufRead, ErrorKind, Write};
use std::process::ExitCode;

use kunci_domain::safety::{self, Direction, Finding};
use kunci_domain::texts::{self, Language};

use crate::failure::Failure;

/// Longest line, in bytes without its end.
const LONGEST_LINE: usize = 1024 * 1024;

/// One text, or many on standard input.
#[derive(clap::Args)]
#[command(after_help = "\
Without --draft or --incoming, each line on standard input: {\"direction\":\"inbound|outbound\",\"text\":\"…\"}
Each line on standard output, in the same order and at once:
  {\"findings\":[{\"kind\":\"…\",\"severity\":\"block|warn|mark|hint\",\"start\":N,\"end\":N}]}
or {\"error\":\"…\"} in the place of a line that cannot be read; the exit code is then 1.

\"start\" and \"end\" count Unicode scalar values of the text after JSON decoding (not bytes, not
UTF-16 units); \"end\" is exclusive. A line may have 1 MiB. An error never repeats the text.")]
pub(crate) struct Args {
    /// Look at this draft of a customer.
    #[arg(long, value_name = "TEXT", conflicts_with = "incoming")]
    draft: Option<String>,
    /// Look at this incoming message.
    #[arg(long, value_name = "TEXT")]
    incoming: Option<String>,
    /// Answer a single text as a line of JSON too. (Lines on standard input are always answered so.)
    #[arg(long)]
    json: bool,
}

/// A line of input.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    direction: Direction,
    text: String,
}

/// A line of output.
#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Findings(Vec<Finding>),
    Error(String),
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let one = args.draft.as_deref().map(|text| (Direction::Outbound, text));
    match one.or_else(|| args.incoming.as_deref().map(|text| (Direction::Inbound, text))) {
        Some((direction, text)) => one_text(direction, text, args.json),
        None => lines(),
    }
}

/// What was found, and what it means in both languages; for a draft also what is offered instead.
fn one_text(direction: Direction, text: &str, json: bool) -> Result<ExitCode, Failure> {
    let findings = safety::scan(direction, text);
    if json {
        let line = serde_json::to_string(&Answer::Findings(findings))
            .map_err(|error| Failure::new(format!("the answer cannot be written: {error}."), "Report this."))?;
        println!("{line}");
        return Ok(ExitCode::SUCCESS);
    }
    if findings.is_empty() {
        println!("nothing found");
    }
    for finding in &findings {
        println!("{} ({:?}), characters {} to {}", finding.kind.code(), finding.severity, finding.start, finding.end);
        for language in Language::ALL {
            let key = finding.kind.text_key();
            println!("  {}. {}", texts::text(language, &key, &[]), texts::text(language, &format!("{key}.body"), &[]));
        }
    }
    if direction == Direction::Outbound && !findings.is_empty() {
        println!("offered instead: {}", safety::mask(text, &findings));
    }
    Ok(ExitCode::SUCCESS)
}

fn lines() -> Result<ExitCode, Failure> {
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    let mut all_read = true;
    loop {
        let line = next_line(&mut input).map_err(|error| {
            Failure::new(format!("standard input cannot be read: {error}."), "Pipe lines of JSON into it.")
        })?;
        let answer = match line {
            None => break,
            Some(Line::TooLong) => Answer::Error(format!("the line is longer than {LONGEST_LINE} bytes")),
            Some(Line::Whole(line)) => answer(&line),
        };
        all_read &= matches!(answer, Answer::Findings(_));
        let written = serde_json::to_string(&answer).map_err(std::io::Error::other).and_then(|json| {
            writeln!(output, "{json}")?;
            output.flush()
        });
        match written {
            Ok(()) => {}
            // The reader went away: nobody is left to answer.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            Err(error) => {
                return Err(Failure::new(format!("the answer cannot be written: {error}."), "Free some space."));
            }
        }
    }
    Ok(if all_read { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn answer(line: &[u8]) -> Answer {
    // serde would take `["outbound","…"]` for the same thing.
    if !line.trim_ascii_start().starts_with(b"{") {
        return Answer::Error("the line is not a JSON object".to_owned());
    }
    match serde_json::from_slice::<Request>(line) {
        Ok(request) => Answer::Findings(safety::scan(request.direction, &request.text)),
        // serde's own message may quote the input, and the input may hold a secret.
        Err(error) => {
            let what = match error.classify() {
                serde_json::error::Category::Data => {
                    "is not {\"direction\":\"inbound|outbound\",\"text\":\"…\"} and nothing else"
                }
                serde_json::error::Category::Eof => "ends too early",
                serde_json::error::Category::Io | serde_json::error::Category::Syntax => "is not JSON in UTF-8",
            };
            Answer::Error(format!("the line {what} (column {})", error.column()))
        }
    }
}

/// A line without its end.
enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line. Of one that is too long no more than [`LONGEST_LINE`] is ever kept.
fn next_line(input: &mut impl BufRead) -> std::io::Result<Option<Line>> {
    let mut line = Vec::new();
    let (mut any, mut too_long) = (false, false);
    loop {
        let part = match input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            part => part?,
        };
        if part.is_empty() {
            break;
        }
        any = true;
        let end = part.iter().position(|byte| *byte == b'\n');
        let piece = &part[..end.unwrap_or(part.len())];
        too_long |= line.len() + piece.len() > LONGEST_LINE;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => None,
        (true, true) => Some(Line::TooLong),
        (true, false) => Some(Line::Whole(line)),
    })
}

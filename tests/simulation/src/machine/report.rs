//! The report of a long run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::{Broken, Counts};

/// What ran, what happened, and what broke, about this state of the source.
#[must_use]
pub fn report(counts: &Counts, broken: &[Broken], seed: u64, took: Duration, commit: &str) -> String {
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC");
    let verdict = match broken.len() {
        0 => "No law broke.".to_owned(),
        count => format!("**{count} sequences broke a law**, below."),
    };
    let mut text = format!(
        "# State machine: phone × phone × bank\n\n\
         Written by `cargo xtask nightly`. {verdict}\n\n\
         | | |\n|---|---|\n\
         | commit | {commit} |\n| date | {date} |\n| seed | {seed} |\n| sequences | {} |\n| duration | {} s on {} cores |\n\n\
         The laws: never two tokens that work; never a used code accepted; no count of wrong codes that differs from what the bank\n\
         looked at, also by guesses at the same moment, and none for a finger; no honest customer locked, or held unless she held the token\n\
         herself; no suspension lifted but by her; no stranger with only the user id who moves\n\
         anything; no code of the hardware token taken twice, wherever, and none of its doors that counts otherwise than it looked; no\n\
         registered number that changes but by her token's yes, or by her hardware token after a day in which nobody stopped it; no phone asked for more than the code but one that was put back or copied, and none suspended that was only put back;\n\
         never stuck: every sequence ends with a token that works.\n",
        counts.cases,
        took.as_secs(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let mut groups: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    for (name, count) in &counts.events {
        let (group, what) = name.split_once(": ").unwrap_or(("other", name));
        groups.entry(group).or_default().push((what, *count));
    }
    for (group, rows) in groups {
        let _ = write!(text, "\n## {group}\n\n| what | how often |\n|---|---|\n");
        for (what, count) in rows {
            let _ = writeln!(text, "| {what} | {count} |");
        }
    }
    let _ = write!(text, "\n## time\n\n| step | milliseconds of a sequence |\n|---|---|\n");
    for (name, spent) in &counts.spent {
        let _ = writeln!(text, "| {name} | {:.2} |", spent.as_secs_f64() * 1e3 / counts.cases.max(1) as f64);
    }
    for found in broken {
        let _ = write!(text, "\n## Broken: {}\n\n```\n{}\n```\n", found.what, found.steps.join("\n"));
    }
    text
}

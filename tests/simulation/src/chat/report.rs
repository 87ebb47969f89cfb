//! The report of a long run of the chat.

use std::fmt::Write as _;
use std::time::Duration;

use super::Totals;

/// What was asked for, about which state of the source.
pub struct Asked<'a> {
    /// How many seeds.
    pub seeds: u64,
    /// The first of them.
    pub first: u64,
    /// Steps of each run.
    pub steps: u32,
    /// The state of the source.
    pub commit: &'a str,
}

/// What ran, what happened, and what broke.
#[must_use]
pub fn report(asked: &Asked<'_>, totals: &Totals, broken: &[String], took: Duration) -> String {
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC");
    let verdict = match broken.len() {
        0 => "No law broke.".to_owned(),
        count => format!("**{count} seeds broke a law**, below."),
    };
    let mut text = format!(
        "# Chat: phone × bank × agent\n\n\
         Written by `cargo xtask nightly`. {verdict}\n\n\
         | | |\n|---|---|\n\
         | commit | {} |\n| date | {date} |\n| seeds | {} from {} |\n| steps of each | {} |\n\
         | duration | {} s on {} cores |\n\n\
         In virtual time a customer types, edits and takes back, and an agent answers, while connections are slow, break, or fall silent at\n\
         any byte in one direction or both, the bank's frames come twice or out of order, the app dies on its way to the disk or rests in the\n\
         background, and the phone's clock is set by hand. The laws, looked at after each step and at the end: each message is at the bank exactly once and in order, none\n\
         is lost, none is invented, and the phone shows the same (CHAT-9).\n\n\
         ```\n{totals}\n```\n",
        asked.commit,
        asked.seeds,
        asked.first,
        asked.steps,
        took.as_secs(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    for told in broken {
        let _ = write!(text, "\n```\n{told}\n```\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_9_a_report_says_what_broke_and_how_to_see_it_again() {
        let asked = Asked { seeds: 5, first: 7, steps: 60, commit: "`abc`" };
        let clean = report(&asked, &Totals::default(), &[], Duration::from_secs(3));
        assert!(clean.contains("No law broke.") && clean.contains("5 from 7"), "{clean}");
        let told = ["seed 9: doubled\n  replay: cargo xtask simulate --first 9 --chat 1".to_owned()];
        let broken = report(&asked, &Totals::default(), &told, Duration::ZERO);
        assert!(broken.contains("**1 seeds broke a law**") && broken.contains("--first 9"), "{broken}");
    }
}

//! How good the chat's filter is: precision and recall of each finding over a labelled corpus, with floors.
//!
//! The corpus (`safety/drafts.tsv`, `safety/incoming.tsv`) is our own: made-up people, and card numbers of the schemes' test ranges. Half of
//! it is innocent. `cargo xtask safety` prints the table and what was judged wrongly.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use kunci_domain::safety::{Direction, Kind, mask, scan};

const DRAFTS: &str = include_str!("safety/drafts.tsv");
const INCOMING: &str = include_str!("safety/incoming.tsv");

/// Under these the filter has become worse: percent of what it finds that is right, percent of what there is that it finds.
const FLOORS: [(Kind, u32, u32); 17] = [
    (Kind::CardNumber, 97, 97),
    (Kind::Cvv, 97, 97),
    (Kind::Pin, 97, 97),
    (Kind::Otp, 97, 97),
    (Kind::Password, 97, 97),
    (Kind::UnlockCode, 97, 97),
    (Kind::AccountNumber, 97, 97),
    (Kind::NationalId, 97, 97),
    (Kind::BirthDate, 97, 97),
    (Kind::AsksSecret, 97, 97),
    (Kind::SafeAccount, 97, 97),
    (Kind::MoneyRequest, 95, 95),
    (Kind::LookalikeLink, 97, 97),
    (Kind::Impersonation, 95, 95),
    (Kind::Urgency, 95, 95),
    (Kind::Link, 97, 97),
    (Kind::PoorSpelling, 90, 90),
];
/// Innocent messages in a thousand that may be touched.
const TOUCHED: usize = 10;

struct Labelled {
    direction: Direction,
    language: &'static str,
    kinds: BTreeSet<Kind>,
    text: String,
}

fn corpus() -> Vec<Labelled> {
    let of = |direction, file: &'static str| {
        file.lines().filter(|line| !line.starts_with('#')).map(move |line| {
            let [language, kinds, text] =
                line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{line}"));
            let kind =
                |code: &str| Kind::ALL.into_iter().find(|kind| kind.code() == code).unwrap_or_else(|| panic!("{line}"));
            let kinds = kinds.split(',').filter(|code| *code != "-").map(kind).collect();
            Labelled { direction, language, kinds, text: unescaped(text) }
        })
    };
    of(Direction::Outbound, DRAFTS).chain(of(Direction::Inbound, INCOMING)).collect()
}

/// `\n` and `\u{…}`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        plain.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        plain.push_str(rest);
    }
    plain.replace("\\n", "\n")
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        percent(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        percent(self.right, self.right + self.missed)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
    }
}

#[test]
fn chat_5_precision_and_recall_stay_above_their_floors() {
    let corpus = corpus();
    let mut scores: BTreeMap<Kind, Score> = BTreeMap::new();
    let (mut innocent, mut touched) = (0, 0);
    for message in &corpus {
        let found: BTreeSet<Kind> = scan(message.direction, &message.text).iter().map(|finding| finding.kind).collect();
        if found != message.kinds {
            let names = |kinds: &BTreeSet<Kind>| kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",");
            println!("{:?}: is {}, found {}", message.text, names(&message.kinds), names(&found));
        }
        for kind in Kind::ALL {
            let score = scores.entry(kind).or_default();
            match (message.kinds.contains(&kind), found.contains(&kind)) {
                (true, true) => score.right += 1,
                (false, true) => score.wrong += 1,
                (true, false) => score.missed += 1,
                (false, false) => {}
            }
        }
        innocent += usize::from(message.kinds.is_empty());
        touched += usize::from(message.kinds.is_empty() && !found.is_empty());
    }
    println!("\n{:<16} {:>6} {:>10} {:>8} {:>7}", "finding", "there", "precision", "recall", "floors");
    let mut under = Vec::new();
    for (kind, precision, recall) in FLOORS {
        let score = &scores[&kind];
        println!(
            "{:<16} {:>6} {:>9.1}% {:>7.1}% {precision:>3}/{recall}",
            kind.code(),
            score.right + score.missed,
            score.precision(),
            score.recall()
        );
        if score.precision() < f64::from(precision) || score.recall() < f64::from(recall) {
            under.push(kind.code());
        }
    }
    println!("{} messages, {innocent} innocent, {touched} of them touched", corpus.len());
    assert!(under.is_empty(), "under the floor: {under:?}");
    assert!(touched * 1000 <= innocent * TOUCHED, "{touched} of {innocent} innocent messages are touched");
}

#[test]
fn chat_5_the_corpus_is_large_half_innocent_and_in_both_languages() {
    let corpus = corpus();
    let innocent = corpus.iter().filter(|message| message.kinds.is_empty()).count();
    assert!(corpus.len() >= 600 && innocent * 100 >= corpus.len() * 48, "{} of {}", innocent, corpus.len());
    for language in ["id", "en"] {
        let count = corpus.iter().filter(|message| message.language == language).count();
        assert!(count * 100 >= corpus.len() * 40, "{language}: {count}");
    }
    let texts: BTreeSet<_> = corpus.iter().map(|message| &message.text).collect();
    assert!(corpus.len() - texts.len() <= 5, "messages are repeated: {}", corpus.len() - texts.len());
    for kind in Kind::ALL {
        let count = corpus.iter().filter(|message| message.kinds.contains(&kind)).count();
        assert!(count >= 9, "{}: {count}", kind.code());
    }
}

#[test]
fn chat_4_a_masked_draft_of_the_corpus_says_no_secret_any_more() {
    for message in corpus().iter().filter(|message| message.direction == Direction::Outbound) {
        let masked = mask(&message.text, &scan(Direction::Outbound, &message.text));
        let left = scan(Direction::Outbound, &masked);
        assert!(left.is_empty(), "{:?} → {masked:?}: {left:?}", message.text);
    }
}

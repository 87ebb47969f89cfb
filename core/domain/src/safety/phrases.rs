//! Phrases: patterns of words, as data, and how a message is searched for them.
//!
//! A phrase is a row of elements between spaces: `word`, `one|another`, `<class>` (alone or as an alternative), `#` (a number), `*` or `*N`
//! (at most three, or N ≤ 9, words of any kind), `^` (a clause begins here), `!word` (not followed by that) and `$` (the sentence
//! ends; as an alternative, too). It is found inside of one sentence. What is said of others ("scammers ask you to …") or denied
//! ("never send …") does not count, unless its group says so.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Kind;
use super::message::Message;
use super::rules::{Hit, hit, sentence_end};
use super::words;
use super::{Rules, bank};

/// Phrases of one meaning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What they mean; a kind of what arrives.
    pub kind: Kind,
    /// The phrases.
    pub says: Vec<String>,
    /// Words of the same sentence that make it harmless.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What a "no" in front does.
    #[serde(default)]
    pub denied: Denied,
    /// Counts only beside something else that was found.
    #[serde(default)]
    pub weak: bool,
}

/// What a "no", or a warning of others, does to a phrase behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Denied {
    /// The phrase does not count.
    #[default]
    Passes,
    /// Nothing: the "no" is a part of what is looked for.
    Ignored,
}

/// A phrase that cannot be read, or words that cannot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the safety rules cannot be read: {0}")]
pub struct Unreadable(pub String);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    One { words: Vec<String>, number: bool, end: bool },
    Not(Vec<String>),
    Any(usize),
    ClauseStart,
}

/// A phrase, read.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    kind: Kind,
    elements: Vec<Element>,
    unless: Vec<String>,
    denied: Denied,
    weak: bool,
    /// One of its own words says no.
    says_no: bool,
}

type Classes = BTreeMap<String, Vec<String>>;

impl Group {
    pub(super) fn read(&self, classes: &Classes) -> Result<Vec<Phrase>, Unreadable> {
        if self.kind < Kind::AsksSecret {
            return Err(Unreadable(format!("{} is no kind of what arrives", self.kind.code())));
        }
        self.says
            .iter()
            .map(|phrase| {
                let elements: Vec<Element> = phrase
                    .split_whitespace()
                    .map(|part| element(part, classes))
                    .collect::<Option<_>>()
                    .unwrap_or_default();
                let first = elements.iter().find(|element| **element != Element::ClauseStart);
                let begins =
                    matches!(first, Some(Element::One { words, number: false, end: false }) if !words.is_empty());
                // More than three open gaps would be slow, and find anything.
                let gaps = elements.iter().filter(|element| matches!(element, Element::Any(_))).count();
                if !begins || gaps > 4 {
                    return Err(Unreadable(format!("\"{phrase}\"")));
                }
                let (unless, denied, weak) = (self.unless.clone(), self.denied, self.weak);
                let mut phrase = Phrase { kind: self.kind, elements, unless, denied, weak, says_no: false };
                let says_no = phrase.words().any(|word| words::is(word, words::NEGATIONS));
                phrase.says_no = says_no;
                Ok(phrase)
            })
            .collect()
    }
}

fn element(part: &str, classes: &Classes) -> Option<Element> {
    let words = |part: &str| -> Option<Vec<String>> {
        let mut words = Vec::new();
        for word in part.split('|').filter(|word| !matches!(*word, "#" | "$")) {
            match word.strip_prefix('<').and_then(|word| word.strip_suffix('>')) {
                Some(class) => words.extend(classes.get(class)?.iter().cloned()),
                None if word.is_empty() || word.contains(['*', '^', '<', '>', '!']) => return None,
                None => words.push(word.to_owned()),
            }
        }
        Some(words)
    };
    Some(match part {
        "^" => Element::ClauseStart,
        "*" => Element::Any(3),
        _ => {
            if let Some(most) = part.strip_prefix('*') {
                Element::Any(most.parse().ok().filter(|most| (1..=9).contains(most))?)
            } else if let Some(denied) = part.strip_prefix('!') {
                Element::Not(words(denied)?)
            } else {
                let has = |sign: &str| part.split('|').any(|word| word == sign);
                Element::One { words: words(part)?, number: has("#"), end: has("$") }
            }
        }
    })
}

impl Phrase {
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.elements
            .iter()
            .flat_map(|element| match element {
                Element::One { words, .. } => words.as_slice(),
                _ => &[],
            })
            .map(String::as_str)
    }

    pub(super) fn first_words(&self) -> &[String] {
        self.elements
            .iter()
            .find_map(|element| match element {
                Element::One { words, .. } => Some(words.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }
}

/// One sentence of a message.
struct Sentence<'a> {
    message: &'a Message,
    corrections: &'a [Option<&'static str>],
    from: usize,
    to: usize,
}

/// `corrections`: what misspelt words should be; they are read as that.
pub(super) fn find(message: &Message, rules: &Rules, corrections: &[Option<&'static str>]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut from = 0;
    while from < message.len() {
        let sentence = Sentence { message, corrections, from, to: sentence_end(message, from) };
        sentence.find(rules, &mut hits);
        from = sentence.to;
    }
    hits
}

impl Sentence<'_> {
    fn find(&self, rules: &Rules, hits: &mut Vec<Hit>) {
        // Which phrases' "unless" stands in this sentence: asked once a sentence and group of words.
        let mut harmless: Vec<(&[String], bool)> = Vec::new();
        for at in self.from..self.to {
            let Some(word) = self.word(at) else { continue };
            let ways = [Some(word), bare(word)];
            let found = ways.into_iter().flatten().find_map(|word| rules.by_first.get(word));
            for phrase in found.into_iter().flatten().filter_map(|at| rules.phrases.get(*at)) {
                let Some(to) = self.matches(&phrase.elements, at) else { continue };
                let known = harmless.iter().find(|(words, _)| *words == phrase.unless.as_slice()).map(|(_, is)| *is);
                let is_harmless = known.unwrap_or_else(|| {
                    let is = (self.from..self.to).any(|at| self.is_one_of(at, &phrase.unless));
                    harmless.push((&phrase.unless, is));
                    is
                });
                let counts = phrase.denied == Denied::Ignored
                    || !(self.is_denied(at) || (!phrase.says_no && self.says_no(at, to)));
                if is_harmless || !counts {
                    continue;
                }
                hits.extend(
                    hit(self.message, phrase.kind, at, to.max(at + 1)).map(|hit| Hit { weak: phrase.weak, ..hit }),
                );
            }
        }
    }

    /// The word at `at`, spelt right.
    fn word(&self, at: usize) -> Option<&str> {
        self.corrections.get(at).copied().flatten().or_else(|| self.message.word(at))
    }

    /// Whether a "no" stands inside of `from..to` and reaches something: "akun Anda tidak akan diblokir".
    fn says_no(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.message.is(at, words::NEGATIONS)
                && !(at + 1..=at + 2)
                    .any(|next| self.message.is(next, words::NEGATION_SINKS) && !self.message.is(next, &["be"]))
        })
    }

    fn is_one_of(&self, at: usize, words: &[String]) -> bool {
        let said = self.word(at);
        said.is_some_and(|said| words.iter().any(|word| word == said || bare(said) == Some(word)))
    }

    /// One past the last token of the phrase that begins at `at`.
    fn matches(&self, elements: &[Element], at: usize) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(at) };
        match first {
            Element::ClauseStart => self.clause_begins(at).then(|| self.matches(rest, at))?,
            Element::Not(words) => {
                if at < self.to && self.is_one_of(at, words) {
                    return None;
                }
                self.matches(rest, at)
            }
            Element::Any(most) => {
                (0..=*most).take_while(|n| at + n <= self.to).find_map(|n| self.matches(rest, at + n))
            }
            Element::One { words, number, end } => {
                if at >= self.to {
                    return (*end).then(|| self.matches(rest, at))?;
                }
                let is_number = *number && self.message.token(at).is_some_and(super::message::Token::is_number);
                (is_number || self.is_one_of(at, words)).then(|| self.matches(rest, at + 1))?
            }
        }
    }

    /// A clause of somebody who wants something: the sentence's first word, or one behind a comma, "please" or "you must".
    fn clause_begins(&self, at: usize) -> bool {
        let is = |at: usize, class: words::Class| at >= self.from && self.message.is(at, class);
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.from) else { return true };
        let led = is(before, words::LEADS) || is(before, words::POLITE) || is(before, words::CLAUSE_BREAKS);
        let obliged = before.checked_sub(1).is_some_and(|verb| is(verb, words::OBLIGES));
        self.message.gap(at).comma || led || (is(before, &["to", "untuk", "utk", "agar", "anda", "kamu"]) && obliged)
    }

    /// Whether a "no", a warning or a third person in front of `at` takes the sense away.
    fn is_denied(&self, at: usize) -> bool {
        let first = at.saturating_sub(REACH).max(self.from);
        for before in (first..at).rev() {
            let fresh = self.message.gap(before + 1).comma
                && (self.message.is(before + 1, words::CLAUSE_BREAKS)
                    || (before + 1..before + 4)
                        .any(|who| who < at && self.message.is(who, &["we", "i", "kami", "saya"])));
            if fresh || self.message.is(before, words::TURNS) {
                return false;
            }
            let works_on_fraud = self.message.is(before + 1, words::TEAMS)
                || before.checked_sub(1).is_some_and(|team| self.message.is(team, words::TEAMS));
            if self.message.is(before, words::WARNINGS) && !works_on_fraud {
                return true;
            }
            if self.message.is(before, words::NEGATIONS) {
                let sunk = (before + 1..=before + 2).any(|next| self.message.is(next, words::NEGATION_SINKS));
                let condition = (before.saturating_sub(3).max(self.from)..before)
                    .any(|word| self.message.is(word, words::CONDITIONS));
                if !(sunk || condition) {
                    return true;
                }
            }
        }
        false
    }
}

/// Tokens over which a "no" reaches.
const REACH: usize = 14;

/// The word without an ending.
fn bare(word: &str) -> Option<&str> {
    ["lah", "nya", "mu", "ku"].iter().find_map(|ending| word.strip_suffix(ending)).filter(|bare| bare.len() >= 3)
}

/// Whether `word` stands in the built-in data.
pub(super) fn knows(word: &str) -> bool {
    bank::is_known_word(word)
}

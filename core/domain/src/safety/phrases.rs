//! Phrases: patterns of words, as data, and how a message is searched for them.
//!
//! A phrase is a row of elements between spaces: `word`, `one|another`, `<class>` (alone or as an alternative), `#` (a number), `*` or `*N`
//! (at most three, or N ≤ 9, words of any kind), `^` (a clause begins here), `!word` (not followed by that) and `$` (the sentence
//! ends; as an alternative, too). It is found inside of one sentence. What is said of others ("scammers ask you to …") or denied
//! ("never send …") does not count, unless its group says so.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::Kind;
use super::hash::Quick;
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

/// A word of the phrases, by its number.
type Word = u32;

/// No word of the phrases.
const NO_WORD: Word = Word::MAX;

/// The words of the phrases, each with a number: comparing numbers is what keeps the search fast.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: HashMap<String, Word, Quick>,
    /// One of them has a letter beyond ASCII; none of the built-in has.
    beyond_ascii: bool,
}

impl Words {
    fn number(&mut self, word: &str) -> Word {
        let next = Word::try_from(self.numbers.len()).unwrap_or(NO_WORD);
        self.beyond_ascii |= !word.is_ascii();
        *self.numbers.entry(word.to_owned()).or_insert(next)
    }

    fn get(&self, word: &str) -> Word {
        if !self.beyond_ascii && !word.is_ascii() {
            return NO_WORD;
        }
        self.numbers.get(word).copied().unwrap_or(NO_WORD)
    }

    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(String::as_str)
    }
}

/// Some of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    /// In ascending order.
    words: Vec<Word>,
    /// A bit for each word's number modulo 64: most words are ruled out by it.
    bits: u64,
}

impl Choice {
    fn new(mut words: Vec<Word>) -> Self {
        words.sort_unstable();
        let bits = words.iter().fold(0, |bits, word| bits | Self::bit(*word));
        Self { words, bits }
    }

    const fn bit(word: Word) -> u64 {
        1 << (word % 64)
    }

    /// Whether one of them may be among the words with these bits.
    const fn may_be_in(&self, bits: u64) -> bool {
        self.bits & bits != 0
    }

    fn has(&self, word: Word) -> bool {
        self.bits & Self::bit(word) != 0 && word != NO_WORD && self.words.binary_search(&word).is_ok()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    One { words: Choice, number: bool, end: bool },
    Not(Choice),
    Any(usize),
    ClauseStart,
}

/// A phrase, read.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    kind: Kind,
    elements: Vec<Element>,
    unless: Choice,
    denied: Denied,
    weak: bool,
    /// One of its own words says no.
    says_no: bool,
}

type Classes = BTreeMap<String, Vec<String>>;

impl Group {
    pub(super) fn read(&self, classes: &Classes, numbers: &mut Words) -> Result<Vec<Phrase>, Unreadable> {
        if self.kind < Kind::AsksSecret {
            return Err(Unreadable(format!("{} is no kind of what arrives", self.kind.code())));
        }
        let unless = Choice::new(self.unless.iter().map(|word| numbers.number(word)).collect());
        let mut phrases = Vec::with_capacity(self.says.len());
        for phrase in &self.says {
            let mut says_no = false;
            let elements: Vec<Element> = phrase
                .split_whitespace()
                .map(|part| element(part, classes, numbers, &mut says_no))
                .collect::<Option<_>>()
                .unwrap_or_default();
            let first = elements.iter().find(|element| **element != Element::ClauseStart);
            let begins =
                matches!(first, Some(Element::One { words, number: false, end: false }) if !words.words.is_empty());
            // More than four open gaps would be slow, and find anything.
            let gaps = elements.iter().filter(|element| matches!(element, Element::Any(_))).count();
            if !begins || gaps > 4 {
                return Err(Unreadable(format!("\"{phrase}\"")));
            }
            let (kind, unless, denied, weak) = (self.kind, unless.clone(), self.denied, self.weak);
            phrases.push(Phrase { kind, elements, unless, denied, weak, says_no });
        }
        Ok(phrases)
    }
}

/// One element; `says_no` if a word of it does.
fn element(part: &str, classes: &Classes, numbers: &mut Words, says_no: &mut bool) -> Option<Element> {
    let mut words = |part: &str| -> Option<Choice> {
        let mut words = Vec::new();
        let mut put = |word: &str| {
            *says_no |= words::is(word, words::NEGATIONS);
            words.push(numbers.number(word));
        };
        for word in part.split('|').filter(|word| !matches!(*word, "#" | "$")) {
            match word.strip_prefix('<').and_then(|word| word.strip_suffix('>')) {
                Some(class) => classes.get(class)?.iter().for_each(|word| put(word)),
                None if word.is_empty() || word.contains(['*', '^', '<', '>', '!']) => return None,
                None => put(word),
            }
        }
        Some(Choice::new(words))
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
    /// Whether none of its elements lacks in a sentence whose words have these bits.
    fn may_stand_among(&self, bits: u64) -> bool {
        self.elements.iter().all(|element| match element {
            Element::One { words, number: false, end: false } => words.may_be_in(bits),
            _ => true,
        })
    }

    pub(super) fn first_words(&self) -> &[Word] {
        let first = self.elements.iter().find_map(|element| match element {
            Element::One { words, .. } => Some(words.words.as_slice()),
            _ => None,
        });
        first.unwrap_or_default()
    }
}

/// One sentence of a message.
struct Sentence<'a> {
    message: &'a Message,
    /// The number of each word, and of it without an ending.
    numbers: &'a [(Word, Word)],
    from: usize,
    to: usize,
}

/// `corrections`: what misspelt words should be; they are read as that.
pub(super) fn find(message: &Message, rules: &Rules, corrections: &[Option<&'static str>]) -> Vec<Hit> {
    let number = |at: usize| {
        let word = corrections.get(at).copied().flatten().or_else(|| message.word(at));
        let of = |word: Option<&str>| word.map_or(NO_WORD, |word| rules.words.get(word));
        (of(word), of(word.and_then(bare)))
    };
    let numbers: Vec<(Word, Word)> = (0..message.len()).map(number).collect();
    let mut hits = Vec::new();
    let mut from = 0;
    while from < message.len() {
        let sentence = Sentence { message, numbers: &numbers, from, to: sentence_end(message, from) };
        sentence.find(rules, &mut hits);
        from = sentence.to;
    }
    hits
}

impl Sentence<'_> {
    fn find(&self, rules: &Rules, hits: &mut Vec<Hit>) {
        // Which phrases' "unless" stands in this sentence: asked once a sentence and group of words.
        let mut harmless: Vec<(&Choice, bool)> = Vec::new();
        let words = self.numbers.get(self.from..self.to).unwrap_or_default();
        let bits = words.iter().fold(0, |bits, (word, bare)| bits | Choice::bit(*word) | Choice::bit(*bare));
        for at in self.from..self.to {
            let Some((word, bare)) = self.numbers.get(at) else { continue };
            let found = rules.beginning_with(*word).or_else(|| rules.beginning_with(*bare));
            for phrase in found.into_iter().flatten().filter_map(|at| rules.phrases.get(*at)) {
                if !phrase.may_stand_among(bits) {
                    continue;
                }
                let Some(to) = self.matches(&phrase.elements, at) else { continue };
                let known = harmless.iter().find(|(words, _)| **words == phrase.unless).map(|(_, is)| *is);
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

    /// Whether a "no" stands inside of `from..to` and reaches something: "akun Anda tidak akan diblokir".
    fn says_no(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.message.is(at, words::NEGATIONS)
                && !(at + 1..=at + 2)
                    .any(|next| self.message.is(next, words::NEGATION_SINKS) && !self.message.is(next, &["be"]))
        })
    }

    fn is_one_of(&self, at: usize, words: &Choice) -> bool {
        self.message.look();
        self.numbers.get(at).is_some_and(|(word, bare)| words.has(*word) || words.has(*bare))
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
        self.message.gap(at).comma || led || (is(before, words::TO) && obliged)
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

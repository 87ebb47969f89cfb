//! What the filter knows of a bank, and what a bank can add to it: data, no code.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::hash::Quick;
use super::phrases::{Group, Phrase, Unreadable, Words};
use super::rules::Site;

/// A bank's own part of the rules, as configured into the app.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BankRules {
    /// Registrable domains that are the bank's own, in lower-case ASCII; names under them are its own as well.
    pub domains: Vec<String>,
    /// How the bank is called, in single words of lower case, without spaces ("kunci", "kuncibank").
    pub names: Vec<String>,
    /// Word classes for [`Self::phrases`], beside the built-in ones.
    pub classes: BTreeMap<String, Vec<String>>,
    /// More phrases to mark in what arrives.
    pub phrases: Vec<Group>,
}

impl Default for BankRules {
    /// Of the sandbox bank.
    fn default() -> Self {
        Self {
            domains: vec!["kuncibank.example".to_owned()],
            names: vec!["kunci".to_owned(), "kuncibank".to_owned()],
            classes: BTreeMap::new(),
            phrases: Vec::new(),
        }
    }
}

/// The built-in data: `rules/phrases.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    classes: BTreeMap<String, Vec<String>>,
    groups: Vec<Group>,
}

/// Rules, ready to be applied.
#[derive(Debug, Default)]
pub struct Rules {
    pub(super) sites: Vec<Site>,
    pub(super) phrases: Vec<Phrase>,
    /// Phrases by the number of a word that they can begin with.
    pub(super) by_first: Vec<Vec<usize>>,
    pub(super) words: Words,
}

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| Rules::compile(&BankRules::default()).unwrap_or_default());

/// Words of the built-in phrases that are read through digits in them (`r3kening`).
static VOCABULARY: LazyLock<HashSet<String, Quick>> = LazyLock::new(|| {
    let words = BUILT_IN.words.iter().filter(|word| word.len() >= 4).map(str::to_owned);
    words.chain(super::rules::spelling_words().map(str::to_owned)).collect()
});

/// Whether `word` is one of those the built-in rules look for.
pub(super) fn is_known_word(word: &str) -> bool {
    VOCABULARY.contains(word)
}

impl Rules {
    /// Of the sandbox bank.
    #[must_use]
    pub fn sandbox() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in rules with those of a bank.
    ///
    /// # Errors
    /// [`Unreadable`] names the phrase that cannot be read.
    pub fn compile(bank: &BankRules) -> Result<Self, Unreadable> {
        let built_in: BuiltIn = serde_json::from_str(include_str!("../../rules/phrases.json"))
            .map_err(|error| Unreadable(error.to_string()))?;
        let mut classes = built_in.classes;
        classes.extend(bank.classes.iter().map(|(name, words)| (name.clone(), words.clone())));
        classes.insert("brand".to_owned(), bank.names.clone());
        let (mut phrases, mut words) = (Vec::new(), Words::default());
        for group in built_in.groups.iter().chain(&bank.phrases) {
            phrases.extend(group.read(&classes, &mut words)?);
        }
        let mut by_first = vec![Vec::new(); words.len()];
        for (at, phrase) in phrases.iter().enumerate() {
            for word in phrase.first_words() {
                if let Some(begin) = usize::try_from(*word).ok().and_then(|word| by_first.get_mut(word)) {
                    begin.push(at);
                }
            }
        }
        let sites = bank.domains.iter().map(|domain| Site::new(domain)).collect();
        Ok(Self { sites, phrases, by_first, words })
    }

    /// Phrases that can begin with the word of this number.
    pub(super) fn beginning_with(&self, word: u32) -> Option<&[usize]> {
        let phrases = self.by_first.get(usize::try_from(word).ok()?)?;
        (!phrases.is_empty()).then_some(phrases.as_slice())
    }
}

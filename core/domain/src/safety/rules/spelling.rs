//! Words of banking with one letter wrong: a minor hint, and only where two of them meet or something else was found.
//!
//! Colloquial Indonesian is no scam, so only the words of `rules/spelling.txt` are judged.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::Kind;
use super::super::hash::Quick;
use super::super::message::{Content, Message};
use super::{Hit, hit};

/// Endings and forms that are no mistakes.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "accounts", "customers", "customise", "customize", "transactions", "passwords", "payments", "messages", "received",
    "receives", "receiver", "departments", "officials", "activities", "urgently", "identify", "confirms", "confirmed",
    "pleased", "pleases", "pleas", "suspends", "suspend", "massage", "actively", "verifies", "verified", "inform",
    "segera", "seger", "negara", "seger", "petugasnya", "nasabahku", "hubung", "hubungin", "konfirmasikan", "pleace",
    "identitas", "transaksinya", "keamanan", "keaman", "secure", "customs", "costume", "verity", "notifications",
    "accounting", "accounted", "payments", "repayment", "received", "deceived", "suspender", "informasinya", "sergera",
];

/// Mistakes further away than one letter.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str)] = &[
    ("costumer", "customer"), ("costumers", "customer"), ("vertifikasi", "verifikasi"), ("verivikasi", "verifikasi"), ("recive", "received"),
    ("recieve", "received"), ("recived", "received"), ("recieved", "received"), ("imediatly", "immediately"),
    ("immediatly", "immediately"), ("securty", "security"), ("infomation", "information"), ("rekenin", "rekening"),
    ("nasbah", "nasabah"), ("verfy", "verify"), ("verfikasi", "verifikasi"), ("urgnt", "urgent"), ("plese", "please"), ("segra", "segera"),
];

/// Words to spell right.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../../rules/spelling.txt").lines().map(str::trim).filter(|word| !word.is_empty()).collect()
});

/// What needs no look: right words and their forms; and what each known mistake should be.
static KNOWN: LazyLock<HashMap<&'static str, Option<&'static str>, Quick>> = LazyLock::new(|| {
    let right = WORDS.iter().chain(FORMS).map(|word| (*word, None));
    MISTAKES.iter().map(|(wrong, right)| (*wrong, Some(*right))).chain(right).collect()
});

/// Words to spell right.
pub(in crate::safety) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

/// For each word of banking that is misspelt, what it should be.
pub(in crate::safety) fn corrections(message: &Message) -> Vec<Option<&'static str>> {
    (0..message.len()).map(|at| correction(message, at)).collect()
}

pub(in crate::safety) fn find(message: &Message, corrections: &[Option<&'static str>]) -> Vec<Hit> {
    let wrong: Vec<usize> = (0..message.len()).filter(|at| corrections.get(*at).is_some_and(Option::is_some)).collect();
    let alone = wrong.len() < 2;
    let place = |at: usize| hit(message, Kind::PoorSpelling, at, at + 1).map(|hit| Hit { weak: alone, ..hit });
    wrong.into_iter().filter_map(place).collect()
}

fn correction(message: &Message, at: usize) -> Option<&'static str> {
    let Content::Word(word) = &message.token(at)?.content else { return None };
    if !(5..=16).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    if let Some(known) = KNOWN.get(word.as_str()) {
        return *known;
    }
    let near = |right: &&&str| {
        right.len() >= 6
            && right.as_bytes().first() == word.as_bytes().first()
            && one_edit_apart(word.as_bytes(), right.as_bytes())
    };
    WORDS.iter().find(near).copied()
}

/// One letter more, less, other, or two exchanged (Damerau). Equal words are not.
pub(in crate::safety) fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(at) = (0..long.len()).find(|at| short.get(*at) != long.get(*at)) else { return false };
    let (short_behind, long_behind) = (|from| tail(short, from), |from| tail(long, from));
    if short.len() < long.len() {
        return short_behind(at) == long_behind(at + 1);
    }
    let swapped = at + 1 < long.len() && short.get(at) == long.get(at + 1) && short.get(at + 1) == long.get(at);
    short_behind(at + 1) == long_behind(at + 1) || (swapped && short_behind(at + 2) == long_behind(at + 2))
}

fn tail(text: &[u8], from: usize) -> &[u8] {
    text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_to_spell_right_is_ascii_as_what_is_held_against_it() {
        assert!(words().chain(KNOWN.keys().copied()).all(|word| word.is_ascii()));
    }

    #[test]
    fn one_edit_is_one_letter_or_two_exchanged() {
        let apart = |a: &str, b: &str| one_edit_apart(a.as_bytes(), b.as_bytes());
        for (a, b) in [
            ("acount", "account"),
            ("recieve", "receive"),
            ("rekning", "rekening"),
            ("sekurity", "security"),
            ("a", ""),
        ] {
            assert!(apart(a, b) && apart(b, a), "{a} {b}");
        }
        for (a, b) in [("same", "same"), ("costumer", "customer"), ("ab", "cd"), ("abc", "a"), ("", "")] {
            assert!(!apart(a, b), "{a} {b}");
        }
    }
}

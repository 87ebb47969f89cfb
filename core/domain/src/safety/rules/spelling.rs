//! Words of banking with one letter wrong: a minor hint, and only where two of them meet or something else was found.
//!
//! Colloquial Indonesian is no scam, so only the words of `rules/spelling.txt` are judged.

use super::super::Kind;
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

/// Words to spell right.
pub(in crate::safety) fn words() -> impl Iterator<Item = &'static str> {
    include_str!("../../../rules/spelling.txt").lines().map(str::trim).filter(|word| !word.is_empty())
}

/// Mistakes further away than one letter.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str)] = &[
    ("costumer", "customer"), ("costumers", "customer"), ("vertifikasi", "verifikasi"), ("verivikasi", "verifikasi"), ("recive", "received"),
    ("recieve", "received"), ("recived", "received"), ("recieved", "received"), ("imediatly", "immediately"),
    ("immediatly", "immediately"), ("securty", "security"), ("infomation", "information"), ("rekenin", "rekening"),
    ("nasbah", "nasabah"), ("verfy", "verify"), ("verfikasi", "verifikasi"), ("urgnt", "urgent"), ("plese", "please"), ("segra", "segera"),
];

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
    if !(5..=16).contains(&word.len()) || FORMS.contains(&word.as_str()) {
        return None;
    }
    if let Some((_, right)) = MISTAKES.iter().find(|(wrong, _)| wrong == word) {
        return Some(right);
    }
    let mut near = words()
        .filter(|right| right.as_bytes().first() == word.as_bytes().first() && word.len().abs_diff(right.len()) <= 1);
    let is_right = words().any(|right| right == word);
    (!is_right).then(|| near.find(|right| right.len() >= 6 && one_edit_apart(word.as_bytes(), right.as_bytes())))?
}

/// One letter more, less, other, or two exchanged (Damerau). Equal words are not.
pub(in crate::safety) fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(at) = (0..long.len()).find(|at| short.get(*at) != long.get(*at)) else { return false };
    let behind = |text: &'_ [u8], from: usize| text.get(from..).unwrap_or_default().to_vec();
    if short.len() < long.len() {
        return behind(short, at) == behind(long, at + 1);
    }
    let swapped = short.get(at) == long.get(at + 1) && short.get(at + 1) == long.get(at) && at + 1 < long.len();
    behind(short, at + 1) == behind(long, at + 1) || (swapped && behind(short, at + 2) == behind(long, at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

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

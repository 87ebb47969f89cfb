//! Searching a conversation: how words are folded, in Indonesian and English, and what matches.
//!
//! Words match from their beginning ("rek" finds "rekening" and "rekeningnya"), without regard to capitals and accents, and through the
//! prefixes of Indonesian ("kirim" finds "mengirim" and "dikirim", "tulis" finds "menulis"). All words asked for must be there.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most words of a search; further ones are left out.
pub const MOST_WORDS: usize = 8;
/// Longest word of a search, in characters; the rest is left out.
const LONGEST: usize = 40;

/// A word to look for: any of these beginnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    beginnings: Vec<String>,
}

impl Term {
    /// The beginnings that count, folded: letters and digits only.
    #[must_use]
    pub fn beginnings(&self) -> &[String] {
        &self.beginnings
    }

    /// Whether a folded word counts.
    #[must_use]
    pub fn fits(&self, folded: &str) -> bool {
        self.beginnings.iter().any(|beginning| folded.starts_with(beginning.as_str()))
    }
}

/// What `typed` asks for; empty if it holds no word.
#[must_use]
pub fn terms(typed: &str) -> Vec<Term> {
    words(typed).into_iter().take(MOST_WORDS).map(|word| Term { beginnings: forms(&word.folded) }).collect()
}

/// Places of the words in `text` that `terms` look for, as ranges of Unicode scalar values; `None` if one of them is missing, or none
/// is asked for.
#[must_use]
pub fn highlights(terms: &[Term], text: &str) -> Option<Vec<(usize, usize)>> {
    let words = words(text);
    let all = !terms.is_empty() && terms.iter().all(|term| words.iter().any(|word| term.fits(&word.folded)));
    all.then(|| {
        let found = words.iter().filter(|word| terms.iter().any(|term| term.fits(&word.folded)));
        found.map(|word| (word.start, word.end)).collect()
    })
}

/// `text` as it is put into an index: its folded words with single spaces.
#[must_use]
pub fn folded(text: &str) -> String {
    words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
}

struct Word {
    folded: String,
    start: usize,
    end: usize,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (at, ch) in text.chars().enumerate() {
        if crate::safety::is_invisible(ch) {
            continue;
        }
        if !(ch.is_alphanumeric() || (inside && is_combining_mark(ch))) {
            inside = false;
            continue;
        }
        if !inside {
            words.push(Word { folded: String::new(), start: at, end: at });
        }
        inside = true;
        if let Some(word) = words.last_mut() {
            let plain =
                std::iter::once(ch).nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase);
            // What a compatibility form opens up to may hold a space: `folded` must stay one word.
            word.folded.extend(plain.filter(|part| part.is_alphanumeric()));
            word.end = at + 1;
        }
    }
    words.retain(|word| !word.folded.is_empty());
    words
}

/// The word, and how it begins behind the prefixes of Indonesian: di-, ter-, ber-, and me-/pe- with what they do to the first letter.
fn forms(word: &str) -> Vec<String> {
    let word: String = word.chars().take(LONGEST).collect();
    // "ke" would find every "dike…"; short words are searched as they are.
    if word.chars().count() < 4 {
        return vec![word];
    }
    let mut forms = vec![word.clone()];
    forms.extend(["di", "ter", "ber"].map(|prefix| format!("{prefix}{word}")));
    let mut letters = word.chars();
    let rest = |letters: std::str::Chars<'_>| letters.as_str().to_owned();
    let nasal = match letters.next() {
        Some('k') => format!("ng{}", rest(letters)),
        Some('t') => format!("n{}", rest(letters)),
        Some('p') => format!("m{}", rest(letters)),
        Some('s') => format!("ny{}", rest(letters)),
        Some('b' | 'f' | 'v') => format!("m{word}"),
        Some('c' | 'd' | 'j' | 'z') => format!("n{word}"),
        Some('g' | 'h' | 'a' | 'e' | 'i' | 'o' | 'u') => format!("ng{word}"),
        _ => word.clone(),
    };
    forms.extend(["me", "pe"].map(|prefix| format!("{prefix}{nasal}")));
    // Loan words keep their first letter: "mentransfer".
    if matches!(word.chars().next(), Some('t' | 's' | 'p' | 'k')) {
        let kept = match word.chars().next() {
            Some('t' | 's') => "n",
            Some('p') => "m",
            _ => "ng",
        };
        forms.push(format!("me{kept}{word}"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        highlights(&terms(typed), text).is_some()
    }

    #[test]
    fn chat_9_words_are_found_by_their_beginning_in_both_languages() {
        for (typed, text) in [
            ("rek", "Nomor rekeningnya salah"),
            ("REKENING", "rekening"),
            ("card", "Your cards are frozen"),
            ("kirim", "Sudah saya kirimkan"),
            ("kirim", "Kami akan mengirim kartu"),
            ("kirim", "Kartu sudah dikirim"),
            ("tulis", "Silakan menulis di sini"),
            ("blokir", "Kartu diblokir; kami memblokir kartu"),
            ("transfer", "Saya mentransfer uang"),
            ("bayar", "pembayaran"),
            ("cafe", "Café Senja"),
            ("café", "CAFE"),
            ("kartu hilang", "Hilang sudah kartuku"),
            ("kar\u{200B}tu", "kartu"),
            ("1486", "berakhiran 1486"),
        ] {
            assert!(finds(typed, text), "{typed:?} in {text:?}");
        }
        for (typed, text) in [
            ("kartu hilang", "kartu"),
            ("ning", "rekening"),
            ("", "x"),
            ("!?", "x!?"),
            ("ke", "dikeluarkan"),
            ("saldo", ""),
        ] {
            assert!(!finds(typed, text), "{typed:?} in {text:?}");
        }
    }

    #[test]
    fn chat_9_what_is_found_is_marked_in_characters_of_the_text() {
        assert_eq!(highlights(&terms("kirim"), "🙂 dikirim, KIRIM!"), Some(vec![(2, 9), (11, 16)]));
    }

    proptest! {
        #[test]
        fn chat_9_any_text_can_be_searched_for_anything(typed in ".{0,60}", text in ".{0,200}") {
            let terms = terms(&typed);
            prop_assert!(terms.len() <= MOST_WORDS);
            for beginning in terms.iter().flat_map(Term::beginnings) {
                prop_assert!(!beginning.is_empty() && beginning.chars().all(char::is_alphanumeric));
            }
            if let Some(places) = highlights(&terms, &text) {
                let length = text.chars().count();
                prop_assert!(!places.is_empty() && places.iter().all(|(start, end)| start < end && *end <= length));
            }
            let folded = folded(&text);
            prop_assert_eq!(super::folded(&folded), folded.clone());
        }

        #[test]
        fn chat_9_every_word_of_a_text_finds_it(text in "[a-zA-Z0-9 é]{1,60}") {
            for word in text.split_whitespace() {
                prop_assert!(finds(word, &text), "{:?}", word);
            }
        }
    }
}

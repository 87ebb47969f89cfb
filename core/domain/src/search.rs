//! Searching a conversation: how words are folded, in Indonesian and English, and what matches.
//!
//! Words match from their beginning ("rek" finds "rekening" and "rekeningnya"), without regard to capitals and accents, and through the
//! prefixes of Indonesian ("kirim" finds "mengirim" and "dikirim", "tulis" finds "menulis"). All words asked for must be there.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most words of a search; further ones are left out.
pub const MOST_WORDS: usize = 8;
/// Words this long are looked for behind prefixes too: "ke" would find every "dike…".
const SHORTEST_ROOT: usize = 4;
/// Longest word of a search, in characters; the rest is left out.
const LONGEST: usize = 40;

/// A word to look for, by its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    beginning: String,
}

impl Term {
    /// The beginning, folded: letters and digits only.
    #[must_use]
    pub fn beginning(&self) -> &str {
        &self.beginning
    }

    /// Whether the roots of words count as well as the words themselves.
    #[must_use]
    pub fn finds_roots(&self) -> bool {
        self.beginning.chars().count() >= SHORTEST_ROOT
    }

    /// Whether a folded word counts.
    #[must_use]
    pub fn fits(&self, folded: &str) -> bool {
        folded.starts_with(&self.beginning)
            || (self.finds_roots() && roots_of(folded).iter().any(|root| root.starts_with(&self.beginning)))
    }
}

/// What `typed` asks for; empty if it holds no word.
#[must_use]
pub fn terms(typed: &str) -> Vec<Term> {
    words(typed)
        .into_iter()
        .take(MOST_WORDS)
        .map(|word| Term { beginning: word.folded.chars().take(LONGEST).collect() })
        .collect()
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

/// A text as it is put into an index: words with single spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// Its words, folded.
    pub words: String,
    /// What those of them that begin with a prefix may be made from.
    pub roots: String,
}

/// `text` as it is put into an index.
#[must_use]
pub fn indexed(text: &str) -> Indexed {
    let words: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
    let roots: Vec<String> = words.iter().flat_map(|word| roots_of(word)).collect();
    Indexed { words: words.join(" "), roots: roots.join(" ") }
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

/// What a folded word may be made from, if it begins with a prefix of Indonesian: di-, ter-, ber-, and me-/pe- with what they do to the first
/// letter. Only the letters decide, so a word has roots that are none ("mengirim": kirim, irim).
fn roots_of(word: &str) -> Vec<String> {
    let mut roots: Vec<String> = Vec::new();
    roots.extend(["di", "ter", "ber"].iter().filter_map(|prefix| word.strip_prefix(prefix)).map(str::to_owned));
    if let Some(rest) = word.strip_prefix("me").or_else(|| word.strip_prefix("pe")) {
        // me- may be followed by the root itself, pe- too; loan words keep their first letter behind me- only: "mentransfer".
        let loan = word.starts_with("me");
        let first = |text: &str| text.chars().next();
        if !matches!(
            first(rest),
            None | Some(
                'k' | 't'
                    | 'p'
                    | 's'
                    | 'b'
                    | 'f'
                    | 'v'
                    | 'c'
                    | 'd'
                    | 'j'
                    | 'z'
                    | 'g'
                    | 'h'
                    | 'a'
                    | 'e'
                    | 'i'
                    | 'o'
                    | 'u'
            )
        ) {
            roots.push(rest.to_owned());
        }
        if let Some(rest) = rest.strip_prefix("ng") {
            roots.push(format!("k{rest}"));
            let kept = matches!(first(rest), Some('g' | 'h' | 'a' | 'e' | 'i' | 'o' | 'u'));
            roots.extend((kept || (loan && first(rest) == Some('k'))).then(|| rest.to_owned()));
        }
        if let Some(rest) = rest.strip_prefix("ny") {
            roots.push(format!("s{rest}"));
        }
        if let Some(rest) = rest.strip_prefix('n') {
            roots.push(format!("t{rest}"));
            let kept = matches!(first(rest), Some('c' | 'd' | 'j' | 'z'));
            roots.extend((kept || (loan && matches!(first(rest), Some('t' | 's')))).then(|| rest.to_owned()));
        }
        if let Some(rest) = rest.strip_prefix('m') {
            roots.push(format!("p{rest}"));
            let kept = matches!(first(rest), Some('b' | 'f' | 'v'));
            roots.extend((kept || (loan && first(rest) == Some('p'))).then(|| rest.to_owned()));
        }
    }
    // A shorter one is never looked for.
    roots.retain(|root| root.chars().count() >= SHORTEST_ROOT);
    roots
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
            for beginning in terms.iter().map(Term::beginning) {
                prop_assert!(!beginning.is_empty() && beginning.chars().all(char::is_alphanumeric));
            }
            if let Some(places) = highlights(&terms, &text) {
                let length = text.chars().count();
                prop_assert!(!places.is_empty() && places.iter().all(|(start, end)| start < end && *end <= length));
            }
            let indexed = indexed(&text);
            prop_assert_eq!(&super::indexed(&indexed.words).words, &indexed.words);
            // An index that is asked for beginnings finds what is marked.
            let stands = |term: &Term, words: &str| words.split(' ').any(|word| word.starts_with(term.beginning()));
            let found = |term: &Term| {
                stands(term, &indexed.words) || (term.finds_roots() && stands(term, &indexed.roots))
            };
            prop_assert_eq!(!terms.is_empty() && terms.iter().all(found), highlights(&terms, &text).is_some());
        }

        #[test]
        fn chat_9_every_word_of_a_text_finds_it(text in "[a-zA-Z0-9 é]{1,60}") {
            for word in text.split_whitespace() {
                prop_assert!(finds(word, &text), "{:?}", word);
            }
        }
    }
}

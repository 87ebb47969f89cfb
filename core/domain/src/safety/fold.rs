//! One character at a time into a plain form that remembers its place.
//!
//! Compatibility decomposition (NFKD) without its marks says the same as NFKC without marks, and needs no look at the neighbours:
//! the place of every folded character stays exact.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::glyphs;

/// A folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol {
    /// Lower case; ASCII wherever something ASCII was meant. Every kind of space is ' ', every line end '\n'.
    pub(super) ch: char,
    /// Whether it was a capital.
    pub(super) capital: bool,
    /// Whether `ch` is a letter.
    pub(super) letter: bool,
    /// Whether `ch` is a letter or a number.
    pub(super) alphanumeric: bool,
    /// Which character of the original it comes from.
    pub(super) at: usize,
}

/// The folded characters of `text`.
pub(super) fn fold(text: &str) -> Vec<Symbol> {
    let mut symbols = Vec::with_capacity(text.len());
    let mut known = Known::default();
    for (at, original) in text.chars().enumerate() {
        // What an ASCII character becomes needs no table.
        if original.is_ascii() {
            if !(glyphs::is_invisible(original) || glyphs::is_apostrophe(original)) {
                let ch = spacing(original).unwrap_or_else(|| original.to_ascii_lowercase());
                symbols.push(symbol(ch, original.is_ascii_uppercase(), at));
            }
        } else if let Some(same) = known.get(original) {
            symbols.extend_from_within(same.clone());
            symbols.iter_mut().rev().take(same.len()).for_each(|symbol| symbol.at = at);
        } else {
            let from = symbols.len();
            fold_one(original, at, &mut symbols);
            known.put(original, from..symbols.len());
        }
    }
    symbols
}

/// Whole sentences in one character, up to 18 letters of Arabic. No rule reads those letters, and a text of nothing else would be six times as
/// long folded as it is in bytes.
const SENTENCES: [char; 3] = ['\u{FDFA}', '\u{FDFB}', '\u{FDFD}'];

fn fold_one(original: char, at: usize, symbols: &mut Vec<Symbol>) {
    if glyphs::is_invisible(original) || glyphs::is_apostrophe(original) {
        return;
    }
    if SENTENCES.contains(&original) {
        symbols.push(symbol(original, false, at));
        return;
    }
    decompose_compatible(original, |part| {
        if is_combining_mark(part) || glyphs::is_invisible(part) || glyphs::is_apostrophe(part) {
            return;
        }
        let capital = part.is_uppercase();
        let lower = part.to_lowercase().filter(|lower| !is_combining_mark(*lower));
        symbols.extend(lower.map(|lower| symbol(plain(lower), capital, at)));
    });
}

fn symbol(ch: char, capital: bool, at: usize) -> Symbol {
    let letter = ch.is_alphabetic();
    Symbol { ch, capital, letter, alphanumeric: letter || ch.is_numeric(), at }
}

/// Where the reading of a character stands already: a text uses few of those that need a table, and each becomes the same every time.
#[derive(Debug)]
pub(super) struct Known([(char, usize, usize); 64]);

impl Default for Known {
    fn default() -> Self {
        // Asked for characters beyond ASCII only.
        Self([('\0', 0, 0); 64])
    }
}

impl Known {
    const fn place(ch: char) -> usize {
        ch as usize % 64
    }

    pub(super) fn get(&self, ch: char) -> Option<Range<usize>> {
        let (known, from, to) = *self.0.get(Self::place(ch))?;
        (known == ch).then_some(from..to)
    }

    pub(super) fn put(&mut self, ch: char, reading: Range<usize>) {
        if let Some(place) = self.0.get_mut(Self::place(ch)) {
            *place = (ch, reading.start, reading.end);
        }
    }
}

fn plain(lower: char) -> char {
    spacing(lower).or_else(|| glyphs::digit(lower)).unwrap_or_else(|| glyphs::latin(lower))
}

/// What stands for any space or line end.
const fn spacing(ch: char) -> Option<char> {
    match ch {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => Some('\n'),
        // The empty Braille cell is drawn as a space.
        other if other.is_whitespace() || other == '\u{2800}' => Some(' '),
        _ => None,
    }
}

//! One character at a time into a plain form that remembers its place.
//!
//! Compatibility decomposition (NFKD) without its marks says the same as NFKC without marks, and needs no look at the neighbours:
//! the place of every folded character stays exact.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::glyphs;

/// A folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol {
    /// Lower case; ASCII wherever something ASCII was meant. Every kind of space is ' ', every line end '\n'.
    pub(super) ch: char,
    /// Whether it was a capital.
    pub(super) capital: bool,
    /// Which character of the original it comes from.
    pub(super) at: usize,
}

/// The folded characters of `text`.
pub(super) fn fold(text: &str) -> Vec<Symbol> {
    let mut symbols = Vec::with_capacity(text.len());
    for (at, original) in text.chars().enumerate() {
        // What an ASCII letter or digit becomes needs no table.
        if original.is_ascii_alphanumeric() {
            symbols.push(Symbol { ch: original.to_ascii_lowercase(), capital: original.is_ascii_uppercase(), at });
            continue;
        }
        if glyphs::is_invisible(original) || glyphs::is_apostrophe(original) {
            continue;
        }
        decompose_compatible(original, |part| {
            if is_combining_mark(part) || glyphs::is_invisible(part) || glyphs::is_apostrophe(part) {
                return;
            }
            let capital = part.is_uppercase();
            for lower in part.to_lowercase().filter(|lower| !is_combining_mark(*lower)) {
                symbols.push(Symbol { ch: plain(lower), capital, at });
            }
        });
    }
    symbols
}

fn plain(lower: char) -> char {
    match lower {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => '\n',
        // The empty Braille cell is drawn as a space.
        other if other.is_whitespace() || other == '\u{2800}' => ' ',
        other => glyphs::digit(other).unwrap_or_else(|| glyphs::latin(other)),
    }
}

//! Names of secrets with digits and signs for letters: `0tp`, `p1n`.

use super::fold::Symbol;
use super::{glyphs, names};

/// Longest name in one word, with an ending.
pub(super) const LONGEST_NAME: usize = 16;

/// The begin of a chunk as it stands, and with the letters that its digits are drawn like. Names of secrets are ASCII.
pub(super) struct Disguised {
    plain: [u8; LONGEST_NAME],
    read: [u8; LONGEST_NAME],
    /// How much of it is ASCII.
    length: usize,
}

impl Disguised {
    pub(super) fn read(chunk: &[Symbol]) -> Self {
        let mut disguised = Self { plain: [0; LONGEST_NAME], read: [0; LONGEST_NAME], length: 0 };
        let ascii = chunk.iter().map_while(|symbol| u8::try_from(symbol.ch).ok().filter(u8::is_ascii));
        let places = disguised.plain.iter_mut().zip(&mut disguised.read);
        for (letter, (plain, read)) in ascii.zip(places) {
            (*plain, *read) = (letter, glyphs::drawn_like_letter(letter.into()) as u8);
            disguised.length += 1;
        }
        disguised
    }

    /// The name of a secret that the first `length` signs are.
    pub(super) fn name(&self, length: usize) -> Option<String> {
        if length > self.length {
            return None;
        }
        let words = [&self.plain, &self.read].into_iter().filter_map(|word| std::str::from_utf8(&word[..length]).ok());
        let is_name = |word: &&str| {
            let bare = ["nya", "ku", "mu"].iter().find_map(|ending| word.strip_suffix(ending));
            names::is_single(word) || bare.is_some_and(names::is_single)
        };
        words.into_iter().find(is_name).map(str::to_owned)
    }
}

//! Names on an approval screen: what could make one name read like another is refused (after UTS 39), before anything is shown.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::{MixedScript as _, skeleton as confusable_skeleton};

/// Longest name, in characters.
pub const LONGEST: usize = 140;

/// Why a name is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unsafe {
    /// Nothing, or more than [`LONGEST`].
    Length,
    /// Characters that show nothing, turn the direction, or are another kind of space.
    Hidden,
    /// Letters of several alphabets.
    MixedScripts,
    /// Letters or digits that are drawn like plain ones.
    LookAlike,
    /// Marks piled up on one letter, or struck through it.
    Marks,
}

impl Unsafe {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Length, Self::Hidden, Self::MixedScripts, Self::LookAlike, Self::Marks];

    /// Its name in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Hidden => "hidden",
            Self::MixedScripts => "mixed-scripts",
            Self::LookAlike => "look-alike",
            Self::Marks => "marks",
        }
    }
}

/// Whether a name of a person, shop or payee can be shown as what it is.
///
/// # Errors
/// [`Unsafe`].
pub fn check(name: &str) -> Result<(), Unsafe> {
    check_hidden(name)?;
    if name.trim().is_empty() || name.chars().count() > LONGEST {
        return Err(Unsafe::Length);
    }
    check_marks(name)?;
    if !name.is_single_script() {
        return Err(Unsafe::MixedScripts);
    }
    check_look_alikes(name)
}

/// Whether a longer text (a note, an address) shows everything that it holds. It may have several alphabets.
///
/// # Errors
/// [`Unsafe::Hidden`], [`Unsafe::Length`], [`Unsafe::Marks`].
pub fn check_text(text: &str) -> Result<(), Unsafe> {
    check_hidden(text)?;
    if text.chars().count() > LONGEST {
        return Err(Unsafe::Length);
    }
    check_marks(text)
}

fn check_hidden(text: &str) -> Result<(), Unsafe> {
    let hidden = |c: char| {
        let other_space = c != ' ' && (c.is_whitespace() || c == '\u{2800}');
        let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
        c.is_control() || other_space || private || crate::safety::is_invisible(c)
    };
    if text.chars().any(hidden) { Err(Unsafe::Hidden) } else { Ok(()) }
}

/// In normalisation form C a mark that stays apart has no letter of its own with it: one may, as in Vietnamese or Arabic; a pile may not.
fn check_marks(text: &str) -> Result<(), Unsafe> {
    let mut pile = 2;
    for c in text.nfc() {
        pile = if is_combining_mark(c) { pile + 1 } else { 0 };
        let strikes = matches!(c, '\u{334}'..='\u{338}' | '\u{20D2}'..='\u{20F0}' | '\u{489}');
        if strikes || pile > 2 {
            return Err(Unsafe::Marks);
        }
    }
    Ok(())
}

/// A single letter that is drawn like an ASCII one is suspicious among Latin letters. In another alphabet it is a letter like the rest,
/// unless *all* are drawn like Latin ones: then the whole name poses as a Latin one.
fn check_look_alikes(name: &str) -> Result<(), Unsafe> {
    let letters: Vec<char> = name.nfc().filter(|c| c.is_alphanumeric() || posing(*c)).collect();
    let latin = letters.iter().any(char::is_ascii_alphabetic);
    let posing_ones = letters.iter().filter(|c| posing(**c)).count();
    let all_pose = letters.iter().all(|c| posing(*c) || c.is_ascii_digit());
    if posing_ones > 0 && (latin || all_pose || letters.iter().any(|c| is_styled(*c))) {
        return Err(Unsafe::LookAlike);
    }
    Ok(())
}

/// Not ASCII, and drawn like one ASCII letter or digit.
fn posing(c: char) -> bool {
    if c.is_ascii() || is_apostrophe(c) {
        return false;
    }
    let mut buffer = [0; 4];
    let text = c.encode_utf8(&mut buffer);
    let mut drawn = confusable_skeleton(text);
    let one = (drawn.next(), drawn.next());
    is_styled(c) || matches!(one, (Some(plain), None) if plain.is_ascii_alphanumeric())
}

/// A letter or digit in a costume (full width, bold, circled …), ligatures and abbreviations included.
fn is_styled(c: char) -> bool {
    let plain: String = std::iter::once(c).nfkc().collect();
    !c.is_ascii() && std::iter::once(c).nfc().ne(plain.chars()) && plain.chars().any(|c| c.is_ascii_alphanumeric())
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`')
}

/// How a name is drawn, coarsely: two names with one skeleton are taken for each other. For comparison only, never shown.
#[must_use]
pub fn skeleton(name: &str) -> String {
    let lower: String = name.nfkc().flat_map(char::to_lowercase).filter(|c| !is_apostrophe(*c)).collect();
    let drawn: String = confusable_skeleton(&lower).flat_map(char::to_lowercase).collect();
    // Marks, points and spaces are easily overlooked; 1, l and i are one stroke.
    let strokes = drawn.nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    strokes.map(|c| if matches!(c, 'i' | '1' | '|') { 'l' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_10_ordinary_names_pass() {
        for name in [
            "Budi Santoso",
            "SARI WULANDARI",
            "dr. Siti Nur'aini, Sp.A(K)",
            "Drs. H. Muhammad Ma’ruf, M.Pd.",
            "Ir. Bambang S. (Alm.)",
            "I Gusti Ayu Agung",
            "Raden Ajeng Tjokroadinoto",
            "Désirée Müller-Lüdenscheidt",
            "Nguyễn Thị Hồng Ánh",
            "PT Sumber Rejeki 88 Tbk.",
            "CV 3 Putra & Co",
            "Toko Bu Ijah / Cabang 2",
            "Ḥasan ʿAbdallāh",
            "王小明",
            "Иван Соколов",
            "أحمد بن علي",
            "ꦱꦫꦶ",
            "Ærø Sørensen",
        ] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn otp_10_names_that_pose_as_others_are_refused_with_the_reason() {
        for (name, why) in [
            ("", Unsafe::Length),
            ("   ", Unsafe::Length),
            ("Bu\u{202e}di", Unsafe::Hidden),
            ("Budi\u{200b} Santoso", Unsafe::Hidden),
            ("Budi\u{a0}Santoso", Unsafe::Hidden),
            ("Budi\nSantoso", Unsafe::Hidden),
            ("Bu\u{ad}di", Unsafe::Hidden),
            ("Budi\u{2066}x\u{2069}", Unsafe::Hidden),
            ("Bud\u{456} Santoso", Unsafe::MixedScripts),
            ("\u{412}udi Santoso", Unsafe::MixedScripts),
            ("Budi Sant\u{3bf}so", Unsafe::MixedScripts),
            ("Bud\u{131} Santoso", Unsafe::LookAlike),
            ("B\u{1d5ce}di", Unsafe::LookAlike),
            ("Ｂｕｄｉ", Unsafe::LookAlike),
            ("\u{1d401}\u{1d42e}\u{1d41d}\u{1d422}", Unsafe::LookAlike),
            ("\u{441}\u{43e}\u{441}\u{43e}", Unsafe::LookAlike),
            ("Budi\u{338}", Unsafe::Marks),
            ("B\u{323}\u{308}\u{30c}\u{30a}udi", Unsafe::Marks),
            ("\u{301}Budi", Unsafe::Marks),
        ] {
            assert_eq!(check(name), Err(why), "{name:?}");
        }
        assert_eq!(check(&"a".repeat(141)), Err(Unsafe::Length));
    }

    #[test]
    fn otp_10_names_that_are_taken_for_each_other_have_one_skeleton() {
        let known = skeleton("Budi Santoso");
        for same in ["BUDI SANTOSO", "Budi Sant0so", "Bud1 Santoso", "Budí  Santoso", "Budl-Santoso", "Budi Santo'so"]
        {
            assert_eq!(skeleton(same), known, "{same}");
        }
        for other in ["Budi Susanto", "Sari Wulandari", "Budiman Santoso"] {
            assert_ne!(skeleton(other), known, "{other}");
        }
        assert_eq!(skeleton("Bank Permata"), skeleton("Bank Perrnata"));
    }

    #[test]
    fn every_reason_has_words() {
        use crate::texts::{Language, exists};
        for reason in Unsafe::ALL {
            for language in Language::ALL {
                assert!(exists(language, &format!("name-unsafe-{}", reason.code())), "{reason:?}");
            }
        }
    }
}

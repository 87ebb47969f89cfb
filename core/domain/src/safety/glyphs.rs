//! Data: characters that stand for others.

/// The zero of every decimal digit set of Unicode that has no compatibility mapping to ASCII (category Nd, Unicode 14); the nine
/// other digits follow each.
#[rustfmt::skip]
const ZEROS: [char; 58] = [
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}', '\u{0BE6}',
    '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0DE6}', '\u{0E50}', '\u{0ED0}', '\u{0F20}', '\u{1040}', '\u{1090}',
    '\u{17E0}', '\u{1810}', '\u{1946}', '\u{19D0}', '\u{1A80}', '\u{1A90}', '\u{1B50}', '\u{1BB0}', '\u{1C40}',
    '\u{1C50}', '\u{A620}', '\u{A8D0}', '\u{A900}', '\u{A9D0}', '\u{A9F0}', '\u{AA50}', '\u{ABF0}', '\u{104A0}',
    '\u{10D30}', '\u{11066}', '\u{110F0}', '\u{11136}', '\u{111D0}', '\u{112F0}', '\u{11450}', '\u{114D0}',
    '\u{11650}', '\u{116C0}', '\u{11730}', '\u{118E0}', '\u{11950}', '\u{11C50}', '\u{11D50}', '\u{11DA0}',
    '\u{16A60}', '\u{16AC0}', '\u{16B50}', '\u{1E140}', '\u{1E2F0}', '\u{1E950}',
];

/// The one of symbol sets that lack a compatibility mapping: double circled, negative circled, sans-serif circled.
const ONES: [char; 4] = ['\u{24F5}', '\u{2776}', '\u{2780}', '\u{278A}'];

/// Digits that stand in no row.
const fn single_digit(character: char) -> Option<char> {
    Some(match character {
        '〇' | '零' | '\u{24FF}' | '\u{1F10B}' | '\u{1F10C}' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        _ => return None,
    })
}

/// Rows of 26 letters without compatibility mapping: negative circled, negative squared, regional indicators.
const LETTER_ROWS: [char; 3] = ['\u{1F150}', '\u{1F170}', '\u{1F1E6}'];

/// Lower-case letters of other scripts that are drawn like Latin ones.
const fn homoglyph(character: char) -> Option<char> {
    Some(match character {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'ɡ' => 'g',
        'һ' => 'h',
        'і' | 'ι' | 'ı' | 'ɩ' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'ո' => 'n',
        'о' | 'ο' | 'օ' | 'ᴏ' | 'ⲟ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ѡ' => 'w',
        'х' | 'χ' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// The ASCII digit that `character` is, in whatever script.
pub(super) fn digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    // Nine of a row that begins with one: the ten that some end with is no digit.
    let value = in_row(&ZEROS, character, 10).or_else(|| in_row(&ONES, character, 9).map(|n| n + 1));
    match value {
        Some(value) => char::from_digit(value, 10),
        None => single_digit(character),
    }
}

/// The Latin letter that a lower-case `character` is drawn like, or itself.
pub(super) fn latin(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    if let Some(letter) = homoglyph(character) {
        return letter;
    }
    let offset = in_row(&LETTER_ROWS, character, 26);
    offset.and_then(|n| char::from_u32('a' as u32 + n)).unwrap_or(character)
}

/// How far `character` stands behind the begin of its row, if it stands in the first `length` of one; `rows` in ascending order.
fn in_row(rows: &[char], character: char, length: u32) -> Option<u32> {
    let begin = rows.get(rows.partition_point(|row| *row <= character).checked_sub(1)?)?;
    (character as u32).checked_sub(*begin as u32).filter(|n| *n < length)
}

/// The digit that a lower-case letter is drawn like, for use inside of digits only.
pub(super) const fn drawn_like_digit(letter: char) -> Option<char> {
    match letter {
        'o' => Some('0'),
        'l' | 'i' => Some('1'),
        'z' => Some('2'),
        's' => Some('5'),
        'b' => Some('8'),
        _ => None,
    }
}

/// The letter that a digit or sign is drawn like, for use inside of words only.
pub(super) const fn drawn_like_letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Characters that show nothing: format and bidi controls, joiners, fillers, selectors, tags, other controls.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{115F}' | '\u{1160}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Apostrophes are left out, so that `what's` and `whats` are one word.
pub(super) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | '＇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_4_rows_of_digits_and_letters_stand_in_order_and_apart() {
        for (rows, length) in [(ZEROS.as_slice(), 10), (ONES.as_slice(), 9), (LETTER_ROWS.as_slice(), 26)] {
            assert!(rows.windows(2).all(|pair| pair[0] as u32 + length <= pair[1] as u32), "{rows:?}");
        }
        let values = ['\u{0660}', '\u{1E953}', '\u{2776}', '\u{1F10C}', '九', '\u{1E95A}', 'é'].map(digit);
        assert_eq!(values, [Some('0'), Some('3'), Some('1'), Some('0'), Some('9'), None, None]);
        assert_eq!(['с', '\u{1F151}', '\u{1F1FF}', 'é', 'c'].map(latin), ['c', 'b', 'z', 'é', 'c']);
    }
}

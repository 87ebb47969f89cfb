//! A card's number, date and security code, as they are sealed for the phone (`docs/contract/cards.md`): ASCII digits one after the other,
//! number (12 to 19), month and year (`MMYY`), security code (3).

use crate::safety::luhn;

/// Digits after the number.
const TAIL: usize = 4 + CODE;
/// Digits of a security code.
const CODE: usize = 3;

/// Whether these ASCII digits are as long as a card's number, and pass the check of its last digit (ISO/IEC 7812-1, annex B).
#[must_use]
pub fn is_number(digits: &[u8]) -> bool {
    (12..=19).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && luhn(digits.iter().map(|digit| digit.wrapping_sub(b'0')))
}

/// The parts of what was sealed; borrowed, so that nothing is copied.
#[derive(Clone, Copy)]
pub struct Details<'a> {
    /// 12 to 19 digits.
    pub number: &'a [u8],
    /// `MM`.
    pub month: &'a [u8],
    /// The last two digits of the year.
    pub year: &'a [u8],
    /// Three digits.
    pub code: &'a [u8],
}

impl<'a> Details<'a> {
    /// Reads them. `None` for what is no card's, and for those of a card with another ending: the wrong card's number must not be shown.
    #[must_use]
    pub fn read(digits: &'a [u8], ending: &str) -> Option<Self> {
        let (number, tail) = digits.split_at_checked(digits.len().checked_sub(TAIL)?)?;
        let (month, rest) = tail.split_at_checked(2)?;
        let (year, code) = rest.split_at_checked(2)?;
        let fine = is_number(number)
            && number.ends_with(ending.as_bytes())
            && tail.iter().all(u8::is_ascii_digit)
            && (b"01".as_slice()..=b"12".as_slice()).contains(&month);
        fine.then_some(Self { number, month, year, code })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_5_details_are_read_in_parts_and_of_the_right_card_only() {
        let read = Details::read(b"41111111111111111231007", "1111").expect("a card");
        assert_eq!(
            (read.number, read.month, read.year, read.code),
            (&b"4111111111111111"[..], &b"12"[..], &b"31"[..], &b"007"[..])
        );
        for (digits, ending) in [
            (&b"41111111111111111231007"[..], "4821"),
            (b"41111111111111121231007", "1112"),
            (b"41111111111111111331007", "1111"),
            (b"4111111111111111123100a", "1111"),
            (b"1231007", ""),
            (b"", ""),
        ] {
            assert!(Details::read(digits, ending).is_none(), "{ending}");
        }
    }
}

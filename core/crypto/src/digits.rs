//! Digits that a person types or reads: an Unlock Code, a one-time code. Never a `String`.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

/// The longest sequence that [`SecretDigits`] holds.
pub const MAX_DIGITS: usize = 8;

/// Up to [`MAX_DIGITS`] ASCII digits, boxed and wiped when dropped. Entered one at a time, so no array of them crosses the
/// border to the app.
pub struct SecretDigits {
    digits: Box<[u8; MAX_DIGITS]>,
    len: usize,
    capacity: usize,
}

/// Why a digit was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DigitsError {
    /// Only values 0 to 9 are digits.
    #[error("not a digit")]
    NotADigit,
    /// All places are taken.
    #[error("all places are taken")]
    Full,
}

impl SecretDigits {
    /// Empty, with room for `capacity` digits (at most [`MAX_DIGITS`]; more is cut to that).
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { digits: Box::new([0; MAX_DIGITS]), len: 0, capacity: capacity.min(MAX_DIGITS) }
    }

    /// Copies ASCII digits from a slice whose owner wipes it; full afterwards.
    ///
    /// # Errors
    /// [`DigitsError::Full`] for more than [`MAX_DIGITS`], [`DigitsError::NotADigit`] for another character.
    pub fn from_ascii(text: &[u8]) -> Result<Self, DigitsError> {
        let mut own = Self::new(text.len());
        for &character in text {
            own.push(character.wrapping_sub(b'0'))?;
        }
        Ok(own)
    }

    /// Appends one digit, given as its value 0 to 9 (not as a character).
    ///
    /// # Errors
    /// [`DigitsError`]; nothing changes then.
    pub fn push(&mut self, digit: u8) -> Result<(), DigitsError> {
        if digit > 9 {
            return Err(DigitsError::NotADigit);
        }
        if self.is_full() {
            return Err(DigitsError::Full);
        }
        let place = self.digits.get_mut(self.len).ok_or(DigitsError::Full)?;
        *place = b'0' + digit;
        self.len += 1;
        Ok(())
    }

    /// Removes the last digit, if there is one.
    pub fn backspace(&mut self) {
        self.len = self.len.saturating_sub(1);
        if let Some(place) = self.digits.get_mut(self.len) {
            place.zeroize();
        }
    }

    /// Removes and wipes all digits.
    pub fn clear(&mut self) {
        self.digits.zeroize();
        self.len = 0;
    }

    /// How many digits there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether no further digit fits.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.len >= self.capacity
    }

    /// The digits in ASCII. Each call is an exposure: say why at the call, and copy them nowhere.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }
}

impl Drop for SecretDigits {
    fn drop(&mut self) {
        self.digits.zeroize();
    }
}

impl ZeroizeOnDrop for SecretDigits {}

/// The same digits, whatever the capacities. The time depends on neither digits nor length.
impl PartialEq for SecretDigits {
    fn eq(&self, other: &Self) -> bool {
        // Unused places are zero, which is no digit: comparing all of them compares the lengths as well.
        self.digits.as_slice().ct_eq(other.digits.as_slice()).into()
    }
}

impl Eq for SecretDigits {}

impl fmt::Debug for SecretDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretDigits(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_does_not_even_tell_the_length() {
        let digits = SecretDigits::from_ascii(b"123456").expect("digits");
        assert_eq!(format!("{digits:?}"), "SecretDigits(redacted)");
    }

    #[test]
    fn typing_correcting_and_clearing() {
        let mut entry = SecretDigits::new(6);
        assert!(entry.is_empty() && !entry.is_full());
        for digit in [1, 2, 3, 9] {
            entry.push(digit).expect("room");
        }
        entry.backspace();
        for digit in [4, 5, 6] {
            entry.push(digit).expect("room");
        }
        assert_eq!((entry.expose(), entry.len(), entry.is_full()), (b"123456".as_slice(), 6, true));
        assert_eq!(entry.push(7), Err(DigitsError::Full));
        assert_eq!(entry.push(10), Err(DigitsError::NotADigit));
        entry.clear();
        entry.backspace();
        assert_eq!((entry.expose(), entry.len()), (b"".as_slice(), 0));
    }

    #[test]
    fn leading_zeros_and_removed_digits_count_in_equality() {
        let of = |text: &[u8]| SecretDigits::from_ascii(text).expect("digits");
        assert_eq!(of(b"012345"), of(b"012345"));
        assert_ne!(of(b"012345"), of(b"12345"));
        assert_ne!(of(b"000000"), of(b"00000"));
        let mut corrected = of(b"1234");
        corrected.backspace();
        assert_eq!(corrected, of(b"123"));
    }

    #[test]
    fn other_characters_and_too_many_digits_are_refused() {
        assert_eq!(SecretDigits::from_ascii(b"12a456"), Err(DigitsError::NotADigit));
        assert_eq!(SecretDigits::from_ascii(b"12/456"), Err(DigitsError::NotADigit));
        assert_eq!(SecretDigits::from_ascii(b"123456789"), Err(DigitsError::Full));
        assert_eq!(SecretDigits::new(99).capacity, MAX_DIGITS);
    }
}

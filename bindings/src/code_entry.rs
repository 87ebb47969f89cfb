//! A code being typed. Its digits stay on this side of the border.

use std::sync::Mutex;

use kunci_core::Error;
use kunci_crypto::SecretDigits;

/// Six digits (Unlock Code or one-time PIN), entered one by one; wiped when cleared or dropped.
#[derive(uniffi::Object)]
pub struct CodeEntry(Mutex<SecretDigits>);

/// Why a digit was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum CodeEntryError {
    /// All six are there.
    #[error("the code has all its digits")]
    Full,
    /// Not 0 … 9.
    #[error("not a digit")]
    NotADigit,
}

const LENGTH: usize = 6;

#[uniffi::export]
impl CodeEntry {
    /// Empty.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Self {
        Self(Mutex::new(SecretDigits::new(LENGTH)))
    }

    /// Takes one more digit, 0 … 9.
    ///
    /// # Errors
    /// [`CodeEntryError`]; the entry stays as it was.
    pub fn push(&self, digit: u8) -> Result<(), CodeEntryError> {
        if digit > 9 {
            return Err(CodeEntryError::NotADigit);
        }
        self.with(|digits| digits.push(digit)).map_err(|_| CodeEntryError::Full)
    }

    /// Takes the last digit back; fine when empty.
    pub fn backspace(&self) {
        self.with(SecretDigits::backspace);
    }

    /// Wipes it.
    pub fn clear(&self) {
        self.with(SecretDigits::clear);
    }

    /// How many digits are in.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.with(|digits| digits.len())).unwrap_or(0)
    }

    /// Whether none is in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Default for CodeEntry {
    fn default() -> Self {
        Self::new()
    }
}

impl CodeEntry {
    /// A copy for one operation.
    pub(crate) fn take(&self) -> Result<SecretDigits, Error> {
        self.with(|digits| SecretDigits::from_ascii(digits.expose())).map_err(|_| Error::CodeLength)
    }

    fn with<R>(&self, work: impl FnOnce(&mut SecretDigits) -> R) -> R {
        // A poisoned lock only means that another call panicked; the digits are whole after every step.
        work(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_go_in_and_out_and_never_too_many() {
        let entry = CodeEntry::new();
        for digit in [7, 4, 0, 9, 1, 6] {
            assert_eq!(entry.push(digit), Ok(()));
        }
        assert_eq!((entry.push(1), entry.push(10)), (Err(CodeEntryError::Full), Err(CodeEntryError::NotADigit)));
        entry.backspace();
        assert_eq!(entry.len(), 5);
        entry.clear();
        entry.backspace();
        assert!(entry.is_empty());
    }
}

//! A card's number, date and security code on the screen, once and for a short while.

use std::sync::Arc;

use kunci_core::cards;

use crate::errors::PhoneError;
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// The details of a card, for the screen. An object, not a record, so that no `toString` prints it; wiped when dropped. Overwrite every
/// array after showing it, and close it when the screen hides it.
#[derive(uniffi::Object)]
pub struct CardDetails(cards::CardDetails);

#[uniffi::export]
impl CardDetails {
    /// The card's last digits.
    #[must_use]
    pub fn ending(&self) -> String {
        self.0.ending().to_owned()
    }

    /// To be hidden after so many seconds.
    #[must_use]
    pub fn seconds_left(&self) -> u32 {
        self.0.seconds_left()
    }

    /// ASCII digits of the number, without spaces.
    #[must_use]
    pub fn number(&self) -> Vec<u8> {
        self.0.expose().map(|details| details.number.to_vec()).unwrap_or_default()
    }

    /// `MM/YY` (ASCII).
    #[must_use]
    pub fn expiry(&self) -> Vec<u8> {
        self.0.expose().map(|details| [details.month, b"/", details.year].concat()).unwrap_or_default()
    }

    /// ASCII digits of the security code.
    #[must_use]
    pub fn code(&self) -> Vec<u8> {
        self.0.expose().map(|details| details.code.to_vec()).unwrap_or_default()
    }

    /// The number digit by digit, for a screen reader (ASCII).
    #[must_use]
    pub fn spoken_number(&self) -> Vec<u8> {
        self.0.expose().map(|details| spoken(details.number)).unwrap_or_default()
    }

    /// The security code digit by digit, for a screen reader (ASCII).
    #[must_use]
    pub fn spoken_code(&self) -> Vec<u8> {
        self.0.expose().map(|details| spoken(details.code)).unwrap_or_default()
    }
}

/// As `texts::spoken_digits`, without a text that nobody wipes.
fn spoken(digits: &[u8]) -> Vec<u8> {
    let mut said = Vec::with_capacity(2 * digits.len());
    for digit in digits {
        if !said.is_empty() {
            said.push(b' ');
        }
        said.push(*digit);
    }
    said
}

#[uniffi::export]
impl Phone {
    /// Asks for the operation that shows a card's number.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn reveal_card(&self, card_id: String) -> Result<Arc<Operation>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(shared(run(async move { phone.reveal_card(&card_id).await }).await?))
    }

    /// The details of the card whose reveal was approved: once.
    ///
    /// # Errors
    /// [`PhoneError`]; `RevealClosed` if they were shown already, or their time is over.
    pub async fn card_details(&self, operation_id: String) -> Result<Arc<CardDetails>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(Arc::new(CardDetails(run(async move { phone.card_details(&operation_id).await }).await?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_5_digits_are_spoken_one_by_one() {
        assert_eq!(spoken(b"4821"), b"4 8 2 1");
        assert_eq!(spoken(b""), b"");
    }
}

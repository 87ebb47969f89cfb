//! Freeze a card by telephone (CARD-10): by possession alone, without network or Unlock Code, also while the token is locked.

use kunci_crypto::kdf::FreezeKey;
use kunci_crypto::offline;
use uuid::Uuid;

use super::{OfflineCode, end_of};
use crate::token::possessed;
use crate::{Error, Phone, blocking};

/// Minutes on each side in which the bank takes a code.
const SLACK: u64 = 10;

impl Phone {
    /// Makes the code that a person reads to the bank. The card is **not** frozen by it: the bank freezes it when it hears the code.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a card that was never listed here; [`Error::NoToken`], [`Error::TokenPending`],
    /// [`Error::TokenSuperseded`].
    pub async fn freeze_code(&self, card_id: &str) -> Result<OfflineCode, Error> {
        let card_id: Uuid = card_id.parse().map_err(|_| Error::NotFound)?;
        let record = possessed(self.load_token().await?)?;
        if !self.known_cards().await?.iter().any(|card| card.card_id == card_id) {
            return Err(Error::NotFound);
        }
        let key = FreezeKey::from_secret(record.freeze_key);
        let (minute, _) = self.minute()?;
        let code = blocking::wiped(|| offline::freeze_code(&key, &card_id.to_string(), minute))
            .map_err(|_| Error::Internal)?;
        Ok(OfflineCode { code, valid_until_ms: end_of(minute, SLACK) })
    }
}

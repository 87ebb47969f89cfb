//! `card-reveal`.

use kunci_crypto::PublicKey;
use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;

/// Show a card's number, date and security code, once and for a short while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReveal {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// The phone's one-time key, to which they are sealed. What is approved is sealed to this key and to no other.
    pub key: PublicKey,
}

impl Matter for CardReveal {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending) = (fields.uuid(16)?, fields.digits(17, 4, 4)?);
        let key = PublicKey::from_sec1(fields.bytes(18)?).map_err(|_| Error::OperationUnreadable)?;
        Ok(Self { card_id, ending, key })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
        lines.words("line-afterwards", "afterwards-card-reveal");
    }
}

//! `card-pin`.

use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Another PIN for a card. The PIN itself is not in it: what is approved is shown, and a PIN must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPin {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
}

impl Matter for CardPin {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { card_id: fields.uuid(16)?, ending: fields.digits(17, 4, 4)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::PinSet))
    }
}

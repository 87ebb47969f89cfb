//! `unfreeze`.

use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Lift the customer's hold on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfreeze {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
}

impl Matter for Unfreeze {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { card_id: fields.uuid(16)?, ending: fields.digits(17, 4, 4)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Unfrozen))
    }
}

//! `card-replacement`.

use uuid::Uuid;

use super::{Fields, Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Have a new card made in place of one, and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardReplacement {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// Where the new one is sent; empty for a virtual card, of which nothing is sent.
    pub address: String,
}

impl Matter for CardReplacement {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { card_id: fields.uuid(16)?, ending: fields.digits(17, 4, 4)?, address: fields.text(18)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
        match self.address.as_str() {
            "" => lines.words("line-afterwards", "afterwards-virtual-replacement"),
            address => lines.plain("line-sent-to", address),
        }
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Replaced))
    }
}

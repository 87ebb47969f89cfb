//! `purchase`: a card payment on the internet (3-D Secure).

use kunci_domain::money::Money;
use uuid::Uuid;

use super::fields::{Fields, positive};
use super::{Lines, Matter};
use crate::Error;

/// A card payment on the internet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// The shop's name.
    pub merchant: String,
    /// How much.
    pub amount: Money,
    /// The shop's reference of the order.
    pub order: String,
}

impl Matter for Purchase {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending, merchant) = (fields.uuid(16)?, fields.digits(17, 4, 4)?, fields.name(18)?);
        let (currency, minor, exponent) = (fields.text(19)?, fields.number(20)?, fields.number(21)?);
        let order = fields.text(22)?;
        Ok(Self { card_id, ending, merchant, amount: positive(minor, &currency, exponent)?, order })
    }

    fn show(&self, lines: &mut Lines) {
        lines.money("line-amount", self.amount);
        lines.plain("line-merchant", &self.merchant);
        lines.card(&self.ending);
        lines.plain("line-order", &self.order);
    }

    /// "Not me" freezes the card.
    fn freezes(&self) -> Option<Uuid> {
        Some(self.card_id)
    }
}

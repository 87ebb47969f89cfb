//! `suspected-payment`: was it the customer? Approving it lets the shop try again; "not me" freezes the card (CARD-8).

use kunci_domain::money::Money;
use uuid::Uuid;

use super::fields::{Fields, positive};
use super::{Lines, Matter};
use crate::Error;

/// A payment that the bank holds back until the customer has said whose it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectedPayment {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// The shop's name.
    pub merchant: String,
    /// How much.
    pub amount: Money,
    /// The attempt, as the list of payments knows it.
    pub transaction_id: Uuid,
}

impl Matter for SuspectedPayment {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending, merchant) = (fields.uuid(16)?, fields.digits(17, 4, 4)?, fields.name(18)?);
        let (currency, minor, exponent) = (fields.text(19)?, fields.number(20)?, fields.number(21)?);
        let transaction_id = fields.uuid(22)?;
        Ok(Self { card_id, ending, merchant, amount: positive(minor, &currency, exponent)?, transaction_id })
    }

    fn show(&self, lines: &mut Lines) {
        lines.money("line-amount", self.amount);
        lines.plain("line-merchant", &self.merchant);
        lines.card(&self.ending);
        lines.words("line-afterwards", "suspected-afterwards");
        lines.plain("line-attempt", &self.transaction_id.to_string());
    }

    /// "Not me" freezes the card.
    fn freezes(&self) -> Option<Uuid> {
        Some(self.card_id)
    }
}

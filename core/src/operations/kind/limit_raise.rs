//! `limit-raise`.

use kunci_domain::money::Money;
use uuid::Uuid;

use super::fields::{Fields, positive};
use super::{Lines, Matter};
use crate::Error;

/// A higher limit for one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRaise {
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// In force now.
    pub old: Money,
    /// In force after it.
    pub new: Money,
}

impl Matter for LimitRaise {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending) = (fields.uuid(16)?, fields.digits(17, 4, 4)?);
        if fields.text(18)? != "per-transaction" {
            return Err(Error::OperationUnreadable);
        }
        let currency = fields.text(19)?;
        let (old, new, exponent) = (fields.number(20)?, fields.number(21)?, fields.number(22)?);
        let (old, new) = (positive(old, &currency, exponent)?, positive(new, &currency, exponent)?);
        Ok(Self { card_id, ending, old, new })
    }

    fn show(&self, lines: &mut Lines) {
        lines.card(&self.ending);
        lines.money("line-old-limit", self.old);
        lines.money("line-new-limit", self.new);
    }

    fn receipt(&self) -> Option<(Uuid, &'static str)> {
        Some((self.card_id, "limit"))
    }
}

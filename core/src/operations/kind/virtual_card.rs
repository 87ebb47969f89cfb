//! `virtual-card`.

use kunci_domain::cards::order;
use kunci_domain::money::Money;
use uuid::Uuid;

use super::fields::{Fields, positive};
use super::{Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Order a virtual card, which is in use at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VirtualCard {
    /// Beside which card, whose money it pays with.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// What the customer calls the new one.
    pub name: String,
    /// The most in a month.
    pub month: Money,
}

impl Matter for VirtualCard {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (card_id, ending, name) = (fields.uuid(16)?, fields.digits(17, 4, 4)?, fields.name(18)?);
        // As it is kept: else the screen would show spaces that are not there, or a name that is cut off in a list.
        if order::name(&name).map_err(|reason| Error::NameUnsafe { reason })? != name {
            return Err(Error::OperationUnreadable);
        }
        let (currency, minor, exponent) = (fields.text(19)?, fields.number(20)?, fields.number(21)?);
        Ok(Self { card_id, ending, name, month: positive(minor, &currency, exponent)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.plain("line-new-card", &self.name);
        lines.card(&self.ending);
        lines.money("line-month", self.month);
        lines.words("line-afterwards", "afterwards-virtual-card");
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Issued))
    }
}

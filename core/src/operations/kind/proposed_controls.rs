//! `proposed-controls`: an employee in the chat proposes that less passes with a card (CHAT-11).

use kunci_domain::cards::change::Change;
use kunci_domain::money::Money;
use uuid::Uuid;

use super::card_controls::Changed;
use super::employee::Employee;
use super::{Fields, Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Let less pass with a card, as an employee proposes: one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedControls {
    /// Who proposes it.
    pub employee: Employee,
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// What is to change.
    pub changed: Changed,
}

impl Matter for ProposedControls {
    /// A proposal that would let more pass is none: it is refused here whatever the bank says, and never shown.
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let employee = Employee::read(fields)?;
        let (card_id, ending, currency) = (fields.uuid(19)?, fields.digits(20, 4, 4)?, fields.text(21)?);
        let exponent = u8::try_from(fields.number(22)?).map_err(|_| Error::AmountInvalid)?;
        let text = fields.text(23)?;
        let change = Change::read(&text, &currency, exponent).ok_or(Error::OperationUnreadable)?;
        let now = i64::try_from(fields.number(24)?).map_err(|_| Error::AmountInvalid)?;
        let now = Money::new(now, &currency, exponent).map_err(|_| Error::AmountInvalid)?;
        if !change.tightens(now) {
            return Err(Error::OperationUnreadable);
        }
        Ok(Self { employee, card_id, ending, changed: Changed { change, now } })
    }

    fn show(&self, lines: &mut Lines) {
        self.employee.show(lines);
        lines.card(&self.ending);
        // What tightens never cools off.
        lines.control(&self.changed, 0);
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Granted { changes: vec![&self.changed.change] }))
    }
}

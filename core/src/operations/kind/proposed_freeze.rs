//! `proposed-freeze`: an employee in the chat proposes to freeze a card (CHAT-11).

use uuid::Uuid;

use super::employee::Employee;
use super::{Fields, Lines, Matter};
use crate::Error;
use crate::cards::Expected;

/// Freeze a card, as an employee proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedFreeze {
    /// Who proposes it.
    pub employee: Employee,
    /// Which card.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
}

impl Matter for ProposedFreeze {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        Ok(Self { employee: Employee::read(fields)?, card_id: fields.uuid(19)?, ending: fields.digits(20, 4, 4)? })
    }

    fn show(&self, lines: &mut Lines) {
        self.employee.show(lines);
        lines.card(&self.ending);
        lines.words("line-afterwards", "afterwards-proposed-freeze");
    }

    fn receipt(&self) -> Option<(Uuid, Expected<'_>)> {
        Some((self.card_id, Expected::Frozen))
    }
}

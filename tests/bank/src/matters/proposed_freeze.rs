//! `proposed-freeze`: an employee in the chat proposes to freeze a card (CHAT-11).

use kunci_wire::chat::notice;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Employee, Order, changed_card};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;
use crate::{cards, link};

/// Freezes a card, as an employee proposed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProposedFreeze {
    pub(crate) employee: Employee,
    pub(crate) card: Uuid,
    pub(crate) ending: String,
}

impl Deed for ProposedFreeze {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(self.employee.write(head).uuid(self.card).text(&self.ending))
    }

    fn describe(&self) -> String {
        format!("freeze the card ending in {}, as proposed by {}", self.ending, self.employee.describe())
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let held = tx.card(self.card)?.ok_or(BankError::Key)?;
        if held.card.is_over() {
            return Ok(changed_card(None));
        }
        let receipt = cards::freeze(bank, tx, held, order.operation)?;
        link::tell(bank, tx, order.customer, self.employee.conversation, notice::PROPOSAL_DONE)?;
        Ok(changed_card(Some(receipt)))
    }
}

//! `proposed-controls`: an employee in the chat proposes that less passes with a card (CHAT-11).

use kunci_domain::cards::change::Change;
use kunci_domain::money::Money;
use kunci_wire::chat::notice;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Employee, Order, changed_card, unsigned};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;
use crate::{cards, link};

/// Lets less pass with a card, as an employee proposed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProposedControls {
    pub(crate) employee: Employee,
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) change: Change,
    /// Of a limit: how much passed when it was proposed; of the rest zero. In the card's currency.
    pub(crate) now: Money,
}

impl Deed for ProposedControls {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(self
            .employee
            .write(head)
            .uuid(self.card)
            .text(&self.ending)
            .text(self.now.currency())
            .integer(u64::from(self.now.exponent()))
            .text(&self.change.written())
            .integer(unsigned(self.now.minor())?))
    }

    fn describe(&self) -> String {
        let (change, by) = (self.change.written(), self.employee.describe());
        format!("let less pass with the card ending in {}, as proposed by {by}: {change}", self.ending)
    }

    /// The card may have changed since: what would let more pass by now is not done.
    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let held = tx.card(self.card)?.ok_or(BankError::Key)?;
        let (changes, now) = ([self.change.clone()], timestamp(order.now));
        let before = held.card.controls.clone();
        let Ok(after) = before.changed(&changes, now) else { return Ok(changed_card(None)) };
        if held.card.is_over() || before.direction(&after, now).loosens() {
            return Ok(changed_card(None));
        }
        let receipt = cards::tighten(bank, tx, held, order.operation, after, &changes, order.now)?;
        link::tell(bank, tx, order.customer, self.employee.conversation, notice::PROPOSAL_DONE)?;
        Ok(changed_card(Some(receipt)))
    }
}

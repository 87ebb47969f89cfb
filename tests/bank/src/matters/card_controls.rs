//! `card-controls`: lets more pass with a card.

use kunci_domain::cards::change::Change;
use kunci_domain::cards::controls::Controls;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card, unsigned};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Lets more pass with a card.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardControls {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// As they were when it was asked for.
    pub(crate) before: Controls,
    pub(crate) changes: Vec<Change>,
    /// Of each limit that changes: how much passed then, in minor units; of the rest zero.
    pub(crate) now: Vec<i64>,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for CardControls {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let currency = self.before.per_transaction().ok_or(BankError::Key)?.ceiling;
        let mut bytes = head
            .uuid(self.card)
            .text(&self.ending)
            .text(currency.currency())
            .integer(u64::from(currency.exponent()))
            .integer(u64::from(self.before.cooling_off_seconds))
            .integer(u64::try_from(self.changes.len()).map_err(|_| BankError::Key)?);
        for (change, now) in self.changes.iter().zip(&self.now) {
            bytes = bytes.text(&change.written()).integer(unsigned(*now)?);
        }
        Ok(bytes)
    }

    fn describe(&self) -> String {
        let changes: Vec<_> = self.changes.iter().map(Change::written).collect();
        format!("let more pass with the card ending in {}: {}", self.ending, changes.join("; "))
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::grant(bank, tx, self).map(changed_card)
    }
}

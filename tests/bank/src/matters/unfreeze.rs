//! `unfreeze`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Lifts the customer's hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Unfreeze {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for Unfreeze {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending))
    }

    fn describe(&self) -> String {
        format!("unfreeze the card ending in {}", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::unfreeze(bank, tx, self.card, self.command).map(changed_card)
    }
}

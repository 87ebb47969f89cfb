//! `card-activation`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Takes a new card into use.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardActivation {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for CardActivation {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending))
    }

    fn describe(&self) -> String {
        format!("take the new card ending in {} into use", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::activate(bank, tx, self.card, self.command).map(changed_card)
    }
}

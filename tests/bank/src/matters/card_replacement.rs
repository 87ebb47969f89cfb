//! `card-replacement`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Has a new card made in place of one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardReplacement {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// Where it is sent: shown before it is approved.
    pub(crate) address: String,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for CardReplacement {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending).text(&self.address))
    }

    fn describe(&self) -> String {
        format!("have a new card made in place of the one ending in {}", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::replace(bank, tx, self.card, self.command).map(changed_card)
    }
}

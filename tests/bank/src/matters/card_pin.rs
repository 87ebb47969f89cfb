//! `card-pin`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Gives a card another PIN.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CardPin {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// Keyed, and in none of the bytes that are shown.
    pub(crate) digest: Vec<u8>,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for CardPin {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head.uuid(self.card).text(&self.ending))
    }

    fn describe(&self) -> String {
        format!("give the card ending in {} another PIN", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::set_pin(bank, tx, self.card, self.command, &self.digest).map(changed_card)
    }
}

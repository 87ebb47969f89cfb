//! `virtual-card`.

use kunci_domain::money::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card, money};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Makes a virtual card, which is in use at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct VirtualCard {
    /// Beside which card.
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    /// What the customer calls the new one.
    pub(crate) name: String,
    /// The most in a month, as it was shown.
    pub(crate) month: Money,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for VirtualCard {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        money(head.uuid(self.card).text(&self.ending).text(&self.name), self.month)
    }

    fn describe(&self) -> String {
        format!("make a virtual card beside the one ending in {}", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::make_virtual(bank, tx, self).map(changed_card)
    }
}

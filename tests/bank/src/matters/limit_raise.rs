//! `limit-raise`.

use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, changed_card, unsigned};
use crate::bank::Bank;
use crate::cards;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::Tx;

/// Raises the limit for one payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LimitRaise {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) old: Money,
    pub(crate) new: Money,
    /// The idempotency key of its `POST`.
    pub(crate) command: Uuid,
}

impl Deed for LimitRaise {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(head
            .uuid(self.card)
            .text(&self.ending)
            .text("per-transaction")
            .text(self.new.currency())
            .integer(unsigned(self.old.minor())?)
            .integer(unsigned(self.new.minor())?)
            .integer(u64::from(self.new.exponent())))
    }

    fn describe(&self) -> String {
        let (old, new) = (self.old.display(Language::English), self.new.display(Language::English));
        format!("raise the limit of the card ending in {} from {old} to {new}", self.ending)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, _: &Order) -> Result<Effect, BankError> {
        cards::raise(bank, tx, self.card, self.command, self.old, self.new).map(changed_card)
    }
}

//! `suspected-payment`: was it the customer?

use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, money};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};
use crate::suspicion;

/// A payment that was held back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SuspectedPayment {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) merchant: String,
    pub(crate) merchant_id: String,
    pub(crate) amount: Money,
    /// The attempt.
    pub(crate) transaction: Uuid,
}

impl Deed for SuspectedPayment {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let head = head.uuid(self.card).text(&self.ending).text(&self.merchant);
        Ok(money(head, self.amount)?.uuid(self.transaction))
    }

    fn describe(&self) -> String {
        let amount = self.amount.display(Language::English);
        format!("own up to a payment of {amount} at {} with the card ending in {}", self.merchant, self.ending)
    }

    /// The shop may try again: that is looked up when it does.
    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        suspicion::release(tx, self.card, order.now)?;
        Ok(Effect::Done { receipt: None })
    }

    fn ended(&self, tx: &mut dyn Tx, order: &Order, state: OpState) -> Result<(), BankError> {
        suspicion::release(tx, self.card, order.now)?;
        if state == OpState::Expired {
            suspicion::unanswered(tx, self.card, order.now)?;
        }
        Ok(())
    }

    fn freezes(&self) -> Option<Uuid> {
        Some(self.card)
    }
}

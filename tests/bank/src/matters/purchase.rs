//! `purchase`: a card payment on the internet (3-D Secure).

use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Deed, Effect, Order, Payment, money};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::network;
use crate::refusal::BankError;
use crate::store::{OpState, Tx};

/// A card payment on the internet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Purchase {
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) merchant: String,
    pub(crate) amount: Money,
    pub(crate) order: String,
}

impl Deed for Purchase {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let head = head.uuid(self.card).text(&self.ending).text(&self.merchant);
        Ok(money(head, self.amount)?.text(&self.order))
    }

    fn describe(&self) -> String {
        let amount = self.amount.display(Language::English);
        format!("pay {amount} to {} with the card ending in {}, order {}", self.merchant, self.ending, self.order)
    }

    /// The card's rules speak last: it may be frozen by now.
    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let held = tx.card(self.card)?.ok_or(BankError::Key)?;
        let asked = network::online(&self.merchant, self.amount)?;
        let made = network::authorise(bank, tx, held, network::Request::of(asked), order.now)?;
        if made.state != TransactionState::Declined {
            return Ok(Effect::UnderWay);
        }
        Ok(Effect::Failed { state: OpState::Failed, why: "the card does not allow this payment" })
    }

    fn payment(&self) -> Option<Payment> {
        Some(Payment { amount: self.amount, new_payee: false })
    }

    fn freezes(&self) -> Option<Uuid> {
        Some(self.card)
    }
}

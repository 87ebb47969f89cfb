//! `payee-add`.

use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{Payee, Tx};

/// A payee to pay later.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PayeeAdd {
    pub(crate) payee_name: String,
    pub(crate) bank_code: String,
    pub(crate) account: String,
    /// The name reads like that of a payee whom the customer knows.
    pub(crate) resembles: bool,
}

impl Deed for PayeeAdd {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let head = head.text(&self.payee_name).text(&self.bank_code).text(&self.account);
        Ok(head.integer(u64::from(self.resembles)))
    }

    fn describe(&self) -> String {
        format!("add the payee {}, bank {}, account {}", self.payee_name, self.bank_code, self.account)
    }

    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let (bank_code, account) = (self.bank_code.clone(), self.account.clone());
        tx.insert_payee(order.customer, &Payee { bank_code, account, name: self.payee_name.clone() })?;
        Ok(Effect::Done { receipt: None })
    }
}

//! `transfer`.

use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Order, Payment, money};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::refusal::BankError;
use crate::store::{OpState, Payee, Tx};

/// Money to a payee.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) payee_name: String,
    pub(crate) bank_code: String,
    pub(crate) account: String,
    pub(crate) amount: Money,
    pub(crate) note: String,
    pub(crate) new_payee: bool,
    /// New, and the name reads like that of a payee whom the customer knows.
    #[serde(default)]
    pub(crate) resembles: bool,
}

impl Deed for Transfer {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let head = head.text(&self.payee_name).text(&self.bank_code).text(&self.account);
        Ok(money(head, self.amount)?.text(&self.note).integer(u64::from(self.new_payee) + u64::from(self.resembles)))
    }

    fn describe(&self) -> String {
        let known = if self.new_payee { "a new payee" } else { "a known payee" };
        let amount = self.amount.display(Language::English);
        let (name, bank, account) = (&self.payee_name, &self.bank_code, &self.account);
        format!("transfer of {amount} to {name} ({known}), bank {bank}, account {account}")
    }

    /// Moves the money. The payee is a known one from now on.
    fn carry_out(&self, _: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let accounts = tx.accounts_of(order.customer)?;
        let source = accounts.into_iter().find(|account| account.has_currency(self.amount.currency()));
        let source = source.ok_or(BankError::Key)?;
        if source.balance.minor() < self.amount.minor() {
            let why = "the account holds too little by now";
            return Ok(Effect::Failed { state: OpState::Failed, why });
        }
        let to = format!("{}/{}", self.bank_code, self.account);
        tx.move_money(order.operation, &source.account, &to, self.amount.minor(), order.now)?;
        let (bank_code, account) = (self.bank_code.clone(), self.account.clone());
        tx.insert_payee(order.customer, &Payee { bank_code, account, name: self.payee_name.clone() })?;
        Ok(Effect::UnderWay)
    }

    fn payment(&self) -> Option<Payment> {
        Some(Payment { amount: self.amount, new_payee: self.new_payee })
    }
}

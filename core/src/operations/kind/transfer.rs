//! `transfer`.

use kunci_domain::money::Money;

use super::fields::{Fields, positive};
use super::{Lines, Matter};
use crate::Error;

/// Money to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// As the customer named the payee.
    pub payee_name: String,
    /// Destination bank.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
    /// How much.
    pub amount: Money,
    /// For the payee.
    pub note: String,
    /// Never paid before.
    pub new_payee: bool,
}

impl Matter for Transfer {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (payee_name, bank_code, account) = (fields.text(16)?, fields.text(17)?, fields.text(18)?);
        let (currency, minor, exponent) = (fields.text(19)?, fields.number(20)?, fields.number(21)?);
        let (note, new_payee) = (fields.text(22)?, fields.yes_or_no(23)?);
        let amount = positive(minor, &currency, exponent)?;
        Ok(Self { payee_name, bank_code, account, amount, note, new_payee })
    }

    fn show(&self, lines: &mut Lines) {
        lines.money("line-amount", self.amount);
        lines.plain("line-payee", &self.payee_name);
        lines.digits("line-bank", &self.bank_code);
        lines.digits("line-account", &self.account);
        lines.yes_or_no("line-new-payee", self.new_payee);
        if !self.note.is_empty() {
            lines.plain("line-note", &self.note);
        }
    }
}

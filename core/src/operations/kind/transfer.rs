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
    /// New, and the name reads like that of a payee whom the customer knows.
    pub resembles: bool,
}

impl Matter for Transfer {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (payee_name, bank_code, account) = (fields.name(16)?, fields.digits(17, 3, 3)?, fields.digits(18, 6, 20)?);
        let (currency, minor, exponent) = (fields.text(19)?, fields.number(20)?, fields.number(21)?);
        let note = fields.text(22)?;
        let (new_payee, resembles) = match fields.number(23)? {
            0 => (false, false),
            1 => (true, false),
            2 => (true, true),
            _ => return Err(Error::OperationUnreadable),
        };
        let amount = positive(minor, &currency, exponent)?;
        Ok(Self { payee_name, bank_code, account, amount, note, new_payee, resembles })
    }

    fn show(&self, lines: &mut Lines) {
        lines.money("line-amount", self.amount);
        lines.plain("line-payee", &self.payee_name);
        lines.digits("line-bank", &self.bank_code);
        lines.digits("line-account", &self.account);
        lines.yes_or_no("line-new-payee", self.new_payee);
        if self.resembles {
            lines.words("line-warning", "word-resembles");
        }
        if !self.note.is_empty() {
            lines.plain("line-note", &self.note);
        }
    }
}

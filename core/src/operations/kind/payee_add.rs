//! `payee-add`.

use super::{Fields, Lines, Matter};
use crate::Error;

/// A payee to pay later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayeeAdd {
    /// As the customer named the payee.
    pub payee_name: String,
    /// Destination bank.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
    /// The name reads like that of a payee whom the customer knows.
    pub resembles: bool,
}

impl Matter for PayeeAdd {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let (payee_name, bank_code, account) = (fields.name(16)?, fields.digits(17, 3, 3)?, fields.digits(18, 6, 20)?);
        Ok(Self { payee_name, bank_code, account, resembles: fields.yes_or_no(19)? })
    }

    fn show(&self, lines: &mut Lines) {
        lines.plain("line-payee", &self.payee_name);
        lines.digits("line-bank", &self.bank_code);
        lines.digits("line-account", &self.account);
        if self.resembles {
            lines.words("line-warning", "word-resembles");
        }
    }
}

//! `proposed-dispute`: an employee in the chat proposes to dispute a payment (CHAT-11).

use kunci_domain::money::Money;
use uuid::Uuid;

use super::employee::Employee;
use super::fields::positive;
use super::{Fields, Lines, Matter};
use crate::Error;

/// Dispute a payment, as an employee proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedDispute {
    /// Who proposes it.
    pub employee: Employee,
    /// With which card it was paid.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// The shop's name.
    pub merchant: String,
    /// How much.
    pub amount: Money,
    /// The payment, as the list of payments knows it.
    pub transaction_id: Uuid,
}

impl Matter for ProposedDispute {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Error> {
        let employee = Employee::read(fields)?;
        let (card_id, ending, merchant) = (fields.uuid(19)?, fields.digits(20, 4, 4)?, fields.name(21)?);
        let (currency, minor, exponent) = (fields.text(22)?, fields.number(23)?, fields.number(24)?);
        let transaction_id = fields.uuid(25)?;
        Ok(Self { employee, card_id, ending, merchant, amount: positive(minor, &currency, exponent)?, transaction_id })
    }

    fn show(&self, lines: &mut Lines) {
        self.employee.show(lines);
        lines.money("line-amount", self.amount);
        lines.plain("line-merchant", &self.merchant);
        lines.card(&self.ending);
        lines.plain("line-payment", &self.transaction_id.to_string());
        lines.words("line-afterwards", "afterwards-proposed-dispute");
    }
}

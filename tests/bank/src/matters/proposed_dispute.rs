//! `proposed-dispute`: an employee in the chat proposes to dispute a payment (CHAT-11).

use kunci_domain::money::Money;
use kunci_domain::texts::Language;
use kunci_wire::chat::notice;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{Deed, Effect, Employee, Order, money};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::link;
use crate::refusal::BankError;
use crate::store::{Filed, Tx};

/// Files a dispute, as an employee proposed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ProposedDispute {
    pub(crate) employee: Employee,
    pub(crate) card: Uuid,
    pub(crate) ending: String,
    pub(crate) merchant: String,
    pub(crate) amount: Money,
    /// The payment.
    pub(crate) transaction: Uuid,
}

impl Deed for ProposedDispute {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        let head = self.employee.write(head).uuid(self.card).text(&self.ending).text(&self.merchant);
        Ok(money(head, self.amount)?.uuid(self.transaction))
    }

    fn describe(&self) -> String {
        let (amount, by) = (self.amount.display(Language::English), self.employee.describe());
        format!("dispute a payment of {amount} to {}, as proposed by {by}", self.merchant)
    }

    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        let body = json!({ "transaction_id": self.transaction, "employee_id": self.employee.employee_id }).to_string();
        let filed = Filed { kind: "dispute".to_owned(), body };
        tx.file_chat_report(self.employee.conversation, order.operation, order.now, &filed)?;
        link::tell(bank, tx, order.customer, self.employee.conversation, notice::PROPOSAL_DONE)?;
        Ok(Effect::Done { receipt: None })
    }
}

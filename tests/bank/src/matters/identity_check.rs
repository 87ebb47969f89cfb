//! `identity-check`: the token shows an employee in the chat that it is the customer (CHAT-14).

use kunci_wire::chat::notice;
use serde::{Deserialize, Serialize};

use super::{Deed, Effect, Employee, Order};
use crate::bank::Bank;
use crate::crypto::canonical::Canonical;
use crate::link;
use crate::refusal::BankError;
use crate::store::Tx;

/// Shows an employee that it is the customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct IdentityCheck {
    pub(crate) employee: Employee,
}

impl Deed for IdentityCheck {
    fn write(&self, head: Canonical) -> Result<Canonical, BankError> {
        Ok(self.employee.write(head))
    }

    fn describe(&self) -> String {
        format!("show {} who is in the chat", self.employee.describe())
    }

    /// The operation itself is the record: the desk looks when it was settled.
    fn carry_out(&self, bank: &Bank, tx: &mut dyn Tx, order: &Order) -> Result<Effect, BankError> {
        link::tell(bank, tx, order.customer, self.employee.conversation, notice::IDENTITY_CONFIRMED)?;
        Ok(Effect::Done { receipt: None })
    }
}

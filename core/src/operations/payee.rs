//! Ask the bank for a new payee: nobody is added until it is approved.

use kunci_wire::operations::PayeeRequest;

use super::{Operation, OperationKind};
use crate::bank::Call;
use crate::token::working;
use crate::{Error, Phone};

/// What the customer typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayeeDraft {
    /// Payee's name.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
}

impl Phone {
    /// Has the bank build the operation. What comes back must be what was asked, field by field.
    ///
    /// # Errors
    /// [`Error::NameUnsafe`], [`Error::HeldByProbation`] on a new phone, [`Error::OperationUnreadable`].
    pub async fn start_payee(&self, draft: &PayeeDraft) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        super::check_name(&draft.payee_name)?;
        let PayeeDraft { payee_name, bank_code, account } = draft.clone();
        let call = Call::post("/v1/operations/payees", &PayeeRequest { payee_name, bank_code, account })?;
        let asked = |kind: &OperationKind| match kind {
            OperationKind::PayeeAdd(offered) => {
                offered.payee_name == draft.payee_name
                    && offered.bank_code == draft.bank_code
                    && offered.account == draft.account
            }
            _ => false,
        };
        self.offered(&session, &record, call, asked).await
    }
}

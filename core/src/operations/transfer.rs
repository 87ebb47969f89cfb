//! Ask the bank for a transfer: nothing moves until it is approved.

use kunci_domain::money::Money;
use kunci_wire::operations::TransferRequest;

use super::{Operation, OperationKind};
use crate::bank::Call;
use crate::token::working;
use crate::{Error, Phone};

/// What the customer typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferDraft {
    /// Payee's name.
    pub payee_name: String,
    /// Destination bank, three digits.
    pub bank_code: String,
    /// Destination account.
    pub account: String,
    /// More than zero.
    pub amount: Money,
    /// At most 140 characters.
    pub note: String,
}

impl Phone {
    /// Has the bank build the operation. What comes back must be what was asked, field by field.
    ///
    /// # Errors
    /// [`Error::AmountInvalid`], [`Error::NameUnsafe`], [`Error::HeldByProbation`] for a new payee on a new phone, [`Error::OperationUnreadable`].
    pub async fn start_transfer(&self, draft: &TransferDraft) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        if draft.amount.minor() <= 0 {
            return Err(Error::AmountInvalid);
        }
        super::check_name(&draft.payee_name)?;
        super::check_text(&draft.note)?;
        let request = TransferRequest {
            payee_name: draft.payee_name.clone(),
            bank_code: draft.bank_code.clone(),
            account: draft.account.clone(),
            amount: draft.amount.into(),
            note: draft.note.clone(),
        };
        let call = Call::post("/v1/operations/transfers", &request)?;
        self.offered(&session, &record, call, |kind| draft.is_asked_by(kind)).await
    }
}

impl TransferDraft {
    fn is_asked_by(&self, kind: &OperationKind) -> bool {
        let OperationKind::Transfer(offered) = kind else { return false };
        offered.payee_name == self.payee_name
            && offered.bank_code == self.bank_code
            && offered.account == self.account
            && offered.amount == self.amount
            && offered.note == self.note
    }
}

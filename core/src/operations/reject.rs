//! Reject an operation: by possession alone, so that it works while the token is locked (direction of factors).

use kunci_wire::operations::{OperationState, RejectReason, RejectionRequest};

use super::{Operation, OperationView};
use crate::bank::{Call, Signer};
use crate::cards::Expected;
use crate::{Error, Phone};

impl Phone {
    /// Says no. `NotMe` opens a fraud case, and freezes the card of a purchase: the receipt is in the view.
    ///
    /// # Errors
    /// [`Error::OperationExpired`], [`Error::OperationSuperseded`], [`Error::ReceiptForged`].
    pub async fn reject(&self, operation: &Operation, reason: RejectReason) -> Result<OperationView, Error> {
        let record = self.load_token().await?.ok_or(Error::NoToken)?;
        let path = format!("/v1/operations/{}/rejection", operation.id);
        let call = Call::post(path, &RejectionRequest { reason })?.once(self.new_id()?);
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        let state: OperationState = self.call(&signer, &call).await?;
        if state.operation_id != operation.id {
            return Err(Error::ReplyUnreadable);
        }
        let mut view = OperationView::try_from(&state)?;
        if let (Some(receipt), Some(card_id), RejectReason::NotMe) = (&state.receipt, operation.kind.freezes(), reason)
        {
            view.receipt = Some(self.verify_receipt(receipt, card_id, &Expected::Frozen).await?);
        }
        Ok(view)
    }
}

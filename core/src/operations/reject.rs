//! Reject an operation: by possession alone, so that it works while the token is locked (direction of factors).

use kunci_wire::operations::{OperationState, RejectReason, RejectionRequest};

use super::{Operation, OperationView};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// Says no. `NotMe` opens a fraud case.
    ///
    /// # Errors
    /// [`Error::OperationClosed`] when it was answered already.
    pub async fn reject(&self, operation: &Operation, reason: RejectReason) -> Result<OperationView, Error> {
        let record = self.load_token().await?.ok_or(Error::NoToken)?;
        let path = format!("/v1/operations/{}/rejection", operation.id);
        let call = Call::post(path, &RejectionRequest { reason })?.once(self.new_id()?);
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        let state: OperationState = self.call(&signer, &call).await?;
        OperationView::try_from(&state)
    }
}

//! What is approved and waits: see it, take it back.

use kunci_wire::operations::{OperationState, RejectReason, RejectionRequest};
use uuid::Uuid;

use super::by_device;
use crate::bank::Call;
use crate::operations::{Operation, OperationStage, OperationView};
use crate::token::possessed;
use crate::{Error, Phone};

/// An operation that was approved outside a trusted place.
#[derive(Clone)]
pub struct WaitingView {
    /// What it will do.
    pub operation: Operation,
    /// Takes effect then, milliseconds since 1970 UTC.
    pub effective_ms: i64,
}

impl Phone {
    /// What is approved and has not taken effect yet, newest first; without a session too, so that it can be taken back. One that this
    /// version cannot show is left out.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::TokenSuperseded`]; as any call.
    pub async fn waiting_operations(&self) -> Result<Vec<WaitingView>, Error> {
        let record = possessed(self.load_token().await?)?;
        let reply = self.listed(&record).await?;
        let waiting = reply.operations.into_iter().filter_map(|state| {
            let is_waiting = state.state == OperationStage::Waiting.as_str();
            let effective_ms = state.effective_at.filter(|_| is_waiting)?.as_millisecond();
            // Its offer is long over; here it is shown, not approved.
            let operation = Operation::decode(state.operation?.0, &record, 0).ok()?;
            Some(WaitingView { operation, effective_ms })
        });
        Ok(waiting.collect())
    }

    /// Takes back what waits: by possession alone, without a session, also while the token is locked or suspended.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::OperationClosed`] when it is over. If it took effect already, the view says so.
    pub async fn cancel_waiting(&self, operation_id: &str) -> Result<OperationView, Error> {
        let id: Uuid = operation_id.parse().map_err(|_| Error::NotFound)?;
        let record = possessed(self.load_token().await?)?;
        let request = RejectionRequest { reason: RejectReason::Mistake };
        let call = Call::post(format!("/v1/operations/{id}/rejection"), &request)?.once(self.new_id()?);
        let state: OperationState = self.call(&by_device(&record), &call).await?;
        if state.operation_id != id {
            return Err(Error::ReplyUnreadable);
        }
        OperationView::try_from(&state)
    }
}

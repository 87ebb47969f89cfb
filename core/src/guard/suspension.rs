//! Suspend the own token by possession alone; lift that with the Unlock Code.

use kunci_wire::ProblemCode;
use kunci_wire::bytes::B64;
use kunci_wire::guard::{EmptyRequest, SuspensionRequest};
use kunci_wire::operations::OperationOffer;
use kunci_wire::token::StatusReply;

use super::by_device;
use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::ports::random;
use crate::token::{TokenView, possessed};
use crate::{Error, Phone};

impl Phone {
    /// Suspends this phone's token: no session, no OTP, no approval, until the customer lifts it or the bank does. Signed by the device
    /// key alone; works while the token is locked and nobody is signed in. Calling again brings the same.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::TokenSuperseded`], [`Error::OutcomeUnknown`]: call again.
    pub async fn suspend_token(&self) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        let record = possessed(self.load_token().await?)?;
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let request = SuspensionRequest { token_id: record.token_id, nonce: B64(nonce.to_vec()) };
        let call = Call::post("/v1/token/suspension", &request)?;
        let reply: StatusReply = self.call(&by_device(&record), &call).await?;
        let view = self.apply_status(record, &reply.status, &nonce).await?;
        self.forget_customer(None)?;
        Ok(view)
    }

    /// Asks for the operation that lifts the customer's own suspension. Sign in with the password first; approve it with the Unlock
    /// Code, then sign in with the token as ever.
    ///
    /// # Errors
    /// [`Error::TokenSuspended`] when the bank holds the token, [`Error::TokenLocked`], [`Error::HeldByProbation`],
    /// [`Error::TokenSuperseded`] when another phone took its place meanwhile.
    pub async fn lift_suspension(&self) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = possessed(self.load_token().await?)?;
        let call = Call::post("/v1/operations/lift-suspension", &EmptyRequest {})?.once(self.new_id()?);
        let offer = self.call_or_problem::<OperationOffer>(&Signer::Session(&session), &call).await;
        let offer = offer.map_err(|refused| {
            let code = refused.problem.as_ref().and_then(|problem| ProblemCode::parse(&problem.code));
            // Not the customer's own suspension: the bank's.
            if code == Some(ProblemCode::TokenNotActive) { Error::TokenSuspended } else { refused.error }
        })?;
        let operation =
            self.offered_as(offer.operation, &record, |kind| matches!(kind, OperationKind::LiftSuspension(_)));
        if matches!(operation, Err(Error::OperationUnreadable)) {
            // The bank offers it for the customer's token, and that may be another phone's by now: this one's status says so.
            self.token_status().await?;
            possessed(self.load_token().await?)?;
        }
        operation
    }
}

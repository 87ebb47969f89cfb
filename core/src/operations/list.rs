//! What waits for the customer, and how one operation stands.

use kunci_wire::operations::{OperationState, OperationsReply};
use kunci_wire::sessions::Scope;
use uuid::Uuid;

use super::{Operation, OperationStage, OperationView};
use crate::bank::{Call, Signer};
use crate::ports::{Phase, TokenRecord};
use crate::session::by_itself;
use crate::token::possessed;
use crate::{Error, Phone};

impl Phone {
    /// The operations that wait for an approval, newest first. One that this version cannot show is left out: it cannot be
    /// approved either.
    ///
    /// Without a full session they are asked for by the device key, also while the token is locked: whoever did not ask for
    /// something must be able to say so in a hurry ([`Phone::reject`]).
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::TokenPending`], [`Error::TokenSuperseded`]; as any call.
    pub async fn pending_operations(&self) -> Result<Vec<Operation>, Error> {
        let record = possessed(self.load_token().await?)?;
        let reply = self.listed(&record).await?;
        let now_ms = self.bank_time()?.ms;
        let pending = |state: &OperationState| state.state == OperationStage::Pending.as_str();
        let offers = reply.operations.into_iter().filter(pending).filter_map(|state| state.operation);
        Ok(offers.filter_map(|offer| Operation::decode(offer.0, &record, now_ms).ok()).collect())
    }

    /// As [`Phone::pending_operations`], asked by the app itself to bring a list up to date ([`Phone::operations_changed`]): no act of the
    /// customer, so a screen that is left lying keeps no session alive.
    ///
    /// # Errors
    /// As [`Phone::pending_operations`].
    pub async fn look_for_operations(&self) -> Result<Vec<Operation>, Error> {
        by_itself(self.pending_operations()).await
    }

    /// By the session where there is one, else by the device key: then what is pending or waiting, and nothing else.
    pub(crate) async fn listed(&self, record: &TokenRecord) -> Result<OperationsReply, Error> {
        let session = self.session_if_any()?.filter(|session| session.scope == Scope::Full);
        let call = Call::get("/v1/operations");
        match &session {
            Some(session) if record.phase == Phase::Active => self.call(&Signer::Session(session), &call).await,
            _ => self.call(&Signer::Device { slot: record.slot, thumbprint: &record.thumbprint }, &call).await,
        }
    }

    /// The newest operations, whatever became of them (50 at most), newest first.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn recent_operations(&self) -> Result<Vec<OperationView>, Error> {
        let session = self.session()?;
        let reply: OperationsReply = self.call(&Signer::Session(&session), &Call::get("/v1/operations")).await?;
        // A state of the future is left out: this version could not tell it rightly.
        Ok(reply.operations.iter().filter_map(|state| OperationView::try_from(state).ok()).collect())
    }

    /// What is approved and not settled yet, newest first: after a restart it is found here again.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn operations_in_progress(&self) -> Result<Vec<OperationView>, Error> {
        let mut all = self.recent_operations().await?;
        all.retain(|view| view.stage == OperationStage::Approved);
        Ok(all)
    }

    /// How an operation stands.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn operation(&self, operation_id: &str) -> Result<OperationView, Error> {
        let session = self.session()?;
        let id: Uuid = operation_id.parse().map_err(|_| Error::NotFound)?;
        let state: OperationState =
            self.call(&Signer::Session(&session), &Call::get(format!("/v1/operations/{id}"))).await?;
        if state.operation_id != id {
            return Err(Error::ReplyUnreadable);
        }
        OperationView::try_from(&state)
    }
}

//! Trusted places: the customer's wish that loosening waits elsewhere.

use kunci_wire::guard::{EmptyRequest, TrustedPlacesReply};

use super::by_device;
use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::token::{possessed, working};
use crate::{Error, Phone};

/// How the wish stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrustedPlacesView {
    /// Loosening waits outside trusted places.
    pub on: bool,
    /// How long it waits there.
    pub wait_seconds: u64,
}

impl Phone {
    /// How the wish stands at the bank.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn trusted_places(&self) -> Result<TrustedPlacesView, Error> {
        let session = self.session()?;
        let reply: TrustedPlacesReply = self.call(&Signer::Session(&session), &Call::get("/v1/trusted-places")).await?;
        self.remember(reply)
    }

    /// Switches it on: tightening, so the phone alone is enough. Calling again changes nothing.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::TokenSuperseded`].
    pub async fn switch_trusted_places_on(&self) -> Result<TrustedPlacesView, Error> {
        let record = possessed(self.load_token().await?)?;
        let call = Call::post("/v1/trusted-places", &EmptyRequest {})?;
        let reply: TrustedPlacesReply = self.call(&by_device(&record), &call).await?;
        self.remember(reply)
    }

    /// Asks for the operation that switches it off: loosening, so it is approved with the Unlock Code and waits outside a trusted place.
    ///
    /// # Errors
    /// [`Error::HeldByProbation`], and as any call of a session.
    pub async fn switch_trusted_places_off(&self) -> Result<Operation, Error> {
        let session = self.session()?;
        let record = working(self.load_token().await?)?;
        let call = Call::post("/v1/operations/trusted-places-off", &EmptyRequest {})?;
        self.offered(&session, &record, call, |kind| matches!(kind, OperationKind::TrustedPlacesOff(_))).await
    }

    fn remember(&self, reply: TrustedPlacesReply) -> Result<TrustedPlacesView, Error> {
        self.memory()?.trusted_places = Some(reply.on);
        Ok(TrustedPlacesView { on: reply.on, wait_seconds: reply.wait_seconds })
    }
}

//! Begin an enrolment: choose how to prove who you are (OTP-1, OTP-5).

use kunci_wire::token::{BeginReply, BeginRequest, Method};
use uuid::Uuid;

use super::{Enrolment, TokenStage};
use crate::bank::{Call, Signer};
use crate::ports::{Phase, random};
use crate::{Error, Phone};

/// What the customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentView {
    /// Where the one-time PIN went, masked.
    pub sent_to: String,
    /// How long it is good for.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

impl From<&BeginReply> for EnrolmentView {
    fn from(reply: &BeginReply) -> Self {
        Self {
            sent_to: reply.sent_to.clone(),
            expires_in_seconds: reply.expires_in_seconds,
            tries_left: reply.tries_left,
        }
    }
}

impl Phone {
    /// Asks the bank to send a one-time PIN. Asking again after a lost answer does not send a second one.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`]; [`Error::TokenExists`] when this phone's token works (the bank is asked before that is said);
    /// [`Error::SmsAlreadySent`].
    pub async fn begin_enrolment(&self, method: Method) -> Result<EnrolmentView, Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        self.refuse_if_working().await?;
        let asked_before = match &self.memory()?.enrolment {
            Some(Enrolment::Asked { idempotency_key }) => Some(*idempotency_key),
            _ => None,
        };
        let idempotency_key = asked_before.map_or_else(|| self.new_id(), Ok)?;
        self.memory()?.enrolment = Some(Enrolment::Asked { idempotency_key });
        let call = Call::post("/v1/token/enrolments", &BeginRequest { method })?.once(idempotency_key);
        let begun: BeginReply = self.call(&Signer::Session(&session), &call).await?;
        let view = EnrolmentView::from(&begun);
        self.memory()?.enrolment = Some(Enrolment::Begun { begun, last_try: None });
        Ok(view)
    }

    async fn refuse_if_working(&self) -> Result<(), Error> {
        let Some(record) = self.load_token().await? else { return Ok(()) };
        if record.phase != Phase::Active {
            return Ok(());
        }
        // It may have been replaced or removed without this phone having heard.
        match self.refresh_status().await?.stage {
            TokenStage::Active => Err(Error::TokenExists),
            _ => Ok(()),
        }
    }

    /// A fresh UUIDv7 (RFC 9562 §5.7) on bank time.
    pub(crate) fn new_id(&self) -> Result<Uuid, Error> {
        let millis = u64::try_from(self.bank_time()?.ms).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random::<10>(self.ports.entropy.as_ref())?).into_uuid())
    }
}

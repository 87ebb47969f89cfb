//! "It was not me": what a replaced phone can still say (OTP-2, SAFE-8).

use kunci_wire::bytes::B64;
use kunci_wire::operations::{NotMeReply, NotMeRequest};

use crate::bank::{Call, Signer};
use crate::ports::{Phase, random};
use crate::{Error, Phone};

/// What it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMeView {
    /// The new phone is on probation until then, milliseconds since 1970 UTC.
    pub probation_until_ms: i64,
}

impl Phone {
    /// Tells the bank that the customer did not register the phone that replaced this one: the customer is alerted on every
    /// channel, and the new phone stays on probation longer. By possession alone: no session, no Unlock Code.
    ///
    /// # Errors
    /// [`Error::NotMeClosed`] when this phone was not replaced, or it was said already, or the time for it is over.
    pub async fn not_me(&self) -> Result<NotMeView, Error> {
        let _gate = self.token_gate.lock().await;
        let record = self.load_token().await?.ok_or(Error::NoToken)?;
        if record.phase != Phase::Superseded {
            return Err(Error::NotMeClosed);
        }
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let request = NotMeRequest { token_id: record.token_id, nonce: B64(nonce.to_vec()) };
        let call = Call::post("/v1/token/not-me", &request)?;
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        let reply: NotMeReply = self.call(&signer, &call).await?;
        self.apply_status(record, &reply.status, &nonce).await?;
        Ok(NotMeView { probation_until_ms: reply.probation_until.as_millisecond() })
    }
}

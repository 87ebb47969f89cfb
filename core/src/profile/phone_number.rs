//! The registered phone number (OTP-8): proved by a code to the new one, so that it works when the old one is dead.

use kunci_crypto::SecretDigits;
use kunci_domain::phone_number;
use kunci_wire::phone_number::{
    ChangeCancellation, ChangeProof, ChangeProofReply, ChangeReply, ChangeRequest, NumberReply, WaitingChange,
};
use uuid::Uuid;
use zeroize::Zeroize;

use crate::bank::{Call, Signer};
use crate::operations::{Operation, OperationKind};
use crate::token::{six, working};
use crate::{Error, Phone};

/// The registered number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneNumberView {
    /// Masked.
    pub number: String,
    /// A change that takes effect by itself unless it is stopped.
    pub waiting: Option<NumberChangeView>,
}

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberChangeView {
    /// Its id.
    pub change_id: String,
    /// The new number, masked.
    pub number: String,
    /// Takes effect then, milliseconds since 1970 UTC.
    pub effective_ms: i64,
}

impl From<WaitingChange> for NumberChangeView {
    fn from(waiting: WaitingChange) -> Self {
        let effective_ms = waiting.effective_at.as_millisecond();
        Self { change_id: waiting.change_id.to_string(), number: waiting.number, effective_ms }
    }
}

impl From<NumberReply> for PhoneNumberView {
    fn from(reply: NumberReply) -> Self {
        Self { number: reply.number, waiting: reply.waiting.map(Into::into) }
    }
}

/// What the proof of a new number brought.
#[derive(Clone)]
pub enum NumberOutcome {
    /// The token has to approve it.
    NeedsApproval(Box<Operation>),
    /// Without a working token: it waits, and can be stopped meanwhile.
    Waits(NumberChangeView),
}

/// A change whose code is on its way.
#[derive(Clone)]
pub(crate) struct BegunChange {
    pub(crate) change_id: Uuid,
    pub(crate) number: String,
}

impl Phone {
    /// The registered number, and a change that waits.
    ///
    /// # Errors
    /// As any call of a session.
    pub async fn phone_number(&self) -> Result<PhoneNumberView, Error> {
        let session = self.session()?;
        let reply: NumberReply = self.call(&Signer::Session(&session), &Call::get("/v1/profile/phone-number")).await?;
        Ok(reply.into())
    }

    /// Asks for a new number (E.164): a code goes there, and nowhere else. Returns the number, masked.
    ///
    /// # Errors
    /// [`Error::NumberInvalid`], [`Error::SmsLimit`], [`Error::Scope`] while a working token has not opened the session,
    /// [`Error::HardwareTokenMissing`] without either token.
    pub async fn begin_number_change(&self, number: &str) -> Result<String, Error> {
        let session = self.session()?;
        if !phone_number::is_e164(number) {
            return Err(Error::NumberInvalid);
        }
        let call = Call::post("/v1/profile/phone-number", &ChangeRequest { number: number.to_owned() })?;
        let reply: ChangeReply = self.try_once(&Signer::Session(&session), call).await?;
        let begun = BegunChange { change_id: reply.change_id, number: number.to_owned() };
        self.memory()?.number_change = Some(begun);
        Ok(reply.sent_to)
    }

    /// Gives the code from the new number. With a working token the change is then approved like a transfer; without one a code of
    /// the hardware token stands in, and the change waits a day.
    ///
    /// # Errors
    /// [`Error::OtpRefused`], [`Error::NumberChangeClosed`], [`Error::HeldByProbation`], [`Error::HardwareTokenRefused`].
    pub async fn prove_number_change(
        &self,
        otp: &SecretDigits,
        hardware_otp: Option<&SecretDigits>,
    ) -> Result<NumberOutcome, Error> {
        let session = self.session()?;
        let begun = self.memory()?.number_change.clone().ok_or(Error::NumberChangeClosed)?;
        let mut request = ChangeProof { otp: six(otp)?, hardware_otp: hardware_otp.map(six).transpose()? };
        let call = Call::post(format!("/v1/profile/phone-number/{}/proof", begun.change_id), &request);
        request.otp.zeroize();
        request.hardware_otp.zeroize();
        let reply: ChangeProofReply = self.try_once(&Signer::Session(&session), call?).await?;
        match (reply.operation, reply.waiting) {
            (Some(bytes), None) => {
                let record = working(self.load_token().await?)?;
                let asked = |kind: &OperationKind| matches!(kind, OperationKind::NumberChange(change) if change.new == begun.number);
                Ok(NumberOutcome::NeedsApproval(Box::new(self.offered_as(bytes, &record, asked)?)))
            }
            (None, Some(waiting)) => Ok(NumberOutcome::Waits(waiting.into())),
            _ => Err(Error::ReplyUnreadable),
        }
    }

    /// Stops a change that waits. Any signed-in phone of the customer may: it only tightens.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NumberChangeClosed`] when it is in force already.
    pub async fn cancel_number_change(&self, change_id: &str) -> Result<PhoneNumberView, Error> {
        let session = self.session()?;
        let id: Uuid = change_id.parse().map_err(|_| Error::NotFound)?;
        let path = format!("/v1/profile/phone-number/{id}/cancellation");
        let call = Call::post(path, &ChangeCancellation {})?.once(self.new_id()?);
        let reply: NumberReply = self.call(&Signer::Session(&session), &call).await?;
        Ok(reply.into())
    }
}

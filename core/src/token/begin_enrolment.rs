//! Begin an enrolment: choose how to prove who you are (OTP-1, OTP-5).

use kunci_wire::token::{BeginReply, BeginRequest, Method};
use uuid::Uuid;

use super::{Enrolment, TokenStage};
use crate::bank::{Call, Signer};
use crate::ports::{Phase, random};
use crate::session::platform_name;
use crate::{Error, Phone};

/// How to prove who you are. A QR of the website is scanned instead: [`Phone::begin_enrolment_by_qr`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentMethod {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
    /// The phone that is the token now approves.
    OldPhone,
}

impl From<EnrolmentMethod> for Method {
    fn from(method: EnrolmentMethod) -> Self {
        match method {
            EnrolmentMethod::Sms => Self::Sms,
            EnrolmentMethod::HardwareToken => Self::HardwareToken,
            EnrolmentMethod::OldPhone => Self::OldPhone,
        }
    }
}

/// What the customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentView {
    /// Where the one-time PIN went, or the serial of the hardware token, masked; empty with the old phone.
    pub sent_to: String,
    /// With the old phone: shown on both phones, to be compared.
    pub number: Option<String>,
    /// The proof must be made by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

impl From<&BeginReply> for EnrolmentView {
    fn from(reply: &BeginReply) -> Self {
        Self {
            sent_to: reply.sent_to.clone(),
            number: reply.number.clone(),
            expires_in_seconds: reply.expires_in_seconds,
            tries_left: reply.tries_left,
        }
    }
}

impl Phone {
    /// Asks the bank to send a one-time PIN, to take a code of the hardware token, or to ask the old phone. Asking again after a lost
    /// answer does not send a second PIN.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`]; [`Error::TokenExists`] when this phone's token works (the bank is asked before that is said);
    /// [`Error::SmsAlreadySent`], [`Error::SmsLimit`], [`Error::HardwareTokenMissing`], [`Error::OldPhoneMissing`].
    pub async fn begin_enrolment(&self, method: EnrolmentMethod) -> Result<EnrolmentView, Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        self.refuse_if_working().await?;
        let asked_before = match &self.memory()?.enrolment {
            Some(Enrolment::Asked { method: asked, idempotency_key }) if *asked == method => Some(*idempotency_key),
            _ => None,
        };
        let idempotency_key = asked_before.map_or_else(|| self.new_id(), Ok)?;
        self.memory()?.enrolment = Some(Enrolment::Asked { method, idempotency_key });
        let device = (method == EnrolmentMethod::OldPhone).then(|| platform_name().to_owned());
        let request = BeginRequest { device, ..BeginRequest::new(method.into()) };
        let call = Call::post("/v1/token/enrolments", &request)?.once(idempotency_key);
        let begun: BeginReply = self.call(&Signer::Session(&session), &call).await?;
        let view = EnrolmentView::from(&begun);
        self.memory()?.enrolment = Some(Enrolment::Begun { begun, last_try: None });
        Ok(view)
    }

    pub(super) async fn refuse_if_working(&self) -> Result<(), Error> {
        let Some(record) = self.load_token().await? else { return Ok(()) };
        if record.phase != Phase::Active {
            return Ok(());
        }
        // It may have been replaced or removed without this phone having heard.
        match self.refresh_status().await {
            Ok(view) if view.stage == TokenStage::Active && !view.set_back => Err(Error::TokenExists),
            // The hardware answered, and has no key of this token: it can never sign again, not even a question about itself.
            Ok(_) | Err(Error::KeysMissing) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A fresh UUIDv7 (RFC 9562 §5.7) on bank time.
    pub(crate) fn new_id(&self) -> Result<Uuid, Error> {
        let millis = u64::try_from(self.bank_time()?.ms).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random::<10>(self.ports.entropy.as_ref())?).into_uuid())
    }
}

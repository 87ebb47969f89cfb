//! A step-up: where the phone alone does not show who it is, the customer does (OTP-12, `docs/contract/clones.md`).
//!
//! ```text
//! sign_in_with_token → StepUpRequired → begin_step_up → prove_step_up → sign_in_with_token
//! ```

use kunci_crypto::SecretDigits;
use kunci_wire::sessions::{StepUpMethod as Method, StepUpProof, StepUpReply, StepUpRequest};
use serde::Deserialize;
use zeroize::Zeroize as _;

use crate::bank::{Call, Signer};
use crate::token::six;
use crate::{Error, Phone};

/// How to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUpMethod {
    /// One-time PIN by SMS.
    Sms,
    /// A code of the activated hardware token.
    HardwareToken,
}

impl From<StepUpMethod> for Method {
    fn from(method: StepUpMethod) -> Self {
        match method {
            StepUpMethod::Sms => Self::Sms,
            StepUpMethod::HardwareToken => Self::HardwareToken,
        }
    }
}

/// What the customer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepUpView {
    /// Where the one-time PIN went, or the serial of the hardware token, masked.
    pub sent_to: String,
    /// The code must be given by then.
    pub expires_in_seconds: u64,
    /// Tries for it.
    pub tries_left: u32,
}

impl From<StepUpReply> for StepUpView {
    fn from(reply: StepUpReply) -> Self {
        let StepUpReply { sent_to, expires_in_seconds, tries_left } = reply;
        Self { sent_to, expires_in_seconds, tries_left }
    }
}

/// `{}`: members of the future are ignored.
#[derive(Deserialize)]
struct Taken {}

impl Phone {
    /// After [`Error::StepUpRequired`]: asks the bank to send a one-time PIN, or to take a code of the hardware token. Asking again after
    /// a lost answer sends no second PIN.
    ///
    /// # Errors
    /// [`Error::StepUpClosed`] when this session needs none, [`Error::SmsAlreadySent`], [`Error::SmsLimit`],
    /// [`Error::HardwareTokenMissing`], [`Error::HardwareTokenDelayed`].
    pub async fn begin_step_up(&self, method: StepUpMethod) -> Result<StepUpView, Error> {
        let session = self.session()?;
        let call = Call::post("/v1/sessions/current/step-up", &StepUpRequest { method: method.into() })?;
        let reply: StepUpReply = self.try_once(&Signer::Session(&session), call).await?;
        Ok(reply.into())
    }

    /// Gives the code. Afterwards [`Phone::sign_in_with_token`] is asked again, and goes through. When the answer was lost, call it again
    /// with the same code: no try is burnt.
    ///
    /// # Errors
    /// [`Error::OtpFormat`]; [`Error::OtpRefused`] or [`Error::HardwareTokenRefused`] for a wrong code; [`Error::StepUpClosed`] after the
    /// last try, and when it took too long: sign in again.
    pub async fn prove_step_up(&self, otp: &SecretDigits) -> Result<(), Error> {
        let session = self.session()?;
        let mut request = StepUpProof { otp: six(otp)? };
        let call = Call::post("/v1/sessions/current/step-up/proof", &request);
        request.otp.zeroize();
        let Taken {} = self.try_once(&Signer::Session(&session), call?).await?;
        Ok(())
    }
}

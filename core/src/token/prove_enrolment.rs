//! Prove the enrolment with the one-time PIN; then keys are made and agreed (OTP-1, OTP-5).

use kunci_crypto::SecretDigits;
use kunci_wire::token::{ProofReply, ProofRequest};
use zeroize::Zeroize;

use super::{Enrolment, OtpTry};
use crate::bank::{Call, Signer};
use crate::{Error, Phone};

impl Phone {
    /// Gives the one-time PIN to the bank and agrees on keys. After it the customer chooses the Unlock Code.
    ///
    /// When an answer was lost, call it again with the same PIN: no try is burnt and no step is repeated.
    ///
    /// # Errors
    /// [`Error::OtpFormat`], [`Error::OtpRefused`], [`Error::EnrolmentClosed`], [`Error::BankNotProven`].
    pub async fn prove_enrolment(&self, otp: &SecretDigits) -> Result<(), Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        let stage = self.memory()?.enrolment.take();
        let (begun, last_try) = match stage {
            Some(Enrolment::Begun { begun, last_try }) => (begun, last_try),
            // The PIN was taken already; only the exchange is missing.
            Some(Enrolment::Proven(proven)) => return self.exchange_keys(&session, proven).await,
            other => {
                self.memory()?.enrolment = other;
                return Err(Error::NoEnrolment);
            }
        };
        let (enrolment_id, begun_again) = (begun.enrolment_id, begun.clone());
        let keep = |last_try| Some(Enrolment::Begun { begun: begun_again, last_try });
        if otp.len() != 6 {
            self.memory()?.enrolment = keep(last_try);
            return Err(Error::OtpFormat);
        }
        let idempotency_key = match &last_try {
            Some(last) if last.otp == *otp => last.idempotency_key,
            _ => self.new_id()?,
        };
        let again = SecretDigits::from_ascii(otp.expose()).map_err(|_| Error::OtpFormat)?;
        self.memory()?.enrolment = keep(Some(OtpTry { otp: again, idempotency_key }));

        let mut request = ProofRequest { otp: String::from_utf8_lossy(otp.expose()).into_owned() };
        let call = Call::post(format!("/v1/token/enrolments/{enrolment_id}/proof"), &request)
            .map(|call| call.once(idempotency_key));
        request.otp.zeroize();
        let proof: ProofReply = match self.call(&Signer::Session(&session), &call?).await {
            Err(Error::EnrolmentClosed) => {
                self.memory()?.enrolment = None;
                return Err(Error::EnrolmentClosed);
            }
            outcome => outcome?,
        };
        let proven = self.make_keys(enrolment_id, proof).await?;
        self.exchange_keys(&session, proven).await
    }
}

//! Prove the enrolment with a code or through the old phone; then keys are made and agreed (OTP-1, OTP-5).

use kunci_crypto::SecretDigits;
use kunci_wire::token::{Method, ProofReply, ProofRequest};
use uuid::Uuid;
use zeroize::Zeroize;

use super::{Enrolment, OtpTry, six};
use crate::bank::{Call, Signer};
use crate::session::Session;
use crate::{Error, Phone};

impl Phone {
    /// Gives the one-time PIN, or the hardware token's code, to the bank and agrees on keys. After it the customer chooses the Unlock
    /// Code.
    ///
    /// When an answer was lost, call it again with the same PIN: no try is burnt and no step is repeated.
    ///
    /// # Errors
    /// [`Error::OtpFormat`], [`Error::OtpRefused`], [`Error::EnrolmentClosed`], [`Error::BankNotProven`].
    pub async fn prove_enrolment(&self, otp: &SecretDigits) -> Result<(), Error> {
        self.prove(Some(otp)).await
    }

    /// Asks whether the old phone has approved, and then agrees on keys.
    ///
    /// # Errors
    /// [`Error::ApprovalPending`]: ask again in a moment; [`Error::EnrolmentClosed`] when it did not; [`Error::BankNotProven`].
    pub async fn prove_enrolment_by_old_phone(&self) -> Result<(), Error> {
        self.prove(None).await
    }

    async fn prove(&self, otp: Option<&SecretDigits>) -> Result<(), Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        let stage = self.memory()?.enrolment.take();
        let (begun, last_try) = match stage {
            Some(Enrolment::Begun { begun, last_try }) => (begun, last_try),
            // The proof was taken already; only the exchange is missing.
            Some(Enrolment::Proven(proven)) => return self.exchange_keys(&session, proven).await,
            other => {
                self.memory()?.enrolment = other;
                return Err(Error::NoEnrolment);
            }
        };
        let (enrolment_id, method, begun_again) = (begun.enrolment_id, begun.method, begun.clone());
        let keep = |last_try| Some(Enrolment::Begun { begun: begun_again, last_try });
        let needs_otp = method != Method::OldPhone;
        if otp.is_some() != needs_otp || otp.is_some_and(|otp| otp.len() != 6) {
            self.memory()?.enrolment = keep(last_try);
            return Err(Error::OtpFormat);
        }
        let typed = || SecretDigits::from_ascii(otp.map_or(&[], SecretDigits::expose)).map_err(|_| Error::OtpFormat);
        let again = typed()?;
        let idempotency_key = match &last_try {
            Some(last) if last.otp == again => last.idempotency_key,
            _ => self.new_id()?,
        };
        self.memory()?.enrolment = keep(Some(OtpTry { otp: again, idempotency_key }));

        let proof = match self.send_proof(&session, enrolment_id, otp, idempotency_key).await {
            Err(Error::EnrolmentClosed) => {
                self.memory()?.enrolment = None;
                return Err(Error::EnrolmentClosed);
            }
            outcome => outcome?,
        };
        let made = self.make_keys(proof.attestation_challenge.0).await?;
        let proven = self.proven(enrolment_id, method, proof, made, None)?;
        self.exchange_keys(&session, proven).await
    }

    pub(super) async fn send_proof(
        &self,
        session: &Session,
        enrolment_id: Uuid,
        otp: Option<&SecretDigits>,
        idempotency_key: Uuid,
    ) -> Result<ProofReply, Error> {
        let mut request = ProofRequest { otp: otp.map(six).transpose()? };
        let call = Call::post(format!("/v1/token/enrolments/{enrolment_id}/proof"), &request)
            .map(|call| call.once(idempotency_key));
        request.otp.zeroize();
        self.call(&Signer::Session(session), &call?).await
    }
}

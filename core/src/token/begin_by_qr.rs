//! Begin an enrolment by a QR that the website shows (OTP-1): this phone commits to its keys before the bank draws its own, and the
//! customer carries a fingerprint of everything both saw from this phone to the website.

use std::sync::Arc;

use kunci_crypto::transcript::{commitment, fingerprint, qr_challenge};
use kunci_wire::Bytes32;
use kunci_wire::keys::key_use;
use kunci_wire::signed::{EnrolQr, typ};
use kunci_wire::token::{BeginReply, BeginRequest, Method, WebsiteOffer};
use uuid::Uuid;

use super::exchange_keys::point;
use super::{Enrolment, Made};
use crate::bank::{Call, Signer};
use crate::session::Session;
use crate::{Error, Phone};

/// What the customer types into the website.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FingerprintView {
    /// Eight digits.
    pub fingerprint: String,
    /// The same in two groups, as it is shown.
    pub shown: String,
    /// The website takes it so long.
    pub expires_in_seconds: u64,
}

/// Longest QR text that is looked at.
const QR_BYTES: usize = 4096;
/// So long the website waits for the fingerprint.
const FINGERPRINT_SECONDS: u64 = 120;

/// A scanned offer that is being taken. The same keys and the same idempotency keys go again after a lost answer.
pub(crate) struct Scanned {
    offer_id: Uuid,
    secret: Bytes32,
    commitment: [u8; 32],
    made: Made,
    begin_key: Uuid,
    proof_key: Uuid,
}

impl Phone {
    /// Takes the website's offer in a scanned text. Returns the fingerprint to type into the website; the Unlock Code may be chosen
    /// meanwhile, but the bank takes the confirmation only afterwards ([`Error::ApprovalPending`], then [`Phone::resume_enrolment`]).
    ///
    /// After a lost answer, call it again with the same text.
    ///
    /// # Errors
    /// [`Error::ScanNotGenuine`] for a text that the bank did not sign for this, [`Error::ScanNotForYou`] for another customer's,
    /// [`Error::EnrolmentClosed`] for one that is over or was scanned before, [`Error::BankNotProven`].
    pub async fn begin_enrolment_by_qr(&self, text: &str) -> Result<FingerprintView, Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        let offer = self.read_enrol_qr(&session, text).await?;
        self.refuse_if_working().await?;
        let stage = self.memory()?.enrolment.take();
        match stage {
            // Only the exchange is missing.
            Some(Enrolment::Proven(proven)) if proven.method == Method::Website => {
                self.exchange_keys(&session, proven).await?;
                return self.fingerprint();
            }
            Some(Enrolment::Agreed(agreed)) if agreed.method == Method::Website => {
                self.memory()?.enrolment = Some(Enrolment::Agreed(agreed));
                return self.fingerprint();
            }
            Some(Enrolment::Scanned(scanned)) if scanned.offer_id == offer.offer_id => {
                self.memory()?.enrolment = Some(Enrolment::Scanned(scanned));
            }
            _ => {
                let scanned = self.commit_to_keys(&offer).await?;
                self.memory()?.enrolment = Some(Enrolment::Scanned(Arc::new(scanned)));
            }
        }
        self.take_offer(&session).await?;
        self.fingerprint()
    }

    /// The text as the bank's offer to this very customer.
    async fn read_enrol_qr(&self, session: &Session, text: &str) -> Result<EnrolQr, Error> {
        if text.len() > QR_BYTES {
            return Err(Error::ScanNotGenuine);
        }
        let offer: EnrolQr = self
            .bundle()
            .await?
            .verify_signed(text.trim(), key_use::ENROL_QR, typ::ENROL_QR)
            .map_err(|_| Error::ScanNotGenuine)?;
        if offer.bank != self.config.bank_id {
            return Err(Error::ScanNotGenuine);
        }
        if offer.customer_id != session.customer_id {
            return Err(Error::ScanNotForYou);
        }
        if self.bank_time()?.ms / 1000 >= offer.expires {
            return Err(Error::EnrolmentClosed);
        }
        Ok(offer)
    }

    async fn commit_to_keys(&self, offer: &EnrolQr) -> Result<Scanned, Error> {
        let challenge =
            qr_challenge(&offer.offer_id.to_string(), &offer.secret.0).map_err(|_| Error::ScanNotGenuine)?;
        let made = self.make_keys(challenge).await?;
        let request = &made.request;
        let commitment = commitment(
            &point(&request.device_signing)?,
            &point(&request.device_agreement)?,
            &point(&request.ephemeral)?,
            &request.phone_nonce.0,
        )
        .map_err(|_| Error::Internal)?;
        Ok(Scanned {
            offer_id: offer.offer_id,
            secret: offer.secret,
            commitment,
            made,
            begin_key: self.new_id()?,
            proof_key: self.new_id()?,
        })
    }

    /// Commitment first, then the bank's half, then the keys.
    async fn take_offer(&self, session: &Session) -> Result<(), Error> {
        let Some(Enrolment::Scanned(scanned)) = self.memory()?.enrolment.take() else { return Err(Error::NoEnrolment) };
        let outcome = self.ask_for_proof(session, &scanned).await;
        let (enrolment_id, proof) = match outcome {
            Ok(taken) => taken,
            Err(error) => {
                // Kept for another attempt, unless the bank has closed it.
                let keep = error != Error::EnrolmentClosed;
                self.memory()?.enrolment = keep.then_some(Enrolment::Scanned(scanned));
                return Err(error);
            }
        };
        let Scanned { made, commitment, .. } = Arc::try_unwrap(scanned).map_err(|_| Error::Internal)?;
        let proven = self.proven(enrolment_id, Method::Website, proof, made, Some(commitment))?;
        self.exchange_keys(session, proven).await
    }

    async fn ask_for_proof(
        &self,
        session: &Session,
        scanned: &Scanned,
    ) -> Result<(Uuid, kunci_wire::token::ProofReply), Error> {
        let website = WebsiteOffer {
            offer_id: scanned.offer_id,
            secret: scanned.secret,
            commitment: Bytes32(scanned.commitment),
        };
        let request = BeginRequest { website: Some(website), ..BeginRequest::new(Method::Website) };
        let call = Call::post("/v1/token/enrolments", &request)?.once(scanned.begin_key);
        let begun: BeginReply = self.call(&Signer::Session(session), &call).await?;
        let proof = self.send_proof(session, begun.enrolment_id, None, scanned.proof_key).await?;
        Ok((begun.enrolment_id, proof))
    }

    fn fingerprint(&self) -> Result<FingerprintView, Error> {
        let agreed = match &self.memory()?.enrolment {
            Some(Enrolment::Agreed(agreed)) => Arc::clone(agreed),
            _ => return Err(Error::NoEnrolment),
        };
        let fingerprint = fingerprint(&agreed.transcript_hash);
        let (first, second) = fingerprint.split_at(4);
        let shown = format!("{first} {second}");
        Ok(FingerprintView { shown, fingerprint, expires_in_seconds: FINGERPRINT_SECONDS })
    }
}

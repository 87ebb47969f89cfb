//! The confirmation: device signature and knowledge MAC over the transcript. Made anew for every attempt, never kept.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::enrol_confirm_message;
use kunci_wire::Bytes32;
use kunci_wire::bytes::B64;
use kunci_wire::signed::{EnrolConfirmation, typ};
use kunci_wire::token::{ConfirmRequest, StatusReply};

use super::{TokenView, copy, device_jws, knowledge};
use crate::bank::{Call, Signer};
use crate::ports::{Phase, TokenRecord, random};
use crate::{Error, Phone, Ports, blocking};

impl Phone {
    /// Confirms the pending token with `code`. If the bank's answer is lost, its signed status is asked at once.
    pub(super) async fn confirm(&self, code: &SecretDigits) -> Result<TokenView, Error> {
        let session = self.session()?;
        let record = self.load_token().await?.ok_or(Error::NoEnrolment)?;
        let Phase::Pending { enrolment_id, idempotency_key } = record.phase else { return Err(Error::NoEnrolment) };
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let (ports, code) = (self.ports.clone(), copy(code)?);
        let (record, confirmation) = blocking::run(move || {
            let confirmation = make(&ports, &record, &code, enrolment_id, nonce)?;
            Ok((record, confirmation))
        })
        .await?;
        let call =
            Call::post(format!("/v1/token/enrolments/{enrolment_id}/confirmation"), &ConfirmRequest { confirmation })?
                .once(idempotency_key);
        match self.call::<StatusReply>(&Signer::Session(&session), &call).await {
            Ok(reply) => self.apply_status(record, &reply.status, &nonce).await,
            // The bank may have activated the token all the same: its signed status tells.
            Err(Error::OutcomeUnknown) => match self.refresh_status().await {
                Ok(view) => Ok(view),
                Err(_) => Err(Error::OutcomeUnknown),
            },
            Err(Error::EnrolmentClosed) => {
                // Said by the bank in a sealed reply about this enrolment, which never became a token: a clean start.
                self.forget_pending().await?;
                Err(Error::EnrolmentClosed)
            }
            Err(error) => Err(error),
        }
    }
}

fn make(
    ports: &Ports,
    record: &TokenRecord,
    code: &SecretDigits,
    enrolment_id: uuid::Uuid,
    nonce: [u8; 16],
) -> Result<String, Error> {
    let key = knowledge::use_key(ports, record, code, UseLabel::EnrolConfirm)?;
    let message =
        enrol_confirm_message(&record.transcript_hash, &enrolment_id.to_string()).map_err(|_| Error::Internal)?;
    let payload = EnrolConfirmation {
        enrolment_id,
        token_id: record.token_id,
        epoch: record.epoch,
        transcript_hash: Bytes32(record.transcript_hash),
        nonce: B64(nonce.to_vec()),
        mac: Bytes32(hmac_sha256(&key, &message)),
    };
    device_jws(ports, record, typ::ENROL_CONFIRM, &payload)
}

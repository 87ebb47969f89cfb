//! "It was not me": what a replaced phone can still say (OTP-2, SAFE-8).

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::not_me_message;
use kunci_wire::Bytes32;
use kunci_wire::bytes::B64;
use kunci_wire::operations::{NotMeReply, NotMeRequest};
use uuid::Uuid;

use super::{check_length, copy, knowledge};
use crate::bank::{Call, Signer};
use crate::ports::{Phase, TokenRecord, random};
use crate::{Error, Phone, blocking};

/// What it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMeView {
    /// The new phone is on probation until then, milliseconds since 1970 UTC.
    pub probation_until_ms: i64,
    /// The new phone's token is suspended: the old Unlock Code proved it.
    pub suspended: bool,
}

impl Phone {
    /// Tells the bank that the customer did not register the phone that replaced this one: the customer is alerted on every
    /// channel, and the new phone stays on probation longer. By possession alone: no session. With the old Unlock Code as well the
    /// new phone's token is suspended.
    ///
    /// Its key is on disk before the first send: after a lost answer or a kill, saying it again brings the same result.
    ///
    /// # Errors
    /// [`Error::NotMeClosed`] when this phone was not replaced, or it was said already, or the time for it is over;
    /// [`Error::NotMeCodeRefused`] for a wrong old code, after which nothing has happened.
    pub async fn not_me(&self, code: Option<&SecretDigits>) -> Result<NotMeView, Error> {
        code.map_or(Ok(()), check_length)?;
        let _gate = self.token_gate.lock().await;
        let (record, key) = self.under_a_key().await?;
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let (record, mac) = self.old_code_proof(record, code, nonce).await?;
        let request = NotMeRequest { token_id: record.token_id, nonce: B64(nonce.to_vec()), mac };
        let call = Call::post("/v1/token/not-me", &request)?.once(key);
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        let reply: NotMeReply = match self.call(&signer, &call).await {
            Err(error @ (Error::NotMeClosed | Error::NotMeCodeRefused { .. })) => {
                self.keep_key(None).await?;
                return Err(error);
            }
            outcome => outcome?,
        };
        self.apply_status(record, &reply.status, &nonce).await?;
        self.keep_key(None).await?;
        Ok(NotMeView { probation_until_ms: reply.probation_until.as_millisecond(), suspended: reply.suspended })
    }

    /// The record with the key of what is being said; written down before anything is sent.
    async fn under_a_key(&self) -> Result<(TokenRecord, Uuid), Error> {
        let record = self.load_token().await?.ok_or(Error::NoToken)?;
        let Phase::Superseded { not_me_key, .. } = record.phase else { return Err(Error::NotMeClosed) };
        if let Some(key) = not_me_key {
            return Ok((record, key));
        }
        let key = self.new_id()?;
        self.keep_key(Some(key)).await?;
        Ok((record, key))
    }

    async fn keep_key(&self, key: Option<Uuid>) -> Result<(), Error> {
        let Some(mut record) = self.load_token().await? else { return Ok(()) };
        let Phase::Superseded { not_me_key, .. } = &mut record.phase else { return Ok(()) };
        if *not_me_key == key {
            return Ok(());
        }
        *not_me_key = key;
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || Ok(store.put_token(&record)?)).await
    }

    async fn old_code_proof(
        &self,
        record: TokenRecord,
        code: Option<&SecretDigits>,
        nonce: [u8; 16],
    ) -> Result<(TokenRecord, Option<Bytes32>), Error> {
        let Some(code) = code else { return Ok((record, None)) };
        let (ports, code) = (self.ports.clone(), copy(code)?);
        blocking::run(move || {
            let key = knowledge::use_key(&ports, &record, &code, UseLabel::NotMe)?;
            let message =
                not_me_message(&record.token_id.to_string(), record.epoch, &nonce).map_err(|_| Error::Internal)?;
            Ok((record, Some(Bytes32(hmac_sha256(&key, &message)))))
        })
        .await
    }
}

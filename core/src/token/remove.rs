//! Take the token off this phone: proved by the Unlock Code, so that nobody who only holds the phone can do it.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::remove_message;
use kunci_wire::Bytes32;
use kunci_wire::bytes::B64;
use kunci_wire::token::{RemovalRequest, StatusReply};

use super::key_change::still_of;
use super::{TokenStage, TokenView, check_length, copy, knowledge};
use crate::bank::{Call, Signer};
use crate::ports::random;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Removes the token: the bank takes nothing from it any more, and its keys leave this phone. Receipts and history stay.
    ///
    /// # Errors
    /// [`Error::ProofRefused`] for a wrong code, which counts like any other; [`Error::NoToken`] and the token's other stages.
    pub async fn remove_token(&self, code: &SecretDigits) -> Result<TokenView, Error> {
        check_length(code)?;
        let _gate = self.token_gate.lock().await;
        // A phone that was set back must not prove a code that holds no more: that would cost a try.
        let before = self.load_token().await?.ok_or(Error::NoToken)?;
        self.refresh_status().await?;
        let record = still_of(&before, self.working_token().await?)?;
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let (ports, code) = (self.ports.clone(), copy(code)?);
        let (record, mac) = blocking::run(move || {
            let key = knowledge::use_key(&ports, &record, &code, UseLabel::Remove)?;
            let message =
                remove_message(&record.token_id.to_string(), record.epoch, &nonce).map_err(|_| Error::Internal)?;
            Ok((record, hmac_sha256(&key, &message)))
        })
        .await?;
        let request = RemovalRequest { token_id: record.token_id, nonce: B64(nonce.to_vec()), mac: Bytes32(mac) };
        let call = Call::post("/v1/token/removal", &request)?;
        let signer = Signer::Device { slot: record.slot, thumbprint: &record.thumbprint };
        match self.call::<StatusReply>(&signer, &call).await {
            Ok(reply) => self.apply_status(record, &reply.status, &nonce).await,
            // It may have been removed all the same: the signed status tells.
            Err(Error::OutcomeUnknown) => match self.refresh_status().await {
                Ok(view) if view.stage == TokenStage::None => Ok(view),
                _ => Err(Error::OutcomeUnknown),
            },
            Err(error) => {
                self.after_refused_proof(&error).await;
                Err(error)
            }
        }
    }
}

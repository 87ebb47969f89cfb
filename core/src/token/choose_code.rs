//! Choose the Unlock Code: the last step of an enrolment (OTP-1, SAFE-4).

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::secret::Secret;
use kunci_domain::unlock_code;

use super::{Agreed, Enrolment, TokenView, knowledge};
use crate::ports::{ChainRecord, Phase, TokenRecord};
use crate::{Error, Phone, blocking};

impl Phone {
    /// Takes the Unlock Code (typed twice), writes the pending token, confirms to the bank, and answers with the bank's signed word.
    ///
    /// A refused code costs nothing: call it again. After [`Error::OutcomeUnknown`] or [`Error::Offline`] the token is pending on
    /// disk and [`Phone::resume_enrolment`] ends it, now or after a restart.
    ///
    /// # Errors
    /// [`Error::CodesDiffer`], [`Error::WeakCode`], [`Error::NoEnrolment`], [`Error::ConfirmationRefused`], [`Error::EnrolmentClosed`].
    pub async fn choose_code(&self, code: &SecretDigits, repeat: &SecretDigits) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        self.session()?;
        if code != repeat {
            return Err(Error::CodesDiffer);
        }
        let agreed = match &self.memory()?.enrolment {
            Some(Enrolment::Agreed(agreed)) => Arc::clone(agreed),
            _ => return Err(Error::NoEnrolment),
        };
        unlock_code::check(code.expose(), &agreed.personal).map_err(|reason| Error::WeakCode { reason })?;
        self.write_pending(agreed, code).await?;
        // Only now: had the disk been full, the customer could have tried again.
        self.memory()?.enrolment = None;
        self.confirm(code).await
    }

    /// The first write of an enrolment, and enough to end it after a kill at any later point. The ephemeral key and the root key
    /// are gone after it.
    async fn write_pending(&self, agreed: Arc<Agreed>, code: &SecretDigits) -> Result<(), Error> {
        let code = super::copy(code)?;
        let idempotency_key = self.new_id()?;
        let ports = self.ports.clone();
        blocking::run(move || {
            let (id, epoch) = (agreed.token_id.to_string(), agreed.epoch);
            let know = agreed.root.derive_know(&id, epoch).map_err(|_| Error::Internal)?;
            let freeze = agreed.root.derive_freeze(&id, epoch).map_err(|_| Error::Internal)?;
            let reverse = agreed.root.derive_reverse(&id, epoch).map_err(|_| Error::Internal)?;
            let record = TokenRecord {
                phase: Phase::Pending { enrolment_id: agreed.enrolment_id, idempotency_key },
                token_id: agreed.token_id,
                epoch,
                customer_id: agreed.customer_id,
                slot: agreed.slot,
                thumbprint: agreed.thumbprint.clone(),
                transcript_hash: agreed.transcript_hash,
                bank_agreement: agreed.bank_agreement,
                knowledge: knowledge::seal(&ports, &know, &code)?,
                generation: 1,
                next: None,
                biometric: None,
                chain: ChainRecord::default(),
                set_back: false,
                freeze_key: copied(freeze.secret())?,
                reverse_key: copied(reverse.secret())?,
            };
            Ok(ports.store.put_token(&record)?)
        })
        .await
    }
}

fn copied(key: &Secret<32>) -> Result<Secret<32>, Error> {
    Secret::try_from_slice(key.expose()).ok_or(Error::Internal)
}

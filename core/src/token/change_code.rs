//! Change the Unlock Code (OTP-9, SAFE-4): a new `K_know`, agreed with the bank, under the new code (`docs/contract/code-change.md`).
//!
//! ```text
//! ask → weak? equal? → prove the old code → new wrap beside the old one, on disk → commit → status: the old wrap goes
//! ```
//! One call, because whatever is lost before the write costs nothing but the call, and whatever is lost after it is settled by the
//! bank's signed status. Nothing is ever computed from either key for the disk but its one wrap.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::ChangePurpose;
use kunci_domain::unlock_code::{self, Personal};

use super::key_change::Exchange;
use super::{TokenView, check_length, copy, knowledge};
use crate::ports::{NextKnowledge, TokenRecord};
use crate::session::Session;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Changes the Unlock Code. `old` is proved to the bank, which alone can tell whether it is right; `new` (typed twice) is checked
    /// against the rules before anything is proved, and compared with `old` in memory only.
    ///
    /// After [`Error::CodeChangeUnknown`] the old code makes the offline OTPs until the phone has reached the bank; then the bank's
    /// signed status says which code is in force. Nothing is lost either way, and no try is spent.
    ///
    /// # Errors
    /// [`Error::CodesDiffer`], [`Error::CodeUnchanged`], [`Error::WeakCode`]: nothing was sent that counts.
    /// [`Error::ProofRefused`] for a wrong old code: one failure of the token, the fifth in a row locks ([`Error::TokenLocked`]).
    /// [`Error::CodeChangeInForce`] when the bank says that an earlier change has taken effect: nothing was proved.
    pub async fn change_code(
        &self,
        old: &SecretDigits,
        new: &SecretDigits,
        repeat: &SecretDigits,
    ) -> Result<TokenView, Error> {
        check_length(old)?;
        if new != repeat {
            return Err(Error::CodesDiffer);
        }
        if new == old {
            return Err(Error::CodeUnchanged);
        }
        let weak = |personal: &Personal| {
            unlock_code::check(new.expose(), personal).map_err(|reason| Error::WeakCode { reason })
        };
        weak(&Personal::default())?;
        let _gate = self.token_gate.lock().await;
        let session = self.full_session()?;
        let record = self.token_for_typed_code().await?;
        let offer = self.ask_change(&session, &record, ChangePurpose::Code).await?;
        let rules = &offer.code_rules;
        weak(&Personal::read(rules.birth_date.as_deref(), rules.phone_number.as_deref()))?;
        let made = self.exchange(&session, &record, offer, old, ChangePurpose::Code).await?;
        let record = self.write_next(record, &made, new).await?;
        self.commit_code(&session, record, &made, new).await
    }

    /// Both keys on disk in one transaction, each wrapped once. From here on the bank's signed status decides.
    async fn write_next(
        &self,
        mut record: TokenRecord,
        made: &Exchange,
        new: &SecretDigits,
    ) -> Result<TokenRecord, Error> {
        let (ports, new, change_id) = (self.ports.clone(), copy(new)?, made.offer.change_id);
        let know = blocking::wiped(|| made.root.derive_know(&record.token_id.to_string(), record.epoch))
            .map_err(|_| Error::Internal)?;
        blocking::run(move || {
            let knowledge = knowledge::seal(&ports, &know, &new)?;
            record.next = Some(NextKnowledge { change_id, knowledge });
            ports.store.put_token(&record)?;
            Ok(record)
        })
        .await
    }

    /// Proves the new code with the key as it stands on the disk: a wrap that does not open must not be committed.
    async fn commit_code(
        &self,
        session: &Session,
        record: TokenRecord,
        made: &Exchange,
        new: &SecretDigits,
    ) -> Result<TokenView, Error> {
        let message = made.commit_message()?;
        let (ports, code) = (self.ports.clone(), copy(new)?);
        let (record, mac) = blocking::run(move || {
            let next = record.next.as_ref().ok_or(Error::Internal)?;
            let key = knowledge::next_use_key(&ports, &record, &next.knowledge, &code, UseLabel::CodeCommit)?;
            let mac = hmac_sha256(&key, &message);
            Ok((record, mac))
        })
        .await?;
        let applied = self.send_commit(session, record, made, mac).await;
        // The status that follows a success tells the bank that the old key is gone from this phone; after anything else it tells
        // the phone what the bank did.
        let told = self.refresh_status().await;
        match (applied, told) {
            (Ok(view), _) => Ok(view),
            (Err(_), Ok(view)) if view.generation == made.offer.generation => Ok(view),
            (Err(error @ (Error::CodeChangeClosed | Error::ProofRefused | Error::TokenLocked)), _) => Err(error),
            (Err(error), Ok(view)) if !view.code_change_open => Err(error),
            (Err(_), _) => Err(Error::CodeChangeUnknown),
        }
    }
}

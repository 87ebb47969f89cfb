//! The customer's own words, said under her signature, which is made then: only then is it known what she had seen.

use std::sync::Arc;

use kunci_wire::chat::{Body, WordProof};
use kunci_wire::{B64, Bytes32};
use uuid::Uuid;

use super::super::saying::Given;
use super::super::{farewell, proof};
use super::lines::Line;
use super::{End, Talk};
use crate::Error;
use crate::ports::{OutboxKind, OutboxRecord, OutboxState, SendFailure, random};

impl Talk<'_> {
    /// Says what is on disk as being sent already. Where the conversation is not open any more, it waits as anything else does.
    pub(super) async fn say_given(&mut self) -> Result<(), End> {
        while let Some(Given { row, previous }) = self.task.history.direct.take() {
            let open = |(_, line): &(&Uuid, &Line)| line.conversation == row.conversation && line.says_at_once();
            match self.lines.iter().find(open).map(|(id, _)| *id) {
                Some(id) => self.waits |= self.say_row(id, row, previous).await?,
                None => {
                    self.set_state(row.client_id, OutboxState::Queued).await?;
                    self.due = true;
                }
            }
        }
        Ok(())
    }

    /// From now on new words may be given past the queue, where nothing keeps them from being said at once.
    pub(super) fn open_direct(&self) {
        let open = self.lines.values().filter(|line| line.says_at_once()).map(|line| line.conversation);
        self.task.history.direct.open(open);
    }

    /// Says a row that is on disk as being sent; `false`: it cannot be said, and has failed. `previous`: the hash after what the customer had
    /// seen of this conversation.
    pub(super) async fn say_row(&mut self, id: Uuid, row: OutboxRecord, previous: [u8; 32]) -> Result<bool, End> {
        let (client_id, proof) = (row.client_id, self.signed_words(id, &row, previous)?);
        let Some(frame) = farewell::frame(row, id, proof) else {
            self.set_state(client_id, OutboxState::Failed(SendFailure::Refused)).await?;
            return Ok(false);
        };
        self.say(&frame).await?;
        Ok(true)
    }

    /// By the session key; `None` for wishes, which the bank answers in words of its own.
    fn signed_words(&self, id: Uuid, row: &OutboxRecord, previous: [u8; 32]) -> Result<Option<WordProof>, End> {
        let body = match row.kind {
            OutboxKind::Message => Body::Text { text: row.text.clone() },
            OutboxKind::Attachment => Body::Attachment { descriptor: row.text.clone() },
            OutboxKind::Handover | OutboxKind::End | OutboxKind::Report | OutboxKind::Feedback => return Ok(None),
        };
        let phone = self.task.phone.upgrade().ok_or(End::Gone)?;
        let salt = random::<16>(phone.ports.entropy.as_ref()).map_err(Error::from)?;
        let time_ms = u64::try_from(phone.bank_time()?.ms).unwrap_or_default();
        drop(phone);
        let commitment = proof::commitment(&salt, &body)?;
        let message = proof::customer_message((id, row.client_id), &previous, &commitment, time_ms)?;
        let signature = Arc::clone(&self.task.key).sign(&message).map_err(|_| Error::NoRandomness)?;
        let (salt, previous) = (B64(salt.to_vec()), Bytes32(previous));
        Ok(Some(WordProof { salt, previous, time_ms, signature: B64(signature.to_vec()) }))
    }
}

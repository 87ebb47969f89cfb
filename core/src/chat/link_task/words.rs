//! The customer's signature over her own words, made when they are said: only then is it known what she had seen.

use std::sync::Arc;

use kunci_wire::chat::{Body, WordProof};
use kunci_wire::{B64, Bytes32};
use uuid::Uuid;

use super::super::proof;
use super::{End, Talk};
use crate::Error;
use crate::ports::{OutboxKind, OutboxRecord, random};

impl Talk<'_> {
    /// By the session key; `None` for wishes, which the bank answers in words of its own.
    pub(super) async fn signed_words(&mut self, id: Uuid, row: &OutboxRecord) -> Result<Option<WordProof>, End> {
        let body = match row.kind {
            OutboxKind::Message => Body::Text { text: row.text.clone() },
            OutboxKind::Attachment => Body::Attachment { descriptor: row.text.clone() },
            OutboxKind::Handover | OutboxKind::End | OutboxKind::Report | OutboxKind::Feedback => return Ok(None),
        };
        let heads = self.task.history.read(|store| Ok(store.conversations()?)).await?;
        let previous = heads.iter().find(|head| head.id == id).map_or([0; 32], |head| head.head);
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

//! Say something: checked, on disk, then on its way.

use kunci_wire::link::TEXT_BYTES;
use uuid::Uuid;

use super::safety;
use crate::ports::{Conversation, OutboxKind, OutboxRecord, OutboxState};
use crate::{Error, Phone};

impl Phone {
    /// Puts a message into the outbox and returns the id it goes by. It is on disk then, and sent as soon as the link stands:
    /// exactly once, in the order written.
    ///
    /// # Errors
    /// [`Error::DraftBlocked`] for a draft that holds a secret, [`Error::DraftWarned`] for one with personal data that the bank does
    /// not need: nothing was stored. [`Error::DraftEmpty`], [`Error::DraftTooLong`]; [`Error::NotFound`] for a conversation that is not on this
    /// phone.
    pub async fn chat_send(&self, conversation: Conversation, text: &str) -> Result<Uuid, Error> {
        self.send(conversation, text, false).await
    }

    /// As [`Phone::chat_send`], after the customer was asked about what [`Error::DraftWarned`] had found. A secret is stopped all the
    /// same.
    ///
    /// # Errors
    /// As [`Phone::chat_send`], without [`Error::DraftWarned`].
    pub async fn chat_send_anyway(&self, conversation: Conversation, text: &str) -> Result<Uuid, Error> {
        self.send(conversation, text, true).await
    }

    async fn send(&self, conversation: Conversation, text: &str, sure: bool) -> Result<Uuid, Error> {
        let text = self.draft(text, sure)?;
        self.enqueue(conversation, OutboxKind::Message, text).await
    }

    /// The words as they are kept, if they may be said.
    pub(super) fn draft(&self, text: &str, sure: bool) -> Result<String, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Error::DraftEmpty);
        }
        if text.len() > TEXT_BYTES {
            return Err(Error::DraftTooLong);
        }
        safety::check_draft(&self.config.safety, text, sure)?;
        Ok(text.to_owned())
    }

    /// Asks for a person instead of the bot.
    ///
    /// # Errors
    /// What the store says.
    pub async fn chat_ask_for_human(&self, conversation: Conversation) -> Result<(), Error> {
        self.enqueue(conversation, OutboxKind::Handover, String::new()).await.map(drop)
    }

    pub(super) async fn enqueue(
        &self,
        conversation: Conversation,
        kind: OutboxKind,
        text: String,
    ) -> Result<Uuid, Error> {
        self.touched()?;
        let history = self.history().await?;
        let row = self.outbox_row(conversation, kind, text)?;
        let client_id = row.client_id;
        history.enqueue(row).await?;
        Ok(client_id)
    }

    /// A new row, not yet on disk; the store gives it its place.
    pub(super) fn outbox_row(
        &self,
        conversation: Conversation,
        kind: OutboxKind,
        text: String,
    ) -> Result<OutboxRecord, Error> {
        let (created_ms, client_id) = (self.bank_time()?.ms, self.new_id()?);
        let state = OutboxState::Queued;
        Ok(OutboxRecord { client_id, conversation, place: 0, kind, text, created_ms, state, said: false })
    }
}

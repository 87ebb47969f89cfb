//! What the customer decides about a message that waits or has failed: again, otherwise, or not at all.

use uuid::Uuid;

use crate::ports::{OutboxKind, OutboxRecord, OutboxState};
use crate::{Error, Phone};

impl Phone {
    /// Puts a failed message (or a wish: for a person, to end, to report, to say how it was) at the end of the queue again, under its id: if the bank has it after all, it is not said twice.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless there is a failed message of that id.
    pub async fn chat_retry(&self, id: Uuid) -> Result<(), Error> {
        let history = self.history().await?;
        let created_ms = self.bank_time()?.ms;
        let rows = history.read(|store| Ok(store.outbox()?)).await?;
        let row = rows.into_iter().find(|row| row.client_id == id).ok_or(Error::NotFound)?;
        let again = OutboxRecord { created_ms, state: OutboxState::Queued, ..row };
        if history.renew(id, again).await? { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Puts other words in the place of a failed message, under a new id, which is returned: the bank refuses other words under the
    /// old one.
    ///
    /// # Errors
    /// As [`Phone::chat_send`]; [`Error::NotFound`] unless there is a failed message of that id.
    pub async fn chat_edit(&self, id: Uuid, text: &str) -> Result<Uuid, Error> {
        let text = self.draft(text, false)?;
        let history = self.history().await?;
        let rows = history.read(|store| Ok(store.outbox()?)).await?;
        // A report of a scam or another wish can be sent again or taken back; it has no words to change.
        let failed = rows.iter().find(|row| row.client_id == id && row.kind == OutboxKind::Message);
        let row = self.outbox_row(failed.ok_or(Error::NotFound)?.conversation, OutboxKind::Message, text)?;
        let client_id = row.client_id;
        if history.renew(id, row).await? { Ok(client_id) } else { Err(Error::NotFound) }
    }

    /// Takes back a message that has failed, or that was not said yet.
    ///
    /// # Errors
    /// [`Error::MessageUnderway`] if the bank may have it; [`Error::NotFound`] if nothing of that id waits.
    pub async fn chat_cancel(&self, id: Uuid) -> Result<(), Error> {
        let history = self.history().await?;
        if history.cancel(id).await? {
            return Ok(());
        }
        let rows = history.read(|store| Ok(store.outbox()?)).await?;
        let waits = rows.iter().any(|row| row.client_id == id);
        Err(if waits { Error::MessageUnderway } else { Error::NotFound })
    }
}

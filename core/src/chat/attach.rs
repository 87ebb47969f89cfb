//! Send a file: checked by its bytes, sealed under a key of its own, on disk before anything is sent.

use std::sync::Arc;

use kunci_crypto::Secret;
use kunci_crypto::attachment;
use kunci_crypto::hash::sha256;
use kunci_domain::attachments::{self, AttachmentFault};
use kunci_domain::picture;
use kunci_domain::texts::Language;
use kunci_wire::Bytes32;
use kunci_wire::attachments::Descriptor;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::history::{History, has_room, head_of, shown};
use crate::ports::{Conversation, OutboxKind, OutboxRecord, random};
use crate::{Error, Phone, blocking};

impl Phone {
    /// Puts a file into the outbox and returns the id it goes by. A sealed copy is on disk then; it is uploaded as soon as the link stands, goes
    /// on where it stopped, and its message is said when the bank has it whole. What was written later waits behind it.
    ///
    /// # Errors
    /// [`Error::AttachmentRefused`] for a file that is not taken, [`Error::AttachmentUnasked`] while the bank has not asked for documents,
    /// [`Error::OutboxFull`] while too much waits: nothing was stored.
    pub async fn chat_attach(&self, conversation: Conversation, name: &str, content: Vec<u8>) -> Result<Uuid, Error> {
        self.attach(conversation, name, content, false).await
    }

    /// As [`Phone::chat_attach`], after the customer was asked about what [`Error::AttachmentUnasked`] says.
    ///
    /// # Errors
    /// As [`Phone::chat_attach`], without [`Error::AttachmentUnasked`].
    pub async fn chat_attach_anyway(
        &self,
        conversation: Conversation,
        name: &str,
        content: Vec<u8>,
    ) -> Result<Uuid, Error> {
        self.attach(conversation, name, content, true).await
    }

    async fn attach(
        &self,
        conversation: Conversation,
        name: &str,
        content: Vec<u8>,
        sure: bool,
    ) -> Result<Uuid, Error> {
        let (given, content) = (name.to_owned(), Zeroizing::new(content));
        let refused = |reason: AttachmentFault| Error::AttachmentRefused { reason };
        let looked_at = move || {
            let kind = attachments::check(&content).map_err(refused)?;
            // Whoever sends a bill does not say where she lives by that.
            let content = picture::without_metadata(kind, &content).ok_or_else(|| refused(AttachmentFault::Damaged))?;
            let content = Zeroizing::new(content);
            Ok((attachments::name(&given, kind).map_err(refused)?, kind, content))
        };
        let (name, media_type, content) = blocking::run(looked_at).await?;
        self.touched()?;
        let history = self.history().await?;
        // Nobody can see what is on it: whatever the bank has not asked for is asked about.
        if !sure && self.chat_document_request(conversation, Language::English).await?.is_none() {
            return Err(Error::AttachmentUnasked);
        }
        let mut row = self.outbox_row(conversation, OutboxKind::Attachment, String::new())?;
        let mut key = Zeroizing::new(random::<32>(self.ports.entropy.as_ref())?);
        let file_id = row.client_id;
        let work = move || {
            let size = u32::try_from(content.len()).map_err(|_| Error::Internal)?;
            let digest = Bytes32(sha256(&content));
            let descriptor = Descriptor { file_id, name, media_type, size, digest, key: Bytes32(*key) };
            let text = descriptor.to_json().map_err(|_| Error::Internal)?;
            let sealed = attachment::seal(&Secret::from_bytes(&mut key), &content).map_err(|_| Error::Internal)?;
            Ok((text, sealed))
        };
        let (text, sealed) = blocking::run(work).await?;
        row.text = text;
        history.enqueue_with_file(row, sealed).await?;
        Ok(file_id)
    }
}

impl History {
    /// The row and the sealed file, on disk when this returns.
    ///
    /// # Errors
    /// As [`History::enqueue`].
    async fn enqueue_with_file(&self, row: OutboxRecord, sealed: Vec<u8>) -> Result<(), Error> {
        let shelf = Arc::clone(&self.reader().shelf);
        self.change(move |store, reader| {
            has_room(&row, head_of(store, row.conversation)?.as_ref(), store.outbox()?.len())?;
            let row = store.enqueue_with_file(&row, &sealed)?;
            shelf.learn(&store.files()?);
            Ok(((), shown(&row, reader)))
        })
        .await?;
        self.outbox_changed.notify_one();
        Ok(())
    }
}

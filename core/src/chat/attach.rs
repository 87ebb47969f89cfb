//! Send a file, and look at one: checked by its bytes, sealed under a key of its own, on disk before anything is sent.

use std::sync::Arc;

use kunci_crypto::Secret;
use kunci_crypto::attachment;
use kunci_crypto::hash::sha256;
use kunci_domain::attachments::{self, AttachmentFault, AttachmentKind};
use kunci_domain::picture;
use kunci_domain::texts::Language;
use kunci_wire::Bytes32;
use kunci_wire::attachments::{ContentReply, Descriptor, SEAL_BYTES};
use uuid::Uuid;
use zeroize::{Zeroize as _, Zeroizing};

use super::history::{History, has_room, shown};
use super::item;
use crate::bank::{Call, Signer};
use crate::ports::{Conversation, EventKind, EventRecord, FileRecord, HistoryStore, OutboxKind, OutboxRecord, random};
use crate::{Error, Phone, blocking};

/// A file that was opened: what its message said it is.
pub struct OpenedAttachment {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its bytes.
    pub content: Vec<u8>,
}

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

    /// The file of an entry: from this phone, or fetched, and then kept sealed. Only what is exactly what its message said is given.
    ///
    /// # Errors
    /// [`Error::AttachmentForged`] for anything else: its entry says so from then on. [`Error::NotFound`] for an entry without a file; as any
    /// call of a session.
    pub async fn chat_attachment(&self, id: &str) -> Result<OpenedAttachment, Error> {
        let history = self.history().await?;
        let wanted = id.to_owned();
        let (file, at_ms) = history.read(move |store| of_entry(store, &wanted)).await?.ok_or(Error::NotFound)?;
        let file_id = file.file_id;
        let kept = history.read(move |store| Ok(store.file_part(file_id, 0, u32::MAX)?)).await?;
        if let Some(sealed) = kept {
            return blocking::run(move || opened(&file, sealed)).await;
        }
        let fetched = match self.fetch(&file).await {
            Ok(sealed) => sealed,
            Err(Error::AttachmentForged) => return self.unfit(&history, file_id, at_ms).await,
            Err(error) => return Err(error),
        };
        let sealed = fetched.clone();
        match blocking::run(move || opened(&file, sealed)).await {
            Err(Error::AttachmentForged) => self.unfit(&history, file_id, at_ms).await,
            Err(error) => Err(error),
            Ok(opened) => {
                history.keep_file(FileRecord { id: file_id, size: 0, at_ms, fit: true }, fetched).await?;
                Ok(opened)
            }
        }
    }

    async fn unfit<T>(&self, history: &History, id: Uuid, at_ms: i64) -> Result<T, Error> {
        history.keep_file(FileRecord { id, size: 0, at_ms, fit: false }, Vec::new()).await?;
        Err(Error::AttachmentForged)
    }

    /// The sealed bytes from the bank, range by range.
    async fn fetch(&self, file: &Descriptor) -> Result<Vec<u8>, Error> {
        let session = self.session()?;
        let whole = file.size as usize + SEAL_BYTES;
        let mut sealed = Vec::with_capacity(whole);
        while sealed.len() < whole {
            let call = Call::get(format!("/v1/attachments/{}/content", file.file_id));
            let call = call.with_query(format!("from={}", sealed.len()));
            let reply: ContentReply = self.call(&Signer::Session(&session), &call).await?;
            // Checked before it is taken in: nobody fills the memory with what was not announced.
            let more = reply.content.0;
            if reply.size as usize != whole || more.len() > whole - sealed.len() {
                return Err(Error::AttachmentForged);
            }
            if more.is_empty() {
                return Err(Error::ReplyUnreadable);
            }
            sealed.extend(more);
        }
        Ok(sealed)
    }
}

/// The descriptor of an entry of the timeline, and its time.
fn of_entry(store: &dyn HistoryStore, id: &str) -> Result<Option<(Descriptor, i64)>, Error> {
    let waits = |row: &OutboxRecord| row.kind == OutboxKind::Attachment && row.client_id.to_string() == id;
    if let Some(row) = store.outbox()?.into_iter().find(waits) {
        return Ok(Descriptor::parse(&row.text).map(|file| (file, row.created_ms)));
    }
    let events = store.events(u32::MAX)?;
    let found = events.iter().find(|event| event.kind == EventKind::Attachment && item::event_id(event) == id);
    Ok(found.and_then(|event| Descriptor::parse(&event.text).map(|file| (file, event.at_ms))))
}

/// What its message said, or nothing. Pure.
fn opened(file: &Descriptor, sealed: Vec<u8>) -> Result<OpenedAttachment, Error> {
    let mut key = file.key.0;
    let opened = attachment::open(&Secret::from_bytes(&mut key), sealed);
    key.zeroize();
    let opened = opened.map_err(|_| Error::AttachmentForged)?;
    // Exposed to be compared, and to the customer, whose it is to look at.
    let content = opened.expose();
    let genuine = content.len() == file.size as usize
        && sha256(content) == file.digest.0
        && attachments::check(content) == Ok(file.media_type);
    if !genuine {
        return Err(Error::AttachmentForged);
    }
    Ok(OpenedAttachment { name: file.name.clone(), kind: file.media_type, content: content.to_vec() })
}

impl History {
    /// The row and the sealed file, on disk when this returns.
    ///
    /// # Errors
    /// As [`History::enqueue`].
    async fn enqueue_with_file(&self, row: OutboxRecord, sealed: Vec<u8>) -> Result<(), Error> {
        let shelf = Arc::clone(&self.reader().shelf);
        self.change(move |store, reader| {
            has_room(store, &row)?;
            let row = store.enqueue_with_file(&row, &sealed)?;
            shelf.learn(&store.files()?);
            Ok(((), shown(&row, reader)))
        })
        .await?;
        self.outbox_changed.notify_one();
        Ok(())
    }

    /// What came, and what its entry says of it from now on.
    async fn keep_file(&self, file: FileRecord, sealed: Vec<u8>) -> Result<(), Error> {
        let shelf = Arc::clone(&self.reader().shelf);
        self.change(move |store, reader| {
            store.keep_file(&file, &sealed)?;
            shelf.learn(&store.files()?);
            let events = store.events(u32::MAX)?;
            let names = |event: &&EventRecord| {
                event.kind == EventKind::Attachment
                    && Descriptor::parse(&event.text).is_some_and(|said| said.file_id == file.id)
            };
            let event = events.iter().rev().find(names);
            let head = match event {
                Some(event) => store.conversations()?.into_iter().find(|known| known.id == event.conversation),
                None => None,
            };
            let entry = event.and_then(|event| item::ChatItem::of_event(event, reader));
            Ok(((), head.zip(entry).map(|(head, entry)| (head.conversation(), entry))))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\na bill\n%%EOF\n";

    fn file(content: &[u8]) -> (Descriptor, Vec<u8>) {
        let key = [7; 32];
        let descriptor = Descriptor {
            file_id: Uuid::from_u128(5),
            name: "tagihan.pdf".into(),
            media_type: AttachmentKind::Pdf,
            size: u32::try_from(content.len()).expect("small"),
            digest: Bytes32(sha256(content)),
            key: Bytes32(key),
        };
        (descriptor, attachment::seal(&Secret::from_bytes(&mut key.clone()), content).expect("sealed"))
    }

    #[test]
    fn chat_9_only_what_is_exactly_what_its_message_said_is_given() {
        let (descriptor, sealed) = file(PDF);
        let given = opened(&descriptor, sealed.clone()).expect("opened");
        assert_eq!((given.content.as_slice(), given.name.as_str()), (PDF, "tagihan.pdf"));
        let forged = |file: &Descriptor, sealed: Vec<u8>| {
            assert_eq!(opened(file, sealed).err(), Some(Error::AttachmentForged));
        };
        forged(&Descriptor { key: Bytes32([8; 32]), ..descriptor.clone() }, sealed.clone());
        forged(&Descriptor { digest: Bytes32([0; 32]), ..descriptor.clone() }, sealed.clone());
        forged(&Descriptor { size: 1, ..descriptor.clone() }, sealed.clone());
        forged(&Descriptor { media_type: AttachmentKind::Png, ..descriptor.clone() }, sealed.clone());
        forged(&descriptor, sealed[1..].to_vec());
        let (program, sealed) = file(b"%PDF-1.7\n<< /OpenAction 1 0 R >>\n%%EOF\n");
        forged(&program, sealed);
    }
}

//! Look at a file of the chat: from this phone, or fetched range by range. What has come is kept sealed as it came, so that a connection that
//! breaks, or the end of the app, costs one range and not the file.

use std::sync::Arc;

use kunci_crypto::Secret;
use kunci_crypto::attachment;
use kunci_crypto::hash::sha256;
use kunci_domain::attachments::{self, AttachmentKind};
use kunci_wire::attachments::{ContentReply, Descriptor, SEAL_BYTES};
use uuid::Uuid;
use zeroize::Zeroize as _;

use super::history::{History, Reader, Shown};
use super::item::{self, ChatItem};
use crate::bank::{Call, Signer};
use crate::ports::{EventKind, EventRecord, FileRecord, HistoryStore, OutboxKind, OutboxRecord, PartRecord};
use crate::{Error, Phone, blocking};

/// A file of which nothing has come for so long is fetched from its first byte on: what is kept of it goes.
pub(super) const PARTS_MS: i64 = 7 * 24 * 3_600_000;

/// A file that was opened: what its message said it is.
pub struct OpenedAttachment {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The file that is looked at.
struct Wanted {
    file: Descriptor,
    /// Bank time of its message.
    at_ms: i64,
    /// Where its message stands; `None`: it waits to be sent.
    place: Option<(Uuid, u64)>,
}

impl Wanted {
    fn record(&self, fit: bool) -> FileRecord {
        FileRecord { id: self.file.file_id, size: 0, at_ms: self.at_ms, fit, whole: true }
    }
}

impl Phone {
    /// The file of an entry: from this phone, or fetched, and then kept sealed. A fetching that broke goes on where it stopped; how far it is
    /// stands in the entry. Only what is exactly what its message said is given.
    ///
    /// # Errors
    /// [`Error::AttachmentForged`] for anything else: its entry says so from then on, and the next call fetches all of it anew.
    /// [`Error::NotFound`] for an entry without a file; as any call of a session.
    pub async fn chat_attachment(&self, id: &str) -> Result<OpenedAttachment, Error> {
        let history = self.history().await?;
        let id = id.to_owned();
        let wanted = Arc::new(history.read(move |store| of_entry(store, &id)).await?.ok_or(Error::NotFound)?);
        let file_id = wanted.file.file_id;
        let kept = history.read(move |store| Ok(store.file_part(file_id, 0, u32::MAX)?)).await?;
        if let Some(sealed) = kept {
            return blocking::run(move || opened(&wanted.file, sealed)).await;
        }
        let came = history.read(move |store| Ok(store.received(file_id)?)).await?;
        let goes_on = !came.is_empty();
        let mut outcome = self.whole(&history, &wanted, came).await;
        if goes_on && matches!(outcome, Err(Error::AttachmentForged)) {
            // What is wrong may be what an earlier call has left.
            history.begin_anew(&wanted).await?;
            outcome = self.whole(&history, &wanted, Vec::new()).await;
        }
        match outcome {
            Ok((opened, sealed)) => {
                history.keep_file(&wanted, true, sealed).await?;
                Ok(opened)
            }
            Err(Error::AttachmentForged) => {
                history.keep_file(&wanted, false, Vec::new()).await?;
                Err(Error::AttachmentForged)
            }
            Err(error) => Err(error),
        }
    }

    /// The file and its sealed bytes, of which the first have come.
    async fn whole(
        &self,
        history: &History,
        wanted: &Arc<Wanted>,
        came: Vec<u8>,
    ) -> Result<(OpenedAttachment, Vec<u8>), Error> {
        let sealed = self.fetch(history, wanted, came).await?;
        let wanted = Arc::clone(wanted);
        blocking::run(move || Ok((opened(&wanted.file, sealed.clone())?, sealed))).await
    }

    /// The sealed bytes from the bank, range by range; each is on disk before the next one is asked for.
    async fn fetch(&self, history: &History, wanted: &Arc<Wanted>, came: Vec<u8>) -> Result<Vec<u8>, Error> {
        let file = &wanted.file;
        let session = self.session()?;
        let whole = file.size as usize + SEAL_BYTES;
        let mut sealed = came;
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
            let from = u32::try_from(sealed.len()).map_err(|_| Error::Internal)?;
            sealed.extend(&more);
            let came_ms = self.bank_time()?.ms;
            let part = PartRecord { file: file.file_id, from, at_ms: wanted.at_ms, came_ms };
            history.receive(wanted, part, more).await?;
        }
        // Kept bytes of a longer file are not of this one.
        if sealed.len() == whole { Ok(sealed) } else { Err(Error::AttachmentForged) }
    }
}

/// The file of an entry of the timeline.
fn of_entry(store: &dyn HistoryStore, id: &str) -> Result<Option<Wanted>, Error> {
    let waits = |row: &OutboxRecord| row.kind == OutboxKind::Attachment && row.client_id.to_string() == id;
    if let Some(row) = store.outbox()?.into_iter().find(waits) {
        return Ok(Descriptor::parse(&row.text).map(|file| Wanted { file, at_ms: row.created_ms, place: None }));
    }
    let Some((conversation, seq)) = place(store, id)? else { return Ok(None) };
    let event = event_at(store, conversation, seq)?;
    let found = event.filter(|event| event.kind == EventKind::Attachment && item::event_id(event) == id);
    let wanted = |event: &EventRecord, file| Wanted { file, at_ms: event.at_ms, place: Some((conversation, seq)) };
    Ok(found.and_then(|event| Descriptor::parse(&event.text).map(|file| wanted(&event, file))))
}

/// Where the event of an entry stands: its id tells it, or is what the customer's phone called it.
fn place(store: &dyn HistoryStore, id: &str) -> Result<Option<(Uuid, u64)>, Error> {
    if let Some(place) = item::place_of(id) {
        return Ok(Some(place));
    }
    let Ok(client_id) = Uuid::parse_str(id) else { return Ok(None) };
    for conversation in store.conversations()? {
        if let Some(seq) = store.seq_of(conversation.id, client_id)? {
            return Ok(Some((conversation.id, seq)));
        }
    }
    Ok(None)
}

fn event_at(store: &dyn HistoryStore, conversation: Uuid, seq: u64) -> Result<Option<EventRecord>, Error> {
    let before = store.events_before(conversation, seq.saturating_add(1), 1)?;
    Ok(before.into_iter().find(|event| event.seq == seq))
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

/// The entry as it is now: its words may be judged otherwise since.
fn entry(store: &dyn HistoryStore, wanted: &Wanted, reader: &Reader) -> Result<Option<Shown>, Error> {
    let Some((conversation, seq)) = wanted.place else { return Ok(None) };
    let event = event_at(store, conversation, seq)?;
    let head = store.conversations()?.into_iter().find(|known| known.id == conversation);
    let entry = event.and_then(|event| ChatItem::of_event(&event, reader));
    Ok(head.map(|head| head.conversation()).zip(entry))
}

impl History {
    /// The next bytes, and how far the file is. Bytes that another call has brought meanwhile are kept once.
    async fn receive(&self, wanted: &Arc<Wanted>, part: PartRecord, sealed: Vec<u8>) -> Result<(), Error> {
        let (shelf, wanted) = (Arc::clone(&self.reader().shelf), Arc::clone(wanted));
        self.change(move |store, reader| {
            let came = part.from.saturating_add(u32::try_from(sealed.len()).unwrap_or(u32::MAX));
            if store.receive_part(&part, &sealed)? {
                shelf.received(part.file, came);
            }
            Ok(((), entry(store, &wanted, reader)?))
        })
        .await
    }

    /// Nothing of it has come.
    async fn begin_anew(&self, wanted: &Arc<Wanted>) -> Result<(), Error> {
        let (shelf, wanted) = (Arc::clone(&self.reader().shelf), Arc::clone(wanted));
        self.change(move |store, reader| {
            store.forget_received(wanted.file.file_id)?;
            shelf.received(wanted.file.file_id, 0);
            Ok(((), entry(store, &wanted, reader)?))
        })
        .await
    }

    /// What came, and what its entry says of it from now on. Without `fit` it was something else, and is not kept.
    async fn keep_file(&self, wanted: &Arc<Wanted>, fit: bool, sealed: Vec<u8>) -> Result<(), Error> {
        let (shelf, wanted) = (Arc::clone(&self.reader().shelf), Arc::clone(wanted));
        self.change(move |store, reader| {
            store.keep_file(&wanted.record(fit), &sealed)?;
            shelf.learn(&store.files()?);
            Ok(((), entry(store, &wanted, reader)?))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use kunci_wire::Bytes32;

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

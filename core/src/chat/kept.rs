//! What the history keeps, for the customer who wants to see it, take it along or have it forgotten (SAFE-6).

use std::sync::Arc;

use kunci_wire::attachments::Descriptor;
use kunci_wire::sessions::Scope;
use uuid::Uuid;

use crate::ports::{EventKind, EventRecord, FileRecord, OutboxKind, OutboxRecord};
use crate::{Error, Phone, blocking};

/// Everything of it, without the bytes of files.
#[derive(Default)]
pub(crate) struct ChatKept {
    pub(crate) events: Vec<EventRecord>,
    pub(crate) outbox: Vec<OutboxRecord>,
    pub(crate) files: Vec<FileRecord>,
}

impl Phone {
    /// All of it; `None` without a full session, which alone opens the history.
    pub(crate) async fn chat_kept(&self) -> Result<Option<ChatKept>, Error> {
        if self.session_if_any()?.is_none_or(|session| session.scope != Scope::Full) {
            return Ok(None);
        }
        let history = self.history().await?;
        let kept = history.read(|store| {
            Ok(Some(ChatKept { events: store.events(u32::MAX)?, outbox: store.outbox()?, files: store.files()? }))
        });
        kept.await
    }

    /// The history belongs to nobody from now on: what it held of whoever is erased. How much is found in it afterwards.
    pub(crate) async fn chat_erase(&self) -> Result<usize, Error> {
        let vault = Arc::clone(&self.ports.history);
        blocking::run(move || {
            let empty = vault.open(Uuid::nil())?;
            Ok(empty.events(u32::MAX)?.len() + empty.outbox()?.len() + empty.files()?.len())
        })
        .await
    }
}

/// What somebody said, as a person reads it; `None` for what is not said. A file goes by its name: its descriptor holds its key.
pub(crate) fn said(event: &EventRecord) -> Option<String> {
    match event.kind {
        EventKind::Text | EventKind::Notice | EventKind::DocumentRequest => Some(event.text.clone()),
        EventKind::Attachment => Some(file_name(&event.text)),
        EventKind::Opaque | EventKind::Gap | EventKind::FalseRequest | EventKind::Hidden => None,
    }
}

/// What waits to be said, likewise.
pub(crate) fn waiting(row: &OutboxRecord) -> String {
    if row.kind == OutboxKind::Attachment { file_name(&row.text) } else { row.text.clone() }
}

/// The name in a descriptor; empty if it is none.
pub(super) fn file_name(descriptor: &str) -> String {
    Descriptor::parse(descriptor).map(|file| file.name).unwrap_or_default()
}

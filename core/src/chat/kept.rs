//! What the history keeps, for the customer who wants to see it, take it along or have it forgotten (SAFE-6).

use std::sync::Arc;

use kunci_wire::sessions::Scope;
use uuid::Uuid;

use crate::ports::{EventRecord, OutboxRecord};
use crate::{Error, Phone, blocking};

impl Phone {
    /// Events and outbox, all of them; `None` without a full session, which alone opens the history.
    pub(crate) async fn chat_kept(&self) -> Result<Option<(Vec<EventRecord>, Vec<OutboxRecord>)>, Error> {
        if self.session_if_any()?.is_none_or(|session| session.scope != Scope::Full) {
            return Ok(None);
        }
        let history = self.history().await?;
        history.read(|store| Ok(Some((store.events(u32::MAX)?, store.outbox()?)))).await
    }

    /// The history belongs to nobody from now on: what it held of whoever is erased. How much is found in it afterwards.
    pub(crate) async fn chat_erase(&self) -> Result<usize, Error> {
        let vault = Arc::clone(&self.ports.history);
        blocking::run(move || {
            let empty = vault.open(Uuid::nil())?;
            Ok(empty.events(u32::MAX)?.len() + empty.outbox()?.len())
        })
        .await
    }
}

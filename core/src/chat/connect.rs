//! Open the link, and close it.

use std::sync::Arc;

use kunci_domain::privacy::MESSAGES_MS;
use kunci_wire::sessions::Scope;
use uuid::Uuid;

use super::download::PARTS_MS;
use super::history::{History, Reader};
use super::link_task::{self, LinkHandle, LinkState};
use crate::ports::HistoryStore;
use crate::session::Session;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Opens the live link in a task of its own and waits for the first outcome. After that it connects again by itself, with
    /// pauses from one to thirty seconds, until the session ends or [`Phone::disconnect`] is called. Calling again is fine.
    ///
    /// # Errors
    /// Why the first attempt failed (the next ones go on all the same, except after [`Error::SessionEnded`]);
    /// [`Error::Scope`] without the token's proof.
    pub async fn connect(self: &Arc<Self>) -> Result<(), Error> {
        let session = self.session()?;
        let history = self.history().await?;
        let mut state = {
            let mut open = session.live.open();
            if open.shut {
                return Err(Error::NotSignedIn);
            }
            let running = open.link.as_ref().filter(|link| link.is_running());
            match running {
                Some(link) => link.hurry(),
                None => {
                    let link = link_task::spawn(Arc::downgrade(self), history, session.id, Arc::clone(&session.key));
                    open.link.insert(link).state()
                }
            }
        };
        drop(session);
        let settled = state.wait_for(|state| *state != LinkState::Connecting).await.map_err(|_| Error::Closed)?;
        match &*settled {
            LinkState::Down(error) => Err(error.clone()),
            LinkState::Up | LinkState::Connecting => Ok(()),
        }
    }

    /// The phone has another network: what waits to connect again tries at once. Nothing happens to a link that stands, nor without one.
    ///
    /// # Errors
    /// [`Error::Closed`] only.
    pub fn network_changed(&self) -> Result<(), Error> {
        self.ports.link.network_changed();
        let Some(session) = self.memory()?.session.clone() else { return Ok(()) };
        let open = session.live.open();
        let link = open.link.as_ref().map(LinkHandle::hurry);
        drop((open, link));
        Ok(())
    }

    /// Closes the link and waits until it is closed. What is in the outbox stays there; the history stays open.
    ///
    /// # Errors
    /// [`Error::Closed`]; what the disk says when what is shown is read anew.
    pub async fn disconnect(&self) -> Result<(), Error> {
        let Some(session) = self.memory()?.session.clone() else { return Ok(()) };
        if !stop_link(&session).await {
            return Ok(());
        }
        let history = session.live.open().history.clone();
        match history {
            Some(history) if !history.rests() => history.link_stopped().await,
            _ => Ok(()),
        }
    }

    /// The open history of the session; opened when first needed. Scope full only.
    pub(super) async fn history(&self) -> Result<Arc<History>, Error> {
        // Waiting for what is new is no act of the customer; saying something is.
        let session = self.session_unmoved()?;
        if session.scope != Scope::Full {
            return Err(Error::Scope);
        }
        // One at a time: two openers would have two timelines.
        let _gate = self.history_gate.lock().await;
        if let Some(history) = &session.live.open().history {
            return Ok(Arc::clone(history));
        }
        let store = self.opened_store(session.customer_id).await?;
        let (rules, shelf) = (Arc::clone(&self.config.safety), Arc::default());
        let reader = Reader { language: session.language, rules, shelf };
        let history = Arc::new(History::open(store, reader).await?);
        let mut open = session.live.open();
        if open.shut {
            return Err(Error::NotSignedIn);
        }
        open.history = Some(Arc::clone(&history));
        Ok(history)
    }

    async fn opened_store(&self, owner: Uuid) -> Result<Arc<dyn HistoryStore>, Error> {
        let vault = Arc::clone(&self.ports.history);
        let now_ms = self.bank_time()?.ms;
        let before_ms = now_ms.saturating_sub(MESSAGES_MS);
        blocking::run(move || {
            let store = vault.open(owner)?;
            store.forget_words_before(before_ms)?;
            store.forget_received_before(now_ms.saturating_sub(PARTS_MS))?;
            Ok(store)
        })
        .await
    }

    /// Closes link and databases, not for good. Returns whether there was a link.
    pub(crate) async fn rest(&self) -> Result<bool, Error> {
        let store = Arc::clone(&self.ports.store);
        crate::blocking::run(move || {
            store.rest();
            Ok(())
        })
        .await?;
        let Some(session) = self.memory()?.session.clone() else { return Ok(false) };
        let linked = session.live.open().link.as_ref().is_some_and(LinkHandle::is_running);
        stop_link(&session).await;
        if let Some(history) = &session.live.open().history {
            history.rest();
        }
        Ok(linked)
    }

    /// Opens the history again where there was one, and the link where `linked`, without waiting for it.
    pub(crate) async fn wake(self: &Arc<Self>, linked: bool) -> Result<(), Error> {
        let Some(session) = self.memory()?.session.clone() else { return Ok(()) };
        let _gate = self.history_gate.lock().await;
        let history = session.live.open().history.clone();
        let Some(history) = history else { return Ok(()) };
        let woken = match history.rests() {
            true => match self.opened_store(session.customer_id).await {
                Ok(store) => history.wake(store).await,
                Err(error) => Err(error),
            },
            false => Ok(()),
        };
        let mut open = session.live.open();
        if let Err(error) = woken {
            // Whoever needs it next tries to open it, and is told.
            open.history = None;
            history.close();
            return Err(error);
        }
        if linked && !open.shut && open.link.is_none() {
            open.link = Some(link_task::spawn(Arc::downgrade(self), history, session.id, Arc::clone(&session.key)));
        }
        Ok(())
    }
}

/// Ends the link and waits until it has ended; `false`: there was none.
async fn stop_link(session: &Session) -> bool {
    let link = session.live.open().link.take();
    let Some(link) = link else { return false };
    link.stop().await;
    true
}

//! The app goes to the background and comes back.
//!
//! A system that suspends an app freezes it wherever it stands: in the middle of a transaction, with a socket that is dead when it wakes. So
//! the app says so beforehand ([`Phone::pause`](crate::Phone::pause)), and the core comes to rest in time: what was begun is ended, the link
//! and the history are closed, and nothing new begins until [`Phone::resume`](crate::Phone::resume). Between them every call of an app that
//! came through [`Phone::enter`] gets [`Error::Paused`]. The session's life goes on meanwhile and is no matter of the door: it ends in the
//! background as in front.

mod pause;
mod resume;

use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::watch;

use crate::{Error, Phone};

/// Who is inside, and whether anybody is let in.
#[derive(Default)]
pub(crate) struct Door {
    inside: watch::Sender<Inside>,
    /// Coming to rest and going on, one after the other.
    gate: tokio::sync::Mutex<()>,
}

#[derive(Clone, Copy, Default)]
struct Inside {
    shut: bool,
    calls: usize,
    /// There was a link, to be opened again.
    linked: bool,
}

impl Door {
    fn shut(&self) {
        self.inside.send_modify(|inside| inside.shut = true);
    }

    /// Lets calls in; whoever is coming to rest stops.
    pub(crate) fn open(&self) {
        self.inside.send_modify(|inside| inside.shut = false);
    }

    fn is_shut(&self) -> bool {
        self.inside.borrow().shut
    }

    /// Waits until the last call has left.
    async fn empty(&self) {
        // The sender is `self`: it cannot be gone.
        let _ = self.inside.subscribe().wait_for(|inside| inside.calls == 0).await;
    }

    /// Waits until calls are let in.
    async fn opened(&self) {
        let _ = self.inside.subscribe().wait_for(|inside| !inside.shut).await;
    }
}

/// A call of the app that is under way: the core does not come to rest before it has ended.
pub struct Entered(Arc<Phone>);

impl Phone {
    /// Begins a call of the app. Keep the value until the call has ended.
    ///
    /// # Errors
    /// [`Error::Paused`] between [`Phone::pause`] and [`Phone::resume`].
    pub fn enter(self: &Arc<Self>) -> Result<Entered, Error> {
        let mut let_in = false;
        self.door.inside.send_if_modified(|inside| {
            let_in = !inside.shut;
            inside.calls += usize::from(let_in);
            let_in
        });
        if let_in { Ok(Entered(Arc::clone(self))) } else { Err(Error::Paused) }
    }
}

impl Deref for Entered {
    type Target = Arc<Phone>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.0.door.inside.send_modify(|inside| inside.calls = inside.calls.saturating_sub(1));
    }
}

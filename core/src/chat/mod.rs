//! Secure chat over the live link (CHAT-1 … CHAT-5, CHAT-7, CHAT-9).
//!
//! ```text
//! chat_send ─→ outbox (disk) ─→ link task ─→ bank ─→ event ─→ judged, committed ─→ timeline ─→ next_batch
//! ```
//! The truth is in the store: what is typed is on disk before it is said, what came is on disk before it is acknowledged, and
//! the bank's sequence alone orders it. The link is a task that may die at any moment without losing either.
//!
//! Where to start: [`Phone::connect`](crate::Phone::connect), [`Phone::chat_send`](crate::Phone::chat_send),
//! [`Phone::chat_next_batch`](crate::Phone::chat_next_batch). `receive` decides about events, `outbox` about what is said next,
//! `proof` about who speaks; all three are pure. `saying` leads past the queue where nothing waits. `heal` closes the gaps that a long absence leaves.
//! `list` names the conversations; each has a timeline, a queue and gaps of its own on the one link. A file goes by `attach` into the store, by `upload` to the bank, and then as any message; `download` brings one that came.

mod attach;
mod backoff;
mod connect;
mod decide;
mod desk;
mod download;
mod farewell;
mod heal;
mod hints;
mod history;
mod item;
mod kept;
mod link_task;
mod list;
mod look_back;
mod next_batch;
mod outbox;
mod proof;
mod receive;
mod request;
mod safety;
mod saying;
mod send;
mod shelf;
mod timeline;
pub mod transcript;
mod typing;
mod upload;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use crate::ports::{Conversation, Speaker, Unverified};
pub use desk::{DeskState, DeskView};
pub use download::OpenedAttachment;
pub use farewell::Rating;
pub use item::{AttachmentView, Batch, ChatItem, ItemKind, ItemState};
pub use kunci_domain::conversations::Topic;
pub use list::ConversationView;
pub use look_back::Found;
pub use request::RequestView;
pub use safety::{DraftCheck, Mark, Verdict};

pub(crate) use kept::{ChatKept, said, waiting};

use history::History;
use link_task::LinkHandle;

/// What a signed-in customer has open. Dies with the session.
#[derive(Default)]
pub(crate) struct Live(Mutex<Open>);

#[derive(Default)]
struct Open {
    shut: bool,
    history: Option<Arc<History>>,
    link: Option<LinkHandle>,
}

impl Live {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the link, closes the history, lets pending pulls return. For good.
    pub(crate) fn shut(&self) {
        let mut open = self.open();
        open.shut = true;
        let (history, link) = (open.history.take(), open.link.take());
        drop(open);
        drop(link);
        if let Some(history) = history {
            history.close();
        }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.shut();
    }
}

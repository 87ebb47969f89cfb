//! From the disk to the link: a row is on disk as *being sent* before a word of it leaves.
//!
//! What waits is put there when its turn comes, which is a second commit. Where the link stands open and nothing waits in front, a new row is
//! written so from the beginning, and given to the link past the queue: the disk is waited for once.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use uuid::Uuid;

use super::history::{History, has_room, head_of, shown};
use super::outbox;
use crate::Error;
use crate::ports::{Conversation, OutboxRecord, OutboxState};

/// A row that is on disk as being sent, and was not said yet.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) row: OutboxRecord,
    /// The transcript's hash after what the customer had seen.
    pub(super) previous: [u8; 32],
}

/// The way past the queue.
#[derive(Default)]
pub(super) struct Direct {
    inside: Mutex<Inside>,
    /// Something was given.
    called: Notify,
}

#[derive(Default)]
struct Inside {
    /// Where the link says at once what it is given.
    open: BTreeSet<Conversation>,
    given: VecDeque<Given>,
}

impl Direct {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on in these conversations, and in no other.
    pub(super) fn open(&self, conversations: impl Iterator<Item = Conversation>) {
        self.inside().open = conversations.collect();
    }

    /// The link does not stand. What it was given goes back into the queue with all that was being sent.
    pub(super) fn shut(&self) {
        *self.inside() = Inside::default();
    }

    fn is_open(&self, conversation: Conversation) -> bool {
        self.inside().open.contains(&conversation)
    }

    fn give(&self, given: Given) {
        self.inside().given.push_back(given);
        self.called.notify_one();
    }

    /// Waits until something is given.
    pub(super) async fn called(&self) {
        self.called.notified().await;
    }

    /// The next one, in the order of their commits.
    pub(super) fn take(&self) -> Option<Given> {
        self.inside().given.pop_front()
    }
}

impl History {
    /// Appends to the outbox: on disk when this returns, and with the link where nothing stands in front of it.
    ///
    /// # Errors
    /// [`Error::OutboxFull`] for one more message; [`Error::NotFound`] for a conversation that there is not.
    pub(super) async fn enqueue(&self, row: OutboxRecord) -> Result<(), Error> {
        let (direct, changed) = (Arc::clone(&self.direct), Arc::clone(&self.outbox_changed));
        // Under the gate: whoever puts back what was being sent finds this row, or shuts the way before it is asked for.
        self.change(move |store, reader| {
            let (head, rows) = (head_of(store, row.conversation)?, store.outbox()?);
            has_room(&row, head.as_ref(), rows.len())?;
            let at_once = direct.is_open(row.conversation) && outbox::is_free(&rows, row.conversation);
            let row = match head.filter(|_| at_once) {
                Some(head) => {
                    let row = store.enqueue(&OutboxRecord { state: OutboxState::Sending, said: true, ..row })?;
                    direct.give(Given { row: row.clone(), previous: head.head });
                    row
                }
                None => {
                    let row = store.enqueue(&row)?;
                    changed.notify_one();
                    row
                }
            };

            Ok(((), shown(&row, reader)))
        })
        .await
    }

    /// A row that waited is being sent from now on: the transcript's hash after what the customer had seen of `line`. `None`: it was taken
    /// back meanwhile, and must not be said.
    pub(super) async fn begin_to_say(&self, client_id: Uuid, line: Uuid) -> Result<Option<[u8; 32]>, Error> {
        self.change(move |store, reader| {
            if !store.set_outbox_state(client_id, OutboxState::Sending)? {
                return Ok((None, None));
            }
            let row = store.outbox()?.into_iter().find(|row| row.client_id == client_id);
            let head = store.conversations()?.into_iter().find(|head| head.id == line);
            let previous = head.map_or([0; 32], |head| head.head);
            Ok((Some(previous), row.and_then(|row| shown(&row, reader))))
        })
        .await
    }

    /// The bank has it. That is shown at once: it is the bank's disk that this says something about, and not the phone's.
    pub(super) async fn taken(&self, client_id: Uuid) -> Result<(), Error> {
        self.show_sent(client_id);
        self.set_state(client_id, OutboxState::Sent).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::OutboxKind;

    fn given(n: u128) -> Given {
        let row = OutboxRecord {
            client_id: Uuid::from_u128(n),
            conversation: Conversation::General,
            place: 0,
            kind: OutboxKind::Message,
            text: String::new(),
            created_ms: 0,
            state: OutboxState::Sending,
            said: true,
        };
        Given { row, previous: [0; 32] }
    }

    #[test]
    fn chat_9_a_link_that_does_not_stand_is_given_nothing_and_keeps_nothing() {
        let (direct, about) = (Direct::default(), Conversation::About(Uuid::from_u128(7)));
        assert!(!direct.is_open(Conversation::General));
        direct.open([Conversation::General].into_iter());
        assert!(direct.is_open(Conversation::General) && !direct.is_open(about));
        direct.open([about].into_iter());
        assert!(!direct.is_open(Conversation::General), "only where it was opened last");
        direct.give(given(1));
        direct.give(given(2));
        assert_eq!(direct.take().map(|given| given.row.client_id), Some(Uuid::from_u128(1)), "in their order");
        direct.shut();
        assert!(direct.take().is_none() && !direct.is_open(about));
    }
}

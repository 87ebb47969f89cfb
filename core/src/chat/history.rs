//! The open history: store and timeline, changed together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kunci_domain::safety::Rules;
use kunci_domain::texts::Language;
use kunci_wire::chat::RevokedKey;
use kunci_wire::link::Desk;
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use super::desk::DeskView;
use super::hints::Hints;
use super::item::{Batch, ChatItem};
use super::shelf::Shelf;
use super::timeline::{Timeline, WINDOW};
use crate::ports::{EventRecord, HistoryStore, OutboxRecord, OutboxState};
use crate::{Error, blocking};

/// What a pending pull waits for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pulse {
    pub(super) revision: u64,
    pub(super) closed: bool,
}

/// For whom entries are made: in which words, and by which rules they are marked.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    pub(super) language: Language,
    pub(super) rules: Arc<Rules>,
    /// How the files stand.
    pub(super) shelf: Arc<Shelf>,
}

pub(super) struct History {
    /// `None` while the app is in the background.
    store: watch::Sender<Option<Arc<dyn HistoryStore>>>,
    reader: Reader,
    /// Store and timeline change under it, so that an echo never overtakes the entry that it replaces.
    gate: tokio::sync::Mutex<()>,
    timeline: Mutex<Timeline>,
    pulse: watch::Sender<Pulse>,
    /// Up to which of the bank's numbers a screen has shown everything.
    pub(super) read_to: watch::Sender<u64>,
    /// Count the bank's hints that a list is another one.
    pub(super) hints: Hints,
    /// Where the gap ends that is being closed; `None`: none is, or the link does not stand.
    pub(super) healing: watch::Sender<Option<u64>>,
    /// Counts how often the customer was seen to write.
    pub(super) typed: watch::Sender<u64>,
    /// Something to say.
    pub(super) outbox_changed: Notify,
}

impl History {
    /// What a killed process was sending goes back into the queue; what was kept is shown.
    pub(super) async fn open(store: Arc<dyn HistoryStore>, reader: Reader) -> Result<Self, Error> {
        let history = Self {
            store: watch::Sender::new(Some(store)),
            reader,
            gate: tokio::sync::Mutex::default(),
            timeline: Mutex::default(),
            pulse: watch::Sender::default(),
            read_to: watch::Sender::default(),
            hints: Hints::default(),
            healing: watch::Sender::default(),
            typed: watch::Sender::default(),
            outbox_changed: Notify::new(),
        };
        let files = history.read(|store| Ok(store.files()?)).await?;
        history.reader.shelf.learn(&files);
        history.requeue().await?;
        let events = history.read(|store| Ok(store.events(WINDOW)?)).await?;
        let rows = history.read(|store| Ok(store.outbox()?)).await?;
        history.show(events.iter().filter_map(|event| ChatItem::of_event(event, &history.reader)).collect());
        history.show_rows(&rows);
        Ok(history)
    }

    pub(super) const fn reader(&self) -> &Reader {
        &self.reader
    }

    pub(super) fn close(&self) {
        self.pulse.send_modify(|pulse| pulse.closed = true);
        self.hints.close();
    }

    /// Closes the database as soon as nobody reads in it any more. What is shown stays; whoever needs it waits.
    pub(super) fn rest(&self) {
        self.store.send_replace(None);
    }

    pub(super) fn rests(&self) -> bool {
        self.store.borrow().is_none()
    }

    /// Goes on with the database that was opened again.
    pub(super) async fn wake(&self, store: Arc<dyn HistoryStore>) -> Result<(), Error> {
        self.store.send_replace(Some(store));
        self.link_stopped().await
    }

    /// The link was stopped wherever it stood: what it was sending waits again, and what it had put on disk may not be shown yet.
    pub(super) async fn link_stopped(&self) -> Result<(), Error> {
        self.read(|store| Ok(store.requeue_sending()?)).await?;
        self.reload().await
    }

    /// The open database; waits for it while the app is in the background, until the history is closed.
    async fn store(&self) -> Result<Arc<dyn HistoryStore>, Error> {
        let (mut store, mut pulse) = (self.store.subscribe(), self.pulse.subscribe());
        tokio::select! {
            biased;
            store = store.wait_for(Option::is_some) => store.ok().and_then(|store| store.clone()).ok_or(Error::Closed),
            _ = pulse.wait_for(|pulse| pulse.closed) => Err(Error::Closed),
        }
    }

    /// Reads, off the runtime's threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn HistoryStore) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.store().await?;
        blocking::run(move || work(store.as_ref())).await
    }

    /// Changes the store, then the timeline by what `work` returns.
    pub(super) async fn change<T: Send + 'static, I: IntoIterator<Item = ChatItem> + Send + 'static>(
        &self,
        work: impl FnOnce(&dyn HistoryStore, &Reader) -> Result<(T, I), Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _gate = self.gate.lock().await;
        let reader = self.reader.clone();
        let (value, items) = self.read(move |store| work(store, &reader)).await?;
        self.show(items.into_iter().collect());
        Ok(value)
    }

    /// Appends to the outbox: on disk when this returns.
    pub(super) async fn enqueue(&self, row: OutboxRecord) -> Result<(), Error> {
        self.change(move |store, reader| {
            let row = store.enqueue(&row)?;
            Ok(((), ChatItem::of_outbox(&row, reader)))
        })
        .await?;
        self.outbox_changed.notify_one();
        Ok(())
    }

    /// Puts `row` in the place of a failed one, at the end of the queue; `false`: nothing of that id has failed.
    pub(super) async fn renew(&self, client_id: Uuid, row: OutboxRecord) -> Result<bool, Error> {
        let renewed = self.read(move |store| Ok(store.renew_failed(client_id, &row)?)).await?.is_some();
        if renewed {
            self.reload().await?;
            self.outbox_changed.notify_one();
        }
        Ok(renewed)
    }

    /// Takes a row back; `false`: the bank may have it.
    pub(super) async fn cancel(&self, client_id: Uuid) -> Result<bool, Error> {
        let cancelled = self.read(move |store| Ok(store.cancel(client_id)?)).await?;
        if cancelled {
            self.reload().await?;
            // What waited behind it need not wait any more.
            self.outbox_changed.notify_one();
        }
        Ok(cancelled)
    }

    /// Entries of events that are shown no more in the window.
    pub(super) fn entries(&self, events: &[EventRecord]) -> Vec<ChatItem> {
        events.iter().filter_map(|event| ChatItem::of_event(event, &self.reader)).collect()
    }

    /// Moves a row of the outbox; `false`: it was taken back meanwhile.
    pub(super) async fn set_state(&self, client_id: Uuid, state: OutboxState) -> Result<bool, Error> {
        self.change(move |store, reader| {
            let there = store.set_outbox_state(client_id, state)?;
            let rows = store.outbox()?;
            let row = rows.iter().find(|row| row.client_id == client_id);
            Ok((there, row.and_then(|row| ChatItem::of_outbox(row, reader))))
        })
        .await
    }

    /// What was on its way when the connection broke waits again.
    pub(super) async fn requeue(&self) -> Result<(), Error> {
        let _gate = self.gate.lock().await;
        let rows = self.read(|store| {
            store.requeue_sending()?;
            Ok(store.outbox()?)
        });
        let rows = rows.await?;
        self.show_rows(&rows);
        Ok(())
    }

    /// The bank has taken badge keys back: what they had proved since is shown as proved no more.
    pub(super) async fn revoke(&self, revoked: Arc<[RevokedKey]>) -> Result<(), Error> {
        let changed = self.read(move |store| {
            let mut changed = false;
            for key in revoked.iter() {
                changed |= store.revoke_badge(&key.key, key.since.as_millisecond())?;
            }
            Ok(changed)
        });
        if changed.await? {
            self.reload().await?;
        }
        Ok(())
    }

    /// The conversation was numbered anew: what was shown of it is gone.
    pub(super) async fn reload(&self) -> Result<(), Error> {
        let _gate = self.gate.lock().await;
        let read = self.read(|store| Ok((store.events(WINDOW)?, store.outbox()?, store.files()?)));
        let (events, rows, files) = read.await?;
        self.reader.shelf.learn(&files);
        self.timeline().clear();
        // Numbers of before may mean something else now.
        self.read_to.send_replace(0);
        self.show(events.iter().filter_map(|event| ChatItem::of_event(event, &self.reader)).collect());
        self.show_rows(&rows);
        Ok(())
    }

    fn show_rows(&self, rows: &[OutboxRecord]) {
        self.show(rows.iter().filter_map(|row| ChatItem::of_outbox(row, &self.reader)).collect());
    }

    fn show(&self, items: Vec<ChatItem>) {
        let mut timeline = self.timeline();
        let mut revision = None;
        for item in items {
            revision = Some(timeline.put(item));
        }
        drop(timeline);
        if let Some(revision) = revision {
            self.tell(revision);
        }
    }

    /// Wakes whoever waits.
    fn tell(&self, revision: u64) {
        self.pulse.send_if_modified(|pulse| std::mem::replace(&mut pulse.revision, revision) != revision);
    }

    /// What the bank says about the other end; `None`: the link does not stand.
    pub(super) fn set_desk(&self, told: Option<&Desk>, typing: bool) {
        let view = told.and_then(|told| DeskView::of(told, typing, self.reader.language));
        let revision = self.timeline().set_desk(view);
        self.tell(revision);
    }

    /// Whether the entry with this number has a place among those that are shown.
    pub(super) fn shows(&self, position: u64) -> bool {
        self.timeline().shows(position)
    }

    fn timeline(&self) -> MutexGuard<'_, Timeline> {
        self.timeline.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something newer than `after`. Whoever asks has shown what came up to `after`.
    pub(super) async fn next_batch(&self, after: u64) -> Result<Batch, Error> {
        let shown = self.timeline().shown(after);
        self.read_to.send_if_modified(|read_to| std::mem::replace(read_to, shown.max(*read_to)) < shown);
        let mut pulse = self.pulse.subscribe();
        loop {
            if pulse.borrow_and_update().closed {
                return Err(Error::Closed);
            }
            if let Some(batch) = self.timeline().batch(after) {
                return Ok(batch);
            }
            pulse.changed().await.map_err(|_| Error::Closed)?;
        }
    }
}

//! The open history: store and timeline, changed together.

use std::collections::BTreeMap;
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
use super::saying::Direct;
use super::shelf::Shelf;
use super::timeline::{Timeline, WINDOW};
use crate::ports::{
    Conversation, ConversationRecord, EventRecord, HistoryStore, OutboxKind, OutboxRecord, OutboxState,
};
use crate::{Error, blocking};

/// So many entries wait in the outbox at most, the text in `error-outbox-full` says the same: nobody writes more without a link, and a
/// program that does shall not fill the phone.
const MOST_WAITING: usize = 200;

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

/// An entry, and where it is shown.
pub(super) type Shown = (Conversation, ChatItem);

/// One conversation in memory.
#[derive(Default)]
struct Room {
    timeline: Timeline,
    /// It holds what the store has; nobody has looked at the others yet.
    loaded: bool,
}

pub(super) struct History {
    /// `None` while the app is in the background.
    store: watch::Sender<Option<Arc<dyn HistoryStore>>>,
    reader: Reader,
    /// Store and timelines change under it, so that an echo never overtakes the entry that it replaces.
    gate: tokio::sync::Mutex<()>,
    rooms: Mutex<BTreeMap<Conversation, Room>>,
    /// Counts the changes of any timeline.
    pulse: watch::Sender<Pulse>,
    /// Up to which of the bank's numbers a screen has shown everything.
    pub(super) read_to: watch::Sender<BTreeMap<Conversation, u64>>,
    /// Count the bank's hints that a list is another one.
    pub(super) hints: Hints,
    /// Where the gap ends that is being closed; `None`: none is, or the link does not stand.
    pub(super) healing: watch::Sender<Option<(Uuid, u64)>>,
    /// Where the customer was seen to write last; each time is told.
    pub(super) typed: watch::Sender<Conversation>,
    /// Something to say.
    pub(super) outbox_changed: Arc<Notify>,
    /// The way to the link past the queue.
    pub(super) direct: Arc<Direct>,
}

/// The head of a conversation that the bank has named.
pub(super) fn head_of(
    store: &dyn HistoryStore,
    conversation: Conversation,
) -> Result<Option<ConversationRecord>, Error> {
    Ok(store.conversations()?.into_iter().find(|known| known.conversation() == conversation))
}

/// The newest events of a conversation, in their order, and its head; nothing before the bank has named it.
pub(super) fn newest(
    store: &dyn HistoryStore,
    conversation: Conversation,
) -> Result<(Vec<EventRecord>, Option<ConversationRecord>), Error> {
    let head = head_of(store, conversation)?;
    let events = match head {
        Some(head) => store.events_before(head.id, u64::MAX, WINDOW)?,
        None => Vec::new(),
    };
    Ok((events, head))
}

/// The general conversation is there before the bank has named it, any other one from then on.
fn is_known(conversation: Conversation, head: Option<&ConversationRecord>) -> Result<(), Error> {
    let known = head.is_some() || conversation == Conversation::General;
    if known { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether the outbox takes one more where so many wait: of a conversation that there is, and so many words and files together. An end and a
/// report have room always.
pub(super) fn has_room(row: &OutboxRecord, head: Option<&ConversationRecord>, waiting: usize) -> Result<(), Error> {
    is_known(row.conversation, head)?;
    let fills = matches!(row.kind, OutboxKind::Message | OutboxKind::Attachment);
    if fills && waiting >= MOST_WAITING { Err(Error::OutboxFull) } else { Ok(()) }
}

/// What there is to show of a conversation.
fn contents(
    store: &dyn HistoryStore,
    conversation: Conversation,
) -> Result<(Vec<EventRecord>, Vec<OutboxRecord>), Error> {
    let (events, head) = newest(store, conversation)?;
    is_known(conversation, head.as_ref())?;
    let mut rows = store.outbox()?;
    rows.retain(|row| row.conversation == conversation);
    Ok((events, rows))
}

impl History {
    /// What a killed process was sending goes back into the queue; what was kept is shown.
    pub(super) async fn open(store: Arc<dyn HistoryStore>, reader: Reader) -> Result<Self, Error> {
        let history = Self {
            store: watch::Sender::new(Some(store)),
            reader,
            gate: tokio::sync::Mutex::default(),
            rooms: Mutex::default(),
            pulse: watch::Sender::default(),
            read_to: watch::Sender::default(),
            hints: Hints::default(),
            healing: watch::Sender::default(),
            typed: watch::Sender::default(),
            outbox_changed: Arc::default(),
            direct: Arc::default(),
        };
        let (files, known) = history.read(|store| Ok((store.files()?, store.conversations()?))).await?;
        history.reader.shelf.learn(&files);
        history.read_to.send_replace(known.iter().map(|head| (head.conversation(), head.read)).collect());
        history.requeue().await?;
        history.load(Conversation::General).await?;
        Ok(history)
    }

    /// Shows what there is of a conversation, the first time that somebody looks.
    async fn load(&self, conversation: Conversation) -> Result<(), Error> {
        if self.is_loaded(conversation) {
            return Ok(());
        }
        let _gate = self.gate.lock().await;
        let (events, rows) = self.read(move |store| contents(store, conversation)).await?;
        self.fill(conversation, &events, &rows);
        Ok(())
    }

    fn is_loaded(&self, conversation: Conversation) -> bool {
        self.rooms().get(&conversation).is_some_and(|room| room.loaded)
    }

    fn fill(&self, conversation: Conversation, events: &[EventRecord], rows: &[OutboxRecord]) {
        self.rooms().entry(conversation).or_default().loaded = true;
        let events = events.iter().filter_map(|event| ChatItem::of_event(event, &self.reader));
        let rows = rows.iter().filter_map(|row| ChatItem::of_outbox(row, &self.reader));
        self.show(events.chain(rows).map(|item| (conversation, item)).collect());
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
        self.requeue().await?;
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
    pub(super) async fn change<T: Send + 'static, I: IntoIterator<Item = Shown> + Send + 'static>(
        &self,
        work: impl FnOnce(&dyn HistoryStore, &Reader) -> Result<(T, I), Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _gate = self.gate.lock().await;
        let reader = self.reader.clone();
        let (value, items) = self.read(move |store| work(store, &reader)).await?;
        self.show(items.into_iter().collect());
        Ok(value)
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
            Ok((there, row.and_then(|row| shown(row, reader))))
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
        self.show(rows.iter().filter_map(|row| shown(row, &self.reader)).collect());
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

    /// Much is another than before: what was shown is read anew.
    pub(super) async fn reload(&self) -> Result<(), Error> {
        let _gate = self.gate.lock().await;
        let loaded: Vec<_> =
            self.rooms().iter().filter(|(_, room)| room.loaded).map(|(conversation, _)| *conversation).collect();
        let asked = loaded.clone();
        let read = self.read(move |store| {
            let all = asked.into_iter().map(|conversation| contents(store, conversation));
            Ok((all.collect::<Result<Vec<_>, _>>()?, store.files()?))
        });
        let (all, files) = read.await?;
        self.reader.shelf.learn(&files);
        for (conversation, (events, rows)) in loaded.into_iter().zip(all) {
            if let Some(room) = self.rooms().get_mut(&conversation) {
                room.timeline.clear();
            }
            self.fill(conversation, &events, &rows);
        }
        self.tell();
        Ok(())
    }

    /// The bank has what the customer said under this id.
    pub(super) fn show_sent(&self, client_id: Uuid) {
        let id = client_id.to_string();
        let is_news = self.rooms().values_mut().any(|room| room.loaded && room.timeline.sent(&id));
        if is_news {
            self.tell();
        }
    }

    fn show(&self, items: Vec<Shown>) {
        if items.is_empty() {
            return;
        }
        for (conversation, item) in items {
            // Of a conversation that nobody has looked at, the store tells everything when somebody does.
            if let Some(room) = self.rooms().get_mut(&conversation).filter(|room| room.loaded) {
                room.timeline.put(item);
            }
        }
        self.tell();
    }

    /// Wakes whoever waits.
    pub(super) fn tell(&self) {
        self.pulse.send_modify(|pulse| pulse.revision += 1);
        self.hints.conversations.given();
    }

    /// What the bank says about the other end; `None`: the link does not stand.
    pub(super) fn set_desk(&self, conversation: Conversation, told: Option<&Desk>, typing: bool) {
        let view = told.and_then(|told| DeskView::of(told, typing, self.reader.language));
        self.rooms().entry(conversation).or_default().timeline.set_desk(view);
        self.pulse.send_modify(|pulse| pulse.revision += 1);
    }

    /// The link does not stand: it is given nothing, and a place in the queue that nobody tells any more is not shown any more.
    pub(super) fn link_is_down(&self) {
        self.direct.shut();
        self.forget_desks();
        self.healing.send_replace(None);
    }

    /// Nobody knows anything of the other end of any conversation.
    fn forget_desks(&self) {
        for room in self.rooms().values_mut() {
            room.timeline.set_desk(None);
        }
        self.pulse.send_modify(|pulse| pulse.revision += 1);
    }

    /// Whether the entry with this number has a place among those that are shown.
    pub(super) fn shows(&self, conversation: Conversation, position: u64) -> bool {
        let rooms = self.rooms();
        rooms.get(&conversation).is_some_and(|room| room.loaded && room.timeline.shows(position))
    }

    fn rooms(&self) -> MutexGuard<'_, BTreeMap<Conversation, Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what a screen has shown: for the bank, and for the list.
    async fn has_shown(&self, conversation: Conversation, seq: u64) {
        let advance = |read_to: &mut BTreeMap<Conversation, u64>| {
            let known = read_to.entry(conversation).or_default();
            std::mem::replace(known, seq.max(*known)) < seq
        };
        if !self.read_to.send_if_modified(advance) {
            return;
        }
        // What is shown does not wait for the disk; a count that is too high does no harm.
        let Some(store) = self.store.borrow().clone() else { return };
        let marked = blocking::run(move || match head_of(store.as_ref(), conversation)? {
            Some(head) => Ok(store.mark_read(head.id, seq)?),
            None => Ok(false),
        });
        if matches!(marked.await, Ok(true)) {
            self.hints.conversations.given();
        }
    }

    /// Waits for something newer than `after` in this conversation. Whoever asks has shown what came up to `after`.
    pub(super) async fn next_batch(&self, conversation: Conversation, after: u64) -> Result<Batch, Error> {
        let mut pulse = self.pulse.subscribe();
        if pulse.borrow().closed {
            return Err(Error::Closed);
        }
        self.load(conversation).await?;
        let shown = self.rooms().get(&conversation).map_or(0, |room| room.timeline.shown(after));
        self.has_shown(conversation, shown).await;
        loop {
            if pulse.borrow_and_update().closed {
                return Err(Error::Closed);
            }
            if let Some(batch) = self.rooms().get(&conversation).and_then(|room| room.timeline.batch(after)) {
                return Ok(batch);
            }
            pulse.changed().await.map_err(|_| Error::Closed)?;
        }
    }
}

/// A row of the outbox, where it is shown.
pub(super) fn shown(row: &OutboxRecord, reader: &Reader) -> Option<Shown> {
    ChatItem::of_outbox(row, reader).map(|item| (row.conversation, item))
}

//! The history in memory, under the same contract as the real one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::conversations::renumbered;
use kunci_core::ports::{
    ConversationRecord, EventKind, EventRecord, FileRecord, GapRecord, HeadRecord, HistoryStore, HistoryVault,
    KeptFrame, OutboxRecord, OutboxState, PartRecord, Speaker, StoreError, SummaryRecord, TranscriptRecord, Unverified,
};
use kunci_domain::conversations::Topic;
use kunci_domain::search::{self, Term};
use uuid::Uuid;

/// [`HistoryVault`] that lasts as long as its clones: the disk of a simulated phone.
#[derive(Debug, Clone, Default)]
pub struct MemoryHistory(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    owner: Option<Uuid>,
    conversations: Vec<ConversationRecord>,
    /// With their frames, which nothing but a transcript reads: see [`Self::shown`].
    events: Vec<EventRecord>,
    heads: Vec<HeadRecord>,
    outbox: Vec<OutboxRecord>,
    places: u64,
    files: Vec<(FileRecord, Vec<u8>)>,
    parts: Vec<(PartRecord, Vec<u8>)>,
}

impl Contents {
    /// Files that nothing waits with and that this is true of.
    fn forget_files(&mut self, goes: impl Fn(&FileRecord) -> bool) {
        let outbox = &self.outbox;
        let waits = |file: &FileRecord| outbox.iter().any(|row| row.client_id == file.id);
        self.files.retain(|(file, _)| waits(file) || !goes(file));
        let on_its_way =
            |part: &PartRecord| FileRecord { id: part.file, size: 0, at_ms: part.at_ms, fit: true, whole: false };
        self.parts.retain(|(part, _)| !goes(&on_its_way(part)));
    }

    fn received(&self, file: Uuid) -> Vec<u8> {
        let parts = self.parts.iter().filter(|(part, _)| part.file == file);
        parts.flat_map(|(_, sealed)| sealed).copied().collect()
    }

    /// What is on its way, as it is listed.
    fn on_their_way(&self) -> Vec<FileRecord> {
        let firsts = self.parts.iter().filter(|(part, _)| part.from == 0);
        let size = |file| u32::try_from(self.received(file).len()).unwrap_or(u32::MAX);
        let listed = firsts.map(|(part, _)| FileRecord {
            id: part.file,
            size: size(part.file),
            at_ms: part.at_ms,
            fit: true,
            whole: false,
        });
        listed.collect()
    }

    fn put_file(&mut self, file: FileRecord, sealed: &[u8]) {
        self.files.retain(|(known, _)| known.id != file.id);
        self.parts.retain(|(part, _)| part.file != file.id);
        let sealed = if file.fit { sealed.to_vec() } else { Vec::new() };
        let size = u32::try_from(sealed.len()).unwrap_or(u32::MAX);
        self.files.push((FileRecord { size, ..file }, sealed));
        self.files.sort_by_key(|(file, _)| file.id);
    }

    /// The events as they are read for a screen.
    fn shown(&self) -> Vec<EventRecord> {
        self.events.iter().map(|event| EventRecord { frame: Vec::new(), ..event.clone() }).collect()
    }
}

impl Contents {
    fn newest_gap(&self, conversation: Uuid, but: &[u64]) -> Option<GapRecord> {
        let own = || self.events.iter().filter(|event| event.conversation == conversation);
        let base = self.conversations.iter().find(|known| known.id == conversation).map_or(0, |known| known.base);
        let gaps = own().filter(|event| event.kind == EventKind::Gap && event.seq > base && !but.contains(&event.seq));
        let gap = gaps.max_by_key(|event| event.seq)?;
        let front = own().filter(|event| event.seq < gap.seq).max_by_key(|event| event.seq);
        let (last, before) = front.map_or((0, [0; 32]), |event| (event.seq, event.leaf));
        Some(GapRecord { conversation, from: last + 1, to: gap.seq, leaf: gap.leaf, before })
    }
}

impl MemoryHistory {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HistoryVault for MemoryHistory {
    fn open(&self, owner: Uuid) -> Result<Arc<dyn HistoryStore>, StoreError> {
        let mut contents = self.contents();
        if contents.owner != Some(owner) {
            *contents = Contents { owner: Some(owner), ..Contents::default() };
        }
        Ok(Arc::new(self.clone()))
    }
}

impl HistoryStore for MemoryHistory {
    fn conversations(&self) -> Result<Vec<ConversationRecord>, StoreError> {
        Ok(self.contents().conversations.clone())
    }

    fn begin_conversation(&self, id: Uuid, epoch: u64, topic: Topic) -> Result<ConversationRecord, StoreError> {
        let mut contents = self.contents();
        if let Some(known) = contents.conversations.iter().find(|known| known.id == id && known.epoch == epoch) {
            return Ok(*known);
        }
        let fresh =
            ConversationRecord { id, epoch, last_seq: 0, head: [0; 32], controller_epoch: 0, topic, read: 0, base: 0 };
        if contents.conversations.iter().any(|known| known.id == id) {
            contents.conversations.retain(|known| known.id != id);
            contents.events.retain(|event| event.conversation != id);
            contents.heads.retain(|head| head.conversation != id);
            contents.forget_files(|_| true);
        }
        contents.conversations.push(fresh);
        contents.conversations.sort_by_key(|known| known.id);
        Ok(fresh)
    }

    fn renumber(&self, id: Uuid, epoch: u64, at_ms: i64) -> Result<(), StoreError> {
        let mut contents = self.contents();
        let Some(head) = contents.conversations.iter_mut().find(|known| known.id == id) else { return Ok(()) };
        let row = renumbered(head, at_ms);
        (head.epoch, head.last_seq, head.base, head.head) = (epoch, row.seq, row.seq, [0; 32]);
        let conversation = head.conversation();
        contents.events.push(row);
        for row in contents.outbox.iter_mut().filter(|row| row.conversation == conversation) {
            if matches!(row.state, OutboxState::Sending | OutboxState::Sent) {
                row.state = OutboxState::Queued;
            }
        }
        Ok(())
    }

    fn summary(&self, conversation: Uuid) -> Result<SummaryRecord, StoreError> {
        let contents = self.contents();
        let read = contents.conversations.iter().find(|known| known.id == conversation).map_or(0, |known| known.read);
        let mut own = contents.shown();
        own.retain(|event| event.conversation == conversation);
        own.sort_by_key(|event| event.seq);
        let says = |event: &&EventRecord| !matches!(event.kind, EventKind::Hidden | EventKind::Gap);
        let theirs = |event: &&EventRecord| !matches!(event.speaker, Speaker::You | Speaker::System);
        let unread = own.iter().filter(|event| event.seq > read).filter(says).filter(theirs).count() as u64;
        let notice = |event: &EventRecord, codes: [&str; 2]| {
            event.kind == EventKind::Notice && codes.contains(&event.text.as_str())
        };
        let newest = |wanted: &dyn Fn(&EventRecord) -> bool| {
            own.iter().filter(|event| wanted(event)).map(|event| event.seq).max().unwrap_or(0)
        };
        let over = newest(&|event| notice(event, ["ended", "reported"]));
        let again = newest(&|event| event.speaker == Speaker::You || notice(event, ["handed-over", "queued"]));
        Ok(SummaryRecord { last: own.iter().rev().find(says).cloned(), unread, ended: over > again })
    }

    fn mark_read(&self, conversation: Uuid, seq: u64) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let Some(known) = contents.conversations.iter_mut().find(|known| known.id == conversation) else {
            return Ok(false);
        };
        let read = seq.min(known.last_seq);
        let changed = read > known.read;
        known.read = known.read.max(read);
        Ok(changed)
    }

    fn events(&self, most: u32) -> Result<Vec<EventRecord>, StoreError> {
        let mut events = self.contents().shown();
        events.sort_by_key(|event| (event.seq, event.conversation));
        Ok(events.split_off(events.len().saturating_sub(most as usize)))
    }

    fn events_before(&self, conversation: Uuid, seq: u64, most: u32) -> Result<Vec<EventRecord>, StoreError> {
        let mut events = self.contents().shown();
        events.retain(|event| event.conversation == conversation && event.seq < seq);
        events.sort_by_key(|event| event.seq);
        Ok(events.split_off(events.len().saturating_sub(most as usize)))
    }

    fn search(&self, terms: &[Term], most: u32) -> Result<Vec<EventRecord>, StoreError> {
        let mut events = self.contents().shown();
        events.retain(|event| event.kind == EventKind::Text && search::highlights(terms, &event.text).is_some());
        events.sort_by_key(|event| std::cmp::Reverse((event.seq, event.conversation)));
        events.truncate(most as usize);
        Ok(events)
    }

    fn seq_of(&self, conversation: Uuid, client_id: Uuid) -> Result<Option<u64>, StoreError> {
        let fits = |event: &&EventRecord| event.conversation == conversation && event.client_id == Some(client_id);
        Ok(self.contents().events.iter().find(fits).map(|event| event.seq))
    }

    fn knows_leaf(&self, conversation: Uuid, leaf: &[u8; 32]) -> Result<bool, StoreError> {
        Ok(self.contents().events.iter().any(|event| event.conversation == conversation && event.leaf == *leaf))
    }

    fn leaf_at(&self, conversation: Uuid, seq: u64) -> Result<Option<[u8; 32]>, StoreError> {
        let fits = |event: &&EventRecord| event.conversation == conversation && event.seq == seq;
        Ok(self.contents().events.iter().find(fits).map(|event| event.leaf))
    }

    fn commit_events(&self, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let mut heads = contents.conversations.clone();
        for event in events {
            let Some(head) = heads.iter_mut().find(|head| head.id == event.conversation) else { return Ok(false) };
            let gap = event.kind == EventKind::Gap && event.seq > head.last_seq;
            if event.seq != head.last_seq + 1 && !gap {
                return Ok(false);
            }
            if event.speaker == Speaker::You && head.read == head.last_seq {
                head.read = event.seq;
            }
            head.last_seq = event.seq;
            head.head = event.leaf;
            head.controller_epoch = head.controller_epoch.max(event.controller_epoch);
        }
        contents.conversations = heads;
        contents.events.extend_from_slice(events);
        contents.outbox.retain(|row| !settles.contains(&row.client_id));
        Ok(true)
    }

    fn newest_gap(&self, conversation: Uuid, but: &[u64]) -> Result<Option<GapRecord>, StoreError> {
        Ok(self.contents().newest_gap(conversation, but))
    }

    fn heal_gap(&self, gap: &GapRecord, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let own = |event: &&EventRecord| event.conversation == gap.conversation && event.kind == EventKind::Gap;
        let later: Vec<u64> =
            contents.events.iter().filter(own).map(|event| event.seq).filter(|seq| *seq > gap.to).collect();
        if contents.newest_gap(gap.conversation, &later) != Some(*gap) || !gap.is_filled_by(events) {
            return Ok(false);
        }
        contents.events.retain(|event| event.conversation != gap.conversation || event.seq != gap.to);
        contents.events.extend_from_slice(events);
        contents.events.sort_by_key(|event| (event.conversation, event.seq));
        contents.outbox.retain(|row| !settles.contains(&row.client_id));
        Ok(true)
    }

    fn revoke_badge(&self, badge_key: &str, since_ms: i64) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let mut changed = false;
        for event in &mut contents.events {
            let proven = matches!(event.speaker, Speaker::Bot { .. } | Speaker::VerifiedAgent { .. });
            if proven && event.badge_key.as_deref() == Some(badge_key) && event.at_ms >= since_ms {
                event.speaker = Speaker::Unverified { why: Unverified::Revoked };
                changed = true;
            }
        }
        Ok(changed)
    }

    fn keep_head(&self, head: &HeadRecord) -> Result<(), StoreError> {
        let mut contents = self.contents();
        if contents.conversations.iter().any(|known| known.id == head.conversation) {
            contents.heads.retain(|known| known.conversation != head.conversation);
            contents.heads.push(head.clone());
        }
        Ok(())
    }

    fn transcript(&self, conversation: Uuid) -> Result<Option<TranscriptRecord>, StoreError> {
        let contents = self.contents();
        let Some(head) = contents.heads.iter().find(|head| head.conversation == conversation) else { return Ok(None) };
        let own = |event: &&EventRecord| event.conversation == conversation && event.seq <= head.seq;
        let ends = contents.events.iter().filter(own).filter(|event| event.leaf == [0; 32]).map(|event| event.seq);
        let base = ends.max().unwrap_or(0);
        let covered = |event: &&EventRecord| own(event) && event.seq > base;
        let kept = |event: &EventRecord| KeptFrame { seq: event.seq, leaf: event.leaf, frame: event.frame.clone() };
        let events = contents.events.iter().filter(covered).map(kept).collect();
        Ok(Some(TranscriptRecord { head: head.clone(), events }))
    }

    fn forget_words_before(&self, before_ms: i64) -> Result<u64, StoreError> {
        let mut contents = self.contents();
        let due = |event: &EventRecord| event.at_ms < before_ms && event.kind != EventKind::Gap;
        let mut forgotten = 0;
        for event in contents.events.iter_mut().filter(|event| due(event)) {
            let had_words = event.kind != EventKind::Hidden || !event.text.is_empty() || !event.frame.is_empty();
            forgotten += u64::from(had_words);
            forget_words(event);
        }
        contents.forget_files(|file| file.at_ms < before_ms);
        Ok(forgotten)
    }

    fn outbox(&self) -> Result<Vec<OutboxRecord>, StoreError> {
        Ok(self.contents().outbox.clone())
    }

    fn enqueue(&self, row: &OutboxRecord) -> Result<OutboxRecord, StoreError> {
        let mut contents = self.contents();
        if let Some(known) = contents.outbox.iter().find(|known| known.client_id == row.client_id) {
            return Ok(known.clone());
        }
        contents.places += 1;
        let own = OutboxRecord { place: contents.places, ..row.clone() };
        contents.outbox.push(own.clone());
        Ok(own)
    }

    fn enqueue_with_file(&self, row: &OutboxRecord, sealed: &[u8]) -> Result<OutboxRecord, StoreError> {
        let own = self.enqueue(row)?;
        let mut contents = self.contents();
        if !contents.files.iter().any(|(file, _)| file.id == row.client_id) {
            let file = FileRecord { id: row.client_id, size: 0, at_ms: row.created_ms, fit: true, whole: true };
            contents.put_file(file, sealed);
        }
        Ok(own)
    }

    fn keep_file(&self, file: &FileRecord, sealed: &[u8]) -> Result<(), StoreError> {
        self.contents().put_file(*file, sealed);
        Ok(())
    }

    fn file_part(&self, id: Uuid, from: u32, most: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let contents = self.contents();
        let found = contents.files.iter().find(|(file, _)| file.id == id && file.fit);
        Ok(found.map(|(_, sealed)| sealed.iter().skip(from as usize).take(most as usize).copied().collect()))
    }

    fn files(&self) -> Result<Vec<FileRecord>, StoreError> {
        let contents = self.contents();
        let mut all = contents.on_their_way();
        all.extend(contents.files.iter().map(|(file, _)| *file));
        all.sort_by_key(|file| (file.id, file.whole));
        Ok(all)
    }

    fn receive_part(&self, part: &PartRecord, sealed: &[u8]) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let follows = contents.received(part.file).len() == part.from as usize;
        if follows {
            contents.parts.push((*part, sealed.to_vec()));
        }
        Ok(follows)
    }

    fn received(&self, file: Uuid) -> Result<Vec<u8>, StoreError> {
        Ok(self.contents().received(file))
    }

    fn forget_received(&self, file: Uuid) -> Result<(), StoreError> {
        self.contents().parts.retain(|(part, _)| part.file != file);
        Ok(())
    }

    fn forget_received_before(&self, before_ms: i64) -> Result<(), StoreError> {
        let mut contents = self.contents();
        let parts = &contents.parts;
        let newest = |file| parts.iter().filter(|(part, _)| part.file == file).map(|(part, _)| part.came_ms).max();
        let old: Vec<Uuid> = parts
            .iter()
            .map(|(part, _)| part.file)
            .filter(|file| newest(*file).is_some_and(|came| came < before_ms))
            .collect();
        contents.parts.retain(|(part, _)| !old.contains(&part.file));
        Ok(())
    }

    fn set_outbox_state(&self, client_id: Uuid, state: OutboxState) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let Some(row) = contents.outbox.iter_mut().find(|row| row.client_id == client_id) else { return Ok(false) };
        row.state = state;
        row.said |= state == OutboxState::Sending;
        Ok(true)
    }

    fn renew_failed(&self, client_id: Uuid, row: &OutboxRecord) -> Result<Option<OutboxRecord>, StoreError> {
        let mut contents = self.contents();
        let failed = |row: &OutboxRecord| row.client_id == client_id && matches!(row.state, OutboxState::Failed(_));
        let Some(at) = contents.outbox.iter().position(failed) else { return Ok(None) };
        contents.outbox.remove(at);
        contents.places += 1;
        let own = OutboxRecord { place: contents.places, ..row.clone() };
        contents.outbox.push(own.clone());
        Ok(Some(own))
    }

    fn cancel(&self, client_id: Uuid) -> Result<bool, StoreError> {
        let mut contents = self.contents();
        let before = contents.outbox.len();
        let goes = |row: &OutboxRecord| {
            row.client_id == client_id && (matches!(row.state, OutboxState::Failed(_)) || !row.said)
        };
        contents.outbox.retain(|row| !goes(row));
        let removed = contents.outbox.len() < before;
        if removed {
            contents.files.retain(|(file, _)| file.id != client_id);
        }
        Ok(removed)
    }

    fn requeue_sending(&self) -> Result<(), StoreError> {
        for row in self.contents().outbox.iter_mut().filter(|row| row.state == OutboxState::Sending) {
            row.state = OutboxState::Queued;
        }
        Ok(())
    }
}

fn forget_words(event: &mut EventRecord) {
    event.kind = EventKind::Hidden;
    event.text.clear();
    event.frame.clear();
    match &mut event.speaker {
        Speaker::Bot { name } => name.clear(),
        Speaker::VerifiedAgent { name, employee_id } => {
            name.clear();
            employee_id.clear();
        }
        Speaker::You | Speaker::Unverified { .. } | Speaker::System => {}
    }
}

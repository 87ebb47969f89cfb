//! A gap closes from its newest end. What comes in its place must lead, hash by hash, to what the phone has of it already, so nothing but
//! what was said fits. [`Filling::of`] is pure but for what it looks up; [`History::heal`] acts.

use std::collections::HashSet;
use std::sync::Arc;

use kunci_wire::Bytes32;
use kunci_wire::chat::{Event, RevokedKey};
use kunci_wire::link::{Gap, Numbered, Range, ServerFrame};
use uuid::Uuid;

use super::history::History;
use super::proof;
use super::receive::{asked, blank, judged, opaque, record, settles, signatures};
use crate::Error;
use crate::bank::VerifiedBundle;
use crate::ports::{ConversationRecord, EventKind, EventRecord, GapRecord, HistoryStore, Speaker};

/// By what words of the past are judged.
#[derive(Clone)]
pub(super) struct Judges {
    pub(super) bundle: Arc<VerifiedBundle>,
    pub(super) revoked: Arc<[RevokedKey]>,
    /// Words of before this time (bank time, milliseconds since 1970 UTC) are kept no more.
    pub(super) forget_before_ms: i64,
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Healed {
    /// The gap is smaller, or none any more.
    Yes,
    /// The bank does not have it any more.
    Gone,
    /// It is not what the phone has the hash of: nothing was changed.
    Broken,
}

/// What goes into the place of a gap.
struct Filling {
    rows: Vec<EventRecord>,
    /// What of it waited in the outbox.
    settles: Vec<Uuid>,
}

/// One frame of an answer.
enum Told {
    Event(Box<Event>),
    /// Of a later version.
    Opaque(Numbered),
}

impl Told {
    fn of(frame: &[u8]) -> Option<Self> {
        match ServerFrame::parse(frame).ok()? {
            ServerFrame::Event(event) => Some(Self::Event(event)),
            ServerFrame::Unknown(Some(at)) => Some(Self::Opaque(at)),
            _ => None,
        }
    }

    fn place(&self) -> (Uuid, u64, u64) {
        match self {
            Self::Event(event) => (event.conversation, event.epoch, event.seq),
            Self::Opaque(at) => (at.conversation, at.epoch, at.seq),
        }
    }

    /// The hash after it, if it follows `head`.
    fn follows(&self, head: [u8; 32]) -> Result<Option<[u8; 32]>, Error> {
        match self {
            Self::Event(event) => Ok(proof::continues(&head, event)?.then_some(event.leaf.0)),
            Self::Opaque(at) => Ok(Some(at.leaf.map_or(head, |leaf| leaf.0))),
        }
    }
}

impl Filling {
    /// `None`: it does not fit.
    fn of(
        store: &dyn HistoryStore,
        known: &ConversationRecord,
        gap: &GapRecord,
        range: &Range,
        judges: &Judges,
    ) -> Result<Option<Self>, Error> {
        let frames = range.frames.iter().map(serde_json::to_vec).collect::<Result<Vec<_>, _>>();
        let frames = frames.map_err(|_| Error::Internal)?;
        let told: Option<Vec<Told>> = frames.iter().map(|frame| Told::of(frame)).collect();
        let Some(told) = told else { return Ok(None) };
        let Some(from) = (gap.to + 1).checked_sub(told.len() as u64).filter(|from| *from >= gap.from) else {
            return Ok(None);
        };
        let mut head = range.before.0;
        let mut leaves = HashSet::from([[0; 32], head]);
        for (seq, one) in (from..).zip(&told) {
            if one.place() != (gap.conversation, known.epoch, known.numbered(seq)) {
                return Ok(None);
            }
            let Some(after) = one.follows(head)? else { return Ok(None) };
            head = after;
            leaves.insert(after);
        }
        let is_whole = from == gap.from;
        if head != gap.leaf || (is_whole && range.before.0 != gap.before) {
            return Ok(None);
        }
        // As the conversation stood in front of it. Who answered then is not known where there is a hole: it is counted within what came.
        let (id, last_seq, head) = (gap.conversation, from - 1, range.before.0);
        let mut standing = ConversationRecord { id, last_seq, head, controller_epoch: 0, ..*known };
        let mut filling = Self { rows: Vec::with_capacity(told.len() + 1), settles: Vec::new() };
        if !is_whole {
            filling.rows.push(rest(gap, &standing)?);
        }
        let mut ids = HashSet::new();
        for (one, frame) in told.into_iter().zip(frames) {
            let row = match one {
                Told::Event(event) => {
                    let knows = |leaf: &[u8; 32]| -> Result<bool, Error> {
                        Ok(leaves.contains(leaf) || store.knows_leaf(gap.conversation, leaf)?)
                    };
                    // What the writer had seen may lie in what is still missing.
                    let signatures = signatures(&event, &judges.bundle);
                    let judged = judged(&event, signatures, &judges.revoked, |leaf| Ok(!is_whole || knows(leaf)?))?;
                    let twin = match event.client_id {
                        Some(id) => !ids.insert(id) || store.seq_of(gap.conversation, id)?.is_some(),
                        None => false,
                    };
                    filling.settles.extend(settles(&event));
                    let asked = asked(&event, &judges.bundle);
                    EventRecord { frame, ..record(&standing, &event, judged, twin, asked.as_ref()) }
                }
                Told::Opaque(at) => opaque(&standing, at, frame, judges.forget_before_ms),
            };
            standing.controller_epoch = standing.controller_epoch.max(row.controller_epoch);
            standing.head = row.leaf;
            filling.rows.push(if row.at_ms < judges.forget_before_ms { without_words(row) } else { row });
        }
        Ok(Some(filling))
    }
}

/// What is left of the gap in front of what came.
fn rest(gap: &GapRecord, front: &ConversationRecord) -> Result<EventRecord, Error> {
    let ConversationRecord { id: conversation, epoch, last_seq: to, head, .. } = *front;
    let (from, last) = (front.numbered(gap.from), front.numbered(to));
    let said = Gap { conversation, epoch, from, to: last, leaf: Bytes32(head) };
    let frame = ServerFrame::Gap(said).to_bytes().map_err(|_| Error::Internal)?;
    Ok(EventRecord { seq: to, kind: EventKind::Gap, frame, ..blank(front) })
}

/// As what has had its time stays: its place and its hash.
fn without_words(row: EventRecord) -> EventRecord {
    let (kind, text, frame) = (EventKind::Hidden, String::new(), Vec::new());
    EventRecord { kind, text, frame, speaker: Speaker::System, badge_key: None, ..row }
}

impl History {
    /// The gap to be asked for next. `but`: those that the bank cannot fill.
    pub(super) async fn next_gap(&self, conversation: Uuid, but: Vec<u64>) -> Result<Option<GapRecord>, Error> {
        let gap = self.read(move |store| Ok(store.newest_gap(conversation, &but)?)).await?;
        self.healing.send_replace(gap.map(|gap| (gap.conversation, gap.to)));
        Ok(gap)
    }

    /// Puts what came into the place of the gap.
    pub(super) async fn heal(&self, gap: GapRecord, range: Range, judges: Judges) -> Result<Healed, Error> {
        if range.frames.is_empty() {
            return Ok(Healed::Gone);
        }
        let healed = self.read(move |store| {
            let known = store.conversations()?.into_iter().find(|known| known.id == gap.conversation);
            let Some(known) = known else { return Ok(None) };
            let Some(filling) = Filling::of(store, &known, &gap, &range, &judges)? else { return Ok(None) };
            let done = store.heal_gap(&gap, &filling.rows, &filling.settles)?;
            Ok(done.then(|| known.conversation()))
        });
        let Some(conversation) = healed.await? else { return Ok(Healed::Broken) };
        if self.shows(conversation, gap.to) {
            self.reload().await?;
        }
        Ok(Healed::Yes)
    }
}

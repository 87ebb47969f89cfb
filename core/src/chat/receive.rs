//! What an incoming event is and does. [`place`] and [`record`] are pure; [`History::commit`] acts.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::Arc;

use jiff::Timestamp;
use kunci_wire::attachments::{Descriptor, DocumentRequest};
use kunci_wire::chat::{Body, ChatHead, Event, RevokedKey, Sender};
use kunci_wire::link::{Gap, Numbered};

use super::history::{History, Reader, Shown};
use super::item::ChatItem;
use super::proof::{self, Judgement, Signatures};
use super::request;
use super::timeline::WINDOW;
use crate::bank::VerifiedBundle;
use crate::ports::{Conversation, ConversationRecord, EventKind, EventRecord, HeadRecord, HistoryStore, Speaker};
use crate::{Error, blocking};
use kunci_wire::keys::key_use;
use kunci_wire::signed::typ;
use uuid::Uuid;

/// Threads that look at signatures at once.
const THREADS: usize = 4;
/// Events that one thread looks at, at least.
const FEW: usize = 8;

/// Where an event stands against what is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The next one.
    Next,
    /// Committed before: said again after a lost acknowledgement.
    Known,
    /// Something is missing in between, or it belongs to another numbering: ask again from the head.
    OutOfOrder,
}

/// What came of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Received {
    /// On disk (now or before): to be acknowledged.
    Committed(u64),
    /// Nothing was changed: the connection starts anew from what is committed.
    OutOfOrder,
    /// The event contradicts the transcript: nothing was changed.
    Broken,
}

pub(super) fn place(head: &ConversationRecord, epoch: u64, seq: u64) -> Place {
    let last = head.numbered(head.last_seq);
    if head.epoch != epoch {
        Place::OutOfOrder
    } else if seq <= last {
        Place::Known
    } else if seq == last + 1 {
        Place::Next
    } else {
        Place::OutOfOrder
    }
}

/// The record of an event that continues the transcript. `twin`: its client id was committed under another number.
///
/// `asked`: what a request for documents says, if the bank has signed it.
pub(super) fn record(
    head: &ConversationRecord,
    event: &Event,
    judged: Judgement,
    twin: bool,
    asked: Option<&DocumentRequest>,
) -> EventRecord {
    // After a person has taken over, a bot is not heard any more: its answer belongs to an earlier controller epoch.
    let late = event.sender == Sender::Bot && event.controller_epoch < head.controller_epoch;
    let kind = match &event.body {
        _ if late || twin => EventKind::Hidden,
        Body::Text { .. } => EventKind::Text,
        Body::Notice { .. } => EventKind::Notice,
        // A descriptor that this version cannot read may be one of a later version.
        Body::Attachment { descriptor } => {
            Descriptor::parse(descriptor).map_or(EventKind::Opaque, |_| EventKind::Attachment)
        }
        Body::DocumentRequest { .. } if request::is_honoured(event, &judged.speaker, asked) => {
            EventKind::DocumentRequest
        }
        Body::DocumentRequest { .. } => EventKind::FalseRequest,
    };
    let text = match kind {
        EventKind::DocumentRequest => asked.and_then(|asked| serde_json::to_string(asked).ok()).unwrap_or_default(),
        _ => event.body.text().to_owned(),
    };
    EventRecord {
        conversation: event.conversation,
        seq: head.place(event.seq),
        at_ms: event.at.as_millisecond(),
        client_id: event.client_id.filter(|_| !twin),
        controller_epoch: event.controller_epoch.max(head.controller_epoch),
        leaf: event.leaf.0,
        speaker: judged.speaker,
        badge_key: judged.badge_key,
        kind,
        text,
        frame: Vec::new(),
    }
}

/// What a request for documents says, if the bank has signed it.
pub(super) fn asked(event: &Event, bundle: &VerifiedBundle) -> Option<DocumentRequest> {
    match &event.body {
        Body::DocumentRequest { signed } => bundle.verify_signed(signed, key_use::BADGE, typ::DOCUMENT_REQUEST).ok(),
        _ => None,
    }
}

/// What the signatures of an event say, by the bank's keys.
pub(super) fn signatures(event: &Event, bundle: &VerifiedBundle) -> Signatures {
    let badge = |signed: &str, typ: &str| bundle.badge(signed, typ);
    proof::signatures(event, badge, |signed| bundle.verify_signed(signed, key_use::BADGE, typ::SESSION_KEY).ok())
}

/// Who speaks; `seen` says whether the writer had seen this very conversation.
pub(super) fn judged(
    event: &Event,
    signatures: Signatures,
    revoked: &[RevokedKey],
    seen: impl FnOnce(&[u8; 32]) -> Result<bool, Error>,
) -> Result<Judgement, Error> {
    let mut failed = None;
    let seen = |leaf: &[u8; 32]| {
        seen(leaf).unwrap_or_else(|error| {
            failed = Some(error);
            false
        })
    };
    let judgement = proof::judge(event, signatures, |key| since(revoked, key), seen);
    failed.map_or(Ok(judgement), Err)
}

/// The customer's own words, or a notice, settle what waits in the outbox. Nobody else's words do.
pub(super) fn settles(event: &Event) -> Option<Uuid> {
    event.client_id.filter(|_| matches!(event.sender, Sender::Customer | Sender::Bank))
}

/// An event that came, and what its signatures say if they were looked at before it is committed.
pub(super) struct Heard {
    event: Event,
    raw: Vec<u8>,
    signatures: Option<Signatures>,
}

impl Heard {
    /// In which conversation it stands, and in which numbering.
    pub(super) fn numbering(&self) -> (Uuid, u64) {
        (self.event.conversation, self.event.epoch)
    }

    /// Whether it claims to be said by the bank's staff, a bot or a person.
    pub(super) fn is_staff_s(&self) -> bool {
        matches!(self.event.sender, Sender::Agent | Sender::Bot)
    }
}

/// Looks at the signatures of events that came together, on as many threads as there are processors, up to [`THREADS`]. Of a few they are
/// looked at where they are committed: to hand them to another thread and back takes longer.
pub(super) async fn hear(events: Vec<(Event, Vec<u8>)>, bundle: &Arc<VerifiedBundle>) -> Result<Vec<Heard>, Error> {
    if events.len() < FEW {
        return Ok(events.into_iter().map(|(event, raw)| Heard { event, raw, signatures: None }).collect());
    }
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(THREADS);
    // A few are sooner looked at than handed round.
    let share = events.len().div_ceil(threads).max(FEW);
    let (mut left, mut shares) = (events.into_iter(), Vec::new());
    loop {
        let part: Vec<_> = left.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        let bundle = Arc::clone(bundle);
        shares.push(tokio::spawn(blocking::run(move || {
            let heard = |(event, raw)| Heard { signatures: Some(signatures(&event, &bundle)), event, raw };
            Ok(part.into_iter().map(heard).collect::<Vec<_>>())
        })));
    }
    let mut heard = Vec::new();
    for share in shares {
        heard.extend(share.await.unwrap_or(Err(Error::Internal))?);
    }
    Ok(heard)
}

/// Events of one conversation that came together, judged one after the other as if each were on disk before the next.
#[derive(Default)]
struct Run {
    /// Where they are shown.
    conversation: Option<Conversation>,
    rows: Vec<EventRecord>,
    /// What of them waited in the outbox.
    settles: Vec<Uuid>,
    /// What the transcript's hash was after each.
    leaves: HashSet<[u8; 32]>,
    /// What their senders named them.
    ids: HashSet<Uuid>,
}

impl Run {
    /// Judges as many as follow one another; what came of them all is what came of the last one looked at.
    fn judge(
        &mut self,
        store: &dyn HistoryStore,
        heard: Vec<Heard>,
        (bundle, revoked): (&VerifiedBundle, &[RevokedKey]),
    ) -> Result<Received, Error> {
        let Some(first) = heard.first() else { return Ok(Received::OutOfOrder) };
        let Some(mut head) = head(store, first.event.conversation)? else { return Ok(Received::OutOfOrder) };
        self.conversation = Some(head.conversation());
        for Heard { event, raw, signatures: looked_at } in heard {
            match place(&head, event.epoch, event.seq) {
                Place::Known => continue,
                Place::OutOfOrder => return Ok(Received::OutOfOrder),
                Place::Next => {}
            }
            if !proof::continues(&head.head, &event)? {
                return Ok(Received::Broken);
            }
            let seen = |leaf: &[u8; 32]| {
                let here = *leaf == [0; 32] || self.leaves.contains(leaf);
                Ok(here || store.knows_leaf(event.conversation, leaf)?)
            };
            let signatures = looked_at.unwrap_or_else(|| signatures(&event, bundle));
            let judged = judged(&event, signatures, revoked, seen)?;
            let twin = match event.client_id {
                Some(client_id) => {
                    !self.ids.insert(client_id) || store.seq_of(event.conversation, client_id)?.is_some()
                }
                None => false,
            };
            let asked = asked(&event, bundle);
            let row = EventRecord { frame: raw, ..record(&head, &event, judged, twin, asked.as_ref()) };
            head = ConversationRecord {
                last_seq: row.seq,
                head: row.leaf,
                controller_epoch: row.controller_epoch,
                ..head
            };
            self.leaves.insert(row.leaf);
            self.settles.extend(settles(&event));
            self.rows.push(row);
        }
        Ok(Received::Committed(head.numbered(head.last_seq)))
    }

    /// Commits what was judged; what there is to show of it is made meanwhile, because warnings are looked for in every word.
    fn kept(&self, store: &dyn HistoryStore, reader: &Reader) -> Result<(bool, Vec<Shown>), Error> {
        let item = |row| Some((self.conversation?, ChatItem::of_event(row, reader)?));
        // The window would drop what came before these at once.
        let shown = self.rows.get(self.rows.len().saturating_sub(WINDOW as usize)..).unwrap_or_default();
        let items = || shown.iter().filter_map(item).collect();
        let commit =
            || -> Result<bool, Error> { Ok(self.rows.is_empty() || store.commit_events(&self.rows, &self.settles)?) };
        if self.rows.len() < FEW {
            return Ok((commit()?, items()));
        }
        std::thread::scope(|both| {
            let items = both.spawn(|| blocking::wiped(items));
            let committed = commit()?;
            Ok((committed, items.join().map_err(|_| Error::Internal)?))
        })
    }
}

impl History {
    /// Judges events of one conversation that came together and commits them: what follows up to the first that does not.
    pub(super) async fn commit(
        &self,
        heard: Vec<Heard>,
        bundle: &Arc<VerifiedBundle>,
        revoked: &Arc<[RevokedKey]>,
    ) -> Result<Received, Error> {
        let (bundle, revoked) = (Arc::clone(bundle), Arc::clone(revoked));
        self.change(move |store, reader| {
            let mut run = Run::default();
            let received = run.judge(store, heard, (&bundle, &revoked))?;
            let (committed, items) = run.kept(store, reader)?;
            if committed { Ok((received, items)) } else { Ok((Received::OutOfOrder, Vec::new())) }
        })
        .await
    }

    /// Commits what this version cannot read, so that a later one can.
    pub(super) async fn commit_opaque(&self, at: Numbered, raw: Vec<u8>, now_ms: i64) -> Result<Received, Error> {
        self.change(move |store, reader| {
            let Some(head) = head(store, at.conversation)? else { return Ok((Received::OutOfOrder, None)) };
            match place(&head, at.epoch, at.seq) {
                Place::Known => return Ok((Received::Committed(head.numbered(head.last_seq)), None)),
                Place::OutOfOrder => return Ok((Received::OutOfOrder, None)),
                Place::Next => {}
            }
            committed(store, &head, &opaque(&head, at, raw, now_ms), reader)
        })
        .await
    }

    /// Commits that events are gone.
    pub(super) async fn commit_gap(&self, gap: Gap, raw: Vec<u8>, now_ms: i64) -> Result<Received, Error> {
        self.change(move |store, reader| {
            let Some(head) = head(store, gap.conversation)? else { return Ok((Received::OutOfOrder, None)) };
            if place(&head, gap.epoch, gap.from) != Place::Next || gap.to < gap.from {
                return Ok((Received::OutOfOrder, None));
            }
            let (seq, leaf, kind) = (head.place(gap.to), gap.leaf.0, EventKind::Gap);
            let row = EventRecord { seq, at_ms: now_ms, leaf, kind, frame: raw, ..blank(&head) };
            committed(store, &head, &row, reader)
        })
        .await
    }
}

/// From when on a badge key is taken back; the earliest time counts.
fn since(revoked: &[RevokedKey], key: &str) -> Option<Timestamp> {
    revoked.iter().filter(|revoked| revoked.key == key).map(|revoked| revoked.since).min()
}

impl History {
    /// Keeps the bank's signature over what is committed here; `false`: it signs something else.
    pub(super) async fn keep_head(&self, said: ChatHead, signed: String, keys: String) -> Result<bool, Error> {
        self.read(move |store| {
            let Some(head) = head(store, said.conversation)? else { return Ok(false) };
            let seq = head.place(said.seq);
            let told = told(&head, store.leaf_at(said.conversation, seq)?, &said);
            if told {
                store.keep_head(&HeadRecord { conversation: said.conversation, seq, signed, keys })?;
            }
            Ok(told)
        })
        .await
    }
}

/// Whether the bank signs what it has told: this hash, after this very event. `kept`: the hash after the event of that number here.
fn told(head: &ConversationRecord, kept: Option<[u8; 32]>, said: &ChatHead) -> bool {
    head.epoch == said.epoch && kept == Some(said.leaf.0)
}

/// The record of what this version cannot read.
pub(super) fn opaque(head: &ConversationRecord, at: Numbered, raw: Vec<u8>, at_ms: i64) -> EventRecord {
    EventRecord {
        seq: head.place(at.seq),
        at_ms,
        leaf: at.leaf.map_or(head.head, |leaf| leaf.0),
        kind: EventKind::Opaque,
        text: String::from_utf8_lossy(&raw).into_owned(),
        frame: raw,
        ..blank(head)
    }
}

pub(super) fn blank(head: &ConversationRecord) -> EventRecord {
    EventRecord {
        conversation: head.id,
        seq: 0,
        at_ms: 0,
        client_id: None,
        controller_epoch: head.controller_epoch,
        leaf: head.head,
        speaker: Speaker::System,
        badge_key: None,
        kind: EventKind::Hidden,
        text: String::new(),
        frame: Vec::new(),
    }
}

fn head(store: &dyn HistoryStore, conversation: Uuid) -> Result<Option<ConversationRecord>, Error> {
    Ok(store.conversations()?.into_iter().find(|known| known.id == conversation))
}

fn committed(
    store: &dyn HistoryStore,
    head: &ConversationRecord,
    row: &EventRecord,
    reader: &Reader,
) -> Result<(Received, Option<Shown>), Error> {
    if store.commit_event(row, None)? {
        let entry = ChatItem::of_event(row, reader).map(|item| (head.conversation(), item));
        Ok((Received::Committed(head.numbered(row.seq)), entry))
    } else {
        Ok((Received::OutOfOrder, None))
    }
}

#[cfg(test)]
mod tests {
    use kunci_domain::conversations::Topic;
    use kunci_wire::Bytes32;

    use super::super::proof::tests::event;
    use super::*;

    fn head(epoch: u64, last_seq: u64, controller_epoch: u64) -> ConversationRecord {
        ConversationRecord {
            id: Uuid::from_u128(10),
            epoch,
            last_seq,
            head: [0; 32],
            controller_epoch,
            topic: Topic::General,
            read: 0,
            base: 0,
        }
    }

    #[test]
    fn chat_9_an_event_is_the_next_one_or_known_or_waits_for_its_turn() {
        let head = head(2, 5, 1);
        for (epoch, seq, expected) in [
            (2, 6, Place::Next),
            (2, 5, Place::Known),
            (2, 1, Place::Known),
            (2, 7, Place::OutOfOrder),
            (1, 6, Place::OutOfOrder),
            (3, 6, Place::OutOfOrder),
        ] {
            assert_eq!(place(&head, epoch, seq), expected, "{epoch} {seq}");
        }
    }

    #[test]
    fn chat_12_a_signature_over_another_event_than_the_one_it_numbers_is_not_taken() {
        let conversation = head(2, 5, 1);
        let said = ChatHead {
            conversation: conversation.id,
            epoch: 2,
            seq: 4,
            leaf: Bytes32([4; 32]),
            at: Timestamp::UNIX_EPOCH,
        };
        assert!(told(&conversation, Some([4; 32]), &said));
        assert!(!told(&conversation, Some([3; 32]), &said), "the hash after another event");
        assert!(!told(&conversation, None, &said), "a number that nothing has here");
        assert!(!told(&head(1, 5, 1), Some([4; 32]), &said), "of another numbering");
    }

    #[test]
    fn chat_7_a_bot_is_not_heard_after_a_person_has_taken_over() {
        let bot = Event { sender: Sender::Bot, controller_epoch: 1, ..event() };
        let speaker = || Judgement::from(Speaker::Bot { name: "Bot".into() });
        assert_eq!(record(&head(1, 0, 1), &bot, speaker(), false, None).kind, EventKind::Text);
        let late = record(&head(1, 0, 2), &bot, speaker(), false, None);
        assert_eq!((late.kind, late.controller_epoch), (EventKind::Hidden, 2));
        let agent = Event { sender: Sender::Agent, controller_epoch: 1, ..event() };
        assert_eq!(record(&head(1, 0, 2), &agent, Speaker::System.into(), false, None).kind, EventKind::Text);
    }

    #[test]
    fn chat_2_of_two_times_a_badge_was_taken_back_the_earlier_one_counts() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let key = |key: &str, second| RevokedKey { key: key.to_owned(), since: at(second) };
        let revoked = [key("a", 9), key("a", 5), key("b", 1)];
        assert_eq!((since(&revoked, "a"), since(&revoked, "c")), (Some(at(5)), None));
    }

    #[test]
    fn chat_9_a_second_copy_takes_its_place_and_is_not_shown() {
        let copy = record(&head(1, 0, 1), &event(), Speaker::You.into(), true, None);
        assert_eq!((copy.kind, copy.client_id), (EventKind::Hidden, None));
    }

    #[test]
    fn chat_9_only_the_customer_s_own_words_and_notices_settle_what_waits() {
        for (sender, settled) in
            [(Sender::Customer, true), (Sender::Bank, true), (Sender::Agent, false), (Sender::Bot, false)]
        {
            assert_eq!(settles(&Event { sender, ..event() }).is_some(), settled, "{sender:?}");
        }
    }
}

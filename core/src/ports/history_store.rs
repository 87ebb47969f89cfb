use std::sync::Arc;

use kunci_domain::attachments::AttachmentFault;
use kunci_domain::conversations::Topic;
use kunci_domain::search::Term;
use uuid::Uuid;

use super::StoreError;

/// Where conversations are kept: a database of its own, opened only while the customer is signed in with the token.
pub trait HistoryVault: Send + Sync {
    /// Opens the history of `owner`. What another customer left on this phone is erased first.
    ///
    /// # Errors
    /// [`StoreError`].
    fn open(&self, owner: Uuid) -> Result<Arc<dyn HistoryStore>, StoreError>;
}

/// The history. Every method is one durable transaction: after `Ok` the change survives a power cut, after `Err` nothing
/// changed. Dropping it closes the database.
pub trait HistoryStore: Send + Sync {
    /// The conversations, by id.
    ///
    /// # Errors
    /// [`StoreError`].
    fn conversations(&self) -> Result<Vec<ConversationRecord>, StoreError>;
    /// Makes the conversation with this numbering, empty; events of another numbering are removed, and files that nothing waits with. Fine if it is there.
    ///
    /// # Errors
    /// [`StoreError`].
    fn begin_conversation(&self, id: Uuid, epoch: u64, topic: Topic) -> Result<ConversationRecord, StoreError>;
    /// The conversation goes on under another numbering: what was kept of it stays, a row says so, and behind that row the first event of the
    /// new numbering comes next. Nothing happens without the conversation.
    ///
    /// # Errors
    /// [`StoreError`].
    fn renumber(&self, id: Uuid, epoch: u64, at_ms: i64) -> Result<(), StoreError>;
    /// What a list shows of a conversation.
    ///
    /// # Errors
    /// [`StoreError`].
    fn summary(&self, conversation: Uuid) -> Result<SummaryRecord, StoreError>;
    /// Notes that the customer has read up to `seq`; it never goes back. Whether that changed anything. It may be lost in a power cut: then
    /// she is told of something that she has read.
    ///
    /// # Errors
    /// [`StoreError`].
    fn mark_read(&self, conversation: Uuid, seq: u64) -> Result<bool, StoreError>;
    /// The newest `most` events of all conversations, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    fn events(&self, most: u32) -> Result<Vec<EventRecord>, StoreError>;
    /// The newest `most` events of a conversation in front of number `seq`, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    fn events_before(&self, conversation: Uuid, seq: u64, most: u32) -> Result<Vec<EventRecord>, StoreError>;
    /// Messages that hold a word for each of `terms`, the newest first, at most `most`. None for no terms.
    ///
    /// # Errors
    /// [`StoreError`].
    fn search(&self, terms: &[Term], most: u32) -> Result<Vec<EventRecord>, StoreError>;
    /// Where the event with this client id stands.
    ///
    /// # Errors
    /// [`StoreError`].
    fn seq_of(&self, conversation: Uuid, client_id: Uuid) -> Result<Option<u64>, StoreError>;
    /// Whether `leaf` is the transcript's hash after some event kept here.
    ///
    /// # Errors
    /// [`StoreError`].
    fn knows_leaf(&self, conversation: Uuid, leaf: &[u8; 32]) -> Result<bool, StoreError>;
    /// The transcript's hash after the event with number `seq`; `None`: no event that ends at this number is kept here.
    ///
    /// # Errors
    /// [`StoreError`].
    fn leaf_at(&self, conversation: Uuid, seq: u64) -> Result<Option<[u8; 32]>, StoreError>;
    /// Appends the event, moves the conversation's head and removes the outbox row that it `settles`: all or nothing.
    /// `false`, and nothing changed, unless it follows the head directly.
    ///
    /// # Errors
    /// [`StoreError`].
    fn commit_event(&self, event: &EventRecord, settles: Option<Uuid>) -> Result<bool, StoreError> {
        self.commit_events(std::slice::from_ref(event), settles.as_slice())
    }
    /// As [`Self::commit_event`], of events that follow each other: in one transaction, because a disk takes longer for a commit than for
    /// a row. `false`, and nothing changed, unless each of them follows.
    ///
    /// # Errors
    /// [`StoreError`].
    fn commit_events(&self, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError>;
    /// The newest gap of a conversation, unless it ends at one of `but`.
    ///
    /// # Errors
    /// [`StoreError`].
    fn newest_gap(&self, conversation: Uuid, but: &[u64]) -> Result<Option<GapRecord>, StoreError>;
    /// Puts `events`, the last of which ends where the gap does, in its place, and removes the outbox rows that they `settle`: all or nothing.
    /// What is left of the gap is the first of them. `false`, and nothing changed, unless there is such a gap and they lie within it.
    ///
    /// # Errors
    /// [`StoreError`].
    fn heal_gap(&self, gap: &GapRecord, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError>;
    /// Says of every proven word of the badge key with thumbprint `badge_key`, from `since_ms` on (bank time), that its badge was
    /// taken back. Whether that changed anything. Words kept before badge keys were kept stay as they were judged.
    ///
    /// # Errors
    /// [`StoreError`].
    fn revoke_badge(&self, badge_key: &str, since_ms: i64) -> Result<bool, StoreError>;
    /// Keeps the bank's signature over a transcript, in the place of the one before. Nothing happens without the conversation.
    ///
    /// # Errors
    /// [`StoreError`].
    fn keep_head(&self, head: &HeadRecord) -> Result<(), StoreError>;
    /// The newest signed head, and what was received up to it, in its order. `None` without one.
    ///
    /// # Errors
    /// [`StoreError`].
    fn transcript(&self, conversation: Uuid) -> Result<Option<TranscriptRecord>, StoreError>;
    /// The words of events from before `before_ms` (bank time) are erased, with their frames, their files and their place in the search; number
    /// and hash stay, so that what follows can still be proved. How many events that were.
    ///
    /// # Errors
    /// [`StoreError`].
    fn forget_words_before(&self, before_ms: i64) -> Result<u64, StoreError>;
    /// What waits to be sent, in all conversations, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    fn outbox(&self) -> Result<Vec<OutboxRecord>, StoreError>;
    /// Appends a row, whatever `place` it says, and returns it with its own. Fine if its id is there already; the first one stays.
    ///
    /// # Errors
    /// [`StoreError`].
    fn enqueue(&self, row: &OutboxRecord) -> Result<OutboxRecord, StoreError>;
    /// As [`Self::enqueue`], with the sealed file that the row is about, all or nothing: a file is never kept without its message, nor said
    /// without its copy.
    ///
    /// # Errors
    /// [`StoreError`].
    fn enqueue_with_file(&self, row: &OutboxRecord, sealed: &[u8]) -> Result<OutboxRecord, StoreError>;
    /// Keeps a sealed file that came, in the place of what was kept under its id, also of its parts.
    ///
    /// # Errors
    /// [`StoreError`].
    fn keep_file(&self, file: &FileRecord, sealed: &[u8]) -> Result<(), StoreError>;
    /// Sealed bytes of a file from `from` on, at most `most`, none at its end. `None`: no such file is kept.
    ///
    /// # Errors
    /// [`StoreError`].
    fn file_part(&self, id: Uuid, from: u32, most: u32) -> Result<Option<Vec<u8>>, StoreError>;
    /// What is kept of files, by id: whole ones, and those that are on their way from the bank.
    ///
    /// # Errors
    /// [`StoreError`].
    fn files(&self) -> Result<Vec<FileRecord>, StoreError>;
    /// Keeps the next sealed bytes of a file that is on its way from the bank. `false`, and nothing changed, unless they begin where what is
    /// kept of it ends.
    ///
    /// # Errors
    /// [`StoreError`].
    fn receive_part(&self, part: &PartRecord, sealed: &[u8]) -> Result<bool, StoreError>;
    /// What is kept of such a file, from its first byte on.
    ///
    /// # Errors
    /// [`StoreError`].
    fn received(&self, file: Uuid) -> Result<Vec<u8>, StoreError>;
    /// The parts of this file go: it is fetched from its first byte on.
    ///
    /// # Errors
    /// [`StoreError`].
    fn forget_received(&self, file: Uuid) -> Result<(), StoreError>;
    /// The parts of files go of which nothing has come since `before_ms` (bank time).
    ///
    /// # Errors
    /// [`StoreError`].
    fn forget_received_before(&self, before_ms: i64) -> Result<(), StoreError>;
    /// Changes a row's state; `false`, and nothing changed, if it is gone. What becomes [`OutboxState::Sending`] counts as said from then on,
    /// so a row must not be said after `false`: it was taken back. That it has become [`OutboxState::Sent`] may be lost in a power cut: then it
    /// is said again under its id, which changes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    fn set_outbox_state(&self, client_id: Uuid, state: OutboxState) -> Result<bool, StoreError>;
    /// Puts `row` at the end of the queue in the place of the *failed* row `client_id`, all or nothing, and returns it with its own
    /// place. `None`, and nothing changed, unless there is such a failed row.
    ///
    /// # Errors
    /// [`StoreError`].
    fn renew_failed(&self, client_id: Uuid, row: &OutboxRecord) -> Result<Option<OutboxRecord>, StoreError>;
    /// Removes a row that has failed, or that was never said, with its file. `false`, and nothing changed, for any other.
    ///
    /// # Errors
    /// [`StoreError`].
    fn cancel(&self, client_id: Uuid) -> Result<bool, StoreError>;
    /// Rows that were being sent when the connection or the process ended go back into the queue.
    ///
    /// # Errors
    /// [`StoreError`].
    fn requeue_sending(&self) -> Result<(), StoreError>;
}

/// Which conversation is meant, before the bank has named it and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conversation {
    /// The one that every customer has.
    #[default]
    General,
    /// One that was begun about a topic.
    About(Uuid),
}

/// What a list shows of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRecord {
    /// The newest event that says something.
    pub last: Option<EventRecord>,
    /// How much others have said that the customer has not read.
    pub unread: u64,
    /// It was ended or reported, and nobody has written since.
    pub ended: bool,
}

/// A conversation's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConversationRecord {
    /// Which one.
    pub id: Uuid,
    /// Its numbering.
    pub epoch: u64,
    /// The place of the newest event committed; 0: none.
    pub last_seq: u64,
    /// What stands in front of the present numbering: the bank's number 1 has the place behind it. 0 for a conversation that was never numbered
    /// anew.
    pub base: u64,
    /// The transcript's hash after it; zeros at the start.
    pub head: [u8; 32],
    /// The highest controller epoch seen.
    pub controller_epoch: u64,
    /// What it is about.
    pub topic: Topic,
    /// Up to where the customer has read.
    pub read: u64,
}

impl ConversationRecord {
    /// The place of the event that the bank numbers so.
    #[must_use]
    pub const fn place(&self, seq: u64) -> u64 {
        self.base.saturating_add(seq)
    }

    /// The bank's number of the event at this place; 0 for what stands in front of its numbering.
    #[must_use]
    pub const fn numbered(&self, place: u64) -> u64 {
        place.saturating_sub(self.base)
    }

    /// How it is named by whoever does not know the bank's id of the general one.
    #[must_use]
    pub const fn conversation(&self) -> Conversation {
        match self.topic {
            Topic::General => Conversation::General,
            _ => Conversation::About(self.id),
        }
    }
}

/// A committed event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// Where.
    pub conversation: Uuid,
    /// Its place, or the last one of a gap: the bank's number, behind the conversation's base.
    pub seq: u64,
    /// Bank time, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What the sender named it.
    pub client_id: Option<Uuid>,
    /// Who answers the customer, counted.
    pub controller_epoch: u64,
    /// The transcript's hash after it.
    pub leaf: [u8; 32],
    /// Judged when it came: at event time, so that it stays true later.
    pub speaker: Speaker,
    /// RFC 7638 thumbprint of the badge key that proved the words; `None` for words that nobody proved.
    pub badge_key: Option<String>,
    /// What it is.
    pub kind: EventKind,
    /// The message's text, the notice's code, or what [`EventKind`] says.
    pub text: String,
    /// As received, for the transcript: [`HistoryStore::transcript`] gives it back, and nothing else does (it is empty there).
    pub frame: Vec<u8>,
}

/// A hole in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapRecord {
    /// Where.
    pub conversation: Uuid,
    /// The first missing number.
    pub from: u64,
    /// The last missing number.
    pub to: u64,
    /// The transcript's hash after it.
    pub leaf: [u8; 32],
    /// The hash in front of it; zeros at the start.
    pub before: [u8; 32],
}

impl GapRecord {
    /// Whether `events` follow one another from within the gap to its end.
    #[must_use]
    pub fn is_filled_by(&self, events: &[EventRecord]) -> bool {
        let (Some(first), Some(last)) = (events.first(), events.last()) else { return false };
        let follow = events.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq);
        let whole = events.iter().skip(1).all(|event| event.kind != EventKind::Gap);
        let own = events.iter().all(|event| event.conversation == self.conversation);
        follow && whole && own && first.seq >= self.from && last.seq == self.to && last.kind != EventKind::Gap
    }
}

/// The bank's signature over a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadRecord {
    /// Of which conversation.
    pub conversation: Uuid,
    /// Up to and with this event.
    pub seq: u64,
    /// [`kunci_wire::chat::ChatHead`] as signed.
    pub signed: String,
    /// The bank's badge keys of that time: a JSON array of JWK.
    pub keys: String,
}

/// What a transcript is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptRecord {
    /// The signature.
    pub head: HeadRecord,
    /// What it covers.
    pub events: Vec<KeptFrame>,
}

/// An event as received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFrame {
    /// Its number, or the last one of a gap.
    pub seq: u64,
    /// The transcript's hash after it.
    pub leaf: [u8; 32],
    /// Empty for what was kept before frames were kept.
    pub frame: Vec<u8>,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A message.
    Text,
    /// Something happened.
    Notice,
    /// Of a later version: kept as received, to be read by it.
    Opaque,
    /// Events that the bank does not have any more.
    Gap,
    /// A file: the text is its descriptor.
    Attachment,
    /// The bank asks for documents, under its signature: the text is the request.
    DocumentRequest,
    /// Somebody asks for documents, and it is not the bank's word.
    FalseRequest,
    /// Takes its place in the order and is not shown: a bot's answer that came after a person had taken over, or a second copy.
    Hidden,
}

/// Whose words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// The customer.
    You,
    /// The bank's program, by a bot's badge.
    Bot {
        /// Its name.
        name: String,
    },
    /// A person of the bank, by an agent's badge.
    VerifiedAgent {
        /// As the bank signed it.
        name: String,
        /// As the bank signed it.
        employee_id: String,
    },
    /// Somebody. Never shown as bank staff.
    Unverified {
        /// What is wrong.
        why: Unverified,
    },
    /// The bank or the app itself: notices.
    System,
}

/// Why nobody vouches for a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unverified {
    /// There is no badge.
    NoBadge,
    /// The badge is not signed by the bank.
    Forged,
    /// The badge was not valid at that time.
    Expired,
    /// The badge is for another conversation.
    Foreign,
    /// The bank had taken the badge's key back by that time.
    Revoked,
    /// The words are not signed by the badge's holder.
    NotTheHolder,
}

impl Unverified {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NoBadge, Self::Forged, Self::Expired, Self::Foreign, Self::Revoked, Self::NotTheHolder];

    /// The name in stores, journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoBadge => "no-badge",
            Self::Forged => "forged",
            Self::Expired => "expired",
            Self::Foreign => "foreign",
            Self::Revoked => "revoked",
            Self::NotTheHolder => "not-the-holder",
        }
    }
}

/// What is kept of a file of the chat, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRecord {
    /// The file's id.
    pub id: Uuid,
    /// Of its sealed bytes; 0: they are not kept.
    pub size: u32,
    /// Bank time of its message, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// `false`: what came was not what its message said, and is not kept.
    pub fit: bool,
    /// `false`: it is on its way from the bank, and so much of it is here.
    pub whole: bool,
}

/// Sealed bytes of a file that is on its way from the bank, without the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartRecord {
    /// The file's id.
    pub file: Uuid,
    /// Where it begins in the file.
    pub from: u32,
    /// Bank time of the file's message, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Bank time at which it came, likewise.
    pub came_ms: i64,
}

/// Something to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRecord {
    /// UUIDv7; the same for every attempt.
    pub client_id: Uuid,
    /// Where it is to be said.
    pub conversation: Conversation,
    /// Its place in the queue: the store gives it, ascending.
    pub place: u64,
    /// What it is.
    pub kind: OutboxKind,
    /// The message, or what [`OutboxKind`] says; empty for others.
    pub text: String,
    /// Bank time as the phone knew it, milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// Where it stands.
    pub state: OutboxState,
    /// Whether it was ever said: the bank may have it, whatever the phone has heard.
    pub said: bool,
}

/// The notice that stands where a numbering ends.
pub const RENUMBERED: &str = "epoch-reset";

/// What is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxKind {
    /// A message.
    Message,
    /// The wish to speak with a person.
    Handover,
    /// The customer is done.
    End,
    /// The customer is done, and reports a scam: the text is a [`kunci_wire::chat::ScamReport`] in JSON.
    Report,
    /// What she thinks of it: the text is one digit, 1 … 5, and her words.
    Feedback,
    /// A file: the text is its descriptor. Its upload comes first.
    Attachment,
}

/// Where something to be sent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxState {
    /// Waits.
    Queued,
    /// Said; the bank's word is outstanding.
    Sending,
    /// Committed at the bank; its event is on the way.
    Sent,
    /// Will not be sent; the customer decides.
    Failed(SendFailure),
}

/// Why something will not be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFailure {
    /// The bank refused it for good.
    Refused,
    /// It waited for two days.
    Expired,
    /// Its file was not taken.
    File(AttachmentFault),
}

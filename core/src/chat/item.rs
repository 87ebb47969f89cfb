//! What a screen shows of a conversation.

use kunci_domain::attachments::AttachmentKind;
use kunci_domain::texts::{self, Value};
use kunci_wire::attachments::Descriptor;
use kunci_wire::chat::notice;
use uuid::Uuid;

use super::desk::DeskView;
use super::history::Reader;
use super::shelf::Standing;
use super::{kept, request};
use crate::ports::{EventKind, EventRecord, OutboxKind, OutboxRecord, OutboxState, SendFailure, Speaker};

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatItem {
    /// The same from the moment it is typed until the bank's echo stands in its place.
    pub id: String,
    /// Entries are shown in this order.
    pub position: u64,
    /// What it is.
    pub kind: ItemKind,
    /// Whose words.
    pub speaker: Speaker,
    /// The words.
    pub text: String,
    /// For words of the customer.
    pub state: ItemState,
    /// A warning to show with it, in words.
    pub warning: Option<String>,
    /// Bank time, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// For a file: what it is and how it stands.
    pub attachment: Option<AttachmentView>,
}

/// A file of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentView {
    /// What it is, by its bytes.
    pub kind: AttachmentKind,
    /// Its bytes.
    pub size: u32,
    /// So many of them are at the bank. All of them as soon as the message is sent.
    pub sent: u32,
    /// So many of them have come while it is fetched, and are kept: fetching goes on from there. All of them where it is kept.
    pub received: u32,
    /// It opens without a network.
    pub kept: bool,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Somebody's words.
    Message,
    /// Something happened.
    Notice,
    /// Something waits for the customer's approval: the way to it belongs beside it.
    Request,
    /// A file: the words are its name.
    Attachment,
    /// The bank asks for documents, under its signature: the words say which, what for and for how long it keeps them.
    DocumentRequest,
    /// Of a later version: the customer should update the app.
    Update,
    /// Events that are not available any more.
    Gap,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// On this phone only, waiting.
    Queued,
    /// On its way.
    Sending,
    /// Committed at the bank.
    Sent,
    /// Will not be sent.
    Failed,
}

/// News for a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// To be named in the next call, which acknowledges this batch.
    pub revision: u64,
    /// What is new or has changed, by position.
    pub items: Vec<ChatItem>,
    /// These items are all there is: forget the rest.
    pub reset: bool,
    /// The other end, as of now; `None` while the link does not stand.
    pub desk: Option<DeskView>,
}

/// Local entries stand behind everything that the bank has numbered.
const LOCAL: u64 = 1 << 48;

impl ChatItem {
    /// The bank has given it its place.
    pub(super) fn is_numbered(&self) -> bool {
        self.position < LOCAL
    }

    /// The same, once the bank has it.
    pub(super) fn sent(self) -> Self {
        let attachment = self.attachment.map(|file| AttachmentView { sent: file.size, ..file });
        Self { state: ItemState::Sent, attachment, ..self }
    }

    /// `None` for what is not shown.
    pub(super) fn of_event(event: &EventRecord, reader: &Reader) -> Option<Self> {
        let language = reader.language;
        let say = |key: &str| texts::text(language, key, &[]);
        let (kind, text) = match event.kind {
            EventKind::Hidden => return None,
            EventKind::Text => (ItemKind::Message, event.text.clone()),
            EventKind::Notice => {
                let key = format!("chat-notice-{}", event.text);
                if texts::exists(language, &key) {
                    let asks = notice::REQUESTS.contains(&event.text.as_str());
                    (if asks { ItemKind::Request } else { ItemKind::Notice }, say(&key))
                } else {
                    (ItemKind::Update, say("chat-update-the-app"))
                }
            }
            EventKind::Attachment => (ItemKind::Attachment, kept::file_name(&event.text)),
            EventKind::DocumentRequest => match request::words(event, language) {
                Some(words) => (ItemKind::DocumentRequest, words),
                None => (ItemKind::Message, say("chat-document-request-false")),
            },
            EventKind::FalseRequest => (ItemKind::Message, say("chat-document-request-false")),
            EventKind::Opaque => (ItemKind::Update, say("chat-update-the-app")),
            EventKind::Gap => (ItemKind::Gap, say("chat-gap")),
        };
        let unverified = match &event.speaker {
            Speaker::Unverified { why } => Some(say(&format!("chat-unverified-{}", why.code()))),
            _ => None,
        };
        let own = matches!(event.speaker, Speaker::You | Speaker::System);
        let signs = (event.kind == EventKind::Text && !own)
            .then(|| super::safety::inbound_warning(&reader.rules, &event.text, &event.speaker, language))
            .flatten();
        let file = attached(event.kind == EventKind::Attachment, &event.text, reader);
        let unfit = file.as_ref().is_some_and(|(_, standing)| !standing.fit).then(|| say("chat-attachment-unfit"));
        let untrue = (event.kind == EventKind::FalseRequest).then(|| say("chat-document-request-false-warning"));
        let attachment = file.map(|(file, standing)| view(&file, file.size, standing));
        let warnings: Vec<String> = unverified.into_iter().chain(signs).chain(unfit).chain(untrue).collect();
        let warning = (!warnings.is_empty()).then(|| warnings.join("\n"));
        Some(Self {
            id: event_id(event),
            position: event.seq,
            kind,
            speaker: event.speaker.clone(),
            text,
            state: ItemState::Sent,
            warning,
            at_ms: event.at_ms,
            attachment,
        })
    }

    /// `None` for what is not shown.
    pub(super) fn of_outbox(row: &OutboxRecord, reader: &Reader) -> Option<Self> {
        // Nobody may believe that a report has arrived while it waits, or that any wish has once it has failed.
        let failed = matches!(row.state, OutboxState::Failed(_));
        let wish = match (row.kind, failed) {
            (OutboxKind::Message | OutboxKind::Attachment, _) => None,
            (OutboxKind::Report, false) => Some("chat-report-on-its-way"),
            (OutboxKind::Report, true) => Some("chat-own-report"),
            (OutboxKind::Handover, true) => Some("chat-own-handover"),
            (OutboxKind::End, true) => Some("chat-own-end"),
            (OutboxKind::Feedback, true) => Some("chat-own-feedback"),
            (OutboxKind::Handover | OutboxKind::End | OutboxKind::Feedback, false) => return None,
        };
        let file = attached(row.kind == OutboxKind::Attachment, &row.text, reader);
        let sent = |file: &Descriptor, standing: Standing| match row.state {
            OutboxState::Sent => file.size,
            _ => standing.sent.min(file.size),
        };
        let attachment = file.map(|(file, standing)| view(&file, sent(&file, standing), standing));
        let (kind, speaker, text) = match wish {
            None if row.kind == OutboxKind::Attachment => {
                (ItemKind::Attachment, Speaker::You, kept::file_name(&row.text))
            }
            None => (ItemKind::Message, Speaker::You, row.text.clone()),
            Some(key) => (ItemKind::Notice, Speaker::System, texts::text(reader.language, key, &[])),
        };
        let state = match row.state {
            OutboxState::Queued => ItemState::Queued,
            OutboxState::Sending => ItemState::Sending,
            OutboxState::Sent => ItemState::Sent,
            OutboxState::Failed(_) => ItemState::Failed,
        };
        let say = |key: &str| texts::text(reader.language, key, &[]);
        let warning = match row.state {
            OutboxState::Failed(SendFailure::Refused) => Some(say("chat-failed-refused")),
            OutboxState::Failed(SendFailure::Expired) => Some(say("chat-failed-expired")),
            OutboxState::Failed(SendFailure::File(fault)) => {
                let why = say(&format!("attachment-fault-{}", fault.name()));
                Some(texts::text(reader.language, "chat-failed-file", &[("why", Value::Text(&why))]))
            }
            OutboxState::Queued | OutboxState::Sending | OutboxState::Sent => None,
        };
        Some(Self {
            id: row.client_id.to_string(),
            position: LOCAL + row.place,
            kind,
            speaker,
            text,
            state,
            warning,
            at_ms: row.created_ms,
            attachment,
        })
    }
}

/// The file of an entry, and how it stands.
fn attached(is_file: bool, descriptor: &str, reader: &Reader) -> Option<(Descriptor, Standing)> {
    let file = is_file.then(|| Descriptor::parse(descriptor)).flatten()?;
    let standing = reader.shelf.of(file.file_id);
    Some((file, standing))
}

const fn view(file: &Descriptor, sent: u32, standing: Standing) -> AttachmentView {
    let received = if standing.kept || standing.received > file.size { file.size } else { standing.received };
    AttachmentView { kind: file.media_type, size: file.size, sent, received, kept: standing.kept }
}

/// The customer's own words keep the id that the phone gave them, and the bank's notice stands in the place of the wish that it answers.
/// Nobody else's client id counts: it could be chosen to hide a message of the customer.
pub(super) fn event_id(event: &EventRecord) -> String {
    match event.client_id {
        Some(client_id) if matches!(event.speaker, Speaker::You | Speaker::System) => client_id.to_string(),
        _ => position_id(event.conversation, event.seq),
    }
}

fn position_id(conversation: Uuid, seq: u64) -> String {
    format!("{conversation}:{seq}")
}

/// What [`position_id`] says.
pub(super) fn place_of(id: &str) -> Option<(Uuid, u64)> {
    let (conversation, seq) = id.split_once(':')?;
    Some((Uuid::parse_str(conversation).ok()?, seq.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kunci_domain::texts::Language;

    use super::*;
    use crate::ports::Conversation;

    const WISHES: [OutboxKind; 4] = [OutboxKind::Handover, OutboxKind::End, OutboxKind::Report, OutboxKind::Feedback];

    fn shown(kind: OutboxKind, state: OutboxState, language: Language) -> Option<ChatItem> {
        let row = OutboxRecord {
            client_id: Uuid::from_u128(5),
            conversation: Conversation::General,
            place: 1,
            kind,
            text: "4Cepat".into(),
            created_ms: 0,
            state,
            said: false,
        };
        ChatItem::of_outbox(&row, &Reader { language, rules: Arc::default(), shelf: Arc::default() })
    }

    #[test]
    fn chat_9_the_id_of_an_entry_tells_its_place_and_nothing_else_does() {
        let conversation = Uuid::from_u128(7);
        assert_eq!(place_of(&position_id(conversation, 12)), Some((conversation, 12)));
        for other in
            ["", ":", "7:12", &conversation.to_string(), &format!("{conversation}:x"), &format!("{conversation}:1:2")]
        {
            assert_eq!(place_of(other), None, "{other:?}");
        }
    }

    #[test]
    fn chat_9_a_wish_that_was_not_sent_is_said_in_both_languages_and_says_which() {
        for language in Language::ALL {
            for failure in [SendFailure::Expired, SendFailure::Refused] {
                let mut told: Vec<String> = Vec::new();
                for kind in WISHES {
                    let item = shown(kind, OutboxState::Failed(failure), language).expect("said");
                    assert_eq!((item.kind, item.state), (ItemKind::Notice, ItemState::Failed), "{kind:?}");
                    let why = item.warning.expect("the reason");
                    assert!(!item.text.contains('[') && !item.text.contains("Cepat") && !why.contains('['), "{kind:?}");
                    told.push(item.text);
                }
                told.sort();
                told.dedup();
                assert_eq!(told.len(), WISHES.len(), "{told:?}");
            }
        }
    }

    #[test]
    fn chat_6_only_a_report_is_shown_while_it_waits() {
        for state in [OutboxState::Queued, OutboxState::Sending, OutboxState::Sent] {
            for kind in WISHES {
                let shows = shown(kind, state, Language::English);
                assert_eq!(shows.is_some(), kind == OutboxKind::Report, "{kind:?}");
                assert!(shows.is_none_or(|item| item.warning.is_none()));
            }
        }
    }
}

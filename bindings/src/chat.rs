//! The live link and secure chat.

use kunci_core::chat;
use kunci_domain::safety::Severity;
use kunci_domain::texts::Language;

use crate::attachments::ChatAttachment;
use crate::conversations::{id, named};
use crate::errors::{FindingKind, PhoneError};
use crate::phone::Phone;
use crate::runtime::run;

/// Whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SpeakerKind {
    /// The customer.
    You,
    /// The bank's program; always shown as such.
    Bot,
    /// A person of the bank, by a badge that the bank has signed.
    VerifiedAgent,
    /// Somebody; never shown as bank staff.
    Unverified,
    /// Notices of the bank or the app.
    System,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChatItemKind {
    /// Somebody's words.
    Message,
    /// Something happened.
    Notice,
    /// Something waits for the customer's approval: the way to it belongs beside it.
    Request,
    /// Of a later version: the customer should update the app.
    Update,
    /// A file: the words are its name.
    Attachment,
    /// The bank asks for documents, under its signature.
    DocumentRequest,
    /// Events that are not available any more.
    Gap,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChatItemState {
    /// On this phone only, waiting.
    Queued,
    /// On its way.
    Sending,
    /// Committed at the bank.
    Sent,
    /// Will not be sent.
    Failed,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatItem {
    /// Stays the same when the bank's echo takes the place of the local entry.
    pub id: String,
    /// Entries are shown in this order.
    pub position: u64,
    /// What it is.
    pub kind: ChatItemKind,
    /// Whose words.
    pub speaker: SpeakerKind,
    /// Name of a bot or a verified agent; else empty.
    pub name: String,
    /// Employee id of a verified agent; else empty.
    pub employee_id: String,
    /// Why nobody vouches for an unverified speaker: `no-badge`, `forged`, `expired`, `foreign`, `revoked`,
    /// `not-the-holder`; else empty.
    pub why: String,
    /// The words.
    pub text: String,
    /// For words of the customer.
    pub state: ChatItemState,
    /// A warning to show with it, in the customer's language.
    pub warning: Option<String>,
    /// Bank time, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// For a file: what it is and how it stands.
    pub attachment: Option<ChatAttachment>,
}

impl From<chat::ChatItem> for ChatItem {
    fn from(item: chat::ChatItem) -> Self {
        let why = match item.speaker {
            chat::Speaker::Unverified { why } => why.code().to_owned(),
            _ => String::new(),
        };
        let (speaker, name, employee_id) = match item.speaker {
            chat::Speaker::You => (SpeakerKind::You, String::new(), String::new()),
            chat::Speaker::Bot { name } => (SpeakerKind::Bot, name, String::new()),
            chat::Speaker::VerifiedAgent { name, employee_id } => (SpeakerKind::VerifiedAgent, name, employee_id),
            chat::Speaker::Unverified { .. } => (SpeakerKind::Unverified, String::new(), String::new()),
            chat::Speaker::System => (SpeakerKind::System, String::new(), String::new()),
        };
        let kind = match item.kind {
            chat::ItemKind::Message => ChatItemKind::Message,
            chat::ItemKind::Notice => ChatItemKind::Notice,
            chat::ItemKind::Request => ChatItemKind::Request,
            chat::ItemKind::Attachment => ChatItemKind::Attachment,
            chat::ItemKind::DocumentRequest => ChatItemKind::DocumentRequest,
            chat::ItemKind::Update => ChatItemKind::Update,
            chat::ItemKind::Gap => ChatItemKind::Gap,
        };
        let state = match item.state {
            chat::ItemState::Queued => ChatItemState::Queued,
            chat::ItemState::Sending => ChatItemState::Sending,
            chat::ItemState::Sent => ChatItemState::Sent,
            chat::ItemState::Failed => ChatItemState::Failed,
        };
        let chat::ChatItem { id, position, text, warning, at_ms, attachment, .. } = item;
        let attachment = attachment.map(ChatAttachment::from);
        Self { id, position, kind, speaker, name, employee_id, why, text, state, warning, at_ms, attachment }
    }
}

/// What a finding does to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum MarkSeverity {
    /// The draft is not sent.
    Block,
    /// The customer is asked first.
    Warn,
    /// Shown with an incoming message.
    Mark,
    /// As `Mark`, but alone it means little.
    Hint,
}

/// A place in a text with the reason why it matters.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SafetyMark {
    /// What was found.
    pub kind: FindingKind,
    /// What it does.
    pub severity: MarkSeverity,
    /// First character, in Unicode scalar values.
    pub start: u32,
    /// One past the last one.
    pub end: u32,
    /// What it is.
    pub title: String,
    /// Why it matters and what to do.
    pub body: String,
}

impl From<chat::Mark> for SafetyMark {
    fn from(mark: chat::Mark) -> Self {
        let severity = match mark.severity {
            Severity::Block => MarkSeverity::Block,
            Severity::Warn => MarkSeverity::Warn,
            Severity::Mark => MarkSeverity::Mark,
            Severity::Hint => MarkSeverity::Hint,
        };
        let chat::Mark { kind, start, end, title, body, .. } = mark;
        Self { kind, severity, start, end, title, body }
    }
}

/// What happens to a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DraftVerdict {
    /// It is sent.
    Passes,
    /// The customer is asked first.
    Asks,
    /// It is not sent.
    Blocked,
}

/// A draft, looked at before it is sent.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DraftCheck {
    /// What was found, in order of place.
    pub marks: Vec<SafetyMark>,
    /// What is offered instead: everything found masked.
    pub masked: String,
    /// What would happen.
    pub verdict: DraftVerdict,
}

/// A range of Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct TextRange {
    /// The first one.
    pub start: u32,
    /// One past the last one.
    pub end: u32,
}

/// A message that was searched for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatFound {
    /// The message.
    pub item: ChatItem,
    /// The words that were asked for.
    pub highlights: Vec<TextRange>,
    /// In which conversation; absent: the general one.
    pub conversation: Option<String>,
    /// What that is about, in the customer's language.
    pub topic: String,
}

impl From<chat::Found> for ChatFound {
    fn from(found: chat::Found) -> Self {
        let highlights = found.highlights.into_iter().map(|(start, end)| TextRange { start, end }).collect();
        let (conversation, topic) = (id(found.conversation), found.topic);
        Self { item: found.item.into(), highlights, conversation, topic }
    }
}

/// The id of an entry of the customer's own.
fn message_id(id: &str) -> Result<uuid::Uuid, PhoneError> {
    id.parse().map_err(|_| PhoneError::NotFound)
}

/// News of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatBatch {
    /// To be named in the next call, which acknowledges this batch.
    pub revision: u64,
    /// What is new or has changed, by position.
    pub items: Vec<ChatItem>,
    /// These items are all there is: forget the rest.
    pub reset: bool,
    /// The other end, as of now; absent while the link does not stand.
    pub desk: Option<ChatDesk>,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChatDeskState {
    /// The bank's program.
    Bot,
    /// Nobody: the customer waits for a person.
    Waiting,
    /// A person. Her name stands on her words, where a badge proves it.
    Agent,
}

/// The other end of the conversation, as the bank tells it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChatDesk {
    /// Who answers now.
    pub state: ChatDeskState,
    /// Whether people of the bank are there.
    pub open: bool,
    /// While they are not: when they are again, bank time, milliseconds since 1970 UTC.
    pub opens_at_ms: Option<i64>,
    /// While the customer waits: 1 is next.
    pub position: Option<u32>,
    /// While the customer waits: an estimate of the bank.
    pub wait_seconds: Option<u64>,
    /// A call is offered instead: nobody is there, or the wait is long.
    pub offers_call: bool,
    /// All of it, in the customer's language.
    pub words: String,
}

impl From<chat::DeskView> for ChatDesk {
    fn from(desk: chat::DeskView) -> Self {
        let state = match desk.state {
            chat::DeskState::Bot => ChatDeskState::Bot,
            chat::DeskState::Waiting => ChatDeskState::Waiting,
            chat::DeskState::Agent => ChatDeskState::Agent,
        };
        let chat::DeskView { open, opens_at_ms, position, wait_seconds, offers_call, words, .. } = desk;
        Self { state, open, opens_at_ms, position, wait_seconds, offers_call, words }
    }
}

/// What the customer thinks of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ChatRating {
    /// 1 of 5.
    VeryBad,
    /// 2 of 5.
    Bad,
    /// 3 of 5.
    Fair,
    /// 4 of 5.
    Good,
    /// 5 of 5.
    VeryGood,
}

/// What a look at a kept transcript came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TranscriptCheck {
    /// Whether nothing was changed, left out, put in or moved since the bank signed it.
    pub holds: bool,
    /// How many entries it has; 0 if it does not hold.
    pub entries: u32,
    /// When the bank signed, its own time, milliseconds since 1970 UTC.
    pub signed_at_ms: Option<i64>,
    /// RFC 7638 thumbprint of the key that signed, to be compared with what the bank publishes; empty if it does not hold.
    pub signed_by: String,
}

#[uniffi::export]
impl Phone {
    /// Opens the live link and waits for the first outcome; after that it connects again by itself until the session ends.
    ///
    /// # Errors
    /// [`PhoneError`]; later attempts go on all the same, unless the session has ended.
    pub async fn connect(&self) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.connect().await }).await
    }

    /// Closes the live link. What waits to be sent stays.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn disconnect(&self) -> Result<(), PhoneError> {
        let phone = self.at_any_time()?;
        run(async move { phone.disconnect().await }).await
    }

    /// Puts a message on its way and returns the id of its entry.
    ///
    /// # Errors
    /// [`PhoneError::DraftBlocked`] for a draft that holds a secret: nothing was stored.
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_send(&self, text: String, conversation: Option<String>) -> Result<String, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        Ok(run(async move { phone.chat_send(conversation, &text).await }).await?.to_string())
    }

    /// As `chat_send`, after the customer was asked about what `DraftWarned` had found. A secret is stopped all the same.
    ///
    /// # Errors
    /// [`PhoneError::DraftBlocked`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_send_anyway(&self, text: String, conversation: Option<String>) -> Result<String, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        Ok(run(async move { phone.chat_send_anyway(conversation, &text).await }).await?.to_string())
    }

    /// Looks at a draft while it is typed: what `chat_send` would say, and why. Stores nothing.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    pub fn chat_check_draft(&self, text: String, language: String) -> Result<DraftCheck, PhoneError> {
        let check = self.open_phone()?.chat_check_draft(&text, Language::from_tag(&language));
        let verdict = match check.verdict {
            chat::Verdict::Passes => DraftVerdict::Passes,
            chat::Verdict::Asks => DraftVerdict::Asks,
            chat::Verdict::Blocked => DraftVerdict::Blocked,
        };
        let marks = check.marks.into_iter().map(SafetyMark::from).collect();
        Ok(DraftCheck { marks, masked: check.masked, verdict })
    }

    /// The signs of a scam in an SMS, a number or a link that the customer has pasted. Needs neither network nor session. No sign is no proof
    /// of honesty.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    pub fn check_pasted(&self, text: String, language: String) -> Result<Vec<SafetyMark>, PhoneError> {
        let marks = self.open_phone()?.check_pasted(&text, Language::from_tag(&language));
        Ok(marks.into_iter().map(SafetyMark::from).collect())
    }

    /// Puts a failed message at the end of the queue again.
    ///
    /// # Errors
    /// [`PhoneError::NotFound`] unless there is a failed message of that id.
    pub async fn chat_retry(&self, id: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        let id = message_id(&id)?;
        run(async move { phone.chat_retry(id).await }).await
    }

    /// Puts other words in the place of a failed message and returns their id.
    ///
    /// # Errors
    /// As `chat_send`; [`PhoneError::NotFound`] unless there is a failed message of that id.
    pub async fn chat_edit(&self, id: String, text: String) -> Result<String, PhoneError> {
        let phone = self.open_phone()?;
        let id = message_id(&id)?;
        Ok(run(async move { phone.chat_edit(id, &text).await }).await?.to_string())
    }

    /// Takes back a message that has failed, or that was not said yet.
    ///
    /// # Errors
    /// [`PhoneError::MessageUnderway`] if the bank may have it; [`PhoneError::NotFound`].
    pub async fn chat_cancel(&self, id: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        let id = message_id(&id)?;
        run(async move { phone.chat_cancel(id).await }).await
    }

    /// Entries in front of `position`, in their order, at most `most` (and 200).
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_older(
        &self,
        position: u64,
        most: u32,
        conversation: Option<String>,
    ) -> Result<Vec<ChatItem>, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        let items = run(async move { phone.chat_older(conversation, position, most).await }).await?;
        Ok(items.into_iter().map(ChatItem::from).collect())
    }

    /// Messages that hold every word typed, the newest first, at most `most` (and 200). Without a network.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn chat_search(&self, typed: String, most: u32) -> Result<Vec<ChatFound>, PhoneError> {
        let phone = self.open_phone()?;
        let found = run(async move { phone.chat_search(&typed, most).await }).await?;
        Ok(found.into_iter().map(ChatFound::from).collect())
    }

    /// The phone has another network: what waits to connect again tries at once.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    pub fn network_changed(&self) -> Result<(), PhoneError> {
        self.at_any_time()?.network_changed()
    }

    /// The customer is writing: whoever answers is told, now and then. Call it at each change of a draft; what stands in it is not looked at.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    #[uniffi::method(default(conversation = None))]
    pub fn chat_typing(&self, conversation: Option<String>) -> Result<(), PhoneError> {
        self.open_phone()?.chat_typing(named(conversation)?)
    }

    /// Asks for a person instead of the bot.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_ask_for_human(&self, conversation: Option<String>) -> Result<(), PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        run(async move { phone.chat_ask_for_human(conversation).await }).await
    }

    /// Closes the conversation, behind what waits to be sent.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_end(&self, conversation: Option<String>) -> Result<(), PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        run(async move { phone.chat_end(conversation).await }).await
    }

    /// One tap: closes the conversation and reports it as a scam, with what the phone has marked. Returns how many messages were named.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_report_scam(&self, conversation: Option<String>) -> Result<u32, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        run(async move { phone.chat_report_scam(conversation).await }).await
    }

    /// Tells the bank what the customer thinks of the conversation; words may be empty.
    ///
    /// # Errors
    /// As `chat_send`.
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_feedback(
        &self,
        rating: ChatRating,
        words: String,
        conversation: Option<String>,
    ) -> Result<(), PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        let rating = match rating {
            ChatRating::VeryBad => chat::Rating::VeryBad,
            ChatRating::Bad => chat::Rating::Bad,
            ChatRating::Fair => chat::Rating::Fair,
            ChatRating::Good => chat::Rating::Good,
            ChatRating::VeryGood => chat::Rating::VeryGood,
        };
        run(async move { phone.chat_feedback(conversation, rating, &words).await }).await
    }

    /// The transcript up to where the bank has signed it, as a file to keep (JSON). It holds the words in the clear.
    ///
    /// # Errors
    /// [`PhoneError::NotFound`] before the bank has signed anything.
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_transcript(&self, conversation: Option<String>) -> Result<String, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.open_phone()?;
        run(async move { phone.chat_transcript(conversation).await }).await
    }

    /// Checks a kept transcript. Needs neither network nor session.
    ///
    /// # Errors
    /// [`PhoneError::Closed`].
    pub fn chat_check_transcript(&self, text: String) -> Result<TranscriptCheck, PhoneError> {
        self.open_phone()?;
        Ok(match chat::transcript::verify(&text) {
            Ok(transcript) => TranscriptCheck {
                holds: true,
                entries: u32::try_from(transcript.entries.len()).unwrap_or(u32::MAX),
                signed_at_ms: Some(transcript.signed_at_ms),
                signed_by: transcript.signed_by,
            },
            Err(_) => TranscriptCheck { holds: false, entries: 0, signed_at_ms: None, signed_by: String::new() },
        })
    }

    /// Waits for what has changed after the batch of this revision; 0 asks for everything. A caller that is cancelled loses
    /// nothing: the same revision gives the same again. Ends with `Closed` when the session ends.
    ///
    /// # Errors
    /// [`PhoneError`].
    #[uniffi::method(default(conversation = None))]
    pub async fn chat_next_batch(
        &self,
        after_revision: u64,
        conversation: Option<String>,
    ) -> Result<ChatBatch, PhoneError> {
        let conversation = named(conversation)?;
        let phone = self.at_any_time()?;
        let batch = run(async move { phone.chat_next_batch(conversation, after_revision).await }).await?;
        let items = batch.items.into_iter().map(ChatItem::from).collect();
        Ok(ChatBatch { revision: batch.revision, items, reset: batch.reset, desk: batch.desk.map(ChatDesk::from) })
    }
}

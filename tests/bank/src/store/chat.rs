//! Conversations.

use kunci_domain::conversations::Topic;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// A conversation of a customer.
#[derive(Clone)]
pub(crate) struct Conversation {
    pub(crate) id: Uuid,
    pub(crate) customer: Uuid,
    /// Its numbering.
    pub(crate) epoch: u64,
    pub(crate) last_seq: u64,
    /// The transcript's hash after the last event.
    pub(crate) head: [u8; 32],
    pub(crate) controller: Controller,
    pub(crate) controller_epoch: u64,
    /// Up to where some phone has it on disk.
    pub(crate) delivered: u64,
    /// Up to where the customer has read.
    pub(crate) read: u64,
    /// What it is about.
    pub(crate) topic: Topic,
    /// The customer is done with it, and has not written since.
    pub(crate) ended: bool,
    /// How its numbering follows the one before, as signed.
    pub(crate) reset: Option<String>,
}

/// Who answers the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Controller {
    Bot,
    /// Nobody: the customer waits for a person.
    Waiting,
    Agent,
}

impl Controller {
    pub(crate) const ALL: [Self; 3] = [Self::Bot, Self::Waiting, Self::Agent];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Bot => "bot",
            Self::Waiting => "waiting",
            Self::Agent => "agent",
        }
    }
}

/// An event of a conversation.
#[derive(Clone)]
pub(crate) struct ChatEvent {
    pub(crate) seq: u64,
    pub(crate) client_id: Option<Uuid>,
    pub(crate) sender: String,
    pub(crate) kind: String,
    pub(crate) text: String,
    /// As it is sent, byte for byte, whenever it is.
    pub(crate) frame: Vec<u8>,
}

/// What a customer files about a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    /// `scam` or `feedback`.
    pub(crate) kind: String,
    /// JSON.
    pub(crate) body: String,
}

/// Conversations.
pub(crate) trait Chats {
    fn insert_conversation(&mut self, conversation: &Conversation) -> Result<()>;
    fn conversation(&mut self, id: Uuid) -> Result<Option<Conversation>>;
    /// The general one first, then the newest, at most `most`.
    fn conversations_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Conversation>>;
    /// Those whose customers wait for a person.
    fn conversations_waiting(&mut self) -> Result<Vec<Conversation>>;
    /// Replaces everything that changes.
    fn update_conversation(&mut self, conversation: &Conversation) -> Result<()>;
    /// The bank has lost what was said, and numbers anew.
    fn renumber_conversation(&mut self, conversation: &Conversation) -> Result<()>;
    fn insert_chat_event(&mut self, conversation: Uuid, event: &ChatEvent) -> Result<()>;
    fn chat_event_by_client(&mut self, conversation: Uuid, client_id: Uuid) -> Result<Option<ChatEvent>>;
    fn file_chat_report(&mut self, conversation: Uuid, client_id: Uuid, at: i64, filed: &Filed) -> Result<()>;
    fn chat_report(&mut self, client_id: Uuid) -> Result<Option<Filed>>;
    /// In the order filed.
    fn chat_reports_of(&mut self, conversation: Uuid) -> Result<Vec<Filed>>;
    /// Takes a badge key back from `since` on; of two times the earlier one counts.
    fn revoke_badge_key(&mut self, key: &str, since: i64) -> Result<()>;
    /// What was taken back: thumbprint and time, by thumbprint.
    fn revoked_badge_keys(&mut self) -> Result<Vec<(String, i64)>>;
    /// In their order.
    fn chat_events_after(&mut self, conversation: Uuid, seq: u64) -> Result<Vec<ChatEvent>>;
}

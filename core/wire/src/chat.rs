//! What travels inside a conversation: events, badges, and what is signed (`docs/contract/link.md`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{B64, Bytes32, Jwk};

/// How a conversation stands at the bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// Which one.
    pub conversation: Uuid,
    /// Its numbering; another one means that the phone starts anew.
    pub epoch: u64,
    /// The newest event; 0: none.
    pub last_seq: u64,
    /// What it is about; without it, the general one.
    #[serde(default = "general")]
    pub topic: String,
    /// Up to where the customer has read, on any phone.
    #[serde(default)]
    pub read: u64,
    /// Of a conversation that was numbered anew: [`EpochReset`] as signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<String>,
}

/// The bank's word that a conversation goes on under another numbering, as after a backup was put back: JWS `kunci-epoch-reset` by a bank key
/// of use `badge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EpochReset {
    /// Which one.
    pub conversation: Uuid,
    /// The numbering that ends.
    pub old_epoch: u64,
    /// The newest event that the bank has of it; 0: none.
    pub old_seq: u64,
    /// The transcript's hash after it; zeros without one.
    pub old_leaf: Bytes32,
    /// The numbering that begins, at number 1 and behind a hash of zeros.
    pub epoch: u64,
    /// The bank's time of signing.
    pub at: Timestamp,
}

fn general() -> String {
    GENERAL.to_owned()
}

/// The topic of the conversation that every customer has.
pub const GENERAL: &str = "general";

/// `POST /v1/conversations`. All of it is the intent: the same again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConversationRequest {
    /// UUIDv7 of the phone's choice.
    pub conversation: Uuid,
    /// What it is about: one of the closed list, without [`GENERAL`].
    pub topic: String,
}

/// One event of a conversation. The bank's sequence alone orders them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Where.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// 1, 2, 3 …
    pub seq: u64,
    /// The bank's time.
    pub at: Timestamp,
    /// Whose words the bank says these are. The phone believes a proof only.
    pub sender: Sender,
    /// What the sender named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<Uuid>,
    /// Counts the changes of who answers the customer.
    pub controller_epoch: u64,
    /// 16 random bytes.
    pub salt: B64,
    /// SHA-256 of canonical(`kunci/chat-body/1`).
    pub commitment: Bytes32,
    /// SHA-256 of canonical(`kunci/chat-leaf/1`): the transcript's hash after this event.
    pub leaf: Bytes32,
    /// With words of staff, and with signed words of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<StaffProof>,
    /// The words.
    pub body: Body,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// The customer, from this phone or another.
    Customer,
    /// The bank's program.
    Bot,
    /// A person of the bank.
    Agent,
    /// The bank itself: notices.
    Bank,
}

impl Sender {
    /// As it travels.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Bot => "bot",
            Self::Agent => "agent",
            Self::Bank => "bank",
        }
    }
}

/// The words of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A message.
    Text {
        /// What was written.
        text: String,
    },
    /// Something happened.
    Notice {
        /// See [`notice`].
        code: String,
    },
    /// A file; what it is, is committed to as it stands here.
    Attachment {
        /// [`crate::attachments::Descriptor`] in JSON, at most [`crate::attachments::DESCRIPTOR_BYTES`].
        descriptor: String,
    },
    /// The bank asks for documents.
    DocumentRequest {
        /// [`crate::attachments::DocumentRequest`] as signed.
        signed: String,
    },
}

impl Body {
    /// As it travels.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Notice { .. } => "notice",
            Self::Attachment { .. } => "attachment",
            Self::DocumentRequest { .. } => "document_request",
        }
    }

    /// What the commitment covers: the text, the notice's code, the file's descriptor, or the request as signed.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text { text } => text,
            Self::Notice { code } => code,
            Self::Attachment { descriptor } => descriptor,
            Self::DocumentRequest { signed } => signed,
        }
    }
}

/// Known notices.
pub mod notice {
    /// A person takes over from the bot.
    pub const HANDED_OVER: &str = "handed-over";
    /// A person will take over: the customer waits for her turn.
    pub const QUEUED: &str = "queued";
    /// Nobody is there now: the bot goes on.
    pub const DESK_CLOSED: &str = "desk-closed";
    /// The conversation is closed.
    pub const ENDED: &str = "ended";
    /// The conversation is closed, and the bank has the report of a scam.
    pub const REPORTED: &str = "reported";
    /// The bank has what the customer thinks of the conversation.
    pub const FEEDBACK: &str = "feedback";
    /// An employee asks whether it is the customer: that waits for the token's approval.
    pub const IDENTITY_ASKED: &str = "identity-asked";
    /// The token has confirmed it.
    pub const IDENTITY_CONFIRMED: &str = "identity-confirmed";
    /// An employee proposes something: that waits for the token's approval.
    pub const PROPOSED: &str = "proposed";
    /// What was proposed and approved is done.
    pub const PROPOSAL_DONE: &str = "proposal-done";
    /// Those that ask the customer for an approval.
    pub const REQUESTS: [&str; 2] = [IDENTITY_ASKED, PROPOSED];
}

/// What makes words the words of staff, or of the customer: then `badge` is a [`SessionKeyCertificate`] as signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffProof {
    /// [`Badge`] or [`SessionKeyCertificate`], signed by a bank key of use `badge`.
    pub badge: String,
    /// The transcript's hash when it was written; 32 zero bytes at the very start.
    pub previous: Bytes32,
    /// The writer's time, milliseconds since 1970 UTC.
    pub time_ms: u64,
    /// By the badge's key over canonical(`kunci/agent-message/1`), or by the session key over canonical(`kunci/customer-message/1`): 64 bytes r‖s.
    pub signature: B64,
}

/// The customer's signature over her own words, as the phone sends it with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordProof {
    /// 16 random bytes of the phone, which become the event's own: what is signed says nothing once they are erased.
    pub salt: B64,
    /// The transcript's hash after the newest event on the phone; 32 zero bytes at the very start.
    pub previous: Bytes32,
    /// The phone's idea of the bank's time, milliseconds since 1970 UTC.
    pub time_ms: u64,
    /// By the session key over canonical(`kunci/customer-message/1`), 64 bytes r‖s.
    pub signature: B64,
}

/// The bank's word that a session key was the customer's: JWS `kunci-session-key` by a bank key of use `badge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionKeyCertificate {
    /// Good in this conversation only, which names the customer to nobody else.
    pub conversation: Uuid,
    /// The session key.
    pub cnf: Jwk,
    /// The bank's time of signing.
    pub issued: Timestamp,
}

/// The bank's word on who speaks: JWS `kunci-agent-badge` or `kunci-bot-badge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Badge {
    /// The name to show.
    pub name: String,
    /// The employee's number; empty for a bot.
    pub employee_id: String,
    /// `agent`, `supervisor`, `bot` …
    pub role: String,
    /// Good in this conversation only.
    pub conversation: Uuid,
    /// The key that signs the messages.
    pub cnf: Jwk,
    /// Valid from.
    pub not_before: Timestamp,
    /// Valid until (exclusive), at most 12 hours later.
    pub expires: Timestamp,
}

/// What the customer reports as a scam: the words are at the bank, so their numbers are enough; the hash says that both mean the same ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScamReport {
    /// Of which numbering.
    pub epoch: u64,
    /// The newest event on the phone; 0: none.
    pub seq: u64,
    /// The transcript's hash after it, as the phone has it.
    pub leaf: Bytes32,
    /// Events that the phone had marked, ascending, at most [`SUSPECTS`]: the newest ones.
    pub suspects: Vec<u64>,
}

/// Most numbers in a report.
pub const SUSPECTS: usize = 64;

/// The bank's word on a transcript: JWS `kunci-chat-head` by a bank key of use `badge`. With it goes everything before, because each leaf
/// holds the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChatHead {
    /// Of which conversation.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// Up to and with this event.
    pub seq: u64,
    /// The transcript's hash after it: [`Event::leaf`].
    pub leaf: Bytes32,
    /// The bank's time of signing.
    pub at: Timestamp,
}

/// The badge keys that the bank has taken back: JWS `kunci-badge-revocations` by a bank key of use `badge`. The newest list says all of
/// them; an older one says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revocations {
    /// Which list is the newer one.
    pub issued: Timestamp,
    /// At most [`REVOCATIONS`].
    pub keys: Vec<RevokedKey>,
}

/// A key whose words are not the bank's any more, whichever badge is shown with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevokedKey {
    /// RFC 7638 thumbprint of [`Badge::cnf`].
    pub key: String,
    /// From then on (inclusive, by the event's own time). What was said before stays proven. May lie in the past.
    pub since: Timestamp,
}

/// Most keys of one list: it fits a frame.
pub const REVOCATIONS: usize = 256;
/// Longest life of a badge.
pub const BADGE_LIFE_SECONDS: i64 = 12 * 3600;
/// The writer's time and the bank's differ by no more.
pub const WRITTEN_WITHIN_MS: i64 = 5 * 60 * 1000;

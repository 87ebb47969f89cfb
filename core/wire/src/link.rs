//! The live link's frames (`docs/contract/link.md`): JSON objects inside Noise inside a WebSocket.
//!
//! Where to start: [`ClientFrame`] is what a phone says, [`ServerFrame`] what the bank says. The bank refuses members and
//! types that it does not know; the phone keeps them as [`ServerFrame::Unknown`], so that an old app loses nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chat::{Event, ScamReport, Standing, WordProof};
use crate::limits::{self, ReadError};
use crate::{B64, Bytes32};

/// Largest frame before encryption, in bytes. Noise ends at 65,535 with its tag.
pub const FRAME_BYTES: usize = 60_000;
/// Largest text of a message, in bytes of UTF-8.
pub const TEXT_BYTES: usize = 8_000;
/// `GET` here upgrades to a WebSocket.
pub const PATH: &str = "/v1/link";
/// `POST` here begins the link by long polls, where no WebSocket comes through.
pub const POLL_PATH: &str = "/v1/link/poll";
/// Names a link by long polls: base64url of 16 random bytes, in the answer that begins it and in the path from then on.
pub const POLL_ID: &str = "kunci-link";
/// The Noise protocol (rev 34).
pub const NOISE: &str = "Noise_NK_25519_ChaChaPoly_SHA256";

/// What a phone says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame: which session, proved, and where it left off.
    Hello {
        /// The session; scope full.
        session_id: Uuid,
        /// The session key's ECDSA over canonical(`kunci/link-auth/1`), 64 bytes r‖s.
        signature: B64,
        /// What was committed before.
        resume: Vec<Resume>,
    },
    /// A message. Said again under the same id until the bank's word on it.
    Send {
        /// Where.
        conversation: Uuid,
        /// UUIDv7; the same for every attempt.
        client_id: Uuid,
        /// What.
        text: String,
        /// By the session key. Said again in another session it is another one; the words count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<WordProof>,
    },
    /// A file that was uploaded before. Said again as [`Self::Send`] is.
    Attach {
        /// Where.
        conversation: Uuid,
        /// As in [`Self::Send`]; the file's id as well.
        client_id: Uuid,
        /// [`crate::attachments::Descriptor`] in JSON.
        descriptor: String,
        /// As in [`Self::Send`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proof: Option<WordProof>,
    },
    /// Everything up to `seq` is committed on the phone.
    Ack {
        /// Where.
        conversation: Uuid,
        /// Of which numbering.
        epoch: u64,
        /// Up to and with.
        seq: u64,
    },
    /// How far the customer has come.
    Receipt {
        /// Where.
        conversation: Uuid,
        /// Shown up to.
        delivered: u64,
        /// Read up to.
        read: u64,
    },
    /// What stands in front of what the phone has: the newest part of a gap that fits one [`Range`]. One is answered before the next is asked.
    FetchRange {
        /// Where.
        conversation: Uuid,
        /// Of which numbering.
        epoch: u64,
        /// The first that is missing.
        from: u64,
        /// The last that is missing.
        to: u64,
    },
    /// The customer is writing.
    Typing {
        /// Where.
        conversation: Uuid,
        /// For how long that is to be believed; see [`TYPING_SECONDS`].
        ttl_seconds: u32,
    },
    /// A person, please.
    Handover {
        /// Where.
        conversation: Uuid,
        /// As in [`Self::Send`].
        client_id: Uuid,
    },
    /// The customer is done.
    End {
        /// Where.
        conversation: Uuid,
        /// As in [`Self::Send`].
        client_id: Uuid,
        /// And it was a scam.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<ScamReport>,
    },
    /// What the customer thinks of the conversation.
    Feedback {
        /// Which one.
        conversation: Uuid,
        /// As in [`Self::Send`].
        client_id: Uuid,
        /// 1 (very bad) … 5 (very good).
        rating: u8,
        /// In her words; may be empty.
        text: String,
    },
}

/// Where a phone left off in one conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// Which conversation.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// The last event committed; 0: none.
    pub last_seq: u64,
}

/// What the bank says.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerFrame {
    /// The session fits.
    Welcome(Welcome),
    /// One event of a conversation.
    Event(Box<Event>),
    /// Everything that there was at the time of `hello` has been said.
    CaughtUp(Numbered),
    /// A conversation was begun while the link stands.
    Conversation(Standing),
    /// A conversation goes on under another numbering, which `reset` proves.
    EpochReset(Standing),
    /// A `send`, `handover` or `end` is committed at the bank.
    Sent(Sent),
    /// It is not, and was not.
    Refused(Refused),
    /// Events that are left out: the phone asks for them, from the newest on, if it wants them.
    Gap(Gap),
    /// A part of what was left out.
    Range(Range),
    /// The bank signs the transcript up to here.
    Head(SignedHead),
    /// Who answers, and how long that takes.
    Desk(Desk),
    /// Whoever answers is writing.
    Typing(Typing),
    /// Badge keys were taken back.
    Revocations(Revoked),
    /// A payment with one of the customer's cards is new, or stands otherwise than before. A hint without a number: the list says more.
    Payments,
    /// Something new waits for the customer's answer, or was answered. A hint without a number: the list of operations says more.
    Operations,
    /// The bank hangs up.
    Bye(Bye),
    /// Of a later version. With a number it takes its place in the conversation.
    Unknown(Option<Numbered>),
}

/// See [`ServerFrame::Welcome`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Welcome {
    /// The customer's conversations.
    pub conversations: Vec<Standing>,
    /// Bank time, milliseconds since 1970 UTC.
    pub bank_time_ms: i64,
    /// Version (epoch, counter) of the bank's present key bundle; a phone with an older one fetches it.
    pub bundle: (u64, u64),
    /// [`crate::chat::Revocations`] as signed, if any badge key was ever taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocations: Option<String>,
}

/// See [`ServerFrame::Head`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedHead {
    /// [`crate::chat::ChatHead`] as signed.
    pub head: String,
}

/// See [`ServerFrame::Desk`]. Said after `welcome`, and whenever it changes; true while the link stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Desk {
    /// Of which conversation.
    pub conversation: Uuid,
    /// Who answers now; see [`desk`].
    pub state: String,
    /// Whether people of the bank are there.
    pub open: bool,
    /// While they are not: when they are again, if the bank knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
    /// While the customer waits: 1 is next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// While the customer waits: an estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_seconds: Option<u64>,
}

/// See [`ServerFrame::Typing`]. It names nobody, and takes no place in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Typing {
    /// In which conversation.
    pub conversation: Uuid,
    /// For how long that is to be believed, unless something is said before; see [`TYPING_SECONDS`].
    pub ttl_seconds: u32,
}

/// Nobody is believed to write for longer without saying so again.
pub const TYPING_SECONDS: u32 = 15;

/// Known values of [`Desk::state`].
pub mod desk {
    /// The bank's program.
    pub const BOT: &str = "bot";
    /// Nobody: the customer waits for a person.
    pub const WAITING: &str = "waiting";
    /// A person. Who, only a badge says.
    pub const AGENT: &str = "agent";
}

/// See [`ServerFrame::Revocations`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Revoked {
    /// [`crate::chat::Revocations`] as signed: all of them, not the new ones only.
    pub list: String,
}

/// A place in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Numbered {
    /// Which conversation.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// The number.
    pub seq: u64,
    /// The transcript's hash after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf: Option<Bytes32>,
}

/// See [`ServerFrame::Sent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sent {
    /// What the phone named it.
    pub client_id: Uuid,
    /// Where.
    pub conversation: Uuid,
    /// Under which number.
    pub seq: u64,
}

/// See [`ServerFrame::Refused`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refused {
    /// What the phone named it.
    pub client_id: Uuid,
    /// Why; see [`refusal`].
    pub code: String,
    /// Saying it again does not help.
    pub permanent: bool,
    /// Otherwise: say it again after so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
}

/// Known values of [`Refused::code`].
pub mod refusal {
    /// The same id was used with another text.
    pub const OTHER_BODY: &str = "other-body";
    /// Longer than [`super::TEXT_BYTES`], or empty.
    pub const BAD_TEXT: &str = "bad-text";
    /// No such conversation of this customer.
    pub const NO_CONVERSATION: &str = "no-conversation";
    /// The customer's signature does not fit her words.
    pub const BAD_SIGNATURE: &str = "bad-signature";
    /// Words without the customer's signature.
    pub const UNSIGNED: &str = "unsigned";
    /// The descriptor is none, or the file is not what it says.
    pub const BAD_FILE: &str = "bad-file";
    /// The bank does not have the whole file (any more). Not for good: upload it, then say it again.
    pub const NO_FILE: &str = "no-file";
    /// Not now.
    pub const BUSY: &str = "busy";
}

/// See [`ServerFrame::Gap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gap {
    /// Where.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// The first missing number.
    pub from: u64,
    /// The last missing number.
    pub to: u64,
    /// The transcript's hash after it.
    pub leaf: Bytes32,
}

/// See [`ServerFrame::Range`]. Its last event's `leaf` is the gap's, so that nothing in it can be another than was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    /// Where.
    pub conversation: Uuid,
    /// Of which numbering.
    pub epoch: u64,
    /// The last number asked for.
    pub to: u64,
    /// The transcript's hash in front of the first of `frames`.
    pub before: Bytes32,
    /// Frames as they were said, up to and with `to`, in their order. None: the bank does not have them any more.
    pub frames: Vec<serde_json::Value>,
}

/// See [`ServerFrame::Bye`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bye {
    /// Why; see [`bye`].
    pub reason: String,
    /// With [`bye::SESSION_ENDED`], to whom the session belonged: why it ended, in the names of `GET /v1/sessions/current`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// Come back after so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
}

/// Known values of [`Bye::reason`].
pub mod bye {
    /// Sign in anew: connecting again does not help.
    pub const SESSION_ENDED: &str = "session-ended";
    /// The session lacks the token's proof.
    pub const SCOPE: &str = "scope";
    /// The signature in `hello` does not fit.
    pub const NOT_PROVED: &str = "not-proved";
    /// A frame was not the contract's.
    pub const MALFORMED: &str = "malformed";
    /// The bank is restarting.
    pub const RESTART: &str = "restart";
}

/// What a frame is, and nothing else of it. One that says it twice is none.
#[derive(Deserialize)]
struct Named {
    #[serde(rename = "type")]
    name: String,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
enum Known {
    /// The session fits.
    Welcome(Welcome),
    /// One event of a conversation.
    Event(Box<Event>),
    /// Everything that there was at the time of `hello` has been said.
    CaughtUp(Numbered),
    /// A conversation was begun while the link stands.
    Conversation(Standing),
    /// A conversation goes on under another numbering, which `reset` proves.
    EpochReset(Standing),
    /// A wish of the customer is committed at the bank.
    Sent(Sent),
    /// It is not, and was not.
    Refused(Refused),
    /// Events that are left out.
    Gap(Gap),
    /// A part of what was left out.
    Range(Range),
    /// The bank signs the transcript up to here.
    Head(SignedHead),
    /// Who answers, and how long that takes.
    Desk(Desk),
    /// Whoever answers is writing.
    Typing(Typing),
    /// Badge keys were taken back.
    Revocations(Revoked),
    /// A payment with one of the customer's cards is new, or stands otherwise than before. A hint: the list says more.
    Payments,
    /// Something new waits for the customer's answer, or was answered. A hint: the list says more.
    Operations,
    /// The bank hangs up.
    Bye(Bye),
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ServerFrame {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ServerFrame".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Known::json_schema(generator)
    }
}

impl ClientFrame {
    /// As it travels.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] over [`FRAME_BYTES`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, ReadError> {
        sized(serde_json::to_vec(self))
    }

    /// Reads a frame, strictly.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        limits::read_object(bytes, FRAME_BYTES)
    }
}

impl ServerFrame {
    /// As it travels. [`Self::Unknown`] has no spelling.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] over [`FRAME_BYTES`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, ReadError> {
        let known = match self.clone() {
            Self::Welcome(frame) => Known::Welcome(frame),
            Self::Event(frame) => Known::Event(frame),
            Self::CaughtUp(frame) => Known::CaughtUp(frame),
            Self::Conversation(frame) => Known::Conversation(frame),
            Self::EpochReset(frame) => Known::EpochReset(frame),
            Self::Sent(frame) => Known::Sent(frame),
            Self::Refused(frame) => Known::Refused(frame),
            Self::Gap(frame) => Known::Gap(frame),
            Self::Range(frame) => Known::Range(frame),
            Self::Head(frame) => Known::Head(frame),
            Self::Desk(frame) => Known::Desk(frame),
            Self::Typing(frame) => Known::Typing(frame),
            Self::Revocations(frame) => Known::Revocations(frame),
            Self::Payments => Known::Payments,
            Self::Operations => Known::Operations,
            Self::Bye(frame) => Known::Bye(frame),
            Self::Unknown(_) => return Err(ReadError::Malformed),
        };
        sized(serde_json::to_vec(&known))
    }

    /// Reads a frame. What is a JSON object but not of this version becomes [`Self::Unknown`].
    ///
    /// # Errors
    /// [`ReadError`] for anything that is no JSON object, too large or too deep.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        // Events come by the thousand: they are read at once, and what is not plainly one as everything else is.
        if limits::read_object(bytes, FRAME_BYTES).is_ok_and(|Named { name }| name == "event")
            && let Ok(event) = serde_json::from_slice(bytes)
        {
            return Ok(Self::Event(event));
        }
        Self::parse_any(bytes)
    }

    fn parse_any(bytes: &[u8]) -> Result<Self, ReadError> {
        let object: serde_json::Map<String, serde_json::Value> = limits::read_object(bytes, FRAME_BYTES)?;
        let value = serde_json::Value::Object(object);
        Ok(match Known::deserialize(&value) {
            Ok(Known::Welcome(frame)) => Self::Welcome(frame),
            Ok(Known::Event(frame)) => Self::Event(frame),
            Ok(Known::CaughtUp(frame)) => Self::CaughtUp(frame),
            Ok(Known::Conversation(frame)) => Self::Conversation(frame),
            Ok(Known::EpochReset(frame)) => Self::EpochReset(frame),
            Ok(Known::Sent(frame)) => Self::Sent(frame),
            Ok(Known::Refused(frame)) => Self::Refused(frame),
            Ok(Known::Gap(frame)) => Self::Gap(frame),
            Ok(Known::Range(frame)) => Self::Range(frame),
            Ok(Known::Head(frame)) => Self::Head(frame),
            Ok(Known::Desk(frame)) => Self::Desk(frame),
            Ok(Known::Typing(frame)) => Self::Typing(frame),
            Ok(Known::Revocations(frame)) => Self::Revocations(frame),
            Ok(Known::Payments) => Self::Payments,
            Ok(Known::Operations) => Self::Operations,
            Ok(Known::Bye(frame)) => Self::Bye(frame),
            Err(_) => Self::Unknown(Numbered::deserialize(&value).ok()),
        })
    }
}

fn sized(bytes: serde_json::Result<Vec<u8>>) -> Result<Vec<u8>, ReadError> {
    let bytes = bytes.map_err(|_| ReadError::Malformed)?;
    if bytes.len() > FRAME_BYTES { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{Body, Sender, StaffProof};

    const ID: &str = "0198b2c0-0000-7000-8000-00000000000a";

    fn id() -> Uuid {
        ID.parse().expect("an id")
    }

    /// The contract's spelling of every frame: a change here is a change of the contract.
    #[test]
    fn every_frame_has_the_contract_s_spelling() {
        let client = [
            (
                ClientFrame::Hello {
                    session_id: id(),
                    signature: B64(vec![1; 3]),
                    resume: vec![Resume { conversation: id(), epoch: 1, last_seq: 7 }],
                },
                r#"{"type":"hello","session_id":"ID","signature":"AQEB","resume":[{"conversation":"ID","epoch":1,"last_seq":7}]}"#,
            ),
            (
                ClientFrame::Send { conversation: id(), client_id: id(), text: "Halo".into(), proof: None },
                r#"{"type":"send","conversation":"ID","client_id":"ID","text":"Halo"}"#,
            ),
            (
                ClientFrame::Send {
                    conversation: id(),
                    client_id: id(),
                    text: "Halo".into(),
                    proof: Some(WordProof {
                        salt: B64(vec![1; 3]),
                        previous: Bytes32([0; 32]),
                        time_ms: 5,
                        signature: B64(vec![1; 3]),
                    }),
                },
                r#"{"type":"send","conversation":"ID","client_id":"ID","text":"Halo","proof":{"salt":"AQEB","previous":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","time_ms":5,"signature":"AQEB"}}"#,
            ),
            (
                ClientFrame::Ack { conversation: id(), epoch: 1, seq: 2 },
                r#"{"type":"ack","conversation":"ID","epoch":1,"seq":2}"#,
            ),
            (
                ClientFrame::Receipt { conversation: id(), delivered: 3, read: 2 },
                r#"{"type":"receipt","conversation":"ID","delivered":3,"read":2}"#,
            ),
            (
                ClientFrame::FetchRange { conversation: id(), epoch: 1, from: 2, to: 7 },
                r#"{"type":"fetch_range","conversation":"ID","epoch":1,"from":2,"to":7}"#,
            ),
            (
                ClientFrame::Typing { conversation: id(), ttl_seconds: 6 },
                r#"{"type":"typing","conversation":"ID","ttl_seconds":6}"#,
            ),
            (
                ClientFrame::Attach { conversation: id(), client_id: id(), descriptor: "{}".into(), proof: None },
                r#"{"type":"attach","conversation":"ID","client_id":"ID","descriptor":"{}"}"#,
            ),
            (
                ClientFrame::Handover { conversation: id(), client_id: id() },
                r#"{"type":"handover","conversation":"ID","client_id":"ID"}"#,
            ),
            (
                ClientFrame::End { conversation: id(), client_id: id(), report: None },
                r#"{"type":"end","conversation":"ID","client_id":"ID"}"#,
            ),
            (
                ClientFrame::End {
                    conversation: id(),
                    client_id: id(),
                    report: Some(ScamReport { epoch: 1, seq: 9, leaf: Bytes32([0; 32]), suspects: vec![7, 9] }),
                },
                r#"{"type":"end","conversation":"ID","client_id":"ID","report":{"epoch":1,"seq":9,"leaf":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","suspects":[7,9]}}"#,
            ),
            (
                ClientFrame::Feedback { conversation: id(), client_id: id(), rating: 4, text: "Ok".into() },
                r#"{"type":"feedback","conversation":"ID","client_id":"ID","rating":4,"text":"Ok"}"#,
            ),
        ];
        for (frame, text) in client {
            let text = text.replace("ID", ID);
            assert_eq!(String::from_utf8(frame.to_bytes().expect("small")).expect("UTF-8"), text);
            assert_eq!(ClientFrame::parse(text.as_bytes()), Ok(frame));
        }
        let event = Event {
            conversation: id(),
            epoch: 1,
            seq: 2,
            at: jiff::Timestamp::UNIX_EPOCH,
            sender: Sender::Agent,
            client_id: Some(id()),
            controller_epoch: 3,
            salt: B64(vec![0; 2]),
            commitment: Bytes32([0; 32]),
            leaf: Bytes32([0; 32]),
            proof: Some(StaffProof {
                badge: "a.b.c".into(),
                previous: Bytes32([0; 32]),
                time_ms: 4,
                signature: B64(vec![0; 1]),
            }),
            body: Body::Text { text: "Halo".into() },
        };
        let zeros = "A".repeat(43);
        let server = [
            (
                ServerFrame::Welcome(Welcome {
                    conversations: vec![Standing {
                        conversation: id(),
                        epoch: 1,
                        last_seq: 2,
                        topic: "general".into(),
                        read: 1,
                        reset: None,
                    }],
                    bank_time_ms: 5,
                    bundle: (1, 9),
                    revocations: None,
                }),
                r#"{"type":"welcome","conversations":[{"conversation":"ID","epoch":1,"last_seq":2,"topic":"general","read":1}],"bank_time_ms":5,"bundle":[1,9]}"#,
            ),
            (
                ServerFrame::Welcome(Welcome {
                    conversations: Vec::new(),
                    bank_time_ms: 5,
                    bundle: (1, 9),
                    revocations: Some("a.b.c".into()),
                }),
                r#"{"type":"welcome","conversations":[],"bank_time_ms":5,"bundle":[1,9],"revocations":"a.b.c"}"#,
            ),
            (
                ServerFrame::Desk(Desk {
                    conversation: id(),
                    state: desk::WAITING.into(),
                    open: true,
                    opens_at: None,
                    position: Some(3),
                    wait_seconds: Some(360),
                }),
                r#"{"type":"desk","conversation":"ID","state":"waiting","open":true,"position":3,"wait_seconds":360}"#,
            ),
            (
                ServerFrame::Desk(Desk {
                    conversation: id(),
                    state: desk::BOT.into(),
                    open: false,
                    opens_at: Some(Timestamp::UNIX_EPOCH),
                    position: None,
                    wait_seconds: None,
                }),
                r#"{"type":"desk","conversation":"ID","state":"bot","open":false,"opens_at":"1970-01-01T00:00:00Z"}"#,
            ),
            (ServerFrame::Head(SignedHead { head: "a.b.c".into() }), r#"{"type":"head","head":"a.b.c"}"#),
            (ServerFrame::Revocations(Revoked { list: "a.b.c".into() }), r#"{"type":"revocations","list":"a.b.c"}"#),
            (
                ServerFrame::Event(Box::new(event)),
                r#"{"type":"event","conversation":"ID","epoch":1,"seq":2,"at":"1970-01-01T00:00:00Z","sender":"agent","client_id":"ID","controller_epoch":3,"salt":"AAA","commitment":"00","leaf":"00","proof":{"badge":"a.b.c","previous":"00","time_ms":4,"signature":"AA"},"body":{"kind":"text","text":"Halo"}}"#,
            ),
            (
                ServerFrame::CaughtUp(Numbered { conversation: id(), epoch: 1, seq: 2, leaf: None }),
                r#"{"type":"caught_up","conversation":"ID","epoch":1,"seq":2}"#,
            ),
            (
                ServerFrame::Sent(Sent { client_id: id(), conversation: id(), seq: 2 }),
                r#"{"type":"sent","client_id":"ID","conversation":"ID","seq":2}"#,
            ),
            (
                ServerFrame::Refused(Refused {
                    client_id: id(),
                    code: refusal::BUSY.into(),
                    permanent: false,
                    retry_after_seconds: Some(3),
                }),
                r#"{"type":"refused","client_id":"ID","code":"busy","permanent":false,"retry_after_seconds":3}"#,
            ),
            (
                ServerFrame::Gap(Gap { conversation: id(), epoch: 1, from: 2, to: 3, leaf: Bytes32([0; 32]) }),
                r#"{"type":"gap","conversation":"ID","epoch":1,"from":2,"to":3,"leaf":"00"}"#,
            ),
            (
                ServerFrame::Range(Range {
                    conversation: id(),
                    epoch: 1,
                    to: 3,
                    before: Bytes32([0; 32]),
                    frames: vec![serde_json::json!({"type": "event"})],
                }),
                r#"{"type":"range","conversation":"ID","epoch":1,"to":3,"before":"00","frames":[{"type":"event"}]}"#,
            ),
            (
                ServerFrame::Typing(Typing { conversation: id(), ttl_seconds: 6 }),
                r#"{"type":"typing","conversation":"ID","ttl_seconds":6}"#,
            ),
            (
                ServerFrame::Conversation(Standing {
                    conversation: id(),
                    epoch: 1,
                    last_seq: 0,
                    topic: "card".into(),
                    read: 0,
                    reset: None,
                }),
                r#"{"type":"conversation","conversation":"ID","epoch":1,"last_seq":0,"topic":"card","read":0}"#,
            ),
            (
                ServerFrame::EpochReset(Standing {
                    conversation: id(),
                    epoch: 2,
                    last_seq: 0,
                    topic: "general".into(),
                    read: 0,
                    reset: Some("a.b.c".into()),
                }),
                r#"{"type":"epoch_reset","conversation":"ID","epoch":2,"last_seq":0,"topic":"general","read":0,"reset":"a.b.c"}"#,
            ),
            (ServerFrame::Payments, r#"{"type":"payments"}"#),
            (ServerFrame::Operations, r#"{"type":"operations"}"#),
            (
                ServerFrame::Bye(Bye { reason: bye::SESSION_ENDED.into(), ended: None, retry_after_seconds: None }),
                r#"{"type":"bye","reason":"session-ended"}"#,
            ),
            (
                ServerFrame::Bye(Bye {
                    reason: bye::SESSION_ENDED.into(),
                    ended: Some("operator".into()),
                    retry_after_seconds: None,
                }),
                r#"{"type":"bye","reason":"session-ended","ended":"operator"}"#,
            ),
        ];
        for (frame, text) in server {
            let text = text.replace("ID", ID).replace("\"00\"", &format!("\"{zeros}\""));
            assert_eq!(String::from_utf8(frame.to_bytes().expect("small")).expect("UTF-8"), text);
            assert_eq!(ServerFrame::parse(text.as_bytes()), Ok(frame));
        }
    }

    #[test]
    fn the_bank_refuses_what_it_does_not_know_and_the_phone_keeps_it() {
        let ack = format!(r#"{{"type":"ack","conversation":"{ID}","epoch":1,"seq":2"#);
        assert!(ClientFrame::parse(format!("{ack}}}").as_bytes()).is_ok());
        for bad in [format!("{ack},\"more\":1}}"), r#"{"type":"dance"}"#.to_owned(), "[]".to_owned(), ack.clone()] {
            assert_eq!(ClientFrame::parse(bad.as_bytes()), Err(ReadError::Malformed), "{bad}");
        }
        let numbered = Numbered { conversation: id(), epoch: 1, seq: 2, leaf: None };
        for (text, kept) in [
            (format!(r#"{{"type":"dance","conversation":"{ID}","epoch":1,"seq":2,"steps":[1]}}"#), Some(numbered)),
            (format!(r#"{{"type":"event","conversation":"{ID}","epoch":1,"seq":2}}"#), Some(numbered)),
            (r#"{"type":"dance"}"#.to_owned(), None),
            ("{}".to_owned(), None),
        ] {
            assert_eq!(ServerFrame::parse(text.as_bytes()), Ok(ServerFrame::Unknown(kept)), "{text}");
        }
        assert_eq!(ServerFrame::parse(b"null"), Err(ReadError::Malformed));
    }

    /// Events have a way of their own through the reading: whatever is written oddly comes out as it does for every other frame.
    #[test]
    fn an_event_is_read_at_once_and_means_the_same() {
        let zeros = "A".repeat(43);
        let rest = format!(
            r#""conversation":"{ID}","epoch":1,"seq":2,"at":"1970-01-01T00:00:00Z","sender":"bank","controller_epoch":3,"salt":"AAA","commitment":"{zeros}","leaf":"{zeros}","body":{{"kind":"notice","code":"ended"}}"#
        );
        let plain = format!(r#"{{"type":"event",{rest}}}"#);
        assert!(matches!(ServerFrame::parse(plain.as_bytes()), Ok(ServerFrame::Event(event)) if event.seq == 2));
        for odd in [
            plain.clone(),
            format!(r#"{{{rest},"type":"event"}}"#),
            format!(r#" {{ "\u0074ype" : "\u0065vent", {rest} }} "#),
            format!(r#"{{"type":"event",{rest},"later":[{{"kind":1}}]}}"#),
            format!(r#"{{"type":"event",{rest},"type":"caught_up"}}"#),
            format!(r#"{{"type":"caught_up",{rest},"type":"event"}}"#),
            format!(r#"{{"type":"event",{rest},"seq":7}}"#),
            format!(r#"{{"type":"event",{rest},"body":{{"kind":"dance"}}}}"#),
            plain.replace("\"seq\":2", "\"seq\":2.0"),
            plain.replace("\"seq\":2", "\"seq\":-2"),
            plain.replace("notice", "dance"),
            plain.replace("\"ended\"", "\"ended\",\"code\":\"begun\""),
            plain.replace("\"bank\"", "null"),
            format!("{plain}{plain}"),
            plain[..plain.len() - 1].to_owned(),
        ] {
            assert_eq!(ServerFrame::parse(odd.as_bytes()), ServerFrame::parse_any(odd.as_bytes()), "{odd}");
        }
    }

    #[test]
    fn frames_are_bounded_in_both_directions() {
        let long =
            ClientFrame::Send { conversation: id(), client_id: id(), text: "x".repeat(FRAME_BYTES), proof: None };
        assert_eq!(long.to_bytes(), Err(ReadError::TooLarge));
        assert_eq!(ServerFrame::parse(&vec![b' '; FRAME_BYTES + 1]), Err(ReadError::TooLarge));
        assert_eq!(ClientFrame::parse(&vec![b' '; FRAME_BYTES + 1]), Err(ReadError::TooLarge));
        assert_eq!(ServerFrame::parse("[".repeat(40).as_bytes()), Err(ReadError::TooDeep));
    }
}

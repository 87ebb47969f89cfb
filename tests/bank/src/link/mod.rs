//! The live link (`docs/contract/link.md`): WebSocket, Noise, frames, and the conversations behind them.
//!
//! `noise` proves the bank, `socket` talks with one phone (over a WebSocket or, by `poll`, over long polls: `pipe`), `desk` keeps the
//! conversations, `badge` says who speaks (and what impostors try), `files` looks at files and asks for them, `agent` is a person's desk,
//! `bot` answers the routine, `queue` says how long a person takes, `range` brings what a phone was not told at once.

pub(crate) mod agent;
pub(crate) mod asyncapi;
mod badge;
mod bot;
pub(crate) mod canned;
mod desk;
pub(crate) mod files;
pub(crate) mod noise;
mod own;
mod pipe;
pub(crate) mod poll;
mod queue;
mod range;
mod socket;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse as _;
use kunci_domain::conversations::{OPEN_MOST, Topic};
use kunci_wire::Bytes32;
use kunci_wire::ProblemCode;
use kunci_wire::chat::{ConversationRequest, EpochReset, Standing};
use kunci_wire::signed::typ;
use serde_json::{Value, json};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{SECOND, timestamp};
use crate::crypto::jws;
use crate::faults::LinkOffer;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{Controller, Conversation, Customer, Tx};

pub(crate) use badge::Voice;
pub(crate) use queue::Rush;

/// The largest Noise message.
pub(crate) const MESSAGE_BYTES: usize = 65_535;

/// Which of a customer's lists is another one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hint {
    Payments,
    Operations,
    /// Whoever answers the customer in this conversation is writing, for so many seconds.
    Typing(Uuid, u32),
}

/// Wakes the open connections.
pub(crate) struct Hub {
    /// Counts changes of any conversation. A hint only: the truth is in the store.
    changed: watch::Sender<u64>,
    /// Whose lists are not as they were.
    hinted: broadcast::Sender<(Uuid, Hint)>,
    /// Until when (the bank's time) customers are believed to write, by conversation.
    writing: Mutex<HashMap<Uuid, i64>>,
    /// Those that go by long polls.
    polls: poll::Open,
    /// Ends them all, for good.
    stopped: watch::Sender<bool>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            changed: watch::Sender::new(0),
            hinted: broadcast::Sender::new(64),
            writing: Mutex::default(),
            polls: poll::Open::default(),
            stopped: watch::Sender::new(false),
        }
    }
}

impl Hub {
    /// Something was said somewhere, or a session ended.
    pub(crate) fn wake(&self) {
        self.changed.send_modify(|changes| *changes += 1);
    }

    /// A payment of this customer is new, or stands otherwise. Whoever asks for the list then waits for what is being written now.
    pub(crate) fn paid(&self, customer: Uuid) {
        self.hint(customer, Hint::Payments);
    }

    /// Something new waits for this customer's answer, or was answered.
    pub(crate) fn asked(&self, customer: Uuid) {
        self.hint(customer, Hint::Operations);
    }

    /// The customer writes in this conversation, until then.
    fn writes(&self, conversation: Uuid, until: i64) {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner).insert(conversation, until);
    }

    /// Whether the customer is believed to write in this conversation.
    pub(crate) fn is_writing(&self, conversation: Uuid, now: i64) -> bool {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        writing.retain(|_, until| *until > now);
        writing.contains_key(&conversation)
    }

    fn hint(&self, customer: Uuid, hint: Hint) {
        // Nobody may be listening.
        let _ = self.hinted.send((customer, hint));
    }

    /// The bank closes.
    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }
}

/// `GET /v1/link`.
pub(crate) fn upgrade(bank: &Arc<Bank>, socket: WebSocketUpgrade) -> Response<Body> {
    match *bank.faults.link_offer().borrow() {
        LinkOffer::Whole => {}
        // As a proxy says it that knows no upgrade.
        LinkOffer::NoWebSocket => return StatusCode::FORBIDDEN.into_response(),
        LinkOffer::Down => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
    let bank = Arc::clone(bank);
    socket
        .max_message_size(MESSAGE_BYTES)
        .max_frame_size(MESSAGE_BYTES)
        .on_upgrade(move |socket| socket::converse(bank, pipe::Pipe::Socket(Box::new(socket))))
}

/// The tester lets somebody say something. `future`: an event of a later contract.
pub(crate) fn say(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    speaker: &str,
    text: &str,
) -> Result<Option<u64>, BankError> {
    let voice = Voice::parse(speaker);
    if voice.is_none() && speaker != "future" {
        return Ok(None);
    }
    let seq = bank.keep(|tx| {
        let mut conversation = desk::conversation(bank, tx, customer.id, named)?;
        let seq = match voice {
            Some(voice) => desk::say(bank, tx, &mut conversation, voice, text.to_owned())?,
            None => desk::say_in_the_future(tx, &mut conversation, bank.now())?,
        };
        let what = format!("The tester spoke to {} as {speaker}", customer.first_name());
        audit::note(tx, bank.now(), Kind::Sandbox, Some(customer.id), what)?;
        Ok(seq)
    })?;
    bank.link.wake();
    Ok(Some(seq))
}

/// The tester lets whoever answers the customer write. `None`: nobody does.
pub(crate) fn write(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    seconds: u32,
) -> Result<Option<()>, BankError> {
    let conversation = bank.keep(|tx| desk::conversation(bank, tx, customer.id, named))?;
    if conversation.controller == Controller::Waiting {
        return Ok(None);
    }
    bank.link.hint(customer.id, Hint::Typing(conversation.id, seconds));
    Ok(Some(()))
}

/// A customer begins a conversation about a topic. The same again is the same one.
pub(crate) fn begin(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    asked: &ConversationRequest,
) -> Result<Standing, Refusal> {
    let topic = Topic::choice(&asked.topic);
    let topic = topic.ok_or_else(|| refuse(ProblemCode::Malformed, "there is no such topic"))?;
    if let Some(known) = tx.conversation(asked.conversation)? {
        // Another's is not there, and its id cannot be used again.
        let same = known.customer == customer.id && known.topic == topic;
        let other = || refuse(ProblemCode::IdempotencyMismatch, "this id was used otherwise");
        return if same { Ok(standing(&known)) } else { Err(other()) };
    }
    let all = tx.conversations_of(customer.id, u32::MAX)?;
    if all.iter().filter(|known| known.topic != Topic::General && !known.ended).count() >= OPEN_MOST {
        return Err(refuse(ProblemCode::ConversationLimit, "one of them is to be ended first"));
    }
    let fresh = desk::begun(asked.conversation, customer.id, topic);
    tx.insert_conversation(&fresh)?;
    let what = format!("{} began a conversation ({})", customer.first_name(), topic.code());
    audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
    Ok(standing(&fresh))
}

fn standing(conversation: &Conversation) -> Standing {
    Standing {
        conversation: conversation.id,
        epoch: conversation.epoch,
        last_seq: conversation.last_seq,
        topic: conversation.topic.code().to_owned(),
        read: conversation.read,
        reset: conversation.reset.clone(),
    }
}

/// How a numbering anew is spoilt, for the tester.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpoiltReset {
    Nothing,
    /// Signed by somebody else.
    Unsigned,
    /// The bank's word on another conversation.
    Foreign,
    /// To the same numbering.
    Back,
}

impl SpoiltReset {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "" => Self::Nothing,
            "unsigned" => Self::Unsigned,
            "foreign" => Self::Foreign,
            "back" => Self::Back,
            _ => return None,
        })
    }
}

/// The bank has lost what was said in a conversation, as after a backup was put back, and goes on under another numbering.
pub(crate) fn renumber(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    spoilt: SpoiltReset,
) -> Result<u64, BankError> {
    let epoch = bank.keep(|tx| {
        let mut conversation = desk::conversation(bank, tx, customer.id, named)?;
        let (old_epoch, epoch) = (conversation.epoch, conversation.epoch + 1);
        let claim = EpochReset {
            conversation: if spoilt == SpoiltReset::Foreign { bank.entropy.id(bank.now())? } else { conversation.id },
            old_epoch: if spoilt == SpoiltReset::Back { epoch } else { old_epoch },
            old_seq: conversation.last_seq,
            old_leaf: Bytes32(conversation.head),
            epoch,
            at: timestamp(bank.now()),
        };
        let key = if spoilt == SpoiltReset::Unsigned { &bank.keys.rogue } else { &bank.keys.badge };
        conversation.reset = Some(jws::seal_as(&key.signer, &bank.keys.badge.kid, typ::EPOCH_RESET, &claim)?);
        (conversation.epoch, conversation.last_seq, conversation.head) = (epoch, 0, [0; 32]);
        (conversation.delivered, conversation.read) = (0, 0);
        tx.renumber_conversation(&conversation)?;
        let what = format!("Numbered a conversation of {} anew", customer.first_name());
        audit::note(tx, bank.now(), Kind::Sandbox, Some(customer.id), what)?;
        Ok(epoch)
    })?;
    bank.link.wake();
    Ok(epoch)
}

/// Whether this conversation is the customer's.
pub(crate) fn is_of(bank: &Bank, customer: &Customer, id: Uuid) -> Result<bool, BankError> {
    bank.keep(|tx| Ok(tx.conversation(id)?.is_some_and(|found| found.customer == customer.id)))
}

/// The tester takes somebody's badge key back, `ago_seconds` before now. `None`: nobody of the bank goes by that name.
pub(crate) fn revoke(bank: &Bank, speaker: &str, ago_seconds: u32) -> Result<Option<i64>, BankError> {
    let voice = Voice::parse(speaker);
    let Some(key) = voice.and_then(|voice| voice.badge_key(&bank.keys)) else { return Ok(None) };
    let since = bank.now() - i64::from(ago_seconds) * SECOND;
    bank.keep(|tx| {
        tx.revoke_badge_key(&key.kid, since)?;
        audit::note(tx, bank.now(), Kind::Sandbox, None, format!("The tester took the badge of {speaker} back"))
    })?;
    bank.link.wake();
    Ok(Some(since))
}

/// The tester says how it goes at the desk. Whoever waits gets a person, or the bot back, if that is how it goes.
pub(crate) fn set_rush(bank: &Bank, rush: &Rush) -> Result<(), BankError> {
    bank.keep(|tx| {
        queue::write(tx, rush)?;
        desk::serve_waiting(bank, tx)?;
        audit::note(tx, bank.now(), Kind::Sandbox, None, format!("The tester set the desk to {rush:?}"))
    })?;
    bank.link.wake();
    Ok(())
}

/// Says in a conversation of the customer that something happened. Whoever is woken waits for what is being written now.
pub(crate) fn tell(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: Uuid,
    conversation: Uuid,
    code: &str,
) -> Result<(), BankError> {
    let mut conversation = desk::conversation(bank, tx, customer, Some(conversation))?;
    desk::notify(bank, tx, &mut conversation, code)?;
    bank.link.wake();
    Ok(())
}

/// As long as nobody says otherwise.
pub(crate) fn forget_rush(tx: &mut dyn Tx) -> Result<(), BankError> {
    queue::write(tx, &Rush::default())
}

/// What the bank has of a conversation, and which others there are.
pub(crate) fn log(bank: &Bank, customer: &Customer, named: Option<Uuid>) -> Result<Value, BankError> {
    let (conversation, events, filed, all) = bank.keep(|tx| {
        let conversation = desk::conversation(bank, tx, customer.id, named)?;
        let events = tx.chat_events_after(conversation.id, 0)?;
        let filed = tx.chat_reports_of(conversation.id)?;
        Ok((conversation, events, filed, desk::conversations(bank, tx, customer.id)?))
    })?;
    let listed = |each: &Conversation| {
        json!({ "conversation": each.id, "topic": each.topic.code(), "open": !each.ended,
            "controller": each.controller.as_str(), "last_seq": each.last_seq })
    };
    let of_kind = |kind: &str| {
        filed.iter().filter(|filed| filed.kind == kind).map(|filed| filed.body.as_str()).collect::<Vec<_>>().join(" | ")
    };
    let show = |event: &crate::store::ChatEvent| {
        let file = files::listed(std::slice::from_ref(event)).pop();
        json!({"seq": event.seq, "sender": event.sender, "text": files::shown(event), "file": file})
    };
    Ok(json!({
        "conversation": conversation.id,
        "topic": conversation.topic.code(),
        "open": !conversation.ended,
        "conversations": all.iter().map(listed).collect::<Vec<_>>(),
        "controller": conversation.controller.as_str(),
        "delivered": conversation.delivered,
        "read": conversation.read,
        "writing": bank.link.is_writing(conversation.id, bank.now()),
        "links_by_polls": bank.link.polls.count(),
        "scam_reports": filed.iter().filter(|filed| filed.kind == "scam").count(),
        "evidence": of_kind("scam"),
        "feedback": of_kind("feedback"),
        "disputes": filed.iter().filter(|filed| filed.kind == "dispute").count(),
        "messages": events.iter().map(show).collect::<Vec<_>>(),
        "texts": events.iter().filter(|event| event.sender == "customer").map(files::shown).collect::<Vec<_>>().join(" | "),
        "files": files::listed(&events),
    }))
}

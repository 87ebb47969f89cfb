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
use serde_json::{Value, json};
use tokio::sync::{broadcast, watch};
use uuid::Uuid;

use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::faults::LinkOffer;
use crate::refusal::BankError;
use crate::store::{Controller, Customer, Tx};

pub(crate) use badge::Voice;
pub(crate) use queue::Rush;

/// The largest Noise message.
pub(crate) const MESSAGE_BYTES: usize = 65_535;

/// Which of a customer's lists is another one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hint {
    Payments,
    Operations,
    /// Whoever answers the customer is writing, for so many seconds.
    Typing(u32),
}

/// Wakes the open connections.
pub(crate) struct Hub {
    /// Counts changes of any conversation. A hint only: the truth is in the store.
    changed: watch::Sender<u64>,
    /// Whose lists are not as they were.
    hinted: broadcast::Sender<(Uuid, Hint)>,
    /// Until when (the bank's time) customers are believed to write.
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

    /// This customer writes, until then.
    fn writes(&self, customer: Uuid, until: i64) {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner).insert(customer, until);
    }

    /// Whether this customer is believed to write.
    pub(crate) fn is_writing(&self, customer: Uuid, now: i64) -> bool {
        let mut writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        writing.retain(|_, until| *until > now);
        writing.contains_key(&customer)
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
pub(crate) fn say(bank: &Bank, customer: &Customer, speaker: &str, text: &str) -> Result<Option<u64>, BankError> {
    let voice = Voice::parse(speaker);
    if voice.is_none() && speaker != "future" {
        return Ok(None);
    }
    let seq = bank.keep(|tx| {
        let mut conversation = desk::conversation(bank, tx, customer.id)?;
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
pub(crate) fn write(bank: &Bank, customer: &Customer, seconds: u32) -> Result<Option<()>, BankError> {
    let waits = bank.keep(|tx| Ok(desk::conversation(bank, tx, customer.id)?.controller == Controller::Waiting))?;
    if waits {
        return Ok(None);
    }
    bank.link.hint(customer.id, Hint::Typing(seconds));
    Ok(Some(()))
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

/// Says in the customer's conversation that something happened. Whoever is woken waits for what is being written now.
pub(crate) fn tell(bank: &Bank, tx: &mut dyn Tx, customer: Uuid, code: &str) -> Result<(), BankError> {
    let mut conversation = desk::conversation(bank, tx, customer)?;
    desk::notify(bank, tx, &mut conversation, code)?;
    bank.link.wake();
    Ok(())
}

/// As long as nobody says otherwise.
pub(crate) fn forget_rush(tx: &mut dyn Tx) -> Result<(), BankError> {
    queue::write(tx, &Rush::default())
}

/// What the bank has of a conversation.
pub(crate) fn log(bank: &Bank, customer: &Customer) -> Result<Value, BankError> {
    let (conversation, events, filed) = bank.keep(|tx| {
        let conversation = desk::conversation(bank, tx, customer.id)?;
        let events = tx.chat_events_after(conversation.id, 0)?;
        let filed = tx.chat_reports_of(conversation.id)?;
        Ok((conversation, events, filed))
    })?;
    let of_kind = |kind: &str| {
        filed.iter().filter(|filed| filed.kind == kind).map(|filed| filed.body.as_str()).collect::<Vec<_>>().join(" | ")
    };
    let show = |event: &crate::store::ChatEvent| {
        let file = files::listed(std::slice::from_ref(event)).pop();
        json!({"seq": event.seq, "sender": event.sender, "text": files::shown(event), "file": file})
    };
    Ok(json!({
        "conversation": conversation.id,
        "controller": conversation.controller.as_str(),
        "delivered": conversation.delivered,
        "read": conversation.read,
        "writing": bank.link.is_writing(customer.id, bank.now()),
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

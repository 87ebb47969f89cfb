//! The live link by long polls (`docs/contract/link.md`): the same Noise messages, for networks that let no WebSocket through.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse as _;
use kunci_wire::link::POLL_ID;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::pipe::{Pipe, Polls};
use super::socket;
use crate::bank::Bank;
use crate::faults::LinkOffer;

/// How long a poll waits for something to come: shorter than what proxies call idle.
const WAIT: Duration = Duration::from_secs(20);
/// Until the handshake is answered; nothing is waited for but a thread.
const ANSWER: Duration = Duration::from_secs(10);
/// How many messages wait for a poll before the bank's side waits for the phone.
const WAITING: usize = 64;
/// What one answer holds at most, beside its last message.
const ANSWER_BYTES: usize = 256 * 1024;
/// How many links by long polls there are at a time.
const OPEN: usize = 1_000;

/// The links by long polls that stand.
#[derive(Default)]
pub(crate) struct Open(Mutex<HashMap<String, Arc<Link>>>);

/// The phone's end of one.
struct Link {
    posted: mpsc::Sender<Vec<u8>>,
    /// Two polls at once take turns.
    waiting: tokio::sync::Mutex<mpsc::Receiver<Vec<u8>>>,
    asked: watch::Sender<()>,
    /// Ends the conversation behind it.
    closed: watch::Sender<bool>,
}

impl Open {
    fn links(&self) -> MutexGuard<'_, HashMap<String, Arc<Link>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.links().len()
    }

    fn find(&self, id: &str) -> Option<Arc<Link>> {
        self.links().get(id).cloned()
    }
}

/// `POST /v1/link/poll`: the first Noise message; the second one is the answer, and the header names the link.
pub(crate) async fn open(bank: Arc<Bank>, first: Bytes) -> Response<Body> {
    let down = *bank.faults.link_offer().borrow() == LinkOffer::Down;
    if down || bank.link.polls.count() >= OPEN {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // Not from the seed: who knows the seed must not find another phone's link.
    let mut random = [0; 16];
    if getrandom::fill(&mut random).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let id = kunci_wire::bytes::encode(&random);
    let Ok(named) = HeaderValue::from_str(&id) else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };

    let (posted, from_phone) = mpsc::channel(WAITING);
    let (to_phone, mut waiting) = mpsc::channel(WAITING);
    let (asked, closed) = (watch::Sender::new(()), watch::Sender::new(false));
    let (refused, mut is_refused) = watch::channel(false);
    let polls = Polls::new(from_phone, to_phone, asked.subscribe(), refused);
    if posted.send(first.to_vec()).await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let (talking, mut hung_up, named_id) = (Arc::clone(&bank), closed.subscribe(), id.clone());
    tokio::spawn(async move {
        tokio::select! {
            () = socket::converse(Arc::clone(&talking), Pipe::Polls(polls)) => {}
            _ = hung_up.wait_for(|closed| *closed) => {}
        }
        talking.link.polls.links().remove(&named_id);
    });
    match timeout(ANSWER, waiting.recv()).await {
        Ok(Some(second)) => {
            let link = Link { posted, waiting: tokio::sync::Mutex::new(waiting), asked, closed };
            let (links, gone) = (&bank.link.polls, link.posted.clone());
            links.links().insert(id.clone(), Arc::new(link));
            // The conversation may have ended before anybody could find it.
            if gone.is_closed() {
                links.links().remove(&id);
            }
            ([(POLL_ID, named)], second).into_response()
        }
        _ if *is_refused.borrow_and_update() => StatusCode::MISDIRECTED_REQUEST.into_response(),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// `POST /v1/link/poll/{id}`: one Noise message from the phone.
pub(crate) async fn post(bank: &Bank, id: &str, message: Bytes) -> StatusCode {
    let Some(link) = bank.link.polls.find(id) else { return StatusCode::GONE };
    match link.posted.send(message.to_vec()).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::GONE,
    }
}

/// `GET /v1/link/poll/{id}`: what the bank has to say, each Noise message behind its length (four bytes, the most significant
/// first); nothing, if nothing came in time.
pub(crate) async fn take(bank: &Bank, id: &str) -> Response<Body> {
    let Some(link) = bank.link.polls.find(id) else { return StatusCode::GONE.into_response() };
    let mut waiting = link.waiting.lock().await;
    link.asked.send_replace(());
    let first = match timeout(WAIT, waiting.recv()).await {
        Ok(Some(first)) => first,
        Ok(None) => return StatusCode::GONE.into_response(),
        Err(_) => return StatusCode::NO_CONTENT.into_response(),
    };
    let mut answer = Vec::new();
    let mut next = Some(first);
    while let Some(message) = next {
        answer.extend_from_slice(&u32::try_from(message.len()).unwrap_or_default().to_be_bytes());
        answer.extend_from_slice(&message);
        next = if answer.len() < ANSWER_BYTES { waiting.try_recv().ok() } else { None };
    }
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"))], answer).into_response()
}

/// `DELETE /v1/link/poll/{id}`: the phone is done.
pub(crate) fn close(bank: &Bank, id: &str) -> StatusCode {
    if let Some(link) = bank.link.polls.links().remove(id) {
        link.closed.send_replace(true);
    }
    StatusCode::NO_CONTENT
}

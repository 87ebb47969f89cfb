//! The link by long polls, where no WebSocket comes through: the same Noise messages in the bodies of HTTP requests. Nothing is
//! less guarded for it: TLS is pinned as ever, and what a request carries opens only in its place of the Noise session.

use kunci_core::ports::{
    BoxFuture, HttpError, Incoming, LinkConnection, LinkError, LinkReceiver, LinkSender, LinkTarget,
};
use kunci_wire::link::{FRAME_BYTES, POLL_ID, POLL_PATH};
use reqwest::{Client, StatusCode};
use tokio::sync::mpsc;

use super::MESSAGE_BYTES;
use super::noise::{Handshake, Opener, Sealer};
use crate::{https, tls};

/// What one answer may hold: the bank stops adding at half of it.
const ANSWER_BYTES: usize = 512 * 1024;
/// How many messages wait to be read before the next poll waits.
const READ_AHEAD: usize = 64;

/// Begins a link at the bank of `base_url`, through `client`.
pub(super) async fn over(client: Client, base_url: &str, target: &LinkTarget) -> Result<LinkConnection, LinkError> {
    let (handshake, first) = Handshake::begin(target)?;
    let answer = client.post(format!("{base_url}{POLL_PATH}")).body(first).send().await.map_err(|error| {
        let unconnected = || LinkError::Connect(tls::tls_failure(&error).unwrap_or(HttpError::Offline));
        if error.is_connect() { unconnected() } else { LinkError::Broken }
    })?;
    match answer.status() {
        StatusCode::OK => {}
        StatusCode::MISDIRECTED_REQUEST => return Err(LinkError::NotTheBank),
        _ => return Err(LinkError::NotOffered),
    }
    let id = answer.headers().get(POLL_ID).and_then(|id| id.to_str().ok()).filter(|id| is_an_id(id));
    let url = format!("{base_url}{POLL_PATH}/{}", id.ok_or(LinkError::NotOffered)?);
    let second = https::read(answer, MESSAGE_BYTES).await.map_err(|_| LinkError::Broken)?;
    let (handshake_hash, sealer, opener) = handshake.finish(&second)?;
    let (messages, arrived) = mpsc::channel(READ_AHEAD);
    tokio::spawn(poll(client.clone(), url.clone(), messages));
    Ok(LinkConnection {
        handshake_hash,
        sender: Box::new(Sender { client, url, sealer }),
        receiver: Box::new(Receiver { arrived, opener }),
    })
}

/// What goes into a path must not lead elsewhere.
fn is_an_id(id: &str) -> bool {
    id.len() == 22 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Asks again and again until the answer is an end, or nobody listens any more: then the bank is told.
async fn poll(client: Client, url: String, messages: mpsc::Sender<Result<Incoming, LinkError>>) {
    loop {
        let answer = tokio::select! {
            answer = take(&client, &url) => answer,
            () = messages.closed() => {
                // If the bank does not hear it, it finds out by itself.
                let _ = client.delete(&url).send().await;
                return;
            }
        };
        let (arrived, over) = match answer {
            Ok(arrived) => (arrived.into_iter().map(Ok).collect(), false),
            Err(error) => (vec![Err(error)], true),
        };
        for one in arrived {
            if messages.send(one).await.is_err() {
                let _ = client.delete(&url).send().await;
                return;
            }
        }
        if over {
            return;
        }
    }
}

/// One poll. An answer that was lost took messages with it: the link is broken then, and the next one begins where the phone left off.
async fn take(client: &Client, url: &str) -> Result<Vec<Incoming>, LinkError> {
    let answer = client.get(url).send().await.map_err(|_| LinkError::Broken)?;
    match answer.status() {
        StatusCode::OK => {
            let answer = https::read(answer, ANSWER_BYTES).await;
            messages(&answer.map_err(|_| LinkError::Broken)?).ok_or(LinkError::Unreadable)
        }
        StatusCode::NO_CONTENT => Ok(vec![Incoming::Alive]),
        _ => Err(LinkError::Broken),
    }
}

/// Each message stands behind its length: four bytes, the most significant first.
fn messages(mut answer: &[u8]) -> Option<Vec<Incoming>> {
    let mut messages = Vec::new();
    while !answer.is_empty() {
        let (length, rest) = answer.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= MESSAGE_BYTES)?;
        let (message, rest) = rest.split_at_checked(length)?;
        messages.push(Incoming::Frame(message.to_vec()));
        answer = rest;
    }
    Some(messages)
}

struct Sender {
    client: Client,
    url: String,
    sealer: Sealer,
}

impl LinkSender for Sender {
    fn send(&mut self, frame: Vec<u8>) -> BoxFuture<'_, Result<(), LinkError>> {
        Box::pin(async move {
            if frame.len() > FRAME_BYTES {
                return Err(LinkError::FrameTooLarge);
            }
            let sealed = self.sealer.seal(&frame)?;
            let answer = self.client.post(&self.url).body(sealed).send().await.map_err(|_| LinkError::Broken)?;
            if answer.status() == StatusCode::NO_CONTENT { Ok(()) } else { Err(LinkError::Broken) }
        })
    }

    /// Every poll is a question already, and every answer a sign of life.
    fn ping(&mut self) -> BoxFuture<'_, Result<(), LinkError>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

struct Receiver {
    arrived: mpsc::Receiver<Result<Incoming, LinkError>>,
    opener: Opener,
}

impl LinkReceiver for Receiver {
    fn receive(&mut self) -> BoxFuture<'_, Result<Incoming, LinkError>> {
        Box::pin(async move {
            match self.arrived.recv().await.unwrap_or(Err(LinkError::Broken))? {
                Incoming::Frame(sealed) => self.opener.open(&sealed).map(Incoming::Frame),
                Incoming::Alive => Ok(Incoming::Alive),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_9_an_answer_is_taken_apart_whole_or_not_at_all() {
        assert_eq!(messages(&[]), Some(Vec::new()));
        let two = [0, 0, 0, 2, 8, 9, 0, 0, 0, 0];
        assert_eq!(messages(&two), Some(vec![Incoming::Frame(vec![8, 9]), Incoming::Frame(Vec::new())]));
        for length in 1..two.len() {
            // Cut behind its first message it is whole again.
            assert_eq!(messages(&two[..length]).is_some(), length == 6, "{length}");
        }
        let too_large = [0, 1, 0, 0].into_iter().chain(std::iter::repeat_n(0, 65_536)).collect::<Vec<u8>>();
        assert_eq!(messages(&too_large), None);
    }

    #[test]
    fn chat_9_an_id_leads_nowhere_else() {
        assert!(is_an_id("AAAAAAAAAAAAAAAAAAAA-_"));
        for other in ["", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAA/..", "AAAAAAAAAAAAAAAAAAAAA?"] {
            assert!(!is_an_id(other), "{other}");
        }
    }
}

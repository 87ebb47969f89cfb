//! What carries the Noise messages of one link: a WebSocket, or long polls where no WebSocket comes through.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until, timeout};

/// A phone that has not asked for so long is gone.
pub(super) const IDLE: Duration = Duration::from_secs(60);

/// One link's carrier.
pub(super) enum Pipe {
    Socket(Box<WebSocket>),
    Polls(Polls),
}

/// The bank's end of a link by long polls.
pub(super) struct Polls {
    /// What the phone posted.
    pub(super) posted: mpsc::Receiver<Vec<u8>>,
    /// What the next poll takes away.
    pub(super) waiting: mpsc::Sender<Vec<u8>>,
    /// Told of each poll.
    pub(super) asked: watch::Receiver<()>,
    /// Why the link is not to be.
    pub(super) refused: watch::Sender<bool>,
    last_asked: Instant,
}

impl Polls {
    pub(super) fn new(
        posted: mpsc::Receiver<Vec<u8>>,
        waiting: mpsc::Sender<Vec<u8>>,
        asked: watch::Receiver<()>,
        refused: watch::Sender<bool>,
    ) -> Self {
        Self { posted, waiting, asked, refused, last_asked: Instant::now() }
    }

    /// The next message; `None` once the phone has gone. Nothing is lost if the future is dropped.
    async fn recv(&mut self) -> Option<Vec<u8>> {
        loop {
            tokio::select! {
                biased;
                message = self.posted.recv() => return message,
                Ok(()) = self.asked.changed() => self.last_asked = Instant::now(),
                () = sleep_until(self.last_asked + IDLE) => return None,
            }
        }
    }
}

impl Pipe {
    /// How the audit trail names it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Socket(_) => "live link",
            Self::Polls(_) => "live link by long polls",
        }
    }

    /// The next Noise message; `None`: the connection has ended, or was not the contract's.
    pub(super) async fn recv(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::Socket(socket) => loop {
                match socket.recv().await {
                    Some(Ok(Message::Binary(bytes))) => return Some(bytes.to_vec()),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    _ => return None,
                }
            },
            Self::Polls(polls) => polls.recv().await,
        }
    }

    /// Hands one Noise message over; `false`: the connection has ended.
    pub(super) async fn send(&mut self, message: Vec<u8>) -> bool {
        match self {
            Self::Socket(socket) => socket.send(Message::binary(message)).await.is_ok(),
            Self::Polls(polls) => matches!(timeout(IDLE, polls.waiting.send(message)).await, Ok(Ok(()))),
        }
    }

    /// The first message was made for another bank's key, or for a key that this one has no more.
    pub(super) async fn not_for_me(&mut self, code: u16) {
        match self {
            Self::Socket(socket) => {
                let close = CloseFrame { code, reason: "not for this key".into() };
                let _ = socket.send(Message::Close(Some(close))).await;
            }
            Self::Polls(polls) => {
                polls.refused.send_replace(true);
            }
        }
    }
}

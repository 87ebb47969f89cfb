//! The live link in memory: the phone's own WebSocket and Noise against the bank's, over a pipe that is cut, or falls silent, at any byte.

use std::io::{Error as IoError, ErrorKind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use kunci_adapters::testing::link_over;
use kunci_bank::Bank;
use kunci_core::ports::{BoxFuture, HttpError, Link, LinkConnection, LinkError, LinkTarget};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};

use crate::dice::Dice;
use crate::network::AUTHORITY;

/// What the network did to the link so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) opened: u64,
    pub(crate) refused: u64,
    pub(crate) cut: u64,
    pub(crate) silent: u64,
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Refused,
    Whole,
    /// Ends after so many bytes in both directions.
    Cut(u64),
    /// Says nothing more after so many bytes, and does not end: a half-open connection.
    Silent(u64),
}

/// [`Link`] straight into the bank.
pub(crate) struct Pipes {
    bank: Arc<Bank>,
    state: Mutex<(Option<Dice>, Counts)>,
}

impl Pipes {
    pub(crate) fn new(bank: &Arc<Bank>) -> Arc<Self> {
        Arc::new(Self { bank: Arc::clone(bank), state: Mutex::default() })
    }

    /// From now on chance decides; `None`: nothing is lost any more.
    pub(crate) fn weather(&self, dice: Option<Dice>) {
        self.state().0 = dice;
    }

    pub(crate) fn counts(&self) -> Counts {
        self.state().1
    }

    fn state(&self) -> MutexGuard<'_, (Option<Dice>, Counts)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fate(&self) -> Fate {
        let mut state = self.state();
        let (dice, counts) = &mut *state;
        let fate = match dice {
            None => Fate::Whole,
            Some(dice) => match dice.below(10) {
                0..2 => Fate::Refused,
                2..4 => Fate::Whole,
                // A greeting takes about a kilobyte, a message about half of one.
                4..8 => Fate::Cut(100 + dice.below(6_000)),
                _ => Fate::Silent(100 + dice.below(6_000)),
            },
        };
        match fate {
            Fate::Refused => counts.refused += 1,
            Fate::Whole => counts.opened += 1,
            Fate::Cut(_) => counts.cut += 1,
            Fate::Silent(_) => counts.silent += 1,
        }
        fate
    }
}

impl Link for Pipes {
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        let (fate, bank) = (self.fate(), Arc::clone(&self.bank));
        Box::pin(async move {
            let (left, silent) = match fate {
                Fate::Refused => {
                    tokio::time::sleep(Duration::from_millis(700)).await;
                    return Err(LinkError::Connect(HttpError::Offline));
                }
                Fate::Whole => (u64::MAX, false),
                Fate::Cut(left) => (left, false),
                Fate::Silent(left) => (left, true),
            };
            let (near, far) = tokio::io::duplex(256 * 1024);
            tokio::spawn(async move { bank.serve_link(far).await });
            let url = format!("ws://{AUTHORITY}{}", kunci_wire::link::PATH);
            link_over(Frail { pipe: near, left, silent }, &url, target).await
        })
    }
}

/// The phone's end.
struct Frail {
    pipe: DuplexStream,
    left: u64,
    silent: bool,
}

impl Frail {
    fn spend(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(u64::try_from(bytes).unwrap_or(u64::MAX));
    }
}

impl AsyncRead for Frail {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.left == 0 {
            return if self.silent {
                Poll::Pending
            } else {
                Poll::Ready(Err(IoError::from(ErrorKind::ConnectionReset)))
            };
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.pipe).poll_read(context, buffer);
        if read.is_ready() {
            let bytes = buffer.filled().len() - before;
            self.spend(bytes);
        }
        read
    }
}

impl AsyncWrite for Frail {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        if self.left == 0 {
            // What is written into a dead connection is taken, and arrives nowhere.
            let swallowed = if self.silent { Ok(bytes.len()) } else { Err(IoError::from(ErrorKind::ConnectionReset)) };
            return Poll::Ready(swallowed);
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
        let wrote = Pin::new(&mut self.pipe).poll_write(context, &bytes[..most]);
        if let Poll::Ready(Ok(bytes)) = wrote {
            self.spend(bytes);
        }
        wrote
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.pipe).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.pipe).poll_shutdown(context)
    }
}

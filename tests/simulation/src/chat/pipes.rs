//! The live link in memory: the phone's own WebSocket and Noise against the bank's, over a pipe that is slow, is cut, or falls silent at
//! any byte, in both directions or in one.

use std::collections::VecDeque;
use std::io::{Error as IoError, ErrorKind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use kunci_adapters::testing::link_over;
use kunci_bank::Bank;
use kunci_core::ports::{BoxFuture, HttpError, Link, LinkConnection, LinkError, LinkTarget};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::dice::Dice;
use crate::network::AUTHORITY;

/// What the network did to the link so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Counts {
    pub(crate) opened: u64,
    pub(crate) refused: u64,
    pub(crate) cut: u64,
    pub(crate) silent: u64,
    /// Of the silent ones: those where one direction went on.
    pub(crate) one_way: u64,
    /// Of all: those whose bytes came late.
    pub(crate) late: u64,
}

/// Where a connection says nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silence {
    Both,
    /// What the phone says arrives nowhere.
    Up,
    /// What the bank says arrives nowhere.
    Down,
}

#[derive(Debug, Clone, Copy)]
enum Fate {
    Refused,
    Whole,
    /// Ends after so many bytes in both directions.
    Cut(u64),
    /// Says nothing more after so many bytes, and does not end: a half-open connection.
    Silent(u64, Silence),
}

/// [`Link`] straight into the bank.
pub(crate) struct Pipes {
    bank: Arc<Bank>,
    state: Mutex<(Option<Dice>, Counts)>,
    unreachable: AtomicBool,
}

impl Pipes {
    pub(crate) fn new(bank: &Arc<Bank>) -> Arc<Self> {
        Arc::new(Self { bank: Arc::clone(bank), state: Mutex::default(), unreachable: AtomicBool::new(false) })
    }

    /// Whether every connection is refused from now on, whatever chance says.
    #[cfg(test)]
    pub(crate) fn unreachable(&self, unreachable: bool) {
        self.unreachable.store(unreachable, Ordering::Relaxed);
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

    /// What becomes of the next connection, and by how much its bytes come late.
    fn fate(&self) -> (Fate, Duration) {
        let mut state = self.state();
        let (dice, counts) = &mut *state;
        let fate = match dice {
            _ if self.unreachable.load(Ordering::Relaxed) => Fate::Refused,
            None => Fate::Whole,
            Some(dice) => match dice.below(10) {
                0..2 => Fate::Refused,
                2..4 => Fate::Whole,
                // A greeting takes about a kilobyte, a message about half of one.
                4..8 => Fate::Cut(100 + dice.below(6_000)),
                _ => {
                    let silence = [Silence::Both, Silence::Up, Silence::Down][index(dice, 3)];
                    Fate::Silent(100 + dice.below(6_000), silence)
                }
            },
        };
        let late = match dice {
            // Every third connection is a slow one.
            Some(dice) => Duration::from_millis([0, 0, 0, 0, 0, 0, 80, 900, 6_000][index(dice, 9)]),
            None => Duration::ZERO,
        };
        counts.late += u64::from(!late.is_zero());
        match fate {
            Fate::Refused => counts.refused += 1,
            Fate::Whole => counts.opened += 1,
            Fate::Cut(_) => counts.cut += 1,
            Fate::Silent(_, silence) => {
                counts.silent += 1;
                counts.one_way += u64::from(silence != Silence::Both);
            }
        }
        (fate, late)
    }
}

impl Link for Pipes {
    fn open(&self, target: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        let ((fate, late), bank) = (self.fate(), Arc::clone(&self.bank));
        Box::pin(async move {
            let (left, silent) = match fate {
                Fate::Refused => {
                    tokio::time::sleep(Duration::from_millis(700)).await;
                    return Err(LinkError::Connect(HttpError::Offline));
                }
                Fate::Whole => (u64::MAX, None),
                Fate::Cut(left) => (left, None),
                Fate::Silent(left, silence) => (left, Some(silence)),
            };
            let (near, far) = tokio::io::duplex(256 * 1024);
            tokio::spawn(async move { bank.serve_link(far).await });
            let url = format!("ws://{AUTHORITY}{}", kunci_wire::link::PATH);
            link_over(Frail { pipe: near, left, silent, coming: Coming::late_by(late) }, &url, target).await
        })
    }
}

/// A number below `end`.
fn index(dice: &mut Dice, end: u64) -> usize {
    usize::try_from(dice.below(end)).unwrap_or(0)
}

/// Bytes on their way to the phone.
struct Coming {
    late: Duration,
    /// With the moment at which they are there.
    bytes: VecDeque<(Instant, Vec<u8>)>,
    wakes: Option<Pin<Box<Sleep>>>,
    ended: bool,
}

impl Coming {
    fn late_by(late: Duration) -> Self {
        Self { late, bytes: VecDeque::new(), wakes: None, ended: false }
    }

    /// Reads on in the pipe, and gives what has come by now.
    fn read(
        &mut self,
        pipe: &mut DuplexStream,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.late.is_zero() {
            return Pin::new(pipe).poll_read(context, buffer);
        }
        let mut room = [0; 4096];
        while !self.ended {
            let mut read = ReadBuf::new(&mut room);
            match Pin::new(&mut *pipe).poll_read(context, &mut read) {
                Poll::Ready(Ok(())) if read.filled().is_empty() => self.ended = true,
                Poll::Ready(Ok(())) => self.bytes.push_back((Instant::now() + self.late, read.filled().to_vec())),
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => break,
            }
        }
        let Some((there, first)) = self.bytes.front_mut() else {
            return if self.ended { Poll::Ready(Ok(())) } else { Poll::Pending };
        };
        let sleep = self.wakes.insert(Box::pin(sleep_until(*there)));
        if sleep.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        let taken = first.len().min(buffer.remaining());
        buffer.put_slice(&first[..taken]);
        first.drain(..taken);
        if first.is_empty() {
            self.bytes.pop_front();
        }
        Poll::Ready(Ok(()))
    }
}

/// The phone's end.
struct Frail {
    pipe: DuplexStream,
    left: u64,
    silent: Option<Silence>,
    coming: Coming,
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
        if self.left == 0 && self.silent != Some(Silence::Up) {
            return match self.silent {
                Some(_) => Poll::Pending,
                None => Poll::Ready(Err(IoError::from(ErrorKind::ConnectionReset))),
            };
        }
        let before = buffer.filled().len();
        let Self { pipe, coming, .. } = &mut *self;
        let read = coming.read(pipe, context, buffer);
        if read.is_ready() {
            let bytes = buffer.filled().len() - before;
            self.spend(bytes);
        }
        read
    }
}

impl AsyncWrite for Frail {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        let one_way = self.silent == Some(Silence::Down);
        if self.left == 0 && !one_way {
            // What is written into a dead connection is taken, and arrives nowhere.
            return Poll::Ready(match self.silent {
                Some(_) => Ok(bytes.len()),
                None => Err(IoError::from(ErrorKind::ConnectionReset)),
            });
        }
        let left = if one_way { u64::MAX } else { self.left };
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
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

//! What comes together is committed together: a disk takes longer for a commit than for what it commits.

use kunci_wire::chat::{Event, Sender};
use kunci_wire::link::ServerFrame;

use super::{End, Talk};
use crate::ports::{Incoming, LinkError};

/// Events in one commit at most. The first of them is not shown before the last.
const TOGETHER: usize = 64;

impl Talk<'_> {
    /// Hears a frame, and what is at hand behind it. Events that follow are one commit and one acknowledgement.
    pub(super) async fn hear(&mut self, first: Vec<u8>) -> Result<(), End> {
        let mut events = Vec::new();
        let gathered = self.gather(first, &mut events).await;
        // Whatever came behind them, even the end: they have come.
        if !events.is_empty() {
            self.commit(events).await?;
        }
        match gathered? {
            Some((frame, bytes)) => self.hear_one(frame, bytes).await,
            None => Ok(()),
        }
    }

    /// Takes events of one conversation as long as they are at hand. Returns what else came, which ends it.
    async fn gather(
        &mut self,
        first: Vec<u8>,
        events: &mut Vec<(Event, Vec<u8>)>,
    ) -> Result<Option<(ServerFrame, Vec<u8>)>, End> {
        let mut bytes = first;
        loop {
            match ServerFrame::parse(&bytes).map_err(|_| LinkError::Unreadable)? {
                ServerFrame::Event(event)
                    if events.first().is_none_or(|(first, _)| first.conversation == event.conversation) =>
                {
                    events.push((*event, bytes));
                }
                other => return Ok(Some((other, bytes))),
            }
            if events.len() == TOGETHER {
                return Ok(None);
            }
            let Some(next) = self.at_hand().await? else { return Ok(None) };
            bytes = next;
        }
    }

    /// The next frame, if it has come already.
    async fn at_hand(&mut self) -> Result<Option<Vec<u8>>, End> {
        loop {
            tokio::select! {
                biased;
                incoming = self.receiver.receive() => match incoming? {
                    Incoming::Frame(bytes) => return Ok(Some(bytes)),
                    Incoming::Alive => {}
                },
                () = std::future::ready(()) => return Ok(None),
            }
        }
    }

    /// Commits events of one conversation and acknowledges them.
    pub(super) async fn commit(&mut self, events: Vec<(Event, Vec<u8>)>) -> Result<(), End> {
        let Some((first, _)) = events.first() else { return Ok(()) };
        let (conversation, epoch) = (first.conversation, first.epoch);
        let theirs = events.iter().any(|(event, _)| matches!(event.sender, Sender::Agent | Sender::Bot));
        let received = self.task.history.commit(events, &self.bundle, &self.revoked).await?;
        if theirs {
            self.nobody_writes(conversation);
        }
        self.acknowledge(conversation, epoch, received).await
    }
}

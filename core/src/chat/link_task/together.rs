//! What comes together is committed together: a disk takes longer for a commit than for what it commits.

use std::sync::Arc;

use kunci_wire::chat::Event;
use kunci_wire::link::ServerFrame;
use uuid::Uuid;

use super::{End, Talk};
use crate::Error;
use crate::bank::VerifiedBundle;
use crate::chat::receive::{Heard, Received, hear};
use crate::ports::{Incoming, LinkError, LinkReceiver};

/// Events in one commit at most. The first of them is not shown before the last.
const TOGETHER: usize = 2048;
/// And so many bytes: twice as many are in memory, because the next ones come while these go to the disk.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// In the first commit of many: until its signatures are looked at, the disk has nothing to do. Each one after it may hold twice as many.
const AT_FIRST: usize = 64;
/// Commits in a row before anything else has its turn.
const IN_A_ROW: usize = 10;

/// A frame, read, and as it came.
type Frame = (ServerFrame, Vec<u8>);

/// Events of one conversation, and what was found behind them.
#[derive(Default)]
struct Gathered {
    heard: Vec<Heard>,
    /// The first frame that is none of them.
    behind: Option<Frame>,
    /// Why nothing more comes.
    ended: Option<End>,
}

impl Gathered {
    /// Whether more events may be at hand.
    fn goes_on(&self) -> bool {
        let event = |(frame, _): &Frame| matches!(frame, ServerFrame::Event(_));
        self.ended.is_none() && self.behind.as_ref().is_none_or(event)
    }
}

impl Talk<'_> {
    /// Hears a frame, and what is at hand behind it. Events that follow are one commit and one acknowledgement; while they go to the disk,
    /// the signatures of the next ones are looked at.
    pub(super) async fn hear(&mut self, first: Vec<u8>) -> Result<(), End> {
        let bundle = Arc::clone(&self.bundle);
        let mut now = gather(self.receiver.as_mut(), &bundle, Some(read(first)?), AT_FIRST).await;
        let mut most = AT_FIRST;
        for turn in 1..=IN_A_ROW {
            let heard = std::mem::take(&mut now.heard);
            let Some((conversation, epoch)) = heard.first().map(Heard::numbering) else { break };
            let theirs = heard.iter().any(Heard::is_staff_s);
            let goes_on = turn < IN_A_ROW && now.goes_on();
            let behind = now.behind.take_if(|_| goes_on);
            let history = Arc::clone(&self.task.history);
            let commit = history.commit(heard, &bundle, &self.revoked);
            let receiver = self.receiver.as_mut();
            most = TOGETHER.min(2 * most);
            let next = async { if goes_on { Some(gather(receiver, &bundle, behind, most).await) } else { None } };
            let (received, next) = tokio::join!(commit, next);
            self.has_committed((conversation, epoch), theirs, received?).await?;
            match next {
                Some(next) => now = next,
                None => break,
            }
        }
        // Whatever came behind them, even the end: they have come.
        if let Some((frame, bytes)) = now.behind {
            self.hear_one(frame, bytes).await?;
        }
        now.ended.map_or(Ok(()), Err)
    }

    /// Commits one event by itself and acknowledges it.
    pub(super) async fn commit(&mut self, event: Event, bytes: Vec<u8>) -> Result<(), End> {
        let at = (event.conversation, event.epoch);
        let heard = hear(vec![(event, bytes)], &self.bundle).await?;
        let theirs = heard.iter().any(Heard::is_staff_s);
        let received = self.task.history.commit(heard, &self.bundle, &self.revoked).await?;
        self.has_committed(at, theirs, received).await
    }

    async fn has_committed(
        &mut self,
        (conversation, epoch): (Uuid, u64),
        theirs: bool,
        received: Received,
    ) -> Result<(), End> {
        if theirs {
            self.nobody_writes(conversation);
        }
        self.acknowledge(conversation, epoch, received).await
    }
}

fn read(bytes: Vec<u8>) -> Result<Frame, End> {
    let frame = ServerFrame::parse(&bytes).map_err(|_| LinkError::Unreadable)?;
    Ok((frame, bytes))
}

/// Takes events of one conversation as long as they are at hand, `most` of them, beginning with `first`, and looks at their signatures.
async fn gather(
    receiver: &mut dyn LinkReceiver,
    bundle: &Arc<VerifiedBundle>,
    first: Option<Frame>,
    most: usize,
) -> Gathered {
    let (mut gathered, mut events, mut length) = (Gathered::default(), Vec::<(Event, Vec<u8>)>::new(), 0);
    let mut next = match first {
        Some(frame) => Ok(Some(frame)),
        None => at_hand(receiver).await,
    };
    loop {
        match next {
            Ok(Some((ServerFrame::Event(event), bytes)))
                if events.first().is_none_or(|(first, _)| first.conversation == event.conversation) =>
            {
                length += bytes.len();
                events.push((*event, bytes));
            }
            Ok(behind) => {
                gathered.behind = behind;
                break;
            }
            Err(end) => {
                gathered.ended = Some(end);
                break;
            }
        }
        if events.len() == most || length >= MOST_BYTES {
            break;
        }
        next = at_hand(receiver).await;
    }
    match hear(events, bundle).await {
        Ok(heard) => gathered.heard = heard,
        Err(error) => gathered.ended = Some(Error::into(error)),
    }
    gathered
}

/// The next frame, if it has come already.
async fn at_hand(receiver: &mut dyn LinkReceiver) -> Result<Option<Frame>, End> {
    loop {
        tokio::select! {
            biased;
            incoming = receiver.receive() => match incoming? {
                Incoming::Frame(bytes) => return read(bytes).map(Some),
                Incoming::Alive => {}
            },
            () = std::future::ready(()) => return Ok(None),
        }
    }
}

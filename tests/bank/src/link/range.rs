//! What a phone that comes back is not told at once, and asks for: the newest first.

use std::ops::RangeInclusive;

use kunci_wire::Bytes32;
use kunci_wire::link::{Gap, Range, ServerFrame};
use serde_json::Value;
use uuid::Uuid;

use crate::faults::{Faults, LinkFault};
use crate::refusal::BankError;
use crate::store::{ChatEvent, Tx};

/// Room for frames in one [`Range`]: the rest of a frame of 60,000 bytes is what surrounds them.
const ROOM: usize = 59_000;
/// How many events are read for one.
const READ: u64 = 128;

/// The hash after an event. One of a later contract may have none.
pub(super) fn leaf(event: &ChatEvent) -> Option<Bytes32> {
    match ServerFrame::parse(&event.frame).ok()? {
        ServerFrame::Event(event) => Some(event.leaf),
        ServerFrame::Unknown(Some(at)) => at.leaf,
        _ => None,
    }
}

/// Of more than `most` events: the gap in the place of the older ones, and how many those are.
pub(super) fn left_out((conversation, epoch): (Uuid, u64), events: &[ChatEvent], most: u32) -> Option<(Gap, usize)> {
    let count = events.len().checked_sub(most as usize).filter(|count| *count > 0)?;
    let (first, last) = (events.first()?, events.get(count - 1)?);
    Some((Gap { conversation, epoch, from: first.seq, to: last.seq, leaf: leaf(last)? }, count))
}

/// The newest that fits of what is asked for.
pub(super) fn read(
    tx: &mut dyn Tx,
    (conversation, epoch): (Uuid, u64),
    asked: RangeInclusive<u64>,
) -> Result<Range, BankError> {
    let to = *asked.end();
    // One more in front: its hash.
    let mut events =
        tx.chat_events_after(conversation, asked.start().saturating_sub(2).max(to.saturating_sub(READ)))?;
    events.retain(|event| event.seq <= to);
    let nothing = Range { conversation, epoch, to, before: Bytes32([0; 32]), frames: Vec::new() };
    if events.last().is_none_or(|last| last.seq != to) {
        return Ok(nothing);
    }
    let (mut room, mut frames, mut before) = (ROOM, Vec::new(), Some(Bytes32([0; 32])));
    for event in events.iter().rev() {
        let is_in_front = event.seq != 1 && event.seq == events[0].seq;
        let fits = room.checked_sub(event.frame.len() + 1).filter(|_| asked.contains(&event.seq) && !is_in_front);
        let Some(left) = fits else {
            before = leaf(event);
            break;
        };
        room = left;
        frames.push(serde_json::from_slice::<Value>(&event.frame)?);
    }
    frames.reverse();
    Ok(match before {
        Some(before) => Range { before, frames, ..nothing },
        None => nothing,
    })
}

/// As a fault switch wants it.
pub(super) fn spoilt(mut range: Range, faults: &Faults) -> Range {
    if range.frames.is_empty() {
        return range;
    }
    if faults.take_link(LinkFault::RangeGone) {
        range.frames.clear();
    } else if faults.take_link(LinkFault::ForgedRange)
        && let Some(text) = range.frames.iter_mut().find_map(|frame| frame.pointer_mut("/body/text"))
    {
        *text = Value::from("Words that nobody said");
    }
    range
}

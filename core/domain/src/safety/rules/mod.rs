//! One file per rule; a rule reads a message and says where something is.

mod asks_secret;
mod card_number;
mod password;
mod told_secret;

#[cfg(test)]
pub(super) use card_number::{in_issuer_range, passes_luhn};

use super::Kind;
use super::message::Message;

/// Something found, in places of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A rule.
pub(super) type Rule = fn(&Message) -> Vec<Hit>;

/// Run over drafts.
pub(super) const OUTBOUND: &[Rule] = &[card_number::find, told_secret::find, password::find];

/// Run over incoming messages.
pub(super) const INBOUND: &[Rule] = &[asks_secret::find];

/// A hit over the tokens `from..to`.
fn hit(message: &Message, kind: Kind, from: usize, to: usize) -> Option<Hit> {
    message.span(from, to).map(|(start, end)| Hit { kind, start, end })
}

//! One file per rule; a rule reads a message and says where something is.

mod account_number;
mod asks_secret;
mod birth_date;
mod card_number;
mod dates;
mod links;
mod national_id;
mod password;
mod spelling;
mod suffixes;
mod told_secret;

pub(super) use asks_secret::sentence_end;
pub(super) use card_number::Card;
pub(crate) use card_number::luhn;
#[cfg(test)]
pub(super) use card_number::{in_issuer_range, passes_luhn};
pub(super) use links::Site;
pub(super) use spelling::words as spelling_words;

use super::message::Message;
use super::{Kind, Rules, phrases};

/// Something found, in places of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Counts only beside a hit that is not weak.
    pub(super) weak: bool,
}

/// A rule.
pub(super) type Rule = fn(&Message, &Rules) -> Vec<Hit>;

/// Run over drafts.
pub(super) const OUTBOUND: &[Rule] = &[
    |message, _| card_number::find(message),
    |message, _| told_secret::find(message),
    |message, _| password::find(message),
    |message, _| account_number::find(message),
    |message, _| national_id::find(message),
    |message, _| birth_date::find(message),
];

/// Run over incoming messages.
pub(super) const INBOUND: &[Rule] = &[
    |message, _| asks_secret::find(message),
    |message, rules| {
        let corrections = spelling::corrections(message);
        [phrases::find(message, rules, &corrections), spelling::find(message, &corrections)].concat()
    },
    links::find,
];

/// A hit over the tokens `from..to`.
pub(super) fn hit(message: &Message, kind: Kind, from: usize, to: usize) -> Option<Hit> {
    message.span(from, to).map(|(start, end)| Hit { kind, start, end, weak: false })
}

//! The two-way safety filter of the chat (CHAT-3, CHAT-4, CHAT-5): what a customer must not send, what nobody may ask for, and the signs of
//! a scam.
//!
//! [`scan`] reads one draft or one incoming message and returns [`Finding`]s; [`mask`] gives the text back without what was found.
//! Both are pure, know Indonesian and English, and take time in proportion to the length of the text, whatever it says.
//!
//! **Offsets** (`start`, `end`) count Unicode scalar values — Rust's `char`s, not bytes, not UTF-16 units — in the text as it was
//! given, before any normalising; `end` is exclusive.
//!
//! How a text is read:
//!
//! 1. `fold`: compatibility forms (NFKC), marks, invisible characters, digits of other scripts, letters that only look Latin. Every
//!    folded character remembers where it came from.
//! 2. `message`: words and groups of digits (`4O12`, `satu dua`, `p.i.n`, `0tp` are understood), and what stands between them (`gap`).
//! 3. `names`: which secrets the text names, from a table of both languages.
//! 4. `rules`: one file per rule; `rules::OUTBOUND` and `rules::INBOUND` list them. A new finding is a [`Kind`], its texts
//!    (`finding-…`), a file and a line in that list.
//! 5. `phrases`: the signs of a scam are data (`rules/phrases.json`); a bank adds its own names, domains and phrases by
//!    [`BankRules`], without code.
//!
//! How good it is, is measured: `cargo xtask safety` reads a labelled corpus and fails under the floors.
//!
//! The filter keeps honest people from a mistake and shows them a trick. It cannot stop somebody who is set on spelling a secret
//! in a way of his own; the bank's side therefore never acts on a secret received in chat.

mod bank;
mod digits;
mod disguise;
mod fold;
mod gap;
mod glyphs;
mod hash;
mod kind;
mod mask;
mod message;
mod names;
mod phrases;
mod rules;
#[cfg(test)]
mod tests;
#[rustfmt::skip] // Lists of words read better in lines than in a column.
mod words;

pub use bank::{BankRules, Rules};
pub(crate) use glyphs::is_invisible;
pub use kind::{Kind, Severity};
pub use mask::mask;
use message::Message;
pub use phrases::{Denied, Group, Unreadable};
pub(crate) use rules::luhn;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A message that arrived.
    Inbound,
    /// A draft of the customer, before it is sent.
    Outbound,
}

/// A place in a text, and why it matters. Never holds the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Finding {
    /// What was found.
    pub kind: Kind,
    /// What it does to the message.
    pub severity: Severity,
    /// First character, counted in Unicode scalar values of the original text.
    pub start: usize,
    /// One past the last character, in the same count.
    pub end: usize,
}

/// Reads `text` by the sandbox bank's rules and returns what must not pass, in order of place; findings of one kind never overlap.
#[must_use]
pub fn scan(direction: Direction, text: &str) -> Vec<Finding> {
    scan_by(Rules::sandbox(), direction, text)
}

/// [`scan`] by the rules of a bank.
#[must_use]
pub fn scan_by(rules: &Rules, direction: Direction, text: &str) -> Vec<Finding> {
    read(rules, direction, &Message::read(text))
}

fn read(rules: &Rules, direction: Direction, message: &Message) -> Vec<Finding> {
    let list = match direction {
        Direction::Outbound => rules::OUTBOUND,
        Direction::Inbound => rules::INBOUND,
    };
    let mut hits: Vec<rules::Hit> = list.iter().flat_map(|rule| rule(message, rules)).collect();
    // "Move your money to a safe account" asks for money in one way only.
    let safe: Vec<(usize, usize)> =
        hits.iter().filter(|hit| hit.kind == Kind::SafeAccount).map(|hit| (hit.start, hit.end)).collect();
    let reach = safe.iter().fold((usize::MAX, 0), |reach, place| (reach.0.min(place.0), reach.1.max(place.1)));
    hits.retain(|hit| hit.kind != Kind::MoneyRequest || hit.end <= reach.0 || reach.1 <= hit.start);
    // A courtesy ("I am Dewi of the bank") or one wrong letter means something only beside what does by itself.
    let any = hits.iter().any(|hit| !hit.weak);
    let mut found: Vec<Finding> = hits
        .into_iter()
        .filter(|_| any)
        .map(|hit| Finding { kind: hit.kind, severity: hit.kind.severity(), start: hit.start, end: hit.end })
        .collect();
    // Each rule tells its own in order: a stable sort has little to do.
    found.sort_by_key(|finding| (finding.kind, finding.start, finding.end));
    // Overlapping ones of a kind become one: `dedup_by` is handed (later, earlier).
    found.dedup_by(|later, earlier| {
        let same = later.kind == earlier.kind && later.start < earlier.end;
        if same {
            earlier.end = earlier.end.max(later.end);
        }
        same
    });
    found.sort_by_key(|finding| (finding.start, finding.end, finding.kind));
    found
}

//! The two-way safety filter of the chat (CHAT-3, CHAT-4): what a customer must not send, and what nobody may ask for.
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
//! 2. `message`: words and groups of digits (`4O12`, `satu dua`, `p.i.n`, `0tp` are understood), and what stands between them.
//! 3. `names`: which secrets the text names, from a table of both languages.
//! 4. `rules`: one file per rule; `rules::OUTBOUND` and `rules::INBOUND` list them. A new finding is a [`Kind`], its texts
//!    (`finding-…`), a file and a line in that list.
//!
//! The filter keeps honest people from a mistake and shows them a trick. It cannot stop somebody who is set on spelling a secret
//! in a way of his own; the bank's side therefore never acts on a secret received in chat.

mod digits;
mod fold;
mod glyphs;
mod mask;
mod message;
mod names;
mod rules;
#[cfg(test)]
mod tests;
#[rustfmt::skip] // Lists of words read better in lines than in a column.
mod words;

pub(crate) use glyphs::is_invisible;
pub use mask::mask;
use message::Message;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A message that arrived.
    Inbound,
    /// A draft of the customer, before it is sent.
    Outbound,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A payment card's number.
    CardNumber,
    /// The card's verification value (CVV, CVC).
    Cvv,
    /// A PIN.
    Pin,
    /// A one-time PIN.
    Otp,
    /// A password.
    Password,
    /// The Unlock Code of the token.
    UnlockCode,
    /// Somebody asks for one of the above.
    AsksSecret,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::CardNumber, Self::Cvv, Self::Pin, Self::Otp, Self::Password, Self::UnlockCode, Self::AsksSecret];

    /// Its name in journeys, frames and reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardNumber => "card_number",
            Self::Cvv => "cvv",
            Self::Pin => "pin",
            Self::Otp => "otp",
            Self::Password => "password",
            Self::UnlockCode => "unlock_code",
            Self::AsksSecret => "asks_secret",
        }
    }

    /// What it does to the message.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::CardNumber | Self::Cvv | Self::Pin | Self::Otp | Self::Password | Self::UnlockCode => Severity::Block,
            Self::AsksSecret => Severity::Mark,
        }
    }

    /// Key of the explanation's title in [`texts`](crate::texts); the explanation itself is its `.body`.
    #[must_use]
    pub fn text_key(self) -> String {
        format!("finding-{}", self.code().replace('_', "-"))
    }
}

/// What a finding does to the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The draft is not sent; it is offered back masked. Cannot be overridden.
    Block,
    /// The customer is asked first.
    Warn,
    /// The incoming message is shown with the reason.
    Mark,
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

/// Reads `text` and returns what must not pass, in order of place; findings of one kind never overlap.
#[must_use]
pub fn scan(direction: Direction, text: &str) -> Vec<Finding> {
    read(direction, &Message::read(text))
}

fn read(direction: Direction, message: &Message) -> Vec<Finding> {
    let rules = match direction {
        Direction::Outbound => rules::OUTBOUND,
        Direction::Inbound => rules::INBOUND,
    };
    let mut found: Vec<Finding> = rules
        .iter()
        .flat_map(|rule| rule(message))
        .map(|hit| Finding { kind: hit.kind, severity: hit.kind.severity(), start: hit.start, end: hit.end })
        .collect();
    found.sort_unstable_by_key(|finding| (finding.kind, finding.start, finding.end));
    // Overlapping ones of a kind become one: `dedup_by` is handed (later, earlier).
    found.dedup_by(|later, earlier| {
        let same = later.kind == earlier.kind && later.start < earlier.end;
        if same {
            earlier.end = earlier.end.max(later.end);
        }
        same
    });
    found.sort_unstable_by_key(|finding| (finding.start, finding.end, finding.kind));
    found
}

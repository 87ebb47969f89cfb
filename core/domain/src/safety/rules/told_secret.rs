//! PIN, one-time PIN, CVV and Unlock Code: a number of the right length near the secret's name.
//!
//! Near means one of
//! * **told**: only connecting words between name and number ("PIN saya yang baru: 123456", "OTP 48 21 30");
//! * **said**: the same sentence says "… is" or "…:" right before the number;
//! * **alone**: the same sentence has exactly six digits that nothing else explains (no amount, date, label or unit);
//! * **behind**: the number stands in front of the name ("482130 itu OTP saya", "123 (CVV)").

use super::super::Kind;
use super::super::digits::{count, counts, is_amount, is_date, number_end, number_start};
use super::super::message::Message;
use super::super::names::{Name, Secret};
use super::super::words;
use super::card_number::{Card, cards};
use super::{Hit, hit};

/// Tokens between a name and its value.
const FAR: usize = 14;
/// Tokens between a value and the name behind it.
const FAR_BEHIND: usize = 6;

pub(super) fn find(message: &Message) -> Vec<Hit> {
    let cards = cards(message);
    let mut told = Told { message, cards, taken: vec![false; message.len()], hits: Vec::new() };
    let names: Vec<(usize, Name)> =
        message.names().iter().copied().enumerate().filter(|(_, name)| tells(name.secret)).collect();
    for (at, name) in &names {
        let limit = message.names().get(at + 1).map_or(message.len(), |next| next.from);
        if !told.directly(*name, limit) {
            told.in_sentence(*name, limit);
        }
    }
    for (at, name) in &names {
        let limit = at.checked_sub(1).and_then(|before| message.names().get(before)).map_or(0, |before| before.to);
        told.behind(*name, limit);
    }
    told.hits
}

const fn tells(secret: Secret) -> bool {
    matches!(secret, Secret::Pin | Secret::Otp | Secret::Cvv | Secret::UnlockCode | Secret::SecurityCode)
}

struct Told<'a> {
    message: &'a Message,
    cards: &'a [Card],
    /// Tokens that a name has claimed.
    taken: Vec<bool>,
    hits: Vec<Hit>,
}

/// A number that can be the value of a name.
struct Value {
    kind: Kind,
    from: usize,
    to: usize,
    digits: usize,
}

impl Told<'_> {
    fn take(&mut self, value: &Value) {
        for taken in self.taken.iter_mut().take(value.to).skip(value.from) {
            *taken = true;
        }
        self.hits.extend(hit(self.message, value.kind, value.from, value.to));
    }

    /// One past the last group of the card that `at` is in.
    fn card_end(&self, at: usize) -> Option<usize> {
        let before = self.cards.partition_point(|card| card.from <= at);
        // A card has at most nineteen groups, so an earlier one ends before `at`.
        self.cards[..before].iter().rev().take(20).find(|card| at < card.to).map(|card| card.to)
    }

    /// The value that begins at `from`: the whole number, or its first group where that fits alone.
    fn value(&self, secret: Secret, from: usize) -> Option<Value> {
        let message = self.message;
        if self.card_end(from).is_some() {
            return None;
        }
        let whole = number_end(message, from);
        if is_date(message, from, whole) {
            return None;
        }
        let fits = |to: usize| {
            let digits = count(message, from, to);
            secret.told(digits).map(|kind| Value { kind, from, to, digits })
        };
        if is_amount(message, from, whole) {
            return None;
        }
        let first = count(message, from, from + 1);
        let alone = || match secret {
            Secret::Cvv | Secret::SecurityCode => fits(from + 1).filter(|_| first <= 4),
            _ => fits(from + 1).filter(|_| first >= 6),
        };
        // Digit by digit, the longest that fits.
        let in_parts = || (from + 1..=whole).rev().find_map(fits).filter(|_| first <= 2);
        fits(whole).or_else(alone).or_else(in_parts)
    }

    /// Nothing but connecting words between; several values may follow one another. Whether there was one.
    ///
    /// In the next sentence, or behind a card or account, a number of four digits may be a year or the last four: no value.
    fn directly(&mut self, name: Name, limit: usize) -> bool {
        let message = self.message;
        let (mut found, mut crossed, mut thing) = (false, false, false);
        let mut at = name.to;
        let end = limit.min(name.to + FAR);
        while at < end {
            let gap = message.gap(at);
            if gap.masked {
                break;
            }
            crossed |= gap.stop && gap.sole != Some('\n');
            thing &= !gap.assigns;
            if message.token(at).is_some_and(|token| token.is_number()) {
                if let Some(card_end) = self.card_end(at) {
                    at = card_end;
                } else if let Some(value) = self.value(name.secret, at) {
                    if (crossed || thing) && !matches!(value.digits, 3 | 6) {
                        break;
                    }
                    at = value.to;
                    self.take(&value);
                    found = true;
                } else if message.is(at + 1, words::DIGIT_WORDS) {
                    at += 2;
                } else {
                    break;
                }
            } else if message.is(at, words::THINGS) {
                thing = true;
                at += 1;
            } else if message.is(at, words::CONNECTORS) || (found && message.is(at, words::AND)) {
                thing &= !message.is(at, words::COPULAS);
                at += 1;
            } else {
                break;
            }
        }
        found
    }

    /// Anything between, in one sentence.
    fn in_sentence(&mut self, name: Name, limit: usize) {
        let message = self.message;
        let mut labelled = false;
        let mut at = name.to;
        let end = limit.min(name.to + FAR);
        while at < end {
            let gap = message.gap(at);
            if gap.masked || (gap.stop && at > name.to) {
                break;
            }
            if !message.token(at).is_some_and(|token| token.is_number()) {
                labelled |= message.is(at, words::LABELS);
                at += 1;
                continue;
            }
            let next = number_end(message, at);
            let said = gap.assigns || message.is(at - 1, words::COPULAS);
            let value = self.value(name.secret, at).filter(|value| !labelled && (said || self.is_alone(value)));
            if let Some(value) = value {
                self.take(&value);
                return;
            }
            at = next;
        }
    }

    /// Six digits that are no round sum and count nothing.
    fn is_alone(&self, value: &Value) -> bool {
        let message = self.message;
        let round = message.token(value.to - 1).is_some_and(|token| token.digits().ends_with(&[0, 0, 0]));
        value.digits == 6 && value.kind != Kind::Cvv && !round && !counts(message, value.to)
    }

    /// The number in front of the name.
    fn behind(&mut self, name: Name, limit: usize) {
        let message = self.message;
        let mut at = name.from;
        let mut copula = false;
        let last = loop {
            let gap = message.gap(at);
            if gap.stop || gap.masked || at <= limit || name.from - at >= FAR_BEHIND {
                return;
            }
            copula |= gap.assigns;
            at -= 1;
            if message.token(at).is_some_and(|token| token.is_number()) {
                break at;
            }
            if !message.is(at, words::BEFORE_NAME) {
                return;
            }
            copula |= message.is(at, words::COPULAS);
        };
        let from = number_start(message, last);
        if self.taken.get(last).is_none_or(|taken| *taken) || self.labelled(from) {
            return;
        }
        let Some(value) = self.value(name.secret, from).filter(|value| value.to == last + 1) else { return };
        let first = from == 0 || message.gap(from).stop;
        let nothing_else = first && self.sentence_ends_by(name.to + 2);
        if copula || self.is_alone(&value) || nothing_else {
            self.take(&value);
        }
    }

    /// Whether the words in front of the number say what else it is.
    fn labelled(&self, from: usize) -> bool {
        let message = self.message;
        (1..=2).any(|back| {
            let Some(at) = from.checked_sub(back) else { return false };
            // A sentence that ended before does not label.
            !(at + 1..=from).any(|between| message.gap(between).stop) && message.is(at, words::LABELS)
        })
    }

    /// Whether a sentence ends at or before token `at`.
    fn sentence_ends_by(&self, at: usize) -> bool {
        (at.saturating_sub(2)..=at).any(|end| end >= self.message.len() || self.message.gap(end).stop)
    }
}

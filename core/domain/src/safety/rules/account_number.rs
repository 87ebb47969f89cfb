//! The number of an account: eight to sixteen digits that the sentence calls one, or that money is sent to.

use super::super::Kind;
use super::super::digits::{count, counts, is_amount, is_date, is_written_as_amount, number_end};
use super::super::message::Message;
use super::super::words;
use super::card_number::{Card, cards};
use super::{Hit, hit};

/// Tokens between "account" and its number: bank and holder may stand there.
const FAR: usize = 10;
/// Tokens between the number and "is my account".
const FAR_BEHIND: usize = 5;

pub(super) fn find(message: &Message) -> Vec<Hit> {
    let search = Search { message, cards: cards(message) };
    let mut hits = Vec::new();
    for at in 0..message.len() {
        if message.is(at, words::ACCOUNTS) {
            hits.extend(search.named(at).or_else(|| search.before(at)));
        } else if message.is(at, words::TRANSFERS) {
            hits.extend(search.sent_to(at));
        }
    }
    hits
}

struct Search<'a> {
    message: &'a Message,
    cards: &'a [Card],
}

impl Search<'_> {
    /// The account number that begins at `at`.
    fn number(&self, at: usize, shortest: usize) -> Option<usize> {
        let message = self.message;
        let to = number_end(message, at);
        // A card has at most nineteen groups, so an earlier one ends before `at`.
        let near = self.cards.partition_point(|card| card.from < to);
        let in_card = self.cards[..near].iter().rev().take(40).any(|card| at < card.to);
        let length = count(message, at, to);
        let money = (is_amount(message, at, to)
            && (message.gap(at).money || message.is(at.wrapping_sub(1), words::CURRENCIES)))
            || is_written_as_amount(message, at, to)
            || counts(message, to);
        let fits = (shortest..=16).contains(&length) && !in_card && !money && !is_date(message, at, to);
        fits.then_some(to)
    }

    /// "rekening BCA saya a.n. Sari: 1234567890".
    fn named(&self, name: usize) -> Option<Hit> {
        let message = self.message;
        let mut at = name + 1;
        while at <= name + FAR {
            let gap = message.gap(at);
            if gap.masked || (message.ends_before(at) && !gap.asks) {
                return None;
            }
            let token = message.token(at)?;
            if token.is_number() {
                match self.number(at, 8) {
                    Some(to) => return hit(message, Kind::AccountNumber, at, to),
                    None => at = number_end(message, at),
                }
            } else if message.is(at, words::NOT_ACCOUNT) {
                return None;
            } else {
                at += 1;
            }
        }
        None
    }

    /// "1234567890 itu rekening saya", "1234567890 (rekening BCA)".
    fn before(&self, name: usize) -> Option<Hit> {
        let message = self.message;
        let mut at = name;
        while name - at < FAR_BEHIND {
            if message.gap(at).stop || message.gap(at).masked {
                return None;
            }
            at = at.checked_sub(1)?;
            if message.token(at)?.is_number() {
                let from = super::super::digits::number_start(message, at);
                let labelled = from.checked_sub(1).is_some_and(|before| message.is(before, words::NOT_ACCOUNT));
                return self
                    .number(from, 8)
                    .filter(|to| *to == at + 1 && !labelled)
                    .and_then(|to| hit(message, Kind::AccountNumber, from, to));
            }
            if !(message.is(at, words::BEFORE_NAME) || message.is(at, words::ACCOUNTS)) {
                return None;
            }
        }
        None
    }

    /// "transfer 500 ribu ke BCA 1234567890": ten digits or more, and no phone number.
    fn sent_to(&self, verb: usize) -> Option<Hit> {
        let message = self.message;
        let mut aimed = false;
        let mut at = verb + 1;
        while at <= verb + FAR {
            let gap = message.gap(at);
            if gap.masked || message.ends_before(at) {
                return None;
            }
            let token = message.token(at)?;
            if token.is_number() {
                let to = number_end(message, at);
                let phone = token.digits().starts_with(&[0, 8])
                    || token.digits().starts_with(&[6, 2, 8])
                    || (token.digits() == [6, 2]);
                if let Some(to) = self.number(at, 10).filter(|_| aimed && !phone) {
                    return hit(message, Kind::AccountNumber, at, to);
                }
                at = to;
                continue;
            }
            if message.is(at, words::NOT_ACCOUNT) {
                return None;
            }
            aimed |= message.is(at, &["ke", "to", "into", "kepada", "tujuan"]);
            at += 1;
        }
        None
    }
}

//! Card numbers: an issuer's range, a length that the issuer uses, Luhn's check digit, and grouping as people write cards.
//!
//! Behind a card, month/year and three more digits are its CVV, whether it is named or not.

use std::ops::RangeInclusive;

use super::super::digits::{count, is_amount, is_expiry, is_timestamp, is_written_as_amount, value};
use super::super::message::Message;
use super::super::{Kind, words};
use super::{Hit, hit};

/// Numbers that begin with a prefix in `prefixes` have a length in `lengths`.
struct Issuer {
    prefixes: RangeInclusive<u64>,
    lengths: &'static [usize],
}

const fn issuer(first: u64, last: u64, lengths: &'static [usize]) -> Issuer {
    Issuer { prefixes: first..=last, lengths }
}

const MAESTRO: &[usize] = &[12, 13, 14, 15, 16, 17, 18, 19];
const LONG: &[usize] = &[16, 17, 18, 19];

/// Issuer ranges (ISO/IEC 7812) by scheme; both ends of a range have the same number of digits.
const ISSUERS: &[Issuer] = &[
    // Visa
    issuer(4, 4, &[13, 16, 19]),
    // Mastercard, old and new series
    issuer(51, 55, &[16]),
    issuer(2221, 2720, &[16]),
    // American Express
    issuer(34, 34, &[15]),
    issuer(37, 37, &[15]),
    // JCB
    issuer(3528, 3589, LONG),
    issuer(2131, 2131, &[15]),
    issuer(1800, 1800, &[15]),
    // Diners Club. Its 38 and 39 are taken in their old length only: virtual accounts of Indonesian banks begin like the longer ones.
    issuer(300, 305, &[14, 16, 17, 18, 19]),
    issuer(3095, 3095, &[14, 16, 17, 18, 19]),
    issuer(36, 36, &[14, 15, 16, 17, 18, 19]),
    issuer(38, 39, &[14]),
    // UnionPay
    issuer(62, 62, LONG),
    issuer(81, 81, LONG),
    // Discover and its partners
    issuer(6011, 6011, LONG),
    issuer(644, 649, LONG),
    issuer(65, 65, LONG),
    // Maestro
    issuer(50, 50, MAESTRO),
    issuer(56, 58, MAESTRO),
    issuer(6304, 6304, MAESTRO),
    issuer(639, 639, MAESTRO),
    issuer(67, 67, MAESTRO),
    // Domestic debit (GPN and neighbours): national issuers in 60, and BNI's 1946
    issuer(60, 60, LONG),
    issuer(1946, 1946, &[16]),
    // Mir, RuPay's 82
    issuer(2200, 2204, LONG),
    issuer(82, 82, &[16]),
];

const SHORTEST: usize = 12;
const LONGEST: usize = 19;

/// Groups as printed on cards or typed in equal parts.
const SHAPES: &[&[usize]] = &[
    &[4, 6, 5],
    &[4, 6, 4],
    &[4, 4, 5],
    &[4, 5, 6],
    &[6, 10],
    &[6, 13],
    &[4, 12],
    &[12, 4],
    &[8, 8],
    &[1, 3, 4, 4, 4],
];

pub(super) fn find(message: &Message) -> Vec<Hit> {
    let mut hits = Vec::new();
    for Card { from, to } in cards(message) {
        hits.extend(hit(message, Kind::CardNumber, *from, *to));
        hits.extend(cvv_behind(message, *to).and_then(|at| hit(message, Kind::Cvv, at, at + 1)));
    }
    hits
}

/// The groups of a card number.
#[derive(Debug, Clone, Copy)]
pub(in crate::safety) struct Card {
    pub(super) from: usize,
    /// One past its last group.
    pub(super) to: usize,
}

/// Every card number, in order of its first group; looked for once in a message.
pub(super) fn cards(message: &Message) -> &[Card] {
    message.cards.get_or_init(|| look_for_cards(message))
}

fn look_for_cards(message: &Message) -> Vec<Card> {
    let mut cards = Vec::new();
    let mut at = 0;
    while at < message.len() {
        let end = run_end(message, at);
        if end == at {
            at += 1;
            continue;
        }
        // Money in as many digits is written with its currency and in groups of three.
        if !(is_amount(message, at, end) && is_written_as_amount(message, at, end)) {
            for from in at..end {
                cards.extend(card_from(message, at, end, from));
            }
        }
        at = end;
    }
    cards
}

/// One past the last of the groups from `from` on that may be one number.
fn run_end(message: &Message, from: usize) -> usize {
    let mut to = from;
    while message.token(to).is_some_and(|token| token.is_number() && (to == from || token.gap.joins)) {
        to += 1;
    }
    to
}

/// The card number that begins with group `from` of the run `start..end`: the longest that fits.
fn card_from(message: &Message, start: usize, end: usize, from: usize) -> Option<Card> {
    let first = message.token(from)?.digits();
    if first.len() > LONGEST {
        return is_card_with_details(first).then_some(Card { from, to: from + 1 });
    }
    let mut best = None;
    let (mut number, mut sizes) = (Vec::with_capacity(LONGEST), Vec::new());
    for to in from + 1..=end {
        let group = message.token(to - 1)?.digits();
        if number.len() + group.len() > LONGEST {
            break;
        }
        number.extend_from_slice(group);
        sizes.push(group.len());
        if number.len() < SHORTEST || !is_card(&number) {
            continue;
        }
        let whole_run = from == start && (to == end || is_rest_of_card(message, to, end));
        if whole_run || has_shape(&sizes) {
            best = Some(Card { from, to });
        }
    }
    if best.is_none() && is_card_with_details(first) {
        best = Some(Card { from, to: from + 1 });
    }
    best
}

/// Equal groups with a shorter last one, or a printed shape. A list of unlike numbers is no card.
fn has_shape(sizes: &[usize]) -> bool {
    let Some((last, equal)) = sizes.split_last() else { return false };
    let size = equal.first().unwrap_or(last);
    (equal.iter().all(|other| other == size) && last <= size) || SHAPES.contains(&sizes)
}

/// Whether the groups `from..to` can be the expiry and CVV of the card in front of them.
fn is_rest_of_card(message: &Message, from: usize, to: usize) -> bool {
    to - from <= 4 && matches!(count(message, from, to), 3..=9)
}

fn is_card(digits: &[u8]) -> bool {
    in_issuer_range(digits) && passes_luhn(digits) && !is_timestamp(digits)
}

/// Card number, expiry and CVV without anything between.
fn is_card_with_details(digits: &[u8]) -> bool {
    (SHORTEST..=LONGEST).any(|length| {
        let Some((card, rest)) = digits.split_at_checked(length) else { return false };
        let expiry = rest.get(..4).is_some_and(is_expiry);
        matches!(rest.len(), 4 | 7 | 8) && expiry && length >= 14 && is_card(card)
    })
}

pub(in crate::safety) fn in_issuer_range(digits: &[u8]) -> bool {
    ISSUERS.iter().any(|issuer| {
        let width = decimal_width(*issuer.prefixes.end());
        issuer.lengths.contains(&digits.len())
            && digits.get(..width).is_some_and(|prefix| issuer.prefixes.contains(&value(prefix)))
    })
}

const fn decimal_width(number: u64) -> usize {
    if number < 10 { 1 } else { 1 + decimal_width(number / 10) }
}

/// ISO/IEC 7812-1, annex B.
pub(in crate::safety) fn passes_luhn(digits: &[u8]) -> bool {
    luhn(digits.iter().copied())
}

/// The same, of digits that are copied nowhere.
pub(crate) fn luhn(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(digit)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The CVV behind a card that ends before token `at`: month and year, then three or four digits.
fn cvv_behind(message: &Message, at: usize) -> Option<usize> {
    let mut at = at;
    // "exp", "berlaku sampai": at most three words.
    let words_end = at + 3;
    while at < words_end && message.is(at, words::EXPIRY_WORDS) {
        at += 1;
    }
    let group =
        |at: usize| message.token(at).filter(|token| token.gap.joins).map(|token| token.digits()).unwrap_or_default();
    let at = match (group(at), group(at + 1)) {
        (month, year) if month.len() == 2 && matches!(year.len(), 2 | 4) => {
            is_expiry(&[month, year].concat()).then_some(at + 2)?
        }
        (both, _) => is_expiry(both).then_some(at + 1)?,
    };
    matches!(group(at).len(), 3 | 4).then_some(at)
}

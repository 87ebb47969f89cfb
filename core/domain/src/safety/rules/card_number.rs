//! Card numbers: an issuer's range, a length that the issuer uses, Luhn's check digit, and grouping as people write cards.
//!
//! Behind a card, month/year and three more digits are its CVV, whether it is named or not.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::super::digits::{count, is_amount, is_expiry, is_timestamp, is_written_as_amount};
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
            let run = Run::read(message, at, end);
            cards.extend((at..end).filter_map(|from| run.card_from(from)));
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

/// Groups of digits that may be one number, with those digits in a row.
struct Run<'a> {
    message: &'a Message,
    from: usize,
    to: usize,
    digits: Vec<u8>,
    /// Digits of each group.
    sizes: Vec<usize>,
    /// Where in `digits` each group begins.
    places: Vec<usize>,
}

impl<'a> Run<'a> {
    fn read(message: &'a Message, from: usize, to: usize) -> Self {
        let mut run = Self { message, from, to, digits: Vec::new(), sizes: Vec::new(), places: Vec::new() };
        for group in (from..to).filter_map(|at| message.token(at)).map(super::super::message::Token::digits) {
            run.places.push(run.digits.len());
            run.sizes.push(group.len());
            run.digits.extend_from_slice(group);
        }
        run
    }

    /// The card number that begins with group `from`: the longest that fits.
    fn card_from(&self, from: usize) -> Option<Card> {
        let first = from - self.from;
        let digits = self.digits.get(*self.places.get(first)?..)?;
        let sizes = self.sizes.get(first..)?;
        let group = digits.get(..*sizes.first()?)?;
        let card = |groups: usize| Card { from, to: from + groups };
        let mut best = None;
        if group.len() <= LONGEST {
            let lengths = issuer_lengths(digits).unwrap_or_default();
            let (mut length, mut groups) = (0, 0);
            while let Some(size) = sizes.get(groups).filter(|size| lengths != 0 && length + **size <= LONGEST) {
                length += size;
                groups += 1;
                self.message.look();
                if holds(lengths, length)
                    && digits.get(..length).is_some_and(has_check_digit)
                    && (self.is_all(from, from + groups) || sizes.get(..groups).is_some_and(has_shape))
                {
                    best = Some(card(groups));
                }
            }
        }
        best.or_else(|| is_card_with_details(group).then(|| card(1)))
    }

    /// Whether nothing stands beside the groups `from..to` but what belongs to a card.
    fn is_all(&self, from: usize, to: usize) -> bool {
        from == self.from && (to == self.to || is_rest_of_card(self.message, to, self.to))
    }
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
    in_issuer_range(digits) && has_check_digit(digits)
}

fn has_check_digit(digits: &[u8]) -> bool {
    passes_luhn(digits) && !is_timestamp(digits)
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
    issuer_lengths(digits).is_some_and(|lengths| holds(lengths, digits.len()))
}

/// Whether `length` is one of `lengths`, as [`issuer_lengths`] tells them.
fn holds(lengths: u8, length: usize) -> bool {
    (SHORTEST..=LONGEST).contains(&length) && lengths >> (length - SHORTEST) & 1 == 1
}

/// Digits that a prefix has at most.
const PREFIX: usize = 4;

/// The lengths that issuers use for numbers that begin so: a bit for each from [`SHORTEST`] to [`LONGEST`]. Too few digits say nothing.
fn issuer_lengths(digits: &[u8]) -> Option<u8> {
    /// By the first digits.
    static LENGTHS: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut lengths = vec![0; 10_usize.pow(PREFIX as u32)];
        for issuer in ISSUERS {
            let open = 10_u64.pow((PREFIX - decimal_width(*issuer.prefixes.end())) as u32);
            let begin = issuer.prefixes.start() * open;
            let numbers = (issuer.prefixes.end() + 1) * open - begin;
            let bits = issuer.lengths.iter().fold(0, |bits, length| bits | 1_u8 << (length - SHORTEST));
            lengths.iter_mut().skip(begin as usize).take(numbers as usize).for_each(|lengths| *lengths |= bits);
        }
        lengths
    });
    let prefix = digits.get(..PREFIX)?.iter().fold(0, |prefix, digit| prefix * 10 + usize::from(*digit));
    LENGTHS.get(prefix).copied()
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

//! Groups of digits as one number, and numbers that are no secret: amounts, dates, times.

use super::message::Message;
use super::words;

/// Whether the groups at `at` and `at + 1` were meant as one short number: `48 21 30`, `4-8-2`, not `482130. 5 menit`.
fn one_number(message: &Message, at: usize) -> bool {
    let (Some(this), Some(next)) = (message.token(at), message.token(at + 1)) else { return false };
    let (left, right) = (this.digits().len(), next.digits().len());
    let gap = next.gap;
    left > 0 && right > 0 && gap.joins && (gap.length <= 1 && !gap.stop || (left <= 3 && right <= 3))
}

/// Digits of the groups `from..to`.
pub(super) fn count(message: &Message, from: usize, to: usize) -> usize {
    (from..to).filter_map(|at| message.token(at)).map(|token| token.digits().len()).sum()
}

/// No secret has more groups than digits.
const MOST_GROUPS: usize = 24;

/// One past the last group of the number that begins at `from`.
pub(super) fn number_end(message: &Message, from: usize) -> usize {
    let mut to = from + 1;
    while to - from < MOST_GROUPS && one_number(message, to - 1) {
        to += 1;
    }
    to
}

/// First group of the number that ends at `last`.
pub(super) fn number_start(message: &Message, last: usize) -> usize {
    let mut from = last;
    while from > 0 && last - from < MOST_GROUPS && one_number(message, from - 1) {
        from -= 1;
    }
    from
}

/// Money: a currency in front or behind, or a word like "ribu".
pub(super) fn is_amount(message: &Message, from: usize, to: usize) -> bool {
    let before = message.gap(from).money
        || (message.gap(from).length <= 2 && from.checked_sub(1).is_some_and(|at| message.is(at, words::CURRENCIES)));
    before
        || message.gap(to).money
        || (message.gap(to).length <= 1 && message.is(to, words::CURRENCIES))
        || counts(message, to)
}

/// Whether the word at `at` makes the number in front of it a quantity.
pub(super) fn counts(message: &Message, at: usize) -> bool {
    let gap = message.gap(at);
    gap.length <= 1 && !gap.stop && message.is(at, words::UNITS)
}

/// Written as money is: groups of three behind the first, all split alike by '.' or ','.
pub(super) fn is_written_as_amount(message: &Message, from: usize, to: usize) -> bool {
    let group = |at: usize| message.token(at).map_or(0, |token| token.digits().len());
    let sign = |at: usize| message.gap(at).sole.filter(|sign| matches!(sign, '.' | ','));
    (1..=3).contains(&group(from))
        && from + 1 < to
        && (from + 1..to).all(|at| sign(at).is_some() && sign(at) == sign(from + 1) && group(at) == 3)
}

/// A date with its year in full: `17/08/1990`, `2024-01-31`.
pub(super) fn is_date(message: &Message, from: usize, to: usize) -> bool {
    if to < from + 3 {
        return false;
    }
    let sign = |at: usize| message.gap(at).sole.filter(|sign| matches!(sign, '/' | '-' | '.'));
    let group =
        |at: usize| message.token(at).map(|token| (token.digits().len(), value(token.digits()))).unwrap_or_default();
    if sign(from + 1).is_none() || sign(from + 1) != sign(from + 2) {
        return false;
    }
    let year = |(length, value): (usize, u64)| length == 4 && (1900..2100).contains(&value);
    let small = |(length, value): (usize, u64)| length <= 2 && (1..=31).contains(&value);
    let (a, b, c) = (group(from), group(from + 1), group(from + 2));
    (small(a) && small(b) && year(c)) || (year(a) && small(b) && small(c))
}

/// Digits as a number; what does not fit is huge.
pub(super) fn value(digits: &[u8]) -> u64 {
    digits.iter().fold(0u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(*digit)))
}

/// A moment written in digits alone: `YYYYMMDDhhmmss` with up to three digits behind, `DDMMYYYYhhmmss`, or Unix milliseconds.
///
/// Such stamps pass Luhn's check one time in ten.
pub(super) fn is_timestamp(digits: &[u8]) -> bool {
    let part = |from: usize, length: usize| digits.get(from..from + length).map_or(u64::MAX, value);
    let date = |year: usize, month: usize, day: usize| {
        (1970..2100).contains(&part(year, 4)) && (1..=12).contains(&part(month, 2)) && (1..=31).contains(&part(day, 2))
    };
    let time = part(8, 2) < 24 && part(10, 2) < 60 && part(12, 2) < 60;
    match digits.len() {
        13 => (1_000_000_000_000..2_000_000_000_000).contains(&value(digits)),
        14 => time && (date(0, 4, 6) || date(4, 2, 0)),
        15..=17 => time && date(0, 4, 6),
        _ => false,
    }
}

/// Month and year of an expiry: `1227`, or `122027`.
pub(super) fn is_expiry(digits: &[u8]) -> bool {
    let month = digits.get(..2).map_or(0, value);
    matches!(digits.len(), 4 | 6)
        && (1..=12).contains(&month)
        && (digits.len() == 4 || digits.get(2..4) == Some(&[2, 0]))
}

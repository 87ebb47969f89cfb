//! The national identity number (NIK): sixteen digits, `RRRRRR DDMMYY NNNN` — region, date of birth (day + 40 for women), serial.
//!
//! Some begin like cards and pass Luhn's check: those are found by both rules, and masked either way.

use super::super::Kind;
use super::super::digits::{is_timestamp, value};
use super::super::message::Message;
use super::super::words;
use super::{Hit, hit};

const LENGTH: usize = 16;
/// Tokens between "NIK" and the number.
const FAR: usize = 8;

/// Provinces by their first two digits (Permendagri 100.1.1-6117/2022).
const PROVINCES: &[u64] = &[
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75,
    76, 81, 82, 91, 92, 93, 94, 95, 96, 97,
];

pub(super) fn find(message: &Message) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < message.len() {
        match number_at(message, at) {
            Some((to, digits)) if is_meant(message, at, to, &digits) => {
                hits.extend(hit(message, Kind::NationalId, at, to));
                at = to;
            }
            _ => at += 1,
        }
    }
    hits
}

/// Sixteen digits in the groups from `from` on.
fn number_at(message: &Message, from: usize) -> Option<(usize, [u8; LENGTH])> {
    let mut digits = [0; LENGTH];
    let (mut at, mut length) = (from, 0);
    while length < LENGTH {
        let token = message.token(at).filter(|token| token.is_number())?;
        if at > from && !(token.gap.joins && token.gap.length <= 3) {
            return None;
        }
        let group = token.digits();
        digits.get_mut(length..length + group.len())?.copy_from_slice(group);
        length += group.len();
        at += 1;
    }
    Some((at, digits))
}

fn is_meant(message: &Message, from: usize, to: usize, digits: &[u8]) -> bool {
    let named = (from.saturating_sub(FAR)..from)
        .rev()
        .take_while(|before| !message.ends_before(before + 1) && !message.gap(before + 1).masked);
    // "ID" is a label as well.
    let spoken_of = message.mentions(words::NATIONAL_ID) || message.mentions(words::LABELS);
    let names_it = |at: usize| {
        message.is(at, words::NATIONAL_ID) || (message.is(at, &["id"]) && message.is(at + 1, &["card", "number", "no"]))
    };
    let named = || named.into_iter().any(names_it);
    if spoken_of && (named() || (to..to + 4).any(|after| message.is(after, &["nik", "niknya", "ktp"]))) {
        return true;
    }
    let labelled = (1..=2).any(|back| from.checked_sub(back).is_some_and(|at| message.is(at, words::LABELS)));
    !labelled && has_structure(digits) && !is_timestamp(digits)
}

/// Whether the parts are those of an NIK.
pub(in crate::safety) fn has_structure(digits: &[u8]) -> bool {
    let part = |from: usize| digits.get(from..from + 2).map_or(0, value);
    let serial = digits.get(12..16).map_or(0, value);
    let day = part(6);
    let month = part(8);
    let day = if day > 40 { day - 40 } else { day };
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    // Regencies are numbered to 79 (cities from 71 on), districts to about 60.
    PROVINCES.contains(&part(0))
        && (1..=79).contains(&part(2))
        && (1..=60).contains(&part(4))
        && (1..=longest).contains(&day)
        && serial > 0
}

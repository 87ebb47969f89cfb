//! A date of birth: a full date that the same sentence calls one. A year alone, or a day without its year, is none.

use super::super::Kind;
use super::super::message::Message;
use super::super::words;
use super::dates::date_at;
use super::{Hit, hit};

/// Tokens between "born" and the date: a place of birth may stand there.
const FAR: usize = 8;
/// Tokens between the date and "is my birthday".
const FAR_BEHIND: usize = 5;

pub(super) fn find(message: &Message) -> Vec<Hit> {
    (0..message.len())
        .filter(|at| names_birth(message, *at))
        .filter_map(|at| behind(message, at).or_else(|| before(message, at)))
        .collect()
}

/// "lahir", "ttl", "born", "dob", "date of birth", "birthday", "ulang tahun".
fn names_birth(message: &Message, at: usize) -> bool {
    let birthday = message.is(at, &["ulang"]) && message.is(at + 1, &["tahun"]);
    message.is(at, words::BIRTH) || birthday
}

fn behind(message: &Message, name: usize) -> Option<Hit> {
    for at in name + 1..=name + FAR {
        // "Tanggal lahir?\n17-08-1990" goes on in the next line.
        let gap = message.gap(at);
        if gap.masked || (message.ends_before(at) && !gap.asks) {
            return None;
        }
        if let Some(to) = date_at(message, at) {
            return hit(message, Kind::BirthDate, at, to);
        }
        // Another thing with a date of its own.
        if message.is(at, words::NOT_BIRTH) {
            return None;
        }
    }
    None
}

fn before(message: &Message, name: usize) -> Option<Hit> {
    let mut found = None;
    for at in (name.saturating_sub(FAR_BEHIND + 3)..name).rev() {
        if message.gap(at + 1).stop {
            break;
        }
        if let Some(to) = date_at(message, at).filter(|to| *to <= name && name - to <= FAR_BEHIND) {
            let linked = (to..name).all(|word| {
                message.is(word, words::BEFORE_NAME)
                    || message.is(word, &["tanggal", "tgl", "date", "of", "hari", "day"])
            });
            // The longest: "17/08/1990", not "08/1990".
            found = linked.then(|| hit(message, Kind::BirthDate, at, to))?.or(found);
        }
    }
    found
}

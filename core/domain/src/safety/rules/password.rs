//! Passwords: what follows the word "password" and is said to be it, or can be nothing else.

use super::super::Kind;
use super::super::digits::{is_amount, is_date, number_end};
use super::super::message::Message;
use super::super::names::{Name, Secret};
use super::super::words::{self, is};
use super::Hit;

/// Tokens between the name and the value.
const FAR: usize = 10;
/// Characters of a value.
const LONGEST: usize = 128;
const QUOTES: &str = "\"“”«»";

pub(super) fn find(message: &Message) -> Vec<Hit> {
    message
        .names()
        .iter()
        .enumerate()
        .filter(|(_, name)| name.secret == Secret::Password)
        .filter_map(|(at, name)| {
            let limit = message.names().get(at + 1).map_or(message.len(), |next| next.from);
            let (from, to) = value(message, *name, limit)?;
            let (start, end) = message.symbol_span(from, to)?;
            Some(Hit { kind: Kind::Password, start, end, weak: false })
        })
        .collect()
}

/// The symbols of the password told behind `name`.
fn value(message: &Message, name: Name, limit: usize) -> Option<(usize, usize)> {
    let mut said = false;
    // Only connecting words so far.
    let mut direct = true;
    for at in name.to..=limit.min(name.to + FAR) {
        let gap = message.gap(at);
        let from = message.token(at - 1)?.to;
        if gap.masked {
            return None;
        }
        said |= gap.assigns;
        let chunk = chunk(message, from)?;
        // The connecting word itself, alone: "password saya …".
        let word = message
            .token(at)
            .filter(|token| token.from == chunk.from && token.to >= chunk.to)
            .map_or("", |token| token.text());
        if is(word, words::NO_PASSWORD) {
            return None;
        }
        if chunk.is_odd() && (said || (direct && !gap.comma && !gap.stop)) && !is_harmless(message, at) {
            return Some((chunk.from, chunk.to));
        }
        let connects = is(word, words::CONNECTORS) || is(word, words::COPULAS);
        if said && direct && !connects && (gap.assigns || chunk.ends_sentence) && chunk.letters >= 4 {
            return Some((chunk.from, chunk.to));
        }
        // What a word like "email" introduces is no password.
        if gap.stop && !gap.assigns || message.is(at, words::LABELS) {
            return None;
        }
        // "… adalah X" says it again after other words.
        said = is(word, words::COPULAS) || (said && connects);
        direct &= connects;
    }
    None
}

/// A number that is a date or money.
fn is_harmless(message: &Message, at: usize) -> bool {
    if !message.token(at).is_some_and(|token| token.is_number()) {
        return false;
    }
    let to = number_end(message, at);
    is_date(message, at, to) || is_amount(message, at, to)
}

/// What stands between two spaces, or between quotes.
struct Chunk {
    from: usize,
    to: usize,
    letters: usize,
    digits: usize,
    signs: usize,
    /// A capital behind a small letter.
    camel: bool,
    ends_sentence: bool,
}

impl Chunk {
    /// Nothing that a sentence would hold: letters mixed with digits or signs, or digits alone.
    fn is_odd(&self) -> bool {
        let mixed = self.letters > 0 && (self.digits > 0 || self.signs > 0) && self.to - self.from >= 4;
        mixed || (self.letters == 0 && self.digits >= 4) || (self.camel && self.letters >= 6)
    }
}

/// The chunk behind symbol `from`, after spaces and signs that introduce it.
fn chunk(message: &Message, from: usize) -> Option<Chunk> {
    let mut from = from;
    while message.symbol(from).is_some_and(|symbol| " \n:=>,-→".contains(symbol.ch)) {
        from += 1;
    }
    let quoted = message.symbol(from).is_some_and(|symbol| QUOTES.contains(symbol.ch));
    from += usize::from(quoted);
    let inside = |to: usize| {
        to - from < LONGEST
            && message.symbol(to).is_some_and(|symbol| match quoted {
                true => !QUOTES.contains(symbol.ch) && symbol.ch != '\n',
                false => !matches!(symbol.ch, ' ' | '\n'),
            })
    };
    let mut to = from;
    while inside(to) {
        to += 1;
    }
    let mut last = to;
    // Signs at the end may be the sentence's, not the password's; "!" may be either and is masked too.
    while last > from && message.symbol(last - 1).is_some_and(|symbol| ".,;?)\"”".contains(symbol.ch)) {
        last -= 1;
    }
    let mut chunk = Chunk { from, to: last, letters: 0, digits: 0, signs: 0, camel: false, ends_sentence: false };
    let mut small = false;
    for at in from..last {
        let symbol = message.symbol(at)?;
        chunk.camel |= small && symbol.capital;
        small = symbol.letter && !symbol.capital;
        match symbol.ch {
            _ if symbol.letter => chunk.letters += 1,
            ch if ch.is_ascii_digit() => chunk.digits += 1,
            // A hyphen or slash joins words ("log-in", "dan/atau"); "!" at the end is a tone.
            '-' | '/' | '.' | ',' | '\u{2026}' | '(' | ':' => {}
            '!' if at + 1 == last => {}
            _ => chunk.signs += 1,
        }
    }
    let rest = message.symbol(to);
    chunk.ends_sentence = quoted || last < to || rest.is_none_or(|symbol| symbol.ch == '\n');
    (last > from).then_some(chunk)
}

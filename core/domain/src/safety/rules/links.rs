//! Addresses: of the bank's own domain or not, and whether they pose as it.
//!
//! An address is what a person could type or tap: with a scheme, "www.", a path, or a name under a suffix that exists. `hxxp`, `[.]` and
//! "(dot)" are read through, and so are full-width and invisible characters.

use std::borrow::Cow;

use idna::AsciiDenyList;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_security::{MixedScript as _, skeleton};

use super::super::fold::Known;
use super::super::message::Message;
use super::super::{Kind, Rules, glyphs, words};
use super::Hit;
use super::spelling::one_edit_apart;
use super::suffixes;

/// A domain of the bank's own, and how it is drawn.
#[derive(Debug)]
pub(in crate::safety) struct Site {
    domain: String,
    /// Its first label as it is drawn.
    drawn: String,
}

impl Site {
    pub(in crate::safety) fn new(domain: &str) -> Self {
        let domain = domain.to_ascii_lowercase();
        let drawn = drawn(domain.split('.').next().unwrap_or_default());
        Self { domain, drawn }
    }

    fn has(&self, host: &str) -> bool {
        host.strip_suffix(self.domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// Shortest own name that is looked for in other names: a shorter one stands in too many words.
const SHORTEST_NAME: usize = 5;
/// No host name is longer (RFC 1035, section 2.3.4); what is joined to it is not looked at.
const LONGEST_HOST: usize = 253;

/// Suffixes that are words as well: "selesai.so", "that.is". Without scheme, path or a third label they are a missing space.
const WORDS_TOO: &[&str] = &[
    "is", "it", "in", "so", "no", "at", "as", "be", "by", "do", "us", "am", "my", "to", "me", "la", "ya", "now",
    "here", "help", "ok", "kg", "cm", "ms", "pm", "md", "mov", "zip", "py", "rs", "sh", "tel", "and", "my", "ai",
    "sama", "bu", "pa",
];

/// Hosts that shorten or forward, in short suffixes that [`WORDS_TOO`] holds.
const SHORTENERS: &[&str] =
    &["bit.do", "t.me", "wa.me", "line.me", "is.gd", "tiny.so", "adf.ly", "cutt.ly", "m.me", "lnk.to", "msha.ke"];

/// Suffixes reserved for examples (RFC 2606), as real as any in a test.
const RESERVED: &[&str] = &["example", "test", "invalid", "onion"];

/// Stands in an `xn--` name that is none.
const BROKEN: char = '\u{FFFD}';

/// A character as it is read, and where it stood.
#[derive(Clone, Copy)]
struct Read {
    ch: char,
    /// Whether it can stand in an address.
    belongs: bool,
    at: usize,
}

impl Read {
    fn new(ch: char, at: usize) -> Self {
        Self { ch, belongs: belongs(ch), at }
    }
}

pub(super) fn find(message: &Message, rules: &Rules) -> Vec<Hit> {
    // Most messages hold no address, and what they hold need not be read.
    if !may_hold_address(message.original()) {
        return Vec::new();
    }
    let text = read(message.original());
    let mut hits = Vec::new();
    let mut from = 0;
    while from < text.len() {
        if !text[from].belongs {
            from += 1;
            continue;
        }
        let length = text[from..].iter().take_while(|read| read.belongs).count();
        judge(message, &text[from..from + length], rules, &mut hits);
        from += length;
    }
    hits
}

/// Whether a dot, a slash or a bracket can be read in it.
fn may_hold_address(original: &[char]) -> bool {
    let mut known_without = ['\0'; 64];
    original.iter().copied().any(|ch| {
        if ch.is_ascii() {
            return is_of_address(ch);
        }
        let known = &mut known_without[ch as usize % 64];
        if *known == ch {
            return false;
        }
        *known = ch;
        let mut holds = is_dot(ch);
        decompose_compatible(ch, |part| holds |= is_of_address(part));
        holds
    })
}

/// Without one of these there is no address, dots in brackets included.
const fn is_of_address(ch: char) -> bool {
    matches!(ch, '.' | '/' | '[' | '(' | '{') || is_dot(ch)
}

/// Read as a dot, whatever else it is.
const fn is_dot(ch: char) -> bool {
    matches!(ch, '。' | '｡' | '․' | '·')
}

/// Compatibility forms, invisible characters and dots in disguise undone; letters of other alphabets stay what they are.
fn read(original: &[char]) -> Vec<Read> {
    let mut text: Vec<Read> = Vec::with_capacity(original.len());
    let mut known = Known::default();
    for (at, ch) in original.iter().copied().enumerate() {
        if ch.is_ascii() {
            text.push(Read::new(ch.to_ascii_lowercase(), at));
        } else if is_dot(ch) {
            text.push(Read::new('.', at));
        } else if let Some(same) = known.get(ch) {
            text.extend_from_within(same.clone());
            text.iter_mut().rev().take(same.len()).for_each(|read| read.at = at);
        } else {
            let from = text.len();
            if !glyphs::is_invisible(ch) {
                decompose_compatible(ch, |part| text.extend(part.to_lowercase().map(|ch| Read::new(ch, at))));
            }
            known.put(ch, from..text.len());
        }
    }
    undo_bracketed_dots(&mut text);
    text
}

/// Puts a dot for each "[.]".
fn undo_bracketed_dots(text: &mut Vec<Read>) {
    let (mut kept, mut at) = (0, 0);
    while let Some(read) = text.get(at).copied() {
        let (read, length) = match dot_in_brackets(&text[at..]) {
            Some(length) => (Read::new('.', read.at), length),
            None => (read, 1),
        };
        text[kept] = read;
        kept += 1;
        at += length;
    }
    text.truncate(kept);
}

/// Length of a leading "[.]", "(dot)", "{titik}".
fn dot_in_brackets(text: &[Read]) -> Option<usize> {
    let open = text.first()?.ch;
    let close = match open {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let length = text.iter().take(8).position(|read| read.ch == close)?;
    let inside = || text[1..length].iter().map(|read| read.ch).filter(|ch| *ch != ' ');
    [".", "dot", "titik"].iter().any(|dot| inside().eq(dot.chars())).then_some(length + 1)
}

fn belongs(ch: char) -> bool {
    match ch {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '@' | '!' | '$' | '&' | '*' | '+' | '=' | '%' | '\\' => true,
        _ => !ch.is_ascii() && (ch.is_alphanumeric() || is_combining_mark(ch)),
    }
}

/// What an address consists of; all as read.
struct Address<'a> {
    scheme: bool,
    /// In front of '@'.
    user: &'a str,
    host: &'a str,
    path: bool,
}

fn parse(run: &str) -> Option<Address<'_>> {
    let (scheme, rest) = match run.find("://") {
        Some(at) => {
            let letters = run[..at].chars().rev().take_while(char::is_ascii_alphabetic).count();
            (letters >= 2, &run[at + 3..])
        }
        None => (false, run),
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, behind) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    // "host:443", or "link:host".
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => host,
        Some((_, host)) if !scheme => host,
        _ => host,
    };
    let host = host.trim_matches(['.', '-', '_', '~', '*', '!', '$', '&', '+', '=', '%']);
    let user = user.rsplit_once(':').filter(|_| !scheme).map_or(user, |(_, user)| user);
    let fits = !host.is_empty() && host.len() <= LONGEST_HOST * 2;
    let path = || behind.trim_start_matches(['/', '\\']).chars().any(char::is_alphanumeric);
    fits.then(|| Address { scheme, user, host, path: path() })
}

fn judge(message: &Message, run: &[Read], rules: &Rules, hits: &mut Vec<Hit>) {
    // Neither a dot nor a scheme: no address. Most words end here.
    if !run.iter().any(|read| matches!(read.ch, '.' | '/')) {
        return;
    }
    let alone = |ch: char| !ch.is_alphanumeric();
    let lead = run.iter().take_while(|read| alone(read.ch)).count();
    let tail = run[lead..].iter().rev().take_while(|read| alone(read.ch) && !matches!(read.ch, '/' | '=')).count();
    let run = &run[lead..run.len() - tail];
    if !run.iter().any(|read| matches!(read.ch, '.' | '/')) {
        return;
    }
    let text: String = run.iter().map(|read| read.ch).collect();
    let (Some(first), Some(last), Some(address)) = (run.first(), run.last(), parse(&text)) else { return };
    let plain = address.host.is_ascii() && !address.host.contains("xn--");
    let (unicode, is_valid) = match plain {
        true => (Cow::Borrowed(address.host), true),
        false => {
            let (read, outcome) = idna::domain_to_unicode(address.host);
            (Cow::Owned(read), outcome.is_ok())
        }
    };
    let own = address.host.is_ascii() && rules.sites.iter().any(|site| site.has(address.host));
    let place = |kind| Hit { kind, start: first.at, end: last.at + 1, weak: false };
    let is_mail = !address.user.is_empty() && !address.scheme && !address.path;
    if own && (is_mail || address.user.is_empty()) {
        return;
    }
    if !(own || is_address(&address, &unicode, is_valid)) {
        return;
    }
    let poses = poses(&unicode, rules) || (!own && poses_plain(address.user, rules));
    if poses {
        hits.push(place(Kind::LookalikeLink));
    }
    if !(is_mail && !poses && is_of_the_customer(message, first.at)) {
        hits.push(place(Kind::Link));
    }
}

/// Whether the host is one that exists or could. `is_valid`: it has a form that a browser would ask for.
fn is_address(address: &Address<'_>, unicode: &str, is_valid: bool) -> bool {
    let labels: Vec<&str> = unicode.split('.').collect();
    let label = |label: &&str| {
        let ends = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
        let fits = |ch: char| ch.is_alphanumeric() || is_combining_mark(ch) || matches!(ch, '-' | '_' | BROKEN);
        (ends(label.chars().next()) || label.starts_with(BROKEN)) && label.chars().all(fits)
    };
    if !labels.iter().all(label) {
        return false;
    }
    let numbers = labels.iter().all(|label| label.parse::<u8>().is_ok());
    if address.scheme {
        return true;
    }
    if numbers {
        return labels.len() == 4 && address.path;
    }
    let Some(suffix) = labels.last().filter(|_| labels.len() > 1) else { return false };
    let alphabetic =
        suffix.chars().all(|ch| ch.is_alphabetic() || is_combining_mark(ch)) && suffix.chars().count() >= 2;
    if !alphabetic {
        return false;
    }
    let www = labels.first().is_some_and(|first| *first == "www");
    if !(RESERVED.contains(suffix) || has_suffix(unicode, suffix, is_valid)) {
        return www;
    }
    let listed = SHORTENERS.contains(&unicode);
    listed || www || address.path || !address.user.is_empty() || labels.len() > 2 || !WORDS_TOO.contains(suffix)
}

/// Whether the last label is delegated. What has no form that a browser would ask for has no suffix either.
fn has_suffix(unicode: &str, suffix: &str, is_valid: bool) -> bool {
    if unicode.is_ascii() || suffix.is_ascii() {
        return (unicode.is_ascii() || is_valid) && suffixes::exists(suffix);
    }
    idna::domain_to_ascii_cow(unicode.as_bytes(), AsciiDenyList::EMPTY)
        .is_ok_and(|host| host.rsplit('.').next().is_some_and(suffixes::exists))
}

/// Whether a host is drawn like a name of the bank, or hides of which letters it is.
fn poses(host: &str, rules: &Rules) -> bool {
    host.split('.').any(hides) || poses_plain(host, rules)
}

/// Letters of several alphabets, or foreign ones that all look Latin.
fn hides(label: &str) -> bool {
    if label.is_ascii() {
        return false;
    }
    let drawn_latin = || skeleton(label).all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    label.contains(BROKEN) || !label.is_single_script() || drawn_latin()
}

fn poses_plain(text: &str, rules: &Rules) -> bool {
    let sites = || rules.sites.iter().filter(|site| site.drawn.len() >= SHORTEST_NAME);
    let (mut whole, mut part_drawn) = (String::with_capacity(text.len()), String::new());
    for part in text.split(SEPARATORS) {
        part_drawn.clear();
        each_drawn(part, |ch| {
            draw(ch, &mut whole);
            draw(ch, &mut part_drawn);
        });
        if sites().any(|site| one_edit_apart(part_drawn.as_bytes(), site.drawn.as_bytes())) {
            return true;
        }
    }
    sites().any(|site| whole.contains(&site.drawn))
}

/// Not drawn: a name with them looks like the name without.
const SEPARATORS: [char; 3] = ['.', '-', '_'];

/// How a name looks at a glance: confusables (UTS 39), digits for letters, "rn" for "m", no hyphens or dots.
fn drawn(name: &str) -> String {
    let mut drawn = String::with_capacity(name.len());
    each_drawn(name, |ch| draw(ch, &mut drawn));
    drawn
}

/// The letters of which `name` seems to consist.
fn each_drawn(name: &str, mut each: impl FnMut(char)) {
    // Among ASCII letters nothing is drawn like another but what `draw` knows.
    match name.is_ascii() {
        true => name.chars().for_each(each),
        false => skeleton(&name.to_lowercase())
            .filter(|ch| !is_combining_mark(*ch))
            .for_each(|ch| ch.to_lowercase().for_each(&mut each)),
    }
}

fn draw(ch: char, drawn: &mut String) {
    let letter = match ch.to_ascii_lowercase() {
        separator if SEPARATORS.contains(&separator) => return,
        'i' | '1' | '|' | '!' => 'l',
        '0' => 'o',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    };
    let joined = match (drawn.as_bytes().last(), letter) {
        (Some(b'r'), 'n') => Some('m'),
        (Some(b'v'), 'v') => Some('w'),
        _ => None,
    };
    if joined.is_some() {
        drawn.pop();
    }
    drawn.push(joined.unwrap_or(letter));
}

/// "… to your e-mail address sari@…": the customer's own, spoken of.
fn is_of_the_customer(message: &Message, place: usize) -> bool {
    let at = message.token_at(place);
    (at.saturating_sub(4)..at).any(|before| message.is(before, words::OF_THE_CUSTOMER))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Reading a name tells as much as asking for its other form, which takes as long again.
        #[test]
        fn a_name_that_can_be_read_can_be_asked_for(
            labels in prop::collection::vec("(xn--)?([a-zé\u{301}а-яßς日\u{200d}ا0-9-]{1,5}|\\PC{1,3})", 1..4),
            suffix in prop::sample::select(vec!["co", "com", "nosuchname", "example"]),
        ) {
            let host = format!("{}.{suffix}", labels.join("."));
            let (unicode, outcome) = idna::domain_to_unicode(&host);
            let last = unicode.rsplit('.').next().unwrap_or_default();
            if !unicode.is_ascii() {
                let asked = idna::domain_to_ascii_cow(unicode.as_bytes(), AsciiDenyList::EMPTY)
                    .is_ok_and(|host| host.rsplit('.').next().is_some_and(suffixes::exists));
                prop_assert_eq!(has_suffix(&unicode, last, outcome.is_ok()), asked, "{}", host);
            }
        }
    }
}

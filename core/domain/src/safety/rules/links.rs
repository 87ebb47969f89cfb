//! Addresses: of the bank's own domain or not, and whether they pose as it.
//!
//! An address is what a person could type or tap: with a scheme, "www.", a path, or a name under a suffix that exists. `hxxp`, `[.]` and
//! "(dot)" are read through, and so are full-width and invisible characters.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_security::{MixedScript as _, skeleton};

use super::super::message::Message;
use super::super::{Kind, Rules, glyphs, words};
use super::Hit;
use super::spelling::one_edit_apart;

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
    at: usize,
}

pub(super) fn find(message: &Message, rules: &Rules) -> Vec<Hit> {
    let text = read(message.original());
    let mut hits = Vec::new();
    let mut from = 0;
    while from < text.len() {
        if !belongs(text[from].ch) {
            from += 1;
            continue;
        }
        let length = text[from..].iter().take_while(|read| belongs(read.ch)).count();
        judge(message, &text[from..from + length], rules, &mut hits);
        from += length;
    }
    hits
}

/// Compatibility forms, invisible characters and dots in disguise undone; letters of other alphabets stay what they are.
fn read(original: &[char]) -> Vec<Read> {
    let mut text: Vec<Read> = Vec::with_capacity(original.len());
    for (at, ch) in original.iter().copied().enumerate() {
        if ch.is_ascii() {
            text.push(Read { ch: ch.to_ascii_lowercase(), at });
        } else if matches!(ch, '。' | '｡' | '․' | '·') {
            text.push(Read { ch: '.', at });
        } else if !glyphs::is_invisible(ch) {
            decompose_compatible(ch, |part| text.extend(part.to_lowercase().map(|ch| Read { ch, at })));
        }
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(read) = text.get(at) {
        match dot_in_brackets(&text[at..]) {
            Some(length) => {
                plain.push(Read { ch: '.', at: read.at });
                at += length;
            }
            None => {
                plain.push(*read);
                at += 1;
            }
        }
    }
    plain
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
    let inside: String = text[1..length].iter().map(|read| read.ch).filter(|ch| *ch != ' ').collect();
    matches!(inside.as_str(), "." | "dot" | "titik").then_some(length + 1)
}

fn belongs(ch: char) -> bool {
    ch.is_alphanumeric() || is_combining_mark(ch) || "-._~:/?#@!$&*+=%\\".contains(ch)
}

/// What an address consists of; all as read.
struct Address {
    scheme: bool,
    /// In front of '@'.
    user: String,
    host: String,
    path: bool,
}

fn parse(run: &str) -> Option<Address> {
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
    let has_path = behind.trim_start_matches(['/', '\\']).chars().any(char::is_alphanumeric);
    fits.then(|| Address { scheme, user: user.to_owned(), host: host.to_owned(), path: has_path })
}

fn judge(message: &Message, run: &[Read], rules: &Rules, hits: &mut Vec<Hit>) {
    let alone = |ch: char| !ch.is_alphanumeric();
    let lead = run.iter().take_while(|read| alone(read.ch)).count();
    let tail = run[lead..].iter().rev().take_while(|read| alone(read.ch) && !matches!(read.ch, '/' | '=')).count();
    let run = &run[lead..run.len() - tail];
    // Neither a dot nor a scheme: no address. Most words end here.
    if !run.iter().any(|read| matches!(read.ch, '.' | '/')) {
        return;
    }
    let text: String = run.iter().map(|read| read.ch).collect();
    let (Some(first), Some(last), Some(address)) = (run.first(), run.last(), parse(&text)) else { return };
    let plain = address.host.is_ascii() && !address.host.contains("xn--");
    let unicode = if plain { address.host.clone() } else { idna::domain_to_unicode(&address.host).0 };
    let own = address.host.is_ascii() && rules.sites.iter().any(|site| site.has(&address.host));
    let place = |kind| Hit { kind, start: first.at, end: last.at + 1, weak: false };
    let is_mail = !address.user.is_empty() && !address.scheme && !address.path;
    if own && (is_mail || address.user.is_empty()) {
        return;
    }
    if !(own || is_address(&address, &unicode)) {
        return;
    }
    let poses = poses(&unicode, rules) || (!own && poses_plain(&address.user, rules));
    if poses {
        hits.push(place(Kind::LookalikeLink));
    }
    if !(is_mail && !poses && is_of_the_customer(message, first.at)) {
        hits.push(place(Kind::Link));
    }
}

/// Whether the host is one that exists or could.
fn is_address(address: &Address, unicode: &str) -> bool {
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
    let exists = RESERVED.contains(suffix) || {
        let ascii = if unicode.is_ascii() { Ok(unicode.to_owned()) } else { idna::domain_to_ascii(unicode) };
        psl::List::exists(&ascii.unwrap_or_default())
    };
    if !exists {
        return www;
    }
    let listed = SHORTENERS.contains(&unicode);
    listed || www || address.path || !address.user.is_empty() || labels.len() > 2 || !WORDS_TOO.contains(suffix)
}

/// The public suffix list, asked one thing.
mod psl {
    use ::psl::{List as Data, Psl as _};

    pub(super) struct List;

    impl List {
        /// Whether the last label of `host` is delegated.
        pub(super) fn exists(host: &str) -> bool {
            Data.suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
        }
    }
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
    let drawn_latin = !label.is_ascii() && skeleton(label).all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    !label.is_single_script() || drawn_latin || label.contains(BROKEN)
}

fn poses_plain(text: &str, rules: &Rules) -> bool {
    let whole = drawn(text);
    rules.sites.iter().filter(|site| site.drawn.len() >= SHORTEST_NAME).any(|site| {
        let near = |part: &str| one_edit_apart(drawn(part).as_bytes(), site.drawn.as_bytes());
        whole.contains(&site.drawn) || text.split(['.', '-', '_']).any(near)
    })
}

/// How a name looks at a glance: confusables (UTS 39), digits for letters, "rn" for "m", no hyphens or dots.
fn drawn(name: &str) -> String {
    // Among ASCII letters nothing is drawn like another but what stands below.
    let skeleton: String = match name.is_ascii() {
        true => name.to_owned(),
        false => skeleton(&name.to_lowercase()).filter(|ch| !is_combining_mark(*ch)).collect(),
    };
    let plain: String = skeleton
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|ch| !matches!(ch, '-' | '.' | '_'))
        .map(|ch| match ch {
            'i' | '1' | '|' | '!' => 'l',
            '0' => 'o',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            '8' => 'b',
            other => other,
        })
        .collect();
    plain.replace("rn", "m").replace("vv", "w")
}

/// "… to your e-mail address sari@…": the customer's own, spoken of.
fn is_of_the_customer(message: &Message, place: usize) -> bool {
    let at = message.token_at(place);
    (at.saturating_sub(4)..at).any(|before| message.is(before, words::OF_THE_CUSTOMER))
}

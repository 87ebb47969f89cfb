//! A request for a secret: a verb that asks, the name of a secret in the same thought, and no warning around them.
//!
//! Sentence by sentence. A walk marks every verb as asking or not ("never give", "scammers ask"); then each name looks at the
//! nearest verb in front of it, then behind it, then for a question or a bare plea. "Send it" after a sentence that named a
//! secret asks as well.

use std::cell::OnceCell;

use super::super::Kind;
use super::super::message::Message;
use super::super::names::{Name, Secret};
use super::super::words::{self, Class, Classes};
use super::{Hit, hit};

/// Tokens between a verb and the secret behind it.
const FAR: usize = 12;
/// Tokens between a secret and the verb behind it.
const FAR_BEHIND: usize = 8;
/// Tokens over which a "no" reaches its verb.
const NEGATION_REACH: usize = 8;

pub(super) fn find(message: &Message) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut named_before = false;
    let mut names = message.names();
    let mut from = 0;
    while from < message.len() {
        let to = sentence_end(message, from);
        let split = names.partition_point(|name| name.from < to);
        let (here, rest) = names.split_at(split);
        names = rest;
        let sentence = Sentence::read(message, from, to, here);
        let before = hits.len();
        hits.extend(
            here.iter()
                .filter_map(|name| sentence.asks_for(*name))
                .filter_map(|(a, b)| hit(message, Kind::AsksSecret, a, b)),
        );
        if named_before && hits.len() == before {
            hits.extend(sentence.asks_for_it().and_then(|(a, b)| hit(message, Kind::AsksSecret, a, b)));
        }
        named_before = !here.is_empty();
        from = to;
    }
    hits
}

/// One past the last token of the sentence that begins at `from`.
pub(in crate::safety) fn sentence_end(message: &Message, from: usize) -> usize {
    let mut to = from + 1;
    while to < message.len() && !message.gap(to).stop {
        to += 1;
    }
    to
}

/// How a verb asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Give,
    Enter,
    Given,
    Want,
}

/// A verb that can ask.
#[derive(Debug, Clone, Copy)]
struct Verb {
    at: usize,
    way: Way,
    /// Neither denied nor said of somebody else.
    asks: bool,
    /// Denied.
    denied: bool,
}

struct Sentence<'a> {
    message: &'a Message,
    from: usize,
    to: usize,
    names: &'a [Name],
    verbs: Vec<Verb>,
    /// Found when first asked for.
    small_talk_end: OnceCell<usize>,
}

/// What the words so far say about the next verb.
#[derive(Debug, Default)]
struct Mood {
    /// Where a "no" was said that still holds.
    denied_at: Option<usize>,
    /// A third person or a warning in this clause.
    warned: bool,
    /// The same, in this sentence.
    warned_before: bool,
    /// The word before is a denied verb: "share, send or give" is one thought.
    listing: bool,
}

impl<'a> Sentence<'a> {
    fn read(message: &'a Message, from: usize, to: usize, names: &'a [Name]) -> Self {
        let mut sentence = Self { message, from, to, names, verbs: Vec::new(), small_talk_end: OnceCell::new() };
        let mut mood = Mood::default();
        let mut names_ahead = names.iter().peekable();
        let mut at = from;
        while at < to {
            // A secret's own words ("kode buka", "verifikasi kode") ask nothing.
            if let Some(name) = names_ahead.next_if(|name| name.from <= at) {
                mood.listing = false;
                at = name.to;
                continue;
            }
            sentence.step(at, &mut mood);
            at += 1;
        }
        sentence
    }

    fn is(&self, at: usize, class: impl Into<Class>) -> bool {
        self.message.is(at, class)
    }

    /// Whether one of the `count` words in front of `at` belongs to `class`.
    fn is_before(&self, at: usize, count: usize, class: impl Into<Class>) -> bool {
        let class = class.into();
        (at.saturating_sub(count).max(self.from)..at).any(|before| self.is(before, class))
    }

    fn step(&mut self, at: usize, mood: &mut Mood) {
        let listing = std::mem::take(&mut mood.listing);
        let comma = at > self.from && self.message.gap(at).comma && !self.is(at, words::NEGATION_GOES_ON);
        let breaks = comma || self.is(at, words::CLAUSE_BREAKS);
        if breaks && !listing {
            mood.denied_at = None;
            mood.warned = false;
        }
        // The comma and the "and" of a list leave the list open: "share, send".
        mood.listing = listing && self.is(at, words::CLAUSE_BREAKS);
        if self.is(at, words::NEGATIONS) {
            let condition = self.is_before(at, 3, words::CONDITIONS);
            mood.denied_at = (!condition).then_some(at);
        } else if mood.denied_at.is_some_and(|no| at - no <= 2)
            && self.is(at, words::NEGATION_SINKS)
            && !self.is(at + 1, words::SUBORDINATORS)
        {
            mood.denied_at = None;
        }
        let there_is = self.is(at, &["yang", "yg"]) && self.is_before(at, 1, &["ada"]);
        if self.is(at, words::WARNINGS) || there_is || (self.is(at, &["one"]) && self.is_before(at, 1, &["no"])) {
            mood.warned = true;
            mood.warned_before = true;
        }
        let Some(way) = self.way(at) else { return };
        let denied = mood.denied_at.is_some_and(|no| at - no <= NEGATION_REACH);
        if denied {
            // What belongs to a denied verb stays denied, however long the list.
            mood.denied_at = Some(at);
        }
        mood.listing = denied;
        let reported = match way {
            Way::Want => mood.warned_before && !self.is_before(at, 3, &["we", "i", "kami", "saya"]),
            _ => mood.warned,
        };
        let asks = !denied && !reported && self.has_will(at, way);
        self.verbs.push(Verb { at, way, asks, denied });
    }

    fn way(&self, at: usize) -> Option<Way> {
        let word = self.message.word(at)?;
        let bare = word.strip_suffix("lah").or_else(|| word.strip_suffix("nya"));
        let classes = bare.map(Classes::of).unwrap_or_default().or(self.message.classes(at));
        let of = |class: Class| classes.are(word, class);
        let lets =
            || self.is_before(at, 1, &["let"]) && words::is(word, &["me", "us"]) && self.is(at + 1, &["know", "have"]);
        let way = if of(words::GIVE) || lets() {
            Way::Give
        } else if of(words::ENTER) {
            Way::Enter
        } else if of(words::GIVEN) {
            Way::Given
        } else if of(words::GIVE_MAYBE) {
            Way::Give
        } else if of(words::WANT) {
            Way::Want
        } else {
            return None;
        };
        // "pesan email", "a text message" are no verbs behind an article.
        if self.is_before(at, 1, &["a", "an", "the", "via", "lewat", "by", "melalui", "sebuah", "your"]) {
            return None;
        }
        // "Let me know", "kasih tahu": the first word is the verb.
        if words::is(word, words::WANT_WITH_LEAVE)
            && self.is_before(at, 1, &["me", "us", "kasih", "kasi", "beri", "ksh"])
        {
            return None;
        }
        Some(way)
    }

    /// Whether the speaker wants it of the listener, going by the words in front of the verb.
    fn has_will(&self, at: usize, way: Way) -> bool {
        let subject = (at.saturating_sub(4).max(self.from)..at)
            .rev()
            .take_while(|before| !self.message.gap(before + 1).comma)
            .find(|before| self.is(*before, words::SPEAKERS) || self.is(*before, words::LISTENERS));
        let by_speaker = subject.is_some_and(|subject| self.is(subject, words::SPEAKERS));
        let by_listener = subject.is_some() && !by_speaker;
        match way {
            // "We send you", "kami akan mengirim": the other direction.
            Way::Give if self.is(at, words::GIVE_MAYBE) => {
                // "If you do not send …" is a threat; `step` has not taken it for a denial.
                let threat = self.is_before(at, 2, words::NEGATIONS) && self.is_before(at, 4, words::CONDITIONS);
                (threat || self.is_before(at, 4, words::MODALS)) && !by_speaker
            }
            Way::Give | Way::Enter => !by_speaker,
            Way::Given => {
                self.is_before(
                    at,
                    12,
                    &[
                        "mohon", "tolong", "harap", "silakan", "silahkan", "please", "wajib", "segera", "dimohon",
                        "minta", "must",
                    ],
                ) || self.to_speaker(at + 1)
            }
            Way::Want if self.is(at, words::WANT_WITH_LEAVE) => {
                self.is_before(at, 3, words::LEAVE) && !self.is_before(at, 2, &["you", "anda", "kamu", "not"])
            }
            Way::Want => by_speaker || (!by_listener && self.begins_clause(at)),
        }
    }

    fn begins_clause(&self, at: usize) -> bool {
        at <= self.from + 1 || self.message.gap(at).comma || self.is_before(at, 1, words::CLAUSE_BREAKS)
    }

    /// "… ke saya", "to me", "here".
    fn to_speaker(&self, at: usize) -> bool {
        let receives = |at: usize| self.is(at, &["saya", "kami", "aku", "me", "us", "sini", "admin", "petugas", "cs"]);
        self.is(at, &["kesini", "disini", "sini"])
            || (self.is(at, &["ke", "kepada", "pada", "to", "di", "with"]) && (receives(at + 1) || receives(at + 2)))
    }

    /// The tokens from the request to the secret, if this name is asked for.
    fn asks_for(&self, name: Name) -> Option<(usize, usize)> {
        if self.is_last_digits(name) || name.from < self.from {
            return None;
        }
        let before = self.verbs.partition_point(|verb| verb.at < name.from);
        let governing =
            before.checked_sub(1).and_then(|verb| self.verbs.get(verb)).filter(|verb| name.from - verb.at <= FAR);
        if let Some(verb) = governing {
            if verb.asks && self.governs(*verb, name) {
                return Some((verb.at, name.to));
            }
            if verb.denied && self.excepts(name.to) {
                return Some((verb.at, name.to));
            }
        }
        let behind = self.verbs[before..].iter().take_while(|verb| verb.at - name.to <= FAR_BEHIND);
        if let Some(verb) = behind.into_iter().find(|verb| verb.asks && self.is_object_of(name, verb)) {
            return Some((name.from, verb.at + 1));
        }
        // A plea or question needs that nobody said no.
        if governing.is_some_and(|verb| verb.denied) {
            return None;
        }
        self.question(name).or_else(|| self.plea(name))
    }

    /// Whether the secret is what `verb` asks for, going by the words between.
    fn governs(&self, verb: Verb, name: Name) -> bool {
        let between = verb.at + 1..name.from;
        if verb.way == Way::Want {
            let new = self.is_before(name.from, 2, &["new", "another", "baru"]) || self.is(name.to, &["baru"]);
            return !new && between.into_iter().all(|at| self.is(at, words::WANT_FILLERS) || self.in_other_name(at));
        }
        if self.belongs_to_other_thought(verb.at + 1, name.from) {
            return false;
        }
        let wrong = (name.to..(name.to + 8).min(self.to)).any(|at| self.is(at, words::WRONG_PLACES));
        if verb.way == Way::Enter {
            let tool = self.is_before(
                name.from,
                3,
                &["with", "dengan", "by", "using", "menggunakan", "pakai", "melalui", "via", "lewat"],
            );
            let right = (verb.at + 1..(name.to + 8).min(self.to)).any(|at| self.is(at, words::RIGHT_PLACES));
            return wrong || !(tool || right);
        }
        // "… to anyone": nobody asks that.
        let to_strangers = (name.to..(name.to + 4).min(self.to)).any(|at| {
            self.is(at, &["siapa", "siapapun", "anyone", "anybody", "strangers", "others", "penipu", "someone"])
        });
        !to_strangers
    }

    fn in_other_name(&self, at: usize) -> bool {
        let after = self.names.partition_point(|name| name.from <= at);
        after.checked_sub(1).and_then(|name| self.names.get(name)).is_some_and(|name| at < name.to)
    }

    fn belongs_to_other_thought(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            let purpose = self.is(at, &["to", "untuk", "utk", "buat", "agar", "supaya"])
                && !self.is(at + 1, words::RECIPIENTS)
                && at + 1 < to;
            (self.is(at, words::SUBORDINATORS) || purpose) && !self.in_other_name(at)
        })
    }

    /// "… to anyone except our agent".
    fn excepts(&self, from: usize) -> bool {
        let end = (from + FAR).min(self.to);
        (from..end).any(|at| {
            self.is(at, words::EXCEPT) && (at + 1..(at + 4).min(self.to)).any(|who| self.is(who, words::INSIDERS))
        })
    }

    /// "OTP-nya kirim ke saya", "your PIN, tell it to me".
    fn is_object_of(&self, name: Name, verb: &Verb) -> bool {
        if verb.way == Way::Want || self.belongs_to_other_thought(name.to, verb.at) {
            return false;
        }
        // "Jika lupa PIN, kirim …": another thought begins before the name.
        let end = verb.at + 1 >= self.to;
        let forgotten =
            self.is_before(name.from, 4, &["jika", "kalau", "bila", "if", "lupa", "forgot", "forget", "apabila"]);
        let follows = self.is(verb.at + 1, words::OBJECT_FOLLOWS);
        match verb.way {
            Way::Given => !forgotten,
            _ => {
                (follows || (end && name.to < verb.at + 1))
                    && (!forgotten || self.is(verb.at + 1, &["it", "them", "that"]))
            }
        }
    }

    /// "What is your CVV?", "PIN Anda berapa?", "OTP?".
    fn question(&self, name: Name) -> Option<(usize, usize)> {
        let possessed = |at: usize| self.is(at, words::POSSESSIVES);
        let mut end = name.to;
        while end < self.to && end < name.to + 3 && possessed(end) {
            end += 1;
        }
        let owned = name.possessed || end > name.to || self.is_before(name.from, 3, &["your", "ur", "yours", "the"]);
        let asked_in_front =
            (name.from.saturating_sub(5).max(self.from)..name.from).rev().find(|at| self.is(*at, words::QUESTIONS));
        if let Some(question) = asked_in_front {
            let how_many = self.is(question + 1, words::COUNTED) && !self.is(question + 2, words::POSSESSIVES);
            // "What happened with your PIN?" asks for something else.
            let about = (question + 1..name.from).any(|at| !self.is_filler(at));
            let amount = self.is(question, &["berapa", "brp", "berapakah"]);
            if !how_many && !about && (owned || amount) && self.only_tail(end) {
                return Some((question, name.to));
            }
        }
        let asked_behind = (name.to..(name.to + 4).min(self.to))
            .find(|at| self.is(*at, &["berapa", "brp", "apa", "berapakah", "mana"]));
        if let Some(question) = asked_behind {
            let between = (name.to..question).all(|at| possessed(at) || self.is(at, words::TAIL));
            if between && !self.is(question + 1, words::COUNTED) && self.only_tail(question + 1) {
                return Some((name.from, question + 1));
            }
        }
        // The bare name with a question mark.
        let alone = || name.from <= self.small_talk_end();
        (self.message.gap(self.to).asks && name.secret != Secret::TheCode && self.only_tail(end) && alone())
            .then_some((name.from, name.to))
    }

    /// One past the leading words that carry no sense of their own. Every name of the sentence wants to know, so it is looked for once.
    fn small_talk_end(&self) -> usize {
        *self.small_talk_end.get_or_init(|| {
            let carries_sense = |at: &usize| {
                !(self.is(*at, words::POSSESSIVES) || self.is(*at, words::TAIL) || self.is(*at, &["and", "dan"]))
            };
            (self.from..self.to).find(carries_sense).unwrap_or(self.to)
        })
    }

    fn is_filler(&self, at: usize) -> bool {
        let linking = self.is(at, &["is", "are", "was", "adalah", "a"]);
        let number = self.message.token(at).is_some_and(|token| token.is_number());
        linking || number || self.in_other_name(at) || self.is(at, words::TAIL) || self.is(at, words::POSSESSIVES)
    }

    /// "Mohon OTP-nya", "your PIN please".
    fn plea(&self, name: Name) -> Option<(usize, usize)> {
        let mut from = name.from;
        while from > self.from
            && name.from - from < 4
            && (self.is(from - 1, words::POSSESSIVES) || self.is(from - 1, words::TAIL) || self.in_other_name(from - 1))
        {
            from -= 1;
        }
        let front = (from.saturating_sub(1)..name.from).find(|at| *at >= self.from && self.is(*at, words::POLITE));
        if let Some(polite) = front.filter(|_| self.only_tail(name.to)) {
            return Some((polite, name.to));
        }
        let back = (name.to..(name.to + 3).min(self.to)).find(|at| self.is(*at, words::POLITE))?;
        let between = (name.to..back).all(|at| self.is(at, words::POSSESSIVES) || self.is(at, words::TAIL));
        (between && from == self.from && self.only_tail(back + 1)).then_some((name.from, back + 1))
    }

    /// Whether nothing of weight follows up to the end of the clause.
    fn only_tail(&self, from: usize) -> bool {
        let mut at = from;
        while at < self.to && at < from + 3 {
            if self.message.gap(at).comma && at > from {
                return true;
            }
            let purpose =
                self.is(at, &["for", "untuk", "so", "agar", "supaya", "to", "on", "biar", "karena", "because"]);
            if purpose || (self.message.gap(at).comma && !self.is(at, words::NEGATIONS)) {
                return true;
            }
            if !(self.is(at, words::TAIL)
                || self.is(at, words::POSSESSIVES)
                || self.is(at, words::POLITE)
                || self.in_other_name(at))
            {
                return false;
            }
            at += 1;
        }
        true
    }

    /// "The last four digits of your card number".
    fn is_last_digits(&self, name: Name) -> bool {
        name.secret == Secret::CardNumber
            && (self.is_before(name.from, 6, words::LAST)
                || (name.to..(name.to + 6).min(self.to))
                    .any(|at| self.is(at, words::LAST) && !self.is(at, &["belakang"])))
    }

    /// "Send it to me", where the sentence before named the secret.
    fn asks_for_it(&self) -> Option<(usize, usize)> {
        let verb = self.verbs.iter().find(|verb| {
            verb.asks
                && matches!(verb.way, Way::Give | Way::Enter)
                && (verb.at + 1..(verb.at + 4).min(self.to)).any(|at| self.is(at, words::PRONOUNS))
        })?;
        Some((verb.at, verb.at + 1))
    }
}

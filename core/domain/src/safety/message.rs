//! A folded text as words, groups of digits, and what stands between.

#[cfg(test)]
use std::cell::Cell;
use std::cell::OnceCell;

use super::disguise::{Disguised, LONGEST_NAME};
use super::fold::{Symbol, fold};
use super::gap::{Gap, gap};
use super::glyphs;
use super::names::{self, Name};
use super::rules::Card;
use super::words::{self, is};

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Folded letters; a known name written with digits (`0tp`) stands here as it is meant.
    Word(String),
    /// Values of digits, however they were written.
    Number(Vec<u8>),
}

/// A word or a group of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) content: Content,
    /// First symbol.
    pub(super) from: usize,
    /// One past the last symbol.
    pub(super) to: usize,
    pub(super) gap: Gap,
    /// Digits given as words.
    pub(super) spoken: bool,
}

impl Token {
    /// The digits, none for a word.
    pub(super) fn digits(&self) -> &[u8] {
        match &self.content {
            Content::Number(digits) => digits,
            Content::Word(_) => &[],
        }
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self.content, Content::Number(_))
    }
}

/// A text, read.
#[derive(Debug)]
pub(super) struct Message {
    original: Vec<char>,
    symbols: Vec<Symbol>,
    tokens: Vec<Token>,
    /// Of each token.
    classes: Vec<words::Classes>,
    /// Of any of them.
    mentioned: words::Classes,
    names: Vec<Name>,
    /// Found when first asked for.
    pub(super) cards: OnceCell<Vec<Card>>,
    /// What stands behind the last token.
    end: Gap,
    /// How often a rule looked at something: the tests hold it to a multiple of the length.
    #[cfg(test)]
    pub(super) looks: Cell<usize>,
}

impl Message {
    pub(super) fn read(text: &str) -> Self {
        let symbols = fold(text);
        let mut tokens = Vec::with_capacity(symbols.len() / 4);
        let mut at = 0;
        while at < symbols.len() {
            let to = chunk_end(&symbols, at);
            if to == at {
                at += 1;
                continue;
            }
            read_chunk(&symbols, at, to, &mut tokens);
            at = to;
        }
        fill_gaps(&symbols, &mut tokens);
        keep_one_as_word(&mut tokens);
        fold_soft_digits(&mut tokens);
        join_spelled_names(&mut tokens);
        let classes: Vec<words::Classes> = tokens.iter().map(|token| words::Classes::of(token.text())).collect();
        let end = gap(&symbols, tokens.last().map_or(0, |token| token.to), symbols.len());
        let mut message = Self {
            original: text.chars().collect(),
            symbols,
            mentioned: classes.iter().fold(words::Classes::default(), |all, classes| all.or(*classes)),
            classes,
            tokens,
            names: Vec::new(),
            cards: OnceCell::new(),
            end,
            #[cfg(test)]
            looks: Cell::new(0),
        };
        message.names = names::find(&message);
        message
    }

    pub(super) fn look(&self) {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
    }

    /// How many tokens.
    pub(super) const fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.look();
        self.tokens.get(at)
    }

    /// The word at `at`, if it is one.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match &self.token(at)?.content {
            Content::Word(word) => Some(word),
            Content::Number(_) => None,
        }
    }

    /// Whether a word of `class`, one of the table, stands anywhere.
    pub(super) fn mentions(&self, class: words::Class) -> bool {
        self.mentioned.are("", class)
    }

    /// The classes of the word at `at`.
    pub(super) fn classes(&self, at: usize) -> words::Classes {
        self.classes.get(at).copied().unwrap_or_default()
    }

    /// Whether the token at `at` is a word of `class`.
    pub(super) fn is(&self, at: usize, class: impl Into<words::Class>) -> bool {
        self.look();
        let (Some(classes), Some(token)) = (self.classes.get(at), self.tokens.get(at)) else { return false };
        classes.are(token.text(), class.into())
    }

    /// What stands in front of token `at`, or behind the last one.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.token(at).map_or(self.end, |token| token.gap)
    }

    pub(super) fn symbol(&self, at: usize) -> Option<Symbol> {
        self.look();
        self.symbols.get(at).copied()
    }

    /// Whether a sentence ends in front of token `at`: not behind an abbreviation ("rek. ", "a.n. "), nor at the end of a line alone.
    pub(super) fn ends_before(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let abbreviated = !gap.asks && at.checked_sub(1).is_some_and(|before| self.is(before, words::ABBREVIATIONS));
        gap.stop && !abbreviated && gap.sole != Some('\n')
    }

    /// The text as it was given.
    pub(super) fn original(&self) -> &[char] {
        &self.original
    }

    /// The first token that begins at or behind `place` of the original text.
    pub(super) fn token_at(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| self.symbols.get(token.from).is_some_and(|symbol| symbol.at < place))
    }

    /// Secrets named, in order.
    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// Places in the original text of the tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to.checked_sub(1)?)?);
        self.symbol_span(first.from, last.to)
    }

    /// Places in the original text of the symbols `from..to`.
    pub(super) fn symbol_span(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        Some((self.symbols.get(from)?.at, self.symbols.get(to.checked_sub(1)?)?.at + 1))
    }
}

/// One past the last symbol of the letters and digits that begin at `from`; '@', '$' and '!' count as letters inside of letters.
fn chunk_end(symbols: &[Symbol], from: usize) -> usize {
    let letter = |at: usize| symbols.get(at).is_some_and(|symbol| symbol.letter);
    let sign = |at: usize| symbols.get(at).is_some_and(|symbol| matches!(symbol.ch, '@' | '$' | '!'));
    let mut to = from;
    while let Some(symbol) = symbols.get(to) {
        let inside = || to > from && letter(to - 1) && (letter(to + 1) || (sign(to + 1) && letter(to + 2)));
        let second = || to > from + 1 && sign(to - 1) && letter(to + 1) && letter(to - 2);
        if !(symbol.alphanumeric || (sign(to) && (inside() || second()))) {
            break;
        }
        to += 1;
    }
    to
}

fn digit_value(ch: char) -> Option<u8> {
    ch.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

/// A digit, or a letter drawn like one.
fn lax_value(ch: char) -> Option<u8> {
    digit_value(ch).or_else(|| glyphs::drawn_like_digit(ch).and_then(digit_value))
}

/// Letters of the shortest name that people spell.
const SHORTEST_SPELLED: usize = 3;

fn read_chunk(symbols: &[Symbol], from: usize, to: usize, tokens: &mut Vec<Token>) {
    let chunk = &symbols[from..to];
    let mut push = |content: Content, from: usize, to: usize, spoken: bool| {
        tokens.push(Token { content, from, to, gap: Gap::default(), spoken });
    };
    if chunk.iter().all(|symbol| symbol.ch.is_ascii_digit()) {
        return push(
            Content::Number(chunk.iter().filter_map(|symbol| digit_value(symbol.ch)).collect()),
            from,
            to,
            false,
        );
    }
    if chunk.iter().all(|symbol| symbol.letter) {
        let word = letters(chunk);
        return match spoken_digits(&word) {
            Some(digits) => push(Content::Number(digits), from, to, true),
            None => push(Content::Word(word), from, to, false),
        };
    }
    if let Some(word) = word_in_disguise(chunk) {
        return push(Content::Word(word), from, to, false);
    }
    // Letters and digits: a name in disguise, digits in disguise, a name with its value, or a mixture.
    let disguised = Disguised::read(chunk);
    if let Some(name) = disguised.name(chunk.len()) {
        return push(Content::Word(name), from, to, false);
    }
    if is_digits_in_disguise(chunk) {
        return push(
            Content::Number(chunk.iter().filter_map(|symbol| lax_value(symbol.ch)).collect()),
            from,
            to,
            false,
        );
    }
    let name_length = (2..=chunk.len().min(LONGEST_NAME)).find_map(|length| {
        let value_follows = chunk.get(length).is_some_and(|symbol| symbol.ch.is_ascii_digit());
        if !value_follows {
            return None;
        }
        Some((length, disguised.name(length)?))
    });
    let mut start = 0;
    if let Some((length, name)) = name_length {
        push(Content::Word(name), from, from + length, false);
        start = length;
    }
    while start < chunk.len() {
        let length = piece(&chunk[start..]);
        let part = &chunk[start..start + length];
        let (first, last) = (from + start, from + start + length);
        start += length;
        if part[0].ch.is_ascii_digit() {
            push(Content::Number(part.iter().filter_map(|symbol| lax_value(symbol.ch)).collect()), first, last, false);
        } else if part[0].letter {
            let word = letters(part);
            match spoken_digits(&word) {
                Some(digits) => push(Content::Number(digits), first, last, true),
                None => push(Content::Word(word), first, last, false),
            }
        }
    }
}

/// What stands there, in one piece of memory.
fn letters(symbols: &[Symbol]) -> String {
    let mut text = String::with_capacity(symbols.iter().map(|symbol| symbol.ch.len_utf8()).sum());
    text.extend(symbols.iter().map(|symbol| symbol.ch));
    text
}

/// Length of the leading digits (with look-alikes between digits), letters, or other signs of a mixed chunk.
fn piece(chunk: &[Symbol]) -> usize {
    let class = |symbol: &Symbol| (symbol.ch.is_ascii_digit(), symbol.letter);
    let Some(first) = chunk.first().map(class) else { return 0 };
    let mut length = 1;
    while let Some(symbol) = chunk.get(length) {
        let between_digits = first.0
            && glyphs::drawn_like_digit(symbol.ch).is_some()
            && chunk.get(length + 1).is_some_and(|next| next.ch.is_ascii_digit());
        if class(symbol) != first && !between_digits {
            break;
        }
        length += 1;
    }
    length
}

/// A word of the phrases with digits for letters: `r3kening`, `tr4nsfer`.
fn word_in_disguise(chunk: &[Symbol]) -> Option<String> {
    let letters = chunk.iter().filter(|symbol| symbol.letter).count();
    if chunk.len() > LONGEST_NAME || letters * 2 < chunk.len() {
        return None;
    }
    let read: String = chunk.iter().map(|symbol| glyphs::drawn_like_letter(symbol.ch)).collect();
    super::phrases::knows(&read).then_some(read)
}

/// Only digits and letters drawn like digits, and enough digits to mean a number. "300s", "2l" and "5b" are quantities.
fn is_digits_in_disguise(chunk: &[Symbol]) -> bool {
    if !chunk.iter().all(|symbol| lax_value(symbol.ch).is_some()) {
        return false;
    }
    let digit = |symbol: Option<&Symbol>| symbol.is_some_and(|symbol| symbol.ch.is_ascii_digit());
    let digits = chunk.iter().filter(|symbol| symbol.ch.is_ascii_digit()).count();
    let unit = digits + 1 == chunk.len()
        && chunk.len() < 6
        && !digit(chunk.last())
        && chunk.last().is_some_and(|s| s.ch != 'o');
    !unit && (digits * 2 >= chunk.len() || (digit(chunk.first()) && (digit(chunk.last()) || chunk.len() == 4)))
}

/// The digits of `satu`, or of several such words written together.
fn spoken_digits(word: &str) -> Option<Vec<u8>> {
    let mut digits = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let first = rest.as_bytes().first();
        let begins = |spoken: &str| spoken.as_bytes().first() == first && rest.starts_with(spoken);
        let (spoken, digit) = words::SPOKEN_DIGITS.iter().find(|(spoken, _)| begins(spoken))?;
        digits.push(*digit);
        rest = &rest[spoken.len()..];
    }
    (!digits.is_empty()).then_some(digits)
}

fn fill_gaps(symbols: &[Symbol], tokens: &mut [Token]) {
    let mut from = 0;
    for token in tokens {
        token.gap = gap(symbols, from, token.from);
        from = token.to;
    }
}

/// "One-time PIN" and "no one" hold no digit.
fn keep_one_as_word(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let time = tokens.get(at + 1).is_some_and(|next| next.text() == "time");
        let no = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.text() == "no");
        if let Some(token) = tokens.get_mut(at).filter(|token| (time || no) && token.spoken && token.digits() == [1]) {
            token.content = Content::Word("one".to_owned());
            token.spoken = false;
        }
    }
}

/// Words that are digits among digits only.
fn fold_soft_digits(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let run = tokens[at..].iter().take_while(|token| soft_digits(token).is_some()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).filter(|token| token.is_number());
        let after = tokens.get(at + run).filter(|token| token.is_number());
        let close = tokens[at..]
            .iter()
            .take(run + 1)
            .skip(usize::from(before.is_none()))
            .all(|token| token.gap.joins && !token.gap.stop);
        let spoken = [before, after].into_iter().flatten().any(|token| token.spoken)
            && tokens[at..at + run].iter().all(|token| is(token.text(), words::SOFT_ZERO));
        if close && (spoken || (before.is_some() && after.is_some())) {
            for token in &mut tokens[at..at + run] {
                let digits = soft_digits(token).unwrap_or_default();
                token.content = Content::Number(digits);
                token.spoken = spoken;
            }
        }
        at += run;
    }
}

fn soft_digits(token: &Token) -> Option<Vec<u8>> {
    match token.text() {
        "" => None,
        "l" | "i" => Some(vec![1]),
        word if is(word, words::SOFT_ZERO) => Some(vec![0]),
        zeros if zeros.len() <= 4 && zeros.bytes().all(|letter| letter == b'o') => Some(vec![0; zeros.len()]),
        _ => None,
    }
}

/// "p.i.n", "O T P": single letters that spell a name become it.
fn join_spelled_names(tokens: &mut Vec<Token>) {
    let mut kept = 0;
    let mut at = 0;
    while at < tokens.len() {
        if let Some((length, word)) = spelled_name(&tokens[at..]) {
            // The gap in front stays as it is, and so does the one behind.
            let to = tokens[at + length - 1].to;
            let first = &mut tokens[at];
            (first.content, first.to, first.spoken) = (Content::Word(word), to, false);
            tokens.swap(kept, at);
            at += length;
        } else {
            tokens.swap(kept, at);
            at += 1;
        }
        kept += 1;
    }
    tokens.truncate(kept);
}

/// The longest name that the first tokens spell, and how many they are.
fn spelled_name(tokens: &[Token]) -> Option<(usize, String)> {
    let mut letters = [0; LONGEST_NAME];
    let mut run = 0;
    // No name has a letter that is not ASCII.
    for (place, token) in letters.iter_mut().zip(tokens) {
        let [letter] = token.text().as_bytes() else { break };
        if run > 0 && token.gap.length > 1 {
            break;
        }
        *place = *letter;
        run += 1;
    }
    if run < SHORTEST_SPELLED {
        return None;
    }
    let name =
        names::spelled(std::str::from_utf8(&letters[..run]).ok()?).filter(|name| name.len() >= SHORTEST_SPELLED)?;
    Some((name.len(), name.to_owned()))
}

//! The cheapest way to build a password of characters and known pieces.

use zeroize::{Zeroize as _, Zeroizing};

use super::common::{self, is_common};
use super::{Personal, Weakness};

/// What a stranger learns of the customer, in lower case.
pub(super) struct Known {
    words: Vec<Vec<char>>,
    /// Phone number, internationally and as dialled at home: any four digits of it count.
    numbers: Vec<Vec<char>>,
}

impl Known {
    pub(super) fn of(personal: &Personal<'_>) -> Self {
        let lower = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
        let mut words: Vec<Vec<char>> = personal.name.split_whitespace().map(lower).collect();
        words.push(lower(personal.user_id));
        words.extend(personal.birth_date.map(dates).unwrap_or_default());
        words.retain(|word| word.len() >= 3);
        let digits: Vec<char> =
            personal.phone_number.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
        let at_home = digits.strip_prefix(&['6', '2']).map(|rest| [&['0'], rest].concat());
        Self { words, numbers: [Some(digits), at_home].into_iter().flatten().collect() }
    }

    /// The longest known piece at the beginning of `rest`, or 0.
    fn longest_at(&self, rest: &[char]) -> usize {
        let word = self.words.iter().filter(|word| rest.starts_with(word)).map(Vec::len).max().unwrap_or(0);
        let part = |number: &Vec<char>| {
            (4..=number.len().min(rest.len())).rev().find(|&length| within(number, &rest[..length]))
        };
        word.max(self.numbers.iter().filter_map(part).max().unwrap_or(0))
    }
}

fn within(number: &[char], part: &[char]) -> bool {
    number.windows(part.len()).any(|window| window == part)
}

/// The birth date in the forms that people type.
fn dates(birth_date: &str) -> Vec<Vec<char>> {
    let parts: Vec<&str> = birth_date.split('-').collect();
    let [year, month, day] = parts[..] else { return Vec::new() };
    let Some(short) = year.get(2..) else { return Vec::new() };
    let forms = [
        vec![year],
        vec![day, month],
        vec![month, day],
        vec![day, month, short],
        vec![month, day, short],
        vec![short, month, day],
        vec![day, month, year],
        vec![month, day, year],
        vec![year, month, day],
    ];
    forms.into_iter().map(|form| form.concat().chars().collect()).collect()
}

/// What the cheapest building is.
pub(super) struct Cheapest {
    /// What there is to guess.
    pub(super) worth: u32,
    /// The kind of piece that covers most.
    pub(super) mostly: Weakness,
}

/// Rows of a keyboard, its columns, the alphabet; runs go both ways.
const ROWS: [&str; 16] = [
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik,",
    "9ol.",
    "0p;/",
];

/// Kinds of pieces, in the order of [`Step::covered`].
const KINDS: [Weakness; 4] = [Weakness::Personal, Weakness::Common, Weakness::Run, Weakness::Repeated];

#[derive(Clone, Copy)]
struct Step {
    worth: u32,
    /// Characters covered by each kind of piece.
    covered: [usize; 4],
}

pub(super) fn cheapest(characters: &[char], known: &Known) -> Cheapest {
    let plain = unleet(characters);
    let start = Step { worth: 0, covered: [0; 4] };
    let mut best = vec![Step { worth: u32::MAX, covered: [0; 4] }; characters.len() + 1];
    best[0] = start;
    for at in 0..characters.len() {
        let here = best[at];
        let mut reach = |length: usize, worth: u32, kind: Option<usize>| {
            let mut next = Step { worth: here.worth + worth, ..here };
            if let Some(kind) = kind {
                next.covered[kind] += length;
            }
            if next.worth < best[at + length].worth {
                best[at + length] = next;
            }
        };
        let rest = &characters[at..];
        reach(1, 1, None);
        let personal = known.longest_at(rest);
        if personal > 0 {
            reach(personal, 1, Some(0));
        }
        // Before the words: where both fit, the run says more.
        for length in 3..=run(rest) {
            reach(length, 2, Some(2));
        }
        for length in common::SHORTEST..=common::LONGEST.min(rest.len()) {
            if is_common(&rest[..length]) || is_common(&plain[at..at + length]) {
                reach(length, 2, Some(1));
            }
        }
        for (block, length) in repeats(rest) {
            reach(length, u32::try_from(block).unwrap_or(u32::MAX).saturating_add(1), Some(3));
        }
    }
    let Step { worth, mut covered } = best[characters.len()];
    let most = (0..4).rev().max_by_key(|&kind| covered[kind]).unwrap_or(1);
    covered.zeroize();
    Cheapest { worth, mostly: KINDS[most] }
}

/// Letters written as digits and signs read as letters.
fn unleet(characters: &[char]) -> Zeroizing<Vec<char>> {
    let mut plain = Zeroizing::new(Vec::with_capacity(characters.len()));
    plain.extend(characters.iter().map(|c| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => *other,
    }));
    plain
}

/// How many characters from here on are neighbours in one row, always in one direction.
fn run(rest: &[char]) -> usize {
    ROWS.iter().flat_map(|row| [along(row.chars(), rest), along(row.chars().rev(), rest)]).max().unwrap_or(0)
}

fn along(row: impl Iterator<Item = char>, rest: &[char]) -> usize {
    let Some(first) = rest.first() else { return 0 };
    row.skip_while(|c| c != first).zip(rest).take_while(|(a, b)| a == *b).count()
}

/// Blocks that stand here at least twice in a row (one character: three times), with the length of all of it.
fn repeats(rest: &[char]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (1..=rest.len() / 2).filter_map(|block| {
        let times = rest.chunks_exact(block).take_while(|chunk| *chunk == &rest[..block]).count();
        (times >= 2 && times * block >= 3).then_some((block, times * block))
    })
}

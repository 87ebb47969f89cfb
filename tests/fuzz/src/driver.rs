//! Mutates committed seeds for a while. No coverage is followed: each input is a seed with a few changes on it, so that the depth that
//! the seed reaches is kept.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutatis::{Candidates, Context, Mutate, Session, mutators};

use crate::Target;

/// Most changes on one seed.
const MOST_CHANGES: usize = 6;
/// Nothing that is read is much larger.
const LARGEST: usize = 512 * 1024;

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// After so many changed inputs: the same on every machine.
    Inputs(u64),
    /// After so long.
    Time(Duration),
}

/// How a run ended.
#[derive(Debug)]
pub struct Report {
    /// Inputs tried, the seeds included.
    pub inputs: u64,
    /// The first input that broke a law.
    pub broken: Option<Vec<u8>>,
}

/// The committed seeds of a target, in the order of their names.
///
/// # Errors
/// What the file system says.
pub fn corpus(target: &Target) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder().join(target.name))? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(std::fs::read).collect()
}

/// Where the corpora are.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Tries each seed, then changed ones until the end. The same seed number gives the same inputs in the same order.
#[must_use]
pub fn run(target: &Target, corpus: &[Vec<u8>], seed: u64, until: Until) -> Report {
    let (start, mut inputs, mut changed) = (Instant::now(), 0, 0);
    let mut holds = |input: &[u8]| {
        inputs += 1;
        catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_ok()
    };
    for input in corpus {
        if !holds(input) {
            return Report { inputs, broken: Some(input.clone()) };
        }
    }
    let mut session = Session::new().seed(seed);
    let mut changes = Changes { words: target.words, others: corpus, bytes: mutators::default::<Vec<u8>>() };
    let mut input = Vec::new();
    // The first change of each round also says which seed it changes, and how many follow.
    let mut draw = Draw::default();
    let goes_on = |changed: u64| match until {
        Until::Inputs(most) => changed < most,
        Until::Time(most) => start.elapsed() < most,
    };
    while goes_on(changed) {
        changed += 1;
        let drawn = session.mutate_with(&mut DrawAnew, &mut draw).is_ok();
        let Some(seed) = corpus.get(draw.seed % corpus.len().max(1)).filter(|_| drawn) else { break };
        input.clone_from(seed);
        for _ in 0..=draw.changes % MOST_CHANGES {
            // A change that cannot be made to this input is none.
            let _ = session.mutate_with(&mut changes, &mut input);
        }
        input.truncate(LARGEST);
        if !holds(&input) {
            return Report { inputs, broken: Some(input) };
        }
    }
    Report { inputs, broken: None }
}

#[derive(Default)]
struct Draw {
    seed: usize,
    changes: usize,
}

struct DrawAnew;

impl Mutate<Draw> for DrawAnew {
    fn mutate(&mut self, candidates: &mut Candidates<'_>, draw: &mut Draw) -> mutatis::Result<()> {
        candidates.mutation(|context| {
            draw.seed = context.rng().gen_index(usize::MAX).unwrap_or_default();
            draw.changes = context.rng().gen_index(usize::MAX).unwrap_or_default();
            Ok(())
        })
    }
}

/// What is done to an input: single bytes by the library, and what hurts parsers most by hand.
struct Changes<'a, B> {
    words: &'static [&'static str],
    others: &'a [Vec<u8>],
    bytes: B,
}

/// Numbers at which counting goes wrong.
const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "1e999",
];
/// Texts that pose as others, hide, or end a string too early.
const TEXTS: [&str; 12] = [
    "\u{202e}",
    "\u{200b}",
    "\u{430}",
    "\u{301}\u{301}\u{301}",
    "\u{ff11}",
    "\0",
    "\"",
    "\\u0000",
    "\\ud800",
    "\r\n",
    "../",
    "[[[[[[[[[[[[[[[[[[",
];

impl<B: Mutate<Vec<u8>>> Mutate<Vec<u8>> for Changes<'_, B> {
    fn mutate(&mut self, candidates: &mut Candidates<'_>, input: &mut Vec<u8>) -> mutatis::Result<()> {
        let Self { words, others, bytes } = self;
        candidates.mutation(|context| put(context, input, TEXTS.iter().map(|text| text.as_bytes())))?;
        candidates.mutation(|context| put(context, input, words.iter().map(|word| word.as_bytes())))?;
        candidates.mutation(|context| renumber(context, input))?;
        candidates.mutation(|context| cut(context, input))?;
        candidates.mutation(|context| double(context, input))?;
        candidates.mutation(|context| splice(context, input, others))?;
        candidates.mutation(|context| flip(context, input))?;
        candidates.mutation(|context| word(context, input))?;
        bytes.mutate(candidates, input)
    }
}

/// A range within the input.
fn range(context: &mut Context, input: &[u8]) -> std::ops::Range<usize> {
    let mut place = || context.rng().gen_index(input.len() + 1).unwrap_or_default();
    let (one, two) = (place(), place());
    one.min(two)..one.max(two)
}

/// Puts one of the pieces in, over a few bytes or between them.
fn put<'p>(
    context: &mut Context,
    input: &mut Vec<u8>,
    pieces: impl ExactSizeIterator<Item = &'p [u8]>,
) -> mutatis::Result<()> {
    let Some(piece) = context.rng().choose(pieces) else { return Ok(()) };
    let at = context.rng().gen_index(input.len() + 1).unwrap_or_default();
    let over = if context.rng().gen_index(2) == Some(0) { 0 } else { piece.len().min(input.len() - at) };
    input.splice(at..at + over, piece.iter().copied());
    Ok(())
}

/// Another number in the place of one that is written in digits.
fn renumber(context: &mut Context, input: &mut Vec<u8>) -> mutatis::Result<()> {
    let starts: Vec<usize> = (0..input.len())
        .filter(|&at| input[at].is_ascii_digit() && (at == 0 || !input[at - 1].is_ascii_digit()))
        .collect();
    let Some(start) = context.rng().choose(starts.iter().copied()) else { return Ok(()) };
    let length = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = context.rng().choose(NUMBERS.iter()).copied().unwrap_or_default();
    input.splice(start..start + length, number.bytes());
    Ok(())
}

fn cut(context: &mut Context, input: &mut Vec<u8>) -> mutatis::Result<()> {
    let range = range(context, input);
    input.drain(range);
    Ok(())
}

fn double(context: &mut Context, input: &mut Vec<u8>) -> mutatis::Result<()> {
    let range = range(context, input);
    let (at, again) = (range.end, input[range].to_vec());
    input.splice(at..at, again);
    Ok(())
}

/// A piece of another seed.
fn splice(context: &mut Context, input: &mut Vec<u8>, others: &[Vec<u8>]) -> mutatis::Result<()> {
    let Some(other) = context.rng().choose(others.iter()) else { return Ok(()) };
    let (from, to) = (range(context, other), range(context, input));
    input.splice(to, other[from].iter().copied());
    Ok(())
}

fn flip(context: &mut Context, input: &mut [u8]) -> mutatis::Result<()> {
    if let Some(at) = context.rng().gen_index(input.len()) {
        input[at] ^= 1 << context.rng().gen_index(8).unwrap_or_default();
    }
    Ok(())
}

/// Four bytes that may be a length: very small, very large, one more, one less.
fn word(context: &mut Context, input: &mut [u8]) -> mutatis::Result<()> {
    let Some(at) = context.rng().gen_index(input.len().saturating_sub(3)) else { return Ok(()) };
    let Some(place) = input[at..].first_chunk_mut::<4>() else { return Ok(()) };
    let value = u32::from_be_bytes(*place);
    let changed = [0, 1, u32::MAX, i32::MAX.unsigned_abs(), value.wrapping_add(1), value.wrapping_sub(1)];
    *place = context.rng().choose(changed).unwrap_or(value).to_be_bytes();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks_on_a_doubled_brace(input: &[u8]) {
        assert!(!input.windows(2).any(|two| two == b"{{"), "found");
    }

    #[test]
    fn a_broken_law_is_found_and_the_same_seed_finds_the_same() {
        let target = Target { name: "planted", what: "", run: breaks_on_a_doubled_brace, words: &["{"] };
        let found = |seed| run(&target, &[b"{\"a\":1}".to_vec()], seed, Until::Inputs(100_000));
        let (one, two) = (found(7), found(7));
        assert!(one.broken.is_some() && one.inputs == two.inputs && one.broken == two.broken, "{one:?} {two:?}");
    }

    #[test]
    fn what_holds_is_tried_to_the_end() {
        let target = Target { name: "holds", what: "", run: |_| (), words: &[] };
        let corpus = [Vec::new(), vec![1, 2, 3]];
        let report = run(&target, &corpus, 1, Until::Inputs(1_000));
        assert!(report.broken.is_none() && report.inputs == 1_002, "{report:?}");
        let report = run(&target, &corpus, 1, Until::Time(Duration::from_millis(20)));
        assert!(report.broken.is_none() && report.inputs > 2, "{report:?}");
    }
}

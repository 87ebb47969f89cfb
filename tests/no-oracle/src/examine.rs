//! All 10⁶ codes against one case, and what may be concluded from the counts.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Serialize;

use crate::attack::{Attack, CODES, Code, Depth, Given, OTP_VALUES, Seen, code_of};
use crate::image::Loot;
use crate::shared::{self, SharedKey};
use crate::sink::{BINS, Counter, Judge, Kind};

/// What an attacker has, and the code that he looks for.
pub(crate) struct Case {
    pub(crate) loot: Loot,
    pub(crate) observed: Vec<Seen>,
    pub(crate) given: Given,
    pub(crate) depth: Depth,
    /// The right one; around a change the old one and the new one.
    pub(crate) codes: Vec<Code>,
    /// Every how manieth code is tried (the right ones always are); 1: all.
    pub(crate) every: u32,
}

impl Case {
    /// The codes to try, as numbers.
    fn candidates(&self) -> Vec<u32> {
        let right =
            self.codes.iter().map(|code| code.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')));
        let all: BTreeSet<u32> = (0..CODES).step_by(self.every.max(1) as usize).chain(right).collect();
        all.into_iter().collect()
    }
}

/// A distinguisher that singles the right code out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Alarm {
    pub(crate) distinguisher: String,
    /// Codes that pass it, or that are as remarkable as the right one.
    pub(crate) candidates: u32,
    /// The chance that a given code is among so few.
    pub(crate) p: f64,
}

/// The outcome of one case.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Findings {
    pub(crate) codes: usize,
    pub(crate) images: usize,
    pub(crate) phases: Vec<String>,
    pub(crate) wraps: usize,
    pub(crate) things_found: usize,
    pub(crate) observed_codes: usize,
    pub(crate) distinguishers: usize,
    /// Codes that made the first observed OTP, summed over all keys tried, and how many should by chance.
    pub(crate) observed_matches: u64,
    pub(crate) observed_matches_expected: f64,
    /// (found − expected) / √expected; beyond ±6 is an alarm.
    pub(crate) observed_matches_z: f64,
    /// The right code's most remarkable distinguisher …
    pub(crate) smallest_p: f64,
    /// … how small it would be by chance with so many …
    pub(crate) smallest_p_expected: f64,
    /// … and which one it is.
    pub(crate) smallest_p_of: String,
    /// χ² of the codes made, 999 degrees of freedom, as a normal deviate: the worst of all keys tried; beyond ±6 is an alarm.
    pub(crate) uniform_z: f64,
    /// Pairs of codes under which two wraps hold one key.
    pub(crate) shared_keys: Vec<SharedKey>,
    pub(crate) alarms: Vec<Alarm>,
}

/// Alarm levels. One alarm may be chance (there are a thousand distinguishers); it counts when fresh profiles raise it again.
const REMARKABLE: f64 = 1e-4;
const REMARKABLE_LITERAL: f64 = 1e-2;
const DEVIATE: f64 = 6.0;
const BLOCK: usize = 1_000;
/// Fewer are no normal distribution.
const ENOUGH_MATCHES: f64 = 10.0;

/// Tries every code.
pub(crate) fn examine(case: &Case) -> Result<Findings, String> {
    let attack = Attack::new(&case.loot, &case.observed, case.given, case.depth)?;
    let judges: Vec<Judge> = case
        .codes
        .iter()
        .map(|code| {
            let mut judge = Judge::default();
            attack.try_code(code, &mut judge);
            judge
        })
        .collect();
    let next = AtomicUsize::new(0);
    let candidates = case.candidates();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let total = thread::scope(|scope| {
        let running: Vec<_> =
            (0..workers).map(|_| scope.spawn(|| count(&attack, &judges, &candidates, &next))).collect();
        let mut total = Counter::new(&judges);
        for worker in running {
            total.add(&worker.join().map_err(|_| "a worker stopped")?);
        }
        Ok::<_, String>(total)
    })?;
    let shared_keys = shared::find(&case.loot, case.given, case.depth, &candidates);
    Ok(conclude(case, &judges, &total, shared_keys, candidates.len()))
}

fn count<'a>(attack: &Attack, judges: &'a [Judge], candidates: &[u32], next: &AtomicUsize) -> Counter<'a> {
    let mut counter = Counter::new(judges);
    loop {
        let start = next.fetch_add(BLOCK, Ordering::Relaxed);
        let Some(rest) = candidates.get(start..).filter(|rest| !rest.is_empty()) else { return counter };
        for number in &rest[..BLOCK.min(rest.len())] {
            counter.begin();
            attack.try_code(&code_of(*number), &mut counter);
        }
    }
}

fn conclude(
    case: &Case,
    judges: &[Judge],
    total: &Counter<'_>,
    shared_keys: Vec<SharedKey>,
    candidates_tried: usize,
) -> Findings {
    let tried = candidates_tried as f64;
    let mut alarms: Vec<Alarm> = Vec::new();
    let (mut smallest, mut smallest_of) = (1.0, String::new());
    for (judge, at_least) in judges.iter().zip(&total.at_least) {
        for ((name, kind, right), &candidates) in judge.tests.iter().zip(at_least) {
            if *kind != Kind::Rank && *right == 0 {
                continue;
            }
            let p = f64::from(candidates) / tried;
            if p < smallest && *kind != Kind::Literal {
                (smallest, smallest_of) = (p, name.clone());
            }
            let level = if *kind == Kind::Literal { REMARKABLE_LITERAL } else { REMARKABLE };
            if p <= level {
                alarms.push(Alarm { distinguisher: name.clone(), candidates, p });
            }
        }
    }
    let tests = judges.first().map_or(&[][..], |judge| &judge.tests);
    let (mut matches, mut keys_tried) = (0u64, 0u32);
    for ((name, ..), passed) in tests.iter().zip(&total.passed) {
        // Of eight digits hardly any fits by chance.
        let of_six = !name.contains("observed code by QR") && !name.contains("observed code by typing");
        if name.contains(": observed code") && name.ends_with(" 1") && of_six {
            matches += u64::from(*passed);
            keys_tried += 1;
        }
    }
    let expected = f64::from(keys_tried) * tried / f64::from(OTP_VALUES);
    let matches_z = if expected < ENOUGH_MATCHES { 0.0 } else { (matches as f64 - expected) / expected.sqrt() };
    let uniform_z =
        total.bins.iter().map(chi_square_z).fold(0.0, |worst: f64, z| if z.abs() > worst.abs() { z } else { worst });
    for (name, z) in [("number of codes that make the observed OTP", matches_z), ("uniform OTPs", uniform_z)] {
        if z.abs() > DEVIATE {
            alarms.push(Alarm { distinguisher: format!("{name} (z = {z:.1})"), candidates: 0, p: 0.0 });
        }
    }
    for shared in &shared_keys {
        alarms.push(Alarm {
            distinguisher: format!("two wraps of one key, with {}", shared.with),
            candidates: 1,
            p: 0.0,
        });
    }
    Findings {
        codes: candidates_tried,
        images: case.loot.images,
        phases: case.loot.phases.iter().cloned().collect(),
        wraps: case.loot.wraps.len(),
        things_found: case.loot.finds.len(),
        observed_codes: case.observed.iter().map(|seen| seen.codes.len()).sum(),
        distinguishers: tests.len() + total.bins.len(),
        observed_matches: matches,
        observed_matches_expected: expected,
        observed_matches_z: matches_z,
        smallest_p: smallest,
        smallest_p_expected: 1.0 / (tests.len() * judges.len()) as f64,
        smallest_p_of: smallest_of,
        uniform_z,
        shared_keys,
        alarms,
    }
}

/// χ² with 999 degrees of freedom has mean 999 and variance 1998.
fn chi_square_z(bins: &[u32; BINS]) -> f64 {
    let expected = f64::from(bins.iter().sum::<u32>()) / BINS as f64;
    let chi: f64 = bins.iter().map(|&found| (f64::from(found) - expected).powi(2) / expected).sum();
    let freedom = (BINS - 1) as f64;
    (chi - freedom) / (2.0 * freedom).sqrt()
}

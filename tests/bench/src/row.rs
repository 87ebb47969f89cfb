//! A figure, what it is measured against, and the aim.

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;

/// One line of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) against: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// Ratio, difference or count, as the aim is put.
    pub(crate) figure: String,
    pub(crate) aim: String,
    /// `None`: for information, or not measured.
    pub(crate) holds: Option<bool>,
}

impl Row {
    /// One size of something that should cost the same at every size: `took` against the `first` and smallest, which is told only.
    pub(crate) fn flat(what: String, against: String, took: f64, first: f64, is_first: bool, aim: f64) -> Self {
        let ratio = took / first;
        Self {
            what,
            against,
            ours: duration(took),
            theirs: duration(first),
            figure: format!("{ratio:.2}×"),
            aim: if is_first { "(told)".into() } else { format!("≤ {aim}× (flat)") },
            holds: (!is_first).then_some(ratio <= aim),
        }
    }

    /// The same figure, judged by nobody.
    pub(crate) fn told(self) -> Self {
        Self { aim: "(told)".into(), holds: None, ..self }
    }

    /// Something that should be `aim` times as fast as a peer that is a program of its own. Where that has no figure, the row says why and judges
    /// nothing.
    pub(crate) fn faster(what: String, against: String, took: f64, peer: Result<f64, &str>, aim: f64) -> Self {
        let faster = peer.ok().map(|peer| peer / took);
        let missing = |why: &str| format!("not measured: {}", why.lines().next().unwrap_or_default());
        Self {
            what,
            against,
            ours: duration(took),
            theirs: peer.map_or_else(missing, duration),
            figure: faster.map_or_else(String::new, |faster| format!("{faster:.2}×")),
            aim: format!("≥ {aim}× faster"),
            holds: faster.map(|faster| faster >= aim),
        }
    }
}

/// The table.
pub(crate) fn print(rows: &[Row]) {
    println!("{:<44} {:<38} {:>12} {:>12} {:>10} {:<12}", "what", "against", "ours", "theirs", "figure", "aim");
    for row in rows {
        let verdict = match row.holds {
            Some(true) => "ok",
            Some(false) => "MISSED",
            None => "",
        };
        let Row { what, against, ours, theirs, figure, aim, .. } = row;
        println!("{what:<44} {against:<38} {ours:>12} {theirs:>12} {figure:>10} {aim:<12} {verdict}");
    }
}

/// Rounds of each measurement, and how long one takes at least.
const ROUNDS: usize = 21;
const ROUND_NS: u128 = 5_000_000;

/// Nanoseconds of one call, for two things in turn, so that both see the same machine: the medians of the rounds.
pub(crate) fn in_turn<A, B>(mut one: impl FnMut() -> A, mut other: impl FnMut() -> B) -> (f64, f64) {
    let calls = calls_in_a_round(&mut one).min(calls_in_a_round(&mut other));
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ones.push(round(&mut one, calls));
        others.push(round(&mut other, calls));
    }
    (median(ones), median(others))
}

fn calls_in_a_round<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 1;
    loop {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(work());
        }
        if start.elapsed().as_nanos() > ROUND_NS || calls > 1 << 22 {
            return calls;
        }
        calls *= 2;
    }
}

fn round<T>(work: &mut impl FnMut() -> T, calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(work());
    }
    start.elapsed().as_nanos() as f64 / f64::from(calls)
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Nanoseconds as people read them.
pub(crate) fn duration(nanoseconds: f64) -> String {
    if nanoseconds < 1e4 {
        format!("{nanoseconds:.0} ns")
    } else if nanoseconds < 1e7 {
        format!("{:.1} µs", nanoseconds / 1e3)
    } else {
        format!("{:.1} ms", nanoseconds / 1e6)
    }
}

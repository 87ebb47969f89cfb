//! Where a candidate's scores go. One traversal names the distinguishers, judges the right code and counts all others, so that the
//! three cannot drift apart.

/// What a score of a distinguisher means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 1: the candidate passes; by chance a given one passes with a probability far below 10⁻⁶.
    Accept,
    /// As [`Kind::Accept`], where chance lets many pass: the candidate's digits stand somewhere in the bytes.
    Literal,
    /// The higher, the more remarkable.
    Rank,
}

pub(crate) trait Sink {
    fn note(&mut self, name: impl FnOnce() -> String, kind: Kind, score: u32);
    /// A value below 1000 that should be uniform over the candidates.
    fn uniform(&mut self, name: impl FnOnce() -> String, value: u32);
}

/// Collects names and the right code's scores.
#[derive(Default)]
pub(crate) struct Judge {
    pub(crate) tests: Vec<(String, Kind, u32)>,
    pub(crate) uniform: Vec<String>,
}

impl Sink for Judge {
    fn note(&mut self, name: impl FnOnce() -> String, kind: Kind, score: u32) {
        self.tests.push((name(), kind, score));
    }

    fn uniform(&mut self, name: impl FnOnce() -> String, _: u32) {
        self.uniform.push(name());
    }
}

/// How many candidates beat, equal or pass, for one distinguisher.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) greater: u32,
    pub(crate) equal: u32,
    pub(crate) passed: u32,
}

/// Bins of a value that should be uniform.
pub(crate) const BINS: usize = 1000;

/// Counts candidates against the right code's scores.
pub(crate) struct Counter<'a> {
    right: &'a [(String, Kind, u32)],
    pub(crate) counts: Vec<Count>,
    pub(crate) bins: Vec<[u32; BINS]>,
    at: usize,
    bin_at: usize,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(judge: &'a Judge) -> Self {
        Self {
            right: &judge.tests,
            counts: vec![Count::default(); judge.tests.len()],
            bins: vec![[0; BINS]; judge.uniform.len()],
            at: 0,
            bin_at: 0,
        }
    }

    /// The next candidate begins.
    pub(crate) fn begin(&mut self) {
        (self.at, self.bin_at) = (0, 0);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (own, other) in self.counts.iter_mut().zip(&other.counts) {
            own.greater += other.greater;
            own.equal += other.equal;
            own.passed += other.passed;
        }
        for (own, other) in self.bins.iter_mut().zip(&other.bins) {
            for (own, other) in own.iter_mut().zip(other) {
                *own += other;
            }
        }
    }
}

impl Sink for Counter<'_> {
    fn note(&mut self, _: impl FnOnce() -> String, kind: Kind, score: u32) {
        let right = self.right[self.at].2;
        let count = &mut self.counts[self.at];
        count.greater += u32::from(score > right);
        count.equal += u32::from(score == right);
        count.passed += u32::from(kind != Kind::Rank && score > 0);
        self.at += 1;
    }

    fn uniform(&mut self, _: impl FnOnce() -> String, value: u32) {
        self.bins[self.bin_at][value as usize % BINS] += 1;
        self.bin_at += 1;
    }
}

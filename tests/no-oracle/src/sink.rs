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

/// How many candidates are as remarkable as a right code, or more.
pub(crate) type AtLeast = u32;

/// Bins of a value that should be uniform.
pub(crate) const BINS: usize = 1000;

/// Counts candidates against the scores of the right codes (around a code change there are two).
pub(crate) struct Counter<'a> {
    rights: &'a [Judge],
    /// For each right code and distinguisher.
    pub(crate) at_least: Vec<Vec<AtLeast>>,
    /// For each distinguisher: how many candidates pass it.
    pub(crate) passed: Vec<u32>,
    pub(crate) bins: Vec<[u32; BINS]>,
    at: usize,
    bin_at: usize,
}

impl<'a> Counter<'a> {
    pub(crate) fn new(rights: &'a [Judge]) -> Self {
        let (tests, series) = rights.first().map_or((0, 0), |judge| (judge.tests.len(), judge.uniform.len()));
        Self {
            rights,
            at_least: vec![vec![0; tests]; rights.len()],
            passed: vec![0; tests],
            bins: vec![[0; BINS]; series],
            at: 0,
            bin_at: 0,
        }
    }

    /// The next candidate begins.
    pub(crate) fn begin(&mut self) {
        (self.at, self.bin_at) = (0, 0);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        let add = |own: &mut [u32], other: &[u32]| own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
        self.at_least.iter_mut().zip(&other.at_least).for_each(|(own, other)| add(own, other));
        add(&mut self.passed, &other.passed);
        self.bins.iter_mut().zip(&other.bins).for_each(|(own, other)| add(own, other));
    }
}

impl Sink for Counter<'_> {
    fn note(&mut self, _: impl FnOnce() -> String, kind: Kind, score: u32) {
        for (judge, at_least) in self.rights.iter().zip(&mut self.at_least) {
            at_least[self.at] += u32::from(score >= judge.tests[self.at].2);
        }
        self.passed[self.at] += u32::from(kind != Kind::Rank && score > 0);
        self.at += 1;
    }

    fn uniform(&mut self, _: impl FnOnce() -> String, value: u32) {
        self.bins[self.bin_at][value as usize % BINS] += 1;
        self.bin_at += 1;
    }
}

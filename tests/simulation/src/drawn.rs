//! Drawn sequences, run on every core from a seed and shrunk where a law breaks: what the machines have in common.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner, contextualize_config,
};
use proptest_state_machine::ReferenceStateMachine;
use tokio::runtime::{Builder, Runtime};

use crate::progress::Progress;

/// What happened in all cases.
#[derive(Debug, Default, Clone)]
pub struct Counts {
    /// Sequences that ran to their end.
    pub cases: u64,
    /// How often everything happened, by name.
    pub events: BTreeMap<String, u64>,
    /// How long each kind of step took in all, making the world and checking at the end included.
    pub spent: BTreeMap<&'static str, Duration>,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        for (name, count) in &other.events {
            *self.events.entry(name.clone()).or_default() += count;
        }
        for (name, spent) in &other.spent {
            *self.spent.entry(name).or_default() += *spent;
        }
    }

    pub(crate) fn spend(&mut self, on: &'static str, since: Instant) {
        *self.spent.entry(on).or_default() += since.elapsed();
    }

    pub(crate) fn note(&mut self, what: impl Into<String>) {
        self.many(what, 1);
    }

    pub(crate) fn many(&mut self, what: impl Into<String>, count: u64) {
        if count > 0 {
            *self.events.entry(what.into()).or_default() += count;
        }
    }
}

/// A law that broke, after as few steps as could be found.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Which law, and how.
    pub what: String,
    /// The steps, as they can be read.
    pub steps: Vec<String>,
}

/// What to draw.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draw {
    /// How many sequences.
    pub(crate) cases: u32,
    /// Where they start.
    pub(crate) seed: u64,
    /// The longest.
    pub(crate) steps: usize,
    /// How often a sequence that broke a law is made smaller.
    pub(crate) shrinks: u32,
    /// Whether one that broke a law is enough: then the others end.
    pub(crate) one: bool,
}

/// Runs sequences of `M` on all cores. `play` is given the steps, what to call as each begins, and where to count.
pub(crate) fn run<M: ReferenceStateMachine>(
    draw: Draw,
    play: impl Fn(&Runtime, &[M::Transition], &dyn Fn(), &mut Counts) -> Result<(), String> + Sync,
) -> (Counts, Vec<Broken>) {
    let cases = draw.cases;
    let workers = std::thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(1));
    let workers = workers.min(cases).max(1);
    let (counts, broken) = (Mutex::new(Counts::default()), Mutex::new(Vec::new()));
    let is_found = AtomicBool::new(false);
    let progress = Progress::new("sequences", usize::try_from(cases).unwrap_or(usize::MAX));
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let share = Draw { cases: cases / workers + u32::from(worker < cases % workers), ..draw };
            let (counts, broken, is_found, progress, play) = (&counts, &broken, &is_found, &progress, &play);
            scope.spawn(move || {
                if let Err(found) = run_share::<M>(share, worker, play, (counts, is_found), progress) {
                    is_found.store(true, Ordering::SeqCst);
                    broken.lock().unwrap_or_else(PoisonError::into_inner).push(found);
                }
            });
        }
    });
    let unwrap = |mutex: Mutex<Vec<Broken>>| mutex.into_inner().unwrap_or_else(PoisonError::into_inner);
    (counts.into_inner().unwrap_or_else(PoisonError::into_inner), unwrap(broken))
}

fn run_share<M: ReferenceStateMachine>(
    draw: Draw,
    worker: u32,
    play: &(impl Fn(&Runtime, &[M::Transition], &dyn Fn(), &mut Counts) -> Result<(), String> + Sync),
    (counts, is_found): (&Mutex<Counts>, &AtomicBool),
    progress: &Progress,
) -> Result<(), Broken> {
    let config = Config {
        cases: draw.cases,
        failure_persistence: None,
        max_shrink_iters: draw.shrinks,
        ..contextualize_config(Config::default())
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&draw.seed.to_be_bytes());
    bytes[8..12].copy_from_slice(&worker.to_be_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let runtime = runtime().map_err(|what| Broken { what, steps: Vec::new() })?;
    let outcome = runner.run(&M::sequential_strategy(1..=draw.steps), |(_, steps, seen)| {
        let mut here = Counts::default();
        let begins = || {
            if let Some(seen) = &seen {
                seen.fetch_add(1, Ordering::SeqCst);
            }
        };
        if draw.one && is_found.load(Ordering::SeqCst) {
            return Ok(());
        }
        play(&runtime, &steps, &begins, &mut here).map_err(TestCaseError::fail)?;
        here.cases = 1;
        progress.step();
        counts.lock().unwrap_or_else(PoisonError::into_inner).add(&here);
        Ok(())
    });
    match outcome {
        Ok(()) => Ok(()),
        Err(TestError::Fail(reason, (_, steps, _))) => Err(Broken {
            what: reason.message().to_owned(),
            steps: steps.iter().map(|step| format!("{step:?}")).collect(),
        }),
        Err(TestError::Abort(reason)) => Err(Broken { what: reason.message().to_owned(), steps: Vec::new() }),
    }
}

/// One thread, as each worker has it.
pub(crate) fn runtime() -> Result<Runtime, String> {
    Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())
}

/// What a report is about.
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    /// What was checked, as prose.
    pub(crate) laws: &'a str,
    pub(crate) seed: u64,
    pub(crate) took: Duration,
    /// The state of the source.
    pub(crate) commit: &'a str,
}

/// The report of a long run: what ran, what happened, and what broke.
pub(crate) fn report(about: &About<'_>, counts: &Counts, broken: &[Broken]) -> String {
    let About { title, laws, seed, took, commit } = about;
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC");
    let verdict = match broken.len() {
        0 => "No law broke.".to_owned(),
        count => format!("**{count} sequences broke a law**, below."),
    };
    let mut text = format!(
        "# {title}\n\n\
         Written by `cargo xtask nightly`. {verdict}\n\n\
         | | |\n|---|---|\n\
         | commit | {commit} |\n| date | {date} |\n| seed | {seed} |\n| sequences | {} |\n| duration | {} s on {} cores |\n\n\
         {laws}",
        counts.cases,
        took.as_secs(),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let mut groups: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    for (name, count) in &counts.events {
        let (group, what) = name.split_once(": ").unwrap_or(("other", name));
        groups.entry(group).or_default().push((what, *count));
    }
    for (group, rows) in groups {
        let _ = write!(text, "\n## {group}\n\n| what | how often |\n|---|---|\n");
        for (what, count) in rows {
            let _ = writeln!(text, "| {what} | {count} |");
        }
    }
    let _ = write!(text, "\n## time\n\n| step | milliseconds of a sequence |\n|---|---|\n");
    for (name, spent) in &counts.spent {
        let _ = writeln!(text, "| {name} | {:.2} |", spent.as_secs_f64() * 1e3 / counts.cases.max(1) as f64);
    }
    for found in broken {
        let _ = write!(text, "\n## Broken: {}\n\n```\n{}\n```\n", found.what, found.steps.join("\n"));
    }
    text
}

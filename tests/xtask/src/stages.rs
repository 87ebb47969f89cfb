//! The stages of a run and the table at its end.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::problem::{Outcome, Problem};

/// Runs stages one after the other; a failed one does not stop those that can still tell something.
#[derive(Default)]
pub(crate) struct Stages {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    failure: Option<String>,
    took: Duration,
    budget: Option<Duration>,
}

impl Stages {
    /// One stage alone.
    pub(crate) fn single(name: &'static str, body: impl FnOnce() -> Outcome) -> Outcome {
        let mut stages = Self::default();
        stages.run(name, None, body);
        stages.finish()
    }

    /// Runs a stage that should take at most `minutes` on two cores with cold caches. Returns whether it succeeded.
    pub(crate) fn run(&mut self, name: &'static str, minutes: Option<u64>, body: impl FnOnce() -> Outcome) -> bool {
        println!("\n===== {name} =====");
        let start = Instant::now();
        let failure = body().err().map(|problem| problem.to_string());
        if let Some(failure) = &failure {
            println!("{name}: {failure}");
        }
        let succeeded = failure.is_none();
        let budget = minutes.map(|minutes| Duration::from_secs(minutes * 60));
        self.rows.push(Row { name, failure, took: start.elapsed(), budget });
        succeeded
    }

    /// A stage that cannot tell anything because an earlier one failed. It counts as failed.
    pub(crate) fn not_run(&mut self, name: &'static str, because: &str) {
        println!("\n===== {name} =====\nnot run: {because}");
        self.rows.push(Row { name, failure: Some(format!("not run: {because}")), took: Duration::ZERO, budget: None });
    }

    /// Prints the table; fails if any stage did, naming it.
    pub(crate) fn finish(self) -> Outcome {
        println!("\n{}", self.table());
        let failures = || self.rows.iter().filter_map(|row| Some((row.name, row.failure.as_ref()?)));
        let failed: BTreeSet<&str> = failures().map(|(name, _)| name).collect();
        if failed.is_empty() {
            return Ok(());
        }
        // Once more at the end: whoever keeps only the last lines of a long run still learns what failed.
        for (name, reason) in failures() {
            println!("\n{name}: {}", shortened(reason));
        }
        let names = failed.into_iter().collect::<Vec<_>>().join(", ");
        Err(Problem::new(format!("failed: {names} (the reasons stand above)")))
    }

    fn table(&self) -> String {
        let mut table = format!("{:<14} {:<7} {:>8}  {}\n", "stage", "result", "seconds", "budget");
        for row in &self.rows {
            let result = if row.failure.is_some() { "FAILED" } else { "ok" };
            let budget = match row.budget {
                Some(budget) if row.took > budget => format!("{} min: OVER", budget.as_secs() / 60),
                Some(budget) => format!("{} min", budget.as_secs() / 60),
                None => "-".to_owned(),
            };
            table += &format!("{:<14} {result:<7} {:>8.1}  {budget}\n", row.name, row.took.as_secs_f64());
        }
        let total: Duration = self.rows.iter().map(|row| row.took).sum();
        table + &format!("{:<14} {:<7} {:>8.1}", "total", "", total.as_secs_f64())
    }
}

/// How many lines of each reason the end of a run repeats: one with hundreds must not push the others out of sight.
const REPEATED: usize = 16;

fn shortened(reason: &str) -> String {
    let mut lines: Vec<&str> = reason.lines().take(REPEATED).collect();
    let left = reason.lines().count() - lines.len();
    let rest = format!("  … and {left} lines more, above");
    if left > 0 {
        lines.push(&rest);
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_reason_is_cut_and_says_so() {
        assert_eq!(shortened("short\nenough"), "short\nenough");
        let long = (1..=20).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");
        let told = shortened(&long);
        assert!(told.ends_with("line 16\n  … and 4 lines more, above"), "{told}");
    }

    #[test]
    fn a_failed_stage_fails_the_run_and_is_named() {
        let mut stages = Stages::default();
        assert!(!stages.run("lint", None, || Err(Problem::new("planted"))));
        assert!(stages.run("rust", None, || Ok(())));
        let problem = stages.finish().expect_err("a stage failed").to_string();
        assert!(problem.contains("lint") && !problem.contains("rust"), "{problem}");
    }

    #[test]
    fn a_stage_that_was_not_run_fails_the_run() {
        let mut stages = Stages::default();
        stages.not_run("kotlin", "the build failed");
        assert!(stages.finish().is_err());
    }

    #[test]
    fn stages_that_succeed_are_a_success_even_over_budget() {
        let mut stages = Stages::default();
        stages.run("demo", Some(0), || Ok(()));
        assert!(stages.table().contains("OVER"));
        assert!(stages.finish().is_ok());
    }
}

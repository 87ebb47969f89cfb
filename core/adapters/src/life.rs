//! The life of a simulated process: it can end before or after any durable act.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Shared by everything of one simulated phone that leaves traces: disk, key hardware, network. Each of them counts its durable
/// acts here, and does nothing any more once the process is over.
#[derive(Debug, Clone, Default)]
pub struct Life(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    acts: u32,
    ends: BTreeMap<u32, Moment>,
    over: bool,
}

/// On which side of an act the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The act does not happen.
    Before,
    /// The act has happened, and its process never hears of it.
    After,
}

impl Life {
    /// A process ends at the `act`-th durable act of this phone, counted from 0 over all its processes.
    pub fn end_at(&self, act: u32, moment: Moment) {
        self.state().ends.insert(act, moment);
    }

    /// The process ends now.
    pub fn end(&self) {
        self.state().over = true;
    }

    /// A new process begins.
    pub fn begin(&self) {
        self.state().over = false;
    }

    /// Nothing is planned any more.
    pub fn forget_plans(&self) {
        self.state().ends.clear();
    }

    /// Whether the process is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state().over
    }

    /// How many durable acts were done or tried so far.
    #[must_use]
    pub fn acts(&self) -> u32 {
        self.state().acts
    }

    /// How many ends are planned that have not come.
    #[must_use]
    pub fn outstanding(&self) -> usize {
        self.state().ends.len()
    }

    /// Runs a durable act, unless the process ends first.
    ///
    /// # Errors
    /// `over` if it did, before the act or right after it.
    pub fn act<T, E>(&self, over: E, act: impl FnOnce() -> T) -> Result<T, E> {
        let mut state = self.state();
        if state.over {
            return Err(over);
        }
        let at = state.acts;
        let here = state.ends.remove(&at);
        state.acts += 1;
        state.over = here.is_some();
        if here == Some(Moment::Before) {
            return Err(over);
        }
        let done = act();
        if here.is_some() { Err(over) } else { Ok(done) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_before_or_after_the_act_that_was_named() {
        for (moment, done) in [(Moment::Before, 1), (Moment::After, 2)] {
            let (life, mut acts) = (Life::default(), 0);
            life.end_at(1, moment);
            assert_eq!(life.act((), || acts += 1), Ok(()));
            assert_eq!(life.act((), || acts += 1), Err(()));
            assert_eq!(life.act((), || acts += 1), Err(()), "it stays over");
            assert_eq!((acts, life.is_over()), (done, true));
            life.begin();
            assert_eq!(life.act((), || acts += 1), Ok(()));
        }
    }
}

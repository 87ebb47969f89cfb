//! Phone × phone × bank × card network as a state machine: sequences drawn by proptest, run against the real core and the real bank, judged
//! by a small book, and shrunk to a few readable steps where a law breaks. `cargo xtask simulate --cards 500`.
//!
//! * `model`: what may happen;
//! * `card`: a card as the book has it, with rules of its own for what passes;
//! * `book`: what must be true at the bank, from what it answered;
//! * `shelf`: what a phone may show of its commands;
//! * `play`: how a step is done; `act` on a phone, `shop` at the network and the bank;
//! * `planted`: faults put in on purpose, which must be found.

mod act;
mod book;
mod card;
mod model;
mod planted;
mod play;
mod report;
mod shelf;
mod shop;

use std::time::Instant;

use model::{Model, Step};
pub use planted::Planted;
use play::Play;
pub use report::report;
use tokio::runtime::Runtime;

use crate::drawn::{self, Broken, Counts, Draw};

/// Longest sequence.
const STEPS: usize = 18;

/// Runs so many sequences from a seed on all cores.
#[must_use]
pub fn run(cases: u32, seed: u64, planted: Planted) -> (Counts, Vec<Broken>) {
    run_with(Draw { cases, seed, steps: STEPS, shrinks: 400, one: false }, planted)
}

fn run_with(draw: Draw, planted: Planted) -> (Counts, Vec<Broken>) {
    let seed = draw.seed;
    drawn::run::<Model>(draw, |runtime, steps, begins, counts| whole(runtime, seed, planted, steps, begins, counts))
}

fn whole(
    runtime: &Runtime,
    seed: u64,
    planted: Planted,
    steps: &[Step],
    begins: &dyn Fn(),
    counts: &mut Counts,
) -> Result<(), String> {
    runtime.block_on(async {
        let mut play = Play::new(seed, planted, counts).await?;
        for step in steps {
            begins();
            counts.note(format!("step: {}", step.name()));
            let start = Instant::now();
            play.step(step, counts).await.map_err(|what| format!("{step:?}: {what}"))?;
            counts.spend(step.name(), start);
        }
        let start = Instant::now();
        play.end(counts).await.map_err(|what| format!("at the end: {what}"))?;
        counts.spend("to the end", start);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::model::Trouble;
    use crate::network::Fate;

    /// Some sequences in every `cargo test`; `cargo xtask simulate --cards` runs five hundred in CI, `cargo xtask nightly` twenty thousand.
    #[test]
    fn card_2_no_sequence_of_two_phones_bank_and_network_breaks_a_law() {
        let (counts, broken) = run(24, 1, Planted::Nothing);
        assert!(broken.is_empty(), "{broken:#?}");
        assert_eq!(counts.cases, 24);
    }

    fn replay(steps: &[Step]) -> Result<(), String> {
        let mut counts = Counts::default();
        whole(&drawn::runtime()?, 1, Planted::Nothing, steps, &|| (), &mut counts)
    }

    const CALM: Trouble = Trouble { fates: Vec::new(), end: None };

    /// Found among twenty thousand: the lost report had made void, on the phone alone, the new card that was asked for before it, and the
    /// bank's receipt then brought it back.
    #[test]
    fn card_5_a_new_card_that_was_asked_for_before_the_old_one_was_lost_is_still_approved() {
        let ask = Step::Ask { asked: model::Asked::Replacement, later: true, trouble: CALM };
        assert_eq!(replay(&[ask, Step::Lost { trouble: CALM }, Step::Approve { trouble: CALM }]), Ok(()));
    }

    /// Found among twenty thousand: the phone took the first of two offers for void once the second was approved, and the bank did not.
    #[test]
    fn card_2_of_two_offers_to_unfreeze_the_approved_one_ends_the_other() {
        let freeze = Step::Do { phone: 0, deed: model::Deed::Freeze, trouble: CALM };
        let ask = |later| Step::Ask { asked: model::Asked::Unfreeze, later, trouble: CALM };
        assert_eq!(replay(&[freeze, ask(true), ask(false), Step::Approve { trouble: CALM }]), Ok(()));
        let replace = |later| Step::Ask { asked: model::Asked::Replacement, later, trouble: CALM };
        assert_eq!(replay(&[replace(true), replace(false), Step::Approve { trouble: CALM }]), Ok(()));
    }

    /// Found among twenty thousand: an app that was killed left an unfreeze without an answer, a freeze came after it, and the unfreeze that
    /// was asked for then was taken for the first one.
    #[test]
    fn card_2_an_unfreeze_that_is_asked_for_again_after_a_freeze_is_the_last_word() {
        let at_the_first_call = |fate| Trouble { fates: vec![(0, fate)], end: None };
        let freeze = |trouble| Step::Do { phone: 0, deed: model::Deed::Freeze, trouble };
        let ask = |trouble| Step::Ask { asked: model::Asked::Unfreeze, later: false, trouble };
        let (killed, lost) = (at_the_first_call(Fate::KilledAfter), at_the_first_call(Fate::LostBefore));
        assert_eq!(replay(&[freeze(CALM), ask(killed), freeze(lost), ask(CALM)]), Ok(()));
    }

    #[test]
    fn card_2_every_planted_fault_is_found_and_told_in_a_few_steps() {
        for planted in Planted::ALL {
            let (_, broken) = run_with(Draw { cases: 400, seed: 3, steps: STEPS, shrinks: 40, one: true }, planted);
            let found = broken.first().unwrap_or_else(|| panic!("{planted:?} was not found"));
            assert!(planted.told().iter().any(|told| found.what.contains(told)), "{planted:?}: {found:#?}");
            assert!(found.steps.len() <= 14, "{planted:?} is told in {} steps: {found:#?}", found.steps.len());
        }
    }
}

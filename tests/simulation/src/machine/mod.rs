//! Phone × phone × bank as a state machine: sequences drawn by proptest, run against the real core and the real bank, judged by a
//! small book of what must be true, and shrunk to a few readable steps when it is not.
//!
//! * `model`: what may happen;
//! * `book`, `device_book`, `number_book`: what must be true, from what people typed and what the bank answered;
//! * `play`: how a step is done; `enrol`, `vouch`, `finger`, `hold`, `website`, `device`, `number` and `hostile` hold some;
//! * `end`: that nobody is stuck;
//! * `states`: a phone that is put back to an earlier state, or copied;
//! * `planted`: faults put in on purpose, which must be found.

mod book;
mod device;
mod device_book;
mod end;
mod enrol;
mod finger;
mod hold;
mod hostile;
pub(crate) mod model;
mod number;
mod number_book;
mod planted;
pub(crate) mod play;
mod report;
mod states;
mod vouch;
mod website;

use std::time::Instant;

use model::Model;
#[cfg(test)]
use model::Step;
pub use planted::Planted;
pub use report::report;

use crate::drawn::{self, Draw};
pub use crate::drawn::{Broken, Counts};

/// Longest sequence.
const STEPS: usize = 26;

/// Runs so many sequences from a seed on all cores.
#[must_use]
pub fn run(cases: u32, seed: u64, planted: Planted) -> (Counts, Vec<Broken>) {
    drawn::run::<Model>(
        Draw { cases, seed, steps: STEPS, shrinks: 400, one: false },
        |runtime, steps, begins, counts| {
            runtime.block_on(async {
                let start = Instant::now();
                let mut play = play::Play::new(seed, planted)?;
                counts.spend("a new world", start);
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
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some sequences in every `cargo test`; `cargo xtask simulate` runs five hundred, `cargo xtask nightly` ten thousand.
    #[test]
    fn otp_2_no_sequence_of_two_phones_breaks_a_law() {
        let (counts, broken) = run(24, 1, Planted::Nothing);
        assert!(broken.is_empty(), "{broken:#?}");
        assert_eq!(counts.cases, 24);
    }

    #[test]
    fn every_planted_fault_is_found_and_shrunk_to_a_few_steps() {
        for planted in Planted::ALL {
            let (_, broken) = run(300, 3, planted);
            let found = broken.first().unwrap_or_else(|| panic!("{planted:?} was not found"));
            assert!(found.steps.len() <= 8, "{planted:?} is told in {} steps: {found:#?}", found.steps.len());
        }
    }

    /// Plays steps that once broke a law.
    fn replay(steps: &[Step]) -> Result<(), String> {
        drawn::runtime()?.block_on(async {
            let (mut play, mut counts) = (play::Play::new(1, Planted::Nothing)?, Counts::default());
            for step in steps {
                play.step(step, &mut counts).await.map_err(|what| format!("{step:?}: {what}"))?;
            }
            play.end(&mut counts).await
        })
    }

    const CALM: model::Trouble = model::Trouble { fates: Vec::new(), end: None };

    const fn enrolled(phone: usize) -> Step {
        Step::Enrol { phone, until: model::Until::Chosen, trouble: CALM }
    }

    /// The bank had the exchange open and its end never came: the finger's proof was sent all the same, and counted as a wrong code.
    #[test]
    fn otp_11_a_finger_whose_last_step_was_lost_costs_no_try() {
        let lost = model::Trouble { fates: vec![(4, crate::network::Fate::LostBefore)], end: None };
        let on = Step::FingerOn { phone: 0, typed: model::Typed::Right, trouble: lost };
        let finger = Step::Finger { phone: 0, to: model::To::SignIn, trouble: CALM };
        assert_eq!(replay(&[enrolled(0), on, finger]), Ok(()));
    }

    /// A copy of the phone heard that all is to be erased, and did so in the hardware that both use: the phone could not ask for its
    /// status any more, and could not be enrolled either.
    #[test]
    fn otp_1_a_phone_whose_keys_are_gone_is_enrolled_again() {
        let (typed, hits) = (model::Typed::Right, model::Hits::New);
        let vouch = Step::Vouch { phone: 1, typed, waited: true, hits, trouble: CALM };
        let copies = Step::Guess { phone: 0, copies: 2, right: false };
        let prove = Step::Prove { phone: 0, typed, trouble: CALM };
        assert_eq!(replay(&[enrolled(0), vouch, copies, prove]), Ok(()));
    }

    /// The bank offered to lift the suspension of the token that counts, the other phone's, and this phone could not read that.
    #[test]
    fn otp_2_a_suspended_phone_that_was_replaced_hears_so_when_it_would_be_lifted() {
        let suspended = |phone| Step::Suspend { phone, trouble: CALM };
        let lift = Step::Lift { phone: 0, typed: model::Typed::Right, waited: true, trouble: CALM };
        assert_eq!(replay(&[enrolled(0), suspended(0), enrolled(1), suspended(1), lift]), Ok(()));
    }

    /// The call that asks for a new number came late, and its SMS behind the one that an enrolment waited for: both are read.
    #[test]
    fn otp_5_an_sms_that_comes_behind_another_hides_it_not() {
        let begun = Step::Enrol { phone: 0, until: model::Until::Begun, trouble: CALM };
        let device =
            Step::Device { phone: 0, use_: model::Device::Activate, press: model::Press::Fresh, trouble: CALM };
        let late = model::Trouble { fates: vec![(2, crate::network::Fate::Late)], end: None };
        let (typed, press) = (model::Typed::Right, model::Press::Fresh);
        let number = Step::Number { phone: 0, typed, press, waited: false, trouble: late };
        let proved = Step::Enrol { phone: 0, until: model::Until::Proved, trouble: CALM };
        assert_eq!(replay(&[begun, device, number, proved]), Ok(()));
    }

    /// The last call of a change came late, after the bank had been asked about it: the phone learnt that the new code holds while the
    /// old one was being typed, and proved the old one with the new key.
    #[test]
    fn otp_9_a_code_change_that_takes_effect_late_costs_no_try() {
        use crate::network::Fate;
        let fates = vec![(5, Fate::Doubled), (4, Fate::Late)];
        let change =
            Step::ChangeCode { phone: 0, typed: model::Typed::Right, trouble: model::Trouble { fates, end: None } };
        let prove = Step::Prove { phone: 0, typed: model::Typed::Right, trouble: CALM };
        assert_eq!(replay(&[enrolled(0), change, prove]), Ok(()));
    }

    #[test]
    fn a_step_reads_as_a_sentence() {
        let trouble = model::Trouble { fates: vec![(2, crate::network::Fate::LostAfter)], end: None };
        let step = Step::Prove { phone: 0, typed: model::Typed::Wrong, trouble };
        assert_eq!(format!("{step:?}"), "Prove { phone: 0, typed: Wrong, trouble: call 2 LostAfter }");
    }
}

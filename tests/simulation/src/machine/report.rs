//! The report of a long run.

use std::time::Duration;

use crate::drawn::{About, Broken, Counts};

/// What was checked.
const LAWS: &str = "\
The laws: never two tokens that work; never a used code accepted; no count of wrong codes that differs from what the bank
looked at, also by guesses at the same moment, and none for a finger; no honest customer locked, or held unless she held the token
herself; no suspension lifted but by her; no stranger with only the user id who moves
anything; no code of the hardware token taken twice, wherever, and none of its doors that counts otherwise than it looked; no
registered number that changes but by her token's yes, or by her hardware token after a day in which nobody stopped it; no phone asked for more than the code but one that was put back or copied, and none suspended that was only put back;
never stuck: every sequence ends with a token that works.
";

/// What ran, what happened, and what broke, about this state of the source.
#[must_use]
pub fn report(counts: &Counts, broken: &[Broken], seed: u64, took: Duration, commit: &str) -> String {
    let about = About { title: "State machine: phone × phone × bank", laws: LAWS, seed, took, commit };
    crate::drawn::report(&about, counts, broken)
}

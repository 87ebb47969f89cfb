//! The report of a long run.

use std::time::Duration;

use crate::drawn::{About, Broken, Counts};

/// What was checked.
const LAWS: &str = "\
Each sequence is drawn, and shrunk where a law breaks: two phones of one customer (the second runs on a copy of the first's disk, as the
bank lets one be the token), the bank, its people, and the card network; calls lost before and after their effect, doubled, late and astray,
processes killed at their writes, both phones at once, payments at once with a freeze, days that pass. The book knows what the bank
signed and has rules of its own for what passes.

The laws: one command is one change and one receipt, however often it is sent; none is lost: each is in force, refused, superseded or
expired in the end, and each is told; nothing is shown as in force without the bank's receipt; less never lets more pass, now or at any
time to come; a freeze may come twice, late and in any order; nobody but the bank lifts the bank's hold; nothing is above the bank's
ceiling; what passes adds up to no more than a limit, also with payments at the same moment; a raise cools off, a newer one takes its
place, and none is left when it is cancelled; a limit for a time reverts exactly at its end; a freeze that waits is given up after 24 hours,
the rest after 15 minutes, and has no effect after that; what is confirmed makes void what was asked for earlier; limits and what was spent
go over to a new card; after a day with a good network nothing is open, and bank, book and phones say the same.
";

/// What ran, what happened, and what broke, about this state of the source.
#[must_use]
pub fn report(counts: &Counts, broken: &[Broken], seed: u64, took: Duration, commit: &str) -> String {
    let about =
        About { title: "State machine: phone × phone × bank × card network", laws: LAWS, seed, took, commit };
    crate::drawn::report(&about, counts, broken)
}

//! A card's monthly statement (CARD-6): what is to be paid, at least how much, and by when.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::named::named;
use crate::money::Money;

/// How long before the due time the bank reminds.
pub const REMIND_BEFORE: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Largest document, in bytes: with its base64url it fits into a reply of the contract.
pub const MOST_BYTES: usize = 160 * 1024;

named! {
    /// How a bill stands.
    BillState {
        /// Nothing is to be paid.
        Nothing = "nothing",
        /// All of it is paid.
        Paid = "paid",
        /// At least the minimum is paid, and the time is not over: the rest can be paid without interest.
        MinimumPaid = "minimum-paid",
        /// Less than the minimum is paid, and there is time.
        Open = "open",
        /// The same, and the time is nearly over.
        Soon = "soon",
        /// The time is over, and less than the minimum is paid.
        Overdue = "overdue",
        /// The time is over, and not all is paid: interest runs on the rest.
        Rest = "rest",
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// Its id.
    pub statement_id: Uuid,
    /// Of which card.
    pub card_id: Uuid,
    /// Its last four digits.
    pub ending: String,
    /// What was collected after then …
    pub from: Timestamp,
    /// … and up to then.
    pub until: Timestamp,
    /// What is to be paid in all.
    pub total: Money,
    /// At least so much by the due time.
    pub minimum: Money,
    /// What was paid since.
    pub paid: Money,
    /// To be paid by then.
    pub due: Timestamp,
    /// SHA-256 of the document (PDF), in 64 lower-case hexadecimal digits.
    pub digest: String,
    /// Its size in bytes.
    pub size: u32,
}

/// The least to pay: so many percent of the total, at least the floor, at most the total. All in minor units; never negative.
#[must_use]
pub fn minimum(total: Money, percent: u8, floor: i64) -> Money {
    let all = total.minor().max(0);
    // Rounded up, in 128 bits: no total overflows it.
    let part = (i128::from(all) * i128::from(percent) + 99) / 100;
    let part = i64::try_from(part).unwrap_or(i64::MAX);
    total.with_minor(part.max(floor).min(all))
}

impl Statement {
    /// How it stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> BillState {
        let (total, minimum, paid) = (self.total.minor(), self.minimum.minor(), self.paid.minor());
        let over = now > self.due;
        if total <= 0 {
            BillState::Nothing
        } else if paid >= total {
            BillState::Paid
        } else if paid >= minimum {
            if over { BillState::Rest } else { BillState::MinimumPaid }
        } else if over {
            BillState::Overdue
        } else if self.due.duration_since(now) <= REMIND_BEFORE {
            BillState::Soon
        } else {
            BillState::Open
        }
    }

    /// What is left to pay; never negative.
    #[must_use]
    pub fn left(&self) -> Money {
        let left = self.total.minor().saturating_sub(self.paid.minor());
        self.total.with_minor(left.max(0))
    }

    /// Whether the bank reminds now.
    #[must_use]
    pub fn wants_reminder(&self, now: Timestamp) -> bool {
        matches!(self.state(now), BillState::Soon | BillState::Overdue)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::laws::rupiah;
    use super::*;

    fn statement(total: i64, paid: i64) -> Statement {
        let due = Timestamp::from_second(1_800_000_000).expect("a moment");
        Statement {
            statement_id: Uuid::nil(),
            card_id: Uuid::nil(),
            ending: "7730".into(),
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::UNIX_EPOCH,
            total: rupiah(total),
            minimum: minimum(rupiah(total), 10, 5_000_000),
            paid: rupiah(paid),
            due,
            digest: String::new(),
            size: 0,
        }
    }

    #[test]
    fn card_6_the_minimum_is_a_part_with_a_floor_and_never_more_than_all() {
        for (total, least) in [(0, 0), (1, 1), (4_000_000, 4_000_000), (60_000_000, 6_000_000), (60_000_001, 6_000_001)]
        {
            assert_eq!(minimum(rupiah(total), 10, 5_000_000), rupiah(least), "{total}");
        }
        assert_eq!(minimum(rupiah(-5), 10, 5_000_000), rupiah(0));
        assert_eq!(minimum(rupiah(i64::MAX), 100, 0), rupiah(i64::MAX));
    }

    #[test]
    fn card_6_a_bill_says_when_it_is_time_and_what_is_left() {
        let due = statement(1, 0).due;
        let (early, soon) = (due - REMIND_BEFORE - SignedDuration::from_secs(1), due - REMIND_BEFORE);
        let late = due + SignedDuration::from_secs(1);
        for (paid, now, state) in [
            (0, early, BillState::Open),
            (0, soon, BillState::Soon),
            (0, late, BillState::Overdue),
            (6_000_000, soon, BillState::MinimumPaid),
            (6_000_000, late, BillState::Rest),
            (60_000_000, late, BillState::Paid),
        ] {
            let bill = statement(60_000_000, paid);
            assert_eq!(bill.state(now), state, "{paid} at {now}");
            assert_eq!(bill.left(), rupiah(60_000_000 - paid));
        }
        assert_eq!(statement(0, 0).state(late), BillState::Nothing);
    }

    proptest! {
        #[test]
        fn card_6_nobody_is_reminded_who_has_paid_the_minimum(
            total in 0_i64..1_000_000_000_000,
            paid in 0_i64..1_000_000_000_000,
            after in -400_i64..400,
        ) {
            let bill = statement(total, paid);
            let now = bill.due + SignedDuration::from_hours(after);
            let least = bill.minimum.minor();
            prop_assert!((0..=total).contains(&least));
            prop_assert_eq!(bill.wants_reminder(now), total > 0 && paid < least && after >= -72);
            prop_assert!(bill.left().minor() >= 0 && bill.left().minor() <= total);
        }
    }
}

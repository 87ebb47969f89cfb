//! What the payments of a year tell (CARD-1): where the money went, and who charges again and again.
//!
//! Both are worked out on the phone from the list of payments that the customer can look through anyway: the bank learns of no question that is
//! not about the list, and every amount can be checked against it. Nothing is kept on the phone, as nothing of the list is.

mod picture;
mod read;
mod subscriptions;

pub use kunci_domain::cards::spending::SpendingGroup;
pub use picture::{SpendingGroupView, SpendingMonth, SpendingTotal, SpendingView};
pub use subscriptions::{SubscriptionView, SubscriptionsView};

use kunci_domain::cards::spending::SpendingError;

use crate::Error;

/// Months that are told; one more is read, to compare the oldest with.
const MONTHS: usize = 12;

fn refusal(_: SpendingError) -> Error {
    // The amounts are the bank's: what cannot be added up is not ours to guess.
    Error::ReplyUnreadable
}

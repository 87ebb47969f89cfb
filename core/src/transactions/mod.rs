//! Payments with cards (CARD-1), why one did not pass (CARD-9), and what would become of one (CARD-11).

mod foresight;
mod list;
mod view;
mod why;

pub use foresight::{Intended, PreflightView, TrialView};
pub use kunci_domain::cards::decline::{Disclosure, Next, Reason};
pub use kunci_domain::cards::transaction::TransactionState;
pub use list::{TransactionFilter, TransactionPage};
pub use view::{DeclineView, TransactionView};

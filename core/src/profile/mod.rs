//! What the bank has on record of the customer, and how the customer changes it.

mod change_password;
mod phone_number;

pub(crate) use phone_number::BegunChange;
pub use phone_number::{NumberChangeView, NumberOutcome, PhoneNumberView};

//! Card controls (CARD-1 … CARD-3, CARD-12): tightening at once and by possession, loosening by approval, nothing "done" before
//! the bank's signed receipt.

mod freeze;
mod limit;
mod list;
mod receipt;
mod unfreeze;

pub use kunci_domain::cards::{Card, CardState, Hold, Holder};
pub use limit::LimitOutcome;
pub use receipt::ReceiptView;

//! Privacy (SAFE-6): what the phone keeps, taking it along, erasing it, and what the customer has agreed to.

mod consents;
mod erase;
mod export;
mod stored;

pub use consents::ConsentView;
pub use erase::ErasureView;
pub use export::read as read_export;
pub use stored::StoredView;

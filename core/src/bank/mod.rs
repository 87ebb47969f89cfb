//! How the phone speaks with the bank.

mod bundle;
mod call;
mod fetch_keys;

pub use bundle::BundleView;
pub(crate) use bundle::VerifiedBundle;
pub(crate) use call::{Call, Refused, Signer};

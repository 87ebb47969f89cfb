//! The contract's types: what travels between the phone and the bank, and nothing else.
//!
//! Where to start: [`sessions`] and [`token`] hold the bodies of the calls in `docs/contract`, [`keys`] the signed
//! key bundle, [`problem`] the closed list of refusals. Requests refuse members they do not know; replies ignore them.
//! Everything is parsed here, once, at the edge: behind it there are only typed values.

pub mod alerts;
pub mod attachments;
pub mod bytes;
pub mod call_back;
pub mod cards;
pub mod channels;
pub mod chat;
pub mod disputes;
pub mod guard;
pub mod hardware;
pub mod jwk;
pub mod key_change;
pub mod keys;
pub mod limits;
pub mod link;
pub mod operations;
pub mod outages;
pub mod phone_number;
pub mod privacy;
pub mod problem;
pub mod profile;
pub mod sessions;
pub mod signed;
pub mod statements;
pub mod token;
pub mod transactions;
pub mod wallets;
pub mod written;

pub use bytes::{B64, Bytes32};
pub use jwk::Jwk;
pub use problem::{Problem, ProblemCode};

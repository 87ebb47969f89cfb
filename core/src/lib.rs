//! The shared core of a mobile bank: operations and ports, no I/O of its own.
//!
//! Where to start: [`Phone`] is one customer's phone; every operation is one file and one method on it.
//!
//! | folder | holds |
//! |---|---|
//! | [`session`] | sign in, prove the token to the session, sign out |
//! | [`token`] | enrol, resume, status, offline OTP |
//! | [`operations`] | what the token approves: transfers, payees, purchases, unfreezing, raised limits |
//! | [`offline`] | codes without a network: approvals by QR and by typing, freezing by telephone, the proof of a caller |
//! | [`alerts`] | what the bank told unasked |
//! | [`cards`] | freeze, limits, channels, blocks, receipts |
//! | [`transactions`] | payments with cards, and why one did not pass |
//! | [`spending`] | where the money went, and who charges again and again |
//! | [`written`] | complaints and letters to the bank, their deadlines and states |
//! | [`background`] | coming to rest before the app is suspended, and going on |
//! | [`outages`] | what of the bank does not work, and what works all the same |
//! | [`disputes`] | disputes about payments: drafts, evidence, submission, states, rights |
//! | [`statements`] | statements and bills of cards |
//! | [`guard`] | trusted places, warnings, what waits, suspension |
//! | [`chat`] | the live link, secure chat |
//! | [`support`] | the bank's official channels, whether something is really the bank's, help |
//! | [`privacy`] | what the phone keeps, export, erasure, consents |
//! | `profile` | the password |
//! | `bank` | how the phone speaks: key bundle, signed and sealed calls, bank time |
//! | [`ports`] | what the core needs from the world |
//!
//! An operation loads through ports, decides in `domain` or `crypto` (or in a pure function beside it), then acts through ports.
//! Whatever an operation writes first is enough to end well after a kill at any later point.

pub mod alerts;
pub mod background;
mod bank;
mod blocking;
pub mod cards;
pub mod chat;
pub mod config;
pub mod disputes;
mod error;
pub mod guard;
pub mod offline;
pub mod operations;
pub mod outages;
mod phone;
pub mod ports;
pub mod privacy;
pub mod profile;
pub mod session;
pub mod spending;
pub mod statements;
pub mod support;
pub mod token;
pub mod transactions;
pub mod written;

pub use bank::BundleView;
pub use error::{Error, Explanation};
pub use phone::{Phone, Ports};

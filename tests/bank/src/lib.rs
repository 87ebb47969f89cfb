//! The sandbox bank: a real bank for the app's tests, on one machine.
//!
//! Real TLS 1.3, Oblivious HTTP and SQLite, and every rule of `docs/contract` enforced by verification code of its own
//! (RustCrypto), so that a mistake in the phone's core is not mirrored here. It never links the phone's crates.
//!
//! Where to start: [`Bank::start`] runs it on loop-back ports and says in a [`ReadyFile`] where they are; [`Bank::open`]
//! builds the same bank without any socket, for tests that call [`Bank::router`] directly. Inside, `api` holds one file per
//! call of the contract, `operations`, `matters` and `cards` what is decided about money and cards, `store` the records and their
//! transactions, `crypto` everything that is hashed, signed or verified, `gateway` the Oblivious HTTP door, `control` the
//! tester's door (clock, faults, SMS outbox, card network, audit trail), `console` a web page over the same commands,
//! `personas` ready-made customers, `tenants` further banks in the same process.
//!
//! # Danger
//! With [`BankOptions::seed`] everything the bank draws can be foretold. The seed is for the sandbox only.

mod alerts;
mod api;
mod audit;
mod bank;
mod bundle;
mod call_backs;
mod cards;
mod clock;
mod clones;
mod console;
mod control;
mod crypto;
mod customers;
pub mod documents;
mod effects;
mod emergency;
mod entropy;
mod factor;
mod failures;
mod faults;
mod folder;
mod fraud;
mod gateway;
mod hardware;
mod history;
mod holdings;
pub mod hostile;
mod hsm;
mod issue;
mod keyring;
mod link;
mod matters;
mod network;
mod numbers;
mod offline;
mod operations;
mod orders;
mod outages;
mod password;
mod personas;
mod ready;
mod refusal;
mod reveals;
mod schemas;
mod server;
mod site;
mod sms;
mod statements;
mod status;
mod store;
mod suspicion;
mod tenants;
mod throttle;
mod tls;
mod website;
mod written;

pub use bank::{BANK_ID, Bank, BankOptions};
pub use console::ConsoleOptions;
pub use control::ControlRefusal;
pub use ready::{PhoneConfig, ReadyFile};
pub use refusal::BankError;
pub use server::RunningBank;

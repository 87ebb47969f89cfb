//! Journeys: scenarios as data (`tests/journeys/*.json`), run word for word by Rust, Kotlin and Swift.
//!
//! [`file`] reads them, [`run`] plays them on a phone (`phone`) and a bank's control port (`control`).

mod alerts;
mod biometric;
mod card;
mod chat;
pub(crate) mod control;
pub(crate) mod expect;
pub(crate) mod file;
mod guard;
mod offline;
mod operations;
pub(crate) mod phone;
pub(crate) mod run;
mod support;

//! Journeys: what customer, phone and bank do, as data (`tests/journeys/*.json`), run word for word by Rust, Kotlin and Swift; and
//! scenarios, which this tool alone plays.
//!
//! [`file`](mod@file) reads them, [`scenario`] puts in what is given, [`run`] plays them on a phone (`phone`) and a bank's control port
//! (`control`).

pub(crate) mod actions;
mod alerts;
mod amount;
pub(crate) mod assign;
mod attachments;
mod biometric;
mod call_back;
mod card;
mod chat;
pub(crate) mod control;
mod dispute;
pub(crate) mod expect;
pub(crate) mod file;
mod guard;
pub(crate) mod mask;
mod offline;
mod operations;
pub(crate) mod phone;
mod privacy;
pub(crate) mod run;
mod saw;
pub(crate) mod scenario;
mod service;
mod session;
mod spending;
mod statement;
mod support;
mod virtual_card;

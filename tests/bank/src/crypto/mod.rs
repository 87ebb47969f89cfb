//! The bank's own cryptography on RustCrypto crates, written from the contract and its RFCs, not from the phone's code.

pub(crate) mod canonical;
pub(crate) mod derive;
pub(crate) mod hpke;
pub(crate) mod jws;
pub(crate) mod keys;
pub(crate) mod mac;
pub(crate) mod ocra;
pub(crate) mod signature9421;
pub(crate) mod strict;
pub(crate) mod totp;
pub(crate) mod transcript;

#[cfg(test)]
mod vectors;

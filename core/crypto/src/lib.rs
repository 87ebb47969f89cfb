//! The cryptography of the core: one-time codes, signatures, canonical bytes, the key schedule, and the types that hold secrets.
//!
//! Where to start: [`kdf`] is the key schedule of a token (who derives what from what), [`wrap`] keeps its knowledge key at
//! rest, [`otp`], [`ocra`] and [`offline`] make codes from it. [`hpke`] opens what the bank sealed to a one-time key. [`transcript`] and [`canonical`] define the bytes that both sides hash, MAC
//! and sign; [`jws`] and [`signature9421`] are the two signed forms on the wire. The contract is `docs/contract`; its worked
//! examples come from [`contract_vectors`].
//!
//! Nothing here does I/O, reads a clock, or decides anything about the product. Fresh keys and nonces of signatures come from
//! the operating system through ring; every other random value is handed in by the caller.
//!
//! **Stated limit.** What this crate owns (see [`secret`]) is boxed and wiped when dropped. ring does not wipe its own
//! working state (HMAC contexts, ECDH scalars): such copies live on the stack or inside a value that is dropped at once.

pub mod attachment;
pub mod canonical;
pub mod contract_vectors;
pub mod digits;
pub mod export;
pub mod hash;
pub mod hpke;
pub mod jws;
pub mod kdf;
pub mod mac;
pub mod ocra;
pub mod offline;
pub mod otp;
pub mod p256key;
pub mod secret;
pub mod signature9421;
pub mod transcript;
pub mod vectors;
pub mod wrap;

mod encoding;

pub use digits::SecretDigits;
pub use p256key::{Ephemeral, PublicKey, SessionKey};
pub use secret::{Secret, SecretBytes};

//! Hostile input: whatever arrives from outside is read here as a stranger, a broken network or a stolen key would send it.
//!
//! Each target is a plain function over bytes that panics when a law is broken: nothing panics, nothing hangs, and what is accepted is
//! what an honest sender could have meant. The same functions run in three ways: `cargo test -p kunci-fuzz` replays the committed
//! corpora and mutates each for a moment, `cargo xtask fuzz` does so for as long as wanted, and `libfuzzer/` hands them to cargo-fuzz,
//! which also follows coverage but needs a nightly compiler.
//!
//! Where the bytes would be stopped by a signature, the target signs them itself (see [`puppet`]): behind a signature stands a bank that
//! may be wrong, too.

// A broken law is told by a panic, as every fuzzer expects.
#![allow(clippy::panic, clippy::expect_used, reason = "a broken law is told by a panic")]

pub mod driver;
pub mod puppet;
pub mod seeds;
mod targets;

/// One way in.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, and that of its folder under `corpus`.
    pub name: &'static str,
    /// What comes in there, in a few words.
    pub what: &'static str,
    /// Reads the input as the program would.
    pub run: fn(&[u8]),
    /// Words of its language: mutations put them in.
    pub words: &'static [&'static str],
}

/// Every way in.
pub const TARGETS: &[Target] = targets::ALL;

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().copied().find(|target| target.name == name)
}

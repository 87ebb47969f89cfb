//! Implementations that others wrote accept our codes, and ours accept theirs (OTP-4); a client that was written in another language from
//! `docs/contract` alone does its banking with the sandbox bank (`client`, `checks`).
//!
//! Nothing is here but the tests, and they are ignored by a plain `cargo test`, because they need programs of others:
//! `cargo xtask interop` installs those, in versions that are pinned, and runs them.

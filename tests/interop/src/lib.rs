//! Implementations that others wrote accept our codes, and ours accepts theirs (OTP-4).
//!
//! Nothing is here but the tests, and they are ignored by a plain `cargo test`, because they need programs of others:
//! `cargo xtask interop` installs those, in versions that are pinned, and runs them.

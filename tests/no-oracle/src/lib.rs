//! Executable proof of OTP-9: a stolen image of the phone tells nothing about the Unlock Code.
//!
//! From the profile folder of the real core over the real adapters, enrolled at the real sandbox bank, all 10⁶ codes are tried without
//! the hardware's secrets, and every test that an attacker can compute is counted: how many codes it lets pass, and where the right
//! one stands among them. [`run`] prints the counts and fails if a test singles out the right code. Controls with planted mistakes
//! show that the same harness finds it where there is something to find.
//!
//! Where to start: `scene` makes phones, `image` robs them, `attack` lists the tests, `examine` counts and concludes, `scenarios`
//! and `controls` say who holds what.
//!
//! # What it does not show
//! That the primitives are sound (SHA-256, HMAC, P-256 are taken to be). That hardware keeps its secrets. It is a statement about
//! images, not about code that runs on the phone.

mod attack;
mod controls;
mod examine;
mod hash;
mod image;
mod observe;
mod report;
mod scenarios;
mod scene;
mod shared;
mod sink;
mod watched;

pub use report::{Outcome, Parts, run};

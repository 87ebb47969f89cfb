//! Behaviour of the crate through its public surface, against published vectors and against the contract.
#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests may stop at the first surprise, as tests may")]

mod canonical;
mod contract;
mod jws;
mod ocra;
mod published;
mod signature9421;
mod wrap;
mod wycheproof_vectors;

/// Bytes of a hexadecimal text.
fn hex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2));
    (0..text.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&text[place..place + 2], 16).expect("hexadecimal"))
        .collect()
}

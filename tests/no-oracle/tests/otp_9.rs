//! The proof on a part of all codes, every scenario, and the fast part on all of them; `cargo xtask no-oracle` plays every scenario on all
//! codes.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use kunci_no_oracle::{Parts, run};

/// One code in fifty, and the right ones: still fewer than one in ten thousand can be singled out by chance.
const SAMPLE: Parts = Parts::Sample(50);

async fn holds(only: &str) {
    let outcome = run(SAMPLE, Some(only), None).await.unwrap();
    assert_eq!(outcome.broken, Vec::<String>::new(), "{:#}", outcome.report);
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_no_code_is_singled_out_by_an_image_and_every_planted_oracle_is_found() {
    let outcome = run(Parts::Fast, None, None).await.unwrap();
    assert_eq!(outcome.broken, Vec::<String>::new(), "{:#}", outcome.report);
}

/// The sample is enough to find: a tag, a sealed key, a check value, a proof on the disk, observed codes, two wraps of one key.
#[tokio::test(flavor = "multi_thread")]
async fn otp_9_every_planted_oracle_is_found_in_a_sample_as_well() {
    holds("planted").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_an_image_and_one_observed_otp_tell_no_code() {
    holds("one OTP observed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_an_image_and_observed_offline_approvals_tell_no_code() {
    holds("by QR and two by typing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_finger_tells_nothing_about_the_code() {
    holds("finger").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_images_around_a_code_change_tell_neither_code() {
    holds("around a code change, OTPs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_kill_at_any_write_of_an_enrolment_leaves_no_oracle() {
    holds("enrolment killed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_a_kill_at_any_write_of_a_code_change_leaves_no_oracle() {
    holds("code change killed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_either_secret_of_the_hardware_alone_keeps_the_code() {
    holds("leaked").await;
}

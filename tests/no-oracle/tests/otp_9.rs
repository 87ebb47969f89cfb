//! The fast part of the proof; `cargo xtask no-oracle` plays all of it.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use kunci_no_oracle::{Parts, run};

#[tokio::test(flavor = "multi_thread")]
async fn otp_9_no_code_is_singled_out_by_an_image_and_every_planted_oracle_is_found() {
    let outcome = run(Parts::Fast, None, None).await.unwrap();
    assert_eq!(outcome.broken, Vec::<String>::new(), "{:#}", outcome.report);
}

//! Codes that work without any network: approvals of the website by QR or by typing (OTP-10), freezing a card by telephone (CARD-10), and
//! the proof of a caller (CHAT-13). Nothing is written before a code is shown, and nothing here can tell a right Unlock Code from a wrong one.

mod caller_check;
mod freeze_code;
mod payment_code;
mod qr;
mod typed;
mod words;

pub(crate) use caller_check::CallerCheck;
pub use caller_check::{CallerCheckView, CallerView};
pub use kunci_crypto::ocra::OcraCode;
pub use qr::{Scan, Sort, sort};
pub use typed::TypedTransfer;
pub use words::explain_freeze_code;

use crate::{Error, Phone};

/// A code of eight digits for the screen.
#[derive(Debug)]
pub struct OfflineCode {
    /// Eight digits (redacted in `Debug`).
    pub code: OcraCode,
    /// The bank takes it until then, milliseconds since 1970 UTC, by this phone's knowledge of the time.
    pub valid_until_ms: i64,
}

impl Phone {
    /// Whole minutes of bank time, as these codes count it, and the time in milliseconds.
    fn minute(&self) -> Result<(u64, i64), Error> {
        let now_ms = self.bank_time()?.ms;
        let seconds = u64::try_from(now_ms / 1000).map_err(|_| Error::Internal)?;
        Ok((kunci_crypto::offline::minute(seconds), now_ms))
    }
}

/// The end of the last minute in which a code of `minute` is taken.
fn end_of(minute: u64, slack: u64) -> i64 {
    i64::try_from(minute.saturating_add(slack + 1)).unwrap_or(i64::MAX).saturating_mul(60_000)
}

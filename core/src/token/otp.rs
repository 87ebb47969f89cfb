//! The offline OTP (OTP-4): no network, nothing written, and no telling a right Unlock Code from a wrong one.

use std::time::Duration;

use kunci_crypto::SecretDigits;
use kunci_crypto::otp::{self, Alg, DIGITS, Otp, STEP_SECONDS};

use super::key_change::still_of;
use super::unlock::{Proves, Unlock};
use crate::ports::TokenRecord;
use crate::{Error, Phone, blocking};

/// How long an OTP waits for the bank's word on a code change.
const PATIENCE: Duration = Duration::from_secs(5);

/// An OTP with what the screen needs beside it.
#[derive(Debug)]
pub struct OtpView {
    /// Six digits (redacted in `Debug`).
    pub otp: Otp,
    /// The one before it, and the one after: shown by choice, for whoever was too slow or types it on another clock. The website takes
    /// each once.
    pub previous: Otp,
    /// See there.
    pub next: Otp,
    /// Until the next one, 1 … 30.
    pub seconds_left: u32,
    /// The phone's wall clock was moved by hand since the bank was last heard, by so many milliseconds; 0 if not. The OTP is right all the same.
    pub clock_moved_ms: i64,
    /// The phone was restarted since the bank was last heard. If somebody has set its date by hand meanwhile, the OTP is wrong: compare the
    /// date, or go online for a moment.
    pub clock_unconfirmed: bool,
}

impl Phone {
    /// Makes the present OTP (RFC 6238, HMAC-SHA256, 6 digits, 30 s) for the bank's website.
    ///
    /// Takes about a third of a second, on purpose. A wrong code gives a wrong OTP; only the bank can tell.
    ///
    /// # Errors
    /// [`Error::CodeLength`]; [`Error::NoToken`] and the token's other stages; [`Error::CodeChangeInForce`] as at
    /// [`Phone::sign_in_with_token`]; the key hardware.
    pub async fn otp(&self, code: &SecretDigits) -> Result<OtpView, Error> {
        self.otp_with(Unlock::code(code)?).await
    }

    pub(super) async fn otp_with(&self, unlock: Unlock) -> Result<OtpView, Error> {
        let before = self.working_token().await?;
        let record = self.token_for_otp().await?;
        let record = if unlock.is_code() { still_of(&before, record)? } else { record };
        let ports = self.ports.clone();
        let key = blocking::run(move || unlock.use_key(&ports, &record, Proves::Otp, None)).await?;
        // The time is read after the slow part, so that the code is as young as it can be.
        let now = self.bank_time()?;
        let seconds = u64::try_from(now.ms / 1000).unwrap_or_default();
        let made =
            |at: u64| otp::totp(key.expose(), at, STEP_SECONDS, DIGITS, Alg::Sha256).map_err(|_| Error::Internal);
        let (before, after) = (seconds.saturating_sub(STEP_SECONDS), seconds.saturating_add(STEP_SECONDS));
        let [previous, otp, next] = blocking::wiped(|| [before, seconds, after].map(made));
        let seconds_left = u32::try_from(otp::seconds_left(seconds, STEP_SECONDS)).unwrap_or(0);
        Ok(OtpView {
            otp: otp?,
            previous: previous?,
            next: next?,
            seconds_left,
            clock_moved_ms: now.moved_ms,
            clock_unconfirmed: now.is_unconfirmed(),
        })
    }

    /// An OTP needs no network. Only while a code change is not settled, the bank is asked which code is in force, for a moment: if it
    /// cannot be reached, the code before the change holds, and the website takes it.
    async fn token_for_otp(&self) -> Result<TokenRecord, Error> {
        let record = self.working_token().await?;
        if record.next.is_none() {
            return Ok(record);
        }
        let _gate = self.token_gate.lock().await;
        let _ = tokio::time::timeout(PATIENCE, self.refresh_status()).await;
        self.working_token().await
    }
}

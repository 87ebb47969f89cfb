//! The offline OTP (OTP-4): no network, nothing written, and no telling a right Unlock Code from a wrong one.

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::otp::{self, Alg, DIGITS, Otp, STEP_SECONDS};

use super::knowledge;
use super::view::working;
use crate::{Error, Phone, blocking};

/// An OTP with what the screen needs beside it.
#[derive(Debug)]
pub struct OtpView {
    /// Six digits (redacted in `Debug`).
    pub otp: Otp,
    /// Until the next one, 1 … 30.
    pub seconds_left: u32,
    /// The phone's wall clock was moved by hand since the bank was last heard, by so many milliseconds; 0 if not. The OTP is right all the same.
    pub clock_moved_ms: i64,
}

impl Phone {
    /// Makes the present OTP (RFC 6238, HMAC-SHA256, 6 digits, 30 s) for the bank's website.
    ///
    /// Takes about a third of a second, on purpose. A wrong code gives a wrong OTP; only the bank can tell.
    ///
    /// # Errors
    /// [`Error::CodeLength`]; [`Error::NoToken`] and the token's other stages; the key hardware.
    pub async fn otp(&self, code: &SecretDigits) -> Result<OtpView, Error> {
        if code.len() != kunci_domain::unlock_code::LENGTH {
            return Err(Error::CodeLength);
        }
        let record = working(self.load_token().await?)?;
        let (ports, code) = (self.ports.clone(), SecretDigits::from_ascii(code.expose()).map_err(|_| Error::Internal)?);
        let key = blocking::run(move || knowledge::use_key(&ports, &record, &code, UseLabel::Otp)).await?;
        // The time is read after the slow part, so that the code is as young as it can be.
        let now = self.bank_time()?;
        let seconds = u64::try_from(now.ms / 1000).unwrap_or_default();
        let otp = otp::totp(key.expose(), seconds, STEP_SECONDS, DIGITS, Alg::Sha256).map_err(|_| Error::Internal)?;
        let seconds_left = u32::try_from(otp::seconds_left(seconds, STEP_SECONDS)).unwrap_or(0);
        Ok(OtpView { otp, seconds_left, clock_moved_ms: now.moved_ms })
    }
}

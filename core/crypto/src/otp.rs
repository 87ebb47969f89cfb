//! One-time codes: HOTP (RFC 4226) and TOTP (RFC 6238), computed by `totp-rs`.

use std::fmt::{self, Write as _};

use totp_rs::{Algorithm, Builder};

use crate::digits::SecretDigits;

/// The step of the contract's TOTP.
pub const STEP_SECONDS: u64 = 30;
/// The digits of the contract's TOTP.
pub const DIGITS: u8 = 6;

/// The hash under HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alg {
    /// HMAC-SHA-1 (RFC 4226; still sound as a MAC).
    Sha1,
    /// HMAC-SHA-256, the contract's.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

/// Why no code was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OtpError {
    /// RFC 4226 §5.3 and RFC 6238 have six to eight digits.
    #[error("six to eight digits, not {0}")]
    Digits(u8),
    /// A step of no seconds.
    #[error("the step is zero")]
    Step,
}

/// A one-time code: a secret until it is shown. `==` is constant in time.
#[derive(PartialEq, Eq)]
pub struct Otp(SecretDigits);

impl Otp {
    /// The digits in ASCII, leading zeros included. Each call is an exposure: say why at the call.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        self.0.expose()
    }

    /// Whether these ASCII digits are the code, in constant time.
    #[must_use]
    pub fn matches(&self, ascii: &[u8]) -> bool {
        SecretDigits::from_ascii(ascii).is_ok_and(|typed| typed == self.0)
    }
}

impl fmt::Debug for Otp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Otp(redacted)")
    }
}

/// The code for a counter (RFC 4226 §5.3). `key` may have any length: it is the caller's to be long enough.
///
/// # Errors
/// [`OtpError::Digits`].
pub fn hotp(key: &[u8], counter: u64, digits: u8, alg: Alg) -> Result<Otp, OtpError> {
    if !(6..=8).contains(&digits) {
        return Err(OtpError::Digits(digits));
    }
    // A step of one second makes time the counter. Not the checked constructor: it refuses the short keys of test vectors.
    let generator = Builder::new()
        .with_algorithm(alg.into())
        .with_digits(digits)
        .with_step_duration(1)
        .with_secret(key)
        .build_noncompliant();
    let mut code = SecretDigits::new(digits.into());
    let written = write!(Written(&mut code), "{}", generator.generate(counter));
    written.ok().filter(|()| code.is_full()).map(|()| Otp(code)).ok_or(OtpError::Digits(digits))
}

/// Takes a code in as it is written, so that it stands nowhere else.
struct Written<'a>(&'a mut SecretDigits);

impl fmt::Write for Written<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().try_for_each(|character| self.0.push(character.wrapping_sub(b'0'))).map_err(|_| fmt::Error)
    }
}

/// The code for a time in seconds since 1970 UTC (RFC 6238 §4.2, T0 = 0).
///
/// # Errors
/// [`OtpError`].
pub fn totp(key: &[u8], unix_seconds: u64, step_seconds: u64, digits: u8, alg: Alg) -> Result<Otp, OtpError> {
    let counter = unix_seconds.checked_div(step_seconds).ok_or(OtpError::Step)?;
    hotp(key, counter, digits, alg)
}

/// How long the code of this time stays the present one: `step_seconds` down to 1 (0 if the step is zero).
#[must_use]
pub const fn seconds_left(unix_seconds: u64, step_seconds: u64) -> u64 {
    match unix_seconds.checked_rem(step_seconds) {
        Some(gone) => step_seconds - gone,
        None => 0,
    }
}

impl From<Alg> for Algorithm {
    fn from(alg: Alg) -> Self {
        match alg {
            Alg::Sha1 => Self::SHA1,
            Alg::Sha256 => Self::SHA256,
            Alg::Sha512 => Self::SHA512,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_code() {
        let code = hotp(b"12345678901234567890", 0, 6, Alg::Sha1).expect("code");
        assert_eq!(format!("{code:?}"), "Otp(redacted)");
        assert!(code.matches(b"755224") && !code.matches(b"755225") && !code.matches(b"75522") && !code.matches(b"x"));
    }

    #[test]
    fn leading_zeros_are_kept() {
        // RFC 6238 appendix B, SHA-1, 1111111109.
        let code = totp(b"12345678901234567890", 1_111_111_109, 30, 8, Alg::Sha1).expect("code");
        assert_eq!(code.expose(), b"07081804");
    }

    #[test]
    fn any_key_length_and_the_whole_range_of_counters_work() {
        for key in [&[][..], &[1], &[1; 15], &[1; 64], &[1; 200]] {
            assert_eq!(hotp(key, u64::MAX, 8, Alg::Sha512).expect("code").expose().len(), 8);
        }
    }

    #[test]
    fn digits_and_steps_outside_the_rfc_are_refused() {
        assert_eq!(hotp(b"k", 0, 5, Alg::Sha1), Err(OtpError::Digits(5)));
        assert_eq!(hotp(b"k", 0, 9, Alg::Sha1), Err(OtpError::Digits(9)));
        assert_eq!(totp(b"k", 0, 0, 6, Alg::Sha1), Err(OtpError::Step));
    }

    #[test]
    fn the_seconds_left_count_down_to_one() {
        assert_eq!([0, 1, 29, 30, 59].map(|time| seconds_left(time, 30)), [30, 29, 1, 30, 1]);
        assert_eq!(seconds_left(5, 0), 0);
    }
}

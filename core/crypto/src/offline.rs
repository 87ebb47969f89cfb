//! Codes of eight digits that work without any network (`docs/contract/offline-codes.md`): all are OCRA (RFC 6287) with HMAC-SHA256, and
//! differ in key and question.

use crate::canonical::{Canonical, CanonicalError};
use crate::encoding::hex;
use crate::hash::sha256;
use crate::kdf::{FreezeKey, ReverseKey};
use crate::ocra::{DataInput, InputError, OcraCode, Suite, SuiteError};
use crate::secret::Secret;

/// Suite of a code over a QR: the question is everything, no time.
pub const QR_SUITE: &str = "OCRA-1:HOTP-SHA256-8:QH64";
/// Suite of the other codes: question and minute.
pub const TIMED_SUITE: &str = "OCRA-1:HOTP-SHA256-8:QH64-T1M";

/// Why no code was made: a mistake of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfflineError {
    /// What it is about cannot be spelt.
    #[error("canonical bytes: {0}")]
    Canonical(#[from] CanonicalError),
    /// The suite.
    #[error("suite: {0}")]
    Suite(#[from] SuiteError),
    /// The question.
    #[error("input: {0}")]
    Input(#[from] InputError),
}

/// The minute of a time, as all these codes count it.
#[must_use]
pub const fn minute(unix_seconds: u64) -> u64 {
    unix_seconds / 60
}

/// Approves the operation with exactly these bytes. `key`: use key `kunci/use/ocra-qr`.
///
/// # Errors
/// [`OfflineError`].
pub fn qr_code(key: &Secret<32>, operation: &[u8]) -> Result<OcraCode, OfflineError> {
    code(QR_SUITE, key, &hex(&sha256(operation)), None)
}

/// What is typed to approve by typing, all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    /// The kind of operation.
    pub kind: &'a str,
    /// Destination bank.
    pub bank_code: &'a str,
    /// Destination account.
    pub account: &'a str,
    /// ISO 4217 letters.
    pub currency: &'a str,
    /// Minor units.
    pub minor: u64,
    /// The currency's exponent.
    pub exponent: u64,
}

impl Typed<'_> {
    /// SHA-256 of `kunci/typed/1`.
    ///
    /// # Errors
    /// [`CanonicalError`].
    pub fn question(&self) -> Result<[u8; 32], CanonicalError> {
        let bytes = Canonical::new("kunci/typed/1")
            .text(1, self.kind)
            .text(2, self.bank_code)
            .text(3, self.account)
            .text(4, self.currency)
            .number(5, self.minor)
            .number(6, self.exponent)
            .finish()?;
        Ok(sha256(&bytes))
    }
}

/// Approves what was typed, in this minute. `key`: use key `kunci/use/ocra-typed`.
///
/// # Errors
/// [`OfflineError`].
pub fn typed_code(key: &Secret<32>, typed: &Typed<'_>, minute: u64) -> Result<OcraCode, OfflineError> {
    code(TIMED_SUITE, key, &hex(&typed.question()?), Some(minute))
}

/// Freezes a card by telephone, by possession alone.
///
/// # Errors
/// [`OfflineError`].
pub fn freeze_code(key: &FreezeKey, card_id: &str, minute: u64) -> Result<OcraCode, OfflineError> {
    let question = sha256(&Canonical::new("kunci/freeze-code/1").uuid(1, card_id).finish()?);
    code(TIMED_SUITE, key.secret(), &hex(&question), Some(minute))
}

/// What a caller of the bank answers to the phone's challenge: the server's half of RFC 6287 §7.2, both questions joined. `challenge`: six
/// digits.
///
/// # Errors
/// [`OfflineError`].
pub fn caller_answer(
    key: &ReverseKey,
    challenge: &str,
    employee_id: &str,
    purpose: &str,
    minute: u64,
) -> Result<OcraCode, OfflineError> {
    let who = sha256(&Canonical::new("kunci/caller/1").text(1, employee_id).text(2, purpose).finish()?);
    code(TIMED_SUITE, key.secret(), &format!("{challenge}{}", hex(&who)), Some(minute))
}

fn code(suite: &str, key: &Secret<32>, question: &str, minute: Option<u64>) -> Result<OcraCode, OfflineError> {
    let input = DataInput { question, timestamp_steps: minute, ..DataInput::default() };
    // Exposed to OCRA itself.
    Ok(Suite::parse(suite)?.compute(key.expose(), &input)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Secret<32> {
        Secret::from_bytes(&mut [7; 32])
    }

    #[test]
    fn otp_10_every_member_of_what_is_typed_changes_the_code() {
        let typed = Typed {
            kind: "transfer",
            bank_code: "014",
            account: "1234567890",
            currency: "IDR",
            minor: 5_000_000,
            exponent: 2,
        };
        let of = |typed: &Typed<'_>, minute| typed_code(&key(), typed, minute).expect("code").expose().to_vec();
        let right = of(&typed, 9);
        for other in [
            Typed { kind: "payee-add", ..typed },
            Typed { bank_code: "015", ..typed },
            Typed { account: "1234567891", ..typed },
            Typed { currency: "USD", ..typed },
            Typed { minor: 5_000_001, ..typed },
            Typed { exponent: 0, ..typed },
        ] {
            assert_ne!(of(&other, 9), right, "{other:?}");
        }
        assert_ne!(of(&typed, 10), right);
        assert_eq!((right.len(), right.iter().all(u8::is_ascii_digit)), (8, true));
    }

    #[test]
    fn chat_13_an_answer_is_bound_to_challenge_employee_purpose_and_minute() {
        let key = ReverseKey::from_secret(key());
        let of = |challenge, employee, purpose, minute| {
            caller_answer(&key, challenge, employee, purpose, minute).expect("code").expose().to_vec()
        };
        let right = of("482913", "KB-1042", "payment", 9);
        for other in [
            of("482914", "KB-1042", "payment", 9),
            of("482913", "KB-1043", "payment", 9),
            of("482913", "KB-1042", "card", 9),
            of("482913", "KB-1042", "payment", 8),
        ] {
            assert_ne!(other, right);
        }
    }
}

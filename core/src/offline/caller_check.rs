//! "Is it the bank that is calling?" (CHAT-13): the phone shows six digits, the caller answers eight, and the phone verifies them
//! offline, by possession alone.

use kunci_crypto::kdf::ReverseKey;
use kunci_crypto::offline;
use kunci_domain::names;

use crate::ports::{Entropy, random};
use crate::token::possessed;
use crate::{Error, Phone, blocking};

/// Life of a challenge.
const LIFE_MS: i64 = 3 * 60_000;
/// Minutes on each side in which an answer is taken.
const SLACK: u64 = 1;
/// Longest employee id and purpose, in characters.
const LONGEST: usize = 64;

/// A challenge that waits for its answer. In memory only, and gone with the first answer.
pub(crate) struct CallerCheck {
    challenge: String,
    started_ms: i64,
}

impl CallerCheck {
    const fn is_fresh(&self, boot_ms: i64) -> bool {
        let age_ms = boot_ms.saturating_sub(self.started_ms);
        age_ms >= 0 && age_ms <= LIFE_MS
    }
}

/// What the customer reads to the caller. No secret: it is meant for a stranger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerCheckView {
    /// Six digits.
    pub challenge: String,
    /// Its life in seconds.
    pub seconds: u64,
}

/// A caller who proved to be the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallerView {
    /// Who calls.
    pub employee_id: String,
    /// What about, and nothing else.
    pub purpose: String,
}

impl Phone {
    /// Draws a challenge for the caller; any earlier one is over.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::TokenPending`], [`Error::TokenSuperseded`].
    pub async fn start_caller_check(&self) -> Result<CallerCheckView, Error> {
        possessed(self.load_token().await?)?;
        let challenge = six_digits(self.ports.entropy.as_ref())?;
        // The boot clock: nobody can turn it back to make a challenge live longer.
        let started_ms = self.ports.clock.boot_ms();
        self.memory()?.caller_check = Some(CallerCheck { challenge: challenge.clone(), started_ms });
        Ok(CallerCheckView { challenge, seconds: LIFE_MS.unsigned_abs() / 1000 })
    }

    /// Verifies the caller's answer: it must be the bank's, to this challenge, from this employee and for this purpose. One answer for
    /// each challenge, right or wrong.
    ///
    /// # Errors
    /// [`Error::CallerNotProven`]: hang up. [`Error::CallerCheckExpired`].
    pub async fn finish_caller_check(
        &self,
        employee_id: &str,
        purpose: &str,
        answer: &str,
    ) -> Result<CallerView, Error> {
        let record = possessed(self.load_token().await?)?;
        let check = self.memory()?.caller_check.take().ok_or(Error::CallerNotProven)?;
        if !check.is_fresh(self.ports.clock.boot_ms()) {
            return Err(Error::CallerCheckExpired);
        }
        let (minute, _) = self.minute()?;
        let key = ReverseKey::from_secret(record.reverse_key);
        let said = Said { challenge: &check.challenge, employee_id, purpose, answer };
        if blocking::wiped(|| said.proves(&key, minute)) {
            Ok(CallerView { employee_id: employee_id.to_owned(), purpose: purpose.to_owned() })
        } else {
            Err(Error::CallerNotProven)
        }
    }
}

#[derive(Clone, Copy)]
struct Said<'a> {
    challenge: &'a str,
    employee_id: &'a str,
    purpose: &'a str,
    answer: &'a str,
}

impl Said<'_> {
    /// Pure.
    fn proves(&self, key: &ReverseKey, minute: u64) -> bool {
        let plain = |text: &str| names::check_text(text).is_ok() && (1..=LONGEST).contains(&text.chars().count());
        if !plain(self.employee_id) || !plain(self.purpose) {
            return false;
        }
        let answer: Vec<u8> = self.answer.bytes().filter(|byte| *byte != b' ').collect();
        // Every minute is tried, so that the time taken does not tell which one fitted.
        (minute.saturating_sub(SLACK)..=minute + SLACK).fold(false, |found, minute| {
            let right = offline::caller_answer(key, self.challenge, self.employee_id, self.purpose, minute);
            right.is_ok_and(|right| right.matches(&answer)) | found
        })
    }
}

/// Each value equally likely.
fn six_digits(entropy: &dyn Entropy) -> Result<String, Error> {
    loop {
        let number = u32::from_be_bytes(random::<4>(entropy)?);
        // The last, incomplete million of u32 would favour small values.
        if number < 4_294_000_000 {
            return Ok(format!("{:06}", number % 1_000_000));
        }
    }
}

#[cfg(test)]
mod tests {
    use kunci_crypto::secret::Secret;

    use super::*;

    #[test]
    fn chat_13_a_challenge_lives_three_minutes_of_the_boot_clock() {
        let check = CallerCheck { challenge: "482913".into(), started_ms: 1_000 };
        let fresh = [999, 1_000, 181_000, 181_001].map(|boot_ms| check.is_fresh(boot_ms));
        assert_eq!(fresh, [false, true, true, false]);
    }

    #[test]
    fn chat_13_only_the_banks_answer_to_this_call_proves_the_caller() {
        let key = || ReverseKey::from_secret(Secret::from_bytes(&mut [3; 32]));
        let right = offline::caller_answer(&key(), "482913", "KB-1042", "card-fraud", 1000).expect("code");
        let answer = String::from_utf8(right.expose().to_vec()).expect("digits");
        let said = Said { challenge: "482913", employee_id: "KB-1042", purpose: "card-fraud", answer: &answer };
        for (minute, fits) in [(998, false), (999, true), (1000, true), (1001, true), (1002, false)] {
            assert_eq!(said.proves(&key(), minute), fits, "{minute}");
        }
        let spaced = format!("{} {}", &answer[..4], &answer[4..]);
        assert!(Said { answer: &spaced, ..said }.proves(&key(), 1000));
        for other in [
            Said { challenge: "482914", ..said },
            Said { employee_id: "KB-1043", ..said },
            Said { purpose: "loan", ..said },
            Said { answer: "", ..said },
            Said { employee_id: "", ..said },
            Said { purpose: "card\u{200b}-fraud", ..said },
        ] {
            assert!(!other.proves(&key(), 1000));
        }
    }
}

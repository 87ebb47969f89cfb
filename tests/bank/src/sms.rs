//! Short messages to customers, in their language, and how many of them carry a code.

use kunci_wire::ProblemCode;
use uuid::Uuid;

use crate::clock::{DAY, MINUTE};
use crate::refusal::{Refusal, refuse_with};
use crate::store::Tx;

/// So many codes in ten minutes …
const SHORT: (usize, i64) = (3, 10 * MINUTE);
/// … and in a day, for one customer.
const LONG: (usize, i64) = (10, DAY);

/// Refuses another code while a customer has had enough of them: each costs money, and each is a chance to be talked out of it.
pub(crate) fn refuse_limit(tx: &mut dyn Tx, customer: Uuid, now: i64) -> Result<(), Refusal> {
    let sent = tx.sms_codes_since(customer, now - LONG.1)?;
    let wait = [SHORT, LONG].into_iter().filter_map(|(most, span)| until_free(&sent, most, span, now)).max();
    let Some(wait) = wait else { return Ok(()) };
    let seconds = u64::try_from(wait).unwrap_or(0).div_ceil(1000);
    let detail = "at most 3 codes by SMS in ten minutes and 10 in a day";
    Err(refuse_with(ProblemCode::SmsLimit, detail, |problem| problem.retry_after_seconds = Some(seconds)))
}

/// Milliseconds until one more fits; `None`: now. `sent` is in the order of time.
fn until_free(sent: &[i64], most: usize, span: i64, now: i64) -> Option<i64> {
    let within: Vec<i64> = sent.iter().copied().filter(|at| at + span > now).collect();
    let oldest_that_counts = within.len().checked_sub(most).and_then(|first| within.get(first))?;
    Some(oldest_that_counts + span - now)
}

/// The message that carries an enrolment OTP.
pub(crate) fn enrolment_text(language: &str, code: &str) -> String {
    if language == "en" {
        format!(
            "KunciBank: {code} is your code to set up Kunci on a phone. Valid for 2 minutes. Never tell it to anybody, not even bank staff."
        )
    } else {
        format!(
            "KunciBank: {code} adalah kode untuk memasang Kunci di HP. Berlaku 2 menit. Jangan berikan kepada siapa pun, termasuk petugas bank."
        )
    }
}

/// The message of a step-up.
pub(crate) fn step_up_text(language: &str, code: &str) -> String {
    if language == "en" {
        format!(
            "KunciBank: {code} is your code to sign in with this phone again. Valid for 2 minutes. Never tell it to anybody, not even bank staff."
        )
    } else {
        format!(
            "KunciBank: {code} adalah kode untuk masuk lagi dengan HP ini. Berlaku 2 menit. Jangan berikan kepada siapa pun, termasuk petugas bank."
        )
    }
}

/// The message that proves a new number.
pub(crate) fn number_text(language: &str, code: &str) -> String {
    if language == "en" {
        format!(
            "KunciBank: {code} is your code to register this phone number. Valid for 2 minutes. Never tell it to anybody, not even bank staff."
        )
    } else {
        format!(
            "KunciBank: {code} adalah kode untuk mendaftarkan nomor ini. Berlaku 2 menit. Jangan berikan kepada siapa pun, termasuk petugas bank."
        )
    }
}

/// The message that tells a user id. It carries no code, and no link that a later message could imitate.
pub(crate) fn user_id_text(language: &str, user_id: &str) -> String {
    if language == "en" {
        format!(
            "KunciBank: your user id is {user_id}. It was asked for in the app. If not by you, nothing has happened: nobody can sign in with it alone."
        )
    } else {
        format!(
            "KunciBank: ID pengguna Anda {user_id}. Diminta lewat aplikasi. Bila bukan oleh Anda, tidak terjadi apa-apa: tidak ada yang dapat masuk hanya dengannya."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_5_one_more_fits_when_the_oldest_that_counts_has_had_its_time() {
        assert_eq!(until_free(&[], 3, 100, 1_000), None);
        assert_eq!(until_free(&[950, 960], 3, 100, 1_000), None);
        assert_eq!(until_free(&[950, 960, 970], 3, 100, 1_000), Some(50));
        assert_eq!(until_free(&[900, 950, 960], 3, 100, 1_000), None, "the first one's time is over");
        assert_eq!(until_free(&[910, 950, 960, 970], 3, 100, 1_000), Some(50));
    }
}

//! OCRA (RFC 6287) for the two suites of the contract: HMAC-SHA256, eight digits, a hexadecimal question, and with or without the minute.

use subtle::ConstantTimeEq as _;

use super::mac::hmac;

const QR: &str = "OCRA-1:HOTP-SHA256-8:QH64";
const TIMED: &str = "OCRA-1:HOTP-SHA256-8:QH64-T1M";

/// The minute of a bank time in milliseconds.
pub(crate) fn minute(now_ms: i64) -> i64 {
    now_ms.div_euclid(60_000)
}

/// A question of 32 bytes, as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The code of a question without time.
pub(crate) fn code(key: &[u8], question: &str) -> String {
    compute(key, QR, question, None)
}

/// The code of a question in a minute.
pub(crate) fn timed_code(key: &[u8], question: &str, minute: i64) -> String {
    compute(key, TIMED, question, Some(minute))
}

/// Whether two codes are one; in constant time.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

/// The minute in `now − slack … now + slack` whose code this is.
pub(crate) fn find(key: &[u8], question: &str, given: &str, now: i64, slack: i64) -> Option<i64> {
    let mut found = None;
    // Every candidate is tried, so that the time taken does not tell which one fitted.
    for minute in now - slack..=now + slack {
        if same(&timed_code(key, question, minute), given) && found.is_none() {
            found = Some(minute);
        }
    }
    found
}

/// `suite ‖ 00 ‖ Q (128 bytes, zeros behind) ‖ T` (§5.1), then dynamic truncation to eight digits.
fn compute(key: &[u8], suite: &str, question: &str, minute: Option<i64>) -> String {
    let mut message = suite.as_bytes().to_vec();
    message.push(0);
    let mut field = [0u8; 128];
    for (at, digit) in question.chars().enumerate().take(256) {
        // Everything asked here is hexadecimal: digests and decimal challenges.
        let value = u8::try_from(digit.to_digit(16).unwrap_or(0)).unwrap_or(0);
        field[at / 2] |= if at % 2 == 0 { value << 4 } else { value };
    }
    message.extend_from_slice(&field);
    if let Some(minute) = minute {
        message.extend_from_slice(&minute.to_be_bytes());
    }
    let mac = hmac(key, &message);
    let offset = usize::from(mac[31] & 0x0f);
    let number = mac[offset..offset + 4].iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:08}", (number & 0x7fff_ffff) % 100_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_bound_to_key_question_suite_and_minute() {
        let (key, question) = ([1; 32], hexadecimal(&[0xab; 32]));
        let right = timed_code(&key, &question, 7);
        assert_eq!((right.len(), find(&key, &question, &right, 8, 1)), (8, Some(7)));
        assert_eq!(find(&key, &question, &right, 9, 1), None);
        assert_ne!(right, timed_code(&[2; 32], &question, 7));
        assert_ne!(right, timed_code(&key, &hexadecimal(&[0xac; 32]), 7));
        assert_ne!(right, code(&key, &question));
        // An odd number of digits is filled up behind (RFC 6287, appendix A).
        assert_eq!(code(&key, "abc"), code(&key, "abc0"));
    }
}

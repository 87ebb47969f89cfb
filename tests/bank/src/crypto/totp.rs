//! TOTP (RFC 6238), six digits, thirty seconds from 1970: HMAC-SHA256 for soft tokens, what is printed with it for a device.

use std::ops::RangeInclusive;

use subtle::ConstantTimeEq as _;

use super::mac::{hmac, hmac_sha1};
use crate::store::Algorithm;

/// The time step of a bank time in milliseconds.
pub(crate) fn step(now_ms: i64) -> i64 {
    now_ms.div_euclid(30_000)
}

/// The code of a step.
pub(crate) fn code(key: &[u8], step: i64) -> String {
    format!("{:06}", truncate(&hmac(key, &step.to_be_bytes())) % 1_000_000)
}

/// The code that a hardware token shows at a step.
pub(crate) fn device_code(algorithm: Algorithm, key: &[u8], step: i64) -> String {
    match algorithm {
        Algorithm::Sha1 => format!("{:06}", truncate(&hmac_sha1(key, &step.to_be_bytes())) % 1_000_000),
        Algorithm::Sha256 => code(key, step),
    }
}

/// The step in `now − slack … now + slack` above `highest` whose code this is.
pub(crate) fn find(key: &[u8], given: &str, now_step: i64, slack: i64, highest: i64) -> Option<i64> {
    find_among((now_step - slack).max(highest + 1)..=now_step + slack, given, |step| code(key, step))
}

/// The first step among these whose code this is.
pub(crate) fn find_among(steps: RangeInclusive<i64>, given: &str, code: impl Fn(i64) -> String) -> Option<i64> {
    let mut found = None;
    // Every candidate is tried, so that the time taken does not tell which one fitted.
    for candidate in steps {
        let fits: bool = code(candidate).as_bytes().ct_eq(given.as_bytes()).into();
        if fits && found.is_none() {
            found = Some(candidate);
        }
    }
    found
}

/// Dynamic truncation (RFC 4226 §5.3).
fn truncate<const N: usize>(mac: &[u8; N]) -> u32 {
    let offset = usize::from(mac[N - 1] & 0x0f);
    let mut word = [0; 4];
    word.copy_from_slice(&mac[offset..offset + 4]);
    u32::from_be_bytes(word) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_6238_appendix_b_sha256() {
        let key = b"12345678901234567890123456789012";
        for (seconds, eight) in [
            (59, "46119246"),
            (1_111_111_109, "68084774"),
            (1_111_111_111, "67062674"),
            (1_234_567_890, "91819424"),
            (2_000_000_000, "90698825"),
            (20_000_000_000, "77737706"),
        ] {
            assert_eq!(code(key, step(seconds * 1000)), eight[2..], "{seconds}");
        }
    }

    #[test]
    fn otp_6_rfc_6238_appendix_b_sha1() {
        let key = b"12345678901234567890";
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(device_code(Algorithm::Sha1, key, step(seconds * 1000)), eight[2..], "{seconds}");
        }
    }

    #[test]
    fn a_step_is_found_only_within_the_slack_and_above_the_highest_taken() {
        let key = [9; 32];
        let given = code(&key, 100);
        assert_eq!(find(&key, &given, 101, 1, 0), Some(100));
        assert_eq!(find(&key, &given, 102, 1, 0), None);
        assert_eq!(find(&key, &given, 105, 5, 0), Some(100));
        assert_eq!(find(&key, &given, 100, 1, 100), None);
    }
}

//! What a customer types, as it comes from a keyboard or a clipboard: a date of birth, a phone number, a code, a password.

use kunci_core::offline::sort;
use kunci_crypto::SecretDigits;
use kunci_domain::unlock_code::{self, Personal};
use kunci_domain::{birth_date, password, phone_number};

pub(super) fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Some(date) = birth_date::read(&text) {
        // One date, one spelling.
        let spelt = format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
        assert_eq!(text, spelt);
    }
    if phone_number::is_e164(&text) {
        let digits = text.strip_prefix('+').expect("a plus");
        assert!(digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{text:?}");
        assert!(!digits.starts_with('0'), "no country begins with 0");
    }
    if let Ok(digits) = SecretDigits::from_ascii(input) {
        assert!(digits.expose().len() <= 8 && digits.expose().iter().all(u8::is_ascii_digit));
        let personal = Personal::read(Some(&text), Some(&text));
        if unlock_code::check(digits.expose(), &personal).is_ok() {
            assert_eq!(digits.expose().len(), 6, "an Unlock Code has six digits");
        }
    }
    let personal =
        password::Personal { user_id: &text, name: &text, birth_date: Some(&text), phone_number: Some(&text) };
    let rules = password::Rules::default();
    let verdict = password::check(&text, &personal, &rules);
    assert!(verdict.is_err() || text.chars().count() >= 8, "{text:?}");
    let _ = sort(&text);
}

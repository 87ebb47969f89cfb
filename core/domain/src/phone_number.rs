//! Phone numbers as they are registered: E.164 (OTP-8).

/// Whether the text is `+`, a country code that does not begin with 0, and eight to fifteen digits in all.
#[must_use]
pub fn is_e164(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_8_only_full_international_numbers_are_registered() {
        for fine in ["+628120004321", "+62811234", "+123456789012345"] {
            assert!(is_e164(fine), "{fine}");
        }
        for wrong in [
            "",
            "+",
            "08120004321",
            "628120004321",
            "+0812000432",
            "+62 812 000",
            "+62-812000",
            "+1234567",
            "+1234567890123456",
            "+62812०००4321",
        ] {
            assert!(!is_e164(wrong), "{wrong}");
        }
    }
}

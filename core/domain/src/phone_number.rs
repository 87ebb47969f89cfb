//! Phone numbers as they are registered: E.164 (OTP-8).

/// Whether the text is `+`, a country code that does not begin with 0, and eight to fifteen digits in all.
#[must_use]
pub fn is_e164(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

/// The full international number that somebody typed, as people write their own: with blanks, hyphens or brackets, and in Indonesia without the
/// country code. `None` if it is none.
#[must_use]
pub fn read(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|letter| !matches!(letter, ' ' | '-' | '(' | ')' | '.')).collect();
    let full = match (digits.strip_prefix("00"), digits.strip_prefix('0')) {
        (Some(abroad), _) => format!("+{abroad}"),
        (None, Some(rest)) => format!("+62{rest}"),
        (None, None) if digits.starts_with("62") => format!("+{digits}"),
        (None, None) => digits,
    };
    is_e164(&full).then_some(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_8_an_own_number_is_read_as_people_write_it() {
        for typed in ["0812-000-4321", "+62 812 000 4321", "62 (812) 0004321", "+628120004321", "00 628120004321"] {
            assert_eq!(read(typed).as_deref(), Some("+628120004321"), "{typed}");
        }
        for wrong in ["", "0", "00", "nol delapan", "812 000 4321", "+62 812 x"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

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

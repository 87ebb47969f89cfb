//! A date of birth as a customer types it: `DD/MM/YYYY`, and nothing else (OTP-6).

use jiff::civil::Date;

/// Reads `DD/MM/YYYY`; `None` for any other form, and for a date that no calendar has.
///
/// Strict on purpose: `5/1/1985` or `1985-01-05` could be meant in two ways, and a guess would burn a try.
#[must_use]
pub fn read(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digits = |range: std::ops::Range<usize>| {
        let part = bytes.get(range)?;
        part.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(part).ok()?.parse::<i16>().ok()).flatten()
    };
    if bytes[2] != b'/' || bytes[5] != b'/' {
        return None;
    }
    let (day, month, year) = (digits(0..2)?, digits(3..5)?, digits(6..10)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_6_a_date_of_birth_is_read_in_one_form_only() {
        assert_eq!(read("17/08/1990"), Some(jiff::civil::date(1990, 8, 17)));
        assert_eq!(read("29/02/2000"), Some(jiff::civil::date(2000, 2, 29)));
        for wrong in [
            "",
            "17/8/1990",
            "17-08-1990",
            "1990-08-17",
            "17/08/90",
            "08/17/1990",
            "31/02/1990",
            "29/02/1990",
            "00/08/1990",
            " 17/08/1990",
            "17/08/1990 ",
            "17/08/199O",
            "+7/08/1990",
            "17/08/-990",
            "१७/०८/१९९०",
        ] {
            assert_eq!(read(wrong), None, "{wrong:?}");
        }
    }
}

//! Unlock Code rules (SAFE-4): six digits, and not one of those that a thief tries first.
//!
//! The bank takes five wrong tries, so a code is weak when it is among the guesses that a stranger, or somebody who found the
//! customer's papers, would make first. About one code in a hundred is refused.

/// Digits of an Unlock Code.
pub const LENGTH: usize = 6;

/// Why a code is refused. The variant is the reason told to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weakness {
    /// Not exactly six digits.
    Length,
    /// One or two different digits only: 111111, 121212, 112211.
    FewDigits,
    /// Up or down in equal steps, over the end too: 123456, 987654, 789012, 135791.
    Run,
    /// Two or three digits repeated, mirrored or doubled: 123123, 123321, 112233.
    Pattern,
    /// A line or shape on the keypad, or otherwise among the commonest: 147258, 159753.
    Common,
    /// The customer's birth date in some order.
    BirthDate,
    /// Part of the customer's own phone number.
    PhoneNumber,
}

impl Weakness {
    /// Every reason.
    pub const ALL: [Self; 7] =
        [Self::Length, Self::FewDigits, Self::Run, Self::Pattern, Self::Common, Self::BirthDate, Self::PhoneNumber];

    /// Its name in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::FewDigits => "few-digits",
            Self::Run => "run",
            Self::Pattern => "pattern",
            Self::Common => "common",
            Self::BirthDate => "birth-date",
            Self::PhoneNumber => "phone-number",
        }
    }

    /// Reads what [`Self::code`] says.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weakness| weakness.code() == code)
    }
}

/// What is known of the customer, for the personal rules. Kept in memory only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Personal {
    /// Year, month, day.
    pub birth_date: Option<(u16, u8, u8)>,
    /// Digits of the registered number; other characters are ignored.
    pub phone_number: Option<String>,
}

impl Personal {
    /// From the bank's `YYYY-MM-DD` and E.164 number; what cannot be read is left out, so that it never locks a customer out of enrolment.
    #[must_use]
    pub fn read(birth_date: Option<&str>, phone_number: Option<&str>) -> Self {
        let date = birth_date.and_then(|text| text.parse::<jiff::civil::Date>().ok());
        Self {
            birth_date: date.and_then(|date| {
                let year = u16::try_from(date.year()).ok()?;
                Some((year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?))
            }),
            phone_number: phone_number.map(str::to_owned),
        }
    }
}

/// Checks a code (ASCII digits).
///
/// # Errors
/// The first [`Weakness`] found, most telling first.
pub fn check(code: &[u8], personal: &Personal) -> Result<(), Weakness> {
    let Ok(digits) = <[u8; LENGTH]>::try_from(code) else { return Err(Weakness::Length) };
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(Weakness::Length);
    }
    let digits = digits.map(|digit| digit - b'0');
    let rules: [(Weakness, bool); 6] = [
        (Weakness::FewDigits, distinct(&digits) <= 2),
        (Weakness::Run, is_run(&digits)),
        (Weakness::Pattern, is_pattern(&digits)),
        (Weakness::Common, is_common(&digits)),
        (Weakness::BirthDate, is_birth_date(code, personal)),
        (Weakness::PhoneNumber, is_phone_number(code, personal)),
    ];
    match rules.into_iter().find(|(_, hit)| *hit) {
        Some((weakness, _)) => Err(weakness),
        None => Ok(()),
    }
}

fn distinct(digits: &[u8; LENGTH]) -> u32 {
    digits.iter().fold(0u16, |seen, digit| seen | 1 << digit).count_ones()
}

fn is_run(digits: &[u8; LENGTH]) -> bool {
    let step = |pair: &[u8]| (pair[1] + 10 - pair[0]) % 10;
    let first = step(&digits[..2]);
    digits.windows(2).all(|pair| step(pair) == first)
}

fn is_pattern(d: &[u8; LENGTH]) -> bool {
    let repeated_three = d[..3] == d[3..];
    let repeated_two = d[..2] == d[2..4] && d[2..4] == d[4..];
    let mirrored = d[0] == d[5] && d[1] == d[4] && d[2] == d[3];
    let doubled = d[0] == d[1] && d[2] == d[3] && d[4] == d[5];
    let tripled = d[0] == d[1] && d[1] == d[2] && d[3] == d[4] && d[4] == d[5];
    // 123654, 321456: one half runs up, the other down, on neighbouring digits.
    let half = |h: &[u8]| h.windows(2).all(|p| p[0] + 1 == p[1]) || h.windows(2).all(|p| p[0] == p[1] + 1);
    repeated_three || repeated_two || mirrored || doubled || tripled || (half(&d[..3]) && half(&d[3..]))
}

/// Lines of the keypad (rows, columns, diagonals), each walked forwards or backwards; two of them make a code.
const KEYPAD_LINES: [[u8; 3]; 9] =
    [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 4, 7], [2, 5, 8], [3, 6, 9], [1, 5, 9], [3, 5, 7], [2, 5, 0]];

/// The six-digit codes among 49,000 published passwords, sorted, one a line; see `core/domain/lists/README.md`.
const PUBLISHED: &str = include_str!("../lists/common_codes.txt");

/// Codes that neither a rule above nor that list knows: round numbers, years and dates of this country, lucky numbers, known constants.
const POPULAR: &[&[u8; LENGTH]] = &[
    b"520131", b"131452", b"100200", b"141421", b"170845", b"080808", b"990099", b"100100", b"000123", b"030201",
    b"040506", b"012340", b"543210", b"199900", b"200200", b"808080",
];

fn is_common(digits: &[u8; LENGTH]) -> bool {
    let on_line = |half: &[u8]| KEYPAD_LINES.iter().any(|line| line == half || line.iter().rev().eq(half.iter()));
    let popular = POPULAR.iter().any(|code| code.iter().zip(digits).all(|(a, b)| a - b'0' == *b));
    // A year of living memory doubled up with a digit pair (199019, 201020) is caught as YYYY + its own first or last half.
    let year = digits[0] * 10 + digits[1];
    let year_twice = (year == 19 || year == 20) && (digits[4..] == digits[2..4] || digits[4..] == digits[..2]);
    (on_line(&digits[..3]) && on_line(&digits[3..])) || popular || is_published(digits) || year_twice
}

/// Every line has seven bytes, so a place is a line.
fn is_published(digits: &[u8; LENGTH]) -> bool {
    let lines = PUBLISHED.as_bytes().as_chunks::<7>().0;
    lines.binary_search_by(|line| line[..LENGTH].iter().map(|byte| byte - b'0').cmp(digits.iter().copied())).is_ok()
}

fn is_birth_date(code: &[u8], personal: &Personal) -> bool {
    let Some((year, month, day)) = personal.birth_date else { return false };
    let (yy, yyyy) = (format!("{:02}", year % 100), format!("{year:04}"));
    let (mm, dd) = (format!("{month:02}"), format!("{day:02}"));
    let parts = [yy.as_str(), mm.as_str(), dd.as_str()];
    const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let short = ORDERS.iter().any(|order| order.map(|part| parts[part]).concat().as_bytes() == code);
    let long = [format!("{yyyy}{mm}"), format!("{mm}{yyyy}"), format!("{yyyy}{dd}"), format!("{dd}{yyyy}")];
    // Without leading zeros: 1 7 1990 → 171990 and its orders.
    let bare = [
        format!("{day}{month}{yyyy}"),
        format!("{month}{day}{yyyy}"),
        format!("{yyyy}{month}{day}"),
        format!("{yyyy}{day}{month}"),
    ];
    short || long.iter().chain(&bare).any(|text| text.as_bytes() == code)
}

fn is_phone_number(code: &[u8], personal: &Personal) -> bool {
    let Some(number) = &personal.phone_number else { return false };
    let digits: Vec<u8> = number.bytes().filter(u8::is_ascii_digit).collect();
    let reversed: Vec<u8> = code.iter().rev().copied().collect();
    digits.windows(LENGTH).any(|part| part == code || part == reversed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sari() -> Personal {
        Personal::read(Some("1990-08-17"), Some("+62 812-0000-4321"))
    }

    #[test]
    fn safe_4_each_kind_of_weak_code_is_refused_with_its_reason() {
        for (code, reason) in [
            ("111111", Weakness::FewDigits),
            ("121212", Weakness::FewDigits),
            ("112211", Weakness::FewDigits),
            ("123456", Weakness::Run),
            ("987654", Weakness::Run),
            ("789012", Weakness::Run),
            ("135791", Weakness::Run),
            ("123123", Weakness::Pattern),
            ("123321", Weakness::Pattern),
            ("112233", Weakness::Pattern),
            ("123654", Weakness::Pattern),
            ("147258", Weakness::Common),
            ("159753", Weakness::Common),
            ("199090", Weakness::Common),
            ("170890", Weakness::BirthDate),
            ("900817", Weakness::BirthDate),
            ("081790", Weakness::BirthDate),
            ("199008", Weakness::BirthDate),
            ("004321", Weakness::PhoneNumber),
            ("002182", Weakness::PhoneNumber),
            ("12345", Weakness::Length),
            ("1234567", Weakness::Length),
            ("12a456", Weakness::Length),
        ] {
            assert_eq!(check(code.as_bytes(), &sari()), Err(reason), "{code}");
        }
    }

    #[test]
    fn safe_4_good_codes_are_taken() {
        for code in ["740916", "385204", "592738", "028417"] {
            assert_eq!(check(code.as_bytes(), &sari()), Ok(()), "{code}");
        }
    }

    #[test]
    fn safe_4_single_digit_days_and_months_are_seen_without_zeros() {
        let born = Personal::read(Some("1990-07-01"), None);
        assert_eq!(check(b"171990", &born), Err(Weakness::BirthDate));
        assert_eq!(check(b"711990", &born), Err(Weakness::BirthDate));
    }

    #[test]
    fn safe_4_every_code_among_published_passwords_is_refused() {
        let lines: Vec<&str> = PUBLISHED.lines().collect();
        assert!(lines.is_sorted() && PUBLISHED.len() == lines.len() * 7);
        assert_eq!(lines.len(), 740);
        for code in lines {
            assert!(check(code.as_bytes(), &Personal::default()).is_err(), "{code}");
        }
    }

    #[test]
    fn safe_4_the_rules_leave_almost_all_codes_to_choose_from() {
        let digit = |n: u32, place: u32| b'0' + u8::try_from(n / 10_u32.pow(place) % 10).expect("a digit");
        let code = |n: u32| [5, 4, 3, 2, 1, 0].map(|place| digit(n, place));
        let refused = (0..1_000_000).filter(|&n| check(&code(n), &Personal::default()).is_err()).count();
        assert_eq!(refused, 6_325, "a change of this number is a decision");
    }

    #[test]
    fn unreadable_personal_data_never_blocks_enrolment() {
        let odd = Personal::read(Some("17/08/1990"), Some("unknown"));
        assert_eq!(check(b"740916", &odd), Ok(()));
    }
}

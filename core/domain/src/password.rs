//! Password rules (SAFE-4, after NIST SP 800-63B-4 §3.1.1): long enough, and not built of what a stranger tries first.
//!
//! There are no rules of composition: upper case, digits and signs are neither asked for nor counted. What counts is how much of a
//! password has to be guessed. A character counts one; a common word, a run on the keyboard or a repeated block counts two, however long it
//! is (a list of 10,000 words is worth about two characters: 95² = 9,025); what is known of the customer counts one. The cheapest way to
//! build the password of such pieces must still count [`Rules::worth`]. Spaces and every script are welcome, so a passphrase of four or
//! five words is fine.

mod common;
mod pieces;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use pieces::{Known, cheapest};

/// Why a password is refused. The variant is the reason told to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weakness {
    /// Fewer characters than the bank asks for.
    Short,
    /// More characters than the bank takes.
    Long,
    /// A character that no keyboard types, such as a line break.
    Control,
    /// Built of the user id, name, birth date or phone number.
    Personal,
    /// Built of common passwords and words.
    Common,
    /// Built of runs: neighbouring keys, the alphabet, counting.
    Run,
    /// A few characters again and again.
    Repeated,
}

impl Weakness {
    /// Every reason.
    pub const ALL: [Self; 7] =
        [Self::Short, Self::Long, Self::Control, Self::Personal, Self::Common, Self::Run, Self::Repeated];

    /// Its name in the contract, in journeys and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Control => "control",
            Self::Personal => "personal",
            Self::Common => "common",
            Self::Run => "run",
            Self::Repeated => "repeated",
        }
    }

    /// The reason of this name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// The bank's choice. The default is the contract's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Fewest characters (Unicode code points in NFC).
    pub shortest: usize,
    /// Most characters.
    pub longest: usize,
    /// How much there must be to guess, counted as this module's page says.
    pub worth: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { shortest: 12, longest: 128, worth: 8 }
    }
}

/// What is known of the customer. The phone knows less than the bank: the bank's word is the last.
#[derive(Debug, Clone, Copy, Default)]
pub struct Personal<'a> {
    /// The user id.
    pub user_id: &'a str,
    /// The name, in words.
    pub name: &'a str,
    /// `YYYY-MM-DD`.
    pub birth_date: Option<&'a str>,
    /// E.164; other characters than digits are ignored.
    pub phone_number: Option<&'a str>,
}

/// Checks a new password. Keeps no copy of it: what is worked on is wiped.
///
/// # Errors
/// The [`Weakness`] that says most about it.
pub fn check(password: &str, personal: &Personal<'_>, rules: &Rules) -> Result<(), Weakness> {
    // The room is reserved at once: a growing buffer would leave copies behind.
    let mut characters = Zeroizing::new(Vec::with_capacity(password.len()));
    let mut length = 0;
    for c in password.nfc() {
        length += 1;
        if length > rules.longest {
            return Err(Weakness::Long);
        }
        if c.is_control() {
            return Err(Weakness::Control);
        }
        characters.push(c.to_lowercase().next().unwrap_or(c));
    }
    if length < rules.shortest {
        return Err(Weakness::Short);
    }
    let found = cheapest(&characters, &Known::of(personal));
    if found.worth >= rules.worth { Ok(()) } else { Err(found.mostly) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sari() -> Personal<'static> {
        Personal {
            user_id: "sari",
            name: "Sari Wulandari",
            birth_date: Some("1990-08-17"),
            phone_number: Some("+628120004321"),
        }
    }

    fn judge(password: &str) -> Result<(), Weakness> {
        check(password, &sari(), &Rules::default())
    }

    #[test]
    fn safe_4_each_kind_of_weak_password_is_refused_with_its_reason() {
        for (password, reason) in [
            ("Senja-72", Weakness::Short),
            ("elevenchars", Weakness::Short),
            ("Senja di Ubud\n72", Weakness::Control),
            ("Sari-Wulandari", Weakness::Personal),
            ("sari17081990", Weakness::Personal),
            ("Wulandari1990!", Weakness::Personal),
            ("+628120004321", Weakness::Personal),
            ("08120004321sari", Weakness::Personal),
            ("password2024!", Weakness::Common),
            ("P@ssw0rdP@ssw0rd", Weakness::Common),
            ("Indonesia1945!", Weakness::Common),
            ("monkey dragon 1", Weakness::Common),
            ("qwertyuiop123", Weakness::Run),
            ("abcdefghijklmnop", Weakness::Run),
            ("5tgb6yhn7ujm", Weakness::Run),
            ("asdfghjkl;09876", Weakness::Run),
            ("aaaaaaaaaaaa", Weakness::Repeated),
            ("xk7qxk7qxk7q", Weakness::Repeated),
            ("😀😀😀😀😀😀😀😀😀😀😀😀", Weakness::Repeated),
        ] {
            assert_eq!(judge(password), Err(reason), "{password}");
        }
        assert_eq!(judge(&"ab cd ef ".repeat(15)), Err(Weakness::Long));
    }

    #[test]
    fn safe_4_long_passwords_and_phrases_are_taken_without_rules_of_composition() {
        for password in [
            "Senja-di-Ubud-72",
            "Kopi-Toraja-1945",
            "correct horse battery staple",
            "hujan sore di kota tua",
            "kucing oranye makan semangka",
            "river lamp onion cargo",
            "ꦱꦼꦤ꧀ꦗꦢꦶꦲꦸꦧꦸꦢ꧀",
            "Огонь и река летом",
            "tvxqmzrwpkjh",
            "849201756382",
        ] {
            assert_eq!(judge(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn safe_4_length_is_counted_in_characters_of_the_composed_form() {
        // Twelve characters, typed with combining accents: 24 code points before NFC.
        let decomposed =
            "e\u{301}a\u{300}o\u{308}u\u{302}i\u{303}n\u{303}c\u{327}s\u{30c}z\u{30c}r\u{30c}y\u{301}g\u{306}";
        assert_eq!(judge(decomposed), Ok(()));
        let eleven = "e\u{301}a\u{300}o\u{308}u\u{302}i\u{303}n\u{303}c\u{327}s\u{30c}z\u{30c}r\u{30c}y\u{301}";
        assert_eq!(judge(eleven), Err(Weakness::Short));
        let most: String = (0..128).map(|n| char::from_u32(0x4e00 + n * 7).expect("a character")).collect();
        assert_eq!(judge(&most), Ok(()), "at least 64 characters are taken, here 128");
    }

    #[test]
    fn safe_4_the_bank_may_choose_its_own_numbers() {
        let strict = Rules { shortest: 15, longest: 64, worth: 12 };
        assert_eq!(check("tvxqmzrwpkjh", &sari(), &strict), Err(Weakness::Short));
        assert_eq!(check("monkey dragon sunshine tiger", &sari(), &strict), Err(Weakness::Common));
        assert_eq!(check("monkey dragon sunshine tiger", &sari(), &Rules::default()), Ok(()));
    }

    #[test]
    fn safe_4_without_facts_of_the_customer_the_other_rules_hold() {
        let nobody = Personal::default();
        assert_eq!(check("password2024!", &nobody, &Rules::default()), Err(Weakness::Common));
        assert_eq!(check("Senja-di-Ubud-72", &nobody, &Rules::default()), Ok(()));
        let odd = Personal { birth_date: Some("17/08/1990"), phone_number: Some("unknown"), ..nobody };
        assert_eq!(check("Senja-di-Ubud-72", &odd, &Rules::default()), Ok(()));
    }

    #[test]
    fn reasons_are_read_back_by_name() {
        for reason in Weakness::ALL {
            assert_eq!(Weakness::parse(reason.code()), Some(reason));
        }
        assert_eq!(Weakness::parse("ugly"), None);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_judged_without_a_fault(password in ".{0,140}") {
            let _ = judge(&password);
        }

        #[test]
        fn safe_4_what_is_refused_for_its_pieces_stays_so_when_it_is_repeated(word in "[a-z]{4,7}") {
            let repeated = word.repeat(3);
            proptest::prop_assert!(judge(&repeated).is_err() || word.len() >= 7, "{repeated}");
        }
    }
}

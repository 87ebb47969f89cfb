//! The means by which somebody proves who they are, and which kind of factor each is: knowledge, possession, or the body (SAFE-1).

use crate::texts::{self, Language};

/// One means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Means {
    /// The password.
    Password,
    /// The Unlock Code.
    UnlockCode,
    /// The phone that holds the token, by its device key.
    OwnPhone,
    /// A hardware token, by its code.
    HardwareToken,
    /// A finger or face that the phone knows.
    Biometric,
}

/// A kind of factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Factor {
    /// Something that the customer knows.
    Knowledge,
    /// Something that the customer has.
    Possession,
    /// Something that the customer is.
    Body,
}

impl Means {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Password, Self::UnlockCode, Self::OwnPhone, Self::HardwareToken, Self::Biometric];

    /// Its name as it travels, in journeys and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::UnlockCode => "unlock-code",
            Self::OwnPhone => "own-phone",
            Self::HardwareToken => "hardware-token",
            Self::Biometric => "biometric",
        }
    }

    /// The means of this name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|means| means.code() == code)
    }

    /// Which kind of factor it is.
    #[must_use]
    pub const fn factor(self) -> Factor {
        match self {
            Self::Password | Self::UnlockCode => Factor::Knowledge,
            Self::OwnPhone | Self::HardwareToken => Factor::Possession,
            Self::Biometric => Factor::Body,
        }
    }

    /// "password", "this phone" …
    #[must_use]
    pub fn label(self, language: Language) -> String {
        texts::text(language, &format!("means-{}", self.code()), &[])
    }
}

impl Factor {
    /// Its name in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Possession => "possession",
            Self::Body => "body",
        }
    }

    /// "something you know" …
    #[must_use]
    pub fn label(self, language: Language) -> String {
        texts::text(language, &format!("factor-{}", self.code()), &[])
    }
}

/// Whether these are at least two kinds of factor: two passwords are one.
#[must_use]
pub fn is_multi_factor(means: &[Means]) -> bool {
    means.iter().any(|one| means.iter().any(|other| one.factor() != other.factor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_1_two_means_of_one_kind_are_one_factor() {
        use Means::{Biometric, HardwareToken, OwnPhone, Password, UnlockCode};
        for (means, multi) in [
            (&[][..], false),
            (&[Password], false),
            (&[Password, UnlockCode], false),
            (&[OwnPhone, HardwareToken], false),
            (&[Password, HardwareToken], true),
            (&[Password, OwnPhone, UnlockCode], true),
            (&[Password, OwnPhone, Biometric], true),
        ] {
            assert_eq!(is_multi_factor(means), multi, "{means:?}");
        }
    }

    #[test]
    fn safe_1_every_means_has_a_name_and_words_in_both_languages() {
        for means in Means::ALL {
            assert_eq!(Means::parse(means.code()), Some(means));
            for language in Language::ALL {
                assert!(!means.label(language).starts_with('['), "{means:?}");
                assert!(!means.factor().label(language).starts_with('['), "{means:?}");
            }
        }
        assert_eq!(Means::parse("smile"), None);
    }
}

//! Complaints (SAFE-7): what they are about, by when the bank must answer, and what the customer is entitled to.
//!
//! Source of the periods: for complaints in writing POJK 22/2023 (10 working days, and 10 more if the bank has said so before they are
//! over); for what concerns personal data UU 27/2022 (3 × 24 hours).

use crate::texts::{self, Language};
use crate::written::Period;

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComplaintKind {
    /// A transfer or payment.
    Payment,
    /// A card.
    Card,
    /// Money lost to a deceiver.
    Fraud,
    /// How the customer was served.
    Service,
    /// Personal data.
    Data,
    /// Anything else.
    Other,
}

impl ComplaintKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Payment, Self::Card, Self::Fraud, Self::Service, Self::Data, Self::Other];

    /// Its name as it travels and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Card => "card",
            Self::Fraud => "fraud",
            Self::Service => "service",
            Self::Data => "data",
            Self::Other => "other",
        }
    }

    /// How long the bank has for its answer.
    #[must_use]
    pub const fn period(self) -> Period {
        match self {
            Self::Data => Period::Hours(72),
            _ => Period::WorkingDays(10),
        }
    }

    /// By how much the bank may put its answer off, once, having said so; `None`: not at all.
    #[must_use]
    pub const fn extension(self) -> Option<Period> {
        match self {
            Self::Data => None,
            _ => Some(Period::WorkingDays(10)),
        }
    }
}

/// What the customer is entitled to, as the apps show it: names of texts `right-NAME` with `.body`.
pub const RIGHTS: [&str; 6] = ["complain", "period", "data", "dispute", "proof", "elsewhere"];

/// One right in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// Its name.
    pub key: &'static str,
    /// In one line.
    pub title: String,
    /// What it means.
    pub body: String,
}

/// All rights in words.
#[must_use]
pub fn rights(language: Language) -> Vec<Right> {
    let text = |key: String| texts::text(language, &key, &[]);
    let right =
        |key: &'static str| Right { key, title: text(format!("right-{key}")), body: text(format!("right-{key}.body")) };
    RIGHTS.into_iter().map(right).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_7_what_concerns_personal_data_is_answered_within_three_times_24_hours_and_never_put_off() {
        assert_eq!(ComplaintKind::Data.period(), Period::Hours(72));
        assert_eq!(ComplaintKind::Data.extension(), None);
        assert_eq!(ComplaintKind::Card.extension(), Some(Period::WorkingDays(10)));
    }

    #[test]
    fn safe_7_rights_have_their_words_in_both_languages() {
        for language in Language::ALL {
            for right in rights(language) {
                assert!(!right.title.contains('[') && !right.body.contains('['), "{right:?}");
            }
        }
    }
}

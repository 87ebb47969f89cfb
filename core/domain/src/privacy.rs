//! What a phone keeps and for how long, and what a customer has agreed to (SAFE-6).

use crate::texts::{self, Language};

const DAY_MS: i64 = 24 * 3_600_000;

/// Words of a chat are kept so long: as long as a complaint can turn on them. Milliseconds.
pub const MESSAGES_MS: i64 = 5 * 365 * DAY_MS;
/// The bank's receipts likewise. Milliseconds.
pub const RECEIPTS_MS: i64 = 5 * 365 * DAY_MS;
/// What was asked of a card and came to nothing is kept so long after it was asked. Milliseconds.
pub const FAILED_MS: i64 = 90 * DAY_MS;

/// A complaint or letter that was typed and not sent is kept so long after its last change. Milliseconds.
pub const UNSENT_MS: i64 = 30 * DAY_MS;

/// A kind of what the core keeps on the phone. Nothing else is kept by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The token's keys and state.
    Token,
    /// The cards by name and last digits.
    Cards,
    /// What was asked of cards, with the bank's receipts.
    Commands,
    /// Disputes that were begun and not submitted, with their evidence.
    DisputeDrafts,
    /// Complaints and letters that were typed and not sent.
    Unsent,
    /// The chat.
    Messages,
    /// What waits to be sent in the chat.
    Outbox,
    /// The chat's files.
    Attachments,
    /// The bank's public keys.
    BankKeys,
    /// The last bank time.
    BankTime,
    /// The bank's word on its services.
    BankStatus,
}

impl Kept {
    /// All of them, as a list shows them.
    pub const ALL: [Self; 11] = [
        Self::Token,
        Self::Cards,
        Self::Commands,
        Self::DisputeDrafts,
        Self::Unsent,
        Self::Messages,
        Self::Outbox,
        Self::Attachments,
        Self::BankKeys,
        Self::BankTime,
        Self::BankStatus,
    ];

    /// Its name in journeys, exports and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Cards => "cards",
            Self::Commands => "commands",
            Self::DisputeDrafts => "dispute-drafts",
            Self::Unsent => "unsent",
            Self::Messages => "messages",
            Self::Outbox => "outbox",
            Self::Attachments => "attachments",
            Self::BankKeys => "bank-keys",
            Self::BankTime => "bank-time",
            Self::BankStatus => "bank-status",
        }
    }

    /// It is about the customer, and goes when the customer erases the phone; the rest is the bank's and public.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::BankKeys | Self::BankTime | Self::BankStatus)
    }

    /// What it is.
    #[must_use]
    pub fn label(self, language: Language) -> String {
        texts::text(language, &format!("kept-{}", self.code()), &[])
    }

    /// What for.
    #[must_use]
    pub fn purpose(self, language: Language) -> String {
        texts::text(language, &format!("kept-{}.purpose", self.code()), &[])
    }

    /// For how long.
    #[must_use]
    pub fn retention(self, language: Language) -> String {
        texts::text(language, &format!("kept-{}.retention", self.code()), &[])
    }
}

/// Whether a command on a card has been kept long enough. `settled`: there is a receipt; `open`: it may still be sent, and stays.
#[must_use]
pub const fn is_command_due(settled: bool, open: bool, age_ms: i64) -> bool {
    !open && age_ms >= if settled { RECEIPTS_MS } else { FAILED_MS }
}

/// Whether what was typed and not sent has been kept long enough.
#[must_use]
pub const fn is_unsent_due(age_ms: i64) -> bool {
    age_ms >= UNSENT_MS
}

/// What a customer agrees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// The terms of service.
    Terms,
    /// The privacy notice.
    Privacy,
    /// Reports of faults of the app.
    Diagnostics,
    /// Offers of the bank.
    Offers,
}

impl Consent {
    /// All of them, as a list shows them.
    pub const ALL: [Self; 4] = [Self::Terms, Self::Privacy, Self::Diagnostics, Self::Offers];

    /// Its name on the wire, in journeys and text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Privacy => "privacy",
            Self::Diagnostics => "diagnostics",
            Self::Offers => "offers",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == name)
    }

    /// Without it the bank cannot serve; it can be given, and not be taken back while the customer is one.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Terms | Self::Privacy)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self, language: Language) -> String {
        texts::text(language, &format!("consent-{}", self.code()), &[])
    }

    /// What it means.
    #[must_use]
    pub fn body(self, language: Language) -> String {
        texts::text(language, &format!("consent-{}.body", self.code()), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_6_everything_kept_says_what_it_is_what_for_and_how_long() {
        for (kept, language) in Kept::ALL.into_iter().flat_map(|kept| Language::ALL.map(|language| (kept, language))) {
            for words in [kept.label(language), kept.purpose(language), kept.retention(language)] {
                assert!(!words.is_empty() && !words.starts_with('['), "{kept:?} in {language:?}: {words}");
            }
        }
    }

    #[test]
    fn safe_6_every_consent_has_a_name_and_words_in_both_languages() {
        for consent in Consent::ALL {
            assert_eq!(Consent::parse(consent.code()), Some(consent));
            for words in
                Language::ALL.into_iter().flat_map(|language| [consent.label(language), consent.body(language)])
            {
                assert!(!words.is_empty() && !words.starts_with('['), "{consent:?}: {words}");
            }
        }
        assert_eq!(Consent::parse("everything"), None);
    }

    #[test]
    fn safe_6_a_command_is_kept_as_long_as_it_is_good_for_something() {
        for (settled, open, age_ms, due) in [
            (true, false, RECEIPTS_MS - 1, false),
            (true, false, RECEIPTS_MS, true),
            (false, false, FAILED_MS - 1, false),
            (false, false, FAILED_MS, true),
            (false, true, RECEIPTS_MS, false),
        ] {
            assert_eq!(is_command_due(settled, open, age_ms), due, "{settled} {open} {age_ms}");
        }
    }
}

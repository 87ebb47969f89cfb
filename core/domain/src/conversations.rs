//! What a conversation with the bank is about, and how many of them are open at once. Each is a thing of its own: its words, its numbers, its
//! queue and its end.

use crate::texts::{self, Language};

/// What a conversation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The conversation that every customer has, and that is never begun by hand.
    General,
    /// A card.
    Card,
    /// A transfer or payment.
    Payment,
    /// An account.
    Account,
    /// The app, the token or a phone.
    App,
    /// A message or call that looks like a scam.
    Scam,
    /// Anything else, and what a later version may name.
    Other,
}

/// So many conversations about a topic are open at once.
pub const OPEN_MOST: usize = 4;

impl Topic {
    /// What a customer may choose, as a form offers it.
    pub const CHOICES: [Self; 6] = [Self::Card, Self::Payment, Self::Account, Self::App, Self::Scam, Self::Other];

    /// Its name as it travels, in stores and in text keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Card => "card",
            Self::Payment => "payment",
            Self::Account => "account",
            Self::App => "app",
            Self::Scam => "scam",
            Self::Other => "other",
        }
    }

    /// One that a customer may choose, from its name.
    #[must_use]
    pub fn choice(code: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|topic| topic.code() == code)
    }

    /// As the bank names it: what this version does not know is something else.
    #[must_use]
    pub fn told(code: &str) -> Self {
        if code == Self::General.code() { Self::General } else { Self::choice(code).unwrap_or(Self::Other) }
    }

    /// In words.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        texts::text(language, &format!("chat-topic-{}", self.code()), &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_9_every_topic_has_its_words_and_a_topic_of_the_future_is_something_else() {
        for language in Language::ALL {
            let mut names: Vec<String> = Topic::CHOICES.map(|topic| topic.name(language)).to_vec();
            names.push(Topic::General.name(language));
            assert!(names.iter().all(|name| !name.contains('[')), "{names:?}");
            names.sort();
            names.dedup();
            assert_eq!(names.len(), Topic::CHOICES.len() + 1, "{names:?}");
        }
        for topic in Topic::CHOICES {
            assert_eq!((Topic::told(topic.code()), Topic::choice(topic.code())), (topic, Some(topic)));
        }
        assert_eq!((Topic::told("general"), Topic::choice("general")), (Topic::General, None));
        assert_eq!((Topic::told("of-the-future"), Topic::choice("of-the-future")), (Topic::Other, None));
    }
}

//! Help in the app: questions with answers, and what keeps customers safe. All of it is in the texts, so it is there without a network and
//! before signing in. Safety tips stand where they matter: which at what moment is decided here.

use crate::search;
use crate::texts::{self, Language};

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub key: &'static str,
    /// The question.
    pub title: String,
    /// The answer.
    pub body: String,
}

/// All topics: first what is urgent, then what is asked often, then what keeps safe.
pub const TOPICS: [&str; 12] = [
    "lost-phone",
    "lost-card",
    "locked",
    "gave-a-secret",
    "new-phone",
    "otp",
    "caller",
    "dispute",
    "public-wifi",
    "updates",
    "passwords",
    "operator",
];

/// When a safety tip matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TipMoment {
    /// Before signing in.
    SignIn,
    /// A password is chosen.
    ChoosePassword,
    /// An Unlock Code is chosen.
    ChooseCode,
    /// The app is too old for the bank.
    OldVersion,
    /// A phone is lost, another one replaced it, or the registered number changes.
    LostPhone,
}

impl TipMoment {
    /// Every moment.
    pub const ALL: [Self; 5] =
        [Self::SignIn, Self::ChoosePassword, Self::ChooseCode, Self::OldVersion, Self::LostPhone];

    /// Its name in journeys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::ChoosePassword => "choose-password",
            Self::ChooseCode => "choose-code",
            Self::OldVersion => "old-version",
            Self::LostPhone => "lost-phone",
        }
    }

    /// From its name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.code() == code)
    }

    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => &["public-wifi"],
            Self::ChoosePassword => &["unique-password"],
            Self::ChooseCode => &["unique-code"],
            Self::OldVersion => &["updates"],
            Self::LostPhone => &["operator-block", "operator-no-new-sim"],
        }
    }
}

/// What to say at that moment: one or two sentences each, shown on the screen where they help.
#[must_use]
pub fn tips(moment: TipMoment, language: Language) -> Vec<String> {
    moment.keys().iter().map(|key| texts::text(language, &format!("tip-{key}"), &[])).collect()
}

/// Topics that hold every word typed; all of them if none was.
#[must_use]
pub fn topics(typed: &str, language: Language) -> Vec<Topic> {
    let terms = search::terms(typed);
    let read = TOPICS.iter().map(|key| {
        let title = texts::text(language, &format!("help-{key}"), &[]);
        let body = texts::text(language, &format!("help-{key}.body"), &[]);
        Topic { key, title, body }
    });
    read.filter(|topic| {
        terms.is_empty() || search::highlights(&terms, &format!("{} {}", topic.title, topic.body)).is_some()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chat_8_help_is_found_by_words_in_both_languages_and_before_signing_in() {
        for (language, typed, key) in [
            (Language::Indonesian, "ponsel hilang", "lost-phone"),
            (Language::English, "phone lost", "lost-phone"),
            (Language::Indonesian, "wi-fi umum", "public-wifi"),
            (Language::English, "mobile operator", "operator"),
            (Language::Indonesian, "terkunci", "locked"),
        ] {
            let found = topics(typed, language);
            assert!(found.iter().any(|topic| topic.key == key), "{typed}: {found:?}");
            assert!(found.len() < TOPICS.len(), "{typed} finds everything");
        }
        assert_eq!(topics("xyzzy", Language::English), []);
    }

    #[test]
    fn chat_8_every_topic_has_its_words_in_both_languages() {
        for language in Language::ALL {
            let all = topics("", language);
            assert_eq!(all.len(), TOPICS.len());
            for topic in all {
                assert!(!topic.title.starts_with('[') && !topic.body.starts_with('['), "{topic:?}");
            }
        }
    }

    #[test]
    fn chat_8_every_moment_has_its_tips_in_both_languages() {
        for moment in TipMoment::ALL {
            assert_eq!(TipMoment::parse(moment.code()), Some(moment));
            for language in Language::ALL {
                let told = tips(moment, language);
                assert!(!told.is_empty() && told.iter().all(|tip| !tip.starts_with('[')), "{told:?}");
            }
        }
        assert!(tips(TipMoment::SignIn, Language::English)[0].contains("Wi-Fi"));
        assert!(tips(TipMoment::LostPhone, Language::Indonesian).concat().contains("operator"));
    }
}

//! The words of the screens: the apps hold keys, the core the sentences.

use std::collections::HashMap;

use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};

/// A value put into a text. Never a secret: it becomes part of a string.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum TextValue {
    /// As it is.
    Words {
        /// A name, an amount, digits.
        words: String,
    },
    /// Also chooses between singular and plural.
    Count {
        /// How many.
        count: u64,
    },
}

/// The text under `key` in the language of the tag (`id…`, else English), with `values` put in. `key.spoken` and the like name
/// another form of a text.
#[uniffi::export]
#[must_use]
pub fn text(language: &str, key: &str, values: HashMap<String, TextValue>) -> String {
    let values: Vec<(&str, Value<'_>)> = values
        .iter()
        .map(|(name, value)| {
            let value = match value {
                TextValue::Words { words } => Value::Text(words),
                TextValue::Count { count } => Value::Count(*count),
            };
            (name.as_str(), value)
        })
        .collect();
    texts::text(Language::from_tag(language), key, &values)
}

/// A moment (milliseconds since 1970 UTC) as people read it: "26 Nov 2026, 17:45 WIB".
#[uniffi::export]
#[must_use]
pub fn display_time(at_ms: i64, language: &str) -> String {
    moments::display(at_ms, Language::from_tag(language))
}

/// Digits with a space between, so that a screen reader says them one by one. Not for secrets: these come from the core as bytes.
#[uniffi::export]
#[must_use]
pub fn spoken_digits(digits: &str) -> String {
    texts::spoken_digits(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_5_a_screens_text_takes_words_and_counts_in_both_languages() {
        let number = HashMap::from([("number".to_owned(), TextValue::Words { words: "•••• 4321".to_owned() })]);
        assert_eq!(text("id-ID", "ui-sent-to", number.clone()), "Dikirim ke •••• 4321");
        assert_eq!(text("en", "ui-sent-to", number), "Sent to •••• 4321");
        for (count, expected) in [(1, "1 try"), (4, "4 tries")] {
            let count = HashMap::from([("count".to_owned(), TextValue::Count { count })]);
            assert_eq!(text("en", "ui-tries", count), expected);
        }
    }
}

//! Everything a person reads, in Indonesian and English, from Fluent files in `texts/`.
//!
//! Texts are resolved once into a screen's state; no app holds sentences of its own.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use std::sync::OnceLock;
use unic_langid::{LanguageIdentifier, langid};

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bahasa Indonesia, addressing the customer as "Anda".
    Indonesian,
    /// English.
    English,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Indonesian, Self::English];

    /// From a BCP 47 tag such as `id-ID` (or Java's old `in`); English for any other.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        if primary == "id" || primary == "in" { Self::Indonesian } else { Self::English }
    }

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
        }
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Indonesian => langid!("id"),
            Self::English => langid!("en"),
        }
    }

    /// What the core says, then what it says of cards, of outages, complaints and rights, of the customer's rights with cards, of letters and
    /// tips, of files, and of what to do in trouble, then what the screens say of themselves.
    fn sources(self) -> [&'static str; 8] {
        match self {
            Self::Indonesian => [
                include_str!("../texts/id.ftl"),
                include_str!("../texts/cards-id.ftl"),
                include_str!("../texts/support-id.ftl"),
                include_str!("../texts/service-id.ftl"),
                include_str!("../texts/letters-id.ftl"),
                include_str!("../texts/attachments-id.ftl"),
                include_str!("../texts/guide-id.ftl"),
                include_str!("../texts/ui-id.ftl"),
            ],
            Self::English => [
                include_str!("../texts/en.ftl"),
                include_str!("../texts/cards-en.ftl"),
                include_str!("../texts/support-en.ftl"),
                include_str!("../texts/service-en.ftl"),
                include_str!("../texts/letters-en.ftl"),
                include_str!("../texts/attachments-en.ftl"),
                include_str!("../texts/guide-en.ftl"),
                include_str!("../texts/ui-en.ftl"),
            ],
        }
    }
}

/// A value put into a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Words or digits, as they are.
    Text(&'a str),
    /// A count, which also chooses the plural form.
    Count(u64),
}

/// The text under `key` (`message` or `message.attribute`), with `values` put in.
///
/// A missing key gives the key itself in brackets, so that nothing crashes; that none is missing is tested.
#[must_use]
pub fn text(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let bundle = bundle(language);
    let Some(pattern) = pattern(bundle, key) else { return format!("[{key}]") };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Text(text) => args.set(*name, FluentValue::from(*text)),
            Value::Count(count) => args.set(*name, FluentValue::from(*count)),
        }
    }
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// Whether a text exists under `key`.
#[must_use]
pub fn exists(language: Language, key: &str) -> bool {
    pattern(bundle(language), key).is_some()
}

fn pattern<'a>(bundle: &'a FluentBundle<FluentResource>, key: &str) -> Option<&'a ast::Pattern<&'a str>> {
    match key.split_once('.') {
        Some((message, attribute)) => Some(bundle.get_message(message)?.get_attribute(attribute)?.value()),
        None => bundle.get_message(key)?.value(),
    }
}

/// Digits with a space between, so that a screen reader says them one by one.
#[must_use]
pub fn spoken_digits(digits: &str) -> String {
    let mut spoken = String::with_capacity(digits.len() * 2);
    for digit in digits.chars() {
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.push(digit);
    }
    spoken
}

fn bundle(language: Language) -> &'static FluentBundle<FluentResource> {
    static INDONESIAN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static ENGLISH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    let cell = match language {
        Language::Indonesian => &INDONESIAN,
        Language::English => &ENGLISH,
    };
    cell.get_or_init(|| {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // The isolation marks that Fluent adds around values break copied digits and screen readers.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // What a broken line of the file would have said is reported by the test below, not to the customer.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        bundle
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: Language) -> Vec<String> {
        let mut keys = Vec::new();
        for source in language.sources() {
            let resource = FluentResource::try_new(source.to_owned()).expect("parses");
            for entry in resource.entries() {
                let ast::Entry::Message(message) = entry else { continue };
                keys.push(message.id.name.to_owned());
                keys.extend(
                    message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)),
                );
            }
        }
        keys.sort_unstable();
        keys
    }

    #[test]
    fn safe_5_both_languages_parse_and_have_the_same_keys_once_each() {
        for language in Language::ALL {
            for source in language.sources() {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{language:?}");
            }
            let mut once = keys(language);
            once.dedup();
            assert_eq!(once, keys(language), "a key stands twice in {language:?}");
        }
        assert_eq!(keys(Language::Indonesian), keys(Language::English));
        assert!(keys(Language::English).len() > 50);
    }

    #[test]
    fn safe_5_plurals_and_values_are_filled_in() {
        let one = text(Language::English, "tries-left", &[("count", Value::Count(1))]);
        let two = text(Language::English, "tries-left", &[("count", Value::Count(2))]);
        assert_eq!((one.as_str(), two.as_str()), ("1 try left.", "2 tries left."));
        assert_eq!(text(Language::Indonesian, "tries-left", &[("count", Value::Count(2))]), "Sisa 2 percobaan.");
        assert_eq!(text(Language::English, "no-such-key", &[]), "[no-such-key]");
    }

    #[test]
    fn safe_5_language_tags_of_both_platforms_are_understood() {
        for (tag, language) in [
            ("id", Language::Indonesian),
            ("in_ID", Language::Indonesian),
            ("ID-id", Language::Indonesian),
            ("en-GB", Language::English),
            ("fr", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn safe_5_digits_are_spoken_one_by_one() {
        assert_eq!(spoken_digits("048213"), "0 4 8 2 1 3");
    }
}

//! What the phone and the bank must have seen in a step of a scenario.

use kunci_domain::texts::Language;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::expect::{Outcome, fill_text, plain};
use super::file::Words;

/// Texts, each of which must stand in a line of its own side, or in none.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Saw {
    /// On the phone: the result's members, a refusal and its explanation, what the customer sees.
    pub(super) phone: Vec<Said>,
    pub(super) phone_not: Vec<Said>,
    /// In the bank's audit trail since the step began.
    pub(super) bank: Vec<String>,
    pub(super) bank_not: Vec<String>,
}

/// Words that are the same in every language, or not.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Said {
    Any(String),
    Words(Words),
}

impl Said {
    fn in_language(&self, language: Language) -> &str {
        match self {
            Self::Any(text) => text,
            Self::Words(words) => words.in_language(language),
        }
    }

    /// Puts every text through `change`.
    pub(super) fn map(&self, change: &impl Fn(&str) -> Result<String, String>) -> Result<Self, String> {
        Ok(match self {
            Self::Any(text) => Self::Any(change(text)?),
            Self::Words(words) => Self::Words(words.map(change)?),
        })
    }
}

impl Saw {
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.phone.is_empty() && self.phone_not.is_empty() && self.bank.is_empty() && self.bank_not.is_empty()
    }

    /// Puts every text through `change`.
    pub(super) fn map(&self, change: &impl Fn(&str) -> Result<String, String>) -> Result<Self, String> {
        let said = |all: &[Said]| all.iter().map(|said| said.map(change)).collect::<Result<Vec<_>, _>>();
        let text = |all: &[String]| all.iter().map(|text| change(text)).collect::<Result<Vec<_>, _>>();
        Ok(Self {
            phone: said(&self.phone)?,
            phone_not: said(&self.phone_not)?,
            bank: text(&self.bank)?,
            bank_not: text(&self.bank_not)?,
        })
    }

    /// What of it did not happen, if anything. `saved` are the values that earlier steps kept.
    pub(crate) fn mismatch(
        &self,
        saved: &Map<String, Value>,
        language: Language,
        phone_saw: &[String],
        bank_saw: &[String],
    ) -> Option<String> {
        let filled = match self.map(&|text: &str| fill_text(text, saved)) {
            Ok(filled) => filled,
            Err(what) => return Some(what),
        };
        let on_phone = |all: &[Said], wanted| {
            let texts = all.iter().map(|said| said.in_language(language));
            first_wrong("phone", texts, phone_saw, wanted)
        };
        let at_bank = |all: &[String], wanted| first_wrong("bank", all.iter().map(String::as_str), bank_saw, wanted);
        on_phone(&filled.phone, true)
            .or_else(|| on_phone(&filled.phone_not, false))
            .or_else(|| at_bank(&filled.bank, true))
            .or_else(|| at_bank(&filled.bank_not, false))
    }
}

/// The first text that is not there although it is wanted, or there although it is not.
fn first_wrong<'a>(
    who: &str,
    mut texts: impl Iterator<Item = &'a str>,
    lines: &[String],
    wanted: bool,
) -> Option<String> {
    let text = texts.find(|text| lines.iter().any(|line| line.contains(text)) != wanted)?;
    Some(if wanted { format!("the {who} did not see {text:?}") } else { format!("the {who} saw {text:?}") })
}

/// What a step left on the phone, line by line: what the customer sees, then the refusal or the members of the result.
pub(crate) fn on_phone(sees: &str, outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    if !sees.is_empty() {
        lines.push(sees.to_owned());
    }
    match outcome {
        Err(error) => lines.push(format!("refused: {}", error.code)),
        Ok(result) => lines.extend(result.iter().map(|(name, value)| format!("{name} {}", plain(value)))),
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn saw(value: Value) -> Saw {
        serde_json::from_value(value).expect("reads")
    }

    #[test]
    fn a_text_that_one_side_did_not_see_or_must_not_have_seen_is_named() {
        let phone = ["Wrong code".to_owned(), "refused: wrong_code".to_owned()];
        let bank = ["Refused the login of Sari".to_owned()];
        let check = |wanted: Value| saw(wanted).mismatch(&Map::new(), Language::English, &phone, &bank);
        assert_eq!(check(json!({"phone": [{"en": "Wrong code", "id": "Kode salah"}], "bank": ["of Sari"]})), None);
        assert_eq!(check(json!({"phone_not": ["active"], "bank_not": ["Budi"]})), None);
        assert_eq!(check(json!({"phone": ["Kode"]})), Some("the phone did not see \"Kode\"".to_owned()));
        assert_eq!(check(json!({"phone_not": ["Wrong"]})), Some("the phone saw \"Wrong\"".to_owned()));
        assert_eq!(check(json!({"bank": ["Budi"]})), Some("the bank did not see \"Budi\"".to_owned()));
        assert_eq!(check(json!({"bank_not": ["Sari"]})), Some("the bank saw \"Sari\"".to_owned()));
        assert!(check(json!({"bank": ["${who}"]})).is_some_and(|wrong| wrong.contains("who")));
    }

    #[test]
    fn misspelt_sides_are_refused() {
        assert!(serde_json::from_value::<Saw>(json!({"banks": []})).is_err());
        assert!(serde_json::from_value::<Saw>(json!({"phone": [{"en": "a"}]})).is_err());
    }
}

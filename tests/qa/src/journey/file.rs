//! A journey's or scenario's file. Unknown members are refused: a misspelt expectation must not pass.
//!
//! A scenario is a journey that only this tool plays, with what testers want beyond it: variables (`let`, `ask`), a table, and what phone
//! and bank must have seen (`saw`). The journeys of `tests/journeys` do without: three languages run them word for word, and each of
//! their steps is one fact that a promise may name, which a step per row of a table would not be.

use std::collections::BTreeMap;

use kunci_domain::texts::Language;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::expect::Expectation;
use super::saw::Saw;

/// A journey.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Journey {
    #[serde(rename = "$schema", default)]
    _schema: Option<String>,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) title: Option<Words>,
    /// Variables with their values. Scenarios only.
    #[serde(rename = "let", default)]
    pub(crate) given: Map<String, Value>,
    /// Variables whose values are given when it is played; they are secrets. Scenarios only.
    #[serde(default)]
    pub(crate) ask: Vec<String>,
    /// One row of variables a play. Scenarios only.
    #[serde(default)]
    pub(crate) table: Vec<Map<String, Value>>,
    pub(crate) steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: Option<Words>,
    #[serde(default)]
    pub(crate) promises: Vec<String>,
    /// Which phone acts; without it the first.
    #[serde(default)]
    pub(crate) on: Option<String>,
    #[serde(rename = "do")]
    pub(crate) action: String,
    #[serde(default)]
    pub(crate) with: Map<String, Value>,
    pub(crate) expect: Expectation,
    #[serde(default)]
    pub(crate) save: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) sees: Option<Words>,
    /// What phone and bank must have seen. Scenarios only.
    #[serde(default)]
    pub(crate) saw: Saw,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    en: String,
    id: String,
}

impl Words {
    /// Puts both through `change`.
    pub(super) fn map(&self, change: &impl Fn(&str) -> Result<String, String>) -> Result<Self, String> {
        Ok(Self { en: change(&self.en)?, id: change(&self.id)? })
    }

    pub(crate) fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Indonesian => &self.id,
        }
    }
}

impl Step {
    /// Which phone acts.
    pub(crate) fn phone(&self) -> &str {
        self.on.as_deref().unwrap_or("first")
    }

    /// Its title, or what is done.
    pub(crate) fn title(&self, language: Language) -> &str {
        self.title.as_ref().map_or(self.action.as_str(), |title| title.in_language(language))
    }
}

impl Journey {
    /// Its title, or its name.
    pub(crate) fn title(&self, language: Language) -> &str {
        self.title.as_ref().map_or(self.name.as_str(), |title| title.in_language(language))
    }

    /// Reads a journey.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let journey: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut ids: Vec<_> = journey.steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        match ids.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(format!("step {} stands twice", pair[0])),
            None if ids.is_empty() => Err("a journey needs a step".to_owned()),
            None => Ok(journey),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_committed_journey_can_be_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../journeys");
        let mut read = 0;
        for entry in std::fs::read_dir(folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|name| name != "schema.json")
                && path.extension().is_some_and(|end| end == "json")
            {
                let text = std::fs::read_to_string(&path).expect("text");
                let journey = Journey::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(journey.name.as_str()));
                // Kotlin and Swift read the same file, and know nothing of scenarios.
                assert!(journey.title.is_some() && journey.given.is_empty(), "{}", path.display());
                assert!(journey.ask.is_empty() && journey.table.is_empty(), "{}", path.display());
                for step in &journey.steps {
                    assert!(step.title.is_some() && step.saw.is_empty(), "{} {}", path.display(), step.id);
                }
                read += 1;
            }
        }
        assert!(read >= 3, "{read} journeys");
    }

    #[test]
    fn misspelt_and_doubled_members_are_refused() {
        let step = r#"{"id":"1.1","title":{"en":"a","id":"b"},"do":"phone.open","expect":{"ok":{}}}"#;
        let journey = |steps: &str| format!(r#"{{"name":"n","title":{{"en":"a","id":"b"}},"steps":[{steps}]}}"#);
        assert!(Journey::parse(&journey(step)).is_ok());
        assert!(Journey::parse(&journey(&format!("{step},{step}"))).is_err());
        assert!(Journey::parse(&journey("")).is_err());
        assert!(Journey::parse(&journey(&step.replace("expect", "expects"))).is_err());
        assert!(Journey::parse(&journey(&step.replace("\"ok\"", "\"okay\""))).is_err());
        assert!(Journey::parse(&journey(&step.replace("{\"ok\":{}}", "{}"))).is_err());
    }
}

//! A journey's file. Unknown members are refused: a misspelt expectation must not pass.

use std::collections::BTreeMap;

use kunci_domain::texts::Language;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::expect::Expectation;

/// A journey.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Journey {
    #[serde(rename = "$schema", default)]
    _schema: Option<String>,
    pub(crate) name: String,
    pub(crate) title: Words,
    pub(crate) steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) id: String,
    pub(crate) title: Words,
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
}

/// A sentence in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    en: String,
    id: String,
}

impl Words {
    pub(crate) fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Indonesian => &self.id,
        }
    }
}

impl Journey {
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

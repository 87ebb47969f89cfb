//! `--record FILE`: a scenario out of what was done in a shell.
//!
//! No secret is written. Where a step typed what an earlier result had shown (the code of an SMS, an id), it refers to that result;
//! every other code or password becomes a variable, whose value is given again when the scenario is played.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use kunci_domain::safety::{self, Direction, Severity};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::journey::actions::is_free;
use crate::journey::expect::Outcome;
use crate::journey::mask::is_secret;

/// Results that are the same at each play, if the bank is as fresh as it was; answers of yes or no are taken besides.
const STABLE: &[&str] = &[
    "accepted", "action", "actions", "count", "endings", "findings", "kind", "kinds", "means", "scan", "stage",
    "state", "verdict",
];

/// Of those answers, the ones that depend on the clock.
const CLOCKED: &[&str] = &["clock_unconfirmed", "late"];

/// Arguments that repeat what an earlier result showed, besides those that are secrets.
const REPEATED: &[&str] = &[
    "answer",
    "challenge",
    "change_id",
    "command_id",
    "fingerprint",
    "offer_id",
    "operation_id",
    "order",
    "text",
    "transaction_id",
];

/// Refusals of steps that were mistyped: they are no part of what happened.
const MISTYPED: &[&str] = &["bad_step", "control", "malformed", "unauthorised", "unknown_command"];

/// Shorter results are not referred to: they are the same by chance.
const SHORTEST: usize = 4;

#[derive(Serialize)]
struct Scenario {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ask: Vec<String>,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    id: String,
    #[serde(rename = "do")]
    action: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    with: Map<String, Value>,
    expect: Value,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    save: BTreeMap<String, String>,
}

/// A recording under way. The file is whole after each step.
pub(crate) struct Recorder {
    path: PathBuf,
    scenario: Scenario,
    /// What was typed in the place of each variable in `ask`.
    asked: Vec<String>,
    /// Texts in results: the step's place, the member, the text.
    shown: Vec<(usize, String, String)>,
}

impl Recorder {
    /// Begins a recording into a file that does not exist yet.
    pub(crate) fn start(path: &Path) -> Result<Self, Failure> {
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
            Failure::new(
                format!("{} cannot be made: {error}.", path.display()),
                "Name a file that does not exist yet, in a folder of yours.",
            )
        })?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
        let name = stem.replace(|character: char| !character.is_ascii_alphanumeric(), "-");
        let scenario = Scenario { name, ask: Vec::new(), steps: Vec::new() };
        Ok(Self { path: path.to_owned(), scenario, asked: Vec::new(), shown: Vec::new() })
    }

    /// Takes a step. `side` is `phone` or `bank`.
    pub(crate) fn note(
        &mut self,
        side: &str,
        action: &str,
        with: &Map<String, Value>,
        outcome: &Outcome,
    ) -> Result<(), Failure> {
        if outcome.as_ref().is_err_and(|error| MISTYPED.contains(&error.code.as_str())) {
            return Ok(());
        }
        let with = self.members(with);
        let place = self.scenario.steps.len();
        self.scenario.steps.push(Step {
            id: format!("1.{}", place + 1),
            action: format!("{side}.{action}"),
            with,
            expect: expected(outcome),
            save: BTreeMap::new(),
        });
        for (name, value) in outcome.iter().flatten() {
            if let Some(text) = value.as_str().filter(|text| text.chars().count() >= SHORTEST) {
                self.shown.push((place, name.clone(), text.to_owned()));
            }
        }
        self.write()
    }

    /// Ends it; in words, what to do with the file.
    pub(crate) fn finish(self) -> Result<String, Failure> {
        let file = self.path.display();
        if self.scenario.steps.is_empty() {
            let _ = std::fs::remove_file(&self.path);
            return Ok("Nothing was done, so nothing was recorded.".to_owned());
        }
        self.write()?;
        let set: String = self.scenario.ask.iter().map(|name| format!(" --set {name}=…")).collect();
        Ok(format!("{} steps recorded in {file}. Play them: kunci play {file}{set}", self.scenario.steps.len()))
    }

    fn write(&self) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(&self.scenario).map_err(std::io::Error::other);
        text.and_then(|text| std::fs::write(&self.path, text + "\n")).map_err(|error| {
            Failure::new(format!("{} cannot be written: {error}.", self.path.display()), "Free some disk space.")
        })
    }

    fn members(&mut self, members: &Map<String, Value>) -> Map<String, Value> {
        members.iter().map(|(name, value)| (name.clone(), self.argument(name, value))).collect()
    }

    fn argument(&mut self, name: &str, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(name, text)),
            Value::Object(inner) => Value::Object(self.members(inner)),
            Value::Array(items) => items.iter().map(|item| self.argument(name, item)).collect(),
            other => other.clone(),
        }
    }

    fn text(&mut self, name: &str, text: &str) -> String {
        if (is_secret(name) || REPEATED.contains(&name))
            && let Some(variable) = self.shown_before(text)
        {
            return written(&variable);
        }
        if is_secret(name) {
            return if text.is_empty() { String::new() } else { written(&self.asked_for(name, text)) };
        }
        let without = self.without_secrets(text);
        // A secret that was typed nowhere else.
        let blocked = |text: &str| {
            safety::scan(Direction::Outbound, text).iter().any(|finding| finding.severity == Severity::Block)
        };
        let hidden = is_free(name) && blocked(&without);
        if hidden { written(&self.asked_for(name, text)) } else { without }
    }

    /// The newest result that showed this text, as a variable.
    fn shown_before(&mut self, text: &str) -> Option<String> {
        let (place, member, _) = self.shown.iter().rev().find(|(_, _, shown)| shown == text)?;
        let variable = format!("{member}_of_{}", place + 1);
        let step = self.scenario.steps.get_mut(*place)?;
        step.save.insert(variable.clone(), member.clone());
        Some(variable)
    }

    /// The variable that stands for this text, whatever it was typed for.
    fn asked_for(&mut self, name: &str, text: &str) -> String {
        if let Some(known) = self.asked.iter().position(|asked| asked == text).and_then(|at| self.scenario.ask.get(at))
        {
            return known.clone();
        }
        let taken = |variable: &String| self.scenario.ask.contains(variable);
        let mut variable = name.to_owned();
        let mut count = 1;
        while taken(&variable) {
            count += 1;
            variable = format!("{name}_{count}");
        }
        self.scenario.ask.push(variable.clone());
        self.asked.push(text.to_owned());
        variable
    }

    /// Free text, with variables in the place of the secrets in it.
    fn without_secrets(&mut self, text: &str) -> String {
        let mut without = text.to_owned();
        for (secret, variable) in self.asked.iter().zip(&self.scenario.ask) {
            if secret.chars().count() >= SHORTEST {
                without = without.replace(secret.as_str(), &written(variable));
            }
        }
        let inside: Vec<_> = (self.shown.iter())
            .filter(|(_, member, shown)| is_secret(member) && without.contains(shown.as_str()))
            .map(|(_, _, shown)| shown.clone())
            .collect();
        for shown in inside {
            if let Some(variable) = self.shown_before(&shown) {
                without = without.replace(&shown, &written(&variable));
            }
        }
        without
    }
}

fn written(variable: &str) -> String {
    format!("${{{variable}}}")
}

fn expected(outcome: &Outcome) -> Value {
    let result = match outcome {
        Err(error) => return json!({"error": error.code}),
        Ok(result) => result,
    };
    let stable = |name: &str, value: &Value| match value {
        Value::Bool(_) => !CLOCKED.contains(&name),
        Value::String(_) | Value::Number(_) => STABLE.contains(&name),
        _ => false,
    };
    let kept: Map<_, _> = (result.iter())
        .filter(|(name, value)| stable(name, value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    json!({"ok": kept})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(value: Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn no_secret_is_written_and_what_was_shown_is_referred_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("My Story.json");
        let mut recorder = Recorder::start(&path).expect("starts");
        let mut step = |side: &str, action: &str, with: Value, result: Value| {
            recorder.note(side, action, &members(with), &Ok(members(result))).expect("noted");
        };
        step(
            "phone",
            "sign_in",
            json!({"user_id": "sari", "password": "Senja-di-Ubud-72"}),
            json!({"full": false, "id": "x"}),
        );
        step("bank", "sms", json!({"user_id": "sari"}), json!({"code": "482130", "text": "Kode 482130"}));
        step("phone", "prove", json!({"otp": "482130"}), json!({}));
        step("phone", "choose_code", json!({"code": "740916", "repeat": "740916"}), json!({"stage": "active"}));
        step("phone", "chat_send", json!({"text": "740916 and 482130"}), json!({"sent": true}));
        step("phone", "chat_send", json!({"text": "pin saya 553311"}), json!({"sent": true}));
        let told = recorder.finish().expect("written");
        assert!(told.contains("6 steps") && told.contains("--set password=… --set code=… --set text=…"), "{told}");

        let text = std::fs::read_to_string(&path).expect("the file");
        for secret in ["Senja-di-Ubud-72", "482130", "740916", "553311"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&read["name"], &read["ask"]), (&json!("my-story"), &json!(["password", "code", "text"])));
        let step = |at: usize| &read["steps"][at];
        assert_eq!(step(0)["expect"], json!({"ok": {"full": false}}));
        assert_eq!(step(1)["save"], json!({"code_of_2": "code"}));
        assert_eq!(step(2)["with"], json!({"otp": "${code_of_2}"}));
        assert_eq!(step(3)["with"], json!({"code": "${code}", "repeat": "${code}"}));
        assert_eq!(step(4)["with"], json!({"text": "${code} and ${code_of_2}"}));
        assert_eq!(step(5)["with"], json!({"text": "${text}"}));
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over_and_a_mistyped_step_is_not_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.json");
        let mut recorder = Recorder::start(&path).expect("starts");
        assert!(Recorder::start(&path).is_err());
        let refused = crate::journey::expect::StepError { code: "bad_step".to_owned(), told: String::new() };
        recorder.note("phone", "fly", &Map::new(), &Err(refused)).expect("noted");
        assert!(recorder.finish().expect("ends").starts_with("Nothing"));
        assert!(!path.exists());
    }
}

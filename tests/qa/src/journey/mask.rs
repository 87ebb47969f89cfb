//! Secrets of a play: what is printed, remembered or recorded must not hold them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// Arguments and results that are secrets by their name: codes, passwords and the emergency key, and what stands for a session.
const SECRET: &[&str] = &[
    "answer",
    "code",
    "freeze_code",
    "hardware_otp",
    "key",
    "new",
    "next",
    "next_otp",
    "old",
    "otp",
    "passphrase",
    "password",
    "pin",
    "previous",
    "repeat",
    "session",
];

/// Shorter texts are never taken for a secret: hiding them would hide everything.
const SHORTEST: usize = 4;

/// What stands in the place of a secret.
const HIDDEN: &str = "••••";

/// Whether an argument or a member of a result is a secret, by its name.
pub(crate) fn is_secret(name: &str) -> bool {
    SECRET.contains(&name)
}

/// The secrets that came along so far.
#[derive(Default)]
pub(crate) struct Secrets(BTreeSet<String>);

impl Secrets {
    pub(crate) fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) if text.chars().count() >= SHORTEST => {
                self.0.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| self.add(item)),
            _ => {}
        }
    }

    /// Takes what is a secret by its name, at any depth.
    pub(crate) fn learn(&mut self, members: &Map<String, Value>) {
        for (name, value) in members {
            match value {
                Value::Object(inner) => self.learn(inner),
                value if is_secret(name) => self.add(value),
                Value::Array(items) => items.iter().filter_map(Value::as_object).for_each(|inner| self.learn(inner)),
                _ => {}
            }
        }
    }

    /// The text without them.
    pub(crate) fn hide(&self, text: &str) -> String {
        // The longest first: a code may stand inside a password.
        let mut secrets: Vec<_> = self.0.iter().collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets.into_iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), HIDDEN))
    }

    /// The same in every text of a value.
    pub(crate) fn hide_in(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.hide(text)),
            Value::Array(items) => items.iter().map(|item| self.hide_in(item)).collect(),
            Value::Object(members) => Value::Object(self.hide_in_members(members)),
            other => other.clone(),
        }
    }

    pub(crate) fn hide_in_members(&self, members: &Map<String, Value>) -> Map<String, Value> {
        members.iter().map(|(name, value)| (name.clone(), self.hide_in(value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_a_secret_once_is_hidden_everywhere() {
        let mut secrets = Secrets::default();
        let given = json!({"user_id": "sari", "password": "pass-740916", "code": "740916", "deep": [{"otp": "123456"}], "pin": "1"});
        secrets.learn(given.as_object().expect("an object"));
        assert_eq!(secrets.hide("sari pass-740916 740916 123456 1"), "sari •••• •••• •••• 1");
        assert_eq!(secrets.hide_in(&json!({"a": ["740916", 1]})), json!({"a": ["••••", 1]}));
    }
}

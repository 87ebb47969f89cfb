//! What a step must bring: a subset of the result, or an error's code.

use serde::Deserialize;
use serde_json::{Map, Value};

/// Exactly one of the two.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Expectation {
    /// The step succeeds, and these members are as said.
    Ok(Map<String, Value>),
    /// The step is refused with this code.
    Error(String),
}

/// What a step brought.
pub(crate) type Outcome = Result<Map<String, Value>, StepError>;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepError {
    pub(crate) code: String,
    /// For a person, if there are words for it.
    pub(crate) told: String,
}

/// What is wrong with an outcome, if anything. Pure. `expectation` has its variables filled in already.
pub(crate) fn mismatch(expectation: &Expectation, outcome: &Outcome) -> Option<String> {
    match (expectation, outcome) {
        (Expectation::Error(code), Err(error)) if *code == error.code => None,
        (Expectation::Error(code), Err(error)) => {
            Some(format!("expected the error {code}, got the error {}", error.code))
        }
        (Expectation::Error(code), Ok(_)) => Some(format!("expected the error {code}, but it succeeded")),
        (Expectation::Ok(_), Err(error)) => Some(format!("got the error {}: {}", error.code, error.told)),
        (Expectation::Ok(wanted), Ok(result)) => wanted.iter().find_map(|(name, wanted)| {
            let Some(found) = result.get(name) else { return Some(format!("the result has no {name}")) };
            member_mismatch(wanted, found).map(|what| format!("{name}: {what}"))
        }),
    }
}

fn member_mismatch(wanted: &Value, found: &Value) -> Option<String> {
    let Value::Object(rules) = wanted else {
        return (wanted != found).then(|| format!("expected {wanted}, got {found}"));
    };
    rules.iter().find_map(|(rule, value)| match rule.as_str() {
        "digits" => {
            let text = found.as_str().unwrap_or_default();
            let fits = value.as_u64() == Some(text.len() as u64) && text.bytes().all(|byte| byte.is_ascii_digit());
            (!fits).then(|| format!("expected {value} digits, got {found}"))
        }
        "not" => (found == value).then(|| format!("must not be {value}")),
        other => Some(format!("there is no rule {other:?}")),
    })
}

/// Puts saved values in for `${name}`.
pub(crate) fn fill(value: &Value, saved: &Map<String, Value>) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(fill_text(text, saved)?),
        Value::Object(members) => Value::Object(fill_members(members, saved)?),
        Value::Array(items) => Value::Array(items.iter().map(|item| fill(item, saved)).collect::<Result<_, _>>()?),
        other => other.clone(),
    })
}

pub(crate) fn fill_members(
    members: &Map<String, Value>,
    saved: &Map<String, Value>,
) -> Result<Map<String, Value>, String> {
    members.iter().map(|(name, value)| Ok((name.clone(), fill(value, saved)?))).collect()
}

pub(super) fn fill_text(text: &str, saved: &Map<String, Value>) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, end) = after.split_once('}').ok_or_else(|| format!("{text:?} has a ${{ without }}"))?;
        let value = saved.get(name).ok_or_else(|| format!("nothing is saved as {name}"))?;
        filled.push_str(before);
        filled.push_str(&plain(value));
        rest = end;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Puts the result's members in for `{name}`; unknown names stay as they are.
pub(crate) fn show(template: &str, result: &Map<String, Value>) -> String {
    result.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &plain(value)))
}

/// A text without its quotes, anything else as JSON.
pub(crate) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members(value: Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn a_wrong_result_is_seen() {
        let got = Ok(members(json!({"otp": "123456", "n": 1})));
        let check = |wanted: Value| mismatch(&Expectation::Ok(members(wanted)), &got);
        assert_eq!(check(json!({"n": 1, "otp": {"digits": 6, "not": "654321"}})), None);
        for wrong in [
            json!({"n": 2}),
            json!({"m": 1}),
            json!({"otp": {"digits": 5}}),
            json!({"otp": {"not": "123456"}}),
            json!({"n": {"digit": 1}}),
        ] {
            assert!(check(wrong.clone()).is_some(), "{wrong}");
        }
        assert!(mismatch(&Expectation::Error("offline".into()), &got).is_some());
        let refused = Err(StepError { code: "offline".into(), told: String::new() });
        assert_eq!(mismatch(&Expectation::Error("offline".into()), &refused), None);
        assert!(mismatch(&Expectation::Error("pin_mismatch".into()), &refused).is_some());
        assert!(mismatch(&Expectation::Ok(Map::new()), &refused).is_some());
    }

    #[test]
    fn saved_values_are_put_in_and_missing_ones_are_an_error() {
        let saved = members(json!({"sms": "123456"}));
        assert_eq!(fill(&json!({"otp": "${sms}!"}), &saved), Ok(json!({"otp": "123456!"})));
        assert!(fill(&json!("${other}"), &saved).is_err());
        assert!(fill(&json!("${sms"), &saved).is_err());
        assert_eq!(show("PIN {code}, {other}", &members(json!({"code": "12"}))), "PIN 12, {other}");
    }
}

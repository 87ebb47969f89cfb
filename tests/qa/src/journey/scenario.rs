//! A scenario's variables and table: from one file to the plays of it, with every given value in its place.

use kunci_domain::texts::Language;
use serde_json::{Map, Value};

use super::expect::{Expectation, plain};
use super::file::{Journey, Step, Words};
use super::mask::Secrets;

/// One play of a file.
pub(crate) struct Case {
    /// `None`: the file has no table.
    pub(crate) row: Option<Row>,
    pub(crate) journey: Journey,
    secrets: Vec<Value>,
}

/// Which row of the table.
pub(crate) struct Row {
    /// From 1 on.
    pub(crate) number: usize,
    pub(crate) of: usize,
    /// The row's own word for itself: its column `case`.
    pub(crate) name: Option<String>,
}

impl Case {
    /// What must not be printed from the start on.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        self.secrets.iter().for_each(|secret| secrets.add(secret));
        secrets
    }

    /// `Title`, or `Title (row 2 of 3: weak code)`.
    pub(crate) fn title(&self, language: Language) -> String {
        let title = self.journey.title(language);
        match &self.row {
            None => title.to_owned(),
            Some(Row { number, of, name }) => {
                let name = name.as_ref().map_or_else(String::new, |name| format!(": {name}"));
                format!("{title} (row {number} of {of}{name})")
            }
        }
    }
}

/// The plays of a file. `set` gives values from outside: those that it asks for, and others in the place of its own.
pub(crate) fn cases(journey: Journey, set: &Map<String, Value>) -> Result<Vec<Case>, String> {
    let mut given = journey.given.clone();
    let mut secrets = Vec::new();
    for name in &journey.ask {
        let value = set.get(name).ok_or_else(|| {
            format!("{name} is not given: say --set {name}=…, or name a file of values with --values")
        })?;
        given.insert(name.clone(), value.clone());
        secrets.push(value.clone());
    }
    for name in journey.given.keys().filter(|name| set.contains_key(*name)) {
        given.insert(name.clone(), set[name].clone());
    }
    let of = journey.table.len();
    let rows = if of == 0 { vec![Map::new()] } else { journey.table.clone() };
    let case = |(row, number): (Map<String, Value>, usize)| {
        let mut given = given.clone();
        let name = row.get("case").map(plain);
        given.extend(row);
        Ok::<_, String>(Case {
            row: (of > 0).then_some(Row { number, of, name }),
            journey: filled(&journey, &given)?,
            secrets: secrets.clone(),
        })
    };
    rows.into_iter().zip(1..).map(case).collect()
}

/// The variables that a file lets somebody set.
pub(crate) fn settable(journey: &Journey) -> impl Iterator<Item = &str> {
    journey.ask.iter().map(String::as_str).chain(journey.given.keys().map(String::as_str))
}

fn filled(journey: &Journey, given: &Map<String, Value>) -> Result<Journey, String> {
    let mut saved = journey.steps.iter().flat_map(|step| step.save.keys());
    if let Some(twice) = saved.find(|name| given.contains_key(*name)) {
        return Err(format!("{twice} is given and saved by a step: give one of them another name"));
    }
    let text = |text: &str| Ok::<_, String>(put_in(text, given));
    let words = |words: &Option<Words>| words.as_ref().map(|words| words.map(&text)).transpose();
    let step = |step: &Step| {
        Ok::<_, String>(Step {
            title: words(&step.title)?,
            with: put_in_members(&step.with, given),
            expect: match &step.expect {
                Expectation::Ok(wanted) => Expectation::Ok(put_in_members(wanted, given)),
                Expectation::Error(code) => Expectation::Error(put_in(code, given)),
            },
            sees: words(&step.sees)?,
            saw: step.saw.map(&text)?,
            ..step.clone()
        })
    };
    let mut filled = journey.clone();
    filled.title = words(&journey.title)?;
    filled.steps = journey.steps.iter().map(step).collect::<Result<_, String>>()?;
    Ok(filled)
}

fn put_in_members(members: &Map<String, Value>, given: &Map<String, Value>) -> Map<String, Value> {
    members.iter().map(|(name, value)| (name.clone(), put_in_value(value, given))).collect()
}

/// A text that is one variable and nothing else becomes its value, of whatever type: an amount stays a number.
fn put_in_value(value: &Value, given: &Map<String, Value>) -> Value {
    match value {
        Value::String(text) => {
            let alone =
                text.strip_prefix("${").and_then(|text| text.strip_suffix('}')).and_then(|name| given.get(name));
            alone.cloned().unwrap_or_else(|| Value::String(put_in(text, given)))
        }
        Value::Object(members) => Value::Object(put_in_members(members, given)),
        Value::Array(items) => items.iter().map(|item| put_in_value(item, given)).collect(),
        other => other.clone(),
    }
}

/// What is not given stays: an earlier step saves it.
fn put_in(text: &str, given: &Map<String, Value>) -> String {
    given.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${{{name}}}"), &plain(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn journey(more: &str) -> Journey {
        let text = format!(
            r#"{{"name":"n",{more}"steps":[{{"id":"1.1","do":"phone.otp","with":{{"code":"${{code}}","n":"${{n}}","t":"<${{n}}>","s":"${{saved}}"}},
                "expect":{{"error":"${{error}}"}}}}]}}"#
        );
        Journey::parse(&text).expect("reads")
    }

    fn set(value: Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn each_row_is_a_play_with_its_own_values_in_their_own_types() {
        let read =
            journey(r#""let":{"n":1,"error":"a"},"ask":["code"],"table":[{"case":"first","error":"b"},{"n":2}],"#);
        let cases = cases(read, &set(json!({"code": "740916"}))).expect("cases");
        let with: Vec<_> = cases.iter().map(|case| Value::Object(case.journey.steps[0].with.clone())).collect();
        assert_eq!(with[0], json!({"code": "740916", "n": 1, "t": "<1>", "s": "${saved}"}));
        assert_eq!(with[1], json!({"code": "740916", "n": 2, "t": "<2>", "s": "${saved}"}));
        let errors: Vec<_> = cases.iter().map(|case| format!("{:?}", case.journey.steps[0].expect)).collect();
        assert_eq!(errors, [r#"Error("b")"#, r#"Error("a")"#]);
        assert_eq!(cases[0].title(Language::English), "n (row 1 of 2: first)");
        assert_eq!(cases[1].secrets().hide("740916"), "••••");
    }

    #[test]
    fn what_is_asked_for_must_be_given_and_what_is_given_may_not_be_saved() {
        assert!(cases(journey(r#""ask":["code"],"#), &Map::new()).is_err_and(|what| what.contains("--set code=")));
        let one = cases(journey(r#""let":{"n":1},"#), &set(json!({"n": 5}))).expect("cases");
        assert_eq!((one.len(), one[0].row.is_none()), (1, true));
        assert_eq!(one[0].journey.steps[0].with["n"], json!(5));
        let text = r#"{"name":"n","let":{"x":1},"steps":[{"id":"1.1","do":"phone.open","expect":{"ok":{}},"save":{"x":"y"}}]}"#;
        assert!(cases(Journey::parse(text).expect("reads"), &Map::new()).is_err());
    }
}

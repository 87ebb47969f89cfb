//! JSON Schemas of the wire types, gathered for a document of the contract.
//!
//! What is asked and what is answered are described apart: a member that a request may leave out can be one that an answer always
//! has. Where the two descriptions of a type differ, the asked one gets a name of its own.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// Behind the name of a type that is asked otherwise than answered.
const ASKED: &str = "Asked";

/// The types named so far.
pub(crate) struct Schemas {
    path: String,
    asked: SchemaGenerator,
    answered: SchemaGenerator,
    /// The schemas of the bodies that are asked, as handed out: their references may have to be renamed.
    bodies: Vec<Value>,
}

impl Schemas {
    /// The types' schemas will stand at this path of the document.
    pub(crate) fn new(path: &str) -> Self {
        let settings =
            SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = path.to_owned().into());
        let answered = settings.clone().for_serialize().into_generator();
        Self { path: path.to_owned(), asked: settings.for_deserialize().into_generator(), answered, bodies: Vec::new() }
    }

    /// A type as the bank says it.
    pub(crate) fn said<T: JsonSchema>(&mut self) -> Value {
        self.answered.subschema_for::<T>().to_value()
    }

    /// A body that the bank says.
    pub(crate) fn answered(&mut self, shape: fn(&mut SchemaGenerator) -> Schema) -> Value {
        shape(&mut self.answered).to_value()
    }

    /// A body that the bank takes. [`Self::write`] finds it again by the mark that it bears.
    pub(crate) fn asked(&mut self, shape: fn(&mut SchemaGenerator) -> Schema) -> Value {
        let mark = Value::from(format!("asked {}", self.bodies.len()));
        self.bodies.push(shape(&mut self.asked).to_value());
        mark
    }

    /// Puts the types into the document, and the bodies that are asked where their marks stand.
    pub(crate) fn write(mut self, document: &mut Value, at: &[&str]) {
        let (mut asked, mut types) = (self.asked.take_definitions(true), self.answered.take_definitions(true));
        let other = self.differing(&asked, &types);
        for body in &mut self.bodies {
            rename(body, &self.path, &other);
        }
        for (name, schema) in &mut asked {
            rename(schema, &self.path, &other);
            let name = if other.contains(name) { format!("{name}{ASKED}") } else { name.clone() };
            types.insert(name, schema.take());
        }
        let mut place = &mut *document;
        for step in at {
            place = &mut place[*step];
        }
        *place = Value::Object(types);
        self.settle(document);
    }

    /// The types whose two descriptions differ, and those that speak of such a one.
    fn differing(&self, asked: &Map<String, Value>, answered: &Map<String, Value>) -> BTreeSet<String> {
        let both = || asked.iter().filter_map(|(name, schema)| Some((name, schema, answered.get(name)?)));
        let mut found: BTreeSet<String> =
            both().filter(|(_, asks, answers)| asks != answers).map(|(name, ..)| name.clone()).collect();
        loop {
            let more: Vec<String> = both()
                .filter(|(name, asks, _)| !found.contains(*name) && mentions(asks, &self.path, &found))
                .map(|(name, ..)| name.clone())
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    /// Marks become bodies, words for readers of the code become words for everybody, and members get one order.
    fn settle(&self, value: &mut Value) {
        match value {
            Value::Object(map) => {
                let mut members: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
                members.sort_by(|one, other| one.0.cmp(&other.0));
                for (name, mut member) in members {
                    self.settle(&mut member);
                    if let (true, Some(text)) = (name == "description", member.as_str()) {
                        member = plain(text).into();
                    }
                    map.insert(name, member);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.settle(item)),
            Value::String(text) => {
                let number = text.strip_prefix("asked ").and_then(|number| number.parse::<usize>().ok());
                if let Some(body) = number.and_then(|number| self.bodies.get(number)) {
                    *value = body.clone();
                    self.settle(value);
                }
            }
            _ => {}
        }
    }
}

fn rename(schema: &mut Value, path: &str, names: &BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if key == "$ref" => {
                        if referred(text, path).is_some_and(|name| names.contains(name)) {
                            text.push_str(ASKED);
                        }
                    }
                    value => rename(value, path, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, path, names)),
        _ => {}
    }
}

fn mentions(schema: &Value, path: &str, names: &BTreeSet<String>) -> bool {
    match schema {
        Value::Object(map) => map.iter().any(|(key, value)| match value {
            Value::String(text) if key == "$ref" => referred(text, path).is_some_and(|name| names.contains(name)),
            value => mentions(value, path, names),
        }),
        Value::Array(items) => items.iter().any(|item| mentions(item, path, names)),
        _ => false,
    }
}

/// The type behind `#/components/schemas/Money`.
fn referred<'a>(reference: &'a str, path: &str) -> Option<&'a str> {
    reference.strip_prefix('#')?.strip_prefix(path)?.strip_prefix('/')
}

/// Words as they stand in the code, for people who have only the document: `[crate::signed::Approval]` is `Approval`.
fn plain(words: &str) -> String {
    let words = words.replace("[`", "`").replace("`]", "`").replace("`None`", "`null`");
    let pieces = words.split('`').enumerate().map(|(number, piece)| {
        let is_path = number % 2 == 1 && piece.contains("::");
        if is_path { piece.rsplit("::").next().unwrap_or(piece) } else { piece }
    });
    pieces.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Inner {
        #[serde(default)]
        more: Vec<u8>,
    }

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Outer {
        inner: Inner,
    }

    #[derive(Serialize, Deserialize, JsonSchema)]
    struct Same {
        /// See [`crate::Bank`], and `a`.
        one: u8,
    }

    #[test]
    fn what_is_asked_otherwise_than_answered_has_a_name_of_its_own() {
        let mut schemas = Schemas::new("/types");
        let answered = schemas.answered(|generator| generator.subschema_for::<Outer>());
        let asked = schemas.asked(|generator| generator.subschema_for::<Outer>());
        let same = (schemas.said::<Same>(), schemas.asked(|generator| generator.subschema_for::<Same>()));
        let mut document = json!({ "answered": answered, "asked": asked, "same": [same.0, same.1], "types": {} });
        schemas.write(&mut document, &["types"]);
        assert_eq!(document["answered"]["$ref"], "#/types/Outer");
        assert_eq!(document["asked"]["$ref"], "#/types/OuterAsked");
        assert_eq!(document["types"]["OuterAsked"]["properties"]["inner"]["$ref"], "#/types/InnerAsked");
        assert_eq!(document["types"]["Inner"]["required"], json!(["more"]));
        assert_eq!(document["types"]["InnerAsked"].get("required"), None);
        assert_eq!(document["same"][0], document["same"][1]);
        assert_eq!(document["types"]["Same"]["properties"]["one"]["description"], "See `Bank`, and `a`.");
    }
}

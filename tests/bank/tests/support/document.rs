//! The contract's documents, as they are kept: every call of these tests, and every frame, is held against them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

use super::door::{Answer, Outgoing};

const KEPT: &str = include_str!("../../../../docs/contract/openapi.json");
const KEPT_LINK: &str = include_str!("../../../../docs/contract/asyncapi.json");

/// The API's document.
pub struct OpenApi {
    document: Value,
    /// The types once more, without room for members that they do not name: answers may grow, but not unseen.
    closed: Value,
    validators: Validators,
}

/// The kept document.
pub fn openapi() -> &'static OpenApi {
    static OPENAPI: OnceLock<OpenApi> = OnceLock::new();
    OPENAPI.get_or_init(|| OpenApi::new(serde_json::from_str(KEPT).expect("JSON")))
}

impl OpenApi {
    pub fn new(document: Value) -> Self {
        let mut closed = document["components"]["schemas"].clone();
        close(&mut closed);
        Self { document, closed, validators: Validators::default() }
    }

    /// Every call.
    pub fn calls(&self) -> impl Iterator<Item = &Value> {
        let paths = self.document["paths"].as_object().into_iter().flatten();
        paths.flat_map(|(_, calls)| calls.as_object().into_iter().flatten().map(|(_, call)| call))
    }

    /// Fails the test if the document does not have this answer, or forbids what the bank took.
    #[track_caller]
    pub fn expect(&self, request: &Outgoing, answer: &Answer) {
        if let Err(why) = self.check(request, answer) {
            panic!(
                "{} {} got {} {}\nwhich docs/contract/openapi.json does not have: {why}\n\
                 Rows stand in tests/bank/src/api/contract; then: cargo run -- contract-documents",
                request.method,
                request.path,
                answer.status,
                String::from_utf8_lossy(&answer.raw)
            );
        }
    }

    /// Why this answer is not the document's.
    pub fn check(&self, request: &Outgoing, answer: &Answer) -> Result<(), String> {
        let path = request.path.split('?').next().unwrap_or_default();
        let method = request.method.to_lowercase();
        let found = self.document["paths"].as_object().expect("paths").iter().find_map(|(template, calls)| {
            let call = calls.get(&method).filter(|_| fits(template, path))?;
            Some((template, call))
        });
        let Some((template, call)) = found else {
            let fine = answer.status == 404 && answer.code() == "not-found";
            return if fine { Ok(()) } else { Err("no such call".to_owned()) };
        };
        let name = format!("{method} {template}");
        self.check_answer(&name, &call["responses"], answer)?;
        if answer.status < 400 { self.check_request(&name, call, request) } else { Ok(()) }
    }

    /// What a `$ref` stands for.
    fn resolve<'a>(&'a self, part: &'a Value) -> &'a Value {
        let pointer = part["$ref"].as_str().and_then(|text| text.strip_prefix('#'));
        pointer.and_then(|pointer| self.document.pointer(pointer)).unwrap_or(part)
    }

    fn check_answer(&self, name: &str, responses: &Value, answer: &Answer) -> Result<(), String> {
        let response = self.resolve(responses.get(answer.status.to_string()).ok_or("no such status")?);
        for (header, found) in response["headers"].as_object().into_iter().flatten() {
            let found = self.resolve(found);
            if found["required"] == true && answer.header(header).is_none() {
                return Err(format!("no header {header}"));
            }
        }
        let Some(content) = response.get("content") else {
            return if answer.raw.is_empty() { Ok(()) } else { Err("a body where there is none".to_owned()) };
        };
        let media_type = answer.header("content-type").ok_or("no content-type")?;
        let schema = content.get(media_type).ok_or("another content-type")?;
        self.validators.fits(&format!("{name} {}", answer.status), &self.closed, &schema["schema"], &answer.body)
    }

    /// What the bank took, the document allows.
    fn check_request(&self, name: &str, call: &Value, request: &Outgoing) -> Result<(), String> {
        for parameter in call["parameters"].as_array().into_iter().flatten() {
            let parameter = self.resolve(parameter);
            let header = parameter["name"].as_str().ok_or("a parameter without a name")?;
            if parameter["in"] != "header" {
                continue;
            }
            let value = request.headers.iter().find(|(name, _)| name == header).map(|(_, value)| value.as_str());
            let value = value.ok_or(format!("the bank took a request without {header}"))?;
            self.validators.fits(&format!("{name} {header}"), &Value::Null, &parameter["schema"], &value.into())?;
        }
        let Some(body) = call.get("requestBody") else { return Ok(()) };
        let types = &self.document["components"]["schemas"];
        let schema = &body["content"]["application/json"]["schema"];
        let body = serde_json::from_slice(&request.body).map_err(|error| error.to_string())?;
        self.validators
            .fits(name, types, schema, &body)
            .map_err(|why| format!("the bank took a body that it forbids: {why}"))
    }
}

/// What was made of schemas so far: each is compiled once.
#[derive(Default)]
struct Validators(Mutex<BTreeMap<String, Arc<Validator>>>);

impl Validators {
    /// Why a value does not fit a schema, which speaks of these types.
    fn fits(&self, name: &str, types: &Value, schema: &Value, value: &Value) -> Result<(), String> {
        let kept = self.0.lock().expect("no panic").get(name).cloned();
        let validator = kept.unwrap_or_else(|| {
            let mut needed = Map::new();
            gather(schema, types, &mut needed);
            let root = json!({ "allOf": [schema], "components": { "schemas": needed } });
            let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
            let made = Arc::new(options.build(&root).expect("a schema"));
            self.0.lock().expect("no panic").insert(name.to_owned(), Arc::clone(&made));
            made
        });
        let errors: Vec<_> =
            validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors.join("; ")) }
    }
}

/// The live link's document: each frame has a message `phone.TYPE` or `bank.TYPE`.
pub struct AsyncApi {
    components: Value,
    validators: Validators,
}

/// The kept document.
pub fn asyncapi() -> &'static AsyncApi {
    static ASYNCAPI: OnceLock<AsyncApi> = OnceLock::new();
    ASYNCAPI.get_or_init(|| {
        let mut document: Value = serde_json::from_str(KEPT_LINK).expect("JSON");
        let mut components = document["components"].take();
        close(&mut components);
        AsyncApi { components, validators: Validators::default() }
    })
}

impl AsyncApi {
    /// Why a frame of `phone` or `bank` is not the document's.
    pub fn check(&self, who: &str, frame: &Value) -> Result<(), String> {
        let name = format!("{who}.{}", frame["type"].as_str().unwrap_or_default());
        let message = self.components["messages"].get(&name).ok_or_else(|| format!("no message {name}"))?;
        self.validators.fits(&name, &self.components["schemas"], &message["payload"], frame)
    }

    /// What `phone` or `bank` can say.
    pub fn types(&self, who: &str) -> Vec<String> {
        let names = self.components["messages"].as_object().into_iter().flatten();
        names.filter_map(|(name, _)| Some(name.strip_prefix(who)?.strip_prefix('.')?.to_owned())).collect()
    }
}

/// `/v1/cards/{id}/freeze` fits every id.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template
            .iter()
            .zip(path)
            .all(|(wanted, found)| wanted.starts_with('{') && !found.is_empty() || *wanted == found)
}

/// The types that a schema speaks of, and those that they speak of: a validator of all types would be slow to make.
fn gather(schema: &Value, types: &Value, into: &mut Map<String, Value>) {
    match schema {
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str).and_then(|text| text.rsplit('/').next());
            if let Some((name, found)) = name.and_then(|name| Some((name, types.get(name)?)))
                && into.insert(name.to_owned(), found.clone()).is_none()
            {
                gather(found, types, into);
            }
            map.values().for_each(|member| gather(member, types, into));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, types, into)),
        _ => {}
    }
}

/// Forbids, in every object whose members a schema names, all others.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            // Only schemas: a member of an object may be called `properties` as well, but then it has no type beside it.
            let names_members = map.get("properties").is_some_and(Value::is_object);
            if names_members && map.get("type").is_some_and(|kind| kind == "object") {
                map.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

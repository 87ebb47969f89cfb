//! The rows as an OpenAPI 3.1 document.

use std::collections::BTreeMap;

use kunci_wire::{Problem, ProblemCode};
use serde_json::{Map, Value, json};

use super::{Row, Who, rows};
use crate::schemas::Schemas;

const PROBLEM: &str = "application/problem+json";

/// The whole document.
pub(crate) fn document() -> Value {
    let mut schemas = Schemas::new("/components/schemas");
    let problem = schemas.said::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    let mut refusals = Map::new();
    for row in rows() {
        let call = call(&row, &mut schemas, &problem, &mut refusals);
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        path[row.method.as_str().to_lowercase()] = call;
    }
    let mut document = json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Kunci: the contract between the phone and the bank",
            "version": "1",
            "description": "The inner API, which travels inside Oblivious HTTP (`handshake.md`). Written by `cargo run -- contract-documents`; \
                the pages of `docs/contract` say what it means.",
        },
        "servers": [{ "url": "https://bank.example", "description": "The bank's own authority, which every signature covers" }],
        "paths": paths,
        "components": {
            "securitySchemes": security_schemes(),
            "parameters": parameters(),
            "headers": headers(),
            "responses": refusals,
        },
    });
    schemas.write(&mut document, &["components", "schemas"]);
    document
}

fn call(row: &Row, schemas: &mut Schemas, problem: &Value, refusals: &mut Map<String, Value>) -> Value {
    let area = row.path.split('/').nth(2).unwrap_or_default();
    let mut call = json!({
        "operationId": operation_id(row),
        "summary": row.says,
        "tags": [area],
        "security": security(row.who),
        "parameters": call_parameters(row),
        "responses": responses(row, schemas, problem, refusals),
    });
    if let Some(scope) = row.who.scope() {
        call["x-kunci-scope"] = scope.into();
    }
    if let Some(asks) = row.asks {
        let schema = schemas.asked(asks);
        call["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    call
}

/// `POST /v1/token/enrolments/{id}/proof` is `post_token_enrolments_id_proof`.
fn operation_id(row: &Row) -> String {
    let path = row.path.trim_start_matches("/v1").replace(['/', '-'], "_").replace(['{', '}'], "");
    format!("{}{path}", row.method.as_str().to_lowercase())
}

fn call_parameters(row: &Row) -> Vec<Value> {
    let mut all = Vec::new();
    if row.path.contains("{id}") {
        all.push(reference("parameters", "Id"));
    }
    if let Some((name, says)) = row.query {
        all.push(json!({ "name": name, "in": "query", "description": says, "schema": { "type": "string" } }));
    }
    if row.who != Who::Anybody {
        all.push(reference("parameters", "SignatureInput"));
        if row.asks.is_some() {
            all.push(reference("parameters", "ContentDigest"));
        }
    }
    if row.idempotency_key {
        all.push(reference("parameters", "IdempotencyKey"));
    }
    if row.if_match {
        all.push(reference("parameters", "IfMatch"));
    }
    all
}

/// The refusals go to the document's components, named by their codes: many calls share them.
fn responses(row: &Row, schemas: &mut Schemas, problem: &Value, refusals: &mut Map<String, Value>) -> Value {
    let mut responses = Map::new();
    for (status, body) in &row.answers {
        let mut response = json!({ "description": "Done", "headers": time() });
        if row.idempotency_key {
            response["headers"]["idempotency-replayed"] = reference("headers", "IdempotencyReplayed");
        }
        if let Some(body) = body {
            response["content"] = json!({ "application/json": { "schema": schemas.answered(*body) } });
        }
        responses.insert(status.to_string(), response);
    }
    let mut by_status: BTreeMap<u16, Vec<ProblemCode>> = BTreeMap::new();
    for code in row.codes() {
        by_status.entry(code.status()).or_default().push(code);
    }
    for (status, codes) in &by_status {
        let names: Vec<_> = codes.iter().map(|code| code.code()).collect();
        let name = names.join(".");
        responses.insert(status.to_string(), reference("responses", &name));
        refusals.entry(name).or_insert_with(|| refusal(codes, problem));
    }
    Value::Object(responses)
}

/// One status with the codes that it can bring.
fn refusal(codes: &[ProblemCode], problem: &Value) -> Value {
    let lines: Vec<_> = codes.iter().map(|code| format!("`{}`: {}", code.code(), code.title())).collect();
    let names: Vec<_> = codes.iter().map(|code| code.code()).collect();
    let kinds: Vec<_> = names.iter().map(|name| format!("urn:kunci:problem:{name}")).collect();
    let status = codes.first().map(|code| code.status());
    let which = json!({ "properties": {
        "code": { "enum": names }, "type": { "enum": kinds }, "status": { "const": status },
    } });
    let mut headers = time();
    if matches!(status, Some(409 | 429 | 503)) {
        headers["retry-after"] = reference("headers", "RetryAfter");
    }
    json!({
        "description": lines.join("\n\n"),
        "headers": headers,
        "content": { PROBLEM: { "schema": { "allOf": [problem, which] } } },
    })
}

/// Every answer carries the bank's time.
fn time() -> Value {
    json!({ "kunci-time": reference("headers", "KunciTime") })
}

fn security(who: Who) -> Value {
    let session = json!({ "session": [], "sessionSignature": [] });
    let device = json!({ "deviceSignature": [] });
    match who {
        Who::Anybody => json!([]),
        Who::NewSession => json!([{ "sessionSignature": [] }]),
        Who::Session | Who::Looking | Who::Full => json!([session]),
        Who::DeviceKey | Who::Device => json!([device]),
        Who::LookingOrDevice => json!([session, device]),
    }
}

impl Who {
    /// The least scope that a session must have.
    const fn scope(self) -> Option<&'static str> {
        match self {
            Self::Session => Some("enrol"),
            Self::Looking | Self::LookingOrDevice => Some("view"),
            Self::Full => Some("full"),
            Self::Anybody | Self::NewSession | Self::DeviceKey | Self::Device => None,
        }
    }
}

fn security_schemes() -> Value {
    let signature = |says: &str| json!({ "type": "apiKey", "in": "header", "name": "signature", "description": says });
    json!({
        "session": {
            "type": "apiKey", "in": "header", "name": "authorization",
            "description": "`Kunci-Session <session id>`. `x-kunci-scope` of a call is the least scope that the session must have: `enrol`, `view`, `full`.",
        },
        "sessionSignature": signature("RFC 9421 with `signature-input`, ecdsa-p256-sha256, by the session's key, tag `kunci/1/session`."),
        "deviceSignature": signature("RFC 9421 with `signature-input`, ecdsa-p256-sha256, by the token's device key, tag `kunci/1/device`. No session."),
    })
}

fn parameters() -> Value {
    let header = |name: &str, says: &str, schema: Value| json!({ "name": name, "in": "header", "required": true, "description": says, "schema": schema });
    let text = || json!({ "type": "string" });
    json!({
        "Id": {
            "name": "id", "in": "path", "required": true,
            "description": "In lower case with hyphens; any other spelling, and what is another customer's, is not there.",
            "schema": { "type": "string", "format": "uuid" },
        },
        "SignatureInput": header("signature-input", "RFC 9421: which parts the signature covers, and its time, nonce, key and tag (`handshake.md`).", text()),
        "ContentDigest": header("content-digest", "RFC 9530: `sha-256=:…:` of the body.", text()),
        "IdempotencyKey": header(
            "idempotency-key", "A UUID of version 7. The same key brings the same answer, and the effect once.",
            json!({ "type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$" }),
        ),
        "IfMatch": header("if-match", "The card's version, in quotation marks.", json!({ "type": "string", "pattern": "^\"[0-9]+\"$" })),
    })
}

fn headers() -> Value {
    let header = |says: &str, schema: Value| json!({ "description": says, "required": true, "schema": schema });
    json!({
        "KunciTime": header("The bank's time, milliseconds since 1970 UTC.", json!({ "type": "integer" })),
        "IdempotencyReplayed": { "description": "The answer of an earlier call with this key.", "schema": { "const": "true" } },
        "RetryAfter": { "description": "Seconds.", "schema": { "type": "integer", "minimum": 0 } },
    })
}

fn reference(part: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{part}/{name}") })
}

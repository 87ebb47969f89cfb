//! The live link's frames as an AsyncAPI 3 document.

use kunci_wire::link::{ClientFrame, FRAME_BYTES, PATH, ServerFrame};
use serde_json::{Map, Value, json};

use crate::schemas::Schemas;

/// The whole document.
pub(crate) fn document() -> Value {
    let mut schemas = Schemas::new("/components/schemas");
    let (bank, phone) =
        (schemas.said::<ServerFrame>(), schemas.asked(|generator| generator.subschema_for::<ClientFrame>()));
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Kunci: the live link between the phone and the bank",
            "version": "1",
            "description": format!(
                "JSON frames of at most {FRAME_BYTES} bytes inside Noise (NK) inside binary WebSocket messages: `docs/contract/link.md` says how \
                 the link is opened, and what the frames mean. Written by `cargo run -- contract-documents`."
            ),
        },
        "servers": { "bank": { "host": "bank.example", "protocol": "wss", "description": "The API's TLS port, ALPN http/1.1" } },
        "channels": {},
        "operations": {},
        "components": { "messages": {}, "schemas": {}, "frames": [bank, phone] },
    });
    schemas.write(&mut document, &["components", "schemas"]);
    let mut types = taken(&mut document["components"]["schemas"]);
    let mut messages = Map::new();
    for (who, name) in [("phone", "ClientFrame"), ("bank", "ServerFrame")] {
        let frames = types.remove(name).unwrap_or_default();
        for frame in frames["oneOf"].as_array().into_iter().flatten() {
            let payload = flat(frame, &types);
            let kind = payload["properties"]["type"]["const"].as_str().unwrap_or_default().to_owned();
            let says = payload["description"].clone();
            messages.insert(
                format!("{who}.{kind}"),
                json!({ "name": kind, "summary": says, "contentType": "application/json", "payload": payload }),
            );
        }
    }
    // What a frame carries stands in the frame, and only what something else names as well is a type of its own.
    let said = format!("{}{}", Value::from(messages.clone()), Value::from(types.clone()));
    types.retain(|name, _| said.contains(&format!("#/components/schemas/{name}\"")));
    let refer = |from: &str, wanted: &str| {
        let of = messages.keys().filter(|name| name.starts_with(wanted));
        of.map(|name| json!({ "$ref": format!("#/{from}/messages/{name}") })).collect::<Vec<_>>()
    };
    let operation = |action: &str, who: &str, says: &str| {
        let channel = json!({ "$ref": "#/channels/link" });
        json!({ "action": action, "channel": channel, "summary": says, "messages": refer("channels/link", who) })
    };
    document["operations"] = json!({
        "hear": operation("receive", "phone.", "What a phone says. The bank refuses members and types that it does not know."),
        "say": operation("send", "bank.", "What the bank says. Frames may gain members and types; the phone ignores, or keeps, those that it does not know."),
    });
    let named: Map<String, Value> = messages
        .keys()
        .map(|name| (name.clone(), json!({ "$ref": format!("#/components/messages/{name}") })))
        .collect();
    document["channels"] = json!({ "link": {
        "address": PATH,
        "messages": named,
        "servers": [{ "$ref": "#/servers/bank" }],
        "bindings": { "ws": { "method": "GET" } },
    } });
    document["components"] = json!({ "messages": messages, "schemas": types });
    document
}

/// A frame in one piece: its type stands beside the members of what it carries.
fn flat(frame: &Value, types: &Map<String, Value>) -> Value {
    let carried = frame["$ref"].as_str().and_then(|text| text.rsplit('/').next());
    let Some(mut body) = carried.and_then(|name| types.get(name).cloned()) else { return frame.clone() };
    body["properties"]["type"] = frame["properties"]["type"].clone();
    if let Some(required) = body["required"].as_array_mut() {
        required.insert(0, "type".into());
    }
    if frame["description"].is_string() {
        body["description"] = frame["description"].clone();
    }
    body
}

fn taken(value: &mut Value) -> Map<String, Value> {
    match value.take() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

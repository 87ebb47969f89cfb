//! The documents of the contract: they are what the code makes, and what the running bank does.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::document::{OpenApi, openapi};
use crate::support::door::{Answer, Outgoing};
use crate::support::{SARI, bank, phone};

#[test]
fn the_kept_documents_are_what_the_code_makes() {
    for document in kunci_bank::documents::all() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(document.path);
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == document.text, "{} is out of date: cargo run -- contract-documents", document.path);
    }
}

/// A sign-in with what came back, to be bent.
async fn sign_in() -> (Outgoing, Answer) {
    let bank = bank();
    let phone = phone(&bank);
    let request = phone.sign(&phone.sign_in_draft(SARI.0, SARI.1));
    let answer = phone.door.send(request.clone()).await.expect("an answer").expect(201);
    (request, answer)
}

fn bent(answer: &Answer, bend: impl FnOnce(&mut Value)) -> Answer {
    let mut body = answer.body.clone();
    bend(&mut body);
    Answer { status: answer.status, headers: answer.headers.clone(), raw: answer.raw.clone(), body }
}

#[tokio::test]
async fn an_answer_that_the_document_does_not_have_is_found() {
    let (request, answer) = sign_in().await;
    let why = |answer: &Answer| openapi().check(&request, answer).expect_err("not the document's");
    assert!(openapi().check(&request, &answer).is_ok());
    assert!(why(&Answer { status: 200, ..bent(&answer, |_| {}) }).contains("no such status"));
    assert!(why(&bent(&answer, |body| body["surprise"] = json!(1))).contains("surprise"));
    assert!(why(&bent(&answer, |body| body["scope"] = json!("everything"))).contains("everything"));
    assert!(why(&bent(&answer, |body| body["session_id"] = json!("no uuid"))).contains("no uuid"));
    assert!(why(&bent(&answer, |body| body["login_nonce"] = json!("AAAA"))).contains("AAAA"));
    assert!(
        why(&bent(&answer, |body| body["token"] = json!({ "token_id": body["session_id"], "epoch": 1, "x": 1 })))
            .contains("at /token")
    );
    let missing = |body: &mut Value| _ = body.as_object_mut().expect("object").remove("customer_id");
    assert!(why(&bent(&answer, missing)).contains("customer_id"));
    let without = |name: &str| answer.headers.iter().filter(|(known, _)| known != name).cloned().collect::<Vec<_>>();
    assert!(why(&Answer { headers: without("kunci-time"), ..bent(&answer, |_| {}) }).contains("kunci-time"));
    assert!(why(&Answer { headers: without("content-type"), ..bent(&answer, |_| {}) }).contains("content-type"));
    let elsewhere = Outgoing { path: "/v1/session".to_owned(), ..request.clone() };
    assert!(openapi().check(&elsewhere, &answer).expect_err("no such call").contains("no such call"));
}

#[tokio::test]
async fn a_refusal_that_the_document_does_not_have_is_found() {
    let bank = bank();
    let phone = phone(&bank);
    let request = phone.sign(&phone.sign_in_draft("sari", "wrong"));
    let answer = phone.door.send(request.clone()).await.expect("an answer").refused("sign-in-refused");
    let why = |answer: &Answer| openapi().check(&request, answer).expect_err("not the document's");
    assert!(openapi().check(&request, &answer).is_ok());
    // A code of another call, under the status that it has there and that this call has too.
    assert!(why(&bent(&answer, |body| body["code"] = json!("session-ended"))).contains("session-ended"));
    assert!(why(&bent(&answer, |body| body["status"] = json!(403))).contains("401"));
    assert!(why(&bent(&answer, |body| body["hint"] = json!("the user id exists"))).contains("hint"));
    assert!(why(&Answer { status: 410, ..bent(&answer, |_| {}) }).contains("no such status"));
}

#[tokio::test]
async fn a_request_that_the_bank_takes_and_the_document_forbids_is_found() {
    let (request, answer) = sign_in().await;
    let why = |request: &Outgoing| openapi().check(request, &answer).expect_err("forbidden");
    let mut body: Value = serde_json::from_slice(&request.body).expect("JSON");
    body["admin"] = json!(true);
    assert!(why(&Outgoing { body: body.to_string().into_bytes(), ..request.clone() }).contains("admin"));
    let unsigned = Outgoing { headers: Vec::new(), ..request.clone() };
    assert!(why(&unsigned).contains("signature-input"));
}

#[test]
fn the_document_has_no_name_twice_and_no_reference_into_nothing() {
    let kept: Value = serde_json::from_str(include_str!("../../../../docs/contract/openapi.json")).expect("JSON");
    let types = kept["components"]["schemas"].as_object().expect("types");
    for name in types.keys() {
        // `Decision2` is what becomes of two types of one name: which is which would depend on their order.
        let base = name.strip_suffix(|last: char| last.is_ascii_digit());
        assert!(
            !base.is_some_and(|base| types.contains_key(base) && base != "Bytes"),
            "{name}: give one of the types another name"
        );
    }
    let mut references = Vec::new();
    gather(&kept, &mut references);
    assert!(references.len() > 200, "{}", references.len());
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("in this document");
        assert!(kept.pointer(pointer).is_some(), "{reference}");
    }
}

fn gather(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            into.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|member| gather(member, into));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        _ => {}
    }
}

/// What a tool makes of it first: every call has an id of its own, and says which refusals it knows.
#[test]
fn every_call_has_its_own_id_and_its_refusals() {
    let kept =
        OpenApi::new(serde_json::from_str(include_str!("../../../../docs/contract/openapi.json")).expect("JSON"));
    let mut ids = std::collections::BTreeSet::new();
    let mut count = 0;
    for call in kept.calls() {
        count += 1;
        assert!(ids.insert(call["operationId"].as_str().expect("an id").to_owned()), "{}", call["operationId"]);
        assert!(call["responses"]["500"]["$ref"].is_string(), "{}", call["operationId"]);
    }
    assert!(count >= 51, "{count}");
}

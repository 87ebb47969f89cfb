//! The bank's side: whoever sends this holds no token and knows no password.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use kunci_bank::{Bank, BankOptions, hostile};
use kunci_crypto::p256key::SessionKey;
use kunci_crypto::signature9421::{RequestToSign, SignatureParams, Tag};
use kunci_wire::ProblemCode;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::puppet::{jwk, wait};

const AUTHORITY: &str = "bank.test";

static BANK: LazyLock<Arc<Bank>> = LazyLock::new(|| {
    let bank = Bank::open(&BankOptions::default()).expect("the bank opens");
    bank.serve_as(AUTHORITY);
    bank
});

fn send(router: Router, request: Request<Body>) -> (u16, Vec<u8>) {
    wait(async {
        let response: Response<Body> = router.oneshot(request).await.expect("the router always answers");
        let status = response.status().as_u16();
        (status, to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec())
    })
}

/// A refusal of the contract: never a fault of the bank, never a word that the contract does not have.
fn refused(status: u16, body: &[u8]) {
    let problem: Value = serde_json::from_slice(body).expect("problem+json");
    let code = problem["code"].as_str().and_then(ProblemCode::parse).expect("a code of the contract");
    assert_eq!((code.status(), problem["status"].as_u64()), (status, Some(u64::from(status))));
    assert!(status < 500, "the bank failed: {problem}");
}

/// `METHOD PATH`, headers, an empty line, the body.
pub(super) fn request(input: &[u8]) {
    let (head, body) = match input.windows(2).position(|two| two == b"\n\n") {
        Some(at) => (&input[..at], input[at + 2..].to_vec()),
        None => (input, Vec::new()),
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let Some((method, path)) = lines.next().and_then(|line| line.split_once(' ')) else { return };
    let mut request = Request::builder().method(method).uri(path).header("host", AUTHORITY);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    // What HTTP itself cannot carry never reaches the bank.
    let Ok(request) = request.body(Body::from(body)) else { return };
    let public = request.method() == "GET" && request.uri().path() == "/v1/keys";
    let (status, body) = send(BANK.router(), request);
    if !public {
        refused(status, &body);
    }
}

/// Anybody can sign a sign-in well, by a key that the body itself brings: `$KEY` stands for it.
pub(super) fn body(input: &[u8]) {
    let key = SessionKey::generate().expect("random");
    let body = String::from_utf8_lossy(input).replace("\"$KEY\"", &jwk(&key.public()).to_string()).into_bytes();
    let now = hostile::now_seconds(&BANK);
    let nonce = SessionKey::generate().expect("random").public().to_sec1();
    let nonce = nonce.first_chunk::<17>().and_then(|bytes| bytes.last_chunk::<16>()).expect("65 bytes");
    let keyid = key.public().thumbprint();
    let signed = RequestToSign {
        method: "POST",
        authority: AUTHORITY,
        path: "/v1/sessions",
        query: None,
        content_type: Some("application/json"),
        body: Some(&body),
        idempotency_key: None,
        if_match: None,
        authorization: None,
    };
    let params = SignatureParams { created: now, expires: now + 60, nonce, keyid: &keyid, tag: Tag::Session };
    let prepared = signed.prepare(&params).expect("a form that can be signed");
    let signature = key.sign(&prepared.base).expect("signs");
    let request = Request::post("/v1/sessions")
        .header("host", AUTHORITY)
        .header("content-type", "application/json")
        .header("content-digest", prepared.content_digest.clone().unwrap_or_default())
        .header("signature-input", prepared.signature_input.clone())
        .header("signature", prepared.signature_header(&signature))
        .body(Body::from(body))
        .expect("a request");
    let (status, body) = send(BANK.router(), request);
    refused(status, &body);
}

/// The objects that a phone signs: an approval, a confirmation, a certificate, proofs.
pub(super) fn signed(input: &[u8]) {
    let read = hostile::read_signed(&String::from_utf8_lossy(input));
    assert!(read.is_none_or(|typ| typ.starts_with("kunci-")));
}

/// Binary HTTP as it comes out of the seal. What is read goes on to the API, which refuses it.
pub(super) fn gateway(input: &[u8]) {
    let Some((status, body)) = wait(hostile::open(&BANK, input)) else { return };
    let kept = status == 200 && body.starts_with(b"{\"signer\"");
    if !kept {
        refused(status, &body);
    }
}

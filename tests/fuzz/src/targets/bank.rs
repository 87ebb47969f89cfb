//! The bank's side: whoever sends this holds no token and knows no password.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use kunci_bank::{Bank, BankOptions, hostile};
use kunci_crypto::p256key::SessionKey;
use kunci_crypto::signature9421::{Prepared, RequestToSign, SignatureParams, Tag};
use kunci_wire::ProblemCode;
use serde_json::{Value, json};
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
fn refused(status: u16, body: &[u8]) -> ProblemCode {
    let problem: Value = serde_json::from_slice(body).expect("problem+json");
    let code = problem["code"].as_str().and_then(ProblemCode::parse).expect("a code of the contract");
    assert_eq!((code.status(), problem["status"].as_u64()), (status, Some(u64::from(status))));
    assert!(status < 500, "the bank failed: {problem}");
    code
}

/// What stands before the first empty line, and what after it.
fn parts(input: &[u8]) -> (&[u8], &[u8]) {
    let end = input.windows(2).position(|two| two == b"\n\n");
    end.map_or((input, &[]), |at| (&input[..at], &input[at + 2..]))
}

/// `METHOD PATH`, headers, an empty line, the body.
pub(super) fn request(input: &[u8]) {
    let (head, body) = parts(input);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let Some((method, path)) = lines.next().and_then(|line| line.split_once(' ')) else { return };
    let mut request = Request::builder().method(method).uri(path).header("host", AUTHORITY);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    // What HTTP itself cannot carry never reaches the bank.
    let Ok(request) = request.body(Body::from(body.to_vec())) else { return };
    let public = request.method() == "GET" && ["/v1/keys", "/v1/status"].contains(&request.uri().path());
    let (status, body) = send(BANK.router(), request);
    if !public {
        refused(status, &body);
    }
}

/// Anybody can sign a sign-in well, by a key that the body itself brings: `$KEY` stands for it.
pub(super) fn body(input: &[u8]) {
    let key = SessionKey::generate().expect("random");
    let body = String::from_utf8_lossy(input).replace("\"$KEY\"", &jwk(&key.public()).to_string()).into_bytes();
    let (status, body) = sign_in(&key, body);
    refused(status, &body);
}

/// Headers of RFC 9421 and RFC 9530 in a session that lives: lines `name: value`, an empty line, the body. `$DIGEST`, `$INPUT`, `$SIGNATURE`
/// and `$SESSION` stand for what the session's own phone sends with the body [`POKE`] to [`POKED`], signed anew for each input.
///
/// The request has no idempotency key, and that is the first thing that the bank asks for once it has believed a signature.
pub(super) fn headers(input: &[u8]) {
    let (prepared, signature) = signed_post(&SESSION.key, POKED, POKE, Some(&SESSION.authorization));
    let fill = |text: &str| {
        text.replace("$DIGEST", prepared.content_digest.as_deref().unwrap_or_default())
            .replace("$INPUT", &prepared.signature_input)
            .replace("$SIGNATURE", &signature)
            .replace("$SESSION", &SESSION.authorization)
    };
    let (head, body) = parts(input);
    let honest = (head, body) == (HONEST, POKE);
    let head = fill(&String::from_utf8_lossy(head));
    let named: Vec<(&str, &str)> = head.lines().filter_map(|line| line.split_once(": ")).collect();
    let request = || {
        let request = Request::post(POKED).header("host", AUTHORITY);
        let request = named.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        // What HTTP itself cannot carry never reaches the bank.
        request.body(Body::from(body.to_vec())).ok()
    };
    let Some(first) = request() else { return };
    let (status, answer) = send(BANK.router(), first);
    if refused(status, &answer) != ProblemCode::IdempotencyMissing {
        assert!(!honest, "the phone's own signature is not believed");
        return;
    }
    assert_eq!(body, POKE, "a signature of another body is believed");
    let value = |name: &str| {
        let mut values =
            named.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        values.next().filter(|_| values.next().is_none())
    };
    assert_eq!(value("authorization"), Some(SESSION.authorization.as_str()), "another session is believed");
    assert_eq!(value("content-type"), Some("application/json"), "another kind of body is believed");
    let (status, answer) = send(BANK.router(), request().expect("it was one before"));
    assert_eq!(refused(status, &answer), ProblemCode::RequestReplayed, "a signature counts twice");
}

/// Where [`headers`] goes, and the body that goes with it.
const POKED: &str = "/v1/token/enrolments";
const POKE: &[u8] = br#"{"method":"sms"}"#;
/// The headers of the phone itself, as an input writes them.
const HONEST: &[u8] = b"content-type: application/json\ncontent-digest: $DIGEST\nauthorization: $SESSION\n\
    signature-input: $INPUT\nsignature: $SIGNATURE";

/// A session of a customer of the sandbox, signed in by her password.
struct Session {
    key: SessionKey,
    authorization: String,
}

static SESSION: LazyLock<Session> = LazyLock::new(|| {
    let key = SessionKey::generate().expect("random");
    let body = json!({
        "user_id": "sari", "password": "Senja-di-Ubud-72", "session_key": jwk(&key.public()),
        "platform": "android", "app_version": "1.0.0", "language": "id",
    });
    let (status, answer) = sign_in(&key, body.to_string().into_bytes());
    let answer: Value = serde_json::from_slice(&answer).expect("json");
    assert_eq!(status, 201, "{answer}");
    let id = answer["session_id"].as_str().expect("a session id");
    Session { key, authorization: format!("Kunci-Session {id}") }
});

/// A sign-in, well signed.
fn sign_in(key: &SessionKey, body: Vec<u8>) -> (u16, Vec<u8>) {
    let (prepared, signature) = signed_post(key, "/v1/sessions", &body, None);
    let request = Request::post("/v1/sessions")
        .header("host", AUTHORITY)
        .header("content-type", "application/json")
        .header("content-digest", prepared.content_digest.unwrap_or_default())
        .header("signature-input", prepared.signature_input)
        .header("signature", signature)
        .body(Body::from(body))
        .expect("a request");
    send(BANK.router(), request)
}

/// A POST signed by a session's key under a fresh nonce: the headers, and the value of `signature`.
fn signed_post(key: &SessionKey, path: &str, body: &[u8], authorization: Option<&str>) -> (Prepared, String) {
    let now = hostile::now_seconds(&BANK);
    let random = SessionKey::generate().expect("random").public().to_sec1();
    let nonce = random.first_chunk::<17>().and_then(|bytes| bytes.last_chunk::<16>()).expect("65 bytes");
    let keyid = key.public().thumbprint();
    let request = RequestToSign {
        method: "POST",
        authority: AUTHORITY,
        path,
        query: None,
        content_type: Some("application/json"),
        body: Some(body),
        idempotency_key: None,
        if_match: None,
        authorization,
    };
    let params = SignatureParams { created: now, expires: now + 60, nonce, keyid: &keyid, tag: Tag::Session };
    let prepared = request.prepare(&params).expect("a form that can be signed");
    let signature = prepared.signature_header(&key.sign(&prepared.base).expect("signs"));
    (prepared, signature)
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

//! The Oblivious HTTP gateway (RFC 9458) and what may happen to a call behind it.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri, header};
use bhttp::{Message, Mode};
use kunci_wire::{Problem, ProblemCode, limits};
use tower::ServiceExt as _;

use crate::api::{self, Authority, Encapsulation, Outer, Reply};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::crypto::mac::sha256;
use crate::faults::CallFault;

/// What is somewhat too long is read to its end all the same: answering in the middle resets the connection, and the sender may
/// never see the answer.
const MOST_READ: usize = 1024 * 1024;

/// A sealed request may be this much longer than its body: headers, framing, encapsulation.
const OVERHEAD: usize = 32 * 1024;
/// Key id, KEM, KDF, AEAD; then comes the 32-byte encapsulated key, which no two honest requests share.
const ENCAPSULATED_KEY: std::ops::Range<usize> = 7..39;

/// What becomes of a call.
pub(crate) enum Delivered {
    /// A reply.
    Reply(Response<Body>),
    /// A reply, and the connection dies in its midst.
    Torn(Response<Body>),
    /// The connection dies instead.
    Cut,
}

/// A request on its way to the API.
#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) authority: Option<Authority>,
    /// Of what was sealed.
    pub(crate) encapsulation: Option<Encapsulation>,
    pub(crate) body: Bytes,
}

/// `POST /v1/ohttp`.
pub(crate) async fn open(bank: Arc<Bank>, router: Router, request: Request) -> Delivered {
    let is_sealed = request.headers().get(header::CONTENT_TYPE).is_some_and(|value| value == "message/ohttp-req");
    if !is_sealed {
        return outer(StatusCode::BAD_REQUEST);
    }
    let Ok(sealed) = to_bytes(request.into_body(), MOST_READ).await else {
        return outer(StatusCode::PAYLOAD_TOO_LARGE);
    };
    if sealed.len() > limits::REQUEST_BYTES + OVERHEAD {
        return outer(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok((message, reply_key)) = bank.keys.oblivious.decapsulate(&sealed) else {
        return outer(StatusCode::BAD_REQUEST);
    };
    let Some(encapsulated) = sealed.get(ENCAPSULATED_KEY) else { return outer(StatusCode::BAD_REQUEST) };
    let encapsulation = Encapsulation(sha256(encapsulated));
    let delivered = match read(&message) {
        Some(request) => {
            let sealed = Inner { encapsulation: Some(encapsulation), ..request };
            deliver(&bank, &router, sealed).await
        }
        None => Delivered::Reply(unreadable(&bank, encapsulation).await),
    };
    let (inner, torn) = match delivered {
        Delivered::Reply(reply) => (reply, false),
        Delivered::Torn(reply) => (reply, true),
        Delivered::Cut => return Delivered::Cut,
    };
    if let Some(&Outer(status)) = inner.extensions().get() {
        return outer(status);
    }
    let Some(bytes) = encode(inner).await else { return outer(StatusCode::INTERNAL_SERVER_ERROR) };
    let Ok(sealed) = reply_key.encapsulate(&bytes) else { return outer(StatusCode::INTERNAL_SERVER_ERROR) };
    let mut response = Response::new(Body::from(sealed));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("message/ohttp-res"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if torn { Delivered::Torn(response) } else { Delivered::Reply(response) }
}

/// Binary HTTP (RFC 9292), known length, scheme `https`.
pub(crate) fn read(message: &[u8]) -> Option<Inner> {
    let known_length_request = message.first() == Some(&0);
    let message = known_length_request.then(|| Message::read_bhttp(&mut std::io::Cursor::new(message)).ok())??;
    let control = message.control();
    if control.scheme()? != b"https" {
        return None;
    }
    let authority = std::str::from_utf8(control.authority()?).ok()?;
    let path = std::str::from_utf8(control.path()?).ok().filter(|path| path.starts_with('/'))?;
    let mut headers = HeaderMap::new();
    for field in message.header().iter() {
        let name = HeaderName::from_lowercase(field.name()).ok().filter(|name| name != header::HOST)?;
        headers.append(name, HeaderValue::from_bytes(field.value()).ok()?);
    }
    Some(Inner {
        method: Method::from_bytes(control.method()?).ok()?,
        uri: path.parse().ok()?,
        headers,
        authority: Some(Authority(authority.to_owned())),
        encapsulation: None,
        body: Bytes::copy_from_slice(message.content()),
    })
}

async fn encode(response: Response<Body>) -> Option<Vec<u8>> {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.ok()?;
    let mut message = Message::response(bhttp::StatusCode::try_from(parts.status.as_u16()).ok()?);
    for (name, value) in &parts.headers {
        message.put_header(name.as_str(), value.as_bytes());
    }
    message.write_content(&body);
    let mut bytes = Vec::new();
    message.write_bhttp(Mode::KnownLength, &mut bytes).ok()?;
    Some(bytes)
}

/// Brings a request to the API, through whatever the fault switches put in its way.
pub(crate) async fn deliver(bank: &Arc<Bank>, router: &Router, request: Inner) -> Delivered {
    let latency = bank.faults.latency();
    // A timer counts in whole milliseconds: no time at all would be one.
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    let Some(fault) = bank.faults.take_call(request.uri.path(), request.uri.query()) else {
        return Delivered::Reply(call(router, request).await);
    };
    if let CallFault::Status(status) = fault {
        return Delivered::Reply(in_front(status, bank.now()));
    }
    // Behind the gateway: what comes twice before it is not opened twice.
    let again = Inner { encapsulation: None, ..request.clone() };
    let reply = call(router, request).await;
    match fault {
        CallFault::LoseReply => Delivered::Cut,
        CallFault::TearReply => Delivered::Torn(reply),
        CallFault::Duplicate => {
            let second = call(router, again.clone()).await.status();
            note_duplicate(bank, &again, second).await;
            Delivered::Reply(reply)
        }
        CallFault::MalformedJson => Delivered::Reply(reply.map(|_| Body::from("{\"session_id\": "))),
        CallFault::Oversized => {
            let padding = format!("{{\"padding\":\"{}\"}}", "x".repeat(limits::REPLY_BYTES));
            Delivered::Reply(reply.map(|_| Body::from(padding)))
        }
        // “%PDF-1.4 other”
        CallFault::OtherDocument => Delivered::Reply(reply.map(|_| Body::from(r#"{"content":"JVBERi0xLjQgb3RoZXI"}"#))),
        CallFault::Status(_) => Delivered::Reply(reply),
    }
}

async fn call(router: &Router, inner: Inner) -> Response<Body> {
    let mut request = Request::new(Body::from(inner.body));
    *request.method_mut() = inner.method;
    *request.uri_mut() = inner.uri;
    *request.headers_mut() = inner.headers;
    if let Some(authority) = inner.authority {
        request.extensions_mut().insert(authority);
    }
    if let Some(encapsulation) = inner.encapsulation {
        request.extensions_mut().insert(encapsulation);
    }
    match router.clone().oneshot(request).await {
        Ok(reply) => reply,
        Err(never) => match never {},
    }
}

async fn note_duplicate(bank: &Arc<Bank>, request: &Inner, second: StatusCode) {
    let what = format!(
        "The network delivered {} {} twice; the second got {}",
        request.method,
        request.uri.path(),
        second.as_u16()
    );
    let bank = Arc::clone(bank);
    // Only the audit trail misses it if this fails.
    let _ = tokio::task::spawn_blocking(move || bank.keep(|tx| audit::note(tx, bank.now(), Kind::Sandbox, None, what)))
        .await;
}

/// What something in front of the bank answers when the bank is in trouble.
fn in_front(status: u16, now: i64) -> Response<Body> {
    match status {
        500 => api::write(&Reply::problem(&Problem::new(ProblemCode::Internal, "")), now),
        503 => {
            let mut problem = Problem::new(ProblemCode::Maintenance, "");
            problem.retry_after_seconds = Some(60);
            api::write(&Reply::problem(&problem), now)
        }
        _ => {
            let mut page = Response::new(Body::from("<html><body>Bad gateway</body></html>"));
            *page.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            page.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
            page
        }
    }
}

async fn unreadable(bank: &Arc<Bank>, encapsulation: Encapsulation) -> Response<Body> {
    let worker = Arc::clone(bank);
    let task = tokio::task::spawn_blocking(move || encapsulation.opens_once(&worker));
    match task.await.unwrap_or(Err(Outer(StatusCode::INTERNAL_SERVER_ERROR))) {
        Ok(()) => {
            let detail = "the sealed message is not binary HTTP of known length for https";
            api::write(&Reply::problem(&Problem::new(ProblemCode::Malformed, detail)), bank.now())
        }
        Err(outer) => outer.response(),
    }
}

/// An outer answer has no meaning beyond its status.
fn outer(status: StatusCode) -> Delivered {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    Delivered::Reply(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(scheme: &str, path: &str, field: (&str, &str)) -> Vec<u8> {
        let mut message = Message::request(b"POST".to_vec(), scheme.into(), b"bank.test".to_vec(), path.into());
        message.put_header(field.0, field.1);
        message.write_content(b"{}");
        let mut bytes = Vec::new();
        message.write_bhttp(Mode::KnownLength, &mut bytes).expect("encodes");
        bytes
    }

    #[test]
    fn only_https_paths_and_well_formed_fields_are_read() {
        let good = read(&message("https", "/v1/x?y=1", ("content-type", "a/b"))).expect("reads");
        assert_eq!((good.uri.path(), good.uri.query(), &good.body[..]), ("/v1/x", Some("y=1"), &b"{}"[..]));
        assert!(read(&message("http", "/v1/x", ("a", "b"))).is_none());
        assert!(read(&message("https", "v1/x", ("a", "b"))).is_none());
        assert!(read(&message("https", "/v1/x", ("A", "b"))).is_none());
        assert!(read(&message("https", "/v1/x", ("a", "b\r\nc: d"))).is_none());
        assert!(read(&message("https", "/v1/x", ("host", "other.test"))).is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_the_reader_stumble(mut bytes: Vec<u8>) {
            let _ = read(&bytes);
            bytes.insert(0, 0);
            let _ = read(&bytes);
        }

        #[test]
        fn a_harmed_message_never_makes_the_reader_stumble(at: usize, with: u8) {
            let mut bytes = message("https", "/v1/x", ("content-type", "application/json"));
            let at = at % bytes.len();
            bytes[at] = with;
            let _ = read(&bytes);
        }
    }
}

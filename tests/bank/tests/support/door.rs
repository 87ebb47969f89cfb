//! The way to the bank.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use bhttp::{Message, Mode};
use serde_json::Value;
use tower::ServiceExt as _;

use super::document;

/// How requests travel.
#[derive(Clone)]
pub enum Door {
    /// Straight into the bank's router.
    Router(Router),
    /// TLS to the gateway, sealed with Oblivious HTTP.
    Sealed { http: reqwest::Client, url: String, config: Vec<u8> },
}

/// A request, signed and ready.
#[derive(Clone)]
pub struct Outgoing {
    pub method: String,
    pub authority: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub raw: Vec<u8>,
    pub body: Value,
}

/// Nothing that has meaning came back.
#[derive(Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The connection died.
    Network,
    /// An outer answer of the gateway.
    Outer(u16),
}

impl Answer {
    fn new(status: u16, headers: Vec<(String, String)>, raw: Vec<u8>) -> Self {
        let body = serde_json::from_slice(&raw).unwrap_or_default();
        Self { status, headers, raw, body }
    }

    /// The problem's code, or the status as text.
    pub fn code(&self) -> String {
        self.body["code"].as_str().map_or_else(|| self.status.to_string(), str::to_owned)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Fails unless this is the status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.raw));
        self
    }

    /// Fails unless this is the refusal, with the status that the contract gives it and a debug id.
    #[track_caller]
    pub fn refused(self, code: &str) -> Self {
        assert_eq!(self.code(), code, "{}", String::from_utf8_lossy(&self.raw));
        let known = kunci_wire::ProblemCode::parse(code).expect("a code of the contract");
        assert_eq!(self.status, known.status());
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert!(!self.body["debug_id"].as_str().expect("debug id").is_empty());
        self
    }
}

impl Door {
    pub async fn send(&self, request: Outgoing) -> Result<Answer, NoAnswer> {
        match self {
            Self::Router(router) => Ok(inner(router, request).await),
            Self::Sealed { http, url, config } => {
                let (sealed, opener) = seal(config, &request);
                let (status, reply) = post(http, url, sealed).await?;
                if status != 200 {
                    return Err(NoAnswer::Outer(status));
                }
                Ok(read_sealed(&opener.decapsulate(&reply).expect("the reply opens")))
            }
        }
    }
}

async fn inner(router: &Router, request: Outgoing) -> Answer {
    let mut builder = Request::builder().method(request.method.as_str()).uri(&request.path);
    builder = builder.header(header::HOST, &request.authority);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let call = builder.body(Body::from(request.body.clone())).expect("request");
    let reply = router.clone().oneshot(call).await.expect("infallible");
    let status = reply.status().as_u16();
    let text = |value: &axum::http::HeaderValue| value.to_str().expect("ascii").to_owned();
    let headers = reply.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let raw = to_bytes(reply.into_body(), usize::MAX).await.expect("body").to_vec();
    let answer = Answer::new(status, headers, raw);
    document::openapi().expect(&request, &answer);
    answer
}

/// Binary HTTP, then RFC 9458.
pub fn seal(config: &[u8], request: &Outgoing) -> (Vec<u8>, ohttp::ClientResponse) {
    let bytes = |text: &str| text.as_bytes().to_vec();
    let mut message =
        Message::request(bytes(&request.method), bytes("https"), bytes(&request.authority), bytes(&request.path));
    for (name, value) in &request.headers {
        message.put_header(name.as_str(), value.as_str());
    }
    message.write_content(&request.body);
    let mut plain = Vec::new();
    message.write_bhttp(Mode::KnownLength, &mut plain).expect("encodes");
    ohttp::ClientRequest::from_encoded_config(config).expect("config").encapsulate(&plain).expect("seals")
}

/// Posts an encapsulated request; returns the outer status and body.
pub async fn post(http: &reqwest::Client, url: &str, sealed: Vec<u8>) -> Result<(u16, Vec<u8>), NoAnswer> {
    let request = http.post(format!("{url}/v1/ohttp")).header("content-type", "message/ohttp-req").body(sealed);
    let reply = request.send().await.map_err(|_| NoAnswer::Network)?;
    let status = reply.status().as_u16();
    Ok((status, reply.bytes().await.map_err(|_| NoAnswer::Network)?.to_vec()))
}

fn read_sealed(plain: &[u8]) -> Answer {
    let message = Message::read_bhttp(&mut std::io::Cursor::new(plain)).expect("binary HTTP");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("ascii");
    let headers = message.header().iter().map(|field| (text(field.name()), text(field.value()))).collect();
    Answer::new(message.control().status().expect("reply").code(), headers, message.content().to_vec())
}

//! A request and a reply, as the operations see them.

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response, StatusCode, header};
use kunci_wire::{Problem, ProblemCode};
use serde::Serialize;

use crate::bank::Bank;
use crate::crypto::signature9421::Signed;
use crate::refusal::{BankError, Refusal, refuse};

/// The authority that an unsealed message named; put into the request's extensions by the gateway.
#[derive(Clone)]
pub(crate) struct Authority(pub(crate) String);

/// What no two honest sealed requests share; put into the request's extensions by the gateway.
#[derive(Clone, Copy)]
pub(crate) struct Encapsulation(pub(crate) [u8; 32]);

impl Encapsulation {
    /// Remembers it. Only one that opened counts: otherwise anybody could burn somebody else's. If a power cut makes the bank forget it, it
    /// has forgotten all that the request did.
    pub(crate) fn opens_once(self, bank: &Bank) -> Result<(), Outer> {
        match bank.keep_with_the_next(|tx| tx.use_encapsulation(&self.0)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Outer(StatusCode::CONFLICT)),
            Err(_) => Err(Outer(StatusCode::INTERNAL_SERVER_ERROR)),
        }
    }
}

/// The gateway itself answers, with this status: nothing was asked of the bank.
#[derive(Clone, Copy)]
pub(crate) struct Outer(pub(crate) StatusCode);

impl Outer {
    /// On its way to the gateway.
    pub(crate) fn response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(self);
        response
    }
}

/// A request whose size is fine.
pub(crate) struct Call {
    method: String,
    authority: String,
    path: String,
    query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Call {
    /// Refuses a request that is meant for another host: its signature would be good there.
    pub(crate) fn new(bank: &Bank, parts: &Parts, body: Bytes) -> Result<Self, Refusal> {
        let named = parts.extensions.get::<Authority>().map(|authority| authority.0.as_str());
        let host = || parts.headers.get(header::HOST).and_then(|value| value.to_str().ok());
        let authority = named.or_else(host).or_else(|| parts.uri.authority().map(|authority| authority.as_str()));
        let authority = authority.unwrap_or_default().to_ascii_lowercase();
        if !bank.answers_to(&authority) {
            return Err(refuse(ProblemCode::NotFound, "this bank does not answer to that authority"));
        }
        Ok(Self {
            method: parts.method.to_string(),
            authority,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            headers: parts.headers.clone(),
            body,
        })
    }

    /// As the signature covers it.
    pub(crate) fn signed(&self) -> Signed<'_> {
        Signed {
            method: &self.method,
            authority: &self.authority,
            path: &self.path,
            query: self.query.as_deref(),
            headers: &self.headers,
            body: &self.body,
        }
    }

    /// How the audit trail names it.
    pub(crate) fn what(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.query.as_deref()
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

/// A reply, before the bank's time is put on it.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) media_type: Option<&'static str>,
    pub(crate) body: Vec<u8>,
    pub(crate) retry_after: Option<u64>,
    /// Played back under an idempotency key.
    pub(crate) replayed: bool,
}

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

impl Reply {
    pub(crate) fn json<T: Serialize>(status: u16, body: &T) -> Result<Self, BankError> {
        Ok(Self::stored(status, serde_json::to_vec(body)?, false))
    }

    pub(crate) fn empty() -> Self {
        Self { status: 204, media_type: None, body: Vec::new(), retry_after: None, replayed: false }
    }

    pub(crate) fn problem(problem: &Problem) -> Self {
        let body = serde_json::to_vec(problem).unwrap_or_default();
        let retry_after = problem.retry_after_seconds;
        Self { retry_after, ..Self::stored(problem.status, body, false) }
    }

    /// A reply from its stored bytes.
    pub(crate) fn stored(status: u16, body: Vec<u8>, replayed: bool) -> Self {
        let media_type = Some(if status < 400 { JSON } else { PROBLEM });
        Self { status, media_type, body, retry_after: None, replayed }
    }
}

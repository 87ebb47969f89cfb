//! What each call of the contract asks and answers: the rows from which `docs/contract/openapi.json` is written.
//!
//! A row says of a route who may call it, which body it takes, which bodies it answers with, and which refusals are its own; what every call of
//! its kind can be refused with is added by [`Row::codes`]. A route without a row, or a row without a route, fails a test of this
//! file; an answer that its row does not have fails the test of the contract that got it (`tests/bank/tests/support/document.rs`).
//!
//! To add a route: its row in `ROUTES`, its [`Row`] here in the file of its area, then `cargo run -- contract-documents`.

mod attachments;
mod cards;
mod conversations;
mod customer;
mod disputes;
mod openapi;
mod operations;
mod sessions;
mod statements;
mod token;

use axum::http::Method;
use kunci_wire::ProblemCode;
use schemars::{JsonSchema, Schema, SchemaGenerator};

pub(crate) use openapi::document;

/// What a body looks like.
type Shape = fn(&mut SchemaGenerator) -> Schema;

/// Who may call, and so what must sign.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Anybody, unsigned.
    Anybody,
    /// Whoever knows a password: signed by the key that the body names.
    NewSession,
    /// A session of any scope.
    Session,
    /// A session of scope `view` or `full`.
    Looking,
    /// A session of scope `full`.
    Full,
    /// The device key of any token, whatever has become of it.
    DeviceKey,
    /// The device key of a token that is active, locked or suspended.
    Device,
    /// Either of [`Self::Looking`] and [`Self::Device`].
    LookingOrDevice,
}

/// One call.
struct Row {
    method: Method,
    path: &'static str,
    says: &'static str,
    who: Who,
    asks: Option<Shape>,
    /// Status and body of each good answer.
    answers: Vec<(u16, Option<Shape>)>,
    idempotency_key: bool,
    if_match: bool,
    /// Name and meaning of a query parameter.
    query: Option<(&'static str, &'static str)>,
    refusals: Vec<ProblemCode>,
}

/// Every call, in the document's order.
fn rows() -> Vec<Row> {
    [
        sessions::rows(),
        token::rows(),
        operations::rows(),
        cards::rows(),
        statements::rows(),
        disputes::rows(),
        customer::rows(),
        attachments::rows(),
        conversations::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn get(path: &'static str, who: Who, says: &'static str) -> Row {
    Row::new(Method::GET, path, who, says)
}

fn post(path: &'static str, who: Who, says: &'static str) -> Row {
    Row::new(Method::POST, path, who, says)
}

fn delete(path: &'static str, who: Who, says: &'static str) -> Row {
    Row::new(Method::DELETE, path, who, says)
}

impl Row {
    fn new(method: Method, path: &'static str, who: Who, says: &'static str) -> Self {
        let (asks, answers, refusals) = (None, Vec::new(), Vec::new());
        Self { method, path, says, who, asks, answers, idempotency_key: false, if_match: false, query: None, refusals }
    }

    /// Takes this body.
    fn asks<T: JsonSchema>(self) -> Self {
        Self { asks: Some(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// Can answer with this status and body.
    fn answers<T: JsonSchema>(mut self, status: u16) -> Self {
        self.answers.push((status, Some(|generator| generator.subschema_for::<T>())));
        self
    }

    /// Can answer `204`, without a body.
    fn answers_nothing(mut self) -> Self {
        self.answers.push((204, None));
        self
    }

    /// Needs an `Idempotency-Key`.
    fn once(self) -> Self {
        Self { idempotency_key: true, ..self }
    }

    /// Needs `If-Match`.
    fn if_match(self) -> Self {
        Self { if_match: true, ..self }
    }

    /// May have this parameter in its query.
    fn query(self, name: &'static str, says: &'static str) -> Self {
        Self { query: Some((name, says)), ..self }
    }

    /// Its own refusals.
    fn refuses(mut self, codes: &[ProblemCode]) -> Self {
        self.refusals.extend(codes);
        self
    }

    /// All that it can be refused with, each once, in the contract's order.
    fn codes(&self) -> Vec<ProblemCode> {
        use ProblemCode::{
            BankingFlagged, IdempotencyInFlight, IdempotencyMismatch, IdempotencyMissing, Internal, Maintenance,
            Malformed, NotFound, PreconditionFailed, PreconditionMissing, RequestReplayed, Scope, SessionEnded,
            SignatureInvalid, SignatureMissing, SignatureStale, TokenNotActive, TooLarge, UnknownField,
        };
        // A wrong authority, a body over the limit, and a bank in trouble can meet any call.
        let mut codes = vec![NotFound, TooLarge, Internal, Maintenance];
        let mut also = |applies: bool, more: &[ProblemCode]| codes.extend(more.iter().filter(|_| applies));
        let who = self.who;
        also(who != Who::Anybody, &[SignatureMissing, SignatureInvalid, SignatureStale, RequestReplayed]);
        also(who.has_session(), &[SessionEnded, BankingFlagged]);
        also(matches!(who, Who::Looking | Who::Full | Who::LookingOrDevice), &[Scope]);
        also(matches!(who, Who::Device | Who::LookingOrDevice), &[TokenNotActive]);
        also(self.asks.is_some(), &[Malformed, UnknownField]);
        also(self.query.is_some(), &[Malformed]);
        also(self.idempotency_key, &[Malformed, IdempotencyMissing, IdempotencyInFlight, IdempotencyMismatch]);
        also(self.if_match, &[Malformed, PreconditionMissing, PreconditionFailed]);
        codes.extend(&self.refusals);
        ProblemCode::ALL.iter().copied().filter(|code| codes.contains(code)).collect()
    }
}

impl Who {
    const fn has_session(self) -> bool {
        matches!(self, Self::Session | Self::Looking | Self::Full | Self::LookingOrDevice)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn every_route_has_its_one_row_and_every_row_its_route() {
        let mut count: BTreeMap<(String, &str), [usize; 2]> = BTreeMap::new();
        for (method, path) in crate::api::routes() {
            count.entry((method, path)).or_default()[0] += 1;
        }
        for row in rows() {
            count.entry((row.method.to_string(), row.path)).or_default()[1] += 1;
            assert!(!row.answers.is_empty(), "{} {} answers nothing", row.method, row.path);
        }
        for ((method, path), [routes, rows]) in count {
            assert_eq!(
                (routes, rows),
                (1, 1),
                "{method} {path}: {routes} in ROUTES, {rows} rows in tests/bank/src/api/contract"
            );
        }
    }
}

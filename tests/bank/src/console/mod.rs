//! The bank's console: a web page over the tester's commands, on a port of its own (`docs/console.md`).
//!
//! Nothing is decided here: `POST /commands/{name}` runs what `POST /sandbox/{name}` of the control port runs. `guard` says whose requests
//! are answered and sets the security headers, `access` keeps the operator's password and sign-ins, `files` holds the page, which
//! is built from `tests/bank/console` and compiled in.

mod access;
mod files;
mod guard;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use axum::{Router, middleware};
use serde::Deserialize;
use serde_json::json;

use crate::bank::Bank;
use crate::control::{self, ControlRefusal, House};
use crate::refusal::BankError;
use access::{Access, Entry};

/// An answer to a page that waits for changes comes by then, so that nothing on the way gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page says with it which tenant it shows.
const TENANT: &str = "x-kunci-tenant";

/// Where the console listens, and for whom.
#[derive(Clone)]
pub struct ConsoleOptions {
    /// Address and port; port 0 takes a free one.
    pub address: SocketAddr,
    /// The operator's password. On loop-back there need not be one; elsewhere the bank does not start without.
    pub password: Option<String>,
}

impl ConsoleOptions {
    /// Refuses to open the bank to a network without a password.
    pub(crate) fn check(&self) -> Result<(), BankError> {
        let is_named = self.password.as_ref().is_some_and(|password| password.chars().count() >= access::SHORTEST);
        match &self.password {
            Some(_) if !is_named => Err(BankError::Console("the operator password has less than twelve characters")),
            None if !self.address.ip().is_loopback() => {
                Err(BankError::Console("an address that is not loop-back needs an operator password"))
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for ConsoleOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let password = self.password.as_ref().map(|_| "•");
        f.debug_struct("ConsoleOptions").field("address", &self.address).field("password", &password).finish()
    }
}

struct Console {
    house: House,
    access: Access,
}

impl Console {
    /// The bank that the page shows: the first one, or the tenant that it names.
    async fn shown(&self, headers: &HeaderMap) -> Result<Arc<Bank>, ControlRefusal> {
        let named = headers.get(TENANT).map(|name| name.to_str().unwrap_or_default());
        match (named, &self.house.tenants) {
            (Some(name), Some(tenants)) => tenants.bank(name).await,
            _ => Ok(Arc::clone(&self.house.bank)),
        }
    }
}

/// The page and what it calls. `bound` is where it listens.
pub(crate) fn router(house: House, options: &ConsoleOptions, bound: SocketAddr) -> Router {
    let console = Console { house, access: Access::new(options.password.as_deref()) };
    let behind = Router::new()
        .route("/access", get(standing).post(sign_in).delete(sign_out))
        .route("/changes/{after}", get(changes))
        .route("/commands/{name}", post(command))
        .layer(middleware::from_fn(guard::own_page_only))
        .with_state(Arc::new(console));
    let doors = guard::Doors::of(bound);
    behind
        .merge(files::router())
        .layer(middleware::from_fn(move |request, next| guard::right_host_only(doors, request, next)))
        .layer(middleware::map_response(guard::with_headers))
}

/// What the page must know before it shows anything.
async fn standing(State(console): State<Arc<Console>>, headers: HeaderMap) -> Response<Body> {
    let access = &console.access;
    control::write(Ok(json!({ "password": access.has_password(), "signed_in": access.lets_in(&headers) })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Password {
    password: String,
}

async fn sign_in(State(console): State<Arc<Console>>, request: Request) -> Response<Body> {
    let given = control::read(request).await.and_then(|body| {
        Password::deserialize(body)
            .map_err(|_| control::refuse(400, "malformed", "a password is asked for, and nothing else"))
    });
    let entry = match given {
        Ok(given) => console.access.sign_in(&given.password),
        Err(refusal) => return control::write(Err(refusal)),
    };
    match entry {
        Ok(Entry::In(cookie)) => {
            let mut response = control::write(Ok(json!({ "signed_in": true })));
            if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(Entry::Wrong) => control::write(Err(control::refuse(401, "password", "the operator password is wrong"))),
        Ok(Entry::Wait(seconds)) => {
            let detail = format!("too many wrong passwords: {seconds} s still to wait");
            control::write(Err(control::refuse(429, "wait", &detail)))
        }
        Err(error) => control::write(Err(control::failed(&error))),
    }
}

async fn sign_out(State(console): State<Arc<Console>>, headers: HeaderMap) -> Response<Body> {
    console.access.sign_out(&headers);
    control::write(Ok(json!({ "signed_in": false })))
}

/// Answers as soon as anything was written after that revision: the page then asks for what it shows.
async fn changes(State(console): State<Arc<Console>>, Path(after): Path<u64>, headers: HeaderMap) -> Response<Body> {
    if !console.access.lets_in(&headers) {
        return control::write(Err(signed_out()));
    }
    let (mut revisions, mut turns) = match console.shown(&headers).await {
        Ok(bank) => (bank.revisions(), bank.faults.turns()),
        Err(refusal) => return control::write(Err(refusal)),
    };
    // A switch that is used up writes nothing, and shows all the same.
    let mut now = *revisions.borrow_and_update() + *turns.borrow_and_update();
    let another = async {
        while now == after {
            let _ = tokio::select! {
                changed = revisions.changed() => changed,
                changed = turns.changed() => changed,
            };
            now = *revisions.borrow_and_update() + *turns.borrow_and_update();
        }
    };
    // Nothing new is an answer as well.
    let _ = tokio::time::timeout(PATIENCE, another).await;
    control::write(Ok(json!({ "revision": now })))
}

async fn command(
    State(console): State<Arc<Console>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Response<Body> {
    if !console.access.lets_in(&headers) {
        return control::write(Err(signed_out()));
    }
    match console.shown(&headers).await {
        Ok(bank) => control::perform(House { bank, ..console.house.clone() }, name, request).await,
        Err(refusal) => control::write(Err(refusal)),
    }
}

fn signed_out() -> ControlRefusal {
    control::refuse(401, "signed_out", "the operator is not signed in")
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

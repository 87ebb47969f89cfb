//! The network between a phone and the bank's router: calls are lost before or after their effect, repeated, or come late.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use kunci_core::ports::{ApiReply, ApiRequest, BoxFuture, GatewayConfig, Http, HttpError, Method};
use kunci_wire::limits::REPLY_BYTES;
use tower::ServiceExt as _;

use crate::story::Dice;

/// What the network did so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Weather {
    pub(crate) calls: u32,
    pub(crate) lost_before: u32,
    pub(crate) lost_after: u32,
    pub(crate) doubled: u32,
    pub(crate) late: u32,
}

struct State {
    dice: Dice,
    stormy: bool,
    weather: Weather,
    /// A call that the phone gave up on and that arrives later.
    underway: Vec<Stored>,
}

type Stored = (Method, String, Vec<(String, String)>, Vec<u8>);

/// [`Http`] straight into the bank's router. Sealing and TLS are the journeys' business; losing and doubling are this one's.
pub(crate) struct Network {
    router: Router,
    state: Mutex<State>,
}

/// The host that requests are signed for.
pub(crate) const AUTHORITY: &str = "bank.sim";

/// What happens to one call.
enum Fate {
    Fine,
    LostBefore,
    LostAfter,
    Doubled,
    Late,
}

impl Network {
    pub(crate) fn new(router: Router, dice: Dice) -> Arc<Self> {
        let state = State { dice, stormy: true, weather: Weather::default(), underway: Vec::new() };
        Arc::new(Self { router, state: Mutex::new(state) })
    }

    /// From now on nothing is lost any more.
    pub(crate) fn calm(&self) {
        self.state().stormy = false;
    }

    pub(crate) fn weather(&self) -> Weather {
        self.state().weather
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fate(&self) -> Fate {
        let mut state = self.state();
        state.weather.calls += 1;
        if !state.stormy {
            return Fate::Fine;
        }
        match state.dice.below(100) {
            0..4 => {
                state.weather.lost_before += 1;
                Fate::LostBefore
            }
            4..11 => {
                state.weather.lost_after += 1;
                Fate::LostAfter
            }
            11..16 => {
                state.weather.doubled += 1;
                Fate::Doubled
            }
            16..19 => {
                state.weather.late += 1;
                Fate::Late
            }
            _ => Fate::Fine,
        }
    }

    async fn deliver(&self, call: &Stored) -> Result<ApiReply, HttpError> {
        let (method, path, headers, body) = call;
        let mut request = Request::builder().method(method.as_str()).uri(format!("https://{AUTHORITY}{path}"));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.clone())).map_err(|_| HttpError::ReplyUnreadable)?;
        let reply = self.router.clone().oneshot(request).await.map_err(|_| HttpError::OutcomeUnknown)?;
        read(reply).await
    }

    /// What was underway arrives now: out of order, and with nobody waiting for the answer.
    async fn latecomers(&self) {
        let underway = std::mem::take(&mut self.state().underway);
        for call in underway {
            let _ = self.deliver(&call).await;
        }
    }
}

async fn read(reply: Response<Body>) -> Result<ApiReply, HttpError> {
    let (parts, body) = reply.into_parts();
    let body = to_bytes(body, REPLY_BYTES).await.map_err(|_| HttpError::ReplyTooLarge)?;
    let headers = parts
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    Ok(ApiReply { status: parts.status.as_u16(), headers: headers.collect(), body: body.to_vec() })
}

impl Http for Network {
    fn authority(&self) -> &str {
        AUTHORITY
    }

    fn key_bundle(&self) -> BoxFuture<'_, Result<Vec<u8>, HttpError>> {
        Box::pin(async {
            let call = (Method::Get, "/v1/keys".to_owned(), Vec::new(), Vec::new());
            match self.fate() {
                Fate::LostBefore => Err(HttpError::Offline),
                Fate::LostAfter | Fate::Late => Err(HttpError::OutcomeUnknown),
                Fate::Fine | Fate::Doubled => Ok(self.deliver(&call).await?.body),
            }
        })
    }

    fn sealed<'a>(&'a self, _: &'a GatewayConfig, request: ApiRequest) -> BoxFuture<'a, Result<ApiReply, HttpError>> {
        Box::pin(async move {
            let body = request.body.as_ref().map(|body| body.to_vec()).unwrap_or_default();
            let call: Stored = (request.method, request.path.clone(), request.headers.clone(), body);
            match self.fate() {
                Fate::LostBefore => Err(HttpError::Offline),
                Fate::LostAfter => {
                    let _ = self.deliver(&call).await;
                    self.latecomers().await;
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::Late => {
                    self.state().underway.push(call);
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::Doubled => {
                    let first = self.deliver(&call).await;
                    let _ = self.deliver(&call).await;
                    first
                }
                Fate::Fine => {
                    let reply = self.deliver(&call).await;
                    self.latecomers().await;
                    reply
                }
            }
        })
    }
}

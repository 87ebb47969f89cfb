//! The network between a phone and the bank's router: calls are lost before or after their effect, repeated, come late, or are
//! the last thing their process did.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use kunci_adapters::life::Life;
use kunci_core::ports::{ApiReply, ApiRequest, BoxFuture, GatewayConfig, Http, HttpError, Method, Sending};
use kunci_wire::Problem;
use kunci_wire::limits::REPLY_BYTES;
use tower::ServiceExt as _;

use crate::dice::Dice;

/// What the network did so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Weather {
    pub(crate) calls: u32,
    pub(crate) lost_before: u32,
    pub(crate) lost_after: u32,
    pub(crate) doubled: u32,
    pub(crate) late: u32,
    pub(crate) killed: u32,
}

/// What happens to one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It arrives, and so does the answer.
    Fine,
    /// It never arrives.
    LostBefore,
    /// It arrives, the answer does not.
    LostAfter,
    /// It arrives twice; the first answer comes back.
    Doubled,
    /// The phone gives up; it arrives after the next one.
    Late,
    /// The phone gives up; it arrives when nobody thinks of it any more, and not before.
    Stray,
    /// The process is killed before it is sent.
    KilledBefore,
    /// It arrives; the process is killed before the answer.
    KilledAfter,
}

impl Fate {
    pub(crate) const BAD: [Self; 6] =
        [Self::LostBefore, Self::LostAfter, Self::Doubled, Self::Late, Self::KilledBefore, Self::KilledAfter];

    /// What long sequences have as well.
    pub(crate) const WORSE: [Self; 7] = [
        Self::LostBefore,
        Self::LostAfter,
        Self::Doubled,
        Self::Late,
        Self::Stray,
        Self::KilledBefore,
        Self::KilledAfter,
    ];
}

/// Who decides what happens to a call.
enum Plan {
    Calm,
    /// Chance, from a seed.
    Stormy(Dice),
    /// By the number of the call, counted from 0 since the plan was made; fine where nothing is said.
    Script {
        fates: BTreeMap<u32, Fate>,
        next: u32,
    },
}

struct State {
    plan: Plan,
    weather: Weather,
    /// A call that the phone gave up on and that arrives later.
    underway: Vec<Stored>,
    /// A call that arrives much later.
    astray: Vec<Stored>,
    /// What the bank answered, delivered or lost.
    answers: Vec<Answer>,
    /// What is behind the calls made now.
    behind: Behind,
    /// Where phones take turns: how many calls the bank has answered.
    turns: Option<Turns>,
}

/// Lets one call at a time through to the bank, and counts them: so that their order is known.
pub(crate) type Turns = Arc<tokio::sync::Mutex<u64>>;

/// What the customer gave for a proof that travels in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// The right Unlock Code, or none was asked for.
    RightCode,
    /// A wrong one.
    WrongCode,
    /// A finger; it says nothing about who knows the code.
    Finger,
    /// A code of the hardware token.
    Device(Pressed),
}

/// A code of the hardware token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pressed {
    /// The step whose code it is; none of them if it is made up.
    pub(crate) step: Option<i64>,
    /// The bank must take it if it comes in time: an activated device, by a clock that the bank can follow, for the first time.
    pub(crate) good: bool,
}

/// An answer of the bank, whether or not the phone heard it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) path: String,
    /// The problem's code where it refused.
    pub(crate) refusal: Option<String>,
    /// What was given for this call.
    pub(crate) behind: Behind,
    /// The token that a suspension spoke of.
    pub(crate) suspended: Option<String>,
    /// It arrived after the phone had given it up.
    pub(crate) late: bool,
    /// The phone got it.
    pub(crate) heard: bool,
    /// The call's own key, under which it is done once.
    pub(crate) key: Option<String>,
    /// Of calls about the phone number and cards, and of approvals: what was asked, and what was said.
    pub(crate) asked: serde_json::Value,
    pub(crate) said: serde_json::Value,
    /// The version that the call stands on.
    pub(crate) version: Option<u64>,
    /// The how manieth answer of the bank, where phones take turns.
    pub(crate) turn: u64,
    /// The bank's time of the answer.
    pub(crate) at_ms: i64,
}

struct Stored {
    method: Method,
    path: String,
    /// Without its `?`; empty for none.
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    behind: Behind,
    late: bool,
    /// The phone waits for the answer, and gets it.
    heard: bool,
}

/// [`Http`] straight into the bank's router. Sealing and TLS are the journeys' business; losing and doubling are this one's.
pub(crate) struct Network {
    router: Router,
    life: Life,
    state: Mutex<State>,
}

/// The host that requests are signed for.
pub(crate) const AUTHORITY: &str = "bank.sim";

/// Where a customer suspends the own token.
const SUSPENSION: &str = "/v1/token/suspension";
/// Commands on cards.
pub(crate) const CARDS: &str = "/v1/cards/";
/// Where the registered number is changed.
pub(crate) const NUMBER: &str = "/v1/profile/phone-number";

impl Network {
    pub(crate) fn new(router: Router, life: Life) -> Arc<Self> {
        let state = State {
            plan: Plan::Calm,
            weather: Weather::default(),
            underway: Vec::new(),
            astray: Vec::new(),
            answers: Vec::new(),
            behind: Behind::RightCode,
            turns: None,
        };
        Arc::new(Self { router, life, state: Mutex::new(state) })
    }

    /// From now on chance decides.
    pub(crate) fn storm(&self, dice: Dice) {
        self.state().plan = Plan::Stormy(dice);
    }

    /// From now on its calls are answered in turn with those of others.
    pub(crate) fn take_turns(&self, turns: &Turns) {
        self.state().turns = Some(Arc::clone(turns));
    }

    /// From now on these calls have these fates, counted from the next one.
    pub(crate) fn script(&self, fates: impl IntoIterator<Item = (u32, Fate)>) {
        self.state().plan = Plan::Script { fates: fates.into_iter().collect(), next: 0 };
    }

    /// How many calls still wait for a fate that was planned for them.
    pub(crate) fn outstanding(&self) -> usize {
        match &self.state().plan {
            Plan::Script { fates, .. } => fates.len(),
            Plan::Calm | Plan::Stormy(_) => 0,
        }
    }

    /// From now on nothing is lost any more.
    pub(crate) fn calm(&self) {
        self.state().plan = Plan::Calm;
    }

    pub(crate) fn weather(&self) -> Weather {
        self.state().weather
    }

    /// Every refusal so far, whether or not the phone heard of it: path and problem code.
    pub(crate) fn refusals(&self) -> Vec<(String, String)> {
        let state = self.state();
        let refused = |answer: &Answer| Some((answer.path.clone(), answer.refusal.clone()?));
        state.answers.iter().filter_map(refused).collect()
    }

    /// The answers since this was asked last.
    pub(crate) fn take_answers(&self) -> Vec<Answer> {
        std::mem::take(&mut self.state().answers)
    }

    /// From now on the right code is behind what is sent, or a wrong one.
    pub(crate) fn typed(&self, right: bool) {
        self.state().behind = if right { Behind::RightCode } else { Behind::WrongCode };
    }

    /// From now on a code of the hardware token is behind what is sent.
    pub(crate) fn pressed(&self, pressed: Pressed) {
        self.state().behind = Behind::Device(pressed);
    }

    /// From now on a finger is behind what is sent.
    pub(crate) fn touched(&self) {
        self.state().behind = Behind::Finger;
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fate(&self) -> Fate {
        let mut state = self.state();
        if self.life.is_over() {
            return Fate::LostBefore;
        }
        state.weather.calls += 1;
        let fate = match &mut state.plan {
            Plan::Calm => Fate::Fine,
            Plan::Script { fates, next } => {
                let at = *next;
                *next += 1;
                fates.remove(&at).unwrap_or(Fate::Fine)
            }
            Plan::Stormy(dice) => match dice.below(100) {
                0..4 => Fate::LostBefore,
                4..11 => Fate::LostAfter,
                11..16 => Fate::Doubled,
                16..19 => Fate::Late,
                _ => Fate::Fine,
            },
        };
        let weather = &mut state.weather;
        match fate {
            Fate::Fine => {}
            Fate::LostBefore => weather.lost_before += 1,
            Fate::LostAfter => weather.lost_after += 1,
            Fate::Doubled => weather.doubled += 1,
            Fate::Late | Fate::Stray => weather.late += 1,
            Fate::KilledBefore | Fate::KilledAfter => weather.killed += 1,
        }
        fate
    }

    async fn deliver(&self, call: &Stored) -> Result<ApiReply, HttpError> {
        let Stored { method, path, query, headers, body, behind, late, heard } = call;
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        let mut request = Request::builder().method(method.as_str()).uri(format!("https://{AUTHORITY}{path}{query}"));
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.clone())).map_err(|_| HttpError::ReplyUnreadable)?;
        let turns = self.state().turns.clone();
        let mut turns = match &turns {
            Some(turns) => Some(turns.lock().await),
            None => None,
        };
        let reply = self.router.clone().oneshot(request).await.map_err(|_| HttpError::OutcomeUnknown)?;
        let reply = read(reply).await?;
        let turn = turns.as_mut().map_or(0, |turns| {
            **turns += 1;
            **turns
        });
        let refusal = (reply.status >= 400).then(|| {
            let problem = serde_json::from_slice::<Problem>(&reply.body);
            problem.map_or_else(|_| format!("status-{}", reply.status), |problem| problem.code)
        });
        let kept =
            path == SUSPENSION || path.starts_with(NUMBER) || path.starts_with(CARDS) || path.ends_with("/approval");
        let json = |bytes: &[u8]| kept.then(|| serde_json::from_slice(bytes).ok()).flatten().unwrap_or_default();
        let (asked, said): (serde_json::Value, serde_json::Value) = (json(body), json(&reply.body));
        let suspended = (path == SUSPENSION).then(|| asked["token_id"].as_str().map(str::to_owned)).flatten();
        let header = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        let version = header("if-match").and_then(|version| version.trim_matches('"').parse().ok());
        let at_ms = reply.header("kunci-time").and_then(|time| time.parse().ok()).unwrap_or_default();
        self.state().answers.push(Answer {
            path: path.clone(),
            refusal,
            behind: *behind,
            suspended,
            late: *late,
            heard: *heard,
            key: header("idempotency-key"),
            asked,
            said,
            version,
            turn,
            at_ms,
        });
        Ok(reply)
    }

    /// What went astray arrives as well.
    pub(crate) async fn strays(&self) {
        self.latecomers().await;
        let astray = std::mem::take(&mut self.state().astray);
        for call in astray {
            let _ = self.deliver(&call).await;
        }
    }

    /// What was underway arrives now: out of order, and with nobody waiting for the answer.
    pub(crate) async fn latecomers(&self) {
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
            let call = Stored {
                method: Method::Get,
                path: "/v1/keys".to_owned(),
                query: String::new(),
                headers: Vec::new(),
                body: Vec::new(),
                behind: Behind::RightCode,
                late: false,
                heard: true,
            };
            match self.fate() {
                Fate::LostBefore => Err(HttpError::Offline),
                Fate::LostAfter | Fate::Late | Fate::Stray => Err(HttpError::OutcomeUnknown),
                Fate::Fine | Fate::Doubled => Ok(self.deliver(&call).await?.body),
                Fate::KilledBefore | Fate::KilledAfter => {
                    self.life.end();
                    Err(HttpError::OutcomeUnknown)
                }
            }
        })
    }

    fn seal(&self, _: &GatewayConfig, request: ApiRequest) -> Result<Sending<'_>, HttpError> {
        Ok(Box::pin(async move {
            let body = request.body.as_ref().map(|body| body.to_vec()).unwrap_or_default();
            let mut call = Stored {
                method: request.method,
                path: request.path.clone(),
                query: request.query.clone(),
                headers: request.headers.clone(),
                body,
                behind: self.state().behind,
                late: false,
                heard: true,
            };
            match self.fate() {
                Fate::LostBefore => Err(HttpError::Offline),
                Fate::LostAfter => {
                    call.heard = false;
                    let _ = self.deliver(&call).await;
                    self.latecomers().await;
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::Late => {
                    (call.late, call.heard) = (true, false);
                    self.state().underway.push(call);
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::Stray => {
                    (call.late, call.heard) = (true, false);
                    self.state().astray.push(call);
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::KilledBefore => {
                    self.life.end();
                    Err(HttpError::OutcomeUnknown)
                }
                Fate::KilledAfter => {
                    call.heard = false;
                    let _ = self.deliver(&call).await;
                    self.life.end();
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
        }))
    }
}

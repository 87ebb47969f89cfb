//! The tester's door: `POST /sandbox/{name}` on a loop-back port of its own, with a token from the ready file.

mod business;
mod call_backs;
mod card;
mod chat;
mod commands;
mod disputes;
mod emergency;
mod enrol;
mod fault;
mod fraud;
mod hardware;
mod operator;
mod overview;
mod papers;
mod personas;
mod shop;
mod site;
mod statements;
mod support;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::post;
use kunci_wire::limits;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

use crate::bank::Bank;
use crate::crypto::mac::sha256;
use crate::effects;
use crate::refusal::BankError;
use crate::tenants::Tenants;

/// Why a command was not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlRefusal {
    /// HTTP status.
    pub status: u16,
    /// `no_sms`, `unknown_customer`, `unknown_kind`, `malformed` …
    pub code: &'static str,
    /// For the tester.
    pub detail: String,
}

impl ControlRefusal {
    /// RFC 9457.
    fn as_problem(&self) -> Value {
        json!({
            "type": format!("urn:kunci:sandbox:{}", self.code),
            "title": "The sandbox refuses",
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        })
    }
}

/// Whose commands are run: a bank's, and at the first bank of a process also those about its tenants.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) bank: Arc<Bank>,
    pub(crate) tenants: Option<Arc<Tenants>>,
}

/// The commands behind the token.
pub(crate) fn router(house: House, token: String) -> Router {
    let token: Arc<str> = token.into();
    let handler =
        move |Path(name): Path<String>, request: Request| answer(house.clone(), Arc::clone(&token), name, request);
    Router::new().route("/sandbox/{name}", post(handler))
}

async fn answer(house: House, token: Arc<str>, name: String, request: Request) -> Response<Body> {
    if !is_allowed(request.headers(), &token) {
        return write(Err(refuse(401, "unauthorised", "the control token is missing or wrong")));
    }
    perform(house, name, request).await
}

/// Runs a command for somebody who may, and answers.
pub(crate) async fn perform(house: House, name: String, request: Request) -> Response<Body> {
    let outcome = match read(request).await {
        Ok(body) => command(house, name, body).await,
        Err(refusal) => Err(refusal),
    };
    write(outcome)
}

async fn command(House { bank, tenants }: House, name: String, body: Value) -> Result<Value, ControlRefusal> {
    match (&tenants, name.as_str()) {
        (Some(tenants), "tenants") => {
            let _: commands::Nothing = parse(&body)?;
            Ok(tenants.list().await)
        }
        (Some(tenants), "tenant") => tenants.act(&parse(&body)?).await,
        _ => {
            let task = tokio::task::spawn_blocking(move || run(&bank, &name, &body));
            task.await.unwrap_or_else(|_| Err(failed(&BankError::Task)))
        }
    }
}

/// Compares digests, so that neither length nor content shows in the time taken.
fn is_allowed(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sha256(given.as_bytes()).ct_eq(&sha256(format!("Bearer {token}").as_bytes())).into()
}

/// The body of a command; an empty one stands for `{}`.
pub(crate) async fn read(request: Request) -> Result<Value, ControlRefusal> {
    let body = to_bytes(request.into_body(), limits::REQUEST_BYTES).await;
    let body = body.map_err(|_| refuse(413, "too_large", "the body is over 64 KiB"))?;
    let text: &[u8] = if body.is_empty() { b"{}" } else { &body };
    if !limits::depth_is_fine(text) {
        return Err(refuse(413, "too_large", "nested too deeply"));
    }
    serde_json::from_slice(text).map_err(|_| refuse(400, "malformed", "the body is not JSON"))
}

/// Runs one command.
pub(crate) fn run(bank: &Bank, name: &str, body: &Value) -> Result<Value, ControlRefusal> {
    bank.keep(|tx| effects::due(bank, tx)).map_err(|error| failed(&error))?;
    match name {
        "sms" => commands::sms(bank, &parse(body)?),
        "website_login" => commands::website_login(bank, &parse(body)?),
        "fault" => fault::set(bank, body),
        "faults" => fault::list(bank, &parse(body)?),
        "clock" => commands::clock(bank, &parse(body)?),
        "customer" => commands::customer(bank, &parse(body)?),
        "audit" => commands::audit(bank, &parse(body)?),
        "accounts" => business::accounts(bank, &parse(body)?),
        "alerts" => business::alerts(bank, &parse(body)?),
        "wallet_add" => business::wallet_add(bank, &parse(body)?),
        "card_pay" => card::pay(bank, parse(body)?),
        "card_capture" => card::capture(bank, &parse(body)?),
        "card_reverse" => card::reverse(bank, &parse(body)?),
        "card_refund" => card::refund(bank, &parse(body)?),
        "card_past" => card::past(bank, &parse(body)?),
        "card_post" => card::post(bank, &parse(body)?),
        "card_virtual" => card::issue_virtual(bank, &parse(body)?),
        "card_pin" => card::pin(bank, &parse(body)?),
        "card_rules" => card::rules(bank, &parse(body)?),
        "statement_close" => statements::close(bank, &parse(body)?),
        "statement_pay" => statements::pay(bank, &parse(body)?),
        "dispute" => disputes::act(bank, &parse(body)?),
        "disputes" => papers::disputes(bank, &parse(body)?),
        "fraud_queue" => fraud::queue(bank, &parse(body)?),
        "fraud_decide" => fraud::decide(bank, &parse(body)?),
        "emergency_key" => emergency::key(bank, &parse(body)?),
        "settle" => business::settle(bank, &parse(body)?),
        "settle_late" => business::settle_late(bank, &parse(body)?),
        "settle_failed" => business::settle_failed(bank, &parse(body)?),
        "website_transfer" => site::transfer(bank, parse(body)?),
        "website_payee" => site::payee(bank, parse(body)?),
        "website_profile" => site::profile(bank, parse(body)?),
        "website_qr" => site::qr(bank, &parse(body)?),
        "website_code" => site::code(bank, parse(body)?),
        "website_operation" => site::state(bank, &parse(body)?),
        "website_cancel" => site::cancel(bank, &parse(body)?),
        "record" => site::record(bank, &parse(body)?),
        "merchant_purchase" => shop::purchase(bank, &parse(body)?),
        "merchant_order" => shop::order(bank, &parse(body)?),
        "merchant_cancel" => shop::cancel(bank, &parse(body)?),
        "phone_line" => shop::phone_line(bank, &parse(body)?),
        "caller" => shop::caller(bank, &parse(body)?),
        "chat_say" => chat::say(bank, &parse(body)?),
        "chat_typing" => chat::typing(bank, &parse(body)?),
        "chat_desk" => chat::desk(bank, &parse(body)?),
        "chat_revoke" => chat::revoke(bank, &parse(body)?),
        "chat_log" => chat::log(bank, &parse(body)?),
        "chat_renumber" => chat::renumber(bank, &parse(body)?),
        "chat_attach" => chat::attach(bank, &parse(body)?),
        "chat_file" => chat::open_file(bank, &parse(body)?),
        "chat_documents" => chat::documents(bank, &parse(body)?),
        "chat_files_full" => chat::files_full(bank, &parse(body)?),
        "chat_ask_documents" => chat::ask_documents(bank, &parse(body)?),
        "agent_desk" => chat::agent_desk(bank, &parse(body)?),
        "canned_replies" => chat::canned_replies(bank, &parse(body)?),
        "evidence" => papers::evidence(bank, &parse(body)?),
        "agent_say" => chat::agent_say(bank, &parse(body)?),
        "agent_verify" => chat::agent_verify(bank, &parse(body)?),
        "agent_propose" => chat::agent_propose(bank, parse(body)?),
        "operator" => operator::act(bank, &parse(body)?),
        "sms_outbox" => enrol::outbox(bank, &parse(body)?),
        "sms_reply" => enrol::reply(bank, &parse(body)?),
        "website_enrol_qr" => enrol::show_qr(bank, &parse(body)?),
        "website_enrol_fingerprint" => enrol::take_fingerprint(bank, &parse(body)?),
        "hardware_token" => hardware::press(bank, &parse(body)?),
        "outage" => support::outage(bank, &parse(body)?),
        "outages" => support::outages(bank, &parse(body)?),
        "complaint" => support::complaint(bank, &parse(body)?),
        "letter" => support::letter(bank, &parse(body)?),
        "call_backs" => call_backs::list(bank, &parse(body)?),
        "call_back" => call_backs::act(bank, &parse(body)?),
        "written" => papers::written(bank, &parse(body)?),
        "personas" => personas::list(bank, &parse(body)?),
        "persona" => personas::make(bank, &parse(body)?),
        "overview" => overview::overview(bank, &parse(body)?),
        "card_payments" => overview::card_payments(bank, &parse(body)?),
        "report" => overview::report(bank, &parse(body)?),
        "reset" => parse::<commands::Nothing>(body).and_then(|_| commands::reset(bank)),
        _ => Err(refuse(404, "unknown_command", "no such command")),
    }
}

/// Strict: a misspelt switch must not be ignored.
fn parse<T: DeserializeOwned>(body: &Value) -> Result<T, ControlRefusal> {
    T::deserialize(body).map_err(|error| refuse(400, "malformed", &error.to_string()))
}

fn show<T: Serialize>(value: &T) -> Result<Value, ControlRefusal> {
    serde_json::to_value(value).map_err(|error| failed(&error.into()))
}

pub(crate) fn failed(error: &BankError) -> ControlRefusal {
    refuse(500, "internal", &error.to_string())
}

pub(crate) fn refuse(status: u16, code: &'static str, detail: &str) -> ControlRefusal {
    ControlRefusal { status, code, detail: detail.to_owned() }
}

pub(crate) fn write(outcome: Result<Value, ControlRefusal>) -> Response<Body> {
    let (status, media_type, body) = match outcome {
        Ok(value) => (200, "application/json", serde_json::to_vec(&value)),
        Err(refusal) => (refusal.status, "application/problem+json", serde_json::to_vec(&refusal.as_problem())),
    };
    let mut response = Response::new(Body::from(body.unwrap_or_default()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

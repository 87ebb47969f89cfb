//! The inner API: one file per operation of the contract.
//!
//! Each operation is a function from a [`Call`] to a [`Reply`] or a refusal; it runs on a thread that may block, and its
//! effect, its idempotency record and its audit entries share one transaction.

mod alerts;
mod approval;
mod attachments;
pub(crate) mod begin;
mod body;
mod call;
mod call_backs;
pub(crate) mod caller;
pub(crate) mod card_life;
mod card_reveal;
mod cards;
mod confirm;
pub(crate) mod contract;
mod conversations;
mod device;
mod disputes;
mod emergency_key;
mod enrolment;
pub(crate) mod exchange;
mod foresight;
mod hardware;
mod hardware_login;
mod idempotency;
mod key_change;
mod not_me;
mod operations;
mod outages;
mod password;
mod phone_number;
mod privacy;
mod prove;
mod rejection;
mod removal;
mod session_state;
pub(crate) mod sign_in;
mod sign_out;
mod statements;
mod step_up;
pub(crate) mod suspension;
mod token_login;
mod token_status;
mod transactions;
mod trusted_places;
mod wallet_tokens;
mod written;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::routing::MethodFilter;
use kunci_wire::{Problem, ProblemCode, limits};

pub(crate) use call::{Authority, Call, Encapsulation, Outer, Reply};
pub(crate) use caller::tidy;

use crate::bank::Bank;
use crate::refusal::{BankError, Refusal, refuse};

type Operation = fn(&Bank, &Call) -> Result<Reply, Refusal>;

/// Every call of the contract: method, path, what answers it. What each asks and answers stands in [`contract`].
const ROUTES: &[(Method, &str, Operation)] = &[
    (Method::GET, "/v1/keys", key_bundle),
    (Method::GET, "/v1/status", outages::status),
    (Method::POST, "/v1/sessions", sign_in::run),
    (Method::GET, "/v1/sessions/current", session_state::run),
    (Method::DELETE, "/v1/sessions/current", sign_out::run),
    (Method::POST, "/v1/sessions/current/token", token_login::run),
    (Method::POST, "/v1/sessions/current/hardware-token", hardware_login::run),
    (Method::POST, "/v1/sessions/current/step-up", step_up::begin),
    (Method::POST, "/v1/sessions/current/step-up/proof", step_up::prove),
    (Method::POST, "/v1/token/status", token_status::run),
    (Method::POST, "/v1/token/enrolments", begin::run),
    (Method::POST, "/v1/token/enrolments/{id}/proof", prove::run),
    (Method::POST, "/v1/token/enrolments/{id}/keys", exchange::run),
    (Method::POST, "/v1/token/enrolments/{id}/confirmation", confirm::run),
    (Method::POST, "/v1/token/code-changes", key_change::begin_code),
    (Method::POST, "/v1/token/code-changes/{id}/proof", key_change::prove_code),
    (Method::POST, "/v1/token/code-changes/{id}/commit", key_change::commit_code),
    (Method::POST, "/v1/token/biometrics", key_change::begin_biometric),
    (Method::POST, "/v1/token/biometrics/{id}/proof", key_change::prove_biometric),
    (Method::POST, "/v1/token/biometrics/{id}/commit", key_change::commit_biometric),
    (Method::POST, "/v1/token/hardware", hardware::activate),
    (Method::POST, "/v1/token/hardware/resync", hardware::resync),
    (Method::POST, "/v1/token/removal", removal::run),
    (Method::GET, "/v1/profile/phone-number", phone_number::show),
    (Method::POST, "/v1/profile/phone-number", phone_number::begin),
    (Method::POST, "/v1/profile/phone-number/{id}/proof", phone_number::prove),
    (Method::POST, "/v1/profile/phone-number/{id}/cancellation", phone_number::cancel),
    (Method::POST, "/v1/token/not-me", not_me::run),
    (Method::POST, "/v1/token/suspension", suspension::suspend),
    (Method::GET, "/v1/trusted-places", trusted_places::show),
    (Method::POST, "/v1/trusted-places", trusted_places::on),
    (Method::POST, "/v1/operations/trusted-places-off", trusted_places::off),
    (Method::POST, "/v1/operations/lift-suspension", suspension::lift),
    (Method::GET, "/v1/emergency-key", emergency_key::show),
    (Method::POST, "/v1/operations/emergency-key", emergency_key::make),
    (Method::POST, "/v1/operations/emergency-key-off", emergency_key::off),
    (Method::GET, "/v1/operations", operations::list),
    (Method::POST, "/v1/operations/transfers", operations::transfer),
    (Method::POST, "/v1/operations/payees", operations::payee),
    (Method::POST, "/v1/operations/profile", operations::profile),
    (Method::GET, "/v1/operations/{id}", operations::one),
    (Method::POST, "/v1/operations/{id}/approval", approval::run),
    (Method::POST, "/v1/operations/{id}/rejection", rejection::run),
    (Method::POST, "/v1/profile/password", password::run),
    (Method::GET, "/v1/privacy/consents", privacy::list),
    (Method::POST, "/v1/privacy/consents", privacy::say),
    (Method::GET, "/v1/alerts", alerts::list),
    (Method::POST, "/v1/alerts/read", alerts::read),
    (Method::GET, "/v1/complaints", written::complaints),
    (Method::POST, "/v1/complaints", written::complain),
    (Method::GET, "/v1/letters", written::letters),
    (Method::POST, "/v1/letters", written::write),
    (Method::GET, "/v1/call-backs", call_backs::list),
    (Method::POST, "/v1/call-backs", call_backs::ask),
    (Method::POST, "/v1/call-backs/{id}/cancellation", call_backs::cancel),
    (Method::POST, "/v1/user-id-reminders", call_backs::remind),
    (Method::GET, "/v1/cards", cards::list),
    (Method::POST, "/v1/cards/{id}/freeze", cards::freeze),
    (Method::POST, "/v1/cards/{id}/unfreeze", cards::unfreeze),
    (Method::POST, "/v1/cards/{id}/controls", cards::controls),
    (Method::POST, "/v1/cards/{id}/tighten", cards::tighten),
    (Method::POST, "/v1/cards/{id}/cancel-raise", cards::cancel_raise),
    (Method::POST, "/v1/cards/{id}/block", card_life::block),
    (Method::POST, "/v1/cards/{id}/activation", card_life::activate),
    (Method::POST, "/v1/cards/{id}/pin", card_life::pin),
    (Method::POST, "/v1/cards/{id}/replacement", card_life::replace),
    (Method::POST, "/v1/cards/{id}/virtual-card", card_life::order_virtual),
    (Method::GET, "/v1/wallet-tokens", wallet_tokens::list),
    (Method::POST, "/v1/wallet-tokens/{id}/suspension", wallet_tokens::suspend),
    (Method::POST, "/v1/wallet-tokens/{id}/removal", wallet_tokens::remove),
    (Method::POST, "/v1/wallet-tokens/{id}/resumption", wallet_tokens::resume),
    (Method::POST, "/v1/cards/{id}/reveal", card_reveal::ask),
    (Method::POST, "/v1/operations/{id}/card-details", card_reveal::details),
    (Method::GET, "/v1/cards/receipts", cards::receipts),
    (Method::POST, "/v1/cards/{id}/preflight", foresight::preflight),
    (Method::POST, "/v1/cards/{id}/trial", foresight::trial),
    (Method::POST, "/v1/transactions/search", transactions::search),
    (Method::GET, "/v1/statements", statements::list),
    (Method::GET, "/v1/statements/{id}/document", statements::document),
    (Method::GET, "/v1/disputes", disputes::list),
    (Method::POST, "/v1/disputes", disputes::file),
    (Method::POST, "/v1/disputes/evidence", disputes::evidence),
    (Method::POST, "/v1/disputes/{id}/evidence", disputes::add),
    (Method::POST, "/v1/disputes/{id}/withdrawal", disputes::withdraw),
    (Method::POST, "/v1/conversations", conversations::begin),
    (Method::POST, "/v1/attachments", attachments::announce),
    (Method::GET, "/v1/attachments/{id}", attachments::show),
    (Method::POST, "/v1/attachments/{id}/parts", attachments::part),
    (Method::GET, "/v1/attachments/{id}/content", attachments::content),
];

/// Method and path of every call, so that a test can try a rule on each.
pub(crate) fn routes() -> impl Iterator<Item = (String, &'static str)> {
    ROUTES.iter().map(|(method, path, _)| (method.to_string(), *path))
}

/// Every path of the contract.
pub(crate) fn router(bank: &Arc<Bank>) -> Router {
    let on = |operation: Operation| {
        let bank = Arc::clone(bank);
        move |request: Request| answer(Arc::clone(&bank), operation, request)
    };
    let routed = ROUTES.iter().fold(Router::new(), |router, (method, path, operation)| {
        // Only methods of the table above, which axum all knows.
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
        router.route(path, axum::routing::on(filter, on(*operation)))
    });
    routed.method_not_allowed_fallback(on(not_found)).fallback(on(not_found))
}

/// Reads the request, runs the operation, writes the reply.
async fn answer(bank: Arc<Bank>, operation: Operation, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, limits::REQUEST_BYTES).await;
    let what = format!("{} {}", parts.method, parts.uri.path());
    let worker = Arc::clone(&bank);
    let task = tokio::task::spawn_blocking(move || {
        if let Some(sealed) = parts.extensions.get::<Encapsulation>() {
            sealed.opens_once(&worker)?;
        }
        let outcome = match body {
            Ok(body) => Call::new(&worker, &parts, body).and_then(|call| {
                worker.outages.refuse(call.path(), worker.now())?;
                operation(&worker, &call)
            }),
            Err(_) => Err(refuse(ProblemCode::TooLarge, "the body is over 64 KiB")),
        };
        Ok(outcome.unwrap_or_else(|refusal| Reply::problem(&explain(&worker, &what, refusal))))
    });
    let failed = || Reply::problem(&Problem::new(ProblemCode::Internal, "the bank's worker ended early"));
    match task.await.unwrap_or_else(|_| Ok(failed())) {
        Ok(reply) => write(&reply, bank.now()),
        Err(outer) => Outer::response(outer),
    }
}

/// The refusal as it travels; one that no transaction has recorded yet is recorded now.
fn explain(bank: &Bank, what: &str, refusal: Refusal) -> Problem {
    let mut problem = match refusal {
        Refusal::Problem(problem) => *problem,
        Refusal::Failure(error) => {
            // What failed is for the bank's engineers; the caller learns only that it did.
            eprintln!("kunci-bank: {what} failed: {error}");
            Problem::new(ProblemCode::Internal, "")
        }
    };
    if problem.debug_id.is_empty() {
        // A bank that cannot even write its audit trail still answers.
        let _: Result<(), BankError> = bank.keep(|tx| bank.record_refusal(tx, what, &mut problem));
    }
    problem
}

/// Every reply carries the bank's time: the only source of it on the phone.
pub(crate) fn write(reply: &Reply, now: i64) -> Response<Body> {
    let mut response = Response::new(Body::from(reply.body.clone()));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert("kunci-time", HeaderValue::from(now));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(media_type) = reply.media_type {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    if let Some(seconds) = reply.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if reply.replayed {
        headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    response
}

fn key_bundle(bank: &Bank, _: &Call) -> Result<Reply, Refusal> {
    Ok(Reply::json(200, &bank.keep(|tx| crate::bundle::present(bank, tx))?)?)
}

fn not_found(_: &Bank, _: &Call) -> Result<Reply, Refusal> {
    Err(refuse(ProblemCode::NotFound, "no such path or method"))
}

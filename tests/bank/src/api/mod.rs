//! The inner API: one file per operation of the contract.
//!
//! Each operation is a function from a [`Call`] to a [`Reply`] or a refusal; it runs on a thread that may block, and its
//! effect, its idempotency record and its audit entries share one transaction.

mod approval;
mod begin;
mod body;
mod call;
pub(crate) mod caller;
mod cards;
mod confirm;
mod device;
mod enrolment;
pub(crate) mod exchange;
mod idempotency;
mod not_me;
mod operations;
mod prove;
mod rejection;
pub(crate) mod sign_in;
mod sign_out;
mod token_login;
mod token_status;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::{delete, get, post};
use kunci_wire::{Problem, ProblemCode, limits};

pub(crate) use call::{Authority, Call, Reply};
pub(crate) use caller::tidy;

use crate::bank::Bank;
use crate::refusal::{BankError, Refusal, refuse};

type Operation = fn(&Bank, &Call) -> Result<Reply, Refusal>;

/// Every path of the contract.
pub(crate) fn router(bank: &Arc<Bank>) -> Router {
    let on = |operation: Operation| {
        let bank = Arc::clone(bank);
        move |request: Request| answer(Arc::clone(&bank), operation, request)
    };
    Router::new()
        .route("/v1/keys", get(on(key_bundle)))
        .route("/v1/sessions", post(on(sign_in::run)))
        .route("/v1/sessions/current", delete(on(sign_out::run)))
        .route("/v1/sessions/current/token", post(on(token_login::run)))
        .route("/v1/token/status", post(on(token_status::run)))
        .route("/v1/token/enrolments", post(on(begin::run)))
        .route("/v1/token/enrolments/{id}/proof", post(on(prove::run)))
        .route("/v1/token/enrolments/{id}/keys", post(on(exchange::run)))
        .route("/v1/token/enrolments/{id}/confirmation", post(on(confirm::run)))
        .route("/v1/token/not-me", post(on(not_me::run)))
        .route("/v1/operations", get(on(operations::list)))
        .route("/v1/operations/transfers", post(on(operations::transfer)))
        .route("/v1/operations/{id}", get(on(operations::one)))
        .route("/v1/operations/{id}/approval", post(on(approval::run)))
        .route("/v1/operations/{id}/rejection", post(on(rejection::run)))
        .route("/v1/cards", get(on(cards::list)))
        .route("/v1/cards/{id}/freeze", post(on(cards::freeze)))
        .route("/v1/cards/{id}/unfreeze", post(on(cards::unfreeze)))
        .route("/v1/cards/{id}/limit", post(on(cards::limit)))
        .method_not_allowed_fallback(on(not_found))
        .fallback(on(not_found))
}

/// Reads the request, runs the operation, writes the reply.
async fn answer(bank: Arc<Bank>, operation: Operation, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, limits::REQUEST_BYTES).await;
    let what = format!("{} {}", parts.method, parts.uri.path());
    let worker = Arc::clone(&bank);
    let task = tokio::task::spawn_blocking(move || {
        let outcome = match body {
            Ok(body) => Call::new(&worker, &parts, body).and_then(|call| operation(&worker, &call)),
            Err(_) => Err(refuse(ProblemCode::TooLarge, "the body is over 64 KiB")),
        };
        outcome.unwrap_or_else(|refusal| Reply::problem(&explain(&worker, &what, refusal)))
    });
    let failed = || Reply::problem(&Problem::new(ProblemCode::Internal, "the bank's worker ended early"));
    let reply = task.await.unwrap_or_else(|_| failed());
    write(&reply, bank.now())
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

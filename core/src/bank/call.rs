//! One call of the API: sign (RFC 9421), seal (RFC 9458), send, read, map the refusal.

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use kunci_crypto::p256key::SessionKey;
use kunci_crypto::signature9421::{Prepared, RequestToSign, SignatureParams, Tag};
use kunci_domain::attachments::AttachmentFault;
use kunci_domain::cards::dispute::DisputeBar;
use kunci_domain::cards::evidence::EvidenceFault;
use kunci_domain::cards::trip::TripFault;
use kunci_domain::session_life::SessionEnd;
use kunci_domain::{password, unlock_code};
use kunci_wire::sessions::UNATTENDED;
use kunci_wire::{Problem, ProblemCode, limits};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::ports::{ApiReply, ApiRequest, HttpError, Method, Sending, Slot, random};
use crate::session::{Session, is_act};
use crate::{Error, Phone, blocking};

/// Who signs a request.
pub(crate) enum Signer<'a> {
    /// A key that the request itself introduces (sign-in).
    NewSession(&'a SessionKey),
    /// The session.
    Session(&'a Session),
    /// The device key: needs no session.
    Device {
        /// Which pair of aliases.
        slot: Slot,
        /// The key's thumbprint.
        thumbprint: &'a str,
    },
}

/// What is asked.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    /// Without its `?`; empty for none.
    pub(crate) query: String,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
    pub(crate) idempotency_key: Option<Uuid>,
    pub(crate) if_match: Option<String>,
}

/// A call that brought no success. Where the bank refused, its own words are here too.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) error: Error,
    pub(crate) problem: Option<Box<Problem>>,
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self { error: error.into(), problem: None }
    }
}

/// Sealed, if the gateway's key is one.
type Sealed<'a> = Result<Sending<'a>, HttpError>;

/// Seconds a signature is good for.
const SIGNATURE_LIFE: u64 = 60;

/// Counts what is written, and keeps none of it.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Call {
    /// A POST of `body` as JSON.
    pub(crate) fn post(path: impl Into<String>, body: &impl Serialize) -> Result<Self, Error> {
        // Into a buffer of the right size at once: a growing one would leave copies of a password behind, and one of the largest
        // size would have to be wiped as a whole.
        let mut length = Length(0);
        serde_json::to_writer(&mut length, body).map_err(|_| Error::Internal)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
        serde_json::to_writer(&mut *bytes, body).map_err(|_| Error::Internal)?;
        Ok(Self { method: Method::Post, body: Some(bytes), ..Self::get(path) })
    }

    /// A GET.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        let query = String::new();
        Self { method: Method::Get, path: path.into(), query, body: None, idempotency_key: None, if_match: None }
    }

    /// With a query.
    pub(crate) fn with_query(mut self, query: String) -> Self {
        self.query = query;
        self
    }

    /// Only if the object still has this version.
    pub(crate) fn if_version(mut self, version: u64) -> Self {
        self.if_match = Some(format!("\"{version}\""));
        self
    }

    /// Where it goes and what it carries: two calls with the same are the same try.
    fn is_like(&self, other: &Self) -> bool {
        self.path == other.path && self.body == other.body
    }

    /// The same key for every attempt at one intent.
    pub(crate) fn once(mut self, key: Uuid) -> Self {
        self.idempotency_key = Some(key);
        self
    }
}

impl Phone {
    /// Makes a call with a one-time code under its idempotency key: that of the last try, if that was this very one and its answer
    /// was lost. So nothing is counted or used up twice. The codes leave memory as soon as there is an answer.
    pub(crate) async fn try_once<R: DeserializeOwned>(&self, signer: &Signer<'_>, call: Call) -> Result<R, Error> {
        let key = self.new_id()?;
        self.try_under(key, signer, call).await
    }

    /// As [`Self::try_once`], the first try under this key.
    pub(crate) async fn try_under<R: DeserializeOwned>(
        &self,
        key: Uuid,
        signer: &Signer<'_>,
        call: Call,
    ) -> Result<R, Error> {
        let last = self.memory()?.last_try.take().filter(|last| last.is_like(&call));
        let call = last.unwrap_or_else(|| call.once(key));
        let outcome = self.call(signer, &call).await;
        if matches!(outcome, Err(Error::OutcomeUnknown)) {
            self.memory()?.last_try = Some(call);
        }
        outcome
    }

    /// Makes the call and reads its JSON answer.
    ///
    /// Goes again by itself in two cases, once each: the gateway could not open the message (fetch its key anew), or the phone's
    /// clock was off (the refusal carries the bank's time).
    pub(crate) async fn call<R: DeserializeOwned>(&self, signer: &Signer<'_>, call: &Call) -> Result<R, Error> {
        self.call_or_problem(signer, call).await.map_err(|refused| refused.error)
    }

    /// As [`Self::call`], with the bank's own words on a refusal.
    pub(crate) async fn call_or_problem<R: DeserializeOwned>(
        &self,
        signer: &Signer<'_>,
        call: &Call,
    ) -> Result<R, Refused> {
        read_reply(&self.call_raw(signer, call).await?)
    }

    /// As [`Self::call`], for an answer without a body.
    pub(crate) async fn call_raw(&self, signer: &Signer<'_>, call: &Call) -> Result<ApiReply, Refused> {
        self.call_raw_after(ready(Ok(())), signer, call).await.map(|(reply, ())| reply)
    }

    /// As [`Self::call`]: the request is signed and sealed while `before` is at work, and nothing is sent before that is done.
    ///
    /// # Errors
    /// Of `before`, which is done in any case, also without a network; of the call.
    pub(crate) async fn call_after<R: DeserializeOwned, B>(
        &self,
        before: impl Future<Output = Result<B, Error>>,
        signer: &Signer<'_>,
        call: &Call,
    ) -> Result<(R, B), Error> {
        let (reply, before) = self.call_raw_after(before, signer, call).await.map_err(|refused| refused.error)?;
        Ok((read_reply(&reply).map_err(|refused| refused.error)?, before))
    }

    async fn call_raw_after<B>(
        &self,
        before: impl Future<Output = Result<B, Error>>,
        signer: &Signer<'_>,
        call: &Call,
    ) -> Result<(ApiReply, B), Refused> {
        let (mut gateway_asked, mut clock_corrected) = (false, false);
        let (first, before) = tokio::join!(self.sealed(signer, call), before);
        let before = before?;
        let mut first = Some(first);
        loop {
            let sealed = match first.take() {
                Some(first) => first,
                None => self.sealed(signer, call).await,
            };
            let Some(reply) = self.through_gateway(sealed?, &mut gateway_asked).await? else { continue };
            if (200..300).contains(&reply.status) {
                if let Signer::Session(session) = signer {
                    self.bank_heard(session.id)?;
                }
                return Ok((reply, before));
            }
            let problem = read_problem(&reply);
            let stale = ProblemCode::parse(&problem.code) == Some(ProblemCode::SignatureStale);
            if stale && !clock_corrected {
                clock_corrected = true;
                if let Some(bank_ms) = problem.bank_time_ms {
                    self.learn_bank_time(bank_ms).await?;
                }
                continue;
            }
            let error = self.name_outage(&call.path, refusal(&problem)).await;
            if let (Error::SessionEnded, Signer::Session(session)) = (&error, signer) {
                self.session_over(session.id, SessionEnd::parse(problem.reason.as_deref()));
            }
            return Err(Refused { error, problem: Some(Box::new(problem)) });
        }
    }

    /// Makes a call that nobody signs: for what the bank tells everybody, and for whoever cannot sign in. Goes again once with a fresh
    /// gateway key.
    pub(crate) async fn call_unsigned(&self, call: &Call) -> Result<ApiReply, Error> {
        let mut gateway_asked = false;
        loop {
            let gateway = self.bundle().await?.gateway()?;
            let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
            if call.body.is_some() {
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
            }
            let request = ApiRequest {
                method: call.method,
                path: call.path.clone(),
                query: call.query.clone(),
                headers,
                body: call.body.clone(),
            };
            let sealed = self.ports.http.seal(&gateway, request);
            let Some(reply) = self.through_gateway(sealed, &mut gateway_asked).await? else { continue };
            if (200..300).contains(&reply.status) {
                return Ok(reply);
            }
            return Err(self.name_outage(&call.path, refusal(&read_problem(&reply))).await);
        }
    }

    /// Sends one request, and learns the bank's time by its answer. `None`: the gateway does not know its key any more; a fresh one is
    /// there, and the request is to be made again, once.
    async fn through_gateway(&self, sealed: Sealed<'_>, asked: &mut bool) -> Result<Option<ApiReply>, Error> {
        let outcome = match sealed {
            Ok(sending) => sending.await,
            Err(error) => Err(error),
        };
        let reply = match outcome {
            Err(HttpError::GatewayRefused) if !*asked => {
                *asked = true;
                self.fresh_bundle().await?;
                return Ok(None);
            }
            outcome => outcome?,
        };
        if let Some(bank_ms) = reply.header("kunci-time").and_then(|value| value.parse().ok()) {
            self.learn_bank_time(bank_ms).await?;
        }
        Ok(Some(reply))
    }

    async fn sealed(&self, signer: &Signer<'_>, call: &Call) -> Result<Sealed<'_>, Error> {
        let gateway = self.bundle().await?.gateway()?;
        let request = self.signed(signer, call).await?;
        Ok(self.ports.http.seal(&gateway, request))
    }

    async fn signed(&self, signer: &Signer<'_>, call: &Call) -> Result<ApiRequest, Error> {
        let authorization = match signer {
            Signer::Session(session) => Some(format!("Kunci-Session {}", session.id)),
            Signer::NewSession(_) | Signer::Device { .. } => None,
        };
        let (keyid, tag) = match signer {
            Signer::NewSession(key) => (key.public().thumbprint(), Tag::Session),
            Signer::Session(session) => (session.key.public().thumbprint(), Tag::Session),
            Signer::Device { thumbprint, .. } => ((*thumbprint).to_owned(), Tag::Device),
        };
        let idempotency_key = call.idempotency_key.map(|key| key.to_string());
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let created = u64::try_from(self.bank_time()?.ms / 1000).unwrap_or_default();
        let prepared = RequestToSign {
            method: call.method.as_str(),
            authority: self.ports.http.authority(),
            path: &call.path,
            query: Some(call.query.as_str()).filter(|query| !query.is_empty()),
            content_type: call.body.as_ref().map(|_| "application/json"),
            body: call.body.as_ref().map(|body| body.as_slice()),
            idempotency_key: idempotency_key.as_deref(),
            if_match: call.if_match.as_deref(),
            authorization: authorization.as_deref(),
        }
        .prepare(&SignatureParams { created, expires: created + SIGNATURE_LIFE, nonce: &nonce, keyid: &keyid, tag })
        .map_err(|_| Error::Internal)?;
        let signature = self.signature(signer, &prepared).await?;

        let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
        if call.body.is_some() {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        headers.extend(authorization.map(|value| ("authorization".to_owned(), value)));
        // What the app asks by itself keeps no session alive.
        if matches!(signer, Signer::Session(_)) && !is_act() {
            headers.push((UNATTENDED.to_owned(), "?1".to_owned()));
        }
        headers.extend(idempotency_key.map(|value| ("idempotency-key".to_owned(), value)));
        headers.extend(call.if_match.clone().map(|value| ("if-match".to_owned(), value)));
        headers.extend(prepared.content_digest.clone().map(|value| ("content-digest".to_owned(), value)));
        headers.push(("signature-input".to_owned(), prepared.signature_input.clone()));
        headers.push(("signature".to_owned(), prepared.signature_header(&signature)));
        Ok(ApiRequest {
            method: call.method,
            path: call.path.clone(),
            query: call.query.clone(),
            headers,
            body: call.body.clone(),
        })
    }

    async fn signature(&self, signer: &Signer<'_>, prepared: &Prepared) -> Result<[u8; 64], Error> {
        match signer {
            Signer::NewSession(key) => key.sign(&prepared.base).map_err(|_| Error::Internal),
            Signer::Session(session) => session.key.sign(&prepared.base).map_err(|_| Error::Internal),
            Signer::Device { slot, .. } => {
                let (keys, alias, base) = (Arc::clone(&self.ports.keys), slot.signing_alias(), prepared.base.clone());
                blocking::run(move || Ok(keys.sign(alias, &base)?)).await
            }
        }
    }
}

fn read_reply<R: DeserializeOwned>(reply: &ApiReply) -> Result<R, Refused> {
    Ok(limits::read_object(&reply.body, limits::REPLY_BYTES).map_err(|_| Error::ReplyUnreadable)?)
}

/// A refusal that is no problem+json keeps its status class.
fn read_problem(reply: &ApiReply) -> Problem {
    let mut problem = limits::read_object::<Problem>(&reply.body, limits::REPLY_BYTES).unwrap_or_else(|_| {
        let class = if reply.status >= 500 { ProblemCode::Internal } else { ProblemCode::Malformed };
        let mut unknown = Problem::new(class, "");
        unknown.code = format!("status-{}", reply.status);
        unknown
    });
    // The status that travelled counts, not the one the body claims.
    problem.status = reply.status;
    problem
}

/// Which error a refusal is. Pure.
fn refusal(problem: &Problem) -> Error {
    let wait = Duration::from_secs(problem.retry_after_seconds.unwrap_or(0));
    let Some(code) = ProblemCode::parse(&problem.code) else { return by_status(problem) };
    match code {
        ProblemCode::SignInRefused => Error::SignInRefused,
        ProblemCode::SignInDelayed => Error::SignInDelayed { retry_after: wait },
        ProblemCode::SessionEnded => Error::SessionEnded,
        ProblemCode::Scope => Error::Scope,
        ProblemCode::SmsAlreadySent => Error::SmsAlreadySent,
        // The last try is gone, and the enrolment with it.
        ProblemCode::OtpRefused if problem.tries_left == Some(0) => Error::EnrolmentClosed,
        ProblemCode::OtpRefused => Error::OtpRefused { tries_left: problem.tries_left.unwrap_or(0) },
        ProblemCode::SmsLimit => Error::SmsLimit { retry_after: wait },
        ProblemCode::LetterLimit => Error::LetterLimit { retry_after: wait },
        ProblemCode::CallBackOpen => Error::CallBackOpen,
        ProblemCode::ConversationLimit => Error::ConversationLimit,
        ProblemCode::CallBackWindow => Error::CallBackWindow,
        ProblemCode::CallBackLimit => Error::CallBackLimit { retry_after: wait },
        ProblemCode::HardwareTokenMissing => Error::HardwareTokenMissing,
        ProblemCode::OldPhoneMissing => Error::OldPhoneMissing,
        ProblemCode::ApprovalPending => Error::ApprovalPending,
        ProblemCode::BankingFlagged => Error::BankingFlagged,
        ProblemCode::NumberInvalid => Error::NumberInvalid,
        ProblemCode::NumberChangeClosed => Error::NumberChangeClosed,
        ProblemCode::NotMeCodeRefused => Error::NotMeCodeRefused { tries_left: problem.tries_left.unwrap_or(0) },
        ProblemCode::DateFormat => Error::DateFormat,
        ProblemCode::HardwareTokenRefused => Error::HardwareTokenRefused,
        ProblemCode::HardwareTokenDelayed => Error::HardwareTokenDelayed { retry_after: wait },
        ProblemCode::EnrolmentClosed => Error::EnrolmentClosed,
        ProblemCode::ConfirmationRefused => Error::ConfirmationRefused,
        ProblemCode::ProofRefused => Error::ProofRefused,
        ProblemCode::StepUpRequired => Error::StepUpRequired,
        ProblemCode::StepUpClosed => Error::StepUpClosed,
        ProblemCode::TokenRolledBack => Error::TokenSetBack,
        ProblemCode::PasswordWeak => match problem.reason.as_deref().and_then(password::Weakness::parse) {
            Some(reason) => Error::WeakPassword { reason },
            None => by_status(problem),
        },
        ProblemCode::PinWeak => match problem.reason.as_deref().and_then(unlock_code::Weakness::parse) {
            Some(reason) => Error::WeakCode { reason },
            None => by_status(problem),
        },
        ProblemCode::TripRefused => match problem.reason.as_deref().and_then(TripFault::parse) {
            Some(reason) => Error::TripRefused { reason },
            None => by_status(problem),
        },
        ProblemCode::AmountInvalid => Error::AmountInvalid,
        ProblemCode::HeldByProbation => {
            Error::HeldByProbation { until_ms: problem.until.map_or(0, jiff::Timestamp::as_millisecond) }
        }
        ProblemCode::ApprovalRefused => Error::ApprovalRefused,
        ProblemCode::CodeNeeded => Error::CodeNeeded,
        ProblemCode::OutsideTrustedPlace => Error::OutsideTrustedPlace,
        ProblemCode::OperationClosed => match problem.state.as_deref() {
            Some("expired") => Error::OperationExpired,
            Some("superseded") => Error::OperationSuperseded,
            Some("rejected" | "approved" | "completed" | "failed") => Error::OperationAnswered,
            _ => Error::OperationClosed,
        },
        ProblemCode::NotFound => Error::NotFound,
        ProblemCode::CodeChangeClosed => Error::CodeChangeClosed,
        ProblemCode::NotMeClosed => Error::NotMeClosed,
        ProblemCode::PreconditionFailed => Error::CardChanged,
        ProblemCode::LimitAboveCeiling => Error::LimitAboveCeiling,
        ProblemCode::ChangeInvalid => Error::ChangeInvalid,
        ProblemCode::CardNotUsable => Error::CardNotUsable,
        ProblemCode::TooManyCards => Error::TooManyCards,
        ProblemCode::AmountsInvalid => Error::AmountsInvalid,
        ProblemCode::RevealClosed => Error::RevealClosed,
        ProblemCode::DisputeRefused => match problem.reason.as_deref().and_then(DisputeBar::parse) {
            Some(reason) => Error::DisputeRefused { reason },
            None => by_status(problem),
        },
        ProblemCode::EvidenceRefused => match problem.reason.as_deref().and_then(EvidenceFault::parse) {
            Some(reason) => Error::EvidenceRefused { reason },
            None => by_status(problem),
        },
        ProblemCode::FileRefused => match problem.reason.as_deref().and_then(AttachmentFault::parse) {
            Some(reason) => Error::AttachmentRefused { reason },
            None => by_status(problem),
        },
        ProblemCode::TokenLocked => Error::TokenLocked,
        ProblemCode::ClientTooOld => Error::AppTooOld,
        ProblemCode::Maintenance => Error::Maintenance { retry_after: wait },
        // The first attempt is still at work: its outcome is not known yet, and asking again is safe.
        ProblemCode::IdempotencyInFlight => Error::OutcomeUnknown,
        _ => by_status(problem),
    }
}

fn by_status(problem: &Problem) -> Error {
    let debug_id = plain(&problem.debug_id);
    if problem.status >= 500 {
        Error::BankFailed { debug_id }
    } else {
        Error::BankRefused { problem: plain(&problem.code), debug_id }
    }
}

/// Codes and ids go into errors, and from there onto screens and into logs: as they came only if they are short words of plain letters, digits,
/// hyphens and low lines.
fn plain(word: &str) -> String {
    let fine = word.len() <= LONGEST_WORD
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if fine { word.to_owned() } else { "unreadable".to_owned() }
}

const LONGEST_WORD: usize = 64;

//! Who calls: request signatures, sessions and device keys, checked in the contract's order
//! (form → key known → signature → time → nonce unused).

use axum::http::header;
use kunci_domain::session_life::SessionEnd;
use kunci_wire::ProblemCode;
use kunci_wire::sessions::{Scope, UNATTENDED};
use kunci_wire::signed::TokenState;
use uuid::Uuid;

use super::Call;
use crate::bank::Bank;
use crate::clock::{DAY, MINUTE, SECOND};
use crate::crypto::keys::PeerKey;
use crate::crypto::signature9421::{FormError, RequestSignature, Tag};
use crate::effects;
use crate::numbers;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::status::NOT_ME;
use crate::store::{Customer, Session, Token, Tx};

/// A session ends after so long without an act of the customer …
pub(crate) const IDLE: i64 = 5 * MINUTE;
/// … and a signature may come from a clock that is ahead by so much.
const AHEAD: i64 = 30 * SECOND;

/// A customer in a session, by a signature that fits.
pub(crate) struct Caller {
    pub(crate) session: Session,
    pub(crate) customer: Customer,
}

/// Checks the form of the request's signature.
pub(crate) fn read_signature(call: &Call, tag: Tag) -> Result<RequestSignature, Refusal> {
    RequestSignature::read(&call.signed(), tag).map_err(|error| match error {
        FormError::Missing => refuse(ProblemCode::SignatureMissing, "no signature or signature-input"),
        FormError::Invalid(why) => refuse(ProblemCode::SignatureInvalid, why),
    })
}

/// Signature, time, nonce: the last three checks, with a key that is known.
pub(crate) fn check_signature(
    tx: &mut dyn Tx,
    now: i64,
    signature: &RequestSignature,
    key: &PeerKey,
) -> Result<(), Refusal> {
    if !signature.verifies(key) {
        return Err(refuse(ProblemCode::SignatureInvalid, "the signature does not fit request and key"));
    }
    if signature.created * SECOND > now + AHEAD || now >= signature.expires * SECOND {
        let detail = "outside the time that the signature allows";
        return Err(refuse_with(ProblemCode::SignatureStale, detail, |problem| problem.bank_time_ms = Some(now)));
    }
    tidy(tx, now)?;
    if !tx.use_nonce(&signature.key_id, &signature.nonce, signature.expires * SECOND)? {
        return Err(refuse(ProblemCode::RequestReplayed, "the nonce was used before"));
    }
    Ok(())
}

/// Forgets what must not be kept: nonces that no signature can use any more, and the bank's private halves of
/// enrolments and code changes that are over.
pub(crate) fn tidy(tx: &mut dyn Tx, now: i64) -> Result<(), BankError> {
    tx.purge_nonces(now - DAY)?;
    tx.close_stale_changes(now)?;
    tx.destroy_old_keys(now - NOT_ME)?;
    numbers::tidy(tx, now)?;
    tx.destroy_stale_keys(now)
}

/// The customer and session behind a request signed by a session key.
pub(crate) fn session(bank: &Bank, call: &Call) -> Result<Caller, Refusal> {
    let signature = read_signature(call, Tag::Session)?;
    let ended = || refuse(ProblemCode::SessionEnded, "no such session, or it is over");
    let id = named_session(call).ok_or_else(ended)?;
    bank.decide(&call.what(), |tx| {
        let now = bank.now();
        let session = tx.session(id)?.ok_or_else(ended)?;
        let customer = tx.customer(session.customer)?.ok_or(BankError::Key)?;
        // A flag ends every session; that is not the reason to be told.
        let key = PeerKey::from_sec1(&session.key).ok_or(BankError::Key)?;
        if !is_alive(&session, now) && !customer.flagged {
            // Why is for its holder alone.
            let why = signature.verifies(&key).then(|| end_of(&session, now));
            return Err(refuse_with(ProblemCode::SessionEnded, "the session is over", |problem| {
                problem.reason = why.map(str::to_owned);
            }));
        }
        check_signature(tx, now, &signature, &key)?;
        refuse_flagged(&customer)?;
        effects::due(bank, tx)?;
        if is_act(call) {
            tx.touch_session(id, now)?;
        }
        Ok(Caller { session, customer })
    })
}

/// Refuses a customer whose internet banking an operator has closed. What tightens asks the device key, not this.
pub(crate) fn refuse_flagged(customer: &Customer) -> Result<(), Refusal> {
    if customer.flagged {
        return Err(refuse(ProblemCode::BankingFlagged, "an operator has closed internet banking on all devices"));
    }
    Ok(())
}

/// The same, of a session that the token raised.
pub(crate) fn full(bank: &Bank, call: &Call) -> Result<Caller, Refusal> {
    let caller = session(bank, call)?;
    if caller.session.scope == Scope::Full {
        Ok(caller)
    } else {
        Err(refuse(ProblemCode::Scope, "the session is not full: prove the token first"))
    }
}

/// The same, of a session that at least a hardware token let look.
pub(crate) fn looking(bank: &Bank, call: &Call) -> Result<Caller, Refusal> {
    let caller = session(bank, call)?;
    match caller.session.scope {
        Scope::View | Scope::Full => Ok(caller),
        Scope::Enrol => Err(refuse(ProblemCode::Scope, "the session has scope enrol: a second factor is missing")),
    }
}

/// The customer's token, if it works now.
pub(crate) fn working_token(tx: &mut dyn Tx, caller: &Caller) -> Result<Token, Refusal> {
    token_in_use(tx, caller.customer.id)
}

/// The same, of a customer who asks elsewhere.
pub(crate) fn token_in_use(tx: &mut dyn Tx, customer: Uuid) -> Result<Token, Refusal> {
    let customer = tx.customer(customer)?.ok_or(BankError::Key)?;
    let found = customer.token.map(|id| tx.token(id)).transpose()?.flatten();
    let token = found.ok_or_else(|| refuse(ProblemCode::TokenNotActive, "the customer has no token"))?;
    match token.state {
        TokenState::Active => Ok(token),
        TokenState::Locked => Err(refuse(ProblemCode::TokenLocked, "too many wrong proofs")),
        other => Err(refuse(ProblemCode::TokenNotActive, format!("the token is {}", other.as_str()))),
    }
}

/// `authorization: Kunci-Session <session id>`.
fn named_session(call: &Call) -> Option<Uuid> {
    let text = call.headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim().strip_prefix("Kunci-Session ")?;
    strict_uuid(text)
}

/// Whether the customer asks. What the app asks by itself must not keep a session alive that nobody uses.
fn is_act(call: &Call) -> bool {
    call.headers.get(UNATTENDED).is_none_or(|value| value.as_bytes() != b"?1")
}

/// Why a session is over.
pub(crate) fn end_of(session: &Session, now: i64) -> &'static str {
    let end = match session.ended_why.as_deref() {
        Some(why) => SessionEnd::parse(Some(why)),
        None if session.ended => SessionEnd::Bank,
        None if now >= session.expires_at => SessionEnd::Expired,
        None => SessionEnd::Idle,
    };
    end.code()
}

pub(crate) fn is_alive(session: &Session, now: i64) -> bool {
    !session.ended && now < session.expires_at && now - session.seen_at < IDLE
}

/// A UUID in its one spelling: lower case with hyphens.
pub(crate) fn strict_uuid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok().filter(|id| id.hyphenated().to_string() == text)
}

//! `POST /v1/sessions`: user id and password open a session bound to the key that signs the request.

use kunci_domain::means::Means;
use kunci_wire::sessions::{PresentToken, Scope, SignInReply, SignInRequest};
use kunci_wire::signed::{OwnPhone, TokenState, typ};
use kunci_wire::{Bytes32, ProblemCode};
use uuid::Uuid;

use super::caller::{IDLE, check_signature, read_signature, refuse_flagged};
use super::{Call, Reply, body};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::{BANK_ID, Bank};
use crate::clock::{DAY, HOUR, timestamp};
use crate::crypto::keys::PeerKey;
use crate::crypto::mac::sha256;
use crate::crypto::signature9421::Tag;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{Customer, Session, Token, Tx};
use crate::throttle::Throttle;

/// A session ends then at the latest.
pub(crate) const ABSOLUTE: i64 = 8 * HOUR;
/// Older apps must be updated first.
const OLDEST_APP: [u64; 3] = [0, 1, 0];

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let request: SignInRequest = body::parse(call)?;
    let key = PeerKey::from_jwk(&request.session_key)
        .ok_or_else(|| refuse(ProblemCode::Malformed, "the session key is no point of P-256"))?;
    let signature = read_signature(call, Tag::Session)?;
    bank.decide(&call.what(), |tx| check_signature(tx, bank.now(), &signature, &key))?;
    check_client(&request)?;
    let lane = lane(bank, call, &request, &key)?;
    let customer = verify_in(bank, &call.what(), lane, &request.user_id, &request.password)?;
    refuse_flagged(&customer)?;
    bank.decide(&call.what(), |tx| open(bank, tx, &request, &key, customer))
}

fn check_client(request: &SignInRequest) -> Result<(), Refusal> {
    if !["android", "ios", "desktop"].contains(&request.platform.as_str()) {
        return Err(refuse(ProblemCode::Malformed, "unknown platform"));
    }
    if !["id", "en"].contains(&request.language.as_str()) {
        return Err(refuse(ProblemCode::Malformed, "unknown language"));
    }
    let parts: Option<Vec<u64>> = request.app_version.split('.').map(|part| part.parse().ok()).collect();
    match parts.map(<[u64; 3]>::try_from) {
        Some(Ok(version)) if version >= OLDEST_APP => Ok(()),
        Some(Ok(_)) => Err(refuse(ProblemCode::ClientTooOld, "the app is older than 0.1.0")),
        _ => Err(refuse(ProblemCode::Malformed, "the app's version is not three numbers")),
    }
}

/// Where wrong passwords are counted.
#[derive(Clone, Copy)]
pub(crate) enum Lane {
    /// For everybody who knows the user id.
    Everybody,
    /// For the phone that holds this token: nobody else can make its count move.
    OwnPhone(Uuid),
}

impl Lane {
    fn counter(self, user_id: &str) -> [u8; 32] {
        match self {
            Self::Everybody => sha256(user_id.as_bytes()),
            Self::OwnPhone(token) => sha256(format!("own phone\0{token}").as_bytes()),
        }
    }
}

/// The own phone's lane, if the device key of the customer's token vouches for the session key. A word that does not fit is no reason to
/// refuse: it is as if it had not been said, so that nobody learns from it whose token exists.
fn lane(bank: &Bank, call: &Call, request: &SignInRequest, key: &PeerKey) -> Result<Lane, Refusal> {
    let Some(word) = &request.own_phone else { return Ok(Lane::Everybody) };
    let word = body::signed_object::<OwnPhone>(word, typ::OWN_PHONE)?;
    if word.claim.session_key != key.thumbprint() || word.claim.audience != BANK_ID {
        return Ok(Lane::Everybody);
    }
    bank.decide(&call.what(), |tx| {
        let customer = tx.customer_by_user(&request.user_id)?;
        let token = customer.and_then(|customer| customer.token).map(|id| tx.token(id)).transpose()?.flatten();
        let works =
            |token: &Token| matches!(token.state, TokenState::Active | TokenState::Locked | TokenState::Suspended);
        let Some(token) = token.filter(works) else { return Ok(Lane::Everybody) };
        let device = PeerKey::from_sec1(&token.device_signing).ok_or(BankError::Key)?;
        Ok(if word.verifies(&device) { Lane::OwnPhone(token.id) } else { Lane::Everybody })
    })
}

/// Checks a password that anybody may have sent.
pub(crate) fn verify(bank: &Bank, what: &str, user_id: &str, password: &str) -> Result<Customer, Refusal> {
    verify_in(bank, what, Lane::Everybody, user_id, password)
}

/// Checks a password. Unknown user ids cost the same time, delay the same way and get the same answer.
pub(crate) fn verify_in(
    bank: &Bank,
    what: &str,
    lane: Lane,
    user_id: &str,
    password: &str,
) -> Result<Customer, Refusal> {
    let user = lane.counter(user_id);
    let customer = bank.decide(what, |tx| {
        refuse_early(tx.password_throttle(&user)?, bank.now())?;
        Ok(tx.customer_by_user(user_id)?)
    })?;
    let digest = customer.as_ref().map_or(&bank.decoy, |customer| &customer.password);
    // Slow on purpose, so outside any transaction.
    let right = digest.matches(bank.password_cost, password)?;
    bank.decide(what, |tx| {
        let now = bank.now();
        let throttle = tx.password_throttle(&user)?;
        // Looked at again: many guesses sent at once must not all slip past the delay.
        refuse_early(throttle, now)?;
        match customer {
            Some(customer) if right => {
                tx.set_password_throttle(&user, Throttle::default())?;
                Ok(customer)
            }
            known => {
                let after = throttle.after_failure(now);
                tx.set_password_throttle(&user, after)?;
                if let (Some(customer), Some(seconds)) = (known, after.wait_seconds(now)) {
                    let what = format!(
                        "{} wrong passwords in a row for {}: sign-in waits {} min",
                        after.failures,
                        customer.first_name(),
                        seconds / 60
                    );
                    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
                    tell_once_a_day(tx, &customer, now)?;
                }
                Err(refuse(ProblemCode::SignInRefused, "wrong user id or password"))
            }
        }
    })
}

/// Not at every delay: a stranger must not be able to send the customer messages as they please.
fn tell_once_a_day(tx: &mut dyn Tx, customer: &Customer, now: i64) -> Result<(), BankError> {
    let told = tx.alerts_before(customer.id, u64::MAX, 100)?;
    let lately = told.iter().any(|row| row.alert == Alert::PasswordGuessed && row.at > now - DAY);
    if lately { Ok(()) } else { alerts::tell(tx, now, customer, Alert::PasswordGuessed) }
}

fn refuse_early(throttle: Throttle, now: i64) -> Result<(), Refusal> {
    let Some(seconds) = throttle.wait_seconds(now) else { return Ok(()) };
    Err(refuse_with(ProblemCode::SignInDelayed, "too many wrong passwords", |problem| {
        problem.retry_after_seconds = Some(seconds);
    }))
}

fn open(
    bank: &Bank,
    tx: &mut dyn Tx,
    request: &SignInRequest,
    key: &PeerKey,
    customer: Customer,
) -> Result<Reply, Refusal> {
    let now = bank.now();
    let customer = tx.customer(customer.id)?.ok_or(BankError::Key)?;
    let session = Session {
        id: bank.entropy.id(now)?,
        customer: customer.id,
        key: key.sec1().to_vec(),
        thumbprint: key.thumbprint(),
        scope: Scope::Enrol,
        login_nonce: bank.entropy.bytes()?,
        nonce_burnt: false,
        seen_at: now,
        expires_at: now + ABSOLUTE,
        language: request.language.clone(),
        sms_sent: false,
        ended: false,
        ended_why: None,
        certificate: None,
        nonce_at: now,
    };
    tx.insert_session(&session)?;
    let what =
        format!("Accepted {}'s password and opened session {} with scope enrol", customer.first_name(), session.id);
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    let token = match customer.token {
        Some(id) => tx.token(id)?.map(|token| PresentToken { token_id: token.id, epoch: token.epoch }),
        None => None,
    };
    let reply = SignInReply {
        session_id: session.id,
        customer_id: customer.id,
        customer_name: customer.name,
        scope: session.scope,
        login_nonce: Bytes32(session.login_nonce),
        idle_seconds: u64::try_from(IDLE / 1000).unwrap_or_default(),
        expires_at: timestamp(session.expires_at),
        token,
        means: vec![Means::Password.code().to_owned()],
    };
    Ok(Reply::json(201, &reply)?)
}

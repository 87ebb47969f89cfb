//! `POST /v1/sessions/current/token`: the token's proof raises the session to full scope.

use kunci_domain::clones::Verdict;
use kunci_domain::means::Means;
use kunci_wire::sessions::{Scope, TokenLoginReply, TokenLoginRequest};
use kunci_wire::signed::{SessionCertificate, TokenState, typ};
use kunci_wire::{Bytes32, ProblemCode};

use super::caller::Caller;
use super::exchange::{bio_key_of, use_key};
use super::sign_in::ABSOLUTE;
use super::{Call, Reply, body, caller};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::{BANK_ID, Bank};
use crate::clock::{SECOND, timestamp};
use crate::crypto::canonical::Canonical;
use crate::crypto::jws::Unverified;
use crate::crypto::keys::PeerKey;
use crate::crypto::mac::{hmac_matches, sha256};
use crate::factor::Factor;
use crate::refusal::{BankError, Refusal, refuse, refuse_with};
use crate::store::{Customer, Session, Token, Tx, WebsiteOtp};
use crate::{clones, failures, status};

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let request: TokenLoginRequest = body::parse(call)?;
    let certificate = body::signed_object::<SessionCertificate>(&request.certificate, typ::SESSION_CERT)?;
    status::check_nonce(&request.status_nonce)?;
    bank.decide(&call.what(), |tx| {
        let session = tx.session(caller.session.id)?.ok_or(BankError::Key)?;
        let (token, factor) = login(bank, tx, &caller, &session, &request, &certificate)?;
        let reply = TokenLoginReply {
            scope: Scope::Full,
            expires_at: timestamp(session.expires_at),
            status: status::sign(bank, tx, &token, &request.status_nonce)?,
            means: [Means::Password, Means::OwnPhone, factor.means()].map(|means| means.code().to_owned()).into(),
        };
        Ok(Reply::json(200, &reply)?)
    })
}

/// Device signature → login nonce (unless the call is repeated) → token's state → certificate → same phone → proof. Only the last
/// one counts.
fn login(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    session: &Session,
    request: &TokenLoginRequest,
    certificate: &Unverified<SessionCertificate>,
) -> Result<(Token, Factor), Refusal> {
    let now = bank.now();
    let claim = &certificate.claim;
    let own = tx.token(claim.token)?.filter(|token| token.customer == caller.customer.id);
    let Some(mut token) = own else { return Err(refused(bank, tx, caller, now, "no such token")?) };
    let device = PeerKey::from_sec1(&token.device_signing).ok_or(BankError::Key)?;
    if !certificate.verifies(&device) {
        return Err(refuse(ProblemCode::SignatureInvalid, "the certificate is not signed by the token's device key"));
    }
    status::settle(tx, &mut token, now)?;
    // The claims, not the bytes, say whether it is the same certificate: a phone may sign it anew.
    let claims = sha256(&serde_json::to_vec(claim)?);
    let is_repeated = session.scope == Scope::Full && session.certificate == Some(claims);
    if !is_repeated && !tx.burn_login_nonce(session.id)? {
        return Err(refused(bank, tx, caller, now, "the login nonce was used before")?);
    }
    match token.state {
        TokenState::Active => {}
        TokenState::Locked => return Err(refuse(ProblemCode::TokenLocked, "too many wrong proofs")),
        other => {
            return Err(refuse(ProblemCode::TokenNotActive, format!("the token is {}", other.as_str())));
        }
    }
    if !is_repeated && !fits(claim, session, &token, now) {
        return Err(refused(bank, tx, caller, now, "the certificate is not for this session, key, bank or time")?);
    }
    let verdict = if is_repeated { Verdict::Same } else { same_phone(bank, tx, caller, session, &mut token, claim)? };
    let Some(factor) = proves(bank, &token, session, &request.certificate, &request.proof.0)? else {
        // A repeated call counts as well: otherwise it would be a place to test codes.
        failures::count(tx, &caller.customer, &token, now)?;
        return Err(refused(bank, tx, caller, now, "the proof does not fit")?);
    };
    if !is_repeated {
        accept(tx, caller, session, &mut token, &claims, factor, now)?;
        follow(tx, caller, session, &token, claim, verdict, now)?;
        if request.rooted == Some(true) {
            rooted(tx, &caller.customer, &token, now)?;
        }
    }
    Ok((token, factor))
}

/// Whether this is the phone that logged in last, or a customer who has stepped up. Before the code is looked at: a phone that was set
/// back burns no try, and a copy gets no place to test codes.
fn same_phone(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    session: &Session,
    token: &mut Token,
    claim: &SessionCertificate,
) -> Result<Verdict, Refusal> {
    let (now, customer) = (bank.now(), &caller.customer);
    let (chain, shown) = (tx.chain(token.id)?, clones::shown(claim, session));
    let verdict = chain.judge(&shown);
    match verdict {
        Verdict::Same => {}
        Verdict::Stranger => tx.set_chain(token.id, &chain.note_stranger(&shown, now))?,
        Verdict::Twin => {
            clones::suspend(bank, tx, customer, token, now)?;
            return Err(refuse(ProblemCode::TokenNotActive, "the token is suspended"));
        }
    }
    if claim.generation < token.keys.generation {
        let why = "its phone was set back to before a code change";
        return Err(again(bank, tx, caller, ProblemCode::TokenRolledBack, why)?);
    }
    if verdict == Verdict::Stranger && !clones::has_stepped_up(tx, session)? {
        clones::ask(tx, customer, session, now)?;
        return Err(again(
            bank,
            tx,
            caller,
            ProblemCode::StepUpRequired,
            "its phone is not as it was at the last login",
        )?);
    }
    Ok(verdict)
}

/// The chain goes on, or begins anew with a phone whose customer has stepped up.
fn follow(
    tx: &mut dyn Tx,
    caller: &Caller,
    session: &Session,
    token: &Token,
    claim: &SessionCertificate,
    verdict: Verdict,
    now: i64,
) -> Result<(), BankError> {
    let (chain, shown) = (tx.chain(token.id)?, clones::shown(claim, session));
    if verdict == Verdict::Same {
        return tx.set_chain(token.id, &chain.go_on(&shown, now));
    }
    tx.set_chain(token.id, &chain.begin_anew(&shown, now))?;
    tx.remove_step_up(session.id)?;
    let what = format!("{}'s logins begin anew with the phone of this session", caller.customer.first_name());
    audit::note(tx, now, Kind::Notice, Some(caller.customer.id), what)
}

/// Whether the certificate speaks of this session and nothing else.
fn fits(claim: &SessionCertificate, session: &Session, token: &Token, now: i64) -> bool {
    let expires = claim.expires.saturating_mul(SECOND);
    claim.thumbprint == session.thumbprint
        && claim.customer == session.customer
        && claim.audience == BANK_ID
        && claim.session == session.id
        && claim.epoch == token.epoch
        && claim.generation <= token.keys.generation
        && claim.login_nonce.0 == session.login_nonce
        && expires > now
        && expires <= now.saturating_add(ABSOLUTE)
}

fn proves(
    bank: &Bank,
    token: &Token,
    session: &Session,
    certificate: &str,
    proof: &[u8; 32],
) -> Result<Option<Factor>, BankError> {
    let message = Canonical::new("kunci/login/1")
        .uuid(session.id)
        .bytes(&session.login_nonce)
        .uuid(token.id)
        .integer(token.epoch)
        .bytes(&sha256(certificate.as_bytes()))
        .finish();
    // Both are looked at, and a wrong proof is one failure.
    if hmac_matches(&use_key(bank, token, "kunci/use/login")?[..], &message, proof) {
        return Ok(Some(Factor::Code));
    }
    let Some((_, bio)) = &token.keys.biometric else { return Ok(None) };
    let key = bio_key_of(bank, token, bio, "kunci/use/bio-login")?;
    Ok(hmac_matches(&key[..], &message, proof).then_some(Factor::Biometric))
}

fn accept(
    tx: &mut dyn Tx,
    caller: &Caller,
    session: &Session,
    token: &mut Token,
    claims: &[u8; 32],
    factor: Factor,
    now: i64,
) -> Result<(), BankError> {
    let customer = &caller.customer;
    tx.raise_session(session.id, token.id, claims)?;
    // A finger says nothing about who knows the code: it ends no row of wrong ones.
    if factor == Factor::Code {
        tx.set_token_failures(token.id, 0)?;
        token.failures = 0;
    }
    let website = tx.website_otp(customer.id)?;
    if website.off {
        tx.set_website_otp(customer.id, WebsiteOtp::default())?;
        tx.clear_website_failures(customer.id)?;
        let what = format!("Switched {}'s website OTP on again: the phone signed in", customer.first_name());
        audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    }
    let what = format!(
        "Accepted the proof of {}'s token {} {}; session {} has scope full",
        customer.first_name(),
        token.id,
        factor.words(),
        session.id
    );
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)
}

/// The phone says that it is rooted. The customer is told once for each token: who knows it already is not told at every sign-in.
fn rooted(tx: &mut dyn Tx, customer: &Customer, token: &Token, now: i64) -> Result<(), BankError> {
    let what = format!("{}'s phone says that it is rooted or jailbroken", customer.first_name());
    audit::note(tx, now, Kind::Alert, Some(customer.id), what)?;
    let told = tx.newest_alert_at(customer.id, Alert::RootedPhone.code())?;
    if told.is_some_and(|at| token.activated_at.is_none_or(|activated| at >= activated)) {
        return Ok(());
    }
    alerts::tell(tx, now, customer, Alert::RootedPhone)
}

/// One answer for every wrong proof; only the audit trail learns why.
fn refused(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, now: i64, why: &str) -> Result<Refusal, BankError> {
    let customer = &caller.customer;
    let what = format!("Refused {}'s login by token: {why}", customer.first_name());
    audit::note(tx, now, Kind::Refusal, Some(customer.id), what)?;
    again(bank, tx, caller, ProblemCode::ProofRefused, "the proof does not fit")
}

/// A refusal with the session's next nonce.
fn again(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, code: ProblemCode, detail: &str) -> Result<Refusal, BankError> {
    let next = bank.entropy.bytes()?;
    tx.renew_login_nonce(caller.session.id, &next, bank.now())?;
    Ok(refuse_with(code, detail, |problem| problem.login_nonce = Some(Bytes32(next))))
}

//! `/v1/token/code-changes` and `/v1/token/biometrics`: the code proves the transcript of a new exchange, the new key itself commits it.

use kunci_domain::direction::Act;
use kunci_wire::key_change::{ChangeCommitRequest, ChangeOffer, ChangeProofReply, ChangeProofRequest, ChangeRequest};
use kunci_wire::signed::{KeyCommit, KeyProof, TranscriptSignature, typ};
use kunci_wire::token::{CodeRules, SUITE, StatusReply};
use kunci_wire::{Bytes32, ProblemCode};
use p256::SecretKey;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::caller::{Caller, strict_uuid, working_token};
use super::exchange::{bio_key_of, next_key, use_key, use_key_of};
use super::idempotency::{self, Repeat};
use super::{Call, Reply, body, caller};
use crate::alerts::{self, Alert};
use crate::audit;
use crate::bank::{BANK_ID, Bank};
use crate::clock::{MINUTE, SECOND};
use crate::crypto::canonical::Canonical;
use crate::crypto::jws::{self, Unverified};
use crate::crypto::keys::{PeerKey, public_jwk};
use crate::crypto::mac::{hmac_matches, sha256};
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{ChangePurpose, ChangeStage, KeyChange, KeyState, Token, Tx};
use crate::{effects, failures, status};

/// How the two kinds of exchange differ.
struct Kind {
    purpose: ChangePurpose,
    act: Act,
    route: &'static str,
    transcript: &'static str,
    proof: [&'static str; 3],
    commit: [&'static str; 3],
}

/// `typ`, use key, message of proof and commit.
const CODE: Kind = Kind {
    purpose: ChangePurpose::Code,
    act: Act::ChangeCode,
    route: "POST /v1/token/code-changes",
    transcript: "kunci/code-change/1",
    proof: [typ::CODE_PROOF, "kunci/use/code-change", "kunci/code-change-proof/1"],
    commit: [typ::CODE_COMMIT, "kunci/use/code-commit", "kunci/code-commit/1"],
};

const BIOMETRIC: Kind = Kind {
    purpose: ChangePurpose::Biometric,
    act: Act::BiometricsOn,
    route: "POST /v1/token/biometrics",
    transcript: "kunci/biometric/1",
    proof: [typ::BIOMETRIC_PROOF, "kunci/use/bio-enable", "kunci/biometric-proof/1"],
    commit: [typ::BIOMETRIC_COMMIT, "kunci/use/bio-commit", "kunci/biometric-commit/1"],
};

pub(super) fn begin_code(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    begin(bank, call, &CODE)
}

pub(super) fn prove_code(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    prove(bank, call, &CODE)
}

pub(super) fn commit_code(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    commit(bank, call, &CODE)
}

pub(super) fn begin_biometric(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    begin(bank, call, &BIOMETRIC)
}

pub(super) fn prove_biometric(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    prove(bank, call, &BIOMETRIC)
}

pub(super) fn commit_biometric(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    commit(bank, call, &BIOMETRIC)
}

/// Committed by then, or dead.
const LIFE: i64 = 10 * MINUTE;

fn begin(bank: &Bank, call: &Call, kind: &Kind) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: ChangeRequest = body::parse(call)?;
    idempotency::once(bank, call, caller.customer.id, kind.route, &request, Repeat::Stored, |tx| {
        let token = working_token(tx, &caller)?;
        if token.id != request.token_id {
            return Err(not_yours());
        }
        offer(bank, tx, &caller, &token, kind)
    })
}

fn offer(bank: &Bank, tx: &mut dyn Tx, caller: &Caller, token: &Token, kind: &Kind) -> Result<Reply, Refusal> {
    let now = bank.now();
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    // One at a time: what was under way is dead from here on.
    tx.close_changes(token.id)?;
    let ephemeral = bank.entropy.secret_key()?;
    let mut offer = ChangeOffer {
        change_id: bank.entropy.id(now)?,
        suite: SUITE.to_owned(),
        bank: BANK_ID.to_owned(),
        token_id: token.id,
        epoch: token.epoch,
        generation: token.keys.generation + u64::from(kind.purpose == ChangePurpose::Code),
        bank_nonce: Bytes32(bank.entropy.bytes()?),
        bank_ephemeral: public_jwk(&ephemeral)?,
        transcript_kid: bank.keys.transcript.kid.clone(),
        code_rules: CodeRules::default(),
        expires_in_seconds: u64::try_from(LIFE / SECOND).unwrap_or_default(),
    };
    let scalar = Zeroizing::new(ephemeral.to_bytes());
    tx.insert_change(&KeyChange {
        id: offer.change_id,
        token: token.id,
        customer: customer.id,
        session: caller.session.id,
        purpose: kind.purpose,
        generation: offer.generation,
        stage: ChangeStage::Offered,
        offer: serde_json::to_string(&offer)?,
        private_key: Some(bank.hsm.wrap(&bank.entropy, &half_label(offer.change_id), &scalar)?),
        next: None,
        transcript_hash: None,
        expires_at: now + LIFE,
    })?;
    let what = format!("Offered {} {} change {}", customer.first_name(), kind.purpose.as_str(), offer.change_id);
    audit::note(tx, now, audit::Kind::Notice, Some(customer.id), what)?;
    offer.code_rules = CodeRules { birth_date: Some(customer.birth_date), phone_number: Some(customer.phone) };
    Ok(Reply::json(201, &offer)?)
}

fn prove(bank: &Bank, call: &Call, kind: &Kind) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: ChangeProofRequest = body::parse(call)?;
    let proof = body::signed_object::<KeyProof>(&request.proof, kind.proof[0])?;
    let ephemeral = PeerKey::from_jwk(&request.ephemeral)
        .ok_or_else(|| refuse(ProblemCode::Malformed, "the ephemeral key is no point of P-256"))?;
    let id = change_id(call)?;
    let intent = (&request.ephemeral, &request.phone_nonce);
    let route = format!("{}/{{id}}/proof", kind.route);
    idempotency::once(bank, call, caller.customer.id, &route, &intent, Repeat::Stored, |tx| {
        let now = bank.now();
        let (change, token) = load(tx, &caller, id, kind)?;
        signed_by_device(&token, &proof)?;
        let mut change = require(change, &caller, ChangeStage::Offered, now)?;
        let token = still_working(tx, &caller, token)?;
        effects::refuse_place(tx, &caller.customer, kind.act, proof.claim.surroundings)?;
        let hash = transcript_hash(&caller, &token, &change, &ephemeral, &request.phone_nonce.0, kind)?;
        let claim = &proof.claim;
        let fits = fits(claim.change_id, claim.token_id, claim.epoch, claim.generation, &change, &token);
        let key = use_key(bank, &token, kind.proof[1])?;
        let message = Canonical::new(kind.proof[2]).bytes(&hash).uuid(change.id).finish();
        if !fits || claim.transcript_hash.0 != hash || !hmac_matches(&key[..], &message, &claim.mac.0) {
            return Err(wrong(tx, &caller, change, &token, now)?);
        }
        tx.set_token_failures(token.id, 0)?;
        change.next = Some(derive(bank, &token, &change, &ephemeral, &hash)?);
        change.private_key = None;
        change.transcript_hash = Some(hash);
        change.stage = ChangeStage::Proved;
        tx.update_change(&change)?;
        tx.set_key_state(token.id, &KeyState { open: Some((change.id, change.expires_at)), ..token.keys.clone() })?;
        let what =
            format!("Accepted {}'s code for {} change {id}", caller.customer.first_name(), kind.purpose.as_str());
        audit::note(tx, now, audit::Kind::Notice, Some(caller.customer.id), what)?;
        let word = TranscriptSignature { transcript_hash: Bytes32(hash), token_id: token.id, epoch: token.epoch };
        let transcript_signature = jws::seal(&bank.keys.transcript, typ::TRANSCRIPT, &word)?;
        Ok(Reply::json(200, &ChangeProofReply { transcript_signature })?)
    })
}

fn commit(bank: &Bank, call: &Call, kind: &Kind) -> Result<Reply, Refusal> {
    let caller = caller::full(bank, call)?;
    let request: ChangeCommitRequest = body::parse(call)?;
    let commit = body::signed_object::<KeyCommit>(&request.commit, kind.commit[0])?;
    status::check_nonce(&commit.claim.nonce)?;
    let id = change_id(call)?;
    let route = format!("{}/{{id}}/commit", kind.route);
    idempotency::once(bank, call, caller.customer.id, &route, &id, Repeat::Present, |tx| {
        let (change, token) = load(tx, &caller, id, kind)?;
        signed_by_device(&token, &commit)?;
        // The MAC is not looked at then: this must not become a place to test codes without being counted.
        let token = match change.stage {
            ChangeStage::Committed => token,
            _ => apply(bank, tx, &caller, change, token, &commit.claim, kind)?,
        };
        let status = status::sign(bank, tx, &token, &commit.claim.nonce)?;
        Ok(Reply::json(200, &StatusReply { status })?)
    })
}

/// The new key takes the place of the present one, which the website takes until the phone is known to have let it go.
fn apply(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    change: KeyChange,
    token: Token,
    claim: &KeyCommit,
    kind: &Kind,
) -> Result<Token, Refusal> {
    let now = bank.now();
    let mut change = require(change, caller, ChangeStage::Proved, now)?;
    let mut token = still_working(tx, caller, token)?;
    let hash = change.transcript_hash.ok_or(BankError::Key)?;
    let next = change.next.take().ok_or(BankError::Key)?;
    let key = match kind.purpose {
        ChangePurpose::Code => use_key_of(bank, &token, &next, kind.commit[1])?,
        ChangePurpose::Biometric => bio_key_of(bank, &token, &next, kind.commit[1])?,
    };
    let message = Canonical::new(kind.commit[2]).bytes(&hash).uuid(change.id).finish();
    let fits = fits(claim.change_id, claim.token_id, claim.epoch, claim.generation, &change, &token);
    if !fits || claim.transcript_hash.0 != hash || !hmac_matches(&key[..], &message, &claim.mac.0) {
        return Err(wrong(tx, caller, change, &token, now)?);
    }
    change.stage = ChangeStage::Committed;
    tx.update_change(&change)?;
    // The key of a finger says nothing about who knows the code: codes may have been tried since the exchange was proved.
    if kind.purpose == ChangePurpose::Code {
        tx.set_token_failures(token.id, 0)?;
    }
    let customer = &caller.customer;
    let (alert, done) = match kind.purpose {
        ChangePurpose::Code => {
            let before = std::mem::replace(&mut token.know, next);
            tx.set_token_know(token.id, &token.know)?;
            token.keys.generation = change.generation;
            token.keys.change = Some(change.id);
            token.keys.before = Some(before);
            (Alert::CodeChanged, "has a new Unlock Code")
        }
        ChangePurpose::Biometric => {
            token.keys.biometric = Some((change.id, next));
            (Alert::BiometricsOn, "may be unlocked by finger or face")
        }
    };
    token.keys.open = None;
    tx.set_key_state(token.id, &token.keys)?;
    let what = format!("{}'s token {} {done}", customer.first_name(), token.id);
    audit::note(tx, now, audit::Kind::Notice, Some(customer.id), what)?;
    alerts::tell(tx, now, customer, alert)?;
    Ok(token)
}

/// Counts, and closes the change: its nonces serve one try.
fn wrong(tx: &mut dyn Tx, caller: &Caller, change: KeyChange, token: &Token, now: i64) -> Result<Refusal, BankError> {
    tx.close_changes(token.id)?;
    let what = format!(
        "Refused {}'s {} change {}: wrong proof",
        caller.customer.first_name(),
        change.purpose.as_str(),
        change.id
    );
    audit::note(tx, now, audit::Kind::Refusal, Some(change.customer), what)?;
    if failures::count(tx, &caller.customer, token, now)? {
        return Ok(refuse(ProblemCode::TokenLocked, "too many wrong proofs"));
    }
    Ok(refuse(ProblemCode::ProofRefused, "the proof does not fit"))
}

fn derive(
    bank: &Bank,
    token: &Token,
    change: &KeyChange,
    phone: &PeerKey,
    hash: &[u8; 32],
) -> Result<Vec<u8>, BankError> {
    let wrapped = change.private_key.as_deref().ok_or(BankError::Key)?;
    let scalar = bank.hsm.unwrap(&half_label(change.id), wrapped)?;
    let ephemeral = SecretKey::from_slice(&scalar).map_err(|_| BankError::Key)?;
    next_key(bank, token, change.purpose, hash, &ephemeral, phone)
}

/// The change and its token, if they are this customer's; other people's do not exist.
fn load(tx: &mut dyn Tx, caller: &Caller, id: Uuid, kind: &Kind) -> Result<(KeyChange, Token), Refusal> {
    let change = tx
        .change(id)?
        .filter(|change| change.customer == caller.customer.id && change.purpose == kind.purpose)
        .ok_or_else(not_yours)?;
    let token = tx.token(change.token)?.ok_or(BankError::Key)?;
    Ok((change, token))
}

fn require(change: KeyChange, caller: &Caller, stage: ChangeStage, now: i64) -> Result<KeyChange, Refusal> {
    let closed = |why: &str| Err(refuse(ProblemCode::CodeChangeClosed, why));
    if change.session != caller.session.id {
        return closed("it was begun in another session");
    }
    if change.stage != stage {
        return closed("this step is over, or its turn has not come");
    }
    if now >= change.expires_at { closed("ten minutes are over") } else { Ok(change) }
}

fn still_working(tx: &mut dyn Tx, caller: &Caller, token: Token) -> Result<Token, Refusal> {
    let present = working_token(tx, caller)?;
    if present.id == token.id { Ok(present) } else { Err(not_yours()) }
}

fn signed_by_device<T>(token: &Token, object: &Unverified<T>) -> Result<(), Refusal> {
    let device = PeerKey::from_sec1(&token.device_signing).ok_or(BankError::Key)?;
    if object.verifies(&device) {
        Ok(())
    } else {
        Err(refuse(ProblemCode::SignatureInvalid, "not signed by the token's device key"))
    }
}

fn fits(id: Uuid, token_id: Uuid, epoch: u64, generation: u64, change: &KeyChange, token: &Token) -> bool {
    id == change.id && token_id == token.id && epoch == token.epoch && generation == change.generation
}

fn transcript_hash(
    caller: &Caller,
    token: &Token,
    change: &KeyChange,
    phone: &PeerKey,
    phone_nonce: &[u8; 32],
    kind: &Kind,
) -> Result<[u8; 32], BankError> {
    let offer: ChangeOffer = serde_json::from_str(&change.offer)?;
    let bytes = Canonical::new(kind.transcript)
        .text(&offer.suite)
        .text(&offer.bank)
        .uuid(change.customer)
        .uuid(change.session)
        .uuid(change.id)
        .text(&offer.transcript_kid)
        .text(&caller.session.thumbprint)
        .uuid(token.id)
        .integer(token.epoch)
        .integer(change.generation)
        .bytes(&token.transcript_hash)
        .text(&token.thumbprint)
        .bytes(&offer.bank_ephemeral.to_sec1())
        .bytes(&phone.sec1())
        .bytes(&offer.bank_nonce.0)
        .bytes(phone_nonce)
        .finish();
    Ok(sha256(&bytes))
}

fn half_label(change: Uuid) -> String {
    format!("code-change-key/{change}")
}

/// The id in `/v1/token/code-changes/{id}/…`.
fn change_id(call: &Call) -> Result<Uuid, Refusal> {
    call.path().split('/').nth(4).and_then(strict_uuid).ok_or_else(not_yours)
}

fn not_yours() -> Refusal {
    refuse(ProblemCode::NotFound, "no such code change or token, or not yours")
}

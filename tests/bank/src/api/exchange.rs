//! `POST /v1/token/enrolments/{id}/keys`: the exchange. Afterwards both sides hold the same keys and the bank's private
//! halves are gone.

use kunci_wire::signed::{TokenState, TranscriptSignature, typ};
use kunci_wire::token::{Attestation, KeysExchangeReply, KeysRequest, Method, ProofReply};
use kunci_wire::{Bytes32, Jwk, ProblemCode};
use p256::SecretKey;
use zeroize::Zeroizing;

use super::caller::Caller;
use super::idempotency::{self, Repeat};
use super::prove::halves_label;
use super::{Call, Reply, body, caller, enrolment};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::SECOND;
use crate::crypto::canonical::Canonical;
use crate::crypto::derive::{Key, Root};
use crate::crypto::jws;
use crate::crypto::keys::{PeerKey, agree};
use crate::crypto::mac::sha256;
use crate::crypto::transcript::Transcript;
use crate::refusal::{BankError, Refusal, refuse};
use crate::store::{ChangePurpose, Enrolment, KeyState, Stage, Token, Tx};

/// The website must be given the phone's fingerprint by then.
const FINGERPRINT_LIFE: i64 = 120 * SECOND;
/// Most pieces of attestation evidence, and the most bytes of one.
const EVIDENCE_PIECES: usize = 16;
const EVIDENCE_BYTES: usize = 8 * 1024;

/// The phone's keys, all on the curve.
struct PhoneKeys {
    signing: PeerKey,
    agreement: PeerKey,
    ephemeral: PeerKey,
}

pub(super) fn run(bank: &Bank, call: &Call) -> Result<Reply, Refusal> {
    let caller = caller::session(bank, call)?;
    let mut request: KeysRequest = body::parse(call)?;
    if bank.faults.take_swap_keys() {
        request.ephemeral = bank.keys.rogue.public.clone();
    }
    check_evidence(&request.attestation)?;
    let phone = PhoneKeys {
        signing: point(&request.device_signing)?,
        agreement: point(&request.device_agreement)?,
        ephemeral: point(&request.ephemeral)?,
    };
    let id = enrolment::id(call)?;
    let route = "POST /v1/token/enrolments/{id}/keys";
    idempotency::once(bank, call, caller.customer.id, route, &request, Repeat::Stored, |tx| {
        let mut found = enrolment::load_own(tx, &caller, id)?;
        enrolment::require(tx, &mut found, Stage::Proved, bank.now())?;
        exchange(bank, tx, &caller, found, &request, &phone)
    })
}

fn check_evidence(attestation: &Attestation) -> Result<(), Refusal> {
    let evidence = &attestation.evidence;
    if evidence.len() > EVIDENCE_PIECES || evidence.iter().any(|piece| piece.0.len() > EVIDENCE_BYTES) {
        return Err(refuse(ProblemCode::TooLarge, "at most 16 pieces of evidence, 8 KiB each"));
    }
    Ok(())
}

fn point(jwk: &Jwk) -> Result<PeerKey, Refusal> {
    PeerKey::from_jwk(jwk).ok_or_else(|| refuse(ProblemCode::Malformed, "a key is no point of P-256"))
}

fn exchange(
    bank: &Bank,
    tx: &mut dyn Tx,
    caller: &Caller,
    mut found: Enrolment,
    request: &KeysRequest,
    phone: &PhoneKeys,
) -> Result<Reply, Refusal> {
    let now = bank.now();
    let customer = tx.customer(caller.customer.id)?.ok_or(BankError::Key)?;
    let offer: ProofReply = serde_json::from_str(found.offer.as_deref().ok_or(BankError::Key)?)?;
    if customer.epoch + 1 != offer.epoch {
        enrolment::close(tx, &mut found)?;
        return Err(enrolment::closed("another phone was enrolled meanwhile"));
    }
    if !keeps_its_word(&found, request, phone) {
        enrolment::close(tx, &mut found)?;
        return Err(enrolment::closed("the keys are not those that the phone committed to"));
    }
    let transcript_hash = Transcript {
        offer: &offer,
        customer: customer.id,
        session: found.session,
        enrolment: found.id,
        method: found.method.as_str(),
        commitment: found.commitment.as_ref(),
        session_thumbprint: &caller.session.thumbprint,
        phone_ephemeral: &phone.ephemeral,
        device_signing: &phone.signing,
        device_agreement: &phone.agreement,
        phone_nonce: &request.phone_nonce.0,
        attestation: &request.attestation,
    }
    .hash();
    let token = derive(bank, &found, &offer, request, phone, transcript_hash)?;
    tx.insert_token(&token)?;
    found.private_keys = None;
    found.stage = Stage::Keyed;
    if found.method == Method::Website {
        found.otp_expires_at = now + FINGERPRINT_LIFE;
    }
    tx.update_enrolment(&found)?;
    let what = format!(
        "Agreed keys for {}'s token {} (signing key: {}, agreement key: {}); destroyed the bank's private halves",
        customer.first_name(),
        token.id,
        request.attestation.signing_level.as_str(),
        request.attestation.agreement_level.as_str()
    );
    audit::note(tx, now, Kind::Notice, Some(customer.id), what)?;
    let word =
        TranscriptSignature { transcript_hash: Bytes32(transcript_hash), token_id: offer.token_id, epoch: offer.epoch };
    let transcript_signature = jws::seal(&bank.keys.transcript, typ::TRANSCRIPT, &word)?;
    Ok(Reply::json(200, &KeysExchangeReply { transcript_signature })?)
}

/// Whether these are the keys that the phone committed to before the bank drew anything, if it had to.
fn keeps_its_word(found: &Enrolment, request: &KeysRequest, phone: &PhoneKeys) -> bool {
    let said = found.commitment;
    let bytes = Canonical::new("kunci/enrol-commit/1")
        .bytes(&phone.signing.sec1())
        .bytes(&phone.agreement.sec1())
        .bytes(&phone.ephemeral.sec1())
        .bytes(&request.phone_nonce.0)
        .finish();
    said.is_none_or(|said| said == sha256(&bytes))
}

/// Makes the pending token: the derived keys, each wrapped by the HSM for this token and purpose.
fn derive(
    bank: &Bank,
    found: &Enrolment,
    offer: &ProofReply,
    request: &KeysRequest,
    phone: &PhoneKeys,
    transcript_hash: [u8; 32],
) -> Result<Token, BankError> {
    let wrapped = found.private_keys.as_deref().ok_or(BankError::Key)?;
    let halves = bank.hsm.unwrap(&halves_label(found.id), wrapped)?;
    let (ephemeral, agreement) = halves.split_at_checked(32).ok_or(BankError::Key)?;
    let ephemeral = SecretKey::from_slice(ephemeral).map_err(|_| BankError::Key)?;
    let agreement = SecretKey::from_slice(agreement).map_err(|_| BankError::Key)?;
    let hw = agree(&agreement, &phone.agreement);
    let root = Root::extract(&transcript_hash, &agree(&ephemeral, &phone.ephemeral), &hw);
    let (id, epoch) = (offer.token_id, offer.epoch);
    let wrap = |part: KeyPart, key: &Key| bank.hsm.wrap(&bank.entropy, &part.label(id), &key[..]);
    let expanded = |label: &str| root.expand(label, id, epoch);
    Ok(Token {
        id,
        customer: found.customer,
        enrolment: found.id,
        epoch,
        state: TokenState::Pending,
        device_signing: phone.signing.sec1().to_vec(),
        device_agreement: phone.agreement.sec1().to_vec(),
        thumbprint: phone.signing.thumbprint(),
        transcript_hash,
        levels: serde_json::to_string(&[request.attestation.signing_level, request.attestation.agreement_level])?,
        hw: wrap(KeyPart::Hardware, &hw)?,
        know: wrap(KeyPart::Know, &expanded("kunci/key/know")?)?,
        freeze: wrap(KeyPart::Freeze, &expanded("kunci/key/freeze")?)?,
        reverse: wrap(KeyPart::Reverse, &expanded("kunci/key/reverse")?)?,
        failures: 0,
        activated_at: None,
        probation_until: None,
        highest_step: 0,
        drift: 0,
        keys: KeyState::default(),
    })
}

/// The keys of a token.
#[derive(Clone, Copy)]
enum KeyPart {
    Hardware,
    Know,
    Bio,
    Freeze,
    Reverse,
}

impl KeyPart {
    /// What it is wrapped for.
    fn label(self, token: uuid::Uuid) -> String {
        let name = match self {
            Self::Hardware => "hw",
            Self::Know => "know",
            Self::Bio => "bio",
            Self::Freeze => "freeze",
            Self::Reverse => "reverse",
        };
        format!("token-{name}/{token}")
    }
}

/// A use key of a token, made from its unwrapped halves.
pub(crate) fn use_key(bank: &Bank, token: &Token, label: &str) -> Result<Key, BankError> {
    let hw = bank.hsm.unwrap(&KeyPart::Hardware.label(token.id), &token.hw)?;
    let know = bank.hsm.unwrap(&KeyPart::Know.label(token.id), &token.know)?;
    crate::crypto::derive::use_key(&hw, &know, label, token.id, token.epoch)
}

/// The same, of a knowledge key other than the token's present one.
pub(crate) fn use_key_of(bank: &Bank, token: &Token, know: &[u8], label: &str) -> Result<Key, BankError> {
    other_key(bank, token, KeyPart::Know, know, label)
}

/// The use key of a `K_bio`.
pub(crate) fn bio_key_of(bank: &Bank, token: &Token, bio: &[u8], label: &str) -> Result<Key, BankError> {
    other_key(bank, token, KeyPart::Bio, bio, label)
}

fn other_key(bank: &Bank, token: &Token, part: KeyPart, wrapped: &[u8], label: &str) -> Result<Key, BankError> {
    let hw = bank.hsm.unwrap(&KeyPart::Hardware.label(token.id), &token.hw)?;
    let key = bank.hsm.unwrap(&part.label(token.id), wrapped)?;
    crate::crypto::derive::use_key(&hw, &key, label, token.id, token.epoch)
}

/// The key of a new exchange, wrapped for what it is.
pub(crate) fn next_key(
    bank: &Bank,
    token: &Token,
    purpose: ChangePurpose,
    transcript_hash: &[u8; 32],
    ephemeral: &SecretKey,
    phone: &PeerKey,
) -> Result<Vec<u8>, BankError> {
    let hw = bank.hsm.unwrap(&KeyPart::Hardware.label(token.id), &token.hw)?;
    let hw = Key::new(hw.as_slice().try_into().map_err(|_| BankError::Key)?);
    let root = Root::extract(transcript_hash, &agree(ephemeral, phone), &hw);
    let (part, label) = match purpose {
        ChangePurpose::Code => (KeyPart::Know, "kunci/key/know"),
        ChangePurpose::Biometric => (KeyPart::Bio, "kunci/key/bio"),
    };
    let made = root.expand(label, token.id, token.epoch)?;
    bank.hsm.wrap(&bank.entropy, &part.label(token.id), &made[..])
}

/// `K_freeze` of a token, unwrapped.
pub(crate) fn freeze_key(bank: &Bank, token: &Token) -> Result<Zeroizing<Vec<u8>>, BankError> {
    bank.hsm.unwrap(&KeyPart::Freeze.label(token.id), &token.freeze)
}

/// `K_reverse` of a token, unwrapped.
pub(crate) fn reverse_key(bank: &Bank, token: &Token) -> Result<Zeroizing<Vec<u8>>, BankError> {
    bank.hsm.unwrap(&KeyPart::Reverse.label(token.id), &token.reverse)
}

/// The use key of one approval: its hardware half comes of the challenge key of this offer alone.
pub(crate) fn approve_key(bank: &Bank, token: &Token, challenge: &SecretKey) -> Result<Key, BankError> {
    challenge_key(bank, token, challenge, KeyPart::Know, &token.know, "kunci/use/approve")
}

/// The same by finger or face, if that is on.
pub(crate) fn bio_approve_key(bank: &Bank, token: &Token, challenge: &SecretKey) -> Result<Option<Key>, BankError> {
    let Some((_, bio)) = &token.keys.biometric else { return Ok(None) };
    challenge_key(bank, token, challenge, KeyPart::Bio, bio, "kunci/use/bio-approve").map(Some)
}

fn challenge_key(
    bank: &Bank,
    token: &Token,
    challenge: &SecretKey,
    part: KeyPart,
    wrapped: &[u8],
    label: &str,
) -> Result<Key, BankError> {
    let device = PeerKey::from_sec1(&token.device_agreement).ok_or(BankError::Key)?;
    let key = bank.hsm.unwrap(&part.label(token.id), wrapped)?;
    let hw = agree(challenge, &device);
    crate::crypto::derive::use_key(&hw[..], &key, label, token.id, token.epoch)
}

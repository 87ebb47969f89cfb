//! Make the phone's keys and agree with the bank, all of it in one transcript (`docs/contract/enrolment.md`, 3).

use std::sync::Arc;

use kunci_crypto::kdf::{KeySchedule, RootKey};
use kunci_crypto::p256key::{Ephemeral, PublicKey};
use kunci_crypto::secret::Secret;
use kunci_crypto::transcript::{EnrolmentTranscript, attestation_digest};
use kunci_domain::unlock_code::Personal;
use kunci_wire::bytes::B64;
use kunci_wire::keys::key_use;
use kunci_wire::signed::{TranscriptSignature, typ};
use kunci_wire::token::{Attestation, KeysExchangeReply, KeysRequest, Method, ProofReply, SUITE};
use kunci_wire::{Bytes32, Jwk};
use uuid::Uuid;

use super::{Agreed, Enrolment, Made, Proven};
use crate::bank::{Call, Signer};
use crate::ports::{KeyPurpose, KeySpec, Slot, random};
use crate::session::Session;
use crate::{Error, Phone, blocking};

impl Phone {
    /// Generates the device keys with a challenge of the bank. Nothing is on disk yet; a kill leaves only keys that the next
    /// enrolment overwrites.
    pub(super) async fn make_keys(&self, challenge: [u8; 32]) -> Result<Made, Error> {
        let slot = self.load_token().await?.map_or(Slot::A, |record| record.slot.other());
        let keys = Arc::clone(&self.ports.keys);
        let (signing, agreement) = blocking::run(move || {
            let make = |alias: &str, purpose| keys.generate(&KeySpec { alias: alias.to_owned(), purpose, challenge });
            Ok((make(slot.signing_alias(), KeyPurpose::Sign)?, make(slot.agreement_alias(), KeyPurpose::Agree)?))
        })
        .await?;
        let ephemeral = Ephemeral::generate().map_err(|_| Error::NoRandomness)?;
        let request = KeysRequest {
            device_signing: jwk(&signing.public_key)?,
            device_agreement: jwk(&agreement.public_key)?,
            ephemeral: jwk(&ephemeral.public().to_sec1())?,
            phone_nonce: Bytes32(random(self.ports.entropy.as_ref())?),
            attestation: Attestation {
                signing_level: signing.level,
                agreement_level: agreement.level,
                evidence: signing.attestation.into_iter().chain(agreement.attestation).map(B64).collect(),
            },
        };
        Ok(Made { slot, challenge, request, ephemeral })
    }

    /// The keys and what the bank drew, if that is what this phone can go on with.
    pub(super) fn proven(
        &self,
        enrolment_id: Uuid,
        method: Method,
        proof: ProofReply,
        made: Made,
        commitment: Option<[u8; 32]>,
    ) -> Result<Box<Proven>, Error> {
        let fits = proof.suite == SUITE
            && proof.bank == self.config.bank_id
            && proof.attestation_challenge == Bytes32(made.challenge);
        if !fits {
            return Err(Error::BankNotProven);
        }
        // Before a key goes out, and before the hardware meets it: a point off the curve is nobody's key (SEC 1 §3.2.2.1).
        point(&proof.bank_ephemeral)?;
        point(&proof.bank_agreement)?;
        Ok(Box::new(Proven { enrolment_id, method, proof, made, commitment, idempotency_key: self.new_id()? }))
    }

    /// Sends the keys, checks the bank's signature over this phone's own transcript, derives the root key.
    pub(super) async fn exchange_keys(&self, session: &Session, proven: Box<Proven>) -> Result<(), Error> {
        let call = Call::post(format!("/v1/token/enrolments/{}/keys", proven.enrolment_id), &proven.made.request)?
            .once(proven.idempotency_key);
        let reply = self.call::<KeysExchangeReply>(&Signer::Session(session), &call).await;
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => {
                // Kept for another attempt, unless the bank has closed it.
                let keep = error != Error::EnrolmentClosed;
                self.memory()?.enrolment = keep.then_some(Enrolment::Proven(proven));
                return Err(error);
            }
        };
        let transcript_hash = transcript_hash(session, &proven)?;
        let expected = TranscriptSignature {
            transcript_hash: Bytes32(transcript_hash),
            token_id: proven.proof.token_id,
            epoch: proven.proof.epoch,
        };
        let kid = kunci_crypto::jws::peek_kid(&reply.transcript_signature).map_err(|_| Error::BankNotProven)?;
        let signed: TranscriptSignature = self
            .bundle()
            .await?
            .verify_signed(&reply.transcript_signature, key_use::TRANSCRIPT, typ::TRANSCRIPT)
            .map_err(|_| Error::BankNotProven)?;
        if signed != expected || kid != proven.proof.transcript_kid {
            return Err(Error::BankNotProven);
        }
        let agreed = self.agree(session, *proven, transcript_hash).await?;
        self.memory()?.enrolment = Some(Enrolment::Agreed(Arc::new(agreed)));
        Ok(())
    }

    async fn agree(&self, session: &Session, proven: Proven, transcript_hash: [u8; 32]) -> Result<Agreed, Error> {
        let proof = proven.proof;
        let bank_agreement = proof.bank_agreement.to_sec1();
        let (keys, slot) = (Arc::clone(&self.ports.keys), proven.made.slot);
        let hw = blocking::run(move || Ok(keys.agree(slot.agreement_alias(), &bank_agreement)?)).await?;
        let (ephemeral, bank_ephemeral) = (proven.made.ephemeral, point(&proof.bank_ephemeral)?);
        let root = blocking::wiped(|| agree_on_root(ephemeral, &bank_ephemeral, &transcript_hash, &hw))?;
        Ok(Agreed {
            enrolment_id: proven.enrolment_id,
            token_id: proof.token_id,
            epoch: proof.epoch,
            customer_id: session.customer_id,
            slot,
            thumbprint: point(&proven.made.request.device_signing)?.thumbprint(),
            method: proven.method,
            transcript_hash,
            bank_agreement,
            root,
            personal: Personal::read(proof.code_rules.birth_date.as_deref(), proof.code_rules.phone_number.as_deref()),
        })
    }
}

/// The root key of both halves: the ephemeral one and the hardware's.
pub(super) fn agree_on_root(
    ephemeral: Ephemeral,
    bank_ephemeral: &PublicKey,
    transcript_hash: &[u8; 32],
    hw: &Secret<32>,
) -> Result<RootKey, Error> {
    let shared = ephemeral.agree(bank_ephemeral).map_err(|_| Error::BankNotProven)?;
    Ok(KeySchedule::derive_root(transcript_hash, &shared, hw))
}

fn transcript_hash(session: &Session, proven: &Proven) -> Result<[u8; 32], Error> {
    let (proof, request) = (&proven.proof, &proven.made.request);
    let (Bytes32(bank_nonce), Bytes32(challenge)) = (proof.bank_nonce, proof.attestation_challenge);
    let Bytes32(phone_nonce) = request.phone_nonce;
    let attestation = &request.attestation;
    let evidence: Vec<&[u8]> = attestation.evidence.iter().map(|B64(bytes)| bytes.as_slice()).collect();
    let digest =
        attestation_digest(attestation.signing_level.as_str(), attestation.agreement_level.as_str(), &evidence)
            .map_err(|_| Error::Internal)?;
    EnrolmentTranscript {
        suite: &proof.suite,
        bank: &proof.bank,
        customer_id: &session.customer_id.to_string(),
        session_id: &session.id.to_string(),
        enrolment_id: &proven.enrolment_id.to_string(),
        method: proven.method.as_str(),
        transcript_kid: &proof.transcript_kid,
        session_thumbprint: &session.key.public().thumbprint(),
        bank_ephemeral: &point(&proof.bank_ephemeral)?,
        bank_agreement: &point(&proof.bank_agreement)?,
        phone_ephemeral: &point(&request.ephemeral)?,
        device_signing: &point(&request.device_signing)?,
        device_agreement: &point(&request.device_agreement)?,
        bank_nonce: &bank_nonce,
        phone_nonce: &phone_nonce,
        attestation_challenge: &challenge,
        attestation_digest: &digest,
        replaced_token_id: proof.replaces.map(|id| id.to_string()).as_deref(),
        token_id: &proof.token_id.to_string(),
        epoch: proof.epoch,
        commitment: proven.commitment.as_ref(),
    }
    .hash()
    .map_err(|_| Error::BankNotProven)
}

fn jwk(sec1: &[u8; 65]) -> Result<Jwk, Error> {
    Jwk::from_sec1(sec1).ok_or(Error::KeysUnavailable)
}

pub(super) fn point(jwk: &Jwk) -> Result<PublicKey, Error> {
    PublicKey::from_sec1(&jwk.to_sec1()).map_err(|_| Error::BankNotProven)
}

//! An exchange on a token that exists: the Unlock Code proves its transcript, both sides derive a new root key
//! (`docs/contract/code-change.md`). Changing the code and switching biometrics on are the two that there are.

use kunci_crypto::SecretDigits;
use kunci_crypto::jws;
use kunci_crypto::kdf::{RootKey, UseLabel};
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::p256key::{Ephemeral, PublicKey};
use kunci_crypto::transcript::{ChangePurpose, ChangeTranscript, change_commit_message, change_proof_message};
use kunci_wire::bytes::B64;
use kunci_wire::key_change::{ChangeCommitRequest, ChangeOffer, ChangeProofReply, ChangeProofRequest, ChangeRequest};
use kunci_wire::keys::key_use;
use kunci_wire::sessions::Scope;
use kunci_wire::signed::{KeyCommit, KeyProof, TranscriptSignature, typ};
use kunci_wire::token::{SUITE, StatusReply};
use kunci_wire::{Bytes32, Jwk};

use std::sync::Arc;

use super::exchange_keys::{agree_on_root, point};
use super::{Unlock, copy, knowledge, working};
use crate::bank::{Call, Signer};
use crate::ports::{TokenRecord, random};
use crate::session::Session;
use crate::{Error, Phone, blocking};

/// Both sides hold the same root key; nothing of it is on the disk.
pub(crate) struct Exchange {
    pub(super) purpose: ChangePurpose,
    pub(super) offer: ChangeOffer,
    pub(super) hash: [u8; 32],
    pub(super) root: RootKey,
}

impl Exchange {
    /// What the new key's own proof covers.
    pub(super) fn commit_message(&self) -> Result<Vec<u8>, Error> {
        change_commit_message(self.purpose, &self.hash, &self.offer.change_id.to_string()).map_err(|_| Error::Internal)
    }
}

const fn path(purpose: ChangePurpose) -> &'static str {
    match purpose {
        ChangePurpose::Code => "/v1/token/code-changes",
        ChangePurpose::Biometric => "/v1/token/biometrics",
    }
}

impl Phone {
    /// A session that the token opened.
    pub(super) fn full_session(&self) -> Result<Arc<Session>, Error> {
        let session = self.session()?;
        if session.scope == Scope::Full { Ok(session) } else { Err(Error::Scope) }
    }

    pub(super) async fn ask_change(
        &self,
        session: &Session,
        record: &TokenRecord,
        purpose: ChangePurpose,
    ) -> Result<ChangeOffer, Error> {
        let call = Call::post(path(purpose), &ChangeRequest { token_id: record.token_id })?.once(self.new_id()?);
        let offer: ChangeOffer = self.call(&Signer::Session(session), &call).await?;
        let generation = match purpose {
            ChangePurpose::Code => record.generation.checked_add(1),
            ChangePurpose::Biometric => Some(record.generation),
        };
        let fits = offer.suite == SUITE
            && offer.bank == self.config.bank_id
            && offer.token_id == record.token_id
            && offer.epoch == record.epoch
            && Some(offer.generation) == generation;
        if fits { Ok(offer) } else { Err(Error::BankNotProven) }
    }

    /// Proves the code over the transcript of this very exchange, checks the bank's signature over it, derives the root key.
    pub(super) async fn exchange(
        &self,
        session: &Session,
        record: &TokenRecord,
        offer: ChangeOffer,
        code: &SecretDigits,
        purpose: ChangePurpose,
    ) -> Result<Exchange, Error> {
        let ephemeral = Ephemeral::generate().map_err(|_| Error::NoRandomness)?;
        let phone_nonce = random::<32>(self.ports.entropy.as_ref())?;
        let hash = transcript_hash(session, record, &offer, &ephemeral.public(), &phone_nonce, purpose)?;
        let message =
            change_proof_message(purpose, &hash, &offer.change_id.to_string()).map_err(|_| Error::Internal)?;
        let (label, typ) = match purpose {
            ChangePurpose::Code => (UseLabel::CodeChange, typ::CODE_PROOF),
            ChangePurpose::Biometric => (UseLabel::BioEnable, typ::BIOMETRIC_PROOF),
        };
        let mac = {
            let (ports, record, code) = (self.ports.clone(), self.working_token().await?, copy(code)?);
            blocking::run(move || Ok(hmac_sha256(&knowledge::use_key(&ports, &record, &code, label)?, &message)))
                .await?
        };
        let proof = KeyProof {
            change_id: offer.change_id,
            token_id: record.token_id,
            epoch: record.epoch,
            generation: offer.generation,
            transcript_hash: Bytes32(hash),
            mac: Bytes32(mac),
            surroundings: self.memory()?.surroundings,
        };
        let request = ChangeProofRequest {
            ephemeral: Jwk::from_sec1(&ephemeral.public().to_sec1()).ok_or(Error::Internal)?,
            phone_nonce: Bytes32(phone_nonce),
            proof: self.device_jws(record, typ, &proof).await?,
        };
        let call = Call::post(format!("{}/{}/proof", path(purpose), offer.change_id), &request)?.once(self.new_id()?);
        let reply: ChangeProofReply = match self.call(&Signer::Session(session), &call).await {
            Ok(reply) => reply,
            Err(error) => {
                self.after_refused_proof(&error).await;
                return Err(error);
            }
        };
        self.check_signature(record, &offer, hash, &reply.transcript_signature).await?;
        let (ports, slot, bank_agreement) = (self.ports.clone(), record.slot, record.bank_agreement);
        let hw = blocking::run(move || Ok(ports.keys.agree(slot.agreement_alias(), &bank_agreement)?)).await?;
        let bank_ephemeral = point(&offer.bank_ephemeral)?;
        let root = blocking::wiped(|| agree_on_root(ephemeral, &bank_ephemeral, &hash, &hw))?;
        Ok(Exchange { purpose, offer, hash, root })
    }

    async fn check_signature(
        &self,
        record: &TokenRecord,
        offer: &ChangeOffer,
        hash: [u8; 32],
        signature: &str,
    ) -> Result<(), Error> {
        let expected =
            TranscriptSignature { transcript_hash: Bytes32(hash), token_id: record.token_id, epoch: record.epoch };
        let kid = jws::peek_kid(signature).map_err(|_| Error::BankNotProven)?;
        let signed: TranscriptSignature = self
            .bundle()
            .await?
            .verify_signed(signature, key_use::TRANSCRIPT, typ::TRANSCRIPT)
            .map_err(|_| Error::BankNotProven)?;
        if signed == expected && kid == offer.transcript_kid { Ok(()) } else { Err(Error::BankNotProven) }
    }

    /// Sends the new key's own proof and applies the status that comes back.
    pub(super) async fn send_commit(
        &self,
        session: &Session,
        record: TokenRecord,
        exchange: &Exchange,
        mac: [u8; 32],
    ) -> Result<super::TokenView, Error> {
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let offer = &exchange.offer;
        let commit = KeyCommit {
            change_id: offer.change_id,
            token_id: record.token_id,
            epoch: record.epoch,
            generation: offer.generation,
            transcript_hash: Bytes32(exchange.hash),
            nonce: B64(nonce.to_vec()),
            mac: Bytes32(mac),
        };
        let typ = match exchange.purpose {
            ChangePurpose::Code => typ::CODE_COMMIT,
            ChangePurpose::Biometric => typ::BIOMETRIC_COMMIT,
        };
        let request = ChangeCommitRequest { commit: self.device_jws(&record, typ, &commit).await? };
        let path = format!("{}/{}/commit", path(exchange.purpose), offer.change_id);
        let call = Call::post(path, &request)?.once(self.new_id()?);
        let reply: StatusReply = self.call(&Signer::Session(session), &call).await?;
        self.apply_status(record, &reply.status, &nonce).await
    }

    /// The token, if it may be used now; where a code change is under way, after asking the bank which key is in force.
    pub(crate) async fn settled_token(&self) -> Result<TokenRecord, Error> {
        let record = self.working_token().await?;
        if record.next.is_none() {
            return Ok(record);
        }
        self.refresh_status().await?;
        self.working_token().await
    }

    /// The same, for a code that was typed before the bank was asked. Where its answer puts the new key in force nobody can tell which
    /// of her codes the customer typed: proving the old one with the new key would cost a try, so none is proved.
    pub(crate) async fn token_for_typed_code(&self) -> Result<TokenRecord, Error> {
        let before = self.working_token().await?;
        still_of(&before, self.settled_token().await?)
    }

    /// For either.
    pub(crate) async fn token_for(&self, unlock: &Unlock) -> Result<TokenRecord, Error> {
        if unlock.is_code() { self.token_for_typed_code().await } else { self.settled_token().await }
    }

    pub(crate) async fn working_token(&self) -> Result<TokenRecord, Error> {
        working(self.load_token().await?)
    }
}

/// The record, if its key is still the one of `before`.
pub(crate) fn still_of(before: &TokenRecord, record: TokenRecord) -> Result<TokenRecord, Error> {
    if record.generation == before.generation { Ok(record) } else { Err(Error::CodeChangeInForce) }
}

fn transcript_hash(
    session: &Session,
    record: &TokenRecord,
    offer: &ChangeOffer,
    phone_ephemeral: &PublicKey,
    phone_nonce: &[u8; 32],
    purpose: ChangePurpose,
) -> Result<[u8; 32], Error> {
    let Bytes32(bank_nonce) = offer.bank_nonce;
    ChangeTranscript {
        purpose,
        suite: &offer.suite,
        bank: &offer.bank,
        customer_id: &session.customer_id.to_string(),
        session_id: &session.id.to_string(),
        change_id: &offer.change_id.to_string(),
        transcript_kid: &offer.transcript_kid,
        session_thumbprint: &session.key.public().thumbprint(),
        token_id: &record.token_id.to_string(),
        epoch: record.epoch,
        generation: offer.generation,
        enrolment_hash: &record.transcript_hash,
        device_thumbprint: &record.thumbprint,
        bank_ephemeral: &point(&offer.bank_ephemeral)?,
        phone_ephemeral,
        bank_nonce: &bank_nonce,
        phone_nonce,
    }
    .hash()
    .map_err(|_| Error::BankNotProven)
}

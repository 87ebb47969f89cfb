//! Change the Unlock Code (OTP-9, SAFE-4): a new `K_know`, agreed with the bank, under the new code (`docs/contract/code-change.md`).
//!
//! ```text
//! ask → weak? equal? → prove the old code → new wrap beside the old one, on disk → commit → status: the old wrap goes
//! ```
//! One call, because whatever is lost before the write costs nothing but the call, and whatever is lost after it is settled by the
//! bank's signed status. Nothing is ever computed from either key for the disk but its one wrap.

use kunci_crypto::SecretDigits;
use kunci_crypto::jws;
use kunci_crypto::kdf::{KeySchedule, KnowKey, UseLabel};
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::p256key::{Ephemeral, PublicKey};
use kunci_crypto::transcript::{ChangeTranscript, change_commit_message, change_proof_message};
use kunci_domain::unlock_code::{self, Personal};
use kunci_wire::bytes::B64;
use kunci_wire::key_change::{ChangeCommitRequest, ChangeOffer, ChangeProofReply, ChangeProofRequest, ChangeRequest};
use kunci_wire::keys::key_use;
use kunci_wire::sessions::Scope;
use kunci_wire::signed::{KeyCommit, KeyProof, TranscriptSignature, typ};
use kunci_wire::token::{SUITE, StatusReply};
use kunci_wire::{Bytes32, Jwk};
use serde::Serialize;

use super::{TokenView, knowledge, working};
use crate::bank::{Call, Signer};
use crate::ports::{NextKnowledge, TokenRecord, random};
use crate::session::Session;
use crate::{Error, Phone, Ports, blocking};

impl Phone {
    /// Changes the Unlock Code. `old` is proved to the bank, which alone can tell whether it is right; `new` (typed twice) is checked
    /// against the rules before anything is proved, and compared with `old` in memory only.
    ///
    /// After [`Error::CodeChangeUnknown`] the old code makes the offline OTPs until the phone has reached the bank; then the bank's
    /// signed status says which code is in force. Nothing is lost either way, and no try is spent.
    ///
    /// # Errors
    /// [`Error::CodesDiffer`], [`Error::CodeUnchanged`], [`Error::WeakCode`]: nothing was sent that counts.
    /// [`Error::ProofRefused`] for a wrong old code: one failure of the token, the fifth in a row locks ([`Error::TokenLocked`]).
    /// [`Error::CodeChangeInForce`] when the bank says that an earlier change has taken effect: nothing was proved.
    pub async fn change_code(
        &self,
        old: &SecretDigits,
        new: &SecretDigits,
        repeat: &SecretDigits,
    ) -> Result<TokenView, Error> {
        if old.len() != unlock_code::LENGTH {
            return Err(Error::CodeLength);
        }
        if new != repeat {
            return Err(Error::CodesDiffer);
        }
        if new == old {
            return Err(Error::CodeUnchanged);
        }
        let weak = |personal: &Personal| {
            unlock_code::check(new.expose(), personal).map_err(|reason| Error::WeakCode { reason })
        };
        weak(&Personal::default())?;
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        if session.scope != Scope::Full {
            return Err(Error::Scope);
        }
        let before = working(self.load_token().await?)?;
        let record = self.settled_token().await?;
        if record.generation != before.generation {
            // The customer speaks of the code before: proving it would cost a try.
            return Err(Error::CodeChangeInForce);
        }
        let offer = self.ask_change(&session, &record).await?;
        let rules = &offer.code_rules;
        weak(&Personal::read(rules.birth_date.as_deref(), rules.phone_number.as_deref()))?;
        let next = self.agree_next(&session, &record, offer, old).await?;
        let record = self.write_next(record, &next, new).await?;
        self.commit(&session, record, &next, new).await
    }

    async fn ask_change(&self, session: &Session, record: &TokenRecord) -> Result<ChangeOffer, Error> {
        let call =
            Call::post("/v1/token/code-changes", &ChangeRequest { token_id: record.token_id })?.once(self.new_id()?);
        let offer: ChangeOffer = self.call(&Signer::Session(session), &call).await?;
        let fits = offer.suite == SUITE
            && offer.bank == self.config.bank_id
            && offer.token_id == record.token_id
            && offer.epoch == record.epoch
            && Some(offer.generation) == record.generation.checked_add(1);
        if fits { Ok(offer) } else { Err(Error::BankNotProven) }
    }

    /// Proves the old code over the transcript of this very exchange, checks the bank's signature over it, derives the new key.
    async fn agree_next(
        &self,
        session: &Session,
        record: &TokenRecord,
        offer: ChangeOffer,
        old: &SecretDigits,
    ) -> Result<Agreed, Error> {
        let ephemeral = Ephemeral::generate().map_err(|_| Error::NoRandomness)?;
        let phone_nonce = random::<32>(self.ports.entropy.as_ref())?;
        let hash = transcript_hash(session, record, &offer, &ephemeral.public(), &phone_nonce)?;
        let message = change_proof_message(&hash, &offer.change_id.to_string()).map_err(|_| Error::Internal)?;
        let mac = {
            let (ports, record, old) = (self.ports.clone(), self.working_token().await?, copy(old)?);
            blocking::run(move || {
                let key = knowledge::use_key(&ports, &record, &old, UseLabel::CodeChange)?;
                Ok(hmac_sha256(&key, &message))
            })
            .await?
        };
        let proof = KeyProof {
            change_id: offer.change_id,
            token_id: record.token_id,
            epoch: record.epoch,
            generation: offer.generation,
            transcript_hash: Bytes32(hash),
            mac: Bytes32(mac),
        };
        let request = ChangeProofRequest {
            ephemeral: Jwk::from_sec1(&ephemeral.public().to_sec1()).ok_or(Error::Internal)?,
            phone_nonce: Bytes32(phone_nonce),
            proof: self.device_jws(record, typ::CODE_PROOF, &proof).await?,
        };
        let path = format!("/v1/token/code-changes/{}/proof", offer.change_id);
        let call = Call::post(path, &request)?.once(self.new_id()?);
        let reply: ChangeProofReply = match self.call(&Signer::Session(session), &call).await {
            Ok(reply) => reply,
            Err(error) => {
                if matches!(error, Error::ProofRefused | Error::TokenLocked) {
                    // The fifth wrong code locks: the bank's signed word on that is fetched, so that the phone says so too.
                    let _ = self.refresh_status().await;
                }
                return Err(error);
            }
        };
        self.check_signature(record, &offer, hash, &reply.transcript_signature).await?;
        let (ports, slot, bank_agreement) = (self.ports.clone(), record.slot, record.bank_agreement);
        let hw = blocking::run(move || Ok(ports.keys.agree(slot.agreement_alias(), &bank_agreement)?)).await?;
        let shared = ephemeral.agree(&point(&offer.bank_ephemeral)?).map_err(|_| Error::BankNotProven)?;
        let root = KeySchedule::derive_root(&hash, &shared, &hw);
        let know = root.derive_know(&record.token_id.to_string(), record.epoch).map_err(|_| Error::Internal)?;
        Ok(Agreed { offer, hash, know })
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

    /// Both keys on disk in one transaction, each wrapped once. From here on the bank's signed status decides.
    async fn write_next(
        &self,
        mut record: TokenRecord,
        next: &Agreed,
        new: &SecretDigits,
    ) -> Result<TokenRecord, Error> {
        let (ports, new, change_id) = (self.ports.clone(), copy(new)?, next.offer.change_id);
        let know = KnowKey::from_secret(
            kunci_crypto::Secret::try_from_slice(next.know.secret().expose()).ok_or(Error::Internal)?,
        );
        blocking::run(move || {
            let knowledge = knowledge::seal(&ports, &know, &new)?;
            record.next = Some(NextKnowledge { change_id, knowledge });
            ports.store.put_token(&record)?;
            Ok(record)
        })
        .await
    }

    /// Proves the new code with the key as it stands on the disk: a wrap that does not open must not be committed.
    async fn commit(
        &self,
        session: &Session,
        record: TokenRecord,
        agreed: &Agreed,
        new: &SecretDigits,
    ) -> Result<TokenView, Error> {
        let change_id = agreed.offer.change_id;
        let message = change_commit_message(&agreed.hash, &change_id.to_string()).map_err(|_| Error::Internal)?;
        let (ports, code) = (self.ports.clone(), copy(new)?);
        let (record, mac) = blocking::run(move || {
            let next = record.next.as_ref().ok_or(Error::Internal)?;
            let key = knowledge::next_use_key(&ports, &record, &next.knowledge, &code, UseLabel::CodeCommit)?;
            let mac = hmac_sha256(&key, &message);
            Ok((record, mac))
        })
        .await?;
        let nonce = random::<16>(self.ports.entropy.as_ref())?;
        let commit = KeyCommit {
            change_id,
            token_id: record.token_id,
            epoch: record.epoch,
            generation: agreed.offer.generation,
            transcript_hash: Bytes32(agreed.hash),
            nonce: B64(nonce.to_vec()),
            mac: Bytes32(mac),
        };
        let request = ChangeCommitRequest { commit: self.device_jws(&record, typ::CODE_COMMIT, &commit).await? };
        let path = format!("/v1/token/code-changes/{change_id}/commit");
        let call = Call::post(path, &request)?.once(self.new_id()?);
        let outcome = self.call::<StatusReply>(&Signer::Session(session), &call).await;
        let applied = match outcome {
            Ok(reply) => self.apply_status(record, &reply.status, &nonce).await,
            Err(error) => Err(error),
        };
        // The status that follows a success tells the bank that the old key is gone from this phone; after anything else it tells
        // the phone what the bank did.
        let told = self.refresh_status().await;
        match (applied, told) {
            (Ok(view), _) => Ok(view),
            (Err(_), Ok(view)) if view.generation == agreed.offer.generation => Ok(view),
            (Err(error @ (Error::CodeChangeClosed | Error::ProofRefused | Error::TokenLocked)), _) => Err(error),
            (Err(error), Ok(view)) if !view.code_change_open => Err(error),
            (Err(_), _) => Err(Error::CodeChangeUnknown),
        }
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

    pub(crate) async fn working_token(&self) -> Result<TokenRecord, Error> {
        working(self.load_token().await?)
    }

    /// An object signed by the device key.
    pub(crate) async fn device_jws(
        &self,
        record: &TokenRecord,
        typ: &'static str,
        claim: &impl Serialize,
    ) -> Result<String, Error> {
        let payload = serde_json::to_vec(claim).map_err(|_| Error::Internal)?;
        let input = jws::sign_input(&record.thumbprint, typ, &payload).map_err(|_| Error::Internal)?;
        let (ports, slot): (Ports, _) = (self.ports.clone(), record.slot);
        blocking::run(move || {
            let signature = ports.keys.sign(slot.signing_alias(), input.as_bytes())?;
            Ok(jws::assemble(input, &signature))
        })
        .await
    }
}

/// Both sides hold the same new key.
struct Agreed {
    offer: ChangeOffer,
    hash: [u8; 32],
    know: KnowKey,
}

fn transcript_hash(
    session: &Session,
    record: &TokenRecord,
    offer: &ChangeOffer,
    phone_ephemeral: &PublicKey,
    phone_nonce: &[u8; 32],
) -> Result<[u8; 32], Error> {
    let Bytes32(bank_nonce) = offer.bank_nonce;
    ChangeTranscript {
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

fn point(jwk: &Jwk) -> Result<PublicKey, Error> {
    PublicKey::from_sec1(&jwk.to_sec1()).map_err(|_| Error::BankNotProven)
}

fn copy(code: &SecretDigits) -> Result<SecretDigits, Error> {
    SecretDigits::from_ascii(code.expose()).map_err(|_| Error::Internal)
}

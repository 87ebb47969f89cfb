//! Prove the token to the session: device signature and Unlock Code, the second factor of SAFE-1.

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::transcript::login_message;
use kunci_wire::bytes::B64;
use kunci_wire::sessions::{TokenLoginReply, TokenLoginRequest};
use kunci_wire::signed::{LoginLinks, SessionCertificate, typ};
use kunci_wire::{Bytes32, ProblemCode};

use super::{Session, SessionView};
use crate::bank::{Call, Refused, Signer};
use crate::ports::{TokenRecord, random};
use crate::token::{Proves, Unlock, device_jws};
use crate::{Error, Phone, blocking};

/// A certificate lives as long as a session can.
const CERTIFICATE_LIFE_SECONDS: i64 = 8 * 3600;

impl Phone {
    /// Raises the session to everything: the device key certifies the session key, and an HMAC over the bank's login nonce proves
    /// the Unlock Code. The code itself never leaves the phone.
    ///
    /// # Errors
    /// [`Error::ProofRefused`] for a wrong code (five in a row lock the token at the bank), [`Error::TokenLocked`];
    /// [`Error::StepUpRequired`]: this phone is not as the bank saw it last, see [`Phone::begin_step_up`]; [`Error::TokenSetBack`]. Neither
    /// looked at the code. [`Error::CodeChangeInForce`]: the bank says just now that an earlier change of the code holds, and none was proved.
    pub async fn sign_in_with_token(&self, code: &SecretDigits) -> Result<SessionView, Error> {
        self.sign_in_with(Unlock::code(code)?).await
    }

    pub(crate) async fn sign_in_with(&self, unlock: Unlock) -> Result<SessionView, Error> {
        let _gate = self.token_gate.lock().await;
        let session = self.session()?;
        let record = self.token_for(&unlock).await?;
        let record = self.with_next_link(record).await?;
        let status_nonce = random::<16>(self.ports.entropy.as_ref())?;
        let expires = self.bank_time()?.ms / 1000 + CERTIFICATE_LIFE_SECONDS;
        let certificate = certificate(&self.config.bank_id, &session, &record, expires)?;
        let (ports, by_code) = (self.ports.clone(), unlock.is_code());
        let (session_id, login_nonce) = (session.id.to_string(), session.login_nonce);
        let (record, certificate, proof) = blocking::run(move || {
            let certificate = device_jws(&ports, &record, typ::SESSION_CERT, &certificate)?;
            let key = unlock.use_key(&ports, &record, Proves::Login, None)?;
            let message =
                login_message(&session_id, &login_nonce, &record.token_id.to_string(), record.epoch, &certificate)
                    .map_err(|_| Error::Internal)?;
            let proof = hmac_sha256(&key, &message);
            Ok((record, certificate, proof))
        })
        .await?;
        let (proof, status_nonce_sent) = (Bytes32(proof), B64(status_nonce.to_vec()));
        let rooted = self.memory()?.rooted;
        let request = TokenLoginRequest { certificate, proof, status_nonce: status_nonce_sent, rooted };
        let call = Call::post("/v1/sessions/current/token", &request)?;
        let reply: TokenLoginReply = match self.call_or_problem(&Signer::Session(&session), &call).await {
            Ok(reply) => reply,
            Err(refused) => {
                if !by_code {
                    self.doubt_biometrics(&refused.error).await;
                }
                return Err(self.after_refusal(&session, refused).await);
            }
        };
        self.apply_status(record, &reply.status, &status_nonce).await?;
        if by_code {
            self.note_code_proved().await;
        }
        let view = self.go_on_with(session.raised(reply.scope, reply.expires_at, &reply.means))?;
        // What a disk does not forget now it forgets the next time.
        let _ = self.forget_old_commands().await;
        let _ = self.forget_old_unsent().await;
        Ok(view)
    }

    /// The next link of the chain of logins is on the disk before it is sent, and the same until the bank's signed status says that the
    /// bank has it: killed anywhere, this phone never shows two successors of one link (`kunci_domain::clones`).
    async fn with_next_link(&self, mut record: TokenRecord) -> Result<TokenRecord, Error> {
        if record.chain.next.is_some() {
            return Ok(record);
        }
        record.chain.next = Some(random::<32>(self.ports.entropy.as_ref())?);
        let store = Arc::clone(&self.ports.store);
        blocking::run(move || {
            store.put_token(&record)?;
            Ok(record)
        })
        .await
    }

    /// A refused proof burns the login nonce; the next one comes with the refusal, so that the customer only types the code again.
    /// The fifth refusal locks: the bank's signed word on that is fetched, so that the phone says so too.
    async fn after_refusal(&self, session: &Session, refused: Refused) -> Error {
        let code = refused.problem.as_ref().and_then(|problem| ProblemCode::parse(&problem.code));
        // Held, replaced, gone, or set back: the bank's signed word says which, and is kept.
        let not_active = matches!(code, Some(ProblemCode::TokenNotActive | ProblemCode::TokenRolledBack));
        let next = refused.problem.and_then(|problem| problem.login_nonce);
        if let (Some(Bytes32(login_nonce)), Ok(mut memory)) = (next, self.memory()) {
            // One that has ended meanwhile stays ended.
            if memory.session.as_ref().is_some_and(|kept| kept.id == session.id) {
                memory.session = Some(Arc::new(Session { login_nonce, ..Session::clone(session) }));
            }
        }
        if not_active {
            let _ = self.refresh_status().await;
        } else {
            self.after_refused_proof(&refused.error).await;
        }
        // A phone that had not heard of it says what became of its token: replaced, held, or gone.
        match self.working_token().await {
            Err(why) if not_active => why,
            _ => refused.error,
        }
    }
}

fn certificate(
    bank_id: &str,
    session: &Session,
    record: &TokenRecord,
    expires: i64,
) -> Result<SessionCertificate, Error> {
    Ok(SessionCertificate {
        thumbprint: session.key.public().thumbprint(),
        customer: session.customer_id,
        audience: bank_id.to_owned(),
        session: session.id,
        token: record.token_id,
        epoch: record.epoch,
        login_nonce: Bytes32(session.login_nonce),
        expires,
        generation: record.generation,
        chain: LoginLinks {
            have: record.chain.current.map(Bytes32),
            next: Bytes32(record.chain.next.ok_or(Error::Internal)?),
        },
    })
}

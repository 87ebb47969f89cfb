//! Finger or face beside the Unlock Code (OTP-11).
//!
//! The core never shows a prompt and never waits for one: [`Phone::begin_biometric`] says what to ask and hands out the wrapped
//! `K_bio`; the app lets the system prompt and unwrap; [`Phone::finish_biometric`] goes on with what came of it.

use std::sync::Arc;

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::{BioKey, UseLabel};
use kunci_crypto::mac::hmac_sha256;
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_crypto::transcript::ChangePurpose;
use kunci_domain::biometric::{Moment, code_is_due};
use kunci_domain::direction::Factor;
use kunci_domain::texts::{self, Language};

use super::key_change::Exchange;
use super::unlock::Unlock;
use super::{OtpView, TokenView, check_length};
use crate::operations::{Operation, OperationView};
use crate::ports::{BiometricRecord, TokenRecord};
use crate::session::{Session, SessionView};
use crate::{Error, Phone, blocking};

/// What a finger or face is asked for.
pub enum BiometricPurpose {
    /// Switch it on; the Unlock Code proves it to the bank.
    Enable(SecretDigits),
    /// Raise the session.
    SignIn,
    /// An offline OTP.
    Otp,
    /// Approve exactly this operation.
    Approve(Box<Operation>),
}

/// What the app does next.
#[derive(Debug)]
pub struct BiometricPrompt {
    /// Goes back with the answer.
    pub id: String,
    /// Encrypt these bytes under the biometric key (when switching on), or decrypt those.
    pub task: BiometricTask,
    key: &'static str,
}

/// The host's part.
#[derive(Debug)]
pub enum BiometricTask {
    /// Make the biometric key anew and encrypt this under it.
    Wrap(SecretBytes),
    /// Decrypt this with it.
    Unwrap(Vec<u8>),
}

/// Words for the system's prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BiometricWords {
    /// What it is for.
    pub title: String,
    /// What happens.
    pub reason: String,
    /// The way out.
    pub cancel: String,
}

impl BiometricPrompt {
    /// What the prompt says.
    #[must_use]
    pub fn words(&self, language: Language) -> BiometricWords {
        BiometricWords {
            title: texts::text(language, self.key, &[]),
            reason: texts::text(language, &format!("{}.body", self.key), &[]),
            cancel: texts::text(language, "biometric-cancel", &[]),
        }
    }
}

/// What came of the prompt: a closed set.
pub enum BiometricAnswer {
    /// Encrypted, as asked.
    Wrapped(Vec<u8>),
    /// Decrypted, as asked.
    Unwrapped(SecretBytes),
    /// The customer did not want to.
    Cancelled,
    /// Too many fingers that do not fit; the system says no for now.
    LockedOut,
    /// A finger or face was added on the phone: the key can never be used again.
    Invalidated,
    /// No sensor, or it cannot be reached.
    Unavailable,
}

/// What it brought.
#[derive(Debug)]
pub enum BiometricOutcome {
    /// It is on.
    Enabled(TokenView),
    /// The session may do everything.
    SignedIn(SessionView),
    /// An OTP.
    Otp(OtpView),
    /// The bank has the approval.
    Approved(Box<OperationView>),
}

/// A prompt that is open. One at a time; a new one takes its place.
pub(crate) struct PendingBiometric {
    id: String,
    what: Pending,
}

enum Pending {
    Enable(Box<Enabling>),
    SignIn,
    Otp,
    Approve(Box<Operation>),
}

struct Enabling {
    exchange: Exchange,
    session: Arc<Session>,
    key: BioKey,
}

impl Phone {
    /// Says what to prompt for.
    ///
    /// # Errors
    /// [`Error::BiometricOff`] where it is not on; [`Error::CodeFirst`] when the Unlock Code is due: fourteen days after it was last
    /// proved, and after a restart of the phone; [`Error::CodeNeeded`] for an operation that a finger or face must not approve. To switch it on: as [`Phone::change_code`] for the code.
    pub async fn begin_biometric(&self, purpose: BiometricPurpose) -> Result<BiometricPrompt, Error> {
        let _gate = self.token_gate.lock().await;
        let id = self.new_id()?.to_string();
        let (what, task, key) = match purpose {
            BiometricPurpose::Enable(code) => {
                let (enabling, to_wrap) = self.begin_enabling(&code).await?;
                (Pending::Enable(Box::new(enabling)), BiometricTask::Wrap(to_wrap), "biometric-enable")
            }
            BiometricPurpose::SignIn => (Pending::SignIn, self.to_unwrap().await?, "biometric-sign-in"),
            BiometricPurpose::Otp => (Pending::Otp, self.to_unwrap().await?, "biometric-otp"),
            // Refused before a finger is asked for: the bank would refuse it after.
            BiometricPurpose::Approve(operation) if operation.kind().act().needs() == Factor::Code => {
                return Err(Error::CodeNeeded);
            }
            BiometricPurpose::Approve(operation) => {
                (Pending::Approve(operation), self.to_unwrap().await?, "biometric-approve")
            }
        };
        self.memory()?.biometric = Some(PendingBiometric { id: id.clone(), what });
        Ok(BiometricPrompt { id, task, key })
    }

    /// Goes on after the prompt `id`.
    ///
    /// # Errors
    /// [`Error::BiometricCancelled`], [`Error::BiometricLockedOut`], [`Error::BiometricUnavailable`]: nothing has changed, the Unlock Code
    /// works. [`Error::BiometricInvalidated`]: it is off now, on this phone and (as soon as it can be reached) at the bank.
    /// Otherwise as the operation itself.
    pub async fn finish_biometric(&self, id: &str, answer: BiometricAnswer) -> Result<BiometricOutcome, Error> {
        let pending = {
            let mut memory = self.memory()?;
            memory.biometric.take_if(|pending| pending.id == id).ok_or(Error::BiometricCancelled)?
        };
        match (pending.what, answer) {
            (_, BiometricAnswer::Cancelled) => Err(Error::BiometricCancelled),
            (_, BiometricAnswer::LockedOut) => Err(Error::BiometricLockedOut),
            (_, BiometricAnswer::Invalidated) => {
                let _ = self.biometrics_off().await;
                Err(Error::BiometricInvalidated)
            }
            (Pending::Enable(enabling), BiometricAnswer::Wrapped(wrapped)) if !wrapped.is_empty() => {
                self.enable(*enabling, wrapped).await.map(BiometricOutcome::Enabled)
            }
            (Pending::SignIn, BiometricAnswer::Unwrapped(key)) => {
                self.sign_in_with(unlock(&key)?).await.map(BiometricOutcome::SignedIn)
            }
            (Pending::Otp, BiometricAnswer::Unwrapped(key)) => {
                self.otp_with(unlock(&key)?).await.map(BiometricOutcome::Otp)
            }
            (Pending::Approve(operation), BiometricAnswer::Unwrapped(key)) => {
                self.approve_with(&operation, unlock(&key)?).await.map(Box::new).map(BiometricOutcome::Approved)
            }
            _ => Err(Error::BiometricUnavailable),
        }
    }

    /// Switches it off, by possession alone: here at once, at the bank with the next status, which is asked for.
    ///
    /// # Errors
    /// [`Error::NoToken`], and what the store says. An unreachable bank is no error: it learns it later.
    pub async fn biometrics_off(&self) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        let mut record = self.load_token().await?.ok_or(Error::NoToken)?;
        let gone = record.biometric.take().map(|kept| kept.change_id);
        let store = Arc::clone(&self.ports.store);
        let view = blocking::run(move || {
            store.put_token(&record)?;
            Ok(TokenView::of(&record))
        })
        .await?;
        Ok(self.refresh_status_without(gone).await.unwrap_or(view))
    }

    /// What the host unwraps, if a finger or face may be asked now.
    async fn to_unwrap(&self) -> Result<BiometricTask, Error> {
        let record = self.working_token().await?;
        if record.biometric.as_ref().is_some_and(|kept| !kept.confirmed) {
            // The last answer about switching it on was lost: a proof that the bank cannot check would count as a wrong one.
            self.refresh_status().await?;
        }
        // Still not confirmed: the bank has the exchange open, and not its end. The key is in force nowhere.
        let kept = self.working_token().await?.biometric.filter(|kept| kept.confirmed).ok_or(Error::BiometricOff)?;
        let proved = Moment { wall_ms: kept.code_wall_ms, boot_ms: kept.code_boot_ms };
        if code_is_due(proved, self.moment()) {
            return Err(Error::CodeFirst);
        }
        Ok(BiometricTask::Unwrap(kept.wrapped))
    }

    async fn begin_enabling(&self, code: &SecretDigits) -> Result<(Enabling, SecretBytes), Error> {
        check_length(code)?;
        let session = self.full_session()?;
        let record = self.token_for_typed_code().await?;
        let offer = self.ask_change(&session, &record, ChangePurpose::Biometric).await?;
        let exchange = self.exchange(&session, &record, offer, code, ChangePurpose::Biometric).await?;
        let key = blocking::wiped(|| exchange.root.derive_bio(&record.token_id.to_string(), record.epoch))
            .map_err(|_| Error::Internal)?;
        // Exposed to the host, whose biometric key encrypts it.
        let to_wrap = SecretBytes::from_slice(key.secret().expose());
        Ok((Enabling { exchange, session, key }, to_wrap))
    }

    /// The wrapped key is on the disk before the bank puts it in force, and counts only once the bank's status names it.
    async fn enable(&self, enabling: Enabling, wrapped: Vec<u8>) -> Result<TokenView, Error> {
        let _gate = self.token_gate.lock().await;
        let mut record = self.settled_token().await?;
        let Moment { wall_ms, boot_ms } = self.moment();
        record.biometric = Some(BiometricRecord {
            change_id: enabling.exchange.offer.change_id,
            wrapped,
            confirmed: false,
            code_wall_ms: wall_ms,
            code_boot_ms: boot_ms,
        });
        let Enabling { exchange, session, key } = enabling;
        let (message, ports) = (exchange.commit_message()?, self.ports.clone());
        let (record, mac) = blocking::run(move || {
            ports.store.put_token(&record)?;
            let hw = ports.keys.agree(record.slot.agreement_alias(), &record.bank_agreement)?;
            let token_id = record.token_id.to_string();
            let key = key.derive_use(&hw, UseLabel::BioCommit, &token_id, record.epoch).map_err(|_| Error::Internal)?;
            let mac = hmac_sha256(&key, &message);
            Ok((record, mac))
        })
        .await?;
        match self.send_commit(&session, record, &exchange, mac).await {
            Ok(view) => Ok(view),
            // The bank may have put it in force all the same: its signed status tells.
            Err(error) => match self.refresh_status().await {
                Ok(view) if view.biometric => Ok(view),
                _ => Err(error),
            },
        }
    }

    /// The customer has proved the code just now: a finger or face may serve for another while.
    pub(crate) async fn note_code_proved(&self) {
        let Moment { wall_ms, boot_ms } = self.moment();
        self.note_biometric(|kept| (kept.code_wall_ms, kept.code_boot_ms) = (wall_ms, boot_ms)).await;
    }

    /// The bank refused a proof by finger. This phone may have been set back to the key of an exchange that is over: unless the bank's
    /// next status names it, it serves no more, so that it costs one try and not five.
    pub(crate) async fn doubt_biometrics(&self, refused: &Error) {
        if !matches!(refused, Error::ProofRefused | Error::ApprovalRefused) {
            return;
        }
        self.note_biometric(|kept| kept.confirmed = false).await;
    }

    /// Writes down what was learnt of the finger or face. A disk that fails here costs one more question, or another try at the worst; what
    /// became of the operation is said either way.
    async fn note_biometric(&self, note: impl FnOnce(&mut BiometricRecord)) {
        let Ok(Some(mut record)) = self.load_token().await else { return };
        let Some(kept) = &mut record.biometric else { return };
        note(kept);
        let store = Arc::clone(&self.ports.store);
        let _ = blocking::run(move || Ok(store.put_token(&record)?)).await;
    }

    fn moment(&self) -> Moment {
        Moment { wall_ms: self.ports.clock.wall_ms(), boot_ms: self.ports.clock.boot_ms() }
    }
}

impl TokenRecord {
    /// Whether this phone holds a `K_bio` that the bank has confirmed.
    pub(super) fn has_biometrics(&self) -> bool {
        self.biometric.as_ref().is_some_and(|kept| kept.confirmed)
    }
}

fn unlock(key: &SecretBytes) -> Result<Unlock, Error> {
    // Exposed to be taken over.
    let key = Secret::try_from_slice(key.expose()).ok_or(Error::BiometricUnavailable)?;
    Ok(Unlock::Biometric(BioKey::from_secret(key)))
}

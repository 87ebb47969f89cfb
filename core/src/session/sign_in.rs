//! Sign in with user id and password (SAFE-1, first factor).

use std::sync::Arc;

use kunci_crypto::p256key::SessionKey;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::session_life;
use kunci_domain::texts::Language;
use kunci_wire::sessions::{SignInReply, SignInRequest};
use kunci_wire::signed::{OwnPhone, typ};
use kunci_wire::{Bytes32, Jwk};
use zeroize::Zeroize;

use super::activity::shut;
use super::{Pulse, Session, SessionView, read_means};
use crate::bank::{Call, Signer};
use crate::ports::Phase;
use crate::{Error, Phone};

impl Phone {
    /// Opens a session with a fresh key. It may enrol a token or prove an existing one; see [`Phone::sign_in_with_token`].
    ///
    /// `language`: any tag of the app's language; the bank is told Indonesian or English.
    ///
    /// A second sign-in replaces the session in memory; a failed one leaves none.
    ///
    /// # Errors
    /// [`Error::SignInRefused`] for a wrong user id or password alike, [`Error::SignInDelayed`] after too many.
    pub async fn sign_in(&self, user_id: &str, password: SecretBytes, language: &str) -> Result<SessionView, Error> {
        // Whoever signs in finds nothing of whoever was here before.
        self.forget_customer(None)?;
        let key = SessionKey::generate().map_err(|_| Error::NoRandomness)?;
        let reply = match self.ask(&key, user_id, &password, language, None).await {
            // Perhaps a stranger's doing: this phone has a lane of its own, if it is the customer's token.
            Err(Error::SignInDelayed { retry_after }) => match self.vouch_for(&key).await {
                Some(word) => self.ask(&key, user_id, &password, language, Some(word)).await?,
                None => return Err(Error::SignInDelayed { retry_after }),
            },
            outcome => outcome?,
        };
        let Bytes32(login_nonce) = reply.login_nonce;
        let session = Session {
            id: reply.session_id,
            customer_id: reply.customer_id,
            customer_name: reply.customer_name,
            user_id: user_id.to_owned(),
            key: Arc::new(key),
            scope: reply.scope,
            login_nonce,
            expires_at_ms: reply.expires_at.as_millisecond(),
            token: reply.token,
            means: read_means(&reply.means),
            language: Language::from_tag(language),
            live: Arc::default(),
        };
        let (view, ends_ms) = (SessionView::from(&session), self.boot_time_of(session.expires_at_ms)?);
        let pulse = Pulse::begins(self.ports.clock.boot_ms(), session_life::idle_ms(reply.idle_seconds), ends_ms);
        let mut memory = self.memory()?;
        // Two may have been asked for at once: the one that is answered last counts, and is alone. An enrolment belongs to the session it
        // began in.
        let gone = memory.forget_customer(None);
        memory.session = Some(Arc::new(session));
        memory.pulse = Some(pulse);
        memory.ended = None;
        drop(memory);
        shut(gone);
        Ok(view)
    }

    async fn ask(
        &self,
        key: &SessionKey,
        user_id: &str,
        password: &SecretBytes,
        language: &str,
        own_phone: Option<String>,
    ) -> Result<SignInReply, Error> {
        // A password that is no text cannot be the right one.
        let password = std::str::from_utf8(password.expose()).map_err(|_| Error::SignInRefused)?;
        let mut request = SignInRequest {
            user_id: user_id.to_owned(),
            password: password.to_owned(),
            session_key: Jwk::from_sec1(&key.public().to_sec1()).ok_or(Error::Internal)?,
            platform: platform().to_owned(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            // The contract knows `id` and `en`; a phone may say `en-GB` or `in_ID`.
            language: Language::from_tag(language).tag().to_owned(),
            own_phone,
        };
        let call = Call::post("/v1/sessions", &request);
        request.password.zeroize();
        self.call(&Signer::NewSession(key), &call?).await
    }

    /// The device key's word for the session key; `None` where there is no token, or its key does not answer just now.
    async fn vouch_for(&self, key: &SessionKey) -> Option<String> {
        let record = self.load_token().await.ok()??;
        if !matches!(record.phase, Phase::Active | Phase::Locked | Phase::Suspended) {
            return None;
        }
        let word = OwnPhone { session_key: key.public().thumbprint(), audience: self.config.bank_id.clone() };
        self.device_jws(&record, typ::OWN_PHONE, &word).await.ok()
    }
}

/// What this phone is, in words for another one's screen.
pub(crate) const fn platform_name() -> &'static str {
    if cfg!(target_os = "android") {
        "Android"
    } else if cfg!(target_os = "ios") {
        "iPhone"
    } else {
        "Desktop"
    }
}

const fn platform() -> &'static str {
    if cfg!(target_os = "android") {
        "android"
    } else if cfg!(target_os = "ios") {
        "ios"
    } else {
        "desktop"
    }
}

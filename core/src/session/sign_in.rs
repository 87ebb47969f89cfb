//! Sign in with user id and password (SAFE-1, first factor).

use std::sync::Arc;

use kunci_crypto::p256key::SessionKey;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;
use kunci_wire::sessions::{SignInReply, SignInRequest};
use kunci_wire::{Bytes32, Jwk};
use zeroize::Zeroize;

use super::{Session, SessionView};
use crate::bank::{Call, Signer};
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
        self.memory()?.session = None;
        let key = SessionKey::generate().map_err(|_| Error::NoRandomness)?;
        let jwk = Jwk::from_sec1(&key.public().to_sec1()).ok_or(Error::Internal)?;
        // A password that is no text cannot be the right one.
        let password = std::str::from_utf8(password.expose()).map_err(|_| Error::SignInRefused)?;
        let mut request = SignInRequest {
            user_id: user_id.to_owned(),
            password: password.to_owned(),
            session_key: jwk,
            platform: platform().to_owned(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            // The contract knows `id` and `en`; a phone may say `en-GB` or `in_ID`.
            language: Language::from_tag(language).tag().to_owned(),
        };
        let call = Call::post("/v1/sessions", &request);
        request.password.zeroize();
        let reply: SignInReply = self.call(&Signer::NewSession(&key), &call?).await?;
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
            language: Language::from_tag(language),
            live: Arc::default(),
        };
        let view = SessionView::from(&session);
        let mut memory = self.memory()?;
        memory.session = Some(Arc::new(session));
        // An enrolment belongs to the session it began in.
        memory.enrolment = None;
        memory.last_try = None;
        Ok(view)
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

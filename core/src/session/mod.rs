//! Signed in: a session key in memory, bound to a session at the bank.

mod activity;
mod sign_in;
mod sign_in_with_hardware_token;
mod sign_in_with_token;
mod sign_out;
mod step_up;
mod watch;

pub use activity::by_itself;
pub(crate) use activity::{Pulse, is_act};
pub(crate) use sign_in::platform_name;
pub use step_up::{StepUpMethod, StepUpView};
pub use watch::{SessionWatch, explain_end};

use std::sync::Arc;

use jiff::Timestamp;
use kunci_crypto::p256key::SessionKey;
use kunci_domain::means::Means;
use kunci_domain::texts::Language;
use kunci_wire::sessions::{PresentToken, Scope};
use uuid::Uuid;

use crate::chat::Live;
use crate::{Error, Phone};

/// A session. Lives in memory only; its key dies with it.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) customer_id: Uuid,
    pub(crate) customer_name: String,
    /// As it was typed: no part of it may be in a new password.
    pub(crate) user_id: String,
    pub(crate) key: Arc<SessionKey>,
    pub(crate) scope: Scope,
    pub(crate) login_nonce: [u8; 32],
    pub(crate) expires_at_ms: i64,
    pub(crate) token: Option<PresentToken>,
    /// What it was opened with, by the bank's word.
    pub(crate) means: Vec<Means>,
    pub(crate) language: Language,
    /// Link and history: they end with the session.
    pub(crate) live: Arc<Live>,
}

/// What a screen may show of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// How the bank addresses the customer.
    pub customer_name: String,
    /// `true`: everything; `false`: enrol a token, prove one, sign out.
    pub full: bool,
    /// Cards, operations and alerts may be looked at; with `full` always.
    pub may_look: bool,
    /// What the session was opened with, in the order it was proved.
    pub means: Vec<MeansView>,
    /// The bank has a token of this customer on record (on this phone or another).
    pub has_token: bool,
    /// Ends then at the latest, milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
}

/// One means of signing in, in the customer's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeansView {
    /// Its name.
    pub code: String,
    /// "password", "this phone" …
    pub label: String,
    /// "something you know" …
    pub factor: String,
}

impl MeansView {
    fn of(means: Means, language: Language) -> Self {
        Self { code: means.code().to_owned(), label: means.label(language), factor: means.factor().label(language) }
    }
}

/// Means of the future are left out: they cannot be named.
pub(crate) fn read_means(names: &[String]) -> Vec<Means> {
    names.iter().filter_map(|name| Means::parse(name)).collect()
}

impl Session {
    /// The same session, allowed more by the bank's word.
    fn raised(&self, scope: Scope, expires_at: Timestamp, means: &[String]) -> Self {
        Self { scope, expires_at_ms: expires_at.as_millisecond(), means: read_means(means), ..self.clone() }
    }
}

impl Phone {
    /// Goes on with this session, unless it has ended meanwhile.
    fn go_on_with(&self, session: Session) -> Result<SessionView, Error> {
        let (view, ends_ms) = (SessionView::from(&session), self.boot_time_of(session.expires_at_ms)?);
        let mut memory = self.memory()?;
        if memory.session.as_ref().is_none_or(|kept| kept.id != session.id) {
            return Err(Error::NotSignedIn);
        }
        if let Some(pulse) = &mut memory.pulse {
            pulse.life.ends_ms = ends_ms;
        }
        memory.session = Some(Arc::new(session));
        Ok(view)
    }

    /// When the phone's own clock, which nobody can set, will say that it is this bank time.
    fn boot_time_of(&self, bank_ms: i64) -> Result<i64, Error> {
        let left_ms = bank_ms.saturating_sub(self.bank_time()?.ms);
        Ok(self.ports.clock.boot_ms().saturating_add(left_ms))
    }
}

impl From<&Session> for SessionView {
    fn from(session: &Session) -> Self {
        Self {
            customer_name: session.customer_name.clone(),
            full: session.scope == Scope::Full,
            may_look: session.scope != Scope::Enrol,
            means: session.means.iter().map(|means| MeansView::of(*means, session.language)).collect(),
            has_token: session.token.is_some(),
            expires_at_ms: session.expires_at_ms,
        }
    }
}

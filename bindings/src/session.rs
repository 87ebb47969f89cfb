//! The life of a session: the warning before it ends, why it ended, what the app does by itself.

use std::sync::Arc;

use kunci_core::session::{self, explain_end};
use kunci_domain::session_life;
use kunci_domain::texts::Language;

use crate::errors::{Explanation, PhoneError};
use crate::operations::{Operation, shared};
use crate::phone::Phone;
use crate::runtime::run;

/// Why a session has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SessionEnd {
    /// Nobody used it.
    Idle,
    /// Its absolute life is over.
    Expired,
    /// Another device did.
    Elsewhere,
    /// Somebody of the bank did.
    ByOperator,
    /// The bank did, and does not say why.
    Bank,
}

impl From<session_life::SessionEnd> for SessionEnd {
    fn from(end: session_life::SessionEnd) -> Self {
        match end {
            session_life::SessionEnd::Idle => Self::Idle,
            session_life::SessionEnd::Expired => Self::Expired,
            session_life::SessionEnd::Elsewhere => Self::Elsewhere,
            session_life::SessionEnd::Operator => Self::ByOperator,
            session_life::SessionEnd::Bank => Self::Bank,
        }
    }
}

impl From<SessionEnd> for session_life::SessionEnd {
    fn from(end: SessionEnd) -> Self {
        match end {
            SessionEnd::Idle => Self::Idle,
            SessionEnd::Expired => Self::Expired,
            SessionEnd::Elsewhere => Self::Elsewhere,
            SessionEnd::ByOperator => Self::Operator,
            SessionEnd::Bank => Self::Bank,
        }
    }
}

/// The end's name in journeys.
#[uniffi::export]
#[must_use]
pub fn session_end_name(end: SessionEnd) -> String {
    session_life::SessionEnd::from(end).code().to_owned()
}

/// Title, meaning and next step of a session's end, in the language of the tag (`id…`, else English).
#[uniffi::export]
#[must_use]
pub fn explain_session_end(end: SessionEnd, language: &str) -> Explanation {
    explain_end(end.into(), Language::from_tag(language)).into()
}

/// What a screen has to know of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct SessionWatch {
    /// There is a session.
    pub signed_in: bool,
    /// It ends in so many seconds unless the customer does something; absent while there is more than a minute.
    pub seconds_left: Option<u32>,
    /// With `seconds_left`: whether `stay_signed_in` keeps it.
    pub can_stay: bool,
    /// It has ended since this was asked last: everything of the customer is to leave the screen. Told once.
    pub ended: Option<SessionEnd>,
}

impl From<session::SessionWatch> for SessionWatch {
    fn from(watch: session::SessionWatch) -> Self {
        let session::SessionWatch { signed_in, seconds_left, can_stay, ended } = watch;
        Self { signed_in, seconds_left, can_stay, ended: ended.map(Into::into) }
    }
}

#[uniffi::export]
impl Phone {
    /// The customer touched the screen, or typed. Call it at every touch: it costs nothing.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn touched(&self) -> Result<(), PhoneError> {
        self.at_any_time()?.touched()
    }

    /// How the session stands; ends it when its time is over. Call it every second, and first of all when the app comes back to the front:
    /// time goes on in the background. It is no act of the customer.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn watch_session(&self) -> Result<SessionWatch, PhoneError> {
        let phone = self.at_any_time()?;
        Ok(run(async move { phone.watch_session().await }).await?.into())
    }

    /// The customer wants to stay signed in.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn stay_signed_in(&self) -> Result<SessionWatch, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.stay_signed_in().await }).await?.into())
    }

    /// As `pending_operations`, asked by the app itself after `operations_changed`: no act of the customer.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn look_for_operations(&self) -> Result<Vec<Arc<Operation>>, PhoneError> {
        let phone = self.open_phone()?;
        Ok(run(async move { phone.look_for_operations().await }).await?.into_iter().map(shared).collect())
    }
}

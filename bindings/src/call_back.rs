//! Calls of the bank that the customer asked for, and the user id by SMS.

use kunci_core::support;
use kunci_domain::texts::Language;
use uuid::Uuid;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

pub use kunci_core::support::CallReason;

/// What the customer wants to talk about.
#[uniffi::remote(Enum)]
pub enum CallReason {
    /// A card.
    Card,
    /// A transfer or payment.
    Payment,
    /// The token, or a phone.
    Token,
    /// A message or call that looks like a scam.
    Scam,
    /// Anything else.
    Other,
}

/// Something that can be talked about, as a form offers it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallReasonChoice {
    /// What.
    pub reason: CallReason,
    /// The same in words.
    pub name: String,
}

/// The calls that the customer asked for, and when the bank can call.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallBacksView {
    /// Newest first.
    pub calls: Vec<CallBackView>,
    /// The earliest first; none while a call is waited for.
    pub windows: Vec<CallWindowChoice>,
    /// The registered number, masked. It is changed elsewhere.
    pub number: String,
}

/// A time within which the bank can call.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallWindowChoice {
    /// Its beginning, by which it is chosen, milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// In words.
    pub words: String,
}

/// One call that the customer asked for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CallBackView {
    /// Its name.
    pub id: String,
    /// What about, in words.
    pub reason_name: String,
    /// How it stands, by name; `late` where the bank has not called in time.
    pub state: String,
    /// The same in words.
    pub title: String,
    /// What happens next, and how whoever calls proves to be the bank.
    pub next: String,
    /// It can be taken back.
    pub open: bool,
}

impl From<support::CallBackView> for CallBackView {
    fn from(view: support::CallBackView) -> Self {
        let support::CallBackView { id, reason_name, state, title, next, open, .. } = view;
        Self { id: id.to_string(), reason_name, state, title, next, open }
    }
}

#[uniffi::export]
impl Phone {
    /// The calls that the customer asked for, and when the bank can call.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn call_backs(&self, language: String) -> Result<CallBacksView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        let told = run(async move { phone.call_backs(language).await }).await?;
        let window = |window: support::WindowView| {
            let support::WindowView { from_ms, words } = window;
            CallWindowChoice { from_ms, words }
        };
        Ok(CallBacksView {
            calls: told.calls.into_iter().map(Into::into).collect(),
            windows: told.windows.into_iter().map(window).collect(),
            number: told.number,
        })
    }

    /// Asks the bank to call in the window that begins then. Asked again after a lost answer it is the same wish.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn ask_for_call(
        &self,
        reason: CallReason,
        from_ms: i64,
        language: String,
    ) -> Result<CallBackView, PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.ask_for_call(reason, from_ms, language).await }).await?.into())
    }

    /// Takes the wish back.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn cancel_call(&self, id: String, language: String) -> Result<CallBackView, PhoneError> {
        let phone = self.open_phone()?;
        let id = Uuid::parse_str(&id).map_err(|_| PhoneError::NotFound)?;
        let language = Language::from_tag(&language);
        Ok(run(async move { phone.cancel_call(id, language).await }).await?.into())
    }

    /// Has the user id sent by SMS to the registered number, if this is one; nobody is told whether it is. Needs no session.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn remind_user_id(&self, number: String, language: String) -> Result<(), PhoneError> {
        let phone = self.open_phone()?;
        let language = Language::from_tag(&language);
        run(async move { phone.remind_user_id(&number, language).await }).await
    }
}

/// Everything that can be talked about.
#[uniffi::export]
#[must_use]
pub fn call_reasons(language: &str) -> Vec<CallReasonChoice> {
    let language = Language::from_tag(language);
    let choice = |reason: CallReason| CallReasonChoice { reason, name: reason.name(language) };
    CallReason::ALL.into_iter().map(choice).collect()
}

//! The bank calls (CHAT-8): in a window that it offers, on the registered number, which the phone shows masked and cannot change here. And for
//! whoever cannot sign in: the user id by SMS to that number.

use jiff::Timestamp;
use kunci_domain::call_back::{CallReason, CallState, CallWindow, PURPOSE};
use kunci_domain::moments;
use kunci_domain::phone_number;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::call_back::{CallBackItem, CallBackRequest, CallBacksReply, UserIdReminderRequest};
use kunci_wire::guard::EmptyRequest;
use uuid::Uuid;

use crate::bank::{Call, Signer};
use crate::{Error, Phone};

/// The calls that the customer asked for, and when the bank can call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBacksView {
    /// Newest first.
    pub calls: Vec<CallBackView>,
    /// The earliest first; none while a call is waited for.
    pub windows: Vec<WindowView>,
    /// The registered number, masked.
    pub number: String,
}

/// A time within which the bank can call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowView {
    /// Its beginning, by which it is chosen, milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// In words.
    pub words: String,
}

/// One call that the customer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallBackView {
    /// Its name.
    pub id: Uuid,
    /// What about, by name.
    pub reason: String,
    /// The same in words.
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

impl CallBackView {
    fn of(item: &CallBackItem, now_ms: i64, language: Language) -> Self {
        let window = CallWindow { from_ms: item.from.as_millisecond(), until_ms: item.until.as_millisecond() };
        // A state of the future is no wish that can be taken back.
        let known = CallState::parse(&item.state);
        let open = known == Some(CallState::Waiting);
        let state = match known.unwrap_or(CallState::Reached) {
            CallState::Waiting if now_ms >= window.until_ms => "late",
            state => state.code(),
        };
        let (told, until) = (window.tell(language), moments::display(window.until_ms, language));
        let values = [
            ("window", Value::Text(&told)),
            ("until", Value::Text(&until)),
            ("number", Value::Text(&item.number)),
            ("purpose", Value::Text(PURPOSE)),
        ];
        let words = |part: &str| texts::text(language, &format!("call-{state}{part}"), &values);
        let reason = CallReason::parse(&item.reason).unwrap_or(CallReason::Other);
        Self {
            id: item.id,
            reason: item.reason.clone(),
            reason_name: reason.name(language),
            state: state.to_owned(),
            title: words(""),
            next: words(".next"),
            open,
        }
    }
}

impl Phone {
    /// The calls that the customer asked for, and when the bank can call.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Scope`] before the session may look, [`Error::ServiceDown`] while nobody can telephone.
    pub async fn call_backs(&self, language: Language) -> Result<CallBacksView, Error> {
        let session = self.session()?;
        let reply: CallBacksReply = self.call(&Signer::Session(&session), &Call::get("/v1/call-backs")).await?;
        let now_ms = self.bank_time()?.ms;
        let calls: Vec<_> = reply.call_backs.iter().map(|item| CallBackView::of(item, now_ms, language)).collect();
        let waits = calls.iter().any(|call| call.open);
        let windows = reply.windows.iter().filter(|_| !waits).map(|window| {
            let (from_ms, until_ms) = (window.from.as_millisecond(), window.until.as_millisecond());
            WindowView { from_ms, words: CallWindow { from_ms, until_ms }.tell(language) }
        });
        Ok(CallBacksView { windows: windows.collect(), calls, number: reply.number })
    }

    /// Asks the bank to call in that window. Asked again after a lost answer it is the same wish.
    ///
    /// # Errors
    /// [`Error::CallBackOpen`] while one is waited for, [`Error::CallBackWindow`] for a window that is not offered any more,
    /// [`Error::CallBackLimit`]; as [`Phone::call_backs`].
    pub async fn ask_for_call(
        &self,
        reason: CallReason,
        from_ms: i64,
        language: Language,
    ) -> Result<CallBackView, Error> {
        let session = self.session()?;
        let from = Timestamp::from_millisecond(from_ms).map_err(|_| Error::CallBackWindow)?;
        let request = CallBackRequest { reason: reason.code().to_owned(), from };
        let call = Call::post("/v1/call-backs", &request)?;
        let item: CallBackItem = self.try_once(&Signer::Session(&session), call).await?;
        Ok(CallBackView::of(&item, self.bank_time()?.ms, language))
    }

    /// Takes the wish back.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no call is waited for under this id; as [`Phone::call_backs`].
    pub async fn cancel_call(&self, id: Uuid, language: Language) -> Result<CallBackView, Error> {
        let session = self.session()?;
        let call = Call::post(format!("/v1/call-backs/{id}/cancellation"), &EmptyRequest {})?;
        let item: CallBackItem = self.try_once(&Signer::Session(&session), call).await?;
        Ok(CallBackView::of(&item, self.bank_time()?.ms, language))
    }

    /// Has the user id sent by SMS to the registered number, if this is one. The bank does not say whether it is, so that nobody can try numbers.
    /// Needs neither session nor token; nothing is kept.
    ///
    /// # Errors
    /// [`Error::NumberInvalid`] for what is no telephone number, [`Error::SmsLimit`] while too many ask.
    pub async fn remind_user_id(&self, typed: &str, language: Language) -> Result<(), Error> {
        let number = phone_number::read(typed).ok_or(Error::NumberInvalid)?;
        let request = UserIdReminderRequest { number, language: language.tag().to_owned() };
        self.call_unsigned(&Call::post("/v1/user-id-reminders", &request)?).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(state: &str) -> CallBackItem {
        CallBackItem {
            id: Uuid::from_u128(1),
            reason: "of-the-future".to_owned(),
            from: Timestamp::UNIX_EPOCH,
            until: Timestamp::from_millisecond(7_200_000).unwrap(),
            number: "•••• 4321".to_owned(),
            state: state.to_owned(),
        }
    }

    #[test]
    fn chat_13_whoever_waits_for_a_call_reads_how_the_caller_proves_to_be_the_bank() {
        for language in Language::ALL {
            let told = CallBackView::of(&item("waiting"), 0, language);
            assert!(told.open && told.next.contains(PURPOSE) && told.next.contains("4321"), "{told:?}");
            assert_eq!(told.reason_name, CallReason::Other.name(language));
        }
    }

    #[test]
    fn chat_8_a_call_that_did_not_come_is_called_late_and_can_be_taken_back() {
        assert_eq!(CallBackView::of(&item("waiting"), 7_199_999, Language::English).state, "waiting");
        let late = CallBackView::of(&item("waiting"), 7_200_000, Language::English);
        assert!(late.state == "late" && late.open, "{late:?}");
        for over in ["reached", "missed", "cancelled", "of-the-future"] {
            assert!(!CallBackView::of(&item(over), 7_200_000, Language::English).open, "{over}");
        }
    }
}

//! Watch the session: warn before it ends, end it in time, hear from the bank that it was ended (SAFE-2).

use kunci_domain::session_life::{SessionEnd, Standing};
use kunci_domain::texts::Language;
use kunci_wire::sessions::SessionStateReply;

use super::Session;
use super::activity::by_itself;
use crate::bank::{Call, Signer};
use crate::{Error, Explanation, Phone};

/// What a screen has to know of the session, asked every second or so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionWatch {
    /// There is a session.
    pub signed_in: bool,
    /// It ends in so many seconds unless the customer does something; absent while there is more than a minute.
    pub seconds_left: Option<u32>,
    /// With [`Self::seconds_left`]: whether [`Phone::stay_signed_in`] keeps it.
    pub can_stay: bool,
    /// It has ended since this was asked last. Everything of the customer is to leave the screen.
    pub ended: Option<SessionEnd>,
}

impl Phone {
    /// How the session stands. Ends it here when its time is over, and asks the bank once a minute: so the customer's touches keep it alive
    /// there, too, and a session that was ended elsewhere is noticed by a phone that lies on the table. Asking is no act of the customer.
    ///
    /// # Errors
    /// [`Error::Closed`] only: a bank that cannot be reached changes nothing here.
    pub async fn watch_session(&self) -> Result<SessionWatch, Error> {
        if let Some((session, has_acted)) = self.due_question()? {
            let asked = self.ask_standing(&session);
            // What it says of an end is kept where every refusal is read.
            let _ = if has_acted { asked.await } else { by_itself(asked).await };
        }
        let (standing, ended) = self.standing()?;
        let signed_in = matches!(standing, Some(Standing::Open | Standing::EndsSoon { .. }));
        let (seconds_left, can_stay) = match standing {
            Some(Standing::EndsSoon { seconds_left, can_stay }) => (Some(seconds_left), can_stay),
            _ => (None, false),
        };
        Ok(SessionWatch { signed_in, seconds_left, can_stay, ended })
    }

    /// The customer wants to stay signed in: an act, and the bank hears of it at once.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] when it was too late; as any call of a session.
    pub async fn stay_signed_in(&self) -> Result<SessionWatch, Error> {
        let session = self.session()?;
        self.ask_standing(&session).await?;
        self.watch_session().await
    }

    async fn ask_standing(&self, session: &Session) -> Result<(), Error> {
        let call = Call::get("/v1/sessions/current");
        let _: SessionStateReply = self.call(&Signer::Session(session), &call).await?;
        Ok(())
    }
}

/// What a person reads about the end of a session.
#[must_use]
pub fn explain_end(end: SessionEnd, language: Language) -> Explanation {
    Explanation { title: end.title(language), body: end.body(language), action: end.action(language) }
}

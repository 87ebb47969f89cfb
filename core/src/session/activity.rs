//! What counts as an act of the customer, and what leaves memory with a session (SAFE-2).
//!
//! Whatever asks for [`Phone::session`] is an act, unless it runs inside of [`by_itself`]. The screens tell of touches that call nothing
//! ([`Phone::touched`]); the bank hears of these with the next question about the session ([`Phone::watch_session`]).

use std::sync::Arc;

use kunci_domain::session_life::{Life, SessionEnd, Standing, is_question_due};
use uuid::Uuid;

use super::Session;
use crate::phone::Memory;
use crate::{Error, Phone};

tokio::task_local! {
    static BY_ITSELF: ();
}

/// Runs what the app does without the customer, such as bringing a list up to date: it keeps no session alive, here or at the bank.
pub async fn by_itself<T>(work: impl Future<Output = T>) -> T {
    BY_ITSELF.scope((), work).await
}

/// Whether what runs here was asked for by the customer.
pub(crate) fn is_act() -> bool {
    BY_ITSELF.try_with(|()| ()).is_err()
}

/// What is known of the customer's acts in a session.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pulse {
    pub(crate) life: Life,
    /// There was an act that the bank has not heard of.
    untold: bool,
    /// When the bank was asked last, milliseconds since the phone's start.
    asked_ms: i64,
    /// When it heard of an act last.
    told_ms: i64,
}

impl Pulse {
    /// A session begins now.
    pub(super) const fn begins(now_ms: i64, idle_ms: i64, ends_ms: i64) -> Self {
        Self { life: Life { active_ms: now_ms, idle_ms, ends_ms }, untold: false, asked_ms: now_ms, told_ms: now_ms }
    }
}

impl Memory {
    /// Everything of the customer leaves memory; returns the session, for its link and history to be shut. What stays is the phone's and
    /// the bank's: key bundle, bank time, what the app said of phone and place.
    #[must_use]
    pub(crate) fn forget_customer(&mut self, end: Option<SessionEnd>) -> Option<Arc<Session>> {
        self.enrolment = None;
        self.number_change = None;
        self.last_try = None;
        self.reveal = None;
        self.fresh_offers.clear();
        self.caller_check = None;
        self.biometric = None;
        self.pulse = None;
        let session = self.session.take();
        if session.is_some() {
            self.ended = end;
        }
        session
    }
}

impl Phone {
    /// Everything of the customer leaves memory, and link and history end; the session that was.
    pub(crate) fn forget_customer(&self, end: Option<SessionEnd>) -> Result<Option<Arc<Session>>, Error> {
        let gone = self.memory()?.forget_customer(end);
        shut(gone.clone());
        Ok(gone)
    }

    /// The session, for an act of the customer.
    pub(crate) fn session(&self) -> Result<Arc<Session>, Error> {
        self.session_now(is_act())?.ok_or(Error::NotSignedIn)
    }

    /// The same, for what can be done without a session as well.
    pub(crate) fn session_if_any(&self) -> Result<Option<Arc<Session>>, Error> {
        self.session_now(is_act())
    }

    /// The session, for what the app does by itself, such as waiting for what is new in the chat.
    pub(crate) fn session_unmoved(&self) -> Result<Arc<Session>, Error> {
        self.session_now(false)?.ok_or(Error::NotSignedIn)
    }

    /// One that is over is forgotten here, whoever finds out first.
    fn session_now(&self, is_act: bool) -> Result<Option<Arc<Session>>, Error> {
        let now_ms = self.ports.clock.boot_ms();
        let mut memory = self.memory()?;
        let Some(session) = memory.session.clone() else { return Ok(None) };
        let Some(pulse) = &mut memory.pulse else { return Ok(Some(session)) };
        if let Standing::Over(end) = pulse.life.at(now_ms) {
            let gone = memory.forget_customer(Some(end));
            drop(memory);
            shut(gone);
            return Err(Error::SessionEnded);
        }
        if is_act {
            pulse.life.active_ms = now_ms;
            pulse.untold = true;
        }
        Ok(Some(session))
    }

    /// The customer touched the screen, or typed. Fine without a session.
    ///
    /// # Errors
    /// [`Error::Closed`] only.
    pub fn touched(&self) -> Result<(), Error> {
        match self.session_now(true) {
            Ok(_) | Err(Error::SessionEnded) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The bank answered a call of this session.
    pub(crate) fn bank_heard(&self, session: Uuid) -> Result<(), Error> {
        let now_ms = self.ports.clock.boot_ms();
        let mut memory = self.memory()?;
        let is_this = memory.session.as_ref().is_some_and(|kept| kept.id == session);
        if let Some(pulse) = memory.pulse.as_mut().filter(|_| is_this) {
            pulse.asked_ms = now_ms;
            if is_act() {
                pulse.untold = false;
                pulse.told_ms = now_ms;
            }
        }
        Ok(())
    }

    /// The bank has ended this session; a newer one stays.
    pub(crate) fn session_over(&self, id: Uuid, end: SessionEnd) {
        let Ok(mut memory) = self.memory() else { return };
        let is_this = memory.session.as_ref().is_some_and(|session| session.id == id);
        let gone = if is_this { memory.forget_customer(Some(end)) } else { None };
        drop(memory);
        shut(gone);
    }

    /// The session whose standing the bank is to be asked about, and whether the customer has acted since. Counted before the question, so
    /// that a bank that cannot be reached is not asked more often.
    pub(super) fn due_question(&self) -> Result<Option<(Arc<Session>, bool)>, Error> {
        let now_ms = self.ports.clock.boot_ms();
        let mut memory = self.memory()?;
        let Some(session) = memory.session.clone() else { return Ok(None) };
        let Some(pulse) = &mut memory.pulse else { return Ok(None) };
        let is_over = matches!(pulse.life.at(now_ms), Standing::Over(_));
        let (asked_ms, told_ms) = (now_ms.saturating_sub(pulse.asked_ms), now_ms.saturating_sub(pulse.told_ms));
        if is_over || !is_question_due(asked_ms, told_ms, pulse.untold, pulse.life.idle_ms) {
            return Ok(None);
        }
        pulse.asked_ms = now_ms;
        Ok(Some((session, pulse.untold)))
    }

    /// How the session stands now, and why the last one ended, which is told once.
    pub(super) fn standing(&self) -> Result<(Option<Standing>, Option<SessionEnd>), Error> {
        let now_ms = self.ports.clock.boot_ms();
        let mut memory = self.memory()?;
        let standing = memory.pulse.map(|pulse| pulse.life.at(now_ms));
        let gone = match standing {
            Some(Standing::Over(end)) => memory.forget_customer(Some(end)),
            _ => None,
        };
        let ended = memory.ended.take();
        drop(memory);
        shut(gone);
        Ok((standing, ended))
    }
}

/// Link and history end with the session, whoever still holds it.
pub(super) fn shut(gone: Option<Arc<Session>>) {
    if let Some(session) = gone {
        session.live.shut();
    }
}

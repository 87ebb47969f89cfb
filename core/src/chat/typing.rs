//! Who is writing just now: true for seconds, kept nowhere.

use std::time::Duration;

use kunci_wire::link::{TYPING_SECONDS, Typing};
use tokio::time::Instant;

use crate::ports::Conversation;
use crate::{Error, Phone};

/// For how long the bank is asked to believe it …
pub(super) const BELIEVED_SECONDS: u32 = 6;
/// … and how often it is told at most.
const AGAIN: Duration = Duration::from_secs(4);

/// What this connection knows of it.
#[derive(Default)]
pub(super) struct Writers {
    /// Until when whoever answers is believed to write.
    pub(super) theirs_until: Option<Instant>,
    /// When the bank was last told of the customer.
    said: Option<Instant>,
}

impl Writers {
    /// The bank says that somebody writes.
    pub(super) fn told(&mut self, typing: &Typing, now: Instant) {
        let seconds = u64::from(typing.ttl_seconds.min(TYPING_SECONDS));
        self.theirs_until = Some(now + Duration::from_secs(seconds));
    }

    /// Whether it is time to tell the bank, now that the customer was seen to write.
    pub(super) fn is_due(&mut self, now: Instant) -> bool {
        let due = self.said.is_none_or(|said| now.duration_since(said) >= AGAIN);
        if due {
            self.said = Some(now);
        }
        due
    }

    /// Whether the desk is another one by it: a person or the bot who has said something writes no more.
    pub(super) fn ended(&mut self) -> bool {
        self.theirs_until.take().is_some()
    }
}

impl Phone {
    /// The customer is writing: whoever answers her is told, if the link stands, and not more often than needed. Call it at each change of a
    /// draft. What she writes is not looked at, and nothing is kept.
    ///
    /// # Errors
    /// [`Error::Closed`] only.
    pub fn chat_typing(&self, conversation: Conversation) -> Result<(), Error> {
        let Some(session) = self.memory()?.session.clone() else { return Ok(()) };
        if let Some(history) = &session.live.open().history {
            history.typed.send_replace(conversation);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn chat_7_that_somebody_writes_is_believed_for_seconds_and_told_seldom() {
        let mut writers = Writers::default();
        assert!(!writers.ended());
        let now = Instant::now();
        writers.told(&Typing { conversation: Uuid::nil(), ttl_seconds: u32::MAX }, now);
        let longest = now + Duration::from_secs(u64::from(TYPING_SECONDS));
        assert_eq!(writers.theirs_until, Some(longest));
        assert!(writers.ended() && !writers.ended());
        let told = (0..40).filter(|quarter| writers.is_due(now + Duration::from_millis(250) * *quarter)).count();
        assert_eq!(told, 3, "ten seconds of writing");
    }
}

//! The other end as it is shown: who answers, and whether somebody writes.

use kunci_wire::link::ClientFrame;
use tokio::time::Instant;

use super::super::typing::BELIEVED_SECONDS;
use super::{End, Talk};

impl Talk<'_> {
    pub(super) fn show_desk(&self) {
        self.task.history.set_desk(self.desk.as_ref(), self.writers.theirs_until.is_some());
    }

    pub(super) fn nobody_writes(&mut self) {
        if self.writers.ended() {
            self.show_desk();
        }
    }

    /// Tells the bank that the customer writes.
    pub(super) async fn say_typing(&mut self) -> Result<(), End> {
        let Some(conversation) = self.conversation.filter(|_| self.ready) else { return Ok(()) };
        if self.writers.is_due(Instant::now()) {
            self.say(&ClientFrame::Typing { conversation, ttl_seconds: BELIEVED_SECONDS }).await?;
        }
        Ok(())
    }
}

//! The other end of each conversation as it is shown: who answers, and whether somebody writes.

use kunci_wire::link::{ClientFrame, Desk, Typing};
use tokio::time::Instant;
use uuid::Uuid;

use super::super::typing::BELIEVED_SECONDS;
use super::{End, Talk};
use crate::ports::Conversation;

impl Talk<'_> {
    pub(super) fn told_desk(&mut self, desk: Desk) {
        let id = desk.conversation;
        if let Some(line) = self.lines.get_mut(&id) {
            line.desk = Some(desk);
        }
        self.show_desk(id);
    }

    pub(super) fn told_typing(&mut self, typing: &Typing) {
        if let Some(line) = self.lines.get_mut(&typing.conversation) {
            line.writers.told(typing, Instant::now());
        }
        self.show_desk(typing.conversation);
    }

    fn show_desk(&self, id: Uuid) {
        if let Some(line) = self.lines.get(&id) {
            let typing = line.writers.theirs_until.is_some();
            self.task.history.set_desk(line.conversation, line.desk.as_ref(), typing);
        }
    }

    /// Something was said: nobody is writing it any more.
    pub(super) fn nobody_writes(&mut self, id: Uuid) {
        if self.lines.get_mut(&id).is_some_and(|line| line.writers.ended()) {
            self.show_desk(id);
        }
    }

    /// What was believed for so long is believed no more.
    pub(super) fn nobody_writes_any_more(&mut self) {
        let now = Instant::now();
        let over = |until: Option<Instant>| until.is_some_and(|until| until <= now);
        let ids: Vec<Uuid> =
            self.lines.iter().filter(|(_, line)| over(line.writers.theirs_until)).map(|(id, _)| *id).collect();
        for id in ids {
            self.nobody_writes(id);
        }
    }

    /// Tells the bank that the customer writes.
    pub(super) async fn say_typing(&mut self, written: Conversation) -> Result<(), End> {
        let in_it = |line: &super::Line| line.conversation == written && line.ready;
        let Some((id, line)) = self.lines.iter_mut().find(|(_, line)| in_it(line)) else { return Ok(()) };
        let conversation = *id;
        if line.writers.is_due(Instant::now()) {
            self.say(&ClientFrame::Typing { conversation, ttl_seconds: BELIEVED_SECONDS }).await?;
        }
        Ok(())
    }
}

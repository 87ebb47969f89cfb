//! What a connection knows of each conversation: one link, and on it a line for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use kunci_wire::chat::Standing;
use kunci_wire::link::{ClientFrame, Desk};
use tokio::time::Instant;
use uuid::Uuid;

use super::super::typing::Writers;
use super::gaps::Gaps;
use super::{End, Talk};
use crate::ports::Conversation;

/// One conversation on one connection.
pub(super) struct Line {
    pub(super) conversation: Conversation,
    /// Behind which place the bank's numbering begins.
    pub(super) base: u64,
    /// Everything that there was has come. Nothing is said before: what the bank had taken and the phone had not heard of would be said, or
    /// given up, a second time.
    pub(super) ready: bool,
    /// The bank asked not to be told before.
    pub(super) quiet_until: Option<Instant>,
    /// What the customer has read up to, as the bank knows.
    read_said: u64,
    pub(super) gaps: Gaps,
    pub(super) writers: Writers,
    /// The other end, as the bank told it last.
    pub(super) desk: Option<Desk>,
}

impl Line {
    /// Nothing keeps what is written now from being said now: everything has come, nothing of it is missing, and the bank listens.
    pub(super) fn says_at_once(&self) -> bool {
        self.ready && self.gaps.closed && self.quiet_until.is_none()
    }
}

impl Talk<'_> {
    /// The bank has this conversation. What it says of it comes next. Under another numbering than the phone has, it must be signed.
    pub(super) async fn begun(&mut self, standing: Standing) -> Result<(), End> {
        let (id, read_said) = (standing.conversation, standing.read);
        let begun = self.task.history.begin(standing, Some(Arc::clone(&self.bundle))).await?;
        let head = begun.ok_or_else(End::distrusted)?;
        let line = Line {
            conversation: head.conversation(),
            base: head.base,
            ready: false,
            quiet_until: None,
            read_said,
            gaps: Gaps::default(),
            writers: Writers::default(),
            desk: None,
        };
        // What was asked for under another numbering is not answered any more.
        self.asked = self.asked.filter(|gap| gap.conversation != id);
        self.lines.insert(id, line);
        Ok(())
    }

    /// Everything that there was of a conversation has come.
    pub(super) async fn has_caught_up(&mut self, id: Uuid) -> Result<(), End> {
        let history = &self.task.history;
        let Some(line) = self.lines.get_mut(&id) else { return Ok(()) };
        line.ready = true;
        // 0 is nothing, and not what stands in front of the numbering.
        let read = if line.read_said == 0 { 0 } else { line.base.saturating_add(line.read_said) };
        // Read on another phone, or on this one before it was set up anew.
        if history.read(move |store| Ok(store.mark_read(id, read)?)).await? {
            history.tell();
        }
        if self.lines.values().all(|line| line.ready) {
            // What was paid and asked while there was no connection was not told.
            history.hints.all_given();
            self.caught_up = true;
        }
        Ok(())
    }

    /// Tells the bank how far the customer has read in each conversation, so that whoever writes to her knows.
    pub(super) async fn say_read(&mut self, read_to: &BTreeMap<Conversation, u64>) -> Result<(), End> {
        let mut due = Vec::new();
        for (id, line) in self.lines.iter_mut().filter(|(_, line)| line.ready) {
            let read = read_to.get(&line.conversation).copied().unwrap_or_default().saturating_sub(line.base);
            if read > line.read_said {
                line.read_said = read;
                due.push(ClientFrame::Receipt { conversation: *id, delivered: read, read });
            }
        }
        for receipt in due {
            self.say(&receipt).await?;
        }
        Ok(())
    }

    /// The bank asked not to be told this before then: the rest of its conversation waits behind it.
    pub(super) async fn be_quiet(&mut self, client_id: Uuid, until: Instant) -> Result<(), End> {
        let rows = self.task.history.read(|store| Ok(store.outbox()?)).await?;
        let Some(row) = rows.into_iter().find(|row| row.client_id == client_id) else { return Ok(()) };
        if let Some(line) = self.lines.values_mut().find(|line| line.conversation == row.conversation) {
            line.quiet_until = Some(until);
        }
        Ok(())
    }

    /// Whoever had to be quiet until now may speak.
    pub(super) fn speak_again(&mut self) {
        let now = Instant::now();
        for line in self.lines.values_mut() {
            line.quiet_until = line.quiet_until.filter(|until| *until > now);
        }
    }
}

//! Asking for what was left out, one answer at a time.

use std::sync::Arc;

use kunci_domain::privacy::MESSAGES_MS;
use kunci_wire::link::{ClientFrame, Range};

use super::super::heal::{Healed, Judges};
use super::{End, Talk};
use crate::ports::LinkError;

/// What this connection has found out about what is missing of a conversation.
#[derive(Default)]
pub(super) struct Gaps {
    /// Nothing is missing that the bank has.
    pub(super) closed: bool,
    /// Where those end that the bank cannot fill.
    gone: Vec<u64>,
}

impl Talk<'_> {
    /// Asks for what is missing, one conversation after the other and the newest of each first; whether the bank's answer is outstanding.
    pub(super) async fn ask_for_missing(&mut self) -> Result<bool, End> {
        while self.asked.is_none() {
            let open = self.lines.iter_mut().find(|(_, line)| line.ready && !line.gaps.closed);
            let Some((id, line)) = open else { return Ok(false) };
            let (conversation, history) = (*id, &self.task.history);
            self.asked = history.next_gap(conversation, line.gaps.gone.clone()).await?;
            match self.asked {
                None => line.gaps.closed = true,
                Some(gap) => {
                    let known = history.read(|store| Ok(store.conversations()?)).await?;
                    let Some(head) = known.iter().find(|head| head.id == conversation) else { return Ok(false) };
                    let (epoch, from, to) = (head.epoch, head.numbered(gap.from), head.numbered(gap.to));
                    self.say(&ClientFrame::FetchRange { conversation, epoch, from, to }).await?;
                }
            }
        }
        Ok(true)
    }

    /// What the phone had asked for.
    pub(super) async fn fill(&mut self, range: Range) -> Result<(), End> {
        let base = self.lines.get(&range.conversation).map_or(0, |line| line.base);
        let place = (range.conversation, base.saturating_add(range.to));
        let Some(gap) = self.asked.take().filter(|gap| (gap.conversation, gap.to) == place) else {
            return Err(LinkError::Unreadable.into());
        };
        let phone = self.task.phone.upgrade().ok_or(End::Gone)?;
        let forget_before_ms = phone.bank_time()?.ms.saturating_sub(MESSAGES_MS);
        drop(phone);
        let judges = Judges { bundle: Arc::clone(&self.bundle), revoked: Arc::clone(&self.revoked), forget_before_ms };
        match self.task.history.heal(gap, range, judges).await? {
            Healed::Yes => Ok(()),
            Healed::Gone => {
                if let Some(line) = self.lines.get_mut(&gap.conversation) {
                    line.gaps.gone.push(gap.to);
                }
                Ok(())
            }
            Healed::Broken => Err(LinkError::Unreadable.into()),
        }
    }
}

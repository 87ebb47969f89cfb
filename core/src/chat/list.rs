//! The customer's conversations: which there are, how each stands, and how another one begins.

use std::sync::Arc;

use kunci_domain::conversations::Topic;
use kunci_wire::chat::{ConversationRequest, EpochReset, Standing};
use kunci_wire::keys::key_use;
use kunci_wire::signed::typ;
use uuid::Uuid;

use super::history::{History, shown};
use super::item::ChatItem;
use crate::bank::{Call, Signer, VerifiedBundle};
use crate::ports::{Conversation, ConversationRecord, OutboxRecord, SummaryRecord};
use crate::{Error, Phone};

/// A conversation, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationView {
    /// What every call of the chat names it by.
    pub conversation: Conversation,
    /// What it is about.
    pub topic: Topic,
    /// The same in words.
    pub title: String,
    /// What was said last, or waits to be said, or its beginning; empty before anything was.
    pub last: String,
    /// When that was, or when the conversation was begun, bank time, milliseconds since 1970 UTC; 0 for a general one without words.
    pub at_ms: i64,
    /// How much others have said that she has not read.
    pub unread: u32,
    /// It has not ended, or goes on.
    pub open: bool,
}

impl ConversationView {
    /// `waits`: what she wrote last, if it waits.
    fn of(
        (conversation, topic): (Conversation, Topic),
        summary: Option<&SummaryRecord>,
        waits: Option<&OutboxRecord>,
        history: &History,
    ) -> Self {
        let reader = history.reader();
        let said = summary.and_then(|summary| ChatItem::of_event(summary.last.as_ref()?, reader));
        let last = waits.and_then(|row| Some(shown(row, reader)?.1)).or(said);
        let begun = match conversation {
            Conversation::General => 0,
            Conversation::About(id) => begun_ms(id),
        };
        Self {
            conversation,
            topic,
            title: topic.name(reader.language),
            at_ms: last.as_ref().map_or(begun, |item| item.at_ms),
            last: last.map(|item| beginning(&item.text)).unwrap_or_default(),
            unread: summary.map_or(0, |summary| u32::try_from(summary.unread).unwrap_or(u32::MAX)),
            // What waits to be said in it opens it again.
            open: waits.is_some() || summary.is_none_or(|summary| !summary.ended),
        }
    }
}

/// So many characters of the last words stand in the list: enough to know them by, also in large letters.
const BEGINNING: usize = 80;

/// The first words, whole ones where there are any.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(BEGINNING) else {
        return if line.len() < text.len() { format!("{line} …") } else { line.to_owned() };
    };
    let cut = line.get(..end).unwrap_or_default();
    let words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{words} …")
}

/// The time in a UUID of version 7.
fn begun_ms(id: Uuid) -> i64 {
    i64::try_from(id.as_u128() >> 80).unwrap_or_default()
}

impl Phone {
    /// The customer's conversations as this phone knows them, the newest first. The general one is always among them. Needs no network;
    /// [`Phone::conversations_changed`] tells when to read it again.
    ///
    /// # Errors
    /// What the store says; [`Error::Scope`] without the token's proof.
    pub async fn chat_conversations(&self) -> Result<Vec<ConversationView>, Error> {
        let history = self.history().await?;
        let read = history.read(|store| {
            let known = store.conversations()?;
            let summaries = known.iter().map(|head| store.summary(head.id)).collect::<Result<Vec<_>, _>>()?;
            Ok((known, summaries, store.outbox()?))
        });
        let (known, summaries, rows) = read.await?;
        let waits = |conversation| rows.iter().rev().find(|row| row.conversation == conversation);
        let mut views: Vec<_> = known
            .iter()
            .zip(&summaries)
            .map(|(head, summary)| {
                let conversation = head.conversation();
                ConversationView::of((conversation, head.topic), Some(summary), waits(conversation), &history)
            })
            .collect();
        if !views.iter().any(|view| view.conversation == Conversation::General) {
            let general = (Conversation::General, Topic::General);
            views.push(ConversationView::of(general, None, waits(Conversation::General), &history));
        }
        views.sort_by_key(|view| std::cmp::Reverse((view.at_ms, view.conversation)));
        Ok(views)
    }

    /// Begins a conversation about a topic, with words, queue and end of its own, and returns what it goes by. One that was ended goes on when
    /// somebody writes in it.
    ///
    /// # Errors
    /// [`Error::ConversationLimit`] while as many are open as the bank takes; [`Error::NotFound`] for [`Topic::General`], which is never begun;
    /// network and trust errors.
    pub async fn chat_start(&self, topic: Topic) -> Result<Conversation, Error> {
        if topic == Topic::General {
            return Err(Error::NotFound);
        }
        let history = self.history().await?;
        let session = self.session()?;
        let request = ConversationRequest { conversation: self.new_id()?, topic: topic.code().to_owned() };
        let call = Call::post("/v1/conversations", &request)?;
        // The id is the phone's: said again after a lost answer, it is the same conversation.
        let standing: Standing = match self.call(&Signer::Session(&session), &call).await {
            Err(Error::OutcomeUnknown) => self.call(&Signer::Session(&session), &call).await?,
            other => other?,
        };
        if standing.conversation != request.conversation || standing.topic != request.topic {
            return Err(Error::ReplyUnreadable);
        }
        let conversation = Conversation::About(standing.conversation);
        history.begin(standing, None).await?.ok_or(Error::ReplyUnreadable)?;
        Ok(conversation)
    }
}

impl History {
    /// The bank has a conversation of this numbering. If it is another one than the phone has, the bank must have signed how it follows, by the
    /// keys of `bundle`. `None`: it does not follow, and nothing was changed.
    pub(super) async fn begin(
        &self,
        standing: Standing,
        bundle: Option<Arc<VerifiedBundle>>,
    ) -> Result<Option<ConversationRecord>, Error> {
        let begun = self.read(move |store| {
            let known = store.conversations()?.into_iter().find(|known| known.id == standing.conversation);
            let Some(known) = known else {
                let topic = Topic::told(&standing.topic);
                let head = store.begin_conversation(standing.conversation, standing.epoch, topic)?;
                return Ok((Some(head), true));
            };
            if known.epoch == standing.epoch {
                return Ok((Some(known), false));
            }
            let verified = standing.reset.as_deref().zip(bundle).and_then(|(signed, bundle)| {
                bundle.verify_signed::<EpochReset>(signed, key_use::BADGE, typ::EPOCH_RESET).ok()
            });
            let Some(reset) = verified.filter(|reset| reset.epoch == standing.epoch) else { return Ok((None, false)) };
            let kept = store.leaf_at(known.id, known.place(reset.old_seq))?;
            if !follows(&known, kept, &reset) {
                return Ok((None, false));
            }
            store.renumber(known.id, reset.epoch, reset.at.as_millisecond())?;
            Ok((store.conversations()?.into_iter().find(|head| head.id == known.id), true))
        });
        let (head, news) = begun.await?;
        if news {
            // A row says so, where there was one.
            self.reload().await?;
        }
        Ok(head)
    }
}

/// Whether the bank's word on another numbering fits what the phone has: forward only, of this conversation, and over the transcript that was
/// told. `kept`: the hash after the event that it names, if the phone has it.
fn follows(known: &ConversationRecord, kept: Option<[u8; 32]>, reset: &EpochReset) -> bool {
    let forward = reset.conversation == known.id && reset.epoch > reset.old_epoch && reset.old_epoch >= known.epoch;
    // Of a numbering that this phone never had, it has nothing to compare with.
    let same = match kept {
        _ if reset.old_epoch != known.epoch => true,
        _ if reset.old_seq == 0 => reset.old_leaf.0 == [0; 32],
        Some(leaf) => leaf == reset.old_leaf.0,
        None => true,
    };
    forward && same
}

#[cfg(test)]
mod tests {
    use kunci_wire::Bytes32;

    use super::*;

    #[test]
    fn chat_9_a_list_shows_the_beginning_of_the_last_words_in_whole_words() {
        assert_eq!(beginning("Kartu saya tertelan mesin."), "Kartu saya tertelan mesin.");
        assert_eq!(beginning(""), "");
        assert_eq!(beginning("satu\ndua"), "satu …");
        let long = beginning(&"kata ".repeat(40));
        assert_eq!((long.chars().count(), long.ends_with("kata …")), (81, true), "{long}");
        assert_eq!(beginning(&"é".repeat(200)).chars().count(), 82);
    }

    #[test]
    fn chat_12_a_numbering_anew_goes_forward_from_the_transcript_that_was_told() {
        let id = Uuid::from_u128(10);
        let (topic, head) = (Topic::General, [5; 32]);
        let known =
            ConversationRecord { id, epoch: 2, last_seq: 5, base: 0, head, controller_epoch: 1, topic, read: 0 };
        let reset = EpochReset {
            conversation: id,
            old_epoch: 2,
            old_seq: 4,
            old_leaf: Bytes32([4; 32]),
            epoch: 3,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let fits = |kept, spoil: fn(&mut EpochReset)| {
            let mut other = reset.clone();
            spoil(&mut other);
            follows(&known, kept, &other)
        };
        assert!(fits(Some([4; 32]), |_| ()));
        assert!(fits(None, |_| ()), "what is missing here contradicts nothing");
        assert!(!fits(Some([3; 32]), |_| ()), "another transcript");
        assert!(!fits(Some([4; 32]), |it| it.conversation = Uuid::nil()), "a foreign one");
        assert!(!fits(Some([4; 32]), |it| it.epoch = 2), "going nowhere");
        assert!(!fits(Some([4; 32]), |it| (it.old_epoch, it.epoch) = (0, 1)), "going back");
        assert!(fits(None, |it| (it.old_seq, it.old_leaf) = (0, Bytes32([0; 32]))), "the bank has nothing of it");
        assert!(!fits(None, |it| it.old_seq = 0), "a hash of nothing");
        assert!(fits(Some([3; 32]), |it| (it.old_epoch, it.epoch) = (3, 4)), "one was missed");
    }
}

//! Older messages, and search: from the store, without a network.

use std::time::Duration;

use kunci_domain::search;

use tokio::time::{Instant, timeout_at};

use super::history::head_of;
use super::item::ChatItem;
use crate::ports::{Conversation, EventKind};
use crate::{Error, Phone};

/// How long a page waits for a gap to close.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most entries of one page or search.
const MOST: u32 = 200;

/// A message that was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The message.
    pub item: ChatItem,
    /// The words that were asked for, as ranges (first, one past the last) of Unicode scalar values of its text.
    pub highlights: Vec<(u32, u32)>,
    /// In which conversation.
    pub conversation: Conversation,
    /// What that is about, in words.
    pub topic: String,
}

impl Phone {
    /// At most `most` (and 200) entries in front of `position`, in their order; fewer if some are not shown, none at the beginning. Where a
    /// gap is being closed there it waits for it, for ten seconds at most.
    ///
    /// # Errors
    /// What the store says; [`Error::Scope`] without the token's proof.
    pub async fn chat_older(
        &self,
        conversation: Conversation,
        position: u64,
        most: u32,
    ) -> Result<Vec<ChatItem>, Error> {
        let history = self.history().await?;
        let mut healing = history.healing.subscribe();
        let give_up = Instant::now() + PATIENCE;
        loop {
            healing.mark_unchanged();
            let head = history.read(move |store| head_of(store, conversation)).await?;
            let Some(id) = head.map(|head| head.id) else { return Ok(Vec::new()) };
            let events = history.read(move |store| Ok(store.events_before(id, position, most.min(MOST))?)).await?;
            let gap = events.iter().rposition(|event| event.kind == EventKind::Gap);
            let closes =
                |gap: &usize| healing.borrow().is_some_and(|(whose, to)| whose == id && to >= events[*gap].seq);
            match gap.filter(closes) {
                None => return Ok(history.entries(&events)),
                // What is behind the gap; whoever asks for more waits for it.
                Some(gap) if gap + 1 < events.len() => return Ok(history.entries(&events[gap + 1..])),
                Some(_) => {}
            }
            if !matches!(timeout_at(give_up, healing.changed()).await, Ok(Ok(()))) {
                return Ok(history.entries(&events));
            }
        }
    }

    /// Messages that hold every word typed, the newest first, at most `most` (and 200). Words count from their beginning, without regard to
    /// capitals, accents and the prefixes of Indonesian.
    ///
    /// # Errors
    /// As [`Phone::chat_older`].
    pub async fn chat_search(&self, typed: &str, most: u32) -> Result<Vec<Found>, Error> {
        let history = self.history().await?;
        let terms = search::terms(typed);
        let asked = terms.clone();
        let found = history.read(move |store| Ok((store.search(&asked, most.min(MOST))?, store.conversations()?)));
        let (events, known) = found.await?;
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let reader = history.reader();
        let found = events.iter().filter_map(|event| {
            let item = ChatItem::of_event(event, reader)?;
            let head = known.iter().find(|head| head.id == event.conversation)?;
            let places = search::highlights(&terms, &item.text).unwrap_or_default();
            let highlights = places.into_iter().map(|(start, end)| (place(start), place(end))).collect();
            Some(Found { item, highlights, conversation: head.conversation(), topic: head.topic.name(reader.language) })
        });
        Ok(found.collect())
    }
}

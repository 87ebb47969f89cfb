//! The timeline in memory: what was shown when, so that a screen can pull what it has not seen. Pure.

use std::collections::VecDeque;

use super::desk::DeskView;
use super::item::{Batch, ChatItem};

/// How many entries are kept in memory; the store has the rest.
pub(super) const WINDOW: u32 = 500;

#[derive(Debug)]
pub(super) struct Timeline {
    revision: u64,
    /// Below it something was dropped from the window: whoever is older starts anew.
    floor: u64,
    /// A flood drops as many at the front as it brings at the back.
    entries: VecDeque<(u64, ChatItem)>,
    desk: Option<DeskView>,
    /// When it changed.
    desk_changed: u64,
}

impl Default for Timeline {
    /// Empty, at revision 1: 0 asks for everything, so whoever has seen an empty one must have something else to name.
    fn default() -> Self {
        Self { revision: 1, floor: 0, entries: VecDeque::new(), desk: None, desk_changed: 0 }
    }
}

impl Timeline {
    /// Puts an entry in, or in place of the one with its id. Says the new revision.
    pub(super) fn put(&mut self, item: ChatItem) -> u64 {
        if let Some(place) = self.entries.iter().position(|(_, known)| known.id == item.id) {
            if self.entries.get(place).is_some_and(|(_, known)| *known == item) {
                return self.revision;
            }
            self.entries.remove(place);
        }
        self.revision += 1;
        let place = self.entries.partition_point(|(_, other)| other.position <= item.position);
        self.entries.insert(place, (self.revision, item));
        if self.entries.len() > WINDOW as usize {
            self.entries.pop_front();
            self.floor = self.revision;
        }
        self.revision
    }

    /// The bank has the customer's entry `id`, whose echo has not come yet. Whether that is news.
    pub(super) fn sent(&mut self, id: &str) -> bool {
        let local = |(_, item): &&(u64, ChatItem)| item.id == id && !item.is_numbered();
        let Some((_, item)) = self.entries.iter().rev().find(local) else { return false };
        let before = self.revision;
        self.put(item.clone().sent()) != before
    }

    /// Whether an entry at `position` is in the window, or has room in it.
    pub(super) fn shows(&self, position: u64) -> bool {
        self.entries.len() < WINDOW as usize || self.entries.front().is_none_or(|(_, item)| item.position <= position)
    }

    /// The other end of the conversation; `None`: nobody knows. Says the new revision.
    pub(super) fn set_desk(&mut self, desk: Option<DeskView>) -> u64 {
        if self.desk != desk {
            self.desk = desk;
            self.revision += 1;
            self.desk_changed = self.revision;
        }
        self.revision
    }

    /// Everything is another: whoever saw the old one starts anew.
    pub(super) fn clear(&mut self) -> u64 {
        self.entries.clear();
        self.revision += 1;
        self.floor = self.revision;
        self.revision
    }

    /// How far the bank's numbering had come in what a screen has shown that asks for what is after `after`. 0: it has shown nothing.
    pub(super) fn shown(&self, after: u64) -> u64 {
        let seen = |(changed, item): &&(u64, ChatItem)| *changed <= after && item.is_numbered();
        self.entries.iter().rev().find(seen).map_or(0, |(_, item)| item.position)
    }

    /// What has changed after `after`; `None`: nothing. 0 asks for everything.
    pub(super) fn batch(&self, after: u64) -> Option<Batch> {
        let reset = after == 0 || after < self.floor || after > self.revision;
        let fresh = |(changed, item): &(u64, ChatItem)| (reset || *changed > after).then(|| item.clone());
        let items: Vec<_> = self.entries.iter().filter_map(fresh).collect();
        if items.is_empty() && !reset && self.desk_changed <= after {
            return None;
        }
        Some(Batch { revision: self.revision, items, reset, desk: self.desk.clone() })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn chat_9_only_what_a_screen_has_shown_and_the_bank_has_numbered_counts_as_read() {
        let mut timeline = Timeline::default();
        timeline.put(item("a", 1, "one"));
        let seen = timeline.put(item("b", 2, "two"));
        let later = timeline.put(item("c", 3, "three"));
        let own = timeline.put(item("mine", 1 << 48, "not sent yet"));
        let shown = [0, seen, later, own].map(|revision| timeline.shown(revision));
        assert_eq!(shown, [0, 2, 3, 3]);
    }

    use super::super::desk::DeskState;
    use super::super::item::{ItemKind, ItemState};
    use super::*;
    use crate::ports::Speaker;

    fn item(id: &str, position: u64, text: &str) -> ChatItem {
        ChatItem {
            id: id.into(),
            position,
            kind: ItemKind::Message,
            speaker: Speaker::You,
            text: text.into(),
            state: ItemState::Sent,
            warning: None,
            at_ms: 0,
            attachment: None,
        }
    }

    fn texts(batch: Option<Batch>) -> Option<(u64, Vec<String>, bool)> {
        batch.map(|batch| (batch.revision, batch.items.into_iter().map(|item| item.text).collect(), batch.reset))
    }

    #[test]
    fn chat_9_a_batch_is_delivered_again_until_the_next_call_names_it() {
        let mut timeline = Timeline::default();
        assert_eq!(texts(timeline.batch(0)), Some((1, vec![], true)));
        timeline.put(item("a", 1, "one"));
        timeline.put(item("b", 2, "two"));
        let all = Some((3, vec!["one".to_owned(), "two".to_owned()], true));
        assert_eq!(texts(timeline.batch(0)), all);
        assert_eq!(texts(timeline.batch(0)), all);
        assert_eq!(texts(timeline.batch(2)), Some((3, vec!["two".to_owned()], false)));
        assert_eq!(texts(timeline.batch(3)), None);
        assert_eq!(texts(timeline.batch(9)), all, "a revision of another run");
    }

    #[test]
    fn chat_9_the_echo_stands_in_the_place_of_the_local_entry() {
        let mut timeline = Timeline::default();
        timeline.put(item("mine", 1 << 48, "hello"));
        timeline.put(item("theirs", 1, "before"));
        let seen = timeline.put(item("other", 2, "between"));
        timeline.put(item("mine", 3, "hello"));
        assert_eq!(texts(timeline.batch(seen)), Some((5, vec!["hello".to_owned()], false)));
        let all = texts(timeline.batch(0)).map(|(_, texts, _)| texts);
        assert_eq!(all, Some(vec!["before".to_owned(), "between".to_owned(), "hello".to_owned()]));
    }

    #[test]
    fn chat_9_what_the_bank_has_is_shown_as_sent_and_an_echo_is_not_changed() {
        let mut timeline = Timeline::default();
        timeline.put(ChatItem { state: ItemState::Sending, ..item("mine", 1 << 48, "hello") });
        let seen = timeline.put(item("theirs", 1, "before"));
        assert!(timeline.sent("mine") && !timeline.sent("mine"), "once");
        let batch = timeline.batch(seen).expect("news");
        assert_eq!(batch.items, [item("mine", 1 << 48, "hello")]);
        timeline.put(item("mine", 2, "hello"));
        assert!(!timeline.sent("mine") && !timeline.sent("theirs") && !timeline.sent("nobody's"));
    }

    #[test]
    fn chat_9_whoever_has_seen_an_empty_timeline_waits_and_then_sees_the_first_entry() {
        let mut timeline = Timeline::default();
        let empty = timeline.batch(0).expect("everything there is");
        assert!(empty.items.is_empty() && empty.reset);
        assert_eq!(timeline.batch(empty.revision), None, "nothing is new yet");
        timeline.put(item("a", 1, "one"));
        let news = timeline.batch(empty.revision).expect("news");
        assert!(news.items.len() == 1 && !news.reset);
        timeline = Timeline::default();
        let empty = timeline.batch(0).expect("everything there is");
        timeline.set_desk(Some(DeskView {
            state: DeskState::Bot,
            open: true,
            opens_at_ms: None,
            position: None,
            wait_seconds: None,
            typing: false,
            offers_call: false,
            words: String::new(),
        }));
        assert!(timeline.batch(empty.revision).is_some_and(|batch| batch.desk.is_some()));
    }

    #[test]
    fn chat_7_a_change_at_the_desk_is_news_without_any_entry() {
        let mut timeline = Timeline::default();
        timeline.put(item("a", 1, "one"));
        let waiting = |position| DeskView {
            state: DeskState::Waiting,
            open: true,
            opens_at_ms: None,
            position: Some(position),
            wait_seconds: None,
            typing: false,
            offers_call: false,
            words: String::new(),
        };
        let seen = timeline.set_desk(Some(waiting(2)));
        assert_eq!(timeline.set_desk(Some(waiting(2))), seen, "no news");
        assert_eq!(texts(timeline.batch(seen)), None);
        timeline.set_desk(Some(waiting(1)));
        let batch = timeline.batch(seen).expect("news");
        assert!(batch.items.is_empty() && !batch.reset && batch.desk == Some(waiting(1)));
        timeline.set_desk(None);
        assert_eq!(timeline.batch(batch.revision).map(|batch| batch.desk), Some(None));
    }

    #[test]
    fn what_did_not_change_is_no_news_and_the_window_is_bounded() {
        let mut timeline = Timeline::default();
        timeline.put(item("a", 1, "one"));
        assert_eq!(timeline.put(item("a", 1, "one")), 2);
        for n in 0..u64::from(WINDOW) {
            timeline.put(item(&n.to_string(), n + 2, "x"));
        }
        let batch = timeline.batch(1).expect("news");
        assert!(batch.reset && batch.items.len() == WINDOW as usize);
    }
}

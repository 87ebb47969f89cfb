//! Who answers, whether people are there, and how long it takes: what the bank says while the link stands. Pure.

use kunci_domain::texts::{self, Language, Value};
use kunci_domain::{call_back, moments};
use kunci_wire::link::{Desk, desk};

/// The other end of the conversation, as the bank tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskView {
    /// Who answers now.
    pub state: DeskState,
    /// Whether people of the bank are there.
    pub open: bool,
    /// While they are not: when they are again, bank time, milliseconds since 1970 UTC; `None`: the bank does not know.
    pub opens_at_ms: Option<i64>,
    /// While the customer waits: 1 is next.
    pub position: Option<u32>,
    /// While the customer waits: an estimate of the bank.
    pub wait_seconds: Option<u64>,
    /// Whoever answers is writing.
    pub typing: bool,
    /// A call is offered instead: nobody is there, or the wait is long.
    pub offers_call: bool,
    /// All of it, in the customer's language.
    pub words: String,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskState {
    /// The bank's program.
    Bot,
    /// Nobody: the customer waits for a person.
    Waiting,
    /// A person. Her name stands on her words, where a badge proves it; never here.
    Agent,
}

impl DeskView {
    /// `None` for a state of a later version: nothing is shown rather than something wrong.
    pub(super) fn of(told: &Desk, typing: bool, language: Language) -> Option<Self> {
        let state = match told.state.as_str() {
            desk::BOT => DeskState::Bot,
            desk::WAITING => DeskState::Waiting,
            desk::AGENT => DeskState::Agent,
            _ => return None,
        };
        let opens_at_ms = told.opens_at.filter(|_| !told.open).map(|at| at.as_millisecond());
        let waits = state == DeskState::Waiting;
        let (position, wait_seconds) = (told.position.filter(|_| waits), told.wait_seconds.filter(|_| waits));
        // Nobody who writes to a customer that waits is believed to be the bank's.
        let typing = typing && !waits;
        // Whoever speaks with a person already needs no other.
        let offers_call = state != DeskState::Agent && call_back::is_offered(told.open, wait_seconds);
        let (open, words) = (told.open, String::new());
        let view = Self { state, open, opens_at_ms, position, wait_seconds, typing, offers_call, words };
        Some(Self { words: view.in_words(language), ..view })
    }

    fn in_words(&self, language: Language) -> String {
        let say = |key: &str, values: &[(&str, Value<'_>)]| texts::text(language, key, values);
        let answers = match self.state {
            _ if self.typing => say("chat-desk-typing", &[]),
            DeskState::Bot => say("chat-desk-bot", &[]),
            DeskState::Agent => say("chat-desk-agent", &[]),
            DeskState::Waiting => {
                let place = self.position.map(|place| {
                    let place = place.to_string();
                    say("chat-desk-waiting", &[("position", Value::Text(&place))])
                });
                // A minute begun counts: nobody waits for zero minutes.
                let minutes = self
                    .wait_seconds
                    .map(|seconds| say("chat-desk-wait", &[("count", Value::Count(seconds.div_ceil(60).max(1)))]));
                let known: Vec<_> = place.into_iter().chain(minutes).collect();
                if known.is_empty() { say("chat-desk-waiting-unknown", &[]) } else { known.join(" ") }
            }
        };
        if self.open {
            return answers;
        }
        let closed = match self.opens_at_ms {
            Some(at) => {
                let moment = moments::display(at, language);
                say("chat-desk-closed-until", &[("moment", Value::Text(&moment))])
            }
            None => say("chat-desk-closed", &[]),
        };
        format!("{answers} {closed}")
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn told(state: &str) -> Desk {
        Desk {
            conversation: Uuid::from_u128(10),
            state: state.to_owned(),
            open: true,
            opens_at: None,
            position: None,
            wait_seconds: None,
        }
    }

    #[test]
    fn chat_7_place_and_waiting_time_are_said_in_both_languages() {
        let waits = Desk { position: Some(3), wait_seconds: Some(61), ..told(desk::WAITING) };
        for language in Language::ALL {
            let view = DeskView::of(&waits, false, language).expect("known");
            assert_eq!((view.position, view.wait_seconds), (Some(3), Some(61)));
            assert!(
                view.words.contains('3') && view.words.contains('2') && !view.words.contains('['),
                "{}",
                view.words
            );
            let unknown = DeskView::of(&told(desk::WAITING), false, language).expect("known").words;
            assert!(!unknown.is_empty() && !unknown.contains('['), "{unknown}");
        }
    }

    #[test]
    fn chat_7_who_does_not_wait_has_no_place_and_an_open_desk_does_not_open_again() {
        let odd = Desk {
            position: Some(1),
            wait_seconds: Some(9),
            opens_at: Some(jiff::Timestamp::UNIX_EPOCH),
            ..told(desk::BOT)
        };
        let view = DeskView::of(&odd, false, Language::English).expect("known");
        assert_eq!((view.position, view.wait_seconds, view.opens_at_ms), (None, None, None));
        for opens_at in [None, Some(jiff::Timestamp::UNIX_EPOCH)] {
            let closed = Desk { open: false, opens_at, ..told(desk::BOT) };
            for language in Language::ALL {
                let open = DeskView::of(&told(desk::BOT), false, language).expect("known").words;
                let words = DeskView::of(&closed, false, language).expect("known").words;
                assert!(words.starts_with(&open) && words.len() > open.len() && !words.contains('['), "{words}");
            }
        }
    }

    #[test]
    fn chat_7_that_somebody_writes_is_said_in_both_languages_and_of_nobody_while_the_customer_waits() {
        for language in Language::ALL {
            let view = |state: &str, typing| DeskView::of(&told(state), typing, language).expect("known");
            let writes = view(desk::AGENT, true);
            assert!(writes.typing && writes.words != view(desk::AGENT, false).words && !writes.words.contains('['));
            assert_eq!(view(desk::WAITING, true), view(desk::WAITING, false));
        }
    }

    #[test]
    fn chat_8_a_call_is_offered_where_the_chat_has_nobody_or_a_long_wait() {
        let offers = |desk: &Desk| DeskView::of(desk, false, Language::English).expect("known").offers_call;
        assert!(offers(&Desk { wait_seconds: Some(600), ..told(desk::WAITING) }));
        assert!(!offers(&Desk { wait_seconds: Some(599), ..told(desk::WAITING) }));
        for (state, is_offered) in [(desk::BOT, true), (desk::WAITING, true), (desk::AGENT, false)] {
            assert_eq!(offers(&Desk { open: false, ..told(state) }), is_offered, "{state}");
            assert!(!offers(&told(state)), "{state}");
        }
    }

    #[test]
    fn chat_7_a_state_of_a_later_version_shows_nothing() {
        assert_eq!(DeskView::of(&told("hologram"), false, Language::English), None);
    }
}

//! What is written to the bank under a reference, and followed to the answer: complaints, with where to go when the bank is late (SAFE-7), and
//! letters by the secure form (CHAT-8).

mod list;
mod unsent;
mod write;

pub use unsent::UnsentView;

use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_domain::written::{About, Way, WrittenState};
use kunci_wire::written::WrittenItem;

/// A page of complaints or letters, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenPage {
    /// This page.
    pub written: Vec<WrittenView>,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One complaint or letter, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenView {
    /// By which the bank and the authorities find it.
    pub reference: String,
    /// What it is about, by name.
    pub kind: String,
    /// The same in words.
    pub kind_name: String,
    /// As the customer wrote it.
    pub text: String,
    /// Filed at, milliseconds since 1970 UTC.
    pub filed_ms: i64,
    /// The bank answers by then.
    pub due_ms: i64,
    /// How it stands, by name; `overdue` where the bank is late.
    pub state: String,
    /// The same in words.
    pub title: String,
    /// What happens next, or what the customer may do.
    pub next: String,
    /// The bank's answer.
    pub answer: Option<String>,
}

impl WrittenView {
    fn of(way: Way, item: WrittenItem, now_ms: i64, language: Language) -> Self {
        let WrittenItem { reference, kind, text, filed, due, state, answer } = item;
        let due_ms = due.as_millisecond();
        // A state of the future is somebody's work too.
        let known = WrittenState::parse(&state).unwrap_or(WrittenState::InWork);
        let state = if known.is_overdue(due_ms, now_ms) { "overdue" } else { known.code() };
        let until = moments::display(due_ms, language);
        let values = [("due", Value::Text(&until)), ("reference", Value::Text(&reference))];
        let words = |part: &str| texts::text(language, &format!("{}-{state}{part}", way.code()), &values);
        let (title, next) = (words(""), words(".next"));
        // Every way ends in "something else".
        let about = About::parse(way, &kind).or_else(|| way.kinds().pop());
        let kind_name = about.map(|about| about.name(language)).unwrap_or_default();
        Self {
            kind_name,
            title,
            next,
            reference,
            kind,
            text,
            filed_ms: filed.as_millisecond(),
            due_ms,
            state: state.to_owned(),
            answer,
        }
    }
}

const fn path(way: Way) -> &'static str {
    match way {
        Way::Complaint => "/v1/complaints",
        Way::Letter => "/v1/letters",
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use kunci_domain::written::Subject;

    use super::*;

    #[test]
    fn chat_8_a_letter_of_an_unknown_subject_is_about_something_else_and_named_by_its_reference_when_late() {
        let item = WrittenItem {
            reference: "KS00000002".to_owned(),
            kind: "of-the-future".to_owned(),
            text: "Halo, ini saya.".to_owned(),
            filed: Timestamp::UNIX_EPOCH,
            due: Timestamp::from_millisecond(1_000).unwrap(),
            state: "received".to_owned(),
            answer: None,
        };
        for language in Language::ALL {
            let late = WrittenView::of(Way::Letter, item.clone(), 1_001, language);
            assert_eq!(late.kind_name, About::Letter(Subject::Other).name(language));
            assert!(late.state == "overdue" && late.next.contains("KS00000002"), "{late:?}");
        }
    }

    #[test]
    fn safe_7_a_late_answer_is_called_late_and_the_way_to_the_authority_is_told() {
        let item = WrittenItem {
            reference: "KB00000001".to_owned(),
            kind: "card".to_owned(),
            text: "Kartu saya tertelan.".to_owned(),
            filed: Timestamp::UNIX_EPOCH,
            due: Timestamp::from_millisecond(1_000).unwrap(),
            state: "in-work".to_owned(),
            answer: None,
        };
        let in_time = WrittenView::of(Way::Complaint, item.clone(), 1_000, Language::English);
        assert_eq!(in_time.state, "in-work");
        assert!(in_time.next.contains("1 Jan 1970, 07:00 WIB"), "{}", in_time.next);
        for language in Language::ALL {
            let late = WrittenView::of(Way::Complaint, item.clone(), 1_001, language);
            assert_eq!(late.state, "overdue");
            assert!(late.next.contains("APPK") && late.next.contains("KB00000001"), "{}", late.next);
            let answered = WrittenItem { state: "answered".to_owned(), ..item.clone() };
            let answered = WrittenView::of(Way::Complaint, answered, 1_001, language);
            assert!(answered.next.contains("LAPS SJK"), "{}", answered.next);
        }
    }
}

//! Complaints: filed, followed, and where to go when the bank is late (SAFE-7).

mod file;
mod list;

use kunci_domain::complaints::{ComplaintKind, ComplaintState};
use kunci_domain::moments;
use kunci_domain::texts::{self, Language, Value};
use kunci_wire::complaints::ComplaintItem;

/// A page of complaints, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintsView {
    /// This page.
    pub complaints: Vec<ComplaintView>,
    /// Give it back for the next page.
    pub next: Option<String>,
}

/// One complaint, in the words of the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintView {
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

impl ComplaintView {
    fn of(item: ComplaintItem, now_ms: i64, language: Language) -> Self {
        let ComplaintItem { reference, kind, text, filed, due, state, answer } = item;
        let due_ms = due.as_millisecond();
        // A state of the future is somebody's work too.
        let known = ComplaintState::parse(&state).unwrap_or(ComplaintState::InWork);
        let state = if known.is_overdue(due_ms, now_ms) { "overdue" } else { known.code() };
        let until = moments::display(due_ms, language);
        let values = [("due", Value::Text(&until)), ("reference", Value::Text(&reference))];
        let words = |part: &str| texts::text(language, &format!("complaint-{state}{part}"), &values);
        let (title, next) = (words(""), words(".next"));
        let kind_name = ComplaintKind::parse(&kind).unwrap_or(ComplaintKind::Other).name(language);
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn safe_7_a_late_answer_is_called_late_and_the_way_to_the_authority_is_told() {
        let item = ComplaintItem {
            reference: "KB00000001".to_owned(),
            kind: "card".to_owned(),
            text: "Kartu saya tertelan.".to_owned(),
            filed: Timestamp::UNIX_EPOCH,
            due: Timestamp::from_millisecond(1_000).unwrap(),
            state: "in-work".to_owned(),
            answer: None,
        };
        let in_time = ComplaintView::of(item.clone(), 1_000, Language::English);
        assert_eq!(in_time.state, "in-work");
        assert!(in_time.next.contains("1 Jan 1970, 07:00 WIB"), "{}", in_time.next);
        for language in Language::ALL {
            let late = ComplaintView::of(item.clone(), 1_001, language);
            assert_eq!(late.state, "overdue");
            assert!(late.next.contains("APPK") && late.next.contains("KB00000001"), "{}", late.next);
            let answered = ComplaintItem { state: "answered".to_owned(), ..item.clone() };
            let answered = ComplaintView::of(answered, 1_001, language);
            assert!(answered.next.contains("LAPS SJK"), "{}", answered.next);
        }
    }
}

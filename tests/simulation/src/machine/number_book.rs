//! What must be true of the registered number: only her token's yes changes it at once, and only a code of her hardware token after a day
//! in which it can be stopped.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::network::{Answer, NUMBER};

/// What is known of the customer's number.
#[derive(Debug)]
pub(super) struct NumberBook {
    pub(super) registered: String,
    /// Numbers that were asked for, by the change's id.
    asked: BTreeMap<String, String>,
    /// Operations that put a number in force.
    operations: BTreeMap<String, String>,
    /// A change that waits: its id and number, and until when (milliseconds since 1970).
    waiting: Option<(String, String, i64)>,
}

impl NumberBook {
    pub(super) fn new(registered: String) -> Self {
        Self { registered, asked: BTreeMap::new(), operations: BTreeMap::new(), waiting: None }
    }

    /// This operation puts the number in force.
    pub(super) fn operation(&mut self, id: &str, number: &str) {
        self.operations.insert(id.to_owned(), number.to_owned());
    }

    /// She stopped the change by SMS.
    pub(super) fn stopped(&mut self) {
        self.waiting = None;
    }

    /// It is this late at the bank: a change that has waited long enough is in force, before anything that is asked now.
    pub(super) fn pass(&mut self, now_ms: i64) {
        if let Some((_, number, _)) = self.waiting.take_if(|(_, _, until)| now_ms >= *until) {
            self.registered = number;
        }
    }

    /// Takes an answer.
    pub(super) fn read(&mut self, answer: &Answer) {
        if answer.refusal.is_some() {
            return;
        }
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let path = answer.path.as_str();
        if path == NUMBER {
            if let (Some(id), Some(number)) = (text(&answer.said["change_id"]), text(&answer.asked["number"])) {
                self.asked.insert(id, number);
            }
        } else if path.starts_with(NUMBER) && path.ends_with("/proof") {
            let waits = &answer.said["waiting"];
            let until = waits["effective_at"].as_str().and_then(|at| at.parse::<jiff::Timestamp>().ok());
            if let (Some(id), Some(until)) = (text(&waits["change_id"]), until) {
                let number = self.asked.get(&id).cloned().unwrap_or_default();
                self.waiting = Some((id, number, until.as_millisecond()));
            }
        } else if path.starts_with(NUMBER) && path.ends_with("/cancellation") {
            self.waiting.take_if(|(id, _, _)| path.contains(id.as_str()));
        } else if path.ends_with("/approval") && answer.said["state"] == "completed" {
            let done = self.operations.iter().find(|(id, _)| path.ends_with(&format!("/{id}/approval")));
            if let Some((_, number)) = done {
                self.registered.clone_from(number);
            }
        }
    }

    /// Compares with the bank's own view.
    pub(super) fn check(&self, customer: &Value) -> Result<(), String> {
        let last = self.registered.get(self.registered.len().saturating_sub(4)..).unwrap_or_default();
        match customer["phone"].as_str() {
            Some(shown) if shown.ends_with(last) => Ok(()),
            shown => Err(format!("the bank has the number {shown:?}, and nobody who may has changed it to that")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::network::Behind;

    #[test]
    fn otp_8_a_change_that_is_due_is_in_force_before_what_is_approved_after_it() {
        let mut book = NumberBook::new("+628777000111".to_owned());
        book.waiting = Some(("change".to_owned(), "+628777000222".to_owned(), 1_000));
        book.operation("operation", "+628777000333");
        let approved = Answer {
            path: "/v1/operations/operation/approval".to_owned(),
            refusal: None,
            behind: Behind::RightCode,
            suspended: None,
            late: false,
            heard: true,
            key: None,
            asked: json!({}),
            said: json!({ "state": "completed" }),
            version: None,
            turn: 0,
            at_ms: 0,
        };
        book.pass(999);
        assert_eq!(book.registered, "+628777000111", "not yet");
        book.pass(1_000);
        book.read(&approved);
        book.pass(2_000);
        assert_eq!(book.check(&json!({ "phone": "•••• 0333" })), Ok(()));
        assert!(book.check(&json!({ "phone": "•••• 0222" })).is_err());
    }
}

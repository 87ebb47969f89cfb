//! An operation as lines of a screen, in the customer's language.

use kunci_domain::money::Money;
use kunci_domain::texts::{self, Language, Value};

use super::Operation;

/// One line: what it is, what it says, and how a screen reader says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationLine {
    /// "Amount"
    pub label: String,
    /// "Rp1.250.000"
    pub value: String,
    /// Digits of accounts and cards one by one; else as `value`.
    pub spoken: String,
}

impl Operation {
    /// "Transfer", "Unfreeze card" …
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        texts::text(language, &format!("operation-{}", self.kind.kind().name()), &[])
    }

    /// Every field that the approval covers.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<OperationLine> {
        let mut lines = Lines { language, lines: Vec::new() };
        self.kind.show(&mut lines);
        lines.lines
    }
}

/// Lines being written.
pub(super) struct Lines {
    language: Language,
    lines: Vec<OperationLine>,
}

impl Lines {
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    fn push(&mut self, label: &str, value: String, spoken: String) {
        self.lines.push(OperationLine { label: texts::text(self.language, label, &[]), value, spoken });
    }

    /// Words as they are.
    pub(super) fn plain(&mut self, label: &str, value: &str) {
        self.push(label, value.to_owned(), value.to_owned());
    }

    /// Digits, which are spoken one by one.
    pub(super) fn digits(&mut self, label: &str, value: &str) {
        self.push(label, value.to_owned(), texts::spoken_digits(value));
    }

    /// An amount.
    pub(super) fn money(&mut self, label: &str, amount: Money) {
        let shown = amount.display(self.language);
        self.push(label, shown.clone(), shown);
    }

    /// A sentence of the core's own.
    pub(super) fn words(&mut self, label: &str, key: &str) {
        let words = texts::text(self.language, key, &[]);
        self.push(label, words.clone(), words);
    }

    /// "yes" or "no".
    pub(super) fn yes_or_no(&mut self, label: &str, value: bool) {
        self.words(label, if value { "word-yes" } else { "word-no" });
    }

    /// The card by its last digits.
    pub(super) fn card(&mut self, ending: &str) {
        let text = |ending: &str| texts::text(self.language, "card-ending", &[("ending", Value::Text(ending))]);
        let (shown, spoken) = (text(ending), text(&texts::spoken_digits(ending)));
        self.push("line-card", shown, spoken);
    }
}

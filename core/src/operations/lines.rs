//! An operation as lines of a screen, in the customer's language.

use kunci_domain::texts::{self, Language, Value};

use super::{Operation, OperationKind};

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
        let key = match &self.kind {
            OperationKind::Transfer { .. } => "operation-transfer",
            OperationKind::Unfreeze { .. } => "operation-unfreeze",
            OperationKind::LimitRaise { .. } => "operation-limit-raise",
        };
        texts::text(language, key, &[])
    }

    /// Every field that the approval covers.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<OperationLine> {
        let line = |label: &str, value: String| OperationLine {
            label: texts::text(language, label, &[]),
            spoken: value.clone(),
            value,
        };
        let digits = |label: &str, value: &str| OperationLine {
            spoken: texts::spoken_digits(value),
            ..line(label, value.to_owned())
        };
        let card = |ending: &str| {
            let text = |ending: &str| texts::text(language, "card-ending", &[("ending", Value::Text(ending))]);
            OperationLine { spoken: text(&texts::spoken_digits(ending)), ..line("line-card", text(ending)) }
        };
        match &self.kind {
            OperationKind::Transfer { payee_name, bank_code, account, amount, note, new_payee } => {
                let word = texts::text(language, if *new_payee { "word-yes" } else { "word-no" }, &[]);
                let mut lines = vec![
                    line("line-amount", amount.display(language)),
                    line("line-payee", payee_name.clone()),
                    digits("line-bank", bank_code),
                    digits("line-account", account),
                    line("line-new-payee", word),
                ];
                if !note.is_empty() {
                    lines.push(line("line-note", note.clone()));
                }
                lines
            }
            OperationKind::Unfreeze { ending, .. } => vec![card(ending)],
            OperationKind::LimitRaise { ending, old, new, .. } => {
                vec![
                    card(ending),
                    line("line-old-limit", old.display(language)),
                    line("line-new-limit", new.display(language)),
                ]
            }
        }
    }
}

//! Statements and bills of cards.

use kunci_core::statements;
use kunci_domain::texts::Language;

use crate::errors::PhoneError;
use crate::phone::Phone;
use crate::runtime::run;

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StatementView {
    /// Its id.
    pub statement_id: String,
    /// Of which card.
    pub card_id: String,
    /// Its last four digits.
    pub ending: String,
    /// It ends then, in words.
    pub until: String,
    /// What is to be paid in all.
    pub total: String,
    /// At least so much.
    pub minimum: String,
    /// What was paid since.
    pub paid: String,
    /// What is left.
    pub left: String,
    /// To be paid by then, in words.
    pub due: String,
    /// The same, milliseconds since 1970 UTC.
    pub due_ms: i64,
    /// `nothing`, `paid`, `minimum-paid`, `open`, `soon`, `overdue`, `rest`.
    pub state: String,
    /// The same in words, with amount and day.
    pub state_words: String,
    /// What to do.
    pub action: String,
}

impl From<statements::StatementView> for StatementView {
    fn from(view: statements::StatementView) -> Self {
        Self {
            statement_id: view.statement_id,
            card_id: view.card_id,
            ending: view.ending,
            until: view.until,
            total: view.total,
            minimum: view.minimum,
            paid: view.paid,
            left: view.left,
            due: view.due,
            due_ms: view.due_ms,
            state: view.state,
            state_words: view.state_words,
            action: view.action,
        }
    }
}

#[uniffi::export]
impl Phone {
    /// The customer's statements, newest first.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub async fn statements(&self, language: String) -> Result<Vec<StatementView>, PhoneError> {
        let (phone, language) = (self.open_phone()?, Language::from_tag(&language));
        let all = run(async move { phone.statements(language).await }).await?;
        Ok(all.into_iter().map(Into::into).collect())
    }

    /// The document of a statement (PDF), to show or to save: only if it is exactly the one that the list names.
    ///
    /// # Errors
    /// [`PhoneError`]; `DocumentForged` if it is another.
    pub async fn statement_document(&self, statement_id: String) -> Result<Vec<u8>, PhoneError> {
        let phone = self.open_phone()?;
        run(async move { phone.statement_document(&statement_id).await }).await
    }
}

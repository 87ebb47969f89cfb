//! What can be asked of a transaction about statements.

use kunci_domain::cards::statement::Statement;
use uuid::Uuid;

use crate::refusal::BankError;

type Result<T> = std::result::Result<T, BankError>;

/// Statements of cards.
pub(crate) trait Statements {
    fn insert_statement(&mut self, customer: Uuid, statement: &Statement, document: &[u8]) -> Result<()>;
    /// Replaces everything but ids, due time and document.
    fn update_statement(&mut self, statement: &Statement) -> Result<()>;
    /// The newest first.
    fn statements_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Statement>>;
    /// Only of this customer.
    fn statement_document(&mut self, customer: Uuid, id: Uuid) -> Result<Option<Vec<u8>>>;
    /// Due before then, and not reminded of.
    fn statements_to_remind_of(&mut self, before: i64) -> Result<Vec<(Uuid, Statement)>>;
    fn set_reminded(&mut self, id: Uuid) -> Result<()>;
}

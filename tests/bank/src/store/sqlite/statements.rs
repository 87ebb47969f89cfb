//! Statements of cards.

use kunci_domain::cards::statement::Statement;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, damaged, first, run, uuid};
use crate::refusal::BankError;
use crate::store::Statements;

impl Statements for SqliteTx<'_> {
    fn insert_statement(&mut self, customer: Uuid, statement: &Statement, document: &[u8]) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO statements (id, customer, card, due, reminded, record, document)
             VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
            params![
                statement.statement_id.to_string(),
                customer.to_string(),
                statement.card_id.to_string(),
                statement.due.as_millisecond(),
                serde_json::to_string(statement)?,
                document
            ],
        )?;
        Ok(())
    }

    fn update_statement(&mut self, statement: &Statement) -> Result<(), BankError> {
        let (id, record) = (statement.statement_id.to_string(), serde_json::to_string(statement)?);
        run(self, "UPDATE statements SET record = ?2 WHERE id = ?1", params![id, record])?;
        Ok(())
    }

    fn statements_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Statement>, BankError> {
        let sql = "SELECT record FROM statements WHERE customer = ?1 ORDER BY n DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], read)
    }

    fn statement_document(&mut self, customer: Uuid, id: Uuid) -> Result<Option<Vec<u8>>, BankError> {
        let sql = "SELECT document FROM statements WHERE customer = ?1 AND id = ?2";
        first(self, sql, params![customer.to_string(), id.to_string()], |row| row.get("document"))
    }

    fn statements_to_remind_of(&mut self, before: i64) -> Result<Vec<(Uuid, Statement)>, BankError> {
        let sql = "SELECT customer, record FROM statements WHERE reminded = 0 AND due <= ?1 ORDER BY n";
        all(self, sql, [before], |row| Ok((uuid(row, "customer")?, read(row)?)))
    }

    fn set_reminded(&mut self, id: Uuid) -> Result<(), BankError> {
        run(self, "UPDATE statements SET reminded = 1 WHERE id = ?1", [id.to_string()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Statement> {
    let record: String = row.get("record")?;
    serde_json::from_str(&record).map_err(damaged)
}

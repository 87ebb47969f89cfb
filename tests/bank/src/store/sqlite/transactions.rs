//! Payments with cards, and receipts.

use kunci_domain::cards::transaction::Transaction;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, damaged, first, run, shelves, uuid};
use crate::refusal::BankError;
use crate::store::{Before, Sought, Transactions};

impl Transactions for SqliteTx<'_> {
    fn insert_transaction(&mut self, customer: Uuid, transaction: &Transaction) -> Result<(), BankError> {
        let shelf = shelves::shelf(self, customer, transaction)?;
        run(
            self,
            "INSERT INTO transactions (id, customer, card, at, record, shelf) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                transaction.transaction_id.to_string(),
                customer.to_string(),
                transaction.card_id.to_string(),
                transaction.at.as_millisecond(),
                serde_json::to_string(transaction)?,
                shelf
            ],
        )?;
        Ok(())
    }

    fn transaction(&mut self, id: Uuid) -> Result<Option<(Uuid, Transaction)>, BankError> {
        let sql = "SELECT customer, record FROM transactions WHERE id = ?1";
        first(self, sql, [id.to_string()], |row| Ok((uuid(row, "customer")?, read(row)?)))
    }

    fn update_transaction(&mut self, transaction: &Transaction) -> Result<(), BankError> {
        let (id, record) = (transaction.transaction_id.to_string(), serde_json::to_string(transaction)?);
        let sql = "SELECT customer FROM transactions WHERE id = ?1";
        let Some(customer) = first(self, sql, [&id], |row| uuid(row, "customer"))? else { return Ok(()) };
        // Its state may be another one now.
        let shelf = shelves::shelf(self, customer, transaction)?;
        run(self, "UPDATE transactions SET record = ?2, shelf = ?3 WHERE id = ?1", params![id, record, shelf])?;
        Ok(())
    }

    fn transactions_of_card(&mut self, card: Uuid, since: i64) -> Result<Vec<Transaction>, BankError> {
        let sql = "SELECT record FROM transactions WHERE card = ?1 AND at >= ?2 ORDER BY at, n";
        all(self, sql, params![card.to_string(), since], read)
    }

    fn transactions_before(
        &mut self,
        customer: Uuid,
        before: Before,
        most: u32,
    ) -> Result<Vec<(Before, Transaction)>, BankError> {
        let sql = "SELECT at, n, record FROM transactions
            WHERE customer = ?1 AND (at < ?2 OR (at = ?2 AND n < ?3)) ORDER BY at DESC, n DESC LIMIT ?4";
        all(self, sql, params![customer.to_string(), before.at, before.n, most], |row| {
            Ok((Before { at: row.get("at")?, n: row.get("n")? }, read(row)?))
        })
    }

    fn transactions_sought(&mut self, sought: &Sought<'_>) -> Result<Vec<(Before, Transaction)>, BankError> {
        shelves::search(self, sought)
    }

    fn insert_card_receipt(&mut self, customer: Uuid, command: Uuid, receipt: &str) -> Result<(), BankError> {
        let sql = "INSERT INTO card_receipts (customer, command, receipt) VALUES (?1, ?2, ?3)";
        run(self, sql, params![customer.to_string(), command.to_string(), receipt])?;
        Ok(())
    }

    fn card_receipts(&mut self, customer: Uuid, most: u32) -> Result<Vec<String>, BankError> {
        let sql = "SELECT receipt FROM card_receipts WHERE customer = ?1 ORDER BY n DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], |row| row.get("receipt"))
    }
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Transaction> {
    let record: String = row.get("record")?;
    serde_json::from_str(&record).map_err(damaged)
}

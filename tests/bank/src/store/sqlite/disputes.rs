//! Disputes and their evidence.

use kunci_domain::cards::dispute::Dispute;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, damaged, first, run, uuid};
use crate::refusal::BankError;
use crate::store::Disputes;

impl Disputes for SqliteTx<'_> {
    fn insert_dispute(&mut self, customer: Uuid, dispute: &Dispute) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO disputes (id, customer, payment, record) VALUES (?1, ?2, ?3, ?4)",
            params![
                dispute.dispute_id.to_string(),
                customer.to_string(),
                dispute.transaction_id.to_string(),
                serde_json::to_string(dispute)?
            ],
        )?;
        Ok(())
    }

    fn dispute(&mut self, id: Uuid) -> Result<Option<(Uuid, Dispute)>, BankError> {
        let sql = "SELECT customer, record FROM disputes WHERE id = ?1";
        first(self, sql, [id.to_string()], |row| Ok((uuid(row, "customer")?, read(row)?)))
    }

    fn update_dispute(&mut self, dispute: &Dispute) -> Result<(), BankError> {
        let (id, record) = (dispute.dispute_id.to_string(), serde_json::to_string(dispute)?);
        run(self, "UPDATE disputes SET record = ?2 WHERE id = ?1", params![id, record])?;
        Ok(())
    }

    fn disputes_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Dispute>, BankError> {
        let sql = "SELECT record FROM disputes WHERE customer = ?1 ORDER BY n DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], read)
    }

    fn disputes_about(&mut self, payment: Uuid) -> Result<Vec<Dispute>, BankError> {
        all(self, "SELECT record FROM disputes WHERE payment = ?1 ORDER BY n", [payment.to_string()], read)
    }

    fn put_evidence(&mut self, customer: Uuid, digest: &str, content: &[u8], at: i64) -> Result<(), BankError> {
        let sql = "INSERT INTO evidence (customer, digest, content, at, kept) VALUES (?1, ?2, ?3, ?4, 0)
            ON CONFLICT (customer, digest) DO UPDATE SET at = ?4";
        run(self, sql, params![customer.to_string(), digest, content, at])?;
        Ok(())
    }

    fn evidence(&mut self, customer: Uuid, digest: &str) -> Result<Option<Vec<u8>>, BankError> {
        let sql = "SELECT content FROM evidence WHERE customer = ?1 AND digest = ?2";
        first(self, sql, params![customer.to_string(), digest], |row| row.get("content"))
    }

    fn loose_evidence(&mut self, customer: Uuid) -> Result<u32, BankError> {
        let sql = "SELECT count(*) AS n FROM evidence WHERE customer = ?1 AND kept = 0";
        Ok(first(self, sql, [customer.to_string()], |row| row.get("n"))?.unwrap_or_default())
    }

    fn keep_evidence(&mut self, customer: Uuid, digest: &str) -> Result<(), BankError> {
        let sql = "UPDATE evidence SET kept = 1 WHERE customer = ?1 AND digest = ?2";
        run(self, sql, params![customer.to_string(), digest])?;
        Ok(())
    }

    fn purge_evidence(&mut self, before: i64) -> Result<(), BankError> {
        run(self, "DELETE FROM evidence WHERE kept = 0 AND at < ?1", [before])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Dispute> {
    let record: String = row.get("record")?;
    serde_json::from_str(&record).map_err(damaged)
}

//! Changes of the registered number.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{NumberChange, NumberStage, Numbers};

impl Numbers for SqliteTx<'_> {
    fn insert_number_change(&mut self, change: &NumberChange) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO number_changes
             (id, customer, number, stage, otp_digest, otp_expires_at, otp_tries_left, cancel_code, effective_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                change.id.to_string(),
                change.customer.to_string(),
                change.number,
                change.stage.as_str(),
                change.otp_digest,
                change.otp_expires_at,
                change.otp_tries_left,
                change.cancel_code,
                change.effective_at,
            ],
        )?;
        Ok(())
    }

    fn number_change(&mut self, id: Uuid) -> Result<Option<NumberChange>, BankError> {
        first(self, "SELECT * FROM number_changes WHERE id = ?1", [id.to_string()], read)
    }

    fn update_number_change(&mut self, change: &NumberChange) -> Result<(), BankError> {
        let sql = "UPDATE number_changes SET stage = ?2, otp_tries_left = ?3, effective_at = ?4 WHERE id = ?1";
        run(
            self,
            sql,
            params![change.id.to_string(), change.stage.as_str(), change.otp_tries_left, change.effective_at],
        )?;
        Ok(())
    }

    fn waiting_number_change(&mut self, customer: Uuid) -> Result<Option<NumberChange>, BankError> {
        let sql = "SELECT * FROM number_changes WHERE customer = ?1 AND stage = 'waiting' ORDER BY n DESC LIMIT 1";
        first(self, sql, [customer.to_string()], read)
    }

    fn due_number_changes(&mut self, now: i64) -> Result<Vec<NumberChange>, BankError> {
        let sql = "SELECT * FROM number_changes WHERE stage = 'waiting' AND effective_at <= ?1 ORDER BY n";
        all(self, sql, [now], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<NumberChange> {
    let stage: String = row.get("stage")?;
    Ok(NumberChange {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        number: row.get("number")?,
        stage: word(NumberStage::ALL.into_iter().find(|known| known.as_str() == stage))?,
        otp_digest: row.get("otp_digest")?,
        otp_expires_at: row.get("otp_expires_at")?,
        otp_tries_left: row.get("otp_tries_left")?,
        cancel_code: row.get("cancel_code")?,
        effective_at: row.get("effective_at")?,
    })
}

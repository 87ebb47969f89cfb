//! Enrolments.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Enrolment, Enrolments, Stage};

impl Enrolments for SqliteTx<'_> {
    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO enrolments VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                enrolment.id.to_string(),
                enrolment.customer.to_string(),
                enrolment.session.to_string(),
                enrolment.stage.as_str(),
                enrolment.otp_digest,
                enrolment.otp_expires_at,
                enrolment.otp_tries_left,
                enrolment.expires_at,
                enrolment.offer,
                enrolment.private_keys,
                enrolment.confirm_failures,
            ],
        )?;
        Ok(())
    }

    fn enrolment(&mut self, id: Uuid) -> Result<Option<Enrolment>, BankError> {
        first(self, "SELECT * FROM enrolments WHERE id = ?1", [id.to_string()], read)
    }

    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), BankError> {
        run(
            self,
            "UPDATE enrolments SET stage = ?2, otp_tries_left = ?3, offer = ?4, private_keys = ?5,
             confirm_failures = ?6 WHERE id = ?1",
            params![
                enrolment.id.to_string(),
                enrolment.stage.as_str(),
                enrolment.otp_tries_left,
                enrolment.offer,
                enrolment.private_keys,
                enrolment.confirm_failures,
            ],
        )?;
        Ok(())
    }

    fn destroy_stale_keys(&mut self, now: i64) -> Result<(), BankError> {
        let sql = "UPDATE enrolments SET private_keys = NULL WHERE private_keys IS NOT NULL AND expires_at <= ?1";
        run(self, sql, [now])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Enrolment> {
    let stage: String = row.get("stage")?;
    Ok(Enrolment {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        session: uuid(row, "session")?,
        stage: word(Stage::ALL.into_iter().find(|known| known.as_str() == stage))?,
        otp_digest: row.get("otp_digest")?,
        otp_expires_at: row.get("otp_expires_at")?,
        otp_tries_left: row.get("otp_tries_left")?,
        expires_at: row.get("expires_at")?,
        offer: row.get("offer")?,
        private_keys: row.get("private_keys")?,
        confirm_failures: row.get("confirm_failures")?,
    })
}

//! Alerts, replacements and probation.

use rusqlite::params;
use uuid::Uuid;

use super::{SqliteTx, all, first, run, uuid};
use crate::refusal::BankError;
use crate::store::{AlertRow, Replacement, Watch};

impl Watch for SqliteTx<'_> {
    fn insert_alert(&mut self, customer: Uuid, alert: &AlertRow) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO alerts (customer, at, what, sms) VALUES (?1, ?2, ?3, ?4)",
            params![customer.to_string(), alert.at, alert.what, alert.sms],
        )?;
        Ok(())
    }

    fn alerts_of(&mut self, customer: Uuid) -> Result<Vec<AlertRow>, BankError> {
        all(self, "SELECT * FROM alerts WHERE customer = ?1 ORDER BY n", [customer.to_string()], |row| {
            Ok(AlertRow { at: row.get("at")?, what: row.get("what")?, sms: row.get("sms")? })
        })
    }

    fn insert_replacement(&mut self, token: Uuid, replacement: &Replacement) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO replacements VALUES (?1, ?2, ?3, ?4)",
            params![token.to_string(), replacement.by.to_string(), replacement.at, replacement.disowned_at],
        )?;
        Ok(())
    }

    fn replacement(&mut self, token: Uuid) -> Result<Option<Replacement>, BankError> {
        first(self, "SELECT * FROM replacements WHERE token = ?1", [token.to_string()], |row| {
            Ok(Replacement { by: uuid(row, "by_token")?, at: row.get("at")?, disowned_at: row.get("disowned_at")? })
        })
    }

    fn disown_replacement(&mut self, token: Uuid, at: i64) -> Result<bool, BankError> {
        let sql = "UPDATE replacements SET disowned_at = ?2 WHERE token = ?1 AND disowned_at IS NULL";
        Ok(run(self, sql, params![token.to_string(), at])? == 1)
    }

    fn set_probation(&mut self, token: Uuid, until: i64) -> Result<(), BankError> {
        run(self, "UPDATE tokens SET probation_until = ?2 WHERE id = ?1", params![token.to_string(), until])?;
        Ok(())
    }

    fn tokens_of_key(&mut self, thumbprint: &str) -> Result<Vec<Uuid>, BankError> {
        let sql = "SELECT id FROM tokens WHERE thumbprint = ?1 ORDER BY rowid DESC";
        all(self, sql, [thumbprint], |row| uuid(row, "id"))
    }
}

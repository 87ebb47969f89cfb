//! Offline codes, the website's sessions, personal data.

use rusqlite::params;
use uuid::Uuid;

use super::{SqliteTx, first, run, uuid};
use crate::refusal::BankError;
use crate::store::{Codes, Website};

impl Codes for SqliteTx<'_> {
    fn insert_code_try(&mut self, customer: Uuid, what: &str, at: i64) -> Result<(), BankError> {
        run(self, "INSERT INTO code_tries VALUES (?1, ?2, ?3)", params![customer.to_string(), what, at])?;
        Ok(())
    }

    fn code_tries_since(&mut self, customer: Uuid, what: &str, since: i64) -> Result<u32, BankError> {
        let sql = "SELECT count(*) AS n FROM code_tries WHERE customer = ?1 AND what = ?2 AND at > ?3";
        let found = first(self, sql, params![customer.to_string(), what, since], |row| row.get("n"))?;
        Ok(found.unwrap_or_default())
    }

    fn use_code(&mut self, token: Uuid, question: &[u8; 32], minute: i64) -> Result<bool, BankError> {
        let sql = "INSERT OR IGNORE INTO used_codes VALUES (?1, ?2, ?3)";
        Ok(run(self, sql, params![token.to_string(), question, minute])? == 1)
    }
}

impl Website for SqliteTx<'_> {
    fn end_website_sessions_of(&mut self, customer: Uuid) -> Result<(), BankError> {
        run(self, "DELETE FROM website_sessions WHERE customer = ?1", [customer.to_string()])?;
        Ok(())
    }

    fn insert_website_session(&mut self, digest: &[u8; 32], customer: Uuid, at: i64) -> Result<(), BankError> {
        run(self, "INSERT INTO website_sessions VALUES (?1, ?2, ?3)", params![digest, customer.to_string(), at])?;
        Ok(())
    }

    fn website_session(&mut self, digest: &[u8; 32]) -> Result<Option<(Uuid, i64)>, BankError> {
        let sql = "SELECT * FROM website_sessions WHERE digest = ?1";
        first(self, sql, params![digest], |row| Ok((uuid(row, "customer")?, row.get("seen_at")?)))
    }

    fn touch_website_session(&mut self, digest: &[u8; 32], at: i64) -> Result<(), BankError> {
        run(self, "UPDATE website_sessions SET seen_at = ?2 WHERE digest = ?1", params![digest, at])?;
        Ok(())
    }

    fn profile(&mut self, customer: Uuid, field: &str) -> Result<Option<String>, BankError> {
        let sql = "SELECT value FROM profiles WHERE customer = ?1 AND field = ?2";
        first(self, sql, params![customer.to_string(), field], |row| row.get("value"))
    }

    fn set_profile(&mut self, customer: Uuid, field: &str, value: &str) -> Result<(), BankError> {
        let sql = "INSERT OR REPLACE INTO profiles VALUES (?1, ?2, ?3)";
        run(self, sql, params![customer.to_string(), field, value])?;
        Ok(())
    }
}

//! Trusted places, tokens that their own customer suspended, emergency keys.

use kunci_wire::signed::TokenState;
use rusqlite::params;
use uuid::Uuid;

use super::{SqliteTx, first, run};
use crate::refusal::BankError;
use crate::store::{Guards, Tokens as _};

impl Guards for SqliteTx<'_> {
    fn trusted_places(&mut self, customer: Uuid) -> Result<bool, BankError> {
        let sql = "SELECT 1 AS found FROM trusted_places WHERE customer = ?1";
        let found: Option<i64> = first(self, sql, [customer.to_string()], |row| row.get("found"))?;
        Ok(found.is_some())
    }

    fn set_trusted_places(&mut self, customer: Uuid, on: bool) -> Result<(), BankError> {
        let sql = if on {
            "INSERT OR IGNORE INTO trusted_places VALUES (?1)"
        } else {
            "DELETE FROM trusted_places WHERE customer = ?1"
        };
        run(self, sql, [customer.to_string()])?;
        Ok(())
    }

    fn suspend_own(&mut self, token: Uuid, at: i64) -> Result<(), BankError> {
        self.set_token_state(token, TokenState::Suspended)?;
        run(self, "INSERT INTO own_suspensions VALUES (?1, ?2)", params![token.to_string(), at])?;
        Ok(())
    }

    fn own_suspension(&mut self, token: Uuid) -> Result<Option<i64>, BankError> {
        let sql = "SELECT at FROM own_suspensions WHERE token = ?1";
        first(self, sql, [token.to_string()], |row| row.get("at"))
    }

    fn emergency_key(&mut self, customer: Uuid) -> Result<Option<(Vec<u8>, i64)>, BankError> {
        let sql = "SELECT digest, made_at FROM emergency_keys WHERE customer = ?1 AND used_at IS NULL";
        first(self, sql, [customer.to_string()], |row| Ok((row.get("digest")?, row.get("made_at")?)))
    }

    fn set_emergency_key(&mut self, customer: Uuid, digest: &[u8], at: i64) -> Result<(), BankError> {
        let sql = "INSERT OR REPLACE INTO emergency_keys (customer, digest, made_at) VALUES (?1, ?2, ?3)";
        run(self, sql, params![customer.to_string(), digest, at])?;
        Ok(())
    }

    fn drop_emergency_key(&mut self, customer: Uuid) -> Result<(), BankError> {
        run(self, "DELETE FROM emergency_keys WHERE customer = ?1", [customer.to_string()])?;
        Ok(())
    }

    fn spend_emergency_key(&mut self, customer: Uuid, at: i64) -> Result<(), BankError> {
        let sql = "UPDATE emergency_keys SET digest = x'', used_at = ?2 WHERE customer = ?1";
        run(self, sql, params![customer.to_string(), at])?;
        Ok(())
    }

    fn emergency_key_used(&mut self, customer: Uuid) -> Result<Option<i64>, BankError> {
        let sql = "SELECT used_at FROM emergency_keys WHERE customer = ?1 AND used_at IS NOT NULL";
        first(self, sql, [customer.to_string()], |row| row.get("used_at"))
    }
}

//! Hardware tokens and named throttles.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Algorithm, HardwareToken, HardwareTokens};
use crate::throttle::Throttle;

impl HardwareTokens for SqliteTx<'_> {
    fn insert_hardware_token(&mut self, token: &HardwareToken) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO hardware_tokens VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                token.serial,
                token.customer.to_string(),
                token.algorithm.as_str(),
                token.secret,
                token.activated_at,
                token.drift,
                token.highest_step,
            ],
        )?;
        Ok(())
    }

    fn hardware_token(&mut self, serial: &str) -> Result<Option<HardwareToken>, BankError> {
        first(self, "SELECT * FROM hardware_tokens WHERE serial = ?1", [serial], read)
    }

    fn hardware_tokens_of(&mut self, customer: Uuid) -> Result<Vec<HardwareToken>, BankError> {
        let sql = "SELECT * FROM hardware_tokens WHERE customer = ?1 ORDER BY serial";
        all(self, sql, [customer.to_string()], read)
    }

    fn activate_hardware_token(&mut self, serial: &str, at: i64) -> Result<(), BankError> {
        let sql = "UPDATE hardware_tokens SET activated_at = ?2 WHERE serial = ?1 AND activated_at IS NULL";
        run(self, sql, params![serial, at])?;
        Ok(())
    }

    fn take_hardware_step(&mut self, serial: &str, highest: i64, step: i64, drift: i64) -> Result<bool, BankError> {
        let sql = "UPDATE hardware_tokens SET highest_step = ?3, drift = ?4
                   WHERE serial = ?1 AND highest_step = ?2 AND ?3 > highest_step";
        Ok(run(self, sql, params![serial, highest, step, drift])? == 1)
    }

    fn throttle(&mut self, customer: Uuid, name: &str) -> Result<Throttle, BankError> {
        let sql = "SELECT * FROM throttles WHERE customer = ?1 AND name = ?2";
        let found = first(self, sql, params![customer.to_string(), name], |row| {
            Ok(Throttle { failures: row.get("failures")?, blocked_until: row.get("blocked_until")? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn set_throttle(&mut self, customer: Uuid, name: &str, throttle: Throttle) -> Result<(), BankError> {
        run(
            self,
            "INSERT OR REPLACE INTO throttles VALUES (?1, ?2, ?3, ?4)",
            params![customer.to_string(), name, throttle.failures, throttle.blocked_until],
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<HardwareToken> {
    let algorithm: String = row.get("algorithm")?;
    Ok(HardwareToken {
        serial: row.get("serial")?,
        customer: uuid(row, "customer")?,
        algorithm: word(Algorithm::ALL.into_iter().find(|known| known.as_str() == algorithm))?,
        secret: row.get("secret")?,
        activated_at: row.get("activated_at")?,
        drift: row.get("drift")?,
        highest_step: row.get("highest_step")?,
    })
}

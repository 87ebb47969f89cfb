//! Calls that customers asked for, and wishes for a user id.

use kunci_domain::call_back::{CallReason, CallState, CallWindow};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{CallBack, CallBacks, Reminder};

impl CallBacks for SqliteTx<'_> {
    fn insert_call_back(&mut self, row: &CallBack) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO call_backs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                row.id.to_string(),
                row.customer.to_string(),
                row.reason.code(),
                row.asked,
                row.window.from_ms,
                row.window.until_ms,
                row.state.code(),
            ],
        )?;
        Ok(())
    }

    fn call_back(&mut self, id: Uuid) -> Result<Option<CallBack>, BankError> {
        first(self, "SELECT * FROM call_backs WHERE id = ?1", [id.to_string()], read)
    }

    fn call_backs_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<CallBack>, BankError> {
        let sql = "SELECT * FROM call_backs WHERE customer = ?1 ORDER BY asked DESC, rowid DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], read)
    }

    fn set_call_back_state(&mut self, id: Uuid, state: CallState) -> Result<(), BankError> {
        run(self, "UPDATE call_backs SET state = ?2 WHERE id = ?1", params![id.to_string(), state.code()])?;
        Ok(())
    }

    fn reminders_since(&mut self, number: &[u8], since: i64) -> Result<Vec<i64>, BankError> {
        let sql = "SELECT asked FROM user_id_reminders WHERE number = ?1 AND asked > ?2 ORDER BY asked DESC";
        all(self, sql, params![number, since], |row| row.get("asked"))
    }

    fn all_reminders_since(&mut self, since: i64) -> Result<u32, BankError> {
        let sql = "SELECT count(*) AS found FROM user_id_reminders WHERE asked > ?1";
        Ok(first(self, sql, [since], |row| row.get("found"))?.unwrap_or(0))
    }

    fn insert_reminder(&mut self, wish: &Reminder, asked: i64, forget_before: i64) -> Result<(), BankError> {
        run(self, "DELETE FROM user_id_reminders WHERE asked < ?1", [forget_before])?;
        let sql = "INSERT INTO user_id_reminders (number, language, asked) VALUES (?1, ?2, ?3)";
        run(self, sql, params![wish.number, wish.language, asked])?;
        Ok(())
    }

    fn take_reminders(&mut self) -> Result<Vec<Reminder>, BankError> {
        let sql = "SELECT number, language FROM user_id_reminders WHERE sent = 0 ORDER BY asked";
        let waiting =
            all(self, sql, [], |row| Ok(Reminder { number: row.get("number")?, language: row.get("language")? }))?;
        if !waiting.is_empty() {
            run(self, "UPDATE user_id_reminders SET sent = 1 WHERE sent = 0", [])?;
        }
        Ok(waiting)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<CallBack> {
    Ok(CallBack {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        reason: word(CallReason::parse(&row.get::<_, String>("reason")?))?,
        asked: row.get("asked")?,
        window: CallWindow { from_ms: row.get("from_at")?, until_ms: row.get("until_at")? },
        state: word(CallState::parse(&row.get::<_, String>("state")?))?,
    })
}

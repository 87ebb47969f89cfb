//! Code changes.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, count, first, maybe_uuid, number, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{ChangePurpose, ChangeStage, Changes, KeyChange, KeyState};

/// What closing does to a change.
const CLOSE: &str = "UPDATE key_changes SET stage = 'closed', private_key = NULL, next_key = NULL";

impl Changes for SqliteTx<'_> {
    fn insert_change(&mut self, change: &KeyChange) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO key_changes (id, token, customer, session, generation, stage, offer, private_key, expires_at,
             purpose) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                change.id.to_string(),
                change.token.to_string(),
                change.customer.to_string(),
                change.session.to_string(),
                number(change.generation),
                change.stage.as_str(),
                change.offer,
                change.private_key,
                change.expires_at,
                change.purpose.as_str(),
            ],
        )?;
        Ok(())
    }

    fn change(&mut self, id: Uuid) -> Result<Option<KeyChange>, BankError> {
        first(self, "SELECT * FROM key_changes WHERE id = ?1", [id.to_string()], read)
    }

    fn update_change(&mut self, change: &KeyChange) -> Result<(), BankError> {
        run(
            self,
            "UPDATE key_changes SET stage = ?2, private_key = ?3, next_key = ?4, transcript_hash = ?5 WHERE id = ?1",
            params![
                change.id.to_string(),
                change.stage.as_str(),
                change.private_key,
                change.next,
                change.transcript_hash
            ],
        )?;
        Ok(())
    }

    fn close_changes(&mut self, token: Uuid) -> Result<(), BankError> {
        run(self, &format!("{CLOSE} WHERE token = ?1 AND stage IN ('offered', 'proved')"), [token.to_string()])?;
        let sql = "UPDATE tokens SET open_change = NULL, open_until = NULL WHERE id = ?1";
        run(self, sql, [token.to_string()])?;
        Ok(())
    }

    fn close_stale_changes(&mut self, now: i64) -> Result<(), BankError> {
        run(self, &format!("{CLOSE} WHERE expires_at <= ?1 AND stage IN ('offered', 'proved')"), [now])?;
        let sql = "UPDATE tokens SET open_change = NULL, open_until = NULL WHERE open_until <= ?1";
        run(self, sql, [now])?;
        Ok(())
    }

    fn set_token_know(&mut self, token: Uuid, know: &[u8]) -> Result<(), BankError> {
        run(self, "UPDATE tokens SET know = ?2 WHERE id = ?1", params![token.to_string(), know])?;
        Ok(())
    }

    fn set_key_state(&mut self, token: Uuid, state: &KeyState) -> Result<(), BankError> {
        run(
            self,
            "UPDATE tokens SET generation = ?2, key_change = ?3, know_before = ?4, open_change = ?5, open_until = ?6,
             bio_change = ?7, bio_key = ?8 WHERE id = ?1",
            params![
                token.to_string(),
                number(state.generation),
                state.change.map(|id| id.to_string()),
                state.before,
                state.open.map(|(id, _)| id.to_string()),
                state.open.map(|(_, until)| until),
                state.biometric.as_ref().map(|(id, _)| id.to_string()),
                state.biometric.as_ref().map(|(_, key)| key),
            ],
        )?;
        Ok(())
    }
}

/// The columns of `tokens` that belong here.
pub(super) fn read_key_state(row: &Row<'_>) -> rusqlite::Result<KeyState> {
    Ok(KeyState {
        generation: count(row, "generation")?,
        change: maybe_uuid(row, "key_change")?,
        before: row.get("know_before")?,
        open: maybe_uuid(row, "open_change")?.zip(row.get("open_until")?),
        biometric: maybe_uuid(row, "bio_change")?.zip(row.get("bio_key")?),
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<KeyChange> {
    let (stage, purpose): (String, String) = (row.get("stage")?, row.get("purpose")?);
    Ok(KeyChange {
        id: uuid(row, "id")?,
        token: uuid(row, "token")?,
        customer: uuid(row, "customer")?,
        session: uuid(row, "session")?,
        purpose: word(ChangePurpose::ALL.into_iter().find(|known| known.as_str() == purpose))?,
        generation: count(row, "generation")?,
        stage: word(ChangeStage::ALL.into_iter().find(|known| known.as_str() == stage))?,
        offer: row.get("offer")?,
        private_key: row.get("private_key")?,
        next: row.get("next_key")?,
        transcript_hash: row.get("transcript_hash")?,
        expires_at: row.get("expires_at")?,
    })
}

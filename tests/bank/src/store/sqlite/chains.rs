//! Chains of logins, and the step-ups of sessions.

use kunci_domain::clones::{Chain, Tip};
use kunci_wire::sessions::StepUpMethod;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Chains, StepUp, StepUpStage};

impl Chains for SqliteTx<'_> {
    fn chain(&mut self, token: Uuid) -> Result<Chain, BankError> {
        let found = first(self, "SELECT * FROM chains WHERE token = ?1", [token.to_string()], read_chain)?;
        Ok(found.unwrap_or_default())
    }

    fn set_chain(&mut self, token: Uuid, chain: &Chain) -> Result<(), BankError> {
        // Without a first login there is nothing to keep: a stranger to an empty chain is not told from anybody.
        let Some(tip) = chain.tip else { return Ok(()) };
        run(
            self,
            "INSERT OR REPLACE INTO chains VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                token.to_string(),
                tip.before,
                tip.now,
                chain.moved_ms,
                chain.stranger_ms,
                chain.ended.and_then(|(ended, _)| ended.before),
                chain.ended.map(|(ended, _)| ended.now),
                chain.ended.map(|(_, at)| at),
            ],
        )?;
        Ok(())
    }

    fn step_up(&mut self, session: Uuid) -> Result<Option<StepUp>, BankError> {
        first(self, "SELECT * FROM step_ups WHERE session = ?1", [session.to_string()], read_step_up)
    }

    fn put_step_up(&mut self, step_up: &StepUp) -> Result<(), BankError> {
        run(
            self,
            "INSERT OR REPLACE INTO step_ups VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                step_up.session.to_string(),
                step_up.stage.as_str(),
                step_up.method.map(StepUpMethod::as_str),
                step_up.otp_digest,
                step_up.expires_at,
                step_up.tries_left,
            ],
        )?;
        Ok(())
    }

    fn remove_step_up(&mut self, session: Uuid) -> Result<(), BankError> {
        run(self, "DELETE FROM step_ups WHERE session = ?1", [session.to_string()])?;
        Ok(())
    }
}

fn read_chain(row: &Row<'_>) -> rusqlite::Result<Chain> {
    let ended = row.get::<_, Option<_>>("ended_now")?.zip(row.get("ended_at")?);
    let ended_before = row.get("ended_before")?;
    Ok(Chain {
        tip: Some(Tip { before: row.get("before")?, now: row.get("now")? }),
        moved_ms: row.get("moved_at")?,
        stranger_ms: row.get("stranger_at")?,
        ended: ended.map(|(now, at)| (Tip { before: ended_before, now }, at)),
    })
}

fn read_step_up(row: &Row<'_>) -> rusqlite::Result<StepUp> {
    let (stage, method): (String, Option<String>) = (row.get("stage")?, row.get("method")?);
    let named = |name: String| word(StepUpMethod::ALL.into_iter().find(|method| method.as_str() == name));
    Ok(StepUp {
        session: uuid(row, "session")?,
        stage: word(StepUpStage::ALL.into_iter().find(|known| known.as_str() == stage))?,
        method: method.map(named).transpose()?,
        otp_digest: row.get("otp_digest")?,
        expires_at: row.get("expires_at")?,
        tries_left: row.get("tries_left")?,
    })
}

//! Sessions.

use kunci_domain::session_life::SessionEnd;
use kunci_wire::sessions::Scope;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Session, Sessions};

impl Sessions for SqliteTx<'_> {
    fn insert_session(&mut self, session: &Session) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NULL, ?13, ?14, ?15)",
            params![
                session.id.to_string(),
                session.customer.to_string(),
                session.key,
                session.thumbprint,
                scope_word(session.scope),
                session.login_nonce,
                session.nonce_burnt,
                session.seen_at,
                session.expires_at,
                session.language,
                session.sms_sent,
                session.ended,
                session.certificate,
                session.nonce_at,
                session.ended_why,
            ],
        )?;
        Ok(())
    }

    fn session(&mut self, id: Uuid) -> Result<Option<Session>, BankError> {
        first(self, "SELECT * FROM sessions WHERE id = ?1", [id.to_string()], read)
    }

    fn touch_session(&mut self, id: Uuid, at: i64) -> Result<(), BankError> {
        run(self, "UPDATE sessions SET seen_at = max(seen_at, ?2) WHERE id = ?1", params![id.to_string(), at])?;
        Ok(())
    }

    fn burn_login_nonce(&mut self, id: Uuid) -> Result<bool, BankError> {
        let sql = "UPDATE sessions SET nonce_burnt = 1 WHERE id = ?1 AND nonce_burnt = 0";
        Ok(run(self, sql, [id.to_string()])? == 1)
    }

    fn renew_login_nonce(&mut self, id: Uuid, nonce: &[u8; 32], at: i64) -> Result<(), BankError> {
        let sql = "UPDATE sessions SET login_nonce = ?2, nonce_burnt = 0, nonce_at = ?3 WHERE id = ?1";
        run(self, sql, params![id.to_string(), nonce, at])?;
        Ok(())
    }

    fn raise_session(&mut self, id: Uuid, token: Uuid, certificate: &[u8; 32]) -> Result<(), BankError> {
        run(
            self,
            "UPDATE sessions SET scope = 'full', token = ?2, certificate = ?3 WHERE id = ?1",
            params![id.to_string(), token.to_string(), certificate],
        )?;
        Ok(())
    }

    fn take_sms(&mut self, id: Uuid) -> Result<bool, BankError> {
        let sql = "UPDATE sessions SET sms_sent = 1 WHERE id = ?1 AND sms_sent = 0";
        Ok(run(self, sql, [id.to_string()])? == 1)
    }

    fn end_session(&mut self, id: Uuid) -> Result<(), BankError> {
        run(self, "UPDATE sessions SET ended = 1 WHERE id = ?1", [id.to_string()])?;
        Ok(())
    }

    fn let_session_look(&mut self, id: Uuid) -> Result<(), BankError> {
        run(self, "UPDATE sessions SET scope = 'view' WHERE id = ?1 AND scope = 'enrol'", [id.to_string()])?;
        Ok(())
    }

    fn newest_language(&mut self, customer: Uuid) -> Result<Option<String>, BankError> {
        let sql = "SELECT language FROM sessions WHERE customer = ?1 ORDER BY rowid DESC LIMIT 1";
        first(self, sql, [customer.to_string()], |row| row.get("language"))
    }

    fn end_other_sessions(&mut self, customer: Uuid, keep: Uuid) -> Result<(), BankError> {
        let sql = "UPDATE sessions SET ended = 1, ended_why = ?3 WHERE customer = ?1 AND id <> ?2 AND ended = 0";
        run(self, sql, params![customer.to_string(), keep.to_string(), SessionEnd::Elsewhere.code()])?;
        Ok(())
    }

    fn end_sessions_of(&mut self, customer: Uuid, why: SessionEnd) -> Result<(), BankError> {
        let sql = "UPDATE sessions SET ended = 1, ended_why = ?2 WHERE customer = ?1 AND ended = 0";
        run(self, sql, params![customer.to_string(), why.code()])?;
        Ok(())
    }

    fn end_sessions_of_token(&mut self, token: Uuid) -> Result<(), BankError> {
        run(self, "UPDATE sessions SET ended = 1 WHERE token = ?1", [token.to_string()])?;
        Ok(())
    }
}

const fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Enrol => "enrol",
        Scope::View => "view",
        Scope::Full => "full",
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Session> {
    let scope: String = row.get("scope")?;
    Ok(Session {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        key: row.get("key")?,
        thumbprint: row.get("thumbprint")?,
        scope: word([Scope::Enrol, Scope::View, Scope::Full].into_iter().find(|&known| scope_word(known) == scope))?,
        login_nonce: row.get("login_nonce")?,
        nonce_burnt: row.get("nonce_burnt")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
        language: row.get("language")?,
        sms_sent: row.get("sms_sent")?,
        ended: row.get("ended")?,
        ended_why: row.get("ended_why")?,
        certificate: row.get("certificate")?,
        nonce_at: row.get("nonce_at")?,
    })
}

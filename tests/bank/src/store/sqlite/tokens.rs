//! Soft tokens and the website's OTP.

use kunci_wire::signed::TokenState;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, number, run, uuid, word};
use crate::clock::DAY;
use crate::refusal::BankError;
use crate::store::{Token, Tokens, WebsiteOtp};
use crate::throttle::Throttle;

impl Tokens for SqliteTx<'_> {
    fn insert_token(&mut self, token: &Token) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO tokens (id, customer, enrolment, epoch, state, device_signing, thumbprint, transcript_hash, levels,
             hw, know, freeze, reverse, failures, activated_at, highest_step, device_agreement, probation_until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            params![
                token.id.to_string(),
                token.customer.to_string(),
                token.enrolment.to_string(),
                number(token.epoch),
                token.state.as_str(),
                token.device_signing,
                token.thumbprint,
                token.transcript_hash,
                token.levels,
                token.hw,
                token.know,
                token.freeze,
                token.reverse,
                token.failures,
                token.activated_at,
                token.highest_step,
                token.device_agreement,
                token.probation_until,
            ],
        )?;
        Ok(())
    }

    fn token(&mut self, id: Uuid) -> Result<Option<Token>, BankError> {
        first(self, "SELECT * FROM tokens WHERE id = ?1", [id.to_string()], read)
    }

    fn token_of_enrolment(&mut self, enrolment: Uuid) -> Result<Option<Token>, BankError> {
        first(self, "SELECT * FROM tokens WHERE enrolment = ?1", [enrolment.to_string()], read)
    }

    fn tokens_of(&mut self, customer: Uuid) -> Result<Vec<Token>, BankError> {
        all(self, "SELECT * FROM tokens WHERE customer = ?1 ORDER BY rowid", [customer.to_string()], read)
    }

    fn device_key(&mut self, thumbprint: &str) -> Result<Option<Vec<u8>>, BankError> {
        let sql = "SELECT device_signing FROM tokens WHERE thumbprint = ?1 LIMIT 1";
        first(self, sql, [thumbprint], |row| row.get("device_signing"))
    }

    fn set_token_state(&mut self, id: Uuid, state: TokenState) -> Result<(), BankError> {
        run(self, "UPDATE tokens SET state = ?2 WHERE id = ?1", [id.to_string().as_str(), state.as_str()])?;
        // Whoever else sets the state decides from now on: what an operator suspended is not the customer's to lift.
        run(self, "DELETE FROM own_suspensions WHERE token = ?1", [id.to_string()])?;
        Ok(())
    }

    fn activate_token(&mut self, id: Uuid, at: i64) -> Result<(), BankError> {
        let sql = "UPDATE tokens SET state = 'active', activated_at = ?2 WHERE id = ?1";
        run(self, sql, params![id.to_string(), at])?;
        Ok(())
    }

    fn supersede_others(&mut self, customer: Uuid, token: Uuid, epoch: u64) -> Result<Vec<Uuid>, BankError> {
        all(
            self,
            "UPDATE tokens SET state = 'superseded' WHERE customer = ?1 AND id <> ?2 AND epoch <= ?3
             AND state IN ('pending', 'active', 'locked', 'suspended') RETURNING id",
            params![customer.to_string(), token.to_string(), number(epoch)],
            |row| uuid(row, "id"),
        )
    }

    fn destroy_old_keys(&mut self, replaced_before: i64) -> Result<(), BankError> {
        let sql = "UPDATE tokens SET hw = x'', know = x'', freeze = x'', reverse = x'', know_before = NULL
                   WHERE state IN ('superseded', 'removed') AND know <> x'' AND NOT EXISTS
                   (SELECT 1 FROM replacements r WHERE r.token = tokens.id AND r.closed = 0 AND r.at > ?1)";
        run(self, sql, [replaced_before])?;
        Ok(())
    }

    fn set_token_failures(&mut self, id: Uuid, failures: u32) -> Result<(), BankError> {
        run(self, "UPDATE tokens SET failures = ?2 WHERE id = ?1", params![id.to_string(), failures])?;
        Ok(())
    }

    fn take_step(&mut self, id: Uuid, highest: i64, step: i64, drift: i64) -> Result<bool, BankError> {
        let sql = "UPDATE tokens SET highest_step = ?3, drift = ?4
                   WHERE id = ?1 AND highest_step = ?2 AND ?3 > highest_step";
        Ok(run(self, sql, params![id.to_string(), highest, step, drift])? == 1)
    }

    fn website_otp(&mut self, customer: Uuid) -> Result<WebsiteOtp, BankError> {
        let found = first(self, "SELECT * FROM website_otp WHERE customer = ?1", [customer.to_string()], |row| {
            let throttle = Throttle { failures: row.get("failures")?, blocked_until: row.get("blocked_until")? };
            Ok(WebsiteOtp { throttle, off: row.get("off")? })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn set_website_otp(&mut self, customer: Uuid, otp: WebsiteOtp) -> Result<(), BankError> {
        run(
            self,
            "INSERT OR REPLACE INTO website_otp VALUES (?1, ?2, ?3, ?4)",
            params![customer.to_string(), otp.throttle.failures, otp.throttle.blocked_until, otp.off],
        )?;
        Ok(())
    }

    fn insert_website_failure(&mut self, customer: Uuid, at: i64) -> Result<(), BankError> {
        // Thirty days count; what is older is kept no longer.
        run(self, "DELETE FROM website_failures WHERE at < ?1", [at - 31 * DAY])?;
        run(self, "INSERT INTO website_failures VALUES (?1, ?2)", params![customer.to_string(), at])?;
        Ok(())
    }

    fn website_failures_since(&mut self, customer: Uuid, since: i64) -> Result<u32, BankError> {
        let sql = "SELECT count(*) AS n FROM website_failures WHERE customer = ?1 AND at > ?2";
        let found = first(self, sql, params![customer.to_string(), since], |row| row.get("n"))?;
        Ok(found.unwrap_or_default())
    }

    fn clear_website_failures(&mut self, customer: Uuid) -> Result<(), BankError> {
        run(self, "DELETE FROM website_failures WHERE customer = ?1", [customer.to_string()])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Token> {
    let state: String = row.get("state")?;
    Ok(Token {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        enrolment: uuid(row, "enrolment")?,
        epoch: count(row, "epoch")?,
        state: word(TokenState::parse(&state))?,
        device_signing: row.get("device_signing")?,
        device_agreement: row.get("device_agreement")?,
        thumbprint: row.get("thumbprint")?,
        transcript_hash: row.get("transcript_hash")?,
        levels: row.get("levels")?,
        hw: row.get("hw")?,
        know: row.get("know")?,
        freeze: row.get("freeze")?,
        reverse: row.get("reverse")?,
        failures: row.get("failures")?,
        activated_at: row.get("activated_at")?,
        probation_until: row.get("probation_until")?,
        highest_step: row.get("highest_step")?,
        drift: row.get("drift")?,
        keys: super::changes::read_key_state(row)?,
    })
}

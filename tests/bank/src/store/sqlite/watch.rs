//! Alerts, replacements and probation.

use kunci_domain::alerts::{Alert, Details};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, maybe_uuid, number, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{AlertRow, Replacement, Watch};

impl Watch for SqliteTx<'_> {
    fn insert_alert(&mut self, customer: Uuid, at: i64, alert: &Alert, sms: &str) -> Result<(), BankError> {
        let Details { ending, wallet, amount, merchant } = alert.details();
        let amount = amount.map(|amount| serde_json::to_string(&amount)).transpose()?;
        run(
            self,
            "INSERT INTO alerts (customer, number, at, kind, ending, wallet, amount, merchant, sms, read)
             SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0 FROM alerts WHERE customer = ?1",
            params![customer.to_string(), at, alert.code(), ending, wallet, amount, merchant, sms],
        )?;
        Ok(())
    }

    fn alerts_before(&mut self, customer: Uuid, before: u64, most: u32) -> Result<Vec<AlertRow>, BankError> {
        let sql = "SELECT * FROM alerts WHERE customer = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
        all(self, sql, params![customer.to_string(), number(before), most], read_alert)
    }

    fn vouch(&mut self, card: Uuid, transaction: Uuid, at: i64) -> Result<bool, BankError> {
        let sql = "INSERT OR IGNORE INTO vouched_payments VALUES (?1, ?2, ?3)";
        Ok(run(self, sql, params![transaction.to_string(), card.to_string(), at])? == 1)
    }

    fn vouched_since(&mut self, card: Uuid, since: i64) -> Result<Vec<(Uuid, i64)>, BankError> {
        let sql = "SELECT * FROM vouched_payments WHERE card_id = ?1 AND at > ?2";
        all(self, sql, params![card.to_string(), since], |row| Ok((uuid(row, "transaction_id")?, row.get("at")?)))
    }

    fn newest_alert_at(&mut self, customer: Uuid, code: &str) -> Result<Option<i64>, BankError> {
        let sql = "SELECT at FROM alerts WHERE customer = ?1 AND kind = ?2 ORDER BY number DESC LIMIT 1";
        first(self, sql, params![customer.to_string(), code], |row| row.get("at"))
    }

    fn unread_alerts(&mut self, customer: Uuid) -> Result<u64, BankError> {
        let sql = "SELECT count(*) AS unread FROM alerts WHERE customer = ?1 AND read = 0";
        Ok(first(self, sql, [customer.to_string()], |row| count(row, "unread"))?.unwrap_or_default())
    }

    fn read_alerts(&mut self, customer: Uuid, up_to: u64) -> Result<bool, BankError> {
        let params = params![customer.to_string(), number(up_to)];
        let named = "SELECT 1 FROM alerts WHERE customer = ?1 AND number = ?2";
        if first(self, named, params, |_| Ok(()))?.is_none() {
            return Ok(false);
        }
        run(self, "UPDATE alerts SET read = 1 WHERE customer = ?1 AND number <= ?2", params)?;
        Ok(true)
    }

    fn insert_replacement(&mut self, token: Uuid, replacement: &Replacement) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO replacements (token, by_token, at, closed) VALUES (?1, ?2, ?3, ?4)",
            params![token.to_string(), replacement.by.to_string(), replacement.at, replacement.closed],
        )?;
        Ok(())
    }

    fn replacement(&mut self, token: Uuid) -> Result<Option<Replacement>, BankError> {
        first(self, "SELECT * FROM replacements WHERE token = ?1", [token.to_string()], |row| {
            Ok(Replacement {
                by: uuid(row, "by_token")?,
                at: row.get("at")?,
                disowned_at: row.get("disowned_at")?,
                said_key: maybe_uuid(row, "said_key")?,
                code_failures: row.get("code_failures")?,
                suspended_at: row.get("suspended_at")?,
                closed: row.get("closed")?,
            })
        })
    }

    fn update_replacement(&mut self, token: Uuid, replacement: &Replacement) -> Result<(), BankError> {
        let sql = "UPDATE replacements SET disowned_at = ?2, said_key = ?3, code_failures = ?4, suspended_at = ?5, closed = ?6
                   WHERE token = ?1";
        run(
            self,
            sql,
            params![
                token.to_string(),
                replacement.disowned_at,
                replacement.said_key.map(|key| key.to_string()),
                replacement.code_failures,
                replacement.suspended_at,
                replacement.closed,
            ],
        )?;
        Ok(())
    }

    fn close_replacements(&mut self, customer: Uuid) -> Result<(), BankError> {
        let sql = "UPDATE replacements SET closed = 1 WHERE token IN (SELECT id FROM tokens WHERE customer = ?1)";
        run(self, sql, [customer.to_string()])?;
        Ok(())
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

fn read_alert(row: &Row<'_>) -> rusqlite::Result<AlertRow> {
    let kind: String = row.get("kind")?;
    let amount: Option<String> = row.get("amount")?;
    let details = Details {
        ending: row.get("ending")?,
        wallet: row.get("wallet")?,
        amount: amount.map(|amount| word(serde_json::from_str(&amount).ok())).transpose()?,
        merchant: row.get("merchant")?,
    };
    Ok(AlertRow {
        number: count(row, "number")?,
        at: row.get("at")?,
        alert: word(Alert::parse(&kind, &details))?,
        sms: row.get("sms")?,
        read: row.get("read")?,
    })
}

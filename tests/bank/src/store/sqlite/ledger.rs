//! Idempotency, replay sets, small values.

use rusqlite::params;
use uuid::Uuid;

use super::{SqliteTx, first, run};
use crate::refusal::BankError;
use crate::store::{IdempotencyRecord, Ledger};

impl Ledger for SqliteTx<'_> {
    fn idempotency(&mut self, customer: Uuid, route: &str, key: Uuid) -> Result<Option<IdempotencyRecord>, BankError> {
        let sql = "SELECT * FROM idempotency WHERE customer = ?1 AND route = ?2 AND key = ?3";
        first(self, sql, [customer.to_string().as_str(), route, key.to_string().as_str()], |row| {
            Ok(IdempotencyRecord { intent: row.get("intent")?, status: row.get("status")?, body: row.get("body")? })
        })
    }

    fn insert_idempotency(
        &mut self,
        customer: Uuid,
        route: &str,
        key: Uuid,
        record: &IdempotencyRecord,
        at: i64,
    ) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO idempotency VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![customer.to_string(), route, key.to_string(), record.intent, record.status, record.body, at],
        )?;
        Ok(())
    }

    fn purge_idempotency(&mut self, before: i64) -> Result<(), BankError> {
        // Each call adds one: two at a time is enough to be rid of all of them.
        let sql = "DELETE FROM idempotency
                   WHERE rowid IN (SELECT rowid FROM idempotency ORDER BY rowid LIMIT 2) AND at < ?1";
        run(self, sql, [before])?;
        Ok(())
    }

    fn use_nonce(&mut self, key_id: &str, nonce: &str, expires_at: i64) -> Result<bool, BankError> {
        let sql = "INSERT OR IGNORE INTO nonces VALUES (?1, ?2, ?3)";
        Ok(run(self, sql, params![key_id, nonce, expires_at])? == 1)
    }

    fn purge_nonces(&mut self, expired_before: i64) -> Result<(), BankError> {
        run(self, "DELETE FROM nonces WHERE expires_at < ?1", [expired_before])?;
        Ok(())
    }

    fn use_encapsulation(&mut self, digest: &[u8; 32]) -> Result<bool, BankError> {
        Ok(run(self, "INSERT OR IGNORE INTO encapsulations VALUES (?1)", [digest])? == 1)
    }

    fn meta(&mut self, name: &str) -> Result<Option<Vec<u8>>, BankError> {
        first(self, "SELECT value FROM meta WHERE name = ?1", [name], |row| row.get("value"))
    }

    fn set_meta(&mut self, name: &str, value: &[u8]) -> Result<(), BankError> {
        run(self, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)", params![name, value])?;
        Ok(())
    }

    fn wipe(&mut self) -> Result<(), BankError> {
        self.0.execute_batch(
            "DELETE FROM card_reveals;
             DELETE FROM wallet_tokens;
             DELETE FROM vouched_payments;
             DELETE FROM user_id_reminders;
             DELETE FROM call_backs;
             DELETE FROM written;
             DELETE FROM disputes;
             DELETE FROM evidence;
             DELETE FROM emergency_keys;
             DELETE FROM statements;
             DELETE FROM revoked_badge_keys;
             DELETE FROM chat_reports;
             DELETE FROM step_ups;
             DELETE FROM chains;
             DELETE FROM profiles;
             DELETE FROM used_codes;
             DELETE FROM code_tries;
             DELETE FROM website_sessions;
             DELETE FROM attachment_parts;
             DELETE FROM attachments;
             DELETE FROM chat_events;
             DELETE FROM conversations;
             DELETE FROM replacements;
             DELETE FROM alerts;
             DELETE FROM ledger;
             DELETE FROM payees;
             DELETE FROM website_failures;
             DELETE FROM website_otp;
             DELETE FROM key_changes;
             DELETE FROM trusted_places;
             DELETE FROM own_suspensions;
             DELETE FROM number_changes;
             DELETE FROM website_offers;
             DELETE FROM hardware_tokens;
             DELETE FROM throttles;
             DELETE FROM sms;
             DELETE FROM password_throttles;
             DELETE FROM idempotency;
             DELETE FROM audit;
             DELETE FROM password_changes;
             DELETE FROM operations;
             DELETE FROM transactions;
             DELETE FROM payment_shelves;
             DELETE FROM merchant_names;
             DELETE FROM card_receipts;
             DELETE FROM cards;
             DELETE FROM accounts;
             DELETE FROM tokens;
             DELETE FROM enrolments;
             DELETE FROM sessions;
             DELETE FROM customers;",
        )?;
        Ok(())
    }
}

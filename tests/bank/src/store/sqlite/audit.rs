//! The audit trail.

use rusqlite::{Row, params};

use super::{SqliteTx, all, count, first, maybe_uuid, number, run};
use crate::refusal::BankError;
use crate::store::{AuditEntry, Audits};

impl Audits for SqliteTx<'_> {
    fn last_audit(&mut self) -> Result<Option<AuditEntry>, BankError> {
        first(self, "SELECT * FROM audit ORDER BY n DESC LIMIT 1", [], read)
    }

    fn insert_audit(&mut self, entry: &AuditEntry) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                number(entry.n),
                entry.at,
                entry.what,
                entry.customer.map(|id| id.to_string()),
                entry.kind,
                entry.debug_id,
                entry.hash,
            ],
        )?;
        Ok(())
    }

    fn audit_after(&mut self, n: u64) -> Result<Vec<AuditEntry>, BankError> {
        all(self, "SELECT * FROM audit WHERE n > ?1 ORDER BY n", [number(n)], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    Ok(AuditEntry {
        n: count(row, "n")?,
        at: row.get("at")?,
        what: row.get("what")?,
        customer: maybe_uuid(row, "customer")?,
        kind: row.get("kind")?,
        debug_id: row.get("debug_id")?,
        hash: row.get("hash")?,
    })
}

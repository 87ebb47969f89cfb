//! Operations.

use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, damaged, first, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{OpState, Operation, Operations};

impl Operations for SqliteTx<'_> {
    fn insert_operation(&mut self, operation: &Operation) -> Result<(), BankError> {
        run(
            self,
            "INSERT INTO operations (id, customer, token, state, matter, bytes, challenge, created_at, expires_at,
             reference, approved_at, deadline, receipt, last_wrong, fraud_case, effective_at, settles_at, settled_at,
             answered_by, qr_hash, qr_spent, typed_tries)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
            params![
                operation.id.to_string(),
                operation.customer.to_string(),
                operation.token.to_string(),
                operation.state.as_str(),
                serde_json::to_string(&operation.matter)?,
                operation.bytes,
                operation.challenge,
                operation.created_at,
                operation.expires_at,
                operation.reference,
                operation.approved_at,
                operation.deadline,
                operation.receipt,
                operation.last_wrong,
                operation.fraud_case,
                operation.effective_at,
                operation.settles_at,
                operation.settled_at,
                operation.answered_by,
                operation.qr_hash,
                operation.qr_spent,
                operation.typed_tries,
            ],
        )?;
        Ok(())
    }

    fn operation(&mut self, id: Uuid) -> Result<Option<Operation>, BankError> {
        first(self, "SELECT * FROM operations WHERE id = ?1", [id.to_string()], read)
    }

    fn update_operation(&mut self, operation: &Operation) -> Result<(), BankError> {
        run(
            self,
            "UPDATE operations SET state = ?2, bytes = ?3, challenge = ?4, reference = ?5, approved_at = ?6,
             deadline = ?7, receipt = ?8, last_wrong = ?9, fraud_case = ?10, effective_at = ?11, settles_at = ?12,
             settled_at = ?13, answered_by = ?14, qr_hash = ?15, qr_spent = ?16, typed_tries = ?17 WHERE id = ?1",
            params![
                operation.id.to_string(),
                operation.state.as_str(),
                operation.bytes,
                operation.challenge,
                operation.reference,
                operation.approved_at,
                operation.deadline,
                operation.receipt,
                operation.last_wrong,
                operation.fraud_case,
                operation.effective_at,
                operation.settles_at,
                operation.settled_at,
                operation.answered_by,
                operation.qr_hash,
                operation.qr_spent,
                operation.typed_tries,
            ],
        )?;
        Ok(())
    }

    fn operations_of(&mut self, customer: Uuid, most: u32) -> Result<Vec<Operation>, BankError> {
        let sql = "SELECT * FROM operations WHERE customer = ?1 ORDER BY n DESC LIMIT ?2";
        all(self, sql, params![customer.to_string(), most], read)
    }

    fn undecided_operations_of(&mut self, customer: Uuid) -> Result<Vec<Operation>, BankError> {
        // The states as the index `operations_undecided` has them: else it is not used.
        let sql = "SELECT * FROM operations WHERE customer = ?1 AND state IN ('pending', 'waiting') ORDER BY n DESC";
        all(self, sql, [customer.to_string()], read)
    }

    fn operations_since(&mut self, customer: Uuid, since: i64) -> Result<Vec<Operation>, BankError> {
        let sql = "SELECT * FROM operations WHERE customer = ?1 AND created_at > ?2";
        all(self, sql, params![customer.to_string(), since], read)
    }

    fn due_operations(&mut self, now: i64) -> Result<Vec<Operation>, BankError> {
        let sql = "SELECT * FROM operations WHERE (state = 'pending' AND expires_at <= ?1)
                   OR (state = 'approved' AND coalesce(settles_at, deadline) <= ?1) ORDER BY n";
        all(self, sql, [now], read)
    }

    fn unsettled_operations(&mut self) -> Result<Vec<Operation>, BankError> {
        all(self, "SELECT * FROM operations WHERE state = 'approved' ORDER BY n", [], read)
    }

    fn effective_operations(&mut self, now: i64) -> Result<Vec<Operation>, BankError> {
        let sql = "SELECT * FROM operations WHERE state = 'waiting' AND effective_at <= ?1 ORDER BY effective_at, n";
        all(self, sql, [now], read)
    }

    fn pending_operations(&mut self, token: Uuid) -> Result<Vec<Operation>, BankError> {
        let sql = "SELECT * FROM operations WHERE state IN ('pending', 'waiting') AND token = ?1 ORDER BY n";
        all(self, sql, [token.to_string()], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let state: String = row.get("state")?;
    let matter: String = row.get("matter")?;
    Ok(Operation {
        id: uuid(row, "id")?,
        customer: uuid(row, "customer")?,
        token: uuid(row, "token")?,
        state: word(OpState::ALL.into_iter().find(|known| known.as_str() == state))?,
        matter: serde_json::from_str(&matter).map_err(damaged)?,
        bytes: row.get("bytes")?,
        challenge: row.get("challenge")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
        reference: row.get("reference")?,
        approved_at: row.get("approved_at")?,
        deadline: row.get("deadline")?,
        effective_at: row.get("effective_at")?,
        receipt: row.get("receipt")?,
        last_wrong: row.get("last_wrong")?,
        fraud_case: row.get("fraud_case")?,
        settles_at: row.get("settles_at")?,
        settled_at: row.get("settled_at")?,
        answered_by: row.get("answered_by")?,
        qr_hash: row.get("qr_hash")?,
        qr_spent: row.get("qr_spent")?,
        typed_tries: row.get("typed_tries")?,
    })
}

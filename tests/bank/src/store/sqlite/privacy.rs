//! What customers have agreed to.

use kunci_domain::privacy::Consent;
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, first, run};
use crate::refusal::BankError;
use crate::store::{ConsentRow, Consents};

impl Consents for SqliteTx<'_> {
    fn consent(&mut self, customer: Uuid, kind: Consent) -> Result<Option<ConsentRow>, BankError> {
        let sql = "SELECT * FROM consents WHERE customer = ?1 AND kind = ?2 ORDER BY number DESC LIMIT 1";
        first(self, sql, params![customer.to_string(), kind.code()], read)
    }

    fn record_consent(&mut self, customer: Uuid, kind: Consent, row: ConsentRow) -> Result<(), BankError> {
        let sql = "INSERT INTO consents (customer, kind, version, given, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        run(self, sql, params![customer.to_string(), kind.code(), row.version, row.given, row.at])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ConsentRow> {
    Ok(ConsentRow { given: row.get("given")?, version: row.get("version")?, at: row.get("at")? })
}

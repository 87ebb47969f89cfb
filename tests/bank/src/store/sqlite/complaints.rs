//! Complaints.

use kunci_domain::complaints::{ComplaintKind, ComplaintState};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, number, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Complaint, Complaints};

impl Complaints for SqliteTx<'_> {
    fn insert_complaint(&mut self, complaint: &Complaint) -> Result<u64, BankError> {
        run(
            self,
            "INSERT INTO complaints (customer, kind, text, filed, due, state, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                complaint.customer.to_string(),
                complaint.kind.code(),
                complaint.text,
                complaint.filed,
                complaint.due,
                complaint.state.code(),
                complaint.answer,
            ],
        )?;
        let sql = "SELECT max(number) AS number FROM complaints";
        first(self, sql, [], |row| count(row, "number"))?.ok_or(BankError::Key)
    }

    fn complaints_before(&mut self, customer: Uuid, before: u64, most: u32) -> Result<Vec<Complaint>, BankError> {
        let sql = "SELECT * FROM complaints WHERE customer = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3";
        all(self, sql, params![customer.to_string(), number(before), most], read)
    }

    fn complaint(&mut self, wanted: u64) -> Result<Option<Complaint>, BankError> {
        first(self, "SELECT * FROM complaints WHERE number = ?1", [number(wanted)], read)
    }

    fn update_complaint(&mut self, complaint: &Complaint) -> Result<(), BankError> {
        let sql = "UPDATE complaints SET due = ?2, state = ?3, answer = ?4 WHERE number = ?1";
        let params = params![number(complaint.number), complaint.due, complaint.state.code(), complaint.answer];
        run(self, sql, params)?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Complaint> {
    Ok(Complaint {
        number: count(row, "number")?,
        customer: uuid(row, "customer")?,
        kind: word(ComplaintKind::parse(&row.get::<_, String>("kind")?))?,
        text: row.get("text")?,
        filed: row.get("filed")?,
        due: row.get("due")?,
        state: word(ComplaintState::parse(&row.get::<_, String>("state")?))?,
        answer: row.get("answer")?,
    })
}

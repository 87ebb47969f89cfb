//! Complaints and letters.

use kunci_domain::written::{About, Way, WrittenState};
use rusqlite::{Row, params};
use uuid::Uuid;

use super::{SqliteTx, all, count, first, number, run, uuid, word};
use crate::refusal::BankError;
use crate::store::{Writings, Written};

impl Writings for SqliteTx<'_> {
    fn insert_written(&mut self, row: &Written) -> Result<u64, BankError> {
        run(
            self,
            "INSERT INTO written (customer, way, kind, text, filed, due, state, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                row.customer.to_string(),
                row.about.way().code(),
                row.about.code(),
                row.text,
                row.filed,
                row.due,
                row.state.code(),
                row.answer,
            ],
        )?;
        let sql = "SELECT max(number) AS number FROM written";
        first(self, sql, [], |row| count(row, "number"))?.ok_or(BankError::Key)
    }

    fn written_before(&mut self, customer: Uuid, way: Way, before: u64, most: u32) -> Result<Vec<Written>, BankError> {
        let sql =
            "SELECT * FROM written WHERE customer = ?1 AND way = ?2 AND number < ?3 ORDER BY number DESC LIMIT ?4";
        all(self, sql, params![customer.to_string(), way.code(), number(before), most], read)
    }

    fn written(&mut self, way: Way, wanted: u64) -> Result<Option<Written>, BankError> {
        let sql = "SELECT * FROM written WHERE number = ?1 AND way = ?2";
        first(self, sql, params![number(wanted), way.code()], read)
    }

    fn update_written(&mut self, row: &Written) -> Result<(), BankError> {
        let sql = "UPDATE written SET due = ?2, state = ?3, answer = ?4 WHERE number = ?1";
        run(self, sql, params![number(row.number), row.due, row.state.code(), row.answer])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Written> {
    let way = word(Way::parse(&row.get::<_, String>("way")?))?;
    Ok(Written {
        number: count(row, "number")?,
        customer: uuid(row, "customer")?,
        about: word(About::parse(way, &row.get::<_, String>("kind")?))?,
        text: row.get("text")?,
        filed: row.get("filed")?,
        due: row.get("due")?,
        state: word(WrittenState::parse(&row.get::<_, String>("state")?))?,
        answer: row.get("answer")?,
    })
}

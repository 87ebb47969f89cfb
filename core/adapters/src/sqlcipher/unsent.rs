//! Complaints and letters that were typed and not sent.

use kunci_core::ports::{StoreError, UnsentRecord};
use kunci_domain::written::Way;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::sql;

pub(super) fn unsent(connection: &Connection) -> Result<Vec<UnsentRecord>, StoreError> {
    let mut statement =
        connection.prepare("SELECT customer_id, way, about, text, typed_ms FROM unsent ORDER BY place").map_err(sql)?;
    let mut rows = statement.query([]).map_err(sql)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        all.push(typed(row)?);
    }
    Ok(all)
}

fn typed(row: &Row<'_>) -> Result<UnsentRecord, StoreError> {
    let way: String = row.get(1).map_err(sql)?;
    Ok(UnsentRecord {
        customer_id: Uuid::from_bytes(row.get(0).map_err(sql)?),
        way: Way::parse(&way).ok_or(StoreError::Damaged)?,
        about: row.get(2).map_err(sql)?,
        text: row.get(3).map_err(sql)?,
        typed_ms: row.get(4).map_err(sql)?,
    })
}

pub(super) fn put_unsent(connection: &Connection, typed: &UnsentRecord) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT INTO unsent (customer_id, way, about, text, typed_ms) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (customer_id, way) DO UPDATE SET about = ?3, text = ?4, typed_ms = ?5",
            params![typed.customer_id.as_bytes(), typed.way.code(), typed.about, typed.text, typed.typed_ms],
        )
        .map(drop)
        .map_err(sql)
}

pub(super) fn remove_unsent(connection: &Connection, typed: &UnsentRecord) -> Result<(), StoreError> {
    connection
        .execute(
            "DELETE FROM unsent WHERE customer_id = ?1 AND way = ?2",
            params![typed.customer_id.as_bytes(), typed.way.code()],
        )
        .map(drop)
        .map_err(sql)
}

//! Sealed files of the chat as rows. A row that is not `fit` has no bytes: it only says that what came was not what was announced.

use kunci_core::ports::{FileRecord, OutboxRecord, PartRecord, StoreError};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::rows;
use crate::sqlcipher::sql;

type Result<T> = std::result::Result<T, StoreError>;

pub(super) fn enqueue_with_file(
    connection: &mut Connection,
    row: &OutboxRecord,
    sealed: &[u8],
) -> Result<OutboxRecord> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let kept = rows::enqueue(&transaction, row)?;
    // As its row, the first copy stays.
    transaction
        .execute(
            "INSERT INTO file VALUES (?1, ?2, 1, ?3) ON CONFLICT (id) DO NOTHING",
            params![row.client_id.into_bytes(), row.created_ms, sealed],
        )
        .map_err(sql)?;
    transaction.commit().map_err(sql)?;
    Ok(kept)
}

pub(super) fn keep(connection: &mut Connection, file: &FileRecord, sealed: &[u8]) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let values = params![file.id.into_bytes(), file.at_ms, file.fit, if file.fit { sealed } else { &[] }];
    transaction.execute("REPLACE INTO file VALUES (?1, ?2, ?3, ?4)", values).map_err(sql)?;
    forget_received(&transaction, file.id)?;
    transaction.commit().map_err(sql)
}

pub(super) fn receive(connection: &mut Connection, part: &PartRecord, sealed: &[u8]) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let id = part.file.into_bytes();
    let there = "SELECT coalesce(sum(length(sealed)), 0) FROM file_part WHERE id = ?1";
    let there: u32 = transaction.query_row(there, [id], |row| row.get(0)).map_err(sql)?;
    if there != part.from {
        return Ok(false);
    }
    let values = params![id, part.from, part.at_ms, part.came_ms, sealed];
    transaction.execute("INSERT INTO file_part VALUES (?1, ?2, ?3, ?4, ?5)", values).map_err(sql)?;
    transaction.commit().map_err(sql)?;
    Ok(true)
}

pub(super) fn received(connection: &Connection, id: Uuid) -> Result<Vec<u8>> {
    let text = "SELECT sealed FROM file_part WHERE id = ?1 ORDER BY begins";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let parts = statement.query_map([id.into_bytes()], |row| row.get::<_, Vec<u8>>(0)).map_err(sql)?;
    Ok(parts.collect::<rusqlite::Result<Vec<_>>>().map_err(sql)?.concat())
}

pub(super) fn forget_received(connection: &Connection, id: Uuid) -> Result<()> {
    connection.execute("DELETE FROM file_part WHERE id = ?1", [id.into_bytes()]).map(drop).map_err(sql)
}

/// By the newest part of each: a file whose parts still come goes on.
pub(super) fn forget_received_before(connection: &Connection, before_ms: i64) -> Result<()> {
    let text = "DELETE FROM file_part WHERE id IN (SELECT id FROM file_part GROUP BY id HAVING max(came_ms) < ?1)";
    connection.execute(text, [before_ms]).map(drop).map_err(sql)
}

pub(super) fn part(connection: &Connection, id: Uuid, from: u32, most: u32) -> Result<Option<Vec<u8>>> {
    // Positions in SQLite begin at 1.
    let values = params![id.into_bytes(), i64::from(from) + 1, most];
    connection
        .query_row("SELECT substr(sealed, ?2, ?3) FROM file WHERE id = ?1 AND fit", values, |row| row.get(0))
        .optional()
        .map_err(sql)
}

pub(super) fn all(connection: &Connection) -> Result<Vec<FileRecord>> {
    let text = "SELECT id, length(sealed) AS size, at_ms, fit, 1 AS whole FROM file
        UNION ALL SELECT id, sum(length(sealed)), max(at_ms), 1, 0 FROM file_part GROUP BY id ORDER BY id, whole";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(FileRecord {
            id: row.get("id").map(Uuid::from_bytes)?,
            size: row.get("size")?,
            at_ms: row.get("at_ms")?,
            fit: row.get("fit")?,
            whole: row.get("whole")?,
        })
    });
    rows.map_err(sql)?.collect::<rusqlite::Result<_>>().map_err(sql)
}

/// Files from before that time go.
pub(super) fn forget_before(transaction: &Transaction<'_>, before_ms: i64) -> Result<()> {
    let text = "DELETE FROM file WHERE at_ms < ?1 AND id NOT IN (SELECT client_id FROM outbox)";
    transaction.execute(text, [before_ms]).map_err(sql)?;
    transaction.execute("DELETE FROM file_part WHERE at_ms < ?1", [before_ms]).map(drop).map_err(sql)
}

/// Files that nothing waits with go.
pub(super) fn forget_settled(transaction: &Transaction<'_>) -> Result<()> {
    let text = "DELETE FROM file WHERE id NOT IN (SELECT client_id FROM outbox)";
    transaction.execute(text, []).map_err(sql)?;
    transaction.execute("DELETE FROM file_part", []).map(drop).map_err(sql)
}

//! Sealed files of the chat as rows. A row that is not `fit` has no bytes: it only says that what came was not what was announced.

use kunci_core::ports::{FileRecord, OutboxRecord, StoreError};
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

pub(super) fn keep(connection: &Connection, file: &FileRecord, sealed: &[u8]) -> Result<()> {
    let values = params![file.id.into_bytes(), file.at_ms, file.fit, if file.fit { sealed } else { &[] }];
    connection.execute("REPLACE INTO file VALUES (?1, ?2, ?3, ?4)", values).map(drop).map_err(sql)
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
    let text = "SELECT id, length(sealed) AS size, at_ms, fit FROM file ORDER BY id";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(FileRecord {
            id: row.get("id").map(Uuid::from_bytes)?,
            size: row.get("size")?,
            at_ms: row.get("at_ms")?,
            fit: row.get("fit")?,
        })
    });
    rows.map_err(sql)?.collect::<rusqlite::Result<_>>().map_err(sql)
}

/// Files from before that time go.
pub(super) fn forget_before(transaction: &Transaction<'_>, before_ms: i64) -> Result<()> {
    let text = "DELETE FROM file WHERE at_ms < ?1 AND id NOT IN (SELECT client_id FROM outbox)";
    transaction.execute(text, [before_ms]).map(drop).map_err(sql)
}

/// Files that nothing waits with go.
pub(super) fn forget_settled(transaction: &Transaction<'_>) -> Result<()> {
    let text = "DELETE FROM file WHERE id NOT IN (SELECT client_id FROM outbox)";
    transaction.execute(text, []).map(drop).map_err(sql)
}

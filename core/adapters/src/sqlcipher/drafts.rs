//! Drafts of disputes.

use kunci_core::ports::{DraftRecord, StoreError};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::sql;

pub(super) fn dispute_drafts(connection: &Connection) -> Result<Vec<DraftRecord>, StoreError> {
    let read = |row: &Row<'_>| Ok(DraftRecord { draft_id: Uuid::from_bytes(row.get(0)?), draft: row.get(1)? });
    let mut statement = connection.prepare("SELECT draft_id, draft FROM dispute_draft ORDER BY place").map_err(sql)?;
    let rows = statement.query_map([], read).map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

pub(super) fn put_dispute_draft(connection: &Connection, draft: &DraftRecord) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT INTO dispute_draft (draft_id, draft) VALUES (?1, ?2)
             ON CONFLICT (draft_id) DO UPDATE SET draft = ?2",
            params![draft.draft_id.as_bytes(), draft.draft],
        )
        .map(drop)
        .map_err(sql)
}

pub(super) fn remove_dispute_draft(connection: &Connection, draft: &DraftRecord) -> Result<(), StoreError> {
    connection
        .execute("DELETE FROM dispute_draft WHERE draft_id = ?1", params![draft.draft_id.as_bytes()])
        .map(drop)
        .map_err(sql)
}

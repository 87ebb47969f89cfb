//! Holes in a conversation, and how they close.

use kunci_core::ports::{EventRecord, GapRecord, StoreError};
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};
use uuid::Uuid;

use super::rows::insert_event;
use super::search;
use crate::sqlcipher::sql;

type Result<T> = std::result::Result<T, StoreError>;

fn read_end(row: &Row<'_>) -> rusqlite::Result<(u64, [u8; 32])> {
    Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?))
}

pub(super) fn newest(connection: &Connection, conversation: Uuid, but: &[u64]) -> Result<Option<GapRecord>> {
    let id = conversation.into_bytes();
    // Named, because the planner would rather walk a long conversation in its order.
    let text = "SELECT seq, leaf FROM event INDEXED BY event_by_gap WHERE conversation = ?1 AND kind = 'gap'
        AND seq > (SELECT base FROM conversation WHERE id = ?1) ORDER BY seq DESC";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let rows = statement.query_map([id], read_end).map_err(sql)?;
    let wanted = rows.map(|row| row.map_err(sql)).find(|end| end.as_ref().map_or(true, |(to, _)| !but.contains(to)));
    let Some((to, leaf)) = wanted.transpose()? else { return Ok(None) };
    let text = "SELECT seq, leaf FROM event WHERE conversation = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT 1";
    let front = connection.query_row(text, params![id, to.cast_signed()], read_end).optional().map_err(sql)?;
    let (last, before) = front.unwrap_or((0, [0; 32]));
    Ok(Some(GapRecord { conversation, from: last + 1, to, leaf, before }))
}

pub(super) fn heal(
    connection: &mut Connection,
    gap: &GapRecord,
    events: &[EventRecord],
    settles: &[Uuid],
) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    if newest(&transaction, gap.conversation, &later(&transaction, gap)?)? != Some(*gap) || !gap.is_filled_by(events) {
        return Ok(false);
    }
    let key = params![gap.conversation.into_bytes(), gap.to.cast_signed()];
    transaction.execute("DELETE FROM event WHERE conversation = ?1 AND seq = ?2", key).map_err(sql)?;
    for event in events {
        insert_event(&transaction, event)?;
        search::index(&transaction, event)?;
    }
    for client_id in settles {
        transaction.execute("DELETE FROM outbox WHERE client_id = ?1", [client_id.into_bytes()]).map_err(sql)?;
    }
    transaction.commit().map_err(sql)?;
    Ok(true)
}

/// Where the gaps behind this one end.
fn later(connection: &Connection, gap: &GapRecord) -> Result<Vec<u64>> {
    let text = "SELECT seq FROM event INDEXED BY event_by_gap WHERE conversation = ?1 AND kind = 'gap' AND seq > ?2";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    let key = params![gap.conversation.into_bytes(), gap.to.cast_signed()];
    let rows = statement.query_map(key, |row| row.get::<_, i64>(0).map(i64::cast_unsigned)).map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

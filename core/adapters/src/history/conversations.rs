//! Conversations: their heads, and what a list shows of each.

use kunci_core::ports::{
    Conversation, ConversationRecord, EventKind, EventRecord, RENUMBERED, Speaker, StoreError, SummaryRecord,
};
use kunci_domain::conversations::Topic;
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};
use uuid::Uuid;

use super::rows::{insert_event, read_event, read_number, read_uuid, without_waiting};
use super::{files, search};
use crate::sqlcipher::sql;

type Result<T> = std::result::Result<T, StoreError>;

pub(super) fn all(connection: &Connection) -> Result<Vec<ConversationRecord>> {
    let mut statement = connection.prepare_cached("SELECT * FROM conversation ORDER BY id").map_err(sql)?;
    let rows = statement.query_map([], read).map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

pub(super) fn one(connection: &Connection, id: Uuid) -> Result<Option<ConversationRecord>> {
    let text = "SELECT * FROM conversation WHERE id = ?1";
    let mut statement = connection.prepare_cached(text).map_err(sql)?;
    statement.query_row([id.into_bytes()], read).optional().map_err(sql)
}

pub(super) fn begin(connection: &mut Connection, id: Uuid, epoch: u64, topic: Topic) -> Result<ConversationRecord> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let before = one(&transaction, id)?;
    if let Some(known) = before.filter(|known| known.epoch == epoch) {
        return Ok(known);
    }
    let fresh =
        ConversationRecord { id, epoch, last_seq: 0, head: [0; 32], controller_epoch: 0, topic, read: 0, base: 0 };
    if before.is_some() {
        search::forget(&transaction, id)?;
        files::forget_settled(&transaction)?;
        transaction.execute("DELETE FROM conversation WHERE id = ?1", [id.into_bytes()]).map_err(sql)?;
    }
    transaction
        .execute(
            "INSERT INTO conversation VALUES (?1, ?2, 0, ?3, 0, ?4, 0, 0)",
            params![id.into_bytes(), epoch.cast_signed(), fresh.head, topic.code()],
        )
        .map_err(sql)?;
    transaction.commit().map_err(sql)?;
    Ok(fresh)
}

pub(super) fn renumber(connection: &mut Connection, id: Uuid, epoch: u64, at_ms: i64) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let Some(head) = one(&transaction, id)? else { return Ok(()) };
    let row = renumbered(&head, at_ms);
    insert_event(&transaction, &row)?;
    let text = "UPDATE conversation SET epoch = ?2, last_seq = ?3, base = ?3, head = zeroblob(32) WHERE id = ?1";
    let values = params![id.into_bytes(), epoch.cast_signed(), row.seq.cast_signed()];
    transaction.execute(text, values).map_err(sql)?;
    // What the bank had taken may be lost with the old numbering: it is said again, under its id.
    let outbox = match head.conversation() {
        Conversation::General => None,
        Conversation::About(id) => Some(id.into_bytes()),
    };
    let text = "UPDATE outbox SET state = 'queued' WHERE state IN ('sending', 'sent') AND conversation IS ?1";
    transaction.execute(text, [outbox]).map_err(sql)?;
    transaction.commit().map_err(sql)
}

/// The row that says so. No event has a hash of zeros, so that it marks where a numbering ends.
pub(super) fn renumbered(head: &ConversationRecord, at_ms: i64) -> EventRecord {
    EventRecord {
        conversation: head.id,
        seq: head.last_seq + 1,
        at_ms,
        client_id: None,
        controller_epoch: head.controller_epoch,
        leaf: [0; 32],
        speaker: Speaker::System,
        badge_key: None,
        kind: EventKind::Notice,
        text: RENUMBERED.to_owned(),
        frame: Vec::new(),
    }
}

pub(super) fn summary(connection: &Connection, conversation: Uuid) -> Result<SummaryRecord> {
    let id = conversation.into_bytes();
    let text =
        "SELECT * FROM event WHERE conversation = ?1 AND kind NOT IN ('hidden', 'gap') ORDER BY seq DESC LIMIT 1";
    let last = connection.query_row(text, [id], read_event).optional().map_err(sql)?;
    let text = "SELECT count(*) FROM event JOIN conversation ON conversation.id = event.conversation
        WHERE event.conversation = ?1 AND event.seq > conversation.read_seq AND event.speaker NOT IN ('you', 'system')
        AND event.kind NOT IN ('hidden', 'gap')";
    let unread = connection.query_row(text, [id], |row| row.get::<_, i64>(0)).map_err(sql)?.cast_unsigned();
    // Whoever writes in it again, or asks for a person, opens it again.
    let text = "SELECT coalesce(max(CASE WHEN kind = 'notice' AND text IN ('ended', 'reported') THEN seq END), 0)
        > coalesce(max(CASE WHEN speaker = 'you' OR (kind = 'notice' AND text IN ('handed-over', 'queued')) THEN seq END), 0)
        FROM event WHERE conversation = ?1";
    let ended = connection.query_row(text, [id], |row| row.get(0)).map_err(sql)?;
    Ok(SummaryRecord { last, unread, ended })
}

pub(super) fn mark_read(connection: &Connection, conversation: Uuid, seq: u64) -> Result<bool> {
    let text = "UPDATE conversation SET read_seq = min(?2, last_seq) WHERE id = ?1 AND read_seq < min(?2, last_seq)";
    let key = params![conversation.into_bytes(), seq.cast_signed()];
    // Lost in a power cut, a count is too high until the conversation is looked at again.
    without_waiting(connection, || {
        connection.prepare_cached(text).and_then(|mut sql| sql.execute(key)).map(|changed| changed > 0).map_err(sql)
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<ConversationRecord> {
    let topic: String = row.get("topic")?;
    Ok(ConversationRecord {
        id: read_uuid(row, "id")?,
        epoch: read_number(row, "epoch")?,
        last_seq: read_number(row, "last_seq")?,
        head: row.get("head")?,
        controller_epoch: read_number(row, "controller_epoch")?,
        topic: Topic::told(&topic),
        read: read_number(row, "read_seq")?,
        base: read_number(row, "base")?,
    })
}

//! Records as rows, and the transactions over them.

use kunci_core::ports::{
    Conversation, EventKind, EventRecord, HeadRecord, KeptFrame, OutboxKind, OutboxRecord, OutboxState, SendFailure,
    Speaker, StoreError, TranscriptRecord, Unverified,
};
use kunci_domain::attachments::AttachmentFault;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, named_params, params};
use std::borrow::Cow;
use uuid::Uuid;

use super::{conversations, files, search};
use crate::sqlcipher::sql;

type Result<T> = std::result::Result<T, StoreError>;

/// Erases everything that belongs to another customer.
pub(super) fn belong_to(connection: &mut Connection, owner: Uuid) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let read = |row: &Row<'_>| row.get::<_, [u8; 16]>(0);
    let before = transaction.query_row("SELECT customer_id FROM owner", [], read).optional().map_err(sql)?;
    if before == Some(owner.into_bytes()) {
        return Ok(());
    }
    transaction
        .execute_batch("DELETE FROM event; DELETE FROM signed_head; DELETE FROM conversation; DELETE FROM outbox; DELETE FROM file; DELETE FROM file_part; DELETE FROM message_words;")
        .map_err(sql)?;
    search::purge(&transaction)?;
    transaction.execute("REPLACE INTO owner VALUES (1, ?1)", [owner.into_bytes()]).map_err(sql)?;
    transaction.commit().map_err(sql)
}

/// Read from the end of each conversation: however long they are, it costs the same.
pub(super) fn events(connection: &Connection, most: u32) -> Result<Vec<EventRecord>> {
    let mut statement = connection.prepare_cached("SELECT id FROM conversation").map_err(sql)?;
    let known = statement.query_map([], |row| row.get::<_, [u8; 16]>(0)).map_err(sql)?;
    let text = "SELECT * FROM event WHERE conversation = ?1 ORDER BY seq DESC LIMIT ?2";
    let mut newest = connection.prepare_cached(text).map_err(sql)?;
    let mut events: Vec<EventRecord> = Vec::new();
    for id in known {
        let rows = newest.query_map(params![id.map_err(sql)?, most], read_event).map_err(sql)?;
        events.extend(rows.collect::<rusqlite::Result<Vec<_>>>().map_err(sql)?);
    }
    events.sort_by(|one, other| other.seq.cmp(&one.seq).then(one.conversation.cmp(&other.conversation)));
    events.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    events.sort_by_key(|event| (event.seq, event.conversation));
    Ok(events)
}

pub(super) fn events_before(
    connection: &Connection,
    conversation: Uuid,
    seq: u64,
    most: u32,
) -> Result<Vec<EventRecord>> {
    let sql_text = "SELECT * FROM (SELECT * FROM event WHERE conversation = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3)
        ORDER BY seq";
    let mut statement = connection.prepare_cached(sql_text).map_err(sql)?;
    // Sequences stay below the border of signed numbers; what asks for more asks for everything.
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![conversation.into_bytes(), seq, most], read_event).map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

pub(super) fn seq_of(connection: &Connection, conversation: Uuid, client_id: Uuid) -> Result<Option<u64>> {
    let text = "SELECT seq FROM event WHERE conversation = ?1 AND client_id = ?2";
    let read = |row: &Row<'_>| row.get::<_, i64>(0).map(i64::cast_unsigned);
    let key = params![conversation.into_bytes(), client_id.into_bytes()];
    connection.prepare_cached(text).and_then(|mut statement| statement.query_row(key, read).optional()).map_err(sql)
}

pub(super) fn knows_leaf(connection: &Connection, conversation: Uuid, leaf: &[u8; 32]) -> Result<bool> {
    let text = "SELECT 1 FROM event WHERE conversation = ?1 AND leaf = ?2";
    connection
        .prepare_cached(text)
        .and_then(|mut statement| statement.exists(params![conversation.into_bytes(), leaf]))
        .map_err(sql)
}

pub(super) fn leaf_at(connection: &Connection, conversation: Uuid, seq: u64) -> Result<Option<[u8; 32]>> {
    let text = "SELECT leaf FROM event WHERE conversation = ?1 AND seq = ?2";
    let key = params![conversation.into_bytes(), seq.cast_signed()];
    connection.query_row(text, key, |row| row.get(0)).optional().map_err(sql)
}

pub(super) fn commit_events(connection: &mut Connection, events: &[EventRecord], settles: &[Uuid]) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    for run in events.chunk_by(|one, next| one.conversation == next.conversation) {
        if !append(&transaction, run)? {
            return Ok(false);
        }
    }
    for client_id in settles {
        let text = "DELETE FROM outbox WHERE client_id = ?1";
        transaction.prepare_cached(text).and_then(|mut sql| sql.execute([client_id.into_bytes()])).map_err(sql)?;
    }
    transaction.commit().map_err(sql)?;
    Ok(true)
}

/// Appends events of one conversation and moves its head behind them.
fn append(transaction: &Transaction<'_>, run: &[EventRecord]) -> Result<bool> {
    let Some(newest) = run.last() else { return Ok(true) };
    let Some(head) = conversations::one(transaction, newest.conversation)? else { return Ok(false) };
    let (mut last_seq, mut controller_epoch) = (head.last_seq, head.controller_epoch);
    for event in run {
        if event.seq != last_seq + 1 && (event.kind != EventKind::Gap || event.seq <= last_seq) {
            return Ok(false);
        }
        insert_event(transaction, event)?;
        search::index(transaction, event)?;
        (last_seq, controller_epoch) = (event.seq, controller_epoch.max(event.controller_epoch));
    }
    // What she says herself she has read, if she has read what stood in front of it.
    let own = run.iter().take_while(|event| event.speaker == Speaker::You).last();
    let read = own.filter(|_| head.read == head.last_seq).map_or(head.read, |own| own.seq);
    let text = "UPDATE conversation SET last_seq = ?2, head = ?3, controller_epoch = ?4, read_seq = ?5 WHERE id = ?1";
    let moved = params![
        newest.conversation.into_bytes(),
        last_seq.cast_signed(),
        newest.leaf,
        controller_epoch.cast_signed(),
        read.cast_signed()
    ];
    transaction.prepare_cached(text).and_then(|mut sql| sql.execute(moved)).map(|changed| changed == 1).map_err(sql)
}

pub(super) fn insert_event(transaction: &Transaction<'_>, event: &EventRecord) -> Result<()> {
    let (speaker, name, employee_id, why) = speaker_columns(&event.speaker);
    let text =
        "INSERT INTO event VALUES (:conversation, :seq, :at_ms, :client_id, :controller_epoch, :leaf, :speaker, :name,
        :employee_id, :why, :kind, :text, :badge_key, :frame)";
    let row = named_params! {
        ":conversation": event.conversation.into_bytes(),
        ":seq": event.seq.cast_signed(),
        ":at_ms": event.at_ms,
        ":client_id": event.client_id.map(Uuid::into_bytes),
        ":controller_epoch": event.controller_epoch.cast_signed(),
        ":leaf": event.leaf,
        ":speaker": speaker,
        ":name": name,
        ":employee_id": employee_id,
        ":why": why,
        ":kind": kind_column(event.kind),
        ":text": event.text,
        ":badge_key": event.badge_key,
        ":frame": (!event.frame.is_empty()).then_some(&event.frame),
    };
    transaction.prepare_cached(text).and_then(|mut statement| statement.execute(row)).map(drop).map_err(sql)
}

pub(super) fn revoke_badge(connection: &Connection, badge_key: &str, since_ms: i64) -> Result<bool> {
    let text = "UPDATE event SET speaker = 'unverified', name = '', employee_id = '', why = ?3
        WHERE badge_key = ?1 AND at_ms >= ?2 AND speaker IN ('bot', 'agent')";
    connection
        .execute(text, params![badge_key, since_ms, Unverified::Revoked.code()])
        .map(|changed| changed > 0)
        .map_err(sql)
}

pub(super) fn keep_head(connection: &Connection, head: &HeadRecord) -> Result<()> {
    let text = "REPLACE INTO signed_head SELECT id, ?2, ?3, ?4 FROM conversation WHERE id = ?1";
    let values = params![head.conversation.into_bytes(), head.seq.cast_signed(), head.signed, head.keys];
    connection.execute(text, values).map(drop).map_err(sql)
}

pub(super) fn transcript(connection: &mut Connection, conversation: Uuid) -> Result<Option<TranscriptRecord>> {
    // One moment for both: an event that is committed in between is not covered by this head.
    let transaction = connection.transaction().map_err(sql)?;
    let text = "SELECT * FROM signed_head WHERE conversation = ?1";
    let head = transaction.query_row(text, [conversation.into_bytes()], read_head).optional().map_err(sql)?;
    let Some(head) = head else { return Ok(None) };
    // Of the numbering that was signed: it begins behind the row that ended the one before.
    let text = "SELECT seq, leaf, frame FROM event WHERE conversation = ?1 AND seq <= ?2 AND seq >
        coalesce((SELECT max(seq) FROM event WHERE conversation = ?1 AND seq <= ?2 AND leaf = zeroblob(32)), 0) ORDER BY seq";
    let mut statement = transaction.prepare_cached(text).map_err(sql)?;
    let rows = statement.query_map(params![conversation.into_bytes(), head.seq.cast_signed()], read_frame);
    let rows = rows.map_err(sql)?;
    let events = rows.collect::<rusqlite::Result<_>>().map_err(sql)?;
    Ok(Some(TranscriptRecord { head, events }))
}

pub(super) fn forget_words_before(connection: &mut Connection, before_ms: i64) -> Result<u64> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    // A gap has no words.
    let text = "UPDATE event SET kind = 'hidden', text = '', name = '', employee_id = '', frame = NULL
        WHERE at_ms < ?1 AND kind <> 'gap' AND (kind <> 'hidden' OR text <> '' OR frame IS NOT NULL)";
    let forgotten = transaction.execute(text, [before_ms]).map_err(sql)?;
    // To look for them reads the whole index, and only what had words is in it.
    if forgotten > 0 {
        let words = "DELETE FROM message_words WHERE EXISTS (SELECT 1 FROM event WHERE event.conversation = message_words.conversation
            AND event.seq = message_words.seq AND event.at_ms < ?1)";
        transaction.execute(words, [before_ms]).map_err(sql)?;
        search::purge(&transaction)?;
    }
    files::forget_before(&transaction, before_ms)?;
    transaction.commit().map_err(sql)?;
    Ok(forgotten as u64)
}

pub(super) fn outbox(connection: &Connection) -> Result<Vec<OutboxRecord>> {
    let mut statement = connection.prepare_cached("SELECT * FROM outbox ORDER BY place").map_err(sql)?;
    let rows = statement.query_map([], read_outbox).map_err(sql)?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql)
}

pub(super) fn enqueue(connection: &Connection, row: &OutboxRecord) -> Result<OutboxRecord> {
    let text = "INSERT INTO outbox (client_id, kind, text, created_ms, state, said, conversation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (client_id) DO NOTHING";
    let values = params![
        row.client_id.into_bytes(),
        outbox_kind_column(row.kind),
        row.text,
        row.created_ms,
        state_column(row.state),
        row.said,
        conversation_column(row.conversation)
    ];
    let added = connection.prepare_cached(text).and_then(|mut statement| statement.execute(values)).map_err(sql)?;
    if added > 0 {
        return Ok(OutboxRecord { place: connection.last_insert_rowid().cast_unsigned(), ..row.clone() });
    }
    connection
        .query_row("SELECT * FROM outbox WHERE client_id = ?1", [row.client_id.into_bytes()], read_outbox)
        .map_err(sql)
}

pub(super) fn set_outbox_state(connection: &Connection, client_id: Uuid, state: OutboxState) -> Result<bool> {
    let change = || {
        let text = "UPDATE outbox SET state = ?2, said = said OR ?2 = 'sending' WHERE client_id = ?1";
        let values = params![client_id.into_bytes(), state_column(state)];
        connection.prepare_cached(text).and_then(|mut sql| sql.execute(values)).map(|changed| changed > 0).map_err(sql)
    };
    if state != OutboxState::Sent {
        return change();
    }
    // Lost in a power cut, it is said again under its id, and the bank gives the same answer.
    without_waiting(connection, change)
}

/// Does what may be lost in a power cut: nobody waits for the disk.
pub(super) fn without_waiting<T>(connection: &Connection, change: impl FnOnce() -> Result<T>) -> Result<T> {
    connection.execute_batch("PRAGMA synchronous = NORMAL").map_err(sql)?;
    let changed = change();
    connection.execute_batch("PRAGMA synchronous = EXTRA").map_err(sql)?;
    changed
}

pub(super) fn renew_failed(
    connection: &mut Connection,
    client_id: Uuid,
    row: &OutboxRecord,
) -> Result<Option<OutboxRecord>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let failed = "DELETE FROM outbox WHERE client_id = ?1 AND (state IN ('refused', 'expired') OR state LIKE 'file-%')";
    if transaction.execute(failed, [client_id.into_bytes()]).map_err(sql)? == 0 {
        return Ok(None);
    }
    let renewed = enqueue(&transaction, row)?;
    transaction.commit().map_err(sql)?;
    Ok(Some(renewed))
}

pub(super) fn cancel(connection: &mut Connection, client_id: Uuid) -> Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
    let text = "DELETE FROM outbox WHERE client_id = ?1 AND (state IN ('refused', 'expired') OR state LIKE 'file-%' OR NOT said)";
    let removed = transaction.execute(text, [client_id.into_bytes()]).map_err(sql)? > 0;
    if removed {
        transaction.execute("DELETE FROM file WHERE id = ?1", [client_id.into_bytes()]).map_err(sql)?;
    }
    transaction.commit().map_err(sql)?;
    Ok(removed)
}

pub(super) fn requeue_sending(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE outbox SET state = 'queued' WHERE state = 'sending'", []).map(drop).map_err(sql)
}

pub(super) fn read_uuid(row: &Row<'_>, name: &str) -> rusqlite::Result<Uuid> {
    row.get(name).map(Uuid::from_bytes)
}

pub(super) fn read_number(row: &Row<'_>, name: &str) -> rusqlite::Result<u64> {
    row.get::<_, i64>(name).map(i64::cast_unsigned)
}

/// A column with a word that this build does not know.
fn word<T>(found: Option<T>) -> rusqlite::Result<T> {
    found.ok_or(rusqlite::Error::InvalidQuery)
}

pub(super) fn read_event(row: &Row<'_>) -> rusqlite::Result<EventRecord> {
    let kind: String = row.get("kind")?;
    Ok(EventRecord {
        conversation: read_uuid(row, "conversation")?,
        seq: read_number(row, "seq")?,
        at_ms: row.get("at_ms")?,
        client_id: row.get::<_, Option<[u8; 16]>>("client_id")?.map(Uuid::from_bytes),
        controller_epoch: read_number(row, "controller_epoch")?,
        leaf: row.get("leaf")?,
        speaker: read_speaker(row)?,
        badge_key: row.get("badge_key")?,
        kind: word(KINDS.into_iter().find(|known| kind_column(*known) == kind))?,
        text: row.get("text")?,
        frame: Vec::new(),
    })
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<HeadRecord> {
    Ok(HeadRecord {
        conversation: read_uuid(row, "conversation")?,
        seq: read_number(row, "seq")?,
        signed: row.get("signed")?,
        keys: row.get("keys")?,
    })
}

fn read_frame(row: &Row<'_>) -> rusqlite::Result<KeptFrame> {
    let frame = row.get::<_, Option<Vec<u8>>>("frame")?.unwrap_or_default();
    Ok(KeptFrame { seq: read_number(row, "seq")?, leaf: row.get("leaf")?, frame })
}

fn read_outbox(row: &Row<'_>) -> rusqlite::Result<OutboxRecord> {
    let (kind, state): (String, String) = (row.get("kind")?, row.get("state")?);
    Ok(OutboxRecord {
        client_id: read_uuid(row, "client_id")?,
        conversation: row
            .get::<_, Option<[u8; 16]>>("conversation")?
            .map_or(Conversation::General, |id| Conversation::About(Uuid::from_bytes(id))),
        place: read_number(row, "place")?,
        kind: word(OUTBOX_KINDS.into_iter().find(|known| outbox_kind_column(*known) == kind))?,
        text: row.get("text")?,
        created_ms: row.get("created_ms")?,
        state: word(read_state(&state))?,
        said: row.get("said")?,
    })
}

fn speaker_columns(speaker: &Speaker) -> (&'static str, &str, &str, &'static str) {
    match speaker {
        Speaker::You => ("you", "", "", ""),
        Speaker::Bot { name } => ("bot", name, "", ""),
        Speaker::VerifiedAgent { name, employee_id } => ("agent", name, employee_id, ""),
        Speaker::Unverified { why } => ("unverified", "", "", why.code()),
        Speaker::System => ("system", "", "", ""),
    }
}

fn read_speaker(row: &Row<'_>) -> rusqlite::Result<Speaker> {
    let (speaker, why): (String, String) = (row.get("speaker")?, row.get("why")?);
    Ok(match speaker.as_str() {
        "you" => Speaker::You,
        "bot" => Speaker::Bot { name: row.get("name")? },
        "agent" => Speaker::VerifiedAgent { name: row.get("name")?, employee_id: row.get("employee_id")? },
        "unverified" => {
            Speaker::Unverified { why: word(Unverified::ALL.into_iter().find(|known| known.code() == why))? }
        }
        "system" => Speaker::System,
        _ => return word(None),
    })
}

const KINDS: [EventKind; 8] = [
    EventKind::Text,
    EventKind::Notice,
    EventKind::Opaque,
    EventKind::Gap,
    EventKind::Attachment,
    EventKind::DocumentRequest,
    EventKind::FalseRequest,
    EventKind::Hidden,
];

const fn kind_column(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Text => "text",
        EventKind::Notice => "notice",
        EventKind::Opaque => "opaque",
        EventKind::Gap => "gap",
        EventKind::Attachment => "attachment",
        EventKind::DocumentRequest => "document-request",
        EventKind::FalseRequest => "false-request",
        EventKind::Hidden => "hidden",
    }
}

const fn conversation_column(conversation: Conversation) -> Option<[u8; 16]> {
    match conversation {
        Conversation::General => None,
        Conversation::About(id) => Some(id.into_bytes()),
    }
}

const OUTBOX_KINDS: [OutboxKind; 6] = [
    OutboxKind::Message,
    OutboxKind::Handover,
    OutboxKind::End,
    OutboxKind::Report,
    OutboxKind::Feedback,
    OutboxKind::Attachment,
];

const fn outbox_kind_column(kind: OutboxKind) -> &'static str {
    match kind {
        OutboxKind::Message => "message",
        OutboxKind::Handover => "handover",
        OutboxKind::End => "end",
        OutboxKind::Report => "report",
        OutboxKind::Feedback => "feedback",
        OutboxKind::Attachment => "attachment",
    }
}

const STATES: [OutboxState; 5] = [
    OutboxState::Queued,
    OutboxState::Sending,
    OutboxState::Sent,
    OutboxState::Failed(SendFailure::Refused),
    OutboxState::Failed(SendFailure::Expired),
];

fn state_column(state: OutboxState) -> Cow<'static, str> {
    Cow::Borrowed(match state {
        OutboxState::Queued => "queued",
        OutboxState::Sending => "sending",
        OutboxState::Sent => "sent",
        OutboxState::Failed(SendFailure::Refused) => "refused",
        OutboxState::Failed(SendFailure::Expired) => "expired",
        OutboxState::Failed(SendFailure::File(fault)) => return Cow::Owned(format!("file-{}", fault.name())),
    })
}

fn read_state(column: &str) -> Option<OutboxState> {
    match column.strip_prefix("file-") {
        Some(fault) => AttachmentFault::parse(fault).map(|fault| OutboxState::Failed(SendFailure::File(fault))),
        None => STATES.into_iter().find(|known| state_column(*known) == column),
    }
}

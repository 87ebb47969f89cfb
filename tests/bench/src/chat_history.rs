//! The phone's kept chat: its last fifty messages, and a rare word in it, however long it is.
//!
//! The encrypted history of the app, filled by its own commits of many messages each. They are durable; so that a long history is made in
//! a minute, it lies in memory (`/dev/shm`) where there is such a place. What is measured only reads.

use std::path::PathBuf;
use std::sync::Arc;

use kunci_adapters::{SoftwareDeviceKeys, SqlCipherHistory, SystemEntropy};
use kunci_core::ports::{EventKind, EventRecord, HistoryStore, HistoryVault as _, Speaker};
use kunci_domain::conversations::Topic;
use kunci_domain::search;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::row::{Row, duration, in_turn};
use crate::scene::told;

const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Messages in one commit.
const BATCH: u64 = 20_000;
const TALK: Uuid = Uuid::from_u128(10);
const OWNER: Uuid = Uuid::from_u128(1);
const PAGE: u32 = 50;
const FLAT: f64 = 1.3;
const SEARCH: f64 = 1.5;

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.map_err(told)?;
    let keys = Arc::new(SoftwareDeviceKeys::open(&folder.path().join("hardware")).map_err(told)?);
    let profile = folder.path().join("profile");
    std::fs::create_dir_all(&profile).map_err(told)?;
    let vault = SqlCipherHistory::new(&profile, keys, Arc::new(SystemEntropy));
    let history = vault.open(OWNER).map_err(told)?;
    history.begin_conversation(TALK, 1, Topic::General).map_err(told)?;
    let peer = bare(&folder.path().join("bare.sqlite3"))?;
    let (mut rows, mut there, mut first) = (Vec::new(), 0, None);
    for size in SIZES {
        eprintln!("bench: history: {size} messages …");
        fill(history.as_ref(), &peer, there, size)?;
        there = size;
        let last = || history.events_before(TALK, u64::MAX, PAGE).map(|events| events.len());
        if last().map_err(told)? != PAGE as usize {
            return Err("the last fifty are not fifty".to_owned());
        }
        let (took, _) = in_turn(last, || ());
        let one = *first.get_or_insert(took);
        rows.push(last_fifty(size, took, one));
        rows.push(rare(history.as_ref(), &peer, size)?);
    }
    Ok(rows)
}

fn last_fifty(size: u64, took: f64, first: f64) -> Row {
    let what = format!("the last {PAGE} of {size} messages");
    Row::flat(what, format!("the last {PAGE} of {}", SIZES[0]), took, first, size == SIZES[0], FLAT)
}

fn rare(history: &dyn HistoryStore, peer: &Connection, size: u64) -> Result<Row, String> {
    let terms = search::terms("zamrud");
    let ours = || history.search(&terms, PAGE).map(|found| found.len());
    let sql = "SELECT message.text FROM words JOIN message ON message.n = words.rowid WHERE words MATCH ?1
        ORDER BY words.rowid DESC LIMIT 50";
    let theirs = || -> rusqlite::Result<usize> {
        let mut statement = peer.prepare_cached(sql)?;
        let rows = statement.query_map(["\"zamrud\" *"], |row| row.get::<_, String>(0))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.len())
    };
    let (found, bare) = (ours().map_err(told)?, theirs().map_err(told)?);
    if found != 1 || bare != 1 {
        return Err(format!("the rare word was found {found} and {bare} times"));
    }
    let (ours_ns, theirs_ns) = in_turn(ours, theirs);
    // In a short history a search is some microseconds, of which reading the one row is most.
    let judged = size == SIZES[SIZES.len() - 1];
    let ratio = ours_ns / theirs_ns;
    Ok(Row {
        what: format!("a rare word in {size} messages"),
        against: "SQLite FTS5 alone, not encrypted".into(),
        ours: duration(ours_ns),
        theirs: duration(theirs_ns),
        figure: format!("{ratio:.2}×"),
        aim: if judged { format!("≤ {SEARCH}×") } else { "(told)".into() },
        holds: judged.then_some(ratio <= SEARCH),
    })
}

/// The peer: the same words in a plain database.
fn bare(path: &std::path::Path) -> Result<Connection, String> {
    let connection = Connection::open(path).map_err(told)?;
    let schema = "CREATE TABLE message (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE words USING fts5 (said, content = '', tokenize = \"unicode61 remove_diacritics 0\");";
    connection.execute_batch(schema).map_err(told)?;
    Ok(connection)
}

fn text(seq: u64) -> String {
    if seq == 7 {
        "Di mana kartu zamrud saya?".to_owned()
    } else {
        format!("Kami sudah mengirim kartu nomor {seq} hari ini")
    }
}

fn fill(history: &dyn HistoryStore, peer: &Connection, there: u64, size: u64) -> Result<(), String> {
    peer.execute_batch("BEGIN").map_err(told)?;
    let mut from = there + 1;
    while from <= size {
        let to = size.min(from + BATCH - 1);
        let mut events = Vec::new();
        for seq in from..=to {
            let text = text(seq);
            let row = params![seq.cast_signed(), text];
            peer.prepare_cached("INSERT INTO message VALUES (?1, ?2)")
                .and_then(|mut sql| sql.execute(row))
                .map_err(told)?;
            let row = params![seq.cast_signed(), search::indexed(&text).words];
            let sql = "INSERT INTO words (rowid, said) VALUES (?1, ?2)";
            peer.prepare_cached(sql).and_then(|mut sql| sql.execute(row)).map_err(told)?;
            events.push(event(seq, text));
        }
        if !history.commit_events(&events, &[]).map_err(told)? {
            return Err(format!("messages {from} to {to} do not follow"));
        }
        from = to + 1;
    }
    peer.execute_batch("COMMIT").map_err(told)
}

fn event(seq: u64, text: String) -> EventRecord {
    let mut leaf = [0; 32];
    leaf[..8].copy_from_slice(&seq.to_be_bytes());
    EventRecord {
        conversation: TALK,
        seq,
        at_ms: 1_790_000_000_000 + seq.cast_signed() * 1_000,
        client_id: None,
        controller_epoch: 1,
        leaf,
        speaker: Speaker::You,
        badge_key: None,
        kind: EventKind::Text,
        text,
        frame: vec![b'x'; 400],
    }
}

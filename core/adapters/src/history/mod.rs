//! The *history* database: conversations and the outbox, in a SQLCipher file of its own (`history.db`, `history.key`) beside the
//! token's, opened only while the customer is signed in with the token.
//!
//! Made and opened as the token's (see `sqlcipher`), under a key of its own, and with the same durability, by a write-ahead log: it is
//! written with every message, and a commit waits for the disk once in place of five times. The log is encrypted as the pages are, and gone
//! when the history is closed. The profile's lock is the token's: whoever has the profile open may open this one.

#[cfg(feature = "testing")]
pub mod contract;
mod conversations;
mod files;
mod gaps;
#[cfg(feature = "testing")]
pub(crate) mod memory;
mod rows;
mod schema;
mod search;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kunci_core::ports::{
    ConversationRecord, DeviceKeys, Entropy, EventRecord, FileRecord, GapRecord, HeadRecord, HistoryStore,
    HistoryVault, OutboxRecord, OutboxState, PartRecord, StoreError, SummaryRecord, TranscriptRecord,
};
use kunci_domain::conversations::Topic;
use kunci_domain::search::Term;
use rusqlite::Connection;
use uuid::Uuid;

use crate::sqlcipher::open::{Database, Journal, Kind};
use crate::sqlcipher::sql;

/// Its pages are not checked when it is opened: it grows with the years, and a damaged page is found when it is read.
pub(crate) const KIND: Kind = Kind {
    name: "history",
    label: "history-db",
    migrations: schema::MIGRATIONS,
    whole_check: false,
    journal: Journal::WriteAhead,
};

/// Prepared statements kept: a message on its way or in uses most of them again and again.
const STATEMENTS: usize = 64;

/// What its cache holds at most, in KiB (SQLite counts them as negative): SQLite's own measure is half of it, and less than what a search over a
/// million messages reads.
const CACHE: i64 = -4096;

/// What was erased leaves the log, too: it holds pages as they were.
fn empty_log(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(sql)
}

/// [`HistoryVault`] on disk.
pub struct SqlCipherHistory {
    profile_dir: PathBuf,
    keys: Arc<dyn DeviceKeys>,
    entropy: Arc<dyn Entropy>,
}

impl SqlCipherHistory {
    /// In the profile of `profile_dir`. Touches nothing yet.
    #[must_use]
    pub fn new(profile_dir: &Path, keys: Arc<dyn DeviceKeys>, entropy: Arc<dyn Entropy>) -> Self {
        Self { profile_dir: profile_dir.to_owned(), keys, entropy }
    }
}

impl fmt::Debug for SqlCipherHistory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqlCipherHistory(redacted)")
    }
}

impl HistoryVault for SqlCipherHistory {
    fn open(&self, owner: Uuid) -> Result<Arc<dyn HistoryStore>, StoreError> {
        let database = Database::open(&KIND, &self.profile_dir, self.keys.as_ref(), self.entropy.as_ref())?;
        let mut connection = database.connect()?;
        connection.pragma_update(None, "cache_size", CACHE).map_err(sql)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        rows::belong_to(&mut connection, owner)?;
        search::catch_up(&mut connection)?;
        empty_log(&connection)?;
        Ok(Arc::new(OpenHistory(Mutex::new(connection))))
    }
}

/// [`HistoryStore`] on disk. SQLite stays open as long as it lives: what its cache holds the screen holds, too.
struct OpenHistory(Mutex<Connection>);

impl OpenHistory {
    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic in another thread dropped its transaction, which rolled it back.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HistoryStore for OpenHistory {
    fn conversations(&self) -> Result<Vec<ConversationRecord>, StoreError> {
        conversations::all(&self.connection())
    }

    fn begin_conversation(&self, id: Uuid, epoch: u64, topic: Topic) -> Result<ConversationRecord, StoreError> {
        conversations::begin(&mut self.connection(), id, epoch, topic)
    }

    fn renumber(&self, id: Uuid, epoch: u64, at_ms: i64) -> Result<(), StoreError> {
        conversations::renumber(&mut self.connection(), id, epoch, at_ms)
    }

    fn summary(&self, conversation: Uuid) -> Result<SummaryRecord, StoreError> {
        conversations::summary(&self.connection(), conversation)
    }

    fn mark_read(&self, conversation: Uuid, seq: u64) -> Result<bool, StoreError> {
        conversations::mark_read(&self.connection(), conversation, seq)
    }

    fn events(&self, most: u32) -> Result<Vec<EventRecord>, StoreError> {
        rows::events(&self.connection(), most)
    }

    fn events_before(&self, conversation: Uuid, seq: u64, most: u32) -> Result<Vec<EventRecord>, StoreError> {
        rows::events_before(&self.connection(), conversation, seq, most)
    }

    fn search(&self, terms: &[Term], most: u32) -> Result<Vec<EventRecord>, StoreError> {
        search::search(&self.connection(), terms, most)
    }

    fn seq_of(&self, conversation: Uuid, client_id: Uuid) -> Result<Option<u64>, StoreError> {
        rows::seq_of(&self.connection(), conversation, client_id)
    }

    fn knows_leaf(&self, conversation: Uuid, leaf: &[u8; 32]) -> Result<bool, StoreError> {
        rows::knows_leaf(&self.connection(), conversation, leaf)
    }

    fn leaf_at(&self, conversation: Uuid, seq: u64) -> Result<Option<[u8; 32]>, StoreError> {
        rows::leaf_at(&self.connection(), conversation, seq)
    }

    fn commit_events(&self, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError> {
        rows::commit_events(&mut self.connection(), events, settles)
    }

    fn newest_gap(&self, conversation: Uuid, but: &[u64]) -> Result<Option<GapRecord>, StoreError> {
        gaps::newest(&self.connection(), conversation, but)
    }

    fn heal_gap(&self, gap: &GapRecord, events: &[EventRecord], settles: &[Uuid]) -> Result<bool, StoreError> {
        gaps::heal(&mut self.connection(), gap, events, settles)
    }

    fn revoke_badge(&self, badge_key: &str, since_ms: i64) -> Result<bool, StoreError> {
        rows::revoke_badge(&self.connection(), badge_key, since_ms)
    }

    fn keep_head(&self, head: &HeadRecord) -> Result<(), StoreError> {
        rows::keep_head(&self.connection(), head)
    }

    fn transcript(&self, conversation: Uuid) -> Result<Option<TranscriptRecord>, StoreError> {
        rows::transcript(&mut self.connection(), conversation)
    }

    fn forget_words_before(&self, before_ms: i64) -> Result<u64, StoreError> {
        let mut connection = self.connection();
        let forgotten = rows::forget_words_before(&mut connection, before_ms)?;
        if forgotten > 0 {
            empty_log(&connection)?;
        }
        Ok(forgotten)
    }

    fn outbox(&self) -> Result<Vec<OutboxRecord>, StoreError> {
        rows::outbox(&self.connection())
    }

    fn enqueue(&self, row: &OutboxRecord) -> Result<OutboxRecord, StoreError> {
        rows::enqueue(&self.connection(), row)
    }

    fn enqueue_with_file(&self, row: &OutboxRecord, sealed: &[u8]) -> Result<OutboxRecord, StoreError> {
        files::enqueue_with_file(&mut self.connection(), row, sealed)
    }

    fn keep_file(&self, file: &FileRecord, sealed: &[u8]) -> Result<(), StoreError> {
        files::keep(&mut self.connection(), file, sealed)
    }

    fn file_part(&self, id: Uuid, from: u32, most: u32) -> Result<Option<Vec<u8>>, StoreError> {
        files::part(&self.connection(), id, from, most)
    }

    fn receive_part(&self, part: &PartRecord, sealed: &[u8]) -> Result<bool, StoreError> {
        files::receive(&mut self.connection(), part, sealed)
    }

    fn received(&self, file: Uuid) -> Result<Vec<u8>, StoreError> {
        files::received(&self.connection(), file)
    }

    fn forget_received(&self, file: Uuid) -> Result<(), StoreError> {
        files::forget_received(&self.connection(), file)
    }

    fn forget_received_before(&self, before_ms: i64) -> Result<(), StoreError> {
        files::forget_received_before(&self.connection(), before_ms)
    }

    fn files(&self) -> Result<Vec<FileRecord>, StoreError> {
        files::all(&self.connection())
    }

    fn set_outbox_state(&self, client_id: Uuid, state: OutboxState) -> Result<bool, StoreError> {
        rows::set_outbox_state(&self.connection(), client_id, state)
    }

    fn renew_failed(&self, client_id: Uuid, row: &OutboxRecord) -> Result<Option<OutboxRecord>, StoreError> {
        rows::renew_failed(&mut self.connection(), client_id, row)
    }

    fn cancel(&self, client_id: Uuid) -> Result<bool, StoreError> {
        rows::cancel(&mut self.connection(), client_id)
    }

    fn requeue_sending(&self) -> Result<(), StoreError> {
        rows::requeue_sending(&self.connection())
    }
}

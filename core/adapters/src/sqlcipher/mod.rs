//! The *token* database: SQLCipher under a raw key that the phone's hardware wraps.
//!
//! ```text
//! token.key    the database's key and name, wrapped by the hardware; written before the database, never changed
//! token.db     the database; appears whole or not at all
//! token.lock   held while the profile is open
//! ```
//!
//! What is found when opening:
//!
//! | `token.key` | `token.db` | then |
//! |---|---|---|
//! | no | no | first start: both are made |
//! | yes | no | an interrupted first start, or the database was deleted: a new empty one under the same key, which means "no token". Nothing that could still be read is lost |
//! | no | yes | [`StoreError::Damaged`]: only that key opens the database, and it is not overwritten |
//! | yes | yes | opened; a failure is named and changes nothing |
//!
//! A profile that cannot be opened stays as it is until [`discard`] is called.

mod cards;
mod commands;
mod drafts;
mod file_key;
pub(crate) mod open;
mod rows;
mod schema;
mod unsent;
mod wiping;

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kunci_core::ports::{
    BundleRecord, CardRef, CommandRecord, DeviceKeys, DraftRecord, Entropy, StoreError, TimeAnchor, TokenRecord,
    TokenStore, UnsentRecord,
};
use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

use self::open::Database;
pub use self::wiping::wipe_what_sqlite_frees;
use crate::files::{self, Lock};

/// The newest schema that this build reads and writes.
pub const SCHEMA_VERSION: u32 = schema::VERSION;

/// [`TokenStore`] on disk. One at a time for each profile, in this process or any other.
///
/// The profile is locked for as long as this lives. SQLite is opened at the first use and stays open until it is told to rest: opening it takes
/// longer than what is mostly asked of it. An open SQLite keeps pages in memory, in the clear; so it is emptied after each operation, or
/// after those that are held together.
pub struct SqlCipherTokenStore {
    // One operation after the other, so that none finds the file locked by a sister.
    door: Arc<Mutex<Door>>,
    _lock: Lock,
}

/// The database, and how it is opened.
struct Door {
    database: Database,
    /// How many want it to keep what it has read.
    holders: usize,
    open: Option<Connection>,
    /// Whether the token was written: SQLite keeps the row that it has written last until it is closed.
    wrote_token: bool,
}

impl Door {
    fn with<T>(&mut self, act: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let connection = match self.open.take() {
            Some(open) => open,
            None => self.database.connect()?,
        };
        let outcome = act(&connection);
        // One that failed is opened anew.
        self.open = Some(connection).filter(|_| outcome.is_ok());
        self.empty();
        outcome
    }

    /// Nothing of what was read stays in memory, unless somebody goes on reading.
    fn empty(&mut self) {
        if self.holders == 0 {
            let closes = std::mem::take(&mut self.wrote_token);
            self.open.take_if(|open| closes || open.execute_batch(EMPTY).is_err());
        }
    }
}

/// Frees all pages, which wipes them; then reads the first one, which has the schema and no row: SQLCipher keeps a copy of the page that it
/// has decrypted last.
const EMPTY: &str = "PRAGMA shrink_memory; PRAGMA user_version;";

/// Keeps the database from being emptied.
struct Held(Arc<Mutex<Door>>);

impl Drop for Held {
    fn drop(&mut self) {
        let mut door = locked(&self.0);
        door.holders -= 1;
        door.empty();
    }
}

fn locked(door: &Mutex<Door>) -> MutexGuard<'_, Door> {
    // A panic in another thread left nothing behind: the database itself never changes here.
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SqlCipherTokenStore {
    /// Opens the database in `profile_dir`, and makes both when they are new. Every page is checked.
    ///
    /// # Errors
    /// [`StoreError`]; nothing on disk was changed then, except that a first start may be half done and is finished next time.
    pub fn open(profile_dir: &Path, keys: &dyn DeviceKeys, entropy: &dyn Entropy) -> Result<Self, StoreError> {
        files::private_folder(profile_dir).map_err(disk)?;
        let lock = hold_lock(profile_dir)?;
        let database = Database::open(&open::TOKEN, profile_dir, keys, entropy)?;
        let door = Door { database, holders: 0, open: None, wrote_token: false };
        Ok(Self { door: Arc::new(Mutex::new(door)), _lock: lock })
    }

    fn with<T>(&self, act: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        locked(&self.door).with(act)
    }

    /// The same for what writes the token.
    fn with_token<T>(&self, act: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut door = locked(&self.door);
        door.wrote_token = true;
        door.with(act)
    }
}

impl TokenStore for SqlCipherTokenStore {
    fn hold(&self) -> Box<dyn Send> {
        locked(&self.door).holders += 1;
        Box::new(Held(Arc::clone(&self.door)))
    }

    fn rest(&self) {
        locked(&self.door).open = None;
    }

    fn token(&self) -> Result<Option<TokenRecord>, StoreError> {
        self.with(rows::token)
    }

    fn put_token(&self, record: &TokenRecord) -> Result<(), StoreError> {
        self.with_token(|connection| rows::put_token(connection, record))
    }

    fn remove_token(&self) -> Result<(), StoreError> {
        self.with_token(rows::remove_token)
    }

    fn bundle(&self) -> Result<Option<BundleRecord>, StoreError> {
        self.with(rows::bundle)
    }

    fn put_bundle(&self, record: &BundleRecord) -> Result<(), StoreError> {
        self.with(|connection| rows::put_bundle(connection, record))
    }

    fn time_anchor(&self) -> Result<Option<TimeAnchor>, StoreError> {
        self.with(rows::time_anchor)
    }

    fn put_time_anchor(&self, anchor: &TimeAnchor) -> Result<(), StoreError> {
        self.with(|connection| rows::put_time_anchor(connection, anchor))
    }

    fn service_status(&self) -> Result<Option<String>, StoreError> {
        self.with(rows::service_status)
    }

    fn put_service_status(&self, signed: &str) -> Result<(), StoreError> {
        self.with(|connection| rows::put_service_status(connection, signed))
    }

    fn cards(&self) -> Result<Vec<CardRef>, StoreError> {
        self.with(cards::cards)
    }

    fn put_cards(&self, all: &[CardRef]) -> Result<(), StoreError> {
        self.with(|connection| cards::put_cards(connection, all))
    }

    fn commands(&self) -> Result<Vec<CommandRecord>, StoreError> {
        self.with(commands::commands)
    }

    fn open_commands(&self, and: Option<Uuid>) -> Result<Vec<CommandRecord>, StoreError> {
        self.with(|connection| commands::open_commands(connection, and))
    }

    fn add_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.with(|connection| commands::add_command(connection, command))
    }

    fn put_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.with(|connection| commands::put_command(connection, command))
    }

    fn remove_command(&self, command: &CommandRecord) -> Result<(), StoreError> {
        self.with(|connection| commands::remove_command(connection, command))
    }

    fn dispute_drafts(&self) -> Result<Vec<DraftRecord>, StoreError> {
        self.with(drafts::dispute_drafts)
    }

    fn put_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.with(|connection| drafts::put_dispute_draft(connection, draft))
    }

    fn remove_dispute_draft(&self, draft: &DraftRecord) -> Result<(), StoreError> {
        self.with(|connection| drafts::remove_dispute_draft(connection, draft))
    }

    fn unsent(&self) -> Result<Vec<UnsentRecord>, StoreError> {
        self.with(unsent::unsent)
    }

    fn put_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.with(|connection| unsent::put_unsent(connection, typed))
    }

    fn remove_unsent(&self, typed: &UnsentRecord) -> Result<(), StoreError> {
        self.with(|connection| unsent::remove_unsent(connection, typed))
    }
}

impl fmt::Debug for SqlCipherTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqlCipherTokenStore(redacted)")
    }
}

/// Removes the database of `profile_dir` and its key for good: the customer's answer to a profile that cannot be opened.
/// The key goes first, so that what is left of an interrupted removal is already unreadable.
///
/// # Errors
/// [`StoreError::Busy`] while it is open, [`StoreError::Io`] if the disk fails.
pub fn discard(profile_dir: &Path) -> Result<(), StoreError> {
    if !profile_dir.try_exists().map_err(disk)? {
        return Ok(());
    }
    let _lock = hold_lock(profile_dir)?;
    open::remove_all(profile_dir, crate::history::KIND.name).map_err(disk)?;
    open::remove_all(profile_dir, open::TOKEN.name).map_err(disk)
}

fn hold_lock(profile_dir: &Path) -> Result<Lock, StoreError> {
    Lock::try_hold(&profile_dir.join("token.lock")).map_err(disk)?.ok_or(StoreError::Busy)
}

/// What went wrong with a file.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn disk(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io,
    }
}

/// What went wrong in SQLite. Once a database is open its key is known to fit, so a page that cannot be read is damaged.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub(crate) fn sql(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Damaged,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(_) => StoreError::Io,
        // Not from SQLite: a column does not hold what the schema promises.
        None => StoreError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::software_keys::SoftwareDeviceKeys;
    use crate::system::SystemEntropy;

    fn database() -> (TempDir, Database) {
        let folder = tempfile::tempdir().unwrap();
        let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
        let database = Database::open(&open::TOKEN, folder.path(), &keys, &SystemEntropy).unwrap();
        (folder, database)
    }

    #[test]
    fn a_full_disk_is_named_and_changes_nothing() {
        let (_folder, database) = database();
        let connection = database.connect().unwrap();
        let small = BundleRecord { epoch: 1, counter: 1, reply: b"small".to_vec() };
        rows::put_bundle(&connection, &small).unwrap();

        // The file may not grow any more: SQLite reports what it reports when a write finds no space.
        connection.execute_batch("PRAGMA max_page_count = 1").unwrap();
        let large = BundleRecord { epoch: 1, counter: 2, reply: vec![7; 100_000] };
        assert_eq!(rows::put_bundle(&connection, &large), Err(StoreError::Full));
        assert_eq!(rows::bundle(&connection), Ok(Some(small)));
        assert_eq!(disk(io::ErrorKind::StorageFull.into()), StoreError::Full);
    }

    #[test]
    fn settings_are_what_durability_and_secrecy_need() {
        let (_folder, database) = database();
        let connection = database.connect().unwrap();
        let setting = |name: &str| {
            let read = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
            match connection.query_row(&format!("PRAGMA {name}"), [], read).unwrap() {
                rusqlite::types::Value::Text(text) => format!("{name}={text}"),
                rusqlite::types::Value::Integer(number) => format!("{name}={number}"),
                other => format!("{name}={other:?}"),
            }
        };
        // By us, unless another test has used SQLite before.
        let by_sqlcipher = i32::from(!wipe_what_sqlite_frees());
        assert_eq!(setting("cipher_memory_security"), format!("cipher_memory_security={by_sqlcipher}"));
        let found = [
            "cipher_use_hmac",
            "cipher_page_size",
            "journal_mode",
            "synchronous",
            "fullfsync",
            "secure_delete",
            "temp_store",
            "foreign_keys",
            "trusted_schema",
            "user_version",
        ]
        .map(setting);
        insta::assert_snapshot!(found.join("\n"), @r"
        cipher_use_hmac=1
        cipher_page_size=4096
        journal_mode=delete
        synchronous=3
        fullfsync=1
        secure_delete=1
        temp_store=2
        foreign_keys=1
        trusted_schema=0
        user_version=13
        ");
    }

    #[test]
    fn it_stays_open_until_it_is_told_to_rest_whoever_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
        let store = SqlCipherTokenStore::open(folder.path(), &keys, &SystemEntropy).unwrap();
        let is_open = || locked(&store.door).open.is_some();
        assert!(!is_open(), "nobody has asked for anything");
        store.token().unwrap();
        assert!(is_open());
        store.rest();
        assert!(!is_open());
        let held = store.hold();
        assert!(store.token().unwrap().is_none());
        store.rest();
        assert!(!is_open(), "although somebody holds it");
        assert!(store.token().unwrap().is_none());
        drop(held);
        assert!(is_open(), "it was used again");
        store.rest();
        assert!(!is_open());
    }

    #[test]
    fn debug_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
        let store = SqlCipherTokenStore::open(folder.path(), &keys, &SystemEntropy).unwrap();
        assert_eq!(format!("{store:?} {keys:?}"), "SqlCipherTokenStore(redacted) SoftwareDeviceKeys(redacted)");
    }
}

//! Making and opening the database file.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use kunci_core::ports::{DeviceKeys, Entropy, StoreError};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::M;

use super::file_key::{FileKey, SALT_LEN};
use super::{disk, schema, sql};
use crate::files;

/// SQLCipher 4's own. A database never changes it.
const PAGE_LEN: u64 = 4096;

/// Before the key: it is no one's business on the terminal which page does not fit.
const BEFORE_KEY: &str = "PRAGMA cipher_log_level = NONE;";

/// Before the key too, if SQLite's memory is not wiped by us: SQLCipher then wipes it, and locks it.
const WIPED_BY_SQLCIPHER: &str = "PRAGMA cipher_memory_security = ON;";

/// After the key, for every connection; none of these writes to the file.
///
/// `cipher_compatibility` keeps the format when a later SQLCipher prefers another. `synchronous = EXTRA` and `fullfsync` make a commit
/// survive a power cut, also on Apple's disks and including the removal of a rollback journal.
const AFTER_KEY: &str = "
    PRAGMA cipher_compatibility = 4;
    PRAGMA synchronous = EXTRA;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
";

/// The profile is locked by us; what else may hold the file for a moment is a backup that reads it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(1);

/// How a commit is made to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// By a rollback journal: a commit waits for the disk five times, and who only reads changes no file.
    Rollback,
    /// By a write-ahead log: a commit waits for the disk once.
    WriteAhead,
}

impl Journal {
    const fn pragma(self) -> &'static str {
        match self {
            Self::Rollback => "PRAGMA journal_mode = DELETE;",
            Self::WriteAhead => "PRAGMA journal_mode = WAL;",
        }
    }
}

/// One of the profile's databases.
pub(crate) struct Kind {
    /// Its files are `<name>.db` and `<name>.key`.
    pub(crate) name: &'static str,
    /// What the hardware wraps its key for.
    pub(crate) label: &'static str,
    /// Its schema and its history.
    pub(crate) migrations: &'static [M<'static>],
    /// Whether every page is checked when it is opened; else a damaged one is found when it is read.
    pub(crate) whole_check: bool,
    /// How its commits last.
    pub(crate) journal: Journal,
}

/// The record of the token.
pub(super) const TOKEN: Kind = Kind {
    name: "token",
    label: "token-db",
    migrations: schema::MIGRATIONS,
    whole_check: true,
    journal: Journal::Rollback,
};

/// A database that was found whole, current, and belonging to its key.
pub(crate) struct Database {
    path: PathBuf,
    key: FileKey,
    migrations: &'static [M<'static>],
    whole_check: bool,
    journal: Journal,
}

impl Database {
    pub(crate) fn open(
        kind: &Kind,
        profile_dir: &Path,
        keys: &dyn DeviceKeys,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        let paths = Paths::of(profile_dir, kind.name);
        let has_database = paths.database.try_exists().map_err(disk)?;
        let key = match FileKey::load(&paths.key, kind.label, keys)? {
            Some(key) => key,
            None if has_database => return Err(StoreError::Damaged),
            None => FileKey::create(&paths.key, kind.label, keys, entropy)?,
        };
        if !has_database {
            create(&paths, &key, kind.migrations)?;
        }
        let (whole_check, journal) = (kind.whole_check, kind.journal);
        let own = Self { path: paths.database, key, migrations: kind.migrations, whole_check, journal };
        own.check()?;
        Ok(own)
    }

    /// About a millisecond: a raw key needs no derivation.
    pub(crate) fn connect(&self) -> Result<Connection, StoreError> {
        connect(&self.path, &self.key, self.journal)
    }

    /// Refuses what is not ours, damaged, or newer; brings what is older up to date.
    fn check(&self) -> Result<(), StoreError> {
        let mut connection = self.connect()?;
        // The first read: it rolls back what a power cut left, and needs the right key.
        let version = schema::version(&connection).map_err(|error| first_read(&self.path, &self.key, error))?;
        let known = schema::version_of(self.migrations);
        match version {
            // SQLite takes an empty file for a new database. Ours are never empty.
            0 => return Err(StoreError::Damaged),
            found if found > known => return Err(StoreError::FromTheFuture { found, known }),
            _ if self.whole_check => check_every_page(&connection)?,
            _ => {}
        }
        schema::migrate(&mut connection, self.migrations)
    }
}

pub(crate) fn remove_all(profile_dir: &Path, name: &str) -> io::Result<()> {
    let Paths { key, database, draft } = Paths::of(profile_dir, name);
    files::remove(&key)?;
    for file in [database, draft] {
        for beside in ["-journal", "-wal", "-shm"] {
            files::remove(&beside_of(&file, beside))?;
        }
        files::remove(&file)?;
    }
    Ok(())
}

struct Paths {
    key: PathBuf,
    database: PathBuf,
    draft: PathBuf,
}

impl Paths {
    fn of(profile_dir: &Path, name: &str) -> Self {
        Self {
            key: profile_dir.join(format!("{name}.key")),
            database: profile_dir.join(format!("{name}.db")),
            draft: profile_dir.join(format!("{name}.db.draft")),
        }
    }
}

fn beside_of(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Builds the database aside and puts it in place when it is whole.
fn create(paths: &Paths, key: &FileKey, migrations: &'static [M<'static>]) -> Result<(), StoreError> {
    // Left by an interrupted first start, or by a database that was deleted: SQLite would play an old journal into the new file.
    files::remove(&paths.draft).map_err(disk)?;
    for file in [&paths.draft, &paths.database] {
        for beside in ["-journal", "-wal", "-shm"] {
            files::remove(&beside_of(file, beside)).map_err(disk)?;
        }
    }
    // Made here rather than by SQLite, so that nobody else may ever read it.
    let file = files::create_private(&paths.draft).map_err(disk)?;
    let mut connection = connect(&paths.draft, key, Journal::Rollback)?;
    schema::migrate(&mut connection, migrations)?;
    connection.close().map_err(|(_, error)| sql(error))?;
    file.sync_all().map_err(disk)?;
    files::publish(&paths.draft, &paths.database).map_err(disk)
}

fn connect(path: &Path, key: &FileKey, journal: Journal) -> Result<Connection, StoreError> {
    let wiping = super::wipe_what_sqlite_frees();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX; // never CREATE
    let connection = Connection::open_with_flags(path, flags).map_err(sql)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(sql)?;
    connection.execute_batch(BEFORE_KEY).map_err(sql)?;
    if !wiping {
        connection.execute_batch(WIPED_BY_SQLCIPHER).map_err(sql)?;
    }
    connection.execute_batch(&key.pragma()).map_err(sql)?;
    let settings = [AFTER_KEY, journal.pragma()].concat();
    connection.execute_batch(&settings).map_err(|error| first_read(path, key, error))?;
    Ok(connection)
}

/// SQLite has one error, "not a database", for a wrong key and for a damaged first page (SQLCipher authenticates each page).
/// The key was authenticated when it was unwrapped, so what is left to ask is whether this is the file that it was made for;
/// the random salt at the file's start says so. If it is, or if no SQLCipher file looks like this, the file is damaged.
/// A file of good length that starts with another salt is another file (one overwritten by chance counts as such).
fn first_read(path: &Path, key: &FileKey, error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() != Some(ErrorCode::NotADatabase) {
        return sql(error);
    }
    match salt_of(path) {
        Ok(Some(salt)) if salt != key.salt && salt != [0; SALT_LEN] => StoreError::WrongKey,
        Ok(_) => StoreError::Damaged,
        Err(error) => disk(error),
    }
}

/// The salt, if the file consists of whole pages.
fn salt_of(path: &Path) -> io::Result<Option<[u8; SALT_LEN]>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    if length == 0 || length % PAGE_LEN != 0 {
        return Ok(None);
    }
    let mut salt = [0; SALT_LEN];
    file.read_exact(&mut salt)?;
    Ok(Some(salt))
}

/// Damage is found now, rather than between two steps of an enrolment. The file has a handful of pages.
fn check_every_page(connection: &Connection) -> Result<(), StoreError> {
    let mut authentic = connection.prepare("PRAGMA cipher_integrity_check").map_err(sql)?;
    if authentic.exists([]).map_err(sql)? {
        return Err(StoreError::Damaged); // one row for each page that does not fit its tag
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(sql)?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
}

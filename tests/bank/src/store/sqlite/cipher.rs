//! The database file is encrypted as a whole (SQLCipher, AES-256 with an authentication code for each page): what
//! customers and employees said to each other lies on the bank's disk no more readable than on the phone (CHAT-1).

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use crate::refusal::BankError;

/// How a database that is not encrypted begins.
const IN_THE_CLEAR: &[u8; 16] = b"SQLite format 3\0";

/// The database's key, in hex: SQLCipher takes 64 digits as they are and derives nothing from them.
pub(crate) struct DatabaseKey(Zeroizing<String>);

impl DatabaseKey {
    /// From the bytes that the HSM derived.
    pub(crate) fn new(bytes: &[u8; 32]) -> Self {
        let mut digits = Zeroizing::new(String::with_capacity(64));
        for byte in bytes {
            // Writing into a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Self(digits)
    }

    /// Opens the file, or makes it. A file of another key is told from a broken disk.
    pub(super) fn open(&self, path: &Path) -> Result<Connection, BankError> {
        let connection = Connection::open(path)?;
        let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", self.0.as_str()));
        connection.execute_batch(&pragma)?;
        match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(BankError::Key),
            other => Ok(other.map(|()| connection)?),
        }
    }

    /// Encrypts a database of the time before it was: into a file beside it, which then takes its name. Whenever it is
    /// stopped, one of the two is whole and the next start goes on from there.
    pub(super) fn encrypt(&self, path: &Path) -> Result<(), BankError> {
        if !is_in_the_clear(path)? {
            return Ok(());
        }
        let beside = |end: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        };
        let sealed = beside(".partial");
        remove(&sealed)?;
        let plain = Connection::open(path)?;
        // What the last run left in its log belongs to it.
        plain.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let version: i64 = plain.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let key = Zeroizing::new(format!("x'{}'", self.0.as_str()));
        let name = sealed.to_str().ok_or(BankError::Key)?;
        plain.execute("ATTACH DATABASE ?1 AS sealed KEY ?2", (name, key.as_str()))?;
        plain.query_row("SELECT sqlcipher_export('sealed')", [], |_| Ok(()))?;
        // The export leaves the number of the schema behind.
        plain.pragma_update(Some("sealed"), "user_version", version)?;
        plain.execute_batch("DETACH DATABASE sealed")?;
        plain.close().map_err(|(_, error)| error)?;
        fs::File::open(&sealed)?.sync_all()?;
        fs::rename(&sealed, path)?;
        for end in ["-wal", "-shm"] {
            remove(&beside(end))?;
        }
        Ok(())
    }
}

fn is_in_the_clear(path: &Path) -> Result<bool, BankError> {
    let mut start = [0; IN_THE_CLEAR.len()];
    match fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)) {
        Ok(()) => Ok(&start == IN_THE_CLEAR),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn remove(path: &Path) -> Result<(), BankError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];
    const SAID: &str = "what was said to the bank";

    fn holds(path: &Path, what: &str) -> bool {
        fs::read(path).expect("file").windows(what.len()).any(|window| window == what.as_bytes())
    }

    #[test]
    fn chat_1_a_database_of_before_is_encrypted_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("bank.sqlite3");
        let plain = Connection::open(&path).expect("opens");
        plain.pragma_update(None, "journal_mode", "WAL").expect("log");
        plain.execute_batch(&format!("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('{SAID}')")).expect("table");
        plain.pragma_update(None, "user_version", 19).expect("version");
        plain.close().expect("closes");
        assert!(holds(&path, SAID), "the search finds what is there");
        // Stopped half way, it starts again.
        fs::write(folder.path().join("bank.sqlite3.partial"), b"half").expect("rest");
        let key = DatabaseKey::new(&KEY);
        key.encrypt(&path).expect("encrypts");
        key.encrypt(&path).expect("once");
        let files: Vec<_> =
            fs::read_dir(folder.path()).expect("folder").map(|entry| entry.expect("entry").path()).collect();
        assert_eq!(files, std::slice::from_ref(&path), "nothing is left beside it");
        assert!(!holds(&path, SAID));
        let sealed = key.open(&path).expect("opens");
        let kept: (String, i64) = sealed
            .query_row("SELECT x, (SELECT user_version FROM pragma_user_version) FROM t", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .expect("row");
        assert_eq!(kept, (SAID.to_owned(), 19));
    }

    #[test]
    fn chat_1_another_key_opens_nothing_and_changes_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("bank.sqlite3");
        DatabaseKey::new(&KEY).open(&path).expect("opens").execute_batch("CREATE TABLE t (x TEXT)").expect("table");
        let before = fs::read(&path).expect("file");
        assert!(matches!(DatabaseKey::new(&[8; 32]).open(&path), Err(BankError::Key)));
        assert_eq!(fs::read(&path).expect("file"), before);
    }
}

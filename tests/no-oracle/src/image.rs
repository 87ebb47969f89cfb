//! What a thief takes: every byte of the profile folder, decrypted.
//!
//! He is given the keys of the database files. Hardware wraps them, but a hook in a running app, or a cold copy of its memory, may
//! have leaked them; OTP-9 must not hang on it. He is **not** given `device_secret` or the agreement key.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aes::Aes256;
use aes::cipher::{Block, BlockCipherDecrypt as _, KeyInit as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kunci_adapters::SoftwareDeviceKeys;
use kunci_core::ports::DeviceKeys as _;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::hash::{Digest, sha256};

/// The databases of a profile, and what the hardware wraps their keys for.
const DATABASES: [(&str, &str); 2] = [("token", "token-db"), ("history", "history-db")];

/// SQLCipher 4: 4096 bytes a page; behind each 16 bytes of IV and 64 of HMAC.
const PAGE: usize = 4096;
const RESERVE: usize = 80;
const IV: usize = 16;
const SALT: usize = 16;

/// The files of a profile folder at one moment.
#[derive(Clone)]
pub(crate) struct Snapshot {
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Snapshot {
    pub(crate) fn take(folder: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        collect(folder, folder, &mut files)?;
        files.sort();
        Ok(Self { files })
    }

    pub(crate) fn digest(&self) -> Digest {
        let mut all = Vec::new();
        for (name, bytes) in &self.files {
            all.extend_from_slice(name.as_bytes());
            all.push(0);
            all.extend_from_slice(&sha256(bytes));
        }
        sha256(&all)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), String> {
    let told = |error: std::io::Error| format!("reading {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path: PathBuf = entry.map_err(told)?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).map_err(told)?));
        }
    }
    Ok(())
}

/// One value found, under the name of its column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Find {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Bytes that code and hardware together open.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wrap {
    pub(crate) salt: [u8; 32],
    pub(crate) masked: [u8; 32],
    pub(crate) token_id: String,
    pub(crate) epoch: u64,
}

/// Everything that several images of one phone hold together.
#[derive(Clone, Default)]
pub(crate) struct Loot {
    pub(crate) images: usize,
    pub(crate) finds: BTreeSet<Find>,
    pub(crate) wraps: BTreeSet<Wrap>,
    /// Decrypted files, free pages and journals included.
    pub(crate) plaintext: BTreeSet<Vec<u8>>,
    /// How far the enrolment was in each image with a token.
    pub(crate) phases: BTreeSet<String>,
}

impl Loot {
    /// Opens every image with the files' keys.
    pub(crate) fn open(snapshots: &[Snapshot], keys: &SoftwareDeviceKeys) -> Result<Self, String> {
        let mut loot = Self::default();
        let mut seen = BTreeSet::new();
        for snapshot in snapshots {
            if seen.insert(snapshot.digest()) {
                loot.add(snapshot, keys)?;
            }
        }
        loot.images = seen.len();
        loot.unpack_texts();
        Ok(loot)
    }

    /// Adds a value under a name, as a careless implementation would have left it.
    pub(crate) fn plant(&mut self, name: &str, bytes: &[u8]) {
        self.finds.insert(Find { name: name.to_owned(), bytes: bytes.to_vec() });
    }

    fn add(&mut self, snapshot: &Snapshot, keys: &SoftwareDeviceKeys) -> Result<(), String> {
        for (name, bytes) in &snapshot.files {
            let key = file_key(snapshot, name, keys)?;
            match key {
                None => {
                    self.plaintext.insert(bytes.clone());
                }
                Some(key) if name.ends_with("-journal") => {
                    self.plaintext.insert(decrypt_journal(bytes, &key));
                }
                Some(key) if name.ends_with("-wal") => {
                    self.plaintext.insert(decrypt_log(bytes, &key));
                }
                // Which page stands where in the log, in the clear.
                Some(_) if name.ends_with("-shm") => {
                    self.plaintext.insert(bytes.clone());
                }
                Some(key) => {
                    let plain = decrypt(bytes, &key)?;
                    self.read_tables(&plain)?;
                    self.plaintext.insert(plain);
                }
            }
        }
        Ok(())
    }

    fn read_tables(&mut self, plain: &[u8]) -> Result<(), String> {
        let told = |error: rusqlite::Error| format!("reading the decrypted database: {error}");
        let file = tempfile::NamedTempFile::new().map_err(|error| error.to_string())?;
        std::fs::write(file.path(), plain).map_err(|error| error.to_string())?;
        let connection = Connection::open(file.path()).map_err(told)?;
        let mut tables = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .map_err(told)?;
        let names: Vec<String> = tables.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(told)?;
        for table in names {
            self.read_table(&connection, &table).map_err(told)?;
        }
        Ok(())
    }

    fn read_table(&mut self, connection: &Connection, table: &str) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut found = Vec::new();
            for (index, column) in columns.iter().enumerate() {
                let bytes = match row.get_ref(index)? {
                    ValueRef::Null => continue,
                    ValueRef::Integer(number) => number.to_be_bytes().to_vec(),
                    ValueRef::Real(number) => number.to_be_bytes().to_vec(),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
                };
                found.push(Find { name: format!("{table}.{column}"), bytes });
            }
            self.note_wraps(table, &found);
            self.finds.extend(found);
        }
        Ok(())
    }

    /// Columns `…_salt` and `…_masked` of one row.
    fn note_wraps(&mut self, table: &str, row: &[Find]) {
        let get = |name: &str| row.iter().find(|find| find.name == name).map(|find| find.bytes.as_slice());
        if let Some(phase) = get(&format!("{table}.phase")) {
            self.phases.insert(String::from_utf8_lossy(phase).into_owned());
        }
        for find in row {
            let Some(stem) = find.name.strip_suffix("_masked") else { continue };
            let (Some(salt), Ok(masked)) = (get(&format!("{stem}_salt")), find.bytes.as_slice().try_into()) else {
                continue;
            };
            let (Ok(salt), Some(token_id)) = (salt.try_into(), get(&format!("{table}.token_id"))) else { continue };
            let prefix = stem.strip_prefix(&format!("{table}.")).unwrap_or_default().trim_end_matches("wrap");
            let epoch = get(&format!("{table}.{prefix}epoch")).or_else(|| get(&format!("{table}.epoch")));
            let epoch = epoch.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes);
            self.wraps.insert(Wrap { salt, masked, token_id: uuid_text(token_id), epoch });
        }
    }

    /// What is written in base64url is found as bytes too: thumbprints, signed objects and what they hold.
    fn unpack_texts(&mut self) {
        for _ in 0..3 {
            let mut unpacked = BTreeSet::new();
            for find in &self.finds {
                for (index, run) in base64_runs(&find.bytes).enumerate() {
                    if let Ok(bytes) = URL_SAFE_NO_PAD.decode(run) {
                        unpacked.insert(Find { name: format!("{}#{index}", find.name), bytes });
                    }
                }
            }
            let before = self.finds.len();
            self.finds.extend(unpacked);
            if self.finds.len() == before {
                break;
            }
        }
    }

    /// The first value under a name.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        self.finds.iter().find(|find| find.name == name).map(|find| find.bytes.as_slice())
    }

    /// Every different value of exactly 32 bytes that is not one of many (a bundle's keys): what could stand in for a key.
    pub(crate) fn keys(&self) -> Vec<(String, [u8; 32])> {
        let mut seen = BTreeSet::new();
        let mut keys = Vec::new();
        for find in &self.finds {
            if find.name.starts_with("bundle.") {
                continue;
            }
            let halves: Vec<(String, &[u8])> = match find.bytes.len() {
                32 => vec![(find.name.clone(), find.bytes.as_slice())],
                // A point: its coordinates.
                65 => vec![(format!("{}.x", find.name), &find.bytes[1..33])],
                _ => continue,
            };
            for (name, bytes) in halves {
                if let Ok(bytes) = <[u8; 32]>::try_from(bytes)
                    && seen.insert(bytes)
                {
                    keys.push((name, bytes));
                }
            }
        }
        keys
    }
}

fn base64_runs(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let whole_is_text = bytes.is_ascii();
    bytes.split(move |byte| !is_base64(byte)).filter(move |run| whole_is_text && run.len() >= 22)
}

/// A UUID's 16 bytes as it is spelt in canonical bytes.
pub(crate) fn uuid_text(bytes: &[u8]) -> String {
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |range: std::ops::Range<usize>| hex.get(range).map(|part| part.concat()).unwrap_or_default();
    [part(0..4), part(4..6), part(6..8), part(8..10), part(10..16)].join("-")
}

/// The key of a database file, or of its journal. Given to the attacker; see the module.
fn file_key(snapshot: &Snapshot, name: &str, keys: &SoftwareDeviceKeys) -> Result<Option<[u8; 32]>, String> {
    let file = Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some((stem, label)) = DATABASES.iter().find(|(stem, _)| file.starts_with(&format!("{stem}.db"))) else {
        return Ok(None);
    };
    let key_name = format!("{stem}.key");
    let Some((_, wrapped)) = snapshot.files.iter().find(|(name, _)| *name == key_name) else {
        return Err(format!("{file} has no {key_name}"));
    };
    let content = keys.unwrap(label, wrapped).map_err(|error| format!("unwrapping {key_name}: {error}"))?;
    let key = content.expose().get(..32).and_then(|key| key.try_into().ok());
    key.map(Some).ok_or_else(|| format!("{key_name} holds no key"))
}

/// Every page, used or free.
fn decrypt(bytes: &[u8], key: &[u8; 32]) -> Result<Vec<u8>, String> {
    let mut plain = Vec::with_capacity(bytes.len());
    for (index, page) in bytes.chunks_exact(PAGE).enumerate() {
        let start = if index == 0 { SALT } else { 0 };
        let mut page = page.to_vec();
        cbc(&mut page, start, key);
        if index == 0 {
            page[..SALT].copy_from_slice(b"SQLite format 3\0");
        }
        plain.extend(page);
    }
    // Page size and reserve of the header: proof that the key was right and the format is the expected one.
    if plain.get(16..18) != Some(&[16, 0]) || plain.get(20) != Some(&(RESERVE as u8)) {
        return Err("a database file did not decrypt: its format has changed".to_owned());
    }
    Ok(plain)
}

/// SQLite's rollback journal: records of page number, page and checksum behind a header of one sector.
fn decrypt_journal(bytes: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let mut plain = Vec::new();
    for record in bytes.get(512..).unwrap_or_default().chunks_exact(PAGE + 8) {
        let start = if record[..4] == [0, 0, 0, 1] { SALT } else { 0 };
        let mut page = record[4..4 + PAGE].to_vec();
        cbc(&mut page, start, key);
        plain.extend(page);
    }
    plain
}

/// SQLite's write-ahead log: pages, each behind a header of 24 bytes that begins with its number, behind a header of 32 bytes.
fn decrypt_log(bytes: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let mut plain = Vec::new();
    for frame in bytes.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        let start = if frame[..4] == [0, 0, 0, 1] { SALT } else { 0 };
        let mut page = frame[24..].to_vec();
        cbc(&mut page, start, key);
        plain.extend(page);
    }
    plain
}

/// AES-256-CBC from `start` to the reserve; the IV stands at the reserve's beginning.
fn cbc(page: &mut [u8], start: usize, key: &[u8; 32]) {
    let cipher = Aes256::new(key.into());
    let end = PAGE - RESERVE;
    let mut before: [u8; IV] = [0; IV];
    before.copy_from_slice(&page[end..end + IV]);
    for block in page[start..end].chunks_exact_mut(IV) {
        let mut text = Block::<Aes256>::default();
        text.copy_from_slice(block);
        let cipher_text: [u8; IV] = text.into();
        cipher.decrypt_block(&mut text);
        for ((byte, clear), before) in block.iter_mut().zip(text).zip(before) {
            *byte = clear ^ before;
        }
        before = cipher_text;
    }
}

//! What the databases free is overwritten: looked at from under SQLite's allocator. A process of its own, because that is chosen once.

#![allow(unsafe_code, reason = "it stands where SQLite's allocator frees")]

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{ptr, slice};

use kunci_adapters::{SoftwareDeviceKeys, SqlCipherHistory, SystemEntropy};
use kunci_core::ports::{EventKind, EventRecord, HistoryVault as _, Speaker};
use kunci_domain::conversations::Topic;
use kunci_domain::search;
use rusqlite::{Connection, ffi};
use uuid::Uuid;

/// In every message.
const SECRET: &[u8] = b"kodepindahanrahasia";
const TALK: Uuid = Uuid::from_u128(10);

static FREED: AtomicUsize = AtomicUsize::new(0);
static FOUND: AtomicUsize = AtomicUsize::new(0);
static SQLITE: OnceLock<(unsafe extern "C" fn(*mut c_void), unsafe extern "C" fn(*mut c_void) -> c_int)> =
    OnceLock::new();

/// Looks for the secret in what is about to be freed.
unsafe extern "C" fn watched(block: *mut c_void) {
    let Some((free, size)) = SQLITE.get() else { return };
    if block.is_null() {
        return;
    }
    let length = usize::try_from(unsafe { size(block) }).unwrap_or(0);
    // Some of it may never have been written: it is read as bytes whose values do not matter then.
    let bytes = unsafe { slice::from_raw_parts(block.cast::<u8>(), length) };
    FREED.fetch_add(1, Ordering::Relaxed);
    if bytes.windows(SECRET.len()).any(|window| window == SECRET) {
        FOUND.fetch_add(1, Ordering::Relaxed);
    }
    unsafe { free(block) }
}

/// What was freed with the secret in it and what was freed at all, while something was done.
fn watching(what: impl FnOnce()) -> (usize, usize) {
    let (found, freed) = (FOUND.load(Ordering::Relaxed), FREED.load(Ordering::Relaxed));
    what();
    (FOUND.load(Ordering::Relaxed) - found, FREED.load(Ordering::Relaxed) - freed)
}

fn watch_sqlite() {
    let mut methods = ffi::sqlite3_mem_methods {
        xMalloc: None,
        xFree: None,
        xRealloc: None,
        xSize: None,
        xRoundup: None,
        xInit: None,
        xShutdown: None,
        pAppData: ptr::null_mut(),
    };
    unsafe {
        assert_eq!(ffi::sqlite3_config(ffi::SQLITE_CONFIG_GETMALLOC, &raw mut methods), ffi::SQLITE_OK);
        let Some(own) = methods.xFree.zip(methods.xSize) else { unreachable!("SQLite has an allocator") };
        assert!(SQLITE.set(own).is_ok());
        methods.xFree = Some(watched);
        assert_eq!(ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods), ffi::SQLITE_OK);
    }
}

#[test]
fn safe_2_what_the_databases_free_holds_no_word_of_a_message() {
    watch_sqlite();

    // Without us it would: the test can see it.
    let (found, _) = watching(|| {
        let database = Connection::open_in_memory().unwrap();
        database.execute_batch("CREATE TABLE said (words TEXT)").unwrap();
        database.execute("INSERT INTO said VALUES (?1)", [String::from_utf8_lossy(SECRET)]).unwrap();
        let words: String = database.query_row("SELECT upper(words) FROM said", [], |row| row.get(0)).unwrap();
        assert_eq!(words.len(), SECRET.len());
    });
    assert!(found > 0, "nothing was found where nothing is wiped");
    // SQLite takes an allocator only while it is at rest.
    assert_eq!(unsafe { ffi::sqlite3_shutdown() }, ffi::SQLITE_OK);

    let folder = tempfile::tempdir().unwrap();
    let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
    let (found, freed) = watching(|| {
        let vault = SqlCipherHistory::new(folder.path(), std::sync::Arc::new(keys), std::sync::Arc::new(SystemEntropy));
        let history = vault.open(Uuid::from_u128(1)).unwrap();
        history.begin_conversation(TALK, 1, Topic::General).unwrap();
        let events: Vec<EventRecord> = (1..=200).map(event).collect();
        assert!(history.commit_events(&events, &[]).unwrap());
        let terms = search::terms(&String::from_utf8_lossy(SECRET));
        assert_eq!(history.search(&terms, 50).unwrap().len(), 50);
        assert_eq!(history.events_before(TALK, u64::MAX, 50).unwrap().len(), 50);
    });
    assert!(freed > 1_000, "only {freed} blocks were freed: it was not watched");
    assert_eq!(found, 0, "of {freed} blocks");
}

fn event(seq: u64) -> EventRecord {
    let text = format!("{} nomor {seq}", String::from_utf8_lossy(SECRET));
    let mut leaf = [0; 32];
    leaf[..8].copy_from_slice(&seq.to_be_bytes());
    EventRecord {
        conversation: TALK,
        seq,
        at_ms: 1_790_000_000_000 + seq.cast_signed(),
        client_id: None,
        controller_epoch: 1,
        leaf,
        speaker: Speaker::You,
        badge_key: None,
        kind: EventKind::Text,
        frame: text.clone().into_bytes(),
        text,
    }
}

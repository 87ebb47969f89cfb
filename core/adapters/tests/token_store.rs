//! The token database on a real disk: the common contract, then everything that can happen to files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kunci_adapters::memory::{MemoryDisk, MemoryTokenStore, SeededEntropy};
use kunci_adapters::store_contract::{Phone, assert_same_token, sample_bundle, sample_command, sample_token};
use kunci_adapters::testing::FaultyDeviceKeys;
use kunci_adapters::{
    SCHEMA_VERSION, SoftwareDeviceKeys, SqlCipherTokenStore, SystemEntropy, discard, token_store_contract,
};
use kunci_core::ports::{
    CommandAction, CommandRecord, CommandState, DeviceKeyError, DeviceKeys as _, DraftRecord, StoreError, TimeAnchor,
    TokenStore as _, UnsentRecord,
};
use kunci_domain::written::Way;
use rusqlite::Connection;
use tempfile::TempDir;

const PAGE: usize = 4096;

/// A desktop: a profile folder and, outside of it, the keys.
struct Desktop {
    folder: TempDir,
    keys: FaultyDeviceKeys<SoftwareDeviceKeys>,
}

impl Desktop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = FaultyDeviceKeys::new(SoftwareDeviceKeys::open(&folder.path().join("keys")).unwrap());
        Self { folder, keys }
    }

    /// With a token, a bundle and a time.
    fn in_use() -> Self {
        let desktop = Self::new();
        let store = desktop.open().unwrap();
        store.put_token(&sample_token(1)).unwrap();
        store.put_bundle(&sample_bundle(3, 14)).unwrap();
        store.put_time_anchor(&ANCHOR).unwrap();
        drop(store);
        desktop
    }

    fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.profile().join(name)
    }

    fn open_folder(&self, folder: &Path) -> Result<SqlCipherTokenStore, StoreError> {
        SqlCipherTokenStore::open(folder, &self.keys, &SystemEntropy)
    }

    /// Opens a profile that cannot be opened, and checks that this left it alone.
    fn refuses(&self) -> StoreError {
        let before = self.files();
        let error = self.open().map(drop).unwrap_err();
        assert_eq!(self.files(), before, "a refusal changes no file");
        error
    }

    /// Names and bytes of the profile's files.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.profile()).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// The database as another program sees it that has the key.
    fn raw(&self) -> Connection {
        let wrapped = fs::read(self.file("token.key")).unwrap();
        let content = self.keys.unwrap("token-db", &wrapped).unwrap();
        let hex: String = content.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        let connection = Connection::open(self.file("token.db")).unwrap();
        connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
        connection
    }
}

impl Phone for Desktop {
    type Store = SqlCipherTokenStore;

    fn open(&self) -> Result<SqlCipherTokenStore, StoreError> {
        self.open_folder(&self.profile())
    }
}

const ANCHOR: TimeAnchor =
    TimeAnchor { bank_ms: 1_763_870_000_000, wall_ms: 1_763_870_000_100, boot_ms: 5_000, boot_id: None };

fn holds_the_sample(store: &SqlCipherTokenStore) {
    holds_sample(store, 1);
}

fn holds_sample(store: &SqlCipherTokenStore, mark: u8) {
    assert_same_token(store.token().unwrap().as_ref(), &sample_token(mark));
    assert_eq!(store.bundle(), Ok(Some(sample_bundle(3, 14))));
    assert_eq!(store.time_anchor(), Ok(Some(ANCHOR)));
}

mod contract_on_disk {
    use super::*;
    token_store_contract!(Desktop::new());
}

mod contract_in_memory {
    use super::*;

    struct Simulated(MemoryDisk);

    impl Phone for Simulated {
        type Store = MemoryTokenStore;

        fn open(&self) -> Result<MemoryTokenStore, StoreError> {
            self.0.open()
        }
    }

    token_store_contract!(Simulated(MemoryDisk::default()));

    #[test]
    fn a_refused_write_changes_nothing() {
        let disk = MemoryDisk::default();
        let store = disk.open().unwrap();
        store.put_bundle(&sample_bundle(1, 1)).unwrap();
        disk.refuse_next_write(StoreError::Full);
        assert_eq!(store.put_bundle(&sample_bundle(1, 2)), Err(StoreError::Full));
        assert_eq!(store.bundle(), Ok(Some(sample_bundle(1, 1))));
        assert_eq!(store.put_bundle(&sample_bundle(1, 2)), Ok(()));
    }
}

#[test]
fn opening_and_reading_change_no_byte_on_disk() {
    let desktop = Desktop::in_use();
    let before = desktop.files();
    let store = desktop.open().unwrap();
    holds_the_sample(&store);
    assert_eq!(desktop.files(), before);
    drop(store);
    assert_eq!(desktop.files(), before);
}

#[test]
fn nothing_on_disk_can_be_read_without_the_key() {
    let desktop = Desktop::in_use();
    let needles = [&b"SQLite format"[..], b"thumbprint", b"reply 3 14", b"pending", &[1 ^ 8; 32]];
    for (path, bytes) in desktop.files() {
        for needle in needles {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{}", path.display());
        }
    }
}

#[test]
fn files_are_the_owners_only() {
    let desktop = Desktop::in_use();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&desktop.profile()), 0o700);
    for path in desktop.files().keys() {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    let names: Vec<_> = desktop.files().into_keys().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["token.db", "token.key", "token.lock"]);
}

#[test]
fn a_file_cut_short_is_damaged() {
    let desktop = Desktop::in_use();
    let whole = fs::read(desktop.file("token.db")).unwrap();
    assert!(whole.len() > 2 * PAGE && whole.len().is_multiple_of(PAGE));
    let lengths =
        [0, 1, 15, 16, 17, 511, 512, PAGE - 1, PAGE, PAGE + 1, whole.len() / 2, whole.len() - PAGE, whole.len() - 1];
    for length in lengths {
        fs::write(desktop.file("token.db"), &whole[..length]).unwrap();
        assert_eq!(desktop.refuses(), StoreError::Damaged, "cut to {length}");
    }
    fs::write(desktop.file("token.db"), &whole).unwrap();
    holds_the_sample(&desktop.open().unwrap());
}

#[test]
fn a_flipped_bit_is_damaged() {
    let desktop = Desktop::in_use();
    let whole = fs::read(desktop.file("token.db")).unwrap();
    let of_each_page = [0, 1, 16, 17, 100, PAGE / 2, PAGE - 81, PAGE - 80, PAGE - 64, PAGE - 17, PAGE - 16];
    let places = (0..whole.len()).step_by(PAGE).flat_map(|page| of_each_page.map(|place| page + place));
    for place in places.filter(|place| *place >= 16) {
        let mut bent = whole.clone();
        bent[place] ^= 0x10;
        fs::write(desktop.file("token.db"), &bent).unwrap();
        assert_eq!(desktop.refuses(), StoreError::Damaged, "byte {place}");
    }
}

#[test]
fn damage_to_the_salt_alone_loses_nothing() {
    let desktop = Desktop::in_use();
    let whole = fs::read(desktop.file("token.db")).unwrap();
    for place in [0, 15] {
        let mut bent = whole.clone();
        bent[place] ^= 0x10;
        fs::write(desktop.file("token.db"), &bent).unwrap();
        holds_the_sample(&desktop.open().unwrap()); // the salt is in the key file, too
    }
    let store = desktop.open().unwrap();
    store.put_token(&sample_token(2)).unwrap();
    drop(store);
    assert_same_token(desktop.open().unwrap().token().unwrap().as_ref(), &sample_token(2));
}

#[test]
fn zeroed_pages_are_damaged() {
    let desktop = Desktop::in_use();
    let whole = fs::read(desktop.file("token.db")).unwrap();
    for page in (0..whole.len()).step_by(PAGE) {
        let mut bent = whole.clone();
        bent[page..page + PAGE].fill(0);
        fs::write(desktop.file("token.db"), &bent).unwrap();
        assert_eq!(desktop.refuses(), StoreError::Damaged, "page at {page}");
    }
    fs::write(desktop.file("token.db"), vec![0; whole.len()]).unwrap();
    assert_eq!(desktop.refuses(), StoreError::Damaged);
}

#[test]
fn the_database_of_another_profile_is_a_wrong_key() {
    let desktop = Desktop::in_use();
    let other = desktop.folder.path().join("other");
    desktop.open_folder(&other).unwrap().put_bundle(&sample_bundle(1, 1)).unwrap();
    fs::copy(other.join("token.db"), desktop.file("token.db")).unwrap();
    assert_eq!(desktop.refuses(), StoreError::WrongKey);
}

#[test]
fn a_plain_database_is_a_wrong_key() {
    let desktop = Desktop::in_use();
    fs::remove_file(desktop.file("token.db")).unwrap();
    Connection::open(desktop.file("token.db")).unwrap().execute_batch("CREATE TABLE token (a)").unwrap();
    assert_eq!(desktop.refuses(), StoreError::WrongKey);
}

#[test]
fn another_phones_hardware_does_not_open_it() {
    let desktop = Desktop::in_use();
    let stranger = Desktop::new();
    let opened = SqlCipherTokenStore::open(&desktop.profile(), &stranger.keys, &SystemEntropy);
    assert_eq!(opened.err(), Some(StoreError::Key(DeviceKeyError::Invalidated)));
    holds_the_sample(&desktop.open().unwrap());
}

#[test]
fn hardware_that_fails_is_passed_on_as_it_said_and_loses_nothing() {
    let desktop = Desktop::in_use();
    let busy = DeviceKeyError::Busy { retry_after: Duration::from_secs(1) };
    for error in [busy, DeviceKeyError::DeviceLocked, DeviceKeyError::Unavailable, DeviceKeyError::Missing] {
        desktop.keys.fail_next(1, error);
        assert_eq!(desktop.refuses(), StoreError::Key(error));
    }
    holds_the_sample(&desktop.open().unwrap());
}

#[test]
fn opening_asks_the_hardware_once() {
    let desktop = Desktop::in_use();
    let before = desktop.keys.calls();
    drop(desktop.open().unwrap());
    assert_eq!(desktop.keys.calls(), before + 1);
}

#[test]
fn a_damaged_key_file_is_invalidated() {
    let desktop = Desktop::in_use();
    let whole = fs::read(desktop.file("token.key")).unwrap();
    for length in [0, 1, 13, whole.len() - 1] {
        fs::write(desktop.file("token.key"), &whole[..length]).unwrap();
        assert_eq!(desktop.refuses(), StoreError::Key(DeviceKeyError::Invalidated), "cut to {length}");
    }
    let short = desktop.keys.wrap("token-db", &[7; 20]).unwrap();
    fs::write(desktop.file("token.key"), short).unwrap();
    assert_eq!(desktop.refuses(), StoreError::Damaged);
}

#[test]
fn a_database_without_its_key_is_damaged_and_stays() {
    let desktop = Desktop::in_use();
    let key = fs::read(desktop.file("token.key")).unwrap();
    fs::remove_file(desktop.file("token.key")).unwrap();
    assert_eq!(desktop.refuses(), StoreError::Damaged);
    fs::write(desktop.file("token.key"), key).unwrap();
    holds_the_sample(&desktop.open().unwrap());
}

#[test]
fn a_deleted_database_is_no_token() {
    let desktop = Desktop::in_use();
    let key = fs::read(desktop.file("token.key")).unwrap();
    fs::remove_file(desktop.file("token.db")).unwrap();
    let store = desktop.open().unwrap();
    assert!(store.token().unwrap().is_none());
    assert_eq!(fs::read(desktop.file("token.key")).unwrap(), key, "the key is kept");
    store.put_token(&sample_token(2)).unwrap();
}

#[test]
fn an_interrupted_first_start_is_finished_the_next_time() {
    // Before the key was written.
    let desktop = Desktop::new();
    desktop.keys.fail_next(1, DeviceKeyError::DeviceLocked);
    assert_eq!(desktop.open().err(), Some(StoreError::Key(DeviceKeyError::DeviceLocked)));
    assert!(!desktop.file("token.key").exists() && !desktop.file("token.db").exists());
    drop(desktop.open().unwrap());

    // While the key was written.
    let desktop = Desktop::new();
    fs::create_dir(desktop.profile()).unwrap();
    fs::write(desktop.file("token.key.draft"), b"half").unwrap();
    drop(desktop.open().unwrap());

    // While the database was built, and with a journal of a database that is gone.
    let desktop = Desktop::in_use();
    let old = fs::read(desktop.file("token.db")).unwrap();
    fs::remove_file(desktop.file("token.db")).unwrap();
    fs::write(desktop.file("token.db.draft"), &old[..5_000]).unwrap();
    fs::write(desktop.file("token.db.draft-journal"), b"half").unwrap();
    fs::write(desktop.file("token.db-journal"), b"stale").unwrap();
    assert!(desktop.open().unwrap().token().unwrap().is_none());
    assert_eq!(desktop.files().len(), 3);
}

#[test]
fn a_power_cut_within_a_write_is_rolled_back() {
    let desktop = Desktop::in_use();
    let after_cut = desktop.folder.path().join("after");
    fs::create_dir(&after_cut).unwrap();
    let whole = fs::read(desktop.file("token.db")).unwrap();

    // A small cache makes SQLite write into the file before it commits; then the files are taken as a power cut leaves them.
    let mut raw = desktop.raw();
    raw.execute_batch("PRAGMA cache_size = 2").unwrap();
    let write = raw.transaction().unwrap();
    write.execute("REPLACE INTO bundle VALUES (1, 9, 9, zeroblob(400000))", []).unwrap();
    write.execute("DELETE FROM token", []).unwrap();
    for name in ["token.db", "token.db-journal", "token.key"] {
        fs::copy(desktop.file(name), after_cut.join(name)).unwrap();
    }
    assert_ne!(fs::read(after_cut.join("token.db")).unwrap(), whole, "the cut falls in the middle");

    holds_the_sample(&desktop.open_folder(&after_cut).unwrap());
}

#[test]
fn a_profile_of_a_newer_version_is_named_and_left_alone() {
    let desktop = Desktop::in_use();
    desktop.raw().execute_batch("PRAGMA user_version = 99; CREATE TABLE future (a)").unwrap();
    assert_eq!(desktop.refuses(), StoreError::FromTheFuture { found: 99, known: SCHEMA_VERSION });
}

#[test]
fn a_program_that_holds_the_file_makes_it_busy() {
    let desktop = Desktop::in_use();
    let raw = desktop.raw();
    raw.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(desktop.open().err(), Some(StoreError::Busy));
    raw.execute_batch("COMMIT").unwrap();
    holds_the_sample(&desktop.open().unwrap());
}

#[test]
fn a_folder_that_cannot_be_made_is_io() {
    let desktop = Desktop::new();
    fs::write(desktop.profile(), b"a file in its place").unwrap();
    assert_eq!(desktop.open().err(), Some(StoreError::Io));
}

#[test]
fn a_discarded_profile_is_new() {
    let desktop = Desktop::in_use();
    let store = desktop.open().unwrap();
    assert_eq!(discard(&desktop.profile()), Err(StoreError::Busy));
    drop(store);
    fs::write(desktop.file("token.db"), b"damaged").unwrap();
    discard(&desktop.profile()).unwrap();
    assert!(desktop.open().unwrap().token().unwrap().is_none());
    assert_eq!(discard(&desktop.folder.path().join("never there")), Ok(()));
}

#[test]
fn the_databases_of_every_version_open() {
    for version in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(&fixture(version), folder.path());
        let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
        let store = SqlCipherTokenStore::open(folder.path(), &keys, &SystemEntropy).unwrap();
        // From version 3 on the fixture holds a code change under way, from 4 on biometrics, from 6 on logins.
        holds_sample(&store, [1, 1, 2, 3, 3, 6, 6, 6, 6, 6, 6, 6, 6][usize::try_from(version - 1).unwrap()]);
        let commands = store.commands().unwrap();
        // Versions 2 to 6 knew freezes only; the fixture of version 7 was written with one more command.
        let expected = match version {
            1 => Vec::new(),
            2..=6 => vec![sample_command(2, CommandState::Confirmed, Some("receipt"))],
            7..=10 => vec![sample_command(2, CommandState::Confirmed, Some("receipt")), waiting()],
            // Version 11 knows orders of virtual cards.
            _ => vec![sample_command(2, CommandState::Confirmed, Some("receipt")), waiting(), ordered()],
        };
        assert_eq!(commands, expected, "version {version}");
        // Version 9 knows drafts of disputes.
        let drafts = if version < 9 { Vec::new() } else { vec![written()] };
        assert_eq!(store.dispute_drafts(), Ok(drafts), "version {version}");
        // Version 10 knows what was typed and not sent.
        let typed = if version < 10 { Vec::new() } else { vec![unsent()] };
        assert_eq!(store.unsent(), Ok(typed), "version {version}");
    }
}

/// A lower limit that waits for a network.
fn waiting() -> CommandRecord {
    CommandRecord {
        action: CommandAction::Tighten,
        intent: r#"{"changes":[{"what":"country","country":"RU","blocked":true}]}"#.to_owned(),
        version: Some(7),
        ..sample_command(3, CommandState::Requested, None)
    }
}

/// A virtual card that was ordered, and waits for its approval.
fn ordered() -> CommandRecord {
    CommandRecord {
        action: CommandAction::VirtualCard,
        intent: r#"{"name":"Langganan film"}"#.to_owned(),
        ..sample_command(4, CommandState::Sent, None)
    }
}

/// A dispute that was begun.
fn written() -> DraftRecord {
    DraftRecord { draft_id: uuid::Uuid::from_u128(5), draft: r#"{"statement":"Barang tidak datang."}"#.to_owned() }
}

/// A letter that was begun.
fn unsent() -> UnsentRecord {
    UnsentRecord {
        customer_id: uuid::Uuid::from_u128(6),
        way: Way::Letter,
        about: Some("cards".to_owned()),
        text: "Kapan kartu baru saya".to_owned(),
        typed_ms: 1_763_870_000_000,
    }
}

/// Run it once for a new schema version.
#[test]
#[ignore = "writes the fixture that the test above reads"]
fn write_the_fixture_of_this_version() {
    let folder = fixture(SCHEMA_VERSION);
    fs::create_dir_all(&folder).unwrap();
    let keys = SoftwareDeviceKeys::open(&folder.join("hardware")).unwrap();
    let store = SqlCipherTokenStore::open(&folder, &keys, &SeededEntropy::new(1)).unwrap();
    store.put_token(&sample_token(6)).unwrap();
    store.put_bundle(&sample_bundle(3, 14)).unwrap();
    store.put_time_anchor(&ANCHOR).unwrap();
    store.put_command(&sample_command(2, CommandState::Confirmed, Some("receipt"))).unwrap();
    store.put_command(&waiting()).unwrap();
    store.put_command(&ordered()).unwrap();
    store.put_dispute_draft(&written()).unwrap();
    store.put_unsent(&unsent()).unwrap();
}

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/token-v{version}"))
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

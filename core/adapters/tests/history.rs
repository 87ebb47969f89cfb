//! The history's contract, on disk and in memory; and what lies on the disk.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::ops::Deref;
use std::sync::Arc;

use kunci_adapters::{SoftwareDeviceKeys, SqlCipherHistory, SystemEntropy};
use kunci_core::ports::{Conversation, HistoryVault, OutboxKind, OutboxRecord, OutboxState};
use tempfile::TempDir;
use uuid::Uuid;

struct OnDisk {
    vault: SqlCipherHistory,
    folder: TempDir,
}

impl Deref for OnDisk {
    type Target = SqlCipherHistory;

    fn deref(&self) -> &SqlCipherHistory {
        &self.vault
    }
}

fn on_disk() -> OnDisk {
    let folder = tempfile::tempdir().unwrap();
    let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
    let vault = SqlCipherHistory::new(folder.path(), Arc::new(keys), Arc::new(SystemEntropy));
    OnDisk { vault, folder }
}

mod disk {
    kunci_adapters::history_contract!(super::on_disk());
}

mod memory {
    kunci_adapters::history_contract!(Box::new(kunci_adapters::memory::MemoryHistory::default()));
}

#[test]
fn chat_1_nothing_said_lies_on_the_disk_in_the_clear() {
    let profile = on_disk();
    let store = profile.open(Uuid::nil()).unwrap();
    let secret = "kalimat yang sangat khas";
    let row = OutboxRecord {
        client_id: Uuid::nil(),
        conversation: Conversation::General,
        place: 0,
        kind: OutboxKind::Message,
        text: secret.repeat(200),
        created_ms: 0,
        state: OutboxState::Queued,
        said: false,
    };
    store.enqueue(&row).unwrap();
    let files = || {
        let mut files = 0;
        for entry in std::fs::read_dir(profile.folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{}", path.display());
                files += 1;
            }
        }
        files
    };
    assert!(files() > 2, "while it is open its log is there, too");
    drop(store);
    assert_eq!(files(), 2, "the log is gone with it");
}

#[test]
fn chat_9_what_was_committed_outlives_a_process_that_never_closed_it() {
    let profile = on_disk();
    let store = profile.open(Uuid::nil()).unwrap();
    store.begin_conversation(Uuid::from_u128(10), 1, kunci_core::chat::Topic::General).unwrap();
    // A copy of what lies there at this moment, as a power cut leaves it.
    let cut = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(profile.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, cut.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    let keys = SoftwareDeviceKeys::open(&profile.folder.path().join("hardware")).unwrap();
    let vault = SqlCipherHistory::new(cut.path(), Arc::new(keys), Arc::new(SystemEntropy));
    assert_eq!(vault.open(Uuid::nil()).unwrap().conversations().unwrap().len(), 1);
}

#[test]
fn chat_1_the_history_is_unreadable_without_the_phone_s_keys() {
    let profile = on_disk();
    drop(profile.open(Uuid::nil()).unwrap());
    let others = SoftwareDeviceKeys::open(&profile.folder.path().join("other-hardware")).unwrap();
    let vault = SqlCipherHistory::new(profile.folder.path(), Arc::new(others), Arc::new(SystemEntropy));
    assert!(vault.open(Uuid::nil()).is_err());
}

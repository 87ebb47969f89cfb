//! What an image of the process holds after the store was used. Alone in its binary, so that nothing else runs meanwhile.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use kunci_adapters::store_contract::sample_token;
use kunci_adapters::{SoftwareDeviceKeys, SqlCipherTokenStore, SystemEntropy};
use kunci_core::ports::{DeviceKeys as _, Entropy as _, TokenRecord, TokenStore as _};
use kunci_crypto::secret::Secret;
use zeroize::Zeroize as _;

const WINDOW: usize = 16 * 1024;

/// What is searched for is kept inverted, so that the search does not find itself.
struct Inverted([u8; 32]);

impl Inverted {
    fn of(secret: &[u8]) -> Self {
        Self(std::array::from_fn(|place| !secret[place]))
    }

    /// How often it stands in this process's writable memory.
    fn traces(&self) -> usize {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let ranges = maps.lines().filter(|line| line.contains(" rw")).map(|line| {
            let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            u64::from_str_radix(start, 16).unwrap()..u64::from_str_radix(end, 16).unwrap()
        });
        ranges.map(|range| self.traces_in(range)).sum()
    }

    fn traces_in(&self, range: Range<u64>) -> usize {
        let memory = File::open("/proc/self/mem").unwrap();
        let mut window = [0; WINDOW];
        let mut found = 0;
        for start in range.step_by(WINDOW - 31) {
            let Ok(length) = memory.read_at(&mut window, start) else {
                break;
            };
            found += window[..length].windows(32).filter(|bytes| self.fits(bytes)).count();
            // What was read must not be found again where it was read to.
            window.zeroize();
        }
        found
    }

    /// But for the beginning: whoever keeps a list of free blocks writes into it.
    fn fits(&self, bytes: &[u8]) -> bool {
        bytes.iter().zip(self.0).skip(8).all(|(byte, inverted)| *byte == !inverted)
    }
}

/// A secret that no compiler knows, in a record.
fn record() -> (TokenRecord, Inverted) {
    let mut fresh = [0; 32];
    SystemEntropy.fill(&mut fresh).unwrap();
    let inverted = Inverted::of(&fresh);
    (TokenRecord { freeze_key: Secret::from_bytes(&mut fresh), ..sample_token(1) }, inverted)
}

#[test]
fn secrets_leave_no_trace_in_memory_once_they_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let keys = SoftwareDeviceKeys::open(&folder.path().join("hardware")).unwrap();
    let (token, freeze_key) = record();
    assert!(freeze_key.traces() > 0, "the search finds what is there");

    let store = SqlCipherTokenStore::open(folder.path(), &keys, &SystemEntropy).unwrap();
    store.put_token(&token).unwrap();
    drop(token);
    assert_eq!(freeze_key.traces(), 0, "after writing, while the store is open");

    let token = store.token().unwrap().unwrap();
    assert!(freeze_key.traces() > 0);
    drop(token);
    assert_eq!(freeze_key.traces(), 0, "after reading, while the store is open");

    let held = store.hold();
    drop(store.token().unwrap());
    store.put_cards(&[]).unwrap();
    drop(held);
    assert_eq!(freeze_key.traces(), 0, "after several operations together, while the store is open");

    drop(store);
    let wrapped = fs::read(folder.path().join("token.key")).unwrap();
    let file_key = Inverted::of(keys.unwrap("token-db", &wrapped).unwrap().expose());
    assert_eq!(file_key.traces(), 0, "once the store is closed");
}

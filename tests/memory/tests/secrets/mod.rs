//! What must not be found, in every spelling in which it may lie in memory.

use std::path::Path;

use kunci_adapters::{SoftwareDeviceKeys, SqlCipherTokenStore, SystemEntropy};
use kunci_core::ports::{DeviceKeys as _, TokenStore as _};
use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::{UseLabel, extract};
use kunci_crypto::wrap::{Argon2idStretch, Stretch as _, unwrap_know};

/// Needles by their first two bytes.
#[derive(Default)]
pub(crate) struct Secrets {
    spellings: Vec<(String, Vec<u8>)>,
    by_start: Vec<Vec<usize>>,
}

impl Secrets {
    /// No spelling is longer.
    pub(crate) const LONGEST: usize = 64;

    /// A text: UTF-8 and UTF-16.
    pub(crate) fn add_text(&mut self, name: &str, text: &str) {
        self.add(format!("{name} in UTF-8"), text.as_bytes().to_vec());
        self.add(format!("{name} in UTF-16"), text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }

    /// Digits: also as their values, one a byte.
    pub(crate) fn add_digits(&mut self, name: &str, digits: &str) {
        self.add_text(name, digits);
        self.add(format!("{name} as values"), digits.bytes().map(|digit| digit - b'0').collect());
    }

    /// A key: its bytes, either half alone, and lower-case hex.
    pub(crate) fn add_key(&mut self, name: &str, key: &[u8]) {
        self.add(name.to_owned(), key[..16].to_vec());
        self.add(
            format!("{name} in hex"),
            key[..16].iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        );
    }

    /// Every key of the token in this folder, recomputed from a copy with the code: what the app had in its hands.
    pub(crate) fn add_token(&mut self, folder: &Path, code: &str) {
        let copy = copied(folder);
        let keys = SoftwareDeviceKeys::open(&copy.path().join("hardware")).unwrap();
        let store = SqlCipherTokenStore::open(&copy.path().join("profile"), &keys, &SystemEntropy).unwrap();
        let token = store.token().unwrap().unwrap();
        let code = SecretDigits::from_ascii(code.as_bytes()).unwrap();
        let device_secret = keys.device_secret("kunci/wrap/know").unwrap();
        let hw = keys.agree(token.slot.agreement_alias(), &token.bank_agreement).unwrap();
        let wrap = &token.knowledge;
        let stretched = Argon2idStretch.stretch(&code, &wrap.salt, wrap.params).unwrap();
        let wrapped: [u8; 64] = [wrap.salt, wrap.masked].concat().try_into().unwrap();
        let know = unwrap_know(&Argon2idStretch, &wrapped, &code, &device_secret, wrap.params).unwrap();
        self.add_key("the password hash", stretched.expose());
        self.add_key("the wrap's key", extract(device_secret.expose(), stretched.expose()).expose());
        self.add_key("K_know", know.secret().expose());
        self.add_key("the PRK of the use keys", extract(hw.expose(), know.secret().expose()).expose());
        self.add_key("device_secret", device_secret.expose());
        self.add_key("hw", hw.expose());
        self.add_key("K_freeze", token.freeze_key.expose());
        self.add_key("K_reverse", token.reverse_key.expose());
        for label in UseLabel::ALL {
            let key = know.derive_use(&hw, label, &token.token_id.to_string(), token.epoch).unwrap();
            self.add_key(&format!("the use key {label:?}"), key.expose());
        }
    }

    /// What an open phone holds, and a closed one must not.
    pub(crate) fn add_closed(&mut self, folder: &Path) {
        let keys = SoftwareDeviceKeys::open(&folder.join("hardware")).unwrap();
        let wrapped = std::fs::read(folder.join("profile/token.key")).unwrap();
        self.add_key("the database's key", keys.unwrap("token-db", &wrapped).unwrap().expose());
        let master = std::fs::read(folder.join("hardware/master")).unwrap();
        self.add_key("the software key store's master secret", &master);
    }

    /// Every spelling with its name.
    pub(crate) fn spellings(&self) -> Vec<(&str, &[u8])> {
        self.spellings.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
    }

    /// Counts, for each spelling, where it begins within the first `limit` bytes.
    pub(crate) fn search(&self, memory: &[u8], limit: usize, found: &mut [usize]) {
        if self.spellings.is_empty() {
            return;
        }
        for (at, pair) in memory.windows(2).enumerate().take(limit) {
            let needles = &self.by_start[usize::from(pair[0]) << 8 | usize::from(pair[1])];
            for &needle in needles {
                found[needle] += usize::from(memory[at..].starts_with(&self.spellings[needle].1));
            }
        }
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        assert!((4..=Self::LONGEST).contains(&bytes.len()));
        if self.by_start.is_empty() {
            self.by_start = vec![Vec::new(); 1 << 16];
        }
        let start = usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        self.by_start[start].push(self.spellings.len());
        self.spellings.push((name, bytes));
    }
}

/// The folder as it is, without its locks: the app has it open.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for part in ["profile", "hardware"] {
        std::fs::create_dir(copy.path().join(part)).unwrap();
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), copy.path().join(part).join(entry.file_name())).unwrap();
        }
    }
    copy
}

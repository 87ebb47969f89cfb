//! The key of the database file, and the name by which the two belong together.

use std::path::Path;

use kunci_core::ports::{DeviceKeyError, DeviceKeys, Entropy, StoreError, random};
use kunci_crypto::secret::Secret;
use zeroize::Zeroizing;

use super::disk;
use crate::files;

/// Length of SQLCipher's salt, which is also the first bytes of the file.
pub(super) const SALT_LEN: usize = 16;

/// A raw 32-byte key and the salt of the one file that it opens.
///
/// The salt is public and stands at the start of the database file. It is drawn here, wrapped together with the key, and so
/// names the file: that is how a damaged file and another file can be told apart, where SQLite has one error for both.
pub(super) struct FileKey {
    key: Secret<32>,
    pub(super) salt: [u8; SALT_LEN],
}

impl FileKey {
    /// Draws a new one and puts it on disk, wrapped, before anything is encrypted with it.
    /// `label` is what the hardware wraps it for.
    pub(super) fn create(
        path: &Path,
        label: &str,
        keys: &dyn DeviceKeys,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        // No randomness is a fault of the phone's key machinery, and passes or does not pass like one.
        let no_randomness = |_| StoreError::Key(DeviceKeyError::Unavailable);
        let mut key = random::<32>(entropy).map_err(no_randomness)?;
        let salt = random::<SALT_LEN>(entropy).map_err(no_randomness)?;
        let own = Self { key: Secret::from_bytes(&mut key), salt };
        // Exposed to be wrapped.
        let content = Zeroizing::new([own.key.expose().as_slice(), &own.salt].concat());
        files::write(path, &keys.wrap(label, &content)?).map_err(disk)?;
        Ok(own)
    }

    /// `None` if there is none.
    pub(super) fn load(path: &Path, label: &str, keys: &dyn DeviceKeys) -> Result<Option<Self>, StoreError> {
        let Some(wrapped) = files::read(path).map_err(disk)? else {
            return Ok(None);
        };
        let content = keys.unwrap(label, &wrapped)?;
        // Exposed to be taken apart.
        let (key, salt) = content.expose().split_at_checked(32).ok_or(StoreError::Damaged)?;
        let key = Secret::try_from_slice(key).ok_or(StoreError::Damaged)?;
        let salt = salt.try_into().map_err(|_| StoreError::Damaged)?;
        Ok(Some(Self { key, salt }))
    }

    /// `PRAGMA key` with key and salt in hex: SQLCipher takes 96 digits as they are, without deriving anything.
    pub(super) fn pragma(&self) -> Zeroizing<String> {
        const START: &str = "PRAGMA key = \"x'";
        const END: &str = "'\";";
        let mut text = Zeroizing::new(String::with_capacity(START.len() + 2 * (32 + SALT_LEN) + END.len()));
        text.push_str(START);
        // Exposed to SQLCipher, which locks and wipes its copies.
        for byte in self.key.expose().iter().chain(&self.salt) {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or_default());
            }
        }
        text.push_str(END);
        text
    }
}

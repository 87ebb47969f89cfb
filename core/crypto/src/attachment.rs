//! A file of the chat under a key of its own (`docs/contract/attachments.md`).
//!
//! ```text
//! sealed = AES-256-GCM(key, nonce = 0, content; "kunci/attachment/1")
//! ```
//! The key is drawn for this one file and seals nothing else, so the nonce needs no chance. A file is sealed as a whole and not piece by piece:
//! it fits into memory, one tag leaves no piece to be cut off, moved or taken from another file, and an upload goes on with the sealed bytes as
//! they are. AES-GCM does not commit to its key; the SHA-256 of the content, which travels with the key, does.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::secret::{Secret, SecretBytes};

const LABEL: &[u8] = b"kunci/attachment/1";

/// A sealed file is so much longer than its content, in bytes.
pub const OVERHEAD: usize = 16;

/// The file cannot be sealed, or this key does not open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be opened with this key")]
pub struct AttachmentError;

/// Encrypts a file. `key` must be fresh random bytes that seal nothing else.
///
/// # Errors
/// [`AttachmentError`] only for more than the cipher takes.
pub fn seal(key: &Secret<32>, content: &[u8]) -> Result<Vec<u8>, AttachmentError> {
    let mut sealed = Vec::with_capacity(content.len() + OVERHEAD);
    sealed.extend_from_slice(content);
    cipher(key)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key([0; NONCE_LEN]), Aad::from(LABEL), &mut sealed)
        .map_err(|_| AttachmentError)?;
    Ok(sealed)
}

/// Decrypts a file.
///
/// # Errors
/// [`AttachmentError`]: another key, or the bytes were changed.
pub fn open(key: &Secret<32>, mut sealed: Vec<u8>) -> Result<SecretBytes, AttachmentError> {
    let length = cipher(key)?
        .open_in_place(Nonce::assume_unique_for_key([0; NONCE_LEN]), Aad::from(LABEL), &mut sealed)
        .map_err(|_| AttachmentError)?
        .len();
    sealed.truncate(length);
    Ok(SecretBytes::from_vec(sealed))
}

fn cipher(key: &Secret<32>) -> Result<LessSafeKey, AttachmentError> {
    // Exposed to the cipher itself.
    UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).map_err(|_| AttachmentError)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Secret<32> {
        Secret::from_bytes(&mut [byte; 32])
    }

    #[test]
    fn chat_9_a_file_opens_with_its_own_key_and_with_no_other() {
        let sealed = seal(&key(1), b"%PDF-1.7 a bill").expect("sealed");
        assert_eq!(sealed.len(), 15 + OVERHEAD);
        assert!(!sealed.windows(4).any(|part| part == b"%PDF"));
        assert_eq!(open(&key(1), sealed.clone()).expect("opened").expose(), b"%PDF-1.7 a bill");
        assert_eq!(open(&key(2), sealed).err(), Some(AttachmentError));
    }

    #[test]
    fn chat_9_a_file_that_was_changed_cut_or_lengthened_does_not_open() {
        let sealed = seal(&key(1), b"%PDF-1.7 a bill").expect("sealed");
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(open(&key(1), bent).err(), Some(AttachmentError), "{at}");
            assert_eq!(open(&key(1), sealed[..at].to_vec()).err(), Some(AttachmentError), "{at}");
        }
        assert_eq!(open(&key(1), [sealed, vec![0]].concat()).err(), Some(AttachmentError));
    }
}

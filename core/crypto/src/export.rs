//! A file for the customer alone: what the phone keeps, under a passphrase of the customer's (`docs/contract/privacy.md`).
//!
//! ```text
//! key  = Argon2id(passphrase, salt)
//! data = AES-256-GCM(key, nonce, content; "kunci-export/1" ‖ 0x00 ‖ memory ‖ iterations ‖ parallelism ‖ salt)
//! ```
//! Unlike the wrapped knowledge key it has a tag: whoever holds the file can test passphrases, so the passphrase must be a strong one.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};

use crate::encoding::{base64url, from_base64url};
use crate::secret::SecretBytes;
use crate::wrap::{WrapParams, stretch_text};

/// The format's name, in the file and under its tag.
pub const FORMAT: &str = "kunci-export/1";
const KDF: &str = "argon2id";
const CIPHER: &str = "aes-256-gcm";

/// Why a file was neither made nor opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Not a file of this format.
    #[error("not an export file of this version")]
    Format,
    /// The passphrase is wrong, or the file was changed.
    #[error("the passphrase is wrong, or the file was changed")]
    Refused,
    /// The derivation failed: too little memory.
    #[error("not enough memory")]
    Derivation,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    kdf: Kdf,
    cipher: String,
    nonce: String,
    data: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
    name: String,
    memory_kib: u32,
    iterations: u32,
    parallelism: u32,
    salt: String,
}

/// Encrypts `content`. `salt` and `nonce` must be fresh random bytes. Takes as long as `params` say: never on a thread that has to answer.
///
/// # Errors
/// [`ExportError::Derivation`].
pub fn seal(
    passphrase: &SecretBytes,
    salt: &[u8; 32],
    nonce: [u8; NONCE_LEN],
    params: WrapParams,
    content: &[u8],
) -> Result<String, ExportError> {
    let key = key(passphrase, salt, params)?;
    // Room for the tag, so that the clear text is encrypted in its place and leaves no copy.
    let mut data = Vec::with_capacity(content.len() + AES_256_GCM.tag_len());
    data.extend_from_slice(content);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(header(params, salt)), &mut data)
        .map_err(|_| ExportError::Derivation)?;
    let kdf = Kdf {
        name: KDF.to_owned(),
        memory_kib: params.memory_kib(),
        iterations: params.iterations(),
        parallelism: params.parallelism(),
        salt: base64url(salt),
    };
    let file = File {
        format: FORMAT.to_owned(),
        kdf,
        cipher: CIPHER.to_owned(),
        nonce: base64url(&nonce),
        data: base64url(&data),
    };
    serde_json::to_string(&file).map_err(|_| ExportError::Derivation)
}

/// Decrypts a file.
///
/// # Errors
/// [`ExportError`].
pub fn open(passphrase: &SecretBytes, file: &str) -> Result<SecretBytes, ExportError> {
    let file: File = serde_json::from_str(file).map_err(|_| ExportError::Format)?;
    if (file.format.as_str(), file.kdf.name.as_str(), file.cipher.as_str()) != (FORMAT, KDF, CIPHER) {
        return Err(ExportError::Format);
    }
    let params = WrapParams::new(file.kdf.memory_kib, file.kdf.iterations, file.kdf.parallelism)
        .map_err(|_| ExportError::Format)?;
    let salt = bytes::<32>(&file.kdf.salt)?;
    let nonce = bytes::<NONCE_LEN>(&file.nonce)?;
    let mut data = from_base64url(&file.data).ok_or(ExportError::Format)?;
    let key = key(passphrase, &salt, params)?;
    let length = key
        .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(header(params, &salt)), &mut data)
        .map_err(|_| ExportError::Refused)?
        .len();
    data.truncate(length);
    Ok(SecretBytes::from_vec(data))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], ExportError> {
    from_base64url(text).and_then(|bytes| bytes.try_into().ok()).ok_or(ExportError::Format)
}

fn key(passphrase: &SecretBytes, salt: &[u8; 32], params: WrapParams) -> Result<LessSafeKey, ExportError> {
    // Both exposed to the derivation and the cipher themselves.
    let stretched = stretch_text(passphrase.expose(), salt, params).map_err(|_| ExportError::Derivation)?;
    let key = UnboundKey::new(&AES_256_GCM, stretched.expose()).map_err(|_| ExportError::Derivation)?;
    Ok(LessSafeKey::new(key))
}

/// What the tag covers besides the content: nobody makes guessing cheaper unseen.
fn header(params: WrapParams, salt: &[u8; 32]) -> Vec<u8> {
    let mut header = FORMAT.as_bytes().to_vec();
    header.push(0);
    for number in [params.memory_kib(), params.iterations(), params.parallelism()] {
        header.extend_from_slice(&number.to_be_bytes());
    }
    header.extend_from_slice(salt);
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTENT: &[u8] = br#"{"messages":[{"text":"Is my card on its way?"}]}"#;

    fn passphrase(text: &str) -> SecretBytes {
        SecretBytes::from_slice(text.as_bytes())
    }

    fn sealed() -> String {
        seal(&passphrase("Kabut-pagi-di-Bromo-17"), &[7; 32], [9; 12], WrapParams::FLOOR, CONTENT).expect("sealed")
    }

    #[test]
    fn safe_6_an_export_opens_by_its_passphrase_and_by_no_other() {
        let file = sealed();
        assert!(!file.contains("card"), "{file}");
        let opened = open(&passphrase("Kabut-pagi-di-Bromo-17"), &file).expect("opened");
        assert_eq!(opened.expose(), CONTENT);
        assert_eq!(open(&passphrase("Kabut-pagi-di-Bromo-18"), &file).err(), Some(ExportError::Refused));
    }

    #[test]
    fn safe_6_a_changed_export_is_refused() {
        let file: serde_json::Value = serde_json::from_str(&sealed()).expect("JSON");
        let bent = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut bent = file.clone();
            change(&mut bent);
            open(&passphrase("Kabut-pagi-di-Bromo-17"), &bent.to_string()).err()
        };
        assert_eq!(bent(&|file| file["kdf"]["iterations"] = 3.into()), Some(ExportError::Refused));
        assert_eq!(bent(&|file| file["nonce"] = base64url(&[8; 12]).into()), Some(ExportError::Refused));
        assert_eq!(bent(&|file| file["kdf"]["salt"] = base64url(&[8; 32]).into()), Some(ExportError::Refused));
        assert_eq!(bent(&|file| file["data"] = "AAAA".into()), Some(ExportError::Refused));
        for (name, value) in [("format", "kunci-export/2"), ("cipher", "none"), ("nonce", "AAAA"), ("more", "x")] {
            assert_eq!(bent(&|file| file[name] = value.into()), Some(ExportError::Format), "{name}");
        }
        assert_eq!(bent(&|file| file["kdf"]["memory_kib"] = 8.into()), Some(ExportError::Format));
        assert_eq!(bent(&|file| file["kdf"]["memory_kib"] = u32::MAX.into()), Some(ExportError::Format));
    }
}

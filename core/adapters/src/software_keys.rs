//! Device keys **without hardware**, for a desktop.
//!
//! The keys are files. Whoever copies the folder has them: nothing here replaces a Secure Enclave or an Android Keystore, and
//! the level reported to the bank says so ([`Level::Software`]), for which the bank sets lower limits. Phones never use this.
//!
//! ```text
//! master               32 random bytes, made once
//! <alias in hex>.key   one per alias: purpose and private key, sealed under the master secret
//! lock                 held while a file is written
//! ```

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use kunci_core::ports::{DeviceKeyError, DeviceKeys, Entropy as _, GeneratedKey, KeyPurpose, KeySpec, random};
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_wire::token::Level;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::{hkdf, hmac};
use zeroize::{Zeroize as _, Zeroizing};

use crate::files::{self, Lock};
use crate::system::SystemEntropy;

/// First byte of everything wrapped.
const VERSION: u8 = 1;

/// [`DeviceKeys`] in a folder. See the module for what that is worth.
pub struct SoftwareDeviceKeys {
    folder: PathBuf,
    master: Secret<32>,
}

impl SoftwareDeviceKeys {
    /// Opens the keys in `folder` (usually `hardware` inside the profile), and makes the master secret the first time.
    ///
    /// # Errors
    /// [`DeviceKeyError::Invalidated`] if the master secret is there but damaged, [`DeviceKeyError::Unavailable`] if the disk fails.
    pub fn open(folder: &Path) -> Result<Self, DeviceKeyError> {
        files::private_folder(folder).map_err(unavailable)?;
        // Two processes that start together must not each make a master secret of their own.
        let _lock = Lock::hold(&folder.join("lock")).map_err(unavailable)?;
        let path = folder.join("master");
        let master = match files::read(&path).map_err(unavailable)? {
            Some(bytes) => Secret::try_from_slice(&bytes).ok_or(DeviceKeyError::Invalidated)?,
            None => {
                let mut fresh = random::<32>(&SystemEntropy).map_err(|_| DeviceKeyError::Unavailable)?;
                files::write(&path, &fresh).map_err(unavailable)?;
                Secret::from_bytes(&mut fresh)
            }
        };
        Ok(Self { folder: folder.to_owned(), master })
    }

    /// HKDF (RFC 5869) of the master secret, one key for each use.
    fn subkey(&self, purpose: &'static str) -> Result<Secret<32>, DeviceKeyError> {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"kunci/software-keys/1");
        // Exposed to derive from it.
        let pseudorandom = salt.extract(self.master.expose());
        let mut key = [0; 32];
        pseudorandom
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|material| material.fill(&mut key))
            .map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(Secret::from_bytes(&mut key))
    }

    fn cipher(&self, purpose: &'static str) -> Result<LessSafeKey, DeviceKeyError> {
        // Exposed to set up the cipher.
        let key =
            UnboundKey::new(&AES_256_GCM, self.subkey(purpose)?.expose()).map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(LessSafeKey::new(key))
    }

    /// `version ‖ nonce ‖ AES-256-GCM(plaintext)`, with `label` as associated data. The random nonce is good for 2³² messages
    /// (NIST SP 800-38D §8.3); this makes a few in the life of a profile.
    fn seal(&self, purpose: &'static str, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, DeviceKeyError> {
        let nonce = random::<NONCE_LEN>(&SystemEntropy).map_err(|_| DeviceKeyError::Unavailable)?;
        let mut text = Zeroizing::new(Vec::with_capacity(plaintext.len()));
        text.extend_from_slice(plaintext);
        let tag = self
            .cipher(purpose)?
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(label), &mut text)
            .map_err(|_| DeviceKeyError::Unavailable)?;
        Ok([&[VERSION], &nonce[..], &text, tag.as_ref()].concat())
    }

    fn open_sealed(&self, purpose: &'static str, label: &str, sealed: &[u8]) -> Result<SecretBytes, DeviceKeyError> {
        let Some((&[VERSION], rest)) = sealed.split_first_chunk() else {
            return Err(DeviceKeyError::Invalidated);
        };
        let (nonce, text) = rest.split_first_chunk::<NONCE_LEN>().ok_or(DeviceKeyError::Invalidated)?;
        let mut text = Zeroizing::new(text.to_vec());
        self.cipher(purpose)?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(label), &mut text)
            .map(|plaintext| SecretBytes::from_slice(plaintext))
            .map_err(|_| DeviceKeyError::Invalidated)
    }

    fn write_key(&self, alias: &str, purpose: KeyPurpose, private: &SecretKey) -> Result<(), DeviceKeyError> {
        let mut scalar = private.to_bytes();
        let mut content = Zeroizing::new([0; 33]);
        content[0] = purpose_byte(purpose);
        content[1..].copy_from_slice(&scalar);
        scalar.zeroize();
        let sealed = self.seal("key-file", alias, content.as_slice())?;
        let _lock = Lock::hold(&self.folder.join("lock")).map_err(unavailable)?;
        files::write(&self.key_path(alias), &sealed).map_err(unavailable)
    }

    /// The key under `alias` if it may serve `purpose`.
    ///
    /// The wrong purpose is `Unavailable`, not `Missing`: the key is there, and `Missing` would be read as "no token here".
    fn read_key(&self, alias: &str, purpose: KeyPurpose) -> Result<SecretKey, DeviceKeyError> {
        let sealed = files::read(&self.key_path(alias)).map_err(unavailable)?.ok_or(DeviceKeyError::Missing)?;
        let content = self.open_sealed("key-file", alias, &sealed)?;
        // Exposed to use the key.
        let Some((&[found], scalar)) = content.expose().split_first_chunk() else {
            return Err(DeviceKeyError::Invalidated);
        };
        if found != purpose_byte(purpose) {
            return Err(DeviceKeyError::Unavailable);
        }
        SecretKey::from_slice(scalar).map_err(|_| DeviceKeyError::Invalidated)
    }

    /// In hex: no alias can leave the folder, and none clashes where the disk ignores case.
    fn key_path(&self, alias: &str) -> PathBuf {
        let name: String = alias.bytes().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name + ".key")
    }
}

impl DeviceKeys for SoftwareDeviceKeys {
    /// Attests nothing: software cannot.
    fn generate(&self, spec: &KeySpec) -> Result<GeneratedKey, DeviceKeyError> {
        // After a failure nothing may be left under the alias, so the old key goes first.
        self.erase(&spec.alias)?;
        let private = fresh_key()?;
        self.write_key(&spec.alias, spec.purpose, &private)?;
        let point = private.public_key().to_sec1_point(false);
        let public_key = point.as_bytes().try_into().map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(GeneratedKey { public_key, level: Level::Software, attestation: Vec::new() })
    }

    /// Deterministic (RFC 6979): a poor random number gives no key away.
    fn sign(&self, alias: &str, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        let key = SigningKey::from(self.read_key(alias, KeyPurpose::Sign)?);
        let signature: Signature = key.try_sign(message).map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(signature.to_bytes().into())
    }

    /// A `peer` that is no point of the curve is `Unavailable`: the key itself is fine.
    fn agree(&self, alias: &str, peer: &[u8; 65]) -> Result<Secret<32>, DeviceKeyError> {
        let private = self.read_key(alias, KeyPurpose::Agree)?;
        let peer = PublicKey::from_sec1_bytes(peer).map_err(|_| DeviceKeyError::Unavailable)?;
        let shared = private.diffie_hellman(&peer); // wiped when dropped
        Secret::try_from_slice(shared.raw_secret_bytes()).ok_or(DeviceKeyError::Unavailable)
    }

    /// HMAC-SHA256 of the label.
    fn device_secret(&self, label: &str) -> Result<Secret<32>, DeviceKeyError> {
        // Exposed to set up the MAC.
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.subkey("device-secret")?.expose());
        Secret::try_from_slice(hmac::sign(&key, label.as_bytes()).as_ref()).ok_or(DeviceKeyError::Unavailable)
    }

    fn wrap(&self, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, DeviceKeyError> {
        self.seal("wrap", label, plaintext)
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<SecretBytes, DeviceKeyError> {
        self.open_sealed("wrap", label, wrapped)
    }

    fn erase(&self, alias: &str) -> Result<(), DeviceKeyError> {
        let _lock = Lock::hold(&self.folder.join("lock")).map_err(unavailable)?;
        files::remove(&self.key_path(alias)).map_err(unavailable)
    }
}

impl fmt::Debug for SoftwareDeviceKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SoftwareDeviceKeys(redacted)")
    }
}

/// A uniform private key; a candidate is out of range once in 2³² (FIPS 186-5 A.2.2).
fn fresh_key() -> Result<SecretKey, DeviceKeyError> {
    let mut candidate = Zeroizing::new([0; 32]);
    for _ in 0..10 {
        SystemEntropy.fill(candidate.as_mut_slice()).map_err(|_| DeviceKeyError::Unavailable)?;
        if let Ok(key) = SecretKey::from_slice(candidate.as_slice()) {
            return Ok(key);
        }
    }
    Err(DeviceKeyError::Unavailable)
}

const fn purpose_byte(purpose: KeyPurpose) -> u8 {
    match purpose {
        KeyPurpose::Sign => 1,
        KeyPurpose::Agree => 2,
    }
}

/// A disk that fails is hardware that cannot be reached, never "no key".
fn unavailable(_: io::Error) -> DeviceKeyError {
    DeviceKeyError::Unavailable
}

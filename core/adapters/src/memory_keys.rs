//! Device keys in memory, for simulations.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kunci_core::ports::{DeviceKeyError, DeviceKeys, GeneratedKey, KeyPurpose, KeySpec, random};
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_wire::token::Level;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

use crate::life::Life;
use crate::memory::SeededEntropy;

/// [`DeviceKeys`] that outlive a simulated process but not the simulation. Foreseeable by their seed. Making and erasing a key
/// are durable acts of the [`Life`] given.
pub struct MemoryDeviceKeys {
    keys: Mutex<HashMap<String, (KeyPurpose, SecretKey)>>,
    entropy: SeededEntropy,
    master: [u8; 32],
    life: Life,
}

impl MemoryDeviceKeys {
    /// Empty hardware.
    ///
    /// # Errors
    /// Never in fact: the seeded entropy does not fail.
    pub fn new(seed: u64, life: Life) -> Result<Self, DeviceKeyError> {
        let entropy = SeededEntropy::new(seed);
        let master = random::<32>(&entropy).map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(Self { keys: Mutex::default(), entropy, master, life })
    }

    fn keys(&self) -> MutexGuard<'_, HashMap<String, (KeyPurpose, SecretKey)>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, alias: &str, purpose: KeyPurpose) -> Result<SecretKey, DeviceKeyError> {
        match self.keys().get(alias) {
            None => Err(DeviceKeyError::Missing),
            Some((found, _)) if *found != purpose => Err(DeviceKeyError::Unavailable),
            Some((_, key)) => Ok(key.clone()),
        }
    }

    fn prf(&self, purpose: &str, label: &str) -> Result<Secret<32>, DeviceKeyError> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.master);
        let tag = hmac::sign(&key, &[purpose.as_bytes(), b"\0", label.as_bytes()].concat());
        Secret::try_from_slice(tag.as_ref()).ok_or(DeviceKeyError::Unavailable)
    }

    fn cipher(&self, label: &str) -> Result<LessSafeKey, DeviceKeyError> {
        // Exposed to set up the cipher.
        let key = UnboundKey::new(&AES_256_GCM, self.prf("wrap", label)?.expose());
        key.map(LessSafeKey::new).map_err(|_| DeviceKeyError::Unavailable)
    }
}

impl DeviceKeys for MemoryDeviceKeys {
    fn generate(&self, spec: &KeySpec) -> Result<GeneratedKey, DeviceKeyError> {
        let scalar = random::<32>(&self.entropy).map_err(|_| DeviceKeyError::Unavailable)?;
        let private = SecretKey::from_slice(&scalar).map_err(|_| DeviceKeyError::Unavailable)?;
        let public_key = private.public_key().to_sec1_point(false).as_bytes().try_into();
        let public_key = public_key.map_err(|_| DeviceKeyError::Unavailable)?;
        self.life.act(DeviceKeyError::Unavailable, || {
            self.keys().insert(spec.alias.clone(), (spec.purpose, private));
        })?;
        Ok(GeneratedKey { public_key, level: Level::Software, attestation: Vec::new() })
    }

    fn sign(&self, alias: &str, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        let key = SigningKey::from(self.key(alias, KeyPurpose::Sign)?);
        let signature: Signature = key.try_sign(message).map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(signature.to_bytes().into())
    }

    fn agree(&self, alias: &str, peer: &[u8; 65]) -> Result<Secret<32>, DeviceKeyError> {
        let private = self.key(alias, KeyPurpose::Agree)?;
        let peer = PublicKey::from_sec1_bytes(peer).map_err(|_| DeviceKeyError::Unavailable)?;
        Secret::try_from_slice(private.diffie_hellman(&peer).raw_secret_bytes()).ok_or(DeviceKeyError::Unavailable)
    }

    fn device_secret(&self, label: &str) -> Result<Secret<32>, DeviceKeyError> {
        self.prf("device-secret", label)
    }

    fn wrap(&self, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, DeviceKeyError> {
        let nonce = random::<NONCE_LEN>(&self.entropy).map_err(|_| DeviceKeyError::Unavailable)?;
        let mut text = plaintext.to_vec();
        self.cipher(label)?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text)
            .map_err(|_| DeviceKeyError::Unavailable)?;
        Ok([&nonce[..], &text].concat())
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<SecretBytes, DeviceKeyError> {
        let (nonce, text) = wrapped.split_first_chunk::<NONCE_LEN>().ok_or(DeviceKeyError::Invalidated)?;
        let mut text = text.to_vec();
        self.cipher(label)?
            .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut text)
            .map(|plain| SecretBytes::from_slice(plain))
            .map_err(|_| DeviceKeyError::Invalidated)
    }

    fn erase(&self, alias: &str) -> Result<(), DeviceKeyError> {
        self.life.act(DeviceKeyError::Unavailable, || {
            self.keys().remove(alias);
        })
    }
}

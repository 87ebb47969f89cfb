//! The software key store of `kunci-adapters`, for hosts without hardware (desktop, tests).

use kunci_core::ports::{self, DeviceKeys as _};

use crate::device_keys::{DeviceKeyError, DeviceKeys, GeneratedKey, KeyPurpose, KeySpec};

/// Keys in files: no hardware, no protection against whoever copies the folder. For desktops and tests only.
#[derive(uniffi::Object)]
pub struct SoftwareDeviceKeys(kunci_adapters::SoftwareDeviceKeys);

#[uniffi::export]
impl SoftwareDeviceKeys {
    /// Opens or makes the key store in a folder.
    ///
    /// # Errors
    /// `Unavailable` when the folder cannot be used.
    #[uniffi::constructor]
    pub fn open(dir: String) -> Result<Self, DeviceKeyError> {
        Ok(Self(kunci_adapters::SoftwareDeviceKeys::open(dir.as_ref())?))
    }
}

#[uniffi::export]
impl DeviceKeys for SoftwareDeviceKeys {
    fn generate(&self, spec: KeySpec) -> Result<GeneratedKey, DeviceKeyError> {
        let purpose = match spec.purpose {
            KeyPurpose::Sign => ports::KeyPurpose::Sign,
            KeyPurpose::Agree => ports::KeyPurpose::Agree,
        };
        let challenge = <[u8; 32]>::try_from(spec.challenge).map_err(|_| DeviceKeyError::Unavailable)?;
        let made = self.0.generate(&ports::KeySpec { alias: spec.alias, purpose, challenge })?;
        Ok(GeneratedKey {
            public_key: made.public_key.to_vec(),
            level: made.level.into(),
            attestation_chain: made.attestation,
        })
    }

    fn sign(&self, alias: String, message: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.sign(&alias, &message)?.to_vec())
    }

    fn agree(&self, alias: String, peer_public: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        let peer = <[u8; 65]>::try_from(peer_public).map_err(|_| DeviceKeyError::Unavailable)?;
        Ok(self.0.agree(&alias, &peer)?.expose().to_vec())
    }

    fn device_secret(&self, label: String) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.device_secret(&label)?.expose().to_vec())
    }

    fn wrap(&self, label: String, plaintext: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.wrap(&label, &plaintext)?)
    }

    fn unwrap(&self, label: String, wrapped: Vec<u8>) -> Result<Vec<u8>, DeviceKeyError> {
        Ok(self.0.unwrap(&label, &wrapped)?.expose().to_vec())
    }

    fn erase(&self, alias: String) -> Result<(), DeviceKeyError> {
        Ok(self.0.erase(&alias)?)
    }
}

//! A finger or face **without a sensor**, for a desktop: who is asked is a switch, and the key is a file.
//!
//! It keeps the rule of the real ones: the key is made anew at each wrap, and dies when a finger is added.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use kunci_core::ports::{DeviceKeyError, DeviceKeys as _};
use kunci_core::token::BiometricAnswer;

use crate::SoftwareDeviceKeys;
use crate::files;

/// What the person in front of the phone does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finger {
    /// Puts the right finger on the sensor.
    Right,
    /// Waves the prompt away.
    Cancel,
    /// Was refused too often.
    LockedOut,
    /// There is no sensor.
    NoSensor,
}

/// The biometric key of a desktop, in the folder of its [`SoftwareDeviceKeys`].
pub struct SoftwareBiometrics {
    keys: SoftwareDeviceKeys,
    fingers: PathBuf,
}

impl SoftwareBiometrics {
    /// Opens it.
    ///
    /// # Errors
    /// As [`SoftwareDeviceKeys::open`].
    pub fn open(folder: &Path) -> Result<Self, DeviceKeyError> {
        Ok(Self { keys: SoftwareDeviceKeys::open(folder)?, fingers: folder.join("fingers") })
    }

    /// Makes the key and encrypts with it.
    #[must_use]
    pub fn wrap(&self, plaintext: &[u8], finger: Finger) -> BiometricAnswer {
        if let Some(refused) = refused(finger) {
            return refused;
        }
        let wrapped = self.label().and_then(|label| self.keys.wrap(&label, plaintext));
        wrapped.map_or(BiometricAnswer::Unavailable, BiometricAnswer::Wrapped)
    }

    /// Undoes [`Self::wrap`], unless a finger was added since.
    #[must_use]
    pub fn unwrap(&self, wrapped: &[u8], finger: Finger) -> BiometricAnswer {
        // A dead key needs no finger to be found dead.
        match self.label().and_then(|label| self.keys.unwrap(&label, wrapped)) {
            Err(DeviceKeyError::Invalidated) => BiometricAnswer::Invalidated,
            Err(_) => BiometricAnswer::Unavailable,
            Ok(plaintext) => refused(finger).unwrap_or(BiometricAnswer::Unwrapped(plaintext)),
        }
    }

    /// Somebody adds a finger in the phone's settings.
    ///
    /// # Errors
    /// [`DeviceKeyError::Unavailable`] if the disk fails.
    pub fn add_finger(&self) -> Result<(), DeviceKeyError> {
        let mut fingers = self.known()?;
        fingers.push(b'+');
        files::write(&self.fingers, &fingers).map_err(unavailable)
    }

    fn label(&self) -> Result<String, DeviceKeyError> {
        Ok(format!("kunci.biometric/{}", self.known()?.len()))
    }

    fn known(&self) -> Result<Vec<u8>, DeviceKeyError> {
        let found = files::read(&self.fingers).map_err(unavailable)?;
        Ok(found.map(|bytes| bytes.to_vec()).unwrap_or_default())
    }
}

impl fmt::Debug for SoftwareBiometrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SoftwareBiometrics(redacted)")
    }
}

const fn refused(finger: Finger) -> Option<BiometricAnswer> {
    match finger {
        Finger::Right => None,
        Finger::Cancel => Some(BiometricAnswer::Cancelled),
        Finger::LockedOut => Some(BiometricAnswer::LockedOut),
        Finger::NoSensor => Some(BiometricAnswer::Unavailable),
    }
}

fn unavailable(_: io::Error) -> DeviceKeyError {
    DeviceKeyError::Unavailable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn otp_11_an_added_finger_kills_the_key_and_a_new_one_can_be_made() {
        let folder = tempfile::tempdir().unwrap();
        let open = || SoftwareBiometrics::open(folder.path()).unwrap();
        let BiometricAnswer::Wrapped(wrapped) = open().wrap(b"secret", Finger::Right) else { panic!("wraps") };
        let BiometricAnswer::Unwrapped(back) = open().unwrap(&wrapped, Finger::Right) else { panic!("unwraps") };
        assert_eq!(back.expose(), b"secret");
        assert!(matches!(open().unwrap(&wrapped, Finger::Cancel), BiometricAnswer::Cancelled));
        assert!(matches!(open().unwrap(&wrapped, Finger::LockedOut), BiometricAnswer::LockedOut));
        assert!(matches!(open().wrap(b"secret", Finger::NoSensor), BiometricAnswer::Unavailable));
        open().add_finger().unwrap();
        assert!(matches!(open().unwrap(&wrapped, Finger::Right), BiometricAnswer::Invalidated));
        let BiometricAnswer::Wrapped(again) = open().wrap(b"new", Finger::Right) else { panic!("wraps") };
        assert!(matches!(open().unwrap(&again, Finger::Right), BiometricAnswer::Unwrapped(_)));
    }
}

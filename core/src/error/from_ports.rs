//! What the ports say, as the errors that the apps know.

use super::Error;
use crate::config::ConfigError;
use crate::ports::{DeviceKeyError, EntropyError, HttpError, LinkError, StoreError};

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Offline => Self::Offline,
            HttpError::OutcomeUnknown => Self::OutcomeUnknown,
            HttpError::PinMismatch => Self::PinMismatch,
            HttpError::CertificateExpired => Self::CertificateExpired,
            HttpError::CertificateNotYetValid => Self::CertificateNotYetValid,
            HttpError::UnknownIssuer => Self::UnknownIssuer,
            HttpError::TlsFailed => Self::TlsFailed,
            HttpError::GatewayRefused => Self::GatewayRefused,
            HttpError::ReplyTooLarge => Self::ReplyTooLarge,
            HttpError::ReplyUnreadable => Self::ReplyUnreadable,
        }
    }
}

impl From<LinkError> for Error {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Connect(error) => error.into(),
            LinkError::NotOffered | LinkError::Broken => Self::Offline,
            LinkError::NotTheBank => Self::LinkNotProven,
            LinkError::FrameTooLarge => Self::ReplyTooLarge,
            LinkError::Unreadable => Self::ReplyUnreadable,
        }
    }
}

impl From<DeviceKeyError> for Error {
    fn from(error: DeviceKeyError) -> Self {
        match error {
            DeviceKeyError::Busy { retry_after } => Self::KeysBusy { retry_after },
            DeviceKeyError::DeviceLocked => Self::PhoneLocked,
            DeviceKeyError::Invalidated => Self::KeysInvalidated,
            DeviceKeyError::Missing => Self::KeysMissing,
            DeviceKeyError::Unavailable => Self::KeysUnavailable,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged => Self::ProfileDamaged,
            StoreError::WrongKey => Self::ProfileKeyWrong,
            StoreError::FromTheFuture { found, known } => Self::ProfileFromTheFuture { found, known },
            StoreError::Busy => Self::ProfileInUse,
            StoreError::Full => Self::DiskFull,
            StoreError::Io => Self::DiskFailed,
            StoreError::Key(error) => error.into(),
        }
    }
}

impl From<EntropyError> for Error {
    fn from(_: EntropyError) -> Self {
        Self::NoRandomness
    }
}

impl From<ConfigError> for Error {
    fn from(_: ConfigError) -> Self {
        Self::ConfigInvalid
    }
}

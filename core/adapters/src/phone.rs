//! The core over real ports, for an app.

use std::path::Path;
use std::sync::Arc;

use kunci_core::config::BankConfig;
use kunci_core::ports::{Clock, DeviceKeys};
use kunci_core::{Error, Phone, Ports};

use crate::{OpenError, real_ports};

/// Opens the profile in `profile_dir` (made if new) and the phone over it. Sends nothing.
///
/// # Errors
/// A profile that is damaged, in use, of a newer version or of another phone; a configuration that cannot be used.
pub fn open(profile_dir: &Path, config: &BankConfig, keys: Arc<dyn DeviceKeys>) -> Result<Phone, Error> {
    Phone::new(config.clone(), ports(profile_dir, config, keys)?)
}

/// The same, on other clocks than the system's.
///
/// # Errors
/// As [`open`].
pub fn open_with_clock(
    profile_dir: &Path,
    config: &BankConfig,
    keys: Arc<dyn DeviceKeys>,
    clock: Arc<dyn Clock>,
) -> Result<Phone, Error> {
    Phone::new(config.clone(), Ports { clock, ..ports(profile_dir, config, keys)? })
}

fn ports(profile_dir: &Path, config: &BankConfig, keys: Arc<dyn DeviceKeys>) -> Result<Ports, Error> {
    real_ports(profile_dir, config, keys).map_err(|error| match error {
        OpenError::Store(error) => Error::from(error),
        OpenError::Config(error) => Error::from(error),
    })
}

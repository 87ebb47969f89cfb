//! The core over real ports, for an app.

use std::path::Path;
use std::sync::Arc;

use kunci_core::config::BankConfig;
use kunci_core::ports::DeviceKeys;
use kunci_core::{Error, Phone};

use crate::{OpenError, real_ports};

/// Opens the profile in `profile_dir` (made if new) and the phone over it. Sends nothing.
///
/// # Errors
/// A profile that is damaged, in use, of a newer version or of another phone; a configuration that cannot be used.
pub fn open(profile_dir: &Path, config: &BankConfig, keys: Arc<dyn DeviceKeys>) -> Result<Phone, Error> {
    let ports = real_ports(profile_dir, config, keys).map_err(|error| match error {
        OpenError::Store(error) => Error::from(error),
        OpenError::Config(error) => Error::from(error),
    })?;
    Phone::new(config.clone(), ports)
}

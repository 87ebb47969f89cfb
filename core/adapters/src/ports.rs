//! Everything joined, for an app.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kunci_core::Ports;
use kunci_core::config::{BankConfig, ConfigError};
use kunci_core::ports::{DeviceKeys, StoreError, TokenStore as _};
use kunci_crypto::wrap::Argon2idStretch;
use rustls::pki_types::UnixTime;

use crate::{BankHttp, BankLink, SqlCipherHistory, SqlCipherTokenStore, SystemClock, SystemEntropy};

/// No build of this code ran before this time (2025-11-23 00:00 UTC), so a phone that says otherwise is wrong. Raised with a release.
pub const TIME_FLOOR_MS: i64 = 1_763_856_000_000;

/// Why there are no ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The profile cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bank's configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// Opens the profile in `profile_dir` (made if new, for its owner only) for the bank of `config`. Sends nothing.
///
/// While its `store` lives, nobody else can open the profile. TLS takes the last authenticated bank time for the least that "now" can be, [`TIME_FLOOR_MS`] if there is none.
///
/// # Errors
/// [`OpenError`].
pub fn real_ports(profile_dir: &Path, config: &BankConfig, keys: Arc<dyn DeviceKeys>) -> Result<Ports, OpenError> {
    let entropy = SystemEntropy;
    let store = SqlCipherTokenStore::open(profile_dir, keys.as_ref(), &entropy)?;
    let last_bank_ms = store.time_anchor()?.map_or(i64::MIN, |anchor| anchor.bank_ms);
    let time_floor = unix_time(last_bank_ms.max(TIME_FLOOR_MS));
    let http = BankHttp::new(config, time_floor)?;
    let link = BankLink::new(config, time_floor)?;
    let history = SqlCipherHistory::new(profile_dir, Arc::clone(&keys), Arc::new(entropy));
    Ok(Ports {
        http: Arc::new(http),
        link: Arc::new(link),
        history: Arc::new(history),
        store: Arc::new(store),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(entropy),
        keys,
        stretch: Arc::new(Argon2idStretch),
    })
}

fn unix_time(milliseconds: i64) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_millis(milliseconds.max(0).cast_unsigned()))
}

//! The core's ports made real: the one place that touches network, disk, clock and randomness.
//!
//! Where to start: [`real_ports`] joins everything for an app. [`BankHttp`] is the bank's API ([`tls`] decides whom to
//! believe), [`BankLink`] its live link, [`SqlCipherTokenStore`] the record of the token, [`SqlCipherHistory`] conversations. [`SoftwareDeviceKeys`] are for a desktop; on a phone the app
//! brings the hardware's own.
//!
//! With the feature `testing`: stand-ins in memory, failure injection, and the suite that every token store must pass.
//!
//! Unix only (Android, iOS, Linux, macOS): file modes and locks.

mod binary_http;
mod desktop_clock;
mod files;
mod history;
mod host_clock;
mod https;
mod link;
mod oblivious;
mod phone;
mod ports;
mod software_biometrics;
mod software_keys;
mod sqlcipher;
mod system;
pub mod tls;

#[cfg(feature = "testing")]
pub use history::contract as history_contract;
#[cfg(feature = "testing")]
pub mod life;
#[cfg(feature = "testing")]
pub mod memory;
#[cfg(feature = "testing")]
pub mod memory_keys;
#[cfg(feature = "testing")]
pub mod store_contract;
#[cfg(feature = "testing")]
pub mod testing;

pub use desktop_clock::DesktopClock;
pub use history::SqlCipherHistory;
pub use host_clock::HostClock;
pub use https::BankHttp;
pub use link::BankLink;
pub use phone::{open, open_with_clock};
pub use ports::{OpenError, TIME_FLOOR_MS, real_ports};
pub use software_biometrics::{Finger, SoftwareBiometrics};
pub use software_keys::SoftwareDeviceKeys;
pub use sqlcipher::{SCHEMA_VERSION, SqlCipherTokenStore, discard, wipe_what_sqlite_frees};
pub use system::{SystemClock, SystemEntropy};

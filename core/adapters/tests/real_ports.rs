//! Everything joined, as an app opens it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::path::Path;
use std::sync::Arc;

use kunci_adapters::memory::{ManualClock, SeededEntropy};
use kunci_adapters::{OpenError, SoftwareDeviceKeys, real_ports};
use kunci_core::config::ConfigError;
use kunci_core::ports::{Clock as _, DeviceKeys, Entropy as _, HttpError, StoreError, TimeAnchor};
use support::{Authority, config, http, serve};

fn keys(profile: &Path) -> Arc<dyn DeviceKeys> {
    Arc::new(SoftwareDeviceKeys::open(&profile.join("hardware")).unwrap())
}

#[tokio::test]
async fn otp_12_the_ports_work_together_and_the_last_bank_time_is_tls_time() {
    let folder = tempfile::tempdir().unwrap();
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2090..2095);
    let config = config(serve(&bank, |_| http(200, "application/json", b"keys")).await, &authority, &[bank.pin]);

    let ports = real_ports(folder.path(), &config, keys(folder.path())).unwrap();
    assert_eq!(ports.http.authority(), config.authority());
    assert_eq!(ports.http.key_bundle().await, Err(HttpError::CertificateNotYetValid));
    assert!(ports.clock.boot_ms() < ports.clock.wall_ms());
    ports.entropy.fill(&mut [0; 8]).unwrap();
    assert!(ports.keys.device_secret("label").is_ok());

    let in_2091 = 121 * 31_556_952_000 + 86_400_000;
    ports.store.put_time_anchor(&TimeAnchor { bank_ms: in_2091, wall_ms: 0, boot_ms: 0, boot_id: None }).unwrap();
    drop(ports);
    let ports = real_ports(folder.path(), &config, keys(folder.path())).unwrap();
    assert_eq!(ports.http.key_bundle().await, Ok(b"keys".to_vec()));
}

#[test]
fn a_profile_opens_once() {
    let folder = tempfile::tempdir().unwrap();
    let config = config("127.0.0.1:1".parse().unwrap(), &Authority::new("bank"), &[[7; 32]]);
    let first = real_ports(folder.path(), &config, keys(folder.path())).unwrap();
    let second = || real_ports(folder.path(), &config, keys(folder.path()));
    assert_eq!(second().err(), Some(OpenError::Store(StoreError::Busy)));
    drop(first);
    assert!(second().is_ok());
}

#[test]
fn a_configuration_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config("127.0.0.1:1".parse().unwrap(), &Authority::new("bank"), &[[7; 32]]);
    config.tls_roots.clear();
    let opened = real_ports(folder.path(), &config, keys(folder.path()));
    assert_eq!(opened.err(), Some(OpenError::Config(ConfigError::Roots)));
}

#[test]
fn a_manual_clock_moves_when_it_is_moved() {
    let clock = ManualClock::new(1_000, 10);
    clock.advance_ms(5);
    assert_eq!((clock.wall_ms(), clock.boot_ms()), (1_005, 15));
    clock.set_wall_ms(0);
    clock.restart();
    assert_eq!((clock.wall_ms(), clock.boot_ms()), (0, 0));
}

#[test]
fn seeded_entropy_repeats_with_its_seed_only() {
    let bytes = |seed| {
        let (entropy, mut bytes) = (SeededEntropy::new(seed), [0; 70]);
        entropy.fill(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
    assert_ne!(bytes(1)[..32], bytes(1)[32..64]);
}

//! Device keys in files, as an app sees them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kunci_adapters::SoftwareDeviceKeys;
use kunci_adapters::testing::FaultyDeviceKeys;
use kunci_core::ports::{DeviceKeyError, DeviceKeys, KeyPurpose, KeySpec};
use kunci_crypto::p256key::{Ephemeral, PublicKey};
use kunci_wire::token::Level;
use tempfile::TempDir;

fn desktop() -> (TempDir, SoftwareDeviceKeys) {
    let folder = tempfile::tempdir().unwrap();
    let keys = SoftwareDeviceKeys::open(folder.path()).unwrap();
    (folder, keys)
}

fn spec(alias: &str, purpose: KeyPurpose) -> KeySpec {
    KeySpec { alias: alias.into(), purpose, challenge: [7; 32] }
}

fn generate(keys: &impl DeviceKeys, alias: &str, purpose: KeyPurpose) -> PublicKey {
    PublicKey::from_sec1(&keys.generate(&spec(alias, purpose)).unwrap().public_key).unwrap()
}

fn key_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.to_string_lossy().ends_with(".key")).collect()
}

#[test]
fn the_level_says_software_and_nothing_is_attested() {
    let (_folder, keys) = desktop();
    let made = keys.generate(&spec("a", KeyPurpose::Sign)).unwrap();
    assert_eq!((made.level, made.attestation), (Level::Software, Vec::new()));
}

#[test]
fn a_signature_fits_the_public_key_also_after_a_restart() {
    let (folder, keys) = desktop();
    let public = generate(&keys, "a", KeyPurpose::Sign);
    assert_eq!(public.verify(b"message", &keys.sign("a", b"message").unwrap()), Ok(()));
    drop(keys);
    let keys = SoftwareDeviceKeys::open(folder.path()).unwrap();
    let signature = keys.sign("a", b"message").unwrap();
    assert_eq!(public.verify(b"message", &signature), Ok(()));
    assert!(public.verify(b"massage", &signature).is_err());
}

#[test]
fn both_sides_of_an_agreement_get_the_same() {
    let (_folder, keys) = desktop();
    let public = generate(&keys, "a", KeyPurpose::Agree);
    let peer = Ephemeral::generate().unwrap();
    let ours = keys.agree("a", &peer.public().to_sec1()).unwrap();
    assert_eq!(ours, peer.agree(&public).unwrap());
}

#[test]
fn a_peer_off_the_curve_is_refused() {
    let (_folder, keys) = desktop();
    generate(&keys, "a", KeyPurpose::Agree);
    let mut off = Ephemeral::generate().unwrap().public().to_sec1();
    off[64] ^= 1;
    assert_eq!(keys.agree("a", &off).err(), Some(DeviceKeyError::Unavailable));
    assert_eq!(keys.agree("a", &[0; 65]).err(), Some(DeviceKeyError::Unavailable));
}

#[test]
fn a_key_keeps_to_its_purpose_and_that_does_not_look_like_no_token() {
    let (_folder, keys) = desktop();
    generate(&keys, "sign", KeyPurpose::Sign);
    generate(&keys, "agree", KeyPurpose::Agree);
    let peer = Ephemeral::generate().unwrap().public().to_sec1();
    assert_eq!(keys.agree("sign", &peer).err(), Some(DeviceKeyError::Unavailable));
    assert_eq!(keys.sign("agree", b"message").err(), Some(DeviceKeyError::Unavailable));
}

#[test]
fn only_a_key_that_is_not_there_is_missing() {
    let (_folder, keys) = desktop();
    assert_eq!(keys.sign("a", b"message").err(), Some(DeviceKeyError::Missing));
    generate(&keys, "a", KeyPurpose::Sign);
    keys.erase("a").unwrap();
    keys.erase("a").unwrap();
    assert_eq!(keys.sign("a", b"message").err(), Some(DeviceKeyError::Missing));
}

#[test]
fn generating_again_replaces_the_key_and_touches_no_other() {
    let (_folder, keys) = desktop();
    let (first, other) = (generate(&keys, "a", KeyPurpose::Sign), generate(&keys, "A", KeyPurpose::Sign));
    let second = generate(&keys, "a", KeyPurpose::Sign);
    assert_ne!(first, second);
    assert!(second.verify(b"m", &keys.sign("a", b"m").unwrap()).is_ok());
    assert!(other.verify(b"m", &keys.sign("A", b"m").unwrap()).is_ok());
}

#[test]
fn an_alias_cannot_leave_the_folder() {
    let (folder, keys) = desktop();
    for alias in ["../../escape", "/absolute", "", "with\0zero"] {
        generate(&keys, alias, KeyPurpose::Sign);
        assert!(keys.sign(alias, b"m").is_ok());
    }
    assert_eq!(key_files(folder.path()).len(), 4);
}

#[test]
fn a_damaged_or_exchanged_key_file_is_invalidated() {
    let (folder, keys) = desktop();
    generate(&keys, "a", KeyPurpose::Sign);
    let [file] = &key_files(folder.path())[..] else { panic!("one key") };
    let whole = fs::read(file).unwrap();
    for place in 0..whole.len() {
        let mut bent = whole.clone();
        bent[place] ^= 1;
        fs::write(file, &bent).unwrap();
        assert_eq!(keys.sign("a", b"m").err(), Some(DeviceKeyError::Invalidated), "byte {place}");
        fs::write(file, &whole[..place]).unwrap();
        assert_eq!(keys.sign("a", b"m").err(), Some(DeviceKeyError::Invalidated), "cut to {place}");
    }
    generate(&keys, "b", KeyPurpose::Sign); // its file takes the other's place
    let other = key_files(folder.path()).into_iter().find(|path| path != file).unwrap();
    fs::copy(other, file).unwrap();
    assert_eq!(keys.sign("a", b"m").err(), Some(DeviceKeyError::Invalidated));
}

#[test]
fn a_device_secret_belongs_to_label_and_phone() {
    let (folder, keys) = desktop();
    let secret = keys.device_secret("label").unwrap();
    assert_ne!(secret, keys.device_secret("other").unwrap());
    assert_ne!(secret, desktop().1.device_secret("label").unwrap());
    drop(keys);
    assert_eq!(secret, SoftwareDeviceKeys::open(folder.path()).unwrap().device_secret("label").unwrap());
}

#[test]
fn what_was_wrapped_opens_under_its_label_only() {
    let (_folder, keys) = desktop();
    for plaintext in [&b""[..], b"key", &[7; 1_000]] {
        let wrapped = keys.wrap("label", plaintext).unwrap();
        assert_eq!(keys.unwrap("label", &wrapped).unwrap().expose(), plaintext);
        assert_eq!(keys.unwrap("other", &wrapped).err(), Some(DeviceKeyError::Invalidated));
        assert_eq!(desktop().1.unwrap("label", &wrapped).err(), Some(DeviceKeyError::Invalidated));
        assert_ne!(wrapped, keys.wrap("label", plaintext).unwrap(), "a fresh nonce each time");
    }
}

#[test]
fn bytes_that_were_never_wrapped_are_invalidated() {
    let (_folder, keys) = desktop();
    let wrapped = keys.wrap("label", b"key").unwrap();
    for length in 0..wrapped.len() {
        assert_eq!(keys.unwrap("label", &wrapped[..length]).err(), Some(DeviceKeyError::Invalidated));
        let mut bent = wrapped.clone();
        bent[length] ^= 1;
        assert_eq!(keys.unwrap("label", &bent).err(), Some(DeviceKeyError::Invalidated));
    }
}

#[test]
fn a_damaged_master_secret_is_never_replaced() {
    let (folder, keys) = desktop();
    drop(keys);
    fs::write(folder.path().join("master"), b"short").unwrap();
    assert_eq!(SoftwareDeviceKeys::open(folder.path()).err(), Some(DeviceKeyError::Invalidated));
    assert_eq!(fs::read(folder.path().join("master")).unwrap(), b"short");
}

#[test]
fn files_are_the_owners_only() {
    let (folder, keys) = desktop();
    generate(&keys, "a", KeyPurpose::Sign);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path()), 0o700);
    for entry in fs::read_dir(folder.path()).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

/// The derivation is part of the file format: another one would make every desktop token useless.
#[test]
fn the_kept_master_secret_still_gives_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("master"), [7; 32]).unwrap();
    let keys = SoftwareDeviceKeys::open(folder.path()).unwrap();
    let found: String =
        keys.device_secret("label").unwrap().expose().iter().map(|byte| format!("{byte:02x}")).collect();
    // HMAC-SHA256(HKDF-SHA256(salt "kunci/software-keys/1", master, info "device-secret"), "label"), computed by other means.
    assert_eq!(found, "77e4d859539858357400266348b201784c1474cbee90b741940ea6b2c8c0a8bc");
}

#[test]
fn failures_come_as_planned() {
    let (_folder, keys) = desktop();
    let keys = FaultyDeviceKeys::new(keys);
    let busy = DeviceKeyError::Busy { retry_after: Duration::from_secs(2) };
    keys.pass_next(1);
    keys.fail_next(2, busy);
    keys.fail_next(1, DeviceKeyError::DeviceLocked);
    assert!(keys.generate(&spec("a", KeyPurpose::Sign)).is_ok());
    assert_eq!(keys.sign("a", b"m").err(), Some(busy));
    assert_eq!(keys.device_secret("label").err(), Some(busy));
    assert_eq!(keys.erase("a").err(), Some(DeviceKeyError::DeviceLocked));
    assert!(keys.sign("a", b"m").is_ok());
    assert_eq!(keys.calls(), 5);
}

//! How often a journey asks the key hardware: each time costs a phone tens of milliseconds.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kunci_adapters::store_contract::sample_token;
use kunci_adapters::testing::{FaultyDeviceKeys, offline_phone};
use kunci_adapters::{SoftwareDeviceKeys, SqlCipherTokenStore, SystemEntropy};
use kunci_core::ports::{
    DeviceKeyError, DeviceKeys as _, KeyPurpose, KeySpec, Phase, Slot, TokenRecord, TokenStore as _,
};
use kunci_core::{Error, Phone};
use kunci_crypto::SecretDigits;
use kunci_crypto::p256key::Ephemeral;

/// A profile with an active token.
fn enrolled(folder: &Path) {
    let keys = SoftwareDeviceKeys::open(&folder.join("hardware")).unwrap();
    let alias = Slot::A.agreement_alias().to_owned();
    keys.generate(&KeySpec { alias, purpose: KeyPurpose::Agree, challenge: [0; 32] }).unwrap();
    let bank_agreement = Ephemeral::generate().unwrap().public().to_sec1();
    let store = SqlCipherTokenStore::open(&folder.join("profile"), &keys, &SystemEntropy).unwrap();
    let token = TokenRecord { phase: Phase::Active, slot: Slot::A, bank_agreement, next: None, ..sample_token(1) };
    store.put_token(&token).unwrap();
}

/// The app over the profile, as it is started for one OTP.
fn started(folder: &Path) -> (Arc<FaultyDeviceKeys<SoftwareDeviceKeys>>, Phone) {
    let keys = Arc::new(FaultyDeviceKeys::new(SoftwareDeviceKeys::open(&folder.join("hardware")).unwrap()));
    let phone = offline_phone(&folder.join("profile"), Arc::clone(&keys) as _).unwrap();
    (keys, phone)
}

fn code() -> SecretDigits {
    SecretDigits::from_ascii(b"740916").unwrap()
}

#[tokio::test]
async fn otp_4_a_cold_start_to_the_first_otp_takes_at_most_three_hardware_operations() {
    let folder = tempfile::tempdir().unwrap();
    enrolled(folder.path());
    let (keys, phone) = started(folder.path());
    assert_eq!(phone.otp(&code()).await.unwrap().otp.expose().len(), 6);
    // The database's key, device_secret, the agreement.
    assert!(keys.calls() <= 3, "{} operations", keys.calls());
    assert!(keys.calls() > 0, "the hardware is asked at all");
}

#[tokio::test]
async fn otp_4_a_hiccup_of_the_key_hardware_is_never_a_missing_token() {
    let folder = tempfile::tempdir().unwrap();
    enrolled(folder.path());
    let (keys, phone) = started(folder.path());
    let before = phone.token().await.unwrap();
    let busy = DeviceKeyError::Busy { retry_after: Duration::from_millis(50) };
    for fault in [busy, DeviceKeyError::DeviceLocked, DeviceKeyError::Invalidated, DeviceKeyError::Unavailable] {
        // At the first question, and at the one after it.
        for passed in [0, 1] {
            keys.pass_next(passed);
            keys.fail_next(1, fault);
            let error = phone.otp(&code()).await.unwrap_err();
            assert_ne!(error, Error::NoToken, "{fault}");
            assert_eq!(phone.token().await.unwrap(), before, "{fault}: the token stays");
        }
    }
    assert!(phone.otp(&code()).await.is_ok(), "and works when the hardware does");
}

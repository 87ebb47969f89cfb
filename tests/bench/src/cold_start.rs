//! From nothing to the first OTP: open the profile, unwrap, make the code; against the password hash alone.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use kunci_adapters::store_contract::sample_token;
use kunci_adapters::testing::{FaultyDeviceKeys, offline_phone};
use kunci_adapters::{SoftwareDeviceKeys, SqlCipherTokenStore, SystemEntropy};
use kunci_core::ports::{DeviceKeys as _, KeyPurpose, KeySpec, Phase, Slot, TokenRecord, TokenStore as _};
use kunci_crypto::SecretDigits;
use kunci_crypto::p256key::Ephemeral;
use kunci_crypto::wrap::{Argon2idStretch, Stretch as _, WrapParams};

use crate::row::{Row, duration, median};

const ROUNDS: usize = 15;
/// What may come on top of the password hash.
const SLACK_NS: f64 = 25e6;
/// Hardware is slow: a phone's keystore takes tens of milliseconds for each operation.
const HARDWARE_OPERATIONS: usize = 3;

pub(crate) fn rows() -> Result<Vec<Row>, String> {
    let folder = tempfile::tempdir().map_err(told)?;
    prepare(folder.path())?;
    let code = SecretDigits::from_ascii(b"740916").map_err(told)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(told)?;
    let (mut whole, mut hash, mut operations) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        operations = runtime.block_on(first_otp(folder.path(), &code))?;
        whole.push(start.elapsed().as_nanos() as f64);
        let start = Instant::now();
        Argon2idStretch.stretch(&code, &[7; 32], WrapParams::FLOOR).map_err(told)?;
        hash.push(start.elapsed().as_nanos() as f64);
    }
    let (whole, hash) = (median(whole), median(hash));
    let extra = whole - hash;
    Ok(vec![
        Row {
            what: "cold start: open, unwrap, first OTP".into(),
            against: "Argon2id alone (19 MiB, t = 2)".into(),
            ours: duration(whole),
            theirs: duration(hash),
            figure: format!("+{}", duration(extra)),
            aim: "≤ +25 ms".into(),
            holds: Some(extra <= SLACK_NS),
        },
        Row {
            what: "cold start: operations of the hardware".into(),
            against: "counted".into(),
            ours: operations.to_string(),
            theirs: String::new(),
            figure: operations.to_string(),
            aim: format!("≤ {HARDWARE_OPERATIONS}"),
            holds: Some(operations <= HARDWARE_OPERATIONS),
        },
    ])
}

/// A profile with an active token, its hash at the floor.
fn prepare(folder: &Path) -> Result<(), String> {
    let keys = SoftwareDeviceKeys::open(&folder.join("hardware")).map_err(told)?;
    for (alias, purpose) in
        [(Slot::A.signing_alias(), KeyPurpose::Sign), (Slot::A.agreement_alias(), KeyPurpose::Agree)]
    {
        keys.generate(&KeySpec { alias: alias.to_owned(), purpose, challenge: [0; 32] }).map_err(told)?;
    }
    let bank_agreement = Ephemeral::generate().map_err(told)?.public().to_sec1();
    let store = SqlCipherTokenStore::open(&folder.join("profile"), &keys, &SystemEntropy).map_err(told)?;
    let mut record = TokenRecord { phase: Phase::Active, slot: Slot::A, bank_agreement, next: None, ..sample_token(1) };
    record.knowledge.params = WrapParams::FLOOR;
    store.put_token(&record).map_err(told)
}

/// As an app that was started for one OTP. How often it asked the hardware.
async fn first_otp(folder: &Path, code: &SecretDigits) -> Result<usize, String> {
    let keys = Arc::new(FaultyDeviceKeys::new(SoftwareDeviceKeys::open(&folder.join("hardware")).map_err(told)?));
    let phone = offline_phone(&folder.join("profile"), Arc::clone(&keys) as _).map_err(told)?;
    phone.otp(code).await.map_err(told)?;
    Ok(keys.calls())
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

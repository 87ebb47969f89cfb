//! The knowledge key at rest: nothing stored tells a right code from a wrong one.

use std::time::Duration;

use kunci_crypto::kdf::KnowKey;
use kunci_crypto::wrap::{Argon2idStretch, Stretch, TARGET, WrapError, WrapParams, calibrate, unwrap_know, wrap_know};
use kunci_crypto::{Secret, SecretDigits};

use crate::hex;

/// Stands in for Argon2id where its slowness is not the point: the code, then zeros.
struct Quick;

impl Stretch for Quick {
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], _: WrapParams) -> Result<Secret<32>, WrapError> {
        let mut out = *salt;
        for (out, digit) in out.iter_mut().zip(code.expose()) {
            *out ^= digit;
        }
        Ok(Secret::from_bytes(&mut out))
    }
}

fn secret(byte: u8) -> Secret<32> {
    Secret::from_bytes(&mut [byte; 32])
}

fn know(byte: u8) -> KnowKey {
    KnowKey::from_secret(secret(byte))
}

fn code(digits: &str) -> SecretDigits {
    SecretDigits::from_ascii(digits.as_bytes()).expect("digits")
}

const FLOOR: WrapParams = WrapParams::FLOOR;

#[test]
fn otp_9_the_right_code_unwraps_the_key_and_a_wrong_one_another_key_without_error() {
    let wrapped = wrap_know(&Argon2idStretch, &know(7), &code("135790"), &secret(1), FLOOR, [9; 32]).expect("wraps");
    let unwrap = |digits, device: u8| {
        unwrap_know(&Argon2idStretch, &wrapped, &code(digits), &secret(device), FLOOR).expect("never fails")
    };
    assert_eq!(unwrap("135790", 1), know(7));
    let (wrong_code, wrong_device) = (unwrap("135791", 1), unwrap("135790", 2));
    assert_ne!(wrong_code, know(7));
    assert_ne!(wrong_device, know(7));
    assert_ne!(wrong_code, wrong_device);
}

#[test]
fn otp_9_no_code_of_six_digits_is_told_apart_when_unwrapping() {
    let wrapped = wrap_know(&Quick, &know(7), &code("000042"), &secret(1), FLOOR, [9; 32]).expect("wraps");
    // Every code gives a key, and all the keys differ: nothing about the result marks the right one.
    let mut keys: Vec<[u8; 32]> = (0..2000)
        .map(|number| {
            let key =
                unwrap_know(&Quick, &wrapped, &code(&format!("{number:06}")), &secret(1), FLOOR).expect("never fails");
            *key.secret().expose()
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 2000);
}

#[test]
fn otp_9_two_wraps_differ_in_every_part() {
    let wrap = |salt| wrap_know(&Quick, &know(7), &code("135790"), &secret(1), FLOOR, [salt; 32]).expect("wraps");
    let (one, two) = (wrap(1), wrap(2));
    assert_eq!(one[..32], [1; 32]);
    assert_ne!(one[32..], two[32..]);
    assert_ne!(one[32..], [7; 32]);
    assert_eq!(one, wrap(1));
}

#[test]
fn a_truncated_salt_or_other_parameters_change_the_key() {
    let wrapped = wrap_know(&Argon2idStretch, &know(7), &code("135790"), &secret(1), FLOOR, [9; 32]).expect("wraps");
    let mut changed = wrapped;
    changed[0] ^= 1;
    assert_ne!(
        unwrap_know(&Argon2idStretch, &changed, &code("135790"), &secret(1), FLOOR).expect("never fails"),
        know(7)
    );
    let dearer = WrapParams::new(FLOOR.memory_kib(), FLOOR.iterations() + 1, 1).expect("within bounds");
    assert_ne!(
        unwrap_know(&Argon2idStretch, &wrapped, &code("135790"), &secret(1), dearer).expect("never fails"),
        know(7)
    );
}

#[test]
fn stretching_is_argon2id_version_13() {
    // Computed by OpenSSL: Argon2id, version 0x13, 19456 KiB, two passes, one lane, 32 bytes.
    let expected = hex("30e478e919a9485e26763e04c62f6f7ffe3d65c778463c93f2a8801492bbbc53");
    let stretched = Argon2idStretch.stretch(&code("135790"), &[9; 32], FLOOR);
    assert_eq!(stretched.expect("stretches").expose().as_slice(), expected);
}

#[test]
fn an_empty_code_wraps_nothing() {
    let none = SecretDigits::new(6);
    assert_eq!(wrap_know(&Quick, &know(7), &none, &secret(1), FLOOR, [9; 32]), Err(WrapError::EmptyCode));
    assert_eq!(unwrap_know(&Quick, &[0; 64], &none, &secret(1), FLOOR), Err(WrapError::EmptyCode));
}

#[test]
fn otp_9_parameters_under_the_floor_and_over_the_ceiling_are_refused() {
    for (memory, iterations, lanes) in [(19_455, 2, 1), (19_456, 1, 1), (19_456, 2, 0), (0, 0, 0)] {
        assert_eq!(WrapParams::new(memory, iterations, lanes), Err(WrapError::UnderFloor));
    }
    for (memory, iterations, lanes) in
        [(1_048_577, 2, 1), (19_456, 65, 1), (19_456, 2, 17), (u32::MAX, u32::MAX, u32::MAX)]
    {
        assert_eq!(WrapParams::new(memory, iterations, lanes), Err(WrapError::OverCeiling));
    }
    let (floor, ceiling) = (WrapParams::FLOOR, WrapParams::CEILING);
    for bound in [floor, ceiling] {
        assert_eq!(WrapParams::new(bound.memory_kib(), bound.iterations(), bound.parallelism()), Ok(bound));
    }
    assert!(serde_json::from_str::<WrapParams>(r#"{"memory_kib":8,"iterations":1,"parallelism":1}"#).is_err());
    let stored = serde_json::to_string(&floor).expect("json");
    assert_eq!(stored, r#"{"memory_kib":19456,"iterations":2,"parallelism":1}"#);
    assert_eq!(serde_json::from_str::<WrapParams>(&stored).expect("reads"), floor);
}

/// A phone on which one MiB of one pass takes so many microseconds.
fn phone(micros: u64) -> impl FnMut(WrapParams) -> Duration {
    move |params| Duration::from_micros(u64::from(params.memory_kib() / 1024) * u64::from(params.iterations()) * micros)
}

#[test]
fn calibration_aims_at_the_target_and_never_goes_under_the_floor() {
    for micros in [0, 1, 50, 500, 1_000, 2_500, 5_000, 7_000, 8_000, 50_000, 1_000_000] {
        let chosen = calibrate(TARGET, &mut phone(micros));
        let takes = phone(micros)(chosen);
        assert!(WrapParams::new(chosen.memory_kib(), chosen.iterations(), chosen.parallelism()).is_ok());
        if chosen != WrapParams::FLOOR {
            assert!(takes <= TARGET, "{micros}: {chosen:?} takes {takes:?}");
        }
        // Fast phones reach the ceiling of passes, slow ones the floor; between them at least half the target is spent.
        if chosen != WrapParams::FLOOR && chosen.iterations() < WrapParams::CEILING.iterations() {
            assert!(takes * 2 >= TARGET, "{micros}: {chosen:?} takes {takes:?}");
        }
    }
    assert_eq!(calibrate(TARGET, &mut phone(1_000_000)), WrapParams::FLOOR);
    assert_eq!(calibrate(Duration::MAX, &mut |_| Duration::ZERO).iterations(), WrapParams::CEILING.iterations());
    assert_eq!(calibrate(Duration::ZERO, &mut |_| Duration::MAX), WrapParams::FLOOR);
}

#[test]
fn calibration_is_not_misled_by_a_slow_first_run() {
    let mut runs = 0;
    let chosen = calibrate(TARGET, &mut |params| {
        runs += 1;
        phone(1_000)(params) * if runs == 1 { 20 } else { 1 }
    });
    assert_eq!((chosen, runs), (calibrate(TARGET, &mut phone(1_000)), 2));
}

#[test]
fn the_at_rest_form_is_pinned() {
    // HKDF-Extract(salt = device_secret, ikm = Q), Expand(…, "wrap", 32), XOR; Q as `Quick` makes it.
    let wrapped = wrap_know(&Quick, &know(7), &code("123456"), &secret(1), FLOOR, [0; 32]).expect("wraps");
    let mut stretched = [0; 32];
    stretched[..6].copy_from_slice(b"123456");
    let kek = kunci_crypto::kdf::extract(&[1; 32], &stretched);
    let mut expected = hex(&"00".repeat(64));
    kunci_crypto::kdf::expand(&kek, b"wrap", &mut expected[32..]).expect("expands");
    expected[32..].iter_mut().for_each(|byte| *byte ^= 7);
    assert_eq!(wrapped.as_slice(), expected);
}

//! `K_know` at rest: wrapped under the Unlock Code and the hardware, without anything that tells a right code from a wrong one.

use std::time::Duration;

use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::{KnowKey, UseLabel};
use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::{self, Stretch, TARGET, WRAPPED_LEN, WrapParams};

use crate::ports::{Clock, DeviceKeys, TokenRecord, WrappedKnowledge, random};
use crate::{Error, Ports};

/// Label of the hardware PRF that is the at-rest half of every wrap.
const DEVICE_SECRET: &str = "kunci/wrap/know";

/// Wraps a new `K_know` with a fresh salt. Each key is wrapped once: two wraps of one key would be a test for a thief.
pub(super) fn seal(ports: &Ports, know: &KnowKey, code: &SecretDigits) -> Result<WrappedKnowledge, Error> {
    let params = calibrated(ports.stretch.as_ref(), ports.clock.as_ref());
    let salt = random::<32>(ports.entropy.as_ref())?;
    let device_secret = ports.keys.device_secret(DEVICE_SECRET)?;
    let wrapped = wrap::wrap_know(ports.stretch.as_ref(), know, code, &device_secret, params, salt)
        .map_err(|_| Error::Internal)?;
    let (salt, masked) = halves(&wrapped);
    Ok(WrappedKnowledge { salt, masked, params })
}

/// A use key of the token: unwraps with `code` (any code gives *some* key), adds the hardware half.
pub(crate) fn use_key(
    ports: &Ports,
    record: &TokenRecord,
    code: &SecretDigits,
    label: UseLabel,
) -> Result<Secret<32>, Error> {
    use_key_with(ports, record, code, label, &record.bank_agreement)
}

/// As [`use_key`], with the hardware half made with `peer` instead of the enrolment's key.
pub(crate) fn use_key_with(
    ports: &Ports,
    record: &TokenRecord,
    code: &SecretDigits,
    label: UseLabel,
    peer: &[u8; 65],
) -> Result<Secret<32>, Error> {
    let know = open(ports.stretch.as_ref(), ports.keys.as_ref(), &record.knowledge, code)?;
    derive(ports, record, &know, label, peer)
}

/// A use key of a knowledge key that waits to be committed.
pub(super) fn next_use_key(
    ports: &Ports,
    record: &TokenRecord,
    next: &WrappedKnowledge,
    code: &SecretDigits,
    label: UseLabel,
) -> Result<Secret<32>, Error> {
    let know = open(ports.stretch.as_ref(), ports.keys.as_ref(), next, code)?;
    derive(ports, record, &know, label, &record.bank_agreement)
}

fn derive(
    ports: &Ports,
    record: &TokenRecord,
    know: &KnowKey,
    label: UseLabel,
    peer: &[u8; 65],
) -> Result<Secret<32>, Error> {
    let hw = ports.keys.agree(record.slot.agreement_alias(), peer)?;
    know.derive_use(&hw, label, &record.token_id.to_string(), record.epoch).map_err(|_| Error::Internal)
}

fn open(
    stretch: &dyn Stretch,
    keys: &dyn DeviceKeys,
    knowledge: &WrappedKnowledge,
    code: &SecretDigits,
) -> Result<KnowKey, Error> {
    let device_secret = keys.device_secret(DEVICE_SECRET)?;
    let mut wrapped = [0; WRAPPED_LEN];
    let (salt, masked) = wrapped.split_at_mut(32);
    salt.copy_from_slice(&knowledge.salt);
    masked.copy_from_slice(&knowledge.masked);
    wrap::unwrap_know(stretch, &wrapped, code, &device_secret, knowledge.params).map_err(|_| Error::Internal)
}

/// The cost that takes this phone about [`TARGET`], never under the floor. Measured on a made-up code.
fn calibrated(stretch: &dyn Stretch, clock: &dyn Clock) -> WrapParams {
    let mut measure = |params: WrapParams| {
        let Ok(sample) = SecretDigits::from_ascii(b"000000") else { return TARGET };
        let start = clock.boot_ms();
        let _ = stretch.stretch(&sample, &[0; 32], params);
        Duration::from_millis(u64::try_from(clock.boot_ms().saturating_sub(start)).unwrap_or(0))
    };
    wrap::calibrate(TARGET, &mut measure)
}

fn halves(wrapped: &[u8; WRAPPED_LEN]) -> ([u8; 32], [u8; 32]) {
    let (mut salt, mut masked) = ([0; 32], [0; 32]);
    salt.copy_from_slice(&wrapped[..32]);
    masked.copy_from_slice(&wrapped[32..]);
    (salt, masked)
}

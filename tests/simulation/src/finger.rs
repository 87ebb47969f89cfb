//! The sensor of a phone, and the key behind it: what the host does between the two halves of a biometric operation.

use std::collections::BTreeMap;

use kunci_core::Error;
use kunci_core::token::{BiometricAnswer, BiometricOutcome, BiometricPurpose, BiometricTask};
use kunci_crypto::secret::SecretBytes;

use crate::world::World;

/// Hardware that keeps keys and gives out handles to them, so that nothing of a key is on the disk. Outlives processes.
#[derive(Clone, Default)]
pub(crate) struct Sensor {
    kept: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Sensor {
    /// The right finger.
    fn touch(&mut self, task: BiometricTask) -> BiometricAnswer {
        match task {
            BiometricTask::Wrap(key) => {
                let handle = format!("the key behind the finger, number {:04}", self.kept.len()).into_bytes();
                self.kept.insert(handle.clone(), key.expose().to_vec());
                BiometricAnswer::Wrapped(handle)
            }
            BiometricTask::Unwrap(handle) => match self.kept.get(&handle) {
                Some(key) => BiometricAnswer::Unwrapped(SecretBytes::from_slice(key)),
                None => BiometricAnswer::Invalidated,
            },
        }
    }
}

/// The whole of it: begin, touch, finish.
pub(crate) async fn touch(
    world: &mut World,
    index: usize,
    purpose: BiometricPurpose,
) -> Result<Result<BiometricOutcome, Error>, String> {
    let prompt = match world.app(index)?.begin_biometric(purpose).await {
        Ok(prompt) => prompt,
        Err(error) => return Ok(Err(error)),
    };
    let answer = world.phones[index].sensor.touch(prompt.task);
    Ok(world.app(index)?.finish_biometric(&prompt.id, answer).await)
}

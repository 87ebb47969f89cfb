//! The knowledge key at rest: encrypted under the Unlock Code and the phone's hardware, with nothing that tells a right code
//! from a wrong one.
//!
//! ```text
//! KEK     = HKDF-Extract(salt = device_secret, ikm = Argon2id(code, salt))
//! wrapped = salt (32) ‖ (K_know ⊕ HKDF-Expand(KEK, "wrap", 32))
//! ```
//! There is no tag, checksum or hint: every code unwraps to some key. **Wrap each key once**, with a fresh salt: two wraps of
//! one key are a test for guesses to whoever holds `device_secret`.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize as _;

use crate::digits::SecretDigits;
use crate::kdf::{KdfError, KnowKey, expand, extract};
use crate::secret::Secret;

/// Length of a wrapped key: salt and encrypted key.
pub const WRAPPED_LEN: usize = 64;

/// What wrapping aims at on the customer's phone.
pub const TARGET: Duration = Duration::from_millis(300);

/// Why a key was neither wrapped nor unwrapped. A wrong Unlock Code is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// The stored parameters are under the floor: someone made guessing cheap.
    #[error("the parameters are under the floor")]
    UnderFloor,
    /// The stored parameters are over the ceiling: someone wants the phone to hang.
    #[error("the parameters are over the ceiling")]
    OverCeiling,
    /// The phone has not that much memory now.
    #[error("not enough memory")]
    OutOfMemory,
    /// The code has no digit.
    #[error("the code is empty")]
    EmptyCode,
    /// The key derivation failed.
    #[error("the key derivation failed")]
    Derivation,
}

impl From<KdfError> for WrapError {
    fn from(_: KdfError) -> Self {
        Self::Derivation
    }
}

/// Cost of one guess (Argon2id, RFC 9106 §3.1). Always within [`WrapParams::FLOOR`] and [`WrapParams::CEILING`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedParams")]
pub struct WrapParams {
    memory_kib: u32,
    iterations: u32,
    parallelism: u32,
}

impl WrapParams {
    /// The least: 19 MiB, two passes, one lane.
    pub const FLOOR: Self = Self { memory_kib: 19 * 1024, iterations: 2, parallelism: 1 };
    /// The most that a stored value may ask for: 1 GiB, 64 passes, 16 lanes.
    pub const CEILING: Self = Self { memory_kib: 1024 * 1024, iterations: 64, parallelism: 16 };

    /// Checks parameters, for instance stored ones.
    ///
    /// # Errors
    /// [`WrapError::UnderFloor`], [`WrapError::OverCeiling`].
    pub const fn new(memory_kib: u32, iterations: u32, parallelism: u32) -> Result<Self, WrapError> {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        if memory_kib < floor.memory_kib || iterations < floor.iterations || parallelism < floor.parallelism {
            return Err(WrapError::UnderFloor);
        }
        if memory_kib > ceiling.memory_kib || iterations > ceiling.iterations || parallelism > ceiling.parallelism {
            return Err(WrapError::OverCeiling);
        }
        Ok(Self { memory_kib, iterations, parallelism })
    }

    /// Memory in KiB.
    #[must_use]
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub const fn iterations(self) -> u32 {
        self.iterations
    }

    /// Lanes.
    #[must_use]
    pub const fn parallelism(self) -> u32 {
        self.parallelism
    }
}

#[derive(Deserialize)]
struct UncheckedParams {
    memory_kib: u32,
    iterations: u32,
    parallelism: u32,
}

impl TryFrom<UncheckedParams> for WrapParams {
    type Error = WrapError;

    fn try_from(unchecked: UncheckedParams) -> Result<Self, WrapError> {
        Self::new(unchecked.memory_kib, unchecked.iterations, unchecked.parallelism)
    }
}

/// As much memory as calibration spends before it adds passes: a cheap phone must still have it next year.
const CALIBRATED_MEMORY_KIB: u32 = 64 * 1024;

/// Chooses parameters that take about `target` on this device, [`WrapParams::FLOOR`] at least. `measure` tells how long one
/// derivation takes; it is called twice, with the floor (the first run also pays for fetching the memory).
///
/// Memory first, then passes (RFC 9106 §4); time grows with the product of both. One lane: the library computes them in turn.
pub fn calibrate(target: Duration, measure: &mut dyn FnMut(WrapParams) -> Duration) -> WrapParams {
    let floor = WrapParams::FLOOR;
    let once = measure(floor).min(measure(floor)).as_micros().max(1);
    let scaled = |value: u32, most: u32| -> u32 {
        let value = u128::from(value).saturating_mul(target.as_micros()) / once;
        u32::try_from(value).unwrap_or(u32::MAX).min(most)
    };
    let memory_kib = scaled(floor.memory_kib, CALIBRATED_MEMORY_KIB) / 1024 * 1024;
    let memory_kib = memory_kib.max(floor.memory_kib);
    let passes_at_floor = scaled(floor.iterations, u32::MAX);
    let iterations = u64::from(passes_at_floor) * u64::from(floor.memory_kib) / u64::from(memory_kib);
    let iterations =
        u32::try_from(iterations).unwrap_or(u32::MAX).clamp(floor.iterations, WrapParams::CEILING.iterations);
    WrapParams { memory_kib, iterations, parallelism: floor.parallelism }
}

/// The slow step, behind a trait so that a simulation can put its output in.
pub trait Stretch: Send + Sync {
    /// Stretches a code to 32 bytes.
    ///
    /// # Errors
    /// [`WrapError`]; never for a wrong code.
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], params: WrapParams) -> Result<Secret<32>, WrapError>;
}

/// Argon2id version 0x13 (RFC 9106). Takes about [`TARGET`]: never call it on a thread that has to answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Argon2idStretch;

impl Stretch for Argon2idStretch {
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], params: WrapParams) -> Result<Secret<32>, WrapError> {
        // Exposed to the derivation itself.
        stretch_text(code.expose(), salt, params)
    }
}

/// The same for any text.
pub(crate) fn stretch_text(text: &[u8], salt: &[u8; 32], params: WrapParams) -> Result<Secret<32>, WrapError> {
    let cost = Params::new(params.memory_kib, params.iterations, params.parallelism, Some(32))
        .map_err(|_| WrapError::Derivation)?;
    let mut memory = Memory::new(cost.block_count())?;
    let mut out = Secret::zeroed();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password_into_with_memory(text, salt, out.expose_mut(), &mut memory.0)
        .map_err(|_| WrapError::Derivation)?;
    Ok(out)
}

/// Argon2's working memory, wiped when dropped: it would give the derived key away.
struct Memory(Vec<Block>);

impl Memory {
    fn new(blocks: usize) -> Result<Self, WrapError> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).map_err(|_| WrapError::OutOfMemory)?;
        memory.resize(blocks, Block::new());
        Ok(Self(memory))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Wraps a knowledge key. `salt` must be fresh random bytes, `device_secret` the output of the phone's hardware-only PRF.
///
/// # Errors
/// [`WrapError::EmptyCode`], [`WrapError::OutOfMemory`], [`WrapError::Derivation`].
pub fn wrap_know(
    stretch: &dyn Stretch,
    know: &KnowKey,
    code: &SecretDigits,
    device_secret: &Secret<32>,
    params: WrapParams,
    salt: [u8; 32],
) -> Result<[u8; WRAPPED_LEN], WrapError> {
    if code.is_empty() {
        return Err(WrapError::EmptyCode);
    }
    let pad = pad(stretch, code, device_secret, params, &salt)?;
    let mut wrapped = [0; WRAPPED_LEN];
    let (head, tail) = wrapped.split_at_mut(32);
    head.copy_from_slice(&salt);
    // Exposed to be encrypted in place.
    xor(know.secret().expose(), &pad, tail);
    Ok(wrapped)
}

/// Unwraps: the key if the code is right, some other key if it is not. Only the bank can tell them apart.
///
/// # Errors
/// [`WrapError::EmptyCode`], [`WrapError::OutOfMemory`], [`WrapError::Derivation`]; never for a wrong code.
pub fn unwrap_know(
    stretch: &dyn Stretch,
    wrapped: &[u8; WRAPPED_LEN],
    code: &SecretDigits,
    device_secret: &Secret<32>,
    params: WrapParams,
) -> Result<KnowKey, WrapError> {
    if code.is_empty() {
        return Err(WrapError::EmptyCode);
    }
    let (mut salt, mut know) = ([0; 32], Secret::zeroed());
    let (head, tail) = wrapped.split_at(32);
    salt.copy_from_slice(head);
    let pad = pad(stretch, code, device_secret, params, &salt)?;
    xor(tail, &pad, know.expose_mut());
    Ok(KnowKey::from_secret(know))
}

fn pad(
    stretch: &dyn Stretch,
    code: &SecretDigits,
    device_secret: &Secret<32>,
    params: WrapParams,
    salt: &[u8; 32],
) -> Result<Secret<32>, WrapError> {
    let stretched = stretch.stretch(code, salt, params)?;
    // Both exposed to HKDF itself.
    let kek = extract(device_secret.expose(), stretched.expose());
    let mut pad = Secret::zeroed();
    expand(&kek, b"wrap", pad.expose_mut())?;
    Ok(pad)
}

fn xor(source: &[u8], pad: &Secret<32>, out: &mut [u8]) {
    for ((out, source), pad) in out.iter_mut().zip(source).zip(pad.expose()) {
        *out = source ^ pad;
    }
}

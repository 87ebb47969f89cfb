//! Where everything the bank draws comes from.

use std::sync::{Mutex, PoisonError};

use p256::SecretKey;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::refusal::BankError;

/// The operating system, or (in the sandbox only) a stream that a seed foretells.
pub(crate) enum Entropy {
    /// The operating system's generator.
    System,
    /// ChaCha20 from a seed. Whoever knows the seed knows every key of this bank.
    Seeded(Box<Mutex<ChaCha20Rng>>),
}

impl Entropy {
    /// `boot` counts the starts on one data folder: each start has its own stream, so nothing is drawn twice.
    pub(crate) fn new(seed: Option<u64>, boot: u64) -> Self {
        let Some(seed) = seed else { return Self::System };
        let mut hash = Sha256::new();
        hash.update(b"kunci sandbox bank seed");
        hash.update(seed.to_be_bytes());
        hash.update(boot.to_be_bytes());
        Self::Seeded(Box::new(Mutex::new(ChaCha20Rng::from_seed(hash.finalize().into()))))
    }

    /// Fills a buffer.
    pub(crate) fn fill(&self, buffer: &mut [u8]) -> Result<(), BankError> {
        match self {
            Self::System => getrandom::fill(buffer).map_err(|_| BankError::Entropy),
            Self::Seeded(stream) => {
                stream.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(buffer);
                Ok(())
            }
        }
    }

    /// So many fresh bytes.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N], BankError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A new id: UUID version 7 (RFC 9562) at this bank time.
    pub(crate) fn id(&self, now_ms: i64) -> Result<Uuid, BankError> {
        let milliseconds = u64::try_from(now_ms).unwrap_or(0);
        Ok(uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.bytes::<10>()?).into_uuid())
    }

    /// Six digits, each value equally likely.
    pub(crate) fn six_digits(&self) -> Result<String, BankError> {
        loop {
            let number = u32::from_be_bytes(self.bytes()?);
            // The last, incomplete million of u32 would favour small values.
            if number < 4_294_000_000 {
                return Ok(format!("{:06}", number % 1_000_000));
            }
        }
    }

    /// A P-256 private key.
    pub(crate) fn secret_key(&self) -> Result<SecretKey, BankError> {
        loop {
            let scalar = zeroize::Zeroizing::new(self.bytes::<32>()?);
            if let Ok(key) = SecretKey::from_slice(&scalar[..]) {
                return Ok(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_foretells_everything_and_each_start_has_its_own_stream() {
        let draw = |seed, boot| Entropy::new(seed, boot).bytes::<32>().expect("bytes");
        assert_eq!(draw(Some(7), 1), draw(Some(7), 1));
        assert_ne!(draw(Some(7), 1), draw(Some(7), 2));
        assert_ne!(draw(Some(7), 1), draw(Some(8), 1));
        assert_ne!(draw(None, 1), draw(None, 1));
    }
}

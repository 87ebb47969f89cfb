/// Randomness fit for keys.
pub trait Entropy: Send + Sync {
    /// Fills `target` with uniform bytes.
    ///
    /// # Errors
    /// [`EntropyError`] if the system gives none; nothing may be made without it.
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError>;
}

/// The system gives no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no randomness")]
pub struct EntropyError;

/// `N` fresh uniform bytes.
///
/// # Errors
/// As [`Entropy::fill`].
pub fn random<const N: usize>(entropy: &dyn Entropy) -> Result<[u8; N], EntropyError> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

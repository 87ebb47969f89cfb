//! Bytes that must not be seen: boxed (a move copies the pointer, never the bytes), wiped when dropped, no `Clone`,
//! no `Display`, no `Serialize`, and a `Debug` that says nothing.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

/// Exactly `N` secret bytes. `==` takes the same time wherever the first difference is.
pub struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Secret<N> {
    /// Takes the bytes over and wipes where they came from.
    #[must_use]
    pub fn from_bytes(source: &mut [u8; N]) -> Self {
        let mut own = Self::zeroed();
        own.0.copy_from_slice(source);
        source.zeroize();
        own
    }

    /// Copies from a slice whose owner wipes it; `None` unless it is `N` bytes long.
    #[must_use]
    pub fn try_from_slice(source: &[u8]) -> Option<Self> {
        if source.len() != N {
            return None;
        }
        let mut own = Self::zeroed();
        own.0.copy_from_slice(source);
        Some(own)
    }

    /// The bytes. Each call is an exposure: say why at the call, and copy them nowhere.
    #[must_use]
    pub fn expose(&self) -> &[u8; N] {
        &self.0
    }

    /// All zero, to be filled in place.
    pub(crate) fn zeroed() -> Self {
        Self(Box::new([0; N]))
    }

    /// For filling in place.
    pub(crate) fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }
}

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<const N: usize> ZeroizeOnDrop for Secret<N> {}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret<{N}>(redacted)")
    }
}

/// Secret bytes of any length. The length itself is not a secret: it shows in `==`, never in `Debug`.
pub struct SecretBytes(Box<[u8]>);

impl SecretBytes {
    /// Takes the bytes over and wipes the vector they came in.
    #[must_use]
    pub fn from_vec(mut source: Vec<u8>) -> Self {
        let own = source.as_slice().into();
        source.zeroize();
        Self(own)
    }

    /// Copies from a slice whose owner wipes it.
    #[must_use]
    pub fn from_slice(source: &[u8]) -> Self {
        Self(source.into())
    }

    /// The bytes. Each call is an exposure: say why at the call, and copy them nowhere.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for SecretBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for SecretBytes {}

impl PartialEq for SecretBytes {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SecretBytes {}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(redacted)")
    }
}

/// What [`wipe_stack`] reaches. Keys and their derivations need some ten kilobytes, unoptimised builds more.
const STACK_WIPED: usize = 128 * 1024;

/// Overwrites the stack below the caller. Primitives leave copies of keys in frames that have ended (HMAC pads, HKDF blocks);
/// nothing else reaches them. Call it in the frame from which the work was called, when the work is done.
#[inline(never)]
pub fn wipe_stack() {
    // Made of zeros, and read by nobody knows whom: that takes a fifth of the time of as many volatile writes. This runs after every piece
    // of blocking work.
    let mut below = [0u8; STACK_WIPED];
    std::hint::black_box(&mut below);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_says_nothing() {
        assert_eq!(format!("{:?}", Secret::<32>::zeroed()), "Secret<32>(redacted)");
        assert_eq!(format!("{:#?}", SecretBytes::from_vec(vec![1, 2])), "SecretBytes(redacted)");
    }

    #[test]
    fn taking_bytes_over_wipes_their_source() {
        let mut source = [7; 32];
        let secret = Secret::from_bytes(&mut source);
        assert_eq!(source, [0; 32]);
        assert_eq!(secret.expose(), &[7; 32]);
    }

    #[test]
    fn equality_looks_at_every_byte_and_the_length() {
        let of = |bytes: &[u8]| Secret::<4>::try_from_slice(bytes);
        assert_eq!(of(&[1, 2, 3, 4]), of(&[1, 2, 3, 4]));
        assert_ne!(of(&[1, 2, 3, 4]), of(&[1, 2, 3, 5]));
        assert_ne!(of(&[1, 2, 3, 4]), of(&[0, 2, 3, 4]));
        assert!(of(&[1, 2, 3]).is_none() && of(&[1, 2, 3, 4, 5]).is_none());
        assert_ne!(SecretBytes::from_slice(&[1]), SecretBytes::from_slice(&[1, 1]));
        assert_eq!(SecretBytes::from_slice(&[]), SecretBytes::from_vec(Vec::with_capacity(9)));
    }
}

//! A hash for tables that are fixed when they are made: nobody outside can put a word into one, so a keyed hash would protect nothing
//! and cost more than the look-up itself.

use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a in 64 bits (draft-eastlake-fnv, section 2): quick for words, of which most are short.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fnv(u64);

/// Makes [`Fnv`]s.
pub(super) type Quick = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

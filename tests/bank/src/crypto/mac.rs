//! SHA-256 and HMAC-SHA256 (RFC 2104).

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// HMAC-SHA256.
pub(crate) fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    keyed(key).chain_update(message).finalize().into_bytes().into()
}

/// Whether `mac` is the HMAC of the message; in constant time.
pub(crate) fn hmac_matches(key: &[u8], message: &[u8], mac: &[u8]) -> bool {
    keyed(key).chain_update(message).verify_slice(mac).is_ok()
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // RFC 2104 takes keys of any length; the fallback arm is never reached.
    Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default()))
}

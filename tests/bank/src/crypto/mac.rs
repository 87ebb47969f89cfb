//! SHA-256, HMAC-SHA256 and, for hardware tokens, HMAC-SHA1 (RFC 2104).

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// HMAC-SHA256.
pub(crate) fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    keyed(key).chain_update(message).finalize().into_bytes().into()
}

/// HMAC-SHA1: what most hardware tokens compute; sound as a MAC, and never used for anything else.
pub(crate) fn hmac_sha1(key: &[u8], message: &[u8]) -> [u8; 20] {
    let keyed = Hmac::<Sha1>::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default()));
    keyed.chain_update(message).finalize().into_bytes().into()
}

/// Whether `mac` is the HMAC of the message; in constant time.
pub(crate) fn hmac_matches(key: &[u8], message: &[u8], mac: &[u8]) -> bool {
    keyed(key).chain_update(message).verify_slice(mac).is_ok()
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // RFC 2104 takes keys of any length; the fallback arm is never reached.
    Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default()))
}

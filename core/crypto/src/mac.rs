//! HMAC-SHA256 (RFC 2104, FIPS 198-1).

use ring::hmac;

use crate::secret::Secret;

/// The MAC of a message.
#[must_use]
pub fn hmac_sha256(key: &Secret<32>, message: &[u8]) -> [u8; 32] {
    let mut tag = [0; 32];
    // Exposed to the MAC itself.
    tag.copy_from_slice(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()), message).as_ref());
    tag
}

/// Whether `tag` is the whole MAC of the message, in constant time. A shortened tag is refused.
#[must_use]
pub fn verify_hmac_sha256(key: &Secret<32>, message: &[u8], tag: &[u8]) -> bool {
    // Exposed to the MAC itself.
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key.expose()), message, tag).is_ok()
}

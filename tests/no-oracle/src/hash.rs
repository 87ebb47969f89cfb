//! SHA-256, HMAC and HKDF as an attacker writes them: over the bare compression function, with everything that does not depend on
//! the guess computed beforehand.

use sha2::block_api::compress256;

pub(crate) type Digest = [u8; 32];
type State = [u32; 8];

/// FIPS 180-4 §5.3.3.
const INITIAL: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// SHA-256.
pub(crate) fn sha256(message: &[u8]) -> Digest {
    finish(INITIAL, 0, message)
}

/// A key of HMAC-SHA256 (RFC 2104), its two first blocks done.
#[derive(Clone, Copy)]
pub(crate) struct HmacKey {
    inner: State,
    outer: State,
}

impl HmacKey {
    pub(crate) fn new(key: &[u8]) -> Self {
        let mut block = [0u8; 64];
        if key.len() > 64 {
            block[..32].copy_from_slice(&sha256(key));
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let (mut inner, mut outer) = (INITIAL, INITIAL);
        compress256(&mut inner, &[block.map(|byte| byte ^ 0x36)]);
        compress256(&mut outer, &[block.map(|byte| byte ^ 0x5c)]);
        Self { inner, outer }
    }

    pub(crate) fn mac(&self, message: &[u8]) -> Digest {
        finish(self.outer, 64, &finish(self.inner, 64, message))
    }
}

/// HKDF-Expand to one block (RFC 5869 §2.3). `info_and_one` is the info with the byte 1 behind it.
pub(crate) fn expand(prk: &Digest, info_and_one: &[u8]) -> Digest {
    HmacKey::new(prk).mac(info_and_one)
}

/// Absorbs `message` after `before` bytes and pads.
fn finish(mut state: State, before: u64, message: &[u8]) -> Digest {
    let mut blocks = message.chunks_exact(64);
    for block in blocks.by_ref() {
        let mut whole = [0u8; 64];
        whole.copy_from_slice(block);
        compress256(&mut state, &[whole]);
    }
    let rest = blocks.remainder();
    let mut last = [[0u8; 64]; 2];
    last[0][..rest.len()].copy_from_slice(rest);
    last[0][rest.len()] = 0x80;
    let used = if rest.len() < 56 { 1 } else { 2 };
    let bits = (before + message.len() as u64) * 8;
    last[used - 1][56..].copy_from_slice(&bits.to_be_bytes());
    compress256(&mut state, &last[..used]);
    let mut digest = [0u8; 32];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sha_256_hmac_and_hkdf_of_the_core() {
        for length in [0, 1, 31, 32, 55, 56, 63, 64, 65, 119, 120, 200] {
            let message: Vec<u8> = (0..length).map(|byte| byte as u8).collect();
            assert_eq!(sha256(&message), kunci_crypto::hash::sha256(&message), "{length}");
            let key = [&message[..], b"k"].concat();
            let extracted = kunci_crypto::kdf::extract(&key, &message);
            assert_eq!(HmacKey::new(&key).mac(&message), *extracted.expose(), "{length}");
            let info = [&message[..], &[1]].concat();
            let expanded = kunci_crypto::kdf::expand_key(&extracted, &message).unwrap();
            assert_eq!(expand(extracted.expose(), &info), *expanded.expose(), "{length}");
        }
    }
}

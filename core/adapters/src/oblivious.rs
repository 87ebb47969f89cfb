//! Oblivious HTTP (RFC 9458): sealing to the gateway's key, opening its reply.

use kunci_core::ports::{GatewayConfig, HttpError};
use ohttp::{ClientRequest, ClientResponse};

/// Media type of a sealed request.
pub(crate) const REQUEST_TYPE: &str = "message/ohttp-req";
/// Media type of a sealed reply.
pub(crate) const REPLY_TYPE: &str = "message/ohttp-res";

/// Seals one message; the second half opens the one reply to it.
pub(crate) fn seal(gateway: &GatewayConfig, message: &[u8]) -> Result<(Vec<u8>, ClientResponse), HttpError> {
    if !is_the_contracts_suite(&gateway.0) {
        return Err(HttpError::GatewayRefused);
    }
    ClientRequest::from_encoded_config(&gateway.0)
        .and_then(|request| request.encapsulate(message))
        .map_err(|_| HttpError::GatewayRefused)
}

/// Opens the reply.
pub(crate) fn open(response: ClientResponse, sealed: &[u8]) -> Result<Vec<u8>, HttpError> {
    response.decapsulate(sealed).map_err(|_| HttpError::ReplyUnreadable)
}

/// Whether the key configuration (RFC 9458 §3.1) names exactly the one suite of the contract: DHKEM(X25519, HKDF-SHA256),
/// HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180 §7). No other can be slipped in, and `ohttp` 0.8 stops the process on a
/// configuration of which it supports no suite.
fn is_the_contracts_suite(config: &[u8]) -> bool {
    const KEM: [u8; 2] = [0x00, 0x20];
    const SUITES: [u8; 6] = [0x00, 0x04, 0x00, 0x01, 0x00, 0x03]; // four bytes: KDF, AEAD
    matches!(config, [_key_id, kem_high, kem_low, rest @ ..]
        if [*kem_high, *kem_low] == KEM && rest.len() == 32 + SUITES.len() && rest.ends_with(&SUITES))
}

#[cfg(test)]
mod tests {
    use ohttp::hpke::{Aead, Kdf, Kem};
    use ohttp::{KeyConfig, SymmetricSuite};

    use super::*;

    fn config(suites: Vec<SymmetricSuite>) -> Vec<u8> {
        KeyConfig::new(1, Kem::X25519Sha256, suites).unwrap().encode().unwrap()
    }

    #[test]
    fn only_the_contracts_suite_is_used() {
        let right = SymmetricSuite::new(Kdf::HkdfSha256, Aead::ChaCha20Poly1305);
        let other = SymmetricSuite::new(Kdf::HkdfSha256, Aead::Aes128Gcm);
        let good = config(vec![right]);
        assert!(seal(&GatewayConfig(good.clone()), b"message").is_ok());
        for suites in [vec![other], vec![right, other], vec![other, right]] {
            assert_eq!(seal(&GatewayConfig(config(suites)), b"").err(), Some(HttpError::GatewayRefused));
        }
        for length in 0..good.len() {
            assert_eq!(seal(&GatewayConfig(good[..length].to_vec()), b"").err(), Some(HttpError::GatewayRefused));
        }
        for place in [1, 2, 35, 36, 37, 38, 39, 40] {
            let mut bent = good.clone();
            bent[place] ^= 0x40;
            assert_eq!(seal(&GatewayConfig(bent), b"").err(), Some(HttpError::GatewayRefused), "byte {place}");
        }
    }

    #[test]
    fn a_key_of_small_order_is_refused() {
        let mut small = config(vec![SymmetricSuite::new(Kdf::HkdfSha256, Aead::ChaCha20Poly1305)]);
        small[3..35].fill(0);
        assert_eq!(seal(&GatewayConfig(small), b"").err(), Some(HttpError::GatewayRefused));
    }
}

//! Project Wycheproof over the bank's own libraries (RustCrypto and dalek): signatures and agreement on P-256, HMAC, HKDF, AES-GCM (its
//! records, and the seal of Oblivious HTTP), ChaCha20-Poly1305 and X25519 (the live link, and the same seal). A mistake that phone and bank
//! shared would show nowhere else.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes128Gcm, Aes256Gcm};
use chacha20poly1305::ChaCha20Poly1305;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use sha2::Sha256;
use wycheproof::{TestResult, aead, ecdh, ecdsa, hkdf as hkdf_vectors, mac, xdh};
use x25519_dalek::{PublicKey, StaticSecret};

#[test]
fn signatures_are_accepted_and_refused_as_wycheproof_says() {
    let set = ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256P1363).expect("loads");
    let mut count = 0;
    for group in &set.test_groups {
        let key = VerifyingKey::from_sec1_bytes(&group.key.key).expect("a point");
        for test in &group.tests {
            let fits =
                Signature::from_slice(&test.sig).is_ok_and(|signature| key.verify(&test.msg, &signature).is_ok());
            assert_eq!(fits, !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn only_points_of_the_curve_agree_as_wycheproof_says() {
    let set = ecdh::TestSet::load(ecdh::TestName::EcdhSecp256r1Ecpoint).expect("loads");
    let (mut agreed, mut refused) = (0, 0);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let uncompressed = test.public_key.len() == 65;
        let Some(peer) = p256::PublicKey::from_sec1_bytes(&test.public_key).ok().filter(|_| uncompressed) else {
            assert!(test.result.must_fail() || !uncompressed, "{} {}", test.tc_id, test.comment);
            refused += 1;
            continue;
        };
        assert!(!test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        let digits = &test.private_key[test.private_key.len().saturating_sub(32)..];
        let mut scalar = [0; 32];
        scalar[32 - digits.len()..].copy_from_slice(digits);
        let own = p256::SecretKey::from_slice(&scalar).expect("a scalar");
        let shared = own.diffie_hellman(&peer);
        assert_eq!(shared.raw_secret_bytes().as_slice(), test.shared_secret.as_slice(), "{}", test.tc_id);
        agreed += 1;
    }
    assert!(agreed > 150 && refused > 20, "{agreed} {refused}");
}

#[test]
fn macs_and_derived_keys_are_as_wycheproof_says() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).expect("loads");
    let mut count = 0;
    for (group, test) in set.test_groups.iter().flat_map(|group| group.tests.iter().map(move |test| (group, test))) {
        let mut made = Hmac::<Sha256>::new_from_slice(&test.key).expect("any length");
        made.update(&test.msg);
        let fits = made.finalize().into_bytes()[..group.tag_size / 8] == test.tag[..];
        assert_eq!(fits, !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        count += 1;
    }
    let set = hkdf_vectors::TestSet::load(hkdf_vectors::TestName::HkdfSha256).expect("loads");
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut out = vec![0; test.size];
        let made = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut out);
        assert_eq!(made.is_ok(), !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        assert!(made.is_err() || out == test.okm[..], "{}", test.tc_id);
        count += 1;
    }
    assert!(count > 200, "{count}");
}

fn opens<C: Aead + KeyInit>(test: &aead::Test) -> Option<Vec<u8>> {
    let cipher = C::new_from_slice(&test.key).expect("of the right length");
    let nonce = test.nonce[..].try_into().ok()?;
    let sealed = [&test.ct[..], &test.tag[..]].concat();
    cipher.decrypt(&nonce, Payload { msg: &sealed, aad: &test.aad }).ok()
}

#[test]
fn sealed_bytes_open_or_not_as_wycheproof_says() {
    type Open = fn(&aead::Test) -> Option<Vec<u8>>;
    let mut count = 0;
    for (name, size, open) in [
        (aead::TestName::AesGcm, 128, opens::<Aes128Gcm> as Open),
        (aead::TestName::AesGcm, 256, opens::<Aes256Gcm>),
        (aead::TestName::ChaCha20Poly1305, 256, opens::<ChaCha20Poly1305>),
    ] {
        let set = aead::TestSet::load(name).expect("loads");
        for group in set.test_groups.iter().filter(|group| group.key_size == size && group.tag_size == 128) {
            for test in &group.tests {
                // Other lengths of a nonce are legal for GCM; nobody here makes one, and these types take none.
                let fits = test.result == TestResult::Valid && group.nonce_size == 96;
                let opened = open(test);
                assert_eq!(opened.is_some(), fits, "{} {}", test.tc_id, test.comment);
                assert!(!fits || opened.as_deref() == Some(&test.pt[..]), "{}", test.tc_id);
                count += 1;
            }
        }
    }
    assert!(count > 400, "{count}");
}

#[test]
fn keys_of_the_link_agree_as_wycheproof_says() {
    let set = xdh::TestSet::load(xdh::TestName::X25519).expect("loads");
    let mut agreed = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let (Ok(own), Ok(peer)) =
            (<[u8; 32]>::try_from(&test.private_key[..]), <[u8; 32]>::try_from(&test.public_key[..]))
        else {
            assert_ne!(test.result, TestResult::Valid, "{}", test.tc_id);
            continue;
        };
        let shared = StaticSecret::from(own).diffie_hellman(&PublicKey::from(peer));
        assert_eq!(shared.as_bytes()[..], test.shared_secret[..], "{} {}", test.tc_id, test.comment);
        assert_eq!(shared.was_contributory(), test.shared_secret[..] != [0; 32], "{}", test.tc_id);
        agreed += 1;
    }
    assert!(agreed > 300, "{agreed}");
}

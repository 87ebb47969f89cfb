//! Project Wycheproof over the libraries under the phone's adapters: the desktop's wraps (ring) and the live link (snow). What is under TLS
//! is ring's, too; what is under Oblivious HTTP is the RustCrypto that the bank's tests try.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use ring::aead::{AES_128_GCM, AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use snow::params::{CipherChoice, DHChoice};
use snow::resolvers::{CryptoResolver as _, DefaultResolver};
use wycheproof::{TestResult, aead, xdh};

fn ring_opens(algorithm: &'static Algorithm, test: &aead::Test) -> Option<Vec<u8>> {
    let key = LessSafeKey::new(UnboundKey::new(algorithm, &test.key).expect("of the right length"));
    let nonce = Nonce::try_assume_unique_for_key(&test.nonce).ok()?;
    let mut sealed = [&test.ct[..], &test.tag[..]].concat();
    key.open_in_place(nonce, Aad::from(&test.aad[..]), &mut sealed).ok().map(|plain| plain.to_vec())
}

#[test]
fn sealed_bytes_open_or_not_as_wycheproof_says() {
    let mut count = 0;
    for (name, size, algorithm) in [
        (aead::TestName::AesGcm, 128, &AES_128_GCM),
        (aead::TestName::AesGcm, 256, &AES_256_GCM),
        (aead::TestName::ChaCha20Poly1305, 256, &CHACHA20_POLY1305),
    ] {
        let set = aead::TestSet::load(name).expect("loads");
        for group in set.test_groups.iter().filter(|group| group.key_size == size && group.tag_size == 128) {
            for test in &group.tests {
                // Other lengths of a nonce are legal for GCM; nobody here makes one, and ring takes none.
                let fits = test.result == TestResult::Valid && group.nonce_size == 96;
                let opened = ring_opens(algorithm, test);
                assert_eq!(opened.is_some(), fits, "{} {}", test.tc_id, test.comment);
                assert!(!fits || opened.as_deref() == Some(&test.pt[..]), "{}", test.tc_id);
                count += 1;
            }
        }
    }
    assert!(count > 400, "{count}");
}

#[test]
fn the_links_messages_open_or_not_as_wycheproof_says() {
    let set = aead::TestSet::load(aead::TestName::ChaCha20Poly1305).expect("loads");
    let (mut opened, mut refused) = (0, 0);
    for group in set.test_groups.iter().filter(|group| group.nonce_size == 96 && group.tag_size == 128) {
        for test in &group.tests {
            // Noise counts: four zero bytes, then the counter (Noise Protocol Framework, rev 34, §12.3).
            let Some(counter) = test.nonce.strip_prefix(&[0; 4]).and_then(|rest| rest.first_chunk::<8>()) else {
                continue;
            };
            let mut cipher = DefaultResolver.resolve_cipher(&CipherChoice::ChaChaPoly).expect("there");
            cipher.set(test.key[..].try_into().expect("32 bytes"));
            let sealed = [&test.ct[..], &test.tag[..]].concat();
            let mut plain = vec![0; test.ct.len()];
            let read = cipher.decrypt(u64::from_le_bytes(*counter), &test.aad, &sealed, &mut plain);
            assert_eq!(read.is_ok(), test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
            match read {
                Ok(_) => {
                    assert_eq!(plain, &test.pt[..], "{}", test.tc_id);
                    opened += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(opened + refused > 0, "no vector has a nonce that Noise could make");
}

#[test]
fn the_links_keys_agree_as_wycheproof_says() {
    let set = xdh::TestSet::load(xdh::TestName::X25519).expect("loads");
    let (mut agreed, mut refused) = (0, 0);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut own = DefaultResolver.resolve_dh(&DHChoice::Curve25519).expect("there");
        own.set(&test.private_key);
        let mut shared = [0; 32];
        if test.public_key.len() != 32 || own.dh(&test.public_key, &mut shared).is_err() {
            // Points of small order give zeros: refused or not, they are nobody's key.
            assert!(
                test.result != TestResult::Valid || test.shared_secret[..] == [0; 32],
                "{} {}",
                test.tc_id,
                test.comment
            );
            refused += 1;
            continue;
        }
        assert_ne!(test.result, TestResult::Invalid, "{}", test.tc_id);
        assert_eq!(shared, test.shared_secret[..], "{} {}", test.tc_id, test.comment);
        agreed += 1;
    }
    assert!(agreed > 300, "{agreed} {refused}");
}

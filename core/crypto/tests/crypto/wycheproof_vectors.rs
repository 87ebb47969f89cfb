//! Project Wycheproof: the primitives under this crate, with the inputs that broke others.

use kunci_crypto::kdf::{expand, extract};
use kunci_crypto::mac::{hmac_sha256, verify_hmac_sha256};
use kunci_crypto::{PublicKey, Secret};
use wycheproof::{ecdh, ecdsa, hkdf, mac};

#[test]
fn signatures_are_accepted_and_refused_as_wycheproof_says() {
    let set = ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256P1363).expect("loads");
    let mut count = 0;
    for group in &set.test_groups {
        let key = PublicKey::from_sec1(&group.key.key).expect("point");
        for test in &group.tests {
            let fits = key.verify(&test.msg, &test.sig).is_ok();
            assert_eq!(fits, !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn only_points_of_the_curve_become_keys_and_agree_as_wycheproof_says() {
    let set = ecdh::TestSet::load(ecdh::TestName::EcdhSecp256r1Ecpoint).expect("loads");
    let (mut agreed, mut refused) = (0, 0);
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let Ok(key) = PublicKey::from_sec1(&test.public_key) else {
            // Compressed forms are acceptable to Wycheproof, not to this contract.
            assert!(test.result.must_fail() || test.public_key.len() != 65, "{} {}", test.tc_id, test.comment);
            refused += 1;
            continue;
        };
        assert!(!test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        // ring's private keys are single-use and cannot be loaded: p256 stands in, as in the software device keys.
        let skip = test.private_key.len().saturating_sub(32);
        let mut scalar = [0; 32];
        let digits = &test.private_key[skip..];
        scalar[32 - digits.len()..].copy_from_slice(digits);
        let private = p256::SecretKey::from_slice(&scalar).expect("scalar");
        let peer = p256::PublicKey::from_sec1_bytes(&key.to_sec1()).expect("point");
        assert_eq!(
            private.diffie_hellman(&peer).raw_secret_bytes().as_slice(),
            test.shared_secret.as_slice(),
            "{}",
            test.tc_id
        );
        agreed += 1;
    }
    assert!(agreed > 150 && refused > 20, "{agreed} {refused}");
}

#[test]
fn macs_are_made_and_checked_as_wycheproof_says() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).expect("loads");
    let mut count = 0;
    for group in set.test_groups.iter().filter(|group| group.key_size == 256) {
        for test in &group.tests {
            let key = Secret::try_from_slice(&test.key).expect("32 bytes");
            let short = group.tag_size / 8;
            let made = hmac_sha256(&key, &test.msg);
            assert_eq!(made[..short] == test.tag[..], !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
            // A shortened tag is never enough.
            assert_eq!(
                verify_hmac_sha256(&key, &test.msg, &test.tag),
                !test.result.must_fail() && short == 32,
                "{}",
                test.tc_id
            );
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn keys_are_derived_as_wycheproof_says() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).expect("loads");
    let mut count = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut out = vec![0; test.size];
        let made = expand(&extract(&test.salt, &test.ikm), &test.info, &mut out);
        assert_eq!(made.is_ok(), !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        if made.is_ok() {
            assert_eq!(out, test.okm.as_slice(), "{}", test.tc_id);
        }
        count += 1;
    }
    assert!(count > 50, "{count}");
}

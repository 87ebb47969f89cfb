//! RFC 4226, RFC 6238 and RFC 6287 through the vector runner, RFC 5869 for HKDF, RFC 2104 by way of Wycheproof.

use kunci_crypto::Secret;
use kunci_crypto::kdf::{KdfError, expand, extract};
use kunci_crypto::vectors::{self, VectorError};

use crate::hex;

const OTP: &str = include_str!("../vectors/otp.json");

/// The vectors of one kind, as a file of their own.
fn of_kind(kind: &str) -> (String, usize) {
    let mut file: serde_json::Value = serde_json::from_str(OTP).expect("json");
    let list = file["vectors"].as_array_mut().expect("list");
    list.retain(|vector| vector["kind"] == kind);
    let count = list.len();
    (file.to_string(), count)
}

fn passes(kind: &str, count: usize) {
    let (file, found) = of_kind(kind);
    assert_eq!(found, count);
    let report = vectors::run(&file).expect("readable");
    assert_eq!((report.passed, report.failures), (count, vec![]));
}

#[test]
fn otp_4_hotp_matches_rfc_4226() {
    passes("hotp", 10);
}

#[test]
fn otp_4_totp_matches_rfc_6238() {
    passes("totp", 18);
}

#[test]
fn ocra_matches_rfc_6287() {
    passes("ocra", 31);
}

#[test]
fn the_whole_vector_file_passes() {
    let report = vectors::run(OTP).expect("readable");
    assert_eq!((report.passed, report.failures), (59, vec![]));
}

#[test]
fn a_vector_that_does_not_fit_is_told_with_its_place_and_both_codes() {
    let report = vectors::run(&OTP.replace("\"755224\"", "\"755225\"")).expect("readable");
    assert_eq!((report.passed, report.failures.len()), (58, 1));
    let failure = &report.failures[0];
    assert_eq!((failure.index, failure.kind.as_str(), failure.source.as_str()), (0, "hotp", "RFC 4226 appendix D"));
    assert_eq!(failure.reason, "expected 755225, computed 755224");
}

#[test]
fn an_unknown_kind_is_a_failure_and_not_a_pass() {
    let report = vectors::run(r#"{"vectors":[{"kind":"yotp","expected":"1"}]}"#).expect("readable");
    assert_eq!((report.passed, report.failures[0].reason.as_str()), (0, "unknown kind \"yotp\""));
}

#[test]
fn an_unknown_suite_is_a_failure_of_that_vector() {
    let file = r#"{"vectors":[{"kind":"ocra","suite":"OCRA-2:x","key_hex":"00","question":"1","expected":"1"}]}"#;
    let report = vectors::run(file).expect("readable");
    assert!(report.failures[0].reason.starts_with("suite \"OCRA-2:x\""), "{report:?}");
}

#[test]
fn a_vector_that_cannot_be_read_is_named() {
    let good = r#"{"kind":"hotp","algorithm":"SHA1","digits":6,"key_hex":"00","counter":0,"expected":"000000"}"#;
    let with = |bad: &str| vectors::run(&format!(r#"{{"vectors":[{good},{bad}]}}"#));
    for (bad, word) in [
        (r#"{"kind":"hotp"}"#, "algorithm"),
        (r#"{}"#, "kind"),
        ("7", "object"),
        (r#"["hotp"]"#, "object"),
        (&good.replace("\"00\"", "\"0\""), "key_hex"),
        (&good.replace("\"00\"", "\"0g\""), "key_hex"),
        (&good.replace("SHA1", "MD5"), "MD5"),
        (&good.replace("\"counter\":0", "\"counter\":-1"), "u64"),
    ] {
        let Err(VectorError::Vector { index: 1, reason }) = with(bad) else { panic!("{bad}") };
        assert!(reason.contains(word), "{reason}");
    }
    assert!(matches!(vectors::run("{"), Err(VectorError::File(_))));
    assert!(matches!(vectors::run(r#"{"vectors":7}"#), Err(VectorError::File(_))));
    let error = with("{}").expect_err("refused");
    assert!(error.to_string().starts_with("vector 1: "), "{error}");
}

#[test]
fn hkdf_matches_rfc_5869_appendix_a_1_to_a_3() {
    let long = |from: u8, to: u8| (from..=to).collect::<Vec<u8>>();
    for (ikm, salt, info, prk, okm) in [
        (
            vec![0x0b; 22],
            long(0x00, 0x0c),
            long(0xf0, 0xf9),
            "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            long(0x00, 0x4f),
            long(0x60, 0xaf),
            long(0xb0, 0xff),
            "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            vec![0x0b; 22],
            vec![],
            vec![],
            "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ] {
        let extracted = extract(&salt, &ikm);
        assert_eq!(extracted.expose().as_slice(), hex(prk));
        let mut out = vec![0; okm.len() / 2];
        expand(&extracted, &info, &mut out).expect("short enough");
        assert_eq!(out, hex(okm));
    }
}

#[test]
fn hkdf_refuses_more_than_255_blocks() {
    let prk = Secret::from_bytes(&mut [1; 32]);
    assert_eq!(expand(&prk, &[], &mut vec![0; 255 * 32]), Ok(()));
    assert_eq!(expand(&prk, &[], &mut vec![0; 255 * 32 + 1]), Err(KdfError::TooLong));
}

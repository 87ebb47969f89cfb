//! One spelling for every signed object: whatever else a lenient reader would take is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kunci_crypto::jws::{JwsError, MAX_LEN, assemble, peek_kid, sign_input, verify};
use kunci_crypto::{PublicKey, SessionKey};
use proptest::prelude::*;

use crate::hex;

const TYP: &str = "kunci-token-status";

fn signed(key: &SessionKey, header: &str, payload: &str) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature = key.sign(input.as_bytes()).expect("signs");
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn key() -> SessionKey {
    SessionKey::generate().expect("key")
}

#[test]
fn what_is_signed_outside_verifies_and_comes_back_byte_for_byte() {
    let key = key();
    let payload = br#"{"b":1, "a":"\u0041"}"#;
    let input = sign_input("bank-1 \"quoted\"", TYP, payload).expect("input");
    let signature = key.sign(input.as_bytes()).expect("signs");
    let jws = assemble(input, &signature);
    assert_eq!(verify(&jws, TYP, &key.public()).expect("verifies").as_bytes(), payload);
    assert_eq!(peek_kid(&jws).expect("kid"), "bank-1 \"quoted\"");
}

#[test]
fn another_purpose_another_key_and_another_byte_are_refused() {
    let key = key();
    let jws = signed(&key, r#"{"typ":"kunci-token-status","alg":"ES256","kid":"k"}"#, "{}");
    assert!(verify(&jws, TYP, &key.public()).is_ok());
    assert_eq!(verify(&jws, "kunci-bundle", &key.public()), Err(JwsError::Type));
    assert_eq!(verify(&jws, TYP, &self::key().public()), Err(JwsError::Signature));
    let changed = jws.replacen(".e30.", ".e31.", 1);
    assert_eq!(verify(&changed, TYP, &key.public()), Err(JwsError::Form), "stray bits");
    let changed = jws.replacen(".e30.", ".W10.", 1);
    assert_eq!(verify(&changed, TYP, &key.public()), Err(JwsError::Signature));
}

#[test]
fn the_header_is_exactly_alg_kid_typ() {
    let key = key();
    let outcome = |header: &str| verify(&signed(&key, header, "{}"), TYP, &key.public()).map(drop);
    assert_eq!(outcome(r#"{"kid":"k","typ":"kunci-token-status","alg":"ES256"}"#), Ok(()));
    for header in [
        r#"{"alg":"ES256","typ":"kunci-token-status"}"#,
        r#"{"alg":"ES256","kid":"k"}"#,
        r#"{"kid":"k","typ":"kunci-token-status"}"#,
        r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status","crit":[]}"#,
        r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status","jwk":{}}"#,
        r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status","b64":false}"#,
        r#"{"alg":"ES256","kid":"k","kid":"k","typ":"kunci-token-status"}"#,
        r#"{"alg":"none","alg":"ES256","kid":"k","typ":"kunci-token-status"}"#,
        r#"{"alg":"ES256","kid":1,"typ":"kunci-token-status"}"#,
        r#"{"alg":"ES256","kid":null,"typ":"kunci-token-status"}"#,
        r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status"}{}"#,
        r#"["ES256","k","kunci-token-status"]"#,
        "",
    ] {
        assert_eq!(outcome(header), Err(JwsError::Header), "{header}");
    }
    for alg in ["none", "None", "HS256", "ES384", "es256", "", "ES256 "] {
        let header = format!(r#"{{"alg":"{alg}","kid":"k","typ":"kunci-token-status"}}"#);
        assert_eq!(outcome(&header), Err(JwsError::Algorithm), "{alg}");
    }
}

#[test]
fn other_spellings_of_the_same_object_are_refused() {
    let key = key();
    let jws = signed(&key, r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status"}"#, r#"{"a":1}"#);
    let (input, signature) = jws.rsplit_once('.').expect("three parts");
    for other in [
        format!("{jws}="),
        format!("{jws}=="),
        format!("{jws}."),
        format!("{jws}.e30"),
        format!(" {jws}"),
        format!("{jws}\n"),
        jws.replacen('.', ". ", 1),
        jws.replacen('.', "..", 1),
        input.to_owned(),
        format!("{input}."),
        format!("{input}.{}", &signature[..84]),
        format!("{input}.{}AA", signature),
        String::new(),
        "é.é.é".into(),
    ] {
        assert!(matches!(verify(&other, TYP, &key.public()), Err(JwsError::Form)), "{other}");
    }
    // Padding written where the standard alphabet has it, and `+` and `/` instead of `-` and `_`.
    let standard = signed(&key, r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status"}"#, "\u{3ff}\u{3ff}\u{3ff}")
        .replace('_', "/")
        .replace('-', "+");
    assert!(verify(&standard, TYP, &key.public()).is_err());
}

#[test]
fn signatures_in_der_are_refused() {
    let key = key();
    let input = sign_input("k", TYP, b"{}").expect("input");
    let raw = key.sign(input.as_bytes()).expect("signs");
    let der = p256::ecdsa::Signature::from_slice(&raw).expect("signature").to_der();
    let jws =
        format!("{}.{}", std::str::from_utf8(input.as_bytes()).expect("ascii"), URL_SAFE_NO_PAD.encode(der.as_bytes()));
    assert_eq!(verify(&jws, TYP, &key.public()), Err(JwsError::Form));
}

#[test]
fn nothing_longer_than_the_limit_is_looked_at_or_made() {
    let long = "A".repeat(MAX_LEN + 1);
    assert_eq!(verify(&long, TYP, &key().public()), Err(JwsError::TooLong));
    assert_eq!(peek_kid(&long), Err(JwsError::TooLong));
    assert_eq!(sign_input("k", TYP, &vec![b' '; MAX_LEN]), Err(JwsError::TooLong));
    let most = sign_input("k", TYP, &vec![b' '; 48_900]).expect("fits");
    assert!(assemble(most, &[0; 64]).len() <= MAX_LEN);
}

#[test]
fn payloads_are_read_only_after_verification_and_refuse_repeated_members() {
    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Body {
        a: u8,
    }
    let key = key();
    let of = |payload| {
        verify(&signed(&key, r#"{"alg":"ES256","kid":"k","typ":"kunci-token-status"}"#, payload), TYP, &key.public())
            .expect("verifies")
            .parse::<Body>()
    };
    assert_eq!(of(r#"{"a":1}"#), Ok(Body { a: 1 }));
    assert_eq!(of(r#"{"a":1,"a":2}"#), Err(JwsError::Payload));
    assert_eq!(of(" {\"a\":1} "), Ok(Body { a: 1 }));
    assert_eq!(of("[1]"), Err(JwsError::Payload));
    assert_eq!(of(r#"{"a":1}]"#), Err(JwsError::Payload));
}

#[test]
fn the_example_of_rfc_7515_a_3_has_a_header_that_is_not_ours() {
    // The signature itself fits (see Wycheproof); `kid` and `typ` are missing.
    let jws = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let point = hex(
        "047fcdce2770f6c45d4183cbee6fdb4b7b580733357be9ef13bacf6e3c7bd15445c7f144cd1bbd9b7e872cdfedb9eeb9f4b3695d6ea90b24ad8a4623288588e5ad",
    );
    let key = PublicKey::from_sec1(&point).expect("point");
    let (input, signature) = jws.rsplit_once('.').expect("three parts");
    assert_eq!(key.verify(input.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).expect("base64url")), Ok(()));
    assert_eq!(verify(jws, "", &key), Err(JwsError::Header));
}

proptest! {
    #[test]
    fn reading_never_panics(text in "[A-Za-z0-9_.=-]{0,80}") {
        let key = PublicKey::from_sec1(&hex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")).expect("the generator");
        prop_assert!(verify(&text, TYP, &key).is_err());
        _ = peek_kid(&text);
    }
}

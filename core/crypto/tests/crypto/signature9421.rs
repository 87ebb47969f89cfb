//! RFC 9421 with its published example, RFC 9530, and the contract's component order.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kunci_crypto::signature9421::{RequestToSign, SignatureError, SignatureParams, Tag, content_digest, verify_base};
use kunci_crypto::{PublicKey, SessionKey};

#[test]
fn the_published_response_signature_verifies() {
    // RFC 9421 B.2.4, key test-key-ecc-p256 of B.1.3.
    let spki = STANDARD
        .decode("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==")
        .expect("base64");
    let key = PublicKey::from_sec1(&spki[spki.len() - 65..]).expect("point");
    let base = [
        r#""@status": 200"#,
        r#""content-type": application/json"#,
        r#""content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"#,
        r#""content-length": 23"#,
        r#""@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256""#,
    ]
    .join("\n");
    let signature = STANDARD
        .decode("wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==")
        .expect("base64");
    assert_eq!(verify_base(base.as_bytes(), &signature, &key), Ok(()));
    assert!(verify_base(base.replace("200", "201").as_bytes(), &signature, &key).is_err());
}

#[test]
fn the_content_digest_matches_rfc_9530_appendix_b() {
    let digest = content_digest(b"{\"hello\": \"world\"}\n");
    assert_eq!(digest, "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    assert_eq!(content_digest(b"{\"hello\": \"world\"}"), "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
}

const PARAMS: SignatureParams<'_> = SignatureParams {
    created: 1_763_870_000,
    expires: 1_763_870_060,
    nonce: &[0x33; 16],
    keyid: "k",
    tag: Tag::Session,
};

fn full() -> RequestToSign<'static> {
    RequestToSign {
        method: "PUT",
        authority: "API.Kuncibank.example:443",
        path: "/v1/limits/%41",
        query: Some("a=1&b=%20"),
        content_type: Some(" application/json\t"),
        body: Some(b"{}"),
        idempotency_key: Some("0198b2c0-6666-7000-8000-000000000006"),
        if_match: Some("\"7\""),
        authorization: Some("Kunci-Session x"),
    }
}

#[test]
fn all_components_stand_in_the_contract_s_order() {
    let prepared = full().prepare(&PARAMS).expect("prepares");
    let params = concat!(
        r#"("@method" "@authority" "@path" "@query" "content-digest" "content-type" "idempotency-key" "if-match" "authorization")"#,
        r#";created=1763870000;expires=1763870060;nonce="MzMzMzMzMzMzMzMzMzMzMw";keyid="k";alg="ecdsa-p256-sha256";tag="kunci/1/session""#,
    );
    assert_eq!(prepared.signature_input, format!("kunci={params}"));
    let digest = prepared.content_digest.expect("has a body");
    let base = [
        "\"@method\": PUT",
        "\"@authority\": api.kuncibank.example",
        "\"@path\": /v1/limits/%41",
        "\"@query\": ?a=1&b=%20",
        &format!("\"content-digest\": {digest}"),
        "\"content-type\": application/json",
        "\"idempotency-key\": 0198b2c0-6666-7000-8000-000000000006",
        "\"if-match\": \"7\"",
        "\"authorization\": Kunci-Session x",
        &format!("\"@signature-params\": {params}"),
    ]
    .join("\n");
    assert_eq!(String::from_utf8(prepared.base).expect("ascii"), base);
}

#[test]
fn headers_that_the_request_does_not_have_are_left_out_and_the_query_never_is() {
    let request = RequestToSign { method: "DELETE", authority: "h", path: "", ..RequestToSign::default() };
    let prepared = request.prepare(&SignatureParams { tag: Tag::Device, ..PARAMS }).expect("prepares");
    assert!(prepared.signature_input.starts_with(r#"kunci=("@method" "@authority" "@path" "@query");created="#));
    assert!(prepared.signature_input.ends_with(r#";tag="kunci/1/device""#));
    let base = String::from_utf8(prepared.base).expect("ascii");
    assert!(
        base.starts_with(
            "\"@method\": DELETE\n\"@authority\": h\n\"@path\": /\n\"@query\": ?\n\"@signature-params\": "
        )
    );
    assert_eq!(prepared.content_digest, None);
}

#[test]
fn a_signature_from_outside_verifies_over_the_base() {
    let key = SessionKey::generate().expect("key");
    let prepared = full().prepare(&PARAMS).expect("prepares");
    let signature = key.sign(&prepared.base).expect("signs");
    let header = prepared.signature_header(&signature);
    let inner = header.strip_prefix("kunci=:").and_then(|rest| rest.strip_suffix(':')).expect("byte sequence");
    let received = STANDARD.decode(inner).expect("base64");
    assert_eq!(verify_base(&prepared.base, &received, &key.public()), Ok(()));
}

#[test]
fn values_that_would_forge_a_line_are_refused() {
    let outcome = |request: RequestToSign<'_>| request.prepare(&PARAMS).map(drop);
    assert_eq!(outcome(RequestToSign { method: "", ..full() }), Err(SignatureError::Value("@method")));
    assert_eq!(outcome(RequestToSign { authority: "a\nb", ..full() }), Err(SignatureError::Value("@authority")));
    assert_eq!(outcome(RequestToSign { path: "/a b", ..full() }), Err(SignatureError::Value("@path")));
    assert_eq!(outcome(RequestToSign { query: Some("a\r"), ..full() }), Err(SignatureError::Value("@query")));
    assert_eq!(
        outcome(RequestToSign { if_match: Some("a\n\"@path\": /b"), ..full() }),
        Err(SignatureError::Value("if-match"))
    );
    assert_eq!(
        outcome(RequestToSign { authorization: Some("é"), ..full() }),
        Err(SignatureError::Value("authorization"))
    );
    assert_eq!(outcome(RequestToSign { content_type: None, ..full() }), Err(SignatureError::ContentType));
}

#[test]
fn a_signature_lives_one_to_120_seconds_and_names_its_key_plainly() {
    let outcome = |params: SignatureParams<'_>| full().prepare(&params).map(drop);
    assert_eq!(outcome(SignatureParams { expires: PARAMS.created + 120, ..PARAMS }), Ok(()));
    for expires in [PARAMS.created + 121, PARAMS.created, PARAMS.created - 1] {
        assert_eq!(outcome(SignatureParams { expires, ..PARAMS }), Err(SignatureError::Life));
    }
    for keyid in ["a\"b", "a\\b", "é", "a\n"] {
        assert_eq!(outcome(SignatureParams { keyid, ..PARAMS }), Err(SignatureError::Value("keyid")));
    }
}

//! What a hostile bank, network or QR may try, one by one: each is refused with its reason, before anything is shown, signed or agreed.
#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kunci_core::Error;
use kunci_core::operations::inspect;
use kunci_core::ports::Phase;
use kunci_core::token::EnrolmentMethod;
use kunci_crypto::SecretDigits;
use kunci_crypto::canonical::Canonical;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::names::Unsafe;
use kunci_fuzz::puppet::{
    BANK, CUSTOMER, EPOCH, KEYS, NOW_MS, Stage, TOKEN, TRANSCRIPT, asked, bundle_payload, jwk, reply, signer_payload,
    wait,
};
use kunci_wire::bytes::encode;
use kunci_wire::signed::typ;
use kunci_wire::{Bytes32, token::SUITE};
use serde_json::{Value, json};
use uuid::Uuid;

/// A transfer's bytes, with these fields; `nonce` bytes of nonce.
fn transfer(name: &str, minor: u64, exponent: u64, nonce: usize) -> Vec<u8> {
    let point = KEYS.named("stranger").expect("a key").public().to_sec1();
    Canonical::new("kunci/operation/1")
        .uuid(1, &Uuid::from_u128(9).to_string())
        .text(2, "transfer")
        .uuid(3, &CUSTOMER.to_string())
        .uuid(4, &TOKEN.to_string())
        .number(5, EPOCH)
        .bytes(6, &vec![7; nonce])
        .bytes(7, &point)
        .number(8, NOW_MS.unsigned_abs() / 1000 + 300)
        .text(16, name)
        .text(17, "014")
        .text(18, "1234567890")
        .text(19, "IDR")
        .number(20, minor)
        .number(21, exponent)
        .text(22, "")
        .number(23, 1)
        .finish()
        .expect("canonical")
}

#[test]
fn otp_10_a_homoglyph_payee_is_refused_with_the_reason() {
    assert!(inspect(&transfer("Budi Santoso", 100, 2, 32)).is_ok());
    for (name, reason) in [
        ("Bud\u{456} Santoso", Unsafe::MixedScripts),
        ("\u{421}\u{410}\u{420}\u{410}", Unsafe::LookAlike),
        ("Budi\u{202e}osotnaS", Unsafe::Hidden),
        ("Budi\u{200b} Santoso", Unsafe::Hidden),
        ("Bu\u{336}d\u{336}i", Unsafe::Marks),
    ] {
        assert_eq!(inspect(&transfer(name, 100, 2, 32)).err(), Some(Error::NameUnsafe { reason }), "{name:?}");
    }
}

#[test]
fn otp_10_an_amount_that_overflows_or_is_none_is_refused() {
    for minor in [0, i64::MAX.unsigned_abs() + 1, u64::MAX] {
        assert_eq!(inspect(&transfer("Budi", minor, 2, 32)).err(), Some(Error::AmountInvalid), "{minor}");
    }
}

#[test]
fn otp_10_a_wrong_exponent_is_refused() {
    for exponent in [0, 1, 3, 255, 256, u64::MAX] {
        assert_eq!(inspect(&transfer("Budi", 100, exponent, 32)).err(), Some(Error::AmountInvalid), "{exponent}");
    }
}

#[test]
fn otp_10_wrong_lengths_in_the_bytes_are_refused() {
    for nonce in [0, 31, 33, 4096] {
        assert_eq!(inspect(&transfer("Budi", 100, 2, nonce)).err(), Some(Error::OperationUnreadable), "{nonce}");
    }
    let fine = transfer("Budi", 100, 2, 32);
    for at in 18..fine.len().min(400) {
        let mut longer = fine.clone();
        longer.insert(at, 0);
        // A byte more anywhere breaks a length, or a field that has one length only.
        assert!(inspect(&longer).is_err(), "a byte more at {at}");
    }
}

/// A bundle as the honest one, changed.
fn bundle(change: impl Fn(&mut Value, &mut Value), root: &str) -> Vec<u8> {
    let (mut signer, mut bundle) = (signer_payload(), bundle_payload());
    change(&mut signer, &mut bundle);
    let signed = |key: &str, typ: &str, payload: &Value| KEYS.sign(key, typ, payload.to_string().as_bytes());
    json!({ "signer": signed(root, typ::BUNDLE_SIGNER, &signer), "bundle": signed("signer", typ::BUNDLE, &bundle) })
        .to_string()
        .into_bytes()
}

/// What a phone that has seen the honest bundle says to another.
fn offered(change: impl Fn(&mut Value, &mut Value), root: &str) -> Result<(), Error> {
    let stage = Stage::new();
    wait(stage.phone.fetch_keys()).expect("the honest bundle");
    let before = stage.bundle();
    stage.puppet.offers(bundle(change, root));
    let outcome = wait(stage.phone.fetch_keys()).map(|_| ());
    assert!(outcome.is_ok() || stage.bundle() == before, "what is refused is not kept");
    outcome
}

#[test]
fn safe_3_a_rolled_back_bundle_is_refused() {
    assert_eq!(offered(|_, bundle| bundle["counter"] = json!(6), "root"), Ok(()));
    assert_eq!(offered(|_, bundle| bundle["counter"] = json!(4), "root"), Err(Error::BundleRolledBack));
    let older = |signer: &mut Value, bundle: &mut Value| {
        (signer["epoch"], bundle["epoch"], bundle["counter"]) = (json!(0), json!(0), json!(99));
    };
    assert_eq!(offered(older, "root"), Err(Error::BundleRolledBack));
}

#[test]
fn safe_3_an_expired_or_overlong_bundle_is_refused() {
    let until = |day: &'static str| move |_: &mut Value, bundle: &mut Value| bundle["expires"] = json!(day);
    assert_eq!(offered(until("2025-12-01T00:00:00Z"), "root"), Err(Error::BundleExpired));
    assert_eq!(offered(until("2025-12-04T00:00:01Z"), "root"), Err(Error::BundleForged), "more than 72 h");
    let signer = |signer: &mut Value, _: &mut Value| signer["expires"] = json!("2025-11-30T00:00:00Z");
    assert_eq!(offered(signer, "root"), Err(Error::BundleExpired));
}

#[test]
fn safe_3_a_bundle_of_a_stranger_or_another_bank_is_refused() {
    assert_eq!(offered(|_, _| (), "stranger"), Err(Error::BundleForged));
    assert_eq!(offered(|_, bundle| bundle["bank"] = json!("other"), "root"), Err(Error::BundleForged));
    let key = jwk(&KEYS.named("stranger").expect("a key").public());
    assert_eq!(offered(|signer, _| signer["key"] = key.clone(), "root"), Err(Error::BundleForged));
}

/// What a phone makes of a status, with the state `removed`, that was signed in some way.
fn told(sign: impl Fn(&Value) -> String + Send + Sync + 'static) -> (Result<(), Error>, Option<Phase>) {
    let stage = Stage::new();
    let thumbprint = stage.token().expect("a token").thumbprint;
    stage.puppet.answers(move |request| {
        let status = json!({
            "token_id": TOKEN, "thumbprint": thumbprint, "transcript_hash": Bytes32(TRANSCRIPT), "epoch": EPOCH,
            "state": "removed", "nonce": asked(request, "nonce"), "issued": "2025-12-01T00:00:00Z",
        });
        reply(200, &json!({ "status": sign(&status) }))
    });
    let outcome = wait(stage.phone.token_status()).map(|_| ());
    (outcome, stage.token().map(|token| token.phase))
}

/// A JWS with any header, really signed by the bank's key for statuses.
fn with_header(header: &Value, status: &Value) -> String {
    let key = KEYS.named("token-status").expect("a key");
    let signed = format!("{}.{}", encode(header.to_string().as_bytes()), encode(status.to_string().as_bytes()));
    format!("{signed}.{}", encode(&key.sign(signed.as_bytes()).expect("signs")))
}

fn kid() -> String {
    KEYS.named("token-status").expect("a key").public().thumbprint()
}

const REFUSED: (Result<(), Error>, Option<Phase>) = (Err(Error::StatusForged), Some(Phase::Active));

#[test]
fn safe_3_only_the_contracts_alg_and_typ_are_taken_even_under_the_right_key() {
    let honest =
        |status: &Value| with_header(&json!({ "alg": "ES256", "kid": kid(), "typ": typ::TOKEN_STATUS }), status);
    assert_eq!(told(honest), (Ok(()), None), "a genuine removal erases the token");
    for alg in ["none", "HS256", "ES384", "es256", ""] {
        let forged =
            move |status: &Value| with_header(&json!({ "alg": alg, "kid": kid(), "typ": typ::TOKEN_STATUS }), status);
        assert_eq!(told(forged), REFUSED, "{alg}");
    }
    for typ in ["JWT", typ::CARD_RECEIPT, typ::TRANSCRIPT, ""] {
        let forged = move |status: &Value| with_header(&json!({ "alg": "ES256", "kid": kid(), "typ": typ }), status);
        assert_eq!(told(forged), REFUSED, "{typ}");
    }
    let critical = |status: &Value| {
        with_header(
            &json!({ "alg": "ES256", "kid": kid(), "typ": typ::TOKEN_STATUS, "crit": ["b64"], "b64": false }),
            status,
        )
    };
    assert_eq!(told(critical), REFUSED);
}

#[test]
fn safe_3_a_key_of_the_bank_serves_its_use_only() {
    for key in ["receipt", "approval-qr", "transcript", "signer", "root", "stranger"] {
        let forged =
            move |status: &Value| KEYS.sign(key, typ::TOKEN_STATUS, status.to_string().as_bytes()).expect("signs");
        assert_eq!(told(forged), REFUSED, "{key}");
    }
}

#[test]
fn safe_3_a_signature_of_another_length_is_refused() {
    for length in [0, 1, 63, 65, 70, 128] {
        let forged = move |status: &Value| {
            let whole = KEYS.sign("token-status", typ::TOKEN_STATUS, status.to_string().as_bytes()).expect("signs");
            let (signed, signature) = whole.rsplit_once('.').expect("three parts");
            let mut bytes = kunci_wire::bytes::decode(signature).expect("base64url");
            bytes.resize(length, 0);
            format!("{signed}.{}", encode(&bytes))
        };
        assert_eq!(told(forged), REFUSED, "{length}");
    }
}

/// How far an enrolment comes with this offer; and whether keys of the phone went out.
fn enrolled(change: impl Fn(&mut Value) + Send + Sync + 'static) -> (Result<(), Error>, bool) {
    let stage = Stage::new();
    stage.store.remove_token().expect("a disk in memory");
    let keys_sent = Arc::new(AtomicBool::new(false));
    let sent = Arc::clone(&keys_sent);
    stage.puppet.answers(move |request| {
        let path = request.path.as_str();
        if path.ends_with("/keys") {
            sent.store(true, Ordering::SeqCst);
        }
        let key = |name: &str| jwk(&KEYS.named(name).expect("a key").public());
        let mut offer = json!({
            "suite": SUITE, "bank": BANK, "token_id": Uuid::from_u128(20), "epoch": EPOCH + 1, "replaces": null,
            "bank_nonce": Bytes32([1; 32]), "attestation_challenge": Bytes32([2; 32]),
            "bank_ephemeral": key("stranger"), "bank_agreement": key("stranger"),
            "transcript_kid": KEYS.named("transcript").expect("a key").public().thumbprint(), "code_rules": {},
        });
        change(&mut offer);
        match path {
            "/v1/sessions" => reply(201, &json!({
                "session_id": Uuid::from_u128(30), "customer_id": CUSTOMER, "customer_name": "Sari", "scope": "enrol",
                "login_nonce": Bytes32([3; 32]), "idle_seconds": 300, "expires_at": "2025-12-01T08:00:00Z", "token": null,
            })),
            "/v1/token/enrolments" => reply(201, &json!({
                "enrolment_id": Uuid::from_u128(31), "method": "sms", "sent_to": "•••• 4321", "expires_in_seconds": 120,
                "tries_left": 5,
            })),
            _ if path.ends_with("/proof") => reply(200, &offer),
            _ => reply(403, &json!({ "type": "t", "title": "t", "status": 403, "code": "scope" })),
        }
    });
    let otp = SecretDigits::from_ascii(b"123456").expect("digits");
    let outcome = wait(async {
        stage.phone.sign_in("sari", SecretBytes::from_slice(b"password"), "id").await?;
        stage.phone.begin_enrolment(EnrolmentMethod::Sms).await?;
        stage.phone.prove_enrolment(&otp).await
    });
    (outcome, keys_sent.load(Ordering::SeqCst))
}

#[test]
fn safe_3_another_suite_bank_or_key_is_refused_before_any_key_goes_out() {
    assert_eq!(enrolled(|_| ()), (Err(Error::Scope), true), "the honest offer goes on to the exchange");
    for suite in ["KUNCI-P256-SHA256/2", "KUNCI-P256-SHA1/1", "kunci-p256-sha256/1", ""] {
        let outcome = enrolled(move |offer| offer["suite"] = json!(suite));
        assert_eq!(outcome, (Err(Error::BankNotProven), false), "{suite}");
    }
    assert_eq!(enrolled(|offer| offer["bank"] = json!("other")), (Err(Error::BankNotProven), false));
    let off_the_curve = json!({ "kty": "EC", "crv": "P-256", "x": encode(&[1; 32]), "y": encode(&[1; 32]) });
    let short = json!({ "kty": "EC", "crv": "P-256", "x": encode(&[1; 31]), "y": encode(&[1; 32]) });
    for key in [off_the_curve, short, json!({ "kty": "RSA" })] {
        for name in ["bank_ephemeral", "bank_agreement"] {
            let bad = key.clone();
            let (outcome, sent) = enrolled(move |offer| offer[name] = bad.clone());
            assert!(
                matches!(outcome, Err(Error::BankNotProven | Error::ReplyUnreadable)) && !sent,
                "{name} {key}: {outcome:?}"
            );
        }
    }
}

//! Worked examples of the contract (`docs/contract/vectors/kunci-1.json`), for whoever implements the other side.
//!
//! All inputs are fixed, and the ECDSA signatures are the deterministic ones of RFC 6979, so the text is always the same. The
//! private keys in it are examples: SHA-256 of `kunci example ` and the key's name.

mod words;

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use serde::Serialize;

use crate::canonical::{Canonical, CanonicalError};
use crate::encoding::{base64url, hex};
use crate::hash::sha256;
use crate::jws::{self, JwsError};
use crate::kdf::{FreezeKey, KdfError, KeySchedule, KnowKey, ReverseKey, UseLabel};
use crate::mac::hmac_sha256;
use crate::ocra::OcraCode;
use crate::offline::{self, OfflineError};
use crate::otp::{self, Alg, Otp, OtpError};
use crate::p256key::{KeyError, PublicKey};
use crate::secret::Secret;
use crate::signature9421::{RequestToSign, SignatureError, SignatureParams, Tag, verify_base};
use crate::transcript::{
    ChangePurpose, ChangeTranscript, EnrolmentTranscript, attestation_bytes, change_commit_message,
    change_proof_message, commitment, enrol_confirm_message, fingerprint, login_message, not_me_message, qr_challenge,
    remove_message,
};

const BANK: &str = "kuncibank";
const CUSTOMER: &str = "0198b2c0-1111-7000-8000-000000000001";
const SESSION: &str = "0198b2c0-2222-7000-8000-000000000002";
const ENROLMENT: &str = "0198b2c0-3333-7000-8000-000000000003";
const TOKEN: &str = "0198b2c0-4444-7000-8000-000000000004";
const REPLACED: &str = "0198b2c0-5555-7000-8000-000000000005";
const IDEMPOTENCY_KEY: &str = "0198b2c0-6666-7000-8000-000000000006";
const CHANGE: &str = "0198b2c0-7777-7000-8000-000000000007";
const EPOCH: u64 = 7;
const NOW: u64 = 1_763_870_000;

/// Why the examples could not be made: a mistake in this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each names the module that failed")]
pub enum ContractVectorError {
    #[error("canonical bytes: {0}")]
    Canonical(#[from] CanonicalError),
    #[error("key schedule: {0}")]
    Kdf(#[from] KdfError),
    #[error("key: {0}")]
    Key(#[from] KeyError),
    #[error("jws: {0}")]
    Jws(#[from] JwsError),
    #[error("http signature: {0}")]
    Signature(#[from] SignatureError),
    #[error("otp: {0}")]
    Otp(#[from] OtpError),
    #[error("offline code: {0}")]
    Offline(#[from] OfflineError),
    #[error("json")]
    Json,
}

/// The file's text: JSON, indented, with a line break at the end.
///
/// # Errors
/// [`ContractVectorError`]; none as long as the tests pass.
pub fn generate() -> Result<String, ContractVectorError> {
    let keys = Keys::new()?;
    let transcript = TranscriptExample::new(&keys)?;
    let schedule = Schedule::new(&keys, &transcript.hash)?;
    let jws = vec![transcript_jws(&keys, &transcript.hash)?, session_certificate(&keys)?];
    let certificate = jws.last().map_or("", |example| example.jws.as_str()).to_owned();
    let file = File {
        format: "Bytes are lower-case hexadecimal. Private keys are examples: SHA-256 of `kunci example ` and the name.",
        contract: "kunci/1",
        macs: macs(&schedule, &transcript.hash, &certificate)?,
        code_change: change_example(&keys, &schedule, &transcript.hash)?,
        otp: otp_example(&schedule)?,
        offline_codes: offline_codes(&schedule)?,
        http_signatures: vec![session_request(&keys)?, device_request(&keys)?],
        customer_words: words::words(&keys)?,
        canonical: canonical_examples(&transcript, &certificate)?,
        keys: keys.all.iter().map(ExampleKey::public_view).collect(),
        key_schedule: schedule.view,
        transcript: transcript.view,
        jws,
    };
    let mut text = serde_json::to_string_pretty(&file).map_err(|_| ContractVectorError::Json)?;
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct File {
    format: &'static str,
    contract: &'static str,
    canonical: Vec<CanonicalView>,
    keys: Vec<KeyView>,
    transcript: TranscriptView,
    key_schedule: ScheduleView,
    macs: Vec<MacView>,
    code_change: ChangeView,
    otp: Vec<OtpView>,
    offline_codes: Vec<OfflineView>,
    jws: Vec<JwsView>,
    http_signatures: Vec<HttpView>,
    customer_words: Vec<words::WordsView>,
}

// ---- keys

struct ExampleKey {
    name: &'static str,
    private: p256::SecretKey,
    public: PublicKey,
}

#[derive(Serialize)]
struct KeyView {
    name: &'static str,
    private_hex: String,
    public_hex: String,
    thumbprint: String,
}

impl ExampleKey {
    fn new(name: &'static str) -> Result<Self, KeyError> {
        let scalar = sha256(format!("kunci example {name}").as_bytes());
        let private = p256::SecretKey::from_slice(&scalar).map_err(|_| KeyError::NotAPoint)?;
        let public = PublicKey::from_sec1(&private.public_key().to_sec1_point(false).to_bytes())?;
        Ok(Self { name, private, public })
    }

    fn public_view(&self) -> KeyView {
        KeyView {
            name: self.name,
            private_hex: hex(&self.private.to_bytes()),
            public_hex: hex(&self.public.to_sec1()),
            thumbprint: self.public.thumbprint(),
        }
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = SigningKey::from(&self.private).sign(message);
        signature.to_bytes().into()
    }

    fn agree(&self, peer: &Self) -> Result<Secret<32>, KeyError> {
        let shared = self.private.diffie_hellman(&peer.private.public_key());
        Secret::try_from_slice(shared.raw_secret_bytes()).ok_or(KeyError::Agreement)
    }
}

struct Keys {
    all: [ExampleKey; 7],
}

impl Keys {
    fn new() -> Result<Self, KeyError> {
        Ok(Self {
            all: [
                ExampleKey::new("bank transcript")?,
                ExampleKey::new("bank ephemeral")?,
                ExampleKey::new("bank agreement")?,
                ExampleKey::new("phone ephemeral")?,
                ExampleKey::new("device signing")?,
                ExampleKey::new("device agreement")?,
                ExampleKey::new("session")?,
            ],
        })
    }
}

// ---- transcript

struct TranscriptExample {
    view: TranscriptView,
    canonical: Vec<u8>,
    attestation: Vec<u8>,
    hash: [u8; 32],
}

#[derive(Serialize)]
struct TranscriptView {
    suite: &'static str,
    bank: &'static str,
    customer_id: &'static str,
    session_id: &'static str,
    enrolment_id: &'static str,
    method: &'static str,
    transcript_kid: String,
    session_thumbprint: String,
    bank_ephemeral_hex: String,
    bank_agreement_hex: String,
    phone_ephemeral_hex: String,
    device_signing_hex: String,
    device_agreement_hex: String,
    bank_nonce_hex: String,
    phone_nonce_hex: String,
    attestation_challenge_hex: String,
    attestation_levels: [&'static str; 2],
    attestation_evidence_hex: [String; 2],
    attestation_digest_hex: String,
    replaced_token_id: &'static str,
    token_id: &'static str,
    epoch: u64,
    hash_hex: String,
    /// The same with method `website` and a commitment (label `kunci/enrolment/2`).
    by_qr: ByQrView,
}

#[derive(Serialize)]
struct ByQrView {
    commitment_hex: String,
    /// `kunci/enrol-challenge/1` of an offer with the enrolment's id and a secret of 32 bytes c4.
    attestation_challenge_of_secret_c4_hex: String,
    hash_hex: String,
    fingerprint: String,
}

impl TranscriptExample {
    fn new(keys: &Keys) -> Result<Self, ContractVectorError> {
        let [
            bank_transcript,
            bank_ephemeral,
            bank_agreement,
            phone_ephemeral,
            device_signing,
            device_agreement,
            session,
        ] = &keys.all;
        let transcript_kid = bank_transcript.public.thumbprint();
        let session_thumbprint = session.public.thumbprint();
        let evidence: [&[u8]; 2] = [b"first piece of evidence", &[0x30, 0x00]];
        let levels = ["strongbox", "tee"];
        let attestation = attestation_bytes(levels[0], levels[1], &evidence)?;
        let fields = EnrolmentTranscript {
            suite: "KUNCI-P256-SHA256/1",
            bank: BANK,
            customer_id: CUSTOMER,
            session_id: SESSION,
            enrolment_id: ENROLMENT,
            method: "sms",
            transcript_kid: &transcript_kid,
            session_thumbprint: &session_thumbprint,
            bank_ephemeral: &bank_ephemeral.public,
            bank_agreement: &bank_agreement.public,
            phone_ephemeral: &phone_ephemeral.public,
            device_signing: &device_signing.public,
            device_agreement: &device_agreement.public,
            bank_nonce: &[0xb1; 32],
            phone_nonce: &[0xf2; 32],
            attestation_challenge: &[0xa3; 32],
            attestation_digest: &sha256(&attestation),
            replaced_token_id: Some(REPLACED),
            token_id: TOKEN,
            epoch: EPOCH,
            commitment: None,
        };
        let (canonical, hash) = (fields.canonical_bytes()?, fields.hash()?);
        let said =
            commitment(&device_signing.public, &device_agreement.public, &phone_ephemeral.public, fields.phone_nonce)?;
        let by_qr = EnrolmentTranscript { method: "website", commitment: Some(&said), ..fields }.hash()?;
        let view = TranscriptView {
            suite: "KUNCI-P256-SHA256/1",
            bank: BANK,
            customer_id: CUSTOMER,
            session_id: SESSION,
            enrolment_id: ENROLMENT,
            method: "sms",
            bank_ephemeral_hex: hex(&fields.bank_ephemeral.to_sec1()),
            bank_agreement_hex: hex(&fields.bank_agreement.to_sec1()),
            phone_ephemeral_hex: hex(&fields.phone_ephemeral.to_sec1()),
            device_signing_hex: hex(&fields.device_signing.to_sec1()),
            device_agreement_hex: hex(&fields.device_agreement.to_sec1()),
            bank_nonce_hex: hex(fields.bank_nonce),
            phone_nonce_hex: hex(fields.phone_nonce),
            attestation_challenge_hex: hex(fields.attestation_challenge),
            attestation_levels: levels,
            attestation_evidence_hex: evidence.map(hex),
            attestation_digest_hex: hex(fields.attestation_digest),
            replaced_token_id: REPLACED,
            token_id: TOKEN,
            epoch: EPOCH,
            hash_hex: hex(&hash),
            by_qr: ByQrView {
                commitment_hex: hex(&said),
                attestation_challenge_of_secret_c4_hex: hex(&qr_challenge(ENROLMENT, &[0xc4; 32])?),
                hash_hex: hex(&by_qr),
                fingerprint: fingerprint(&by_qr),
            },
            transcript_kid,
            session_thumbprint,
        };
        Ok(Self { view, canonical, attestation, hash })
    }
}

// ---- canonical bytes

#[derive(Serialize)]
struct CanonicalView {
    what: &'static str,
    hex: String,
}

fn canonical_examples(
    transcript: &TranscriptExample,
    certificate: &str,
) -> Result<Vec<CanonicalView>, ContractVectorError> {
    let mut examples = vec![
        CanonicalView {
            what: "layout: label kunci/example/1; 1 string `cafe` and U+0301 (becomes U+00E9 in form C); 2 absent; 300 integer 258",
            hex: hex(&Canonical::new("kunci/example/1").text(1, "cafe\u{301}").absent(2).number(300, 258).finish()?),
        },
        CanonicalView { what: "kunci/enrolment/1 of `transcript`", hex: hex(&transcript.canonical) },
        CanonicalView { what: "kunci/attestation/1 of `transcript`", hex: hex(&transcript.attestation) },
        CanonicalView {
            what: "kunci/attestation/1: software, software, no evidence",
            hex: hex(&attestation_bytes::<&[u8]>("software", "software", &[])?),
        },
        CanonicalView {
            what: "kunci/enrol-confirm/1 of `transcript`",
            hex: hex(&enrol_confirm_message(&transcript.hash, ENROLMENT)?),
        },
        CanonicalView {
            what: "kunci/login/1: session, nonce 11…, token, epoch, the session certificate of `jws`",
            hex: hex(&login_message(SESSION, &[0x11; 32], TOKEN, EPOCH, certificate)?),
        },
        CanonicalView {
            what: "kunci/not-me/1: token, epoch, nonce 44…",
            hex: hex(&not_me_message(TOKEN, EPOCH, &[0x44; 16])?),
        },
        CanonicalView {
            what: "kunci/remove/1: token, epoch, nonce 44…",
            hex: hex(&remove_message(TOKEN, EPOCH, &[0x44; 16])?),
        },
    ];
    for label in [
        "kunci/key/know",
        "kunci/key/freeze",
        "kunci/key/reverse",
        "kunci/use/otp",
        "kunci/use/login",
        "kunci/use/enrol-confirm",
        "kunci/use/code-change",
        "kunci/use/code-commit",
        "kunci/use/ocra-qr",
        "kunci/use/ocra-typed",
        "kunci/key/bio",
        "kunci/use/bio-enable",
        "kunci/use/bio-commit",
        "kunci/use/bio-otp",
        "kunci/use/bio-login",
        "kunci/use/bio-approve",
        "kunci/use/not-me",
        "kunci/use/remove",
    ] {
        let context = Canonical::new(label).uuid(1, TOKEN).number(2, EPOCH).finish()?;
        examples.push(CanonicalView { what: label, hex: hex(&context) });
    }
    Ok(examples)
}

// ---- key schedule

struct Schedule {
    view: ScheduleView,
    hw: Secret<32>,
    know: KnowKey,
    freeze: FreezeKey,
    reverse: ReverseKey,
}

#[derive(Serialize)]
struct ScheduleView {
    transcript_hash_hex: String,
    eph_shared_hex: String,
    hw_hex: String,
    token_id: &'static str,
    epoch: u64,
    root_hex: String,
    know_hex: String,
    freeze_hex: String,
    reverse_hex: String,
    use_otp_hex: String,
    use_login_hex: String,
    use_enrol_confirm_hex: String,
    use_ocra_qr_hex: String,
    use_ocra_typed_hex: String,
}

impl Schedule {
    fn new(keys: &Keys, transcript_hash: &[u8; 32]) -> Result<Self, ContractVectorError> {
        let [_, bank_ephemeral, bank_agreement, phone_ephemeral, _, device_agreement, _] = &keys.all;
        let eph_shared = phone_ephemeral.agree(bank_ephemeral)?;
        let hw = device_agreement.agree(bank_agreement)?;
        let root = KeySchedule::derive_root(transcript_hash, &eph_shared, &hw);
        let know = root.derive_know(TOKEN, EPOCH)?;
        let (freeze, reverse) = (root.derive_freeze(TOKEN, EPOCH)?, root.derive_reverse(TOKEN, EPOCH)?);
        let use_key = |label| know.derive_use(&hw, label, TOKEN, EPOCH);
        // Exposed throughout: examples are public.
        let view = ScheduleView {
            transcript_hash_hex: hex(transcript_hash),
            eph_shared_hex: hex(eph_shared.expose()),
            hw_hex: hex(hw.expose()),
            token_id: TOKEN,
            epoch: EPOCH,
            root_hex: hex(root.secret().expose()),
            know_hex: hex(know.secret().expose()),
            freeze_hex: hex(freeze.secret().expose()),
            reverse_hex: hex(reverse.secret().expose()),
            use_otp_hex: hex(use_key(UseLabel::Otp)?.expose()),
            use_login_hex: hex(use_key(UseLabel::Login)?.expose()),
            use_enrol_confirm_hex: hex(use_key(UseLabel::EnrolConfirm)?.expose()),
            use_ocra_qr_hex: hex(use_key(UseLabel::OcraQr)?.expose()),
            use_ocra_typed_hex: hex(use_key(UseLabel::OcraTyped)?.expose()),
        };
        Ok(Self { view, hw, know, freeze, reverse })
    }

    fn use_key(&self, label: UseLabel) -> Result<Secret<32>, KdfError> {
        self.know.derive_use(&self.hw, label, TOKEN, EPOCH)
    }
}

// ---- MACs and codes

#[derive(Serialize)]
struct MacView {
    what: &'static str,
    key: &'static str,
    message_hex: String,
    mac_hex: String,
    mac_base64url: String,
}

fn macs(
    schedule: &Schedule,
    transcript_hash: &[u8; 32],
    certificate: &str,
) -> Result<Vec<MacView>, ContractVectorError> {
    let mac = |what, label: UseLabel, message: Vec<u8>| -> Result<MacView, ContractVectorError> {
        let mac = hmac_sha256(&schedule.use_key(label)?, &message);
        Ok(MacView {
            what,
            key: label.label(),
            message_hex: hex(&message),
            mac_hex: hex(&mac),
            mac_base64url: base64url(&mac),
        })
    };
    Ok(vec![
        mac("mac of the confirmation", UseLabel::EnrolConfirm, enrol_confirm_message(transcript_hash, ENROLMENT)?)?,
        mac("proof of the login", UseLabel::Login, login_message(SESSION, &[0x11; 32], TOKEN, EPOCH, certificate)?)?,
    ])
}

/// A code change on the token of the examples: generation 2, the same ephemerals as the enrolment for brevity.
#[derive(Serialize)]
struct ChangeView {
    change_id: &'static str,
    generation: u64,
    transcript_hex: String,
    transcript_hash_hex: String,
    proof_message_hex: String,
    proof_mac_hex: String,
    next_know_hex: String,
    commit_message_hex: String,
    commit_mac_hex: String,
}

fn change_example(keys: &Keys, schedule: &Schedule, enrolment: &[u8; 32]) -> Result<ChangeView, ContractVectorError> {
    let [bank_transcript, bank_ephemeral, _, phone_ephemeral, device_signing, _, session] = &keys.all;
    let transcript = ChangeTranscript {
        purpose: ChangePurpose::Code,
        suite: "KUNCI-P256-SHA256/1",
        bank: BANK,
        customer_id: CUSTOMER,
        session_id: SESSION,
        change_id: CHANGE,
        transcript_kid: &bank_transcript.public.thumbprint(),
        session_thumbprint: &session.public.thumbprint(),
        token_id: TOKEN,
        epoch: EPOCH,
        generation: 2,
        enrolment_hash: enrolment,
        device_thumbprint: &device_signing.public.thumbprint(),
        bank_ephemeral: &bank_ephemeral.public,
        phone_ephemeral: &phone_ephemeral.public,
        bank_nonce: &[0xb8; 32],
        phone_nonce: &[0xf9; 32],
    };
    let hash = transcript.hash()?;
    let (proof, commit) = (
        change_proof_message(ChangePurpose::Code, &hash, CHANGE)?,
        change_commit_message(ChangePurpose::Code, &hash, CHANGE)?,
    );
    let root = KeySchedule::derive_root(&hash, &phone_ephemeral.agree(bank_ephemeral)?, &schedule.hw);
    let next = root.derive_know(TOKEN, EPOCH)?;
    let commit_key = next.derive_use(&schedule.hw, UseLabel::CodeCommit, TOKEN, EPOCH)?;
    // Exposed: examples are public.
    Ok(ChangeView {
        change_id: CHANGE,
        generation: 2,
        transcript_hex: hex(&transcript.canonical_bytes()?),
        transcript_hash_hex: hex(&hash),
        proof_mac_hex: hex(&hmac_sha256(&schedule.use_key(UseLabel::CodeChange)?, &proof)),
        proof_message_hex: hex(&proof),
        next_know_hex: hex(next.secret().expose()),
        commit_mac_hex: hex(&hmac_sha256(&commit_key, &commit)),
        commit_message_hex: hex(&commit),
    })
}

#[derive(Serialize)]
struct OtpView {
    unix_seconds: u64,
    step: u64,
    code: String,
}

fn otp_example(schedule: &Schedule) -> Result<Vec<OtpView>, ContractVectorError> {
    let key = schedule.use_key(UseLabel::Otp)?;
    [0, 29, NOW, NOW + otp::STEP_SECONDS]
        .into_iter()
        .map(|unix_seconds| {
            // Exposed: examples are public.
            let code: Otp = otp::totp(key.expose(), unix_seconds, otp::STEP_SECONDS, otp::DIGITS, Alg::Sha256)?;
            let code = String::from_utf8_lossy(code.expose()).into_owned();
            Ok(OtpView { unix_seconds, step: unix_seconds / otp::STEP_SECONDS, code })
        })
        .collect()
}

// ---- codes without a network

#[derive(Serialize)]
struct OfflineView {
    what: &'static str,
    key: &'static str,
    key_hex: String,
    suite: &'static str,
    /// What is hashed into the question.
    canonical_hex: String,
    question: String,
    minute: Option<u64>,
    code: String,
}

fn offline_codes(schedule: &Schedule) -> Result<Vec<OfflineView>, ContractVectorError> {
    let minute = offline::minute(NOW);
    let text = |code: OcraCode| String::from_utf8_lossy(code.expose()).into_owned();
    let (qr, typed_key) = (schedule.use_key(UseLabel::OcraQr)?, schedule.use_key(UseLabel::OcraTyped)?);
    let operation = Canonical::new("kunci/operation/1").uuid(1, ENROLMENT).text(2, "unfreeze").finish()?;
    let typed = offline::Typed {
        kind: "transfer",
        bank_code: "014",
        account: "1234567890",
        currency: "IDR",
        minor: 5_000_000,
        exponent: 2,
    };
    let typed_bytes = Canonical::new("kunci/typed/1")
        .text(1, typed.kind)
        .text(2, typed.bank_code)
        .text(3, typed.account)
        .text(4, typed.currency)
        .number(5, typed.minor)
        .number(6, typed.exponent)
        .finish()?;
    let card = Canonical::new("kunci/freeze-code/1").uuid(1, SESSION).finish()?;
    let caller = Canonical::new("kunci/caller/1").text(1, "KB-1042").text(2, "card-fraud").finish()?;
    let example =
        |what, key: (&'static str, &Secret<32>), timed: bool, canonical: &[u8], before: &str, code| OfflineView {
            what,
            key: key.0,
            // Exposed: examples are public.
            key_hex: hex(key.1.expose()),
            suite: if timed { offline::TIMED_SUITE } else { offline::QR_SUITE },
            canonical_hex: hex(canonical),
            question: format!("{before}{}", hex(&sha256(canonical))),
            minute: timed.then_some(minute),
            code: text(code),
        };
    let (freeze, reverse) = (&schedule.freeze, &schedule.reverse);
    Ok(vec![
        example(
            "approval by QR over these bytes (cut short for the example)",
            ("kunci/use/ocra-qr", &qr),
            false,
            &operation,
            "",
            offline::qr_code(&qr, &operation)?,
        ),
        example(
            "approval by typing",
            ("kunci/use/ocra-typed", &typed_key),
            true,
            &typed_bytes,
            "",
            offline::typed_code(&typed_key, &typed, minute)?,
        ),
        example(
            "freeze code of a card",
            ("kunci/key/freeze", freeze.secret()),
            true,
            &card,
            "",
            offline::freeze_code(freeze, SESSION, minute)?,
        ),
        example(
            "answer of a caller to the challenge 482913",
            ("kunci/key/reverse", reverse.secret()),
            true,
            &caller,
            "482913",
            offline::caller_answer(reverse, "482913", "KB-1042", "card-fraud", minute)?,
        ),
    ])
}

// ---- signed objects

#[derive(Serialize)]
struct JwsView {
    key: &'static str,
    kid: String,
    typ: &'static str,
    payload: String,
    jws: String,
}

impl JwsView {
    fn new(key: &ExampleKey, typ: &'static str, payload: String) -> Result<Self, ContractVectorError> {
        // A key's id is its thumbprint.
        let kid = key.public.thumbprint();
        let input = jws::sign_input(&kid, typ, payload.as_bytes())?;
        let signature = key.sign(input.as_bytes());
        let jws = jws::assemble(input, &signature);
        jws::verify(&jws, typ, &key.public)?;
        Ok(Self { key: key.name, kid, typ, payload, jws })
    }
}

fn transcript_jws(keys: &Keys, transcript_hash: &[u8; 32]) -> Result<JwsView, ContractVectorError> {
    let [bank_transcript, ..] = &keys.all;
    let payload =
        format!(r#"{{"transcript_hash":"{}","token_id":"{TOKEN}","epoch":{EPOCH}}}"#, base64url(transcript_hash));
    JwsView::new(bank_transcript, "kunci-transcript", payload)
}

fn session_certificate(keys: &Keys) -> Result<JwsView, ContractVectorError> {
    let [_, _, _, _, device_signing, _, session] = &keys.all;
    let payload = format!(
        r#"{{"thumbprint":"{}","customer":"{CUSTOMER}","audience":"{BANK}","session":"{SESSION}","token":"{TOKEN}","epoch":{EPOCH},"login_nonce":"{}","expires":{},"generation":1,"chain":{{"have":"{}","next":"{}"}}}}"#,
        session.public.thumbprint(),
        base64url(&[0x11; 32]),
        NOW + 28_800,
        base64url(&[0x12; 32]),
        base64url(&[0x13; 32]),
    );
    JwsView::new(device_signing, "kunci-session-cert", payload)
}

// ---- request signatures

#[derive(Serialize)]
struct HttpView {
    key: &'static str,
    method: &'static str,
    authority: &'static str,
    path: &'static str,
    query: Option<&'static str>,
    content_type: Option<&'static str>,
    body: Option<String>,
    idempotency_key: Option<&'static str>,
    authorization: Option<String>,
    content_digest: Option<String>,
    signature_base: String,
    signature_input: String,
    signature: String,
}

fn session_request(keys: &Keys) -> Result<HttpView, ContractVectorError> {
    let [.., session] = &keys.all;
    let view = HttpView {
        method: "POST",
        authority: "api.kuncibank.example",
        path: "/v1/token/enrolments",
        query: None,
        content_type: Some("application/json"),
        body: Some(r#"{"method":"sms"}"#.into()),
        idempotency_key: Some(IDEMPOTENCY_KEY),
        authorization: Some(format!("Kunci-Session {SESSION}")),
        ..HttpView::EMPTY
    };
    view.signed(session, Tag::Session)
}

fn device_request(keys: &Keys) -> Result<HttpView, ContractVectorError> {
    let [_, _, _, _, device_signing, _, _] = &keys.all;
    let view = HttpView {
        method: "POST",
        authority: "api.kuncibank.example",
        path: "/v1/token/status",
        query: Some("a=1&b=%20"),
        content_type: Some("application/json"),
        body: Some(format!(r#"{{"token_id":"{TOKEN}","nonce":"{}"}}"#, base64url(&[0x22; 16]))),
        ..HttpView::EMPTY
    };
    view.signed(device_signing, Tag::Device)
}

impl HttpView {
    const EMPTY: Self = Self {
        key: "",
        method: "",
        authority: "",
        path: "",
        query: None,
        content_type: None,
        body: None,
        idempotency_key: None,
        authorization: None,
        content_digest: None,
        signature_base: String::new(),
        signature_input: String::new(),
        signature: String::new(),
    };

    fn signed(mut self, key: &ExampleKey, tag: Tag) -> Result<Self, ContractVectorError> {
        let request = RequestToSign {
            method: self.method,
            authority: self.authority,
            path: self.path,
            query: self.query,
            content_type: self.content_type,
            body: self.body.as_deref().map(str::as_bytes),
            idempotency_key: self.idempotency_key,
            if_match: None,
            authorization: self.authorization.as_deref(),
        };
        let keyid = key.public.thumbprint();
        let params = SignatureParams { created: NOW, expires: NOW + 60, nonce: &[0x33; 16], keyid: &keyid, tag };
        let prepared = request.prepare(&params)?;
        let signature = key.sign(&prepared.base);
        verify_base(&prepared.base, &signature, &key.public)?;
        self.key = key.name;
        self.signature = prepared.signature_header(&signature);
        self.content_digest = prepared.content_digest;
        self.signature_base = String::from_utf8_lossy(&prepared.base).into_owned();
        self.signature_input = prepared.signature_input;
        Ok(self)
    }
}

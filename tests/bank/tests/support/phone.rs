//! The phone: keys, and the steps of the contract.

use std::sync::Arc;

use kunci_bank::Bank;
use kunci_wire::bytes::encode;
use kunci_wire::signed::{EnrolConfirmation, LoginLinks, SessionCertificate};
use kunci_wire::token::ProofReply;
use kunci_wire::{B64, Bytes32, Jwk};
use p256::SecretKey;
use serde_json::{Value, json};
use uuid::Uuid;

use super::crypto::{
    agree, canonical, expand, extract, hmac, jwk, jws, open_jws, random, secret_key, sha256, sign, standard_base64,
    thumbprint, totp,
};
use super::door::{Answer, Door, NoAnswer, Outgoing};
use super::{SARI, now_ms, sms};

/// Who signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Session,
    Device,
}

/// A phone with software keys.
#[derive(Clone)]
pub struct Phone {
    pub bank: Arc<Bank>,
    pub door: Door,
    pub authority: String,
    pub session_key: SecretKey,
    pub device_signing: SecretKey,
    pub device_agreement: SecretKey,
    pub user: String,
    /// Reply of the sign-in.
    pub session: Value,
    pub enrolment: Option<Uuid>,
    /// How this phone proves; `website` with what it committed to.
    pub method: String,
    pub committed: Option<Committed>,
    pub offer: Option<ProofReply>,
    pub token: Option<HeldToken>,
}

/// Keys that were made before the bank drew its own.
#[derive(Clone)]
pub struct Committed {
    pub ephemeral: SecretKey,
    pub nonce: [u8; 32],
    pub commitment: [u8; 32],
}

/// What the phone keeps of its token.
#[derive(Clone)]
pub struct HeldToken {
    pub id: Uuid,
    pub epoch: u64,
    pub transcript_hash: [u8; 32],
    pub hw: [u8; 32],
    pub know: [u8; 32],
    pub freeze: [u8; 32],
    pub reverse: [u8; 32],
    /// Its knowledge key's number.
    pub generation: u64,
    /// Its place in the chain of logins: as after a first login whose answer never came.
    pub links: LoginLinks,
}

impl HeldToken {
    pub fn use_key(&self, label: &str) -> [u8; 32] {
        let info = canonical(label, &[self.id.to_string().as_bytes(), &self.epoch.to_be_bytes()]);
        expand(&extract(&self.hw, &self.know), &info)
    }
}

impl Phone {
    pub fn new(bank: Arc<Bank>, door: Door, authority: &str) -> Self {
        Self {
            bank,
            door,
            authority: authority.to_owned(),
            session_key: secret_key(),
            device_signing: secret_key(),
            device_agreement: secret_key(),
            user: String::new(),
            session: Value::Null,
            enrolment: None,
            method: "sms".to_owned(),
            committed: None,
            offer: None,
            token: None,
        }
    }

    /// A request with everything that the contract asks for.
    pub fn draft(&self, method: &str, path: &str, body: Option<Value>) -> Draft {
        let session = self.session["session_id"].as_str().map(|id| format!("Kunci-Session {id}"));
        let created = now_ms(&self.bank) / 1000;
        Draft {
            method: method.to_owned(),
            path: path.to_owned(),
            body: body.map(|body| serde_json::to_vec(&body).expect("json")),
            idempotency_key: needs_key(method, path).then(|| new_key().to_string()),
            if_match: None,
            authorization: session.filter(|_| path != "/v1/sessions"),
            created,
            expires: created + 60,
            nonce: encode(&random::<16>()),
            tag: Tag::Session,
            authority: self.authority.clone(),
        }
    }

    /// Signs and sends; a lost reply is a failure of the test.
    pub async fn send(&self, draft: &Draft) -> Answer {
        self.try_send(draft).await.expect("a reply")
    }

    pub async fn try_send(&self, draft: &Draft) -> Result<Answer, NoAnswer> {
        self.door.send(self.sign(draft)).await
    }

    /// Signs a draft with the key of its tag.
    pub fn sign(&self, draft: &Draft) -> Outgoing {
        match draft.tag {
            Tag::Session => draft.signed_by(&self.session_key),
            Tag::Device => draft.signed_by(&self.device_signing),
        }
    }

    pub fn sign_in_draft(&self, user: &str, password: &str) -> Draft {
        let body = json!({
            "user_id": user, "password": password, "session_key": jwk(&self.session_key),
            "platform": "desktop", "app_version": "0.1.0", "language": "en",
        });
        self.draft("POST", "/v1/sessions", Some(body))
    }

    /// A new session key and a session for it.
    pub async fn sign_in(&mut self, (user, password): (&str, &str)) -> Answer {
        self.session_key = secret_key();
        let answer = self.send(&self.sign_in_draft(user, password)).await;
        if answer.status == 201 {
            self.user = user.to_owned();
            self.session = answer.body.clone();
        }
        answer
    }

    pub fn begin_draft(&self) -> Draft {
        self.draft("POST", "/v1/token/enrolments", Some(json!({ "method": "sms" })))
    }

    pub async fn begin(&mut self) -> Answer {
        let answer = self.send(&self.begin_draft()).await;
        self.take_enrolment(&answer);
        answer
    }

    /// Begins in another way than by SMS.
    pub async fn begin_by(&mut self, body: Value) -> Answer {
        body["method"].as_str().expect("method").clone_into(&mut self.method);
        let answer = self.send(&self.draft("POST", "/v1/token/enrolments", Some(body))).await;
        self.take_enrolment(&answer);
        answer
    }

    /// A proof without a code.
    pub async fn prove_without_code(&mut self) -> Answer {
        let answer = self.send(&self.draft("POST", &self.enrolment_path("proof"), Some(json!({})))).await;
        if answer.status == 200 {
            self.offer = Some(serde_json::from_value(answer.body.clone()).expect("offer"));
        }
        answer
    }

    /// Makes keys and says what they will be.
    pub fn commit(&mut self) -> [u8; 32] {
        let (ephemeral, nonce) = (secret_key(), random::<32>());
        let commitment = sha256(&canonical(
            "kunci/enrol-commit/1",
            &[
                &jwk(&self.device_signing).to_sec1(),
                &jwk(&self.device_agreement).to_sec1(),
                &jwk(&ephemeral).to_sec1(),
                &nonce,
            ],
        ));
        self.committed = Some(Committed { ephemeral, nonce, commitment });
        commitment
    }

    /// What the customer types into the website.
    pub fn fingerprint(&self) -> String {
        let hash = self.token.as_ref().expect("exchanged").transcript_hash;
        let number = hash.iter().fold(0_u128, |rest, byte| (rest * 256 + u128::from(*byte)) % 100_000_000);
        format!("{number:08}")
    }

    pub fn take_enrolment(&mut self, answer: &Answer) {
        if let Some(id) = answer.body["enrolment_id"].as_str() {
            self.enrolment = Some(id.parse().expect("uuid"));
        }
    }

    pub fn enrolment_path(&self, step: &str) -> String {
        format!("/v1/token/enrolments/{}/{step}", self.enrolment.expect("begun"))
    }

    pub fn prove_draft(&self, otp: &str) -> Draft {
        self.draft("POST", &self.enrolment_path("proof"), Some(json!({ "otp": otp })))
    }

    pub async fn prove(&mut self, otp: &str) -> Answer {
        let answer = self.send(&self.prove_draft(otp)).await;
        if answer.status == 200 {
            self.offer = Some(serde_json::from_value(answer.body.clone()).expect("offer"));
        }
        answer
    }

    /// Exchanges keys and checks the bank's signature over the transcript; a fresh token is held afterwards.
    pub async fn exchange(&mut self) -> Answer {
        let (ephemeral, nonce) = match &self.committed {
            Some(committed) => (committed.ephemeral.clone(), committed.nonce),
            None => (secret_key(), random::<32>()),
        };
        let body = json!({
            "device_signing": jwk(&self.device_signing), "device_agreement": jwk(&self.device_agreement),
            "ephemeral": jwk(&ephemeral), "phone_nonce": Bytes32(nonce),
            "attestation": { "signing_level": "software", "agreement_level": "software", "evidence": ["AAEC"] },
        });
        let answer = self.send(&self.draft("POST", &self.enrolment_path("keys"), Some(body))).await;
        if answer.status == 200 {
            self.token = Some(self.derive(&ephemeral, &nonce));
            self.check_transcript(&answer).await;
        }
        answer
    }

    fn derive(&self, ephemeral: &SecretKey, phone_nonce: &[u8; 32]) -> HeldToken {
        let offer = self.offer.as_ref().expect("proved");
        let attestation = sha256(&canonical("kunci/attestation/1", &[b"software", b"software", &[0, 1, 2]]));
        let id = |value: &Value| value.as_str().expect("id").to_owned();
        let replaced = offer.replaces.map(|id| id.to_string()).unwrap_or_default();
        let token_id = offer.token_id.to_string();
        let (customer, session) = (id(&self.session["customer_id"]), id(&self.session["session_id"]));
        let (enrolment, own_thumbprint) = (self.enrolment.expect("begun").to_string(), thumbprint(&self.session_key));
        let (bank_ephemeral, bank_agreement) = (offer.bank_ephemeral.to_sec1(), offer.bank_agreement.to_sec1());
        let own = [ephemeral, &self.device_signing, &self.device_agreement].map(|key| jwk(key).to_sec1());
        let epoch = offer.epoch.to_be_bytes();
        let mut fields: Vec<&[u8]> = vec![
            offer.suite.as_bytes(),
            offer.bank.as_bytes(),
            customer.as_bytes(),
            session.as_bytes(),
            enrolment.as_bytes(),
            self.method.as_bytes(),
            offer.transcript_kid.as_bytes(),
            own_thumbprint.as_bytes(),
            &bank_ephemeral,
            &bank_agreement,
            &own[0],
            &own[1],
            &own[2],
            &offer.bank_nonce.0,
            phone_nonce,
            &offer.attestation_challenge.0,
            &attestation,
            replaced.as_bytes(),
            token_id.as_bytes(),
            &epoch,
        ];
        let label = match &self.committed {
            Some(committed) => {
                fields.push(&committed.commitment);
                "kunci/enrolment/2"
            }
            None => "kunci/enrolment/1",
        };
        let transcript_hash = sha256(&canonical(label, &fields));
        let hw = agree(&self.device_agreement, &offer.bank_agreement);
        let shared = agree(ephemeral, &offer.bank_ephemeral);
        let root = extract(&transcript_hash, &[shared, hw].concat());
        let (id, epoch) = (offer.token_id, offer.epoch);
        let key = |label| expand(&root, &canonical(label, &[id.to_string().as_bytes(), &epoch.to_be_bytes()]));
        let (know, freeze, reverse) = (key("kunci/key/know"), key("kunci/key/freeze"), key("kunci/key/reverse"));
        let links = LoginLinks { have: None, next: Bytes32(random()) };
        HeldToken { id, epoch, transcript_hash, hw, know, freeze, reverse, generation: 1, links }
    }

    async fn check_transcript(&self, answer: &Answer) {
        let token = self.token.as_ref().expect("derived");
        let text = answer.body["transcript_signature"].as_str().expect("signature");
        let word = open_jws(text, "kunci-transcript", &self.bank_key("transcript").await).expect("signed by the bank");
        let expected =
            json!({ "transcript_hash": Bytes32(token.transcript_hash), "token_id": token.id, "epoch": token.epoch });
        assert_eq!(word, expected);
    }

    /// A key of the bundle. (Chain and dates of the bundle have their own tests.)
    pub async fn bank_key(&self, key_use: &str) -> Jwk {
        let router = Door::Router(self.bank.router());
        let draft = Draft { idempotency_key: None, ..self.draft("GET", "/v1/keys", None) };
        let keys = router.send(draft.unsigned()).await.expect("keys").expect(200);
        let bundle = payload(keys.body["bundle"].as_str().expect("bundle"));
        let found = bundle["keys"].as_array().expect("keys").iter().find(|key| key["use"] == key_use);
        serde_json::from_value(found.expect("use")["key"].clone()).expect("jwk")
    }

    pub fn confirmation(&self) -> EnrolConfirmation {
        let token = self.token.as_ref().expect("exchanged");
        let enrolment_id = self.enrolment.expect("begun");
        let message =
            canonical("kunci/enrol-confirm/1", &[&token.transcript_hash, enrolment_id.to_string().as_bytes()]);
        EnrolConfirmation {
            enrolment_id,
            token_id: token.id,
            epoch: token.epoch,
            transcript_hash: Bytes32(token.transcript_hash),
            nonce: B64(random::<16>().to_vec()),
            mac: Bytes32(hmac(&token.use_key("kunci/use/enrol-confirm"), &message)),
        }
    }

    pub fn confirm_draft(&self, confirmation: &EnrolConfirmation) -> Draft {
        let signed = jws(&self.device_signing, "kunci-enrol-confirm", confirmation);
        self.draft("POST", &self.enrolment_path("confirmation"), Some(json!({ "confirmation": signed })))
    }

    pub async fn confirm(&self) -> Answer {
        self.send(&self.confirm_draft(&self.confirmation())).await
    }

    /// State in a status that verifies and fits this phone's token; panics otherwise.
    pub async fn state(&self, answer: &Answer) -> String {
        let token = self.token.as_ref().expect("exchanged");
        let key = self.bank_key("token-status").await;
        let text = answer.body["status"].as_str().expect("status");
        let status = open_jws(text, "kunci-token-status", &key).expect("signed by the bank");
        assert_eq!(status["token_id"], json!(token.id));
        assert_eq!(status["thumbprint"], json!(thumbprint(&self.device_signing)));
        assert_eq!(status["transcript_hash"], json!(Bytes32(token.transcript_hash)));
        assert_eq!(status["epoch"], json!(token.epoch));
        status["state"].as_str().expect("state").to_owned()
    }

    pub fn status_draft(&self) -> Draft {
        let token = self.token.as_ref().expect("exchanged");
        let body = json!({ "token_id": token.id, "nonce": encode(&random::<16>()) });
        let draft = self.draft("POST", "/v1/token/status", Some(body));
        Draft { tag: Tag::Device, authorization: None, ..draft }
    }

    /// Asks for the present state.
    pub async fn status(&self) -> String {
        let answer = self.send(&self.status_draft()).await.expect(200);
        self.state(&answer).await
    }

    /// Sign-in and SMS proof.
    pub async fn get_offer(&mut self, who: (&str, &str)) {
        self.sign_in(who).await.expect(201);
        self.begin().await.expect(201);
        let code = sms(&self.bank, who.0);
        self.prove(&code).await.expect(200);
    }

    /// Everything before the confirmation.
    pub async fn enrol_until_pending(&mut self, who: (&str, &str)) {
        self.get_offer(who).await;
        self.exchange().await.expect(200);
    }

    /// Becomes the customer's token.
    pub async fn enrol(&mut self, who: (&str, &str)) {
        self.enrol_until_pending(who).await;
        let answer = self.confirm().await.expect(200);
        assert_eq!(self.state(&answer).await, "active");
    }

    pub fn certificate(&self) -> SessionCertificate {
        let token = self.token.as_ref().expect("exchanged");
        let read = |name: &str| self.session[name].as_str().expect("member").to_owned();
        SessionCertificate {
            thumbprint: thumbprint(&self.session_key),
            customer: read("customer_id").parse().expect("uuid"),
            audience: "kuncibank".to_owned(),
            session: read("session_id").parse().expect("uuid"),
            token: token.id,
            epoch: token.epoch,
            login_nonce: serde_json::from_value(self.session["login_nonce"].clone()).expect("nonce"),
            expires: now_ms(&self.bank) / 1000 + 3600,
            generation: token.generation,
            chain: token.links.clone(),
        }
    }

    /// A login with this certificate, signed by this device key, and a proof that fits unless `right` is false.
    pub fn login_draft(&self, certificate: &SessionCertificate, device: &SecretKey, right: bool) -> Draft {
        self.login_draft_by("kunci/use/login", certificate, device, right)
    }

    /// The same, proved under another label.
    pub fn login_draft_by(
        &self,
        label: &str,
        certificate: &SessionCertificate,
        device: &SecretKey,
        right: bool,
    ) -> Draft {
        let token = self.token.as_ref().expect("exchanged");
        let certificate_text = jws(device, "kunci-session-cert", certificate);
        let message = canonical(
            "kunci/login/1",
            &[
                certificate.session.to_string().as_bytes(),
                &certificate.login_nonce.0,
                token.id.to_string().as_bytes(),
                &token.epoch.to_be_bytes(),
                &sha256(certificate_text.as_bytes()),
            ],
        );
        let mut proof = hmac(&token.use_key(label), &message);
        if !right {
            proof[0] ^= 1;
        }
        let body = json!({
            "certificate": certificate_text, "proof": Bytes32(proof), "status_nonce": encode(&random::<16>()),
        });
        self.draft("POST", "/v1/sessions/current/token", Some(body))
    }

    /// Proves the token in the present session.
    pub async fn login(&self, right: bool) -> Answer {
        self.send(&self.login_draft(&self.certificate(), &self.device_signing, right)).await
    }

    /// A new session, and the right proof in it.
    pub async fn login_again(&mut self) -> Answer {
        self.sign_in(SARI).await.expect(201);
        self.login(true).await
    }

    /// The offline OTP, so many steps away from the bank's time.
    pub fn otp(&self, steps_away: i64) -> String {
        let key = self.token.as_ref().expect("exchanged").use_key("kunci/use/otp");
        totp(&key, now_ms(&self.bank), steps_away)
    }
}

/// Payload of a JWS that nobody verified.
pub fn payload(jws: &str) -> Value {
    let part = jws.split('.').nth(1).expect("payload");
    serde_json::from_slice(&super::crypto::decode(part).expect("base64url")).expect("json")
}

fn needs_key(method: &str, path: &str) -> bool {
    let areas = [
        "/v1/token/enrolments",
        "/v1/token/code-changes",
        "/v1/token/biometrics",
        "/v1/token/hardware",
        "/v1/operations",
        "/v1/profile",
        "/v1/token/not-me",
        "/v1/call-backs",
        "/v1/cards",
        "/v1/complaints",
        "/v1/disputes",
        "/v1/letters",
        "/v1/sessions/current/step-up",
        "/v1/wallet-tokens",
    ];
    // Evidence has its key in its bytes.
    method == "POST" && path != "/v1/disputes/evidence" && areas.iter().any(|area| path.starts_with(area))
}

/// A fresh idempotency key.
pub fn new_key() -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(1_763_870_000_000, &random()).into_uuid()
}

/// A request that is not signed yet.
#[derive(Clone)]
pub struct Draft {
    pub method: String,
    pub path: String,
    pub body: Option<Vec<u8>>,
    pub idempotency_key: Option<String>,
    pub if_match: Option<String>,
    pub authorization: Option<String>,
    pub created: i64,
    pub expires: i64,
    pub nonce: String,
    pub tag: Tag,
    pub authority: String,
}

impl Draft {
    /// Draws a new nonce: the same request, signed anew.
    pub fn again(&self) -> Self {
        Self { nonce: encode(&random::<16>()), ..self.clone() }
    }

    /// RFC 9421 by hand.
    pub fn signed_by(&self, key: &SecretKey) -> Outgoing {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let mut lines = vec![
            ("@method".to_owned(), self.method.clone()),
            ("@authority".to_owned(), self.authority.clone()),
            ("@path".to_owned(), path.to_owned()),
            ("@query".to_owned(), format!("?{query}")),
        ];
        let mut unsigned = self.unsigned();
        lines.extend(unsigned.headers.iter().cloned());
        let names: Vec<String> = lines.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let tag = if self.tag == Tag::Session { "session" } else { "device" };
        let params = format!(
            "({});created={};expires={};nonce=\"{}\";keyid=\"{}\";alg=\"ecdsa-p256-sha256\";tag=\"kunci/1/{tag}\"",
            names.join(" "),
            self.created,
            self.expires,
            self.nonce,
            thumbprint(key)
        );
        let covered: String = lines.iter().map(|(name, value)| format!("\"{name}\": {value}\n")).collect();
        let signature = sign(key, format!("{covered}\"@signature-params\": {params}").as_bytes());
        unsigned.headers.push(("signature-input".to_owned(), format!("kunci={params}")));
        unsigned.headers.push(("signature".to_owned(), format!("kunci=:{}:", standard_base64(&signature))));
        unsigned
    }

    /// Without a signature.
    pub fn unsigned(&self) -> Outgoing {
        let mut headers = Vec::new();
        if let Some(body) = &self.body {
            headers.push(("content-digest".to_owned(), format!("sha-256=:{}:", standard_base64(&sha256(body)))));
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
        }
        let optional = [
            ("idempotency-key", &self.idempotency_key),
            ("if-match", &self.if_match),
            ("authorization", &self.authorization),
        ];
        for (name, value) in optional {
            headers.extend(value.iter().map(|value| (name.to_owned(), value.clone())));
        }
        Outgoing {
            method: self.method.clone(),
            authority: self.authority.clone(),
            path: self.path.clone(),
            headers,
            body: self.body.clone().unwrap_or_default(),
        }
    }
}

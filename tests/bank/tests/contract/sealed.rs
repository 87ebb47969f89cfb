//! Over real sockets: TLS 1.3, the signed key bundle, Oblivious HTTP, and the fault switches.

use std::sync::Arc;
use std::time::{Duration, Instant};

use kunci_bank::{Bank, BankOptions, ReadyFile, RunningBank};
use kunci_wire::Jwk;
use kunci_wire::bytes::decode;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::support::crypto::{open_jws, random, sha256};
use crate::support::door::{NoAnswer, post, seal};
use crate::support::phone::payload;
use crate::support::{Door, Phone, SARI, audit, customer, sms, website};

async fn start(plain: bool) -> RunningBank {
    Bank::start(BankOptions { plain, ..BankOptions::default() }).await.expect("the bank starts")
}

fn tls(ready: &ReadyFile) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    for root in &ready.phone_config.tls_roots {
        roots.add(CertificateDer::from(root.0.clone())).expect("a root");
    }
    ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("TLS 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

pub fn http(ready: &ReadyFile) -> reqwest::Client {
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls(ready)).no_proxy();
    builder.timeout(Duration::from_secs(20)).build().expect("client")
}

async fn bundle(ready: &ReadyFile) -> Value {
    let reply = http(ready).get(format!("{}/v1/keys", ready.api_url)).send().await.expect("reply");
    assert_eq!(reply.status(), 200);
    serde_json::from_slice(&reply.bytes().await.expect("body")).expect("json")
}

/// Verifies the bundle as a phone does, up to its dates, and returns its payload.
async fn verified_bundle(ready: &ReadyFile) -> Option<Value> {
    let keys = bundle(ready).await;
    let text = |name: &str| keys[name].as_str().expect("text").to_owned();
    let roots = &ready.phone_config.bundle_roots;
    let signer = roots.iter().find_map(|root| open_jws(&text("signer"), "kunci-bundle-signer", root))?;
    assert_eq!((&signer["bank"], &signer["epoch"]), (&json!("kuncibank"), &json!(1)));
    let key: Jwk = serde_json::from_value(signer["key"].clone()).expect("key");
    open_jws(&text("bundle"), "kunci-bundle", &key)
}

async fn sealed_phone(running: &RunningBank) -> Phone {
    let ready = &running.ready;
    let bundle = verified_bundle(ready).await.expect("a good bundle");
    let gateway = bundle["keys"].as_array().expect("keys").iter().find(|key| key["use"] == "ohttp").expect("gateway");
    let config = decode(gateway["config"].as_str().expect("config")).expect("base64url");
    let door = Door::Sealed { http: http(ready), url: ready.api_url.clone(), config };
    Phone::new(Arc::clone(running.bank()), door, ready.api_url.strip_prefix("https://").expect("https"))
}

async fn control(running: &RunningBank, name: &str, body: Value) -> (u16, Value) {
    let ready = &running.ready;
    let request = http(ready).post(format!("{}/sandbox/{name}", ready.control_url)).bearer_auth(&ready.control_token);
    let reply = request.body(body.to_string()).send().await.expect("reply");
    let status = reply.status().as_u16();
    (status, serde_json::from_slice(&reply.bytes().await.expect("body")).expect("json"))
}

async fn fault(running: &RunningBank, body: Value) {
    assert_eq!(control(running, "fault", body).await, (200, json!({})));
}

#[tokio::test(flavor = "multi_thread")]
async fn net_1_the_whole_journey_over_tls_and_oblivious_http() {
    let running = start(false).await;
    let mut phone = sealed_phone(&running).await;
    phone.enrol(SARI).await;
    phone.login(true).await.expect(200);
    assert_eq!(phone.status().await, "active");
    let (status, reply) =
        control(&running, "website_login", json!({ "user_id": "sari", "password": SARI.1, "otp": phone.otp(0) })).await;
    assert_eq!((status, &reply["accepted"]), (200, &json!(true)));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn net_1_an_encapsulation_works_once_and_garbage_gets_an_outer_400() {
    let running = start(false).await;
    let phone = sealed_phone(&running).await;
    let Door::Sealed { http, url, config } = &phone.door else { panic!("sealed") };
    let request = phone.sign(&phone.sign_in_draft(SARI.0, SARI.1));
    let (sealed, opener) = seal(config, &request);
    let mut harmed = sealed.clone();
    *harmed.last_mut().expect("bytes") ^= 1;
    assert_eq!(post(http, url, harmed).await.expect("reply").0, 400, "and it does not burn the good one");
    let (status, reply) = post(http, url, sealed.clone()).await.expect("reply");
    assert_eq!(status, 200);
    assert!(opener.decapsulate(&reply).is_ok());
    assert_eq!(post(http, url, sealed).await.expect("reply").0, 409);
    assert_eq!(post(http, url, random::<100>().to_vec()).await.expect("reply").0, 400);
    assert_eq!(post(http, url, vec![0; 200 * 1024]).await.expect("reply").0, 413);
    // The API itself is not on this port.
    let naked = http.post(format!("{url}/v1/sessions")).send().await.expect("reply");
    assert_eq!(naked.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn net_2_a_lost_reply_is_asked_for_again_and_nothing_happens_twice() {
    let running = start(false).await;
    let mut phone = sealed_phone(&running).await;
    phone.sign_in(SARI).await.expect(201);
    fault(&running, json!({ "kind": "lose_reply", "path": "/v1/token/enrolments" })).await;
    let draft = phone.begin_draft();
    assert_eq!(phone.try_send(&draft).await.map(|answer| answer.code()), Err(NoAnswer::Network));
    let begun = phone.send(&draft.again()).await.expect(201);
    assert_eq!(begun.header("idempotency-replayed"), Some("true"));
    phone.take_enrolment(&begun);
    phone.prove(&sms(running.bank(), "sari")).await.expect(200);
    phone.exchange().await.expect(200);
    fault(&running, json!({ "kind": "lose_reply", "path": "/v1/token/enrolments/*/confirmation", "times": 1 })).await;
    let draft = phone.confirm_draft(&phone.confirmation());
    assert_eq!(phone.try_send(&draft).await.map(|answer| answer.code()), Err(NoAnswer::Network));
    let answer = phone.send(&draft.again()).await.expect(200);
    assert_eq!(phone.state(&answer).await, "active");
    assert_eq!(customer(running.bank(), "sari")["active_tokens"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn net_2_a_duplicated_request_takes_effect_once() {
    let running = start(false).await;
    let mut phone = sealed_phone(&running).await;
    fault(&running, json!({ "kind": "duplicate", "path": "/v1/sessions" })).await;
    fault(&running, json!({ "kind": "duplicate", "path": "/v1/token/enrolments/*/*", "times": 3 })).await;
    phone.enrol(SARI).await;
    let words = audit(running.bank());
    let twice: Vec<_> = words.iter().filter(|what| what.starts_with("The network delivered")).collect();
    assert_eq!(twice.len(), 4);
    assert!(twice.iter().all(|what| what.ends_with("the second got 401")), "{twice:?}");
    assert_eq!(words.iter().filter(|what| what.starts_with("Activated")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn net_3_broken_replies_of_every_kind() {
    let running = start(false).await;
    let mut phone = sealed_phone(&running).await;
    for (kind, status) in [(json!(null), 502), (json!(503), 503), (json!(500), 500)] {
        let mut body = json!({ "kind": "error_5xx", "path": "/v1/sessions" });
        if !kind.is_null() {
            body["status"] = kind;
        }
        fault(&running, body).await;
        assert_eq!(phone.sign_in(SARI).await.status, status);
    }
    fault(&running, json!({ "kind": "malformed_json", "path": "/v1/sessions" })).await;
    let answer = phone.send(&phone.sign_in_draft(SARI.0, SARI.1)).await.expect(201);
    assert!(serde_json::from_slice::<Value>(&answer.raw).is_err());
    fault(&running, json!({ "kind": "oversized_reply", "path": "/v1/sessions" })).await;
    let answer = phone.send(&phone.sign_in_draft(SARI.0, SARI.1)).await.expect(201);
    assert!(answer.raw.len() > 256 * 1024);
    fault(&running, json!({ "kind": "latency", "ms": 300 })).await;
    let before = Instant::now();
    phone.sign_in(SARI).await.expect(201);
    assert!(before.elapsed() >= Duration::from_millis(300));
    fault(&running, json!({ "kind": "clear" })).await;
    phone.sign_in(SARI).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn net_4_spoilt_bundles_are_spoilt_in_one_way_only() {
    let running = start(false).await;
    let ready = &running.ready;
    let good = verified_bundle(ready).await.expect("good");
    let time = |value: &Value| value.as_str().expect("time").parse::<jiff::Timestamp>().expect("time");
    assert!(time(&good["expires"]).duration_since(time(&good["issued"])).as_hours() <= 72);
    fault(&running, json!({ "kind": "rolled_back_bundle" })).await;
    let older = verified_bundle(ready).await.expect("signed well");
    assert_eq!(older["counter"].as_u64().map(|counter| counter + 1), good["counter"].as_u64());
    fault(&running, json!({ "kind": "expired_bundle" })).await;
    let expired = verified_bundle(ready).await.expect("signed well");
    assert!(time(&expired["expires"]) < jiff::Timestamp::now());
    fault(&running, json!({ "kind": "wrong_bundle_signer" })).await;
    assert_eq!(verified_bundle(ready).await, None);
    fault(&running, json!({ "kind": "clear" })).await;
    assert_eq!(verified_bundle(ready).await, Some(good.clone()));
    assert_eq!(control(&running, "clock", json!({ "advance_seconds": 3700 })).await.0, 200);
    let fresh = verified_bundle(ready).await.expect("good");
    assert_eq!(fresh["counter"].as_u64(), good["counter"].as_u64().map(|counter| counter + 1));
    assert_eq!(control(&running, "clock", json!({ "advance_seconds": 100 * 86400 })).await.0, 200);
    let signer = payload(bundle(ready).await["signer"].as_str().expect("signer"));
    let (_, now) = control(&running, "clock", json!({})).await;
    assert!(time(&signer["not_before"]) <= time(&now["now"]) && time(&now["now"]) < time(&signer["expires"]));
}

/// What a phone's TLS sees: a pin (SPKI SHA-256), or why the handshake failed.
async fn look(ready: &ReadyFile) -> Result<[u8; 32], String> {
    let address = ready.api_url.strip_prefix("https://").expect("https");
    let stream = TcpStream::connect(address).await.expect("accepts");
    let name = ServerName::try_from("127.0.0.1").expect("name");
    let connector = tokio_rustls::TlsConnector::from(Arc::new(tls(ready)));
    let connected = connector.connect(name, stream).await.map_err(|error| {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
            Some(Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. })) => {
                "expired"
            }
            Some(Error::InvalidCertificate(
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
            )) => "not yet valid",
            Some(Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature)) => {
                "unknown issuer"
            }
            Some(_) => "other",
            None => "cut",
        }
        .to_owned()
    })?;
    let chain = connected.get_ref().1.peer_certificates().expect("chain");
    let leaf = rustls::server::ParsedCertificate::try_from(&chain[0]).expect("parses");
    Ok(sha256(&leaf.subject_public_key_info()))
}

#[tokio::test(flavor = "multi_thread")]
async fn net_4_each_tls_switch_shows_its_own_fault_and_cuts_what_is_open() {
    let running = start(false).await;
    let ready = &running.ready;
    let mut phone = sealed_phone(&running).await;
    phone.sign_in(SARI).await.expect(201);
    let pins: Vec<[u8; 32]> = ready.phone_config.pins.iter().map(|pin| pin.0).collect();
    assert_eq!(pins.len(), 2);
    assert_eq!(look(ready).await, Ok(pins[0]));
    for (kind, seen) in [
        ("expired_certificate", "expired"),
        ("not_yet_valid", "not yet valid"),
        ("unknown_issuer", "unknown issuer"),
        ("network_cut", "cut"),
    ] {
        fault(&running, json!({ "kind": kind })).await;
        assert_eq!(look(ready).await, Err(seen.to_owned()), "{kind}");
        // The client's open connection is gone too.
        let draft = phone.begin_draft();
        assert_eq!(phone.try_send(&draft).await.map(|answer| answer.code()), Err(NoAnswer::Network), "{kind}");
    }
    fault(&running, json!({ "kind": "wrong_pin" })).await;
    let other = look(ready).await.expect("a good chain");
    assert!(!pins.contains(&other));
    fault(&running, json!({ "kind": "clear" })).await;
    assert_eq!(look(ready).await, Ok(pins[0]));
    phone.begin().await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn net_4_tls_1_2_is_refused() {
    let running = start(false).await;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS12])
        .expect("TLS 1.2")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anything))
        .with_no_client_auth();
    let address = running.ready.api_url.strip_prefix("https://").expect("https");
    let stream = TcpStream::connect(address).await.expect("accepts");
    let name = ServerName::try_from("127.0.0.1").expect("name");
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    assert!(connector.connect(name, stream).await.is_err());
}

/// Believes every certificate: so that only the version can fail.
#[derive(Debug)]
struct Anything;

impl ServerCertVerifier for Anything {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ops_3_the_control_port_wants_its_token_and_the_ready_file_is_private() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("ready.json");
    let running = Bank::start(BankOptions { ready_file: Some(path.clone()), plain: true, ..BankOptions::default() })
        .await
        .expect("starts");
    let written: ReadyFile = serde_json::from_slice(&std::fs::read(&path).expect("file")).expect("json");
    assert_eq!(written.control_token, running.ready.control_token);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).expect("file").permissions().mode() & 0o777, 0o600);
    }
    let url = format!("{}/sandbox/clock", written.control_url);
    let client = http(&written);
    assert_eq!(client.post(&url).send().await.expect("reply").status(), 401);
    assert_eq!(client.post(&url).bearer_auth("guess").send().await.expect("reply").status(), 401);
    assert_eq!(client.post(&url).bearer_auth(&written.control_token).send().await.expect("reply").status(), 200);
    // The unsealed API for tools answers the same way.
    let plain = format!("{}/v1/token/enrolments", written.plain_url.expect("plain"));
    let reply = client.post(plain).body("{}").send().await.expect("reply");
    assert_eq!(reply.status(), 401);
    assert!(reply.headers().contains_key("kunci-time"));
    running.stop().await;
    assert!(client.post(&url).send().await.is_err(), "nothing listens any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn ops_1_tls_roots_and_pins_survive_a_restart() {
    let folder = tempfile::tempdir().expect("folder");
    let options = BankOptions { data_dir: Some(folder.path().to_owned()), ..BankOptions::default() };
    let first = Bank::start(options.clone()).await.expect("starts");
    let mut before = first.ready.phone_config.clone();
    let mut phone = sealed_phone(&first).await;
    phone.enrol(SARI).await;
    first.stop().await;
    drop(std::mem::replace(&mut phone.bank, crate::support::bank()));
    let second = Bank::start(options).await.expect("starts again");
    before.base_url = second.ready.phone_config.base_url.clone();
    assert_eq!(before.to_string(), second.ready.phone_config.to_string());
    assert_eq!(look(&second.ready).await, Ok(before.pins[0].0));
    phone.bank = Arc::clone(second.bank());
    phone.door = sealed_phone(&second).await.door;
    phone.authority = sealed_phone(&second).await.authority;
    assert_eq!(phone.status().await, "active");
    assert_eq!(website(second.bank(), SARI, &phone.otp(0))["accepted"], true);
}

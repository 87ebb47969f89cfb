//! The sealed API, against a gateway that opens and seals with the same RFC's other half.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::io::Cursor;

use bhttp::{Message, Mode, StatusCode};
use kunci_adapters::BankHttp;
use kunci_core::ports::{ApiReply, ApiRequest, GatewayConfig, Http as _, HttpError, Method};
use kunci_wire::limits::REPLY_BYTES;
use ohttp::hpke::{Aead, Kdf, Kem};
use ohttp::{KeyConfig, Server, ServerResponse, SymmetricSuite};
use rustls::pki_types::UnixTime;
use support::{Answer, Authority, Received, config, http, on_connection, serve};
use zeroize::Zeroizing;

const SEALED: &str = "message/ohttp-res";

/// A gateway with a key of its own.
fn gateway() -> (Server, GatewayConfig) {
    let suite = SymmetricSuite::new(Kdf::HkdfSha256, Aead::ChaCha20Poly1305);
    let key = KeyConfig::new(1, Kem::X25519Sha256, vec![suite]).unwrap();
    let config = GatewayConfig(key.encode().unwrap());
    (Server::new(key).unwrap(), config)
}

fn request() -> ApiRequest {
    ApiRequest {
        method: Method::Post,
        path: "/v1/sessions".into(),
        query: "page=2".into(),
        headers: vec![("content-type".into(), "application/json".into()), ("idempotency-key".into(), "one".into())],
        body: Some(Zeroizing::new(b"{\"password\":\"secret\"}".to_vec())),
    }
}

fn open(server: &Server, received: &Received) -> (Message, ServerResponse) {
    let (message, response) = server.decapsulate(&received.body).unwrap();
    (Message::read_bhttp(&mut Cursor::new(message)).unwrap(), response)
}

fn reply(status: u16, body: &[u8]) -> Vec<u8> {
    let mut message = Message::response(StatusCode::try_from(status).unwrap());
    message.put_header("Kunci-Time", "1763870000000");
    message.write_content(body);
    let mut bytes = Vec::new();
    message.write_bhttp(Mode::KnownLength, &mut bytes).unwrap();
    bytes
}

/// One call to a bank that answers so.
async fn call(
    gateway: &GatewayConfig,
    answer: impl FnMut(Received) -> Answer + Send + 'static,
) -> Result<ApiReply, HttpError> {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    let address = serve(&bank, answer).await;
    let http = BankHttp::new(&config(address, &authority, &[bank.pin]), UnixTime::now()).unwrap();
    http.seal(gateway, request())?.await
}

/// One call to a gateway that opens the request and answers these bytes, sealed.
async fn call_sealed(bytes: Vec<u8>) -> Result<ApiReply, HttpError> {
    let (server, gateway) = gateway();
    call(&gateway, move |received| http(200, SEALED, &open(&server, &received).1.encapsulate(&bytes).unwrap())).await
}

/// One call to a bank that answers from outside the seal.
async fn call_outer(status: u16, media_type: &'static str, body: &'static [u8]) -> Result<ApiReply, HttpError> {
    call(&gateway().1, move |_| http(status, media_type, body)).await
}

#[tokio::test]
async fn request_and_reply_travel_sealed() {
    let (server, gateway) = gateway();
    let reply =
        call(&gateway, move |received| {
            let head = received.head.to_ascii_lowercase();
            assert!(head.starts_with("post /v1/ohttp http/1.1\r\n"), "{head}");
            assert!(head.contains("\r\ncontent-type: message/ohttp-req\r\n"), "{head}");
            for inner in ["user-agent", "cookie", "idempotency-key", "accept-encoding"] {
                assert!(!head.contains(inner), "{inner} shows outside the seal: {head}");
            }
            let (message, response) = open(&server, &received);
            assert_eq!(message.control().method(), Some(&b"POST"[..]));
            assert_eq!(message.control().scheme(), Some(&b"https"[..]));
            assert_eq!(message.control().path(), Some(&b"/v1/sessions?page=2"[..]));
            assert!(head.contains(&format!(
                "\r\nhost: {}\r\n",
                String::from_utf8_lossy(message.control().authority().unwrap())
            )));
            assert_eq!(message.header().get(b"idempotency-key"), Some(&b"one"[..]));
            assert_eq!(message.content(), b"{\"password\":\"secret\"}");
            http(200, "Message/OHTTP-Res; v=1", &response.encapsulate(&reply(201, b"{}")).unwrap())
        })
        .await
        .unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (201, &b"{}"[..]));
    assert_eq!(reply.header("kunci-time"), Some("1763870000000"));
}

#[tokio::test]
async fn a_status_inside_the_seal_is_the_banks_word_whatever_it_is() {
    for status in [200, 204, 400, 409, 500, 503] {
        assert_eq!(call_sealed(reply(status, b"")).await.unwrap().status, status);
    }
}

#[tokio::test]
async fn a_status_outside_the_seal_is_never_the_banks_word() {
    for (status, expected) in [
        (409, HttpError::OutcomeUnknown),
        (400, HttpError::GatewayRefused),
        (401, HttpError::GatewayRefused),
        (422, HttpError::GatewayRefused),
        (500, HttpError::OutcomeUnknown),
        (502, HttpError::OutcomeUnknown),
        (202, HttpError::ReplyUnreadable),
        (204, HttpError::ReplyUnreadable),
    ] {
        assert_eq!(call_outer(status, SEALED, b"").await.unwrap_err(), expected, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let answer = || Answer::Bytes(b"HTTP/1.1 307 x\r\nlocation: /v1/keys\r\ncontent-length: 0\r\n\r\n".to_vec());
    assert_eq!(call(&gateway().1, move |_| answer()).await.unwrap_err(), HttpError::ReplyUnreadable);
}

#[tokio::test]
async fn garbage_is_unreadable() {
    assert_eq!(
        call_outer(200, "text/html", b"<html>sign in to this network</html>").await.unwrap_err(),
        HttpError::ReplyUnreadable
    );
    assert_eq!(call_outer(200, SEALED, b"").await.unwrap_err(), HttpError::ReplyUnreadable);
    assert_eq!(call_outer(200, SEALED, &[7; 200]).await.unwrap_err(), HttpError::ReplyUnreadable);
    assert_eq!(call_sealed(b"no binary http".to_vec()).await.unwrap_err(), HttpError::ReplyUnreadable);
    assert_eq!(call_sealed(Vec::new()).await.unwrap_err(), HttpError::ReplyUnreadable);
}

#[tokio::test]
async fn a_reply_to_another_request_is_unreadable() {
    let (server, gateway) = gateway();
    let (earlier, _) = ohttp::ClientRequest::from_encoded_config(&gateway.0).unwrap().encapsulate(b"earlier").unwrap();
    let other = server.decapsulate(&earlier).unwrap().1.encapsulate(&reply(200, b"played back")).unwrap();
    assert_eq!(call(&gateway, move |_| http(200, SEALED, &other)).await.unwrap_err(), HttpError::ReplyUnreadable);
}

#[tokio::test]
async fn the_largest_reply_fits_and_one_byte_more_does_not() {
    assert_eq!(call_sealed(reply(200, &vec![7; REPLY_BYTES])).await.unwrap().body.len(), REPLY_BYTES);
    assert_eq!(call_sealed(reply(200, &vec![7; REPLY_BYTES + 1])).await.unwrap_err(), HttpError::ReplyTooLarge);
}

#[tokio::test]
async fn reading_stops_at_the_bound_even_if_the_length_is_not_announced() {
    let flood = || {
        let mut bytes = format!("HTTP/1.1 200 x\r\ncontent-type: {SEALED}\r\nconnection: close\r\n\r\n").into_bytes();
        bytes.resize(8 << 20, 7);
        Answer::Bytes(bytes)
    };
    assert_eq!(call(&gateway().1, move |_| flood()).await.unwrap_err(), HttpError::ReplyTooLarge);
}

#[tokio::test]
async fn a_key_configuration_that_cannot_be_used_sends_nothing() {
    let refused = call(&GatewayConfig(b"none".to_vec()), |_| panic!("it was sent")).await;
    assert_eq!(refused.unwrap_err(), HttpError::GatewayRefused);
}

#[tokio::test]
async fn nobody_listening_is_offline() {
    let authority = Authority::new("bank");
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let http = BankHttp::new(&config(free, &authority, &[[7; 32]]), UnixTime::now()).unwrap();
    assert_eq!(http.seal(&gateway().1, request()).unwrap().await.unwrap_err(), HttpError::Offline);
    assert_eq!(http.key_bundle().await, Err(HttpError::Offline));
}

#[tokio::test]
async fn a_name_that_does_not_resolve_is_offline() {
    let authority = Authority::new("bank");
    let mut config = config("127.0.0.1:1".parse().unwrap(), &authority, &[[7; 32]]);
    config.base_url = "https://bank.invalid".into(); // RFC 6761 §6.4: never resolves
    let http = BankHttp::new(&config, UnixTime::now()).unwrap();
    assert_eq!(http.authority(), "bank.invalid");
    assert_eq!(http.key_bundle().await, Err(HttpError::Offline));
}

#[tokio::test]
async fn a_connection_cut_before_the_handshake_is_offline() {
    let address = on_connection(|stream| async move { drop(stream) }).await;
    let authority = Authority::new("bank");
    let http = BankHttp::new(&config(address, &authority, &[[7; 32]]), UnixTime::now()).unwrap();
    assert_eq!(http.seal(&gateway().1, request()).unwrap().await.unwrap_err(), HttpError::Offline);
}

#[tokio::test]
async fn a_connection_cut_after_the_handshake_leaves_the_outcome_unknown() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    let acceptor = bank.acceptor(&[&rustls::version::TLS13], &[b"http/1.1"]);
    let address = on_connection(move |stream| {
        let acceptor = acceptor.clone();
        async move { drop(acceptor.accept(stream).await) }
    })
    .await;
    let http = BankHttp::new(&config(address, &authority, &[bank.pin]), UnixTime::now()).unwrap();
    assert_eq!(http.seal(&gateway().1, request()).unwrap().await.unwrap_err(), HttpError::OutcomeUnknown);
}

#[tokio::test]
async fn a_connection_cut_after_the_request_leaves_the_outcome_unknown() {
    assert_eq!(call(&gateway().1, |_| Answer::Cut).await.unwrap_err(), HttpError::OutcomeUnknown);
}

#[tokio::test]
async fn a_connection_cut_within_the_reply_leaves_the_outcome_unknown() {
    let half = format!("HTTP/1.1 200 x\r\ncontent-type: {SEALED}\r\ncontent-length: 500\r\n\r\nhalf").into_bytes();
    assert_eq!(call(&gateway().1, move |_| Answer::Bytes(half.clone())).await.unwrap_err(), HttpError::OutcomeUnknown);
}

/// `GET /v1/keys` against a bank that answers so.
async fn keys(status: u16, body: &'static [u8]) -> Result<Vec<u8>, HttpError> {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    let address = serve(&bank, move |received| {
        assert!(received.head.starts_with("GET /v1/keys HTTP/1.1\r\n"));
        http(status, "application/json", body)
    })
    .await;
    BankHttp::new(&config(address, &authority, &[bank.pin]), UnixTime::now()).unwrap().key_bundle().await
}

#[tokio::test]
async fn the_key_bundle_comes_as_it_is_or_not_at_all() {
    assert_eq!(keys(200, b"anything").await, Ok(b"anything".to_vec()));
    assert_eq!(keys(200, &[7; REPLY_BYTES + 1]).await, Err(HttpError::ReplyTooLarge));
    assert_eq!(keys(503, b"").await, Err(HttpError::OutcomeUnknown));
    assert_eq!(keys(404, b"").await, Err(HttpError::ReplyUnreadable));
}

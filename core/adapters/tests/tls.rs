//! Whom the phone believes to be the bank, shown by real handshakes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use kunci_adapters::BankHttp;
use kunci_core::Error;
use kunci_core::config::{BankConfig, ConfigError};
use kunci_core::ports::{Http as _, HttpError};
use rustls::pki_types::UnixTime;
use rustls::version::{TLS12, TLS13};
use support::{Authority, Identity, config, http, on_connection, serve, serve_with};

const OTHER_PIN: [u8; 32] = [7; 32];
const NO_FLOOR: UnixTime = UnixTime::since_unix_epoch(Duration::ZERO);

fn in_year(year: u64) -> UnixTime {
    UnixTime::since_unix_epoch(Duration::from_secs((year - 1970) * 365_2425 * 864 / 100 + 86_400))
}

/// What a phone that trusts `authority` and `pins` says to a server with `identity`.
async fn meet(
    identity: &Identity,
    authority: &Authority,
    pins: &[[u8; 32]],
    floor: UnixTime,
) -> Result<Vec<u8>, HttpError> {
    let address = serve(identity, |_| http(200, "application/json", b"keys")).await;
    ask(&config(address, authority, pins), floor).await
}

async fn ask(config: &BankConfig, floor: UnixTime) -> Result<Vec<u8>, HttpError> {
    BankHttp::new(config, floor).unwrap().key_bundle().await
}

#[tokio::test]
async fn any_of_the_pins_is_enough() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    for pins in [[bank.pin, OTHER_PIN], [OTHER_PIN, bank.pin]] {
        assert_eq!(meet(&bank, &authority, &pins, NO_FLOOR).await, Ok(b"keys".to_vec()));
    }
}

#[tokio::test]
async fn a_good_chain_with_another_key_is_a_pin_mismatch() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    for pins in [&[OTHER_PIN, [0; 32]][..], &[authority.pin(), OTHER_PIN], &[]] {
        assert_eq!(meet(&bank, &authority, pins, NO_FLOOR).await, Err(HttpError::PinMismatch));
    }
}

#[tokio::test]
async fn an_expired_certificate_is_named() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2001);
    assert_eq!(meet(&bank, &authority, &[bank.pin], NO_FLOOR).await, Err(HttpError::CertificateExpired));
}

#[tokio::test]
async fn otp_12_a_certificate_that_a_wrong_clock_makes_not_yet_valid_says_check_the_date() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2090..2099);
    let refused = meet(&bank, &authority, &[bank.pin], NO_FLOOR).await;
    assert_eq!(refused, Err(HttpError::CertificateNotYetValid));
    assert_eq!(Error::from(HttpError::CertificateNotYetValid), Error::CertificateNotYetValid);
}

#[tokio::test]
async fn otp_12_the_time_floor_moves_a_clock_that_is_behind() {
    let authority = Authority::new("bank");
    let later = authority.issue("127.0.0.1", 2090..2095);
    assert_eq!(meet(&later, &authority, &[later.pin], in_year(2091)).await, Ok(b"keys".to_vec()));
    assert_eq!(meet(&later, &authority, &[later.pin], in_year(2096)).await, Err(HttpError::CertificateExpired));
}

#[tokio::test]
async fn otp_12_the_time_floor_never_moves_a_clock_back() {
    let authority = Authority::new("bank");
    let past = authority.issue("127.0.0.1", 2000..2002);
    assert_eq!(meet(&past, &authority, &[past.pin], in_year(2001)).await, Err(HttpError::CertificateExpired));
}

#[tokio::test]
async fn another_authority_is_an_unknown_issuer_even_with_the_pinned_key() {
    let (authority, stranger) = (Authority::new("bank"), Authority::new("stranger"));
    let bank = stranger.issue("127.0.0.1", 2000..2100);
    assert_eq!(meet(&bank, &authority, &[bank.pin], NO_FLOOR).await, Err(HttpError::UnknownIssuer));
}

#[tokio::test]
async fn an_authority_that_only_bears_the_name_is_an_unknown_issuer() {
    let (authority, impostor) = (Authority::new("bank"), Authority::new("bank"));
    let bank = impostor.issue("127.0.0.1", 2000..2100);
    assert_eq!(meet(&bank, &authority, &[bank.pin], NO_FLOOR).await, Err(HttpError::UnknownIssuer));
}

#[tokio::test]
async fn another_hosts_certificate_fails() {
    let authority = Authority::new("bank");
    let bank = authority.issue("elsewhere.example", 2000..2100);
    assert_eq!(meet(&bank, &authority, &[bank.pin], NO_FLOOR).await, Err(HttpError::TlsFailed));
}

#[tokio::test]
async fn a_server_of_tls_1_2_fails_and_one_of_both_is_fine() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    let old = serve_with(bank.acceptor(&[&TLS12], &[]), |_| http(200, "text/plain", b"")).await;
    assert_eq!(ask(&config(old, &authority, &[bank.pin]), NO_FLOOR).await, Err(HttpError::TlsFailed));
    let both = serve_with(bank.acceptor(&[&TLS12, &TLS13], &[]), |_| http(200, "text/plain", b"keys")).await;
    assert_eq!(ask(&config(both, &authority, &[bank.pin]), NO_FLOOR).await, Ok(b"keys".to_vec()));
}

#[tokio::test]
async fn http_2_is_offered_and_every_connection_is_verified_anew() {
    let authority = Authority::new("bank");
    let bank = authority.issue("127.0.0.1", 2000..2100);
    let acceptor = bank.acceptor(&[&TLS13], &[b"h2", b"http/1.1"]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&seen);
    let address = on_connection(move |stream| {
        let (acceptor, record) = (acceptor.clone(), Arc::clone(&record));
        async move {
            let tls = acceptor.accept(stream).await.unwrap();
            let (_, connection) = tls.get_ref();
            let protocol = connection.alpn_protocol().map(<[u8]>::to_vec);
            record.lock().unwrap().push((protocol, connection.handshake_kind()));
        }
    })
    .await;
    let bank = BankHttp::new(&config(address, &authority, &[bank.pin]), NO_FLOOR).unwrap();
    for _ in 0..2 {
        assert_eq!(bank.key_bundle().await, Err(HttpError::OutcomeUnknown));
    }
    let full = (Some(b"h2".to_vec()), Some(rustls::HandshakeKind::Full));
    let seen = seen.lock().unwrap();
    assert!(seen.len() >= 2 && seen.iter().all(|one| *one == full), "{seen:?}");
}

#[tokio::test]
async fn roots_that_are_no_certificates_are_refused_at_once() {
    let authority = Authority::new("bank");
    let mut config = config("127.0.0.1:1".parse().unwrap(), &authority, &[OTHER_PIN]);
    config.tls_roots = vec![b"no certificate".to_vec()];
    assert_eq!(BankHttp::new(&config, NO_FLOOR).err(), Some(ConfigError::Roots));
    config.tls_roots.clear();
    assert_eq!(BankHttp::new(&config, NO_FLOOR).err(), Some(ConfigError::Roots));
}

//! A bank's TLS endpoint: real certificates, real handshakes, and answers made to order.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use kunci_core::config::BankConfig;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PublicKeyData as _, date_time_ymd};
use ring::digest::{SHA256, digest};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A certificate authority.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        (params.not_before, params.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2100, 1, 1));
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        self.0.der().to_vec()
    }

    pub(crate) fn pin(&self) -> [u8; 32] {
        pin(self.0.key())
    }

    /// A certificate for `name`, valid through whole years.
    pub(crate) fn issue(&self, name: &str, years: std::ops::Range<i32>) -> Identity {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(years.start, 1, 1), date_time_ymd(years.end, 1, 1));
        let certificate = params.signed_by(&key, &self.0).unwrap();
        Identity { certificate: certificate.der().clone(), pin: pin(&key), key: key.serialize_der() }
    }
}

fn pin(key: &KeyPair) -> [u8; 32] {
    digest(&SHA256, &key.subject_public_key_info()).as_ref().try_into().unwrap()
}

/// A server's certificate and key.
pub(crate) struct Identity {
    pub(crate) certificate: CertificateDer<'static>,
    pub(crate) pin: [u8; 32],
    key: Vec<u8>,
}

impl Identity {
    pub(crate) fn acceptor(&self, versions: &[&'static SupportedProtocolVersion], alpn: &[&[u8]]) -> TlsAcceptor {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)
            .unwrap();
        config.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// What the endpoint does with a request.
pub(crate) enum Answer {
    /// Sends these bytes, then closes.
    Bytes(Vec<u8>),
    /// Closes without a word.
    Cut,
}

/// An HTTP/1.1 answer.
pub(crate) fn http(status: u16, media_type: &str, body: &[u8]) -> Answer {
    let head = format!("HTTP/1.1 {status} x\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n\r\n", body.len());
    Answer::Bytes([head.as_bytes(), body].concat())
}

/// One request as it came.
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// Serves HTTP/1.1 over TLS 1.3 until the test ends.
pub(crate) async fn serve(identity: &Identity, answer: impl FnMut(Received) -> Answer + Send + 'static) -> SocketAddr {
    serve_with(identity.acceptor(&[&rustls::version::TLS13], &[b"http/1.1"]), answer).await
}

pub(crate) async fn serve_with(
    acceptor: TlsAcceptor,
    answer: impl FnMut(Received) -> Answer + Send + 'static,
) -> SocketAddr {
    let answer = Arc::new(Mutex::new(answer));
    on_connection(move |stream| {
        let (acceptor, answer) = (acceptor.clone(), Arc::clone(&answer));
        async move {
            let Ok(mut tls) = acceptor.accept(stream).await else {
                return;
            };
            let Some(received) = receive(&mut tls).await else {
                return;
            };
            let answer = (*answer.lock().unwrap())(received);
            if let Answer::Bytes(bytes) = answer {
                // A client that stops reading is one of the cases.
                let _ = tls.write_all(&bytes).await;
                let _ = tls.shutdown().await;
            }
        }
    })
    .await
}

/// Does `serve` with each connection, one after the other.
pub(crate) async fn on_connection<F: Future<Output = ()> + Send>(
    mut serve: impl FnMut(TcpStream) -> F + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            serve(stream).await;
        }
    });
    address
}

async fn receive(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received { head, body: bytes[end..].to_vec() })
}

/// A phone that trusts `authority` and the `pins`.
pub(crate) fn config(address: SocketAddr, authority: &Authority, pins: &[[u8; 32]]) -> BankConfig {
    BankConfig {
        bank_id: "bank".into(),
        base_url: format!("https://{address}"),
        tls_roots: vec![authority.der()],
        pins: pins.to_vec(),
        bundle_roots: Vec::new(),
        safety: std::sync::Arc::default(),
    }
}

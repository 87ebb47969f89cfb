//! The peer of a command: a bare `POST` over TLS with keep-alive, signed (ECDSA P-256), verified, and committed once as the bank commits
//! (SQLCipher, WAL, `synchronous = FULL`, `BEGIN IMMEDIATE`). No contract, no sealing, no receipt.
//!
//! With [`Promised`] it keeps as well what a customer is promised of a command: that it is on the phone's disk before it is sent, and what
//! the bank answered after it. Two commits, as the token database commits (SQLCipher, rollback journal, `synchronous = EXTRA`), on a
//! connection that stays open.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use rusqlite::{Connection, TransactionBehavior};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::scene::told;

const BODY: &str = r#"{"command":"freeze","card":"0198b2c0-0000-7000-8000-00000000000a"}"#;

/// As the contract has it (ALPN). Without any, reqwest speaks HTTP/1.1 in silence.
const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];

/// A client and where it posts.
pub(crate) struct BarePost {
    client: reqwest::Client,
    url: String,
    key: SigningKey,
}

type Made = rcgen::CertifiedKey<rcgen::KeyPair>;

fn certificate() -> Result<Made, String> {
    rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).map_err(told)
}

fn server(made: &Made, alpn: &[&[u8]]) -> Result<rustls::ServerConfig, String> {
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let mut tls = rustls::ServerConfig::builder_with_protocol_versions(&[&rustls::version::TLS13])
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], private)
        .map_err(told)?;
    tls.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    Ok(tls)
}

fn client(made: &Made, alpn: &[&[u8]]) -> Result<rustls::ClientConfig, String> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).map_err(told)?;
    let mut tls = rustls::ClientConfig::builder_with_protocol_versions(&[&rustls::version::TLS13])
        .with_root_certificates(roots)
        .with_no_client_auth();
    tls.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    Ok(tls)
}

/// Both ends of TLS 1.3 to `localhost`.
pub(crate) fn tls(alpn: &[&[u8]]) -> Result<(TlsAcceptor, TlsConnector), String> {
    let made = certificate()?;
    let acceptor = TlsAcceptor::from(Arc::new(server(&made, alpn)?));
    Ok((acceptor, TlsConnector::from(Arc::new(client(&made, alpn)?))))
}

struct Served {
    key: VerifyingKey,
    database: Mutex<Connection>,
}

impl BarePost {
    /// With a server in this process.
    pub(crate) async fn open(folder: &Path) -> Result<Self, String> {
        let made = certificate()?;
        let tls = server(&made, PROTOCOLS)?;
        let key = SigningKey::from_slice(&[7; 32]).map_err(told)?;
        let database = Mutex::new(database(&folder.join("bare.sqlite3"))?);
        let served = Arc::new(Served { key: *key.verifying_key(), database });
        let router = axum::Router::new().route("/freeze", post(take)).with_state(served);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(told)?;
        let url = format!("https://localhost:{}/freeze", listener.local_addr().map_err(told)?.port());
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, router) = (acceptor.clone(), router.clone());
                let _ = stream.set_nodelay(true);
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        let service = TowerToHyperService::new(router);
                        let _ = auto::Builder::new(TokioExecutor::new())
                            .serve_connection(TokioIo::new(stream), service)
                            .await;
                    }
                });
            }
        });
        let tls = client(&made, PROTOCOLS)?;
        let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy().build().map_err(told)?;
        Ok(Self { client, url, key })
    }

    /// One command, answered once it is committed.
    pub(crate) async fn send(&self) -> Result<(), String> {
        let signature: Signature = self.key.sign(BODY.as_bytes());
        let header = signature.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let post = self.client.post(&self.url).header("signature", header).body(BODY);
        let reply = post.send().await.map_err(told)?;
        let status = reply.status();
        reply.bytes().await.map_err(told)?;
        if status.is_success() { Ok(()) } else { Err(format!("the peer answered {status}")) }
    }
}

/// The phone's two commits of a command.
pub(crate) struct Promised(Connection);

impl Promised {
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let connection = encrypted(&folder.join("promised.sqlite3"), "DELETE", "EXTRA")?;
        let table = "CREATE TABLE commands (n INTEGER PRIMARY KEY, body BLOB NOT NULL, receipt TEXT)";
        connection.execute_batch(table).map_err(told)?;
        Ok(Self(connection))
    }

    /// Before it is sent.
    pub(crate) fn write(&self) -> Result<i64, String> {
        self.0
            .prepare_cached("INSERT INTO commands (body) VALUES (?1)")
            .and_then(|mut sql| sql.execute([BODY]))
            .map_err(told)?;
        Ok(self.0.last_insert_rowid())
    }

    /// When the answer is there.
    pub(crate) fn settle(&self, command: i64, receipt: &str) -> Result<(), String> {
        let text = "UPDATE commands SET receipt = ?2 WHERE n = ?1";
        self.0.prepare_cached(text).and_then(|mut sql| sql.execute((command, receipt))).map(drop).map_err(told)
    }
}

/// An encrypted database that lasts, under a key that nothing derives.
pub(crate) fn encrypted(path: &Path, journal: &str, synchronous: &str) -> Result<Connection, String> {
    let connection = Connection::open(path).map_err(told)?;
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).map_err(told)?;
    connection.pragma_update(None, "journal_mode", journal).map_err(told)?;
    connection.pragma_update(None, "synchronous", synchronous).map_err(told)?;
    Ok(connection)
}

fn database(path: &Path) -> Result<Connection, String> {
    let connection = encrypted(path, "WAL", "FULL")?;
    connection.execute_batch("CREATE TABLE freezes (n INTEGER PRIMARY KEY, body BLOB NOT NULL)").map_err(told)?;
    Ok(connection)
}

async fn take(State(served): State<Arc<Served>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get("signature").and_then(|value| value.to_str().ok()).and_then(signature);
    if signature.is_none_or(|signature| served.key.verify(&body, &signature).is_err()) {
        return StatusCode::UNAUTHORIZED;
    }
    let committed = tokio::task::spawn_blocking(move || {
        let mut connection = served.database.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.prepare_cached("INSERT INTO freezes (body) VALUES (?1)")?.execute([body.as_ref()])?;
        transaction.commit()
    });
    match committed.await {
        Ok(Ok(())) => StatusCode::OK,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn signature(hex: &str) -> Option<Signature> {
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..64).map(|n| byte(2 * n)).collect();
    Signature::from_slice(&bytes?).ok()
}

//! The peer of a command: a bare `POST` over TLS with keep-alive, signed (ECDSA P-256), verified, and committed as the bank commits
//! (SQLCipher, WAL, `synchronous = FULL`, `BEGIN IMMEDIATE`). No contract, no sealing, no receipt.

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
use tokio_rustls::TlsAcceptor;

use crate::scene::told;

const BODY: &str = r#"{"command":"freeze","card":"0198b2c0-0000-7000-8000-00000000000a"}"#;

/// A client and where it posts.
pub(crate) struct BarePost {
    client: reqwest::Client,
    url: String,
    key: SigningKey,
}

struct Served {
    key: VerifyingKey,
    database: Mutex<Connection>,
}

impl BarePost {
    /// With a server in this process.
    pub(crate) async fn open(folder: &Path) -> Result<Self, String> {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).map_err(told)?;
        let certificate = made.cert.der().clone();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let tls = rustls::ServerConfig::builder_with_protocol_versions(&[&rustls::version::TLS13])
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], private)
            .map_err(told)?;
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
        let mut roots = rustls::RootCertStore::empty();
        roots.add(certificate).map_err(told)?;
        let tls = rustls::ClientConfig::builder_with_protocol_versions(&[&rustls::version::TLS13])
            .with_root_certificates(roots)
            .with_no_client_auth();
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

fn database(path: &Path) -> Result<Connection, String> {
    let connection = Connection::open(path).map_err(told)?;
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).map_err(told)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(told)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(told)?;
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

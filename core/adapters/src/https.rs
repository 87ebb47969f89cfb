//! The bank's API over pinned TLS and Oblivious HTTP.

use std::time::Duration;

use kunci_core::config::{BankConfig, ConfigError};
use kunci_core::ports::{ApiReply, ApiRequest, BoxFuture, GatewayConfig, Http, HttpError, Sending};
use kunci_wire::limits::REPLY_BYTES;
use ohttp::ClientResponse;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, Response, StatusCode, redirect, retry};
use rustls::pki_types::UnixTime;

use crate::{binary_http, oblivious, tls};

/// Until the TLS connection stands.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// From the first byte asked to the last byte read.
const WHOLE_TIMEOUT: Duration = Duration::from_secs(30);
/// A connection idle for longer may have died unseen (a lift, a sleeping phone), and a request on it would end as "unknown".
const IDLE_TIMEOUT: Duration = Duration::from_secs(15);
/// A sealed reply is larger than its body by headers, framing, nonce and tag.
const SEALED_REPLY_BYTES: usize = REPLY_BYTES + 16 * 1024;

/// [`Http`] over reqwest. Its futures need a tokio runtime with I/O and time.
#[derive(Debug)]
pub struct BankHttp {
    client: Client,
    base_url: String,
    authority: String,
}

impl BankHttp {
    /// A client for the bank of `config`; see [`tls::client_config`] for `time_floor`. Connects when first used.
    ///
    /// # Errors
    /// [`ConfigError`] if `config` cannot be used.
    pub fn new(config: &BankConfig, time_floor: UnixTime) -> Result<Self, ConfigError> {
        let client = client(config, time_floor)?;
        Ok(Self { client, base_url: config.base_url.clone(), authority: config.authority().to_owned() })
    }

    async fn fetch_keys(&self) -> Result<Vec<u8>, HttpError> {
        let request = self.client.get(format!("{}/v1/keys", self.base_url)).header(ACCEPT, "application/json");
        let response = request.send().await.map_err(|error| not_answered(&error))?;
        match response.status() {
            StatusCode::OK => read(response, REPLY_BYTES).await,
            status if status.is_server_error() => Err(HttpError::OutcomeUnknown),
            _ => Err(HttpError::ReplyUnreadable),
        }
    }

    async fn send(&self, sealed: Vec<u8>, opener: ClientResponse) -> Result<ApiReply, HttpError> {
        let post = self
            .client
            .post(format!("{}/v1/ohttp", self.base_url))
            .header(CONTENT_TYPE, oblivious::REQUEST_TYPE)
            .body(sealed);
        let response = post.send().await.map_err(|error| not_answered(&error))?;
        outer(&response)?;
        let sealed = read(response, SEALED_REPLY_BYTES).await?;
        binary_http::decode(&oblivious::open(opener, &sealed)?)
    }
}

/// A client of the bank of `config`, pinned; see [`tls::client_config`] for `time_floor`.
pub(crate) fn client(config: &BankConfig, time_floor: UnixTime) -> Result<Client, ConfigError> {
    // reqwest falls back to HTTP/1.1 in silence if a preconfigured TLS client offers no protocols.
    let tls = tls::client_config(config, &[b"h2", b"http/1.1"], time_floor)?;
    Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        // Pins hold through a proxy, too. But a variable of the environment must not decide who else learns that this
        // phone talks to its bank, nor make "offline" mean something else on one platform.
        .no_proxy()
        // A redirect is no word of the bank.
        .redirect(redirect::Policy::none())
        // Whether to send again is decided where idempotency is known, not here.
        .retry(retry::never())
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .timeout(WHOLE_TIMEOUT)
        .build()
        .map_err(|_| ConfigError::Malformed)
}

impl Http for BankHttp {
    fn authority(&self) -> &str {
        &self.authority
    }

    fn key_bundle(&self) -> BoxFuture<'_, Result<Vec<u8>, HttpError>> {
        Box::pin(self.fetch_keys())
    }

    /// `request` is wiped as soon as it is sealed, not after the reply.
    fn seal(&self, gateway: &GatewayConfig, request: ApiRequest) -> Result<Sending<'_>, HttpError> {
        let (sealed, opener) = oblivious::seal(gateway, &binary_http::encode(&self.authority, &request))?;
        Ok(Box::pin(self.send(sealed, opener)))
    }
}

/// Nothing was sent unless the connection stood, and after that nobody knows what arrived.
fn not_answered(error: &reqwest::Error) -> HttpError {
    if !error.is_connect() {
        return HttpError::OutcomeUnknown;
    }
    tls::tls_failure(error).unwrap_or(HttpError::Offline)
}

/// What the unsealed part of a reply may mean: nothing but "network" and "ask for the keys again".
fn outer(response: &Response) -> Result<(), HttpError> {
    match response.status() {
        StatusCode::OK if is_sealed(response) => Ok(()),
        // The gateway has seen this encapsulation: an earlier copy may have been carried out.
        StatusCode::CONFLICT => Err(HttpError::OutcomeUnknown),
        status if status.is_client_error() => Err(HttpError::GatewayRefused),
        status if status.is_server_error() => Err(HttpError::OutcomeUnknown),
        _ => Err(HttpError::ReplyUnreadable),
    }
}

fn is_sealed(response: &Response) -> bool {
    let named = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = named.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(oblivious::REPLY_TYPE))
}

/// Reads the body and stops at `limit`, whatever length the server announces.
pub(crate) async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, HttpError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| HttpError::OutcomeUnknown)? {
        if chunk.len() > limit - body.len() {
            return Err(HttpError::ReplyTooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

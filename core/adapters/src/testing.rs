//! Failure injection, and a phone without a network.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use kunci_core::config::BankConfig;
use kunci_core::ports::{
    ApiReply, ApiRequest, BoxFuture, DeviceKeyError, DeviceKeys, GatewayConfig, GeneratedKey, Http, HttpError, KeySpec,
    Link, LinkConnection, LinkError, LinkTarget, Sending,
};
use kunci_core::{Error, Phone, Ports};
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_crypto::wrap::Argon2idStretch;

use crate::link::{self, NoSocket};
use crate::memory::MemoryHistory;
use crate::{SqlCipherTokenStore, SystemClock, SystemEntropy};

/// The app over the profile in `folder`, as it is started for one offline OTP: real store, clock, randomness and password hash, and no
/// network anywhere.
///
/// # Errors
/// What the store says.
pub fn offline_phone(folder: &Path, keys: Arc<dyn DeviceKeys>) -> Result<Phone, Error> {
    let ports = Ports {
        http: Arc::new(Nowhere),
        link: Arc::new(Nowhere),
        history: Arc::new(MemoryHistory::default()),
        store: Arc::new(SqlCipherTokenStore::open(folder, keys.as_ref(), &SystemEntropy)?),
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        keys,
        stretch: Arc::new(Argon2idStretch),
    };
    let config = BankConfig {
        bank_id: "bank".into(),
        base_url: "https://bank.example".into(),
        tls_roots: Vec::new(),
        pins: Vec::new(),
        bundle_roots: Vec::new(),
        safety: std::sync::Arc::default(),
    };
    Phone::new(config, ports)
}

/// The live link's WebSocket and Noise over a stream of the test's own, within the time that the real one allows.
///
/// # Errors
/// As the real link.
pub async fn link_over<S>(stream: S, url: &str, target: LinkTarget) -> Result<LinkConnection, LinkError>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    match tokio::time::timeout(link::OPEN_TIMEOUT, link::by_socket(stream, url, &target)).await {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(NoSocket::Refused(error) | NoSocket::Blocked(error))) => Err(error),
        Err(_) => Err(LinkError::Connect(HttpError::Offline)),
    }
}

/// Reads a decapsulated reply as the phone does.
///
/// # Errors
/// [`HttpError::ReplyUnreadable`], [`HttpError::ReplyTooLarge`].
pub fn read_binary_http(message: &[u8]) -> Result<ApiReply, HttpError> {
    crate::binary_http::decode(message)
}

struct Nowhere;

impl Http for Nowhere {
    fn authority(&self) -> &str {
        "bank.example"
    }

    fn key_bundle(&self) -> BoxFuture<'_, Result<Vec<u8>, HttpError>> {
        Box::pin(std::future::ready(Err(HttpError::Offline)))
    }

    fn seal(&self, _: &GatewayConfig, _: ApiRequest) -> Result<Sending<'_>, HttpError> {
        Ok(Box::pin(std::future::ready(Err(HttpError::Offline))))
    }
}

impl Link for Nowhere {
    fn open(&self, _: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        Box::pin(std::future::ready(Err(LinkError::NotOffered)))
    }
}

/// [`DeviceKeys`] that fail on demand and count their calls.
#[derive(Debug)]
pub struct FaultyDeviceKeys<K> {
    inner: K,
    plan: Mutex<Plan>,
}

#[derive(Debug, Default)]
struct Plan {
    calls: usize,
    outcomes: VecDeque<Option<DeviceKeyError>>,
}

impl<K> FaultyDeviceKeys<K> {
    /// Works like `inner` until told otherwise.
    pub const fn new(inner: K) -> Self {
        Self { inner, plan: Mutex::new(Plan { calls: 0, outcomes: VecDeque::new() }) }
    }

    /// After what was planned before, `calls` calls fail with `error`, whichever they are.
    pub fn fail_next(&self, calls: usize, error: DeviceKeyError) {
        self.plan(|plan| plan.outcomes.extend(std::iter::repeat_n(Some(error), calls)));
    }

    /// After what was planned before, `calls` calls work. For a failure in the middle of something.
    pub fn pass_next(&self, calls: usize) {
        self.plan(|plan| plan.outcomes.extend(std::iter::repeat_n(None, calls)));
    }

    /// How often the hardware was asked so far: hardware is slow, so journeys are held to a number.
    pub fn calls(&self) -> usize {
        self.plan(|plan| plan.calls)
    }

    /// What stands behind.
    pub const fn inner(&self) -> &K {
        &self.inner
    }

    fn plan<T>(&self, act: impl FnOnce(&mut Plan) -> T) -> T {
        act(&mut self.plan.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn step(&self) -> Result<&K, DeviceKeyError> {
        let planned = self.plan(|plan| {
            plan.calls += 1;
            plan.outcomes.pop_front().flatten()
        });
        planned.map_or(Ok(&self.inner), Err)
    }
}

impl<K: DeviceKeys> DeviceKeys for FaultyDeviceKeys<K> {
    fn generate(&self, spec: &KeySpec) -> Result<GeneratedKey, DeviceKeyError> {
        self.step()?.generate(spec)
    }

    fn sign(&self, alias: &str, message: &[u8]) -> Result<[u8; 64], DeviceKeyError> {
        self.step()?.sign(alias, message)
    }

    fn agree(&self, alias: &str, peer: &[u8; 65]) -> Result<Secret<32>, DeviceKeyError> {
        self.step()?.agree(alias, peer)
    }

    fn device_secret(&self, label: &str) -> Result<Secret<32>, DeviceKeyError> {
        self.step()?.device_secret(label)
    }

    fn wrap(&self, label: &str, plaintext: &[u8]) -> Result<Vec<u8>, DeviceKeyError> {
        self.step()?.wrap(label, plaintext)
    }

    fn unwrap(&self, label: &str, wrapped: &[u8]) -> Result<SecretBytes, DeviceKeyError> {
        self.step()?.unwrap(label, wrapped)
    }

    fn erase(&self, alias: &str) -> Result<(), DeviceKeyError> {
        self.step()?.erase(alias)
    }
}

//! A phone whose bank says whatever the input says, under keys of its own.
//!
//! A signed object is written as a line `sign KEY TYP` and then its payload; anything else stands for itself. `$NONCE` and `$COMMAND` in a
//! payload stand for the nonce of the phone's request and for its idempotency key, so that a reply can answer it.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use kunci_adapters::life::Life;
use kunci_adapters::memory::{ManualClock, MemoryDeviceKeys, MemoryDisk, MemoryHistory, SeededEntropy};
use kunci_core::config::BankConfig;
use kunci_core::ports::{
    ApiReply, ApiRequest, BoxFuture, BundleRecord, ChainRecord, DeviceKeys as _, GatewayConfig, Http, HttpError,
    KeyPurpose, KeySpec, Link, LinkConnection, LinkError, LinkTarget, Phase, Sending, Slot, TokenRecord, TokenStore,
    WrappedKnowledge,
};
use kunci_core::{Phone, Ports};
use kunci_crypto::hash::sha256;
use kunci_crypto::jws;
use kunci_crypto::p256key::{PublicKey, SessionKey};
use kunci_crypto::secret::Secret;
use kunci_crypto::wrap::{Argon2idStretch, WrapParams};
use kunci_wire::Jwk;
use kunci_wire::signed::typ;
use serde_json::{Value, json};
use uuid::Uuid;

/// The bank's id.
pub const BANK: &str = "puppet";
/// Whose phone it is.
pub const CUSTOMER: Uuid = Uuid::from_u128(2);
/// Its token.
pub const TOKEN: Uuid = Uuid::from_u128(1);
/// A card.
pub const CARD: Uuid = Uuid::from_u128(3);
/// The token's binding epoch.
pub const EPOCH: u64 = 3;
/// What the phone's clock says, and when the bundle was made: 2025-12-01 00:00 UTC, milliseconds since 1970.
pub const NOW_MS: i64 = 1_764_547_200_000;
/// SHA-256 of the enrolment's transcript.
pub const TRANSCRIPT: [u8; 32] = [5; 32];

/// Keys of the puppet bank, by the names that inputs give them.
pub struct Keys(Vec<(&'static str, SessionKey)>);

/// The keys that the bundle lists, with these uses, and the three that it does not.
const NAMES: [&str; 7] = ["root", "signer", "stranger", "token-status", "receipt", "approval-qr", "transcript"];

/// Drawn once for each process.
pub static KEYS: LazyLock<Keys> = LazyLock::new(|| {
    Keys(NAMES.iter().map(|name| (*name, SessionKey::generate().expect("the system gives randomness"))).collect())
});

impl Keys {
    /// The key of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&SessionKey> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, key)| key)
    }

    fn of(&self, name: &str) -> &SessionKey {
        self.named(name).expect("one of the names")
    }

    /// A compact JWS by one of them.
    #[must_use]
    pub fn sign(&self, name: &str, typ: &str, payload: &[u8]) -> Option<String> {
        let key = self.named(name)?;
        let input = jws::sign_input(&key.public().thumbprint(), typ, payload).ok()?;
        let signature = key.sign(input.as_bytes()).ok()?;
        Some(jws::assemble(input, &signature))
    }
}

/// What an input says is signed.
pub struct Object {
    /// As it travels.
    pub text: String,
    /// By which key, and as what; `None` for an input that signs nothing.
    pub signed: Option<(String, String)>,
    /// What was signed.
    pub payload: Vec<u8>,
}

impl Object {
    /// Reads an input, with what stands for the phone's own words filled in.
    #[must_use]
    pub fn read(input: &[u8], nonce: &str, command: &str) -> Self {
        let text = String::from_utf8_lossy(input);
        let signs = text.split_once('\n').and_then(|(head, payload)| {
            let (key, typ) = head.strip_prefix("sign ")?.split_once(' ')?;
            let payload = payload.replace("$NONCE", nonce).replace("$COMMAND", command).into_bytes();
            let signed = KEYS.sign(key, typ, &payload)?;
            Some(Self { text: signed, signed: Some((key.to_owned(), typ.to_owned())), payload })
        });
        signs.unwrap_or_else(|| Self { text: text.into_owned(), signed: None, payload: Vec::new() })
    }

    /// Whether the bank's own key for this use said this.
    #[must_use]
    pub fn is_by(&self, key: &str, typ: &str) -> bool {
        self.signed.as_ref().is_some_and(|(by, what)| by == key && what == typ)
    }
}

/// A public key as it travels.
#[must_use]
pub fn jwk(key: &PublicKey) -> Value {
    Jwk::from_sec1(&key.to_sec1()).and_then(|jwk| serde_json::to_value(jwk).ok()).unwrap_or_default()
}

fn listed(name: &str) -> Value {
    let key = KEYS.of(name).public();
    json!({ "kid": key.thumbprint(), "use": name, "key": jwk(&key) })
}

/// The payload of the bundle's signer.
#[must_use]
pub fn signer_payload() -> Value {
    json!({
        "bank": BANK, "epoch": 1, "key": jwk(&KEYS.of("signer").public()),
        "not_before": "2025-11-01T00:00:00Z", "expires": "2026-01-01T00:00:00Z",
    })
}

/// The payload of the bundle: every use has a key.
#[must_use]
pub fn bundle_payload() -> Value {
    let mut keys: Vec<Value> = ["token-status", "receipt", "approval-qr", "transcript"].map(listed).into();
    keys.push(json!({ "kid": "gateway", "use": "ohttp", "config": "AAAA" }));
    json!({
        "bank": BANK, "epoch": 1, "counter": 5, "issued": "2025-12-01T00:00:00Z", "expires": "2025-12-03T00:00:00Z",
        "keys": keys, "revoked": [],
    })
}

/// The reply to `GET /v1/keys` of an honest bank.
#[must_use]
pub fn bundle_reply() -> Vec<u8> {
    let signer = KEYS.sign("root", typ::BUNDLE_SIGNER, signer_payload().to_string().as_bytes());
    let bundle = KEYS.sign("signer", typ::BUNDLE, bundle_payload().to_string().as_bytes());
    json!({ "signer": signer, "bundle": bundle }).to_string().into_bytes()
}

type Answer = Box<dyn Fn(&ApiRequest) -> ApiReply + Send + Sync>;

/// Says what it is told to say.
pub struct Puppet {
    bundle: Mutex<Vec<u8>>,
    answer: Mutex<Answer>,
}

impl Puppet {
    /// From now on `GET /v1/keys` brings this.
    pub fn offers(&self, bundle: Vec<u8>) {
        *self.bundle.lock().unwrap_or_else(PoisonError::into_inner) = bundle;
    }

    /// From now on every sealed call brings this.
    pub fn answers(&self, answer: impl Fn(&ApiRequest) -> ApiReply + Send + Sync + 'static) {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(answer);
    }
}

/// A reply of JSON.
#[must_use]
pub fn reply(status: u16, body: &Value) -> ApiReply {
    ApiReply { status, headers: vec![("kunci-time".into(), NOW_MS.to_string())], body: body.to_string().into_bytes() }
}

/// A member of the request's body.
#[must_use]
pub fn asked(request: &ApiRequest, member: &str) -> String {
    let body = request.body.as_ref().map(|body| serde_json::from_slice::<Value>(body).unwrap_or_default());
    body.and_then(|body| body.get(member)?.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The request's idempotency key.
#[must_use]
pub fn command(request: &ApiRequest) -> String {
    let found = request.headers.iter().find(|(name, _)| name == "idempotency-key");
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

impl Http for Puppet {
    fn authority(&self) -> &str {
        "bank.example"
    }

    fn key_bundle(&self) -> BoxFuture<'_, Result<Vec<u8>, HttpError>> {
        let bundle = self.bundle.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(std::future::ready(Ok(bundle)))
    }

    fn seal(&self, _: &GatewayConfig, request: ApiRequest) -> Result<Sending<'_>, HttpError> {
        Ok(Box::pin(async move { Ok((self.answer.lock().unwrap_or_else(PoisonError::into_inner))(&request)) }))
    }
}

struct NoLink;

impl Link for NoLink {
    fn open(&self, _: LinkTarget) -> BoxFuture<'_, Result<LinkConnection, LinkError>> {
        Box::pin(std::future::ready(Err(LinkError::NotOffered)))
    }
}

/// A phone with an active token, its disk, and its bank.
pub struct Stage {
    /// The phone.
    pub phone: Phone,
    /// What it has on disk.
    pub store: Arc<dyn TokenStore>,
    /// The disk itself, which can be told to fail.
    pub disk: MemoryDisk,
    /// Who answers it.
    pub puppet: Arc<Puppet>,
}

impl Stage {
    /// Honest so far: the phone has fetched nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let life = Life::default();
        let keys = MemoryDeviceKeys::new(1, life.clone()).expect("seeded");
        let make = |alias: &str, purpose| {
            keys.generate(&KeySpec { alias: alias.to_owned(), purpose, challenge: [0; 32] }).expect("a key").public_key
        };
        let signing = make(Slot::A.signing_alias(), KeyPurpose::Sign);
        make(Slot::A.agreement_alias(), KeyPurpose::Agree);
        let disk = MemoryDisk::of(life);
        let store: Arc<dyn TokenStore> = Arc::new(disk.open().expect("opened once"));
        store.put_token(&record(&signing)).expect("written");
        let puppet = Arc::new(Puppet {
            bundle: Mutex::new(bundle_reply()),
            answer: Mutex::new(Box::new(|_| reply(503, &Value::Null))),
        });
        let ports = Ports {
            http: Arc::<Puppet>::clone(&puppet),
            store: Arc::clone(&store),
            clock: Arc::new(ManualClock::new(NOW_MS, 1_000_000)),
            entropy: Arc::new(SeededEntropy::new(1)),
            keys: Arc::new(keys),
            link: Arc::new(NoLink),
            history: Arc::new(MemoryHistory::default()),
            stretch: Arc::new(Argon2idStretch),
        };
        let config = BankConfig {
            bank_id: BANK.into(),
            base_url: "https://bank.example".into(),
            tls_roots: Vec::new(),
            pins: Vec::new(),
            bundle_roots: vec![KEYS.of("root").public()],
            safety: Arc::default(),
        };
        Self { phone: Phone::new(config, ports).expect("an empty disk"), store, disk, puppet }
    }

    /// The token on the disk.
    #[must_use]
    pub fn token(&self) -> Option<TokenRecord> {
        self.store.token().expect("a disk in memory")
    }

    /// The bundle on the disk.
    #[must_use]
    pub fn bundle(&self) -> Option<BundleRecord> {
        self.store.bundle().expect("a disk in memory")
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

fn record(signing: &[u8; 65]) -> TokenRecord {
    let public = PublicKey::from_sec1(signing).expect("a key");
    TokenRecord {
        phase: Phase::Active,
        token_id: TOKEN,
        epoch: EPOCH,
        customer_id: CUSTOMER,
        slot: Slot::A,
        thumbprint: public.thumbprint(),
        transcript_hash: TRANSCRIPT,
        bank_agreement: *signing,
        knowledge: WrappedKnowledge { salt: sha256(b"salt"), masked: sha256(b"masked"), params: WrapParams::FLOOR },
        generation: 1,
        next: None,
        biometric: None,
        chain: ChainRecord::default(),
        set_back: false,
        freeze_key: Secret::from_bytes(&mut [6; 32]),
        reverse_key: Secret::from_bytes(&mut [7; 32]),
    }
}

/// Runs a phone's call to its end.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    }
    RUNTIME.with(|runtime| runtime.block_on(work))
}

//! The bank itself, without any socket.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use kunci_wire::Problem;
use tokio::sync::watch;
use uuid::Uuid;

use crate::audit;
use crate::clock::Clock;
use crate::console::ConsoleOptions;
use crate::control::{self, ControlRefusal};
use crate::customers;
use crate::entropy::Entropy;
use crate::faults::Faults;
use crate::folder::Folder;
use crate::hsm::Hsm;
use crate::keyring::Keyring;
use crate::link::Hub;
use crate::outages::Outages;
use crate::password::{Cost, PasswordDigest};
use crate::refusal::{BankError, Refusal};
use crate::store::sqlite::{SqliteStore, connect};
use crate::store::{self, Lasts, Store, Tx};

/// The bank's id, as it stands in transcripts and certificates.
pub const BANK_ID: &str = "kuncibank";

/// The stand-in for the HSM, in the data folder.
const MASTER_KEY: &str = "hsm.key";

/// The database, in the data folder.
const DATABASE: &str = "bank.sqlite3";

/// When a simulated bank's clock begins: 2027-01-15 03:00 UTC.
const SIMULATED_START: i64 = 1_799_982_000_000;

/// How to run the bank.
#[derive(Clone, Debug, Default)]
pub struct BankOptions {
    /// Where everything is kept over restarts; `None`: a temporary folder that is removed at the end.
    pub data_dir: Option<PathBuf>,
    /// Makes everything the bank draws foreseeable. **For the sandbox only.**
    pub seed: Option<u64>,
    /// Everything in memory, passwords digested at no cost, and a clock that stands still until it is moved: for simulations
    /// that open thousands of banks and replay them. Leaves `data_dir` unused. **Protects nothing.**
    pub simulated: bool,
    /// The clock stands at the machine's time of the start until it is moved: for tests, whose steps must not take bank time on a busy machine.
    pub still: bool,
    /// Also offers the API unsealed, on a loop-back port of its own, for tools.
    pub plain: bool,
    /// Port of the TLS listener; 0 takes a free one.
    pub api_port: u16,
    /// Port of the control listener; 0 takes a free one.
    pub control_port: u16,
    /// Also serves the console, a web page, there.
    pub console: Option<ConsoleOptions>,
    /// Where to write the [`crate::ReadyFile`] once everything listens.
    pub ready_file: Option<PathBuf>,
    /// Another authority (`host:port`) that the bank answers to: of a gateway that stands in front of it.
    pub behind: Option<String>,
}

/// The bank: its records, keys, clock and switches.
pub struct Bank {
    store: Box<dyn Store>,
    pub(crate) clock: Clock,
    pub(crate) entropy: Entropy,
    pub(crate) hsm: Hsm,
    pub(crate) keys: Keyring,
    pub(crate) faults: Faults,
    /// What of the bank is out.
    pub(crate) outages: Outages,
    /// Open live links.
    pub(crate) link: Hub,
    /// Compared with when the user id is unknown, so that the time taken does not tell.
    pub(crate) decoy: PasswordDigest,
    pub(crate) password_cost: Cost,
    authorities: RwLock<Vec<String>>,
    in_flight: Mutex<HashSet<InFlightKey>>,
    /// Last, so that the database is closed before a temporary folder goes.
    _folder: Option<Folder>,
}

/// Customer, route, idempotency key.
type InFlightKey = (Uuid, String, Uuid);

impl Bank {
    /// Opens or founds the bank. Blocking: it reads files and digests passwords.
    pub fn open(options: &BankOptions) -> Result<Arc<Self>, BankError> {
        let folder = if options.simulated { None } else { Some(Folder::open(options.data_dir.as_deref())?) };
        // The master key comes before the database that is encrypted under it, and so before the starts are counted: the
        // stream of no start is its own.
        let (store, hsm) = match &folder {
            Some(folder) => {
                let hsm = Hsm::open(&folder.file(MASTER_KEY), &Entropy::new(options.seed, 0))?;
                (SqliteStore::open(&folder.file(DATABASE), &hsm.database_key())?, Some(hsm))
            }
            None => (SqliteStore::in_memory()?, None),
        };
        let (boot, offset) = store::keep(&store, |tx| {
            let boot = read_number(tx, "boots")?.saturating_add(1);
            tx.set_meta("boots", &boot.to_be_bytes())?;
            Ok((boot, read_number(tx, "clock_offset")?))
        })?;
        let entropy = Entropy::new(options.seed, boot.unsigned_abs());
        let (hsm, clock, password_cost) = match hsm {
            Some(hsm) => (hsm, if options.still { Clock::stopped(offset) } else { Clock::new(offset) }, Cost::Full),
            None => (Hsm::in_memory(&entropy)?, Clock::still(SIMULATED_START), Cost::Light),
        };
        let keys = store::keep(&store, |tx| Keyring::load_or_make(tx, &hsm, &entropy))?;
        let decoy = PasswordDigest::make(&entropy, password_cost, "nobody has this one")?;
        let bank = Self {
            store: Box::new(store),
            clock,
            entropy,
            hsm,
            keys,
            faults: Faults::default(),
            outages: Outages::default(),
            link: Hub::default(),
            decoy,
            password_cost,
            authorities: RwLock::default(),
            in_flight: Mutex::default(),
            _folder: folder,
        };
        customers::found(&bank)?;
        bank.tidy()?;
        Ok(Arc::new(bank))
    }

    /// The database in the data folder of a bank that has been opened there once, running or not: for who looks into
    /// it with SQL. No other program can, because it is encrypted under the master key beside it.
    pub fn database(folder: &Path) -> Result<rusqlite::Connection, BankError> {
        let key = folder.join(MASTER_KEY);
        // Who only looks founds no bank.
        std::fs::metadata(&key)?;
        let hsm = Hsm::open(&key, &Entropy::System)?;
        connect(&folder.join(DATABASE), &hsm.database_key())
    }

    /// The API as tools see it: unsealed. Requests must name an authority of [`Bank::serve_as`].
    pub fn router(self: &Arc<Self>) -> axum::Router {
        crate::api::router(self)
    }

    /// Method and path (with `{id}`) of every call of the API.
    pub fn routes() -> Vec<(String, &'static str)> {
        crate::api::routes().collect()
    }

    /// Runs one command of the control port, as `POST /sandbox/{name}` would.
    pub fn control(&self, name: &str, body: &serde_json::Value) -> Result<serde_json::Value, ControlRefusal> {
        control::run(self, name, body)
    }

    /// Counts what was written to the records, so that a page knows when to look again.
    pub(crate) fn revisions(&self) -> watch::Receiver<u64> {
        self.store.revisions()
    }

    /// Adds an authority (host and port) that this bank answers to.
    pub fn serve_as(&self, authority: &str) {
        let mut authorities = self.authorities.write().unwrap_or_else(PoisonError::into_inner);
        authorities.push(authority.to_ascii_lowercase());
    }

    /// The two roots of the key bundle, as an app is configured with.
    pub fn bundle_roots(&self) -> Vec<kunci_wire::Jwk> {
        self.keys.roots.iter().map(|root| root.public.clone()).collect()
    }

    pub(crate) fn answers_to(&self, authority: &str) -> bool {
        let authorities = self.authorities.read().unwrap_or_else(PoisonError::into_inner);
        authorities.iter().any(|known| known == authority)
    }

    /// Bank time in milliseconds since 1970 UTC.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now_ms()
    }

    /// One transaction that cannot end in a refusal.
    pub(crate) fn keep<T>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T, BankError>) -> Result<T, BankError> {
        store::keep(&*self.store, work)
    }

    /// The same, of what is of no worth without what comes after it: see [`Lasts::WithTheNext`].
    pub(crate) fn keep_with_the_next<T>(
        &self,
        work: impl FnOnce(&mut dyn Tx) -> Result<T, BankError>,
    ) -> Result<T, BankError> {
        store::keep_for(&*self.store, Lasts::WithTheNext, work)
    }

    /// One transaction that may end in a refusal: what was written before it stays, with an audit entry of the refusal.
    pub(crate) fn decide<T>(
        &self,
        what: &str,
        work: impl FnOnce(&mut dyn Tx) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        store::decide(&*self.store, work, |tx, problem| self.record_refusal(tx, what, problem))
    }

    /// Gives a refusal its debug id and its entry in the audit trail.
    pub(crate) fn record_refusal(&self, tx: &mut dyn Tx, what: &str, problem: &mut Problem) -> Result<(), BankError> {
        problem.debug_id = kunci_wire::bytes::encode(&self.entropy.bytes::<9>()?);
        let text = format!("Refused {what}: {} ({})", problem.code, problem.detail);
        audit::note_refusal(tx, self.now(), text, &problem.debug_id)
    }

    /// Destroys what has had its time; see [`crate::api::tidy`].
    pub(crate) fn tidy(&self) -> Result<(), BankError> {
        self.keep(|tx| {
            crate::effects::due(self, tx)?;
            crate::api::tidy(tx, self.now())
        })
    }

    /// Claims an idempotency key while its first call runs; `None` if it runs already.
    pub(crate) fn claim(&self, customer: Uuid, route: &str, key: Uuid) -> Option<InFlight<'_>> {
        let entry = (customer, route.to_owned(), key);
        let claimed = self.in_flight.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.clone());
        claimed.then_some(InFlight { bank: self, entry })
    }
}

/// Held while a call runs; dropping it ends the claim.
pub(crate) struct InFlight<'b> {
    bank: &'b Bank,
    entry: InFlightKey,
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.bank.in_flight.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.entry);
    }
}

fn read_number(tx: &mut dyn Tx, name: &str) -> Result<i64, BankError> {
    let Some(bytes) = tx.meta(name)? else { return Ok(0) };
    Ok(i64::from_be_bytes(bytes.try_into().map_err(|_| BankError::Key)?))
}

//! Tenants: further banks in the same process, one for a tester or a CI run. Each is a whole bank, with ports, ready file, database, keys, seed,
//! clock, faults and switches of its own; they share nothing but the process, and the console of the first one, which shows one at a time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::audit::{self, Kind};
use crate::bank::{Bank, BankOptions};
use crate::control::{self, ControlRefusal, failed, refuse};
use crate::refusal::BankError;
use crate::server::RunningBank;

/// So many, because each has threads of listeners and a database.
const MOST: usize = 16;
/// Longest name.
const NAME: usize = 32;

/// The tenants beside the first bank.
pub(crate) struct Tenants {
    /// How the first bank was started.
    first: BankOptions,
    /// The first bank itself, once it is open: its trail tells what became of the others, and pages that show it look again.
    beside: OnceLock<Arc<Bank>>,
    running: Mutex<BTreeMap<String, RunningBank>>,
}

/// What is done with a tenant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Act {
    #[serde(rename = "do")]
    deed: Deed,
    name: String,
    /// With `make` only: what the tenant draws is foreseeable.
    #[serde(default)]
    seed: Option<u64>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// It is opened, or opened again in its old folder.
    Make,
    /// Back to the seeded customers, the real time and no faults.
    Reset,
    /// It ends, with all that it kept.
    Remove,
}

impl Tenants {
    pub(crate) fn new(first: &BankOptions) -> Self {
        Self { first: first.clone(), beside: OnceLock::new(), running: Mutex::default() }
    }

    /// Those of this bank.
    pub(crate) fn beside(&self, bank: &Arc<Bank>) {
        // Said once, when it begins to listen.
        let _ = self.beside.set(Arc::clone(bank));
    }

    /// The bank of this name.
    pub(crate) async fn bank(&self, name: &str) -> Result<Arc<Bank>, ControlRefusal> {
        let running = self.running.lock().await;
        running.get(name).map(|tenant| Arc::clone(tenant.bank())).ok_or_else(unknown)
    }

    /// All of them.
    pub(crate) async fn list(&self) -> Value {
        let running = self.running.lock().await;
        json!({ "tenants": running.iter().map(|(name, tenant)| self.row(name, tenant)).collect::<Vec<_>>() })
    }

    pub(crate) async fn act(&self, act: &Act) -> Result<Value, ControlRefusal> {
        if act.seed.is_some() && act.deed != Deed::Make {
            return Err(refuse(400, "malformed", "a seed belongs to make, and to nothing else"));
        }
        match act.deed {
            Deed::Make => self.make(&act.name, act.seed).await,
            Deed::Reset => {
                let bank = self.bank(&act.name).await?;
                let reset = tokio::task::spawn_blocking(move || control::run(&bank, "reset", &json!({})));
                reset.await.unwrap_or_else(|_| Err(failed(&BankError::Task)))
            }
            Deed::Remove => self.remove(&act.name).await,
        }
    }

    pub(crate) async fn make(&self, name: &str, seed: Option<u64>) -> Result<Value, ControlRefusal> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if name.is_empty() || name.len() > NAME || name.starts_with('-') || !name.bytes().all(plain) {
            return Err(refuse(400, "malformed", "a name has a-z, 0-9 and hyphens, 32 at most"));
        }
        // Held until it listens: two of one name would open one database.
        let mut running = self.running.lock().await;
        if running.contains_key(name) {
            return Err(refuse(409, "tenant_exists", "there is a tenant of this name"));
        }
        if running.len() >= MOST {
            return Err(refuse(409, "too_many", "there are sixteen tenants: remove one first"));
        }
        let options = BankOptions {
            data_dir: self.folder(name),
            seed,
            simulated: self.first.simulated,
            plain: self.first.plain,
            ready_file: self.ready_file(name),
            ..BankOptions::default()
        };
        let tenant = RunningBank::start(options, None).await.map_err(|error| failed(&error))?;
        let row = self.row(name, &tenant);
        running.insert(name.to_owned(), tenant);
        self.tell(format!("The tester opened the tenant {name}")).await?;
        Ok(row)
    }

    async fn remove(&self, name: &str) -> Result<Value, ControlRefusal> {
        let mut running = self.running.lock().await;
        let tenant = running.remove(name).ok_or_else(unknown)?;
        // A page that waits for what changes there asks again, and hears that it is gone.
        note(tenant.bank(), "The tester removed this tenant".to_owned()).await?;
        tenant.stop().await;
        self.forget(name, true).map_err(|error| failed(&error))?;
        self.tell(format!("The tester removed the tenant {name}")).await?;
        Ok(json!({}))
    }

    async fn tell(&self, what: String) -> Result<(), ControlRefusal> {
        match self.beside.get() {
            Some(bank) => note(bank, what).await,
            None => Ok(()),
        }
    }

    /// The first bank ends: so do they, and keep what they have where it was to be kept.
    pub(crate) async fn stop(&self) {
        let mut running = self.running.lock().await;
        while let Some((name, tenant)) = running.pop_first() {
            // Boxed, because a bank's end would otherwise hold an end in itself.
            Box::pin(tenant.stop()).await;
            // What cannot be removed stays.
            let _ = self.forget(&name, false);
        }
    }

    fn forget(&self, name: &str, all: bool) -> Result<(), BankError> {
        let gone = |outcome: std::io::Result<()>| match outcome {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        if let Some(file) = self.ready_file(name) {
            gone(std::fs::remove_file(file))?;
        }
        if let Some(folder) = self.folder(name).filter(|_| all) {
            gone(std::fs::remove_dir_all(folder))?;
        }
        Ok(())
    }

    /// Beside the first bank's: `bank-ready.json` has `bank-ready.NAME.json`.
    fn ready_file(&self, name: &str) -> Option<PathBuf> {
        self.first.ready_file.as_ref().map(|file| file.with_extension(format!("{name}.json")))
    }

    /// `None`: a temporary one, as the first bank's.
    fn folder(&self, name: &str) -> Option<PathBuf> {
        self.first.data_dir.as_ref().map(|folder| folder.join("tenants").join(name))
    }

    /// Without the control token, which is in the ready file.
    fn row(&self, name: &str, tenant: &RunningBank) -> Value {
        let ready = &tenant.ready;
        json!({
            "name": name,
            "api_url": ready.api_url,
            "plain_url": ready.plain_url,
            "control_url": ready.control_url,
            "ready_file": self.ready_file(name),
        })
    }
}

async fn note(bank: &Arc<Bank>, what: String) -> Result<(), ControlRefusal> {
    let bank = Arc::clone(bank);
    let noted = move || bank.keep(|tx| audit::note(tx, bank.now(), Kind::Sandbox, None, what));
    let noted = tokio::task::spawn_blocking(noted).await.unwrap_or(Err(BankError::Task));
    noted.map_err(|error| failed(&error))
}

fn unknown() -> ControlRefusal {
    refuse(404, "unknown_tenant", "there is no tenant of this name")
}

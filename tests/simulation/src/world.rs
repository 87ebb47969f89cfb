//! The bank, and phones whose disks and hardware outlive their processes.

use std::sync::Arc;

use kunci_adapters::life::Life;
use kunci_adapters::memory::{ManualClock, MemoryDeviceKeys, MemoryDisk, MemoryHistory, SeededEntropy};
use kunci_bank::{Bank, BankOptions};
use kunci_core::config::BankConfig;
use kunci_core::ports::{Clock as _, Link, StoreError};
use kunci_core::{Phone, Ports};
use kunci_crypto::p256key::PublicKey;
use serde_json::{Value, json};

use crate::chat::pipes::Pipes;
use crate::finger::Sensor;
use crate::network::{AUTHORITY, Network};
use crate::stretch::FastStretch;

/// The customer.
pub(crate) const USER: &str = "sari";
/// Her password.
pub(crate) const PASSWORD: &str = "Senja-di-Ubud-72";

/// One customer, one bank, some phones.
pub(crate) struct World {
    pub(crate) bank: Arc<Bank>,
    pub(crate) phones: Vec<Device>,
    config: BankConfig,
    pub(crate) clock: Arc<ManualClock>,
    /// By how much the wall clock is wrong.
    set_by_hand_ms: i64,
    /// The live links of all phones.
    pub(crate) pipes: Arc<Pipes>,
}

/// A phone: hardware and disk, and the app while it runs.
pub(crate) struct Device {
    pub(crate) network: Arc<Network>,
    pub(crate) disk: MemoryDisk,
    /// What the customer chose on this phone.
    pub(crate) code: &'static str,
    /// Its present process.
    pub(crate) life: Life,
    pub(crate) keys: Arc<MemoryDeviceKeys>,
    pub(crate) sensor: Sensor,
    history: MemoryHistory,
    link: Arc<dyn Link>,
    pub(crate) app: Option<Arc<Phone>>,
    entropy_seed: u64,
}

/// Runs in virtual time: whoever waits for seconds waits for nothing.
pub(crate) fn in_virtual_time<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}

impl World {
    pub(crate) fn new(seed: u64, phones: &[&'static str]) -> Result<Self, String> {
        let bank = Bank::open(&BankOptions { seed: Some(seed), simulated: true, ..BankOptions::default() })
            .map_err(|error| error.to_string())?;
        bank.serve_as(AUTHORITY);
        let roots = bank.bundle_roots();
        let bundle_roots = roots.iter().map(|root| PublicKey::from_sec1(&root.to_sec1())).collect::<Result<_, _>>();
        let config = BankConfig {
            bank_id: kunci_bank::BANK_ID.to_owned(),
            base_url: format!("https://{AUTHORITY}"),
            tls_roots: Vec::new(),
            pins: Vec::new(),
            bundle_roots: bundle_roots.map_err(|error| error.to_string())?,
            safety: std::sync::Arc::default(),
        };
        let pipes = Pipes::new(&bank);
        let devices = phones.iter().enumerate().map(|(index, code)| {
            let (life, seed) = (Life::default(), seed.wrapping_mul(31).wrapping_add(index as u64));
            let keys = MemoryDeviceKeys::new(seed, life.clone()).map_err(|error| error.to_string())?;
            Ok(Device {
                network: Network::new(bank.router(), life.clone()),
                disk: MemoryDisk::of(life.clone()),
                code,
                life,
                keys: Arc::new(keys),
                sensor: Sensor::default(),
                history: MemoryHistory::default(),
                link: Arc::clone(&pipes) as _,
                app: None,
                entropy_seed: seed,
            })
        });
        let phones = devices.collect::<Result<Vec<_>, String>>()?;
        let world = Self { bank, phones, config, clock: Arc::new(ManualClock::new(0, 0)), set_by_hand_ms: 0, pipes };
        world.tick()?;
        Ok(world)
    }

    /// The phones' clocks follow the bank's.
    pub(crate) fn tick(&self) -> Result<i64, String> {
        let now = self.control("clock", &json!({}))?;
        let text = now["now"].as_str().ok_or("the clock has no now")?;
        let now: jiff::Timestamp = text.parse().map_err(|_| format!("no time: {text}"))?;
        let now_ms = now.as_millisecond();
        self.clock.advance_ms((now_ms - self.clock.wall_ms() + self.set_by_hand_ms).max(0));
        Ok(now_ms)
    }

    /// The customer sets the phones' wall clocks, wrong or right again. Nothing else goes by that.
    pub(crate) fn set_wall_by(&mut self, ms: i64) {
        self.set_by_hand_ms += ms;
        self.clock.set_wall_ms(self.clock.wall_ms() + ms);
    }

    /// Time passes for everybody.
    pub(crate) fn pass(&self, seconds: u64) -> Result<(), String> {
        self.control("clock", &json!({ "advance_seconds": seconds }))?;
        self.tick().map(drop)
    }

    pub(crate) fn control(&self, name: &str, body: &Value) -> Result<Value, String> {
        self.bank.control(name, body).map_err(|refusal| format!("control {name}: {refusal:?}"))
    }

    /// The app on a phone, started if it does not run.
    pub(crate) fn app(&mut self, index: usize) -> Result<&Phone, String> {
        let (config, clock) = (self.config.clone(), Arc::clone(&self.clock));
        let device = self.phones.get_mut(index).ok_or("no such phone")?;
        if device.app.is_none() {
            device.start(config, clock)?;
        }
        device.app.as_deref().ok_or_else(|| "no app".to_owned())
    }

    /// The same, to be used from several tasks.
    pub(crate) fn shared_app(&mut self, index: usize) -> Result<Arc<Phone>, String> {
        self.app(index)?;
        let device = self.phones.get(index).ok_or("no such phone")?;
        device.app.clone().ok_or_else(|| "no app".to_owned())
    }

    /// A copy of a phone's disk that runs beside it with the same hardware: what malware or a thief with the phone has.
    pub(crate) fn copy_of(&self, index: usize, number: u8) -> Result<Device, String> {
        let original = self.phones.get(index).ok_or("no such phone")?;
        let life = Life::default();
        let mut device = Device {
            network: Network::new(self.bank.router(), life.clone()),
            disk: original.disk.copied(life.clone()),
            code: original.code,
            life,
            keys: Arc::clone(&original.keys),
            sensor: original.sensor.clone(),
            history: MemoryHistory::default(),
            link: Arc::clone(&self.pipes) as _,
            app: None,
            entropy_seed: original.entropy_seed.wrapping_add(1 + u64::from(number)),
        };
        device.start(self.config.clone(), Arc::clone(&self.clock))?;
        Ok(device)
    }

    /// The live link of a phone goes another way from its next start on, which is the next use: what ran is over.
    pub(crate) fn over(&mut self, index: usize, link: Arc<dyn Link>) {
        self.kill(index);
        if let Some(device) = self.phones.get_mut(index) {
            device.link = link;
        }
    }

    /// The process is killed: what was not on the disk is gone.
    pub(crate) fn kill(&mut self, index: usize) {
        if let Some(device) = self.phones.get_mut(index) {
            device.life.end();
            device.app = None;
        }
    }

    /// Kills what is over already: its process ended at a write or at a call.
    pub(crate) fn bury(&mut self, index: usize) -> bool {
        let over = self.phones.get(index).is_some_and(|device| device.life.is_over());
        if over {
            self.kill(index);
        }
        over
    }

    /// The next write of this phone does not happen, and its process dies with it (the caller kills).
    pub(crate) fn break_next_write(&self, index: usize) {
        if let Some(device) = self.phones.get(index) {
            device.disk.refuse_next_write(StoreError::Io);
        }
    }
}

impl Device {
    fn start(&mut self, config: BankConfig, clock: Arc<ManualClock>) -> Result<(), String> {
        self.life.begin();
        self.entropy_seed = self.entropy_seed.wrapping_add(0x1_0000);
        let store = self.disk.open().map_err(|error| error.to_string())?;
        let ports = Ports {
            http: Arc::clone(&self.network) as _,
            link: Arc::clone(&self.link),
            history: Arc::new(self.history.clone()),
            store: Arc::new(store),
            clock,
            entropy: Arc::new(SeededEntropy::new(self.entropy_seed)),
            keys: Arc::clone(&self.keys) as _,
            stretch: Arc::new(FastStretch),
        };
        self.app = Some(Arc::new(Phone::new(config, ports).map_err(|error| error.to_string())?));
        Ok(())
    }
}

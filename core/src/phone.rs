//! One customer's phone: the ports, and what lives in memory only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use kunci_crypto::wrap::Stretch;
use kunci_domain::bank_time::{self, Anchor, Clocks, Estimate};
use kunci_domain::direction::Surroundings;
use kunci_domain::session_life::SessionEnd;
use uuid::Uuid;

use crate::Error;
use crate::background::Door;
use crate::bank::{Call, VerifiedBundle};
use crate::cards::BegunReveal;
use crate::config::BankConfig;
use crate::offline::CallerCheck;
use crate::operations::Operation;
use crate::ports::{Clock, DeviceKeys, Entropy, HistoryVault, Http, Link, TimeAnchor, TokenStore};
use crate::profile::BegunChange;
use crate::session::{Pulse, Session};
use crate::token::{Enrolment, PendingBiometric};

/// The world as the core sees it.
#[derive(Clone)]
pub struct Ports {
    /// The bank's API.
    pub http: Arc<dyn Http>,
    /// The token database.
    pub store: Arc<dyn TokenStore>,
    /// The clocks.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The key hardware.
    pub keys: Arc<dyn DeviceKeys>,
    /// The live link.
    pub link: Arc<dyn Link>,
    /// Conversations.
    pub history: Arc<dyn HistoryVault>,
    /// The password hash; a simulation puts a fast one here.
    pub stretch: Arc<dyn Stretch>,
}

/// A phone of one customer. Cheap to share behind an [`Arc`]; every method takes `&self`.
pub struct Phone {
    pub(crate) config: BankConfig,
    pub(crate) ports: Ports,
    memory: Mutex<Memory>,
    /// Whether the app is in front, and which of its calls are under way.
    pub(crate) door: Door,
    /// Operations that change the token run one after the other.
    pub(crate) token_gate: tokio::sync::Mutex<()>,
    /// Changes of cards that wait go out one after the other.
    pub(crate) command_gate: tokio::sync::Mutex<()>,
    /// A command on disk is read and changed by one at a time; never held across a call.
    pub(crate) command_disk: tokio::sync::Mutex<()>,
    /// Drafts of disputes are changed and submitted one after the other.
    pub(crate) dispute_gate: tokio::sync::Mutex<()>,
    /// The history is opened once for each session.
    pub(crate) history_gate: tokio::sync::Mutex<()>,
}

/// Gone when the process ends, and nothing is lost by that.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) bundle: Option<Arc<VerifiedBundle>>,
    pub(crate) session: Option<Arc<Session>>,
    /// The customer's acts in it.
    pub(crate) pulse: Option<Pulse>,
    /// Why the last one ended, until the app has heard of it.
    pub(crate) ended: Option<SessionEnd>,
    pub(crate) enrolment: Option<Enrolment>,
    /// A new phone number whose code is on its way.
    pub(crate) number_change: Option<BegunChange>,
    /// A try with a one-time code whose answer was lost.
    pub(crate) last_try: Option<Call>,
    /// A card's number that was asked for, and the key that opens it.
    pub(crate) reveal: Option<BegunReveal>,
    /// After a refused approval: the same operation with a fresh challenge.
    pub(crate) fresh_offers: HashMap<Uuid, Operation>,
    /// What the app says about the place and the moment. Never stored.
    pub(crate) surroundings: Option<Surroundings>,
    /// What the app says about the phone's integrity. Never stored.
    pub(crate) rooted: Option<bool>,
    /// The customer's wish, as the bank said last.
    pub(crate) trusted_places: Option<bool>,
    /// What the caller has to answer.
    pub(crate) caller_check: Option<CallerCheck>,
    /// A prompt for a finger or face that is open.
    pub(crate) biometric: Option<PendingBiometric>,
    anchor: Option<RunAnchor>,
    closed: bool,
}

#[derive(Clone, Copy)]
struct RunAnchor {
    anchor: Anchor,
    same_process: bool,
}

impl Phone {
    /// A phone over these ports. Reads the last bank time and nothing else.
    ///
    /// # Errors
    /// What the store says.
    pub fn new(config: BankConfig, ports: Ports) -> Result<Self, Error> {
        let anchor = ports.store.time_anchor()?.map(|stored| RunAnchor { anchor: stored.into(), same_process: false });
        let memory = Memory { anchor, ..Memory::default() };
        Ok(Self {
            config,
            ports,
            memory: Mutex::new(memory),
            door: Door::default(),
            token_gate: tokio::sync::Mutex::default(),
            command_gate: tokio::sync::Mutex::default(),
            command_disk: tokio::sync::Mutex::default(),
            dispute_gate: tokio::sync::Mutex::default(),
            history_gate: tokio::sync::Mutex::default(),
        })
    }

    /// Forgets session, enrolment and keys in memory; every later call answers [`Error::Closed`].
    pub fn close(&self) {
        // A phone that is coming to rest does not wait for anything any more.
        self.door.open();
        if let Ok(mut memory) = self.memory.lock() {
            if let Some(session) = &memory.session {
                session.live.shut();
            }
            *memory = Memory { closed: true, ..Memory::default() };
        }
    }

    /// What lives in memory. Never held across an await.
    pub(crate) fn memory(&self) -> Result<MutexGuard<'_, Memory>, Error> {
        let memory = self.memory.lock().map_err(|_| Error::Internal)?;
        if memory.closed { Err(Error::Closed) } else { Ok(memory) }
    }

    pub(crate) fn alive(&self) -> Result<(), Error> {
        self.memory().map(drop)
    }

    /// Bank time as well as it can be known now.
    pub(crate) fn bank_time(&self) -> Result<Estimate, Error> {
        let known = self.memory()?.anchor;
        let same_process = known.is_some_and(|known| known.same_process);
        Ok(bank_time::estimate(known.map(|known| known.anchor), self.clocks(), same_process))
    }

    fn clocks(&self) -> Clocks {
        let clock = &self.ports.clock;
        Clocks { wall_ms: clock.wall_ms(), boot_ms: clock.boot_ms(), boot_id: clock.boot_id() }
    }

    /// Takes the bank's own word on the time, from an authenticated reply. Written to disk only when it tells something new;
    /// a disk that fails here costs accuracy after a restart, not the operation.
    pub(crate) async fn learn_bank_time(&self, bank_ms: i64) -> Result<(), Error> {
        let Clocks { wall_ms, boot_ms, boot_id } = self.clocks();
        let anchor = Anchor { bank_ms, wall_ms, boot_ms, boot_id };
        let known = self.memory()?.anchor.replace(RunAnchor { anchor, same_process: true });
        if bank_time::worth_keeping(known.map(|known| known.anchor), anchor) {
            let store = Arc::clone(&self.ports.store);
            let _ = crate::blocking::run(move || Ok(store.put_time_anchor(&anchor.into())?)).await;
        }
        Ok(())
    }
}

impl From<TimeAnchor> for Anchor {
    fn from(stored: TimeAnchor) -> Self {
        Self { bank_ms: stored.bank_ms, wall_ms: stored.wall_ms, boot_ms: stored.boot_ms, boot_id: stored.boot_id }
    }
}

impl From<Anchor> for TimeAnchor {
    fn from(anchor: Anchor) -> Self {
        Self { bank_ms: anchor.bank_ms, wall_ms: anchor.wall_ms, boot_ms: anchor.boot_ms, boot_id: anchor.boot_id }
    }
}

//! A real phone at a real bank: the core over TLS, Oblivious HTTP, SQLCipher and software keys, with two parts replaced: the password
//! hash is cheap, and the clock is turned by hand. Around each write of the token's database the profile folder is copied: that is
//! what is on the disk if the app is killed there.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kunci_adapters::memory::ManualClock;
use kunci_adapters::{SoftwareDeviceKeys, SystemClock, SystemEntropy, real_ports};
use kunci_bank::{Bank, BankOptions, RunningBank};
use kunci_core::config::BankConfig;
use kunci_core::ports::{Clock as _, DeviceKeys as _, Slot, random};
use kunci_core::token::{EnrolmentMethod, TokenStage};
use kunci_core::{Error, Phone, Ports};
use kunci_crypto::SecretDigits;
use kunci_crypto::kdf::UseLabel;
use kunci_crypto::otp::{Alg, hotp};
use kunci_crypto::secret::{Secret, SecretBytes};
use kunci_crypto::wrap::{Stretch, WrapError, WrapParams, unwrap_know};
use serde_json::{Value, json};

use crate::attack::{Code, Given, Observed, code_of, stretched};
use crate::image::{Loot, Snapshot, uuid_text};
use crate::watched::WatchedStore;

pub(crate) const USER: &str = "sari";
pub(crate) const PASSWORD: &str = "Senja-di-Ubud-72";

/// So many steps a slow machine may take between the making of the clock and of an OTP (the bank's clock only runs ahead): an hour.
const SLACK: u64 = 120;

/// The label of the wrap's hardware half, as the core asks for it. Were it another, no control would find its code.
const DEVICE_SECRET: &str = "kunci/wrap/know";

/// The cheap password hash, put into the core's port.
struct CheapStretch;

impl Stretch for CheapStretch {
    fn stretch(&self, code: &SecretDigits, salt: &[u8; 32], _: WrapParams) -> Result<Secret<32>, WrapError> {
        Ok(Secret::from_bytes(&mut stretched(salt, code.expose())))
    }
}

/// Copies the profile around each write, and ends the app at one.
pub(crate) struct Watch {
    folder: PathBuf,
    writes: AtomicUsize,
    die_at: AtomicUsize,
    dead: AtomicBool,
    images: Mutex<Vec<Snapshot>>,
}

impl Watch {
    /// Before a write: whether it happens.
    pub(crate) fn before(&self) -> bool {
        self.copy();
        let write = self.writes.fetch_add(1, Ordering::SeqCst) + 1;
        if write == self.die_at.load(Ordering::SeqCst) {
            self.dead.store(true, Ordering::SeqCst);
        }
        !self.dead.load(Ordering::SeqCst)
    }

    /// The folder as it is now.
    pub(crate) fn copy(&self) {
        if let Ok(image) = Snapshot::take(&self.folder) {
            self.images.lock().unwrap_or_else(PoisonError::into_inner).push(image);
        }
    }
}

pub(crate) struct Scene {
    bank: RunningBank,
    config: BankConfig,
    keys: Arc<SoftwareDeviceKeys>,
    clock: Arc<ManualClock>,
    watch: Arc<Watch>,
    app: Option<Phone>,
    pub(crate) code: Code,
    /// How many codes were in force.
    generation: u64,
    /// The step of the first OTP observed.
    first_step: u64,
    /// The customer's session on the website.
    website: Value,
    /// What a finger opens, once one is on.
    pub(crate) finger: Option<SecretBytes>,
    root: tempfile::TempDir,
}

impl Scene {
    /// A bank, and a phone that has never been used.
    pub(crate) async fn new() -> Result<Self, String> {
        let bank = Bank::start(BankOptions::default()).await.map_err(|error| error.to_string())?;
        let config = BankConfig::from_json(&bank.ready.phone_config.to_string()).map_err(|error| error.to_string())?;
        let root = tempfile::tempdir().map_err(|error| error.to_string())?;
        let keys = SoftwareDeviceKeys::open(&root.path().join("hardware")).map_err(|error| error.to_string())?;
        let watch = Watch {
            folder: root.path().join("profile"),
            writes: AtomicUsize::new(0),
            die_at: AtomicUsize::new(0),
            dead: AtomicBool::new(false),
            images: Mutex::default(),
        };
        Ok(Self {
            bank,
            config,
            keys: Arc::new(keys),
            clock: Arc::new(ManualClock::new(SystemClock.wall_ms(), SystemClock.boot_ms())),
            watch: Arc::new(watch),
            app: None,
            code: draw()?,
            generation: 1,
            first_step: 0,
            website: Value::Null,
            finger: None,
            root,
        })
    }

    /// The app, started if it does not run.
    pub(crate) fn app(&mut self) -> Result<&Phone, String> {
        if self.app.is_none() {
            self.watch.dead.store(false, Ordering::SeqCst);
            let profile = self.root.path().join("profile");
            let ports =
                real_ports(&profile, &self.config, Arc::clone(&self.keys) as _).map_err(|error| error.to_string())?;
            let ports = Ports {
                store: Arc::new(WatchedStore::new(ports.store, Arc::clone(&self.watch))),
                clock: Arc::clone(&self.clock) as _,
                stretch: Arc::new(CheapStretch),
                ..ports
            };
            self.app = Some(Phone::new(self.config.clone(), ports).map_err(told)?);
        }
        self.app.as_ref().ok_or_else(|| "no app".to_owned())
    }

    /// The process ends: what is not on the disk is gone.
    pub(crate) fn kill(&mut self) {
        self.app = None;
        self.watch.copy();
    }

    /// The app dies at the write with this number, counted from now.
    pub(crate) fn die_at(&self, write: usize) {
        self.watch.writes.store(0, Ordering::SeqCst);
        self.watch.die_at.store(write, Ordering::SeqCst);
    }

    /// Whether that write came.
    pub(crate) fn died(&self) -> bool {
        self.watch.dead.load(Ordering::SeqCst)
    }

    /// Signs in and enrols, from wherever the profile stands, until the token is active or the app dies.
    pub(crate) async fn enrol(&mut self) -> Result<(), String> {
        let outcome = self.try_to_enrol().await;
        if self.died() {
            self.kill();
            return Ok(());
        }
        outcome
    }

    async fn try_to_enrol(&mut self) -> Result<(), String> {
        let password = SecretBytes::from_slice(PASSWORD.as_bytes());
        self.app()?.sign_in(USER, password, "en").await.map_err(told)?;
        let stage = self.app()?.token().await.map_err(told)?.stage;
        if stage == TokenStage::Pending {
            let code = self.digits()?;
            return self.app()?.resume_enrolment(Some(&code)).await.map(drop).map_err(told);
        }
        self.app()?.begin_enrolment(EnrolmentMethod::Sms).await.map_err(told)?;
        let sms = self.control("sms", &json!({ "user_id": USER }))?;
        let pin = sms["code"].as_str().ok_or("the SMS has no code")?;
        let pin = SecretDigits::from_ascii(pin.as_bytes()).map_err(|error| error.to_string())?;
        self.app()?.prove_enrolment(&pin).await.map_err(told)?;
        loop {
            let code = self.digits()?;
            match self.app()?.choose_code(&code, &code).await {
                Err(Error::WeakCode { .. }) => self.code = draw()?,
                outcome => return outcome.map(drop).map_err(told),
            }
        }
    }

    /// Changes the Unlock Code, or dies in it; the new code, which is in force unless the app died.
    pub(crate) async fn change(&mut self) -> Result<Code, String> {
        loop {
            let new = draw()?;
            let outcome = self.try_to_change(&new).await;
            if self.died() {
                self.kill();
                return Ok(new);
            }
            match outcome {
                Err(Error::WeakCode { .. } | Error::CodeUnchanged) => {}
                Err(error) => return Err(told(error)),
                Ok(()) => {
                    self.code = new;
                    self.generation += 1;
                    return Ok(new);
                }
            }
        }
    }

    async fn try_to_change(&mut self, new: &Code) -> Result<(), Error> {
        let password = SecretBytes::from_slice(PASSWORD.as_bytes());
        let digits = |code: &Code| SecretDigits::from_ascii(code).map_err(|_| Error::Internal);
        let (old, new) = (digits(&self.code)?, digits(new)?);
        let app = self.app().map_err(|_| Error::Internal)?;
        app.sign_in(USER, password, "en").await?;
        app.sign_in_with_token(&old).await?;
        app.change_code(&old, &new, &new).await.map(drop)
    }

    /// After a kill: the bank says which code is in force.
    pub(crate) async fn settle(&mut self, changed_to: Code) -> Result<(), String> {
        let now = self.app()?.token_status().await.map_err(told)?.generation;
        if now > self.generation {
            (self.code, self.generation) = (changed_to, now);
        }
        Ok(())
    }

    /// Watches the customer log in on the website so many times. The bank takes each code, so each is one.
    pub(crate) async fn observe(&mut self, times: usize) -> Result<Vec<Observed>, String> {
        let mut observed = Vec::new();
        for _ in 0..times {
            let code = self.digits()?;
            let otp = self.app()?.otp(&code).await.map_err(told)?.otp;
            let text = String::from_utf8_lossy(otp.expose()).into_owned();
            let taken =
                self.control("website_login", &json!({ "user_id": USER, "password": PASSWORD, "otp": text }))?;
            if taken["accepted"] != true {
                return Err(format!("the bank did not take an OTP: {}", taken["bank_saw"]));
            }
            let digits = text.parse().map_err(|_| "an OTP that is no number")?;
            let step = self.step_made(&self.true_key(UseLabel::Otp)?, digits)?;
            if self.first_step == 0 {
                self.first_step = step;
            }
            self.website = taken["session"].clone();
            observed.push(Observed { message: step.to_be_bytes().to_vec(), digits });
            self.pass(30)?;
        }
        Ok(observed)
    }

    pub(crate) fn pass(&self, seconds: i64) -> Result<(), String> {
        self.control("clock", &json!({ "advance_seconds": seconds }))?;
        self.clock.advance_ms(seconds * 1000);
        Ok(())
    }

    pub(crate) const fn first_step(&self) -> u64 {
        self.first_step
    }

    /// The step of an OTP that the phone made, found with the true keys: the bank's clock runs on while the phone works, and an OTP
    /// under a wrong step would make every test of it empty.
    pub(crate) fn step_made(&self, key: &Secret<32>, digits: u32) -> Result<u64, String> {
        let now = u64::try_from(self.clock.wall_ms().max(0) / 30_000).unwrap_or_default();
        let makes = |step: &u64| {
            hotp(key.expose(), *step, 6, Alg::Sha256).is_ok_and(|otp| otp.matches(format!("{digits:06}").as_bytes()))
        };
        (now.saturating_sub(1)..now + SLACK)
            .find(makes)
            .ok_or_else(|| "the true keys do not make the phone's OTP: the format has changed".to_owned())
    }

    /// A use key as the phone has it, from the newest image, the right code and the hardware's secrets.
    pub(crate) fn true_key(&self, label: UseLabel) -> Result<Secret<32>, String> {
        let image = self.last_image()?;
        let mut device_secret = self.hardware(&image)?.device_secret.ok_or("the hardware gave nothing")?;
        let find = |name: &str| image.get(name).ok_or_else(|| format!("the image holds no {name}"));
        let wrapped = [find("token.wrap_salt")?, find("token.wrap_masked")?].concat();
        let wrapped = wrapped.try_into().map_err(|_| "a wrap of another length")?;
        let secret = Secret::from_bytes(&mut device_secret);
        let know = unwrap_know(&CheapStretch, &wrapped, &self.digits()?, &secret, WrapParams::FLOOR)
            .map_err(|error| error.to_string())?;
        let (mut hw, token_id, epoch) = self.hardware_half()?;
        know.derive_use(&Secret::from_bytes(&mut hw), label, &token_id, epoch).map_err(|error| error.to_string())
    }

    /// `hw`, and the token and epoch that every use key is bound to.
    pub(crate) fn hardware_half(&self) -> Result<([u8; 32], String, u64), String> {
        let image = self.last_image()?;
        let hw = self.hardware(&image)?.hw.ok_or("the hardware gave nothing")?;
        let find = |name: &str| image.get(name).ok_or_else(|| format!("the image holds no {name}"));
        let epoch = u64::from_be_bytes(find("token.epoch")?.try_into().map_err(|_| "an epoch that is no number")?);
        Ok((hw, uuid_text(find("token.token_id")?), epoch))
    }

    /// Every image taken so far, opened with the files' keys.
    pub(crate) fn loot(&self) -> Result<Loot, String> {
        self.watch.copy();
        let images = self.watch.images.lock().unwrap_or_else(PoisonError::into_inner);
        Loot::open(&images, &self.keys)
    }

    /// The newest image alone.
    pub(crate) fn last_image(&self) -> Result<Loot, String> {
        Loot::open(&[Snapshot::take(&self.watch.folder)?], &self.keys)
    }

    /// What the hardware keeps: for controls only.
    pub(crate) fn hardware(&self, loot: &Loot) -> Result<Given, String> {
        let device_secret = self.keys.device_secret(DEVICE_SECRET).map_err(|error| error.to_string())?;
        let peer = loot.get("token.bank_agreement").and_then(|bytes| bytes.try_into().ok());
        let slot = if loot.get("token.slot") == Some(b"b") { Slot::B } else { Slot::A };
        let hw = self
            .keys
            .agree(slot.agreement_alias(), &peer.ok_or("the images hold no agreement key of the bank")?)
            .map_err(|error| error.to_string())?;
        Ok(Given { device_secret: Some(*device_secret.expose()), hw: Some(*hw.expose()) })
    }

    pub(crate) fn hardware_keys(&self) -> &SoftwareDeviceKeys {
        &self.keys
    }

    pub(crate) fn website(&self) -> &Value {
        &self.website
    }

    pub(crate) fn digits(&self) -> Result<SecretDigits, String> {
        SecretDigits::from_ascii(&self.code).map_err(|error| error.to_string())
    }

    pub(crate) fn control(&self, name: &str, body: &Value) -> Result<Value, String> {
        self.bank.bank().control(name, body).map_err(|refusal| format!("control {name}: {refusal:?}"))
    }
}

pub(crate) fn told(error: Error) -> String {
    format!("the phone: {}", error.code())
}

/// A code that nobody foresees.
pub(crate) fn draw() -> Result<Code, String> {
    let bytes = random::<8>(&SystemEntropy).map_err(|error| error.to_string())?;
    Ok(code_of((u64::from_be_bytes(bytes) % 1_000_000) as u32))
}

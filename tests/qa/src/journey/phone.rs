//! A desktop phone under a journey: actions by name, results as JSON members.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use kunci_adapters::{DesktopClock, SoftwareDeviceKeys};
use kunci_core::config::BankConfig;
use kunci_core::operations::Operation;
use kunci_core::profile::PhoneNumberView;
use kunci_core::session::{SessionView, StepUpMethod};
use kunci_core::token::{EnrolmentMethod, HardwareTokenView, OtpView, TokenView};
use kunci_core::{Error, Phone};
use kunci_crypto::SecretDigits;
use kunci_crypto::hash::sha256;
use kunci_crypto::otp::Otp;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::texts::Language;
use serde_json::{Map, Value, json};

use super::alerts;
use super::biometric;
use super::call_back;
use super::card;
use super::chat::{self, Screens};
use super::dispute;
use super::expect::{Outcome, StepError};
use super::{guard, offline, operations, privacy, service, session, spending, statement, support};

/// One phone: a profile folder, and the core over it while it is open.
pub(crate) struct DesktopPhone {
    folder: PathBuf,
    config: BankConfig,
    language: Language,
    /// Outlives a restart of the app, as a phone's clocks do.
    clock: Arc<DesktopClock>,
    phone: Option<Arc<Phone>>,
    /// What the chat shows.
    screen: Screens,
    /// On the screen, waiting for yes or no.
    operation: Option<Operation>,
}

/// A refusal of the core, or a step that names what does not exist.
pub(super) enum Refused {
    Core(Error),
    Step(String),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

pub(super) type Result<T> = std::result::Result<T, Refused>;

/// What an app does in the background as well: the bindings let the same through.
const AT_ANY_TIME: [&str; 11] = [
    "chat_desk",
    "chat_items",
    "chat_wait",
    "disconnect",
    "integrity",
    "network_changed",
    "operations_changed",
    "payments_changed",
    "surroundings",
    "touch",
    "watch",
];

impl DesktopPhone {
    pub(crate) fn new(folder: PathBuf, config: BankConfig, language: Language) -> Self {
        let clock = Arc::new(DesktopClock::new());
        Self { folder, config, language, clock, phone: None, screen: Screens::default(), operation: None }
    }

    /// Opens the core over the profile folder, if it is not open.
    pub(crate) fn open(&mut self) -> std::result::Result<&Arc<Phone>, Error> {
        if self.phone.is_none() {
            // The "hardware" of a desktop: a folder of its own, which a copy of the profile does not hold.
            let keys = SoftwareDeviceKeys::open(&self.folder.join("hardware"))?;
            let (keys, clock) = (Arc::new(keys), Arc::<DesktopClock>::clone(&self.clock));
            let phone = kunci_adapters::open_with_clock(&self.folder.join("profile"), &self.config, keys, clock)?;
            self.phone = Some(Arc::new(phone));
        }
        self.phone.as_ref().ok_or(Error::Internal)
    }

    /// Does what a step says. Unknown actions and arguments fail loudly.
    pub(crate) async fn act(&mut self, action: &str, with: &Map<String, Value>) -> Outcome {
        let language = self.language;
        self.dispatch(action, with).await.map_err(|refused| match refused {
            Refused::Core(error) => {
                let told = error.explain(language);
                StepError {
                    code: error.code().to_owned(),
                    told: format!("{}. {} {}", told.title, told.body, told.action),
                }
            }
            Refused::Step(what) => StepError { code: "bad_step".to_owned(), told: what },
        })
    }

    /// This phone is from now on as that one is: profile and "hardware". What a thief does with a phone whose keys can be copied, and
    /// what a backup does.
    fn become_copy(&mut self, other: &str) -> Result<()> {
        if let Some(phone) = self.phone.take() {
            phone.close();
        }
        (self.screen, self.operation) = (Screens::default(), None);
        let from = self.folder.with_file_name(other);
        if !from.is_dir() {
            return Err(Refused::Step(format!("there is no phone {other:?}")));
        }
        copy_whole(&from, &self.folder).map_err(|error| Refused::Step(error.to_string()))
    }

    async fn dispatch(&mut self, action: &str, with: &Map<String, Value>) -> Result<Map<String, Value>> {
        let args = Args(with);
        match action {
            "open" => {
                args.only(&[])?;
                self.open()?;
                Ok(Map::new())
            }
            "clock" => {
                args.only(&["advance_seconds"])?;
                self.clock.advance_ms(args.number::<i64>("advance_seconds")?.saturating_mul(1_000));
                Ok(Map::new())
            }
            "restart" | "reboot" => {
                args.only(&[])?;
                if let Some(phone) = self.phone.take() {
                    // A killed process would not; here the profile must be free before it is opened again.
                    phone.disconnect().await?;
                    phone.close();
                }
                if action == "reboot" {
                    self.clock.restart();
                }
                self.screen = Screens::default();
                self.operation = None;
                self.open()?;
                Ok(Map::new())
            }
            "pause" => {
                args.only(&["deadline_ms"])?;
                self.open()?.pause(Duration::from_millis(args.number("deadline_ms")?)).await?;
                Ok(Map::new())
            }
            "wake" => {
                args.only(&[])?;
                self.open()?.resume().await?;
                Ok(Map::new())
            }
            "copy_from" => {
                args.only(&["phone"])?;
                self.become_copy(args.text("phone")?)?;
                Ok(Map::new())
            }
            "disk" => {
                args.only(&[])?;
                let digest = digest(&self.folder.join("profile")).map_err(|error| Refused::Step(error.to_string()))?;
                Ok(members(json!({ "digest": digest })))
            }
            "open_databases" => {
                args.only(&[])?;
                let open =
                    open_databases(&self.folder.join("profile")).map_err(|error| Refused::Step(error.to_string()))?;
                Ok(members(json!({ "any": open })))
            }
            _ => {
                let _under_way = match AT_ANY_TIME.contains(&action) {
                    true => None,
                    false => Some(self.open()?.enter()?),
                };
                let language = self.language;
                let mut screen = std::mem::take(&mut self.screen);
                let chatted = chat::act(self.open()?, action, &args, &mut screen).await;
                self.screen = screen;
                if let Some(outcome) = chatted {
                    return outcome;
                }
                if let Some(outcome) = alerts::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                if let Some(outcome) = privacy::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                if let Some(outcome) = session::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                if let Some(outcome) = support::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                if let Some(outcome) = call_back::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                if let Some(outcome) = service::act(self.open()?, language, action, &args).await {
                    return outcome;
                }
                let mut shown = self.operation.take();
                let hardware = self.folder.join("hardware");
                let phone = Arc::clone(self.open()?);
                let mut outcome = biometric::act(&phone, &hardware, language, action, &args, &shown).await;
                if outcome.is_none() {
                    outcome = operations::act(&phone, language, action, &args, &mut shown).await;
                }
                if outcome.is_none() {
                    outcome = card::act(&phone, language, action, &args, &mut shown).await;
                }
                if outcome.is_none() {
                    outcome = dispute::act(&phone, language, action, &args).await;
                }
                if outcome.is_none() {
                    outcome = statement::act(&phone, language, action, &args).await;
                }
                if outcome.is_none() {
                    outcome = spending::act(&phone, language, action, &args).await;
                }
                if outcome.is_none() {
                    outcome = guard::act(&phone, language, action, &args, &mut shown).await;
                }
                if outcome.is_none() {
                    outcome = offline::act(self.open()?, language, action, &args, &mut shown).await;
                }
                let outcome = match outcome {
                    None => on_core(&phone, language.tag(), action, &args).await,
                    Some(outcome) => outcome,
                };
                drop(phone);
                self.operation = shown;
                outcome
            }
        }
    }
}

async fn on_core(phone: &Phone, language: &str, action: &str, args: &Args<'_>) -> Result<Map<String, Value>> {
    match action {
        "fetch_keys" => {
            args.only(&[])?;
            let keys = phone.fetch_keys().await?;
            Ok(members(
                json!({"epoch": keys.epoch, "counter": keys.counter, "keys": keys.keys, "issued_ms": keys.issued_ms, "expires_ms": keys.expires_ms}),
            ))
        }
        "sign_in" => {
            args.only(&["user_id", "password"])?;
            let password = SecretBytes::from_slice(args.text("password")?.as_bytes());
            Ok(session(&phone.sign_in(args.text("user_id")?, password, language).await?))
        }
        "sign_in_with_token" => {
            args.only(&["code"])?;
            Ok(session(&phone.sign_in_with_token(&args.code("code")?).await?))
        }
        "begin_step_up" => {
            args.only(&["method"])?;
            let method = match args.text("method")? {
                "sms" => StepUpMethod::Sms,
                "hardware-token" => StepUpMethod::HardwareToken,
                other => return Err(Refused::Step(format!("there is no method {other:?}"))),
            };
            let view = phone.begin_step_up(method).await?;
            Ok(members(
                json!({"sent_to": view.sent_to, "expires_in_seconds": view.expires_in_seconds, "tries_left": view.tries_left}),
            ))
        }
        "prove_step_up" => {
            args.only(&["otp"])?;
            phone.prove_step_up(&args.code("otp")?).await?;
            Ok(Map::new())
        }
        "sign_in_with_hardware_token" => {
            args.only(&["otp"])?;
            Ok(session(&phone.sign_in_with_hardware_token(&args.code("otp")?).await?))
        }
        "sign_out" => {
            args.only(&[])?;
            phone.sign_out().await?;
            Ok(Map::new())
        }
        "begin_enrolment" => {
            args.only(&["method"])?;
            let method = match args.text("method")? {
                "sms" => EnrolmentMethod::Sms,
                "hardware-token" => EnrolmentMethod::HardwareToken,
                "old-phone" => EnrolmentMethod::OldPhone,
                other => return Err(Refused::Step(format!("there is no method {other:?}"))),
            };
            let begun = phone.begin_enrolment(method).await?;
            Ok(members(
                json!({"sent_to": begun.sent_to, "number": begun.number, "expires_in_seconds": begun.expires_in_seconds, "tries_left": begun.tries_left}),
            ))
        }
        "prove" => {
            args.only(&["otp"])?;
            phone.prove_enrolment(&args.code("otp")?).await?;
            Ok(Map::new())
        }
        "prove_by_old_phone" => {
            args.only(&[])?;
            phone.prove_enrolment_by_old_phone().await?;
            Ok(Map::new())
        }
        "begin_by_qr" => {
            args.only(&["text"])?;
            let view = phone.begin_enrolment_by_qr(args.text("text")?).await?;
            Ok(members(json!({"fingerprint": view.fingerprint, "shown": view.shown})))
        }
        "remove_token" => {
            args.only(&["code"])?;
            Ok(token(&phone.remove_token(&args.code("code")?).await?))
        }
        "phone_number" => {
            args.only(&[])?;
            Ok(number(&phone.phone_number().await?))
        }
        "begin_number_change" => {
            args.only(&["number"])?;
            let sent_to = phone.begin_number_change(args.text("number")?).await?;
            Ok(members(json!({ "sent_to": sent_to })))
        }
        "cancel_number_change" => {
            args.only(&["change_id"])?;
            Ok(number(&phone.cancel_number_change(args.text("change_id")?).await?))
        }
        "choose_code" => {
            args.only(&["code", "repeat"])?;
            Ok(token(&phone.choose_code(&args.code("code")?, &args.code("repeat")?).await?))
        }
        "change_code" => {
            args.only(&["old", "new", "repeat"])?;
            let (old, new, repeat) = (args.code("old")?, args.code("new")?, args.code("repeat")?);
            Ok(token(&phone.change_code(&old, &new, &repeat).await?))
        }
        "resume" => {
            args.only(&["code"])?;
            let code = args.0.get("code").map(|_| args.code("code")).transpose()?;
            Ok(token(&phone.resume_enrolment(code.as_ref()).await?))
        }
        "token" => {
            args.only(&[])?;
            Ok(token(&phone.token().await?))
        }
        "token_status" => {
            args.only(&[])?;
            Ok(token(&phone.token_status().await?))
        }
        "otp" => {
            args.only(&["code"])?;
            Ok(otp(&phone.otp(&args.code("code")?).await?))
        }
        "activate_hardware_token" => {
            args.only(&["birth_date", "serial", "otp"])?;
            let (birth_date, serial) = (args.text("birth_date")?, args.text("serial")?);
            Ok(hardware(&phone.activate_hardware_token(birth_date, serial, &args.code("otp")?).await?))
        }
        "resync_hardware_token" => {
            args.only(&["serial", "otp", "next_otp"])?;
            let (otp, next_otp) = (args.code("otp")?, args.code("next_otp")?);
            Ok(hardware(&phone.resync_hardware_token(args.text("serial")?, &otp, &next_otp).await?))
        }
        other => Err(Refused::Step(format!("a phone has no action {other:?}"))),
    }
}

pub(super) fn otp(made: &OtpView) -> Map<String, Value> {
    let text = |otp: &Otp| String::from_utf8_lossy(otp.expose()).into_owned();
    members(json!({
        "otp": text(&made.otp), "previous": text(&made.previous), "next": text(&made.next), "seconds_left": made.seconds_left,
        "clock_unconfirmed": made.clock_unconfirmed,
    }))
}

pub(super) fn session(view: &SessionView) -> Map<String, Value> {
    let means: Vec<_> = view.means.iter().map(|means| means.code.as_str()).collect();
    let shown: Vec<_> = view.means.iter().map(|means| format!("{} ({})", means.label, means.factor)).collect();
    members(
        json!({"customer_name": view.customer_name, "full": view.full, "may_look": view.may_look, "means": means.join(" "), "opened_with": shown.join(", "), "has_token": view.has_token, "expires_at_ms": view.expires_at_ms}),
    )
}

pub(super) fn token(view: &TokenView) -> Map<String, Value> {
    members(json!({
        "stage": view.stage.as_str(), "token_id": view.token_id, "epoch": view.epoch, "generation": view.generation,
        "code_change_open": view.code_change_open, "biometric": view.biometric, "set_back": view.set_back,
    }))
}

fn number(view: &PhoneNumberView) -> Map<String, Value> {
    let waiting = view.waiting.as_ref().map(|change| change.number.clone());
    members(json!({"number": view.number, "waiting": waiting}))
}

fn hardware(view: &HardwareTokenView) -> Map<String, Value> {
    members(json!({"serial": view.serial, "activated": view.activated}))
}

pub(crate) fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A step's arguments.
pub(super) struct Args<'a>(pub(super) &'a Map<String, Value>);

impl Args<'_> {
    pub(super) fn only(&self, known: &[&str]) -> Result<()> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(Refused::Step(format!("there is no argument {name:?}"))),
            None => Ok(()),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<&str> {
        self.0.get(name).and_then(Value::as_str).ok_or_else(|| Refused::Step(format!("{name} must be a text")))
    }

    pub(super) fn number<N: TryFrom<i64>>(&self, name: &str) -> Result<N> {
        let number = self.0.get(name).and_then(Value::as_i64).and_then(|number| N::try_from(number).ok());
        number.ok_or_else(|| Refused::Step(format!("{name} must be a whole number")))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool> {
        let flag = self.0.get(name).and_then(Value::as_bool);
        flag.ok_or_else(|| Refused::Step(format!("{name} must be true or false")))
    }

    pub(super) fn code(&self, name: &str) -> Result<SecretDigits> {
        SecretDigits::from_ascii(self.text(name)?.as_bytes())
            .map_err(|_| Refused::Step(format!("{name} must be at most 8 digits")))
    }
}

/// Puts a copy of a folder in the place of another.
fn copy_whole(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    let mut files = Vec::new();
    collect(from, from, &mut files)?;
    for (name, path) in files {
        let target = to.join(name);
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(path, target)?;
    }
    Ok(())
}

/// SHA-256 over every file: relative path, NUL, content; in the order of the paths.
pub(crate) fn digest(folder: &Path) -> std::io::Result<String> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    let mut all = Vec::new();
    for (name, path) in files {
        all.extend_from_slice(name.as_bytes());
        all.push(0);
        all.extend_from_slice(&std::fs::read(path)?);
    }
    Ok(sha256(&all).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether this process has a database file in `profile` open, as the system says.
fn open_databases(profile: &Path) -> std::io::Result<bool> {
    let profile = profile.canonicalize()?;
    for handle in std::fs::read_dir("/proc/self/fd")? {
        // A handle may be closed before it is looked at.
        let Ok(file) = std::fs::read_link(handle?.path()) else { continue };
        if file.strip_prefix(&profile).is_ok_and(|name| name.to_string_lossy().contains(".db")) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push((name, path));
        }
    }
    Ok(())
}

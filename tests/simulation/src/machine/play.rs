//! How a step is done, and what is asked of the bank after it.

use std::sync::Arc;

use kunci_core::ports::Clock as _;
use kunci_core::token::{EnrolmentMethod, TokenStage, TokenView};
use kunci_core::{Error, Phone};
use kunci_crypto::secret::SecretBytes;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::Counts;
use super::book::{self, Book};
use super::model::{Step, Trouble, Typed, Until};
use super::planted::Planted;
use super::states::Backup;
use crate::customer::{self, digits};
use crate::laws::Laws;
use crate::world::{PASSWORD, USER, World};

/// What the customer chooses from, one after the other.
const CODES: [&str; 6] = ["740916", "385204", "629174", "815302", "296083", "518647"];
const WRONG: &str = "937415";
/// The phones of the customer; the third is the stranger's.
const PHONES: [&str; 3] = [CODES[0], CODES[1], CODES[2]];
const STRANGER: usize = 2;
/// Seconds of a step of the OTP.
const OTP_STEP: i64 = 30;

/// What the customer knows about one of her phones.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    pub(super) code: String,
    /// Chosen in a code change whose end she has not been told.
    pub(super) next: Option<String>,
    /// Chosen for an enrolment that may have come through.
    pub(super) chosen: Option<String>,
    pub(super) generation: u64,
    pub(super) token: Option<String>,
    /// The one-time PINs that came while this phone was used, newest last. A call that came late can bring a second one.
    pub(super) otps: Vec<String>,
    /// The phone was set back to before a code change: its codes are good nowhere.
    pub(super) set_back: bool,
}

/// A sequence under way.
pub(super) struct Play {
    pub(super) world: World,
    pub(super) book: Book,
    pub(super) laws: Laws,
    pub(super) memory: [Memory; 2],
    /// What she keeps of each phone.
    pub(super) backups: [Option<Backup>; 2],
    /// The next of [`CODES`].
    fresh: usize,
    planted: Planted,
    last: usize,
    doing: &'static str,
    newest_sms: Option<String>,
    /// Copies of this phone ran beside it, with its hardware: they may have erased keys that its own disk still speaks of.
    pub(super) copied: [bool; 2],
    /// It said that its keys are gone.
    keyless: [bool; 2],
    /// Nothing goes wrong in this step.
    calm: bool,
}

pub(super) type Told<T> = Result<Result<T, Error>, String>;

impl Play {
    pub(super) fn new(seed: u64, planted: Planted) -> Result<Self, String> {
        let world = World::new(seed, &PHONES)?;
        let laws = Laws::new(&world)?;
        world.tick()?;
        let memory = [CODES[0], CODES[1]].map(|code| Memory {
            code: code.to_owned(),
            next: None,
            chosen: None,
            generation: 0,
            token: None,
            otps: Vec::new(),
            set_back: false,
        });
        Ok(Self {
            world,
            book: Book::default(),
            laws,
            memory,
            backups: [None, None],
            fresh: 2,
            planted,
            last: 0,
            doing: "",
            newest_sms: None,
            copied: [false; 2],
            keyless: [false; 2],
            calm: true,
        })
    }

    pub(super) async fn step(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        self.doing = step.name();
        match step {
            Step::Enrol { phone, until, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.enrol(*phone, *until).await?;
                self.after(*phone, outcome, counts).await?;
            }
            Step::Race => self.race(counts).await?,
            Step::Prove { phone, typed, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.prove(*phone, *typed).await?;
                self.after(*phone, outcome, counts).await?;
            }
            Step::Website { phone, typed, clicks } => self.website(*phone, *typed, *clicks, counts).await?,
            Step::Replay => self.replay(counts)?,
            Step::Transfer { phone, typed, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.transfer(*phone, *typed).await?;
                self.after(*phone, outcome, counts).await?;
                self.laws.money_moves_once_for_each_approval(&self.world)?;
            }
            Step::ChangeCode { phone, typed, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.change_code(*phone, *typed).await?;
                self.after(*phone, outcome, counts).await?;
            }
            Step::Guess { phone, copies, right } => self.guess(*phone, *copies, *right, counts).await?,
            Step::Stranger { tries } => self.stranger(*tries, counts).await?,
            Step::NotMe { phone, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.world.app(*phone)?.not_me(None).await.map(drop);
                self.after(*phone, outcome, counts).await?;
            }
            Step::FingerOn { .. } | Step::Finger { .. } | Step::FingerOff { .. } => self.finger(step, counts).await?,
            Step::Suspend { .. } | Step::Lift { .. } => self.hold(step, counts).await?,
            Step::Vouch { phone, typed, waited, hits, trouble } => {
                self.wait_if(*waited)?;
                self.vouch(*phone, *typed, *hits, trouble, counts).await?;
            }
            Step::Status { phone, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.world.app(*phone)?.token_status().await.map(drop);
                self.planted.after_status(&self.world)?;
                self.after(*phone, outcome, counts).await?;
            }
            Step::BackUp { phone } => self.back_up(*phone),
            Step::Restore { phone } => self.restore(*phone, counts),
            Step::Twin { phone } => self.twin(*phone, counts).await?,
            Step::Kill { phone } => {
                self.world.kill(*phone);
                self.memory[*phone].otps.clear();
            }
            Step::Latecomers { phone } => {
                self.world.phones[*phone].network.latecomers().await;
                self.hear(*phone);
            }
            Step::Pass { seconds } => {
                self.world.pass(u64::from(*seconds))?;
            }
        }
        self.check().await
    }

    /// The token's probation ends.
    pub(super) fn wait_if(&self, waits: bool) -> Result<(), String> {
        if waits { self.world.pass(50_000) } else { Ok(()) }
    }

    pub(super) fn trouble(&mut self, phone: usize, trouble: &Trouble) {
        self.last = phone;
        self.calm = *trouble == Trouble::default();
        let device = &self.world.phones[phone];
        device.network.script(trouble.fates.iter().map(|(call, fate)| (u32::from(*call), *fate)));
        if let Some((act, moment)) = trouble.end {
            device.life.end_at(device.life.acts() + u32::from(act), moment);
        }
    }

    /// The trouble is over; a process that ended in it is buried, and the customer looks at her phone.
    pub(super) async fn after(
        &mut self,
        phone: usize,
        outcome: Result<(), Error>,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let device = &self.world.phones[phone];
        device.network.calm();
        device.network.typed(true);
        device.life.forget_plans();
        self.hear(phone);
        if self.world.bury(phone) {
            self.memory[phone].otps.clear();
            counts.note(format!("{}: killed in the middle", self.doing));
        } else {
            if let Err(error) = &outcome {
                self.keyless[phone] |= self.copied[phone] && *error == Error::KeysMissing;
                if !self.keyless[phone] {
                    unexpected(error)?;
                }
                // With a good network she is told what became of her token, not that "the bank refused".
                if self.calm && told(error) == "bank_refused token-not-active" {
                    return Err(format!("{}: the phone does not say what became of its token", self.doing));
                }
            }
            let outcome = outcome.as_ref().map_or_else(told, |()| "ok".to_owned());
            counts.note(format!("{}: {outcome}", self.doing));
        }
        self.look(phone).await
    }

    /// What the phone shows without network: which token, and which of her codes it is under.
    async fn look(&mut self, phone: usize) -> Result<(), String> {
        let view = self.world.app(phone)?.token().await.map_err(|error| told(&error))?;
        let memory = &mut self.memory[phone];
        if view.token_id != memory.token {
            memory.code = memory.chosen.take().unwrap_or_else(|| memory.code.clone());
            self.keyless[phone] = false;
            (memory.next, memory.token, memory.generation) = (None, view.token_id, view.generation);
            memory.set_back = false;
        } else if view.generation > memory.generation {
            memory.generation = view.generation;
            memory.code = memory.next.take().ok_or("a code came into force that nobody chose")?;
        } else if !view.code_change_open {
            memory.next = None;
        }
        Ok(())
    }

    /// Before a code is asked for, the app settles which one holds.
    pub(super) async fn settle(&mut self, phone: usize) -> Told<()> {
        let view = match self.world.app(phone)?.token().await {
            Ok(view) => view,
            Err(error) => return Ok(Err(error)),
        };
        if view.code_change_open
            && let Err(error) = self.world.app(phone)?.token_status().await
        {
            return Ok(Err(error));
        }
        self.look(phone).await.map(Ok)
    }

    pub(super) fn code(&self, phone: usize, typed: Typed) -> &str {
        match typed {
            Typed::Right => &self.memory[phone].code,
            Typed::Wrong => WRONG,
        }
    }

    pub(super) async fn enrol(&mut self, phone: usize, until: Until) -> Told<()> {
        let code = digits(&self.memory[phone].code)?;
        let view = match self.world.app(phone)?.token().await {
            Ok(view) => view,
            Err(error) => return Ok(Err(error)),
        };
        let stage = view.stage;
        if stage == TokenStage::Active && !self.keyless[phone] && !view.set_back {
            return Ok(Ok(()));
        }
        if stage == TokenStage::Pending {
            let mut resumed = self.world.app(phone)?.resume_enrolment(Some(&code)).await;
            if resumed == Err(Error::NotSignedIn) {
                if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
                    return Ok(Err(error));
                }
                resumed = self.world.app(phone)?.resume_enrolment(Some(&code)).await;
            }
            return Ok(resumed.map(drop));
        }
        if until == Until::Chosen {
            match self.choose(phone).await? {
                Err(Error::NoEnrolment) => {}
                Err(Error::NotSignedIn) => {
                    if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
                        return Ok(Err(error));
                    }
                }
                outcome => return Ok(outcome),
            }
        }
        if until >= Until::Proved {
            match self.prove_otp(phone).await? {
                Err(Error::NoEnrolment | Error::NotSignedIn) => {}
                Ok(()) if until == Until::Chosen => return self.choose(phone).await,
                outcome => return Ok(outcome),
            }
        }
        if let Err(error) = self.begin(phone).await? {
            return Ok(Err(error));
        }
        if until >= Until::Proved
            && let Err(error) = self.prove_otp(phone).await?
        {
            return Ok(Err(error));
        }
        if until == Until::Chosen { self.choose(phone).await } else { Ok(Ok(())) }
    }

    /// One SMS for each sign-in; she reads the one that came for this phone.
    async fn begin(&mut self, phone: usize) -> Told<()> {
        let mut begun = self.world.app(phone)?.begin_enrolment(EnrolmentMethod::Sms).await;
        if matches!(begun, Err(Error::NotSignedIn | Error::SmsAlreadySent)) {
            if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
                return Ok(Err(error));
            }
            begun = self.world.app(phone)?.begin_enrolment(EnrolmentMethod::Sms).await;
        }
        if let Err(Error::SmsLimit { retry_after }) = begun {
            // She does what she is told: waits, signs in again.
            self.world.pass(retry_after.as_secs() + 1)?;
            if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
                return Ok(Err(error));
            }
            begun = self.world.app(phone)?.begin_enrolment(EnrolmentMethod::Sms).await;
        }
        self.hear(phone);
        Ok(begun.map(drop))
    }

    async fn prove_otp(&mut self, phone: usize) -> Told<()> {
        let Some(otp) = self.memory[phone].otps.last().cloned() else { return Ok(Err(Error::NoEnrolment)) };
        let outcome = self.world.app(phone)?.prove_enrolment(&digits(&otp)?).await;
        if matches!(outcome, Err(Error::OtpRefused { .. })) {
            // Two messages came, and she typed the newer one: now the other.
            self.memory[phone].otps.pop();
            if self.memory[phone].otps.is_empty() {
                return Err("the only one-time PIN that came was refused".to_owned());
            }
        }
        Ok(outcome)
    }

    /// A message that came while this phone was used is for this phone.
    pub(super) fn hear(&mut self, phone: usize) {
        let Ok(sms) = self.world.control("sms", &json!({ "user_id": USER })) else { return };
        let code = sms["code"].as_str().map(str::to_owned);
        if code != self.newest_sms {
            self.memory[phone].otps.extend(code.clone());
            self.newest_sms = code;
        }
    }

    pub(super) async fn choose(&mut self, phone: usize) -> Told<()> {
        let chosen = self.memory[phone].code.clone();
        let code = digits(&chosen)?;
        let outcome = self.world.app(phone)?.choose_code(&code, &code).await;
        if !matches!(outcome, Err(Error::NoEnrolment | Error::NotSignedIn)) {
            self.memory[phone].chosen = Some(chosen);
        }
        Ok(outcome.map(drop))
    }

    async fn race(&mut self, counts: &mut Counts) -> Result<(), String> {
        let (mut phones, mut race) = (Vec::new(), JoinSet::new());
        for phone in 0..2 {
            phones.push(self.world.shared_app(phone)?);
            self.memory[phone].chosen = Some(self.memory[phone].code.clone());
        }
        for (phone, app) in phones.into_iter().enumerate() {
            let code = digits(&self.memory[phone].code)?;
            race.spawn(async move { (phone, app.choose_code(&code, &code).await.map(drop)) });
        }
        for (phone, outcome) in race.join_all().await {
            if !matches!(outcome, Ok(()) | Err(Error::NoEnrolment | Error::NotSignedIn)) {
                counts.note("race: one of two was told otherwise");
            }
            if outcome.is_ok() {
                counts.note("race: chosen");
            }
            self.after(phone, outcome, counts).await?;
        }
        Ok(())
    }

    pub(super) async fn prove(&mut self, phone: usize, typed: Typed) -> Told<()> {
        if let Err(error) = self.settle(phone).await? {
            return Ok(Err(error));
        }
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        let code = digits(self.code(phone, typed))?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        match self.world.app(phone)?.sign_in_with_token(&code).await {
            Err(Error::StepUpRequired) => self.step_up(phone, &code).await,
            outcome => Ok(outcome.map(drop)),
        }
    }

    async fn transfer(&mut self, phone: usize, typed: Typed) -> Told<()> {
        if let Err(error) = self.prove(phone, Typed::Right).await? {
            return Ok(Err(error));
        }
        let operation = match self.world.app(phone)?.start_transfer(&customer::payment()?).await {
            Ok(operation) => operation,
            Err(error) => return Ok(Err(error)),
        };
        if let Err(error) = self.settle(phone).await? {
            return Ok(Err(error));
        }
        let code = digits(self.code(phone, typed))?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        let outcome = self.world.app(phone)?.approve(&operation, &code).await;
        if let Ok(view) = &outcome {
            if typed == Typed::Wrong {
                return Err("a wrong code approved a transfer".to_owned());
            }
            self.laws.approved(&view.operation_id);
        }
        Ok(outcome.map(drop))
    }

    async fn change_code(&mut self, phone: usize, typed: Typed) -> Told<()> {
        if let Err(error) = self.prove(phone, Typed::Right).await? {
            return Ok(Err(error));
        }
        let old = digits(self.code(phone, typed))?;
        let new = CODES[self.fresh % CODES.len()];
        self.fresh += 1;
        if new == self.memory[phone].code {
            return Ok(Ok(()));
        }
        self.memory[phone].next = Some(new.to_owned());
        let new = digits(new)?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        Ok(self.world.app(phone)?.change_code(&old, &new, &new).await.map(drop))
    }

    pub(super) fn customer(&self) -> Result<Value, String> {
        Ok(self.planted.customer(self.world.control("customer", &json!({ "user_id": USER }))?))
    }

    /// So many submissions of one form at the same moment; returns how many were taken, and what the bank saw.
    fn submit(&self, password: &str, otp: &str, times: u8) -> Result<(usize, String), String> {
        let body = json!({ "user_id": USER, "password": password, "otp": otp });
        let answers: Vec<Result<Value, String>> = std::thread::scope(|scope| {
            let click = || self.world.control("website_login", &body).map(|answer| self.planted.website(answer));
            let clicks: Vec<_> = (0..times).map(|_| scope.spawn(click)).collect();
            clicks
                .into_iter()
                .map(|click| click.join().unwrap_or_else(|_| Err("a click panicked".to_owned())))
                .collect()
        });
        let (mut taken, mut saw) = (0, String::new());
        for answer in answers {
            let answer = answer?;
            taken += usize::from(answer["accepted"] == true);
            saw = answer["bank_saw"].as_str().unwrap_or_default().to_owned();
        }
        Ok((taken, saw))
    }

    async fn website(&mut self, phone: usize, typed: Typed, clicks: u8, counts: &mut Counts) -> Result<(), String> {
        self.last = phone;
        if let Err(error) = self.settle(phone).await? {
            return self.after(phone, Err(error), counts).await;
        }
        let view = self.world.app(phone)?.token().await.map_err(|error| told(&error))?;
        let code = digits(self.code(phone, typed))?;
        let made = match self.world.app(phone)?.otp(&code).await {
            Ok(made) => String::from_utf8_lossy(made.otp.expose()).into_owned(),
            Err(error) => return self.after(phone, Err(error), counts).await,
        };
        self.at_website(&view, &made, typed, clicks, counts)
    }

    /// She types an OTP of her phone there, so many times at once.
    pub(super) fn at_website(
        &mut self,
        view: &TokenView,
        made: &str,
        typed: Typed,
        clicks: u8,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let before = self.customer()?;
        let step = self.world.clock.wall_ms() / 1000 / OTP_STEP;
        let token = view.token_id.clone().unwrap_or_default();
        let active = before["tokens"].as_array().into_iter().flatten();
        let active = active.into_iter().any(|one| one["token_id"] == token.as_str() && one["state"] == "active");
        let open = before["website_otp_on"] == true && before["website_otp_waits_until"].is_null();
        let (taken, saw) = self.submit(PASSWORD, made, clicks)?;
        let fresh = !self.book.is_used(&token, step);
        let set_back = self.memory.iter().any(|memory| memory.set_back && memory.token == view.token_id);
        match taken {
            0 if set_back => counts.note("website: refused to a phone that was set back"),
            0 if typed == Typed::Right && active && open && fresh && !saw.contains("wrong passwords") => {
                return Err(format!("the website refused a good code: {saw}"));
            }
            0 => counts.note("website: refused"),
            1 if typed == Typed::Wrong => {
                return Err("the website took a code made with a wrong Unlock Code".to_owned());
            }
            1 if !active => return Err("the website took a code of a token that is not active".to_owned()),
            1 => {
                counts.note("website: taken");
                self.book.take(&token, step, made)?;
            }
            many => return Err(format!("the website took one code {many} times")),
        }
        let (was, is) =
            (failures(&before, "website_otp_failures"), failures(&self.customer()?, "website_otp_failures"));
        if is > was.saturating_add(1).max(5) {
            return Err(format!("{clicks} submissions at once moved the website's counter from {was} to {is}"));
        }
        Ok(())
    }

    fn replay(&mut self, counts: &mut Counts) -> Result<(), String> {
        let Some(otp) = self.book.last_taken.clone() else { return Ok(()) };
        let (taken, _) = self.submit(PASSWORD, &otp, 1)?;
        counts.note("website: replay refused");
        if taken > 0 { Err("the website took a code that was used before".to_owned()) } else { Ok(()) }
    }

    async fn guess(&mut self, phone: usize, copies: u8, right: bool, counts: &mut Counts) -> Result<(), String> {
        if let Err(error) = self.settle(phone).await? {
            return self.after(phone, Err(error), counts).await;
        }
        self.read_answers()?;
        self.book.copied = true;
        self.copied[phone] = true;
        let (mut devices, mut guesses) = (Vec::new(), JoinSet::new());
        for number in 0..copies {
            let device = self.world.copy_of(phone, number)?;
            let knows = right && number == 0;
            device.network.typed(knows);
            let code = digits(if knows { &self.memory[phone].code } else { WRONG })?;
            let app: Arc<Phone> = device.app.clone().ok_or("no app")?;
            let password = SecretBytes::from_slice(PASSWORD.as_bytes());
            if app.sign_in(USER, password, "id").await.is_ok() {
                guesses.spawn(async move { app.sign_in_with_token(&code).await.map(drop) });
            }
            devices.push(device);
        }
        for outcome in guesses.join_all().await {
            counts.note(format!("guess: {}", outcome.as_ref().map_or_else(told, |()| "ok".to_owned())));
        }
        let answers: Vec<_> = devices.iter().flat_map(|device| device.network.take_answers()).collect();
        let customer = self.customer()?;
        let failures = book::present(&customer)?.and_then(|token| token["failures"].as_u64()).unwrap_or(0);
        self.book.read_parallel(&answers, failures)
    }

    async fn stranger(&mut self, tries: u8, counts: &mut Counts) -> Result<(), String> {
        let before = self.customer()?;
        let app = self.world.shared_app(STRANGER)?;
        let mut guesses = JoinSet::new();
        for number in 0..tries {
            let app = Arc::clone(&app);
            let password = SecretBytes::from_slice(format!("guess-{number}").as_bytes());
            guesses.spawn(async move { app.sign_in(USER, password, "en").await.map(drop) });
        }
        for outcome in guesses.join_all().await {
            match outcome {
                Err(Error::SignInRefused | Error::SignInDelayed { .. }) => counts.note("stranger: refused"),
                other => return Err(format!("a stranger's password brought {other:?}")),
            }
        }
        let (taken, _) = self.submit("not-her-password", "123456", tries)?;
        self.planted.after_stranger(&self.world)?;
        let after = self.customer()?;
        for member in ["token_failures", "website_otp_failures", "website_otp_on", "active_tokens", "epoch"] {
            if before[member] != after[member] {
                return Err(format!("a stranger moved {member} from {} to {}", before[member], after[member]));
            }
        }
        if taken > 0 { Err("a stranger signed in on the website".to_owned()) } else { Ok(()) }
    }

    pub(super) fn read_answers(&mut self) -> Result<(), String> {
        for device in &self.world.phones {
            let answers = device.network.take_answers();
            self.planted.after_answers(&self.world, &answers);
            self.book.read(&answers)?;
        }
        Ok(())
    }

    async fn check(&mut self) -> Result<(), String> {
        self.read_answers()?;
        let customer = self.customer()?;
        self.book.check(&customer)
    }

    /// Nobody is stuck: on the phone that was used last, with a good network, she gets a token that works, at the latest when the
    /// delays that a stranger or she herself brought are over.
    pub(super) async fn end(&mut self, counts: &mut Counts) -> Result<(), String> {
        for phone in 0..2 {
            self.world.phones[phone].network.latecomers().await;
            self.hear(phone);
        }
        self.check().await?;
        self.laws.money_moves_once_for_each_approval(&self.world)?;
        let phone = self.last;
        self.world.kill(phone);
        self.memory[phone].otps.clear();
        self.doing = "at the end";
        self.world.pass(2 * 86_400)?;
        let mut way = Vec::new();
        for _ in 0..4 {
            if self.token_works(phone, &mut way).await? {
                counts.note("end: a working token");
                return self.check().await;
            }
            let outcome = self.enrol(phone, Until::Chosen).await?;
            way.push(outcome.as_ref().map_or_else(told, |()| "enrolled".to_owned()));
            self.after(phone, outcome, counts).await?;
            self.check().await?;
        }
        Err(format!("stuck: {way:?}"))
    }

    async fn token_works(&mut self, phone: usize, way: &mut Vec<String>) -> Result<bool, String> {
        match self.world.app(phone)?.token_status().await {
            Ok(view) if view.stage == TokenStage::Active && !view.set_back => {}
            Ok(view) => {
                way.push(view.stage.as_str().to_owned());
                self.look(phone).await?;
                return Ok(false);
            }
            Err(error) => {
                way.push(told(&error));
                self.keyless[phone] |= self.copied[phone] && error == Error::KeysMissing;
                self.look(phone).await?;
                return Ok(false);
            }
        }
        self.look(phone).await?;
        let proved = self.prove(phone, Typed::Right).await?;
        way.push(proved.as_ref().map_or_else(told, |()| "proved".to_owned()));
        Ok(proved.is_ok())
    }
}

fn failures(customer: &Value, member: &str) -> u64 {
    customer[member].as_u64().unwrap_or(0)
}

pub(super) fn told(error: &Error) -> String {
    match error {
        Error::BankRefused { problem, .. } => format!("bank_refused {problem}"),
        other => other.code().to_owned(),
    }
}

/// What nobody may be told by an honest phone and an honest bank, however bad the network is.
fn unexpected(error: &Error) -> Result<(), String> {
    match error {
        Error::Internal
        | Error::BundleForged
        | Error::StatusForged
        | Error::StatusUnknown
        | Error::ReceiptForged
        | Error::BankNotProven
        | Error::OperationUnreadable
        | Error::ReplyUnreadable
        | Error::KeysMissing
        | Error::KeysInvalidated
        | Error::ProfileDamaged
        | Error::BankFailed { .. } => Err(format!("the phone said {}", told(error))),
        _ => Ok(()),
    }
}

//! How a step is done, and what is asked of the bank after it.

use kunci_core::Error;
use serde_json::{Value, json};

use super::Counts;
use super::book::Book;
use super::model::{Step, Trouble, Typed};
use super::planted::Planted;
use super::states::Backup;
use crate::customer::{self, digits};
use crate::laws::Laws;
use crate::world::{USER, World};

/// What the customer chooses from, one after the other.
const CODES: [&str; 6] = ["740916", "385204", "629174", "815302", "296083", "518647"];
pub(super) const WRONG: &str = "937415";
/// What SMS go to at first.
const NUMBER: &str = "+628120004321";
/// The phones of the customer; the third is the stranger's.
const PHONES: [&str; 3] = [CODES[0], CODES[1], CODES[2]];
pub(super) const STRANGER: usize = 2;

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
    /// The phone was set back, and a finger was on before or after: the key of its exchange may be good nowhere.
    pub(super) finger_back: bool,
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
    pub(super) planted: Planted,
    pub(super) last: usize,
    pub(super) doing: &'static str,
    pub(super) heard_sms: usize,
    /// Copies of this phone ran beside it, with its hardware: they may have erased keys that its own disk still speaks of.
    pub(super) copied: [bool; 2],
    /// It said that its keys are gone.
    pub(super) keyless: [bool; 2],
    /// Nothing goes wrong in this step.
    calm: bool,
    /// Which phones' open enrolments are proved by SMS.
    pub(super) by_sms: [bool; 2],
    /// The clock of the hardware token is so many seconds ahead.
    pub(super) device_ahead: i64,
    /// A code of it that was typed, and its step.
    pub(super) device_used: Option<(i64, String)>,
    /// The next of her numbers.
    pub(super) fresh_number: usize,
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
            finger_back: false,
        });
        Ok(Self {
            world,
            book: Book::new(NUMBER),
            laws,
            memory,
            backups: [None, None],
            fresh: 2,
            planted,
            last: 0,
            doing: "",
            heard_sms: 0,
            copied: [false; 2],
            keyless: [false; 2],
            calm: true,
            by_sms: [true; 2],
            device_ahead: 0,
            device_used: None,
            fresh_number: 0,
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
            Step::Device { phone, use_, press, trouble } => {
                self.device(*phone, *use_, *press, trouble, counts).await?;
            }
            Step::DeviceClock { seconds } => self.device_ahead = i64::from(*seconds),
            Step::Number { .. } | Step::StopNumber { .. } => self.number(step, counts).await?,
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
                self.world.phones[*phone].network.strays().await;
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
            // What the phone was told may not be on its disk.
            self.book.finger_tries += 1;
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
    pub(super) async fn look(&mut self, phone: usize) -> Result<(), String> {
        let view = self.world.app(phone)?.token().await.map_err(|error| told(&error))?;
        let memory = &mut self.memory[phone];
        if view.token_id != memory.token {
            memory.code = memory.chosen.take().unwrap_or_else(|| memory.code.clone());
            self.keyless[phone] = false;
            (memory.next, memory.token, memory.generation) = (None, view.token_id, view.generation);
            (memory.set_back, memory.finger_back) = (false, false);
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

    pub(super) fn read_answers(&mut self) -> Result<(), String> {
        // Time passes between steps: what was due by then was in force before anything was answered.
        self.book.number.pass(self.world.tick()?);
        for device in &self.world.phones {
            let answers = device.network.take_answers();
            self.planted.after_answers(&self.world, &answers);
            self.book.read(&answers)?;
        }
        Ok(())
    }

    pub(super) async fn check(&mut self) -> Result<(), String> {
        self.read_answers()?;
        let customer = self.customer()?;
        self.book.check(&customer)?;
        self.book.device.check(&customer)?;
        self.book.number.check(&customer)
    }
}

pub(crate) fn told(error: &Error) -> String {
    match error {
        Error::BankRefused { problem, .. } => format!("bank_refused {problem}"),
        other => other.code().to_owned(),
    }
}

/// What nobody may be told by an honest phone and an honest bank, however bad the network is.
pub(crate) fn unexpected(error: &Error) -> Result<(), String> {
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

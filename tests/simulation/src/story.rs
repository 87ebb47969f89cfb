//! What a seed decides: who does what, when the phone dies, when the network is bad.

use std::fmt;

use kunci_core::Error;
use kunci_core::operations::{Operation, OperationStage, TransferDraft};
use kunci_core::token::{EnrolmentMethod, TokenStage};
use kunci_crypto::SecretDigits;
use kunci_crypto::secret::SecretBytes;
use kunci_domain::money::Money;
use serde_json::json;

use crate::dice::Dice;
use crate::laws::Laws;
use crate::network::Weather;
use crate::world::{PASSWORD, USER, World};

const CODES: [&str; 2] = ["740916", "385204"];

/// What happened in all runs.
#[derive(Debug, Default, Clone, Copy)]
pub struct Totals {
    steps: u64,
    kills: u64,
    broken_writes: u64,
    calls: u64,
    lost_before: u64,
    lost_after: u64,
    doubled: u64,
    late: u64,
    enrolments: u64,
    otps: u64,
    approvals: u64,
    freezes: u64,
}

impl Totals {
    /// Adds what happened in another run.
    pub fn add(&mut self, other: &Self) {
        self.steps += other.steps;
        self.kills += other.kills;
        self.broken_writes += other.broken_writes;
        self.calls += other.calls;
        self.lost_before += other.lost_before;
        self.lost_after += other.lost_after;
        self.doubled += other.doubled;
        self.late += other.late;
        self.enrolments += other.enrolments;
        self.otps += other.otps;
        self.approvals += other.approvals;
        self.freezes += other.freezes;
    }

    fn weather(&mut self, weather: Weather) {
        self.calls += u64::from(weather.calls);
        self.lost_before += u64::from(weather.lost_before);
        self.lost_after += u64::from(weather.lost_after);
        self.doubled += u64::from(weather.doubled);
        self.late += u64::from(weather.late);
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} steps, {} kills, {} broken writes; {} calls: {} lost before, {} lost after their effect, {} doubled, {} late\n\
             {} enrolments, {} OTPs taken by the website, {} approvals, {} freezes confirmed",
            self.steps,
            self.kills,
            self.broken_writes,
            self.calls,
            self.lost_before,
            self.lost_after,
            self.doubled,
            self.late,
            self.enrolments,
            self.otps,
            self.approvals,
            self.freezes
        )
    }
}

struct Run {
    world: World,
    dice: Dice,
    laws: Laws,
    totals: Totals,
    /// On each phone's screen.
    shown: [Option<Operation>; CODES.len()],
    verbose: bool,
}

/// Plays one seed; `Err` says which law broke, and after which step.
pub fn run(seed: u64, steps: u32, verbose: bool) -> Result<Totals, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let world = World::new(seed, &CODES)?;
        let laws = Laws::new(&world)?;
        let mut run =
            Run { world, dice: Dice::new(seed), laws, totals: Totals::default(), shown: [None, None], verbose };
        for (index, device) in run.world.phones.iter().enumerate() {
            device.network.storm(Dice::new(seed ^ (0x9e37 + index as u64)));
        }
        for step in 0..steps {
            run.step(step).await.map_err(|what| format!("step {step}: {what}"))?;
        }
        run.end().await.map_err(|what| format!("at the end: {what}"))?;
        for device in &run.world.phones {
            run.totals.weather(device.network.weather());
        }
        Ok(run.totals)
    })
}

fn digits(code: &str) -> Result<SecretDigits, String> {
    SecretDigits::from_ascii(code.as_bytes()).map_err(|error| error.to_string())
}

impl Run {
    async fn step(&mut self, step: u32) -> Result<(), String> {
        self.totals.steps += 1;
        // The second phone comes into play later, and then plays the larger part.
        let index = usize::from(step > 12 && self.dice.below(3) > 0);
        if self.dice.below(8) == 0 {
            self.world.break_next_write(index);
            self.totals.broken_writes += 1;
        }
        let choice = self.dice.below(100);
        let (name, outcome) = match choice {
            0..4 => ("sign in", self.sign_in(index).await),
            4..40 => ("go on with the enrolment", self.enrol(index).await),
            40..44 => ("token proof", self.token_proof(index).await),
            44..56 => ("website login", self.website(index).await),
            56..78 => ("transfer", self.transfer(index).await),
            78..86 => ("freeze", self.freeze(index).await),
            86..90 => ("ask the status", self.status(index).await),
            90..95 => ("kill", {
                self.kill(index);
                Ok("killed".to_owned())
            }),
            _ => ("time passes", {
                let seconds = [20, 61, 400, 50_000][usize::try_from(self.dice.below(4)).unwrap_or(0)];
                self.world.pass(seconds).map(|()| format!("{seconds} s"))
            }),
        };
        let told = match &outcome {
            Ok(told) | Err(told) => told.clone(),
        };
        if self.verbose {
            println!("{step:>3} phone {index} {name}: {told}");
        }
        outcome?;
        // A write that failed on a phone is its end: the process dies there, in the middle of whatever it did.
        if told.contains("disk_failed") {
            self.kill(index);
        }
        self.laws.check(&self.world)
    }

    fn kill(&mut self, index: usize) {
        self.totals.kills += 1;
        self.world.kill(index);
        self.shown[index] = None;
    }

    /// What an honest phone may answer on a bad network is no news; anything else is.
    fn told<T>(&self, outcome: &Result<T, Error>) -> Result<String, String> {
        match outcome {
            Ok(_) => Ok("ok".to_owned()),
            Err(
                error @ (Error::Internal
                | Error::BundleForged
                | Error::StatusForged
                | Error::ReceiptForged
                | Error::BankNotProven
                | Error::OperationUnreadable),
            ) => Err(format!("the honest phone got {}", error.code())),
            Err(Error::BankFailed { debug_id }) => Err(format!("the bank failed ({debug_id})")),
            Err(error) => Ok(error.code().to_owned()),
        }
    }

    async fn sign_in(&mut self, index: usize) -> Result<String, String> {
        let password = SecretBytes::from_slice(PASSWORD.as_bytes());
        let outcome = self.world.app(index)?.sign_in(USER, password, "id").await;
        self.told(&outcome)
    }

    async fn enrol(&mut self, index: usize) -> Result<String, String> {
        let code = digits(self.world.phones[index].code)?;
        let stage = match self.world.app(index)?.token().await {
            Ok(view) => view.stage,
            outcome => return self.told(&outcome),
        };
        match stage {
            TokenStage::Active => return Ok("is active".to_owned()),
            TokenStage::Pending => {
                let outcome = self.world.app(index)?.resume_enrolment(Some(&code)).await;
                self.count_enrolment(&outcome);
                return self.told(&outcome);
            }
            _ => {}
        }
        let _ = self.sign_in(index).await?;
        // The whole way, as far as the network lets it.
        let outcome = self.world.app(index)?.choose_code(&code, &code).await;
        if !matches!(outcome, Err(Error::NoEnrolment | Error::NotSignedIn | Error::SessionEnded)) {
            self.count_enrolment(&outcome);
            return self.told(&outcome);
        }
        let begun = self.world.app(index)?.begin_enrolment(EnrolmentMethod::Sms).await;
        if begun.is_err() && !matches!(begun, Err(Error::SmsAlreadySent)) {
            return self.told(&begun);
        }
        let Ok(sms) = self.world.control("sms", &json!({ "user_id": USER })) else { return Ok("no SMS".to_owned()) };
        let otp = digits(sms["code"].as_str().unwrap_or_default())?;
        let proven = self.world.app(index)?.prove_enrolment(&otp).await;
        if proven.is_err() {
            return self.told(&proven);
        }
        let outcome = self.world.app(index)?.choose_code(&code, &code).await;
        self.count_enrolment(&outcome);
        self.told(&outcome)
    }

    fn count_enrolment(&mut self, outcome: &Result<kunci_core::token::TokenView, Error>) {
        if matches!(outcome, Ok(view) if view.stage == TokenStage::Active) {
            self.totals.enrolments += 1;
        }
    }

    async fn token_proof(&mut self, index: usize) -> Result<String, String> {
        let code = digits(self.world.phones[index].code)?;
        let outcome = self.world.app(index)?.sign_in_with_token(&code).await;
        self.told(&outcome)
    }

    async fn website(&mut self, index: usize) -> Result<String, String> {
        let code = digits(self.world.phones[index].code)?;
        let made = self.world.app(index)?.otp(&code).await;
        let Ok(made) = made else { return self.told(&made.map(drop)) };
        let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
        let accepted = self.laws.website_login(&self.world, &otp)?;
        self.totals.otps += u64::from(accepted);
        // The very same code, at once: never a second time.
        if accepted && self.laws.website_login(&self.world, &otp)? {
            return Err(format!("the website took {otp} twice"));
        }
        Ok(format!("accepted: {accepted}"))
    }

    /// Signs in and proves the token, as far as the network lets it.
    async fn full_session(&mut self, index: usize) -> Result<(), String> {
        if self.dice.below(3) > 0 {
            self.sign_in(index).await?;
            self.token_proof(index).await?;
        }
        Ok(())
    }

    async fn transfer(&mut self, index: usize) -> Result<String, String> {
        let code = digits(self.world.phones[index].code)?;
        self.full_session(index).await?;
        if let Some(operation) = self.shown[index].take() {
            let outcome = self.world.app(index)?.approve(&operation, &code).await;
            match &outcome {
                Ok(view) if matches!(view.stage, OperationStage::Approved | OperationStage::Completed) => {
                    self.totals.approvals += 1;
                    self.laws.approved(&view.operation_id);
                }
                Err(Error::OutcomeUnknown | Error::Offline) => self.shown[index] = Some(operation),
                Err(Error::ApprovalRefused) => return Err("a right code was refused".to_owned()),
                _ => {}
            }
            return self.told(&outcome);
        }
        // Budi is a known payee: probation lets small payments to him pass.
        let draft = TransferDraft {
            payee_name: "Budi Santoso".to_owned(),
            bank_code: "014".to_owned(),
            account: "1234567890".to_owned(),
            amount: Money::new(1_000_000 + i64::try_from(self.dice.below(9_000_000)).unwrap_or(0), "IDR", 2)
                .map_err(|error| error.to_string())?,
            note: String::new(),
        };
        let outcome = self.world.app(index)?.start_transfer(&draft).await;
        let told = self.told(&outcome);
        self.shown[index] = outcome.ok();
        told
    }

    async fn freeze(&mut self, index: usize) -> Result<String, String> {
        self.full_session(index).await?;
        let listed = self.world.app(index)?.cards().await;
        let known = self.world.app(index)?.known_cards().await;
        let Some(card) = known.unwrap_or_default().into_iter().next() else { return self.told(&listed) };
        let outcome = self.world.app(index)?.freeze_card(&card.card_id.to_string()).await;
        if let Ok(receipt) = &outcome {
            self.totals.freezes += 1;
            if !receipt.frozen {
                return Err("a receipt of a freeze that says not frozen".to_owned());
            }
            self.laws.frozen(&card.ending);
        }
        self.told(&outcome)
    }

    async fn status(&mut self, index: usize) -> Result<String, String> {
        let outcome = self.world.app(index)?.token_status().await;
        self.told(&outcome)
    }

    /// The storm is over. Every phone can find its way, and all agree with the bank.
    async fn end(&mut self) -> Result<(), String> {
        for device in &self.world.phones {
            device.network.calm();
            device.disk.accept_writes();
        }
        let mut active = Vec::new();
        for index in 0..CODES.len() {
            self.kill(index);
            let code = digits(self.world.phones[index].code)?;
            let _ = self.world.app(index)?.fetch_keys().await;
            for _ in 0..3 {
                let stage = self.world.app(index)?.token().await.map_err(|error| error.code().to_owned())?.stage;
                match stage {
                    TokenStage::None => break,
                    TokenStage::Pending => {
                        let password = SecretBytes::from_slice(PASSWORD.as_bytes());
                        let _ = self.world.app(index)?.sign_in(USER, password, "id").await;
                        let _ = self.world.app(index)?.resume_enrolment(Some(&code)).await;
                    }
                    _ => {
                        if self.world.app(index)?.token_status().await.is_ok() {
                            break;
                        }
                    }
                }
            }
            let stage = self.world.app(index)?.token().await.map_err(|error| error.code().to_owned())?.stage;
            match stage {
                TokenStage::Active => active.push(index),
                TokenStage::None | TokenStage::Superseded => {}
                other => return Err(format!("phone {index} ends {}", other.as_str())),
            }
        }
        // A phone that ended early may have been replaced by the other one's ending.
        for index in active.clone() {
            let view = self.world.app(index)?.token_status().await.map_err(|error| error.code().to_owned())?;
            if view.stage != TokenStage::Active {
                active.retain(|other| *other != index);
            }
        }
        let at_bank = self.laws.active_tokens(&self.world)?;
        if active.len() != at_bank {
            return Err(format!("{} phones are active, {at_bank} tokens at the bank", active.len()));
        }
        // A fresh step, and past any delay that old codes of a replaced phone may have caused at the website.
        self.world.pass(2 * 86_400)?;
        if let Some(index) = active.first() {
            let _ = self.world.app(*index)?.token_status().await;
            let code = digits(self.world.phones[*index].code)?;
            let made = self.world.app(*index)?.otp(&code).await.map_err(|error| error.code().to_owned())?;
            let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
            if !self.laws.website_login(&self.world, &otp)? {
                return Err("the one active phone's OTP is not taken".to_owned());
            }
        }
        self.laws.check(&self.world)
    }
}

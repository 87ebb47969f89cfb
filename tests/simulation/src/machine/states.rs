//! Steps that put a phone back to an earlier state, or make two of one; and what the customer does when she is asked for more.

use kunci_adapters::life::Life;
use kunci_adapters::memory::MemoryDisk;
use kunci_core::Error;
use kunci_core::ports::TokenStore as _;
use kunci_core::session::StepUpMethod;
use kunci_crypto::SecretDigits;
use kunci_crypto::secret::SecretBytes;

use super::Counts;
use super::book;
use super::model::Typed;
use super::play::{Memory, Play, Told, told};
use crate::customer::{self, digits};
use crate::world::{PASSWORD, USER};

/// A phone's storage, and what she knew about the phone then.
pub(super) struct Backup {
    disk: MemoryDisk,
    memory: Memory,
}

fn has_finger(disk: &MemoryDisk) -> bool {
    let token = disk.copied(Life::default()).open().ok().and_then(|store| store.token().ok().flatten());
    token.is_some_and(|token| token.biometric.is_some())
}

impl Play {
    pub(super) fn back_up(&mut self, phone: usize) {
        let disk = self.world.phones[phone].disk.copied(Life::default());
        self.backups[phone] = Some(Backup { disk, memory: self.memory[phone].clone() });
    }

    /// Only a backup of the token that the phone has: the hardware keeps no keys of others.
    pub(super) fn restore(&mut self, phone: usize, counts: &mut Counts) {
        let Some(backup) = &self.backups[phone] else { return };
        if backup.memory.token.is_none() || backup.memory.token != self.memory[phone].token {
            return;
        }
        let finger = has_finger(&backup.disk) || has_finger(&self.world.phones[phone].disk);
        self.world.kill(phone);
        let device = &mut self.world.phones[phone];
        device.disk = backup.disk.copied(device.life.clone());
        let set_back = self.memory[phone].set_back || backup.memory.generation < self.memory[phone].generation;
        let finger_back = self.memory[phone].finger_back || finger;
        self.memory[phone] = Memory { otps: Vec::new(), set_back, finger_back, ..backup.memory.clone() };
        self.book.restored = true;
        if finger {
            self.book.finger_tries += 1;
            counts.note("restore: with a finger");
        }
        counts.note(if set_back { "restore: to before a code change" } else { "restore: the same code" });
    }

    /// She gives the PIN that comes by SMS, and signs in with the token again.
    pub(super) async fn step_up(&mut self, phone: usize, code: &SecretDigits) -> Told<()> {
        let mut begun = self.world.app(phone)?.begin_step_up(StepUpMethod::Sms).await;
        if let Err(Error::SmsLimit { retry_after }) = begun {
            // She does what she is told: waits, signs in again.
            self.world.pass(retry_after.as_secs() + 1)?;
            if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
                return Ok(Err(error));
            }
            match self.world.app(phone)?.sign_in_with_token(code).await {
                Err(Error::StepUpRequired) => {}
                outcome => return Ok(outcome.map(drop)),
            }
            begun = self.world.app(phone)?.begin_step_up(StepUpMethod::Sms).await;
        }
        self.hear(phone);
        if let Err(error) = begun {
            return Ok(Err(error));
        }
        let Some(otp) = self.memory[phone].otps.pop() else { return Err("no PIN came for a step-up".to_owned()) };
        if let Err(error) = self.world.app(phone)?.prove_step_up(&digits(&otp)?).await {
            return Ok(Err(error));
        }
        Ok(self.world.app(phone)?.sign_in_with_token(code).await.map(drop))
    }

    /// Whoever has a copy of phone, hardware and code, but not her SMS, is found at her next login.
    pub(super) async fn twin(&mut self, phone: usize, counts: &mut Counts) -> Result<(), String> {
        let mut outcome = self.prove(phone, Typed::Right).await?;
        if outcome.is_ok() {
            self.read_answers()?;
            let thief = self.world.copy_of(phone, 9)?;
            self.book.copied = true;
            self.copied[phone] = true;
            let code = digits(&self.memory[phone].code)?;
            self.world.pass(1)?;
            outcome = self.prove(phone, Typed::Right).await?;
            self.world.pass(1)?;
            let app = thief.app.clone().ok_or("no app")?;
            app.sign_in(USER, SecretBytes::from_slice(PASSWORD.as_bytes()), "id")
                .await
                .map_err(|error| told(&error))?;
            let refused = app.sign_in_with_token(&code).await.map(drop);
            if outcome.is_ok() && refused != Err(Error::StepUpRequired) {
                return Err(format!("a copy that fell behind was told {refused:?}"));
            }
            self.world.pass(1)?;
            if outcome.is_ok() {
                outcome = self.prove(phone, Typed::Right).await?;
                let customer = self.customer()?;
                let state = book::present(&customer)?.and_then(|token| token["state"].as_str()).unwrap_or("gone");
                if outcome != Err(Error::TokenSuspended) || state != "suspended" {
                    return Err(format!("two copies signed in, each after the other: {outcome:?}, {state}"));
                }
                counts.note("twin: suspended");
            }
        }
        self.after(phone, outcome, counts).await
    }
}

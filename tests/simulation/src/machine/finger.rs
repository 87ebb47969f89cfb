//! Steps with a finger.

use kunci_core::Error;
use kunci_core::token::{BiometricOutcome, BiometricPurpose};

use super::Counts;
use super::model::{Step, To, Typed};
use super::play::{Play, Told};
use crate::customer::{self, digits};
use crate::finger::touch;

impl Play {
    pub(super) async fn finger(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        match step {
            Step::FingerOn { phone, typed, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.finger_on(*phone, *typed).await?;
                self.after(*phone, outcome, counts).await
            }
            Step::Finger { phone, to: To::Website, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.finger_at_website(*phone, counts).await?;
                self.after(*phone, outcome, counts).await
            }
            Step::Finger { phone, to, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.finger_signs_in(*phone, *to).await?;
                self.after(*phone, outcome, counts).await?;
                self.laws.money_moves_once_for_each_approval(&self.world)
            }
            Step::FingerOff { phone, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.world.app(*phone)?.biometrics_off().await.map(drop);
                self.after(*phone, outcome, counts).await
            }
            other => Err(format!("{other:?} needs no finger")),
        }
    }

    async fn finger_on(&mut self, phone: usize, typed: Typed) -> Told<()> {
        if let Err(error) = self.prove(phone, Typed::Right).await? {
            return Ok(Err(error));
        }
        let code = digits(self.code(phone, typed))?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        match touch(&mut self.world, phone, BiometricPurpose::Enable(code)).await? {
            Ok(_) if typed == Typed::Wrong => Err("a wrong code switched the finger on".to_owned()),
            Ok(_) => {
                self.memory[phone].finger_back = false;
                Ok(Ok(()))
            }
            outcome => Ok(outcome.map(drop)),
        }
    }

    async fn finger_at_website(&mut self, phone: usize, counts: &mut Counts) -> Told<()> {
        let view = self.world.app(phone)?.token().await;
        let view = match view {
            Ok(view) => view,
            Err(error) => return Ok(Err(error)),
        };
        match touch(&mut self.world, phone, BiometricPurpose::Otp).await? {
            Ok(BiometricOutcome::Otp(made)) => {
                let otp = String::from_utf8_lossy(made.otp.expose()).into_owned();
                self.at_website(&view, &otp, None, 1, counts).map(Ok)
            }
            Ok(other) => Err(format!("an OTP was asked for, and {other:?} came")),
            Err(error) => Ok(Err(error)),
        }
    }

    async fn finger_signs_in(&mut self, phone: usize, to: To) -> Told<()> {
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        self.world.phones[phone].network.touched();
        let signed_in = touch(&mut self.world, phone, BiometricPurpose::SignIn).await?;
        if let (Err(_), _) | (_, To::SignIn | To::Website) = (&signed_in, to) {
            return Ok(signed_in.map(drop));
        }
        let operation = match self.world.app(phone)?.start_transfer(&customer::payment()?).await {
            Ok(operation) => operation,
            Err(error) => return Ok(Err(error)),
        };
        match touch(&mut self.world, phone, BiometricPurpose::Approve(Box::new(operation))).await? {
            Ok(BiometricOutcome::Approved(view)) => {
                self.laws.approved(&view.operation_id);
                Ok(Ok(()))
            }
            Ok(_) => Ok(Err(Error::Internal)),
            Err(error) => Ok(Err(error)),
        }
    }
}

//! Steps that change the registered number.

use kunci_core::profile::NumberOutcome;
use serde_json::json;

use super::Counts;
use super::device::has_no_token;
use super::model::{Press, Step, Stopped, Typed};
use super::play::{Play, Told};
use crate::customer::{self, digits};
use crate::world::USER;

const NUMBERS: [&str; 3] = ["+628777000111", "+628777000222", "+628777000333"];

impl Play {
    pub(super) async fn number(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        match step {
            Step::Number { phone, typed, press, waited, trouble } => {
                self.wait_if(*waited)?;
                self.trouble(*phone, trouble);
                let outcome = self.change_number(*phone, *typed, *press, counts).await?;
                self.after(*phone, outcome, counts).await
            }
            Step::StopNumber { how: Stopped::BySms, .. } => self.stop_by_sms(counts),
            Step::StopNumber { phone, trouble, .. } => {
                self.trouble(*phone, trouble);
                let outcome = self.stop_in_app(*phone).await?;
                self.after(*phone, outcome, counts).await
            }
            other => Err(format!("{other:?} changes no number")),
        }
    }

    async fn change_number(&mut self, phone: usize, typed: Typed, press: Press, counts: &mut Counts) -> Told<()> {
        let by_token = match self.prove(phone, Typed::Right).await? {
            Ok(()) => true,
            Err(error) if has_no_token(&error) => false,
            Err(error) => return Ok(Err(error)),
        };
        if !by_token && let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        let new = NUMBERS[self.fresh_number % NUMBERS.len()];
        self.fresh_number += 1;
        if let Err(error) = self.world.app(phone)?.begin_number_change(new).await {
            return Ok(Err(error));
        }
        let sms = self.world.control("sms", &json!({ "user_id": USER }))?;
        if sms["to"] != new {
            return Err(format!("the code for {new} went to {}", sms["to"]));
        }
        let pin = digits(sms["code"].as_str().unwrap_or_default())?;
        self.hear(phone);
        let shown = self.press(press, false)?;
        let device = digits(&shown.code)?;
        if !by_token {
            self.world.phones[phone].network.pressed(shown.pressed);
        }
        let proved = self.world.app(phone)?.prove_number_change(&pin, (!by_token).then_some(&device)).await;
        self.world.phones[phone].network.typed(true);
        if !by_token {
            self.note_used(&shown);
        }
        let operation = match proved {
            Err(error) => return Ok(Err(error)),
            Ok(NumberOutcome::Waits(_)) => {
                counts.note("number: waits a day");
                return Ok(Ok(()));
            }
            Ok(NumberOutcome::NeedsApproval(operation)) => operation,
        };
        self.book.number.operation(&operation.id(), new);
        if let Err(error) = self.settle(phone).await? {
            return Ok(Err(error));
        }
        let code = digits(self.code(phone, typed))?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        match self.world.app(phone)?.approve(&operation, &code).await {
            Ok(_) if typed == Typed::Wrong => Err("a wrong code changed the number".to_owned()),
            outcome => Ok(outcome.map(drop)),
        }
    }

    async fn stop_in_app(&mut self, phone: usize) -> Told<()> {
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        let waiting = match self.world.app(phone)?.phone_number().await {
            Ok(view) => view.waiting,
            Err(error) => return Ok(Err(error)),
        };
        let Some(waiting) = waiting else { return Ok(Ok(())) };
        Ok(self.world.app(phone)?.cancel_number_change(&waiting.change_id).await.map(drop))
    }

    /// The old number answers what it was told.
    fn stop_by_sms(&mut self, counts: &mut Counts) -> Result<(), String> {
        let outbox = self.world.control("sms_outbox", &json!({ "user_id": USER }))?;
        let messages = outbox["messages"].as_array().into_iter().flatten().rev();
        let told = messages.filter_map(|sms| sms["text"].as_str()).find_map(|text| text.split_once("Balas BATAL "));
        let Some((_, rest)) = told else { return Ok(()) };
        let code = rest.get(..6).unwrap_or_default();
        let from = self.book.number.registered.clone();
        let reply = json!({ "user_id": USER, "from": from, "text": format!("BATAL {code}") });
        if self.world.control("sms_reply", &reply)?["stopped"] == true {
            counts.note("number: stopped by SMS");
            self.book.number.stopped();
        }
        Ok(())
    }
}

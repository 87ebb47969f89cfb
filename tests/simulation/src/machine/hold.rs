//! She suspends her token, and lifts that.

use super::Counts;
use super::model::{Step, Typed};
use super::play::{Play, Told};
use crate::customer::{self, digits};

impl Play {
    pub(super) async fn hold(&mut self, step: &Step, counts: &mut Counts) -> Result<(), String> {
        match step {
            Step::Suspend { phone, trouble } => {
                self.trouble(*phone, trouble);
                let outcome = self.world.app(*phone)?.suspend_token().await.map(drop);
                self.after(*phone, outcome, counts).await
            }
            Step::Lift { phone, typed, waited, trouble } => {
                self.wait_if(*waited)?;
                self.trouble(*phone, trouble);
                let outcome = self.lift(*phone, *typed).await?;
                self.after(*phone, outcome, counts).await
            }
            other => Err(format!("{other:?} holds nothing")),
        }
    }

    async fn lift(&mut self, phone: usize, typed: Typed) -> Told<()> {
        let view = match self.world.app(phone)?.token().await {
            Ok(view) => view,
            Err(error) => return Ok(Err(error)),
        };
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        let operation = match self.world.app(phone)?.lift_suspension().await {
            Ok(operation) => operation,
            Err(error) => return Ok(Err(error)),
        };
        self.book.lifts(&operation.id(), view.token_id.as_deref().unwrap_or_default());
        let code = digits(self.code(phone, typed))?;
        self.world.phones[phone].network.typed(typed == Typed::Right);
        match self.world.app(phone)?.approve(&operation, &code).await {
            Ok(_) if typed == Typed::Wrong => Err("a wrong code lifted a suspension".to_owned()),
            outcome => Ok(outcome.map(drop)),
        }
    }
}

//! The old phone lets the new one be the token.

use kunci_core::Error;
use kunci_core::operations::{Operation, OperationKind};
use kunci_core::token::{EnrolmentMethod, TokenStage};

use super::Counts;
use super::model::{Hits, Trouble, Typed, Until};
use super::play::{Play, Told};
use crate::customer::{self, digits};

impl Play {
    /// `phone` is the new one.
    pub(super) async fn vouch(
        &mut self,
        phone: usize,
        typed: Typed,
        hits: Hits,
        trouble: &Trouble,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let old = 1 - phone;
        self.trouble(if hits == Hits::New { phone } else { old }, trouble);
        let begun = self.ask_old_phone(phone).await?;
        let vouched = match &begun {
            Ok(true) => self.approve_new_phone(old, typed).await?,
            _ => Ok(()),
        };
        let taken_over = match (begun, &vouched) {
            (Ok(true), Ok(())) => self.go_on_vouched(phone).await?,
            (begun, _) => begun.map(drop),
        };
        if taken_over.is_ok() && vouched.is_ok() {
            counts.note("old phone approves: to the end");
        }
        self.after(old, vouched, counts).await?;
        self.after(phone, taken_over, counts).await
    }

    /// Whether the old phone is asked now; not if this one has a token, or half of one.
    async fn ask_old_phone(&mut self, phone: usize) -> Told<bool> {
        match self.world.app(phone)?.token().await {
            Err(error) => return Ok(Err(error)),
            Ok(view) if view.stage == TokenStage::Active => return Ok(Ok(false)),
            Ok(view) if view.stage == TokenStage::Pending => {
                return Ok(self.enrol(phone, Until::Chosen).await?.map(|()| false));
            }
            Ok(_) => {}
        }
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        self.by_sms[phone] = false;
        let begun = self.world.app(phone)?.begin_enrolment(EnrolmentMethod::OldPhone).await;
        Ok(begun.map(|_| true))
    }

    async fn approve_new_phone(&mut self, old: usize, typed: Typed) -> Told<()> {
        if let Err(error) = self.prove(old, Typed::Right).await? {
            return Ok(Err(error));
        }
        let pending = match self.world.app(old)?.pending_operations().await {
            Ok(pending) => pending,
            Err(error) => return Ok(Err(error)),
        };
        let is_new_device = |operation: &Operation| matches!(operation.kind(), OperationKind::NewDevice(_));
        // The newest: an earlier request that was given up may still be there.
        let Some(operation) = pending.into_iter().filter(is_new_device).max_by_key(Operation::expires_ms) else {
            return Ok(Err(Error::NotFound));
        };
        if let Err(error) = self.settle(old).await? {
            return Ok(Err(error));
        }
        let code = digits(self.code(old, typed))?;
        self.world.phones[old].network.typed(typed == Typed::Right);
        match self.world.app(old)?.approve(&operation, &code).await {
            Ok(_) if typed == Typed::Wrong => Err("a wrong code let a new phone be the token".to_owned()),
            outcome => Ok(outcome.map(drop)),
        }
    }

    async fn go_on_vouched(&mut self, phone: usize) -> Told<()> {
        match self.world.app(phone)?.prove_enrolment_by_old_phone().await {
            Ok(()) => self.choose(phone).await,
            Err(error) => Ok(Err(error)),
        }
    }
}

//! The website: a code of the phone, once.

use kunci_core::ports::Clock as _;
use kunci_core::token::TokenView;
use serde_json::{Value, json};

use super::Counts;
use super::model::Typed;
use super::play::{Play, told};
use crate::customer::digits;
use crate::world::{PASSWORD, USER};

/// Seconds of a step of the OTP.
const OTP_STEP: i64 = 30;

impl Play {
    /// So many submissions of one form at the same moment; returns how many were taken, and what the bank saw.
    pub(super) fn submit(&self, password: &str, otp: &str, times: u8) -> Result<(usize, String), String> {
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

    pub(super) async fn website(
        &mut self,
        phone: usize,
        typed: Typed,
        clicks: u8,
        counts: &mut Counts,
    ) -> Result<(), String> {
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
        self.at_website(&view, &made, Some(typed), clicks, counts)
    }

    /// She types an OTP of her phone there, so many times at once. `typed` is the code that made it; none: her finger did.
    pub(super) fn at_website(
        &mut self,
        view: &TokenView,
        made: &str,
        typed: Option<Typed>,
        clicks: u8,
        counts: &mut Counts,
    ) -> Result<(), String> {
        let (by_finger, typed) = (typed.is_none(), typed.unwrap_or(Typed::Right));
        let before = self.customer()?;
        let step = self.world.clock.wall_ms() / 1000 / OTP_STEP;
        let token = view.token_id.clone().unwrap_or_default();
        let active = before["tokens"].as_array().into_iter().flatten();
        let active = active.into_iter().any(|one| one["token_id"] == token.as_str() && one["state"] == "active");
        let open = before["website_otp_on"] == true && before["website_otp_waits_until"].is_null();
        let (taken, saw) = self.submit(PASSWORD, made, clicks)?;
        let fresh = !self.book.is_used(&token, step);
        let set_back = self
            .memory
            .iter()
            .any(|memory| (memory.set_back || by_finger && memory.finger_back) && memory.token == view.token_id);
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

    pub(super) fn replay(&mut self, counts: &mut Counts) -> Result<(), String> {
        let Some(otp) = self.book.last_taken.clone() else { return Ok(()) };
        let (taken, _) = self.submit(PASSWORD, &otp, 1)?;
        counts.note("website: replay refused");
        if taken > 0 { Err("the website took a code that was used before".to_owned()) } else { Ok(()) }
    }
}

fn failures(customer: &Value, member: &str) -> u64 {
    customer[member].as_u64().unwrap_or(0)
}

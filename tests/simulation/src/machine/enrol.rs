//! Steps of an enrolment, by SMS, and of two at the same time.

use kunci_core::Error;
use kunci_core::token::{EnrolmentMethod, TokenStage};
use serde_json::json;
use tokio::task::JoinSet;

use super::Counts;
use super::model::Until;
use super::play::{Play, Told};
use crate::customer::{self, digits};
use crate::world::USER;

impl Play {
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
        self.by_sms[phone] = true;
        Ok(begun.map(drop))
    }

    async fn prove_otp(&mut self, phone: usize) -> Told<()> {
        let otp = self.memory[phone].otps.last().filter(|_| self.by_sms[phone]).cloned();
        let Some(otp) = otp else { return Ok(Err(Error::NoEnrolment)) };
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
        let Ok(outbox) = self.world.control("sms_outbox", &json!({ "user_id": USER })) else { return };
        let messages = outbox["messages"].as_array().map_or(&[][..], Vec::as_slice);
        // All of them: one that came late may stand behind the one that was waited for.
        for sms in messages.get(self.heard_sms..).unwrap_or_default() {
            // The text says what it is for.
            let is_for_a_number = sms["text"].as_str().is_some_and(|text| text.contains("mendaftarkan nomor ini"));
            let code = sms["code"].as_str().filter(|code| !code.is_empty() && !is_for_a_number);
            self.memory[phone].otps.extend(code.map(str::to_owned));
        }
        self.heard_sms = messages.len();
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

    pub(super) async fn race(&mut self, counts: &mut Counts) -> Result<(), String> {
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
}

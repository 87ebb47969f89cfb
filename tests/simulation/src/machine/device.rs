//! Steps with the hardware token.

use kunci_core::Error;
use kunci_core::ports::Clock as _;
use kunci_core::token::{EnrolmentMethod, TokenStage};
use serde_json::{Value, json};

use super::Counts;
use super::model::{Device, Press, Trouble, Until};
use super::play::{Play, Told};
use crate::customer::{self, digits};
use crate::network::Pressed;
use crate::world::PASSWORD;

const SERIAL: &str = "KT-1004-2817";
const BORN: &str = "17/08/1990";
/// No step shows it, as far as these runs go: a code that is there by chance is one in a million.
const MADE_UP: &str = "000000";
/// Seconds of a step.
const STEP: i64 = 30;
/// Steps around the drift that the bank has learned.
const SLACK: i64 = 2;
/// Steps on each side that a resynchronisation looks at.
const WIDE: i64 = 240;

/// What the display showed, and the next one.
pub(super) struct Shown {
    pub(super) code: String,
    next: String,
    pub(super) pressed: Pressed,
}

impl Play {
    pub(super) async fn device(
        &mut self,
        phone: usize,
        use_: Device,
        press: Press,
        trouble: &Trouble,
        counts: &mut Counts,
    ) -> Result<(), String> {
        if use_ == Device::Website {
            return self.device_at_website(press, counts);
        }
        self.trouble(phone, trouble);
        let outcome = match use_ {
            Device::Enrol => self.enrol_by_device(phone, press).await?,
            _ => self.device_in_app(phone, use_, press).await?,
        };
        self.after(phone, outcome, counts).await
    }

    /// Presses the key. A code that was taken is read off a note.
    pub(super) fn press(&self, press: Press, resync: bool) -> Result<Shown, String> {
        let body = json!({ "serial": SERIAL, "press": true, "drift_seconds": self.device_ahead });
        let shown = self.world.control("hardware_token", &body)?;
        let text = |name: &str| shown[name].as_str().unwrap_or_default().to_owned();
        let (code, next) = (text("code"), text("next_code"));
        let now = self.world.clock.wall_ms().div_euclid(1000);
        let step = (now + self.device_ahead).div_euclid(STEP);
        let device = &self.customer()?["hardware_tokens"][0];
        let (drift, highest) = (number(device, "drift_steps"), number(device, "highest_step"));
        let away = step - now.div_euclid(STEP);
        let good = match resync {
            true => away.abs() <= WIDE,
            false => (away - drift).abs() <= SLACK && device["activated"] == true,
        };
        let good = good && step > highest;
        Ok(match (press, &self.device_used) {
            (Press::Fresh, _) => Shown { code, next, pressed: Pressed { step: Some(step), good } },
            (Press::Used, Some((step, code))) => {
                let pressed = Pressed { step: Some(*step), good: false };
                Shown { code: code.clone(), next: code.clone(), pressed }
            }
            (Press::Used | Press::MadeUp, _) => {
                let pressed = Pressed { step: None, good: false };
                Shown { code: MADE_UP.to_owned(), next: MADE_UP.to_owned(), pressed }
            }
        })
    }

    /// She keeps a note of it.
    pub(super) fn note_used(&mut self, shown: &Shown) {
        if let Some(step) = shown.pressed.step {
            self.device_used = Some((step, shown.code.clone()));
        }
    }

    async fn device_in_app(&mut self, phone: usize, use_: Device, press: Press) -> Told<()> {
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        let mut shown = self.press(press, use_ == Device::Resync)?;
        if use_ == Device::Activate {
            // Before it is activated as well: date of birth and serial are right.
            shown.pressed.good |= self.press_is_new(&shown)?;
        }
        let (code, next) = (digits(&shown.code)?, digits(&shown.next)?);
        self.world.phones[phone].network.pressed(shown.pressed);
        let app = self.world.app(phone)?;
        let outcome = match use_ {
            Device::Activate => app.activate_hardware_token(BORN, SERIAL, &code).await.map(drop),
            Device::Resync => app.resync_hardware_token(SERIAL, &code, &next).await.map(drop),
            _ => app.sign_in_with_hardware_token(&code).await.map(drop),
        };
        self.note_used(&shown);
        Ok(outcome)
    }

    fn press_is_new(&self, shown: &Shown) -> Result<bool, String> {
        let device = &self.customer()?["hardware_tokens"][0];
        let now = self.world.clock.wall_ms().div_euclid(1000 * STEP);
        let (drift, highest) = (number(device, "drift_steps"), number(device, "highest_step"));
        Ok(shown.pressed.step.is_some_and(|step| step > highest && (step - now - drift).abs() <= SLACK))
    }

    async fn enrol_by_device(&mut self, phone: usize, press: Press) -> Told<()> {
        match self.world.app(phone)?.token().await {
            Err(error) => return Ok(Err(error)),
            Ok(view) if view.stage == TokenStage::Active => return Ok(Ok(())),
            Ok(view) if view.stage == TokenStage::Pending => return self.enrol(phone, Until::Chosen).await,
            Ok(_) => {}
        }
        if let Err(error) = customer::sign_in(&mut self.world, phone).await? {
            return Ok(Err(error));
        }
        self.by_sms[phone] = false;
        if let Err(error) = self.world.app(phone)?.begin_enrolment(EnrolmentMethod::HardwareToken).await {
            return Ok(Err(error));
        }
        let shown = self.press(press, false)?;
        let code = digits(&shown.code)?;
        self.world.phones[phone].network.pressed(shown.pressed);
        let proved = self.world.app(phone)?.prove_enrolment(&code).await;
        self.note_used(&shown);
        match proved {
            Err(error) => Ok(Err(error)),
            Ok(()) => {
                self.world.phones[phone].network.typed(true);
                self.choose(phone).await
            }
        }
    }

    fn device_at_website(&mut self, press: Press, counts: &mut Counts) -> Result<(), String> {
        let before = self.customer()?;
        let open = before["website_otp_on"] == true && before["website_otp_waits_until"].is_null();
        let shown = self.press(press, false)?;
        let (taken, saw) = self.submit(PASSWORD, &shown.code, 1)?;
        self.note_used(&shown);
        if taken > 0 {
            counts.note("website: a code of the hardware token taken");
            return self.book.device.take(shown.pressed, false);
        }
        if shown.pressed.good && open && !saw.contains("wrong passwords") {
            return Err(format!("the website refused a good code of the hardware token: {saw}"));
        }
        counts.note("website: a code of the hardware token refused");
        Ok(())
    }
}

fn number(device: &Value, name: &str) -> i64 {
    device[name].as_i64().unwrap_or_default()
}

/// Whether an outcome says that a token of the phone cannot be used, so that the hardware token has to stand in.
pub(super) fn has_no_token(error: &Error) -> bool {
    matches!(
        error,
        Error::NoToken | Error::TokenPending | Error::TokenLocked | Error::TokenSuspended | Error::TokenSuperseded
    )
}

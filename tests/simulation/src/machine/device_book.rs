//! What must be true of a hardware token: each of its codes is taken once, wherever it is used, and every door counts for itself what it
//! looked at.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::network::{Answer, Behind, NUMBER, Pressed};

/// What is known of the customer's device.
#[derive(Debug, Default)]
pub(super) struct DeviceBook {
    /// Steps whose codes were taken.
    taken: BTreeSet<i64>,
    /// Wrong codes in a row, by door.
    wrong: BTreeMap<&'static str, u64>,
    /// Calls whose answers are known: an answer given again says nothing new.
    read: BTreeSet<String>,
}

/// Which door of the bank a call knocks at with a code.
fn door(path: &str) -> Option<&'static str> {
    match path {
        "/v1/token/hardware" | "/v1/token/hardware/resync" => Some("hardware-activation"),
        "/v1/sessions/current/hardware-token" => Some("hardware-sign-in"),
        _ if path.starts_with("/v1/token/enrolments/") && path.ends_with("/proof") => Some("hardware-enrolment"),
        _ if path.starts_with(NUMBER) && path.ends_with("/proof") => Some("hardware-number"),
        _ => None,
    }
}

impl DeviceBook {
    /// The newest step whose code was taken.
    pub(super) fn newest(&self) -> Option<i64> {
        self.taken.last().copied()
    }

    /// Takes an answer.
    pub(super) fn read(&mut self, answer: &Answer) -> Result<(), String> {
        let (Behind::Device(pressed), Some(door)) = (answer.behind, door(&answer.path)) else { return Ok(()) };
        if answer.key.as_ref().is_some_and(|key| !self.read.insert(key.clone())) {
            return Ok(());
        }
        // In an enrolment a wrong code has the answer that a wrong PIN has. With a number, that is the answer to the PIN.
        let wrong = if door == "hardware-enrolment" { "otp-refused" } else { "hardware-token-refused" };
        match answer.refusal.as_deref() {
            None => {
                self.wrong.insert(door, 0);
                // A resynchronisation uses two codes up.
                let pressed = match answer.path.ends_with("/resync") {
                    true => Pressed { step: pressed.step.map(|step| step + 1), ..pressed },
                    false => pressed,
                };
                self.take(pressed, answer.late)
            }
            Some(code) if code == wrong && pressed.good && !answer.late => {
                Err(format!("a right code of the hardware token was refused by {}", answer.path))
            }
            Some(code) if code == wrong => {
                *self.wrong.entry(door).or_default() += 1;
                Ok(())
            }
            Some(_) => Ok(()),
        }
    }

    /// The bank took this code.
    pub(super) fn take(&mut self, pressed: Pressed, late: bool) -> Result<(), String> {
        let Some(step) = pressed.step else { return Err("a made-up code of a hardware token was taken".to_owned()) };
        if self.newest().is_some_and(|newest| step <= newest) {
            return Err("a code of the hardware token was taken that is no newer than one that was taken".to_owned());
        }
        self.taken.insert(step);
        if pressed.good || late {
            Ok(())
        } else {
            Err("a code was taken that the device could not show now".to_owned())
        }
    }

    /// Compares with the bank's own view.
    pub(super) fn check(&self, customer: &Value) -> Result<(), String> {
        for (door, wrong) in &self.wrong {
            let counted = customer["hardware_failures"][door].as_u64().ok_or("no hardware_failures")?;
            if counted != *wrong {
                return Err(format!("{door} counts {counted} wrong codes in a row, it looked at {wrong}"));
            }
        }
        let highest = customer["hardware_tokens"][0]["highest_step"].as_i64().ok_or("no highest_step")?;
        if self.newest().is_some_and(|newest| newest != highest) {
            return Err(format!("the bank's highest step is {highest}, it took {:?}", self.newest()));
        }
        Ok(())
    }
}

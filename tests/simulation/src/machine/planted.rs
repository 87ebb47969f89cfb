//! Faults put in on purpose: a law that cannot break proves nothing.

use serde_json::{Value, json};

use crate::network::Answer;
use crate::world::{PASSWORD, USER, World};

/// What is wrong with the bank that the book sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Planted {
    /// Nothing: the real thing.
    Nothing,
    /// The website takes a code a second time.
    CodeTakenTwice,
    /// Asking for the status resets the count of wrong codes.
    CountReset,
    /// A replaced phone's token still works.
    TwoActive,
    /// Whoever knows only the user id makes the customer's counter move.
    StrangerCounts,
    /// The bank suspends at the first login that is off the chain.
    HastySuspension,
    /// Wrong codes of the hardware token are not counted.
    DeviceUncounted,
    /// The number that is registered stays whatever she approves.
    NumberStays,
}

impl Planted {
    /// All faults.
    pub const ALL: [Self; 7] = [
        Self::CodeTakenTwice,
        Self::CountReset,
        Self::TwoActive,
        Self::StrangerCounts,
        Self::HastySuspension,
        Self::DeviceUncounted,
        Self::NumberStays,
    ];

    /// The website's answer.
    pub(super) fn website(self, mut answer: Value) -> Value {
        let used = answer["bank_saw"].as_str().is_some_and(|saw| saw.contains("used already"));
        if self == Self::CodeTakenTwice && used {
            answer["accepted"] = json!(true);
        }
        answer
    }

    /// After a status was asked.
    pub(super) fn after_status(self, world: &World) -> Result<(), String> {
        if self != Self::CountReset {
            return Ok(());
        }
        let customer = world.control("customer", &json!({ "user_id": USER }))?;
        for token in customer["tokens"].as_array().into_iter().flatten() {
            if token["state"] == "active" {
                let reason = "a fault that is planted";
                world.control("operator", &json!({ "do": "unlock", "user_id": USER, "reason": reason }))?;
            }
        }
        Ok(())
    }

    /// After these answers.
    pub(super) fn after_answers(self, world: &World, answers: &[Answer]) {
        let off = answers.iter().any(|answer| answer.refusal.as_deref() == Some("step-up-required"));
        if self == Self::HastySuspension && off {
            // Refused where the token does not work anyway.
            let _ = world.control("operator", &json!({ "do": "suspend", "user_id": USER, "reason": "planted" }));
        }
    }

    /// The bank's view of its customer.
    pub(super) fn customer(self, mut customer: Value) -> Value {
        if self == Self::TwoActive {
            let tokens = customer["tokens"].as_array().cloned().unwrap_or_default();
            let working = tokens.iter().filter(|token| token["state"] == "active" || token["state"] == "superseded");
            customer["active_tokens"] = json!(working.count());
        }
        if self == Self::DeviceUncounted {
            customer["hardware_failures"]
                .as_object_mut()
                .into_iter()
                .flatten()
                .for_each(|(_, count)| *count = json!(0));
        }
        if self == Self::NumberStays {
            customer["phone"] = json!("•••• 4321");
        }
        customer
    }

    /// After a stranger tried a password.
    pub(super) fn after_stranger(self, world: &World) -> Result<(), String> {
        if self == Self::StrangerCounts {
            world.control("website_login", &json!({ "user_id": USER, "password": PASSWORD, "otp": "000000" }))?;
        }
        Ok(())
    }
}

//! Ready-made customers: which there are, and how they are made.

use serde_json::{Value, json};

use super::commands::{Nothing, Who};
use super::{ControlRefusal, failed, refuse};
use crate::bank::Bank;
use crate::hardware::DEVICES;
use crate::personas::{self, PERSONAS, Persona, Phone, UNLOCK_CODE};
use crate::refusal::BankError;
use crate::store::Tx;

/// All of them, and how far each is.
pub(super) fn list(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let now = bank.now();
    let shown = bank.keep(|tx| PERSONAS.iter().map(|persona| row(tx, persona, now)).collect::<Result<Vec<_>, _>>());
    Ok(json!({ "personas": shown.map_err(|error| failed(&error))? }))
}

/// Makes one, or sets the stage for a phone that has registered since.
pub(super) fn make(bank: &Bank, who: &Who) -> Result<Value, ControlRefusal> {
    let persona = personas::find(&who.user_id);
    let persona = persona.ok_or_else(|| refuse(404, "unknown_persona", "there is no such persona"))?;
    let made = personas::make(bank, persona).and_then(|()| bank.keep(|tx| row(tx, persona, bank.now())));
    let made = made.map_err(|error| failed(&error))?;
    bank.link.wake();
    Ok(made)
}

fn row(tx: &mut dyn Tx, persona: &Persona, now: i64) -> Result<Value, BankError> {
    let person = &persona.person;
    let customer = tx.customer_by_user(person.user_id)?;
    let stage = match &customer {
        None => "absent",
        Some(customer) if personas::is_ready(tx, customer, persona.phone, now)? => "ready",
        // A phone registers first, or its token is to be brought to where the story wants it.
        Some(customer) if customer.token.is_none() => "wants-phone",
        Some(_) => "wants-stage",
    };
    let device = DEVICES.iter().find(|device| device.user_id == person.user_id);
    Ok(json!({
        "user_id": person.user_id,
        "name": person.name,
        "password": person.password,
        "birth_date": person.birth_date,
        "unlock_code": (persona.phone != Phone::Absent).then_some(UNLOCK_CODE),
        "serial": device.map(|device| device.serial),
        "story": { "en": persona.story_en, "id": persona.story_id },
        "phone": persona.phone.as_str(),
        "stage": stage,
    }))
}

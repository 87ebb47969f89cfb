//! What the bank's people do about outages, complaints and letters.

use kunci_domain::outages::{Outage, Service};
use kunci_domain::texts::Language;
use kunci_domain::written::{Way, WrittenState};
use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::Nothing;
use super::{ControlRefusal, failed, refuse, show};
use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::{SECOND, timestamp};
use crate::refusal::BankError;
use crate::written;

/// Tells of an outage, or that it is over. Times count from the bank's time now.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutageCommand {
    service: String,
    /// Below zero: it began so long ago.
    #[serde(default)]
    starts_in_seconds: i32,
    /// Absent: nobody can tell.
    ends_in_seconds: Option<i32>,
    #[serde(default)]
    over: bool,
}

pub(super) fn outage(bank: &Bank, command: &OutageCommand) -> Result<Value, ControlRefusal> {
    let service =
        Service::parse(&command.service).ok_or_else(|| refuse(404, "unknown_service", "there is no such service"))?;
    let now = bank.now();
    let at = |seconds: i32| now + i64::from(seconds) * SECOND;
    let what = if command.over {
        if !bank.outages.end(service) {
            return Err(refuse(409, "not_possible", "this service is not out"));
        }
        format!("An operator told that the service {} works again", service.code())
    } else {
        if command.ends_in_seconds.is_some_and(|end| end <= command.starts_in_seconds) {
            return Err(refuse(400, "malformed", "an outage ends after it began"));
        }
        let (since_ms, until_ms) = (at(command.starts_in_seconds), command.ends_in_seconds.map(at));
        bank.outages.set(Outage { service, since_ms, until_ms });
        format!("An operator told that the service {} is out", service.code())
    };
    bank.keep(|tx| audit::note(tx, now, Kind::Notice, None, what)).map_err(|error| failed(&error))?;
    Ok(json!({}))
}

/// Every service, and whether it is out now or is going to be.
pub(super) fn outages(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let now = bank.now();
    let one = |service: &Service| {
        let outage = bank.outages.of(*service);
        json!({
            "service": service.code(),
            "words": { "en": service.name(Language::English), "id": service.name(Language::Indonesian) },
            "out": bank.outages.is_out(*service, now),
            "since": outage.map(|outage| timestamp(outage.since_ms)),
            "until": outage.and_then(|outage| outage.until_ms).map(timestamp),
        })
    };
    Ok(json!({ "services": Service::ALL.iter().map(one).collect::<Vec<_>>() }))
}

/// What is done with a complaint or letter.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    /// Only looks.
    Show,
    /// Somebody works on it.
    Take,
    /// The bank needs longer, and says so.
    Extend,
    /// The bank answers.
    Answer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenCommand {
    #[serde(rename = "do")]
    deed: Deed,
    reference: String,
    /// With `answer` only.
    answer: Option<String>,
}

pub(super) fn complaint(bank: &Bank, command: &WrittenCommand) -> Result<Value, ControlRefusal> {
    act(bank, Way::Complaint, command)
}

pub(super) fn letter(bank: &Bank, command: &WrittenCommand) -> Result<Value, ControlRefusal> {
    act(bank, Way::Letter, command)
}

fn act(bank: &Bank, way: Way, command: &WrittenCommand) -> Result<Value, ControlRefusal> {
    if command.answer.is_some() != matches!(command.deed, Deed::Answer) {
        return Err(refuse(400, "malformed", "an answer belongs to answer, and to nothing else"));
    }
    let now = bank.now();
    let done = bank.keep(|tx| {
        let found = written::number(way, &command.reference);
        let found = found.map(|number| tx.written(way, number)).transpose()?.flatten();
        let Some(mut row) = found else { return Ok(None) };
        let next = match command.deed {
            Deed::Show => return Ok(Some(Ok(written::item(&row)))),
            Deed::Take => WrittenState::InWork,
            Deed::Extend => WrittenState::Extended,
            Deed::Answer => WrittenState::Answered,
        };
        if !row.state.may_become(next) {
            return Ok(Some(Err("it does not stand so")));
        }
        if next == WrittenState::Extended {
            // Said too late it is no extension.
            let longer = row.about.extension().filter(|_| now <= row.due);
            match longer.and_then(|period| period.end(row.due, written::HOLIDAYS)) {
                Some(due) => row.due = due,
                None => return Ok(Some(Err("this cannot be put off"))),
            }
        }
        (row.state, row.answer) = (next, command.answer.clone());
        tx.update_written(&row)?;
        let told = match next {
            WrittenState::Answered if way == Way::Letter => Some(Alert::LetterAnswered),
            WrittenState::Answered => Some(Alert::ComplaintAnswered),
            WrittenState::Extended => Some(Alert::ComplaintExtended),
            WrittenState::Received | WrittenState::InWork => None,
        };
        if let Some(alert) = told {
            let customer = tx.customer(row.customer)?.ok_or(BankError::Key)?;
            alerts::tell(tx, now, &customer, alert)?;
        }
        let what = format!("An operator set the {} {} to {}", way.code(), command.reference, next.code());
        audit::note(tx, now, Kind::Notice, Some(row.customer), what)?;
        Ok(Some(Ok(written::item(&row))))
    });
    match done.map_err(|error| failed(&error))? {
        Some(Ok(item)) => show(&item),
        Some(Err(why)) => Err(refuse(409, "not_possible", why)),
        None => {
            let code = match way {
                Way::Complaint => "unknown_complaint",
                Way::Letter => "unknown_letter",
            };
            Err(refuse(404, code, "there is no such reference"))
        }
    }
}

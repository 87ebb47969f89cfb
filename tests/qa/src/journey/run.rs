//! Plays a journey: each step on the phone or the bank, then what the bank saw.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use kunci_bank::ReadyFile;
use kunci_core::config::BankConfig;
use kunci_domain::texts::Language;
use serde_json::{Map, Value};

use super::control::Control;
use super::expect::{Expectation, Outcome, StepError, fill_members, mismatch, show};
use super::file::Step;
use super::mask::Secrets;
use super::phone::DesktopPhone;
use super::saw::on_phone;
use super::scenario::Case;

/// What came of one step.
pub(crate) struct StepReport<'a> {
    pub(crate) step: &'a Step,
    /// What the customer sees.
    pub(crate) sees: String,
    /// What was left on the phone.
    pub(crate) phone_saw: Vec<String>,
    /// What the bank saw meanwhile.
    pub(crate) bank_saw: Vec<String>,
    /// The result or the error's code.
    pub(crate) outcome: Outcome,
    /// Why the step did not hold; `None`: it held.
    pub(crate) wrong: Option<String>,
    pub(crate) took: Duration,
}

impl StepReport<'_> {
    /// The same without the secrets.
    fn without(self, secrets: &Secrets) -> Self {
        let hidden = |lines: Vec<String>| lines.iter().map(|line| secrets.hide(line)).collect::<Vec<_>>();
        Self {
            sees: secrets.hide(&self.sees),
            phone_saw: hidden(self.phone_saw),
            bank_saw: hidden(self.bank_saw),
            outcome: match self.outcome {
                Ok(result) => Ok(secrets.hide_in_members(&result)),
                Err(error) => Err(StepError { told: secrets.hide(&error.told), ..error }),
            },
            wrong: self.wrong.map(|wrong| secrets.hide(&wrong)),
            ..self
        }
    }
}

/// Plays `case` in a fresh profile folder. `told` hears of each step; the play stops at the first that does not hold, and of that one no
/// secret is told: its report is what people send each other. Returns whether all held.
pub(crate) async fn play(
    case: &Case,
    ready: &ReadyFile,
    folder: &std::path::Path,
    language: Language,
    told: &mut dyn FnMut(&StepReport<'_>),
) -> Result<bool, String> {
    let config = BankConfig::from_json(&ready.phone_config.to_string()).map_err(|error| error.to_string())?;
    let control = Control::new(ready)?;
    let mut phones = HashMap::new();
    let mut saved = Map::new();
    let mut secrets = case.secrets();
    let (mut seen, _) = control.saw(0).await;
    for step in &case.journey.steps {
        let start = Instant::now();
        let name = step.phone();
        let phone =
            phones.entry(name).or_insert_with(|| DesktopPhone::new(folder.join(name), config.clone(), language));
        let (outcome, wrong) = play_step(step, phone, &control, &mut saved, &mut secrets).await;
        let took = start.elapsed();
        let (newest, bank_saw) = control.saw(seen).await;
        seen = newest;
        let sees = sees(step, &outcome, language);
        let phone_saw = on_phone(&sees, &outcome);
        let wrong = wrong.or_else(|| step.saw.mismatch(&saved, language, &phone_saw, &bank_saw));
        let failed = wrong.is_some();
        let report = StepReport { step, sees, phone_saw, bank_saw, outcome, wrong, took };
        if failed {
            told(&report.without(&secrets));
            return Ok(false);
        }
        told(&report);
    }
    Ok(true)
}

async fn play_step(
    step: &Step,
    phone: &mut DesktopPhone,
    control: &Control,
    saved: &mut Map<String, Value>,
    secrets: &mut Secrets,
) -> (Outcome, Option<String>) {
    let filled = fill_members(&step.with, saved).and_then(|with| {
        let expected = match &step.expect {
            Expectation::Ok(wanted) => Expectation::Ok(fill_members(wanted, saved)?),
            error => error.clone(),
        };
        Ok((with, expected))
    });
    let (with, expected) = match filled {
        Ok(filled) => filled,
        Err(what) => return (Ok(Map::new()), Some(what)),
    };
    secrets.learn(&with);
    let outcome = match step.action.split_once('.') {
        Some(("phone", action)) => phone.act(action, &with).await,
        Some(("bank", action)) => control.call(action, &with).await,
        _ => return (Ok(Map::new()), Some(format!("there is no actor for {:?}", step.action))),
    };
    if let Ok(result) = &outcome {
        secrets.learn(result);
    }
    if let Some(wrong) = mismatch(&expected, &outcome) {
        return (outcome, Some(wrong));
    }
    if let Ok(result) = &outcome {
        for (variable, field) in &step.save {
            match result.get(field) {
                Some(value) => saved.insert(variable.clone(), value.clone()),
                None => return (outcome.clone(), Some(format!("the result has no {field} to save"))),
            };
        }
    }
    (outcome, None)
}

fn sees(step: &Step, outcome: &Outcome, language: Language) -> String {
    match (outcome, &step.sees) {
        (Err(error), _) => error.told.clone(),
        (Ok(result), Some(words)) => show(words.in_language(language), result),
        (Ok(_), None) => String::new(),
    }
}

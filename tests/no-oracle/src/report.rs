//! Plays everything, prints it, and writes it down.

use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use crate::controls::Control;
use crate::examine::{Alarm, Findings, examine};
use crate::scenarios::Scenario;

/// What to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Everything.
    All,
    /// One image and every control.
    Fast,
    /// Everything, on every so manieth code and the right ones: it can still single a code out, with less certainty.
    Sample(u32),
}

impl Parts {
    const fn every(self) -> u32 {
        if let Self::Sample(every) = self { every } else { 1 }
    }
}

/// How it ended.
#[derive(Debug)]
pub struct Outcome {
    /// Scenarios in which the right code was singled out, and controls in which it was not. Empty: the claim holds.
    pub broken: Vec<String>,
    /// The report, as it is written to `report.json`.
    pub report: serde_json::Value,
}

#[derive(Serialize)]
struct Row {
    name: String,
    /// `scenario`: nobody must be found; `control`: exactly the right code must be.
    kind: &'static str,
    holds: bool,
    /// Fresh profiles that were needed: more than one if chance raised an alarm.
    profiles: usize,
    findings: Findings,
}

/// An alarm counts when this many fresh profiles raise it, one after the other: 10⁻⁴ to that power is no chance any more.
const CONFIRMATIONS: usize = 3;

/// Plays `parts` (those whose names contain `only`) and prints a line for each. The report also goes to `file`.
///
/// # Errors
/// What kept a scenario from being made; nothing was shown then.
pub async fn run(parts: Parts, only: Option<&str>, file: Option<&Path>) -> Result<Outcome, String> {
    let start = Instant::now();
    let mut rows = Vec::new();
    let wanted = |name: &str| only.is_none_or(|only| name.contains(only));
    for control in Control::ALL {
        if wanted(&name_of(control)) {
            rows.push(print(play_control(control, parts.every()).await?));
        }
    }
    let mut series: Vec<fn(usize) -> Scenario> = vec![|_| Scenario::OneImage];
    if parts != Parts::Fast {
        series.extend([
            (|_| Scenario::OneOtp) as fn(usize) -> Scenario,
            |_| Scenario::OfflineCodes,
            |_| Scenario::Finger,
            Scenario::KilledEnrolment,
            |_| Scenario::CodeChange,
            Scenario::KilledChange,
            |_| Scenario::LeakedDeviceSecret,
            |_| Scenario::LeakedHardwareHalf,
        ]);
    }
    for scenario in series {
        for write in 1.. {
            let name = scenario(write).name();
            if !wanted(&name) {
                break;
            }
            match play_scenario(scenario(write), parts.every()).await? {
                Some(row) => rows.push(print(row)),
                None => break,
            }
            // A scenario without kills is one.
            if name == scenario(write + 1).name() {
                break;
            }
        }
    }
    if rows.is_empty() {
        return Err("nothing has such a name: nothing was played".to_owned());
    }
    let broken: Vec<String> = rows.iter().filter(|row| !row.holds).map(|row| row.name.clone()).collect();
    let seconds = start.elapsed().as_secs_f64();
    println!("{} rows in {seconds:.1} s, {} broken", rows.len(), broken.len());
    let report = serde_json::json!({ "seconds": seconds, "broken": broken, "rows": rows });
    if let Some(file) = file {
        write(file, &report)?;
    }
    Ok(Outcome { broken, report })
}

fn name_of(control: Control) -> String {
    let planted: Vec<&str> = control.planted().iter().map(|(what, _)| *what).collect();
    format!("planted oracles are found: {}", planted.join("; "))
}

async fn play_control(control: Control, every: u32) -> Result<Row, String> {
    let case = control.make(every).await?;
    let findings = examine(&case)?;
    let missed = control.missed(&findings, &case.codes);
    for what in &missed {
        println!("  planted and not found: {what}");
    }
    Ok(Row { name: name_of(control), kind: "control", holds: missed.is_empty(), profiles: 1, findings })
}

async fn play_scenario(scenario: Scenario, every: u32) -> Result<Option<Row>, String> {
    let mut confirmed: Option<Vec<Alarm>> = None;
    for profiles in 1..=CONFIRMATIONS {
        let Some(case) = scenario.make(every).await? else { return Ok(None) };
        let mut findings = examine(&case)?;
        let again =
            |alarm: &Alarm| confirmed.as_ref().is_none_or(|before| before.iter().any(|known| same(known, alarm)));
        let alarms: Vec<Alarm> = findings.alarms.iter().filter(|alarm| again(alarm)).cloned().collect();
        if alarms.is_empty() || profiles == CONFIRMATIONS {
            let holds = alarms.is_empty();
            findings.alarms = alarms;
            return Ok(Some(Row { name: scenario.name(), kind: "scenario", holds, profiles, findings }));
        }
        for alarm in &alarms {
            println!("  looked at again with a fresh profile: {} (p = {:.0e})", alarm.distinguisher, alarm.p);
        }
        confirmed = Some(alarms);
    }
    Ok(None)
}

/// The deviate in a name differs from run to run.
fn same(one: &Alarm, other: &Alarm) -> bool {
    let stem = |alarm: &Alarm| alarm.distinguisher.split(" (z = ").next().map(str::to_owned);
    stem(one) == stem(other)
}

fn print(row: Row) -> Row {
    let findings = &row.findings;
    println!("{} {}", if row.holds { "✓" } else { "✗ BROKEN" }, row.name);
    println!(
        "    {} codes × {} distinguishers; {} images, {} wraps, {} things found, {} codes observed",
        findings.codes,
        findings.distinguishers,
        findings.images,
        findings.wraps,
        findings.things_found,
        findings.observed_codes
    );
    if row.kind == "control" {
        for alarm in &findings.alarms {
            println!("    found by: {} ({} candidates)", alarm.distinguisher, alarm.candidates);
        }
        return row;
    }
    println!(
        "    smallest p of the right code {:.1e} (by chance about {:.1e}): {}",
        findings.smallest_p, findings.smallest_p_expected, findings.smallest_p_of
    );
    println!(
        "    codes that make the observed OTP: {} (by chance {:.0}, z = {:.1}); OTPs uniform: z = {:.1}",
        findings.observed_matches, findings.observed_matches_expected, findings.observed_matches_z, findings.uniform_z
    );
    for alarm in &findings.alarms {
        println!("    SINGLED OUT by: {} ({} candidates)", alarm.distinguisher, alarm.candidates);
    }
    row
}

fn write(file: &Path, report: &serde_json::Value) -> Result<(), String> {
    let told = |error: std::io::Error| format!("writing {}: {error}", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(told)?;
    }
    let text = serde_json::to_vec_pretty(report).map_err(|error| error.to_string())?;
    std::fs::write(file, text).map_err(told)
}

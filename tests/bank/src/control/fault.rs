//! `POST /sandbox/fault`.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::commands::Nothing;
use super::{ControlRefusal, failed, parse, refuse};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::faults::{BundleFault, CallFault, LinkFault, LinkOffer, Set, StatusFault, TlsFault};

/// Longest latency that can be asked for.
const LATENCY_LIMIT_MS: u64 = 120_000;

/// A switch without further members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Simple {
    #[serde(rename = "kind")]
    _kind: String,
}

/// A switch for calls to a path.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnPath {
    #[serde(rename = "kind")]
    _kind: String,
    /// `*` stands for one segment; behind `?` there may be a query, for the calls that ask exactly that.
    path: String,
    #[serde(default = "one")]
    times: u32,
    /// With `error_5xx` only.
    status: Option<u16>,
}

/// A switch for every call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slow {
    #[serde(rename = "kind")]
    _kind: String,
    ms: u64,
}

/// A switch for the live link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnLink {
    #[serde(rename = "kind")]
    _kind: String,
    #[serde(default = "one")]
    times: u32,
}

/// A switch for token statuses.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnStatus {
    #[serde(rename = "kind")]
    _kind: String,
    /// Until cleared, if absent.
    times: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    #[serde(rename = "kind")]
    _kind: String,
    /// How many events a phone that comes back is told at once.
    events: u32,
}

const fn one() -> u32 {
    1
}

/// Sets one switch, or clears all.
pub(super) fn set(bank: &Bank, body: &Value) -> Result<Value, ControlRefusal> {
    let kind = body.get("kind").and_then(Value::as_str).unwrap_or_default();
    match kind {
        "clear" => parse::<Simple>(body).map(|_| bank.faults.clear().wait(CUT_LIMIT))?,
        "network_cut" => tls(bank, body, TlsFault::NetworkCut)?,
        "wrong_pin" => tls(bank, body, TlsFault::WrongPin)?,
        "expired_certificate" => tls(bank, body, TlsFault::Expired)?,
        "unknown_issuer" => tls(bank, body, TlsFault::UnknownIssuer)?,
        "not_yet_valid" => tls(bank, body, TlsFault::NotYetValid)?,
        "lose_reply" => call(bank, body, |_| Some(CallFault::LoseReply))?,
        "torn_reply" => call(bank, body, |_| Some(CallFault::TearReply))?,
        "duplicate" => call(bank, body, |_| Some(CallFault::Duplicate))?,
        "malformed_json" => call(bank, body, |_| Some(CallFault::MalformedJson))?,
        "oversized_reply" => call(bank, body, |_| Some(CallFault::Oversized))?,
        "other_document" => call(bank, body, |_| Some(CallFault::OtherDocument))?,
        "error_5xx" => call(bank, body, |status| {
            let status = status.unwrap_or(502);
            (500..600).contains(&status).then_some(CallFault::Status(status))
        })?,
        "link_cut_before_send" => link(bank, body, LinkFault::CutBeforeSend)?,
        "link_cut_after_send" => link(bank, body, LinkFault::CutAfterSend)?,
        "link_frame_too_big" => link(bank, body, LinkFault::FrameTooBig)?,
        "link_out_of_order" => link(bank, body, LinkFault::OutOfOrder)?,
        "link_duplicate_event" => link(bank, body, LinkFault::DuplicateEvent)?,
        "link_forged_range" => link(bank, body, LinkFault::ForgedRange)?,
        "link_range_gone" => link(bank, body, LinkFault::RangeGone)?,
        "link_window" => window(bank, &parse(body)?)?,
        "swap_keys" => parse::<Simple>(body).map(|_| bank.faults.set_swap_keys())?,
        "link_down" => parse::<Simple>(body).map(|_| bank.faults.offer_link(LinkOffer::Down))?,
        "websockets_blocked" => parse::<Simple>(body).map(|_| bank.faults.offer_link(LinkOffer::NoWebSocket))?,
        "latency" => latency(bank, &parse(body)?)?,
        "unknown_status" => status(bank, body, StatusFault::UnknownState)?,
        "forged_status" => status(bank, body, StatusFault::Forged)?,
        "wrong_bundle_signer" => bundle(bank, body, BundleFault::WrongSigner)?,
        "rolled_back_bundle" => bundle(bank, body, BundleFault::RolledBack)?,
        "expired_bundle" => bundle(bank, body, BundleFault::Expired)?,
        "withdrawn_receipt_key" => bundle(bank, body, BundleFault::NoReceiptKey)?,
        _ => return Err(refuse(400, "unknown_kind", "no such kind of fault")),
    }
    let what = format!("The tester set the fault switch {kind}");
    bank.keep(|tx| audit::note(tx, bank.now(), Kind::Sandbox, None, what)).map_err(|error| failed(&error))?;
    Ok(json!({}))
}

/// What is set now, with what is left of it.
pub(super) fn list(bank: &Bank, _: &Nothing) -> Result<Value, ControlRefusal> {
    let set = bank.faults.set_now();
    let one = |set: &Set| json!({ "kind": set.kind, "path": set.path, "times": set.left, "value": set.value });
    Ok(json!({ "faults": set.iter().map(one).collect::<Vec<_>>() }))
}

fn tls(bank: &Bank, body: &Value, fault: TlsFault) -> Result<(), ControlRefusal> {
    parse::<Simple>(body)?;
    // Open connections are cut, and a phone has to see that before its next call: else it may still write into one of them, and
    // rightly says "outcome unknown" where the tester wants to see the new fault. The thread may block.
    bank.faults.set_tls(fault).wait(CUT_LIMIT);
    Ok(())
}

/// A phone that never closes its end (it was killed, or its machine is stuck) does not hold the tester up for longer.
pub(super) const CUT_LIMIT: Duration = Duration::from_secs(5);

fn window(bank: &Bank, window: &Window) -> Result<(), ControlRefusal> {
    if window.events == 0 {
        return Err(refuse(400, "malformed", "events counts from 1"));
    }
    bank.faults.set_resume_window(window.events);
    Ok(())
}

fn call(bank: &Bank, body: &Value, fault: impl Fn(Option<u16>) -> Option<CallFault>) -> Result<(), ControlRefusal> {
    let OnPath { path, times, status, .. } = parse(body)?;
    let fault = fault(status).filter(|fault| status.is_none() || matches!(fault, CallFault::Status(_)));
    let fault = fault.ok_or_else(|| refuse(400, "malformed", "status is 500 … 599, with error_5xx only"))?;
    if times == 0 || !path.starts_with('/') {
        return Err(refuse(400, "malformed", "times counts from 1 and the path begins with /"));
    }
    bank.faults.add_call(path, times, fault);
    Ok(())
}

fn link(bank: &Bank, body: &Value, fault: LinkFault) -> Result<(), ControlRefusal> {
    let OnLink { times, .. } = parse(body)?;
    bank.faults.add_link(fault, times);
    Ok(())
}

fn latency(bank: &Bank, slow: &Slow) -> Result<(), ControlRefusal> {
    if slow.ms > LATENCY_LIMIT_MS {
        return Err(refuse(400, "malformed", "two minutes at most"));
    }
    bank.faults.set_latency(Duration::from_millis(slow.ms));
    Ok(())
}

fn status(bank: &Bank, body: &Value, fault: StatusFault) -> Result<(), ControlRefusal> {
    bank.faults.set_status(fault, parse::<OnStatus>(body)?.times);
    Ok(())
}

fn bundle(bank: &Bank, body: &Value, fault: BundleFault) -> Result<(), ControlRefusal> {
    parse::<Simple>(body)?;
    bank.faults.set_bundle(fault);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BankOptions;

    #[test]
    fn every_switch_that_is_set_is_listed_by_its_name_until_it_is_used_up_or_cleared() {
        let bank = Bank::open(&BankOptions::default()).expect("a bank");
        let listed = || {
            let all = list(&bank, &Nothing {}).expect("a list")["faults"].clone();
            all.as_array().expect("faults").clone()
        };
        assert!(listed().is_empty());
        let on_path = [
            "lose_reply",
            "torn_reply",
            "duplicate",
            "malformed_json",
            "oversized_reply",
            "other_document",
            "error_5xx",
        ];
        let on_link = [
            "link_cut_before_send",
            "link_cut_after_send",
            "link_frame_too_big",
            "link_out_of_order",
            "link_duplicate_event",
            "link_forged_range",
            "link_range_gone",
        ];
        let simple = [
            "network_cut",
            "wrong_pin",
            "expired_certificate",
            "unknown_issuer",
            "not_yet_valid",
            "swap_keys",
            "link_down",
            "websockets_blocked",
            "unknown_status",
            "forged_status",
            "wrong_bundle_signer",
            "rolled_back_bundle",
            "expired_bundle",
            "withdrawn_receipt_key",
        ];
        let mut commands: Vec<_> = on_path.map(|kind| json!({"kind": kind, "path": "/v1/cards", "times": 2})).to_vec();
        commands.extend(on_link.iter().chain(&simple).map(|kind| json!({"kind": kind})));
        commands.push(json!({"kind": "latency", "ms": 500}));
        commands.push(json!({"kind": "link_window", "events": 20}));
        for body in commands {
            set(&bank, &body).expect("set");
            let [found] = &listed()[..] else { panic!("{body}: {:?}", listed()) };
            assert_eq!(found["kind"], body["kind"]);
            assert_eq!(found["path"], body["path"], "{body}");
            set(&bank, &json!({"kind": "clear"})).expect("cleared");
            assert!(listed().is_empty(), "{body}");
        }
        set(&bank, &json!({"kind": "error_5xx", "path": "/v1/cards", "status": 503})).expect("set");
        assert_eq!((&listed()[0]["times"], &listed()[0]["value"]), (&json!(1), &json!(503)));
        let turns = bank.faults.turns();
        assert!(bank.faults.take_call("/v1/cards", None).is_some());
        assert!(listed().is_empty() && turns.has_changed().expect("counted"), "whoever shows it is told");
    }
}

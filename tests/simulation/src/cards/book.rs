//! The book: what must be true of the cards at the bank, told by what the bank answered and by nothing else. Each answer is held against
//! the laws before it is believed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::card::{Asks, Card, Limit, Paid, moment, text};
use super::planted::PLANTED;
use crate::network::{Answer, CARDS};

/// A command that waits for an approval.
#[derive(Debug)]
struct Offered {
    card: String,
    action: String,
    asked: Value,
}

/// What the bank did.
#[derive(Debug, Clone)]
pub(super) struct Done {
    /// Its receipt.
    pub(super) proof: String,
    /// What that says.
    said: Value,
    pub(super) at_ms: i64,
}

/// What is known.
#[derive(Debug)]
pub(super) struct Book {
    /// The first, and those that replace it.
    pub(super) cards: Vec<Card>,
    /// Payments that passed with any of them.
    pub(super) paid: Vec<Paid>,
    /// What was done, by command.
    pub(super) done: BTreeMap<String, Done>,
    offered: BTreeMap<String, Offered>,
    /// Virtual cards that were ordered beside one of the cards: none is made twice, and never more than five.
    pub(super) ordered: BTreeSet<String>,
}

/// The most virtual cards at one time; none is closed here.
const MOST_VIRTUAL: usize = 5;

impl Book {
    pub(super) fn new(card: Card) -> Self {
        Self {
            cards: vec![card],
            paid: Vec::new(),
            done: BTreeMap::new(),
            offered: BTreeMap::new(),
            ordered: BTreeSet::new(),
        }
    }

    /// The card in use, or the newest.
    pub(super) fn present(&self) -> usize {
        let active = self.cards.iter().rposition(|card| card.state == "active");
        active.unwrap_or(self.cards.len() - 1)
    }

    /// Takes an answer of the bank. What it said of what happened; nothing, if that says nothing about cards.
    pub(super) fn read(&mut self, answer: &Answer) -> Result<Option<String>, String> {
        if answer.refusal.as_deref() == Some("internal") {
            return Err(format!("the bank failed at {}", answer.path));
        }
        let of_card = answer.path.strip_prefix(CARDS).and_then(|rest| rest.split_once('/'));
        match (of_card, &answer.refusal) {
            (Some((id, action)), Some(code)) => {
                self.refused(id, action, code, answer)?;
                Ok(Some(format!("{action} refused: {code}")))
            }
            (Some((id, action)), None) => self.answered(id, action, answer).map(Some),
            (None, None) if answer.path.ends_with("/approval") => self.approved(answer),
            _ => Ok(None),
        }
    }

    fn refused(&self, id: &str, action: &str, code: &str, answer: &Answer) -> Result<(), String> {
        let decided = ["precondition-failed", "card-not-usable", "change-invalid", "scope", "idempotency-mismatch"];
        let was_done = answer.key.as_ref().is_some_and(|key| self.done.contains_key(key));
        if was_done && decided.contains(&code) || code == "idempotency-mismatch" {
            return Err(format!("a command that was sent again was refused: {action} {code}"));
        }
        let card = self.card(id)?;
        let fair = match (code, action) {
            ("precondition-failed", _) => answer.version != Some(card.version),
            ("card-not-usable", "unfreeze") => card.is_over() || !card.is_frozen(),
            ("card-not-usable", "activation") => card.state != "awaiting-activation",
            ("card-not-usable", "replacement") => {
                self.cards.iter().any(|other| other.replaces.as_deref() == Some(id)) || card.state != "active"
            }
            ("card-not-usable", "virtual-card") => card.state != "active" || !card.holders.is_empty(),
            ("too-many-cards", _) => action == "virtual-card" && self.ordered.len() >= MOST_VIRTUAL,
            ("card-not-usable", _) => card.is_over(),
            _ => true,
        };
        if fair { Ok(()) } else { Err(format!("{action} was refused with {code}, and there is no reason for that")) }
    }

    fn answered(&mut self, id: &str, action: &str, answer: &Answer) -> Result<String, String> {
        let key = answer.key.clone().ok_or("a command without a key")?;
        let (receipt, operation) = (answer.said["receipt"].as_str(), answer.said["operation"].as_str());
        match (receipt, operation) {
            (Some(proof), None) => {
                if ["unfreeze", "activation", "replacement", "virtual-card"].contains(&action) {
                    return Err(format!("{action} was done without an approval"));
                }
                // What would loosen and does not any more is done as what tightens.
                let action = if action == "controls" { "tighten" } else { action };
                self.once(&key, proof, answer, action, id, &answer.asked)
            }
            (None, Some(_)) => {
                let (card, action) = (id.to_owned(), action.to_owned());
                let told = format!("{action} offered");
                self.offered.insert(key, Offered { card, action, asked: answer.asked.clone() });
                Ok(told)
            }
            _ => Err(format!("neither receipt nor operation: {}", answer.said)),
        }
    }

    fn approved(&mut self, answer: &Answer) -> Result<Option<String>, String> {
        let Some(proof) = answer.said["receipt"].as_str() else { return Ok(None) };
        let key = text(&payload(proof)?["command_id"])?;
        let offered = self.offered.get(&key).ok_or("something was approved that nobody asked for")?;
        let (card, action, asked) = (offered.card.clone(), offered.action.clone(), offered.asked.clone());
        self.once(&key, proof, answer, &action, &card, &asked).map(Some)
    }

    /// One command is one change and one receipt, however often it is sent.
    fn once(
        &mut self,
        key: &str,
        proof: &str,
        answer: &Answer,
        action: &str,
        id: &str,
        asked: &Value,
    ) -> Result<String, String> {
        let said = answer.said.get(PLANTED).map_or_else(|| payload(proof), |planted| Ok(planted.clone()))?;
        if let Some(first) = self.done.get(key) {
            let same = first.proof == proof && first.said == said;
            return if same { Ok(format!("{action} again")) } else { Err(format!("{action} was done twice")) };
        }
        if said["command_id"] != key || said["card_id"] != id {
            return Err(format!("the receipt of {action} is for another command or card"));
        }
        let at_ms = answer.at_ms;
        self.apply(action, id, asked, &said, at_ms).map_err(|what| format!("{action}: {what}"))?;
        self.done.insert(key.to_owned(), Done { proof: proof.to_owned(), said, at_ms });
        Ok(format!("{action} done"))
    }

    fn apply(&mut self, action: &str, id: &str, asked: &Value, said: &Value, at: i64) -> Result<(), String> {
        let index = self.cards.iter().position(|card| card.id == id).ok_or("an unknown card")?;
        let old = self.cards[index].clone();
        let read = Card::read(said)?;
        let new = Card { ending: old.ending.clone(), replaces: old.replaces.clone(), ..read };
        lawful(action, &old, &new, asked, said, at)?;
        let same = old.holders == new.holders && old.controls == new.controls && old.state == new.state;
        let counted = u64::from(!same || action == "replacement");
        if (new.version, new.sequence) != (old.version + counted, old.sequence + counted) {
            let (was, is) = ((old.version, old.sequence), (new.version, new.sequence));
            return Err(format!("version and sequence went from {was:?} to {is:?}"));
        }
        if action == "virtual-card" {
            if old.state != "active" || !old.holders.is_empty() {
                return Err("made beside a card that nobody can pay with".to_owned());
            }
            if !self.ordered.insert(text(&said["issued"])?) || self.ordered.len() > MOST_VIRTUAL {
                return Err(format!("one card twice, or too many: {:?}", self.ordered));
            }
        }
        self.cards[index] = new;
        if action == "activation"
            && let Some(replaced) = self.cards.iter_mut().find(|card| Some(&card.id) == old.replaces.as_ref())
            && !replaced.is_over()
        {
            replaced.state = "closed".to_owned();
            replaced.version += 1;
            replaced.sequence += 1;
        }
        if action == "replacement" {
            let mut holders = old.holders.clone();
            holders.remove("customer");
            self.cards.push(Card {
                id: text(&said["replacement"])?,
                ending: String::new(),
                state: "ordered".to_owned(),
                holders,
                version: 1,
                sequence: 0,
                replaces: Some(id.to_owned()),
                ..old
            });
        }
        Ok(())
    }

    /// A payment was brought, and answered.
    pub(super) fn pay(&mut self, index: usize, asks: &Asks, now: i64, answer: &Value) -> Result<bool, String> {
        let why = self.cards[index].decline(&self.paid, asks, now);
        let mut reasons: Vec<String> = answer["reasons"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| Some(code.as_str()?.to_owned()))
            .collect();
        reasons.sort();
        let approved = answer["approved"] == true;
        if reasons != why || approved != why.is_empty() {
            return Err(format!("{asks:?}: approved {approved} {reasons:?}, by the book declined by {why:?}"));
        }
        self.cards[index].sequence += 1;
        if approved {
            self.paid.push(Paid {
                id: text(&answer["transaction_id"])?,
                at_ms: now,
                charged: asks.minor,
                refunded: 0,
                state: "pending",
                channel: asks.channel,
                abroad: asks.abroad,
            });
        }
        Ok(approved)
    }

    fn card(&self, id: &str) -> Result<&Card, String> {
        self.cards.iter().find(|card| card.id == id).ok_or_else(|| "an unknown card".to_owned())
    }
}

/// What the bank signed. The signature is the phone's to verify.
pub(super) fn payload(proof: &str) -> Result<Value, String> {
    let part = proof.split('.').nth(1).ok_or("no receipt")?;
    let bytes = kunci_wire::bytes::decode(part).ok_or("no receipt")?;
    serde_json::from_slice(&bytes).map_err(|error| error.to_string())
}

fn lawful(action: &str, old: &Card, new: &Card, asked: &Value, said: &Value, at: i64) -> Result<(), String> {
    if old.is_over() && action != "replacement" {
        return Err("the card's life is over".to_owned());
    }
    for limit in &new.limits {
        if samples(limit, limit, at).iter().any(|at| !(0..=limit.ceiling).contains(&limit.at(*at))) {
            return Err(format!("more than the bank's ceiling: {limit:?}"));
        }
    }
    let mut holders = old.holders.clone();
    match action {
        "freeze" => drop(holders.insert("customer".to_owned())),
        "unfreeze" => drop(holders.remove("customer")),
        _ => {}
    }
    if new.holders != holders {
        return Err(format!("who holds the card went from {:?} to {:?}", old.holders, new.holders));
    }
    let state = match action {
        "block" => "closed",
        "activation" => "active",
        _ => &old.state,
    };
    if new.state != state {
        return Err(format!("the card is {}", new.state));
    }
    match action {
        "block" if said["closed"] != asked["reason"] => Err(format!("closed as {}", said["closed"])),
        "tighten" => changed(old, new, asked, at, false),
        "controls" => changed(old, new, asked, at, true),
        "cancel-raise" => raise_cancelled(old, new, asked, at),
        _ if old.controls != new.controls => Err("the controls changed as well".to_owned()),
        _ => Ok(()),
    }
}

/// Every moment at which one of two limits may differ from the other.
fn samples(one: &Limit, other: &Limit, now: i64) -> BTreeSet<i64> {
    let turns = one.turns().chain(other.turns()).filter(|at| *at > now);
    turns.flat_map(|at| [at - 1, at]).chain([now]).collect()
}

fn never_more(old: &Limit, new: &Limit, at: i64) -> Result<(), String> {
    match samples(old, new, at).into_iter().find(|at| new.at(*at) > old.at(*at)) {
        Some(when) => {
            Err(format!("lets {} pass at {when} in place of {}: {old:?} {new:?}", new.at(when), old.at(when)))
        }
        None => Ok(()),
    }
}

fn raise_cancelled(old: &Card, new: &Card, asked: &Value, at: i64) -> Result<(), String> {
    let name = text(&asked["limit"])?;
    others_stay(old, new, &[&name])?;
    let (old, new) = (old.limit(&name).ok_or("no limit")?, new.limit(&name).ok_or("no limit")?);
    never_more(old, new, at)?;
    match new.rises(at).difference(&new.ends()).next() {
        Some(when) => Err(format!("a raise is left at {when}: {old:?} {new:?}")),
        None => Ok(()),
    }
}

fn others_stay(old: &Card, new: &Card, but: &[&str]) -> Result<(), String> {
    let stay = |card: &Card| -> Vec<Limit> {
        card.limits.iter().filter(|limit| !but.contains(&limit.name.as_str())).cloned().collect()
    };
    if stay(old) != stay(new) || old.limits.len() != new.limits.len() {
        return Err("another limit changed as well".to_owned());
    }
    Ok(())
}

/// Exactly what was asked for came, and nothing else; more than before only by an approval, and when it has cooled off.
fn changed(old: &Card, new: &Card, asked: &Value, at: i64, approved: bool) -> Result<(), String> {
    let cooling_ms = old.controls["cooling_off_seconds"].as_i64().ok_or("no time to cool off")? * 1000;
    let (mut off, mut merchants, mut named) = (old.off.clone(), old.merchants.clone(), Vec::new());
    for change in asked["changes"].as_array().ok_or("no changes")? {
        match change["what"].as_str() {
            Some("limit") => {
                let name = change["limit"].as_str().ok_or("no name")?;
                named.push(name);
                let (old, new) = (old.limit(name).ok_or("no limit")?, new.limit(name).ok_or("no limit")?);
                limit_set(old, new, change, at, cooling_ms, approved)?;
            }
            Some("channel") => {
                let switch = (text(&change["channel"])?, change["place"] == "abroad");
                let on = change["on"] == true;
                let moved = if on { off.remove(&switch) } else { off.insert(switch) };
                if on && moved && !approved {
                    return Err("a channel was switched on without an approval".to_owned());
                }
            }
            Some("merchant") => {
                let id = text(&change["merchant"]["id"])?;
                let blocked = change["blocked"] == true;
                let moved = if blocked { merchants.insert(id) } else { merchants.remove(&id) };
                if !blocked && moved && !approved {
                    return Err("a merchant was let in without an approval".to_owned());
                }
            }
            other => return Err(format!("a change of {other:?}")),
        }
    }
    others_stay(old, new, &named)?;
    if new.off != off || new.merchants != merchants {
        return Err("channels or merchants are not as they were asked for".to_owned());
    }
    Ok(())
}

/// The value that was asked for is in force at once, where nothing more passes by that, or when it has cooled off; until then never more
/// than before. At its end it reverts, and of older raises none is left.
fn limit_set(old: &Limit, new: &Limit, change: &Value, at: i64, cooling_ms: i64, approved: bool) -> Result<(), String> {
    let wanted = match &change["value"] {
        Value::Null => old.ceiling,
        Value::String(_) => 0,
        amount => amount["at-most"]["minor"].as_i64().ok_or("no amount")?,
    };
    let until = change.get("until").map(moment).transpose()?;
    let last = until.map_or(i64::MAX, |until| until - 1);
    let told = |what: String| Err(format!("{what}: {old:?} {new:?}"));
    let not_wanted = |from: i64| {
        let inside = samples(old, new, at)
            .into_iter()
            .chain([from, last])
            .find(|when| (from..=last).contains(when) && new.at(*when) != wanted);
        inside.map(|when| format!("{wanted} was asked for, and {} passes at {when}", new.at(when)))
    };
    let less = never_more(old, new, at);
    if !approved {
        less.clone()?;
    }
    let from = if less.is_ok() && not_wanted(at).is_none() { at } else { at + cooling_ms };
    if let Some(what) = not_wanted(from) {
        return told(what);
    }
    let early = |when: &i64| *when < from && new.at(*when) > old.at(*when);
    if let Some(when) = samples(old, new, at).into_iter().find(early) {
        return told(format!("a raise is in force at {when}, before it has cooled off"));
    }
    let for_good = old.for_good(at);
    // What was for a longer time holds again.
    if let Some(until) = until
        && ![for_good, old.at(until)].contains(&new.at(until))
    {
        return told(format!("it does not revert to {for_good} at {until}"));
    }
    let mut may_rise = new.ends();
    may_rise.insert(from);
    match new.rises(at).difference(&may_rise).next() {
        Some(when) => told(format!("an older raise is left at {when}")),
        None => Ok(()),
    }
}

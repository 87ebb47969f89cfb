//! What a phone shows of its commands, held against the laws and against what the bank did.

use std::collections::BTreeMap;

use kunci_core::cards::{CommandView, ReceiptView};

use super::book::Book;

const MINUTE_MS: i64 = 60_000;
/// A call may be under way for as long as its signature is good.
const UNDER_WAY_MS: i64 = MINUTE_MS;

/// What waits for a network.
pub(super) const WAITS: [&str; 3] = ["freeze", "tighten", "cancel-raise"];
const OVER: [&str; 4] = ["confirmed", "refused", "superseded", "expired"];

/// What a phone showed last.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    known: BTreeMap<String, CommandView>,
    receipts: Vec<ReceiptView>,
}

fn lasts_ms(action: &str) -> i64 {
    if action == "freeze" { 24 * 60 * MINUTE_MS } else { 15 * MINUTE_MS }
}

fn matter(action: &str) -> u8 {
    match action {
        "freeze" | "unfreeze" => 0,
        "tighten" | "cancel-raise" | "controls" => 1,
        "block" => 2,
        "virtual-card" => 4,
        _ => 3,
    }
}

impl Shelf {
    /// How a command stood when one last looked.
    pub(super) fn state(&self, command: &str) -> Option<&str> {
        self.known.get(command).map(|known| known.state.as_str())
    }

    /// A command that the customer is asked about.
    pub(super) fn asked(&self) -> Option<String> {
        self.known.values().find(|known| known.asks).map(|known| known.command_id.clone())
    }

    /// Whether a command waits to be sent, or for its answer.
    pub(super) fn has_open(&self, action: &str, card: &str) -> bool {
        self.known.values().any(|known| known.action == action && known.card_id == card && is_open(known))
    }

    pub(super) fn open(&self) -> usize {
        self.known.values().filter(|known| is_open(known)).count()
    }

    /// Whether the same commands were confirmed when one last looked.
    pub(super) fn has_seen(&self, shown: &[CommandView]) -> bool {
        let confirmed = shown.iter().filter(|view| view.state == "confirmed");
        confirmed.clone().count() == self.receipts.len()
            && confirmed.into_iter().all(|view| self.receipts.iter().any(|kept| kept.command_id == view.command_id))
    }

    /// Takes what the phone shows now, newest first. `receipts`: unless they are as before. `dismissed`: what the customer has taken
    /// off the list.
    pub(super) fn look(
        &mut self,
        shown: Vec<CommandView>,
        receipts: Option<Vec<ReceiptView>>,
        book: &Book,
        now: i64,
        dismissed: Option<&str>,
    ) -> Result<Vec<String>, String> {
        let mut told = Vec::new();
        self.receipts = receipts.unwrap_or_else(|| std::mem::take(&mut self.receipts));
        let receipts = &self.receipts;
        for (id, known) in &self.known {
            if dismissed == Some(id.as_str()) || shown.iter().any(|view| view.command_id == *id) {
                continue;
            }
            // What does not wait, and was never sent, is not done: the customer was told so at once.
            if known.state != "requested" || WAITS.contains(&known.action.as_str()) {
                return Err(format!("a command is lost: {} {}", known.action, known.state));
            }
        }
        for view in &shown {
            let before = self.state(&view.command_id);
            self.one(view, receipts, book, now)?;
            if before != Some(&view.state) {
                told.push(format!("{} {}", view.action, view.state));
            }
        }
        for receipt in receipts {
            let confirmed = |view: &CommandView| view.command_id == receipt.command_id && view.state == "confirmed";
            if !shown.iter().any(confirmed) {
                return Err("a receipt of a command that is not confirmed".to_owned());
            }
        }
        nothing_older_waits(&shown)?;
        self.known = shown.into_iter().map(|view| (view.command_id.clone(), view)).collect();
        Ok(told)
    }

    fn one(&self, view: &CommandView, receipts: &[ReceiptView], book: &Book, now: i64) -> Result<(), String> {
        let (action, state, age) = (view.action.as_str(), view.state.as_str(), now - view.requested_ms);
        let told = || format!("{action} {state} after {} s", age / 1000);
        if !is_open(view) && !OVER.contains(&state) {
            return Err(format!("a state without a name: {}", told()));
        }
        match self.state(&view.command_id) {
            Some(before) if !OVER.contains(&before) || before == state => {}
            // The answer was on its way to the disk.
            Some("expired") if state == "confirmed" => {}
            Some(before) => return Err(format!("{} was {before}", told())),
            None => {}
        }
        let done = book.done.get(&view.command_id);
        let kept = receipts.iter().find(|receipt| receipt.command_id == view.command_id);
        if state == "confirmed" && (done.is_none() || kept.map(|kept| &kept.proof) != done.map(|done| &done.proof)) {
            return Err(format!("shown as in force without the bank's receipt: {}", told()));
        }
        if is_open(view) && age >= lasts_ms(action) {
            return Err(format!("older than it may be: {}", told()));
        }
        if state == "expired" && age < lasts_ms(action) {
            return Err(format!("given up too early: {}", told()));
        }
        let waits = WAITS.contains(&action);
        if view.asks != (state == "expired" && waits) || view.waits != (is_open(view) && waits) {
            return Err(format!("the customer is not told rightly: {}", told()));
        }
        if waits && done.is_some_and(|done| done.at_ms - view.requested_ms > lasts_ms(action) + UNDER_WAY_MS) {
            return Err(format!("done when it was not wanted any more: {}", told()));
        }
        Ok(())
    }
}

fn is_open(view: &CommandView) -> bool {
    ["requested", "sent"].contains(&view.state.as_str())
}

/// What is confirmed has made void what was asked for earlier about the same.
fn nothing_older_waits(shown: &[CommandView]) -> Result<(), String> {
    for (newer, view) in shown.iter().enumerate().filter(|(_, view)| view.state == "confirmed") {
        let void = |older: &&CommandView| {
            let same = older.card_id == view.card_id && matter(&older.action) == matter(&view.action);
            // A card that is closed for good is replaced all the same.
            let ended = view.action == "block" && older.card_id == view.card_id && older.action != "replacement";
            is_open(older) && (same || ended)
        };
        if let Some(older) = shown[newer + 1..].iter().find(void) {
            return Err(format!("{} is confirmed, and the older {} is {}", view.action, older.action, older.state));
        }
    }
    Ok(())
}

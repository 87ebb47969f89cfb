//! The book: what must be true at the bank, told by what people typed and what the bank answered, and by nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::device_book::DeviceBook;
use super::number_book::NumberBook;
use crate::network::{Answer, Behind};

/// Wrong codes in a row that lock.
pub(crate) const TRIES: u64 = 5;

/// What is known.
#[derive(Debug)]
pub(crate) struct Book {
    pub(super) device: DeviceBook,
    pub(super) number: NumberBook,
    /// So often a finger may be refused: once for each time that a phone with one was put back, or died before it could note a refusal.
    pub(super) finger_tries: u64,
    /// The token that the bank has for the customer.
    token: Option<String>,
    /// Wrong codes in a row that the bank looked at.
    wrong: u64,
    /// Activations.
    epoch: u64,
    /// Somebody used copies of the phone: the bank may hold the token for that.
    pub(crate) copied: bool,
    /// Tokens that the customer suspended, as far as the bank answered.
    held: BTreeSet<String>,
    /// Operations that lift a suspension, and of which token.
    lifts: BTreeMap<String, String>,
    /// The customer has put a backup of the phone back: the bank may ask for more than the code, and never suspends for that.
    pub(crate) restored: bool,
    /// Tokens and steps of accepted OTPs.
    taken: BTreeSet<(String, i64)>,
    /// The OTP that was taken last.
    pub(crate) last_taken: Option<String>,
}

/// What an answer says about a code.
enum Verdict {
    Right,
    Wrong,
    /// Locked, perhaps by this very code.
    Locked,
    Nothing,
}

fn verdict(answer: &Answer) -> Verdict {
    let path = answer.path.as_str();
    let proves = path == "/v1/sessions/current/token"
        || path.ends_with("/approval")
        || (path.starts_with("/v1/token/code-changes/") && (path.ends_with("/proof") || path.ends_with("/commit")))
        // Its commit is proved by the new key of the finger, and says nothing about the code.
        || (path.starts_with("/v1/token/biometrics/") && path.ends_with("/proof"));
    match answer.refusal.as_deref() {
        _ if !proves => Verdict::Nothing,
        None if answer.behind == Behind::Finger => Verdict::Nothing,
        None => Verdict::Right,
        Some("proof-refused" | "approval-refused") => Verdict::Wrong,
        Some("token-locked") => Verdict::Locked,
        Some(_) => Verdict::Nothing,
    }
}

impl Book {
    pub(super) fn new(number: &str) -> Self {
        Self {
            device: DeviceBook::default(),
            number: NumberBook::new(number.to_owned()),
            finger_tries: 0,
            token: None,
            wrong: 0,
            epoch: 0,
            copied: false,
            held: BTreeSet::new(),
            lifts: BTreeMap::new(),
            restored: false,
            taken: BTreeSet::new(),
            last_taken: None,
        }
    }

    /// Takes the answers of one phone in their order.
    pub(crate) fn read(&mut self, answers: &[Answer]) -> Result<(), String> {
        for answer in answers {
            no_answer_is_a_failure(answer)?;
            self.device.read(answer)?;
            self.number.read(answer);
            self.read_suspensions(answer);
            self.only_whoever_gave_cause_is_asked_for_more(answer)?;
            match verdict(answer) {
                Verdict::Nothing => {}
                Verdict::Right if answer.behind == Behind::WrongCode => {
                    return Err(format!("a wrong code was taken by {}", answer.path));
                }
                Verdict::Right if self.wrong >= TRIES => return Err("a locked token proved a code".to_owned()),
                Verdict::Right => self.wrong = 0,
                // It holds the key of an exchange that is over, and asks the bank before it uses it again, if it heard the refusal.
                Verdict::Wrong | Verdict::Locked if answer.behind == Behind::Finger && self.may_be_put_back(answer) => {
                    self.wrong += 1;
                }
                Verdict::Wrong if answer.behind != Behind::WrongCode && !answer.late => {
                    let what = if answer.behind == Behind::Finger { "finger" } else { "code" };
                    return Err(format!("a right {what} was refused by {}", answer.path));
                }
                Verdict::Wrong if self.wrong >= TRIES => return Err("a sixth guess was looked at".to_owned()),
                Verdict::Wrong => self.wrong += 1,
                Verdict::Locked if self.wrong + 1 < TRIES => {
                    return Err(format!("locked after {} wrong codes", self.wrong + 1));
                }
                Verdict::Locked => self.wrong = TRIES,
            }
        }
        Ok(())
    }

    /// One heard refusal of a finger is the price of putting a phone back; what was not heard cannot teach it anything.
    fn may_be_put_back(&mut self, answer: &Answer) -> bool {
        if !self.restored || self.wrong >= TRIES {
            return false;
        }
        if answer.heard {
            let may = self.finger_tries > 0;
            self.finger_tries = self.finger_tries.saturating_sub(1);
            return may;
        }
        true
    }

    /// The customer asked for an operation that lifts the suspension of this token.
    pub(crate) fn lifts(&mut self, operation: &str, token: &str) {
        self.lifts.insert(operation.to_owned(), token.to_owned());
    }

    /// What is answered counts, heard or not. A token that was replaced by then is held as well, and harmlessly: it never works again.
    fn read_suspensions(&mut self, answer: &Answer) {
        if answer.refusal.is_some() {
            return;
        }
        self.held.extend(answer.suspended.clone());
        let lifted = self.lifts.iter().find(|(operation, _)| answer.path.ends_with(&format!("/{operation}/approval")));
        if let Some((_, token)) = lifted {
            self.held.remove(token);
        }
    }

    fn only_whoever_gave_cause_is_asked_for_more(&self, answer: &Answer) -> Result<(), String> {
        let asked = matches!(answer.refusal.as_deref(), Some("step-up-required" | "token-rolled-back"));
        if asked && !answer.late && !self.copied && !self.restored {
            return Err(format!("an honest phone was taken for another one: {answer:?}"));
        }
        Ok(())
    }

    /// Takes answers that came at the same moment, so that nobody can tell their order.
    pub(crate) fn read_parallel(&mut self, answers: &[Answer], failures: u64) -> Result<(), String> {
        let proofs = answers.iter().filter(|answer| answer.path == "/v1/sessions/current/token");
        let (mut right, mut wrong) = (0, 0);
        for answer in proofs {
            no_answer_is_a_failure(answer)?;
            match verdict(answer) {
                Verdict::Right if answer.behind == Behind::WrongCode => return Err("a wrong code was taken".to_owned()),
                Verdict::Right => right += 1,
                Verdict::Wrong if answer.behind != Behind::WrongCode => {
                    return Err("a right code was refused".to_owned());
                }
                Verdict::Wrong => wrong += 1,
                Verdict::Locked | Verdict::Nothing => {}
            }
        }
        // Before the right one and after it there may have been five each, not more.
        let most = if right > 0 { 2 * TRIES } else { TRIES };
        if self.wrong + wrong > most.max(self.wrong) {
            return Err(format!("{} wrong codes in a row were looked at", self.wrong + wrong));
        }
        self.wrong = if right > 0 { failures.min(wrong) } else { self.wrong + wrong };
        Ok(())
    }

    /// Compares with the bank's own view.
    pub(crate) fn check(&mut self, customer: &Value) -> Result<(), String> {
        let tokens = customer["tokens"].as_array().ok_or("no tokens")?;
        let present = present(customer)?;
        if customer["active_tokens"].as_u64().is_none_or(|active| active > 1) || tokens.iter().filter(works).count() > 1
        {
            return Err("two phones have a token that works".to_owned());
        }
        let epoch = customer["epoch"].as_u64().ok_or("no epoch")?;
        if epoch < self.epoch {
            return Err(format!("the epoch went back from {} to {epoch}", self.epoch));
        }
        self.epoch = epoch;
        let id = present.and_then(|token| token["token_id"].as_str()).map(str::to_owned);
        if id != self.token {
            // A new token begins with a clean count.
            (self.token, self.wrong) = (id, 0);
            (self.copied, self.restored) = (false, false);
        }
        let Some(present) = present else { return Ok(()) };
        let failures = present["failures"].as_u64().ok_or("no failures")?;
        if failures != self.wrong {
            return Err(format!("the bank counts {failures} wrong codes in a row, it looked at {}", self.wrong));
        }
        let held = self.token.as_ref().is_some_and(|id| self.held.contains(id));
        match present["state"].as_str() {
            Some("active") if held => Err("a suspended token works again, and nobody lifted the suspension".to_owned()),
            Some("locked") if self.wrong < TRIES => Err(format!("locked after {} wrong codes", self.wrong)),
            Some("active") if self.wrong >= TRIES => Err("five wrong codes in a row did not lock".to_owned()),
            Some("suspended") if !self.copied && !held => Err("an honest customer was suspended".to_owned()),
            _ => Ok(()),
        }
    }

    /// The website took an OTP of this token's step.
    pub(crate) fn take(&mut self, token: &str, step: i64, otp: &str) -> Result<(), String> {
        if !self.taken.insert((token.to_owned(), step)) {
            return Err("the website took two codes of one step".to_owned());
        }
        self.last_taken = Some(otp.to_owned());
        Ok(())
    }

    /// Whether a step of this token was taken, or a later one.
    pub(crate) fn is_used(&self, token: &str, step: i64) -> bool {
        self.taken.iter().any(|(of, taken)| of == token && *taken >= step)
    }
}

/// The customer's token that works, or would if it were not locked or held.
pub(crate) fn present(customer: &Value) -> Result<Option<&Value>, String> {
    Ok(customer["tokens"].as_array().ok_or("no tokens")?.iter().find(works))
}

fn works(token: &&Value) -> bool {
    ["active", "locked", "suspended"].iter().any(|state| token["state"] == *state)
}

fn no_answer_is_a_failure(answer: &Answer) -> Result<(), String> {
    match answer.refusal.as_deref() {
        Some("internal") => Err(format!("the bank failed at {}", answer.path)),
        Some(code @ "confirmation-refused") => Err(format!("{} answered {code}", answer.path)),
        _ => Ok(()),
    }
}

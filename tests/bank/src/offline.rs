//! Codes that the phone makes without a network (`docs/contract/offline-codes.md`): approvals by QR and by typing, freezing by telephone,
//! and the bank's own answer to "is it the bank that is calling?".

use kunci_domain::direction::Timing;
use kunci_wire::B64;
use kunci_wire::signed::{ApprovalChallenge, TokenState, typ};

use crate::api::exchange::{freeze_key, reverse_key, use_key_of};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::cards;
use crate::clock::DAY;
use crate::crypto::canonical::Canonical;
use crate::crypto::derive::Key;
use crate::crypto::mac::sha256;
use crate::crypto::{jws, ocra};
use crate::effects::{self, By};
use crate::matters::Matter;
use crate::operations;
use crate::refusal::{BankError, Refusal};
use crate::store::{Customer, HeldCard, OpState, Operation, Token, Tx};

/// Minutes on each side in which a typed approval and a caller's answer hold, and a freeze code.
const SLACK: i64 = 1;
const FREEZE_SLACK: i64 = 10;
/// Tries: of a typed approval for each operation, of offline approvals and of freeze codes for each customer and day.
pub(crate) const TYPED_TRIES: u32 = 3;
const APPROVAL_TRIES: u32 = 10;
const FREEZE_TRIES: u32 = 10;

/// How an offline code ended.
pub(crate) struct Outcome {
    pub(crate) accepted: bool,
    /// In plain words, for the tester.
    pub(crate) bank_saw: String,
}

impl Outcome {
    fn refused(why: impl Into<String>) -> Self {
        Self { accepted: false, bank_saw: why.into() }
    }
}

/// The text of a QR for an operation that waits; its one try is a code over exactly these bytes.
pub(crate) fn challenge(bank: &Bank, tx: &mut dyn Tx, operation: &mut Operation) -> Result<String, BankError> {
    operation.qr_hash = Some(sha256(&operation.bytes));
    tx.update_operation(operation)?;
    let payload = ApprovalChallenge { operation: B64(operation.bytes.clone()) };
    jws::seal(&bank.keys.approval_qr, typ::APPROVAL_QR, &payload)
}

/// A code that somebody typed into the website for an operation. Failures never touch the token: whoever can sit at the website could
/// lock it else.
pub(crate) fn approve(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    operation: &mut Operation,
    by: By,
    code: &str,
) -> Result<Outcome, Refusal> {
    let now = bank.now();
    let token = tx.token(operation.token)?.ok_or(BankError::Key)?;
    if operation.state != OpState::Pending || token.state != TokenState::Active {
        return Ok(Outcome::refused(format!("the operation is {}", operation.state.as_str())));
    }
    // Eight digits say nothing of the place.
    let wish = tx.trusted_places(customer.id)?;
    if effects::act(operation).timing(wish, None) == Timing::Refused {
        return Ok(Outcome::refused("it cannot wait, and a code says nothing of the place"));
    }
    if tx.code_tries_since(customer.id, "approval", now - DAY)? >= APPROVAL_TRIES {
        return Ok(Outcome::refused("ten offline codes were tried today"));
    }
    let outcome = match by {
        By::Qr => try_qr(bank, tx, customer, operation, &token, code)?,
        _ => try_typed(bank, tx, customer, operation, &token, code)?,
    };
    let kind = if outcome.accepted { Kind::Notice } else { Kind::Refusal };
    let what = format!("An offline code for operation {}: {}", operation.id, outcome.bank_saw);
    audit::note(tx, now, kind, Some(customer.id), what)?;
    if outcome.accepted {
        operation.answered_by = Some(by.as_str().to_owned());
        effects::approved(bank, tx, customer, &token, operation, None)?;
    }
    Ok(outcome)
}

fn try_qr(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    operation: &mut Operation,
    token: &Token,
    code: &str,
) -> Result<Outcome, BankError> {
    let question = sha256(&operation.bytes);
    if operation.qr_spent {
        return Ok(Outcome::refused("the one try of its QR is spent"));
    }
    // After a wrong approval on the phone the bytes are others: that QR is old, and costs no try.
    if operation.qr_hash != Some(question) {
        return Ok(Outcome::refused("no QR of these bytes was shown: show it again"));
    }
    tx.insert_code_try(customer.id, "approval", bank.now())?;
    operation.qr_spent = true;
    tx.update_operation(operation)?;
    let question = ocra::hexadecimal(&question);
    let keys = use_keys(bank, token, "kunci/use/ocra-qr")?;
    if keys.iter().fold(false, |found, key| ocra::same(&ocra::code(&key[..], &question), code) | found) {
        return Ok(Outcome { accepted: true, bank_saw: "right, over the bytes of its QR".into() });
    }
    Ok(Outcome::refused("wrong: the QR of this operation is closed"))
}

fn try_typed(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    operation: &mut Operation,
    token: &Token,
    code: &str,
) -> Result<Outcome, BankError> {
    let Some(question) = typed_question(&operation.matter)? else {
        return Ok(Outcome::refused("this kind cannot be approved by typing"));
    };
    if operation.typed_tries >= TYPED_TRIES {
        return Ok(Outcome::refused("its three tries by typing are spent"));
    }
    let now = bank.now();
    tx.insert_code_try(customer.id, "approval", now)?;
    operation.typed_tries += 1;
    tx.update_operation(operation)?;
    let spelt = ocra::hexadecimal(&question);
    let keys = use_keys(bank, token, "kunci/use/ocra-typed")?;
    let found = keys.iter().map(|key| ocra::find(&key[..], &spelt, code, ocra::minute(now), SLACK));
    let minute = found.fold(None, |first, found| first.or(found));
    Ok(match minute {
        Some(minute) if tx.use_code(token.id, &question, minute)? => {
            Outcome { accepted: true, bank_saw: "right, over what was typed".into() }
        }
        Some(_) => Outcome::refused("this code was used already"),
        None => Outcome::refused(format!("wrong, try {} of {TYPED_TRIES}", operation.typed_tries)),
    })
}

/// The key before a code change as well, as long as the phone may not know better.
fn use_keys(bank: &Bank, token: &Token, label: &str) -> Result<Vec<Key>, BankError> {
    let knows = [Some(&token.know), token.keys.before.as_ref()];
    knows.into_iter().flatten().map(|know| use_key_of(bank, token, know, label)).collect()
}

/// What a typed code is about, if the kind can be typed at all.
fn typed_question(matter: &Matter) -> Result<Option<[u8; 32]>, BankError> {
    let Matter::Transfer(transfer) = matter else { return Ok(None) };
    let bytes = Canonical::new("kunci/typed/1")
        .text(matter.kind().name())
        .text(&transfer.bank_code)
        .text(&transfer.account)
        .text(transfer.amount.currency())
        .integer(u64::try_from(transfer.amount.minor()).map_err(|_| BankError::Key)?)
        .integer(u64::from(transfer.amount.exponent()))
        .finish();
    Ok(Some(sha256(&bytes)))
}

/// A freeze code that somebody read to the bank on the telephone.
pub(crate) fn freeze(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    held: HeldCard,
    code: &str,
) -> Result<Outcome, BankError> {
    let now = bank.now();
    if tx.code_tries_since(customer.id, "freeze", now - DAY)? >= FREEZE_TRIES {
        return Ok(Outcome::refused("ten freeze codes were tried today: an operator must ask more"));
    }
    tx.insert_code_try(customer.id, "freeze", now)?;
    let question = sha256(&Canonical::new("kunci/freeze-code/1").uuid(held.card.card_id).finish());
    for token in tx.tokens_of(customer.id)? {
        if !matches!(token.state, TokenState::Active | TokenState::Locked | TokenState::Suspended) {
            continue;
        }
        let key = freeze_key(bank, &token)?;
        let found = ocra::find(&key, &ocra::hexadecimal(&question), code, ocra::minute(now), FREEZE_SLACK);
        let Some(minute) = found else { continue };
        if !tx.use_code(token.id, &question, minute)? {
            return Ok(Outcome::refused("this freeze code was used already"));
        }
        let ending = held.card.ending.clone();
        let command = bank.entropy.id(now)?;
        cards::freeze(bank, tx, held, command)?;
        return Ok(Outcome { accepted: true, bank_saw: format!("the card ending in {ending} is frozen by telephone") });
    }
    Ok(Outcome::refused("wrong freeze code"))
}

/// What an employee of the bank answers to a customer's challenge; `None` if the customer has no token.
pub(crate) fn answer(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    employee_id: &str,
    purpose: &str,
    challenge: &str,
) -> Result<Option<String>, BankError> {
    let present = tx.customer(customer.id)?.and_then(|customer| customer.token);
    let Some(token) = present.map(|id| tx.token(id)).transpose()?.flatten() else { return Ok(None) };
    let who = sha256(&Canonical::new("kunci/caller/1").text(employee_id).text(purpose).finish());
    let question = format!("{challenge}{}", ocra::hexadecimal(&who));
    let answer = ocra::timed_code(&reverse_key(bank, &token)?, &question, ocra::minute(bank.now()));
    let what = format!("Employee {employee_id} proved to {} to be the bank, about {purpose}", customer.first_name());
    audit::note(tx, bank.now(), Kind::Notice, Some(customer.id), what)?;
    Ok(Some(answer))
}

/// Pending ones whose time is over count as closed before anything is tried.
pub(crate) fn load(
    tx: &mut dyn Tx,
    customer: &Customer,
    id: uuid::Uuid,
    now: i64,
) -> Result<Option<Operation>, BankError> {
    operations::tidy(tx, now)?;
    Ok(tx.operation(id)?.filter(|operation| operation.customer == customer.id))
}

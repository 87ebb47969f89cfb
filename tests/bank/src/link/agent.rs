//! A person's desk: what she sees of the customer, what she may ask and propose, and what she is kept from saying (CHAT-3, CHAT-11, CHAT-14).
//!
//! She sees neither balances nor cards until the customer's token has confirmed, to her and in this conversation, who it is. What she
//! proposes tightens, or disputes a payment; nothing of it happens without the token's approval.

use jiff::Timestamp;
use kunci_domain::cards::change::Change;
use kunci_domain::cards::decline;
use kunci_domain::cards::limit::Limit;
use kunci_domain::cards::transaction::TransactionState;
use kunci_domain::names;
use kunci_domain::safety::{self, Direction, Kind as Finding, Severity};
use kunci_domain::texts::Language;
use kunci_wire::chat::{Sender, notice};
use serde_json::{Value, json};
use uuid::Uuid;

use super::badge::Voice;
use super::{bot, desk, files};
use crate::api::caller::token_in_use;
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::cards;
use crate::clock::{MINUTE, timestamp};
use crate::matters::{Employee, IdentityCheck, Matter, ProposedControls, ProposedDispute, ProposedFreeze};
use crate::operations;
use crate::orders::{self, Asker};
use crate::refusal::{BankError, Refusal};
use crate::store::{Before, ChatEvent, Conversation, Customer, HeldCard, OpState, Operation, Tx};

/// How long a confirmation by the token holds.
const HOLDS: i64 = 15 * MINUTE;
/// So many payments are on the desk.
const PAYMENTS: u32 = 5;

/// Why the desk does not do something.
#[derive(Debug)]
pub(crate) struct Unable {
    pub(crate) code: &'static str,
    pub(crate) why: String,
}

/// Done, or not possible here; or the contract refuses it, or the bank fails.
type Outcome<T> = Result<Result<T, Unable>, Refusal>;

/// Somebody with a desk at the bank.
struct Staff {
    voice: Voice,
    name: &'static str,
    id: &'static str,
}

impl Staff {
    fn named(&self, conversation: &Conversation) -> Employee {
        Employee { conversation: conversation.id, name: self.name.to_owned(), employee_id: self.id.to_owned() }
    }
}

/// What an employee may propose: the whole list.
pub(crate) enum Proposal {
    /// Freeze the card with this ending.
    Freeze { ending: String },
    /// Let less pass with it.
    Controls { ending: String, change: Change },
    /// Dispute this payment.
    Dispute { transaction: Uuid },
}

/// How sure an employee is of the customer.
struct Standing {
    state: &'static str,
    until: Option<i64>,
}

/// What the desk shows.
pub(crate) fn view(bank: &Bank, (customer, named): (&Customer, Option<Uuid>), speaker: &str) -> Outcome<Value> {
    bank.decide("a look at the desk", |tx| {
        operations::tidy(tx, bank.now())?;
        let Some(staff) = staff(bank, tx, speaker)? else { return Ok(Err(nobody())) };
        let conversation = desk::conversation(bank, tx, customer.id, named)?;
        let standing = standing(tx, &conversation, &staff, bank.now())?;
        let data = match standing.until {
            Some(_) => data(tx, customer, timestamp(bank.now()))?,
            None => json!({ "balances": null, "cards": null, "limits": null, "payments": null }),
        };
        let events = tx.chat_events_after(conversation.id, 0)?;
        let of_hers = |event: &&ChatEvent| event.sender == Sender::Customer.as_str() && event.kind == "text";
        let said = events.iter().rev().find(of_hers);
        Ok(Ok(json!({
            "done": true,
            "conversation": conversation.id,
            "topic": conversation.topic.code(),
            "standing": standing.state,
            "shows": standing.until.is_some(),
            "verified_until": standing.until.map(timestamp),
            "balances": data["balances"],
            "cards": data["cards"],
            "limits": data["limits"],
            "payments": data["payments"],
            "said": said.map(|event| masked(&event.text)),
            "files": files::listed(&events),
        })))
    })
}

/// Balances, cards with their limits and the newest payments, as far as an employee needs them: last digits only.
fn data(tx: &mut dyn Tx, customer: &Customer, now: Timestamp) -> Result<Value, BankError> {
    let account = |held: crate::store::Account| {
        format!("…{}: {}", bot::ending(&held.account), held.balance.display(Language::English))
    };
    let balances: Vec<_> = tx.accounts_of(customer.id)?.into_iter().map(account).collect();
    let held = tx.cards_of(customer.id)?;
    let card = |held: &HeldCard| format!("…{}: {}", held.card.ending, held.card.state.name());
    let cards: Vec<_> = held.iter().map(card).collect();
    let open = held.iter().filter(|held| !held.card.is_over());
    let limits: Vec<_> = open.flat_map(|held| held.card.controls.limits.iter().map(|l| limit(held, l, now))).collect();
    let payments: Vec<_> = tx
        .transactions_before(customer.id, Before::NEWEST, PAYMENTS)?
        .into_iter()
        .map(|(_, made)| {
            let amount = made.asked.amount.display(Language::English);
            json!({ "transaction_id": made.transaction_id, "merchant": made.asked.merchant.name(), "amount": amount })
        })
        .collect();
    Ok(json!({ "balances": balances.join(" · "), "cards": cards.join(" · "), "limits": limits, "payments": payments }))
}

/// How much passes now: whatever she proposes is less.
fn limit(held: &HeldCard, limit: &Limit, now: Timestamp) -> Value {
    let most = limit.most(now);
    json!({
        "ending": held.card.ending,
        "limit": limit.name,
        "label": {
            "en": decline::limit_label(&limit.name, Language::English),
            "id": decline::limit_label(&limit.name, Language::Indonesian),
        },
        "now": { "minor": most.minor(), "currency": most.currency(), "exponent": most.exponent() },
    })
}

/// She says something, if it is nothing that nobody of the bank may say.
pub(crate) fn say(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    speaker: &str,
    text: &str,
) -> Outcome<u64> {
    let said = bank.decide("an employee's words", |tx| {
        let Some(staff) = staff(bank, tx, speaker)? else { return Ok(Err(nobody())) };
        if let Some(found) = forbidden(text) {
            let what = format!(
                "Kept {}, employee {}, from writing to {}: {}",
                staff.name,
                staff.id,
                customer.first_name(),
                found.code()
            );
            audit::note(tx, bank.now(), Kind::Alert, Some(customer.id), what)?;
            return Ok(Err(unable("forbidden_request", found.code())));
        }
        let mut conversation = desk::conversation(bank, tx, customer.id, named)?;
        Ok(Ok(desk::say(bank, tx, &mut conversation, staff.voice, text.to_owned())?))
    });
    bank.link.wake();
    said
}

/// She asks whether it is the customer. Asked twice, it is the same question.
pub(crate) fn verify(bank: &Bank, (customer, named): (&Customer, Option<Uuid>), speaker: &str) -> Outcome<Operation> {
    bank.decide("an employee's question who it is", |tx| {
        operations::tidy(tx, bank.now())?;
        let Some(staff) = staff(bank, tx, speaker)? else { return Ok(Err(nobody())) };
        let conversation = desk::conversation(bank, tx, customer.id, named)?;
        let token = token_in_use(tx, customer.id)?;
        let pending = tx.pending_operations(token.id)?;
        if let Some(same) = pending.into_iter().find(|operation| is_check(operation, &conversation, &staff)) {
            return Ok(Ok(same));
        }
        let matter = Matter::IdentityCheck(IdentityCheck { employee: staff.named(&conversation) });
        Ok(Ok(offer(bank, tx, (customer, conversation.id), matter, notice::IDENTITY_ASKED)?))
    })
}

/// She proposes something.
pub(crate) fn propose(
    bank: &Bank,
    (customer, named): (&Customer, Option<Uuid>),
    speaker: &str,
    proposal: &Proposal,
) -> Outcome<Operation> {
    bank.decide("an employee's proposal", |tx| {
        operations::tidy(tx, bank.now())?;
        let Some(staff) = staff(bank, tx, speaker)? else { return Ok(Err(nobody())) };
        let conversation = desk::conversation(bank, tx, customer.id, named)?;
        // A freeze is told by the ending that the customer says; the rest shows that she knows the cards.
        let blind = matches!(proposal, Proposal::Freeze { .. });
        if !blind && standing(tx, &conversation, &staff, bank.now())?.until.is_none() {
            return Ok(Err(unable("not_verified", "the customer has not confirmed who it is")));
        }
        let employee = staff.named(&conversation);
        let matter = match proposal {
            Proposal::Freeze { ending } => freeze(tx, customer, employee, ending)?,
            Proposal::Controls { ending, change } => controls(bank, tx, customer, employee, (ending.as_str(), change))?,
            Proposal::Dispute { transaction } => dispute(tx, customer, employee, *transaction)?,
        };
        match matter {
            Ok(matter) => Ok(Ok(offer(bank, tx, (customer, conversation.id), matter, notice::PROPOSED)?)),
            Err(unable) => Ok(Err(unable)),
        }
    })
}

/// Makes the operation, and says in the chat that it waits.
fn offer(
    bank: &Bank,
    tx: &mut dyn Tx,
    (customer, conversation): (&Customer, Uuid),
    matter: Matter,
    code: &str,
) -> Result<Operation, Refusal> {
    let token = token_in_use(tx, customer.id)?;
    let operation = orders::ask(bank, tx, &Asker { customer, token: &token }, matter)?;
    super::tell(bank, tx, customer.id, conversation, code)?;
    Ok(operation)
}

type Made = Result<Result<Matter, Unable>, BankError>;

fn freeze(tx: &mut dyn Tx, customer: &Customer, employee: Employee, ending: &str) -> Made {
    let Some(held) = card(tx, customer, ending)? else { return Ok(Err(no_card())) };
    let (card, ending) = (held.card.card_id, held.card.ending);
    Ok(Ok(Matter::ProposedFreeze(ProposedFreeze { employee, card, ending })))
}

fn controls(
    bank: &Bank,
    tx: &mut dyn Tx,
    customer: &Customer,
    employee: Employee,
    (ending, change): (&str, &Change),
) -> Made {
    let Some(held) = card(tx, customer, ending)? else { return Ok(Err(no_card())) };
    let (before, at) = (&held.card.controls, timestamp(bank.now()));
    let currency = before.per_transaction().ok_or(BankError::Key)?.ceiling;
    let now = currency.with_minor(cards::in_force(before, change, at));
    let raises = || unable("not_proposable", "an employee proposes only what lets less pass");
    let Ok(after) = before.changed(std::slice::from_ref(change), at) else { return Ok(Err(raises())) };
    if before.direction(&after, at).loosens() || !change.tightens(now) {
        return Ok(Err(raises()));
    }
    let change = change.clone();
    let (card, ending) = (held.card.card_id, held.card.ending);
    Ok(Ok(Matter::ProposedControls(ProposedControls { employee, card, ending, change, now })))
}

fn dispute(tx: &mut dyn Tx, customer: &Customer, employee: Employee, transaction: Uuid) -> Made {
    let own = tx.transaction(transaction)?.filter(|(whose, _)| *whose == customer.id).map(|(_, made)| made);
    let Some(made) = own else { return Ok(Err(unable("unknown_payment", "the customer has no such payment"))) };
    let Some(held) = tx.card(made.card_id)? else { return Ok(Err(no_card())) };
    let filed = tx.chat_reports_of(employee.conversation)?;
    let (id, name) = (transaction.to_string(), made.asked.merchant.name());
    let again = filed.iter().any(|filed| filed.kind == "dispute" && filed.body.contains(&id));
    // A phone shows no name that could be taken for another, and no amount that is none.
    let shown = names::check(name).is_ok() && made.asked.amount.minor() > 0;
    if again || !shown || made.state == TransactionState::Declined {
        return Ok(Err(unable("not_proposable", "this payment is disputed already, or cannot be")));
    }
    Ok(Ok(Matter::ProposedDispute(ProposedDispute {
        employee,
        card: made.card_id,
        ending: held.card.ending,
        merchant: name.to_owned(),
        amount: made.asked.amount,
        transaction,
    })))
}

/// A card of the customer's that is not over.
fn card(tx: &mut dyn Tx, customer: &Customer, ending: &str) -> Result<Option<HeldCard>, BankError> {
    Ok(cards::with_ending(tx, customer, ending)?.filter(|held| !held.card.is_over()))
}

/// `None` for whoever has no desk at the bank, or whose badge was taken back.
fn staff(bank: &Bank, tx: &mut dyn Tx, speaker: &str) -> Result<Option<Staff>, BankError> {
    let voice = Voice::parse(speaker);
    let known = voice.and_then(|voice| Some((voice, voice.employee()?, voice.badge_key(&bank.keys)?)));
    let Some((voice, (name, id), key)) = known else { return Ok(None) };
    let gone = tx.revoked_badge_keys()?.iter().any(|(taken, _)| *taken == key.kid);
    Ok((!gone).then_some(Staff { voice, name, id }))
}

fn is_check(operation: &Operation, conversation: &Conversation, staff: &Staff) -> bool {
    let Matter::IdentityCheck(check) = &operation.matter else { return false };
    check.employee.conversation == conversation.id && check.employee.employee_id == staff.id
}

/// Holds for this employee and this conversation, for a quarter of an hour, and not beyond the end of the conversation.
fn standing(tx: &mut dyn Tx, conversation: &Conversation, staff: &Staff, now: i64) -> Result<Standing, BankError> {
    // An operation lives for five minutes before it is answered.
    let recent = tx.operations_since(conversation.customer, now - 2 * HOLDS)?;
    let checks: Vec<_> = recent.iter().filter(|operation| is_check(operation, conversation, staff)).collect();
    let events = tx.chat_events_after(conversation.id, 0)?;
    let last = |codes: &[&str]| {
        let told = events.iter().filter(|event| event.kind == "notice" && codes.contains(&event.text.as_str()));
        told.map(|event| event.seq).max().unwrap_or_default()
    };
    let over = last(&[notice::ENDED, notice::REPORTED]) > last(&[notice::IDENTITY_CONFIRMED]);
    let confirmed = checks.iter().filter(|check| check.state == OpState::Completed);
    let until = confirmed.filter_map(|check| check.settled_at).max().map(|at| at + HOLDS);
    let until = until.filter(|until| *until > now && !over);
    let newest = checks.iter().max_by_key(|check| check.created_at).map(|check| check.state);
    let state = match (until, newest) {
        (Some(_), _) => "verified",
        (None, Some(OpState::Pending)) => "asked",
        (None, Some(OpState::Rejected)) => "declined",
        (None, _) => "not-verified",
    };
    Ok(Standing { state, until })
}

/// What nobody of the bank may write, whatever the reason.
pub(super) fn forbidden(text: &str) -> Option<Finding> {
    let found = safety::scan(Direction::Inbound, text);
    let never = |kind: &Finding| matches!(kind, Finding::AsksSecret | Finding::SafeAccount | Finding::MoneyRequest);
    found.into_iter().map(|finding| finding.kind).find(never)
}

/// Whether the customer wrote what she must never give away.
pub(super) fn holds_a_secret(text: &str) -> bool {
    safety::scan(Direction::Outbound, text).iter().any(|finding| finding.severity == Severity::Block)
}

fn masked(text: &str) -> String {
    safety::mask(text, &safety::scan(Direction::Outbound, text))
}

fn unable(code: &'static str, why: &str) -> Unable {
    Unable { code, why: why.to_owned() }
}

fn nobody() -> Unable {
    unable("unknown_speaker", "nobody of the bank goes by that name")
}

fn no_card() -> Unable {
    unable("unknown_card", "the customer has no such card")
}

//! The card network's side of the bank: what asks to pass, is collected, given up, given back; and what the network declines by itself.

use jiff::{SignedDuration, Timestamp};
use kunci_domain::alerts::PaymentTold;
use kunci_domain::cards::decline::APPROVALS;
use kunci_domain::cards::evaluate::{Authorization, Decision, Spent, evaluate};
use kunci_domain::cards::place::{Channel, Country, Merchant};
use kunci_domain::cards::transaction::{Transaction, TransactionState};
use kunci_domain::money::Money;
use kunci_domain::texts::Language;

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::alerts::{self, Alert};
use crate::audit::{self, Kind};
use crate::bank::Bank;
use crate::clock::timestamp;
use crate::refusal::BankError;
use crate::store::{HeldCard, Tx};
use crate::suspicion;

/// A payment that the network brings.
pub(crate) struct Request {
    pub(crate) asked: Authorization,
    /// As the shop charges it, where that is another currency.
    pub(crate) original: Option<Money>,
    /// The network declines by itself with this code, and the bank is not asked.
    pub(crate) declined_with: Option<String>,
    /// The bank's watch finds it suspicious.
    pub(crate) suspicious: bool,
    /// And only for its country, which is unusual for the customer: a trip explains that.
    pub(crate) unusual_country: bool,
    /// The wallet's token by which it comes, if it comes by one.
    pub(crate) wallet: Option<Uuid>,
    /// Its id at the network, by which it is known when it is asked again; `None`: the bank gives it one.
    pub(crate) id: Option<Uuid>,
}

/// An id that another payment has.
#[derive(Debug)]
pub(crate) struct IdTaken;

impl Request {
    /// Nothing special.
    pub(crate) const fn of(asked: Authorization) -> Self {
        Self {
            asked,
            original: None,
            declined_with: None,
            suspicious: false,
            unusual_country: false,
            wallet: None,
            id: None,
        }
    }
}

/// The bank's answer to a payment that the network may ask again, because the first answer did not reach it: then it is the same, and
/// nothing is done twice.
pub(crate) fn authorise_once(
    bank: &Bank,
    tx: &mut dyn Tx,
    held: HeldCard,
    request: Request,
    now: i64,
) -> Result<Result<Transaction, IdTaken>, BankError> {
    match request.id.map(|id| tx.transaction(id)).transpose()?.flatten() {
        Some((_, made)) if made.card_id == held.card.card_id && made.asked == request.asked => Ok(Ok(made)),
        Some(_) => Ok(Err(IdTaken)),
        None => authorise(bank, tx, held, request, now).map(Ok),
    }
}

/// The bank's decision, written down. Declined ones count in the card's sequence as well.
pub(crate) fn authorise(
    bank: &Bank,
    tx: &mut dyn Tx,
    mut held: HeldCard,
    request: Request,
    now: i64,
) -> Result<Transaction, BankError> {
    let Request { asked, original, declined_with, suspicious, unusual_country, wallet, id } = request;
    let unexplained = unusual_country && !held.card.controls.is_travelling(asked.country, timestamp(now));
    let suspicious = suspicious || unexplained;
    let (decision, code, suspected) = match declined_with {
        Some(code) => (None, code, false),
        None => {
            let mut decision = decide(tx, &held, &asked, timestamp(now))?;
            if let Some((_, token)) = wallet.map(|id| tx.wallet_token(id)).transpose()?.flatten() {
                decision = decision.through(&token);
            }
            let code = decision.declined_by().next().map_or("00", |rule| rule.network_code()).to_owned();
            // What the rules decline needs no watch.
            let suspected = suspicious && decision.approved && !suspicion::is_vouched_for(tx, &held, &asked, now)?;
            if suspected { (None, suspicion::CODE.to_owned(), true) } else { (Some(decision), code, false) }
        }
    };
    held.sequence += 1;
    tx.update_card(&held)?;
    let approved = decision.as_ref().is_some_and(|decision| decision.approved);
    let zero = asked.amount.with_minor(0);
    let transaction = Transaction {
        transaction_id: id.map_or_else(|| bank.entropy.id(now), Ok)?,
        card_id: held.card.card_id,
        at: timestamp(now),
        original,
        state: if approved { TransactionState::Pending } else { TransactionState::Declined },
        charged: if approved { asked.amount } else { zero },
        refunded: zero,
        settled_at: None,
        code,
        decision,
        asked,
    };
    tx.insert_transaction(held.customer, &transaction)?;
    audit::note(tx, now, Kind::Notice, Some(held.customer), told(&held, &transaction, suspected))?;
    bank.link.paid(held.customer);
    if suspected {
        // The question tells of the payment already.
        suspicion::ask(bank, tx, held, &transaction, now)?;
    } else if held.card.controls.told_of(&transaction.asked, approved).is_some() {
        tell(tx, &held, &transaction, approved, now)?;
    }
    Ok(transaction)
}

/// Tells the customer who asked for that, once for each payment however many thresholds it meets.
fn tell(tx: &mut dyn Tx, held: &HeldCard, made: &Transaction, approved: bool, now: i64) -> Result<(), BankError> {
    let customer = tx.customer(held.customer)?.ok_or(BankError::Key)?;
    let payment = PaymentTold {
        ending: held.card.ending.clone(),
        amount: made.asked.amount,
        merchant: made.asked.merchant.name().to_owned(),
    };
    let alert = if approved { Alert::CardPayment(payment) } else { Alert::CardPaymentDeclined(payment) };
    alerts::tell(tx, now, &customer, alert)
}

/// The same decision, and nothing is written.
pub(crate) fn decide(
    tx: &mut dyn Tx,
    held: &HeldCard,
    asked: &Authorization,
    now: Timestamp,
) -> Result<Decision, BankError> {
    let spent = spent(tx, held, now)?;
    Ok(evaluate(&held.card, &spent, asked, now))
}

/// What passed with the card and with those that it replaced, as far back as any of its limits looks.
fn spent(tx: &mut dyn Tx, held: &HeldCard, now: Timestamp) -> Result<Vec<Spent>, BankError> {
    let stretches = held.card.controls.limits.iter().filter_map(|limit| limit.window.stretch(now));
    let Some(since) = stretches.map(|stretch| stretch.from).min() else { return Ok(Vec::new()) };
    // A window in one zone may begin a little before the same one in another; a day more is read, and the rules count exactly.
    let since = since.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN).as_millisecond();
    Ok(past(tx, held, since)?.iter().map(Transaction::spent).collect())
}

/// Every payment since then with the card and with those that it replaced.
pub(crate) fn past(tx: &mut dyn Tx, held: &HeldCard, since: i64) -> Result<Vec<Transaction>, BankError> {
    let mut past = tx.transactions_of_card(held.card.card_id, since)?;
    let mut replaced = held.card.replaces;
    while let Some(id) = replaced {
        past.extend(tx.transactions_of_card(id, since)?);
        replaced = tx.card(id)?.and_then(|held| held.card.replaces);
    }
    Ok(past)
}

fn told(held: &HeldCard, made: &Transaction, suspected: bool) -> String {
    let (amount, merchant) = (made.asked.amount.display(Language::English), made.asked.merchant.name());
    let ending = &held.card.ending;
    match &made.decision {
        Some(decision) if decision.approved => {
            format!("Approved a payment of {amount} at {merchant} with the card ending in {ending}")
        }
        Some(decision) => {
            let rules: Vec<_> = decision.declined_by().map(|rule| rule.code()).collect();
            format!(
                "Declined a payment of {amount} at {merchant} with the card ending in {ending}: {}",
                rules.join(", ")
            )
        }
        None if suspected => {
            format!("Held a payment of {amount} at {merchant} with the card ending in {ending}: code {}", made.code)
        }
        None => {
            let code = &made.code;
            format!(
                "The network declined a payment of {amount} at {merchant} with the card ending in {ending}: code {code}"
            )
        }
    }
}

/// A code by which the network may decline: two or so letters or digits, and not one that approves.
pub(crate) fn is_decline(code: &str) -> bool {
    (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !APPROVALS.contains(&code)
}

/// A merchant of this name; the network's id is made from it.
pub(crate) fn merchant(name: &str) -> Option<Merchant> {
    let letters = name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
    let id: String = "M-".chars().chain(letters.take(20)).collect();
    Merchant::new(&id, name).ok()
}

/// A payment on the internet, in the card's own country, at a shop of no special kind.
pub(crate) fn online(name: &str, amount: Money) -> Result<Authorization, BankError> {
    let short: String = name.nfc().take(60).collect();
    let merchant = merchant(short.trim()).ok_or(BankError::Key)?;
    Ok(Authorization { amount, channel: Channel::Online, country: Country::INDONESIA, category: 5999, merchant })
}

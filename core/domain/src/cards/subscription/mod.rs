//! Subscriptions among a customer's payments (CARD-1): who charges again and again, how much, when next, and whether the price has changed.
//!
//! Two things speak for one: the merchant told the network that it charges by itself (the channel `recurring`), or payments without the
//! card come in a rhythm at one price. The second is a guess, so it asks for more: four charges at least (six weekly ones), one price with at
//! most one change, and hardly any other payment by hand to that merchant. Payments with the card at hand are never a subscription: somebody
//! stood there.

mod rhythm;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::named::named;
use super::place::{Channel, Country, Merchant};
use super::spending::{SpendingError, SpendingGroup, stands};
use super::transaction::{Transaction, TransactionState};
use crate::money::Money;

named! {
    /// How often a subscription is charged.
    Cadence {
        /// Every seven days.
        Weekly = "weekly",
        /// On the same day of each month, or every thirty days.
        Monthly = "monthly",
        /// On the same day of each year.
        Yearly = "yearly",
    }
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Which card is charged.
    pub card_id: Uuid,
    /// By whom.
    pub merchant: Merchant,
    /// The merchant's country at the last charge.
    pub country: Country,
    /// ISO 18245 code of the merchant at the last charge.
    pub category: u16,
    /// The merchant told the network that it charges by itself; else the rhythm alone speaks for it.
    pub flagged: bool,
    /// How often; `None` while no rhythm is seen.
    pub cadence: Option<Cadence>,
    /// What was charged last, in the card's currency.
    pub last: Money,
    /// When.
    pub last_at: Timestamp,
    /// The day on which the next charge is expected, in the customer's zone.
    pub next: Option<Date>,
    /// The first charge that is known of.
    pub since: Timestamp,
    /// How many charges are known of.
    pub charges: usize,
    /// All of the last twelve months, less what came back.
    pub year: Money,
    /// What it cost before, if the price has changed.
    pub before: Option<Money>,
    /// Nothing was charged although it was time: it may have ended.
    pub ended: bool,
    /// When the merchant last asked in vain after the last charge.
    pub declined_at: Option<Timestamp>,
}

/// A charge, seen by its day and price.
#[derive(Debug, Clone, Copy)]
struct Charge<'a> {
    day: Date,
    made: &'a Transaction,
}

impl Charge<'_> {
    fn flagged(&self) -> bool {
        self.made.asked.channel == Channel::Recurring
    }

    /// How far two prices are apart, in thousandths of the larger. A price in another currency is compared as the shop charged it: the rate
    /// is not the merchant's doing.
    fn apart(&self, other: &Self) -> u32 {
        let (mine, theirs) = match (self.made.original, other.made.original) {
            (Some(mine), Some(theirs)) if mine.currency() == theirs.currency() => (mine, theirs),
            _ => (self.made.charged, other.made.charged),
        };
        let (mine, theirs) = (i128::from(mine.minor()), i128::from(theirs.minor()));
        let apart = (mine - theirs).abs() * 1000 / mine.max(theirs).max(1);
        u32::try_from(apart).unwrap_or(u32::MAX)
    }

    /// A tax that was rounded otherwise makes no other price.
    fn same_price(&self, other: &Self) -> bool {
        self.apart(other) <= 10
    }
}

/// Finds them: the running ones by the next charge, then those that may have ended. `made`: all payments known of, in any order, each with
/// the card that is charged in its place now, if it was replaced.
///
/// # Errors
/// [`SpendingError`].
pub fn find(made: &[Transaction], zone: &TimeZone, now: Timestamp) -> Result<Vec<Subscription>, SpendingError> {
    let today = now.to_zoned(zone.clone()).date();
    let mut found = Vec::new();
    for ((card_id, merchant, _), charges) in &by_merchant(made, zone) {
        let mut open = charges.clone();
        for cadence in [Cadence::Weekly, Cadence::Monthly, Cadence::Yearly] {
            for stream in rhythm::streams(cadence, &open) {
                if rhythm::convinces(cadence, &stream, charges) {
                    open.retain(|one| !stream.iter().any(|taken| std::ptr::eq(taken.made, one.made)));
                    found.push(told(Some(cadence), &stream, today)?);
                }
            }
        }
        // The merchant says that it charges by itself, and no rhythm is seen: one subscription without one.
        let rest: Vec<_> = open.into_iter().filter(Charge::flagged).collect();
        if !rest.is_empty() {
            found.push(told(None, &rest, today)?);
        }
        let declined = made.iter().filter(|one| {
            one.state == TransactionState::Declined
                && one.asked.channel == Channel::Recurring
                && one.card_id == *card_id
                && one.asked.merchant.id() == *merchant
        });
        let declined: Vec<Timestamp> = declined.map(|one| one.at).collect();
        for one in found.iter_mut().filter(|one| one.card_id == *card_id && one.merchant.id() == *merchant) {
            one.declined_at = declined.iter().copied().filter(|at| *at > one.last_at).max();
        }
    }
    found.sort_by(|one, other| {
        let key = |it: &Subscription| (it.ended, it.next.is_none(), it.next, std::cmp::Reverse(it.last_at));
        key(one).cmp(&key(other)).then_with(|| one.merchant.cmp(&other.merchant))
    });
    Ok(found)
}

/// By card, merchant and currency, the oldest first.
fn by_merchant<'a>(
    made: &'a [Transaction],
    zone: &TimeZone,
) -> BTreeMap<(Uuid, &'a str, &'static str), Vec<Charge<'a>>> {
    let mut all: BTreeMap<_, Vec<Charge<'a>>> = BTreeMap::new();
    for one in made.iter().filter(|one| could_be(one)) {
        let key = (one.card_id, one.asked.merchant.id(), one.charged.currency());
        all.entry(key).or_default().push(Charge { day: one.at.to_zoned(zone.clone()).date(), made: one });
    }
    for charges in all.values_mut() {
        charges.sort_by_key(|charge| (charge.made.at, charge.made.transaction_id));
    }
    all
}

/// It passed, and without the card at hand.
fn could_be(made: &Transaction) -> bool {
    let passed = match made.state {
        TransactionState::Declined | TransactionState::Reversed => false,
        TransactionState::Pending | TransactionState::Settled | TransactionState::Refunded => made.charged.minor() > 0,
    };
    let from_afar = matches!(made.asked.channel, Channel::Online | Channel::MailPhone | Channel::Recurring);
    passed && from_afar && SpendingGroup::of(&made.asked) != SpendingGroup::Cash
}

/// `stream`: the oldest first, at least one.
fn told(cadence: Option<Cadence>, stream: &[Charge<'_>], today: Date) -> Result<Subscription, SpendingError> {
    let (Some(first), Some(last)) = (stream.first(), stream.last()) else { return Err(SpendingError::Contradiction) };
    let next = cadence.and_then(|cadence| rhythm::next(cadence, stream));
    let late = |(next, cadence): (Date, Cadence)| {
        next.checked_add(rhythm::tolerance(cadence).days()).is_ok_and(|latest| today > latest)
    };
    let year_ago = today.checked_sub(1.year()).map_err(|_| SpendingError::Calendar)?;
    let mut year = last.made.charged.with_minor(0);
    for charge in stream.iter().filter(|charge| charge.day > year_ago) {
        if let Some(left) = stands(charge.made)? {
            year = year.plus(left).map_err(|_| SpendingError::Overflow)?;
        }
    }
    Ok(Subscription {
        card_id: last.made.card_id,
        merchant: last.made.asked.merchant.clone(),
        country: last.made.asked.country,
        category: last.made.asked.category,
        flagged: stream.iter().any(Charge::flagged),
        cadence,
        last: last.made.charged,
        last_at: last.made.at,
        next,
        since: first.made.at,
        charges: stream.len(),
        year,
        before: former_price(stream),
        ended: next.zip(cadence).is_some_and(late),
        declined_at: None,
    })
}

/// The price before the present one. A bill that differs each time has none.
fn former_price(stream: &[Charge<'_>]) -> Option<Money> {
    let mut newest = stream.iter().rev();
    let last = newest.next()?;
    let former = newest.find(|charge| !charge.same_price(last))?;
    // It was a price, and not one bill among others.
    newest.next().is_some_and(|earlier| earlier.same_price(former)).then_some(former.made.charged)
}

#[cfg(test)]
mod tests;

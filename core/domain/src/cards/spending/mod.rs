//! Where the money went (CARD-1): payments by month and kind of merchant, with each one's share and the change against the month before.
//!
//! What counts is what stands: reserved or collected, less what came back. A refund is taken off in the month of its payment, which is the
//! month in which the customer looks for it. What was declined or given up counts nowhere. Cash is a group of its own, whatever the kind
//! of the machine's owner. Amounts of two currencies never meet: each has a total and shares of its own.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::category::{CategoryGroup, category};
use super::evaluate::Authorization;
use super::place::Channel;
use super::transaction::{Transaction, TransactionState};
use crate::money::Money;

/// Kinds of merchants that hand out cash, at a counter and by machine (ISO 18245).
const CASH: std::ops::RangeInclusive<u16> = 6010..=6011;

/// Where a payment belongs in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("pattern" = "^[a-z]+(-[a-z]+)*$")))]
#[serde(try_from = "String", into = "String")]
pub enum SpendingGroup {
    /// Cash, from a machine or at a counter.
    Cash,
    /// Everything else, by the kind of merchant.
    Kind(CategoryGroup),
}

/// No group has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a group of payments")]
pub struct UnknownGroup;

impl SpendingGroup {
    const CASH: &'static str = "cash";

    /// Of a payment as it was asked for.
    #[must_use]
    pub fn of(asked: &Authorization) -> Self {
        let by_hand = matches!(asked.channel, Channel::Atm | Channel::CashAdvance);
        if by_hand || CASH.contains(&asked.category) { Self::Cash } else { Self::Kind(category(asked.category).group) }
    }

    /// As it travels, and in the keys of its texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cash => Self::CASH,
            Self::Kind(group) => group.name(),
        }
    }

    /// Reads what [`Self::name`] says.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == Self::CASH { Some(Self::Cash) } else { CategoryGroup::parse(text).map(Self::Kind) }
    }
}

impl TryFrom<String> for SpendingGroup {
    type Error = UnknownGroup;

    fn try_from(text: String) -> Result<Self, UnknownGroup> {
        Self::parse(&text).ok_or(UnknownGroup)
    }
}

impl From<SpendingGroup> for String {
    fn from(group: SpendingGroup) -> Self {
        group.name().to_owned()
    }
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpendingError {
    /// A payment whose amounts contradict each other: more came back than was charged, or in another currency.
    #[error("the amounts of a payment contradict each other")]
    Contradiction,
    /// More than 64 bits hold.
    #[error("a sum is too large")]
    Overflow,
    /// A moment that no calendar has.
    #[error("a moment is outside the calendar")]
    Calendar,
}

/// A calendar month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Its first moment …
    pub from: Timestamp,
    /// … and the first one after it.
    pub until: Timestamp,
    /// It is not over yet: it is compared with as much of the month before.
    pub running: bool,
    /// One for each currency, by its letters; none if nothing was paid.
    pub totals: Vec<Total>,
}

/// All payments of a month in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// More than zero.
    pub amount: Money,
    /// Against the month before; `None` if there is none to compare with.
    pub change: Option<Change>,
    /// The largest first.
    pub shares: Vec<Share>,
}

/// A group's part in a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Which.
    pub group: SpendingGroup,
    /// More than zero.
    pub amount: Money,
    /// Of the total; all of a total make 100.
    pub percent: u8,
    /// Against the month before; `None` if there is none to compare with.
    pub change: Option<Change>,
}

/// Which way an amount went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// More than before.
    More,
    /// Less than before.
    Less,
    /// As much as before.
    Same,
    /// There was nothing before.
    New,
}

impl Change {
    /// In the keys of its texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
            Self::New => "new",
        }
    }

    fn between(before: Option<Money>, now: Money) -> Self {
        match before.map(|before| now.minor().cmp(&before.minor())) {
            None => Self::New,
            Some(Ordering::Greater) => Self::More,
            Some(Ordering::Less) => Self::Less,
            Some(Ordering::Equal) => Self::Same,
        }
    }
}

/// What stands of a payment, more than zero; `None` if nothing does.
///
/// # Errors
/// [`SpendingError::Contradiction`].
pub fn stands(made: &Transaction) -> Result<Option<Money>, SpendingError> {
    match made.state {
        TransactionState::Declined | TransactionState::Reversed => Ok(None),
        TransactionState::Pending | TransactionState::Settled | TransactionState::Refunded => {
            let left = made.charged.minus(made.refunded).map_err(|_| SpendingError::Contradiction)?;
            match left.minor().cmp(&0) {
                Ordering::Less => Err(SpendingError::Contradiction),
                Ordering::Equal => Ok(None),
                Ordering::Greater => Ok(Some(left)),
            }
        }
    }
}

/// The first moment of the month that lies so many months before the one of `now`.
///
/// # Errors
/// [`SpendingError::Calendar`].
pub fn months_back(now: Timestamp, zone: &TimeZone, months: i64) -> Result<Timestamp, SpendingError> {
    let first = now.to_zoned(zone.clone()).date().first_of_month();
    start(first.checked_sub(months.months()).map_err(|_| SpendingError::Calendar)?, zone)
}

/// The months, newest first: from the first one in which something was paid up to now, those without payments among them. `since`: all
/// payments from then on are in `made`; a month that began before then is not told, for it may lack some.
///
/// # Errors
/// [`SpendingError`].
pub fn months(
    made: &[Transaction],
    zone: &TimeZone,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<Month>, SpendingError> {
    let mut paid = Vec::new();
    for one in made {
        if let Some(left) = stands(one)? {
            paid.push(Paid { at: one.at, group: SpendingGroup::of(&one.asked), left });
        }
    }
    let Some(oldest) = paid.iter().map(|one| one.at).min() else { return Ok(Vec::new()) };
    // A payment may be a little ahead of the phone's idea of the bank's time.
    let newest = paid.iter().map(|one| one.at).max().unwrap_or(now).max(now);
    let last = newest.to_zoned(zone.clone()).date().first_of_month();
    let mut first = oldest.to_zoned(zone.clone()).date().first_of_month();
    let mut months: Vec<Month> = Vec::new();
    while first <= last {
        let next = first.checked_add(1.month()).map_err(|_| SpendingError::Calendar)?;
        let (from, until) = (start(first, zone)?, start(next, zone)?);
        if from >= since {
            let running = now < until;
            let before = months.last().map(|before| (before.from, comparable(before, from, running.then_some(now))));
            let before = before.map(|(from, until)| sums(&paid, from, until)).transpose()?;
            let totals = sums(&paid, from, until)?.into_iter();
            let totals = totals.map(|(currency, groups)| total(groups, before.as_ref(), currency));
            let totals = totals.collect::<Result<Vec<_>, _>>()?;
            months.push(Month { first, from, until, running, totals });
        }
        first = next;
    }
    months.reverse();
    Ok(months)
}

struct Paid {
    at: Timestamp,
    group: SpendingGroup,
    left: Money,
}

/// By currency and group.
type Sums = BTreeMap<&'static str, BTreeMap<SpendingGroup, Money>>;

fn start(first: Date, zone: &TimeZone) -> Result<Timestamp, SpendingError> {
    // Where clocks are put forward at midnight, the day begins when they have been.
    let day = first.to_zoned(zone.clone()).and_then(|midnight| midnight.start_of_day());
    day.map(|day| day.timestamp()).map_err(|_| SpendingError::Calendar)
}

/// Until when the month before is looked at: all of it, or as long as the running one has lasted.
fn comparable(before: &Month, from: Timestamp, now: Option<Timestamp>) -> Timestamp {
    let Some(now) = now else { return before.until };
    let as_long = before.from.checked_add(now.duration_since(from)).unwrap_or(before.until);
    as_long.min(before.until)
}

fn sums(paid: &[Paid], from: Timestamp, until: Timestamp) -> Result<Sums, SpendingError> {
    let mut sums = Sums::new();
    for one in paid.iter().filter(|one| from <= one.at && one.at < until) {
        let groups = sums.entry(one.left.currency()).or_default();
        let sum = groups.entry(one.group).or_insert_with(|| one.left.with_minor(0));
        *sum = sum.plus(one.left).map_err(|_| SpendingError::Overflow)?;
    }
    Ok(sums)
}

fn total(
    groups: BTreeMap<SpendingGroup, Money>,
    before: Option<&Sums>,
    currency: &'static str,
) -> Result<Total, SpendingError> {
    let then = before.map(|sums| sums.get(currency));
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(group, amount)| (std::cmp::Reverse(amount.minor()), *group));
    let amounts: Vec<Money> = groups.iter().map(|(_, amount)| *amount).collect();
    let amount = all(&amounts)?.ok_or(SpendingError::Overflow)?;
    let former = match then.flatten() {
        Some(groups) => all(&groups.values().copied().collect::<Vec<_>>())?,
        None => None,
    };
    let shares = groups.into_iter().zip(percents(&amounts)).map(|((group, amount), percent)| {
        let change = then.map(|then| Change::between(then.and_then(|groups| groups.get(&group).copied()), amount));
        Share { group, amount, percent, change }
    });
    Ok(Total { amount, change: then.map(|_| Change::between(former, amount)), shares: shares.collect() })
}

fn all(amounts: &[Money]) -> Result<Option<Money>, SpendingError> {
    let mut sum: Option<Money> = None;
    for amount in amounts {
        let more = sum.map_or(Ok(*amount), |sum| sum.plus(*amount));
        sum = Some(more.map_err(|_| SpendingError::Overflow)?);
    }
    Ok(sum)
}

/// Whole percents that make 100 together: each is rounded down, and what is missing goes to those that lost most by it (largest
/// remainder). `amounts` are positive and of one currency; of equal remainders the earlier wins.
fn percents(amounts: &[Money]) -> Vec<u8> {
    let minor = |amount: &Money| i128::from(amount.minor().max(0));
    let sum: i128 = amounts.iter().map(minor).sum();
    if sum == 0 {
        return vec![0; amounts.len()];
    }
    let mut parts: Vec<_> =
        amounts.iter().map(|amount| (minor(amount) * 100 / sum, minor(amount) * 100 % sum)).collect();
    let missing = 100 - parts.iter().map(|(whole, _)| whole).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(parts.get(*index).map(|(_, rest)| *rest)));
    for index in order.into_iter().take(usize::try_from(missing).unwrap_or_default()) {
        if let Some((whole, _)) = parts.get_mut(index) {
            *whole += 1;
        }
    }
    parts.into_iter().map(|(whole, _)| u8::try_from(whole).unwrap_or(100)).collect()
}

#[cfg(test)]
mod tests;

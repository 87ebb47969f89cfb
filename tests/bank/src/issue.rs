//! What the bank's cards can be limited to: the names, windows and ceilings are its own choice.

use std::collections::{BTreeMap, BTreeSet};

use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::limit::{Filter, Limit};
use kunci_domain::cards::place::{Channel, Country, Place};
use kunci_domain::cards::window::{Window, Zone};
use kunci_domain::cards::{CardKind, PER_TRANSACTION};
use kunci_domain::money::Money;

use crate::holdings::rupiah;
use crate::refusal::BankError;

/// The bank's days and months.
const ZONE: &str = "Asia/Jakarta";

/// How long a raised limit cools off.
pub(crate) const COOLING_OFF_SECONDS: u32 = 12 * 3600;

/// Contactless payments without a PIN stay under this, in rupiah; of cards in another currency under a tenth of their ceiling.
const CONTACTLESS: i64 = 1_000_000;

/// The most for one payment with a virtual card, in each currency in which the bank has such cards: its own choice.
const VIRTUAL_MOST: [(&str, u8, i64); 4] =
    [("IDR", 2, 500_000_000), ("USD", 2, 50_000), ("JPY", 0, 50_000), ("KWD", 3, 150_000)];

/// The most for one payment with a virtual card in this currency; `None`: the bank has none in it.
pub(crate) fn virtual_most(currency: &str) -> Option<Money> {
    let (code, exponent, minor) = VIRTUAL_MOST.into_iter().find(|(code, ..)| *code == currency)?;
    Money::new(minor, code, exponent).ok()
}

/// The controls of a new card; `ceiling`: the most for one payment.
pub(crate) fn controls(ceiling: Money) -> Result<Controls, BankError> {
    let zone = || Zone::new(ZONE).map_err(|_| BankError::Key);
    let of = |channels: &[Channel]| Filter { channels: channels.to_vec(), place: None };
    let abroad = Filter { channels: Vec::new(), place: Some(Place::Abroad) };
    let limit = |name: &str, filter: Filter, window: Window, most: i64| -> Result<Limit, BankError> {
        Ok(Limit {
            name: name.to_owned(),
            filter,
            window,
            ceiling: ceiling.with_minor(most),
            value: None,
            schedule: Vec::new(),
        })
    };
    let times = |factor: i64| ceiling.minor().checked_mul(factor).ok_or(BankError::Key);
    let once = ceiling.minor();
    let contactless = if ceiling.currency() == "IDR" { rupiah(CONTACTLESS)?.minor() } else { once / 10 };
    let online = of(&[Channel::Online, Channel::MailPhone, Channel::Recurring]);
    let cash = of(&[Channel::Atm, Channel::CashAdvance]);
    Ok(Controls {
        home: Country::INDONESIA,
        cooling_off_seconds: COOLING_OFF_SECONDS,
        limits: vec![
            limit(PER_TRANSACTION, Filter::default(), Window::Transaction, once)?,
            limit("day", Filter::default(), Window::Day { zone: zone()? }, times(2)?)?,
            limit("month", Filter::default(), Window::Month { zone: zone()? }, times(20)?)?,
            limit("online-day", online, Window::Day { zone: zone()? }, once)?,
            limit("contactless-transaction", of(&[Channel::Contactless]), Window::Transaction, contactless)?,
            limit("atm-day", cash, Window::Day { zone: zone()? }, once)?,
            limit("abroad-day", abroad, Window::Day { zone: zone()? }, once)?,
        ],
        off: BTreeSet::new(),
        blocked_categories: BTreeSet::new(),
        blocked_countries: BTreeSet::new(),
        blocked_merchants: BTreeMap::new(),
        alerts: BTreeMap::new(),
        trips: BTreeSet::new(),
    })
}

/// Those of a new virtual card: without the limits of what needs plastic.
pub(crate) fn virtual_controls(ceiling: Money) -> Result<Controls, BankError> {
    let mut controls = controls(ceiling)?;
    let can_count = |channel: &Channel| CardKind::Virtual.takes(*channel);
    controls.limits.retain(|limit| limit.filter.channels.is_empty() || limit.filter.channels.iter().any(can_count));
    Ok(controls)
}

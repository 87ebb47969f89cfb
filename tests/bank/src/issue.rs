//! What the bank's cards can be limited to: the names, windows and ceilings are its own choice.

use std::collections::{BTreeMap, BTreeSet};

use kunci_domain::cards::controls::Controls;
use kunci_domain::cards::limit::{Filter, Limit};
use kunci_domain::cards::place::{Channel, Country, Place};
use kunci_domain::cards::window::{Window, Zone};
use kunci_domain::cards::{CardKind, PER_TRANSACTION};

use crate::holdings::rupiah;
use crate::refusal::BankError;

/// The bank's days and months.
const ZONE: &str = "Asia/Jakarta";

/// How long a raised limit cools off.
pub(crate) const COOLING_OFF_SECONDS: u32 = 12 * 3600;

/// Contactless payments without a PIN stay under this, in rupiah.
const CONTACTLESS: i64 = 1_000_000;

/// The controls of a new card; `ceiling`: the most for one payment, in rupiah.
pub(crate) fn controls(ceiling: i64) -> Result<Controls, BankError> {
    let zone = || Zone::new(ZONE).map_err(|_| BankError::Key);
    let of = |channels: &[Channel]| Filter { channels: channels.to_vec(), place: None };
    let abroad = Filter { channels: Vec::new(), place: Some(Place::Abroad) };
    let limit = |name: &str, filter: Filter, window: Window, ceiling: i64| -> Result<Limit, BankError> {
        Ok(Limit {
            name: name.to_owned(),
            filter,
            window,
            ceiling: rupiah(ceiling)?,
            value: None,
            schedule: Vec::new(),
        })
    };
    let online = of(&[Channel::Online, Channel::MailPhone, Channel::Recurring]);
    let cash = of(&[Channel::Atm, Channel::CashAdvance]);
    Ok(Controls {
        home: Country::INDONESIA,
        cooling_off_seconds: COOLING_OFF_SECONDS,
        limits: vec![
            limit(PER_TRANSACTION, Filter::default(), Window::Transaction, ceiling)?,
            limit("day", Filter::default(), Window::Day { zone: zone()? }, 2 * ceiling)?,
            limit("month", Filter::default(), Window::Month { zone: zone()? }, 20 * ceiling)?,
            limit("online-day", online, Window::Day { zone: zone()? }, ceiling)?,
            limit("contactless-transaction", of(&[Channel::Contactless]), Window::Transaction, CONTACTLESS)?,
            limit("atm-day", cash, Window::Day { zone: zone()? }, ceiling)?,
            limit("abroad-day", abroad, Window::Day { zone: zone()? }, ceiling)?,
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
pub(crate) fn virtual_controls(ceiling: i64) -> Result<Controls, BankError> {
    let mut controls = controls(ceiling)?;
    let can_count = |channel: &Channel| CardKind::Virtual.takes(*channel);
    controls.limits.retain(|limit| limit.filter.channels.is_empty() || limit.filter.channels.iter().any(can_count));
    Ok(controls)
}

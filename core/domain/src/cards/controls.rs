//! Everything on a card that a customer can set: limits, channels, what is blocked, and of what to be told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::category::CategoryGroup;
use super::limit::Limit;
use super::place::{Channel, Country, Merchant, Place};
use super::trip::Trip;
use super::watch::Thresholds;
use super::{Direction, PER_TRANSACTION};

/// A card's controls. Each is absent where nothing is restricted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Controls {
    /// Where "abroad" begins.
    pub home: Country,
    /// How long a raised limit cools off, the bank's choice.
    pub cooling_off_seconds: u32,
    /// The limits that the bank offers, each once.
    pub limits: Vec<Limit>,
    /// What is switched off.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub off: BTreeSet<Switch>,
    /// Kinds of merchants that get nothing.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub blocked_categories: BTreeSet<CategoryGroup>,
    /// Countries in which nothing passes.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub blocked_countries: BTreeSet<Country>,
    /// Merchants that get nothing, by the network's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blocked_merchants: BTreeMap<String, Merchant>,
    /// Of which payments the customer wants to be told. Declines nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alerts: Thresholds,
    /// Where the customer travels, and when. Lets nothing pass that anything else here stops.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub trips: BTreeSet<Trip>,
}

/// A channel, at home or abroad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Which way payments come in.
    pub channel: Channel,
    /// And where.
    pub place: Place,
}

impl Switch {
    /// Every one.
    pub fn all() -> impl Iterator<Item = Self> {
        Channel::ALL.iter().flat_map(|channel| Place::ALL.iter().map(|place| Self { channel: *channel, place: *place }))
    }
}

impl Controls {
    /// Where a payment in this country is.
    #[must_use]
    pub fn place(&self, country: Country) -> Place {
        if country == self.home { Place::Domestic } else { Place::Abroad }
    }

    /// A limit by its name.
    #[must_use]
    pub fn limit(&self, name: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| limit.name == name)
    }

    /// The limit for one payment.
    #[must_use]
    pub fn per_transaction(&self) -> Option<&Limit> {
        self.limit(PER_TRANSACTION)
    }

    /// Which way it goes from these controls to others of the same card.
    #[must_use]
    pub fn direction(&self, new: &Self, now: Timestamp) -> Direction {
        let limits = new.limits.iter().filter_map(|limit| Some(self.limit(&limit.name)?.direction(limit, now)));
        let blocked: BTreeSet<_> = self.blocked_merchants.keys().collect();
        let blocks: BTreeSet<_> = new.blocked_merchants.keys().collect();
        let sets = [
            of_sets(&self.off, &new.off),
            of_sets(&self.blocked_categories, &new.blocked_categories),
            of_sets(&self.blocked_countries, &new.blocked_countries),
            of_sets(&blocked, &blocks),
            self.direction_of_alerts(new),
            self.direction_of_trips(new, now),
        ];
        limits.chain(sets).fold(Direction::Unchanged, Direction::and)
    }
}

/// More that is forbidden is less that passes.
fn of_sets<T: Ord>(old: &BTreeSet<T>, new: &BTreeSet<T>) -> Direction {
    match (old.is_subset(new), new.is_subset(old)) {
        (true, true) => Direction::Unchanged,
        (true, false) => Direction::Tighten,
        (false, true) => Direction::Loosen,
        (false, false) => Direction::Mixed,
    }
}

//! What a customer changes on a card: as it travels, as it stands in the bytes that the token approves, and what comes of it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::category::CategoryGroup;
use super::controls::{Controls, Switch};
use super::limit::Cap;
use super::place::{Channel, Country, Merchant, Place};
use super::trip::{Trip, TripFault};
use super::watch::{Threshold, Watched};
use super::{Direction, LimitError};
use crate::money::Money;

/// Most changes at a time.
pub const MOST_CHANGES: usize = 16;

/// One change. What it does not name stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "what", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Another value for a limit.
    Limit {
        /// Which.
        limit: String,
        /// The value; `None`: the bank's ceiling alone.
        value: Option<Cap>,
        /// In force before then, and the former value again afterwards; `None`: for good.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
    /// A channel on or off.
    Channel {
        /// Which.
        channel: Channel,
        /// Where.
        place: Place,
        /// On?
        on: bool,
    },
    /// A kind of merchants.
    Category {
        /// Which.
        group: CategoryGroup,
        /// Blocked?
        blocked: bool,
    },
    /// A country.
    Country {
        /// Which.
        country: Country,
        /// Blocked?
        blocked: bool,
    },
    /// One merchant.
    Merchant {
        /// Which.
        merchant: Merchant,
        /// Blocked?
        blocked: bool,
    },
    /// Of which payments the customer is told.
    Alert {
        /// Which.
        of: Watched,
        /// From which amount on; `None`: not any more.
        threshold: Option<Threshold>,
    },
    /// A trip.
    Trip {
        /// Which.
        trip: Trip,
        /// Taken, or taken back?
        on: bool,
    },
}

/// Why changes are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// None, or too many at a time.
    #[error("no change, or more than sixteen")]
    Count,
    /// The card has no limit of that name.
    #[error("the card has no such limit")]
    UnknownLimit,
    /// The value cannot be.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// The trip is not taken.
    #[error(transparent)]
    Trip(#[from] TripFault),
}

impl Controls {
    /// These controls after the changes, one after the other. Pure: whoever may make them is asked elsewhere.
    ///
    /// # Errors
    /// [`ChangeError`]; then nothing is changed.
    pub fn changed(&self, changes: &[Change], now: Timestamp) -> Result<Self, ChangeError> {
        if changes.is_empty() || changes.len() > MOST_CHANGES {
            return Err(ChangeError::Count);
        }
        let mut new = self.clone();
        new.trips.retain(|trip| !trip.is_over(now));
        for change in changes {
            new.make(change, now)?;
        }
        Ok(new)
    }

    fn make(&mut self, change: &Change, now: Timestamp) -> Result<(), ChangeError> {
        let cooling = SignedDuration::from_secs(i64::from(self.cooling_off_seconds));
        match change {
            Change::Limit { limit, value, until } => {
                let found = self.limits.iter_mut().find(|known| known.name == *limit);
                let found = found.ok_or(ChangeError::UnknownLimit)?;
                *found = found.set(*value, *until, now, cooling)?;
            }
            Change::Channel { channel, place, on } => {
                let switch = Switch { channel: *channel, place: *place };
                if *on {
                    self.off.remove(&switch)
                } else {
                    self.off.insert(switch)
                };
            }
            Change::Category { group, blocked } => {
                if *blocked {
                    self.blocked_categories.insert(*group)
                } else {
                    self.blocked_categories.remove(group)
                };
            }
            Change::Country { country, blocked } => {
                if *blocked {
                    self.blocked_countries.insert(*country)
                } else {
                    self.blocked_countries.remove(country)
                };
            }
            Change::Merchant { merchant, blocked } => {
                if *blocked {
                    // A merchant is known by the id; a first name is kept, so that blocking again changes nothing.
                    self.blocked_merchants.entry(merchant.id().to_owned()).or_insert_with(|| merchant.clone());
                } else {
                    self.blocked_merchants.remove(merchant.id());
                }
            }
            Change::Alert { of, threshold: None } => {
                self.alerts.remove(of);
            }
            Change::Alert { of, threshold: Some(threshold) } => {
                self.check_threshold(*threshold)?;
                self.alerts.insert(*of, *threshold);
            }
            Change::Trip { trip, on } => self.travel(trip, *on, now)?,
        }
        Ok(())
    }

    /// Which way the changes go from here.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn direction_of(&self, changes: &[Change], now: Timestamp) -> Result<Direction, ChangeError> {
        Ok(self.direction(&self.changed(changes, now)?, now))
    }

    /// Whether these controls are as the change wanted them: in force, or about to be.
    #[must_use]
    pub fn fulfil(&self, change: &Change) -> bool {
        match change {
            Change::Limit { limit, value, until } => self.limit(limit).is_some_and(|limit| {
                let scheduled = limit.schedule.iter().any(|step| step.value == *value && step.until == *until);
                scheduled || (until.is_none() && limit.value == *value)
            }),
            Change::Channel { channel, place, on } => {
                self.off.contains(&Switch { channel: *channel, place: *place }) != *on
            }
            Change::Category { group, blocked } => self.blocked_categories.contains(group) == *blocked,
            Change::Country { country, blocked } => self.blocked_countries.contains(country) == *blocked,
            Change::Merchant { merchant, blocked } => self.blocked_merchants.contains_key(merchant.id()) == *blocked,
            Change::Alert { of, threshold } => self.alerts.get(of) == threshold.as_ref(),
            Change::Trip { trip, on } => self.trips.contains(trip) == *on,
        }
    }

    /// Without the raise of a limit that cools off; `None` if there is no such limit. Never loosens.
    #[must_use]
    pub fn without_raises(&self, name: &str, now: Timestamp) -> Option<Self> {
        let mut new = self.clone();
        let limit = new.limits.iter_mut().find(|limit| limit.name == name)?;
        *limit = limit.without_raises(now);
        Some(new)
    }
}

impl Change {
    /// Whether less passes after it, as far as one can tell without the card. `now`: of a limit, how much passes now.
    #[must_use]
    pub fn tightens(&self, now: Money) -> bool {
        match self {
            Self::Limit { value: Some(Cap::Blocked), .. } => now.minor() > 0,
            Self::Limit { value: Some(Cap::AtMost(amount)), .. } => {
                amount.currency() == now.currency() && amount.minor() < now.minor()
            }
            Self::Limit { value: None, .. } => false,
            Self::Channel { on, .. } => !on,
            Self::Category { blocked, .. } | Self::Country { blocked, .. } | Self::Merchant { blocked, .. } => *blocked,
            // Nothing more passes, and nothing less.
            Self::Alert { .. } | Self::Trip { .. } => false,
        }
    }

    /// As it stands in an operation's bytes: words with one space between; amounts in minor units of the operation's currency.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Limit { limit, value, until } => {
                let value = match value {
                    None => "ceiling".to_owned(),
                    Some(Cap::Blocked) => "blocked".to_owned(),
                    Some(Cap::AtMost(amount)) => amount.minor().to_string(),
                };
                let until = until.map_or_else(|| "always".to_owned(), |until| until.as_second().to_string());
                format!("limit {limit} {value} {until}")
            }
            Self::Channel { channel, place, on } => {
                format!("channel {} {} {}", channel.name(), place.name(), if *on { "on" } else { "off" })
            }
            Self::Category { group, blocked } => format!("category {} {}", group.name(), word(*blocked)),
            Self::Country { country, blocked } => format!("country {} {}", country.code(), word(*blocked)),
            Self::Merchant { merchant, blocked } => {
                format!("merchant {} {} {}", merchant.id(), word(*blocked), merchant.name())
            }
            Self::Alert { of, threshold } => {
                let threshold = match threshold {
                    None => "off".to_owned(),
                    Some(Threshold::Every) => "every".to_owned(),
                    Some(Threshold::From(least)) => least.minor().to_string(),
                };
                format!("alert {} {threshold}", of.name())
            }
            Self::Trip { trip, on } => format!("trip {} {}", if *on { "add" } else { "cancel" }, trip.written()),
        }
    }

    /// Reads exactly what [`Self::written`] writes; `currency` and `exponent` are the operation's.
    #[must_use]
    pub fn read(text: &str, currency: &str, exponent: u8) -> Option<Self> {
        let (what, rest) = text.split_once(' ')?;
        let change = match what {
            "limit" => {
                let [limit, value, until] = words(rest)?;
                let value = match value {
                    "ceiling" => None,
                    "blocked" => Some(Cap::Blocked),
                    minor => Some(Cap::AtMost(amount(minor, currency, exponent)?)),
                };
                let until = match until {
                    "always" => None,
                    seconds => Some(Timestamp::from_second(seconds.parse().ok()?).ok()?),
                };
                Self::Limit { limit: limit.to_owned(), value, until }
            }
            "channel" => {
                let [channel, place, on] = words(rest)?;
                Self::Channel { channel: Channel::parse(channel)?, place: Place::parse(place)?, on: on == "on" }
            }
            "category" => {
                let [group, blocked] = words(rest)?;
                Self::Category { group: CategoryGroup::parse(group)?, blocked: blocked == "blocked" }
            }
            "country" => {
                let [country, blocked] = words(rest)?;
                Self::Country { country: Country::new(country).ok()?, blocked: blocked == "blocked" }
            }
            "merchant" => {
                let (id, rest) = rest.split_once(' ')?;
                let (blocked, name) = rest.split_once(' ')?;
                Self::Merchant { merchant: Merchant::new(id, name).ok()?, blocked: blocked == "blocked" }
            }
            "alert" => {
                let [of, threshold] = words(rest)?;
                let threshold = match threshold {
                    "off" => None,
                    "every" => Some(Threshold::Every),
                    minor => Some(Threshold::From(amount(minor, currency, exponent)?)),
                };
                Self::Alert { of: Watched::parse(of)?, threshold }
            }
            "trip" => {
                let [act, from, until, countries] = words(rest)?;
                Self::Trip { trip: Trip::parse(from, until, countries)?, on: act == "add" }
            }
            _ => return None,
        };
        // One change has one spelling.
        (change.written() == text).then_some(change)
    }
}

/// More than zero.
fn amount(minor: &str, currency: &str, exponent: u8) -> Option<Money> {
    Money::new(minor.parse().ok().filter(|minor| *minor > 0)?, currency, exponent).ok()
}

const fn word(blocked: bool) -> &'static str {
    if blocked { "blocked" } else { "allowed" }
}

fn words<const N: usize>(text: &str) -> Option<[&str; N]> {
    text.split(' ').collect::<Vec<_>>().try_into().ok()
}

//! A limit: what it counts, over which time, and how much it lets pass now and later.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::LimitError;
use super::place::{Channel, Place};
use super::window::Window;
use crate::money::Money;

/// A limit of a card. Which limits there are is the bank's choice; how high each is, the customer's, under the bank's ceiling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// Small letters and `-`, such as `online-day`; its text is `limit-NAME`.
    pub name: String,
    /// What it counts.
    #[serde(default)]
    pub filter: Filter,
    /// Over which time.
    pub window: Window,
    /// The bank's own most.
    pub ceiling: Money,
    /// As the customer set it for good; `None`: the ceiling alone.
    pub value: Option<Cap>,
    /// What else is in force for a time, or will be; of those in force at a moment the last counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<Step>,
}

/// How much passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Cap {
    /// Nothing.
    Blocked,
    /// So much, more than zero: zero never means "unlimited", nor "nothing".
    AtMost(Money),
}

/// Another value from a moment on, for a time or for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// The value; `None`: the ceiling alone.
    pub value: Option<Cap>,
    /// In force from then on; a raise cools off until then.
    pub from: Timestamp,
    /// In force before then; `None`: for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Which payments a limit counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Filter {
    /// Those of these channels; empty: of every one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Those here or there; `None`: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// How a limit stands, for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitStatus {
    /// Nothing is on its way.
    Settled,
    /// An approved raise takes effect then; until then it can be cancelled.
    CoolingOff {
        /// Its value; `None`: the ceiling.
        value: Option<Cap>,
        /// When.
        from: Timestamp,
    },
    /// What is in force ends then by itself.
    Temporary {
        /// When.
        until: Timestamp,
        /// What is in force then, in minor units; 0 if nothing passes.
        then: i64,
    },
}

impl Filter {
    /// Whether it counts such a payment.
    #[must_use]
    pub fn counts(&self, channel: Channel, place: Place) -> bool {
        (self.channels.is_empty() || self.channels.contains(&channel)) && self.place.is_none_or(|only| only == place)
    }
}

impl Step {
    /// Whether it is in force.
    #[must_use]
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

impl Limit {
    /// How much passes now, in minor units of the ceiling's currency: the lower of the customer's value and the ceiling; 0 if blocked.
    #[must_use]
    pub fn at_most(&self, now: Timestamp) -> i64 {
        self.minor(self.value_at(now))
    }

    /// The same as an amount.
    #[must_use]
    pub fn most(&self, now: Timestamp) -> Money {
        self.ceiling.with_minor(self.at_most(now))
    }

    /// The value in force.
    #[must_use]
    pub fn value_at(&self, now: Timestamp) -> Option<Cap> {
        self.schedule.iter().rev().find(|step| step.holds_at(now)).map_or(self.value, |step| step.value)
    }

    /// A value as minor units under the ceiling.
    #[must_use]
    pub fn minor(&self, value: Option<Cap>) -> i64 {
        match value {
            Some(Cap::Blocked) => 0,
            Some(Cap::AtMost(amount)) => amount.minor().clamp(0, self.ceiling.minor()),
            None => self.ceiling.minor(),
        }
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> LimitStatus {
        if let Some(step) = self.schedule.iter().find(|step| step.from > now) {
            return LimitStatus::CoolingOff { value: step.value, from: step.from };
        }
        match self.schedule.iter().rev().find(|step| step.holds_at(now)) {
            Some(Step { until: Some(until), .. }) => {
                LimitStatus::Temporary { until: *until, then: self.at_most(*until) }
            }
            _ => LimitStatus::Settled,
        }
    }

    /// Whether a value can be set at all.
    ///
    /// # Errors
    /// [`LimitError`].
    pub fn check(&self, value: Option<Cap>) -> Result<(), LimitError> {
        let Some(Cap::AtMost(amount)) = value else { return Ok(()) };
        if amount.minor() <= 0 {
            // Zero never means unlimited; to stop payments there are "blocked" and the freeze.
            return Err(LimitError::NotPositive);
        }
        match amount.compare(self.ceiling) {
            Err(_) => Err(LimitError::WrongCurrency),
            Ok(order) if order.is_gt() => Err(LimitError::AboveCeiling),
            Ok(_) => Ok(()),
        }
    }

    /// The limit with another value. What tightens is in force at once; anything else when it has cooled off, and what of it tightens
    /// (another value's end, say) all the same at once.
    ///
    /// # Errors
    /// [`LimitError`]; [`LimitError::EndsBefore`] for a time that is over before it would begin.
    pub fn set(
        &self,
        value: Option<Cap>,
        until: Option<Timestamp>,
        now: Timestamp,
        cooling: jiff::SignedDuration,
    ) -> Result<Self, LimitError> {
        self.check(value)?;
        let settled = self.settled(now);
        let at_once = match until {
            None => Self { value, schedule: Vec::new(), ..settled.clone() },
            Some(_) => Self { schedule: vec![Step { value, from: now, until }], ..settled.clone() },
        };
        if until.is_some_and(|until| until <= now) {
            return Err(LimitError::EndsBefore);
        }
        if settled.direction(&at_once, now).loosens() { settled.later(value, until, now, cooling) } else { Ok(at_once) }
    }

    fn later(
        mut self,
        value: Option<Cap>,
        until: Option<Timestamp>,
        now: Timestamp,
        cooling: jiff::SignedDuration,
    ) -> Result<Self, LimitError> {
        let from = now.checked_add(cooling).unwrap_or(Timestamp::MAX);
        if until.is_some_and(|until| until <= from) {
            return Err(LimitError::EndsBefore);
        }
        // Of two raises that cool off, the newer is meant.
        self = self.without_raises(now);
        if until.is_none() && self.minor(value) < self.minor(self.value) {
            self.value = value;
        }
        self.schedule.push(Step { value, from, until });
        // Where nothing cools off it is in force already.
        Ok(self.settled(now))
    }

    /// The limit without the raises that cool off: never more than before, at any time. What begins later is kept where it lies below
    /// what holds without it (which may itself be for a time), and only there.
    #[must_use]
    pub fn without_raises(&self, now: Timestamp) -> Self {
        let settled = self.settled(now);
        let (begun, later): (Vec<_>, Vec<_>) = settled.schedule.iter().cloned().partition(|step| step.from <= now);
        let mut without = Self { schedule: begun, ..settled };
        for step in later {
            let below = without.below(&step);
            without.schedule.extend(below);
        }
        without
    }

    /// The parts of a step in which less passes than without it.
    fn below(&self, step: &Step) -> Vec<Step> {
        let inside = |at: &Timestamp| *at > step.from && step.until.is_none_or(|until| *at < until);
        let mut starts: Vec<_> = self.turns().filter(inside).chain([step.from]).collect();
        starts.sort_unstable();
        starts.dedup();
        let ends = starts.iter().skip(1).copied().map(Some).chain([step.until]);
        let part = |(from, until): (&Timestamp, Option<Timestamp>)| {
            let less = self.minor(step.value) < self.at_most(*from);
            less.then_some(Step { value: step.value, from: *from, until })
        };
        starts.iter().zip(ends).filter_map(part).collect()
    }

    /// The moments at which it changes by itself.
    fn turns(&self) -> impl Iterator<Item = Timestamp> {
        self.schedule.iter().flat_map(|step| [Some(step.from), step.until]).flatten()
    }

    /// The same limit, without what is over and with what has come to stay as its value.
    #[must_use]
    pub fn settled(&self, now: Timestamp) -> Self {
        let mut settled = self.clone();
        settled.schedule.clear();
        for step in &self.schedule {
            if step.until.is_none() && step.from <= now {
                settled.value = step.value;
                settled.schedule.clear();
            } else if step.until.is_none_or(|until| now < until) {
                settled.schedule.push(step.clone());
            }
        }
        settled
    }

    /// Which way another form of this limit goes, looked at over all time to come.
    #[must_use]
    pub fn direction(&self, new: &Self, now: Timestamp) -> super::Direction {
        let turns = self.turns().chain(new.turns()).filter(|at| *at > now);
        // Between two turns nothing changes, so the turns themselves are all that must be looked at.
        let orders = std::iter::once(now).chain(turns).map(|at| new.at_most(at).cmp(&self.at_most(at)));
        super::Direction::of(orders)
    }
}

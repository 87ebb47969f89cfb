//! A card's controls as a screen shows them, in the customer's language.

use jiff::Timestamp;
use kunci_domain::cards::Card;
use kunci_domain::cards::category::CategoryGroup;
use kunci_domain::cards::controls::Switch;
use kunci_domain::cards::decline::{limit_label, switch_label};
use kunci_domain::cards::limit::{Limit, LimitStatus};
use kunci_domain::moments;
use kunci_domain::money::Money;
use kunci_domain::texts::{self, Language, Value};

use crate::{Error, Phone};

/// All controls of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlsView {
    /// The limits that the bank offers.
    pub limits: Vec<LimitView>,
    /// Every channel, at home and abroad.
    pub switches: Vec<SwitchView>,
    /// Every kind of merchants.
    pub categories: Vec<CategoryView>,
    /// ISO 3166-1 letters of blocked countries.
    pub blocked_countries: Vec<String>,
    /// Blocked merchants.
    pub blocked_merchants: Vec<MerchantView>,
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitView {
    /// Its name, for [`Change::Limit`](kunci_domain::cards::change::Change::Limit).
    pub name: String,
    /// "On the internet, in a day"
    pub label: String,
    /// In force now; zero: nothing passes.
    pub in_force: Money,
    /// The bank's most.
    pub ceiling: Money,
    /// An approved raise that is not in force yet, and can be cancelled.
    pub cooling_off: bool,
    /// What changes by itself, and when; empty if nothing does.
    pub note: String,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchView {
    /// Its name.
    pub channel: String,
    /// `domestic` or `abroad`.
    pub place: String,
    /// "Cash from a machine abroad"
    pub label: String,
    /// Whether it is on.
    pub on: bool,
}

/// A kind of merchants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryView {
    /// Its name.
    pub group: String,
    /// "Betting and lotteries"
    pub label: String,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// A merchant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MerchantView {
    /// The network's id.
    pub id: String,
    /// For people.
    pub name: String,
}

impl Phone {
    /// A card's controls as they are now.
    ///
    /// # Errors
    /// [`Error::Closed`].
    pub fn card_controls(&self, card: &Card, language: Language) -> Result<ControlsView, Error> {
        Ok(controls(card, self.bank_now()?, language))
    }

    /// The most for one payment: now (the lower of the customer's limit and the bank's ceiling), and the bank's ceiling.
    ///
    /// # Errors
    /// [`Error::ReplyUnreadable`] if the card has no such limit, which every card has.
    pub fn payment_limit(&self, card: &Card) -> Result<(Money, Money), Error> {
        let now = self.bank_now()?;
        let limit = card.controls.per_transaction().ok_or(Error::ReplyUnreadable)?;
        Ok((limit.most(now), limit.ceiling))
    }
}

fn controls(card: &Card, now: Timestamp, language: Language) -> ControlsView {
    let controls = &card.controls;
    let category = |group: &CategoryGroup| CategoryView {
        group: group.name().to_owned(),
        label: texts::text(language, &format!("category-{}", group.name()), &[]),
        blocked: controls.blocked_categories.contains(group),
    };
    let switch = |switch: Switch| SwitchView {
        channel: switch.channel.name().to_owned(),
        place: switch.place.name().to_owned(),
        label: switch_label(switch, language),
        on: !controls.off.contains(&switch),
    };
    let merchants = controls.blocked_merchants.values();
    ControlsView {
        limits: controls.limits.iter().map(|one| limit(one, now, language)).collect(),
        switches: Switch::all().map(switch).collect(),
        categories: CategoryGroup::ALL.iter().map(category).collect(),
        blocked_countries: controls.blocked_countries.iter().map(|country| country.code().to_owned()).collect(),
        blocked_merchants: merchants
            .map(|merchant| MerchantView { id: merchant.id().to_owned(), name: merchant.name().to_owned() })
            .collect(),
    }
}

fn limit(limit: &Limit, now: Timestamp, language: Language) -> LimitView {
    let amount = |minor: i64| match minor {
        0 => texts::text(language, "limit-blocked", &[]),
        minor => limit.ceiling.with_minor(minor).display(language),
    };
    let told = |key: &str, minor: i64, at: Timestamp| {
        let (value, moment) = (amount(minor), moments::display(at.as_millisecond(), language));
        texts::text(language, key, &[("value", Value::Text(&value)), ("moment", Value::Text(&moment))])
    };
    let (cooling_off, note) = match limit.status(now) {
        LimitStatus::Settled => (false, String::new()),
        LimitStatus::CoolingOff { value, from } => (true, told("limit-cools-off", limit.minor(value), from)),
        LimitStatus::Temporary { until, then } => (false, told("limit-temporary", then, until)),
    };
    LimitView {
        name: limit.name.clone(),
        label: limit_label(&limit.name, language),
        in_force: limit.most(now),
        ceiling: limit.ceiling,
        cooling_off,
        note,
    }
}

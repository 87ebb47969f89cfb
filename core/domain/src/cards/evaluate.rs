//! The decision on a payment: every rule is asked, and each answer is kept. The bank decides by it, the preflight foretells by it, and
//! "why was it declined?" is explained by it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::category::{CategoryGroup, category};
use super::controls::Switch;
use super::limit::Limit;
use super::place::{Channel, Country, Merchant};
use super::wallet::{WalletToken, WalletTokenState};
use super::window::Stretch;
use super::{Card, CardState, Holder};
use crate::money::Money;

/// A payment that asks to pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Authorization {
    /// In the card's currency, as it would be charged.
    pub amount: Money,
    /// How it comes in.
    pub channel: Channel,
    /// Where.
    pub country: Country,
    /// ISO 18245 code of the merchant, 0 to 9999.
    pub category: u16,
    /// To whom.
    pub merchant: Merchant,
}

/// What passed before and was not given back: what limits count. Of a chain of replaced cards, all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    /// When.
    pub at: Timestamp,
    /// How much of it still stands, in minor units of the card's currency.
    pub minor: i64,
    /// How it came in.
    pub channel: Channel,
    /// Where.
    pub country: Country,
}

/// A decision with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Decision {
    /// Whether it passes: exactly if every check passed.
    pub approved: bool,
    /// Every rule that was asked, in a fixed order.
    pub trace: Vec<Check>,
}

/// A rule and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// Which.
    pub rule: Rule,
    /// Whether it lets the payment pass.
    pub passed: bool,
}

/// A rule that can decline a payment, with what it looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "rule", content = "of", rename_all = "kebab-case")]
pub enum Rule {
    /// The card is not in use (yet, or any more).
    NotActive,
    /// Somebody holds it.
    Held(Holder),
    /// Zero or negative.
    NotAPayment,
    /// Not the card's currency.
    WrongCurrency,
    /// A wallet's token that the customer has suspended or removed: whose wallet.
    WalletStopped(String),
    /// A channel that a card of this kind does not have: a virtual one has no chip.
    ChannelMissing(Channel),
    /// A channel, at home or abroad.
    ChannelOff(Switch),
    /// A kind of merchants.
    CategoryBlocked(CategoryGroup),
    /// A country.
    CountryBlocked(Country),
    /// A merchant.
    MerchantBlocked(Merchant),
    /// A limit.
    OverLimit(Counted),
}

/// A limit and what it had counted. Amounts in minor units of the card's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counted {
    /// Which.
    pub limit: String,
    /// How much passes in all.
    pub at_most: Money,
    /// How much had passed before.
    pub used: Money,
    /// When counting begins anew, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anew: Option<Timestamp>,
}

impl Decision {
    /// The same for a payment that comes by a wallet's token.
    #[must_use]
    pub fn through(mut self, token: &WalletToken) -> Self {
        let passed = token.state == WalletTokenState::Active;
        // First: what the card would say is not what is in the way.
        self.trace.insert(0, Check { rule: Rule::WalletStopped(token.wallet.clone()), passed });
        self.approved &= passed;
        self
    }

    /// The rules that declined it; none if it passes.
    pub fn declined_by(&self) -> impl Iterator<Item = &Rule> {
        self.trace.iter().filter(|check| !check.passed).map(|check| &check.rule)
    }
}

/// Decides. `spent` may hold more than what counts; what it holds of the time after `now` counts as well where the window is open.
#[must_use]
pub fn evaluate(card: &Card, spent: &[Spent], asked: &Authorization, now: Timestamp) -> Decision {
    decide(card, asked, now, |_, limit, stretch| {
        let counts = |spent: &&Spent| {
            let inside = stretch.from <= spent.at && stretch.until.is_none_or(|until| spent.at < until);
            inside && limit.filter.counts(spent.channel, card.controls.place(spent.country))
        };
        // What is too much for 64 bits is too much for any limit.
        spent.iter().filter(counts).fold(0_i64, |sum, spent| sum.saturating_add(spent.minor.max(0)))
    })
}

/// The same; `used` tells how much a limit, with its place among the card's, has counted in a stretch of time.
pub(super) fn decide(
    card: &Card,
    asked: &Authorization,
    now: Timestamp,
    mut used: impl FnMut(usize, &Limit, Stretch) -> i64,
) -> Decision {
    let controls = &card.controls;
    let place = controls.place(asked.country);
    let switch = Switch { channel: asked.channel, place };
    let group = category(asked.category).group;
    let moves_money = asked.channel != Channel::WalletProvisioning;
    // Six rules that are asked of every payment.
    let mut trace = Vec::with_capacity(6 + card.holds.len() + controls.limits.len());
    let mut check = |rule: Rule, passed: bool| trace.push(Check { rule, passed });

    check(Rule::NotActive, card.state == CardState::Active);
    for hold in &card.holds {
        check(Rule::Held(hold.holder), false);
    }
    check(Rule::NotAPayment, if moves_money { asked.amount.minor() > 0 } else { asked.amount.minor() >= 0 });
    if !card.kind.takes(asked.channel) {
        check(Rule::ChannelMissing(asked.channel), false);
    }
    check(Rule::ChannelOff(switch), !controls.off.contains(&switch));
    check(Rule::CategoryBlocked(group), !controls.blocked_categories.contains(&group));
    check(Rule::CountryBlocked(asked.country), !controls.blocked_countries.contains(&asked.country));
    let merchant = asked.merchant.clone();
    let blocked = controls.blocked_merchants.contains_key(merchant.id());
    check(Rule::MerchantBlocked(merchant), !blocked);
    for (index, limit) in controls.limits.iter().enumerate() {
        if !limit.filter.counts(asked.channel, place) {
            continue;
        }
        if asked.amount.compare(limit.ceiling).is_err() {
            check(Rule::WrongCurrency, false);
            continue;
        }
        let stretch = limit.window.stretch(now);
        let used = stretch.map_or(0, |stretch| used(index, limit, stretch));
        let at_most = limit.at_most(now);
        let passed = used.saturating_add(asked.amount.minor()) <= at_most;
        let counted = Counted {
            limit: limit.name.clone(),
            at_most: limit.ceiling.with_minor(at_most),
            used: limit.ceiling.with_minor(used),
            anew: stretch.and_then(|stretch| stretch.until),
        };
        check(Rule::OverLimit(counted), passed);
    }
    Decision { approved: trace.iter().all(|check| check.passed), trace }
}

impl Rule {
    /// Its name in traces and texts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotActive => "card-not-active",
            Self::Held(Holder::Customer) => "frozen-by-you",
            Self::Held(Holder::Bank) => "held-by-bank",
            Self::Held(Holder::Fraud) => "held-by-fraud-desk",
            Self::Held(Holder::Authority) => "held-by-authority",
            Self::WalletStopped(_) => "wallet-stopped",
            Self::ChannelMissing(_) => "channel-missing",
            Self::ChannelOff(_) => "channel-off",
            Self::CategoryBlocked(_) => "category-blocked",
            Self::CountryBlocked(_) => "country-blocked",
            Self::MerchantBlocked(_) => "merchant-blocked",
            Self::OverLimit(_) => "over-limit",
            Self::WrongCurrency => "wrong-currency",
            Self::NotAPayment => "not-a-payment",
        }
    }
}

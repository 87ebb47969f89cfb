//! Alert thresholds: of which payments the customer wants to be told, and from which amount on. Apart from the limits: a threshold never
//! declines anything, and what passes without it passes with it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::controls::Controls;
use super::evaluate::Authorization;
use super::named::named;
use super::place::{Channel, Place};
use super::{Direction, LimitError};
use crate::money::Money;

named! {
    /// Payments of which a customer may want to be told.
    Watched {
        /// Every one that passes.
        Payment = "payment",
        /// Without the card: on the internet, or by letter or telephone.
        Online = "online",
        /// Those that a merchant starts.
        Recurring = "recurring",
        /// With the card or the phone held to a terminal.
        Contactless = "contactless",
        /// With the magnetic stripe.
        MagneticStripe = "magnetic-stripe",
        /// Cash, from a machine or at a counter.
        Cash = "cash",
        /// Those abroad, however they are made.
        Abroad = "abroad",
        /// Those that do not pass, wherever they are made.
        Declined = "declined",
    }
}

/// From which amount on the customer is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Threshold {
    /// Of every one.
    Every,
    /// Of those of so much or more, which is more than zero: to be told of every one there is a word of its own.
    From(Money),
}

/// What a customer is told of; of the rest nothing.
pub type Thresholds = BTreeMap<Watched, Threshold>;

impl Threshold {
    /// Whether a payment of that amount is told. One in another currency cannot be compared, and is told rather than not.
    fn is_met(self, amount: Money) -> bool {
        match self {
            Self::Every => true,
            Self::From(least) => amount.compare(least).map_or(true, std::cmp::Ordering::is_ge),
        }
    }

    /// In minor units, for comparing: the lower, the more is told.
    const fn least(self) -> i64 {
        match self {
            Self::Every => 0,
            Self::From(least) => least.minor(),
        }
    }
}

impl Watched {
    fn concerns(self, controls: &Controls, asked: &Authorization, passes: bool) -> bool {
        let by = |channels: &[Channel]| passes && channels.contains(&asked.channel);
        match self {
            Self::Payment => passes,
            Self::Online => by(&[Channel::Online, Channel::MailPhone]),
            Self::Recurring => by(&[Channel::Recurring]),
            Self::Contactless => by(&[Channel::Contactless]),
            Self::MagneticStripe => by(&[Channel::MagneticStripe]),
            Self::Cash => by(&[Channel::Atm, Channel::CashAdvance]),
            Self::Abroad => passes && controls.place(asked.country) == Place::Abroad,
            Self::Declined => !passes,
        }
    }
}

impl Controls {
    /// The first of the customer's thresholds that a payment meets, if it meets any. A card that is put into a wallet moves no money: that
    /// is told in another way.
    #[must_use]
    pub fn told_of(&self, asked: &Authorization, passes: bool) -> Option<Watched> {
        if asked.channel == Channel::WalletProvisioning {
            return None;
        }
        let met = |(of, threshold): &(&Watched, &Threshold)| {
            of.concerns(self, asked, passes) && threshold.is_met(asked.amount)
        };
        self.alerts.iter().find(met).map(|(of, _)| *of)
    }

    /// Whether a threshold can be set at all.
    ///
    /// # Errors
    /// [`LimitError`]; [`LimitError::AboveCeiling`] for more than the bank lets pass in one payment: it would be switched off under another
    /// name.
    pub fn check_threshold(&self, threshold: Threshold) -> Result<(), LimitError> {
        let Threshold::From(least) = threshold else { return Ok(()) };
        if least.minor() <= 0 {
            return Err(LimitError::NotPositive);
        }
        // Every card has that limit; one without it has no currency to compare with.
        let ceiling = self.per_transaction().ok_or(LimitError::WrongCurrency)?.ceiling;
        match least.compare(ceiling) {
            Err(_) => Err(LimitError::WrongCurrency),
            Ok(order) if order.is_gt() => Err(LimitError::AboveCeiling),
            Ok(_) => Ok(()),
        }
    }

    /// Whether anything that these controls tell is not told any more by others of the same card.
    #[must_use]
    pub fn tells_less(&self, new: &Self) -> bool {
        let less = |(of, old): (&Watched, &Threshold)| new.alerts.get(of).is_none_or(|new| new.least() > old.least());
        self.alerts.iter().any(less)
    }

    /// Less told counts as loosening: a thief would begin with it. More told changes nothing of what passes.
    pub(super) fn direction_of_alerts(&self, new: &Self) -> Direction {
        if self.tells_less(new) { Direction::Loosen } else { Direction::Unchanged }
    }
}

#[cfg(test)]
mod tests {
    use super::super::change::{Change, ChangeError};
    use super::super::laws::{card, payment, rupiah};
    use super::super::place::Country;
    use super::*;
    use jiff::Timestamp;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn set(controls: &Controls, of: Watched, threshold: Option<Threshold>) -> Result<Controls, ChangeError> {
        controls.changed(&[Change::Alert { of, threshold }], NOW)
    }

    fn from(minor: i64) -> Option<Threshold> {
        Some(Threshold::From(rupiah(minor)))
    }

    fn told(controls: &Controls, minor: i64, channel: Channel, country: &str, passes: bool) -> Option<Watched> {
        let country = Country::new(country).expect("a country");
        controls.told_of(&Authorization { channel, country, ..payment(rupiah(minor)) }, passes)
    }

    #[test]
    fn card_4_a_payment_of_the_threshold_or_more_is_told_and_one_below_is_not() {
        let plain = card().controls;
        assert_eq!(told(&plain, 1_000_000, Channel::Chip, "ID", true), None, "nobody asked");
        let watched = set(&plain, Watched::Payment, from(500)).expect("fine");
        assert_eq!(told(&watched, 499, Channel::Chip, "ID", true), None);
        assert_eq!(told(&watched, 500, Channel::Chip, "ID", true), Some(Watched::Payment));
        assert_eq!(told(&watched, 500, Channel::Chip, "ID", false), None, "it did not pass");
        assert_eq!(told(&watched, 500, Channel::WalletProvisioning, "ID", true), None, "no money moves");
        let every = set(&plain, Watched::Payment, Some(Threshold::Every)).expect("fine");
        assert_eq!(told(&every, 1, Channel::Chip, "ID", true), Some(Watched::Payment));
    }

    #[test]
    fn card_4_each_kind_of_payment_is_told_by_its_own_threshold_only() {
        let cases = [
            (Watched::Online, Channel::Online, "ID", true),
            (Watched::Online, Channel::MailPhone, "ID", true),
            (Watched::Recurring, Channel::Recurring, "ID", true),
            (Watched::Contactless, Channel::Contactless, "ID", true),
            (Watched::MagneticStripe, Channel::MagneticStripe, "ID", true),
            (Watched::Cash, Channel::Atm, "ID", true),
            (Watched::Cash, Channel::CashAdvance, "ID", true),
            (Watched::Abroad, Channel::Chip, "SG", true),
            (Watched::Declined, Channel::Chip, "ID", false),
        ];
        for of in Watched::ALL.iter().filter(|of| **of != Watched::Payment) {
            let watched = set(&card().controls, *of, Some(Threshold::Every)).expect("fine");
            for (meant, channel, country, passes) in cases {
                let expected = (meant == *of).then_some(*of);
                assert_eq!(told(&watched, 100, channel, country, passes), expected, "{of:?} {channel:?} {country}");
            }
        }
    }

    #[test]
    fn card_4_zero_negative_foreign_and_endless_thresholds_are_refused() {
        let ceiling = card().controls.per_transaction().expect("there").ceiling;
        let dollars = Money::new(5, "USD", 2).expect("dollars");
        for (least, why) in [
            (rupiah(0), LimitError::NotPositive),
            (rupiah(-1), LimitError::NotPositive),
            (rupiah(i64::MIN), LimitError::NotPositive),
            (dollars, LimitError::WrongCurrency),
            (ceiling.with_minor(ceiling.minor() + 1), LimitError::AboveCeiling),
            (rupiah(i64::MAX), LimitError::AboveCeiling),
        ] {
            let refused = set(&card().controls, Watched::Online, Some(Threshold::From(least)));
            assert_eq!(refused, Err(ChangeError::Limit(why)), "{least:?}");
        }
        assert!(set(&card().controls, Watched::Online, Some(Threshold::From(ceiling))).is_ok());
    }

    #[test]
    fn card_4_telling_less_counts_as_loosening_and_telling_more_as_nothing() {
        let plain = card().controls;
        let (low, high) = (set(&plain, Watched::Cash, from(100)), set(&plain, Watched::Cash, from(101)));
        let every = set(&plain, Watched::Cash, Some(Threshold::Every)).expect("fine");
        let (low, high) = (low.expect("fine"), high.expect("fine"));
        for (old, new, less) in [
            (&low, &high, true),
            (&low, &plain, true),
            (&every, &low, true),
            (&every, &plain, true),
            (&plain, &every, false),
            (&high, &low, false),
            (&low, &every, false),
            (&low, &low, false),
        ] {
            let direction = old.direction(new, NOW);
            assert_eq!(direction, if less { Direction::Loosen } else { Direction::Unchanged });
            assert_eq!(old.tells_less(new), less);
        }
        // Beside something that tightens it is approved all the same.
        let blocked = Change::Country { country: Country::new("SG").expect("a country"), blocked: true };
        let off = Change::Alert { of: Watched::Cash, threshold: None };
        assert!(low.direction_of(&[blocked, off], NOW).expect("fine").loosens());
    }
}

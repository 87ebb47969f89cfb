//! From which amount to which: a filter of payments, checked before anybody searches by it.

use super::transaction::Transaction;
use crate::money::Money;

/// Amounts in one currency, both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    currency: Money,
    least: i64,
    most: i64,
}

/// What is no range of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountsError {
    /// Less than nothing.
    #[error("an amount is negative")]
    Negative,
    /// The end is below the beginning.
    #[error("the lower amount is above the higher one")]
    Reversed,
    /// The two are in different currencies.
    #[error("the two amounts are in different currencies")]
    Currencies,
}

impl Amounts {
    /// `None` if neither end is given.
    ///
    /// # Errors
    /// [`AmountsError`].
    pub fn new(from: Option<Money>, to: Option<Money>) -> Result<Option<Self>, AmountsError> {
        let Some(currency) = from.or(to) else { return Ok(None) };
        if [from, to].into_iter().flatten().any(|amount| amount.minor() < 0) {
            return Err(AmountsError::Negative);
        }
        if let (Some(from), Some(to)) = (from, to)
            && from.compare(to).map_err(|_| AmountsError::Currencies)?.is_gt()
        {
            return Err(AmountsError::Reversed);
        }
        let least = from.map_or(0, |amount| amount.minor());
        let most = to.map_or(i64::MAX, |amount| amount.minor());
        Ok(Some(Self { currency, least, most }))
    }

    /// ISO 4217 letters.
    #[must_use]
    pub fn currency(&self) -> &str {
        self.currency.currency()
    }

    /// The lower and the higher end, in minor units.
    #[must_use]
    pub const fn minor(&self) -> (i64, i64) {
        (self.least, self.most)
    }

    /// Whether an amount is among them. One in another currency is not.
    #[must_use]
    pub fn hold(&self, amount: Money) -> bool {
        amount.compare(self.currency).is_ok() && (self.least..=self.most).contains(&amount.minor())
    }
}

impl Transaction {
    /// The amount by which the customer knows it: what stands of it, or if nothing does what was asked for.
    #[must_use]
    pub const fn stands(&self) -> Money {
        if self.charged.minor() == 0 { self.asked.amount } else { self.charged }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars(minor: i64) -> Money {
        Money::new(minor, "USD", 2).expect("dollars")
    }

    #[test]
    fn card_1_a_range_of_amounts_holds_both_its_ends_and_its_own_currency_only() {
        let range = |from, to| Amounts::new(from, to).expect("a range").expect("given");
        let both = range(Some(Money::rupiah(100)), Some(Money::rupiah(300)));
        for (minor, holds) in [(99, false), (100, true), (300, true), (301, false)] {
            assert_eq!(both.hold(Money::rupiah(minor)), holds, "{minor}");
        }
        assert!(!both.hold(dollars(200)));
        assert!(range(None, Some(Money::rupiah(300))).hold(Money::rupiah(0)));
        assert!(range(Some(Money::rupiah(100)), None).hold(Money::rupiah(i64::MAX)));
        assert_eq!(Amounts::new(None, None), Ok(None));
    }

    #[test]
    fn card_1_what_is_no_range_of_amounts_is_refused() {
        for (from, to, why) in [
            (Some(Money::rupiah(-1)), None, AmountsError::Negative),
            (None, Some(Money::rupiah(-1)), AmountsError::Negative),
            (Some(Money::rupiah(2)), Some(Money::rupiah(1)), AmountsError::Reversed),
            (Some(Money::rupiah(1)), Some(dollars(2)), AmountsError::Currencies),
        ] {
            assert_eq!(Amounts::new(from, to), Err(why));
        }
    }
}

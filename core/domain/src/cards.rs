//! Card rules: holds, limits, the direction of a change, and what the bank decides on a payment. Phone and bank use the same.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::money::Money;

/// A card with its controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id; the number itself never comes to the phone.
    pub card_id: Uuid,
    /// Last four digits.
    pub ending: String,
    /// As the customer knows it.
    pub name: String,
    /// Where it stands in its life.
    pub state: CardState,
    /// Who holds it. Usable means active and no hold.
    pub holds: Vec<Hold>,
    /// Most for one payment, as the customer set it; `None`: the bank's ceiling alone.
    pub per_transaction: Option<Money>,
    /// The bank's own most for one payment.
    pub ceiling: Money,
    /// Counts up with every change.
    pub version: u64,
}

/// A card's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardState {
    /// Made, not sent.
    Ordered,
    /// On its way.
    Shipped,
    /// With the customer, not yet activated.
    AwaitingActivation,
    /// In use.
    Active,
    /// Closed for good.
    Closed,
    /// Past its date.
    Expired,
}

/// A hold: while there is one, no payment passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Who placed it, and alone may lift it.
    pub holder: Holder,
    /// Why, in a word.
    pub reason: String,
    /// Since when.
    pub placed_at: Timestamp,
}

/// Who holds a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The customer: "freeze".
    Customer,
    /// The bank.
    Bank,
    /// The bank's fraud desk.
    Fraud,
    /// A court or a supervisor.
    Authority,
}

/// Which way a change goes. Loosening needs the token's approval, tightening never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Less is possible after it.
    Tighten,
    /// More is possible after it.
    Loosen,
    /// Nothing changes.
    Unchanged,
}

impl Card {
    /// Whether the customer has frozen it.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.holds.iter().any(|hold| hold.holder == Holder::Customer)
    }

    /// Places the customer's hold; a second one changes nothing. Returns whether anything changed.
    pub fn freeze(&mut self, now: Timestamp) -> bool {
        if self.is_frozen() {
            return false;
        }
        self.holds.push(Hold { holder: Holder::Customer, reason: "freeze".to_owned(), placed_at: now });
        true
    }

    /// Lifts the customer's own hold, never another's. Returns whether anything changed.
    pub fn unfreeze(&mut self) -> bool {
        let before = self.holds.len();
        self.holds.retain(|hold| hold.holder != Holder::Customer);
        self.holds.len() != before
    }

    /// The most for one payment: the lower of the customer's limit and the bank's ceiling.
    #[must_use]
    pub fn effective_limit(&self) -> Money {
        match self.per_transaction {
            Some(limit) if limit.compare(self.ceiling).is_ok_and(std::cmp::Ordering::is_lt) => limit,
            _ => self.ceiling,
        }
    }

    /// Which way a new limit goes, seen from what is in force.
    ///
    /// # Errors
    /// [`LimitError`].
    pub fn limit_direction(&self, new: Money) -> Result<Direction, LimitError> {
        if new.minor() <= 0 {
            // Zero never means unlimited; to stop payments there is the freeze.
            return Err(LimitError::NotPositive);
        }
        let above = new.compare(self.ceiling).map_err(|_| LimitError::WrongCurrency)?;
        if above.is_gt() {
            return Err(LimitError::AboveCeiling);
        }
        Ok(match new.compare(self.effective_limit()).map_err(|_| LimitError::WrongCurrency)? {
            std::cmp::Ordering::Less => Direction::Tighten,
            std::cmp::Ordering::Equal => Direction::Unchanged,
            std::cmp::Ordering::Greater => Direction::Loosen,
        })
    }

    /// What the bank decides on a payment, with every rule that spoke.
    #[must_use]
    pub fn evaluate(&self, amount: Money) -> Decision {
        let mut trace = Vec::new();
        if self.state != CardState::Active {
            trace.push(Rule::NotActive);
        }
        trace.extend(self.holds.iter().map(|hold| Rule::Held(hold.holder)));
        match amount.compare(self.effective_limit()) {
            Ok(order) if order.is_gt() => trace.push(Rule::OverLimit),
            Ok(_) => {}
            Err(_) => trace.push(Rule::WrongCurrency),
        }
        if amount.minor() <= 0 {
            trace.push(Rule::NotAPayment);
        }
        Decision { approved: trace.is_empty(), declined_by: trace }
    }
}

/// Why a limit is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// Zero or less.
    #[error("a limit is more than zero")]
    NotPositive,
    /// Not the card's currency.
    #[error("the limit has another currency")]
    WrongCurrency,
    /// Over the bank's ceiling.
    #[error("the limit is above the bank's ceiling")]
    AboveCeiling,
}

/// A decision on a payment; approved exactly when no rule declined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it passes.
    pub approved: bool,
    /// The rules that declined it.
    pub declined_by: Vec<Rule>,
}

/// A rule that can decline a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The card is not in use (yet, or any more).
    NotActive,
    /// Somebody holds it.
    Held(Holder),
    /// Over the limit in force.
    OverLimit,
    /// Not the card's currency.
    WrongCurrency,
    /// Zero or negative.
    NotAPayment,
}

impl Rule {
    /// Its name in traces and texts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotActive => "card-not-active",
            Self::Held(Holder::Customer) => "frozen-by-you",
            Self::Held(Holder::Bank) => "held-by-bank",
            Self::Held(Holder::Fraud) => "held-by-fraud-desk",
            Self::Held(Holder::Authority) => "held-by-authority",
            Self::OverLimit => "over-limit",
            Self::WrongCurrency => "wrong-currency",
            Self::NotAPayment => "not-a-payment",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rupiah(minor: i64) -> Money {
        Money::new(minor, "IDR", 2).expect("rupiah")
    }

    fn card() -> Card {
        Card {
            card_id: Uuid::nil(),
            ending: "4821".into(),
            name: "Debit".into(),
            state: CardState::Active,
            holds: Vec::new(),
            per_transaction: None,
            ceiling: rupiah(1_000_000_000),
            version: 1,
        }
    }

    #[test]
    fn card_2_freezing_twice_is_freezing_once() {
        let mut once = card();
        assert!(once.freeze(Timestamp::UNIX_EPOCH));
        let mut twice = once.clone();
        assert!(!twice.freeze(Timestamp::MAX));
        assert_eq!(once, twice);
        assert_eq!(once.evaluate(rupiah(100)).declined_by, [Rule::Held(Holder::Customer)]);
        assert!(once.unfreeze());
        assert_eq!(once, card());
    }

    #[test]
    fn card_2_the_customer_never_lifts_the_banks_hold() {
        let mut held = card();
        held.holds.push(Hold { holder: Holder::Fraud, reason: "r".into(), placed_at: Timestamp::UNIX_EPOCH });
        held.freeze(Timestamp::UNIX_EPOCH);
        held.unfreeze();
        assert_eq!(held.evaluate(rupiah(100)).declined_by, [Rule::Held(Holder::Fraud)]);
    }

    #[test]
    fn card_3_zero_negative_foreign_and_too_high_limits_are_refused() {
        for (limit, why) in [
            (rupiah(0), LimitError::NotPositive),
            (rupiah(-1), LimitError::NotPositive),
            (rupiah(1_000_000_001), LimitError::AboveCeiling),
            (Money::new(5, "USD", 2).expect("dollars"), LimitError::WrongCurrency),
        ] {
            assert_eq!(card().limit_direction(limit), Err(why));
        }
    }

    proptest! {
        #[test]
        fn card_3_tightening_never_enlarges_what_is_approved(limit in 1..1_000_000_000i64, old in proptest::option::of(1..1_000_000_000i64), amount in 1..1_100_000_000i64) {
            let before = Card { per_transaction: old.map(rupiah), ..card() };
            let after = Card { per_transaction: Some(rupiah(limit)), ..before.clone() };
            let direction = before.limit_direction(rupiah(limit)).expect("valid");
            let (was, is) = (before.evaluate(rupiah(amount)).approved, after.evaluate(rupiah(amount)).approved);
            match direction {
                Direction::Tighten => prop_assert!(was || !is),
                Direction::Loosen => prop_assert!(is || !was),
                Direction::Unchanged => prop_assert_eq!(was, is),
            }
            prop_assert!(after.effective_limit().minor() <= after.ceiling.minor());
        }
    }
}

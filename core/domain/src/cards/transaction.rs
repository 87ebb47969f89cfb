//! A payment as it is kept, from the request to the last refund.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::evaluate::{Authorization, Decision, Spent};
use super::named::named;
use crate::money::Money;

named! {
    /// How a payment stands.
    TransactionState {
        /// It did not pass.
        Declined = "declined",
        /// It passed and is reserved; the shop has not collected it yet.
        Pending = "pending",
        /// The shop has collected it.
        Settled = "settled",
        /// The shop gave it up before collecting: nothing was charged.
        Reversed = "reversed",
        /// The shop gave it back, wholly or in part.
        Refunded = "refunded",
    }
}

/// A payment with a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transaction {
    /// Its id.
    pub transaction_id: Uuid,
    /// With which card.
    pub card_id: Uuid,
    /// When it was asked for.
    pub at: Timestamp,
    /// What was asked for.
    pub asked: Authorization,
    /// As the shop charged it, where that is another currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Money>,
    /// How it stands.
    pub state: TransactionState,
    /// What stands of it, in the card's currency: reserved, or collected; zero if nothing.
    pub charged: Money,
    /// What was given back of what was collected.
    pub refunded: Money,
    /// When the shop collected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// What the network was told (ISO 8583, data element 39).
    pub code: String,
    /// The bank's own decision with its trace; `None` if the network declined without asking the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// A step that the network cannot take from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Not in this state.
    #[error("the payment does not stand so")]
    State,
    /// More than there is, nothing, or another currency.
    #[error("the amount does not fit")]
    Amount,
}

impl Transaction {
    /// What the limits count of it. A refund gives nothing back to a limit: what passed has passed.
    #[must_use]
    pub const fn spent(&self) -> Spent {
        Spent { at: self.at, minor: self.charged.minor(), channel: self.asked.channel, country: self.asked.country }
    }

    /// The shop collects: all of it, or less, never more.
    ///
    /// # Errors
    /// [`StepError`].
    pub fn capture(&mut self, amount: Money, now: Timestamp) -> Result<(), StepError> {
        self.expect(TransactionState::Pending)?;
        self.charged = within(amount, self.charged)?;
        self.state = TransactionState::Settled;
        self.settled_at = Some(now);
        Ok(())
    }

    /// The shop gives it up before collecting.
    ///
    /// # Errors
    /// [`StepError`].
    pub fn reverse(&mut self) -> Result<(), StepError> {
        self.expect(TransactionState::Pending)?;
        self.charged = self.charged.with_minor(0);
        self.state = TransactionState::Reversed;
        Ok(())
    }

    /// The shop gives back so much of what it collected; several times, but never more than all of it.
    ///
    /// # Errors
    /// [`StepError`].
    pub fn refund(&mut self, amount: Money) -> Result<(), StepError> {
        if self.state != TransactionState::Refunded {
            self.expect(TransactionState::Settled)?;
        }
        let left = self.charged.minus(self.refunded).map_err(|_| StepError::Amount)?;
        let amount = within(amount, left)?;
        self.refunded = self.refunded.plus(amount).map_err(|_| StepError::Amount)?;
        self.state = TransactionState::Refunded;
        Ok(())
    }

    fn expect(&self, state: TransactionState) -> Result<(), StepError> {
        if self.state == state { Ok(()) } else { Err(StepError::State) }
    }
}

fn within(amount: Money, most: Money) -> Result<Money, StepError> {
    let order = amount.compare(most).map_err(|_| StepError::Amount)?;
    if amount.minor() > 0 && order.is_le() { Ok(amount) } else { Err(StepError::Amount) }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{payment, rupiah};
    use super::*;

    fn pending() -> Transaction {
        Transaction {
            transaction_id: Uuid::nil(),
            card_id: Uuid::nil(),
            at: Timestamp::UNIX_EPOCH,
            asked: payment(rupiah(100)),
            original: None,
            state: TransactionState::Pending,
            charged: rupiah(100),
            refunded: rupiah(0),
            settled_at: None,
            code: "00".into(),
            decision: None,
        }
    }

    #[test]
    fn card_1_a_payment_is_collected_once_and_never_more_than_was_reserved() {
        let mut payment = pending();
        for wrong in [rupiah(101), rupiah(0), rupiah(-1), Money::new(1, "USD", 2).expect("dollars")] {
            assert_eq!(payment.capture(wrong, Timestamp::UNIX_EPOCH), Err(StepError::Amount));
        }
        assert_eq!(payment.refund(rupiah(1)), Err(StepError::State), "nothing was collected yet");
        assert_eq!(payment.capture(rupiah(80), Timestamp::UNIX_EPOCH), Ok(()));
        assert_eq!((payment.state, payment.spent().minor), (TransactionState::Settled, 80));
        assert_eq!(payment.capture(rupiah(80), Timestamp::UNIX_EPOCH), Err(StepError::State));
        assert_eq!(payment.reverse(), Err(StepError::State));
    }

    #[test]
    fn card_1_what_is_reversed_counts_no_more_and_what_is_refunded_is_at_most_what_was_collected() {
        let mut given_up = pending();
        assert_eq!(given_up.reverse(), Ok(()));
        assert_eq!((given_up.state, given_up.spent().minor), (TransactionState::Reversed, 0));
        let mut returned = pending();
        returned.capture(rupiah(100), Timestamp::UNIX_EPOCH).expect("fine");
        assert_eq!(returned.refund(rupiah(60)), Ok(()));
        assert_eq!(returned.refund(rupiah(41)), Err(StepError::Amount));
        assert_eq!(returned.refund(rupiah(40)), Ok(()));
        assert_eq!((returned.refunded, returned.spent().minor), (rupiah(100), 100));
    }
}

//! Card rules: life, holds, controls, the direction of a change, and what the bank decides on a payment. Phone and bank use the same.
//!
//! * [`amounts`] — from which amount to which: a filter of payments.
//! * [`category`] — merchant categories (ISO 18245) and their groups.
//! * [`change`] — one change of a control.
//! * [`commands`] — commands that the phone keeps until the bank's receipt.
//! * [`controls`] — all that a customer can set.
//! * [`decline`] — why a payment did not pass, in words.
//! * [`dispute`] — a dispute about a payment: states, deadlines, rights.
//! * [`evaluate`] — the decision on a payment, with every rule that was asked.
//! * [`evidence`] — a piece of evidence, looked at before it is taken.
//! * [`limit`] — a limit, now and later.
//! * [`details`] — a card's number, date and security code, as they are sealed for the phone.
//! * [`order`] — a virtual card that the customer orders.
//! * [`place`] — channels, countries, merchants.
//! * [`CardKind`] — debit, credit, virtual.
//! * [`LifeStep`] — what the customer can have done with a card now.
//! * [`spending`] — where the money went: payments by month and kind of merchant.
//! * [`statement`] — a card's monthly statement: how much, and by when.
//! * [`subscription`] — who charges again and again.
//! * [`transaction`] — a payment as it is kept.
//! * [`trial`] — what other controls would have done to what was paid.
//! * [`trip`] — where the customer travels, and when.
//! * [`wallet`] — tokens of phones' wallets, which pay in a card's place.
//! * [`watch`] — of which payments the customer wants to be told.
//! * [`window`] — over which time a limit adds up.
//! * [`working_days`] — working days, by which the law counts.

pub mod amounts;
pub mod category;
pub mod change;
pub mod commands;
pub mod controls;
pub mod decline;
pub mod details;
pub mod dispute;
pub mod evaluate;
pub mod evidence;
#[cfg(test)]
mod laws;
pub mod limit;
pub(crate) mod named;
pub mod order;
pub mod place;
pub mod spending;
pub mod statement;
mod steps;
pub mod subscription;
pub mod transaction;
pub mod trial;
pub mod trip;
pub mod wallet;
pub mod watch;
pub mod window;
pub mod working_days;

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use controls::Controls;
use named::named;
use place::Channel;
pub use steps::LifeStep;

/// The name of the limit for one payment, which every card has.
pub const PER_TRANSACTION: &str = "per-transaction";

/// Why the fraud desk holds a card until the customer has answered.
const SUSPECTED: &str = "suspected-payment";

/// A card with its controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Card {
    /// Its id; the number itself never comes to the phone.
    pub card_id: Uuid,
    /// Last four digits.
    pub ending: String,
    /// As the customer knows it.
    pub name: String,
    /// What kind of card it is; a bank that does not say so has made a debit card.
    #[serde(default)]
    pub kind: CardKind,
    /// Where it stands in its life.
    pub state: CardState,
    /// Why its life ended, if it did by being closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closing>,
    /// The card that it replaces: limits, what was spent and what is blocked go on from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Uuid>,
    /// Of a virtual card that was ordered: the card beside which it was, whose money it pays with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Uuid>,
    /// Who holds it. Usable means active and no hold.
    pub holds: Vec<Hold>,
    /// What the customer set.
    pub controls: Controls,
    /// Counts up with every change.
    pub version: u64,
}

named! {
    /// What kind of card it is.
    #[derive(Default)]
    CardKind {
        /// Money of the customer's own.
        #[default]
        Debit = "debit",
        /// Money of the bank's, billed later.
        Credit = "credit",
        /// A number without plastic: in use from the start, and for what needs no plastic.
        Virtual = "virtual",
    }
}

impl CardKind {
    /// Whether payments can come in that way at all: without plastic there is no chip, no stripe, nothing to hold to a reader, and no
    /// machine that takes it.
    #[must_use]
    pub const fn takes(self, channel: Channel) -> bool {
        match self {
            Self::Debit | Self::Credit => true,
            Self::Virtual => matches!(
                channel,
                Channel::Online | Channel::MailPhone | Channel::Recurring | Channel::WalletProvisioning
            ),
        }
    }

    /// Whether there is something to be sent and activated, with a PIN.
    #[must_use]
    pub const fn has_plastic(self) -> bool {
        !matches!(self, Self::Virtual)
    }

    /// Where the life of a new one begins.
    #[must_use]
    pub const fn first_state(self) -> CardState {
        if self.has_plastic() { CardState::Ordered } else { CardState::Active }
    }
}

named! {
    /// A card's life.
    CardState {
        /// Made, not sent.
        Ordered = "ordered",
        /// On its way.
        Shipped = "shipped",
        /// With the customer, not yet activated.
        AwaitingActivation = "awaiting-activation",
        /// In use.
        Active = "active",
        /// Closed for good.
        Closed = "closed",
        /// Past its date.
        Expired = "expired",
    }
}

impl Closing {
    /// Whether it is for the customer to say.
    #[must_use]
    pub const fn is_reported(self) -> bool {
        matches!(self, Self::Lost | Self::Stolen | Self::Compromised)
    }
}

named! {
    /// Why a card was closed.
    Closing {
        /// The customer lost it.
        Lost = "lost",
        /// It was stolen.
        Stolen = "stolen",
        /// Somebody else knows its number.
        Compromised = "compromised",
        /// A new card took its place.
        Replaced = "replaced",
        /// The contract ended.
        Ended = "ended",
    }
}

/// A hold: while there is one, no payment passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hold {
    /// Who placed it, and alone may lift it.
    pub holder: Holder,
    /// Why, in a word.
    pub reason: String,
    /// Since when.
    pub placed_at: Timestamp,
}

named! {
    /// Who holds a card.
    Holder {
        /// The customer: "freeze".
        Customer = "customer",
        /// The bank.
        Bank = "bank",
        /// The bank's fraud desk.
        Fraud = "fraud",
        /// A court or a supervisor.
        Authority = "authority",
    }
}

/// Which way a change goes. Loosening needs the token's approval, tightening never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Less is possible after it.
    Tighten,
    /// More is possible after it, or the customer is told or asked less.
    Loosen,
    /// Some is more, some is less: counts as loosening.
    Mixed,
    /// Nothing changes.
    Unchanged,
}

impl Direction {
    /// From how what passes compares with what passed, piece by piece.
    pub(crate) fn of(orders: impl Iterator<Item = Ordering>) -> Self {
        let one = |order| match order {
            Ordering::Less => Self::Tighten,
            Ordering::Equal => Self::Unchanged,
            Ordering::Greater => Self::Loosen,
        };
        orders.map(one).fold(Self::Unchanged, Self::and)
    }

    /// Of two changes at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unchanged, direction) | (direction, Self::Unchanged) => direction,
            (one, two) if one == two => one,
            _ => Self::Mixed,
        }
    }

    /// Whether anything passes after it that did not before, or is told no more.
    #[must_use]
    pub const fn loosens(self) -> bool {
        matches!(self, Self::Loosen | Self::Mixed)
    }
}

impl Card {
    /// Whether the customer has frozen it.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.holds.iter().any(|hold| hold.holder == Holder::Customer)
    }

    /// Whether its life is over.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.state, CardState::Closed | CardState::Expired)
    }

    /// Whether a freeze is to be offered: of a card in use that is not frozen. Nothing passes with a card that is not active yet, and
    /// nothing any more with one whose life is over.
    #[must_use]
    pub fn offers_freeze(&self) -> bool {
        self.state == CardState::Active && !self.is_frozen()
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

    /// Places a hold of the bank's own; a second one changes nothing. Returns whether anything changed.
    pub fn hold_by_bank(&mut self, now: Timestamp) -> bool {
        if self.holds.iter().any(|hold| hold.holder == Holder::Bank) {
            return false;
        }
        self.holds.push(Hold { holder: Holder::Bank, reason: "operator".to_owned(), placed_at: now });
        true
    }

    /// Lifts the bank's own hold, and nobody else's. Returns whether anything changed.
    pub fn release_by_bank(&mut self) -> bool {
        let before = self.holds.len();
        self.holds.retain(|hold| hold.holder != Holder::Bank);
        self.holds.len() != before
    }

    /// The bank holds the card until the customer has said whether a payment was theirs. Returns whether anything changed.
    pub fn suspect(&mut self, now: Timestamp) -> bool {
        if self.is_suspected() {
            return false;
        }
        self.holds.push(Hold { holder: Holder::Fraud, reason: SUSPECTED.to_owned(), placed_at: now });
        true
    }

    /// Lifts that hold, and no other of the fraud desk's. Returns whether anything changed.
    pub fn clear_suspicion(&mut self) -> bool {
        let before = self.holds.len();
        self.holds.retain(|hold| hold.holder != Holder::Fraud || hold.reason != SUSPECTED);
        self.holds.len() != before
    }

    /// Whether the bank waits for the customer's word on a payment.
    #[must_use]
    pub fn is_suspected(&self) -> bool {
        self.holds.iter().any(|hold| hold.holder == Holder::Fraud && hold.reason == SUSPECTED)
    }

    /// Closes the card for good, from every state in which it lives, frozen or held as well. Returns whether anything changed.
    pub fn block(&mut self, why: Closing) -> bool {
        if self.is_over() {
            return false;
        }
        self.state = CardState::Closed;
        self.closed = Some(why);
        true
    }

    /// A card in use from the one that was with the customer. Returns whether anything changed.
    pub fn activate(&mut self) -> bool {
        if self.state != CardState::AwaitingActivation {
            return false;
        }
        self.state = CardState::Active;
        true
    }

    /// One step on its way to the customer. Returns whether anything changed.
    pub fn forward(&mut self) -> bool {
        self.state = match self.state {
            CardState::Ordered => CardState::Shipped,
            CardState::Shipped => CardState::AwaitingActivation,
            _ => return false,
        };
        true
    }

    /// Whether its number and security code may be shown on the phone: while it is in use and nobody else holds it. A freeze of the
    /// customer's own is in nobody's way, because nothing can be paid with what is read. Before the card is activated the number is on
    /// the card in the post alone, and whoever else holds it may suspect that it is in wrong hands.
    #[must_use]
    pub fn can_be_revealed(&self) -> bool {
        self.state == CardState::Active && self.holds.iter().all(|hold| hold.holder == Holder::Customer)
    }

    /// Whether a new card may be made in its place: while it is in use, also frozen or held, and after it was lost, stolen or found
    /// out, or its date has passed.
    #[must_use]
    pub const fn can_be_replaced(&self) -> bool {
        match self.state {
            CardState::Active | CardState::Expired => true,
            CardState::Closed => matches!(self.closed, Some(why) if why.is_reported()),
            CardState::Ordered | CardState::Shipped | CardState::AwaitingActivation => false,
        }
    }

    /// The card that takes this one's place: same name and controls, no hold that the customer placed or can end; ordered, or if it is
    /// virtual in use at once.
    #[must_use]
    pub fn replacement(&self, card_id: Uuid, ending: &str) -> Self {
        let mut new = Self {
            card_id,
            ending: ending.to_owned(),
            state: self.kind.first_state(),
            closed: None,
            replaces: Some(self.card_id),
            version: 1,
            ..self.clone()
        };
        new.unfreeze();
        // The question is about the old card: nobody would lift it from the new one.
        new.clear_suspicion();
        new
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
    /// A value for a time that is over before it would begin.
    #[error("the limit would end before it begins")]
    EndsBefore,
}

#[cfg(test)]
mod tests {
    use super::laws::{card, payment, rupiah};
    use super::*;
    use evaluate::{Rule, evaluate};

    fn declined_by(card: &Card) -> Vec<Rule> {
        evaluate(card, &[], &payment(rupiah(100)), Timestamp::UNIX_EPOCH).declined_by().cloned().collect()
    }

    #[test]
    fn card_2_freezing_twice_is_freezing_once() {
        let mut once = card();
        assert!(once.freeze(Timestamp::UNIX_EPOCH));
        let mut twice = once.clone();
        assert!(!twice.freeze(Timestamp::MAX));
        assert_eq!(once, twice);
        assert_eq!(declined_by(&once), [Rule::Held(Holder::Customer)]);
        assert!(once.unfreeze());
        assert_eq!(once, card());
    }

    #[test]
    fn card_2_the_customer_never_lifts_the_banks_hold() {
        let mut held = card();
        held.holds.push(Hold { holder: Holder::Fraud, reason: "r".into(), placed_at: Timestamp::UNIX_EPOCH });
        held.freeze(Timestamp::UNIX_EPOCH);
        held.unfreeze();
        assert_eq!(declined_by(&held), [Rule::Held(Holder::Fraud)]);
    }

    #[test]
    fn card_1_the_bank_places_and_lifts_its_own_hold_and_no_other() {
        let mut held = card();
        held.freeze(Timestamp::UNIX_EPOCH);
        assert!(held.hold_by_bank(Timestamp::UNIX_EPOCH) && !held.hold_by_bank(Timestamp::MAX));
        assert_eq!(declined_by(&held), [Rule::Held(Holder::Customer), Rule::Held(Holder::Bank)]);
        held.unfreeze();
        assert_eq!(declined_by(&held), [Rule::Held(Holder::Bank)]);
        held.freeze(Timestamp::UNIX_EPOCH);
        assert!(held.release_by_bank() && !held.release_by_bank());
        assert!(held.is_frozen());
    }

    #[test]
    fn card_5_a_card_is_blocked_from_every_state_of_its_life_also_while_frozen_and_stays_so() {
        for state in CardState::ALL {
            let mut lost = Card { state: *state, ..card() };
            lost.freeze(Timestamp::UNIX_EPOCH);
            let lives = !lost.is_over();
            assert_eq!(lost.block(Closing::Lost), lives, "{state:?}");
            assert!(lost.is_over());
            assert!(!lost.block(Closing::Stolen), "once is for ever");
            assert!(!lost.activate());
            lost.unfreeze();
            assert!(declined_by(&lost).contains(&Rule::NotActive));
        }
    }

    #[test]
    fn card_5_a_replacement_keeps_the_controls_and_the_holds_of_others_but_not_the_freeze() {
        let mut old = card();
        old.freeze(Timestamp::UNIX_EPOCH);
        old.holds.push(Hold { holder: Holder::Authority, reason: "r".into(), placed_at: Timestamp::UNIX_EPOCH });
        let new = old.replacement(Uuid::from_u128(9), "1234");
        assert_eq!((new.replaces, new.state, new.version), (Some(old.card_id), CardState::Ordered, 1));
        assert_eq!(new.controls, old.controls);
        assert!(!new.is_frozen() && new.holds.len() == 1);
    }

    #[test]
    fn card_5_a_new_card_comes_step_by_step_and_a_frozen_one_can_be_replaced() {
        let mut new = card().replacement(Uuid::from_u128(9), "1234");
        assert!(!new.activate(), "not here yet");
        assert!(new.forward() && !new.activate() && new.forward());
        assert!(!new.forward(), "it has come");
        assert!(new.activate() && new.state == CardState::Active);
        let mut old = card();
        old.freeze(Timestamp::UNIX_EPOCH);
        assert!(old.can_be_replaced());
        for (why, replaceable) in [
            (Closing::Lost, true),
            (Closing::Stolen, true),
            (Closing::Compromised, true),
            (Closing::Replaced, false),
            (Closing::Ended, false),
        ] {
            let mut closed = card();
            closed.block(why);
            assert_eq!((closed.can_be_replaced(), why.is_reported()), (replaceable, replaceable), "{why:?}");
        }
        assert!(!new.replacement(Uuid::from_u128(10), "1").can_be_replaced(), "it is on its way");
    }

    #[test]
    fn card_8_a_suspicion_holds_the_card_and_clearing_it_lifts_nobody_elses_hold() {
        let mut held = card();
        held.holds.push(Hold { holder: Holder::Fraud, reason: "case 7".into(), placed_at: Timestamp::UNIX_EPOCH });
        assert!(held.suspect(Timestamp::UNIX_EPOCH));
        assert!(!held.suspect(Timestamp::MAX), "once is enough");
        held.freeze(Timestamp::UNIX_EPOCH);
        assert!(!held.replacement(Uuid::from_u128(9), "1234").is_suspected(), "the question is about this card");
        assert!(held.clear_suspicion() && !held.is_suspected() && !held.clear_suspicion());
        assert_eq!(declined_by(&held), [Rule::Held(Holder::Fraud), Rule::Held(Holder::Customer)]);
    }

    #[test]
    fn only_a_card_that_is_with_the_customer_is_activated() {
        for state in CardState::ALL {
            let mut new = Card { state: *state, ..card() };
            assert_eq!(new.activate(), *state == CardState::AwaitingActivation, "{state:?}");
        }
    }
}

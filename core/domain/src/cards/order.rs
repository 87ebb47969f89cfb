//! A virtual card that the customer orders: beside which card, how many, and under which name.

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use super::{Card, CardKind, CardState};
use crate::names::{self, Unsafe};

/// The most virtual cards that a customer has at one time.
pub const MOST_VIRTUAL: usize = 5;

/// Longest name of a card that the customer names, in characters: it stands in a list beside others.
pub const LONGEST_NAME: usize = 30;

/// The limit that the customer may set while ordering.
pub const MONTH: &str = "month";

impl Card {
    /// Whether a virtual card can be ordered beside this one: it is of plastic, in use, and nobody holds it. A freeze of the customer's own
    /// counts too: whoever stops a card wants no new way to pay from the same money.
    #[must_use]
    pub fn carries_virtual(&self) -> bool {
        self.kind.has_plastic() && self.state == CardState::Active && self.holds.is_empty()
    }

    /// Whether the customer may have it closed without it being lost: a virtual card, which is ordered again in a moment.
    #[must_use]
    pub const fn can_be_closed(&self) -> bool {
        matches!(self.kind, CardKind::Virtual) && !self.is_over()
    }

    /// The card beside which it was ordered, or whichever has taken that one's place since; `all`: the customer's cards.
    #[must_use]
    pub fn carrier<'a>(&self, all: &'a [Self]) -> Option<&'a Self> {
        let mut carrier = all.iter().find(|card| Some(card.card_id) == self.beside)?;
        // A chain of replacements is no longer than the list; a bank that sends a ring must not hang the phone.
        for _ in all {
            match all.iter().find(|card| card.replaces == Some(carrier.card_id)) {
                Some(newer) => carrier = newer,
                None => break,
            }
        }
        Some(carrier)
    }
}

/// Whether the customer has as many virtual cards as there can be at one time. Those that are closed or past their date do not count.
#[must_use]
pub fn is_full<'a>(all: impl IntoIterator<Item = &'a Card>) -> bool {
    all.into_iter().filter(|card| card.kind == CardKind::Virtual && !card.is_over()).count() >= MOST_VIRTUAL
}

/// The name of a card as the customer typed it, in normalisation form C and without the spaces around it. It stands on approval screens, so it must be read as what it
/// is.
///
/// # Errors
/// [`Unsafe`]; [`Unsafe::Length`] for nothing, or more than [`LONGEST_NAME`].
pub fn name(typed: &str) -> Result<String, Unsafe> {
    // Nothing that is longer than this even when it is put together is normalised at all.
    if typed.len() > 16 * LONGEST_NAME {
        return Err(Unsafe::Length);
    }
    let name: String = typed.trim_matches(' ').nfc().collect();
    if name.chars().count() > LONGEST_NAME {
        return Err(Unsafe::Length);
    }
    names::check(&name).map(|()| name)
}

/// A virtual card that was ordered beside this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVirtual {
    /// Its id.
    pub card_id: Uuid,
    /// Its last digits.
    pub ending: String,
    /// As the customer named it.
    pub name: String,
    /// What it starts with.
    pub controls: super::controls::Controls,
}

impl NewVirtual {
    /// The card, in use at once.
    #[must_use]
    pub fn card(self, beside: Option<Uuid>) -> Card {
        Card {
            card_id: self.card_id,
            ending: self.ending,
            name: self.name,
            kind: CardKind::Virtual,
            state: CardKind::Virtual.first_state(),
            closed: None,
            replaces: None,
            beside,
            holds: Vec::new(),
            controls: self.controls,
            version: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::laws::card;
    use super::super::{Closing, LifeStep};
    use super::*;

    fn ordered(id: u128, beside: &Card) -> Card {
        let new = NewVirtual {
            card_id: Uuid::from_u128(id),
            ending: format!("{id:04}"),
            name: "Langganan film".to_owned(),
            controls: beside.controls.clone(),
        };
        new.card(Some(beside.card_id))
    }

    #[test]
    fn card_5_a_virtual_card_is_ordered_beside_a_card_in_use_that_nobody_holds() {
        assert!(card().carries_virtual());
        let mut frozen = card();
        frozen.freeze(Timestamp::UNIX_EPOCH);
        assert!(!frozen.carries_virtual());
        let mut held = card();
        held.hold_by_bank(Timestamp::UNIX_EPOCH);
        assert!(!held.carries_virtual());
        assert!(!ordered(1, &card()).carries_virtual(), "none beside a virtual one");
        for state in CardState::ALL {
            let other = Card { state: *state, ..card() };
            assert_eq!(other.carries_virtual(), *state == CardState::Active, "{state:?}");
        }
    }

    #[test]
    fn card_5_five_virtual_cards_are_the_most_and_a_closed_one_makes_room() {
        let base = card();
        let mut all: Vec<_> = (1..).take(MOST_VIRTUAL - 1).map(|id| ordered(id, &base)).collect();
        all.push(base.clone());
        assert!(!is_full(&all));
        assert!(base.life_steps(&all).contains(&LifeStep::OrderVirtual));
        all.push(ordered(90, &base));
        assert!(is_full(&all));
        assert!(!base.life_steps(&all).contains(&LifeStep::OrderVirtual), "not offered in vain");
        assert!(all[0].block(Closing::Ended));
        assert!(!is_full(&all));
    }

    #[test]
    fn card_5_only_a_virtual_card_is_closed_without_being_lost_and_for_good() {
        let mut new = ordered(1, &card());
        assert!(new.can_be_closed() && new.life_steps(&[]).contains(&LifeStep::Close));
        assert!(!card().can_be_closed() && !card().life_steps(&[]).contains(&LifeStep::Close));
        assert!(new.block(Closing::Ended));
        assert!(!new.can_be_closed());
        assert!(new.life_steps(&[]).is_empty(), "it is not replaced either");
    }

    #[test]
    fn card_5_a_virtual_card_belongs_to_whichever_card_took_its_carriers_place() {
        let base = card();
        let new = ordered(1, &base);
        assert_eq!(new.carrier(&[base.clone(), new.clone()]), Some(&base));
        let second = base.replacement(Uuid::from_u128(7), "1102");
        let third = second.replacement(Uuid::from_u128(8), "1103");
        let all = [base.clone(), third.clone(), second.clone(), new.clone()];
        assert_eq!(new.carrier(&all), Some(&third));
        assert_eq!(new.carrier(&[]), None);
        assert_eq!(base.carrier(&all), None);
        let ring = [Card { replaces: Some(second.card_id), ..base.clone() }, second];
        assert!(new.carrier(&ring).is_some(), "a ring ends");
    }

    #[test]
    fn card_5_the_name_of_a_card_is_short_and_reads_as_what_it_is() {
        assert_eq!(name("  Langganan film ").as_deref(), Ok("Langganan film"));
        assert_eq!(name("Cafe\u{301}").as_deref(), Ok("Caf\u{e9}"));
        assert_eq!(name(&"a".repeat(LONGEST_NAME)).map(|name| name.len()), Ok(LONGEST_NAME));
        for (typed, fault) in [
            ("", Unsafe::Length),
            ("   ", Unsafe::Length),
            (&*"a".repeat(LONGEST_NAME + 1), Unsafe::Length),
            (&*"a".repeat(100_000), Unsafe::Length),
            ("Film\u{202e}", Unsafe::Hidden),
            ("a\nb", Unsafe::Hidden),
            ("Bеli", Unsafe::MixedScripts),
        ] {
            assert_eq!(name(typed), Err(fault), "{typed:?}");
        }
    }
}

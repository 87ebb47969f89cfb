//! What the customer can have done with a card now.

use super::order::is_full;
use super::{Card, CardState};

/// A step in a card's life that is the customer's to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifeStep {
    /// Report it as lost, stolen, or known to somebody else: it is closed for good.
    Report,
    /// Take it into use.
    Activate,
    /// Have a new one made in its place.
    Replace,
    /// Give it another PIN.
    SetPin,
    /// Show its number and security code for a short while.
    Reveal,
    /// Order a virtual card beside it.
    OrderVirtual,
    /// Have it closed for good though nothing happened to it.
    Close,
}

impl Card {
    /// What can be asked for now, whatever holds the card; `all`: the customer's cards. One new card in its place is enough.
    #[must_use]
    pub fn life_steps(&self, all: &[Self]) -> Vec<LifeStep> {
        let has_new = all.iter().any(|other| other.replaces == Some(self.card_id));
        let steps = [
            (LifeStep::Activate, self.state == CardState::AwaitingActivation),
            (LifeStep::SetPin, self.state == CardState::Active && self.kind.has_plastic()),
            (LifeStep::Reveal, self.can_be_revealed()),
            (LifeStep::Report, !self.is_over()),
            (LifeStep::Replace, self.can_be_replaced() && !has_new),
            (LifeStep::OrderVirtual, self.carries_virtual() && !is_full(all)),
            (LifeStep::Close, self.can_be_closed()),
        ];
        steps.into_iter().filter_map(|(step, possible)| possible.then_some(step)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Closing;
    use super::super::laws::card;
    use super::*;
    use jiff::Timestamp;
    use uuid::Uuid;

    #[test]
    fn card_5_what_can_be_asked_for_follows_the_life_of_the_card_and_a_freeze_is_in_nobodys_way() {
        let mut old = card();
        let in_use = [LifeStep::SetPin, LifeStep::Reveal, LifeStep::Report, LifeStep::Replace];
        assert_eq!(old.life_steps(&[]), [in_use.as_slice(), &[LifeStep::OrderVirtual]].concat());
        old.freeze(Timestamp::UNIX_EPOCH);
        assert_eq!(old.life_steps(&[]), in_use);
        let mut new = old.replacement(Uuid::from_u128(1), "1102");
        let both = [old.clone(), new.clone()];
        let one_is_enough = [LifeStep::SetPin, LifeStep::Reveal, LifeStep::Report];
        assert_eq!(old.life_steps(&both), one_is_enough, "one new card is enough");
        assert_eq!(new.life_steps(&both), [LifeStep::Report], "it is not here yet");
        while new.forward() {}
        assert_eq!(new.life_steps(&both), [LifeStep::Activate, LifeStep::Report]);
        old.block(Closing::Lost);
        assert_eq!(old.life_steps(&[]), [LifeStep::Replace]);
        assert!(old.life_steps(&both).is_empty());
        let mut held = card();
        held.hold_by_bank(Timestamp::UNIX_EPOCH);
        assert!(!held.life_steps(&[]).contains(&LifeStep::Reveal), "whoever holds it may suspect wrong hands");
        let mut ended = card();
        ended.block(Closing::Ended);
        assert!(ended.life_steps(&[]).is_empty());
    }
    #[test]
    fn card_5_a_virtual_card_is_in_use_at_once_without_pin_and_post_and_pays_only_where_no_plastic_is_needed() {
        use super::super::evaluate::{Rule, evaluate};
        use super::super::laws::{payment, rupiah};
        use super::super::place::Channel;
        use super::super::{CardKind, CardState};

        let old = Card { kind: CardKind::Virtual, ..card() };
        assert_eq!(old.life_steps(&[]), [LifeStep::Reveal, LifeStep::Report, LifeStep::Replace, LifeStep::Close]);
        let new = old.replacement(Uuid::from_u128(1), "1102");
        assert_eq!((new.state, new.kind), (CardState::Active, CardKind::Virtual));
        for channel in Channel::ALL {
            let asked = super::super::evaluate::Authorization { channel: *channel, ..payment(rupiah(5_000)) };
            let decision = evaluate(&new, &[], &asked, Timestamp::UNIX_EPOCH);
            let why: Vec<_> = decision.declined_by().collect();
            match channel {
                Channel::Online | Channel::MailPhone | Channel::Recurring | Channel::WalletProvisioning => {
                    assert!(decision.approved, "{channel:?}");
                }
                _ => assert_eq!(why, [&Rule::ChannelMissing(*channel)]),
            }
        }
    }
    #[test]
    fn card_2_a_freeze_is_offered_for_a_card_in_use_and_for_none_that_is_not_active_yet() {
        let mut new = card().replacement(Uuid::from_u128(1), "1102");
        for _ in 0..3 {
            assert!(!new.offers_freeze(), "{:?}", new.state);
            new.forward();
        }
        assert!(new.activate() && new.offers_freeze());
        new.freeze(Timestamp::UNIX_EPOCH);
        assert!(!new.offers_freeze(), "once is enough");
        new.unfreeze();
        new.block(Closing::Lost);
        assert!(!new.offers_freeze());
    }
}

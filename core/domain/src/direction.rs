//! Direction decides the factor: one table for phone and bank of what each act needs, and of what waits outside trusted places.
//!
//! What tightens and can be taken back must never be refused to somebody in a hurry: it needs the phone alone, without a session, also
//! while the token is locked. What loosens needs the phone and the Unlock Code, or a finger or face instead of the code; what
//! takes the customer's own protection away, the code itself. What tightens for good is in between.

use serde::{Deserialize, Serialize};

use crate::operations::Kind;

/// Something that a customer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    // Tightening, and it can be taken back
    /// Freeze a card.
    FreezeCard,
    /// Let less pass with a card: a lower limit, a channel off, a block; cancel a raise that cools off.
    TightenCard,
    /// Say no to an operation.
    Reject,
    /// Deny a payment: the card is frozen and a case opened.
    DenyPayment,
    /// Take back what is approved and waits.
    CancelWaiting,
    /// Suspend the own token.
    Suspend,
    /// Make loosening wait outside trusted places.
    TrustedPlacesOn,
    /// Say that the phone that took over is not the customer's.
    NotMe,
    // Tightening for good
    /// Block a card for ever.
    BlockCard,
    // Loosening
    /// Pay somebody who was paid before.
    PayKnown,
    /// Pay a shop.
    Purchase,
    /// Pay somebody new.
    PayNew,
    /// Make somebody a known payee.
    AddPayee,
    /// Lift the own hold of a card.
    Unfreeze,
    /// Let more pass with a card: a higher limit, a channel on, a block lifted.
    LoosenCard,
    /// Take a new card into use.
    ActivateCard,
    /// Give a card another PIN.
    SetPin,
    /// Have a new card sent in place of one.
    ReplaceCard,
    /// Order a virtual card.
    OrderVirtualCard,
    /// Say that a suspected payment was the customer's own.
    ConfirmSuspected,
    /// Show an employee of the bank who one is: she sees accounts and cards for a while.
    ProveIdentity,
    /// Let happen what an employee of the bank proposed.
    AcceptProposal,
    /// Change address or mail.
    ChangeProfile,
    /// Change the registered phone number.
    ChangeNumber,
    /// Change the password.
    ChangePassword,
    /// Change the Unlock Code.
    ChangeCode,
    /// Let a finger or face stand in for the Unlock Code.
    BiometricsOn,
    /// Let another phone take over.
    NewDevice,
    /// Show a card's number.
    Reveal,
    /// Lift the own suspension of the token.
    LiftSuspension,
    /// Let loosening pass at once everywhere.
    TrustedPlacesOff,
    /// Make a key by which somebody without the phone can freeze and suspend.
    MakeEmergencyKey,
    /// Make it worthless.
    DropEmergencyKey,
}

/// Which way an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Less is possible after it, and it can be taken back.
    Tighten,
    /// Less is possible after it, for good.
    TightenForGood,
    /// More is possible after it, or money has moved.
    Loosen,
}

/// What an act needs, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// The device key, without a session; also while the token is locked or suspended.
    Possession,
    /// A session that the token opened, or an operator.
    Session,
    /// Device key and Unlock Code (or finger or face), proved over exactly this act.
    FullProof,
    /// The same, by the Unlock Code alone: whoever holds the customer's finger to the phone is not enough.
    Code,
}

/// What becomes of an act outside trusted places, if the customer wishes loosening to wait there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// It takes effect at once, wherever the phone is.
    AtOnce,
    /// It waits.
    CanWait,
    /// It is refused: it cannot wait, because what it is part of is over by then.
    CannotWait,
}

/// When an act takes effect that is proved now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// At once.
    AtOnce,
    /// Later, and until then it can be taken back.
    Waits,
    /// Not at all: another moment or place is needed.
    Refused,
}

impl Act {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::FreezeCard,
        Self::TightenCard,
        Self::Reject,
        Self::DenyPayment,
        Self::CancelWaiting,
        Self::Suspend,
        Self::TrustedPlacesOn,
        Self::NotMe,
        Self::BlockCard,
        Self::PayKnown,
        Self::Purchase,
        Self::PayNew,
        Self::AddPayee,
        Self::Unfreeze,
        Self::LoosenCard,
        Self::ActivateCard,
        Self::SetPin,
        Self::ReplaceCard,
        Self::OrderVirtualCard,
        Self::ConfirmSuspected,
        Self::ProveIdentity,
        Self::AcceptProposal,
        Self::ChangeProfile,
        Self::ChangeNumber,
        Self::ChangePassword,
        Self::ChangeCode,
        Self::BiometricsOn,
        Self::NewDevice,
        Self::Reveal,
        Self::LiftSuspension,
        Self::TrustedPlacesOff,
        Self::MakeEmergencyKey,
        Self::DropEmergencyKey,
    ];

    const fn row(self) -> (Direction, Factor, Patience) {
        use Direction::{Loosen, Tighten, TightenForGood};
        use Factor::{Code, FullProof, Possession, Session};
        use Patience::{AtOnce, CanWait, CannotWait};
        match self {
            Self::FreezeCard
            | Self::TightenCard
            | Self::Reject
            | Self::DenyPayment
            | Self::CancelWaiting
            | Self::Suspend
            | Self::TrustedPlacesOn
            | Self::NotMe => (Tighten, Possession, AtOnce),
            Self::BlockCard => (TightenForGood, Session, AtOnce),
            // A shop or a known payee cannot wait an hour; limits bound what can be lost.
            Self::PayKnown | Self::Purchase | Self::ConfirmSuspected => (Loosen, FullProof, AtOnce),
            // A conversation does not wait an hour. A proposal itself only tightens, but somebody else has thought of it: as with
            // what loosens, the customer's own full proof stands behind it.
            Self::ProveIdentity | Self::AcceptProposal => (Loosen, FullProof, AtOnce),
            // Waiting would keep a password in force that the customer may have good reason to change.
            Self::ChangePassword => (Loosen, FullProof, AtOnce),
            Self::PayNew
            | Self::AddPayee
            | Self::Unfreeze
            | Self::LoosenCard
            | Self::ActivateCard
            | Self::SetPin
            | Self::ReplaceCard
            | Self::OrderVirtualCard
            | Self::ChangeProfile
            | Self::ChangeNumber
            | Self::MakeEmergencyKey => (Loosen, FullProof, CanWait),
            // The customer's own protection: a finger held to the phone must not take it away.
            Self::LiftSuspension | Self::TrustedPlacesOff | Self::DropEmergencyKey => (Loosen, Code, CanWait),
            // The enrolment, or the session in which the number is shown, would be over before the hour.
            Self::NewDevice | Self::Reveal => (Loosen, FullProof, CannotWait),
            // An exchange under way: it is committed in the same session or not at all.
            Self::ChangeCode | Self::BiometricsOn => (Loosen, Code, CannotWait),
        }
    }

    /// Which way it goes.
    #[must_use]
    pub const fn direction(self) -> Direction {
        self.row().0
    }

    /// What it needs.
    #[must_use]
    pub const fn needs(self) -> Factor {
        self.row().1
    }

    /// What becomes of it outside trusted places.
    #[must_use]
    pub const fn patience(self) -> Patience {
        self.row().2
    }

    /// When it takes effect, once proved. `trusted_places` is the customer's wish; a phone that does not say where it is counts as
    /// outside. A call or a shared screen may mean that somebody else decides: that is as outside, in a trusted place too.
    #[must_use]
    pub fn timing(self, trusted_places: bool, surroundings: Option<Surroundings>) -> Timing {
        let calm = surroundings.is_some_and(|now| now.trusted_place == Some(true) && !now.is_watched());
        match self.patience() {
            Patience::CanWait if trusted_places && !calm => Timing::Waits,
            Patience::CannotWait if trusted_places && !calm => Timing::Refused,
            _ => Timing::AtOnce,
        }
    }
}

impl Kind {
    /// Which act it is. `new_payee`: money for somebody who was never paid before.
    #[must_use]
    pub const fn act(self, new_payee: bool) -> Act {
        match self {
            Self::Transfer if new_payee => Act::PayNew,
            Self::Transfer => Act::PayKnown,
            Self::PayeeAdd => Act::AddPayee,
            Self::Purchase => Act::Purchase,
            Self::ProfileChange => Act::ChangeProfile,
            Self::Unfreeze => Act::Unfreeze,
            Self::PasswordChange => Act::ChangePassword,
            Self::CardControls | Self::WalletResume => Act::LoosenCard,
            Self::CardActivation => Act::ActivateCard,
            Self::CardPin => Act::SetPin,
            Self::CardReplacement => Act::ReplaceCard,
            Self::VirtualCard => Act::OrderVirtualCard,
            Self::CardReveal => Act::Reveal,
            Self::SuspectedPayment => Act::ConfirmSuspected,
            Self::TrustedPlacesOff => Act::TrustedPlacesOff,
            Self::LiftSuspension => Act::LiftSuspension,
            Self::NewDevice => Act::NewDevice,
            Self::NumberChange => Act::ChangeNumber,
            Self::IdentityCheck => Act::ProveIdentity,
            Self::ProposedFreeze | Self::ProposedControls | Self::ProposedDispute => Act::AcceptProposal,
            Self::EmergencyKey => Act::MakeEmergencyKey,
            Self::EmergencyKeyOff => Act::DropEmergencyKey,
        }
    }
}

/// What the app says about the place and the moment; yes or no, nothing finer, and it is never stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Surroundings {
    /// In a place that the customer trusts; `None`: not known.
    pub trusted_place: Option<bool>,
    /// A call is going on.
    pub on_call: bool,
    /// The screen is shared or recorded.
    pub screen_shared: bool,
}

impl Surroundings {
    /// Whether somebody may be listening or looking on.
    #[must_use]
    pub const fn is_watched(self) -> bool {
        self.on_call || self.screen_shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn act() -> impl Strategy<Value = Act> {
        proptest::sample::select(Act::ALL)
    }

    fn surroundings() -> impl Strategy<Value = Option<Surroundings>> {
        proptest::option::of(
            (any::<Option<bool>>(), any::<bool>(), any::<bool>()).prop_map(
                |(trusted_place, on_call, screen_shared)| Surroundings { trusted_place, on_call, screen_shared },
            ),
        )
    }

    proptest! {
        #[test]
        fn safe_9_what_tightens_never_needs_more_than_the_phone_and_never_waits(act in act(), wish: bool, now in surroundings()) {
            if act.direction() == Direction::Tighten {
                prop_assert_eq!(act.needs(), Factor::Possession);
                prop_assert_eq!(act.timing(wish, now), Timing::AtOnce);
            }
        }

        #[test]
        fn otp_3_whatever_loosens_needs_the_full_proof(act in act()) {
            prop_assert_eq!(act.direction() == Direction::Loosen, act.needs() >= Factor::FullProof);
        }

        #[test]
        fn otp_3_what_is_for_good_needs_more_than_the_phone(act in act()) {
            if act.direction() == Direction::TightenForGood {
                prop_assert!(act.needs() > Factor::Possession);
            }
        }

        #[test]
        fn safe_9_nothing_waits_unless_the_customer_wishes_so(act in act(), now in surroundings()) {
            prop_assert_eq!(act.timing(false, now), Timing::AtOnce);
        }

        #[test]
        fn safe_9_a_worse_moment_never_makes_anything_pass_sooner(act in act(), now in surroundings()) {
            let home = Surroundings { trusted_place: Some(true), on_call: false, screen_shared: false };
            prop_assert_eq!(act.timing(true, Some(home)), Timing::AtOnce);
            if let Some(now) = now {
                let worse = Surroundings { on_call: true, ..now };
                prop_assert!(act.timing(true, Some(worse)) >= act.timing(true, Some(now)));
            }
        }
    }

    #[test]
    fn otp_3_every_kind_of_operation_loosens_and_needs_the_full_proof() {
        for kind in Kind::ALL {
            for new_payee in [false, true] {
                assert!(kind.act(new_payee).needs() >= Factor::FullProof, "{kind:?}");
            }
        }
    }

    #[test]
    fn safe_9_outside_or_unsaid_a_raise_waits_and_in_a_trusted_place_it_does_not() {
        let here = |trusted_place| Some(Surroundings { trusted_place, ..Surroundings::default() });
        for (now, calm) in [(None, false), (here(None), false), (here(Some(false)), false), (here(Some(true)), true)] {
            let (waits, refused) =
                if calm { (Timing::AtOnce, Timing::AtOnce) } else { (Timing::Waits, Timing::Refused) };
            assert_eq!(Act::LoosenCard.timing(true, now), waits, "{now:?}");
            assert_eq!(Act::TrustedPlacesOff.timing(true, now), waits, "{now:?}");
            for cannot_wait in [Act::NewDevice, Act::ChangeCode, Act::BiometricsOn] {
                assert_eq!(cannot_wait.timing(true, now), refused, "{cannot_wait:?} {now:?}");
            }
            assert_eq!(Act::PayKnown.timing(true, now), Timing::AtOnce);
        }
    }

    #[test]
    fn safe_9_a_finger_takes_no_protection_of_the_customers_own_away() {
        let by_code: Vec<_> = Act::ALL.iter().filter(|act| act.needs() == Factor::Code).collect();
        let own = [
            &Act::ChangeCode,
            &Act::BiometricsOn,
            &Act::LiftSuspension,
            &Act::TrustedPlacesOff,
            &Act::DropEmergencyKey,
        ];
        assert_eq!(by_code, own);
    }
}

//! Commands on a card, as the phone keeps them until the bank's receipt: which may wait for a network, for how long, and which newer
//! one makes an older one void. Pure.

use super::named::named;

named! {
    /// What a command asks for. Its name is the last part of the call's path.
    CommandAction {
        /// Place the customer's hold.
        Freeze = "freeze",
        /// Close the card for good: lost, stolen, or known to somebody else.
        Block = "block",
        /// Let less pass.
        Tighten = "tighten",
        /// Cancel the raise of a limit that cools off.
        CancelRaise = "cancel-raise",
        /// Lift the customer's hold.
        Unfreeze = "unfreeze",
        /// Let more pass.
        Controls = "controls",
        /// Take a new card into use.
        Activation = "activation",
        /// Have a new card made in place of this one.
        Replacement = "replacement",
        /// Order a virtual card beside this one.
        VirtualCard = "virtual-card",
    }
}

named! {
    /// How a command stands.
    CommandState {
        /// Written down; not known to have reached the bank.
        Requested = "requested",
        /// Its outcome lies with the bank: the answer was lost or could not be used, or the customer's approval is outstanding.
        Sent = "sent",
        /// The bank's receipt was verified.
        Confirmed = "confirmed",
        /// The bank refused it.
        Refused = "refused",
        /// Something newer took its place, or the card is not as it was shown any more.
        Superseded = "superseded",
        /// Not confirmed in time; the customer is asked again.
        Expired = "expired",
    }
}

/// A freeze stays wanted for a day.
const FREEZE_LASTS_MS: i64 = 24 * 3_600_000;
/// Anything else is made for the moment.
const OTHERS_LAST_MS: i64 = 15 * 60_000;

/// What of a card a command is about. Within one matter the last word counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    Hold,
    Controls,
    Life,
    Order,
    End,
}

impl CommandAction {
    /// Whether it may wait for a network and is sent again by itself: only what tightens and can be taken back.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Freeze | Self::Tighten | Self::CancelRaise)
    }

    /// Whether the bank does it at the first word, with no approval to follow: a lost answer then leaves it perhaps done.
    #[must_use]
    pub const fn is_done_at_once(self) -> bool {
        self.waits() || matches!(self, Self::Block)
    }

    /// Whether it goes past what waits before it: it commutes with all of that, and is needed at once.
    #[must_use]
    pub const fn goes_ahead(self) -> bool {
        matches!(self, Self::Freeze)
    }

    /// How long it stays wanted, in milliseconds.
    #[must_use]
    pub const fn lasts_ms(self) -> i64 {
        match self {
            Self::Freeze => FREEZE_LASTS_MS,
            _ => OTHERS_LAST_MS,
        }
    }

    const fn matter(self) -> Matter {
        match self {
            Self::Freeze | Self::Unfreeze => Matter::Hold,
            Self::Tighten | Self::CancelRaise | Self::Controls => Matter::Controls,
            Self::Activation | Self::Replacement => Matter::Life,
            Self::VirtualCard => Matter::Order,
            Self::Block => Matter::End,
        }
    }

    /// Whether an older command of the same card is void once this one is confirmed: it must not win by coming late. On a card that
    /// is closed for good nothing is wanted any more but the new one that comes in its place; and nothing but the bank's answer ends the
    /// report that a card is lost.
    #[must_use]
    pub fn makes_void(self, older: Self) -> bool {
        match self {
            Self::Block => older != Self::Replacement,
            _ => self.matter() == older.matter(),
        }
    }
}

impl CommandState {
    /// Whether the outcome is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Sent)
    }
}

/// Whether a command is too old to be sent. (A clock that was set back makes it no older.)
#[must_use]
pub const fn has_expired(action: CommandAction, requested_ms: i64, now_ms: i64) -> bool {
    now_ms.saturating_sub(requested_ms) >= action.lasts_ms()
}

/// The card's version that a waiting change now stands on, after another command of this phone was confirmed: the one after that, if it
/// is the only difference to the card that the customer saw; else as it was, and the bank will say that the card has changed.
#[must_use]
pub const fn rebased(waiting: u64, after: u64) -> u64 {
    if after == waiting.saturating_add(1) { after } else { waiting }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn card_2_only_what_tightens_waits_for_a_network() {
        for action in CommandAction::ALL {
            let tightens =
                matches!(action, CommandAction::Freeze | CommandAction::Tighten | CommandAction::CancelRaise);
            assert_eq!(action.waits(), tightens, "{action:?}");
            assert!(!action.goes_ahead() || action.waits());
            assert_eq!(action.is_done_at_once(), tightens || *action == CommandAction::Block, "{action:?}");
            assert_eq!(CommandAction::parse(action.name()), Some(*action));
        }
    }

    #[test]
    fn card_2_a_freeze_is_wanted_for_a_day_and_the_rest_for_fifteen_minutes() {
        for action in CommandAction::ALL {
            let lasts = if *action == CommandAction::Freeze { 86_400_000 } else { 900_000 };
            assert!(!has_expired(*action, 1_000, 1_000 + lasts - 1), "{action:?}");
            assert!(has_expired(*action, 1_000, 1_000 + lasts), "{action:?}");
            assert!(!has_expired(*action, 1_000, 0), "a clock that was set back");
        }
        assert!(!has_expired(CommandAction::Freeze, i64::MAX, i64::MIN), "no overflow");
    }

    #[test]
    fn card_2_the_last_word_counts_within_one_matter() {
        use CommandAction as A;
        assert!(A::Unfreeze.makes_void(A::Freeze), "a stale freeze does not win");
        assert!(A::Controls.makes_void(A::Tighten));
        assert!(A::CancelRaise.makes_void(A::Tighten));
        assert!(!A::Freeze.makes_void(A::Tighten), "a freeze says nothing on limits");
        assert!(!A::Tighten.makes_void(A::Freeze));
        for older in A::ALL {
            assert_eq!(A::Block.makes_void(*older), *older != A::Replacement, "a lost card is replaced: {older:?}");
            assert_eq!(older.makes_void(A::Block), *older == A::Block, "{older:?}");
        }
    }

    #[test]
    fn a_change_stands_on_the_one_before_it_only_if_nobody_else_changed_the_card() {
        assert_eq!(rebased(7, 8), 8);
        assert_eq!(rebased(7, 7), 7, "what was in force already");
        assert_eq!(rebased(7, 9), 7, "somebody else was there as well");
        assert_eq!(rebased(8, 7), 8, "made on a newer card");
        assert_eq!(rebased(u64::MAX, u64::MAX), u64::MAX);
    }

    proptest! {
        #[test]
        fn what_has_expired_stays_expired(requested in any::<i64>(), now in any::<i64>(), later in 0i64..i64::MAX) {
            for action in CommandAction::ALL {
                if has_expired(*action, requested, now) {
                    prop_assert!(has_expired(*action, requested, now.saturating_add(later)));
                }
            }
        }
    }
}
